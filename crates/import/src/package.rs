//! What somebody hands over: CSV files, a zip of them, a workbook, or NDJSON; told apart by content,
//! and by the names that they or their sheets have.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use crate::{
    bounds::{MOST_ENTRIES, MOST_SHEETS, MOST_UNPACKED, listed, short},
    fields::TableName,
    finding::Origin,
    hsds,
    mapping::Mapping,
    opendocument::Document,
    privacy,
    source::{Content, NamedFile, NdjsonFile, SheetRows, Source, Sources, no_table, stem, twice},
    workbook::{SheetName, Workbook},
};

/// Opens what somebody hands over: one file or several. Fails with every reason why it cannot be
/// used.
pub fn open(files: Vec<NamedFile>, mapping: &Mapping) -> Result<Sources<'static>, Vec<String>> {
    let (mut sources, mut mistakes) = (Sources::default(), Vec::new());
    let (mut tables, mut alone) = (Vec::new(), files.len() == 1);
    let mut documents = Vec::new();
    for mut file in files {
        let opened = match kind_of(&mut file, MOST_UNPACKED) {
            Ok(Kind::Archive) => {
                alone = false;
                unpack(file, &mut tables, &mut mistakes)
            }
            Ok(kind @ (Kind::Workbook | Kind::OpenDocument)) => book(kind, file)
                .and_then(|book| take_sheets(book, mapping, &mut sources, &mut mistakes)),
            Ok(Kind::Csv) => {
                tables.push(file);
                Ok(())
            }
            Ok(Kind::Json) => {
                documents.push(file);
                Ok(())
            }
            Ok(Kind::Ndjson) => sources.put_records(NdjsonFile {
                length: length(&mut file),
                name: file.name,
                content: file.content,
            }),
            Err(mistake) => Err(mistake),
        };
        mistakes.extend(opened.err());
    }
    if !documents.is_empty() && mistakes.is_empty() {
        return match tables.is_empty() && sources.tables.is_empty() && sources.records.is_none() {
            true => hsds::tables_of_json(documents),
            false => Err(vec![
                "JSON comes alone, or with other JSON; hand over the tables by themselves"
                    .to_owned(),
            ]),
        };
    }
    if tables.iter().any(is_hsds) && mistakes.is_empty() {
        return hsds::tables(tables);
    }
    for mut file in tables {
        let called = stem(&file.name);
        let put = match mapping.table_called(&called) {
            // A file that comes alone may be called as its owner likes: it has the members.
            None if !alone => Err(no_table(&file.name, &called)),
            table => {
                let length = length(&mut file);
                let source = Source::csv(file.name, length, file.content);
                sources.put(table.unwrap_or(TableName::Members), source)
            }
        };
        mistakes.extend(put.err());
    }
    match mistakes.is_empty() {
        true => Ok(sources),
        false => Err(mistakes),
    }
}

/// Every table of what somebody hands over, whatever it is called, its hidden sheets apart; nothing
/// where the files say by themselves what is what.
pub fn tables(files: Vec<NamedFile>) -> Result<Option<Vec<Source<'static>>>, Vec<String>> {
    let (mut tables, mut mistakes) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for mut file in files {
        let told = match kind_of(&mut file, MOST_UNPACKED) {
            Ok(Kind::Archive) => unpack(file, &mut tables, &mut mistakes),
            Ok(kind @ (Kind::Workbook | Kind::OpenDocument)) => book(kind, file)
                .and_then(every_sheet)
                .map(|sheets| found.extend(sheets)),
            Ok(Kind::Csv) => {
                tables.push(file);
                Ok(())
            }
            Ok(Kind::Ndjson | Kind::Json) => return Ok(None),
            Err(mistake) => Err(mistake),
        };
        mistakes.extend(told.err());
    }
    if tables.iter().any(is_hsds) {
        return Ok(None);
    }
    found.extend(tables.into_iter().map(|mut file| {
        let length = length(&mut file);
        Source::csv(file.name, length, file.content)
    }));
    match mistakes.is_empty() {
        true => Ok(Some(found)),
        false => Err(mistakes),
    }
}

/// A workbook: its name, its sheets, and what reads their rows.
type Book = (
    String,
    Vec<SheetName>,
    Box<dyn FnMut(&str) -> Result<SheetRows, String>>,
);

