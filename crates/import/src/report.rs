//! What an import did, or would do.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    bounds::{MOST_MENDS, MOST_REFUSALS},
    fields::TableName,
    finding::{Finding, Level, Origin, SuggestedMend, Suggestion, SuggestionKind, shown},
};
use network::{Invalid, MemberId, Slug};

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

/// Whether what becomes of the service types and of the network is only an admin's to do.
pub fn is_an_admins(service_types: Counts, network: Counts) -> bool {
    [service_types, network]
        .iter()
        .any(|counts| counts.created + counts.changed > 0)
}

/// Mends, with how many cells each is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mends {
    cells: HashMap<Suggestion, usize>,
    /// How many cells there are of mends that are not kept apart any more.
    others: usize,
}

impl Mends {
    /// Counts cells of a mend.
    pub fn count(&mut self, mend: &Suggestion, cells: usize) {
        if let Some(counted) = self.cells.get_mut(mend) {
            *counted += cells;
        } else if self.cells.len() < MOST_MENDS {
            self.cells.insert(mend.clone(), cells);
        } else {
            self.others += cells;
        }
    }

    fn absorb(&mut self, more: Self) {
        for (mend, cells) in more.cells {
            self.count(&mend, cells);
        }
        self.others += more.others;
    }

    /// The mends by kind and field, those of many cells first.
    pub fn listed(&self) -> Vec<SuggestedMend> {
        let mut listed: Vec<SuggestedMend> = self
            .cells
            .iter()
            .map(|(suggestion, cells)| SuggestedMend {
                suggestion: suggestion.clone(),
                cells: *cells,
            })
            .collect();
        let order = |mend: &SuggestedMend| (mend.suggestion.kind, usize::MAX - mend.cells);
        listed.sort_by(|a, b| {
            let by_value = || a.suggestion.cmp(&b.suggestion);
            order(a).cmp(&order(b)).then_with(by_value)
        });
        listed
    }

    /// How many cells have mends that are not listed.
    pub fn others(&self) -> usize {
        self.others
    }

    /// The kinds of mends, each once.
    pub fn kinds(&self) -> Vec<SuggestionKind> {
        let mut kinds: Vec<_> = self.cells.keys().map(|mend| mend.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    fn write(&self, what: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for SuggestedMend { suggestion, cells } in self.listed() {
            let to = match suggestion.to.as_str() {
                "" => "nothing".to_owned(),
                to => shown(to),
            };
            let from = shown(&suggestion.from);
            let (kind, field) = (suggestion.kind, &suggestion.field);
            let cells = match cells {
                1 => "1 cell".to_owned(),
                cells => format!("{cells} cells"),
            };
            writeln!(
                f,
                "{what} ({kind}): {to} for \"{from}\" in {field}, {cells}"
            )?;
        }
        match self.others {
            0 => Ok(()),
            others => writeln!(f, "{what}: and mends of {others} more cells"),
        }
    }
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
    pub refusals: Vec<Finding>,
    /// How many more mistakes there are than are told.
    pub untold: usize,
    /// What is taken and probably not meant, as far as that is told one by one.
    pub warnings: Vec<Finding>,
    /// How many more warnings there are than are told.
    pub untold_warnings: usize,
    /// What would mend refused cells, and how many.
    pub suggested: Mends,
    /// What mended cells, because that was accepted.
    pub accepted: Mends,
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

    /// Whether it changes what only an admin may change.
    pub fn is_an_admins(&self) -> bool {
        is_an_admins(self.service_types, self.network)
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
        self.tell(Finding::of_row(origin, row, invalid));
    }

    /// Tells that a row is taken and probably not meant so.
    pub fn warn(&mut self, origin: &Origin, row: u64, invalid: Invalid) {
        self.tell(Finding::of_row(origin, row, invalid).as_warning());
    }

    /// Tells of a mistake or a warning, unless there are too many already.
    pub fn tell(&mut self, finding: Finding) {
        if let Some(suggestion) = &finding.suggestion {
            self.suggested.count(suggestion, 1);
        }
        let (told, untold) = match finding.level {
            Level::Refusal => {
                let meant = finding.candidates.iter().map(|member| member.id);
                self.meant.extend(meant);
                (&mut self.refusals, &mut self.untold)
            }
            Level::Warning => (&mut self.warnings, &mut self.untold_warnings),
        };
        match told.len() < MOST_REFUSALS {
            true => told.push(finding),
            false => *untold += 1,
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
        self.untold_warnings += more.untold_warnings;
        let told = more.refusals.into_iter().chain(more.warnings);
        told.for_each(|finding| self.tell(finding));
        self.accepted.absorb(more.accepted);
        self.left_alone += more.left_alone;
    }

    /// Puts what is told in the order of the files.
    pub fn sort(&mut self) {
        Finding::sort(&mut self.refusals);
        Finding::sort(&mut self.warnings);
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

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for refusal in &self.refusals {
            writeln!(f, "refused: {refusal}")?;
        }
        if self.untold > 0 {
            writeln!(f, "and {} more mistakes in rows", self.untold)?;
        }
        for warning in &self.warnings {
            writeln!(f, "warning: {warning}")?;
        }
        if self.untold_warnings > 0 {
            writeln!(f, "and {} more warnings", self.untold_warnings)?;
        }
        if self.has_refusals() || !self.warnings.is_empty() {
            writeln!(f)?;
        }
        self.accepted.write("taken", f)?;
        self.suggested.write("suggested", f)?;
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
