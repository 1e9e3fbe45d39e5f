//! What a copy of the directory is made from: the feed of changes, as it is written and as it is
//! read.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::public::{PublicMember, PublicNetwork};
use network::{Epoch, MemberId, NetworkId, PublicChangeKind, ServiceType, Slug, Timestamp};

/// A listed member with all that the public may know of it, in every language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ListedMember {
    /// The member itself.
    #[serde(flatten)]
    pub member: PublicMember,
    /// Slugs under which it was published before; they redirect to the present one.
    pub former_slugs: Vec<Slug>,
    /// When the public last saw it change.
    pub updated_at: Timestamp,
}

/// What became of one member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MemberChange {
    /// The public revision of its latest change.
    #[schema(example = 42)]
    pub revision: u64,
    /// When that was; nothing where no history was kept yet.
    pub at: Option<Timestamp>,
    /// `published` when it was not listed at the revision that was asked about, `changed` when it
    /// was, `withdrawn` when it is not listed any more: take it out of your copy.
    pub kind: PublicChangeKind,
    /// The member's identifier, which never changes.
    pub id: MemberId,
    /// Its slug; of one that was withdrawn the last one, and nothing when it was erased.
    pub slug: Option<Slug>,
    /// Of a member that was withdrawn: the slugs that it had before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub former_slugs: Vec<Slug>,
    /// Of a member that was withdrawn: the member that it became part of, which may have been
    /// withdrawn or merged since.
    pub merged_into: Option<MemberId>,
    /// The member as it is now; nothing when it was withdrawn.
    pub member: Option<Box<ListedMember>>,
}

/// A page of the feed of changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChangesPage {
    /// Each member that moved, once, at its latest change, in the order of the changes.
    pub data: Vec<MemberChange>,
    /// The network's own profile, if it or the taxonomy moved.
    pub network: Option<PublicNetwork>,
    /// The taxonomy of services, whole and in its order, if it or the profile moved.
    pub service_types: Option<Vec<ServiceType>>,
    /// How far this page goes.
    pub page: ChangesEnd,
    /// What to ask with as `since` the next time; never nothing.
    #[schema(example = "42-9f3c21aa")]
    pub next: String,
    /// Which network this is.
    pub network_id: NetworkId,
    /// The epoch of its books. When it is another one than you know, they were put back to an earlier
    /// state: what you know of later revisions may not be so any more, so read everything anew.
    /// An older directory does not tell it.
    #[serde(default)]
    pub epoch: Option<Epoch>,
    /// The number of the directory's last public change.
    #[schema(example = 42)]
    pub revision: u64,
    /// When that was.
    pub updated_at: Timestamp,
}

/// How far a page of the feed goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangesEnd {
    /// How many changes it has at most.
    #[schema(example = 100)]
    pub limit: usize,
    /// Whether there are more already: ask on at once. Without more, the copy is exact as of
    /// `revision`.
    pub more: bool,
}
