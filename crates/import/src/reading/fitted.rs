//! Which columns of a table feed which fields.

use std::collections::HashMap;

use crate::{
    bounds::{listed, short},
    fields::{Field, Shape, TableFields, TableName},
    mapping::{
        CellSource, EVERY_LANGUAGE, FieldSource, MissingColumns, OWN_LANGUAGE, Section, YesOrNo,
    },
    table::{Row, Table},
};
use network::{Lang, LanguageTag};

/// A section of a mapping, fitted to the columns of a file.
#[derive(Debug)]
pub struct Fitted {
    fields: HashMap<String, Vec<FittedSource>>,
    /// Columns that the mapping names and the file does not have.
    absent: Vec<String>,
}

/// What feeds a field.
#[derive(Debug)]
pub struct FittedSource {
    /// The column, unless the value is fixed.
    pub column: Option<usize>,
    /// What the mapping says of it.
    pub source: CellSource,
    /// For a text by language: the language.
    pub language: Option<LanguageTag>,
    /// How the field stands in a table.
    pub shape: Shape,
    /// Whether the field says who may see something.
    pub is_privacy: bool,
    /// Whether what the field holds is made of digits, and is no number.
    pub is_digits: bool,
    /// The field, where everybody may read it.
    pub public_field: Option<&'static str>,
    /// The columns that say whether it is taken.
    pub conditions: Vec<FittedCondition>,
}

/// A column that says whether a source is taken.
#[derive(Debug)]
pub struct FittedCondition {
    /// Which.
    pub column: usize,
    /// What an empty cell says.
    pub empty: Option<YesOrNo>,
    /// What keeps the source from being taken.
    pub keeps: YesOrNo,
}

impl FittedSource {
    /// Whether a row says anything of it, be it that there is nothing.
    pub fn is_said(&self, row: &Row) -> bool {
        self.column.is_none_or(|column| row.says(column))
    }
}

impl Fitted {
    /// Fits a section to a file; fails with every column that is missing.
    pub fn new(
        section: &Section,
        table: &Table<'_>,
        (known, missing): (&TableFields, MissingColumns),
    ) -> Result<Self, Vec<String>> {
        let mut mistakes = Vec::new();
        let is_public = !matches!(known.name, TableName::Contacts | TableName::Notes);
        let (mut fields, mut absent) = (HashMap::new(), Vec::new());
        for (name, field) in &section.fields {
            let known = known.field(name);
            let sources = sources_of(field, table, &mut absent, &mut mistakes);
            let must_be = missing == MissingColumns::Refuse && !section.standard.contains(name);
            let fitted: Vec<FittedSource> = sources
                .into_iter()
                .filter_map(|(language, source)| {
                    let column = match &source.column {
                        None => None,
                        Some(column) => {
                            match table.column(column) {
                                Some(place) => Some(place),
                                None => {
                                    if must_be {
                                        mistakes.push(format!(
                                            "{} has no column \"{}\", which the mapping reads {name} from; it has {}",
                                            table.name,
                                            short(column),
                                            listed(&table.columns)
                                        ));
                                    }
                                    absent.push(column.clone());
                                    return None;
                                }
                            }
                        }
                    };
                    let mut conditions = Vec::new();
                    let unless = source.unless.iter().map(|one| (one, YesOrNo::Yes));
                    let only_if = source.only_if.iter().map(|one| (one, YesOrNo::No));
                    for (condition, keeps) in unless.chain(only_if) {
                        match table.column(&condition.column) {
                            Some(column) => conditions.push(FittedCondition {
                                column,
                                empty: condition.empty,
                                keeps,
                            }),
                            // Without it more would be taken, so it is never passed over.
                            None => mistakes.push(format!(
                                "{} has no column \"{}\", which says whether {name} may be taken; it has {}",
                                table.name,
                                short(&condition.column),
                                listed(&table.columns)
                            )),
                        }
                    }
                    Some(FittedSource {
                        column,
                        source,
                        language,
                        public_field: known.map(|field| field.name).filter(|_| is_public),
                        conditions,
                        shape: known.map_or(Shape::One, |field| field.shape),
                        is_privacy: known.is_some_and(Field::is_privacy),
                        is_digits: known.is_some_and(Field::is_digits),
                    })
                })
                .collect();
            if !fitted.is_empty() {
                fields.insert(name.clone(), fitted);
            }
        }
        if mistakes.is_empty() {
            Ok(Self { fields, absent })
        } else {
            Err(mistakes)
        }
    }

    /// Whether anything feeds a field.
    pub fn feeds(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// What feeds a field; nothing where nothing does.
    pub fn sources(&self, field: &str) -> Option<&[FittedSource]> {
        self.fields.get(field).map(Vec::as_slice)
    }

    /// Columns that the mapping names and the file does not have.
    pub fn absent(&self) -> &[String] {
        &self.absent
    }

    /// The columns that are read.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.fields.values().flatten().flat_map(|source| {
            let conditions = source.conditions.iter().map(|condition| condition.column);
            source.column.into_iter().chain(conditions)
        })
    }
}

fn sources_of(
    field: &FieldSource,
    table: &Table<'_>,
    absent: &mut Vec<String>,
    mistakes: &mut Vec<String>,
) -> Vec<(Option<LanguageTag>, CellSource)> {
    let FieldSource::Languages(languages) = field else {
        let sources = field.sources().into_iter();
        return sources.map(|source| (None, source)).collect();
    };
    let mut sources = Vec::new();
    for (language, source) in languages {
        let source = source.source();
        if language == OWN_LANGUAGE {
            sources.push((None, source));
            continue;
        }
        if language == EVERY_LANGUAGE {
            sources.extend(of_every_language(&source, table, absent));
            continue;
        }
        match language.parse::<LanguageTag>() {
            Ok(tag) => sources.push((Some(tag), source)),
            Err(invalid) => mistakes.push(invalid.message),
        }
    }
    sources
}

/// A source for each column that is called like the pattern, with a language for the star.
fn of_every_language(
    pattern: &CellSource,
    table: &Table<'_>,
    absent: &mut Vec<String>,
) -> Vec<(Option<LanguageTag>, CellSource)> {
    let column = pattern.column.as_deref().unwrap_or_default();
    let beginning = column.trim_end_matches('*');
    let usual = Lang::ALL.map(|lang| format!("{beginning}{lang}"));
    absent.extend(
        usual
            .into_iter()
            .filter(|column| table.column(column).is_none()),
    );
    table
        .columns
        .iter()
        .filter_map(|column| {
            let (begins, language) = column.split_at_checked(beginning.len())?;
            let language = begins
                .eq_ignore_ascii_case(beginning)
                .then(|| language.parse::<LanguageTag>().ok())??;
            let source = CellSource {
                column: Some(column.clone()),
                ..pattern.clone()
            };
            Some((Some(language), source))
        })
        .collect()
}
