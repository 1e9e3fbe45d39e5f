//! What an import did, or would do.

use std::{collections::HashSet, fmt};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    bounds::{MOST_REFUSALS, cut},
    fields::TableName,
};
use network::{Invalid, LikenessReason, MemberId, Slug};

/// What became of the rows of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It made something new.
    Created,
    /// It changed something.
    Changed,
    /// It says what is there already.
    Same,
    /// It cannot be taken.
    Refused(Invalid),
}

impl Outcome {
    /// What became of a row about something that is there, by whether that is another now.
    pub fn of(changed: bool) -> Self {
        match changed {
            true => Self::Changed,
            false => Self::Same,
        }
    }
}

impl Counts {
    /// Counts what became of a row.
    pub fn add(&mut self, outcome: &Outcome) {
        *match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Changed => &mut self.changed,
            Outcome::Same => &mut self.same,
            Outcome::Refused(_) => &mut self.refused,
        } += 1;
    }
}

/// Where rows come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<String>,
}

/// A row that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Refusal {
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
    #[schema(example = "\"Belgium\" is no ISO 3166-1 alpha-2 country code")]
    pub reason: String,
    /// What would be right.
    #[schema(example = "did you mean BE (Belgium)?")]
    pub remedy: String,
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

impl Refusal {
    /// A row that cannot be taken as it is, whatever its cells.
    pub fn of_row(origin: &Origin, row: u64, invalid: Invalid) -> Self {
        let (reason, remedy) = invalid.reason_and_remedy();
        Self {
            file: origin.file.clone(),
            sheet: origin.sheet.clone(),
            row,
            column: None,
            column_number: None,
            value: String::new(),
            code: invalid.code.into_owned(),
            reason: cut(&reason),
            remedy: cut(&remedy),
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
}

/// Why an import cannot be made as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Obstacle {
    /// A stable name for it.
    #[schema(example = "refused_rows")]
    pub code: String,
    /// What it is.
    #[schema(example = "3 rows are refused")]
    pub reason: String,
    /// What to do about it.
    #[schema(example = "mend them, or take the others with --skip-refused")]
    pub remedy: String,
}

impl Obstacle {
    /// What stands in the way.
    pub fn new(invalid: Invalid) -> Self {
        let (reason, remedy) = invalid.reason_and_remedy();
        Self {
            code: invalid.code.into_owned(),
            reason,
            remedy,
        }
    }
}

/// A column that nothing is read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnreadColumn {
    /// The file, and for a workbook the sheet.
    #[schema(example = "members.csv")]
    pub file: String,
    /// The column.
    #[schema(example = "mobile")]
    pub column: String,
}

/// A kind of records that nothing is read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnreadKind {
    /// The file.
    #[schema(example = "registry.ndjson")]
    pub file: String,
    /// What the records call themselves.
    #[schema(example = "audit_entry")]
    pub kind: String,
}

/// A member that a plan is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlannedMember {
    /// Its identifier; null when it is not made yet.
    pub id: Option<MemberId>,
    /// Its slug, as it will be.
    pub slug: Slug,
    /// Its name, as it will be.
    pub name: String,
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
    /// What becomes of the service types that are named.
    pub service_types: Counts,
    /// What becomes of the network's profile.
    pub network: Counts,
    /// What became of the rows of other tables: only those that cannot be taken are counted.
    pub others: Counts,
    /// Why rows cannot be taken, as far as that is told one by one.
    pub refusals: Vec<Refusal>,
    /// How many more mistakes there are than are told.
    pub untold: usize,
    /// The members of the registry that refused rows probably mean.
    pub meant: HashSet<MemberId>,
    /// Columns that nothing was read from.
    pub unread_columns: Vec<UnreadColumn>,
    /// Kinds of records that nothing is read from: the history of an export.
    pub unread_kinds: Vec<UnreadKind>,
    /// What stands in the way of the import as a whole.
    pub obstacles: Vec<Obstacle>,
    /// How many members there are to be missed, when it was asked who is missing.
    pub membership: usize,
    /// Members of the registry that no row is about, when it was asked who is missing.
    pub missing: Vec<PlannedMember>,
    /// How many of them were withdrawn.
    pub withdrawn: usize,
    /// Places and offers that the registry has and the files have not; they were left alone.
    pub left_alone: usize,
    /// The revision that was made; nothing when nothing changed or nothing was written.
    pub revision: Option<i64>,
}

