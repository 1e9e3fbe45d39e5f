//! What columns and cells are called, as `vocabulary.toml` has it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

use serde::Deserialize;

use crate::{
    drafts::{self, TABLES},
    fields::{Shape, TableName},
    mapping::Mapping,
    privacy::{self, About, words_of},
};
use network::{Lang, ServiceType};

/// A field of a table, and of a text by language the language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldName {
    /// The table.
    pub table: TableName,
    /// The field.
    pub field: &'static str,
    /// The language of its text.
    pub lang: Option<Lang>,
}

/// What a column of privacy is about, where a system writes it under a name of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyWord {
    /// What it is about.
    pub about: About,
    /// What a yes in it makes of a place.
    pub yes: Option<String>,
}

/// The words.
pub struct Vocabulary {
    /// What sheets are called.
    tables: HashMap<String, TableName>,
    /// What columns are called, by the table that the field belongs to.
    fields: HashMap<TableName, HashMap<String, FieldName>>,
    /// Words that say of a column that it is about a person.
    pub person: HashSet<String>,
    /// Columns that say whether a row is about an organisation or about a person.
    pub row_kinds: HashSet<String>,
    /// What the two parts of a person's name are called.
    pub first_names: HashSet<String>,
    pub last_names: HashSet<String>,
    /// Columns of other systems that are nothing of ours.
    pub passed_over: HashSet<String>,
    /// Columns of privacy that other systems have.
    pub privacy: HashMap<String, PrivacyWord>,
    /// What cells of a field say, by the field.
    values: HashMap<String, HashMap<String, String>>,
    /// Words that systems write in one column: where one of them is there, the others may come.
    pub together: HashMap<String, Vec<String>>,
    /// Beginnings of addresses that an organisation has.
    pub roles: HashSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    tables: BTreeMap<TableName, Vec<String>>,
    fields: BTreeMap<TableName, BTreeMap<String, Words>>,
    person: List,
    row_kinds: List,
    first_names: List,
    last_names: List,
    passed_over: List,
    privacy: HashMap<String, PrivacyWord>,
    values: HashMap<String, BTreeMap<String, Vec<String>>>,
    values_together: HashMap<String, Vec<String>>,
    role_addresses: List,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(alias = "words")]
    names: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    Of(Vec<String>),
    ByLanguage(BTreeMap<String, Vec<String>>),
}

/// A name as it is compared: small letters, no accents, a space between words.
pub fn plain(name: &str) -> String {
    words_of(name).join(" ")
}

impl Vocabulary {
    /// The words of the file, with the fields' own names; nothing where the file has a mistake,
    /// which a test excludes.
    pub fn get() -> &'static Self {
        static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
            let written = toml::from_str(include_str!("vocabulary.toml"));
            Vocabulary::of(written.unwrap_or_default())
        });
        &VOCABULARY
    }

    fn of(written: Written) -> Self {
        let mut fields: HashMap<TableName, HashMap<String, FieldName>> = HashMap::new();
        for (name, words) in own_names() {
            let known = fields.entry(name.table).or_default();
            for word in words {
                known.entry(word).or_insert_with(|| name.clone());
            }
        }
        for (table, of_table) in written.fields {
            let known = fields.entry(table).or_default();
            for (field, words) in of_table {
                let by_language = match words {
                    Words::Of(words) => vec![(None, words)],
                    Words::ByLanguage(languages) => languages
                        .into_iter()
                        .map(|(lang, words)| (Lang::parse(&lang).ok(), words))
                        .collect(),
                };
                for (lang, words) in by_language {
                    let Some(name) = FieldName::of(table, &field, lang) else {
                        continue;
                    };
                    for word in words {
                        known.entry(word).or_insert_with(|| name.clone());
                    }
                }
            }
        }
        // A column that is called as a scheme or a kind has identifiers or links of that one.
        for field in ["identifiers", "links"] {
            let words = written.values.get(field).into_iter().flatten();
            let known = fields.entry(TableName::Members).or_default();
            if let Some(name) = FieldName::of(TableName::Members, field, None) {
                for word in words.flat_map(|(_, words)| words) {
                    known.entry(word.clone()).or_insert_with(|| name.clone());
                }
            }
        }
        let tables = written
            .tables
            .into_iter()
            .flat_map(|(table, names)| names.into_iter().map(move |name| (name, table)));
        let values = written.values.into_iter().map(|(field, values)| {
            let words = values.into_iter().flat_map(|(value, words)| {
                words.into_iter().map(move |word| (word, value.clone()))
            });
            (field, words.collect())
        });
        Self {
            tables: tables.collect(),
            fields,
            person: written.person.names,
            row_kinds: written.row_kinds.names,
            first_names: written.first_names.names,
            last_names: written.last_names.names,
            passed_over: written.passed_over.names,
            privacy: written.privacy,
            values: values.collect(),
            together: written.values_together,
            roles: written.role_addresses.names,
        }
    }

    /// The table that a sheet of this name has.
    pub fn table(&self, name: &str) -> Option<TableName> {
        TableName::of(name.trim()).or_else(|| {
            // A year or a number behind it says nothing.
            let name = plain(name);
            let words = name.split(' ');
            let words = words.filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
            self.tables
                .get(&words.collect::<Vec<_>>().join(" "))
                .copied()
        })
    }

    /// Whether a name is that of a column, whatever it means.
    pub fn knows(&self, name: &str) -> bool {
        let called = plain(name);
        self.fields
            .values()
            .any(|known| known.contains_key(&called))
            || self.passed_over.contains(&called)
            || self.first_names.contains(&called)
            || self.last_names.contains(&called)
            || self.row_kinds.contains(&called)
            || privacy::column(name).is_some()
    }

    /// The names of the fields of a table.
    pub fn names(&self, table: TableName) -> impl Iterator<Item = (&str, &FieldName)> {
        let names = self.fields.get(&table).into_iter().flatten();
        names.map(|(word, name)| (word.as_str(), name))
    }

    /// The field of a table that is called exactly so.
    pub fn field(&self, table: TableName, name: &str) -> Option<&FieldName> {
        self.fields.get(&table)?.get(name)
    }

    /// What a cell of a field says, in the words of the directory.
    pub fn value(&self, field: &str, cell: &str) -> Option<&str> {
        self.values
            .get(field)?
            .get(&plain(cell))
            .map(String::as_str)
    }

    /// The service that a word stands for, by this network's own labels before all else.
    pub fn service(&self, services: &[ServiceType], word: &str) -> Option<String> {
        let word = plain(word);
        let own = services.iter().find(|service| {
            plain(service.code.as_str()) == word
                || service.labels.values().any(|label| plain(label) == word)
        });
        own.map(|service| service.code.to_string()).or_else(|| {
            let code = self.value("service", &word)?;
            services
                .iter()
                .any(|service| service.code.as_str() == code)
                .then(|| code.to_owned())
        })
    }
}

