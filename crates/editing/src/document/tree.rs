//! A copy of a document from which parts can be taken out without a change to the places of the
//! others.

use serde::de::{Unexpected, Visitor, value};
use serde_json::{Number, Value};

use super::fault::{Fault, MOST_LEVELS};

/// One value.
pub enum Node<'a> {
    Null,
    Bool(bool),
    Number(&'a Number),
    Text(&'a str),
    /// With the place that each element has in the document.
    List(Vec<(usize, Node<'a>)>),
    Object(Vec<(&'a str, Node<'a>)>),
    /// Stands for a field that must be there and is not.
    Guess(&'static str, Guess),
}

impl<'a> Node<'a> {
    /// The copy; `None` when it has too many levels.
    pub fn of(value: &'a Value) -> Option<Self> {
        Self::at_level(value, 0)
    }

    fn at_level(value: &'a Value, level: usize) -> Option<Self> {
        if level == MOST_LEVELS && (value.is_object() || value.is_array()) {
            return None;
        }
        let below = |value| Self::at_level(value, level + 1);
        Some(match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(
                items
                    .iter()
                    .enumerate()
                    .map(|(place, item)| Some((place, below(item)?)))
                    .collect::<Option<_>>()?,
            ),
            Value::Object(fields) => Self::Object(
                fields
                    .iter()
                    .map(|(name, value)| Some((name.as_str(), below(value)?)))
                    .collect::<Option<_>>()?,
            ),
        })
    }

    /// The value at a path.
    pub fn get(&self, path: &[String]) -> Option<&Self> {
        let Some((step, rest)) = path.split_first() else {
            return Some(self);
        };
        match self {
            Self::List(items) => {
                let place: usize = step.parse().ok()?;
                let (_, item) = items.iter().find(|(known, _)| *known == place)?;
                item.get(rest)
            }
            Self::Object(fields) => {
                let (_, value) = fields.iter().find(|(name, _)| name == step)?;
                value.get(rest)
            }
            _ => None,
        }
    }

    fn get_mut(&mut self, path: &[String]) -> Option<&mut Self> {
        let Some((step, rest)) = path.split_first() else {
            return Some(self);
        };
        match self {
            Self::List(items) => {
                let place: usize = step.parse().ok()?;
                let (_, item) = items.iter_mut().find(|(known, _)| *known == place)?;
                item.get_mut(rest)
            }
            Self::Object(fields) => {
                let (_, value) = fields.iter_mut().find(|(name, _)| name == step)?;
                value.get_mut(rest)
            }
            _ => None,
        }
    }

    /// Takes the value at a path out; false when there is none, or when it is the whole document.
    pub fn take_out(&mut self, path: &[String]) -> bool {
        let Some((step, parent)) = path.split_last() else {
            return false;
        };
        match self.get_mut(parent) {
            Some(Self::List(items)) => {
                let (before, sought) = (items.len(), step.parse());
                items.retain(|(place, _)| Ok(*place) != sought);
                items.len() < before
            }
            Some(Self::Object(fields)) => {
                let before = fields.len();
                fields.retain(|(name, _)| name != step);
                fields.len() < before
            }
            _ => false,
        }
    }

    /// Gives the object at a path a guess for a field; false when it has the field or is none.
    pub fn supply(&mut self, object: &[String], name: &'static str, guess: Guess) -> bool {
        let Some(node) = self.get_mut(object) else {
            return false;
        };
        if matches!(node, Self::Guess(..)) {
            *node = Self::Object(Vec::new());
        }
        match node {
            Self::Object(fields) if fields.iter().all(|(known, _)| *known != name) => {
                fields.push((name, Self::Guess(name, guess)));
                true
            }
            _ => false,
        }
    }

    /// The guess at a path, with the name of the field that it stands for.
    pub fn guess_at(&mut self, path: &[String]) -> Option<(&'static str, &mut Guess)> {
        match self.get_mut(path)? {
            Self::Guess(name, guess) => Some((name, guess)),
            _ => None,
        }
    }

    /// What serde calls it in an error.
    pub fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(truth) => Unexpected::Bool(*truth),
            Self::Number(number) => Unexpected::Float(number.as_f64().unwrap_or_default()),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
            Self::Guess(..) => Unexpected::Other("a guess"),
        }
    }
}

/// Texts of which one fits each domain type that is written as text.
const TEXTS: [&str; 8] = [
    "x",
    "2020-01-01",
    "fr",
    "https://a.example",
    "a@a.example",
    "2020-01-01T00:00:00Z",
    "01900000-0000-7000-8000-000000000000",
    "+32 9 123 45 67",
];
/// Numbers of which one fits a range that is not too odd.
const NUMBERS: [u64; 3] = [0, 1, 2000];

/// A value for a field whose type is not known until it is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Guess {
    first: usize,
    tried: usize,
}