/// Opens a workbook of either kind.
fn book(kind: Kind, file: NamedFile) -> Result<Book, String> {
    let NamedFile { name, content } = file;
    if kind == Kind::OpenDocument {
        let mut document = Document::open(&name, content)?;
        let sheets = document.sheets()?;
        return Ok((name, sheets, Box::new(move |sheet| document.rows(sheet))));
    }
    let mut book = Workbook::open(&name, content)?;
    let sheets = book.sheets();
    Ok((name, sheets, Box::new(move |sheet| book.rows(sheet))))
}

/// Every sheet that is shown and has anything in it.
fn every_sheet((name, sheets, mut rows_of): Book) -> Result<Vec<Source<'static>>, String> {
    let mut sources = Vec::new();
    let shown = sheets.into_iter().filter(|sheet| sheet.visible);
    for sheet in shown.take(MOST_SHEETS) {
        let rows = rows_of(&sheet.name)?;
        if !rows.rows.is_empty() {
            sources.push(Source::rows(&name, Some(sheet.name), rows));
        }
    }
    Ok(sources)
}

/// The rows of the first sheet of a workbook or an .ods that is shown and has anything in it, as the
/// texts of their cells; it holds no more than so many bytes when it is unpacked. A cell that cannot be
/// read is empty.
pub fn first_sheet(mut file: NamedFile, most_unpacked: u64) -> Result<Vec<Vec<String>>, String> {
    let kind = kind_of(&mut file, most_unpacked)?;
    if !matches!(kind, Kind::Workbook | Kind::OpenDocument) {
        return Err(format!("{} is neither a workbook nor an .ods", file.name));
    }
    let sheets = every_sheet(book(kind, file)?)?;
    let Some(Content::Sheet { rows, .. }) = sheets.into_iter().next().map(|sheet| sheet.content)
    else {
        return Ok(Vec::new());
    };
    let texts = rows.rows.into_iter().map(|row| {
        let mut texts = Vec::new();
        for (column, cell) in row.cells {
            texts.resize(column, String::new());
            texts.push(cell.unwrap_or_default());
        }
        texts
    });
    Ok(texts.collect())
}

fn is_hsds(file: &NamedFile) -> bool {
    stem(&file.name) == hsds::ORGANIZATIONS
}

/// Whether a file is a workbook.
pub fn is_workbook(file: &mut NamedFile) -> Result<bool, String> {
    Ok(kind_of(file, MOST_UNPACKED)? == Kind::Workbook)
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Ndjson,
    /// A document of records of the Human Services Data Specification.
    Json,
    Archive,
    Workbook,
    /// A spreadsheet of OpenDocument (.ods).
    OpenDocument,
}

fn kind_of(file: &mut NamedFile, most_unpacked: u64) -> Result<Kind, String> {
    let name = &file.name;
    let failed = |error: std::io::Error| format!("{name} cannot be read: {error}");
    let mut head = [0; 512];
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
            let archive = archive(name, &mut file.content, most_unpacked)?;
            let has = |part: &str| archive.index_for_name(part).is_some();
            let kind = if has("xl/workbook.bin") {
                return Err(format!(
                    "{name} is a binary workbook (.xlsb); save it as .xlsx"
                ));
            } else if has("[Content_Types].xml") {
                Kind::Workbook
            } else if has("mimetype") && has("content.xml") {
                Kind::OpenDocument
            } else {
                Kind::Archive
            };
            drop(archive);
            file.content.seek(SeekFrom::Start(0)).map_err(failed)?;
            Ok(kind)
        }
        [] => Err(format!("{name} is empty; hand over the file itself")),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(format!(
            "{name} is a workbook of an old kind (.xls) or protected by a password; save it as \
             .xlsx without a password"
        )),
        head if is_json(head) => Ok(Kind::Json),
        [b'{', ..] | [0xEF, 0xBB, 0xBF, b'{', ..] => Ok(Kind::Ndjson),
        [b'%', b'P', b'D', b'F', ..] => Err(format!(
            "{name} is a PDF; hand over the spreadsheet that it was made from"
        )),
        head if is_markup(head) => Err(format!(
            "{name} is a web page (HTML or XML), whatever its name says; open it in a spreadsheet \
             program and save it as .xlsx"
        )),
        _ => Ok(Kind::Csv),
    }
}

/// Whether a text begins as a document of JSON does that is no line of NDJSON: as a list, as a page of
/// an API, or as an object over several lines.
fn is_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = String::from_utf8_lossy(head);
    let begins = text.trim_start();
    match begins.strip_prefix('{') {
        Some(rest) => {
            rest.starts_with(['\n', '\r'])
                || rest.contains("\"contents\"")
                || rest.contains("\"total_items\"")
        }
        // A header in brackets is a table's.
        None => begins
            .strip_prefix('[')
            .is_some_and(|rest| rest.trim_start().starts_with(['{', ']'])),
    }
}

