//! The messages: what is told of an event, made when it is sent, from the directory as the public
//! sees it then.
//!
//! Whatever was hidden since the event is not in the directory any more, so it cannot be sent.

use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use directory::{
    Fields, Found, Snapshot,
    views::{MEMBER_FIELDS, MemberDetailView},
};
use network::{
    Epoch, ImportId, Lang, MemberId, ProposalId, Slug, Timestamp, Webhook, WebhookEvent,
    WebhookEventKind, WebhookId,
};
use publication::PublicSummary;

/// What is sent: the body of a message (Standard Webhooks).
#[derive(Debug, Serialize)]
pub struct Message<D> {
    /// What it tells of.
    pub r#type: WebhookEventKind,
    /// When that happened.
    pub timestamp: Timestamp,
    /// About what.
    pub data: D,
}

/// How the public sees a member now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookMember)]
pub struct MemberNews<'a> {
    /// The public revision that this shows: that of the event, or a later one. What you know of a
    /// later revision is newer than this.
    #[schema(example = 42)]
    pub revision: u64,
    /// The epoch of the books: when it is another one than you know, they were put back to an earlier
    /// state, and what you know may be of a later revision that is no more.
    pub epoch: Epoch,
    /// The member's identifier.
    pub id: MemberId,
    /// Its slug, or the last one that was public; null when it was purged.
    pub slug: Option<Slug>,
    /// The member as `GET /v1/members/{member}` shows it; null when the public does not see it any
    /// more.
    #[schema(value_type = Option<MemberDetailView<'static>>)]
    pub member: Option<&'a RawValue>,
}

/// A proposal that was filed. What it proposes is asked of the registry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookProposal)]
pub struct ProposalNews {
    /// The proposal's identifier.
    pub id: ProposalId,
    /// The member that it is about; null when the public does not see it, as an applicant.
    pub member_id: Option<MemberId>,
}

/// An import that was applied. What it did is asked of the registry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookImport)]
pub struct ImportNews {
    /// The import's identifier.
    pub id: ImportId,
}

/// A test: nothing happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookTest)]
pub struct TestNews {
    /// The webhook that is tested.
    pub webhook_id: WebhookId,
}

/// What to do about an event.
#[derive(Debug)]
pub enum Composed {
    /// Send this.
    Message(Vec<u8>),
    /// Nothing: what it told of is not so any more, and the webhook does not ask for what is so.
    Skip,
}

/// Makes the message of an event for a webhook. `last_seen` is what the public last saw of a member
/// that was withdrawn, as JSON of a [`PublicSummary`].
///
/// A message about a member says what is so now, under the type that fits: a change of a member that
/// was withdrawn since is sent as its withdrawal.
pub fn compose(
    event: &WebhookEvent,
    webhook: &Webhook,
    snapshot: &Snapshot,
    last_seen: Option<&str>,
) -> Result<Composed, serde_json::Error> {
    let body = match (event.kind, event.member, event.subject) {
        (WebhookEventKind::Test, ..) => write(
            event,
            event.kind,
            TestNews {
                webhook_id: webhook.id,
            },
        ),
        (WebhookEventKind::ProposalFiled, Some(member_id), Some(proposal)) => write(
            event,
            event.kind,
            ProposalNews {
                id: proposal.into(),
                // Who may know of others asks the registry, with a key.
                member_id: matches!(snapshot.find(&member_id.to_string()), Found::Member(_))
                    .then_some(member_id),
            },
        ),
        (WebhookEventKind::ImportApplied, _, Some(id)) => {
            write(event, event.kind, ImportNews { id: id.into() })
        }
        (_, Some(member), None) => return news(event, member, webhook, snapshot, last_seen),
        // There is no such event; nothing can be told of it.
        _ => return Ok(Composed::Skip),
    };
    Ok(Composed::Message(body?))
}

fn news(
    event: &WebhookEvent,
    member: MemberId,
    webhook: &Webhook,
    snapshot: &Snapshot,
    last_seen: Option<&str>,
) -> Result<Composed, serde_json::Error> {
    let card = match snapshot.find(&member.to_string()) {
        Found::Member(card) => Some(card),
        _ => None,
    };
    let kind = match (card.is_some(), event.kind) {
        (false, _) => WebhookEventKind::MemberWithdrawn,
        (true, WebhookEventKind::MemberWithdrawn) => WebhookEventKind::MemberPublished,
        (true, kind) => kind,
    };
    if !webhook.wants(kind) {
        return Ok(Composed::Skip);
    }
    let (slug, shown) = match card {
        Some(card) => {
            let mut shown = Vec::new();
            let fields = Fields::First(MEMBER_FIELDS.len() as u8);
            card.rendered
                .write(&mut shown, webhook.lang.unwrap_or(Lang::En), fields);
            let shown: Box<RawValue> = serde_json::from_slice(&shown)?;
            let published = snapshot.record(card.key).map(|(published, _)| published);
            let slug = published.map(|published| published.member.slug.clone());
            (slug, Some(shown))
        }
        None => {
            let summary = last_seen
                .map(serde_json::from_str::<PublicSummary>)
                .transpose()?;
            (summary.map(|summary| summary.slug), None)
        }
    };
    let data = MemberNews {
        revision: snapshot.revision,
        epoch: snapshot.epoch,
        id: member,
        slug,
        member: shown.as_deref(),
    };
    Ok(Composed::Message(write(event, kind, data)?))
}

fn write(
    event: &WebhookEvent,
    kind: WebhookEventKind,
    data: impl Serialize,
) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Message {
        r#type: kind,
        timestamp: event.occurred_at,
        data,
    })
}
