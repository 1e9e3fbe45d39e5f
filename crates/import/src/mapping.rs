//! Mappings: which column of somebody's spreadsheet feeds which field.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Deserializer};

use crate::{
    fields::TableName,
    options::ImportOptions,
    source::Source,
    table::{HeaderSearch, Table, clean},
};

/// A mapping file (TOML), explained in `docs/import.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What to do when a file lacks a column that the mapping names.
    #[serde(default)]
    pub missing_columns: MissingColumns,
    /// Whether fields that are not named are read from the directory's own columns.
    #[serde(default)]
    pub standard_columns: bool,
    /// Columns that sound like privacy and mean nothing here, by their names.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// The fields of a member.
    #[serde(default)]
    pub members: Section,
    /// The fields of a location.
    #[serde(default)]
    pub locations: Section,
    /// The fields of a service offer.
    #[serde(default)]
    pub services: Section,
    /// The fields of a contact.
    #[serde(default)]
    pub contacts: Section,
    /// The fields of a note.
    #[serde(default)]
    pub notes: Section,
    /// The fields of a service type.
    #[serde(default)]
    pub service_types: Section,
    /// The fields of the network's profile.
    #[serde(default)]
    pub network: Section,
}

/// What to do about a column that is named and not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingColumns {
    /// The file is refused.
    #[default]
    Refuse,
    /// The field is not fed, and keeps what the registry has.
    Ignore,
}

/// Where the fields of one kind of record come from.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Section {
    /// For parts of members: `members`, when they are made from the members' own rows.
    #[serde(default)]
    pub from: Option<RowsOf>,
    /// Columns that sound like privacy and mean nothing here, by their names.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Which of its rows are taken, where that is not all.
    #[serde(default)]
    pub only_rows: Option<OnlyRows>,
    /// Fields that are read from the directory's own columns, where these are there.
    #[serde(skip)]
    pub standard: BTreeSet<String>,
    /// The sheet that has the rows, or the file without its ending, where it is called otherwise.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Every field with its source.
    #[serde(flatten)]
    pub fields: BTreeMap<String, FieldSource>,
}

/// Which rows are taken: those of which a column says one of these words, in capitals or not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyRows {
    /// The column.
    pub column: String,
    /// The words.
    pub values: Vec<String>,
}

impl OnlyRows {
    /// Whether a row is taken of which the column says this.
    pub fn takes(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.values
            .iter()
            .any(|value| value.trim().to_lowercase() == text)
    }
}

/// Whose rows a section reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsOf {
    /// The members' rows.
    Members,
}

/// What feeds a field.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "data did not match any variant of untagged enum Field"
)]
pub enum FieldSource {
    /// The column of this name, as it is.
    Column(String),
    /// One source with its rules.
    Source(Box<CellSource>),
    /// Several sources, for a field that holds a list.
    Sources(Vec<CellSource>),
    /// A source for each language, for a text by language.
    Languages(BTreeMap<String, LanguageSource>),
}

/// What feeds a text in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum LanguageSource {
    /// The column of this name, as it is.
    Column(String),
    /// A source with its rules.
    Source(Box<CellSource>),
}

/// A column, or a fixed value, with the rules by which it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellSource {
    /// The column.
    #[serde(default)]
    pub column: Option<String>,
    /// The same value for every row, instead of a column.
    #[serde(default)]
    pub value: Option<String>,
    /// What stands between the items of a list in one cell.
    #[serde(default)]
    pub split: Option<String>,
    /// What lets the separator, and itself, stand within an item.
    #[serde(default)]
    pub escape: Option<String>,
    /// How an item is written.
    #[serde(default)]
    pub form: Form,
    /// The language of a name, when the column has names in one language.
    #[serde(default)]
    pub language: Option<String>,
    /// What the items of the column are, where they do not say it: the scheme of identifiers, the kind
    /// of links.
    #[serde(default)]
    pub kind: Option<String>,
    /// How many items to pass over.
    #[serde(default)]
    pub skip: usize,
    /// How many items to read at most.
    #[serde(default)]
    pub take: Option<usize>,
    /// What values of the file stand for.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// What to do with a value that `values` does not have.
    #[serde(default)]
    pub others: Others,
    /// What a cell stands for that says yes. With this or `no`, one that says neither is a mistake.
    #[serde(default)]
    pub yes: Option<String>,
    /// What a cell stands for that says no; without it, that it says nothing.
    #[serde(default)]
    pub no: Option<String>,
    /// What an empty cell stands for.
    #[serde(default)]
    pub empty: Option<String>,
    /// Columns of which none may say yes, for this one to be taken.
    #[serde(default, deserialize_with = "conditions")]
    pub unless: Vec<Condition>,
    /// Columns of which each must say yes, for this one to be taken.
    #[serde(default, deserialize_with = "conditions")]
    pub only_if: Vec<Condition>,
}

/// A column that says by yes or no whether another one is taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// What an empty cell of it says; without this, nobody has decided.
    #[serde(default)]
    pub empty: Option<YesOrNo>,
}

/// One of two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YesOrNo {
    /// It is so.
    Yes,
    /// It is not so.
    No,
}

/// Reads one condition or several, each of them no more than its column where that is all.
fn conditions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Condition>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum One {
        Column(String),
        Condition(Condition),
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Some {
        One(One),
        Several(Vec<One>),
    }
    let given = match Some::deserialize(deserializer)? {
        Some::One(one) => vec![one],
        Some::Several(several) => several,
    };
    let of = |one| match one {
        One::Column(column) => Condition {
            column,
            empty: None,
        },
        One::Condition(condition) => condition,
    };
    Ok(given.into_iter().map(of).collect())
}

