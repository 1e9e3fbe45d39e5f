//! What somebody hands over: CSV files, a zip of them, a workbook, or NDJSON; told apart by content,
//! and by the names that they or their sheets have.

use std::{
    fs::File,
    io::{Cursor, Read, Seek, SeekFrom},
    path::Path,
};

use zip::ZipArchive;

use super::{
    hsds,
    table::SheetRows,
    workbook::{SheetName, Workbook},
};
use network::nearest::nearest;

/// A table that comes in.
pub struct Source<'r> {
    /// What its file is called in the report.
    pub name: String,
    /// How long it is, in bytes or in rows, where that is known.
    pub length: Option<u64>,
    /// What is in it.
    pub content: Content<'r>,
}

/// What is in a table that comes in.
pub enum Content<'r> {
    /// A CSV file.
    Csv(Box<dyn Read + 'r>),
    /// A sheet of a workbook, or what is laid out as one.
    Sheet {
        /// What the sheet is called, where there is one.
        sheet: Option<String>,
        /// Its rows.
        rows: SheetRows,
    },
}

impl<'r> Source<'r> {
    /// A CSV file; `length` is that of its content in bytes, where it is known.
    pub fn csv(name: impl Into<String>, length: Option<u64>, content: impl Read + 'r) -> Self {
        Self {
            name: name.into(),
            length,
            content: Content::Csv(Box::new(content)),
        }
    }
}

/// The tables of one import. Any of them may be missing.
#[derive(Default)]
pub struct Sources<'r> {
    /// A row for each member.
    pub members: Option<Source<'r>>,
    /// A row for each place.
    pub locations: Option<Source<'r>>,
    /// A row for each service that a member gives.
    pub services: Option<Source<'r>>,
    /// A row for each person at a member.
    pub contacts: Option<Source<'r>>,
    /// A row for each note about a member.
    pub notes: Option<Source<'r>>,
    /// A row for each service type.
    pub service_types: Option<Source<'r>>,
    /// A row for the network.
    pub network: Option<Source<'r>>,
    /// NDJSON, a record a line, of any kind.
    pub records: Option<Source<'r>>,
    /// Whether they are another system's, which knows nothing of memberships and visibility.
    pub from_elsewhere: bool,
}

/// Content that can be looked at more than once.
pub trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// A file that somebody hands over.
pub struct NamedFile {
    /// What it is called, without its folders.
    pub name: String,
    /// What is in it.
    pub content: Box<dyn Seekable>,
}

impl NamedFile {
    /// A file of this machine.
    pub fn at(path: &Path) -> std::io::Result<Self> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            content: Box::new(File::open(path)?),
        })
    }

    /// A file that is in memory.
    pub fn of_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            content: Box::new(Cursor::new(bytes)),
        }
    }
}

/// The most that a zip or a workbook may hold when it is unpacked, in bytes.
pub const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most files that a zip or a workbook may hold.
const MOST_ENTRIES: usize = 1_000;

/// The names that tables have, of files (without the ending) and of sheets.
pub const TABLES: [&str; 7] = [
    "members",
    "locations",
    "services",
    "contacts",
    "notes",
    "service_types",
    "network",
];

/// How NDJSON is named among the tables.
const RECORDS: &str = "records";

impl<'r> Sources<'r> {
    fn slot(&mut self, table: &str) -> Option<&mut Option<Source<'r>>> {
        match table {
            "members" => Some(&mut self.members),
            "locations" => Some(&mut self.locations),
            "services" => Some(&mut self.services),
            "contacts" => Some(&mut self.contacts),
            "notes" => Some(&mut self.notes),
            "service_types" => Some(&mut self.service_types),
            "network" => Some(&mut self.network),
            RECORDS => Some(&mut self.records),
            _ => None,
        }
    }

    /// Takes a table, unless another file has it too.
    pub fn put(&mut self, table: &str, source: Source<'r>, mistakes: &mut Vec<String>) {
        let name = source.name.clone();
        match self.slot(table) {
            Some(slot @ None) => *slot = Some(source),
            Some(Some(_)) => mistakes.push(format!(
                "{name} has the {table}, which another file has too; hand over one of them"
            )),
            None => mistakes.push(unknown(&name, table)),
        }
    }
}

