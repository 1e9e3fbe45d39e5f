//! The outbox: what webhooks are to be told of, written with the change itself.
//!
//! It says which event about which member, proposal or import, and when. What is told of it is made
//! when it is sent, from what the public sees then; so nothing that was hidden in the meantime is
//! sent late.

use diesel::prelude::*;

use crate::{
    audit::Action,
    change::Change,
    columns::{lies_behind, row},
    connection::{AnyConnection, insert_rows},
    error::{Error, stored, stored_option},
    members::Published,
    public_changes::PublicMove,
    schema::{webhook_attempts, webhook_deliveries, webhook_events},
    webhooks,
};
use network::{
    ImportId, MemberId, ProposalId, Timestamp, Webhook, WebhookAttempt, WebhookDelivery,
    WebhookDeliveryId, WebhookDeliveryStatus, WebhookEvent, WebhookEventId, WebhookEventKind,
    WebhookId, WebhookStatus,
};

/// How many events one change can have: what is left of a number for the change's own.
const PLACES: i64 = 1 << 24;

/// Something that webhooks are told of although the public sees nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// A change of a member's entry was proposed.
    ProposalFiled {
        /// The proposal.
        proposal: ProposalId,
        /// The member.
        member: MemberId,
    },
    /// An import was applied.
    ImportApplied {
        /// The import.
        import: ImportId,
    },
}

/// Which deliveries of a webhook are wanted; what is empty narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct DeliveryFilter {
    /// With one of these statuses.
    pub statuses: Vec<WebhookDeliveryStatus>,
    /// Of one of these events.
    pub events: Vec<WebhookEventKind>,
    /// Of what happened at this time or later.
    pub since: Option<Timestamp>,
    /// After this place, the latest first.
    pub after: Option<(Timestamp, WebhookDeliveryId)>,
    /// So many at most.
    pub limit: i64,
}

row! {
    pub(super) struct EventRow in webhook_events of WebhookEvent {
        id: WebhookEventId,
        kind: WebhookEventKind,
        member = member_id: Option<MemberId>,
        subject = subject_id: Option<uuid::Uuid>,
        public_revision: Option<u64>,
        occurred_at: Timestamp,
    }
    with {
        place: i64,
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_deliveries, treat_none_as_default_value = false)]
pub(super) struct DeliveryRow {
    pub(super) id: String,
    webhook_id: String,
    event_id: String,
    place: i64,
    lane: String,
    status: String,
    pub(super) attempts: i32,
    next_attempt_at: Option<String>,
    finished_at: Option<String>,
}

impl DeliveryRow {
    fn new(event: &WebhookEvent, place: i64, webhook: WebhookId) -> Self {
        let about = event.member.map(|member| member.uuid()).or(event.subject);
        Self {
            id: WebhookDeliveryId::new().to_string(),
            webhook_id: webhook.to_string(),
            event_id: event.id.to_string(),
            place,
            lane: about.unwrap_or(event.id.uuid()).to_string(),
            status: WebhookDeliveryStatus::Pending.to_string(),
            attempts: 0,
            next_attempt_at: Some(event.occurred_at.to_string()),
            finished_at: None,
        }
    }

    fn read(self, event: EventRow) -> Result<WebhookDelivery, Error> {
        let event = event.read()?;
        Ok(WebhookDelivery {
            id: stored("webhook_deliveries.id", self.id)?,
            event_id: event.id,
            event: event.kind,
            member_id: event.member,
            occurred_at: event.occurred_at,
            status: stored("webhook_deliveries.status", self.status)?,
            next_attempt_at: stored_option(
                "webhook_deliveries.next_attempt_at",
                self.next_attempt_at,
            )?,
            finished_at: stored_option("webhook_deliveries.finished_at", self.finished_at)?,
            attempts: Vec::new(),
        })
    }
}

row! {
    struct AttemptRow in webhook_attempts of WebhookAttempt {
        number: i32,
        began_at: Timestamp,
        duration_ms: i64,
        status_code: Option<u16>,
        error: Option<String>,
        excerpt: Option<String>,
    }
    with {
        delivery_id: WebhookDeliveryId,
    }
}

/// What a change tells webhooks of: how members moved in the eyes of the public, and what was
/// announced besides.
pub(super) fn write(
    change: &mut Change<'_>,
    published: Option<Published>,
    moves: &[PublicMove],
    announced: &[Announcement],
) -> Result<(), Error> {
    let at = change.at();
    let event = |kind, member, subject, public_revision| WebhookEvent {
        id: WebhookEventId::new(),
        kind,
        member,
        subject,
        public_revision,
        occurred_at: at,
    };
    let shown = published.map(|published| published.revision.unsigned_abs());
    let moved = moves.iter().filter(|moved| moved.member.is_some());
    let mut events: Vec<WebhookEvent> = moved
        .map(|moved| event(moved.kind.into(), moved.member, None, shown))
        .collect();
    events.extend(announced.iter().map(|announced| match *announced {
        Announcement::ProposalFiled { proposal, member } => event(
            WebhookEventKind::ProposalFiled,
            Some(member),
            Some(proposal.uuid()),
            None,
        ),
        Announcement::ImportApplied { import } => event(
            WebhookEventKind::ImportApplied,
            None,
            Some(import.uuid()),
            None,
        ),
    }));
    if events.is_empty() {
        return Ok(());
    }
    let mut told = webhooks::load(change.connection())?;
    // What is paused catches up when it is set going again.
    told.retain(|webhook| webhook.status != WebhookStatus::Disabled);
    deliver(change, events, &told)
}

