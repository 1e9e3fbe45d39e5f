//! Proposes a mapping for files with other columns than the directory's own.
//!
//! What columns mean is told by their names (`../vocabulary.toml`) and by what their cells look like.
//! Privacy comes first: what may be a person's is proposed as private, and what says what may be
//! known is proposed to say so here too, or left to a person. Of the cells no more stands in the
//! mapping than words of lists, for a mapping is handed on.

mod lines;
mod looks;
mod matching;
mod readings;
mod remembered;
mod rules;
mod seen;
mod writing;

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    bounds::{self, Counted, cut},
    drafts::TABLES,
    fields::{Shape, TableName},
    mapping::Mapping,
    options::ImportOptions,
    package,
    source::{NamedFile, Source},
    table::{HeaderSearch, Row, Table},
    vocabulary::{self, Vocabulary},
};
use lines::Lines;
use looks::Cells;
pub use looks::Looks;
use matching::Matcher;
use network::{ServiceType, codes::codes};
pub use readings::{ColumnReading, Reading};
use registry::{
    AnyConnection,
    mappings::{self, RememberedMapping},
    service_types,
};
pub use seen::Confidence;
use seen::{Match, Meaning, Seen, SeenColumn};

/// A mapping that is proposed for files.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proposal {
    /// The mappings that are remembered and fit these columns, by name: that with the most columns
    /// first.
    #[schema(example = json!(["crm-export"]))]
    pub remembered: Vec<String>,
    /// The tables of the files: sheets and CSV files.
    pub tables: Vec<ProposedTable>,
    /// The mapping (TOML), with a comment at each line. It can be used as it is.
    pub mapping: String,
}

/// A table of the files, and what is proposed for it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposedTable {
    /// The file.
    #[schema(example = "export.csv")]
    pub file: String,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<String>,
    /// What its rows are; null where nobody knows, and then it is not read.
    pub table: Option<TableName>,
    /// How many rows it has.
    #[schema(example = 120)]
    pub rows: usize,
    /// Its columns, in their order.
    pub columns: Vec<ProposedColumn>,
}

/// A column, and what is proposed for it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposedColumn {
    /// Its name.
    #[schema(example = "Do Not Phone")]
    pub name: String,
    /// How many cells have anything in them.
    #[schema(example = 118)]
    pub filled: usize,
    /// What most of them look like; null where all are empty.
    pub looks: Option<Looks>,
    /// Some of what stands in them: three different texts at most.
    pub samples: Vec<String>,
    /// The fields that it is proposed to feed, each with its table; a field whose publication it
    /// decides too.
    #[schema(example = json!(["members.phones"]))]
    pub feeds: Vec<String>,
    /// What it is read as; null where a person must decide that. A plan takes another one in its
    /// `readings`.
    #[schema(value_type = Option<String>, example = "members.phones")]
    pub reading: Option<Reading>,
    /// Who will know what it feeds; null where nothing is read from it.
    pub seen_by: Option<SeenBy>,
    /// How sure that is; null where nothing is proposed.
    pub confidence: Option<Confidence>,
    /// Why, or why not.
    #[schema(example = "its name says what may be known")]
    pub why: String,
    /// What a person must decide before the files can be imported; null where that is nothing.
    pub decide: Option<String>,
}

codes! {
    /// Who will know what a column feeds.
    SeenBy ("audience") {
        /// Everybody, as far as its member and its place are public.
        Public = "public",
        /// The secretariat alone.
        Secretariat = "secretariat",
        /// It says itself what the public may see.
        Decides = "decides",
    }
}

/// A field that a mapping can feed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CatalogueField {
    /// The table, which is the section of the mapping.
    pub table: TableName,
    /// What mappings call it.
    #[schema(example = "founded_year")]
    pub field: &'static str,
    /// What it holds: `one` value, a `day`, a `list`, `names` with their languages, or `texts` by
    /// language.
    #[schema(example = "one")]
    pub holds: &'static str,
}

/// Every field that a mapping can feed.
pub fn catalogue() -> Vec<CatalogueField> {
    let fields = TABLES.into_iter().flat_map(|table| {
        table.fields.iter().map(|field| CatalogueField {
            table: table.name,
            field: field.name,
            holds: match field.shape {
                Shape::One | Shape::Number | Shape::WebLink | Shape::MailLink | Shape::Picture => {
                    "one"
                }
                Shape::Day => "day",
                Shape::Names => "names",
                shape if shape.is_list() => "list",
                _ => "texts",
            },
        })
    });
    fields.collect()
}

/// The longest name of a column that is matched, in bytes.
const LONGEST_NAME: usize = 150;

/// The most columns of all tables together.
const MOST_COLUMNS: usize = 20_000;

/// What is known besides the files.
pub struct Known {
    /// The network's services.
    pub services: Vec<ServiceType>,
    /// The mappings that are remembered.
    pub mappings: Vec<RememberedMapping>,
}

impl Known {
    /// What the registry knows.
    pub fn load(connection: &mut AnyConnection) -> Result<Self, registry::Error> {
        Ok(Self {
            services: service_types::load(connection)?,
            mappings: mappings::load(connection)?,
        })
    }
}