/// Whether a text begins as a web page does, or as a workbook that is one XML document.
fn is_markup(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).replace('\0', "");
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || !c.is_ascii());
    let after = text.strip_prefix('<').map(|rest| rest.chars().next());
    matches!(after, Some(Some(c)) if c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
}

/// Opens a zip, and makes sure that it holds no more than may be unpacked, whatever it says of
/// itself.
fn archive<R: Read + Seek>(
    name: &str,
    content: R,
    most_unpacked: u64,
) -> Result<ZipArchive<R>, String> {
    let failed = |error: zip::result::ZipError| {
        format!("{name} is neither a zip nor a workbook that can be read: {error}")
    };
    let mut archive = ZipArchive::new(content).map_err(failed)?;
    if archive.len() > MOST_ENTRIES {
        return Err(format!(
            "{name} holds {} files; {MOST_ENTRIES} are the most",
            archive.len()
        ));
    }
    let mut left = most_unpacked;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(failed)?;
        let unpacked =
            std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(|error| {
                format!("{name} is neither a zip nor a workbook that can be read: {error}")
            })?;
        left = left.checked_sub(unpacked).ok_or_else(|| {
            format!(
                "{name} holds more than {} MB when it is unpacked; divide it",
                most_unpacked / (1024 * 1024)
            )
        })?;
    }
    Ok(archive)
}

/// How many bytes a file has; it is read from its beginning afterwards.
fn length(file: &mut NamedFile) -> Option<u64> {
    let length = file.content.seek(SeekFrom::End(0)).ok()?;
    file.content.rewind().ok().map(|()| length)
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
                "{name} holds {}, which is not a CSV file; leave it out",
                short(&within)
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
            TableName::all_named().replace(", ", ".csv, ") + ".csv"
        ));
    }
    Ok(())
}

/// Takes the sheets of a workbook that has one for each table, or one alone, which has the members.
fn take_sheets(
    (name, sheets, mut rows_of): Book,
    mapping: &Mapping,
    sources: &mut Sources<'static>,
    mistakes: &mut Vec<String>,
) -> Result<(), String> {
    if sheets.len() > MOST_SHEETS {
        return Err(format!(
            "{name} has {} sheets; {MOST_SHEETS} are the most",
            sheets.len()
        ));
    }
    let tables = tables_of(&name, &sheets, mapping)?;
    let is_read = |sheet: &SheetName| tables.iter().any(|(_, read)| read.name == sheet.name);
    for sheet in sheets
        .iter()
        .filter(|sheet| sheet.visible && !is_read(sheet))
    {
        if privacy::hides(&sheet.name) {
            sources.unheard_sheets.push(Origin {
                file: name.clone(),
                sheet: Some(sheet.name.clone()),
            });
        }
    }
    for (table, sheet) in tables {
        if sources.tables.contains_key(&table) {
            mistakes.push(twice(&name, table.as_str()));
            continue;
        }
        if !sheet.visible {
            mistakes.push(format!(
                "{name}, sheet \"{}\" is hidden; show it to have it imported, or give it another \
                 name",
                short(&sheet.name)
            ));
            continue;
        }
        let rows = match rows_of(&sheet.name) {
            Ok(rows) => rows,
            Err(mistake) => {
                mistakes.push(mistake);
                continue;
            }
        };
        let source = Source::rows(&name, Some(sheet.name.clone()), rows);
        mistakes.extend(sources.put(table, source).err());
    }
    Ok(())
}

/// Which sheet has which table.
fn tables_of<'s>(
    name: &str,
    sheets: &'s [SheetName],
    mapping: &Mapping,
) -> Result<Vec<(TableName, &'s SheetName)>, String> {
    let named: Vec<(TableName, &SheetName)> = sheets
        .iter()
        .filter_map(|sheet| Some((mapping.table_called(&sheet.name)?, sheet)))
        .collect();
    if !named.is_empty() {
        return Ok(named);
    }
    let shown: Vec<&SheetName> = sheets.iter().filter(|sheet| sheet.visible).collect();
    match &shown[..] {
        [only] => Ok(vec![(TableName::Members, only)]),
        _ => Err(format!(
            "{name} has no sheet called {}; it has {}; call the sheet with a row for each member \
             \"members\"",
            TableName::all_named(),
            listed(
                shown
                    .iter()
                    .map(|sheet| format!("\"{}\"", short(&sheet.name)))
            )
        )),
    }
}
