//! Why a reading ended, and where.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use network::{Invalid, codes::unknown_code, nearest::nearest};

/// The fields and places that lead from the document to a value, the outermost first.
pub type Path = Vec<String>;

/// The most levels of objects and lists that a document may have.
pub const MOST_LEVELS: usize = 64;

/// What is wrong with a document of more levels.
pub fn too_deep() -> Invalid {
    Invalid::new(
        "too_deep",
        format!("it has more than {MOST_LEVELS} levels of objects and lists; make it flatter"),
    )
}

/// The error of a reading. It learns its place on its way out.
#[derive(Debug)]
pub struct Fault {
    /// The innermost step first.
    steps: Vec<String>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Missing(&'static str),
    UnknownField(Invalid),
    WrongType {
        found: Found,
        expected: String,
        meant: Option<&'static str>,
    },
    Other(Invalid),
}

#[derive(Debug, PartialEq)]
enum Found {
    Null,
    Something(&'static str),
}

impl Fault {
    /// A text that is none of the codes that `what` names.
    pub fn unknown_code(what: &str, given: &str, known: &'static [&'static str]) -> Self {
        Self::new(Kind::Other(unknown_code(
            what,
            given,
            known.iter().copied(),
        )))
    }

    fn new(kind: Kind) -> Self {
        Self {
            steps: Vec::new(),
            kind,
        }
    }

    fn other(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Kind::Other(Invalid::new(code, message)))
    }

    /// The fault seen from one level further out.
    pub fn under(mut self, step: impl ToString) -> Self {
        self.steps.push(step.to_string());
        self
    }

    /// Tells what was asked for, unless it lies further in or is known.
    pub fn meant(mut self, word: &'static str) -> Self {
        if let Kind::WrongType { meant, .. } = &mut self.kind
            && self.steps.is_empty()
        {
            meant.get_or_insert(word);
        }
        self
    }

    /// Where it is; for a missing field, where that would be.
    pub fn path(&self) -> Path {
        let steps = self.steps.iter().rev().cloned();
        steps.chain(self.missing().map(str::to_owned)).collect()
    }

    /// The field that is not there, if that is the fault.
    pub fn missing(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Missing(name) => Some(name),
            _ => None,
        }
    }

    /// Whether nobody knows the field.
    pub fn is_unknown_field(&self) -> bool {
        matches!(self.kind, Kind::UnknownField(_))
    }

    /// The fault in words.
    pub fn into_invalid(self) -> Invalid {
        match self.kind {
            Kind::Missing(_) => Invalid::new("required", "it is missing; give it a value"),
            Kind::UnknownField(invalid) | Kind::Other(invalid) => invalid,
            Kind::WrongType {
                found,
                expected,
                meant,
            } => {
                let right = meant.map_or(expected, str::to_owned);
                match found {
                    Found::Null => {
                        Invalid::new("required", format!("it is null; it must be {right}"))
                    }
                    Found::Something(found) => Invalid::new(
                        "invalid_type",
                        format!("this is {found}; it must be {right}"),
                    ),
                }
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {:?}", self.kind, self.path())
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = format!("{message:#}");
        Self::new(Kind::Other(
            Invalid::from_alternate(&text).unwrap_or_else(|| Invalid::new("invalid_value", text)),
        ))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        let found = match unexpected {
            Unexpected::Float(number) => match bounds(&expected) {
                Some(_) if number.fract() == 0.0 => return out_of_range(&number, &expected),
                Some(_) => Found::Something("a number with a fraction"),
                None => Found::Something("a number"),
            },
            unexpected => found(unexpected),
        };
        Self::new(Kind::WrongType {
            found,
            expected,
            meant: None,
        })
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        match unexpected {
            Unexpected::Unsigned(number) => out_of_range(&number, &expected),
            Unexpected::Signed(number) => out_of_range(&number, &expected),
            Unexpected::Float(number) => out_of_range(&number, &expected),
            _ => Self::other("invalid_value", format!("it must be {expected}")),
        }
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::other(
            "invalid_length",
            format!("the number of its elements is {length}; it must be {expected}"),
        )
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::Other(unknown_code(
            "code for this",
            variant,
            expected.iter().copied(),
        )))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let remedy = match nearest(field, expected.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if expected.is_empty() => "this object has no fields".to_owned(),
            None => format!("this object takes {}", expected.join(", ")),
        };
        Self::new(Kind::UnknownField(Invalid::new(
            "unknown_field",
            format!("there is no such field; {remedy}"),
        )))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Kind::Missing(field))
    }
}

fn found(unexpected: Unexpected<'_>) -> Found {
    Found::Something(match unexpected {
        Unexpected::Unit | Unexpected::Option => return Found::Null,
        Unexpected::Bool(_) => "true or false",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "a number",
        Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::Bytes(_) => "a text",
        Unexpected::Seq => "a list",
        Unexpected::Map => "an object",
        _ => "something else",
    })
}

fn out_of_range(number: &dyn fmt::Display, expected: &str) -> Fault {
    let right = match bounds(expected) {
        Some((least, most)) => format!("a whole number from {least} to {most}"),
        None => expected.to_owned(),
    };
    Fault::other(
        "out_of_range",
        format!("{number} is out of range; it must be {right}"),
    )
}

/// The least and the most that a whole number of serde's name for it can be.
fn bounds(expected: &str) -> Option<(i128, i128)> {
    Some(match expected {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" | "isize" => (i64::MIN.into(), i64::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" | "usize" => (0, u64::MAX.into()),
        _ => return None,
    })
}
