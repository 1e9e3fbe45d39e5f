//! What comes in bulk: linked CSV files or the sheets of a workbook, read by a mapping, planned against the registry,
//! and written as one change or not at all.

mod archive;
mod drafts;
mod duplicates;
mod extras;
pub mod fields;
pub mod hsds;
pub mod kept;
pub mod mapping;
pub mod marked;
mod matching;
pub mod package;
mod plan;
mod reading;
mod reconcile;
mod report;
mod table;
mod visibility;
mod workbook;

use std::{collections::HashMap, io::Read};

use drafts::{LocationDraft, MemberDraft, OfferDraft, member_key};
use mapping::{Mapping, RowsOf, Section};
pub use package::{Content, NamedFile, Source, Sources};
pub use plan::{Fingerprint, ItemKind, Missing, Noted, PlanItem, PlannedMember, RowPlace};
use plan::{Noting, Sheets, Writing};
use reading::{Fitted, Memory, RowReader, missing};
pub use report::{Counts, LikeMember, Obstacle, Origin, Refusal, Report};
use table::{Row, Table};

use crate::{
    network::{
        ImportId, Invalid, LocationKind, MembershipStatus, NetworkProfile, ServiceCode,
        codes::unknown_code, nearest::nearest,
    },
    registry::{Actor, AnyConnection, Change, Error as RegistryError, Intent, Registry, members},
};

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

