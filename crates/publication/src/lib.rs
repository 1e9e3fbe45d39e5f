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
mod feed;
mod history;
mod public;
mod summary;

pub use network;

pub use copy::{ChangesEnd, ChangesPage, ListedMember, MemberChange};
pub use feed::{Changes, Feed, Gone, Mark, Published};
pub use history::{Event, History, Line};
pub use public::{CityPlace, ExactPlace, PublicLocation, PublicMember, PublicNetwork, PublicOffer};
pub use summary::PublicSummary;

use network::{
    Cell, Listing, Location, LocationId, Member, MembershipStatus, NetworkProfile, ServiceOffer,
    Visibility,
};
use registry::PublicDigest;

/// What the public sees of a member; nothing unless it is a member, wants to be listed and was not
/// withdrawn.
pub fn publish(member: &Member) -> Option<PublicMember> {
    if member.membership.status != MembershipStatus::Member
        || member.listing != Listing::Listed
        || member.withdrawn_at.is_some()
    {
        return None;
    }
    let locations: Vec<PublicLocation> = member
        .locations
        .iter()
        .filter_map(publish_location)
        .collect();
    let shown = |id: &LocationId| locations.iter().any(|location| location.id() == *id);
    Some(PublicMember {
        id: member.id,
        slug: member.slug.clone(),
        name: member.name.clone(),
        name_language: member.name_language.clone(),
        names: member.names.clone(),
        acronym: member.acronym.clone(),
        country: member.country,
        website: member.website.clone(),
        email: member.email.clone(),
        phone: member.phone.clone(),
        founded_year: member.founded_year,
        languages: member.languages.clone(),
        summary: member.summary.clone(),
        membership_type: member.membership.kind,
        joined_on: member.membership.joined_on,
        verified_at: member.verified_at,
        service_offers: member
            .service_offers
            .iter()
            .map(|offer| publish_offer(offer, offer.location.filter(shown)))
            .collect(),
        locations,
    })
}

fn publish_location(location: &Location) -> Option<PublicLocation> {
    match location.visibility {
        Visibility::Hidden => None,
        Visibility::City => Some(PublicLocation::City(CityPlace {
            id: location.id,
            kind: location.kind,
            city: location.city.clone(),
            region: location.region.clone(),
            country: location.country,
            cell: location.point.map(Cell::of),
        })),
        Visibility::Public => Some(PublicLocation::Exact(Box::new(ExactPlace {
            id: location.id,
            kind: location.kind,
            label: location.label.clone(),
            address: location.address.clone(),
            postal_code: location.postal_code.clone(),
            city: location.city.clone(),
            region: location.region.clone(),
            country: location.country,
            point: location.point,
            phone: location.phone.clone(),
            email: location.email.clone(),
            opening_hours: location.opening_hours.clone(),
            languages: location.languages.clone(),
            accessibility: location.accessibility.clone(),
        }))),
    }
}

fn publish_offer(offer: &ServiceOffer, location: Option<LocationId>) -> PublicOffer {
    PublicOffer {
        id: offer.id,
        service: offer.service.clone(),
        location,
        description: offer.description.clone(),
        audience: offer.audience.clone(),
        eligibility: offer.eligibility.clone(),
        access: offer.access.clone(),
        languages: offer.languages.clone(),
        free_of_charge: offer.free_of_charge,
        delivery: offer.delivery.clone(),
        countries: offer.countries.clone(),
    }
}

/// What the public sees of the network itself: all of its profile.
fn publish_network(profile: &NetworkProfile) -> PublicNetwork {
    PublicNetwork {
        name: profile.name.clone(),
        short_name: profile.short_name.clone(),
        description: profile.description.clone(),
        website: profile.website.clone(),
        founded_year: profile.founded_year,
        sample_data: profile.sample_data,
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
    })
}