/// How an item of a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Form {
    /// As it is.
    #[default]
    #[serde(rename = "plain")]
    Plain,
    /// A language, which may be missing, a colon, and a name: `nl:Open Huis`.
    #[serde(rename = "language:name")]
    LanguageAndName,
    /// A day, with or without its time; the day is taken.
    #[serde(rename = "day")]
    Day,
    /// A day or a year; the year is taken.
    #[serde(rename = "year")]
    Year,
    /// A country by its name or its code.
    #[serde(rename = "country")]
    Country,
    /// A language by its name or its code.
    #[serde(rename = "language")]
    Language,
}

/// What to do with a value that has no translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Others {
    /// Take it as it is.
    #[default]
    Keep,
    /// Pass it over.
    Skip,
}

/// Stands for every language: its column ends in a star, which stands for the language.
pub const EVERY_LANGUAGE: &str = "*";

/// Stands for the language that a member writes in, whichever that is.
pub const OWN_LANGUAGE: &str = "own";

impl Mapping {
    /// The tables in the order in which they are read: service types first, for services name them.
    pub const ORDER: [TableName; 7] = [
        TableName::ServiceTypes,
        TableName::Network,
        TableName::Members,
        TableName::Locations,
        TableName::Services,
        TableName::Contacts,
        TableName::Notes,
    ];

    /// The sections that the rows of a table feed.
    pub fn fed_by(&self, table: TableName) -> impl Iterator<Item = TableName> {
        use TableName::{Contacts, Locations, Members, Notes, Services};
        Self::ORDER.into_iter().filter(move |fed| {
            let section = self.section(*fed);
            let is_read = match section.from {
                Some(RowsOf::Members) => {
                    table == Members && matches!(fed, Locations | Services | Contacts | Notes)
                }
                None => table == *fed,
            };
            is_read && !section.fields.is_empty()
        })
    }

    /// Opens a table that comes in, whose header has columns that are read.
    pub fn open<'r>(
        &self,
        table: TableName,
        source: Source<'r>,
        options: &ImportOptions,
    ) -> Result<Table<'r>, String> {
        let sources = self
            .fed_by(table)
            .flat_map(|fed| self.section(fed).fields.values());
        let columns = sources.flat_map(FieldSource::sources);
        let (mut names, mut beginnings) = (HashSet::new(), Vec::new());
        for column in columns.filter_map(|source| source.column) {
            match column.strip_suffix('*') {
                Some(beginning) => beginnings.push(beginning.to_lowercase()),
                None => {
                    names.insert(clean(&column).to_lowercase());
                }
            }
        }
        let is_known = |name: &str| {
            let whole = name.to_lowercase();
            let mut beginnings = beginnings.iter();
            names.contains(&clean(name).to_lowercase())
                || beginnings
                    .any(|beginning| whole.len() > beginning.len() && whole.starts_with(beginning))
        };
        Table::of(source, options, &HeaderSearch::new(options, &is_known))
    }

    /// The table that a sheet or a file of this name has.
    pub fn table_called(&self, name: &str) -> Option<TableName> {
        let name = name.trim();
        let mut all = TableName::ALL.iter().copied();
        let named = all.find(|table| {
            let sheet = self.section(*table).sheet.as_deref();
            sheet.is_some_and(|sheet| sheet.trim().eq_ignore_ascii_case(name))
        });
        named.or_else(|| TableName::of(name).filter(|table| self.section(*table).sheet.is_none()))
    }

    /// The section of a table.
    pub fn section(&self, table: TableName) -> &Section {
        match table {
            TableName::Members => &self.members,
            TableName::Locations => &self.locations,
            TableName::Services => &self.services,
            TableName::Contacts => &self.contacts,
            TableName::Notes => &self.notes,
            TableName::ServiceTypes => &self.service_types,
            TableName::Network => &self.network,
        }
    }

    pub fn section_mut(&mut self, table: TableName) -> &mut Section {
        match table {
            TableName::Members => &mut self.members,
            TableName::Locations => &mut self.locations,
            TableName::Services => &mut self.services,
            TableName::Contacts => &mut self.contacts,
            TableName::Notes => &mut self.notes,
            TableName::ServiceTypes => &mut self.service_types,
            TableName::Network => &mut self.network,
        }
    }
}

impl Section {
    /// The columns that it names, each once, those that decide included.
    pub fn columns(&self) -> BTreeSet<String> {
        let sources = self.fields.values().flat_map(FieldSource::sources);
        let named = sources.flat_map(|source| {
            let conditions = source.unless.into_iter().chain(source.only_if);
            let deciding = conditions.map(|condition| condition.column);
            source
                .column
                .into_iter()
                .chain(deciding)
                .collect::<Vec<_>>()
        });
        let of_rows = self.only_rows.iter().map(|rows| rows.column.clone());
        named
            .filter(|column| !column.ends_with('*'))
            .chain(of_rows)
            .collect()
    }
}

impl FieldSource {
    /// Its sources, those of texts by language included.
    pub fn sources(&self) -> Vec<CellSource> {
        match self {
            Self::Column(column) => vec![CellSource::of_column(column)],
            Self::Source(source) => vec![(**source).clone()],
            Self::Sources(sources) => sources.clone(),
            Self::Languages(languages) => languages.values().map(LanguageSource::source).collect(),
        }
    }
}

impl LanguageSource {
    /// The source itself.
    pub fn source(&self) -> CellSource {
        match self {
            Self::Column(column) => CellSource::of_column(column),
            Self::Source(source) => (**source).clone(),
        }
    }
}

impl CellSource {
    fn of_column(column: &str) -> Self {
        Self {
            column: Some(column.to_owned()),
            ..Self::default()
        }
    }
}
