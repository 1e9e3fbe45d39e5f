//! How much is read of what comes in. A file may be small and say a great deal: so what it becomes
//! is counted, and not only its bytes.

use std::fmt::Display;

/// The most that a zip or a workbook may hold when it is unpacked, in bytes.
pub const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most files that a zip or a workbook may hold.
pub const MOST_ENTRIES: usize = 1_000;
/// The most sheets of a workbook.
pub const MOST_SHEETS: usize = 250;
/// The most columns of a table that have a name.
pub const MOST_COLUMNS: usize = 1_000;
/// The most rows of all tables together.
pub const MOST_ROWS: usize = 250_000;
/// The longest row of a CSV file, in bytes.
pub const LONGEST_ROW: usize = 4 * 1024 * 1024;
/// The longest line of NDJSON, in bytes.
pub const LONGEST_LINE: u64 = 16 * 1024 * 1024;
/// The longest cell, in bytes: more than any field may have.
pub const LONGEST_CELL: usize = 100_000;
/// The most values of a document of JSON: small ones take much more in memory than in the file.
pub const MOST_VALUES: usize = 8_000_000;
/// The longest picture in a record, as a `data:` URL, in bytes.
pub const LONGEST_PICTURE: usize = 150_000;
/// The most places, services, people or notes of one member.
pub const MOST_PARTS: usize = 1_000;
/// The most languages or countries of one thing in a package.
pub const MOST_NAMED: usize = 250;
/// The most mistakes in rows that are told one by one; the others are counted.
pub const MOST_REFUSALS: usize = 100_000;
/// The most different mends of cells that are counted one by one.
pub const MOST_MENDS: usize = 1_000;
/// The most reasons why files cannot be used.
pub const MOST_FAULTS: usize = 20;
/// The longest text that is told of what came in, in characters.
pub const LONGEST_TOLD: usize = 500;

/// How much the cells of a file may take in memory, in bytes.
const MOST_CELLS: usize = 256 * 1024 * 1024;
/// What a cell takes besides its text.
const CELL: usize = 64;

/// Counts the rows of a file and what their cells take.
#[derive(Debug, Default)]
pub struct Counted {
    rows: usize,
    bytes: usize,
}

impl Counted {
    /// Counts another row of a file; fails when it has too many.
    pub fn row(&mut self, name: &dyn Display) -> Result<(), String> {
        self.rows += 1;
        match self.rows > MOST_ROWS {
            true => Err(format!("{name} has more than {MOST_ROWS} rows; divide it")),
            false => Ok(()),
        }
    }

    /// Counts another cell of a file, by the length of its text; fails when there is too much.
    pub fn cell(&mut self, name: &dyn Display, length: usize) -> Result<(), String> {
        self.bytes += CELL + length;
        match self.bytes > MOST_CELLS {
            true => Err(format!(
                "the cells of {name} have more than {} MB; divide it",
                MOST_CELLS / (1024 * 1024)
            )),
            false => Ok(()),
        }
    }
}

/// Whether a document of JSON has no more values than may be, as its commas and brackets tell.
pub fn has_few_values(json: &[u8]) -> bool {
    let (mut count, mut is_text, mut is_escaped) = (0, false, false);
    for byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_text,
            b'"' => is_text = !is_text,
            b',' | b'[' | b'{' if !is_text => count += 1,
            _ => {}
        }
    }
    count <= MOST_VALUES
}

/// What is wrong with a cell of this length; nothing when that is no more than may be.
pub fn too_long(length: usize) -> Option<String> {
    (length > LONGEST_CELL).then(|| {
        format!(
            "the cell has {length} bytes, and {LONGEST_CELL} are the most; shorten it, or divide it"
        )
    })
}

/// A text that came in as it may be told: no longer than anybody reads.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TOLD) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Some names, one behind the other, as many as anybody reads.
pub fn listed(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    const SHOWN: usize = 40;
    let mut names = names.into_iter();
    let shown = names.by_ref().take(SHOWN);
    let mut shown: Vec<String> = shown.map(|name| short(name.as_ref())).collect();
    match names.count() {
        0 => {}
        more => shown.push(format!("and {more} more")),
    }
    shown.join(", ")
}

/// A name that came in, no longer than names are.
pub fn short(name: &str) -> String {
    const LONGEST: usize = 60;
    match name.char_indices().nth(LONGEST) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}…", &name[..end]),
    }
}

/// The reasons why files cannot be used, as many as anybody reads, none longer than a few lines.
pub fn told(mut faults: Vec<String>) -> Vec<String> {
    const LONGEST: usize = 4 * LONGEST_TOLD;
    faults.dedup();
    let more = faults.len().saturating_sub(MOST_FAULTS);
    faults.truncate(MOST_FAULTS);
    for fault in &mut faults {
        if let Some((end, _)) = fault.char_indices().nth(LONGEST) {
            fault.truncate(end);
            fault.push('…');
        }
    }
    if more > 0 {
        faults.push(format!("and {more} more mistakes"));
    }
    faults
}
