//! Reads the tables of an import into what they say of each member.

mod fitted_table;

use std::collections::BTreeSet;

use crate::{
    bounds::Counted,
    drafts::{ContactDraft, LocationDraft, MemberDraft, NoteDraft, OfferDraft},
    error::Error,
    fields::TableName,
    finding::{Finding, Level, Origin},
    mapping::Mapping,
    options::ImportOptions,
    privacy,
    progress::Progress,
    reading::{Findings, KnownRefusals, RowReader, missing},
    refusing,
    report::{Report, UnreadColumn},
    rows::{ImportRows, SharedRows, member_key, own_key},
    source::Sources,
    table::{Row, clean, column_letters, is_same},
};
use network::{Invalid, LocationKind, MembershipStatus, ServiceCode, codes::unknown_code};

use fitted_table::FittedTable;

use TableName::{Contacts, Locations, Members, Network, Notes, ServiceTypes, Services};

/// Reads the tables by a mapping; `services` are the codes of the taxonomy. What is refused is noted
/// in the report.
pub fn read(
    mut sources: Sources<'_>,
    (mapping, options): (&Mapping, &ImportOptions),
    services: Vec<ServiceCode>,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<ImportRows, Error> {
    let (mut tables, mut mistakes) = (Vec::new(), Vec::new());
    for name in Mapping::ORDER {
        let Some(source) = sources.tables.remove(&name) else {
            continue;
        };
        let length = source.length;
        let opened = mapping
            .open(name, source, options)
            .and_then(|table| FittedTable::new(name, table, mapping, options));
        match opened {
            Ok(table) => tables.push((table, length)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    let ignored = |name: &str| {
        let names = options.ignore_columns.iter().chain(&mapping.ignore);
        names
            .map(|ignored| clean(ignored))
            .any(|ignored| is_same(&ignored, name))
    };
    for origin in &sources.unheard_sheets {
        let sheet = origin.sheet.as_deref().map(clean).unwrap_or_default();
        if !ignored(&sheet) {
            mistakes.push(refusing::unheard_sheet(&origin.file, &sheet));
        }
    }
    if tables.is_empty() && mistakes.is_empty() {
        mistakes.push("there is no file to import".to_owned());
    }
    if !mistakes.is_empty() {
        return Err(Error::Unusable(mistakes));
    }
    let known = KnownRefusals::accepting(&options.accept_suggestions);
    let mut counted = Counted::default();
    let mut rows = ImportRows {
        shared: SharedRows {
            known_types: services,
            ..SharedRows::default()
        },
        ..ImportRows::default()
    };
    for (table, length) in tables {
        progress.begin(&format!("reading {}", table.table.name), length);
        table
            .read((&known, &mut counted), &mut rows, report, progress)
            .map_err(|mistake| Error::Unusable(vec![mistake]))?;
    }
    rows.join_people(report);
    for told in sources.told {
        report.warn(&told.origin, told.row, told.invalid);
    }
    if sources.from_elsewhere {
        // Nobody here has decided about them yet.
        for draft in &mut rows.members {
            draft.status_when_new = MembershipStatus::Applicant;
        }
        for draft in rows.locations.by_member.values_mut().flatten() {
            draft.hidden_when_new = draft.fields.kind == Some(LocationKind::Other);
        }
    }
    Ok(rows)
}

impl FittedTable<'_> {
    /// Reads every row, and notes what is refused and what nothing is read from.
    fn read(
        mut self,
        (known, counted): (&KnownRefusals, &mut Counted),
        rows: &mut ImportRows,
        report: &mut Report,
        progress: &dyn Progress,
    ) -> Result<(), String> {
        let origin = Origin {
            file: self.table.file.clone(),
            sheet: self.table.sheet.clone(),
        };
        self.begin(&origin, rows, report);
        if self.sections.is_empty() {
            return Ok(());
        }
        let services: Vec<ServiceCode> = rows.shared.codes().cloned().collect();
        let mut row = Row::default();
        let nameless = self.nameless_columns();
        let mut with_text = BTreeSet::new();
        let (mut passed_over, mut first_passed) = (0, 0);
        while self.table.read(&mut row)? {
            counted.row(&self.table.name)?;
            progress.done(row.offset);
            match self.takes(&row) {
                Ok(true) => {}
                Ok(false) => {
                    first_passed = if passed_over == 0 {
                        row.line
                    } else {
                        first_passed
                    };
                    passed_over += 1;
                    continue;
                }
                Err(unreadable) => {
                    let invalid = Invalid::new("unreadable_cell", unreadable.message);
                    report.refuse(self.name, &origin, row.line, invalid);
                    continue;
                }
            }
            let has_text = |place: &&usize| row.cell(**place).is_ok_and(|text| !text.is_empty());
            with_text.extend(nameless.iter().filter(has_text).copied());
            let mut findings = self.beside_columns(&row, &origin, &nameless);
            let mut said = RowDrafts::default();
            let read = self.read_row(&row, &origin, (known, &services), &mut said, rows);
            findings.extend(read.findings);
            // Sections that read one cell twice find its mistake twice.
            let findings = each_once(findings);
            for mend in each_once(read.accepted) {
                report.accepted.count(&mend, 1);
            }
            let is_refused = findings
                .iter()
                .any(|finding| finding.level == Level::Refusal);
            findings
                .into_iter()
                .for_each(|finding| report.tell(finding));
            if !is_refused {
                said.add_to(rows);
                continue;
            }
            if self.name == Members {
                note_refused_member(said.member.as_ref(), rows);
            }
            report.counts(self.name).refused += 1;
        }
        if passed_over > 0 {
            report.warn(&origin, first_passed, self.passed_over(passed_over));
        }
        report
            .unread_columns
            .extend(with_text.into_iter().map(|place| UnreadColumn {
                file: self.table.name.clone(),
                column: without_a_name(place),
            }));
        Ok(())
    }

    /// Notes what the table feeds, which of its columns nothing reads, and what stood above them.
    fn begin(&self, origin: &Origin, rows: &mut ImportRows, report: &mut Report) {
        report
            .unread_columns
            .extend(self.unread_columns().map(|column| UnreadColumn {
                file: self.table.name.clone(),
                column: column.to_owned(),
            }));
        rows.has_members |= self.name == Members;
        for (fed, _) in &self.sections {
            match fed {
                Members => rows.members_from.clone_from(origin),
                Locations => rows.locations.from.clone_from(origin),
                Services => rows.services.from.clone_from(origin),
                Contacts => rows.contacts.from.clone_from(origin),
                Notes => rows.notes.from.clone_from(origin),
                ServiceTypes | Network => {}
            }
        }
        if self.table.titles > 0 && !self.sections.is_empty() {
            let invalid = Invalid::new(
                "titles_passed_over",
                "what stands above the names of the columns was passed over; if this row does not \
                 name them, say which does with --header-row",
            );
            report.tell(Finding::of_row(origin, self.table.header, invalid).as_warning());
        }
    }

    fn nameless_columns(&self) -> Vec<usize> {
        let columns = self.table.columns.iter().enumerate();
        let nameless = columns.filter(|(_, column)| column.is_empty());
        nameless.map(|(place, _)| place).collect()
    }

    /// What sounds like privacy where no column is read: in cells below no name, and in notes.
    fn beside_columns(&self, row: &Row, origin: &Origin, nameless: &[usize]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for place in nameless {
            let text = row.cell(*place).unwrap_or_default();
            findings.extend(refusing::nameless(&text).map(|invalid| {
                let refusal = Finding::of_row(origin, row.line, invalid);
                refusal.at_cell(Some((*place, &without_a_name(*place))), text.into_owned())
            }));
        }
        for (place, note) in row.notes() {
            let named = self
                .table
                .columns
                .get(place)
                .filter(|name| !name.is_empty());
            let letters = column_letters(place);
            let cell = (place, named.unwrap_or(&letters).as_str());
            let shown = row.cell(place).unwrap_or_default().into_owned();
            let refusal = Finding::of_row(origin, row.line, privacy::noted(note));
            findings.push(refusal.at_cell(Some(cell), shown));
        }
        findings
    }

    /// Reads what each section of the table takes of a row.
    fn read_row(
        &self,
        row: &Row,
        origin: &Origin,
        (known, services): (&KnownRefusals, &[ServiceCode]),
        said: &mut RowDrafts,
        rows: &mut ImportRows,
    ) -> Findings {
        let mut all = Findings::default();
        // A row that is a member's own, or part of its record, names it by its line.
        let is_own = self.name == Members || row.is_record();
        said.key = is_own.then(|| own_key(row.line));
        for (fed, fitted) in &self.sections {
            let columns = (origin, self.table.columns.as_slice());
            let mut reader = RowReader::new(fitted, columns, row, known);
            if self.name == Members && names_no_part(*fed, &mut reader) {
                continue;
            }
            if matches!(fed, Locations | Services | Contacts | Notes) && said.key.is_none() {
                said.key = member_key(fitted, &mut reader);
            }
            match fed {
                ServiceTypes => rows.shared.read_service_type(&mut reader),
                Network => rows.shared.read_network(&mut reader),
                Members => said.member = Some(MemberDraft::read(row.line, &mut reader)),
                Locations => said.location = Some(LocationDraft::read(row.line, &mut reader)),
                Services => {
                    let must_name_one = self.name == Services;
                    said.offers = read_offers(must_name_one, row.line, &mut reader, services);
                }
                Contacts => said.contact = ContactDraft::read(row.line, &mut reader),
                Notes => said.note = NoteDraft::read(row.line, &mut reader),
            }
            let read = reader.finish();
            all.findings.extend(read.findings);
            all.accepted.extend(read.accepted);
        }
        all
    }
}

/// What a column without a name is called.
fn without_a_name(place: usize) -> String {
    format!("{} (without a name)", column_letters(place))
}

/// What is in a short list, each once, in its order.
fn each_once<T: PartialEq>(things: Vec<T>) -> Vec<T> {
    let mut once: Vec<T> = Vec::with_capacity(things.len());
    for thing in things {
        if !once.contains(&thing) {
            once.push(thing);
        }
    }
    once
}

/// Whether a member's own row has nothing for a part of it: then there is none.
fn names_no_part(fed: TableName, reader: &mut RowReader<'_>) -> bool {
    let fields: &[&str] = match fed {
        Locations => &["city", "address", "latitude"],
        Contacts => &["name", "email", "phone"],
        Notes => &["text"],
        Members | Services | ServiceTypes | Network => return false,
    };
    reader.is_blank(fields)
}

/// What one row says.
#[derive(Default)]
struct RowDrafts {
    /// By what it names its member.
    key: Option<String>,
    member: Option<MemberDraft>,
    location: Option<LocationDraft>,
    offers: Vec<OfferDraft>,
    contact: Option<ContactDraft>,
    note: Option<NoteDraft>,
}

impl RowDrafts {
    fn add_to(self, rows: &mut ImportRows) {
        rows.members.extend(self.member);
        if let Some(key) = self.key {
            rows.locations.add(&key, self.location);
            rows.services.add(&key, self.offers);
            rows.contacts.add(&key, self.contact);
            rows.notes.add(&key, self.note);
        }
    }
}

/// Reads the services that a row names, which it must where it is there for nothing else.
fn read_offers(
    must_name_one: bool,
    line: u64,
    reader: &mut RowReader<'_>,
    services: &[ServiceCode],
) -> Vec<OfferDraft> {
    let told = reader.mistakes();
    let drafts = OfferDraft::read(line, reader, |text| known_service(text, services));
    if must_name_one && drafts.is_empty() && reader.mistakes() == told {
        reader.refuse_field("service", missing("service"));
    }
    drafts
}

/// A row that cannot be taken is about a member all the same, who is not missing.
fn note_refused_member(member: Option<&MemberDraft>, rows: &mut ImportRows) {
    let known = rows.refused_keys.len();
    rows.refused_keys
        .extend(member.into_iter().flat_map(MemberDraft::keys));
    rows.nameless_rows += usize::from(rows.refused_keys.len() == known);
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
