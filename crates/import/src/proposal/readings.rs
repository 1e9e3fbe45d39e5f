//! How a person wants columns to be read, where the program would read them otherwise or not at all.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{
    fed_by,
    seen::{Confidence, Match, Meaning, Privacy, Seen, SeenColumn},
};
use crate::{
    drafts,
    fields::{Shape, TableName},
    privacy::{self, About, Effect},
    vocabulary::FieldName,
};
use network::{Invalid, Lang, ServiceType, nearest::nearest};

/// How a column is read, as a person says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ColumnReading {
    /// The file, as the proposal names it.
    #[schema(example = "export.csv")]
    pub file: String,
    /// The sheet, where the file is a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The column.
    #[schema(example = "Naam")]
    pub column: String,
    /// What it is read as: the field that it feeds, with its table and, for a text by language, its
    /// language (`members.name`, `members.summary.nl`); `service:` with a code, where a tick says that
    /// the member gives this service; `private_if_yes`, where a yes keeps something from the public, and
    /// an empty cell is a no; `public_if_yes`, where it gives something to the public; `row_kind`, where
    /// it tells organisations from people; or `nothing`.
    #[schema(value_type = String, example = "members.name")]
    pub reading: Reading,
}

/// What a column is read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Reading {
    /// Nothing is read from it.
    Nothing,
    /// What a yes in it does to what the public sees.
    Privacy(Effect),
    /// It tells rows of organisations from those of people.
    RowKind,
    /// It feeds a field.
    Field(FieldName),
    /// A tick in it says that the member gives this service.
    Service(String),
}

const NOTHING: &str = "nothing";
const PRIVATE_IF_YES: &str = "private_if_yes";
const PUBLIC_IF_YES: &str = "public_if_yes";
const ROW_KIND: &str = "row_kind";
const SERVICE: &str = "service:";

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str(NOTHING),
            Self::Privacy(Effect::Hides) => f.write_str(PRIVATE_IF_YES),
            Self::Privacy(Effect::Shows) => f.write_str(PUBLIC_IF_YES),
            Self::RowKind => f.write_str(ROW_KIND),
            Self::Service(code) => write!(f, "{SERVICE}{code}"),
            Self::Field(field) => {
                write!(f, "{}.{}", field.table, field.field)?;
                field.lang.map_or(Ok(()), |lang| write!(f, ".{lang}"))
            }
        }
    }
}

impl From<Reading> for String {
    fn from(reading: Reading) -> Self {
        reading.to_string()
    }
}

impl TryFrom<String> for Reading {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl FromStr for Reading {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text {
            NOTHING => return Ok(Self::Nothing),
            PRIVATE_IF_YES => return Ok(Self::Privacy(Effect::Hides)),
            PUBLIC_IF_YES => return Ok(Self::Privacy(Effect::Shows)),
            ROW_KIND => return Ok(Self::RowKind),
            _ => {}
        }
        if let Some(code) = text.strip_prefix(SERVICE) {
            return Ok(Self::Service(code.to_owned()));
        }
        field(text).map(Self::Field)
    }
}

fn field(text: &str) -> Result<FieldName, Invalid> {
    let unknown = |remedy: String| {
        Invalid::new(
            "unknown_reading",
            format!("\"{text}\" is nothing that a column can be read as; {remedy}"),
        )
    };
    let mut parts = text.splitn(3, '.');
    let table = parts.next().and_then(TableName::of);
    let (Some(table), Some(name)) = (table, parts.next()) else {
        return Err(unknown(
            "name a table and a field (members.name), or write nothing, private_if_yes, \
             public_if_yes or service: and a code"
                .to_owned(),
        ));
    };
    let fields = drafts::table(table).fields;
    let Some(known) = fields.iter().find(|field| field.name == name) else {
        let near = nearest(name, fields.iter().map(|field| field.name));
        return Err(unknown(match near {
            Some(near) => format!("did you mean {table}.{near}?"),
            None => format!("the guide to importing lists the fields of {table}"),
        }));
    };
    let lang = match parts.next() {
        None => None,
        Some(lang) if known.shape.is_by_language() => match lang.parse::<Lang>() {
            Ok(lang) => Some(lang),
            Err(_) => return Err(unknown(format!("{lang} is none of the seven languages"))),
        },
        Some(_) => return Err(unknown(format!("{table}.{name} is no text by language"))),
    };
    if lang.is_none() && matches!(known.shape, Shape::Texts | Shape::Words) {
        return Err(unknown(format!(
            "it is a text by language, so name one: {table}.{name}.en"
        )));
    }
    FieldName::of(table, name, lang).ok_or_else(|| unknown("name another field".to_owned()))
}