/// Proposes a mapping for files, with `readings` for the columns that a person has decided; fails with
/// every reason why there is none.
pub fn propose(
    files: Vec<NamedFile>,
    known: &Known,
    options: &ImportOptions,
    readings: &[ColumnReading],
) -> Result<Proposal, Vec<String>> {
    proposed(files, known, options, readings).map_err(bounds::told)
}

fn proposed(
    files: Vec<NamedFile>,
    known: &Known,
    options: &ImportOptions,
    readings: &[ColumnReading],
) -> Result<Proposal, Vec<String>> {
    let services = &known.services;
    let Some(sources) = package::tables(files)? else {
        return Err(vec![
            "the files say by themselves what is what (NDJSON, or a package of the Human Services \
             Data Specification); import them without a mapping"
                .to_owned(),
        ]);
    };
    let (mut tables, mut mistakes) = (Vec::new(), Vec::new());
    let mut columns = 0;
    for source in sources {
        match look_at(source, options) {
            Ok(seen) => {
                columns += seen.columns.len();
                tables.push(seen);
            }
            Err(mistake) => mistakes.push(mistake),
        }
        if columns > MOST_COLUMNS {
            return Err(vec![format!(
                "the files have more than {MOST_COLUMNS} columns together; divide them"
            )]);
        }
    }
    if tables.is_empty() {
        if mistakes.is_empty() {
            mistakes.push("there is no table to propose a mapping for".to_owned());
        }
        return Err(mistakes);
    }
    assign(&mut tables);
    let own: Vec<TableName> = tables.iter().filter_map(|seen| seen.table).collect();
    for seen in &mut tables {
        let matcher = Matcher {
            vocabulary: Vocabulary::get(),
            services,
            tables: fed_by(seen.table, &own),
        };
        for column in &mut seen.columns {
            if column.name.len() <= LONGEST_NAME {
                column.found = matcher.column(&column.name, &column.cells);
            }
        }
        if seen.table == Some(TableName::Members) {
            give_to_person(seen);
        }
    }
    readings::lay_over(&mut tables, readings, services)?;
    let remembered = remembered::fitting(&known.mappings, &tables);
    let tables = tables.into_iter().map(|seen| {
        let lines = lines::of(&seen, services);
        (seen, lines)
    });
    let tables: Vec<(Seen, Lines)> = tables.collect();
    let mapping = writing::mapping(&tables);
    // What is proposed can be used, or it is none: a file of a thousand columns may be too much.
    Mapping::parse(&mapping)?;
    Ok(Proposal {
        remembered,
        tables: tables.into_iter().map(shown).collect(),
        mapping,
    })
}

fn look_at(source: Source<'_>, options: &ImportOptions) -> Result<Seen, String> {
    let is_known = |name: &str| Vocabulary::get().knows(name);
    let mut table = Table::of(source, options, &HeaderSearch::new(options, &is_known))?;
    let names = table.columns.clone();
    let mut cells: Vec<Cells> = names.iter().map(|_| Cells::default()).collect();
    let (mut row, mut rows, mut counted) = (Row::default(), 0, Counted::default());
    while table.read(&mut row)? {
        counted.row(&table.name)?;
        rows += 1;
        for (column, cells) in cells.iter_mut().enumerate() {
            // What cannot be read is told when the file is imported.
            cells.add(&row.cell(column).unwrap_or_default());
        }
    }
    let columns = names.into_iter().zip(cells);
    Ok(Seen {
        file: table.file,
        sheet: table.sheet,
        table: None,
        rows,
        columns: columns
            .filter(|(name, _)| !name.is_empty())
            .map(|(name, cells)| SeenColumn {
                name,
                cells,
                is_decided: false,
                found: Match {
                    meaning: Meaning::Unknown,
                    confidence: Confidence::Guess,
                    why: "nobody knows what the rows of this table are".to_owned(),
                },
            })
            .collect(),
    })
}

/// Finds which table has which rows: by its name, else by its columns. The members are somewhere:
/// a table that comes alone has them, unless it is called as another is here.
fn assign(tables: &mut [Seen]) {
    let vocabulary = Vocabulary::get();
    let is_alone = tables.len() == 1;
    let mut taken: Vec<TableName> = Vec::new();
    for seen in &mut *tables {
        let named = match is_alone {
            // Whoever has a first and a last name and no organisation is none.
            _ if seen.has_people() && !names_organisation(seen) => Some(TableName::Contacts),
            true => TableName::of(seen.called().trim()),
            false => vocabulary.table(&seen.called()),
        };
        if let Some(table) = named.filter(|table| !taken.contains(table)) {
            seen.table = Some(table);
            taken.push(table);
        }
    }
    let are_people = is_alone && taken.contains(&TableName::Contacts);
    if taken.contains(&TableName::Members) || are_people {
        return;
    }
    let names_members = |seen: &Seen| {
        let names = seen
            .columns
            .iter()
            .map(|column| vocabulary::plain(&column.name));
        let known = names.filter_map(|name| vocabulary.field(TableName::Members, &name));
        let mut fields: Vec<&str> = known.map(|found| found.field).collect();
        fields.sort_unstable();
        fields.dedup();
        (fields.contains(&"name"), fields.len())
    };
    let without = tables.iter_mut().filter(|seen| seen.table.is_none());
    // The first of those that name the most of a member.
    let members = without.rev().max_by_key(|seen| names_members(seen));
    if let Some(members) = members {
        members.table = Some(TableName::Members);
    }
}

