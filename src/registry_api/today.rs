//! `/v1/registry/today`: what waits for the secretariat, counted in one call.

use std::time::Duration;

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
    session::Session,
};
use editing::{Refusal, reminding};
use network::{KeyState, ReportStatus, Role, Timestamp, WebhookStatus};
use registry::{
    AnyConnection,
    finding::{self, Criteria},
    imports::{self, Stage},
    keys, personal_links,
    proposals::{self, ProposalFilter},
    reports::{self, ReportFilter},
    webhooks,
};

/// After how long an entry that nobody confirmed is told of.
const UNCONFIRMED: Duration = Duration::from_secs(365 * 86_400);

/// For how long it is told that members answered.
const LATELY: Duration = Duration::from_secs(7 * 86_400);

/// How long before its end a key is told of.
const ENDING: Duration = Duration::from_secs(30 * 86_400);

/// What waits for the secretariat.
#[derive(Debug, Serialize, ToSchema)]
pub struct Today {
    /// Corrections that members proposed.
    #[schema(example = 2)]
    proposals: i64,
    /// What visitors and the holders of personal links wrote.
    #[schema(example = 1)]
    reports: i64,
    /// Members that confirmed their entry or wrote something by a personal link within the last seven
    /// days.
    #[schema(example = 4)]
    answered: usize,
    /// Members that were asked three times whether their entry is right, and never answered.
    #[schema(example = 1)]
    unanswered: usize,
    /// Entries that nobody confirmed for a year, or ever.
    #[schema(example = 12)]
    unconfirmed: usize,
    /// The day since which they were not confirmed: `stale_since` of the list of members.
    #[schema(value_type = String, format = Date, example = "2025-11-28")]
    unconfirmed_since: network::Date,
    /// Imports that are planned and wait to be applied.
    #[schema(example = 1)]
    imports: i64,
    /// Pairs of members that are probably one.
    #[schema(example = 3)]
    duplicates: usize,
    /// Public texts that tell what is hidden.
    #[schema(example = 0)]
    exposures: usize,
    /// Webhooks that are paused, or gone; 0 for editors, who do not see them.
    #[schema(example = 0)]
    failing_webhooks: usize,
    /// Keys that end within 30 days; 0 for editors, who do not see them.
    #[schema(example = 0)]
    ending_keys: usize,
}

fn today(connection: &mut AnyConnection, session: &Session) -> Result<Today, Refusal> {
    let now = Timestamp::now();
    let since = now.earlier(UNCONFIRMED).date();
    let stale = Criteria {
        stale_since: Timestamp::start_of(since),
        withdrawn: Some(false),
        ..Criteria::default()
    };
    let waiting = ProposalFilter {
        status: Some("open"),
        ..ProposalFilter::default()
    };
    let open_reports = ReportFilter {
        status: Some(ReportStatus::Open),
        ..ReportFilter::default()
    };
    let is_admin = session.key.role == Role::Admin;
    let (webhooks, keys) = match is_admin {
        true => (webhooks::load(connection)?, keys::load(connection)?),
        false => (Vec::new(), Vec::new()),
    };
    let ends = |key: &&network::ApiKey| {
        let soon = key.expires_at.is_some_and(|end| end < now.later(ENDING));
        soon && key.state(now) == KeyState::Active
    };
    Ok(Today {
        proposals: proposals::count(connection, &waiting)?,
        reports: reports::count(connection, &open_reports)?,
        answered: personal_links::answered_since(connection, now.earlier(LATELY))?,
        unanswered: reminding::unanswered(connection, now)?,
        unconfirmed: finding::count(connection, &stale)?,
        unconfirmed_since: since,
        imports: imports::count(connection, Stage::Planned)?,
        duplicates: session
            .state
            .counted
            .duplicates(connection, session.state.registry.likeness())?
            .open
            .len(),
        exposures: session.state.counted.exposures(connection)?.len(),
        failing_webhooks: webhooks
            .iter()
            .filter(|webhook| webhook.status != WebhookStatus::Active)
            .count(),
        ending_keys: keys.iter().filter(ends).count(),
    })
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/today", "getToday", STAFF)
            .says(text! {
                /// Counts what waits for the secretariat.
                ///
                /// Corrections, reports, members that answered by a personal link and those that never do, entries
                /// that nobody confirmed for a year, imports, probable duplicates, exposures, webhooks that are
                /// paused, and keys that end soon.
            })
            .answers::<Today>("The counts")
            .read(|connection, session| Reply::json(&today(connection, session)?)),
    ]
}
