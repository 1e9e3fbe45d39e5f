//! Members for tests that write to the registry directly.

use member_directory::network::Member;

/// A published member with nothing but a slug, a name and a country.
pub fn member(slug: &str, name: &str, country: &str) -> Member {
    let (slug, country) = (slug.parse().unwrap(), country.parse().unwrap());
    Member::new(slug, name.to_owned(), country)
}
