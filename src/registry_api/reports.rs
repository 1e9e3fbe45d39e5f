//! `/v1/registry/reports`: what visitors and the holders of personal links write about entries.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    operation::{Operation, STAFF, text},
    paging::Paging,
    reply::Reply,
};
use editing::{Refusal, own::decide};
use http::{
    list::Page,
    parameters,
    parameters::{CursorText, Limit, Values},
};
use network::{Report, ReportId, ReportKind, ReportStatus};
use registry::{
    AnyConnection,
    reports::{self as kept, ReportFilter},
};

/// A page of reports.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportPage {
    /// The reports, the latest first.
    data: Vec<Report>,
    /// Where the page stands in the list.
    page: Page,
}

/// What became of a report.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReportDecision {
    /// `done` when it was dealt with, `discarded` when it was of no use.
    status: ReportStatus,
}

parameters! {
    /// The parameters of a list of reports.
    pub struct ReportParameters {
        /// Filter by status.
        status: Option<ReportStatus>,
        /// Only these kinds of reports.
        kind: Values<ReportKind>,
        /// How many at a time.
        #[example = 2]
        limit: Limit<50, 200>,
        /// Where to go on: `page.next` of the page before, unchanged, with the same filters.
        cursor: Option<CursorText>,
    }
}

fn find(connection: &mut AnyConnection, key: &str) -> Result<Report, Refusal> {
    let unknown = || Refusal::NotFound(format!("There is no report \"{key}\"."));
    let id: ReportId = key.parse().map_err(|_| unknown())?;
    kept::load_one(connection, id)?.ok_or_else(unknown)
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/reports", "listReports", STAFF)
            .says(text! {
                /// Lists what people wrote about entries.
                ///
                /// Mistakes that visitors reported, and what the holders of personal links wrote: a wish that no
                /// field fits, a colleague who should have the entry, something that should not be public. Anybody
                /// may have written anything; nothing of it changed an entry.
            })
            .answers::<ReportPage>("A page of reports")
            .read_checked(
                |query, _, _, asked: ReportParameters| {
                    let question = format!("reports {:?} {:?}", asked.status, asked.kind.0);
                    let paging =
                        Paging::<ReportId>::new(query, question, asked.limit.0, asked.cursor);
                    let wanted = ReportFilter {
                        status: asked.status,
                        kinds: asked.kind.0,
                    };
                    (paging, wanted)
                },
                |connection, _, (paging, wanted)| {
                    let mut data = kept::load(connection, &wanted, paging.after, paging.sought())?;
                    let total = kept::count(connection, &wanted)?;
                    let page = paging.page(&mut data, total, |one| (one.filed_at, one.id))?;
                    Reply::json(&ReportPage { data, page })
                },
            ),
        Operation::post("/reports/{report}/decide", "decideReport", STAFF)
            .says(text! {
                /// Notes what became of a report.
                ///
                /// Whoever wrote it is told by mail: the contact that its personal link was made for, who sees it
                /// there too, and a visitor who left an address once it is `done`.
            })
            .takes::<ReportDecision>(json!({"status": "done"}))
            .answers::<Report>("The report as it is now")
            .write(|change, wanted| {
                let ReportDecision { status } = wanted.edit.read()?;
                if status == ReportStatus::Open {
                    return Err(Refusal::mistake(
                        "/status",
                        "not_a_decision",
                        "write \"done\" or \"discarded\"",
                    ));
                }
                let report = find(change.connection(), &wanted.edit.key)?;
                if report.status != ReportStatus::Open {
                    return Err(Refusal::wrong_state(format!(
                        "This report is \"{}\" already.",
                        report.status
                    )));
                }
                decide(change, &report, status)?;
                Reply::json(&find(change.connection(), &wanted.edit.key)?)
            }),
    ]
}
