//! Imports and their plans as clients read them.

use serde::Serialize;
use utoipa::ToSchema;

use crate::registry_api::{paging::last_of_page, parameters::value, reply::Reply};
use editing::Refusal;
use http::parameters::CursorText;
use import::{
    PlanItem,
    job::{
        self, ImportJob, ImportOptions, ImportProgress, KeptFile, Made, PlanSummary, is_interrupted,
    },
    proposal::{CatalogueField, ColumnReading, Proposal, catalogue},
};
use network::{ImportId, Invalid, KeyId, Timestamp, codes::codes};
use registry::{
    Error,
    imports::{Item, Stage},
};

codes! {
    /// What is known of an import.
    ImportStatus ("status") {
        /// It is being planned.
        Planning = "planning",
        /// Its planning was ended before it was done; it can be planned again.
        Interrupted = "interrupted",
        /// Its plan can be read and applied.
        Planned = "planned",
        /// It cannot be planned as it is: `faults` say why.
        Failed = "failed",
        /// It was written.
        Applied = "applied",
        /// It was written and taken back.
        Undone = "undone",
        /// Its files and its plan are not kept any more.
        Forgotten = "forgotten",
    }
}

impl ImportStatus {
    fn of(job: &ImportJob) -> Self {
        match job.stage {
            Stage::Planning if is_interrupted(job) => Self::Interrupted,
            Stage::Planning => Self::Planning,
            Stage::Planned => Self::Planned,
            Stage::Failed => Self::Failed,
            Stage::Applied => Self::Applied,
            Stage::Undone => Self::Undone,
            Stage::Forgotten => Self::Forgotten,
        }
    }
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// Its identifier.
    pub id: ImportId,
    /// What is known of it.
    pub status: ImportStatus,
    /// When it was handed over.
    created_at: Timestamp,
    /// The key that handed it over.
    key_id: KeyId,
    /// When its files and its plan are forgotten, if it is not applied before; null when they are
    /// not kept.
    kept_until: Option<Timestamp>,
    /// The files.
    files: Vec<KeptFile>,
    /// Whether a mapping was handed over with them.
    has_mapping: bool,
    /// How columns are read, where the mapping was made of that; null for any other mapping.
    readings: Option<Vec<ColumnReading>>,
    /// How it is done.
    options: ImportOptions,
    /// How far the planning is; null when it is not being planned.
    pub progress: Option<ImportProgress>,
    /// The plan in numbers; null while there is none. GET …/plan shows it.
    plan: Option<PlanSummary>,
    /// Why it cannot be planned.
    faults: Vec<String>,
    /// The change that it made; null when it was not applied.
    applied: Option<Made>,
    /// The change that took it back; null when it was not undone.
    undone: Option<Made>,
}

impl ImportView {
    /// An import as it stands.
    pub fn new(job: ImportJob) -> Self {
        let document = job.document.clone();
        Self {
            id: job.id,
            status: ImportStatus::of(&job),
            created_at: job.created_at,
            key_id: job.key,
            kept_until: match job.stage {
                Stage::Planning | Stage::Planned | Stage::Failed => {
                    Some(job::kept_until(job.created_at))
                }
                _ => None,
            },
            files: document.files,
            has_mapping: document.mapping.is_some(),
            readings: document.readings,
            options: document.options,
            progress: job::progress(&job).filter(|_| !is_interrupted(&job)),
            plan: document.plan,
            faults: document.faults,
            applied: document.applied,
            undone: document.undone,
        }
    }

    /// The answer that shows an import, tagged with its state.
    pub fn reply(job: ImportJob) -> Result<Reply, Refusal> {
        Reply::value(&Self::new(job))
    }

    /// Whether nothing more happens to it by itself.
    pub fn is_settled(&self) -> bool {
        self.status != ImportStatus::Planning
    }
}

/// A page of imports.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPage {
    /// The imports.
    data: Vec<ImportView>,
    /// The `cursor` of the next page; null on the last one.
    next: Option<String>,
}

impl ImportPage {
    /// A page of so many imports; `found` has one more where there is a next page.
    pub fn new(mut found: Vec<ImportJob>, limit: usize) -> Self {
        let last = last_of_page(&mut found, limit);
        Self {
            next: last.map(|job| format!("{}_{}", job.created_at, job.id)),
            data: found.into_iter().map(ImportView::new).collect(),
        }
    }
}

/// A mapping that is proposed for the files of an import, and all that it can feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportProposal {
    #[serde(flatten)]
    #[schema(inline)]
    proposal: Proposal,
    /// Every field that a mapping can feed.
    fields: Vec<CatalogueField>,
}

impl ImportProposal {
    /// What is proposed, with all that a mapping can feed.
    pub fn new(proposal: Proposal) -> Self {
        Self {
            proposal,
            fields: catalogue(),
        }
    }
}

/// A page of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanPage {
    /// The import.
    import: ImportId,
    /// The plan in numbers.
    summary: PlanSummary,
    /// The items of this page.
    data: Vec<PlanItem>,
    /// The `cursor` of the next page; null on the last one.
    next: Option<String>,
}

impl PlanPage {
    /// A page of so many items; `found` has one more where there is a next page.
    pub fn new(
        import: ImportId,
        summary: PlanSummary,
        mut found: Vec<Item>,
        limit: usize,
    ) -> Result<Self, Error> {
        let last = last_of_page(&mut found, limit);
        Ok(Self {
            import,
            summary,
            next: last.map(|item| item.position.to_string()),
            data: found
                .iter()
                .map(|item| Ok(serde_json::from_str(&item.document)?))
                .collect::<Result<_, Error>>()?,
        })
    }
}

value! {
    /// Where the list of imports goes on: the time and the identifier of the last one.
    ImportCursor((Timestamp, ImportId)), |text| {
        text.split_once('_')
            .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)))
            .ok_or_else(invalid_cursor)
    },
    CursorText::schema()
}
value! {
    /// Where a plan goes on: the position of the last item.
    PlanCursor(i64), |text| {
        let position = text.parse::<i64>().ok().filter(|place| *place >= 0);
        position.ok_or_else(invalid_cursor)
    },
    CursorText::schema()
}

/// What is wrong with a cursor that was not taken from an answer.
fn invalid_cursor() -> Invalid {
    Invalid::new(
        "invalid_cursor",
        "it is not a cursor of this version; take it from \"next\" unchanged, or leave it out to start again",
    )
}