/// Reads files by a mapping; `services` are the codes of the taxonomy.
pub fn prepare(
    sources: Sources<'_>,
    mapping: &Mapping,
    services: Vec<ServiceCode>,
    progress: &dyn Progress,
) -> Result<Prepared, Error> {
    if let Some(records) = &sources.records {
        return Err(Error::Unusable(vec![format!(
            "{} is a whole registry; restore it into an empty database with the command \
             member-directory import, or import a workbook or CSV files",
            records.name
        )]));
    }
    let mut report = Report::default();
    let sheets = read(sources, mapping, &services, &mut report, progress)?;
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
    if let Some(Source {
        name,
        length,
        content: Content::Csv(content),
    }) = sources.records.take()
    {
        return restore(registry, (&name, length, content), options, progress);
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
        let empty = members::count(change.connection())? == 0;
        extras::write(change, &sheets.extras, empty)?;
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

/// Writes a whole export into books that are empty.
fn restore(
    registry: &Registry,
    (name, length, content): (&str, Option<u64>, Box<dyn Read + '_>),
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    progress.begin(&format!("restoring {name}"), length);
    let restored = archive::restore(registry, name, content, options.dry_run, progress)?;
    let Some(restored) = restored else {
        return Err(Error::Unusable(vec![format!(
            "the registry is not empty; {name} is a whole registry and can be restored into an \
             empty database only"
        )]));
    };
    let mut report = Report::default();
    report.members.created = restored.members;
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
    let empty = members::count(change.connection())? == 0;
    extras::write(change, &sheets.extras, empty)?;
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

fn read(
    sources: Sources<'_>,
    mapping: &Mapping,
    services: &[ServiceCode],
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Sheets, Error> {
    let memory = Memory::default();
    let mut sheets = Sheets::default();
    let from_elsewhere = sources.from_elsewhere;
    sheets.extras.known_types = services.to_vec();
    let mut tables = Vec::new();
    let mut mistakes = Vec::new();
    for (kind, source) in [
        // First, for services name its codes.
        (Kind::Extra("service_types"), sources.service_types),
        (Kind::Extra("network"), sources.network),
        (Kind::Members, sources.members),
        (Kind::Locations, sources.locations),
        (Kind::Services, sources.services),
        (Kind::Extra("contacts"), sources.contacts),
        (Kind::Extra("notes"), sources.notes),
    ] {
        let Some(source) = source else { continue };
        let length = source.length;
        match Table::of(source).and_then(|table| fit(kind, table, mapping)) {
            Ok(sheet) => tables.push((sheet, length)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if tables.is_empty() && mistakes.is_empty() {
        mistakes.push("there is no file to import".to_owned());
    }
    if !mistakes.is_empty() {
        return Err(Error::Unusable(mistakes));
    }
    for (sheet, length) in tables {
        progress.begin(&format!("reading {}", sheet.table.name), length);
        match sheet.kind {
            Kind::Extra(table) => read_extra(table, sheet, &memory, &mut sheets, report, progress),
            _ => read_sheet(sheet, &memory, &mut sheets, report, progress),
        }
        .map_err(|mistake| Error::Unusable(vec![mistake]))?;
    }
    extras::join(&mut sheets, report);
    if from_elsewhere {
        // Nobody here has decided about them yet.
        for draft in &mut sheets.members {
            draft.status_when_new = MembershipStatus::Applicant;
        }
        for draft in sheets.locations.values_mut().flatten() {
            draft.hidden_when_new = draft.kind == Some(LocationKind::Other);
        }
    }
    Ok(sheets)
}

/// What a file has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Members,
    Locations,
    Services,
    /// Another table.
    Extra(&'static str),
}

/// A file with the sections that its rows feed.
struct Sheet<'r> {
    kind: Kind,
    table: Table<'r>,
    members: Option<Fitted>,
    locations: Option<Fitted>,
    services: Option<Fitted>,
    /// Of another table.
    extra: Option<Fitted>,
}

fn fit<'r>(kind: Kind, table: Table<'r>, mapping: &Mapping) -> Result<Sheet<'r>, String> {
    let fed_by_members = |section: &Section| section.from == Some(RowsOf::Members);
    let mut mistakes = Vec::new();
    let mut fitted = |section: &Section, own: Kind| {
        let reads = kind == own && !fed_by_members(section)
            || kind == Kind::Members && own != Kind::Members && fed_by_members(section);
        (reads && !section.fields.is_empty())
            .then(|| Fitted::new(section, &table, mapping.missing_columns))
            .and_then(|fitted| fitted.map_err(|missing| mistakes.extend(missing)).ok())
    };
    let members = fitted(&mapping.members, Kind::Members);
    let locations = fitted(&mapping.locations, Kind::Locations);
    let services = fitted(&mapping.services, Kind::Services);
    let extra = match kind {
        Kind::Extra(table) => mapping
            .section(table)
            .and_then(|section| fitted(section, kind)),
        _ => None,
    };
    if let Some(members) = &members
        && !members.feeds("slug")
        && !members.feeds("external_id")
    {
        mistakes.push(format!(
            "{} has no column for the slug or the external_id, one of which recognises a member the next time",
            table.name
        ));
    }
    let sheet = Sheet {
        kind,
        table,
        members,
        locations,
        services,
        extra,
    };
    mistakes.extend(misspelt_columns(&sheet));
    if mistakes.is_empty() {
        Ok(sheet)
    } else {
        Err(mistakes.join("\n"))
    }
}

/// Columns that nothing reads and that are nearly called like one that is missing. Passing over a
/// `visibilty` would publish what it hides.
fn misspelt_columns(sheet: &Sheet<'_>) -> Vec<String> {
    let absent: Vec<&str> = sheet
        .sections()
        .flat_map(Fitted::absent)
        .map(String::as_str)
        .collect();
    sheet
        .unread_columns()
        .filter_map(|column| {
            let near = nearest(column, absent.iter().copied())?;
            Some(format!(
                "{} has a column \"{column}\", which nothing reads; if it is \"{near}\", call it \
                 so, and otherwise rename or remove it",
                sheet.table.name
            ))
        })
        .collect()
}

impl Sheet<'_> {
    fn origin(&self) -> Origin {
        Origin {
            file: self.table.file.clone(),
            sheet: self.table.sheet.clone(),
        }
    }

    fn sections(&self) -> impl Iterator<Item = &Fitted> {
        [&self.members, &self.locations, &self.services, &self.extra]
            .into_iter()
            .flatten()
    }

    fn unread_columns(&self) -> impl Iterator<Item = &str> {
        let read: Vec<usize> = self.sections().flat_map(Fitted::columns).collect();
        self.table
            .columns
            .iter()
            .enumerate()
            .filter(move |(number, column)| !column.is_empty() && !read.contains(number))
            .map(|(_, column)| column.as_str())
    }
}

/// Reads a table that is none of members, places or services.
fn read_extra(
    name: &'static str,
    mut sheet: Sheet<'_>,
    memory: &Memory,
    sheets: &mut Sheets,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<(), String> {
    let origin = sheet.origin();
    note_unread_columns(&sheet, report);
    let Some(fitted) = &sheet.extra else {
        return Ok(());
    };
    match name {
        "contacts" => sheets.extras.contacts_from = origin.clone(),
        "notes" => sheets.extras.notes_from = origin.clone(),
        _ => {}
    }
    let mut row = Row::default();
    while sheet.table.read(&mut row)? {
        progress.done(row.offset);
        let table = (&origin, sheet.table.columns.as_slice());
        let mut reader = RowReader::new(fitted, table, &row, memory);
        let key = |reader: &mut RowReader<'_>| member_key(fitted, reader);
        extras::read_row(name, key, &mut reader, row.line, &mut sheets.extras);
        let mistakes = reader.finish();
        if !mistakes.is_empty() {
            refuse_row(sheet.kind, mistakes, report);
        }
    }
    Ok(())
}

fn read_sheet(
    mut sheet: Sheet<'_>,
    memory: &Memory,
    sheets: &mut Sheets,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<(), String> {
    let origin = sheet.origin();
    name_origins(&sheet, &origin, sheets);
    note_unread_columns(&sheet, report);
    let new = sheets.extras.service_types.iter().map(|draft| &draft.code);
    let services: Vec<ServiceCode> = sheets
        .extras
        .known_types
        .iter()
        .chain(new)
        .cloned()
        .collect();
    let known = |text: &str| known_service(text, &services);
    let mut row = Row::default();
    while sheet.table.read(&mut row)? {
        progress.done(row.offset);
        let table = (&origin, sheet.table.columns.as_slice());
        let line = row.line;
        let begin = |fitted| RowReader::new(fitted, table, &row, memory);
        let mut mistakes = Vec::new();
        let member = sheet.members.as_ref().map(|fitted| {
            let mut reader = begin(fitted);
            let draft = MemberDraft::read(line, &mut reader);
            mistakes.extend(reader.finish());
            draft
        });
        // A row that is a member's own names it by its line.
        let mut key = (sheet.kind == Kind::Members).then(|| own_key(line));
        let location = sheet.locations.as_ref().and_then(|fitted| {
            let mut reader = begin(fitted);
            if sheet.kind == Kind::Members && reader.is_blank(&["city", "address", "latitude"]) {
                // A member's own row that names no place has none.
                return None;
            }
            key = key.take().or_else(|| member_key(fitted, &mut reader));
            let draft = LocationDraft::read(line, &mut reader);
            mistakes.extend(reader.finish());
            Some(draft)
        });
        let offers = sheet.services.as_ref().map(|fitted| {
            let mut reader = begin(fitted);
            key = key.take().or_else(|| member_key(fitted, &mut reader));
            let told = reader.mistakes();
            let drafts = OfferDraft::read(line, &mut reader, known);
            if sheet.kind == Kind::Services && drafts.is_empty() && reader.mistakes() == told {
                reader.refuse_field("service", missing("service"));
            }
            mistakes.extend(reader.finish());
            drafts
        });
        if !mistakes.is_empty() {
            if sheet.kind == Kind::Members {
                note_refused_member(member.as_ref(), sheets);
            }
            refuse_row(sheet.kind, mistakes, report);
            continue;
        }
        sheets.members.extend(member);
        if let Some(key) = key {
            if let Some(location) = location {
                sheets
                    .locations
                    .entry(key.clone())
                    .or_default()
                    .push(location);
            }
            if let Some(offers) = offers.filter(|offers| !offers.is_empty()) {
                sheets.services.entry(key).or_default().extend(offers);
            }
        }
    }
    Ok(())
}

/// The key of what is made from a member's own row. No slug and no external identifier begins
/// with a control character.
fn own_key(line: u64) -> String {
    format!("\u{1}{line}")
}

fn refuse_row(kind: Kind, mut mistakes: Vec<Refusal>, report: &mut Report) {
    // Sections that read one cell twice find its mistake twice.
    mistakes.dedup();
    let counts = match kind {
        Kind::Members => &mut report.members,
        Kind::Locations => &mut report.locations,
        Kind::Services => &mut report.services,
        Kind::Extra(_) => {
            report.other_rows_refused += 1;
            report.refusals.extend(mistakes);
            return;
        }
    };
    counts.refused += 1;
    report.refusals.extend(mistakes);
}

/// A row that cannot be taken is about a member all the same, who is not missing.
fn note_refused_member(member: Option<&MemberDraft>, sheets: &mut Sheets) {
    let slug = member.and_then(|draft| Some(draft.slug.as_ref()?.to_string()));
    let external_id = member.and_then(|draft| draft.external_id.clone());
    let keys: Vec<String> = slug.into_iter().chain(external_id).collect();
    sheets.nameless_rows += usize::from(keys.is_empty());
    sheets.refused_keys.extend(keys);
}

fn name_origins(sheet: &Sheet<'_>, origin: &Origin, sheets: &mut Sheets) {
    sheets.has_members |= sheet.kind == Kind::Members;
    for (fitted, from) in [
        (&sheet.members, &mut sheets.members_from),
        (&sheet.locations, &mut sheets.locations_from),
        (&sheet.services, &mut sheets.services_from),
    ] {
        if fitted.is_some() {
            from.clone_from(origin);
        }
    }
}

fn note_unread_columns(sheet: &Sheet<'_>, report: &mut Report) {
    let name = &sheet.table.name;
    report.unread_columns.extend(
        sheet
            .unread_columns()
            .map(|column| (name.clone(), column.to_owned())),
    );
}

fn known_service(text: &str, services: &[ServiceCode]) -> Result<ServiceCode, Invalid> {
    services
        .iter()
        .find(|code| code.as_str().eq_ignore_ascii_case(text))
        .cloned()
        .ok_or_else(|| {
            let known = services.iter().map(ServiceCode::as_str);
            unknown_code("service of this network", text, known)
        })
}
