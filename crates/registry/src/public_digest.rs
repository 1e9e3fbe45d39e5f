//! What tells a public change of a member from a private one, and from one that shows more.

use network::{LocationId, Member};

/// What the public sees of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDigest {
    /// Tells it from any other.
    pub digest: u128,
    /// In short, as JSON: what a history of the directory says of the member.
    pub summary: String,
    /// The places that it sees.
    pub places: Vec<ShownPlace>,
}

/// A place as far as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPlace {
    /// Its identifier.
    pub id: LocationId,
    /// Whether its address is shown, and not the city alone.
    pub is_exact: bool,
    /// Where it is, as it is shown.
    pub line: String,
}

impl PublicDigest {
    /// Whether it shows a member that was not shown before, or a place that was not, or not so
    /// exactly. A place that was written anew at the same address is none.
    pub fn shows_more_than(&self, before: Option<&Self>) -> bool {
        let Some(before) = before else {
            return true;
        };
        self.places.iter().any(|place| {
            let mut known = before.places.iter();
            !known.any(|was| {
                was.is_exact >= place.is_exact && (was.id == place.id || was.line == place.line)
            })
        })
    }
}

/// What the public sees of a member; nothing when it sees nothing.
///
/// The gate is handed to the books when they are opened, so that they can tell a public change
/// from a private one without knowing what is public.
pub type PublicDigestOf = fn(&Member) -> Option<PublicDigest>;
