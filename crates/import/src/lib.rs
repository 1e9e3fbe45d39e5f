//! What comes in bulk: linked CSV files or the sheets of a workbook, read by a mapping, planned against the registry,
//! and written as one change or not at all.

mod archive;
pub mod cells;
mod commons;
mod drafts;
mod duplicates;
mod extras;
pub mod fields;
pub mod hsds;
pub mod job;
pub mod mapping;
pub mod marked;
mod matching;
pub mod package;
mod plan;
mod reading;
mod reconcile;
mod records;
mod report;
mod sheets;
mod table;
mod visibility;
mod workbook;

use std::{
    collections::HashMap,
    io::{BufReader, Read},
};

use mapping::Mapping;
pub use package::{Content, NamedFile, Source, Sources};
pub use plan::{Fingerprint, ItemKind, Missing, Noted, PlanItem, PlannedMember, RowPlace};
use plan::{Noting, Sheets, Writing};
pub use report::{Counts, LikeMember, Obstacle, Origin, Refusal, Report};

use network::{ImportId, Invalid, NetworkProfile, ServiceCode};
use registry::{Actor, AnyConnection, Change, Error as RegistryError, Intent, Registry, members};

/// How an import is done.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Nothing is written.
    pub dry_run: bool,
    /// Rows that can be taken are taken, although others are refused.
    pub skip_refused: bool,
    /// Rows may make a place or a member more public than it was.
    pub confirm_publication: bool,
    /// Rows may make members that are probably in the registry already.
    pub allow_duplicates: bool,
    /// Members may be added to the sample network.
    pub into_sample: bool,
    /// What becomes of members that no row is about.
    pub missing: Missing,
    /// How many of them may be withdrawn, where they are many.
    pub confirm_withdrawals: Option<usize>,
    /// The profile of the network that the import fills; the database must have no members then.
    pub profile: Option<NetworkProfile>,
}

/// Tells how far an import is; whoever shows nothing leaves it as it is.
pub trait Progress {
    /// A step begins that has so many parts, where that is known.
    fn begin(&self, _step: &str, _parts: Option<u64>) {}
    /// So many parts of the step are done.
    fn done(&self, _parts: u64) {}
}

/// Shows nothing.
pub struct Quiet;

impl Progress for Quiet {}

/// Why an import could not be done at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The files or the mapping cannot be used: every reason.
    #[error("{}", .0.join("\n"))]
    Unusable(Vec<String>),
    /// The registry failed.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The database was to be empty and is not.
    #[error(
        "the database is not empty (it has {0} members); the sample network is only for an empty one"
    )]
    NotEmpty(i64),
    /// The database holds invented members.
    #[error(
        "the database holds the sample network, whose members are invented; choose another \
         DATABASE_URL for your own, or add to the sample with --into-sample"
    )]
    IsSample,
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Registry(error.into())
    }
}

/// What files say, read and checked.
pub struct Prepared {
    sheets: Sheets,
    report: Report,
}

/// Reads files by a mapping, which NDJSON does without; `services` are the codes of the taxonomy.
pub fn prepare(
    mut sources: Sources<'_>,
    mapping: &Mapping,
    services: Vec<ServiceCode>,
    progress: &dyn Progress,
) -> Result<Prepared, Error> {
    let mut report = Report::default();
    let standard;
    let mapping = match sources.records.is_some() {
        // Records say by themselves what is what.
        true => {
            standard = Mapping::standard().map_err(Error::Unusable)?;
            &standard
        }
        false => mapping,
    };
    report.unread_kinds = records::lay_out(&mut sources, progress).map_err(Error::Unusable)?;
    let sheets = sheets::read(sources, mapping, &services, &mut report, progress)?;
    Ok(Prepared { sheets, report })
}

/// Imports files into the registry. Nothing is written when any row is refused, unless the
/// options say otherwise; what is written is one change.
pub fn import(
    registry: &Registry,
    mut sources: Sources<'_>,
    mapping: &Mapping,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    if let Some(whole) = whole_registry(registry, &mut sources)? {
        return restore(registry, whole, options, progress);
    }
    let prepared = prepare(sources, mapping, registry.service_codes()?, progress)?;
    let mut report = prepared.report;
    let stop = report.has_refusals() && !options.skip_refused;
    let intent = if options.dry_run || stop {
        Intent::Trial
    } else {
        Intent::Commit
    };
    let sheets = prepared.sheets;
    begin_members(&sheets, progress);
    let written = registry.write(Actor::CommandLine, intent, |change| {
        if let Some(profile) = &options.profile {
            // Looked at within the change, where nobody else can add a member meanwhile.
            let present = members::count(change.connection())?;
            if present > 0 {
                return Err(Undone::NotEmpty(present));
            }
            change.set_profile(profile.clone())?;
        } else if change.network().profile.sample_data && !options.into_sample {
            return Err(Undone::IsSample);
        }
        let mut books = Writing::new(change);
        plan::run(&mut books, sheets, options, &mut report, &|members| {
            progress.done(members as u64)
        })?;
        if !report.obstacles.is_empty() {
            // Undoes what was written before the obstacle was met.
            return Err(Undone::Refused);
        }
        Ok(())
    });
    match written {
        Ok(written) => report.revision = written.revision,
        Err(Undone::Refused) => {}
        Err(Undone::NotEmpty(members)) => return Err(Error::NotEmpty(members)),
        Err(Undone::IsSample) => return Err(Error::IsSample),
        Err(Undone::Failed(error)) => return Err(error.into()),
    }
    report.sort();
    Ok(report)
}

