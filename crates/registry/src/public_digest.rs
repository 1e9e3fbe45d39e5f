//! What tells a public change of a member from a private one.

use network::Member;

/// What the public sees of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDigest {
    /// Tells it from any other.
    pub digest: u128,
    /// In short, as JSON: what a history of the directory says of the member.
    pub summary: String,
}

/// What the public sees of a member; nothing when it sees nothing.
///
/// The gate is handed to the books when they are opened, so that they can tell a public change
/// from a private one without knowing what is public.
pub type PublicDigestOf = fn(&Member) -> Option<PublicDigest>;
