//! Tables and columns as they were looked at, and what columns mean.

use std::collections::HashSet;

use super::looks::Cells;
use crate::{
    fields::TableName,
    privacy::{About, Effect},
    source::stem,
    vocabulary::{FieldName, Vocabulary, plain},
};
use network::codes::codes;

codes! {
    /// How sure it is what a column means.
    Confidence ("confidence") {
        /// It is called so.
        Sure = "sure",
        /// It is called nearly so, or its cells say it.
        Likely = "likely",
        /// It may be otherwise.
        Guess = "guess",
    }
}

/// What a column means, how sure that is, and why.
#[derive(Debug, Clone)]
pub struct Match {
    /// What it means.
    pub meaning: Meaning,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why, as a part of a sentence.
    pub why: String,
}

/// What a column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// It feeds a field.
    Field(FieldName),
    /// A tick in it says that the member gives this service.
    Service(String),
    /// It says what may be known.
    Privacy(Privacy),
    /// It says whether a row is about an organisation or about a person.
    RowKind,
    /// It sounds like privacy, and a person says that it keeps nothing from the public.
    Harmless,
    /// It is known to be nothing of ours.
    PassedOver,
    /// Nobody knows.
    Unknown,
}

/// What a column of privacy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// What it is about.
    pub about: About,
    /// What a yes does; nothing where the name does not tell.
    pub yes: Option<Effect>,
    /// What a place is for which it says yes.
    pub place: Option<String>,
    /// Whether another system has it under this very name, so that a no says nothing of publishing.
    pub of_a_system: bool,
}

/// A table as it was looked at.
pub struct Seen {
    /// The file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What its rows are.
    pub table: Option<TableName>,
    /// How many rows it has.
    pub rows: usize,
    /// Its columns.
    pub columns: Vec<SeenColumn>,
}

/// A column as it was looked at.
pub struct SeenColumn {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Cells,
    /// What it means.
    pub found: Match,
    /// Whether a person has said so.
    pub is_decided: bool,
}

impl Seen {
    /// The column that says which rows are about organisations.
    pub fn row_kind(&self) -> Option<&SeenColumn> {
        let mut columns = self.columns.iter();
        columns.find(|column| column.found.meaning == Meaning::RowKind)
    }

    /// Whether people stand in it under their first and last names, and no column tells their rows
    /// from others.
    pub fn has_people(&self) -> bool {
        let vocabulary = Vocabulary::get();
        let has = |names: &HashSet<String>| {
            let mut filled = self.columns.iter().filter(|column| column.cells.filled > 0);
            filled.any(|column| names.contains(&plain(&column.name)))
        };
        self.row_kind().is_none() && has(&vocabulary.first_names) && has(&vocabulary.last_names)
    }

    /// What its sheet, or its file, is called.
    pub fn called(&self) -> String {
        self.sheet.clone().unwrap_or_else(|| stem(&self.file))
    }
}
