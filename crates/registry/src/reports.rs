//! What people wrote about entries without an account: kept apart from what is proposed, for anybody
//! may have written anything.

use diesel::prelude::*;

use crate::{
    audit::{Action, Entry},
    change::Change,
    columns::{lies_behind, row},
    connection::{AnyConnection, insert_rows},
    error::Error,
    schema::reports,
};
use network::{
    Email, Lang, LinkId, MemberId, Report, ReportId, ReportKind, ReportStatus, Timestamp,
};

/// By which name the trail speaks of reports.
const NAME: &str = "report";

row! {
    struct Row in reports of Report {
        id: ReportId,
        member_id: MemberId,
        kind: ReportKind,
        status: ReportStatus,
        filed_at: Timestamp,
        link_id: Option<LinkId>,
        text: Option<String>,
        name: Option<String>,
        email: Option<Email>,
        decided_at: Option<Timestamp>,
        language: Option<Lang>,
    }
}

impl Change<'_> {
    /// Keeps what somebody wrote. The trail says that it was, and nothing of it.
    pub fn file_report(&mut self, report: &Report) -> Result<(), Error> {
        insert_rows!(self.connection(), reports::table, [Row::of(report)]);
        self.note_report(Action::Propose, report)
    }

    /// Notes what became of a report.
    pub fn decide_report(&mut self, report: &Report, status: ReportStatus) -> Result<(), Error> {
        diesel::update(reports::table.find(report.id.to_string()))
            .set((
                reports::status.eq(status.as_str()),
                reports::decided_at.eq(Some(self.at().to_string())),
            ))
            .execute(self.connection())?;
        let action = match status {
            ReportStatus::Discarded => Action::Refuse,
            ReportStatus::Done | ReportStatus::Open => Action::Accept,
        };
        self.note_report(action, report)
    }

    fn note_report(&mut self, action: Action, report: &Report) -> Result<(), Error> {
        let details = serde_json::json!({ "report": report.id, "kind": report.kind });
        let entry = Entry::of_registry(action, NAME).about(Some(report.member_id));
        self.audit([Ok(entry.with_details(Some(details)))])
    }
}

/// Which reports are wanted; what is empty narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// With this status.
    pub status: Option<ReportStatus>,
    /// Of one of these kinds.
    pub kinds: Vec<ReportKind>,
}

/// One report.
pub fn load_one(connection: &mut AnyConnection, id: ReportId) -> Result<Option<Report>, Error> {
    reports::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()
}

/// The reports that are wanted, the latest first; after a place, so many at most.
pub fn load(
    connection: &mut AnyConnection,
    wanted: &ReportFilter,
    after: Option<(Timestamp, ReportId)>,
    limit: i64,
) -> Result<Vec<Report>, Error> {
    let mut query = narrowed(wanted);
    if let Some(after) = after {
        query = query.filter(lies_behind!(reports::filed_at, reports::id, after));
    }
    query
        .order((reports::filed_at.desc(), reports::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

/// How many reports are wanted.
pub fn count(connection: &mut AnyConnection, wanted: &ReportFilter) -> Result<i64, Error> {
    Ok(narrowed(wanted).count().get_result(connection)?)
}

/// How many reports about a member were written since a time, by personal links or by visitors,
/// whatever became of them.
pub fn count_since(
    connection: &mut AnyConnection,
    member: MemberId,
    since: Timestamp,
    by_link: bool,
) -> Result<i64, Error> {
    let written = narrowed(&ReportFilter::default())
        .filter(reports::member_id.eq(member.to_string()))
        .filter(reports::filed_at.ge(since.to_string()));
    let written = match by_link {
        true => written.filter(reports::link_id.is_not_null()),
        false => written.filter(reports::link_id.is_null()),
    };
    Ok(written.count().get_result(connection)?)
}

/// What was written by a personal link, the latest first.
pub fn by_link(connection: &mut AnyConnection, link: LinkId) -> Result<Vec<Report>, Error> {
    reports::table
        .filter(reports::link_id.eq(link.to_string()))
        .order((reports::filed_at.desc(), reports::id.desc()))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

type Query = reports::BoxedQuery<'static, <AnyConnection as diesel::Connection>::Backend>;

fn narrowed(wanted: &ReportFilter) -> Query {
    let mut query = reports::table.into_boxed();
    if let Some(status) = wanted.status {
        query = query.filter(reports::status.eq(status.as_str()));
    }
    if !wanted.kinds.is_empty() {
        let kinds: Vec<&'static str> = wanted.kinds.iter().map(|kind| kind.as_str()).collect();
        query = query.filter(reports::kind.eq_any(kinds));
    }
    query
}