/// Takes a whole export from the sources, if that is what they have and the books are empty.
fn whole_registry<'r>(
    registry: &Registry,
    sources: &mut Sources<'r>,
) -> Result<Option<Whole<'r>>, Error> {
    let Some(records) = sources.records.take() else {
        return Ok(None);
    };
    let Source {
        name,
        length,
        content: Content::Csv(content),
    } = records
    else {
        return Ok(None);
    };
    let mut content = BufReader::with_capacity(archive::LONGEST_HEADER, content);
    let is_export = archive::begins_export(&mut content)
        .map_err(|error| Error::Unusable(vec![format!("{name} cannot be read: {error}")]))?;
    if is_export && registry.is_untouched()? {
        return Ok(Some((name, length, Box::new(content))));
    }
    sources.records = Some(Source::csv(name, length, content));
    Ok(None)
}

/// A whole export: what its file is called, how many bytes it has, and what is in it.
type Whole<'r> = (String, Option<u64>, Box<dyn Read + 'r>);

/// Writes a whole export into books that are empty.
fn restore(
    registry: &Registry,
    (name, length, content): Whole<'_>,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    progress.begin(&format!("restoring {name}"), length);
    let restored = archive::restore(registry, &name, content, options.dry_run, progress)?;
    let Some(restored) = restored else {
        return Err(Error::Unusable(vec![format!(
            "somebody has just begun to fill the registry, and {name} is a whole one; try again"
        )]));
    };
    let mut report = Report::default();
    report.members.created = restored.members;
    report.locations.created = restored.locations;
    report.services.created = restored.services;
    report.revision = Some(restored.revision).filter(|_| !options.dry_run);
    Ok(report)
}

/// Plans an import without writing anything: every step is told to `noted`, the refused rows at
/// the end. `sample` says whether the registry holds the sample network.
pub fn plan(
    connection: &mut AnyConnection,
    prepared: Prepared,
    options: &Options,
    sample: bool,
    progress: &dyn Progress,
    noted: &mut dyn FnMut(Noted) -> Result<(), RegistryError>,
) -> Result<Report, RegistryError> {
    let Prepared { sheets, mut report } = prepared;
    begin_members(&sheets, progress);
    let mut books = Noting { connection, noted };
    plan::run(&mut books, sheets, options, &mut report, &|members| {
        progress.done(members as u64)
    })?;
    if sample && !options.into_sample {
        report.obstacles.push(Obstacle::new(is_sample()));
    }
    report.sort();
    for refusal in &report.refusals {
        noted(Noted {
            item: PlanItem::refused(refusal.clone()),
            fingerprint: None,
        })?;
    }
    Ok(report)
}

/// What came of writing a plan.
pub enum Applied {
    /// It was written.
    Written(Box<Report>),
    /// Something stands in its way.
    Obstructed(Vec<Obstacle>),
    /// The registry moved on in a way that touches it: these members would become anything else,
    /// and these keys of members would not be changed any more.
    MovedOn(Vec<PlannedMember>, Vec<String>),
}

/// Writes a plan, if it still is what `promised` says: what becomes of each member, by its key.
/// Unless it was written, the change has to be taken back.
pub fn apply(
    change: &mut Change<'_>,
    import: ImportId,
    prepared: Prepared,
    options: &Options,
    promised: HashMap<String, String>,
    progress: &dyn Progress,
) -> Result<Applied, RegistryError> {
    let Prepared { sheets, mut report } = prepared;
    let sample = change.network().profile.sample_data;
    begin_members(&sheets, progress);
    let mut books = Writing::promised(change, import, promised);
    plan::run(&mut books, sheets, options, &mut report, &|members| {
        progress.done(members as u64)
    })?;
    let (others, left) = books.broken_promises();
    if !others.is_empty() || !left.is_empty() {
        return Ok(Applied::MovedOn(others, left));
    }
    if sample && !options.into_sample {
        report.obstacles.push(Obstacle::new(is_sample()));
    }
    if !report.obstacles.is_empty() {
        return Ok(Applied::Obstructed(report.obstacles));
    }
    report.sort();
    Ok(Applied::Written(Box::new(report)))
}

fn begin_members(sheets: &Sheets, progress: &dyn Progress) {
    progress.begin("matching members", Some(sheets.members.len() as u64));
}

fn is_sample() -> Invalid {
    Invalid::new(
        "sample_network",
        "the database holds the sample network, whose members are invented; choose another \
         DATABASE_URL for your own, or add to the sample with --into-sample",
    )
}

/// Why what was written is taken back.
enum Undone {
    Refused,
    NotEmpty(i64),
    IsSample,
    Failed(RegistryError),
}

impl From<RegistryError> for Undone {
    fn from(error: RegistryError) -> Self {
        Self::Failed(error)
    }
}
