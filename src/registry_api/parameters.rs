//! Values of query parameters that several operations take.

use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type};

use http::parameters::{Parameter, Query, Value, no_boolean};
use network::Invalid;

/// Declares the type of a parameter's value: how it is read, and its schema.
macro_rules! value {
    ($(#[doc = $doc:literal])+ $name:ident($inner:ty), $parse:expr, $schema:expr) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub struct $name(pub $inner);

        impl http::parameters::Value for $name {
            fn parse(text: &str) -> Result<Self, network::Invalid> {
                let parse: fn(&str) -> Result<$inner, network::Invalid> = $parse;
                parse(text).map(Self)
            }

            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $schema.into()
            }
        }
    };
}
pub(super) use value;

value! {
    /// The number of a change.
    Revision(i64), |text| {
        text.parse()
            .ok()
            .filter(|revision| *revision >= 1)
            .ok_or_else(|| {
                Invalid::new(
                    "out_of_range",
                    format!("\"{text}\" is not a revision: a whole number from 1"),
                )
            })
    },
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(1))
}
value! {
    /// `true` or `1`, `false` or `0`.
    Switch(bool), |text| match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        text => Err(no_boolean(text)),
    },
    ObjectBuilder::new().schema_type(Type::Boolean)
}

/// As [`Switch`], and no when it is not given.
#[derive(Debug, Clone)]
pub struct OffSwitch(pub bool);

impl Parameter for OffSwitch {
    fn read(query: &mut Query<'_>, name: &'static str) -> Self {
        let given = query.one(name, Switch::parse);
        Self(given.is_some_and(|Switch(on)| on))
    }

    fn schema() -> RefOr<Schema> {
        let schema = ObjectBuilder::new().schema_type(Type::Boolean);
        schema.default(Some(false.into())).into()
    }
}
