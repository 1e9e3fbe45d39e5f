//! Imports that are handed over, planned, and applied later, by whichever process is asked to.
//!
//! What was handed over lives in the database until then ([`registry::imports`]). Planning
//! takes a while, so it gives signs of life; where they stop, it was interrupted and can be begun
//! again. Applying plans once more, within the write transaction, and goes on only if the same
//! becomes of every member: so a plan that was read is what is done, or nothing is.

mod planning;

use std::{fs::File, io::Seek, time::Duration};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::options::ImportOptions;
pub use planning::{BEAT, ImportProgress, beat, fail, plan_attempt, progress};

use crate::{
    Applied, ItemKind, PlanItem, Prepared,
    error::Error,
    finding::{Finding, SuggestedMend},
    mapping::Mapping,
    package,
    progress::Progress,
    proposal::{self, ColumnReading, Known, Proposal},
    report::{self, Counts, Obstacle, Report, UnreadColumn, UnreadKind},
    source::NamedFile,
};
use network::{ImportId, Timestamp};
use registry::{
    AnyConnection, Change, Error as RegistryError, imports, outbox::Announcement, service_types,
};

/// An import as it is kept.
pub type ImportJob = imports::ImportJob<Document>;

/// How long after its last sign of life the planning of an import counts as interrupted.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// What of an import is kept besides its files and its plan. No person stands in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// The files, in their order.
    pub files: Vec<KeptFile>,
    /// The mapping (TOML), where it is not the standard one.
    pub mapping: Option<String>,
    /// How a person said that columns are read, where the mapping is one that is proposed so.
    #[serde(default)]
    pub readings: Option<Vec<ColumnReading>>,
    /// How it is done.
    pub options: ImportOptions,
    /// The plan in numbers, once there is one.
    pub plan: Option<PlanSummary>,
    /// Why it cannot be planned.
    pub faults: Vec<String>,
    /// The change that it made.
    pub applied: Option<Made>,
    /// The change that took it back.
    pub undone: Option<Made>,
}

/// A file that was handed over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct KeptFile {
    /// What it is called.
    #[schema(example = "members.xlsx")]
    pub name: String,
    /// How long it is, in bytes.
    pub bytes: u64,
}

/// A change that was made.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct Made {
    /// Its number.
    #[schema(example = 43)]
    pub revision: i64,
    /// When it was made.
    pub at: Timestamp,
}

/// A plan in numbers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlanSummary {
    /// The state of the registry that it was made for; to apply it, name this number.
    #[schema(example = 42)]
    pub revision: i64,
    /// When it was made.
    pub planned_at: Timestamp,
    /// How many items it has, of each kind.
    pub items: ItemCounts,
    /// What becomes of the rows for members.
    pub members: Counts,
    /// What becomes of the rows for places.
    pub locations: Counts,
    /// What becomes of the rows for services.
    pub services: Counts,
    /// What becomes of the service types that are named. Only an admin can apply a plan that makes
    /// or changes any.
    #[serde(default)]
    pub service_types: Counts,
    /// What becomes of the network's profile. Only an admin can apply a plan that changes it.
    #[serde(default)]
    pub network: Counts,
    /// How many members there are that could be missed; 0 unless it was asked who is missing.
    pub membership: usize,
    /// How many places and services of the registry no row is about; they are left alone.
    pub left_alone: usize,
    /// Columns that nothing is read from.
    pub unread_columns: Vec<UnreadColumn>,
    /// Kinds of records that nothing is read from: the history of an export.
    #[serde(default)]
    pub unread_kinds: Vec<UnreadKind>,
    /// What stands in the way of applying it.
    pub obstacles: Vec<Obstacle>,
    /// How many more mistakes in rows there are than the plan shows: it shows 100,000 at most.
    #[serde(default)]
    pub mistakes_not_shown: usize,
    /// How many more warnings there are than the plan shows: it shows 100,000 at most.
    #[serde(default)]
    pub warnings_not_shown: usize,
    /// What would mend refused cells, by kind and value, with how many cells. To take them, name
    /// their kinds in `accept_suggestions`.
    #[serde(default)]
    pub suggestions: Vec<SuggestedMend>,
    /// What mended cells, because `accept_suggestions` took it.
    #[serde(default)]
    pub accepted: Vec<SuggestedMend>,
    /// How many cells have mends that are in neither list: 1,000 different ones are in each at most.
    #[serde(default)]
    pub mends_not_shown: usize,
}

