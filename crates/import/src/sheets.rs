//! Reads the tables of an import into what they say of each member.

use super::{
    Error, Origin, Progress, Refusal, Report,
    drafts::{LocationDraft, MemberDraft, OfferDraft, member_key, own_key},
    extras,
    mapping::{Mapping, RowsOf, Section},
    package::Sources,
    plan::Sheets,
    reading::{Fitted, Memory, RowReader, missing},
    table::{Row, Table},
};
use network::{
    Invalid, LocationKind, MembershipStatus, ServiceCode, codes::unknown_code, nearest::nearest,
};

/// Reads the tables by a mapping; `services` are the codes of the taxonomy. What is refused is noted
/// in the report.
pub fn read(
    sources: Sources<'_>,
    mapping: &Mapping,
    services: &[ServiceCode],
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Sheets, Error> {
    let memory = Memory::default();
    let mut sheets = Sheets::default();
    let from_elsewhere = sources.from_elsewhere;
    sheets.commons.known_types = services.to_vec();
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
        let key = |reader: &mut RowReader<'_>| match row.is_record() {
            true => Some(own_key(row.line)),
            false => member_key(fitted, reader),
        };
        match name {
            "service_types" => sheets.commons.read_service_type(&mut reader),
            "network" => sheets.commons.read_network(&mut reader),
            _ => extras::read_row(name, key, &mut reader, row.line, &mut sheets.extras),
        }
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
    let services = sheets.commons.codes();
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
        // A row that is a member's own, or part of its record, names it by its line.
        let is_own = sheet.kind == Kind::Members || row.is_record();
        let mut key = is_own.then(|| own_key(line));
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
