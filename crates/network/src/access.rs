//! Who may do what: keys of the registry API, and their roles.

use serde::{Deserialize, Serialize};

use crate::{
    codes::codes,
    ids::{KeyId, MemberId},
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

impl ApiKey {
    /// Whether it opens anything at that time.
    pub fn state(&self, now: Timestamp) -> KeyState {
        if self.revoked_at.is_some() {
            KeyState::Revoked
        } else if self.expires_at.is_some_and(|last| last < now) {
            KeyState::Expired
        } else {
            KeyState::Active
        }
    }
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
}
