//! Parameters as the fields of a JSON body, for what is to stand in no address. The fields, their
//! schema and how they are read come from the one declaration that the query has.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value as Json;
use utoipa::openapi::{
    ArrayBuilder, Object, ObjectBuilder, RefOr, Schema,
    path::Parameter as Documented,
    schema::{AdditionalProperties, ArrayItems, SchemaType, Type},
};

use super::{Query, SEVERAL};
use crate::problem::{FieldError, Kind, Problem};
use network::Invalid;

/// What the document says of a body with these parameters.
pub fn body_schema(parameters: Vec<Documented>) -> ObjectBuilder {
    let closed = AdditionalProperties::FreeForm(false);
    let body = ObjectBuilder::new()
        .schema_type(Type::Object)
        .additional_properties(Some(closed));
    parameters.into_iter().fold(body, |body, parameter| {
        let said = parameter.description.unwrap_or_default();
        let said = said.strip_suffix(SEVERAL).unwrap_or(&said).to_owned();
        let schema = parameter.schema.unwrap_or_default();
        body.property(parameter.name, described(schema, said))
    })
}

fn described(schema: RefOr<Schema>, said: String) -> RefOr<Schema> {
    match schema {
        RefOr::Ref(mut named) => {
            named.description = said;
            RefOr::Ref(named)
        }
        RefOr::T(Schema::Array(list)) => ArrayBuilder::from(list).description(Some(said)).into(),
        RefOr::T(Schema::Object(object)) => {
            ObjectBuilder::from(object).description(Some(said)).into()
        }
        other => other,
    }
}

impl Query<'static> {
    /// Begins to read a query that came as a JSON object with these parameters as its fields; a
    /// list is an array, or its texts with commas between them.
    pub fn of_body(body: &[u8], parameters: &[Documented]) -> Result<Self, Problem> {
        if body.trim_ascii().is_empty() {
            return Err(malformed(&"it is empty; send {} to ask for all"));
        }
        let Fields(fields) = serde_json::from_slice(body).map_err(|error| {
            match error.to_string().starts_with("invalid type") {
                true => malformed(&"it is not an object"),
                false => malformed(&error),
            }
        })?;
        let names = parameters.iter().map(|parameter| parameter.name.clone());
        let mut query = Query::new("", names);
        for (name, value) in fields {
            let known = parameters.iter().find(|parameter| parameter.name == name);
            let Some(schema) = known.and_then(|known| known.schema.as_ref()) else {
                query.unknown(&name);
                continue;
            };
            match text(&value, schema) {
                Ok(text) if text.contains('\0') => return Err(malformed(&"it holds a NUL")),
                Ok(text) => query.pairs.push((name.into(), text.into())),
                Err(invalid) => query.errors.push(FieldError::parameter(name, invalid)),
            }
        }
        Ok(query)
    }
}

/// What a value would be in an address.
fn text(value: &Json, schema: &RefOr<Schema>) -> Result<String, Invalid> {
    let expected = match schema {
        RefOr::T(Schema::Array(list)) => match (value, &list.items) {
            (Json::Array(values), ArrayItems::RefOrSchema(items)) => {
                let texts = values.iter().map(|value| text(value, items));
                return texts
                    .collect::<Result<Vec<_>, _>>()
                    .map(|texts| texts.join(","));
            }
            (Json::String(text), _) => return Ok(text.clone()),
            _ => "a list",
        },
        RefOr::T(Schema::Object(object)) => match (type_of(object), value) {
            (Some(Type::Boolean), Json::Bool(flag)) => return Ok(flag.to_string()),
            (Some(Type::Boolean), _) => "true or false",
            (Some(Type::Integer | Type::Number), Json::Number(number)) => {
                // Written out: 1e3 is 1000, and 10.0 is 10.
                let number = number.as_f64().unwrap_or(f64::INFINITY);
                return Ok(number.to_string());
            }
            (Some(Type::Integer | Type::Number), _) => "a number",
            (_, Json::String(text)) => return Ok(text.clone()),
            _ => "a text",
        },
        _ => match value {
            Json::String(text) => return Ok(text.clone()),
            _ => "a text",
        },
    };
    let found = match value {
        Json::Null => "null; leave it out to ask for all, or give",
        Json::Bool(_) => "true or false, not",
        Json::Number(_) => "a number, not",
        Json::String(_) => "a text, not",
        Json::Array(_) => "a list, not",
        Json::Object(_) => "an object, not",
    };
    Err(Invalid::new(
        "invalid_type",
        format!("it is {found} {expected}"),
    ))
}

fn type_of(object: &Object) -> Option<&Type> {
    match &object.schema_type {
        SchemaType::Type(kind) => Some(kind),
        _ => None,
    }
}

fn malformed(why: &dyn fmt::Display) -> Problem {
    let invalid = Invalid::new("malformed_body", why.to_string());
    Problem {
        errors: vec![FieldError::pointer("", invalid)],
        ..Problem::new(
            Kind::MalformedBody,
            format!("The body cannot be read: {why}."),
        )
    }
}

/// The fields of an object, each there once.
struct Fields(Vec<(String, Json)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields: Vec<(String, Json)> = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Json>()? {
                    if fields.iter().any(|(known, _)| *known == name) {
                        return Err(A::Error::custom(format!("\"{name}\" is there twice")));
                    }
                    fields.push((name, value));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::{Limit, Parameters, Values};
    use network::Country;

    crate::parameters! {
        /// Some.
        struct Some {
            /// A list.
            country: Values<Country>,
            /// A number.
            limit: Limit<50, 200>,
        }
    }

    fn read(body: &str) -> Result<(Vec<Country>, usize), Problem> {
        let mut query = Query::of_body(body.as_bytes(), &Some::document())?;
        let read = Some::take(&mut query);
        query.finish()?;
        Ok((read.country.0, read.limit.0))
    }

    #[test]
    fn an_array_and_its_comma_form_are_the_same() {
        let both = ["BE", "NL"].map(|code| code.parse().unwrap()).to_vec();
        for body in [
            r#"{"country": ["BE", "NL"], "limit": 10.0}"#,
            r#"{"limit": 1e1, "country": "BE,NL"}"#,
        ] {
            assert_eq!(read(body).unwrap(), (both.clone(), 10), "{body}");
        }
        assert_eq!(read("{}").unwrap(), (Vec::new(), 50));
    }

    #[test]
    fn what_is_no_such_value_is_told() {
        for (body, code) in [
            (r#"{"country": []}"#, "empty"),
            (r#"{"country": null}"#, "invalid_type"),
            (r#"{"country": [["BE"]]}"#, "invalid_type"),
            (r#"{"country": {"code": "BE"}}"#, "invalid_type"),
            (r#"{"country": 1}"#, "invalid_type"),
            (r#"{"limit": "10"}"#, "invalid_type"),
            (r#"{"limit": 1.5}"#, "out_of_range"),
            (r#"{"limit": -1}"#, "out_of_range"),
            (r#"{"limit": 1e999}"#, "malformed_body"),
            (r#"{"contry": "BE"}"#, "unknown_parameter"),
            (r#"{"country": "BE", "country": "NL"}"#, "malformed_body"),
            (r#"{"country": "B\u0000"}"#, "malformed_body"),
            ("[]", "malformed_body"),
            ("", "malformed_body"),
            ("{\"country\": \"\u{0}\"}", "malformed_body"),
        ] {
            let problem = read(body).unwrap_err();
            assert_eq!(problem.errors[0].code, code, "{body}: {problem}");
        }
    }
}
