//! Query parameters, declared once: [`parameters!`](crate::parameters!) makes of a declaration what
//! the OpenAPI document says and how a query is read. Reading is strict, and all mistakes of a
//! request are told at once, in the order of the document.

mod fields;

use std::{borrow::Cow, mem, str::FromStr};

use actix_web::HttpRequest;
use percent_encoding::percent_decode_str;
use utoipa::{
    ToSchema,
    openapi::{
        ArrayBuilder, ObjectBuilder, Ref, RefOr, Required as Requirement, Schema,
        path::{Parameter as Documented, ParameterBuilder, ParameterIn, ParameterStyle},
        schema::{KnownFormat, SchemaFormat, Type},
    },
};

use super::problem::{FieldError, Problem};
pub use fields::body_schema;
use network::{Invalid, Timestamp, nearest::nearest, parse_date};

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

/// A request's query while it is read.
pub struct Query<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The parameters that the operation takes, in the order of the document.
    known: Vec<Cow<'static, str>>,
    /// In which order the mistakes are told; as they were found where it names none.
    order: Vec<&'static str>,
    errors: Vec<FieldError>,
}

impl<'a> Query<'a> {
    /// Reads the parameters of an operation from a query. Mistakes that are found later may be
    /// added before [`Query::finish`].
    pub fn begin<P: Parameters>(query: &'a str) -> (Self, P) {
        let mut query = Self::new(query, P::names());
        query.order = P::names();
        let read = P::take(&mut query);
        (query, read)
    }

    /// Begins to read a query; `known` are the parameters that the operation takes.
    pub fn new(
        query: &'a str,
        known: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        let mut read = Self {
            pairs: Vec::new(),
            known: known.into_iter().map(Into::into).collect(),
            order: Vec::new(),
            errors: Vec::new(),
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Malformed encodings do not come this far: the address is checked as a whole before.
            let (name, value) = (decode(name), decode(value));
            if read.known.contains(&name) {
                read.pairs.push((name, value));
            } else {
                read.unknown(&name);
            }
        }
        read
    }

    /// A parameter that is given once at most.
    pub fn one<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let mut values = self.values(name).into_iter();
        let value = values.next()?;
        if values.next().is_some() {
            self.refuse(
                name,
                Invalid::new("repeated", "it is given more than once; give it once"),
            );
            return None;
        }
        self.parse(name, &value, &parse)
    }

    /// A list: a comma stands between its values, or the parameter is given again for each.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Vec<T> {
        let texts = self.values(name);
        let items = texts.iter().flat_map(|text| text.split(','));
        items
            .filter_map(|item| match item.trim().is_empty() {
                true => self.check(name, Err(empty())),
                false => self.parse(name, item, &parse),
            })
            .collect()
    }

    /// Whether a parameter is given, right or wrong.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(known, _)| known == name)
    }

    /// Takes the result of a check that was made after the reading, or notes its mistake.
    pub fn check<T>(&mut self, name: &'static str, checked: Result<T, Invalid>) -> Option<T> {
        checked.map_err(|invalid| self.refuse(name, invalid)).ok()
    }

    /// Notes that a parameter is missing, if it is.
    pub fn require(&mut self, name: &'static str, remedy: &str) {
        if !self.has(name) {
            self.refuse(
                name,
                Invalid::new("required", format!("it is missing; {remedy}")),
            );
        }
    }

    /// Notes a mistake.
    pub fn refuse(&mut self, name: &'static str, invalid: Invalid) {
        self.errors.push(FieldError::parameter(name, invalid));
    }

    /// Puts the mistakes that were found so far in the order of these parameters; what there is no
    /// parameter for comes first.
    pub fn sort(&mut self, order: &[&str]) {
        self.errors.sort_by_key(|error| {
            let parameter = error.parameter.as_deref();
            order.iter().position(|name| parameter == Some(*name))
        });
    }

    /// Ends the reading: fails when there was any mistake.
    pub fn finish(mut self) -> Result<(), Problem> {
        if self.errors.is_empty() {
            return Ok(());
        }
        let order = mem::take(&mut self.order);
        self.sort(&order);
        Err(Problem::invalid_parameters(self.errors))
    }

    fn values(&self, name: &str) -> Vec<Cow<'a, str>> {
        self.pairs
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    fn parse<T>(
        &mut self,
        name: &'static str,
        text: &str,
        parse: &impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        self.check(name, parse(text.trim()))
    }

    fn unknown(&mut self, name: &str) {
        let known = &self.known;
        let bare = name.split_once('[').map(|(bare, _)| bare);
        let remedy = match nearest(name, known.iter().map(AsRef::as_ref)) {
            _ if bare.is_some_and(|bare| known.iter().any(|name| name == bare)) => format!(
                "write \"{0}\" without brackets, and a list as {0}=a,b or {0}=a&{0}=b",
                bare.unwrap_or_default()
            ),
            _ if name == "_" => "jQuery adds it to get past caches; ask with \"cache: true\", \
                                 for an answer here says itself how long it may be kept"
                .to_owned(),
            Some(near) => format!("did you mean \"{near}\"?"),
            None if known.is_empty() => "this address takes no parameters".to_owned(),
            None => format!("this address takes {}", known.join(", ")),
        };
        self.errors.push(FieldError::parameter(
            name,
            Invalid::new(
                "unknown_parameter",
                format!("there is no such parameter; {remedy}"),
            ),
        ));
    }
}

fn empty() -> Invalid {
    Invalid::new(
        "empty",
        "a value is empty; leave the parameter out to ask for all",
    )
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

/// Decodes a part of a query, in which a plus stands for a space.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['+', '%']) {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace('+', " ");
    Cow::Owned(percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 3] = ["country", "limit", "sort"];

    fn upper(text: &str) -> Result<String, Invalid> {
        if text.chars().all(char::is_alphabetic) {
            Ok(text.to_uppercase())
        } else {
            Err(Invalid::new(
                "not_letters",
                format!("\"{text}\" has more than letters"),
            ))
        }
    }

    #[test]
    fn a_comma_means_the_same_as_a_second_time() {
        let mut query = Query::new("country=be,nl&country=d%65", KNOWN);
        assert_eq!(query.list("country", upper), ["BE", "NL", "DE"]);
        assert!(query.finish().is_ok());
    }

    #[test]
    fn all_mistakes_come_at_once() {
        let mut query = Query::new("contry=be&country=b3,&limit=a&limit=b&zzzzzz=1", KNOWN);
        query.list("country", upper);
        query.one("limit", upper);
        let problem = query.finish().unwrap_err();
        let told: Vec<_> = problem
            .errors
            .iter()
            .map(|error| {
                (
                    error.parameter.as_deref().unwrap_or(""),
                    error.code.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("contry", "unknown_parameter"),
                ("zzzzzz", "unknown_parameter"),
                ("country", "not_letters"),
                ("country", "empty"),
                ("limit", "repeated"),
            ]
        );
        assert!(problem.errors[0].message.contains("\"country\""));
        assert!(problem.errors[1].message.contains("country, limit, sort"));
    }

    #[test]
    fn a_plus_is_a_space() {
        let mut query = Query::new("sort=New+York%2B", KNOWN);
        assert_eq!(
            query.one("sort", |text| Ok(text.to_owned())).as_deref(),
            Some("New York+")
        );
    }
}
