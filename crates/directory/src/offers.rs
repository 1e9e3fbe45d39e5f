//! The services of all members in one row, for whoever reads services and not members.

use std::{collections::HashMap, ops::Range};

use uuid::Uuid;

use super::snapshot::Snapshot;
use network::{LocationId, LocationKind};
use publication::{PublicMember, PublicOffer, Published};

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
    /// By their identifiers.
    numbers: HashMap<Uuid, u32>,
    numbers_at: HashMap<Uuid, u32>,
}

impl Offers {
    /// Those of a directory.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let mut offers = Self::default();
        for (member, card) in (0..).zip(snapshot.members.cards()) {
            let Some((published, _)) = snapshot.record(card.key) else {
                continue;
            };
            let PublicMember {
                service_offers,
                locations,
                ..
            } = &published.member;
            for (place, offer) in service_offers.iter().enumerate() {
                let number = offers.all.len() as u32;
                let begin = offers.at_places.len();
                for at in snapshot.hsds(member).places_of(place) {
                    let location = &locations[at.place as usize];
                    let number_at = offers.at_places.len() as u32;
                    offers.numbers_at.insert(at.id, number_at);
                    offers.at_places.push(OfferAt {
                        offer: number,
                        location: location.id(),
                        kind: location.kind(),
                    });
                }
                offers.numbers.insert(offer.id.uuid(), number);
                offers.all.push(Offer {
                    member,
                    place,
                    kind: snapshot.taxonomy.place(&offer.service),
                    at: begin..offers.at_places.len(),
                });
            }
        }
        offers
    }

    /// All of them.
    pub fn all(&self) -> &[Offer] {
        &self.all
    }

    /// All of them at each place where they are given.
    pub fn at_places(&self) -> &[OfferAt] {
        &self.at_places
    }

    /// The number of the service with this identifier.
    pub fn find(&self, id: Uuid) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// The number of the service at a place with this identifier.
    pub fn find_at(&self, id: Uuid) -> Option<u32> {
        self.numbers_at.get(&id).copied()
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
}
