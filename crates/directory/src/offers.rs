//! The services of all members in one row, for whoever reads services and not members.

use std::{ops::Range, sync::Arc};

use uuid::Uuid;

use super::{
    moves::Moves,
    snapshot::{Entry, Snapshot},
    taxonomy::Taxonomy,
};
use network::{LocationId, LocationKind, MemberId, sharing::Drawers};
use publication::{PublicOffer, Published};

/// A service of a member.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The member's number.
    pub member: u32,
    /// The service's place among those of the member.
    pub place: usize,
    /// The place of its kind in the taxonomy.
    pub kind: usize,
    /// Where it is given, by the numbers of [`Offers::at_places`].
    pub at: Range<usize>,
}

/// A service at a place where it is given.
#[derive(Debug, Clone, Copy)]
pub struct OfferAt {
    /// The service's number.
    pub offer: u32,
    /// The place.
    pub location: LocationId,
    /// What that place is used for.
    pub kind: LocationKind,
}

/// The services of all members: by the members' names, and of each member in its own order.
#[derive(Debug, Default)]
pub struct Offers {
    all: Vec<Offer>,
    at_places: Vec<OfferAt>,
    /// Whose each is, by the identifier that it has by itself or at a place.
    owners: Drawers<Uuid, MemberId>,
}

impl Offers {
    /// Those after some members went and others came, which are given with their new numbers in
    /// order.
    pub(super) fn after(
        &self,
        moves: &Moves,
        went: &[Arc<Entry>],
        came: &[(u32, &Arc<Entry>)],
        taxonomy: &Taxonomy,
    ) -> Self {
        let mut offers = Self {
            owners: self.owners.clone(),
            ..Self::default()
        };
        for entry in went {
            for id in entry.offer_ids() {
                offers.owners.remove(&id);
            }
        }
        let mut came = came.iter().peekable();
        for offer in &self.all {
            let Some(member) = moves.of(offer.member) else {
                continue;
            };
            while let Some((number, entry)) = came.next_if(|(number, _)| *number < member) {
                offers.add(*number, entry, taxonomy);
            }
            let at = &self.at_places[offer.at.clone()];
            offers.push(member, offer.place, offer.kind, at.iter().copied());
        }
        for (number, entry) in came {
            offers.add(*number, entry, taxonomy);
        }
        offers
    }

    fn add(&mut self, number: u32, entry: &Entry, taxonomy: &Taxonomy) {
        let member = &entry.published.member;
        for (place, offer) in member.service_offers.iter().enumerate() {
            let at = entry.hsds.places_of(place).iter().map(|at| {
                let location = &member.locations[at.place as usize];
                OfferAt {
                    offer: 0,
                    location: location.id(),
                    kind: location.kind(),
                }
            });
            self.push(number, place, taxonomy.place(&offer.service), at);
        }
        for id in entry.offer_ids() {
            self.owners.insert(id, entry.id());
        }
    }

    /// Adds a service with the places where it is given, whatever number it had there.
    fn push(&mut self, member: u32, place: usize, kind: usize, at: impl Iterator<Item = OfferAt>) {
        let offer = self.all.len() as u32;
        let begin = self.at_places.len();
        self.at_places.extend(at.map(|at| OfferAt { offer, ..at }));
        self.all.push(Offer {
            member,
            place,
            kind,
            at: begin..self.at_places.len(),
        });
    }

    /// All of them.
    pub fn all(&self) -> &[Offer] {
        &self.all
    }

    /// All of them at each place where they are given.
    pub fn at_places(&self) -> &[OfferAt] {
        &self.at_places
    }
}

impl Entry {
    /// The identifiers of its services, by themselves and at places.
    fn offer_ids(&self) -> impl Iterator<Item = Uuid> {
        let offers = self.published.member.service_offers.iter().enumerate();
        offers.flat_map(|(place, offer)| {
            let at = self.hsds.places_of(place).iter().map(|at| at.id);
            std::iter::once(offer.id.uuid()).chain(at)
        })
    }
}

impl Snapshot {
    /// A service with the member that gives it. A number of this directory has one.
    pub fn offer(&self, number: u32) -> Option<(&Published, &PublicOffer)> {
        let offer = self.offers().all.get(number as usize)?;
        let (published, _) = self.record(self.members.card(offer.member).key)?;
        let offer = published.member.service_offers.get(offer.place)?;
        Some((published, offer))
    }

    /// The number of the service with this identifier.
    pub fn offer_number(&self, id: Uuid) -> Option<u32> {
        let (published, first) = self.offers_with(id)?;
        let mut offers = published.member.service_offers.iter();
        let place = offers.position(|offer| offer.id.uuid() == id)?;
        Some((first + place) as u32)
    }

    /// The number of the service at a place with this identifier.
    pub fn offer_at_number(&self, id: Uuid) -> Option<u32> {
        let (_, first) = self.offers_with(id)?;
        let offers = self.offers();
        let member = offers.all[first].member;
        let own = offers.all[first..].iter();
        own.take_while(|offer| offer.member == member)
            .find_map(|offer| {
                let mut at = self.hsds(member).places_of(offer.place).iter();
                let place = at.position(|at| at.id == id)?;
                Some((offer.at.start + place) as u32)
            })
    }

    /// The member one of whose services has this identifier, and the number of its first service.
    fn offers_with(&self, id: Uuid) -> Option<(&Published, usize)> {
        let offers = self.offers();
        let owner = *offers.owners.get(&id)?;
        let number = self.number(owner)?;
        let first = offers.all.partition_point(|offer| offer.member < number);
        Some((self.published_member(owner)?, first))
    }
}