/// Writes the events that somebody is told of, each with its ways.
fn deliver(
    change: &mut Change<'_>,
    events: Vec<WebhookEvent>,
    told: &[Webhook],
) -> Result<(), Error> {
    let first = match change.told_first {
        // Before the places of every ordinary change, in the order of changes.
        true => change.revision().min(PLACES - 1),
        false => change.revision().saturating_mul(PLACES),
    };
    if change.told_first {
        webhooks::end_rest(change.connection())?;
    }
    let (mut rows, mut ways) = (Vec::new(), Vec::new());
    for (event, place) in events.iter().zip(first..) {
        let before = ways.len();
        ways.extend(
            told.iter()
                .filter(|webhook| webhook.wants(event.kind))
                .map(|webhook| DeliveryRow::new(event, place, webhook.id)),
        );
        if ways.len() > before {
            rows.push(EventRow::of(event, place));
        }
    }
    insert_rows!(change.connection(), webhook_events::table, rows);
    insert_rows!(change.connection(), webhook_deliveries::table, ways);
    Ok(())
}

/// The deliveries of a webhook that are wanted, the latest first.
pub fn load(
    connection: &mut AnyConnection,
    webhook: WebhookId,
    wanted: &DeliveryFilter,
) -> Result<Vec<WebhookDelivery>, Error> {
    let mut query = narrowed(webhook, wanted);
    if let Some(after) = wanted.after {
        query = query.filter(lies_behind!(
            webhook_events::occurred_at,
            webhook_deliveries::id,
            after
        ));
    }
    let rows: Vec<(DeliveryRow, EventRow)> = query
        .order((
            webhook_events::occurred_at.desc(),
            webhook_deliveries::id.desc(),
        ))
        .limit(wanted.limit)
        .select((DeliveryRow::as_select(), EventRow::as_select()))
        .load(connection)?;
    let found = rows
        .into_iter()
        .map(|(delivery, event)| delivery.read(event))
        .collect::<Result<_, _>>()?;
    with_attempts(connection, found)
}

/// How many deliveries of a webhook are wanted, wherever a page of them begins or ends.
pub fn count(
    connection: &mut AnyConnection,
    webhook: WebhookId,
    wanted: &DeliveryFilter,
) -> Result<i64, Error> {
    Ok(narrowed(webhook, wanted).count().get_result(connection)?)
}

/// One delivery of a webhook.
pub fn load_one(
    connection: &mut AnyConnection,
    webhook: WebhookId,
    id: WebhookDeliveryId,
) -> Result<Option<WebhookDelivery>, Error> {
    let row: Option<(DeliveryRow, EventRow)> = narrowed(webhook, &DeliveryFilter::default())
        .filter(webhook_deliveries::id.eq(id.to_string()))
        .select((DeliveryRow::as_select(), EventRow::as_select()))
        .first(connection)
        .optional()?;
    let found = row
        .map(|(delivery, event)| delivery.read(event))
        .transpose()?;
    Ok(with_attempts(connection, found.into_iter().collect())?.pop())
}

type Backend = <AnyConnection as diesel::Connection>::Backend;
type Joined = diesel::dsl::InnerJoin<webhook_deliveries::table, webhook_events::table>;
type Query = diesel::dsl::IntoBoxed<'static, Joined, Backend>;

fn narrowed(webhook: WebhookId, wanted: &DeliveryFilter) -> Query {
    let mut query = webhook_deliveries::table
        .inner_join(webhook_events::table)
        .filter(webhook_deliveries::webhook_id.eq(webhook.to_string()))
        .into_boxed();
    if !wanted.statuses.is_empty() {
        let statuses: Vec<_> = wanted.statuses.iter().map(|one| one.as_str()).collect();
        query = query.filter(webhook_deliveries::status.eq_any(statuses));
    }
    if !wanted.events.is_empty() {
        let kinds: Vec<_> = wanted.events.iter().map(|one| one.as_str()).collect();
        query = query.filter(webhook_events::kind.eq_any(kinds));
    }
    if let Some(since) = wanted.since {
        query = query.filter(webhook_events::occurred_at.ge(since.to_string()));
    }
    query
}