impl FieldName {
    /// A field that there is.
    pub fn of(table: TableName, field: &str, lang: Option<Lang>) -> Option<Self> {
        Some(Self {
            table,
            field: drafts::table(table).field(field)?.name,
            lang,
        })
    }
}

/// The service that every network has which a name stands for, or has the word of.
pub fn known_service(name: &str) -> Option<String> {
    let vocabulary = Vocabulary::get();
    let name = plain(name);
    let whole = vocabulary.value("service", &name);
    let found = whole.or_else(|| {
        name.split(' ')
            .find_map(|word| vocabulary.value("service", word))
    });
    found.map(str::to_owned)
}

/// The fields' own names, and the columns that the standard mapping reads them from.
fn own_names() -> Vec<(FieldName, Vec<String>)> {
    let Ok(standard) = Mapping::standard() else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for table in TABLES {
        for field in table.fields {
            let sources = standard.section(table.name).fields.get(field.name);
            let columns = sources.into_iter().flat_map(|source| source.sources());
            let columns: Vec<String> = columns.filter_map(|source| source.column).collect();
            let (by_language, alone): (Vec<String>, Vec<String>) = columns
                .into_iter()
                .partition(|column| column.ends_with('*'));
            if field.shape.is_by_language() {
                for lang in Lang::ALL {
                    let of_lang = by_language
                        .iter()
                        .map(|column| column.replace('*', lang.code()));
                    let words = of_lang.map(|column| plain(&column)).collect();
                    names.extend(
                        FieldName::of(table.name, field.name, Some(lang)).map(|name| (name, words)),
                    );
                }
            }
            if !matches!(field.shape, Shape::Texts | Shape::Words) {
                let words = alone.iter().map(|column| plain(column));
                let words = words.chain([plain(field.name)]).collect();
                names.extend(FieldName::of(table.name, field.name, None).map(|name| (name, words)));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_words_has_fields_and_tables_that_there_are() {
        let written: Written = toml::from_str(include_str!("vocabulary.toml")).unwrap();
        let mut words: Vec<&String> = Vec::new();
        for (table, fields) in &written.fields {
            for (field, of_field) in fields {
                assert!(
                    FieldName::of(*table, field, None).is_some(),
                    "{table}.{field}"
                );
                match of_field {
                    Words::Of(of_field) => words.extend(of_field),
                    Words::ByLanguage(languages) => {
                        assert!(languages.keys().all(|lang| Lang::parse(lang).is_ok()));
                        words.extend(languages.values().flatten());
                    }
                }
            }
        }
        words.extend(written.tables.values().flatten());
        words.extend(&written.passed_over.names);
        words.extend(&written.row_kinds.names);
        words.extend(
            written
                .first_names
                .names
                .iter()
                .chain(&written.last_names.names),
        );
        words.extend(written.privacy.keys());
        for word in words {
            assert_eq!(&plain(word), word);
        }
    }
}
