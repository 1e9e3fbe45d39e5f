//! The gate: the one place that decides what the public sees.
//!
//! [`publish`] turns a member of the books into a [`PublicMember`], or into nothing. The public
//! types have no field that could hold anything private, so whatever is built from them (answers,
//! filters, counts, orders, feeds) cannot leak: there is nothing in them to leak. A place of which
//! only the city may be known has no room for a street:
//!
//! ```compile_fail,E0609
//! # use publication::CityPlace;
//! fn street(place: &CityPlace) -> Option<&str> {
//!     place.address.as_deref()
//! }
//! ```
//!
//! and a member no room for the people in it:
//!
//! ```compile_fail,E0609
//! # use publication::PublicMember;
//! fn people(member: &PublicMember) -> usize {
//!     member.contacts.len()
//! }
//! ```

mod copy;
pub mod exposure;
mod feed;
mod history;
mod public;
mod summary;

pub use network;

pub use copy::{ChangesEnd, ChangesPage, ListedMember, MemberChange};
pub use feed::{Changes, Feed, Gone, Mark, Published};
pub use history::{Event, History, HistoryLine};
pub use public::{
    CityPlace, ExactPlace, PublicLocation, PublicMember, PublicNetwork, PublicOffer, PublicPhone,
};
pub use summary::PublicSummary;

use network::{Cell, Listing, Location, LocationId, Member, MembershipStatus, Visibility};
use registry::{PublicDigest, ShownPlace};

/// Whether the public sees a member: it is one, wants to be listed and was not withdrawn.
pub fn is_public(member: &Member) -> bool {
    member.membership.status == MembershipStatus::Member
        && member.listing == Listing::Listed
        && member.withdrawn_at.is_none()
}

/// What the public sees of a member; nothing of one that it does not see.
pub fn publish(member: &Member) -> Option<PublicMember> {
    is_public(member).then(|| shown(member.clone()))
}

/// What the public sees of a member that it sees.
fn shown(mut member: Member) -> PublicMember {
    // No more room than is needed: this is kept for very many.
    let mut locations = Vec::with_capacity(member.locations.len());
    locations.extend(member.locations.drain(..).filter_map(publish_location));
    let is_shown = |id: &LocationId| {
        locations
            .iter()
            .any(|place: &PublicLocation| place.id() == *id)
    };
    let offers = std::mem::take(&mut member.service_offers);
    let offers = offers.into_iter().map(|offer| PublicOffer {
        location: offer.location.filter(is_shown),
        ..PublicOffer::of(offer)
    });
    let offers = offers.collect();
    let phones = PublicPhone::all(&member.phones, member.country);
    let (kind, joined_on) = (member.membership.kind, member.membership.joined_on);
    PublicMember::of(member, phones, kind, joined_on, offers, locations)
}

fn publish_location(location: Location) -> Option<PublicLocation> {
    match location.visibility {
        Visibility::Hidden => None,
        Visibility::City => {
            let cell = location.point.map(Cell::of);
            Some(PublicLocation::City(Box::new(CityPlace::of(
                location, cell,
            ))))
        }
        Visibility::Public => {
            let phones = PublicPhone::all(&location.phones, location.country);
            Some(PublicLocation::Exact(Box::new(ExactPlace::of(
                location, phones,
            ))))
        }
    }
}

/// What the public sees of a member, by which the books tell a public change from a private one.
pub fn public_digest(member: &Member) -> Option<PublicDigest> {
    let public = publish(member)?;
    // Serialising plain data into memory cannot fail; were it to, the change would count as public.
    let bytes = serde_json::to_vec(&public).unwrap_or_default();
    Some(PublicDigest {
        digest: xxhash_rust::xxh3::xxh3_128(&bytes),
        summary: serde_json::to_string(&PublicSummary::of(&public)).unwrap_or_default(),
        places: public.locations.iter().map(shown_place).collect(),
    })
}

fn shown_place(place: &PublicLocation) -> ShownPlace {
    let (id, is_exact, line) = match place {
        PublicLocation::Exact(place) => {
            let address = place.address.as_deref().unwrap_or_default();
            (place.id, true, format!("{address}\n{}", place.city))
        }
        PublicLocation::City(place) => (place.id, false, place.city.clone()),
    };
    ShownPlace { id, is_exact, line }
}
