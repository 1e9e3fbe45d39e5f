//! The state of the directory page, as its address has it.

use std::sync::LazyLock;

use directory::search::Query;
use http::{list::ListParameters, parameters::Parameters};
use network::LanguageTag;

use crate::{
    address::{Address, HERE},
    map::{Look, Size},
};

/// The parameters of the page: those of the API that make a list, and how it is looked at; `size` is
/// how large the map is drawn for the script that knows its room.
pub static PARAMETERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let taken = ListParameters::names();
    let foreign = ["highlight", "facets", "format", "limit"];
    let own = taken.into_iter().filter(|name| !foreign.contains(name));
    own.chain(["view", "map", "size"]).collect()
});

/// How the directory is looked at where there is no room for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// As a list.
    List,
    /// As a map.
    Map,
}

impl View {
    /// How an address has it.
    pub fn of(address: &Address) -> Self {
        match address.get("view") {
            Some("map") => Self::Map,
            _ => Self::List,
        }
    }

    /// Its name in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Map => "map",
        }
    }
}

/// The address without what says nothing: empty fields of a form, what other sites hang on, an
/// order or a radius that lost what it depends on.
pub fn plain(address: &Address) -> Address {
    let given = address.keeping(|name, value| {
        let known = PARAMETERS.contains(&name);
        let says_something = match name {
            "q" => Query::parse(value)
                .err()
                .is_none_or(|error| error.code != "no_words"),
            "lang" => LanguageTag::parse(value).is_ok(),
            "view" => ["list", "map"].contains(&value),
            "map" => Look::parse(value).is_ok(),
            "size" => Size::parse(value).is_ok(),
            "near" => !["", HERE].contains(&value.trim()),
            "open_now" => value == "true",
            _ => !value.trim().is_empty(),
        };
        known && says_something
    });
    let view = View::of(&given);
    let (near, text) = (given.get("near").is_some(), given.get("q").is_some());
    given.keeping(|name, value| match (name, value) {
        ("radius", _) | ("sort", "distance") => near,
        ("map" | "size", _) => view == View::Map,
        ("sort", "relevance") => text,
        _ => true,
    })
}
