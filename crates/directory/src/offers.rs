//! The services of all members in one row, for whoever reads services and not members.

use std::{collections::HashMap, ops::Range};

use hsds::service_at_location_id;
use uuid::Uuid;
use xxhash_rust::xxh3::Xxh3;

use super::{snapshot::Snapshot, views::is_given_at};
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
    /// Tells what services are called, and the epoch: the rest of a member says itself when it
    /// changed.
    pub called: u64,
}

impl Offers {
    /// Those of a directory.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let mut called = Xxh3::new();
        called.update(snapshot.epoch.uuid().as_bytes());
        for kind in snapshot.taxonomy.types() {
            called.update(format!("{} {:?}\n", kind.code, kind.labels).as_bytes());
        }
        let mut offers = Self {
            called: called.digest(),
            ..Self::default()
        };
        for (number, card) in (0..).zip(snapshot.members.cards()) {
            if let Some((published, _)) = snapshot.record(card.key) {
                for (place, offer) in published.member.service_offers.iter().enumerate() {
                    let kind = snapshot.taxonomy.place(&offer.service);
                    offers.add(&published.member, offer, (number, place, kind));
                }
            }
        }
        offers
    }

    fn add(
        &mut self,
        by: &PublicMember,
        offer: &PublicOffer,
        (member, place, kind): (u32, usize, usize),
    ) {
        let number = self.all.len() as u32;
        let begin = self.at_places.len();
        for location in by
            .locations
            .iter()
            .filter(|place| is_given_at(offer, place))
        {
            let one_of_all = offer.location.is_none().then_some(location.id());
            let id = service_at_location_id(offer.id, one_of_all);
            self.numbers_at.insert(id, self.at_places.len() as u32);
            self.at_places.push(OfferAt {
                offer: number,
                location: location.id(),
                kind: location.kind(),
            });
        }
        self.numbers.insert(offer.id.uuid(), number);
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
