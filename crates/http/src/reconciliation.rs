//! The Reconciliation Service API, version 0.2, of the W3C's Entity Reconciliation Community Group:
//! how OpenRefine and its like match lists of names with the members.
//!
//! What is asked is read in [`asked`]; who is meant, the directory says
//! ([`recognise`](directory::Snapshot::recognise)); what is known of a member stands in
//! [`properties`].

pub mod answers;
pub mod asked;
pub mod manifest;
pub mod properties;

use serde::Serialize;
use utoipa::ToSchema;

/// Where it begins.
pub const ROOT: &str = "/reconcile";
/// The most queries in one request, and the most members whose properties are fetched at once.
pub const BATCH_SIZE: usize = 100;
/// How long the body of a request may be, in bytes.
pub const LONGEST_BODY: usize = 256 * 1024;

/// A type: there is one.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = ReconciliationType)]
pub struct EntityType {
    /// Its identifier.
    #[schema(example = "Organization")]
    id: &'static str,
    /// Its name.
    #[schema(example = "Member organisation")]
    name: &'static str,
}

/// What every member is.
pub const ORGANIZATION: EntityType = EntityType {
    id: "Organization",
    name: "Member organisation",
};

impl EntityType {
    /// Whether somebody who names a type means this one.
    pub fn is_meant(&self, id: &str) -> bool {
        let id = id.rsplit('/').next().unwrap_or(id);
        id.eq_ignore_ascii_case(self.id)
    }

    /// Whether its identifier or its name begins so.
    pub fn begins(&self, prefix: &str) -> bool {
        begins(prefix, [self.id, self.name])
    }
}

/// Whether one of some texts, or a word of it, begins so.
pub fn begins<'a>(prefix: &str, texts: impl IntoIterator<Item = &'a str>) -> bool {
    let prefix = network::fold(prefix);
    texts.into_iter().any(|text| {
        let text = network::fold(text);
        let mut words = text.split([' ', '_']);
        text.starts_with(&prefix) || words.any(|word| word.starts_with(&prefix))
    })
}
