//! Who may do what: keys of the registry API, people who sign in, and their roles.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    codes::codes,
    ids::{KeyId, MemberId, StaffId},
    lang::Lang,
    reach::Email,
    time::Timestamp,
};

codes! {
    /// What the holder of a key may do.
    Role ("role") {
        /// Reads the public directory.
        Partner = "partner",
        /// Reads the public directory, and proposes changes to its own entry.
        Member = "member",
        /// Keeps the members.
        Editor = "editor",
        /// Keeps the members, the keys, the taxonomy and the network too, and purges.
        Admin = "admin",
    }
}

codes! {
    /// What somebody of the secretariat may do: the two roles that people can have.
    StaffRole ("role of staff") {
        /// Keeps the members.
        Editor = "editor",
        /// Keeps the members, the keys, the taxonomy and the network too, and purges.
        Admin = "admin",
    }
}

impl From<StaffRole> for Role {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Editor => Self::Editor,
            StaffRole::Admin => Self::Admin,
        }
    }
}

codes! {
    /// Whether a key opens anything.
    KeyState ("state of a key") {
        /// It does.
        Active = "active",
        /// Its time is over.
        Expired = "expired",
        /// Somebody ended it.
        Revoked = "revoked",
    }
}

/// A key of the registry API, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ApiKey {
    /// Its identifier.
    pub id: KeyId,
    /// What it is for, or who has it.
    pub label: String,
    /// What its holder may do.
    pub role: Role,
    /// The member that it stands for; there if and only if the role is `member`.
    pub member_id: Option<MemberId>,
    /// Whose session it is; null for the key of a tool.
    #[serde(default)]
    pub staff_id: Option<StaffId>,
    /// The eight characters after `mnd_`, by which people recognise it.
    pub prefix: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// The last moment at which it can be used; nothing when it has no end.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute or so.
    pub last_used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// How long a session lives that nobody uses.
const IDLE: Duration = Duration::from_secs(2 * 3_600);

impl ApiKey {
    /// Whether it opens anything at that time.
    pub fn state(&self, now: Timestamp) -> KeyState {
        if self.revoked_at.is_some() {
            KeyState::Revoked
        } else if self.expires_at.is_some_and(|last| last < now) || self.is_idle(now) {
            KeyState::Expired
        } else {
            KeyState::Active
        }
    }

    /// Whether it is a session that nobody has used for two hours. The keys of tools may rest.
    fn is_idle(&self, now: Timestamp) -> bool {
        let used = self.last_used_at.unwrap_or(self.created_at);
        self.staff_id.is_some() && used < now.earlier(IDLE)
    }
}

/// Somebody of the secretariat, who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StaffPerson {
    /// The identifier.
    pub id: StaffId,
    /// The name, as the audit trail says it.
    #[schema(min_length = 1, max_length = 300, example = "Ann Peeters")]
    pub name: String,
    /// The e-mail address. No two who may sign in have the same one.
    pub email: Email,
    /// What this person may do.
    pub role: StaffRole,
    /// The language of the console.
    pub language: Lang,
    /// When the person was invited.
    pub created_at: Timestamp,
    /// When the person was removed; null while they may sign in.
    pub removed_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_works_to_its_last_moment_and_never_after_it_was_revoked() {
        let time = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut key = ApiKey {
            id: KeyId::new(),
            label: "Partner site".to_owned(),
            role: Role::Partner,
            member_id: None,
            staff_id: None,
            prefix: "k3v9x0ab".to_owned(),
            created_at: time("2026-11-24T09:30:00Z"),
            expires_at: None,
            last_used_at: None,
            revoked_at: None,
        };
        let later = time("2027-02-01T00:00:00Z");
        assert_eq!(key.state(later), KeyState::Active);
        key.expires_at = Some(time("2027-01-31T23:59:59.999999Z"));
        assert_eq!(
            key.state(time("2027-01-31T23:59:59.999999Z")),
            KeyState::Active
        );
        assert_eq!(key.state(later), KeyState::Expired);
        key.revoked_at = Some(key.created_at);
        assert_eq!(key.state(later), KeyState::Revoked);
        assert_eq!(key.state(key.created_at), KeyState::Revoked);
    }

    #[test]
    fn a_session_ends_when_nobody_uses_it_and_a_tools_key_does_not() {
        let time = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut key = ApiKey {
            id: KeyId::new(),
            label: "Ann Peeters".to_owned(),
            role: Role::Editor,
            member_id: None,
            staff_id: Some(StaffId::new()),
            prefix: "k3v9x0ab".to_owned(),
            created_at: time("2026-11-24T09:00:00Z"),
            expires_at: Some(time("2026-11-24T21:00:00Z")),
            last_used_at: None,
            revoked_at: None,
        };
        let noon = time("2026-11-24T12:00:00Z");
        assert_eq!(key.state(noon), KeyState::Expired);
        key.last_used_at = Some(time("2026-11-24T10:30:00Z"));
        assert_eq!(key.state(noon), KeyState::Active);
        assert_eq!(key.state(time("2026-11-24T12:30:01Z")), KeyState::Expired);
        key.staff_id = None;
        assert_eq!(key.state(time("2026-11-24T20:00:00Z")), KeyState::Active);
    }
}