fn with_attempts(
    connection: &mut AnyConnection,
    mut found: Vec<WebhookDelivery>,
) -> Result<Vec<WebhookDelivery>, Error> {
    let ids: Vec<String> = found.iter().map(|one| one.id.to_string()).collect();
    let rows: Vec<AttemptRow> = webhook_attempts::table
        .filter(webhook_attempts::delivery_id.eq_any(ids))
        .order((webhook_attempts::delivery_id, webhook_attempts::number))
        .select(AttemptRow::as_select())
        .load(connection)?;
    for row in rows {
        let owner = found
            .iter_mut()
            .find(|one| one.id.to_string() == row.delivery_id);
        if let Some(delivery) = owner {
            delivery.attempts.push(row.read()?);
        }
    }
    Ok(found)
}

/// Notes a try to deliver, behind those that were made before.
pub(super) fn insert_attempt(
    connection: &mut AnyConnection,
    delivery: WebhookDeliveryId,
    attempt: &WebhookAttempt,
) -> Result<(), Error> {
    let made: Option<i32> = webhook_attempts::table
        .filter(webhook_attempts::delivery_id.eq(delivery.to_string()))
        .select(diesel::dsl::max(webhook_attempts::number))
        .first(connection)?;
    let mut row = AttemptRow::of(attempt, delivery);
    row.number = made.unwrap_or(0) + 1;
    insert_rows!(connection, webhook_attempts::table, [row]);
    Ok(())
}

impl Change<'_> {
    /// Has webhooks told of something that the public does not see.
    pub fn announce(&mut self, announcement: Announcement) {
        self.announced.push(announcement);
    }

    /// Has a test sent to a webhook.
    pub fn test_webhook(&mut self, webhook: &Webhook) -> Result<WebhookDeliveryId, Error> {
        let event = WebhookEvent {
            id: WebhookEventId::new(),
            kind: WebhookEventKind::Test,
            member: None,
            subject: None,
            public_revision: None,
            occurred_at: self.at(),
        };
        // No other event of this change can be at the last place.
        let place = self.revision().saturating_mul(PLACES) + PLACES - 1;
        let row = DeliveryRow::new(&event, place, webhook.id);
        let id = stored("webhook_deliveries.id", &row.id)?;
        insert_rows!(
            self.connection(),
            webhook_events::table,
            [EventRow::of(&event, place)]
        );
        insert_rows!(self.connection(), webhook_deliveries::table, [row]);
        self.audit_webhook(webhook, Action::Test, serde_json::json!({ "delivery": id }))?;
        Ok(id)
    }

    /// Has deliveries sent again that came to their end; returns how many.
    pub fn replay_deliveries(&mut self, webhook: &Webhook, which: Replay) -> Result<usize, Error> {
        let none: Option<String> = None;
        let mut ended = webhook_deliveries::table
            .filter(webhook_deliveries::webhook_id.eq(webhook.id.to_string()))
            .filter(webhook_deliveries::status.ne(WebhookDeliveryStatus::Pending.as_str()))
            .select(webhook_deliveries::id)
            .into_boxed();
        ended = match which {
            Replay::One(id) => ended.filter(webhook_deliveries::id.eq(id.to_string())),
            Replay::Since(since) => ended.filter(
                webhook_deliveries::event_id.eq_any(
                    webhook_events::table
                        .filter(webhook_events::occurred_at.ge(since.to_string()))
                        .filter(webhook_events::kind.ne(WebhookEventKind::Test.as_str()))
                        .select(webhook_events::id),
                ),
            ),
        };
        let ids: Vec<String> = ended.load(self.connection())?;
        let at = self.at().to_string();
        for ids in ids.chunks(1_000) {
            diesel::update(webhook_deliveries::table.filter(webhook_deliveries::id.eq_any(ids)))
                .set((
                    webhook_deliveries::status.eq(WebhookDeliveryStatus::Pending.as_str()),
                    webhook_deliveries::attempts.eq(0),
                    webhook_deliveries::next_attempt_at.eq(Some(&at)),
                    webhook_deliveries::finished_at.eq(&none),
                ))
                .execute(self.connection())?;
        }
        if !ids.is_empty() {
            let details = match which {
                Replay::One(id) => serde_json::json!({ "delivery": id }),
                Replay::Since(since) => {
                    serde_json::json!({ "since": since, "deliveries": ids.len() })
                }
            };
            self.audit_webhook(webhook, Action::Replay, details)?;
        }
        Ok(ids.len())
    }

    fn audit_webhook(
        &mut self,
        webhook: &Webhook,
        action: Action,
        details: serde_json::Value,
    ) -> Result<(), Error> {
        let entry = webhooks::trail_entry(Some(webhook), Some(webhook))?;
        self.audit([Ok(entry.with_action(action).with_details(Some(details)))])
    }
}

/// What is to be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// One delivery.
    One(WebhookDeliveryId),
    /// Everything that happened at this time or later and is still kept.
    Since(Timestamp),
}
