//! Webhooks: where the outside is told of what happened, of what, and how that went.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    codes::codes,
    ids::{MemberId, WebhookDeliveryId, WebhookEventId, WebhookId},
    lang::Lang,
    membership::PublicChangeKind,
    reach::WebAddress,
    time::Timestamp,
};

codes! {
    /// What a webhook can be told of.
    WebhookTopic ("event of webhooks") {
        /// The public sees a member for the first time, or again.
        MemberPublished = "member.published",
        /// The public sees a member otherwise than before.
        MemberChanged = "member.changed",
        /// The public sees a member no more.
        MemberWithdrawn = "member.withdrawn",
        /// A change of an entry was proposed.
        ProposalFiled = "proposal.filed",
        /// An import was applied.
        ImportApplied = "import.applied",
    }
}

codes! {
    /// What a message of a webhook tells of.
    WebhookEventKind ("kind of event") {
        /// The public sees a member for the first time, or again.
        MemberPublished = "member.published",
        /// The public sees a member otherwise than before.
        MemberChanged = "member.changed",
        /// The public sees a member no more.
        MemberWithdrawn = "member.withdrawn",
        /// A change of an entry was proposed.
        ProposalFiled = "proposal.filed",
        /// An import was applied.
        ImportApplied = "import.applied",
        /// Somebody tries whether messages arrive.
        Test = "webhook.test",
    }
}

impl WebhookEventKind {
    /// The topic under which it is subscribed to; a test goes to whoever it is for.
    pub const fn topic(self) -> Option<WebhookTopic> {
        match self {
            Self::MemberPublished => Some(WebhookTopic::MemberPublished),
            Self::MemberChanged => Some(WebhookTopic::MemberChanged),
            Self::MemberWithdrawn => Some(WebhookTopic::MemberWithdrawn),
            Self::ProposalFiled => Some(WebhookTopic::ProposalFiled),
            Self::ImportApplied => Some(WebhookTopic::ImportApplied),
            Self::Test => None,
        }
    }
}

impl From<PublicChangeKind> for WebhookEventKind {
    fn from(kind: PublicChangeKind) -> Self {
        match kind {
            PublicChangeKind::Published => Self::MemberPublished,
            PublicChangeKind::Changed => Self::MemberChanged,
            PublicChangeKind::Withdrawn => Self::MemberWithdrawn,
        }
    }
}

codes! {
    /// Whether a webhook is told anything.
    WebhookStatus ("status of a webhook") {
        /// It is.
        Active = "active",
        /// What happens is kept for it until it is resumed.
        Paused = "paused",
        /// It answered that it is gone: nothing is sent to it or kept for it.
        Disabled = "disabled",
    }
}

codes! {
    /// What became of a delivery.
    WebhookDeliveryStatus ("status of a delivery") {
        /// It is to be sent, or sent again.
        Pending = "pending",
        /// It was answered with 2xx.
        Delivered = "delivered",
        /// It was tried as often as it could be, or the webhook is gone.
        Failed = "failed",
        /// It was not sent: what it told of was not so any more, and the webhook does not ask for
        /// what is so instead.
        Skipped = "skipped",
    }
}

/// Where somebody is told of what happens, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Webhook {
    /// Its identifier.
    pub id: WebhookId,
    /// Where messages are sent.
    pub url: WebAddress,
    /// What it is for, or whose it is.
    pub description: Option<String>,
    /// What it is told of; empty for everything.
    pub events: Vec<WebhookTopic>,
    /// The language of labels and texts in messages; English when nothing is said.
    pub lang: Option<Lang>,
    /// Whether it is told anything.
    pub status: WebhookStatus,
    /// Why it is paused or disabled.
    pub status_reason: Option<String>,
    /// Until when messages are signed with the secret before the last rotation too.
    pub previous_secret_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Webhook {
    /// Whether it asks to be told of an event.
    pub fn wants(&self, kind: WebhookEventKind) -> bool {
        match kind.topic() {
            Some(topic) => self.events.is_empty() || self.events.contains(&topic),
            None => true,
        }
    }
}

/// Something that happened, as the outbox has it: which, about what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    /// Its identifier, which its messages carry too.
    pub id: WebhookEventId,
    /// What it is.
    pub kind: WebhookEventKind,
    /// The member that it is about.
    pub member: Option<MemberId>,
    /// The proposal or import that it is about.
    pub subject: Option<uuid::Uuid>,
    /// The public revision that shows it.
    pub public_revision: Option<u64>,
    /// When it happened.
    pub occurred_at: Timestamp,
}

/// One event on its way to one webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WebhookDelivery {
    /// Its identifier.
    pub id: WebhookDeliveryId,
    /// The event, and the `webhook-id` of its messages.
    pub event_id: WebhookEventId,
    /// What happened.
    pub event: WebhookEventKind,
    /// The member that it is about.
    pub member_id: Option<MemberId>,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// What became of it.
    pub status: WebhookDeliveryStatus,
    /// When it is tried next; null unless it is pending.
    pub next_attempt_at: Option<Timestamp>,
    /// When it came to its end.
    pub finished_at: Option<Timestamp>,
    /// Each try to deliver it, the first one first.
    pub attempts: Vec<WebhookAttempt>,
}

/// One try to deliver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WebhookAttempt {
    /// Which try it was, from 1.
    pub number: i32,
    /// When it began.
    pub began_at: Timestamp,
    /// How long it took, in milliseconds.
    pub duration_ms: i64,
    /// The status that was answered; null when there was no answer.
    #[schema(example = 200)]
    pub status_code: Option<u16>,
    /// What went wrong.
    pub error: Option<String>,
    /// The beginning of what was answered.
    pub excerpt: Option<String>,
}
