//! Membership: its types, its states, and the moves between them.

use serde::{Deserialize, Serialize};

use super::{Date, EventId, Lang, Timestamp, codes::codes};

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
    pub const fn label(self, lang: Lang) -> &'static str {
        let labels = match self {
            Self::Ordinary => [
                "Ordinary member",
                "Ordentliches Mitglied",
                "Gewoon lid",
                "Membre ordinaire",
                "Miembro ordinario",
                "Membro ordinario",
                "Membro ordinário",
            ],
            Self::Affiliate => [
                "Affiliate member",
                "Assoziiertes Mitglied",
                "Geassocieerd lid",
                "Membre associé",
                "Miembro asociado",
                "Membro associato",
                "Membro associado",
            ],
        };
        labels[lang.index()]
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

/// What an organisation is to the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The kind of member.
    #[serde(rename = "type")]
    pub kind: MembershipType,
    /// Where it stands.
    pub status: MembershipStatus,
    /// When it became a member.
    pub joined_on: Option<Date>,
    /// When it stopped being one.
    pub left_on: Option<Date>,
}

/// One move in an organisation's membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipEvent {
    /// Its identifier.
    pub id: EventId,
    /// Where the organisation stood before; nothing when the network first heard of it.
    pub from: Option<MembershipStatus>,
    /// Where it stood from then on.
    pub to: MembershipStatus,
    /// The day from which it held.
    pub occurred_on: Date,
    /// Why.
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