/// How many items a plan has, of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemCounts {
    /// Mistakes in rows that cannot be taken; a row may have several.
    pub refused: usize,
    /// Rows that would make members that the registry probably has already.
    pub duplicate: usize,
    /// Warnings: what is taken and probably not meant.
    #[serde(default)]
    pub warning: usize,
    /// Members and service types that are made.
    pub created: usize,
    /// Members and service types that are changed, and the network's profile.
    pub changed: usize,
    /// Members without a row that are withdrawn.
    pub withdrawn: usize,
    /// Members without a row that are left alone.
    pub missing: usize,
    /// Members of whom the files say what the registry has.
    pub same: usize,
}

impl ItemCounts {
    fn count(&mut self, kind: ItemKind) -> usize {
        let counted = match kind {
            ItemKind::Refused => &mut self.refused,
            ItemKind::Duplicate => &mut self.duplicate,
            ItemKind::Warning => &mut self.warning,
            ItemKind::Created => &mut self.created,
            ItemKind::Changed => &mut self.changed,
            ItemKind::Withdrawn => &mut self.withdrawn,
            ItemKind::Missing => &mut self.missing,
            ItemKind::Same => &mut self.same,
        };
        *counted += 1;
        *counted - 1
    }

    /// How many records become something else.
    pub fn moves(&self) -> usize {
        self.created + self.changed + self.withdrawn
    }
}

impl PlanSummary {
    /// Whether it changes what only an admin may change.
    pub fn is_an_admins(&self) -> bool {
        report::is_an_admins(self.service_types, self.network)
    }

    fn new(report: Report, items: ItemCounts, revision: i64) -> Self {
        Self {
            revision,
            planned_at: Timestamp::now(),
            items,
            members: report.members,
            locations: report.locations,
            services: report.services,
            service_types: report.service_types,
            network: report.network,
            membership: report.membership,
            left_alone: report.left_alone,
            unread_columns: report.unread_columns,
            unread_kinds: report.unread_kinds,
            obstacles: report.obstacles,
            mistakes_not_shown: report.untold,
            warnings_not_shown: report.untold_warnings,
            suggestions: report.suggested.listed(),
            accepted: report.accepted.listed(),
            mends_not_shown: report.suggested.others() + report.accepted.others(),
        }
    }
}

/// How long files and plans are kept that are not applied.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Until when an import is kept that was handed over at a time, if it is not applied before.
pub fn kept_until(created_at: Timestamp) -> Timestamp {
    created_at.later(KEPT)
}

/// What was handed over before this time is not kept any more.
pub fn forgotten_before(now: Timestamp) -> Timestamp {
    now.earlier(KEPT)
}

/// Whether the planning of an import has given no sign of life for too long.
pub fn is_interrupted(job: &ImportJob) -> bool {
    job.stage == imports::Stage::Planning && job.beat_at < Timestamp::now().earlier(PATIENCE)
}

/// The files of an import, copied to files without a name.
pub fn files(
    connection: &mut AnyConnection,
    job: &ImportJob,
) -> Result<Vec<NamedFile>, RegistryError> {
    (0..)
        .zip(&job.document.files)
        .map(|(number, file)| {
            let mut content = tempfile::tempfile().map_err(RegistryError::File)?;
            imports::copy_file(connection, job.id, number, &mut content)?;
            content.rewind().map_err(RegistryError::File)?;
            Ok(NamedFile {
                name: file.name.clone(),
                content: Box::new(content),
            })
        })
        .collect()
}

/// The mapping of an import.
pub fn mapping(job: &ImportJob) -> Result<Mapping, Vec<String>> {
    match &job.document.mapping {
        Some(text) => Mapping::parse(text),
        None => Mapping::standard(),
    }
}

/// Proposes a mapping for the files of an import, with what was said of its columns.
pub fn propose(
    files: Vec<NamedFile>,
    known: &Known,
    document: &Document,
) -> Result<Proposal, Vec<String>> {
    let readings = document.readings.as_deref().unwrap_or_default();
    proposal::propose(files, known, &document.options, readings)
}