impl Guess {
    /// The same guess as the first of another row.
    pub fn anew(self) -> Self {
        Self {
            first: self.number(),
            tried: 0,
        }
    }

    /// The guess after this one; `None` after the last.
    pub fn next(self) -> Option<Self> {
        let tried = self.tried + 1;
        (tried < TEXTS.len()).then_some(Self { tried, ..self })
    }

    /// Its number, below that of the texts.
    pub fn number(self) -> usize {
        (self.first + self.tried) % TEXTS.len()
    }

    pub fn visit_bool<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_bool(false)
    }

    pub fn visit_number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u64(NUMBERS[self.number() % NUMBERS.len()])
    }

    pub fn visit_text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(TEXTS[self.number()])
    }

    pub fn visit_list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(value::SeqDeserializer::new(std::iter::empty::<()>()))
    }

    pub fn visit_object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(value::MapDeserializer::new(std::iter::empty::<((), ())>()))
    }

    pub fn visit_unit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, de::DeserializeOwned};
    use serde_json::json;
    use validator::Validate;

    use super::super::read;
    use super::*;
    use network::{
        Country, Date, Email, Invalid, LanguageTag, LocalizedText, LocationId, LocationKind,
        PhoneNumber, Point, Slug, Timestamp, WebAddress,
    };

    fn told<T: DeserializeOwned + Validate>(document: &Value) -> Vec<(String, String)> {
        let mistakes = read::<T>(document).err().unwrap_or_default().into_iter();
        mistakes
            .map(|mistake| (mistake.pointer, mistake.invalid.code.into_owned()))
            .collect()
    }

    #[test]
    fn a_guess_fits_every_domain_type() {
        #[derive(Deserialize, Validate)]
        #[expect(dead_code)]
        struct Inner {
            email: Email,
        }

        #[derive(Deserialize, Validate)]
        #[expect(dead_code)]
        struct Everything {
            text: String,
            country: Country,
            email: Email,
            date: Date,
            time: Timestamp,
            id: LocationId,
            phone: PhoneNumber,
            website: WebAddress,
            slug: Slug,
            kind: LocationKind,
            number: u64,
            fraction: f64,
            truth: bool,
            list: Vec<Country>,
            map: LocalizedText,
            point: Point,
            #[validate(nested)]
            inner: Inner,
            language: LanguageTag,
        }
        let told = told::<Everything>(&json!({}));
        assert_eq!(told.len(), 18, "{told:?}");
        assert!(told.iter().all(|(_, code)| code == "required"));
        assert_eq!(told[17].0, "/language");
    }

    #[test]
    fn a_field_that_no_guess_fits_ends_the_search_but_is_told() {
        #[derive(Deserialize)]
        #[serde(try_from = "String")]
        struct Password;

        impl TryFrom<String> for Password {
            type Error = Invalid;

            fn try_from(text: String) -> Result<Self, Invalid> {
                match text.as_str() {
                    "sesame" => Ok(Self),
                    _ => Err(Invalid::new("wrong_password", "it is wrong; guess again")),
                }
            }
        }

        #[derive(Deserialize)]
        #[expect(dead_code)]
        struct Cave {
            password: Password,
        }

        #[derive(Deserialize, Validate)]
        #[expect(dead_code)]
        struct Mountain {
            #[serde(default)]
            caves: Vec<Cave>,
            cave: Cave,
            height: u64,
        }

        let told = told::<Mountain>(&json!({
            "caves": [{}, {"password": "sesame"}, {"password": "x"}, {}],
        }));
        let pointers: Vec<_> = told.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/caves/0/password",
                "/caves/2/password",
                "/caves/3/password",
                "/cave"
            ]
        );
        assert_eq!(told[1].1, "wrong_password");
    }
}
