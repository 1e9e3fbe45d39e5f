//! What comes in bulk: linked CSV files or the sheets of a workbook, read by a mapping, planned against the registry,
//! and written as one change or not at all.

mod archive;
mod bounds;
pub mod cells;
mod drafts;
mod encoding;
mod error;
pub mod fields;
mod finding;
mod given;
pub mod hsds;
pub mod job;
pub mod mapping;
mod mapping_file;
pub mod marked;
mod markup;
mod mends;
mod opendocument;
mod options;
pub mod package;
mod plan;
pub mod privacy;
mod progress;
pub mod proposal;
mod read;
mod reading;
mod records;
mod refusing;
mod report;
mod rows;
mod rules;
mod slips;
mod source;
mod table;
mod vocabulary;
mod workbook;

use std::{collections::HashMap, io::BufReader};

pub use drafts::TABLES;
pub use encoding::FileEncoding;
pub use error::Error;
use error::is_sample;
pub use finding::{Finding, Level, LikeMember, Origin, SuggestedMend, Suggestion, SuggestionKind};
use mapping::Mapping;
pub use options::{ImportOptions, Missing};
pub use plan::{Fingerprint, ItemKind, Noted, PlanItem, RowPlace, ToNote};
use plan::{Noting, Writing};
pub use progress::{Progress, Quiet};
pub use report::{Counts, Mends, Obstacle, PlannedMember, Report, UnreadColumn, UnreadKind};
use rows::ImportRows;
use source::NdjsonFile;
pub use source::{Content, NamedFile, Source, Sources};

use network::{ImportId, ServiceCode};
use registry::{Actor, AnyConnection, Change, Error as RegistryError, Intent, Registry, members};

/// What files say, read and checked.
pub struct Prepared {
    rows: ImportRows,
    report: Report,
}

/// Reads files by a mapping, which NDJSON does without; `services` are the codes of the taxonomy.
/// What the options accept of what would mend cells, mends them.
pub fn prepare(
    mut sources: Sources<'_>,
    (mapping, options): (&Mapping, &ImportOptions),
    services: Vec<ServiceCode>,
    progress: &dyn Progress,
) -> Result<Prepared, Error> {
    let mut report = Report::default();
    let standard;
    let mapping = match sources.records.is_some() {
        // NdjsonFile say by themselves what is what.
        true => {
            standard = Mapping::standard().map_err(Error::Unusable)?;
            &standard
        }
        false => mapping,
    };
    report.unread_kinds = records::lay_out(&mut sources, progress).map_err(Error::Unusable)?;
    let rows = read::read(sources, (mapping, options), services, &mut report, progress)?;
    Ok(Prepared { rows, report })
}

/// Imports files into the registry. Nothing is written when any row is refused, unless the
/// options say otherwise; what is written is one change.
pub fn import(
    registry: &Registry,
    mut sources: Sources<'_>,
    mapping: &Mapping,
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    if let Some(whole) = whole_registry(registry, &mut sources)? {
        return restore(registry, whole, options, progress);
    }
    let Prepared { rows, mut report } = prepare(
        sources,
        (mapping, options),
        registry.service_codes()?,
        progress,
    )?;
    let stop = report.has_refusals() && !options.skip_refused;
    let intent = match options.dry_run || stop {
        true => Intent::Trial,
        false => Intent::Commit,
    };
    let written = registry.write(Actor::CommandLine, intent, |change| {
        if options.into_empty {
            // Looked at within the change, where nobody else can add a member meanwhile.
            let present = members::count(change.connection())?;
            if present > 0 {
                return Err(Undone::Failed(Error::NotEmpty(present)));
            }
        } else if change.network().profile.sample_data && !options.into_sample {
            return Err(Undone::Failed(Error::IsSample));
        }
        let mut target = Writing::new(change);
        plan::run(&mut target, rows, options, &mut report, progress)?;
        match report.obstacles.is_empty() {
            true => Ok(()),
            // Undoes what was written before the obstacle was met.
            false => Err(Undone::Refused),
        }
    });
    match written {
        Ok(written) => report.revision = written.revision,
        Err(Undone::Refused) => {}
        Err(Undone::Failed(error)) => return Err(error),
    }
    report.sort();
    Ok(report)
}

/// Takes a whole export from the sources, if that is what they have and the registry is empty.
fn whole_registry<'r>(
    registry: &Registry,
    sources: &mut Sources<'r>,
) -> Result<Option<NdjsonFile<'r>>, Error> {
    let Some(records) = sources.records.take() else {
        return Ok(None);
    };
    let name = &records.name;
    let mut content = BufReader::with_capacity(archive::LONGEST_HEADER, records.content);
    let is_export = archive::begins_export(&mut content)
        .map_err(|error| Error::Unusable(vec![format!("{name} cannot be read: {error}")]))?;
    let records = NdjsonFile {
        content: Box::new(content),
        ..records
    };
    if is_export && registry.is_untouched()? {
        return Ok(Some(records));
    }
    sources.records = Some(records);
    Ok(None)
}

/// Writes a whole export into a registry that is empty.
fn restore(
    registry: &Registry,
    records: NdjsonFile<'_>,
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    let NdjsonFile {
        name,
        length,
        content,
    } = records;
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

/// Plans an import without writing anything: every step is told to `note`, what is refused and
/// warned of at the end. `sample` says whether the registry holds the sample network.
pub fn plan(
    connection: &mut AnyConnection,
    prepared: Prepared,
    options: &ImportOptions,
    sample: bool,
    progress: &dyn Progress,
    note: &mut dyn FnMut(ToNote),
) -> Result<Report, RegistryError> {
    let mut target = Noting { connection, note };
    let report = run(&mut target, prepared, options, sample, progress)?;
    let told = report.refusals.iter().chain(&report.warnings);
    told.cloned().map(ToNote::Told).for_each(note);
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

/// Writes a plan, if it still is what `promised` says, where anything is: what becomes of each
/// member, by its key.
/// Unless it was written, the change has to be taken back.
pub fn apply(
    change: &mut Change<'_>,
    import: ImportId,
    prepared: Prepared,
    options: &ImportOptions,
    promised: Option<HashMap<String, String>>,
    progress: &dyn Progress,
) -> Result<Applied, RegistryError> {
    let sample = change.network().profile.sample_data;
    let mut target = Writing::promised(change, import, promised);
    let report = run(&mut target, prepared, options, sample, progress)?;
    let (others, left) = target.broken_promises();
    if !others.is_empty() || !left.is_empty() {
        return Ok(Applied::MovedOn(others, left));
    }
    Ok(match report.obstacles.is_empty() {
        true => Applied::Written(Box::new(report)),
        false => Applied::Obstructed(report.obstacles),
    })
}

/// Plans what was prepared; that a registry holds the sample network is an obstacle.
fn run(
    target: &mut dyn plan::PlanTarget,
    prepared: Prepared,
    options: &ImportOptions,
    sample: bool,
    progress: &dyn Progress,
) -> Result<Report, RegistryError> {
    let Prepared { rows, mut report } = prepared;
    plan::run(target, rows, options, &mut report, progress)?;
    if sample && !options.into_sample {
        report.obstacles.push(Obstacle::new(is_sample()));
    }
    report.sort();
    Ok(report)
}

/// Why what was written is taken back.
enum Undone {
    Refused,
    Failed(Error),
}

impl From<RegistryError> for Undone {
    fn from(error: RegistryError) -> Self {
        Self::Failed(error.into())
    }
}