impl Reading {
    /// As what the program itself reads a column; nothing where a person must decide that.
    pub(super) fn of(meaning: &Meaning) -> Option<Self> {
        Some(match meaning {
            Meaning::Field(field) => Self::Field(field.clone()),
            Meaning::Service(code) => Self::Service(code.clone()),
            Meaning::Privacy(privacy) => Self::Privacy(privacy.yes?),
            Meaning::RowKind => Self::RowKind,
            Meaning::Harmless | Meaning::PassedOver | Meaning::Unknown => Self::Nothing,
        })
    }
}

/// Lays what a person says over what the program found; fails with every column that there is not, or
/// that cannot be read so.
pub(super) fn lay_over(
    tables: &mut [Seen],
    readings: &[ColumnReading],
    services: &[ServiceType],
) -> Result<(), Vec<String>> {
    let own: Vec<TableName> = tables.iter().filter_map(|seen| seen.table).collect();
    let mut mistakes = Vec::new();
    for wanted in readings {
        let mut named = tables
            .iter_mut()
            .filter(|seen| seen.file == wanted.file && seen.sheet == wanted.sheet);
        let found = named.find_map(|seen| {
            let fed = fed_by(seen.table, &own);
            let mut columns = seen.columns.iter_mut();
            columns
                .find(|column| column.name == wanted.column)
                .map(|column| (fed, column))
        });
        let Some((fed, column)) = found else {
            mistakes.push(format!(
                "the files have no column \"{}\" in {}; take the names from the proposal",
                wanted.column, wanted.file
            ));
            continue;
        };
        match meaning(&wanted.reading, column, &fed, services) {
            Ok(meaning) => {
                column.found = Match {
                    meaning,
                    confidence: Confidence::Sure,
                    why: "as you said".to_owned(),
                };
                column.is_decided = true;
            }
            Err(mistake) => mistakes.push(format!("\"{}\": {mistake}", wanted.column)),
        }
    }
    match mistakes.is_empty() {
        true => Ok(()),
        false => Err(mistakes),
    }
}

/// What a column means that a person wants to be read so.
fn meaning(
    reading: &Reading,
    column: &SeenColumn,
    fed: &[TableName],
    services: &[ServiceType],
) -> Result<Meaning, String> {
    let takes = |table: TableName| match fed.contains(&table) {
        true => Ok(()),
        false => Err(format!("the rows of this table feed no {table}")),
    };
    Ok(match reading {
        Reading::Nothing => match sounds_private(column) {
            true => Meaning::Harmless,
            false => Meaning::PassedOver,
        },
        Reading::Privacy(effect) => Meaning::Privacy(decided(column, *effect)),
        Reading::RowKind => match &column.found.meaning {
            Meaning::RowKind => Meaning::RowKind,
            _ => return Err("its cells do not tell organisations from people".to_owned()),
        },
        Reading::Field(field) => {
            takes(field.table)?;
            Meaning::Field(field.clone())
        }
        Reading::Service(code) => {
            takes(TableName::Services)?;
            if !services.iter().any(|service| service.code.as_str() == code) {
                return Err(format!("the network has no service \"{code}\""));
            }
            Meaning::Service(code.clone())
        }
    })
}

fn sounds_private(column: &SeenColumn) -> bool {
    matches!(column.found.meaning, Meaning::Privacy(_)) || privacy::column(&column.name).is_some()
}

fn decided(column: &SeenColumn, effect: Effect) -> Privacy {
    let known = match &column.found.meaning {
        Meaning::Privacy(privacy) => Some(privacy.clone()),
        _ => None,
    };
    Privacy {
        yes: Some(effect),
        ..known.unwrap_or(Privacy {
            about: privacy::column(&column.name).map_or(About::Entry, |heard| heard.about),
            yes: None,
            place: None,
            of_a_system: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_written_as_it_is_read() {
        for text in [
            "nothing",
            "private_if_yes",
            "public_if_yes",
            "row_kind",
            "service:housing",
            "members.name",
            "members.summary.nl",
            "locations.label",
        ] {
            assert_eq!(text.parse::<Reading>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_wrong_with_a_reading_says_what_would_be_right() {
        for (text, remedy) in [
            ("name", "name a table and a field"),
            ("members.nam", "did you mean members.name?"),
            ("members.summary", "members.summary.en"),
            ("members.name.nl", "no text by language"),
            ("members.summary.xx", "none of the seven"),
        ] {
            let told = text.parse::<Reading>().unwrap_err().to_string();
            assert!(told.contains(remedy), "{told}");
        }
    }
}
