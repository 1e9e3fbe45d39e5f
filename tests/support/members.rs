//! Members for tests that write to the registry directly.

use member_directory::network::{
    Listing, Member, MemberId, Membership, MembershipStatus, MembershipType,
};

/// A published member with nothing but a slug, a name and a country.
pub fn member(slug: &str, name: &str, country: &str) -> Member {
    Member {
        id: MemberId::new(),
        external_id: None,
        slug: slug.parse().unwrap(),
        former_slugs: Vec::new(),
        name: name.to_owned(),
        name_language: None,
        names: Vec::new(),
        acronym: None,
        country: country.parse().unwrap(),
        website: None,
        email: None,
        phone: None,
        founded_year: None,
        languages: Vec::new(),
        summary: Default::default(),
        membership: Membership {
            kind: MembershipType::Ordinary,
            status: MembershipStatus::Member,
            joined_on: None,
            left_on: None,
        },
        listing: Listing::Listed,
        verified_at: None,
        withdrawn_at: None,
        merged_into: None,
        locations: Vec::new(),
        service_offers: Vec::new(),
        contacts: Vec::new(),
        notes: Vec::new(),
    }
}