/// Whether a column has the name of an organisation, and of nobody else.
fn names_organisation(seen: &Seen) -> bool {
    const ANYBODY: [&str; 9] = [
        "display name",
        "full name",
        "sort name",
        "name",
        "naam",
        "nom",
        "nombre",
        "nome",
        "titel",
    ];
    let vocabulary = Vocabulary::get();
    let mut names = seen
        .columns
        .iter()
        .map(|column| vocabulary::plain(&column.name));
    names.any(|name| {
        let field = vocabulary.field(TableName::Members, &name);
        let is_row_kind = vocabulary.row_kinds.contains(&name);
        is_row_kind
            || (field.is_some_and(|found| found.field == "name")
                && !ANYBODY.contains(&name.as_str()))
    })
}

/// The tables that the rows of a table may feed: those of a member its parts too, as far as they
/// have no table of their own.
fn fed_by(table: Option<TableName>, own: &[TableName]) -> Vec<TableName> {
    use TableName::{Contacts, Locations, Members, Notes, Services};
    match table {
        None => Vec::new(),
        Some(Members) => [Members, Locations, Services, Contacts, Notes]
            .into_iter()
            .filter(|table| *table == Members || !own.contains(table))
            .collect(),
        Some(table) => vec![table],
    }
}

/// An e-mail address or a telephone behind the name of a person is that person's, unless the
/// addresses are plainly an office's.
fn give_to_person(seen: &mut Seen) {
    if seen.row_kind().is_some() {
        return;
    }
    let has_people = seen.has_people();
    let mut is_behind_person = has_people;
    for column in &mut seen.columns {
        let Meaning::Field(field) = &mut column.found.meaning else {
            is_behind_person = has_people;
            continue;
        };
        if field.table == TableName::Contacts {
            is_behind_person = has_people || column.cells.filled > 0;
            continue;
        }
        let reached = match (field.table, field.field) {
            (TableName::Members, "email") if column.cells.are_roles(Vocabulary::get()) => None,
            (TableName::Members, "email") => Some("email"),
            (TableName::Members, "phones") => Some("phone"),
            _ => None,
        };
        let of_person = reached
            .filter(|_| is_behind_person)
            .and_then(|reached| vocabulary::FieldName::of(TableName::Contacts, reached, None));
        is_behind_person = has_people || of_person.is_some();
        if let Some(of_person) = of_person {
            *field = of_person;
            column.found.confidence = Confidence::Guess;
            column.found.why = "it stands behind a person's name, so it stays private".to_owned();
        }
    }
}

fn shown((seen, lines): (Seen, Lines)) -> ProposedTable {
    const SAMPLES: usize = 3;
    let columns = seen.columns.iter().map(|column| {
        let told = lines.of_column(&column.name);
        let is_fed = !told.feeds.is_empty();
        ProposedColumn {
            name: cut(&column.name),
            filled: column.cells.filled,
            looks: column.cells.looks(),
            samples: column
                .cells
                .distinct
                .keys()
                .take(SAMPLES)
                .cloned()
                .collect(),
            reading: match (&column.found.meaning, is_fed) {
                // Another column feeds it.
                (Meaning::Field(_), false) => Some(Reading::Nothing),
                (meaning, _) => Reading::of(meaning),
            },
            seen_by: seen_by(&column.found.meaning, is_fed),
            confidence: is_fed.then_some(told.confidence.unwrap_or(column.found.confidence)),
            why: told.why.unwrap_or_else(|| column.found.why.clone()),
            feeds: told.feeds,
            decide: told.decide,
        }
    });
    ProposedTable {
        columns: columns.collect(),
        file: seen.file,
        sheet: seen.sheet,
        table: seen.table,
        rows: seen.rows,
    }
}

fn seen_by(meaning: &Meaning, is_fed: bool) -> Option<SeenBy> {
    use TableName::{Contacts, Members, Notes};
    match meaning {
        Meaning::Privacy(_) => Some(SeenBy::Decides),
        Meaning::Service(_) => Some(SeenBy::Public),
        Meaning::Field(_) if !is_fed => None,
        Meaning::Field(field) => Some(match (field.table, field.field) {
            (_, "visibility" | "listing" | "membership_status" | "withdrawn_at") => SeenBy::Decides,
            (Contacts | Notes, _) | (Members, "external_id" | "left_on") => SeenBy::Secretariat,
            _ => SeenBy::Public,
        }),
        Meaning::RowKind | Meaning::Harmless | Meaning::PassedOver | Meaning::Unknown => None,
    }
}
