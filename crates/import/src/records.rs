//! NDJSON as the tables of an import: a record a line, a member with everything it has, a service
//! type or the network, written as an export writes them. So what is said here of tables holds for
//! records too, with two differences: a part belongs to the member that it stands in, and a field
//! that a record does not have is left as it is.

mod row;

use std::{collections::BTreeSet, io::Read};

use row::{RecordTable, RowOfRecord};
use serde_json::{Map, Value};

use crate::{
    archive::{Lines, check_header, is_header},
    bounds::{Counted, MOST_FAULTS, cut},
    cells::shown,
    drafts::TABLES,
    fields::TableName,
    mapping::Mapping,
    progress::Progress,
    report::UnreadKind,
    source::{NdjsonFile, SheetRow, Source, Sources},
};
use network::{earlier, nearest::nearest};
use registry::archive::History;

/// What an export says of keys, which no import makes.
const KEYS: &str = "api_key";

/// Lays the records of NDJSON out as tables, if there are any; gives the kinds of records that are
/// passed over, with their file. Fails with every reason why they cannot be used.
pub fn lay_out(
    sources: &mut Sources<'_>,
    progress: &dyn Progress,
) -> Result<Vec<UnreadKind>, Vec<String>> {
    let Some(NdjsonFile {
        name,
        length,
        content,
    }) = sources.records.take()
    else {
        return Ok(Vec::new());
    };
    progress.begin(&format!("reading {name}"), length);
    let mut records = Records::new(&name)?;
    let read = records.read(content, progress);
    let mut mistakes = records.mistakes;
    mistakes.extend(read.err());
    if mistakes.is_empty() && records.tables.iter().all(|table| table.rows.is_empty()) {
        mistakes.push(format!("{name} has no records"));
    }
    for table in records.tables {
        if table.rows.is_empty() {
            continue;
        }
        let (kind, rows) = (table.fields.name, table.rows());
        let put = sources.put(kind, Source::rows(&name, None, rows));
        mistakes.extend(put.err());
    }
    match mistakes.is_empty() {
        true => Ok(records
            .passed_over
            .into_iter()
            .map(|kind| UnreadKind {
                file: name.clone(),
                kind,
            })
            .collect()),
        false => {
            mistakes.truncate(MOST_FAULTS);
            Err(mistakes)
        }
    }
}

/// The records that were read so far.
struct Records {
    name: String,
    tables: Vec<RecordTable>,
    /// Whether they are all of a registry, whose records say everything that there is.
    is_export: bool,
    passed_over: BTreeSet<String>,
    mistakes: Vec<String>,
    /// Fields that were told to be unknown.
    told: BTreeSet<String>,
    counted: Counted,
    /// Whether there is more than may be read.
    full: Option<String>,
}

impl Records {
    fn new(name: &str) -> Result<Self, Vec<String>> {
        let standard = Mapping::standard()?;
        Ok(Self {
            name: name.to_owned(),
            tables: TABLES
                .iter()
                .map(|table| RecordTable::new(table, &standard))
                .collect(),
            is_export: false,
            passed_over: BTreeSet::new(),
            mistakes: Vec::new(),
            told: BTreeSet::new(),
            counted: Counted::default(),
            full: None,
        })
    }

    fn read(&mut self, content: impl Read, progress: &dyn Progress) -> Result<(), String> {
        let mut lines = Lines::new(&self.name, content);
        let mut is_first = true;
        while let Some((line, record)) = lines.next()? {
            if std::mem::take(&mut is_first) && is_header(&record) {
                check_header(&self.name, &record)?;
                self.is_export = true;
            } else if let Value::Object(record) = record {
                self.take(line, record);
            }
            if let Some(full) = self.full.take() {
                return Err(full);
            }
            if self.mistakes.len() >= MOST_FAULTS {
                // The rest is like the first.
                return Ok(());
            }
            progress.done(lines.read);
        }
        Ok(())
    }

    fn take(&mut self, line: u64, mut record: Map<String, Value>) {
        let kind = match record.shift_remove("kind") {
            // Who writes records by hand writes members.
            None => "member".to_owned(),
            Some(kind) => shown(&kind),
        };
        match kind.as_str() {
            "member" => {
                let mut record = Value::Object(record);
                if self.is_export {
                    earlier::member(&mut record);
                }
                if let Value::Object(record) = record {
                    self.take_member(line, record);
                }
            }
            "service_type" => self.add(TableName::ServiceTypes, line, String::new(), &record),
            "network" => self.add(TableName::Network, line, String::new(), &record),
            known if known == KEYS || History::KINDS.contains(&known) => {
                self.passed_over.insert(kind);
            }
            unknown => {
                let known = ["member", "service_type", "network"];
                let remedy = match nearest(unknown, known) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("there are {}", known.join(", ")),
                };
                self.tell(format!(
                    "{}, line {line}: there is no kind of record \"{}\"; {remedy}",
                    self.name,
                    cut(unknown)
                ));
            }
        }
    }

    /// A member, and its parts in the tables of their own.
    fn take_member(&mut self, line: u64, mut record: Map<String, Value>) {
        for table in TABLES {
            let Some(field) = table.within.and_then(|within| within.strip_prefix('/')) else {
                continue;
            };
            let parts = match record.shift_remove(field) {
                None | Some(Value::Null) => continue,
                Some(Value::Array(parts)) => parts,
                Some(_) => {
                    self.tell(format!(
                        "{}, line {line}: \"{field}\" is not a list; write [{{…}}, …]",
                        self.name
                    ));
                    continue;
                }
            };
            for (place, part) in parts.into_iter().enumerate() {
                let within = format!("/{field}/{place}");
                match part {
                    Value::Object(part) => self.add(table.name, line, within, &part),
                    _ => self.tell(format!(
                        "{}, line {line}: \"{within}\" is not an object; write {{…}}",
                        self.name
                    )),
                }
            }
        }
        self.add(TableName::Members, line, String::new(), &record);
    }

    fn add(&mut self, table: TableName, line: u64, within: String, record: &Map<String, Value>) {
        let mut tables = self.tables.iter_mut();
        let Some(rows) = tables.find(|rows| rows.fields.name == table) else {
            return;
        };
        let RowOfRecord { cells, unknown, .. } = RowOfRecord::read(rows, record, self.is_export);
        let mut counted = self.counted.row(&self.name);
        for cell in cells.values() {
            let length = cell.as_ref().map_or(0, String::len);
            counted = counted.and_then(|()| self.counted.cell(&self.name, length));
        }
        if let Err(full) = counted {
            self.full.get_or_insert(full);
            return;
        }
        rows.rows.push(SheetRow {
            number: line,
            cells: cells.into_iter().collect(),
            within: Some(within.clone()),
            ..SheetRow::default()
        });
        for (pointer, near) in unknown {
            if self.told.len() < MOST_FAULTS && self.told.insert(format!("{table}{pointer}")) {
                let remedy = match near {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => "leave it out".to_owned(),
                };
                self.tell(format!(
                    "{}, line {line}: there is no field \"{}\"; {remedy}",
                    self.name,
                    cut(&format!("{within}{pointer}"))
                ));
            }
        }
    }

    fn tell(&mut self, mistake: String) {
        if self.mistakes.len() < MOST_FAULTS {
            self.mistakes.push(mistake);
        }
    }
}
