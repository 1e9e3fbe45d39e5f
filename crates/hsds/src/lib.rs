//! The Human Services Data Specification 3 (<https://docs.openreferral.org>): members as the records
//! that it knows, for the package of an export and for the API alike.
//!
//! Who calls decides what a member holds: what has come through the gate, or all of it. Nothing here
//! adds to that. `mapping.rs` makes the records, [`tables`] takes them apart into the rows of a
//! tabular package, and `prepared.rs` has them in JSON for whoever sends them often.

mod mapping;
mod prepared;
mod records;
pub mod tables;
mod taxonomies;

pub use mapping::{Mapper, service_at_location_id};
pub use prepared::{Depth, Prepared, Terms};
pub use records::{
    Accessibility, Address, Attribute, Contact, Identifier, Language, Location, Organization,
    Phone, Schedule, Service, ServiceArea, ServiceAtLocation, Taxonomy, TaxonomyTerm,
};
pub use taxonomies::{LOCATION_KINDS, SERVICE_TYPES, Vocabulary, kind_term_id, service_term_id};

use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_128;

/// The version of the specification.
pub const VERSION: &str = "3.0";

/// What stands where a text must be, although nothing is known.
pub const NOT_GIVEN: &str = "-";

/// What the codes of the kinds of locations begin with, so that a service may be called the same.
pub const KIND: &str = "location-kinds:";

/// The identifier of what has none here: the same for the same thing every time (UUID version 8).
fn derived(key: &[&str]) -> Uuid {
    let digest = xxh3_128(key.join("\u{1f}").as_bytes());
    uuid::Builder::from_custom_bytes(digest.to_be_bytes()).into_uuid()
}
