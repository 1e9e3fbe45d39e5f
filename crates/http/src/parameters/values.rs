//! What a parameter may be: one value, several, or one of a kind that many operations take.

use utoipa::{
    ToSchema,
    openapi::{
        ArrayBuilder, ObjectBuilder, Ref, RefOr, Required as Requirement, Schema,
        schema::{KnownFormat, SchemaFormat, Type},
    },
};

use super::{Parameter, Query, Value};
use network::{Invalid, Timestamp, parse_date};

/// Whatever is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(pub String);

impl Value for Text {
    fn parse(text: &str) -> Result<Self, Invalid> {
        Ok(Self(text.to_owned()))
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).into()
    }
}

/// `true` or `false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag(pub bool);

impl Value for Flag {
    fn parse(text: &str) -> Result<Self, Invalid> {
        text.parse().map(Self).map_err(|_| no_boolean(text))
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Boolean).into()
    }
}

/// A time (RFC 3339), or a day for its beginning in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOrDay(pub Timestamp);

impl Value for TimeOrDay {
    fn parse(text: &str) -> Result<Self, Invalid> {
        if text.len() == 10 {
            parse_date(text)?;
            return format!("{text}T00:00:00Z").parse().map(Self);
        }
        // A plus that was not encoded: a space can be nothing else behind the time of day.
        match text.rsplit_once(' ') {
            Some((time, offset)) if time.contains('T') => format!("{time}+{offset}").parse(),
            _ => text.parse(),
        }
        .map(Self)
    }

    fn schema() -> RefOr<Schema> {
        Ref::from_schema_name(Timestamp::name()).into()
    }
}

/// A whole number from 1 to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<const MOST: usize>(pub usize);

impl<const MOST: usize> Number<MOST> {
    fn object() -> ObjectBuilder {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
            .minimum(Some(1))
            .maximum(Some(MOST))
    }
}

impl<const MOST: usize> Value for Number<MOST> {
    fn parse(text: &str) -> Result<Self, Invalid> {
        whole_number(text, MOST).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        Self::object().into()
    }
}

/// How many things to give at a time: from 1 to `MOST`, and `USUAL` when nobody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit<const USUAL: usize, const MOST: usize>(pub usize);

impl<const USUAL: usize, const MOST: usize> Parameter for Limit<USUAL, MOST> {
    fn read(query: &mut Query<'_>, name: &'static str) -> Self {
        let given = query.one(name, Number::<MOST>::parse);
        Self(given.map_or(USUAL, |Number(number)| number))
    }

    fn schema() -> RefOr<Schema> {
        Number::<MOST>::object().default(Some(USUAL.into())).into()
    }
}

/// Where a list goes on; which list that is must be known before it can be read
/// ([`cursor`](crate::cursor)).
#[derive(Debug, Clone)]
pub struct CursorText(pub String);

impl Value for CursorText {
    fn parse(text: &str) -> Result<Self, Invalid> {
        Ok(Self(text.to_owned()))
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .into()
    }
}

/// A value that is given once at most.
impl<T: Value> Parameter for Option<T> {
    fn read(query: &mut Query<'_>, name: &'static str) -> Self {
        query.one(name, T::parse)
    }

    fn schema() -> RefOr<Schema> {
        T::schema()
    }
}

/// A value that must be given. It is nothing after a mistake; that it is missing at all, whoever
/// knows what for must say ([`Query::require`]).
#[derive(Debug, Clone)]
pub struct Required<T>(pub Option<T>);

impl<T: Value> Parameter for Required<T> {
    const REQUIREMENT: Requirement = Requirement::True;

    fn read(query: &mut Query<'_>, name: &'static str) -> Self {
        Self(query.one(name, T::parse))
    }

    fn schema() -> RefOr<Schema> {
        T::schema()
    }
}

/// A list, a comma between its values or the parameter given again for each; empty when it is not
/// given.
#[derive(Debug, Clone)]
pub struct Values<T>(pub Vec<T>);

impl<T: Value> Parameter for Values<T> {
    fn read(query: &mut Query<'_>, name: &'static str) -> Self {
        Self(query.list(name, T::parse))
    }

    fn schema() -> RefOr<Schema> {
        let list = ArrayBuilder::new().items(T::schema());
        list.min_items(Some(1)).into()
    }
}

/// Reads a whole number from 1 to `most`.
pub fn whole_number(text: &str, most: usize) -> Result<usize, Invalid> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|number| digits && (1..=most).contains(number))
        .ok_or_else(|| {
            Invalid::new(
                "out_of_range",
                format!("\"{text}\" is not a whole number from 1 to {most}"),
            )
        })
}

/// The error for a text that is no yes and no no.
pub fn no_boolean(text: &str) -> Invalid {
    Invalid::new(
        "invalid_boolean",
        format!("\"{text}\" is neither true nor false"),
    )
}
