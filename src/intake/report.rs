//! What an import did, or would do.

use std::fmt;

/// What became of the rows of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Made new records.
    pub created: usize,
    /// Changed records.
    pub changed: usize,
    /// Say what the registry has already.
    pub same: usize,
    /// Cannot be taken.
    pub refused: usize,
}

/// A row that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file.
    pub file: String,
    /// The line; the header is line 1.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// What stands there.
    pub value: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The members' rows.
    pub members: Counts,
    /// The locations' rows.
    pub locations: Counts,
    /// The services' rows.
    pub services: Counts,
    /// Every row that cannot be taken.
    pub refusals: Vec<Refusal>,
    /// Columns that nothing was read from, with their file.
    pub unread_columns: Vec<(String, String)>,
    /// Places and offers that the registry has and the files have not; they were left alone.
    pub left_alone: usize,
    /// The revision that was made; nothing when nothing changed or nothing was written.
    pub revision: Option<i64>,
}

impl Report {
    /// Whether any row was refused.
    pub fn has_refusals(&self) -> bool {
        !self.refusals.is_empty()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column \"{}\"", shown(column))?;
        }
        // The message mostly begins with the value itself.
        if !self.value.is_empty() && !self.message.contains(&self.value) {
            write!(f, ", value \"{}\"", shown(&self.value))?;
        }
        write!(f, ": {}", shown(&self.message))
    }
}

/// A text that may be long or hold anything, as a terminal can show it: cut, and with the
/// characters that a terminal obeys written out.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (number, c) in text.chars().enumerate() {
        if number == 500 {
            shown.push('…');
            break;
        }
        if c.is_control() || crate::network::text::turns_direction(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for refusal in &self.refusals {
            writeln!(f, "refused: {refusal}")?;
        }
        if self.has_refusals() {
            writeln!(f)?;
        }
        for (file, column) in &self.unread_columns {
            writeln!(f, "not read: {file}, column \"{column}\"")?;
        }
        writeln!(
            f,
            "{:<10} {:>9} {:>9} {:>9} {:>9}",
            "rows", "created", "changed", "same", "refused"
        )?;
        for (name, counts) in [
            ("members", self.members),
            ("locations", self.locations),
            ("services", self.services),
        ] {
            writeln!(
                f,
                "{name:<10} {:>9} {:>9} {:>9} {:>9}",
                counts.created, counts.changed, counts.same, counts.refused
            )?;
        }
        if self.left_alone > 0 {
            writeln!(
                f,
                "{} places and services are in the registry and not in the files; they were left alone",
                self.left_alone
            )?;
        }
        Ok(())
    }
}
