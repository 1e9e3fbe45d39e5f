//! What of a member a package holds that is for everyone.

use network::{
    Cell, Listing, Location, Member, Membership, MembershipStatus, ServiceOffer, Visibility,
};
use publication::{PublicLocation, publish};

/// What the public sees of a member: made of what comes through the gate alone.
pub fn seen(member: &Member) -> Option<Member> {
    let public = publish(member)?;
    Some(Member {
        id: public.id,
        external_id: None,
        slug: public.slug,
        former_slugs: Vec::new(),
        name: public.name,
        name_language: public.name_language,
        names: public.names,
        acronym: public.acronym,
        country: public.country,
        website: public.website,
        email: public.email,
        phone: public.phone,
        founded_year: public.founded_year,
        languages: public.languages,
        summary: public.summary,
        membership: Membership {
            kind: public.membership_type,
            status: MembershipStatus::Member,
            joined_on: public.joined_on,
            left_on: None,
        },
        listing: Listing::Listed,
        verified_at: public.verified_at,
        withdrawn_at: None,
        merged_into: None,
        locations: public.locations.into_iter().map(seen_location).collect(),
        service_offers: public
            .service_offers
            .into_iter()
            .map(|offer| ServiceOffer {
                id: offer.id,
                service: offer.service,
                location: offer.location,
                description: offer.description,
                audience: offer.audience,
                eligibility: offer.eligibility,
                access: offer.access,
                languages: offer.languages,
                free_of_charge: offer.free_of_charge,
                delivery: offer.delivery,
                countries: offer.countries,
            })
            .collect(),
        contacts: Vec::new(),
        notes: Vec::new(),
    })
}

fn seen_location(location: PublicLocation) -> Location {
    match location {
        PublicLocation::Exact(place) => Location {
            id: place.id,
            kind: place.kind,
            label: place.label,
            address: place.address,
            postal_code: place.postal_code,
            city: place.city,
            region: place.region,
            country: place.country,
            point: place.point,
            phone: place.phone,
            email: place.email,
            opening_hours: place.opening_hours,
            languages: place.languages,
            accessibility: place.accessibility,
            visibility: Visibility::Public,
        },
        PublicLocation::City(place) => Location {
            id: place.id,
            kind: place.kind,
            label: None,
            address: None,
            postal_code: None,
            city: place.city,
            region: place.region,
            country: place.country,
            point: place.cell.map(Cell::centre),
            phone: None,
            email: None,
            opening_hours: None,
            languages: Vec::new(),
            accessibility: Default::default(),
            visibility: Visibility::City,
        },
    }
}
