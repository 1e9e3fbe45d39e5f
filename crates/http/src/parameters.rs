//! Query parameters, declared once: [`parameters!`](crate::parameters!) makes of a declaration what
//! the OpenAPI document says and how a query is read. Reading is strict, and all mistakes of a
//! request are told at once, in the order of the document.

mod fields;
mod query;
mod values;

use std::str::FromStr;

use actix_web::HttpRequest;
use utoipa::{
    ToSchema,
    openapi::{
        Ref, RefOr, Required as Requirement, Schema,
        path::{Parameter as Documented, ParameterBuilder, ParameterIn, ParameterStyle},
    },
};

use super::problem::Problem;
use network::Invalid;

pub use fields::body_schema;
pub use query::Query;
pub use values::{
    CursorText, Flag, Limit, Number, Required, Text, TimeOrDay, Values, no_boolean, whole_number,
};

/// Declares the query parameters of an operation. A field's type is a [`Parameter`]; its comment is
/// what the document says, and `#[example = …]` gives a value for the operation's example.
///
/// ```
/// http::parameters! {
///     /// The parameters of a list of things.
///     pub struct ThingParameters {
///         /// Only this country.
///         #[example = "BE"]
///         country: Option<network::Country>,
///         /// How many at a time.
///         limit: http::parameters::Limit<50, 200>,
///     }
/// }
/// ```
#[macro_export]
macro_rules! parameters {
    (
        $(#[doc = $about:literal])+
        $visibility:vis struct $name:ident {
            $(
                $(#[doc = $doc:literal])+
                $(#[example = $example:expr])?
                $field:ident: $type:ty,
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug)]
        $visibility struct $name {
            $( $(#[doc = $doc])+ pub $field: $type, )+
        }

        impl $crate::parameters::Parameters for $name {
            fn names() -> Vec<&'static str> {
                vec![$( $crate::parameters::plain(stringify!($field)) ),+]
            }

            fn document() -> Vec<utoipa::openapi::path::Parameter> {
                vec![$(
                    $crate::parameters::documented::<$type>(
                        $crate::parameters::plain(stringify!($field)),
                        concat!($($doc),+).trim(),
                        None$( .or(Some(serde_json::json!($example))) )?,
                    ),
                )+]
            }

            fn take(query: &mut $crate::parameters::Query<'_>) -> Self {
                Self {
                    $(
                        $field: $crate::parameters::Parameter::read(
                            query,
                            $crate::parameters::plain(stringify!($field)),
                        ),
                    )+
                }
            }
        }

        impl utoipa::IntoParams for $name {
            fn into_params(
                _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
            ) -> Vec<utoipa::openapi::path::Parameter> {
                <Self as $crate::parameters::Parameters>::document()
            }
        }
    };
}

/// The name of a field that is called like a word of Rust.
pub fn plain(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// The parameters of an operation, as [`parameters!`](crate::parameters!) makes them.
pub trait Parameters: Sized {
    /// Their names, in the order of the document.
    fn names() -> Vec<&'static str>;

    /// What the document says of them.
    fn document() -> Vec<Documented>;

    /// Reads them; mistakes are kept in the query.
    fn take(query: &mut Query<'_>) -> Self;

    /// Reads the parameters of a request; fails with all mistakes at once.
    fn read(request: &HttpRequest) -> Result<Self, Problem> {
        let (query, read) = Query::begin::<Self>(request.query_string());
        query.finish()?;
        Ok(read)
    }
}

/// Those of two declarations, one after the other.
impl<A: Parameters, B: Parameters> Parameters for (A, B) {
    fn names() -> Vec<&'static str> {
        [A::names(), B::names()].concat()
    }

    fn document() -> Vec<Documented> {
        [A::document(), B::document()].concat()
    }

    fn take(query: &mut Query<'_>) -> Self {
        (A::take(query), B::take(query))
    }
}

/// What a parameter may be: how it is found in the query, and what the document says of it.
pub trait Parameter: Sized {
    /// Whether the document says that it must be given.
    const REQUIREMENT: Requirement = Requirement::False;

    /// Reads it; mistakes are kept in the query.
    fn read(query: &mut Query<'_>, name: &'static str) -> Self;

    /// Its schema.
    fn schema() -> RefOr<Schema>;
}

/// A value of a parameter. A type that can be read from a text and has a schema of its own is one.
pub trait Value: Sized {
    /// Reads the value.
    fn parse(text: &str) -> Result<Self, Invalid>;

    /// Its schema.
    fn schema() -> RefOr<Schema>;
}

impl<T: FromStr<Err = Invalid> + ToSchema> Value for T {
    fn parse(text: &str) -> Result<Self, Invalid> {
        text.parse()
    }

    fn schema() -> RefOr<Schema> {
        Ref::from_schema_name(T::name()).into()
    }
}

/// What the document says of lists in a query.
const SEVERAL: &str = " Several: with commas between them, or the parameter again for each.";

/// What the document says of a parameter.
pub fn documented<P: Parameter>(
    name: &str,
    description: &str,
    example: Option<serde_json::Value>,
) -> Documented {
    let schema = P::schema();
    let is_list = matches!(schema, RefOr::T(Schema::Array(_)));
    let several = match is_list {
        true => SEVERAL,
        false => "",
    };
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .description(Some(format!("{description}{several}")))
        .required(P::REQUIREMENT)
        .schema(Some(schema))
        .style(is_list.then_some(ParameterStyle::Form))
        .explode(is_list.then_some(false))
        .example(example)
        .build()
}

/// Refuses every parameter: the operation takes none.
pub fn none(request: &HttpRequest) -> Result<(), Problem> {
    Query::new(request.query_string(), [""; 0]).finish()
}
