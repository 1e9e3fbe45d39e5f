//! Mappings: which column of somebody's spreadsheet feeds which field.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fields::{Shape, TABLES};
use network::nearest::nearest;

/// A mapping file (TOML), explained in `docs/import.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What to do when a file lacks a column that the mapping names.
    #[serde(default)]
    pub missing_columns: MissingColumns,
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
    /// For locations and services: `members`, when they are made from the members' own rows.
    #[serde(default)]
    pub from: Option<RowsOf>,
    /// Every field with its source.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Field>,
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
#[serde(untagged)]
pub enum Field {
    /// The column of this name, as it is.
    Column(String),
    /// One source with its rules.
    Source(Source),
    /// Several sources, for a field that holds a list.
    Sources(Vec<Source>),
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
    Source(Source),
}

/// A column, or a fixed value, with the rules by which it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
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

/// What a source can say.
const SOURCE_KEYS: &[&str] = &[
    "column", "value", "split", "escape", "form", "language", "skip", "take", "values", "others",
];

impl Mapping {
    /// The mapping for files with the directory's own columns.
    pub fn standard() -> Result<Self, Vec<String>> {
        Self::parse(include_str!("standard.toml"))
    }

    /// The section of a table.
    pub fn section(&self, table: &str) -> Option<&Section> {
        match table {
            "members" => Some(&self.members),
            "locations" => Some(&self.locations),
            "services" => Some(&self.services),
            "contacts" => Some(&self.contacts),
            "notes" => Some(&self.notes),
            "service_types" => Some(&self.service_types),
            "network" => Some(&self.network),
            _ => None,
        }
    }

    /// Reads a mapping; fails with every mistake in it.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let mapping: Self = toml::from_str(text).map_err(|error| vec![error.to_string()])?;
        let mut mistakes = Vec::new();
        for table in TABLES {
            let name = table.name;
            let fields: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
            let section = mapping.section(name);
            for (field, source) in section.iter().flat_map(|section| &section.fields) {
                let known = table.fields.iter().find(|known| known.name == field);
                if known.is_none() {
                    mistakes.push(match nearest(field, fields.iter().copied()) {
                        Some(near) => format!(
                            "[{name}] {field}: there is no such field; did you mean {near}?"
                        ),
                        None => format!(
                            "[{name}] {field}: there is no such field; there are {}",
                            fields.join(", ")
                        ),
                    });
                }
                mistakes.extend(
                    source
                        .misfit(known.is_some_and(|known| known.shape == Shape::Texts))
                        .map(|misfit| format!("[{name}] {field}: {misfit}")),
                );
                if let Field::Languages(languages) = source
                    && let Some(every) = languages.get(EVERY_LANGUAGE)
                    && !every
                        .source()
                        .column
                        .is_some_and(|column| column.ends_with('*'))
                {
                    mistakes.push(format!(
                        "[{name}] {field}: the source for every language needs a column that ends \
                         in a star, such as \"about_*\""
                    ));
                }
                for source in source.sources() {
                    if source.column.is_some() == source.value.is_some() {
                        mistakes.push(format!(
                            "[{name}] {field}: give it either a column or a value"
                        ));
                    }
                }
            }
        }
        if mistakes.is_empty() {
            Ok(mapping)
        } else {
            Err(mistakes)
        }
    }
}

impl Field {
    /// Why it cannot feed a field; `by_language` says whether that holds a text by language.
    fn misfit(&self, by_language: bool) -> Option<String> {
        match self {
            Self::Languages(_) if by_language => None,
            _ if by_language => Some(
                "it is a text by language; say which language the column is in, such as \
                 { en = \"about\" }"
                    .to_owned(),
            ),
            Self::Languages(keys) => {
                let key = keys.keys().find(|key| !SOURCE_KEYS.contains(&key.as_str()));
                Some(match key {
                    Some(key) => match nearest(key, SOURCE_KEYS.iter().copied()) {
                        Some(near) => format!("there is no \"{key}\"; did you mean \"{near}\"?"),
                        None => {
                            format!(
                                "there is no \"{key}\"; there are {}",
                                SOURCE_KEYS.join(", ")
                            )
                        }
                    },
                    None => "its values are not of the right kind; see docs/import.md".to_owned(),
                })
            }
            _ => None,
        }
    }

    /// Its sources, those of texts by language included.
    pub fn sources(&self) -> Vec<Source> {
        match self {
            Self::Column(column) => vec![Source::of_column(column)],
            Self::Source(source) => vec![source.clone()],
            Self::Sources(sources) => sources.clone(),
            Self::Languages(languages) => languages.values().map(LanguageSource::source).collect(),
        }
    }
}

impl LanguageSource {
    /// The source itself.
    pub fn source(&self) -> Source {
        match self {
            Self::Column(column) => Source::of_column(column),
            Self::Source(source) => source.clone(),
        }
    }
}

impl Source {
    fn of_column(column: &str) -> Self {
        Self {
            column: Some(column.to_owned()),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_mapping_is_one() {
        assert!(Mapping::standard().is_ok());
    }

    #[test]
    fn a_text_needs_its_language_and_other_fields_have_none() {
        let mistakes =
            Mapping::parse("[members]\nsummary = \"about\"\nname = { colum = \"x\" }").unwrap_err();
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("summary: it is a text by language"))
        );
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("did you mean \"column\"?"))
        );
    }

    #[test]
    fn the_mistakes_of_a_mapping_are_named_at_once() {
        let mistakes = Mapping::parse(
            "[members]\nnam = \"title\"\nacronym = { split = \"|\" }\n[services]\nservice = \"types\"",
        )
        .unwrap_err();
        assert_eq!(mistakes.len(), 2, "{mistakes:?}");
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("did you mean name?"))
        );
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("either a column or a value"))
        );
    }
}
