//! Strict JSON from the bytes of a body.

use std::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::fault::{MOST_LEVELS, too_deep};
use network::{Invalid, text::taken_in};

/// Reads JSON.
///
/// Fails when there is nothing (`required`), when it is not UTF-8 (`invalid_utf8`) or no JSON
/// (`invalid_json`), when an object has a field twice (`repeated_field`), when a text has the
/// character U+0000 (`invalid_character`), which no database keeps, and when it has more than
/// [`MOST_LEVELS`] levels (`too_deep`). Texts are read without what nobody sees ([`taken_in`]).
pub fn parse(bytes: &[u8]) -> Result<Value, Invalid> {
    let text = str::from_utf8(bytes).map_err(|error| {
        Invalid::new(
            "invalid_utf8",
            format!(
                "it is not UTF-8 from byte {} on; send JSON in UTF-8",
                error.valid_up_to()
            ),
        )
    })?;
    if text.trim().is_empty() {
        return Err(Invalid::new("required", "it is empty; send JSON"));
    }
    let refusal = RefCell::new(None);
    let mut json = serde_json::Deserializer::from_str(text);
    let strict = Strict {
        level: 0,
        refusal: &refusal,
    };
    strict
        .deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| {
            refusal
                .take()
                .unwrap_or_else(|| Invalid::new("invalid_json", format!("it is not JSON: {error}")))
        })
}

/// Reads one value. What it refuses itself goes into `refusal`, for an error of serde's would lose
/// the code.
#[derive(Clone, Copy)]
struct Strict<'a> {
    level: usize,
    refusal: &'a RefCell<Option<Invalid>>,
}

impl Strict<'_> {
    fn below<E: Error>(self) -> Result<Self, E> {
        if self.level == MOST_LEVELS {
            return Err(self.refuse(too_deep()));
        }
        Ok(Self {
            level: self.level + 1,
            ..self
        })
    }

    fn check<E: Error>(self, text: &str) -> Result<(), E> {
        if text.contains('\0') {
            let start: String = text.chars().take(40).collect();
            return Err(self.refuse(Invalid::new(
                "invalid_character",
                format!(
                    "the text that begins {start:?} has the character U+0000; write it without"
                ),
            )));
        }
        Ok(())
    }

    fn refuse<E: Error>(self, invalid: Invalid) -> E {
        let error = E::custom(&invalid);
        self.refusal.replace(Some(invalid));
        error
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.check(text)?;
        Ok(Value::String(taken_in(text).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(below)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut fields = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            self.check(&name)?;
            if fields.contains_key(&name) {
                return Err(self.refuse(Invalid::new(
                    "repeated_field",
                    format!("the field {name:?} is given more than once; give it once"),
                )));
            }
            fields.insert(name, object.next_value_seed(below)?);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn refused(body: impl AsRef<[u8]>) -> Invalid {
        parse(body.as_ref()).unwrap_err()
    }

    #[test]
    fn json_is_read_as_it_stands() {
        let body = r#" {"b": [null, true, -1, 18446744073709551615, 0.5, "é\u0001"], "a": {}} "#;
        let read = parse(body.as_bytes()).unwrap();
        assert_eq!(
            read,
            json!({"b": [null, true, -1, u64::MAX, 0.5, "é\u{1}"], "a": {}})
        );
        assert_eq!(read.as_object().unwrap().keys().next().unwrap(), "b");
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        assert_eq!(refused(" \n").code, "required");
        assert_eq!(refused(b"\"\xff\"").code, "invalid_utf8");
        for (body, place) in [
            ("{\"a\": 1,\n}", "line 2 column 1"),
            ("{} {}", "line 1 column 4"),
            ("[1", "line 1 column 2"),
            ("1e999", "line 1"),
            ("\"\\ud800\"", "line 1"),
            ("NaN", "line 1 column 1"),
        ] {
            let refusal = refused(body);
            assert_eq!(refusal.code, "invalid_json", "{body}");
            assert!(refusal.message.contains(place), "{}", refusal.message);
        }
    }

    #[test]
    fn a_field_given_twice_is_refused_by_name() {
        let refusal = refused(r#"[{"a": {"name": 1, "n\u0061me": 2}}]"#);
        assert_eq!(refusal.code, "repeated_field");
        assert!(refusal.message.contains("\"name\""));
        assert!(parse(br#"[{"a": 1}, {"a": 1}]"#).is_ok());
    }

    #[test]
    fn a_nul_is_refused_in_texts_and_names() {
        assert_eq!(refused(r#"["a\u0000"]"#).code, "invalid_character");
        assert_eq!(refused(r#"{"a\u0000": 1}"#).code, "invalid_character");
    }

    #[test]
    fn only_so_many_levels_are_read() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse(nested(MOST_LEVELS).as_bytes()).is_ok());
        assert_eq!(refused(nested(MOST_LEVELS + 1)).code, "too_deep");
        assert_eq!(refused(nested(100_000)).code, "too_deep");
    }
}