/// Reads the files of an import by its mapping.
pub fn read(
    connection: &mut AnyConnection,
    job: &ImportJob,
    progress: &dyn Progress,
) -> Result<Prepared, Error> {
    let mapping = mapping(job).map_err(Error::Unusable)?;
    let types = service_types::load(connection)?;
    let services = types.into_iter().map(|service| service.code).collect();
    let sources = package::open(files(connection, job)?, &mapping).map_err(Error::Unusable)?;
    crate::prepare(
        sources,
        (&mapping, &job.document.options),
        services,
        progress,
    )
}

/// Applies a planned import within a change, as [`super::apply`] does; `confirm_withdrawals` stands
/// for that of its options when it is given. What was planned is held to what was `promised`, unless
/// the options are others than those of the plan. Once it is written, its files and plan are gone.
pub fn apply(
    change: &mut Change<'_>,
    mut job: ImportJob,
    confirm_withdrawals: Option<usize>,
    promised: bool,
    progress: &dyn Progress,
) -> Result<(Applied, ImportJob), Error> {
    let confirmed = &mut job.document.options.confirm_withdrawals;
    *confirmed = confirm_withdrawals.or(*confirmed);
    let promised = match promised {
        true => Some(imports::promises(change.connection(), job.id)?),
        false => None,
    };
    let prepared = read(change.connection(), &job, progress)?;
    let applied = crate::apply(
        change,
        job.id,
        prepared,
        &job.document.options,
        promised,
        progress,
    )?;
    if let Applied::Written(_) = &applied {
        job.document.applied = Some(Made {
            revision: change.revision(),
            at: change.at(),
        });
        close(change, &mut job, imports::Stage::Applied)?;
        change.announce(Announcement::ImportApplied { import: job.id });
    }
    Ok((applied, job))
}

/// What is told of the rows of a planned import, in the order of its files.
pub fn findings(
    connection: &mut AnyConnection,
    job: &ImportJob,
) -> Result<Vec<Finding>, RegistryError> {
    let kinds = [ItemKind::Refused, ItemKind::Duplicate, ItemKind::Warning].map(ItemKind::as_str);
    let items = imports::load_items(connection, job.id, &kinds, None, i64::MAX)?;
    let mut findings = Vec::with_capacity(items.len());
    for item in items {
        let item: PlanItem = serde_json::from_str(&item.document)?;
        findings.extend(item.finding());
    }
    Finding::sort(&mut findings);
    Ok(findings)
}

/// Notes that an import was taken back by a change.
pub fn note_undone(
    change: &mut Change<'_>,
    mut job: ImportJob,
) -> Result<ImportJob, RegistryError> {
    job.document.undone = Some(Made {
        revision: change.revision(),
        at: change.at(),
    });
    close(change, &mut job, imports::Stage::Undone)?;
    Ok(job)
}

fn close(
    change: &mut Change<'_>,
    job: &mut ImportJob,
    stage: imports::Stage,
) -> Result<(), RegistryError> {
    job.stage = stage;
    imports::close(change.connection(), job.id, stage, &job.document)
}

/// The most imports that wait to be applied at a time.
pub const MOST_WAITING: usize = 50;
/// How many times the largest upload the files of all of them may have.
pub const UPLOADS_WAITING: u64 = 4;

/// What waits to be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// How many imports.
    pub imports: usize,
    /// How long their files are together, in bytes.
    pub bytes: u64,
}

impl Waiting {
    /// Whether this is more than may wait, where one upload may have `upload_limit` bytes.
    pub fn is_too_much(self, upload_limit: u64) -> bool {
        self.imports > MOST_WAITING || self.bytes > upload_limit.saturating_mul(UPLOADS_WAITING)
    }
}

/// What waits to be applied now.
pub fn waiting(connection: &mut AnyConnection) -> Result<Waiting, RegistryError> {
    let open = imports::load_open::<Document>(connection)?;
    Ok(Waiting {
        imports: open.len(),
        bytes: open
            .iter()
            .flat_map(|job| &job.document.files)
            .map(|file| file.bytes)
            .sum(),
    })
}

/// Keeps the files of an import that was begun, whose planning [`plan_attempt`] then does.
pub fn keep_files(
    connection: &mut AnyConnection,
    id: ImportId,
    files: &mut [File],
) -> Result<(), RegistryError> {
    for (number, file) in (0..).zip(files) {
        file.rewind().map_err(RegistryError::File)?;
        imports::insert_file(connection, id, number, file)?;
    }
    Ok(())
}
