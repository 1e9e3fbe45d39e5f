//! What stands in a field: as the record has it, as a form shows it, and as it was typed.

use serde_json::{Map, Value, json};

use super::{Kind, listed};
use crate::form::Fields;
use network::Lang;

/// Between codes of a list.
pub(super) const BETWEEN: &str = ", ";

/// What somebody typed into a field, or chose.
pub(super) fn typed(kind: Kind, given: &Fields, name: &str) -> String {
    match kind {
        Kind::Delivery => given.all(name).join(BETWEEN),
        _ => given.get(name).to_owned(),
    }
}

pub(super) fn written(kind: Kind, value: &Value) -> String {
    let list = |separator: &str, field: Option<&str>| {
        let values = value.as_array().into_iter().flatten();
        let texts = values.filter_map(|value| match field {
            Some(field) => value[field].as_str(),
            None => value.as_str(),
        });
        texts.collect::<Vec<_>>().join(separator)
    };
    match kind {
        Kind::Codes | Kind::Delivery => list(BETWEEN, None),
        Kind::Words => list("\n", None),
        Kind::Phones => list("\n", Some("number")),
        Kind::Links => listed::lines(value, listed::LINK),
        Kind::Identifiers => listed::lines(value, listed::IDENTIFIER),
        Kind::Names => listed::names(value),
        Kind::Maybe => value
            .as_bool()
            .map_or_else(String::new, |switch| switch.to_string()),
        Kind::Point => match value {
            Value::Object(point) => format!("{}, {}", point["latitude"], point["longitude"]),
            other => other.as_str().unwrap_or_default().to_owned(),
        },
        Kind::Number => value
            .as_i64()
            .map_or_else(String::new, |number| number.to_string()),
        _ => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// The languages of a text: the seven, and whatever else it is written in.
pub(super) fn languages(text: &Value) -> Vec<String> {
    let mut languages: Vec<String> = Lang::ALL.map(|lang| lang.code().to_owned()).into();
    let others = text.as_object().into_iter().flat_map(Map::keys);
    for other in others {
        if !languages.contains(other) {
            languages.push(other.clone());
        }
    }
    languages
}

pub(super) fn value_at<'a>(record: &'a Value, name: &str) -> &'a Value {
    name.split('.').fold(record, |value, part| &value[part])
}

pub(super) fn read(kind: Kind, text: &str) -> Value {
    let parts = |separators: &[char]| -> Vec<String> {
        let parts = text.split(separators).map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    match kind {
        Kind::Codes | Kind::Delivery => parts(&[',', ' ', ';']).into(),
        Kind::Words if !text.is_empty() => parts(&['\n', '\r']).into(),
        Kind::Phones => {
            let numbers = parts(&['\n', '\r']).into_iter();
            numbers.map(|number| json!({ "number": number })).collect()
        }
        Kind::Links => parts(&['\n', '\r'])
            .iter()
            .map(|line| listed::link(line))
            .collect(),
        Kind::Identifiers => parts(&['\n', '\r'])
            .iter()
            .map(|line| listed::identifier(line))
            .collect(),
        Kind::Names => parts(&['\n', '\r'])
            .iter()
            .map(|line| listed::name(line))
            .collect(),
        Kind::Number => match text.parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) if text.is_empty() => Value::Null,
            // The API says what is wrong with it.
            Err(_) => text.into(),
        },
        _ if text.is_empty() => Value::Null,
        Kind::Maybe => (text == "true").into(),
        Kind::Point => {
            let numbers: Vec<f64> = parts(&[',', ' ', ';'])
                .iter()
                .filter_map(|part| part.parse().ok())
                .collect();
            match numbers[..] {
                [latitude, longitude] => json!({ "latitude": latitude, "longitude": longitude }),
                // The API says what is wrong with it.
                _ => text.into(),
            }
        }
        _ => text.replace("\r\n", "\n").into(),
    }
}
