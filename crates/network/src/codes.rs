//! One declaration for every closed list of codes.

/// Declares an enum whose values are written as codes: in the database, in JSON, in a spreadsheet
/// and in the OpenAPI document alike.
#[macro_export]
macro_rules! codes {
    (
        $(#[doc = $doc:literal])+
        $name:ident ($what:literal) {
            $( $(#[doc = $variant_doc:literal])+ $variant:ident = $code:literal, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        // The name by which a reader that tells mistakes well calls it.
        #[serde(rename = $what)]
        pub enum $name {
            $( $(#[doc = $variant_doc])+ #[serde(rename = $code)] $variant, )+
        }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The code that stands for it everywhere outside the program.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }
        }

        // By hand: the derive does not read a code that comes through a macro.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some(concat!($($doc, "\n"),+).trim()))
                    .enum_values(Some(Self::ALL.iter().map(|value| value.as_str())))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::invalid::Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let given = text.trim();
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.as_str().eq_ignore_ascii_case(given))
                    .ok_or_else(|| $crate::codes::unknown_code(
                        $what,
                        given,
                        Self::ALL.iter().map(|value| value.as_str()),
                    ))
            }
        }
    };
}
pub use codes;

use crate::{invalid::Invalid, nearest::nearest};

/// The error for a code that is in no list: names the nearest one, or all there are.
pub fn unknown_code<'a>(
    what: &str,
    given: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Invalid {
    let remedy = match nearest(given, known.clone()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!(
            "it is one of {}",
            known
                .map(|code| format!("\"{code}\""))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    Invalid::new(
        "unknown_code",
        format!("\"{given}\" is not {} {what}; {remedy}", article(what)),
    )
}

/// The indefinite article of a word.
fn article(word: &str) -> &'static str {
    match word.starts_with(['a', 'e', 'i', 'o']) {
        true => "an",
        false => "a",
    }
}
