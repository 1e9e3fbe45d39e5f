//! Membership: its types, its states, and the moves between them.

use serde::{Deserialize, Serialize};

use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::{
    codes::codes,
    ids::EventId,
    invalid::at,
    label::label,
    page_lang::PageLang,
    text::serde_text,
    time::{Date, Timestamp},
};

codes! {
    /// What kind of member an organisation is.
    MembershipType ("membership type") {
        /// A full member, with a vote.
        Ordinary = "ordinary",
        /// A member without a vote.
        Affiliate = "affiliate",
    }
}

impl MembershipType {
    /// Its name in `lang`.
    pub fn label(self, lang: impl Into<PageLang>) -> &'static str {
        label(self.as_str(), lang.into())
    }
}

codes! {
    /// Where an organisation stands with the network.
    MembershipStatus ("membership status") {
        /// It asked to become a member.
        Applicant = "applicant",
        /// It is a member.
        Member = "member",
        /// It is a member whose rights rest.
        Suspended = "suspended",
        /// It was a member.
        Former = "former",
        /// It took its application back.
        Withdrawn = "withdrawn",
    }
}

impl MembershipStatus {
    /// The states that can follow this one.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Applicant => &[Self::Member, Self::Withdrawn],
            Self::Member => &[Self::Suspended, Self::Former],
            Self::Suspended => &[Self::Member, Self::Former],
            Self::Former => &[Self::Applicant],
            Self::Withdrawn => &[],
        }
    }

    /// Whether the organisation is nothing to the network any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Former | Self::Withdrawn)
    }

    /// Whether `to` can follow this state.
    pub fn can_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }
}

codes! {
    /// Whether a member wants to stand in the public directory.
    Listing ("listing") {
        /// It stands in the public directory while it is a member.
        Listed = "listed",
        /// It stays out of the public directory.
        Unlisted = "unlisted",
    }
}

codes! {
    /// What became of a member, or of the network, in the eyes of the public.
    PublicChangeKind ("kind of public change") {
        /// The public sees it for the first time, or again.
        Published = "published",
        /// The public sees it otherwise than before.
        Changed = "changed",
        /// The public sees it no more.
        Withdrawn = "withdrawn",
    }
}

/// What an organisation is to the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = MembershipEntry)]
#[validate(schema(function = "leaves_after_joining", skip_on_field_errors = false))]
pub struct Membership {
    /// The kind of member; `ordinary` when it is left out.
    #[serde(rename = "type")]
    #[schema(required = false)]
    pub kind: MembershipType,
    /// Where it stands: `applicant` for a new one when it is left out. Later it moves by
    /// membership events only.
    #[schema(required = false)]
    pub status: MembershipStatus,
    /// When it became a member.
    #[serde(default, deserialize_with = "super::time::optional_date")]
    #[schema(value_type = Option<String>, format = Date, example = "2012-09-01")]
    pub joined_on: Option<Date>,
    /// When it stopped being one.
    #[serde(default, deserialize_with = "super::time::optional_date")]
    #[schema(value_type = Option<String>, format = Date)]
    pub left_on: Option<Date>,
}

fn leaves_after_joining(membership: &Membership) -> Result<(), ValidationError> {
    match (membership.joined_on, membership.left_on) {
        (Some(joined), Some(left)) if left < joined => Err(at(
            "/left_on",
            "out_of_order",
            format!("it is before joined_on, {joined}; correct one of them"),
        )),
        _ => Ok(()),
    }
}

codes! {
    /// A move in an organisation's membership.
    MembershipMove ("move") {
        /// An applicant becomes a member.
        Admit = "admit",
        /// An applicant takes its application back.
        Withdraw = "withdraw",
        /// A member's rights begin to rest.
        Suspend = "suspend",
        /// A suspended member's rights come back.
        Reinstate = "reinstate",
        /// A membership ends.
        End = "end",
        /// A former member applies again.
        Reapply = "reapply",
    }
}

impl MembershipMove {
    /// The moves that are allowed from a status.
    pub fn allowed_from(status: MembershipStatus) -> impl Iterator<Item = Self> {
        status
            .next()
            .iter()
            .filter_map(move |to| Self::between(status, *to))
    }

    /// What a step from one status to another is called; nothing when no move leads there.
    pub const fn between(from: MembershipStatus, to: MembershipStatus) -> Option<Self> {
        use MembershipStatus::{Applicant, Former, Member, Suspended, Withdrawn};
        Some(match (from, to) {
            (Applicant, Member) => Self::Admit,
            (Applicant, Withdrawn) => Self::Withdraw,
            (Member, Suspended) => Self::Suspend,
            (Suspended, Member) => Self::Reinstate,
            (Member | Suspended, Former) => Self::End,
            (Former, Applicant) => Self::Reapply,
            _ => return None,
        })
    }

    /// The status that it leads to.
    pub const fn to(self) -> MembershipStatus {
        match self {
            Self::Admit | Self::Reinstate => MembershipStatus::Member,
            Self::Withdraw => MembershipStatus::Withdrawn,
            Self::Suspend => MembershipStatus::Suspended,
            Self::End => MembershipStatus::Former,
            Self::Reapply => MembershipStatus::Applicant,
        }
    }
}

impl Membership {
    /// The membership after a move on a day. Whoever is admitted joins on that day, whoever leaves
    /// leaves on it.
    pub fn moved(self, to: MembershipStatus, on: Date) -> Self {
        use MembershipStatus::{Applicant, Former, Member};
        let moved = Self { status: to, ..self };
        match (self.status, to) {
            (Applicant, Member) => Self {
                joined_on: Some(on),
                left_on: None,
                ..moved
            },
            (_, Former) => Self {
                left_on: Some(on),
                ..moved
            },
            _ => moved,
        }
    }
}

/// One step in an organisation's membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MembershipEvent {
    /// Its identifier.
    pub id: EventId,
    /// Where the organisation stood before; nothing when the network first heard of it.
    pub from: Option<MembershipStatus>,
    /// Where it stood from then on.
    pub to: MembershipStatus,
    /// The day from which it held.
    #[serde(deserialize_with = "super::time::required_date")]
    #[schema(value_type = String, format = Date, example = "2012-09-01")]
    pub occurred_on: Date,
    /// Why.
    #[serde(default, deserialize_with = "serde_text::optional_paragraphs")]
    pub reason: Option<String>,
    /// When it was written down.
    pub recorded_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use MembershipStatus::{Applicant, Former, Member, Suspended, Withdrawn};

    #[test]
    fn membership_moves_only_along_its_arrows() {
        let moves: Vec<_> = MembershipStatus::ALL
            .iter()
            .flat_map(|from| from.next().iter().map(move |to| (*from, *to)))
            .collect();
        assert_eq!(
            moves,
            [
                (Applicant, Member),
                (Applicant, Withdrawn),
                (Member, Suspended),
                (Member, Former),
                (Suspended, Member),
                (Suspended, Former),
                (Former, Applicant),
            ]
        );
        assert!(!Applicant.can_become(Former));
    }
}
