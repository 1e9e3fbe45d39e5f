//! Mails: which kinds there are, what each of them tells, and what became of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    codes::codes,
    ids::{MailId, MemberId},
    lang::Lang,
    reach::Email,
    time::{Date, Timestamp},
};

codes! {
    /// What a mail is about.
    MailKind ("kind of mail") {
        /// A link that lets somebody of the staff in.
        SignIn = "sign_in",
        /// A personal link that staff sent.
        PersonalLink = "personal_link",
        /// A question whether an entry is still right, with a personal link.
        Reminder = "reminder",
        /// An entry was confirmed by a personal link.
        Confirmed = "confirmed",
        /// Something was written to the secretariat by a personal link.
        Proposed = "proposed",
        /// A proposal was decided.
        Decided = "decided",
        /// The public sees more of a member than before.
        MorePublic = "more_public",
        /// The news of the network.
        Digest = "digest",
    }
}

impl MailKind {
    /// Whether it is sent to those too who want no mail: it answers what they did themselves,
    /// or tells what was done in their name or shown of them.
    pub const fn is_necessary(self) -> bool {
        matches!(
            self,
            Self::SignIn | Self::Confirmed | Self::Proposed | Self::Decided | Self::MorePublic
        )
    }
}

codes! {
    /// What became of a mail.
    MailStatus ("status of a mail") {
        /// It waits to be sent, or sent again.
        Pending = "pending",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server does not take mail for this address.
        Refused = "refused",
        /// It could not be sent, and is not tried again.
        Failed = "failed",
        /// It was not to be sent.
        Skipped = "skipped",
    }
}

codes! {
    /// Why nothing is mailed to an address.
    MailStopCause ("cause of a stop of mail") {
        /// A mail server said for good that it takes nothing for it.
        Refused = "refused",
        /// Whoever reads there wants no reminders and no news.
        Declined = "declined",
    }
}

/// What a mail tells. It is kept until the mail came to its end, and no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum MailContent {
    /// A link that lets somebody of the staff in.
    SignIn {
        /// Whom.
        name: String,
        /// The text of the link.
        link: String,
        /// Until when.
        until: Timestamp,
    },
    /// A personal link that staff sent.
    PersonalLink {
        /// The member's name.
        member: String,
        /// The text of the link.
        link: String,
        /// Until when.
        until: Timestamp,
    },
    /// A question whether an entry is still right.
    Reminder {
        /// The member's name.
        member: String,
        /// The text of the link.
        link: String,
        /// Until when.
        until: Timestamp,
        /// When somebody last said that it is.
        last: Option<Timestamp>,
        /// Which time it is asked.
        round: i32,
    },
    /// An entry was confirmed by a personal link.
    Confirmed {
        /// The member's name.
        member: String,
    },
    /// Something was written to the secretariat by a personal link.
    Proposed {
        /// The member's name.
        member: String,
    },
    /// A proposal was decided.
    Decided {
        /// The member's name.
        member: String,
        /// What became of it.
        status: String,
        /// Why, in the words of whoever decided.
        reason: Option<String>,
    },
    /// The public sees more of a member than before.
    MorePublic {
        /// The member's name.
        member: String,
        /// The text of a personal link, which shows what that is.
        link: String,
        /// Until when.
        until: Timestamp,
    },
    /// The news of the network, made when they are sent.
    Digest {
        /// From this day.
        since: Date,
        /// To this day, exclusive.
        until: Date,
    },
}

impl MailContent {
    /// What it is about.
    pub const fn kind(&self) -> MailKind {
        match self {
            Self::SignIn { .. } => MailKind::SignIn,
            Self::PersonalLink { .. } => MailKind::PersonalLink,
            Self::Reminder { .. } => MailKind::Reminder,
            Self::Confirmed { .. } => MailKind::Confirmed,
            Self::Proposed { .. } => MailKind::Proposed,
            Self::Decided { .. } => MailKind::Decided,
            Self::MorePublic { .. } => MailKind::MorePublic,
            Self::Digest { .. } => MailKind::Digest,
        }
    }

    /// The text of the personal link in it.
    pub fn personal_link(&self) -> Option<&str> {
        match self {
            Self::PersonalLink { link, .. }
            | Self::Reminder { link, .. }
            | Self::MorePublic { link, .. } => Some(link),
            _ => None,
        }
    }
}

/// A mail that is to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMail {
    /// To whom.
    pub recipient: Email,
    /// In which language.
    pub language: Lang,
    /// The member that it is about.
    pub member: Option<MemberId>,
    /// What it tells.
    pub content: MailContent,
}

/// A mail in the log: to whom, of which kind, when, and what became of it. Never what it told.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Mail {
    /// Its identifier, which its `Message-ID` is made of.
    pub id: MailId,
    /// What it is about.
    pub kind: MailKind,
    /// To whom it goes.
    pub recipient: Email,
    /// The language that it is in.
    pub language: Lang,
    /// The member that it is about.
    #[serde(rename = "member_id")]
    pub member: Option<MemberId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// What became of it.
    pub status: MailStatus,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub next_attempt_at: Option<Timestamp>,
    /// When it came to its end.
    pub finished_at: Option<Timestamp>,
    /// What the mail server last said against it.
    pub error: Option<String>,
}

/// An address to which nothing is mailed, and why.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MailStop {
    /// Its identifier.
    pub id: MailId,
    /// The address.
    pub address: Email,
    /// Why.
    pub cause: MailStopCause,
    /// What the mail server said.
    pub detail: Option<String>,
    /// Since when.
    pub since: Timestamp,
}