impl Report {
    /// How many rows were refused.
    pub fn refused_rows(&self) -> usize {
        self.members.refused + self.locations.refused + self.services.refused + self.others.refused
    }

    /// What became of the rows of a table.
    pub fn counts(&mut self, table: TableName) -> &mut Counts {
        match table {
            TableName::Members => &mut self.members,
            TableName::Locations => &mut self.locations,
            TableName::Services => &mut self.services,
            _ => &mut self.others,
        }
    }

    /// Refuses a row as a whole.
    pub fn refuse(&mut self, table: TableName, origin: &Origin, row: u64, invalid: Invalid) {
        self.counts(table).refused += 1;
        self.tell(Refusal::of_row(origin, row, invalid));
    }

    /// Tells of a mistake, unless there are too many already.
    pub fn tell(&mut self, refusal: Refusal) {
        self.meant
            .extend(refusal.candidates.iter().map(|member| member.id));
        match self.refusals.len() < MOST_REFUSALS {
            true => self.refusals.push(refusal),
            false => self.untold += 1,
        }
    }

    /// Counts what became of a row, and names why where it is refused.
    pub fn note(&mut self, table: TableName, origin: &Origin, row: u64, outcome: Outcome) {
        match outcome {
            Outcome::Refused(invalid) => self.refuse(table, origin, row, invalid),
            outcome => self.counts(table).add(&outcome),
        }
    }

    /// Adds what became of more rows.
    pub fn absorb(&mut self, more: Self) {
        for (counts, more) in [
            (&mut self.members, more.members),
            (&mut self.locations, more.locations),
            (&mut self.services, more.services),
            (&mut self.others, more.others),
        ] {
            counts.created += more.created;
            counts.changed += more.changed;
            counts.same += more.same;
            counts.refused += more.refused;
        }
        self.untold += more.untold;
        more.refusals
            .into_iter()
            .for_each(|refusal| self.tell(refusal));
        self.left_alone += more.left_alone;
    }

    /// Puts the refusals in the order of the files.
    pub fn sort(&mut self) {
        self.refusals
            .sort_by(|a, b| (&a.file, &a.sheet, a.row).cmp(&(&b.file, &b.sheet, b.row)));
    }

    fn write_counts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<13} {:>9} {:>9} {:>9} {:>9}",
            "rows", "created", "changed", "same", "refused"
        )?;
        let always = [
            ("members", self.members),
            ("locations", self.locations),
            ("services", self.services),
        ];
        let if_there_are = [
            ("service types", self.service_types),
            ("network", self.network),
        ];
        let there_are = if_there_are
            .into_iter()
            .filter(|(_, counts)| *counts != Counts::default());
        for (name, counts) in always.into_iter().chain(there_are) {
            writeln!(
                f,
                "{name:<13} {:>9} {:>9} {:>9} {:>9}",
                counts.created, counts.changed, counts.same, counts.refused
            )?;
        }
        Ok(())
    }

    /// Whether any row was refused.
    pub fn has_refusals(&self) -> bool {
        !self.refusals.is_empty()
    }
}

impl fmt::Display for Refusal {
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
        write!(f, ": {}; {}", shown(&self.reason), shown(&self.remedy))
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
        if c.is_control() || network::text::turns_direction(c) {
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
        if self.untold > 0 {
            writeln!(f, "and {} more mistakes in rows", self.untold)?;
        }
        if self.has_refusals() {
            writeln!(f)?;
        }
        for UnreadColumn { file, column } in &self.unread_columns {
            writeln!(f, "not read: {file}, column \"{column}\"")?;
        }
        for UnreadKind { file, kind } in &self.unread_kinds {
            writeln!(f, "not read: {file}, records of the kind \"{kind}\"")?;
        }
        self.write_counts(f)?;
        for missing in &self.missing {
            let what = match self.withdrawn {
                0 => "missing",
                _ => "withdrawn",
            };
            writeln!(f, "{what}: {} ({})", missing.slug, shown(&missing.name))?;
        }
        if !self.missing.is_empty() && self.withdrawn == 0 {
            writeln!(
                f,
                "{} of {} members are in the registry and not in the files; they were left alone",
                self.missing.len(),
                self.membership
            )?;
        }
        for obstacle in &self.obstacles {
            if obstacle.code != "refused_rows" {
                writeln!(f, "{}; {}", obstacle.reason, obstacle.remedy)?;
            }
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