fn unknown(name: &str, table: &str) -> String {
    match nearest(table, TABLES) {
        Some(near) => format!("{name} is no table that is known; if it has the {near}, call it so"),
        None => format!(
            "{name} is no table that is known; there are {}",
            TABLES.join(", ")
        ),
    }
}

/// Opens what somebody hands over: one file or several. Fails with every reason why it cannot be
/// used.
pub fn open(files: Vec<NamedFile>) -> Result<Sources<'static>, Vec<String>> {
    let (mut sources, mut mistakes) = (Sources::default(), Vec::new());
    let (mut tables, mut alone) = (Vec::new(), files.len() == 1);
    for mut file in files {
        let opened = match kind_of(&mut file) {
            Ok(Kind::Archive) => {
                alone = false;
                unpack(file, &mut tables, &mut mistakes)
            }
            Ok(Kind::Workbook) => open_workbook(file, &mut sources, &mut mistakes),
            Ok(Kind::Csv) => {
                tables.push(file);
                Ok(())
            }
            Ok(Kind::Ndjson) => {
                open_text(file, RECORDS, &mut sources, &mut mistakes);
                Ok(())
            }
            Err(mistake) => Err(mistake),
        };
        mistakes.extend(opened.err());
    }
    let is_hsds = |file: &NamedFile| stem(&file.name) == hsds::ORGANIZATIONS;
    if tables.iter().any(is_hsds) && mistakes.is_empty() {
        return hsds::tables(tables);
    }
    for file in tables {
        let table = match stem(&file.name) {
            // A file that comes alone may be called as its owner likes: it has the members.
            named if alone && !TABLES.contains(&named.as_str()) => "members".to_owned(),
            named => named,
        };
        open_text(file, &table, &mut sources, &mut mistakes);
    }
    if mistakes.is_empty() {
        Ok(sources)
    } else {
        Err(mistakes)
    }
}

/// Whether a file is a workbook.
pub fn is_workbook(file: &mut NamedFile) -> Result<bool, String> {
    Ok(kind_of(file)? == Kind::Workbook)
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Ndjson,
    Archive,
    Workbook,
}

fn kind_of(file: &mut NamedFile) -> Result<Kind, String> {
    let name = &file.name;
    let failed = |error: std::io::Error| format!("{name} cannot be read: {error}");
    let mut head = [0; 8];
    let mut length = 0;
    while length < head.len() {
        match file.content.read(&mut head[length..]).map_err(failed)? {
            0 => break,
            read => length += read,
        }
    }
    file.content.seek(SeekFrom::Start(0)).map_err(failed)?;
    match &head[..length] {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            let archive = archive(name, &mut file.content)?;
            let is_workbook = archive.index_for_name("[Content_Types].xml").is_some();
            drop(archive);
            file.content.seek(SeekFrom::Start(0)).map_err(failed)?;
            Ok(match is_workbook {
                true => Kind::Workbook,
                false => Kind::Archive,
            })
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(format!(
            "{name} is a workbook of an old kind (.xls) or protected by a password; save it as \
             .xlsx without a password"
        )),
        [b'{', ..] | [0xEF, 0xBB, 0xBF, b'{', ..] => Ok(Kind::Ndjson),
        _ => Ok(Kind::Csv),
    }
}

/// Opens a zip, and makes sure that it holds no more than may be unpacked, whatever it says of
/// itself.
fn archive<R: Read + Seek>(name: &str, content: R) -> Result<ZipArchive<R>, String> {
    let failed = |error: zip::result::ZipError| {
        format!("{name} is no zip and no workbook that can be read: {error}")
    };
    let mut archive = ZipArchive::new(content).map_err(failed)?;
    if archive.len() > MOST_ENTRIES {
        return Err(format!(
            "{name} holds {} files; {MOST_ENTRIES} are the most",
            archive.len()
        ));
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(failed)?;
        let unpacked =
            std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(|error| {
                format!("{name} is no zip and no workbook that can be read: {error}")
            })?;
        left = left.checked_sub(unpacked).ok_or_else(|| {
            format!(
                "{name} holds more than {} MB when it is unpacked; divide it",
                MOST_UNPACKED / (1024 * 1024)
            )
        })?;
    }
    Ok(archive)
}

