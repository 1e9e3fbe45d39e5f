//! What is told of a row or a cell: why it cannot be taken, or what is probably not meant, and what
//! it would be if it were mended.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::bounds::cut;
use network::{Invalid, LikenessReason, MemberId, Slug, codes::codes};

/// How much it matters what is told of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The row cannot be taken.
    #[default]
    Refusal,
    /// It is taken as it is, and probably not meant so.
    Warning,
}

codes! {
    /// What is mended in a cell.
    SuggestionKind ("kind of suggestion") {
        /// The name of a country, or another code for it: its code.
        Country = "country",
        /// Names of languages, other codes for them or other separators: the codes.
        Language = "language",
        /// A web address that lacks its beginning, or has a slip in it.
        Website = "website",
        /// An e-mail address with something around it.
        Email = "email",
        /// A coordinate in degrees and minutes, with a comma, or both in one cell.
        Coordinate = "coordinate",
        /// Latitude and longitude, exchanged.
        SwappedPoint = "swapped_point",
        /// A date or a year in another form.
        Date = "date",
        /// A text that was read in the wrong encoding, or is HTML.
        Text = "text",
        /// A word that says there is nothing: nothing.
        Placeholder = "placeholder",
    }
}

/// The one clear mend of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// What is mended.
    pub kind: SuggestionKind,
    /// The field that the cell feeds.
    #[schema(example = "country")]
    pub field: String,
    /// What stands there.
    #[schema(example = "België")]
    pub from: String,
    /// What would stand there.
    #[schema(example = "BE")]
    pub to: String,
}

/// A mend, and how many cells it would mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestedMend {
    /// The mend.
    #[serde(flatten)]
    pub suggestion: Suggestion,
    /// How many cells.
    #[schema(example = 41)]
    pub cells: usize,
}

/// Where rows come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<String>,
}

/// What is told of a row: why it cannot be taken, or what is probably not meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// How much it matters; an item of a plan says so by its kind.
    #[serde(skip)]
    pub level: Level,
    /// The file.
    #[schema(example = "members.csv")]
    pub file: String,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<String>,
    /// The row, counted as a spreadsheet counts it: the header is 1. Of NDJSON, the line.
    #[schema(example = 4)]
    pub row: u64,
    /// The name of the column, where one is to blame; of a record, where in it that stands (RFC
    /// 6901): `/locations/1/city`.
    #[schema(example = "country")]
    pub column: Option<String>,
    /// The number of the column; the first is 0.
    #[schema(ignore)]
    pub column_number: Option<usize>,
    /// What stands there.
    #[schema(example = "Belgium")]
    pub value: String,
    /// A stable name for the kind of mistake.
    #[schema(example = "unknown_country")]
    pub code: String,
    /// What is wrong.
    #[schema(example = "\"Belgium\" is not an ISO 3166-1 alpha-2 country code")]
    pub reason: String,
    /// What would be right.
    #[schema(example = "did you mean BE (Belgium)?")]
    pub remedy: String,
    /// The one clear mend of the cell, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub suggestion: Option<Suggestion>,
    /// The members of the registry that the row probably means, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<LikeMember>,
}

/// A member of the registry that a row probably means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LikeMember {
    /// Its identifier.
    pub id: MemberId,
    /// Its slug.
    pub slug: Slug,
    /// By what it is recognised.
    pub reasons: Vec<LikenessReason>,
}

impl Finding {
    /// Why a row cannot be taken as it is, whatever its cells.
    pub fn of_row(origin: &Origin, row: u64, invalid: Invalid) -> Self {
        let (reason, remedy) = invalid.reason_and_remedy();
        Self {
            level: Level::Refusal,
            file: origin.file.clone(),
            sheet: origin.sheet.clone(),
            row,
            column: None,
            column_number: None,
            value: String::new(),
            code: invalid.code.into_owned(),
            reason: cut(&reason),
            remedy: cut(&remedy),
            suggestion: None,
            candidates: Vec::new(),
        }
    }

    /// The same, to be blamed on a cell: the column's number and name, and what stands there.
    pub fn at_cell(self, column: Option<(usize, &str)>, value: String) -> Self {
        Self {
            column: column.map(|(_, name)| name.to_owned()),
            column_number: column.map(|(number, _)| number),
            value: cut(&value),
            ..self
        }
    }

    /// The same as a warning, which keeps no row from being taken.
    pub fn as_warning(self) -> Self {
        Self {
            level: Level::Warning,
            ..self
        }
    }

    /// The same, with its mend.
    pub fn with(self, suggestion: Option<Suggestion>) -> Self {
        Self { suggestion, ..self }
    }

    /// In the order of the files.
    pub fn sort(findings: &mut [Self]) {
        findings.sort_by(|a, b| (&a.file, &a.sheet, a.row).cmp(&(&b.file, &b.sheet, b.row)));
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(
                f,
                "{}, sheet \"{}\", row {}",
                self.file,
                shown(sheet),
                self.row
            )?,
            None => write!(f, "{}, line {}", self.file, self.row)?,
        }
        match &self.column {
            Some(pointer) if pointer.starts_with('/') => write!(f, ", at {}", shown(pointer))?,
            Some(column) => write!(f, ", column \"{}\"", shown(column))?,
            None => {}
        }
        // The reason mostly begins with the value itself.
        if !self.value.is_empty() && !self.reason.contains(&self.value) {
            write!(f, ", value \"{}\"", shown(&self.value))?;
        }
        write!(f, ": {}; {}", shown(&self.reason), shown(&self.remedy))?;
        match &self.suggestion {
            Some(Suggestion { to, .. }) if to.is_empty() => f.write_str(" (suggested: nothing)"),
            Some(Suggestion { to, .. }) => write!(f, " (suggested: {})", shown(to)),
            None => Ok(()),
        }
    }
}

/// A text that may be long or hold anything, as a terminal can show it: cut, and with the
/// characters that a terminal obeys written out.
pub fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (number, c) in text.chars().enumerate() {
        if number == 500 {
            shown.push('…');
            break;
        }
        if c.is_control() || network::text::turns_direction(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}