fn open_text(
    mut file: NamedFile,
    table: &str,
    sources: &mut Sources<'static>,
    mistakes: &mut Vec<String>,
) {
    let length = file
        .content
        .seek(SeekFrom::End(0))
        .and_then(|length| file.content.rewind().map(|()| length));
    let source = Source::csv(file.name, length.ok(), file.content);
    sources.put(table, source, mistakes);
}

/// The name of a file without its ending, in small letters.
pub fn stem(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.trim().to_ascii_lowercase()
}

/// Unpacks a zip of CSV files, in whatever folders.
fn unpack(
    file: NamedFile,
    tables: &mut Vec<NamedFile>,
    mistakes: &mut Vec<String>,
) -> Result<(), String> {
    let NamedFile { name, content } = file;
    let failed = |error: &dyn std::fmt::Display| format!("{name} cannot be unpacked: {error}");
    let mut archive = ZipArchive::new(content).map_err(|error| failed(&error))?;
    let before = (tables.len(), mistakes.len());
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(|error| failed(&error))?;
        let path = entry.name().map_err(|error| failed(&error))?.into_owned();
        let within = path.rsplit('/').next().unwrap_or_default().to_owned();
        let is_passed_over = entry.is_dir()
            || within.starts_with('.')
            || path.starts_with("__MACOSX/")
            // It describes the tables of an HSDS package.
            || within == "datapackage.json";
        if is_passed_over {
            continue;
        }
        if entry.enclosed_name().is_none() || path.contains('\\') {
            mistakes.push(format!(
                "{name} holds a file whose path leads out of it; pack the files anew"
            ));
            continue;
        }
        if !within.to_ascii_lowercase().ends_with(".csv") {
            mistakes.push(format!(
                "{name} holds {within}, which is no CSV file; leave it out"
            ));
            continue;
        }
        let mut bytes = Vec::new();
        entry
            .read_to_end(&mut bytes)
            .map_err(|error| failed(&error))?;
        tables.push(NamedFile::of_bytes(within, bytes));
    }
    if (tables.len(), mistakes.len()) == before {
        mistakes.push(format!(
            "{name} holds no table; it should hold {}",
            TABLES.map(|table| format!("{table}.csv")).join(", ")
        ));
    }
    Ok(())
}

/// A workbook with a sheet for each table, or with one sheet, which has the members.
fn open_workbook(
    file: NamedFile,
    sources: &mut Sources<'static>,
    mistakes: &mut Vec<String>,
) -> Result<(), String> {
    let name = file.name;
    let mut book = Workbook::open(&name, file.content)?;
    let sheets = book.sheets();
    for (table, sheet) in tables_of(&name, &sheets)? {
        if !sheet.visible {
            mistakes.push(format!(
                "{name}, sheet \"{}\" is hidden; show it to have it imported, or give it another \
                 name",
                sheet.name
            ));
            continue;
        }
        let rows = match book.rows(&sheet.name) {
            Ok(rows) => rows,
            Err(mistake) => {
                mistakes.push(mistake);
                continue;
            }
        };
        let source = Source {
            name: name.clone(),
            length: Some(rows.len() as u64),
            content: Content::Sheet {
                sheet: Some(sheet.name.clone()),
                rows,
            },
        };
        sources.put(table, source, mistakes);
    }
    Ok(())
}

/// Which sheet has which table.
fn tables_of<'s>(
    name: &str,
    sheets: &'s [SheetName],
) -> Result<Vec<(&'static str, &'s SheetName)>, String> {
    let named: Vec<(&str, &SheetName)> = sheets
        .iter()
        .filter_map(|sheet| {
            let called = sheet.name.trim();
            let table = TABLES
                .iter()
                .find(|table| table.eq_ignore_ascii_case(called))?;
            Some((*table, sheet))
        })
        .collect();
    if !named.is_empty() {
        return Ok(named);
    }
    let shown: Vec<&SheetName> = sheets.iter().filter(|sheet| sheet.visible).collect();
    match &shown[..] {
        [only] => Ok(vec![("members", only)]),
        _ => Err(format!(
            "{name} has no sheet called {}; it has {}; call the sheet with a row for each member \
             \"members\"",
            TABLES.join(", "),
            shown
                .iter()
                .map(|sheet| format!("\"{}\"", sheet.name))
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}
