//! Where the parts of a map lead: the page that it stands on, with another view or filter.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What needs no encoding in a query (RFC 3986, 3.4), and is good to read there.
const PLAIN: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b'/');

/// The page that a map stands on, as it was asked for.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Its path: `/`.
    pub path: String,
    /// Its query, name by name.
    pub query: Vec<(String, String)>,
}

impl Links {
    /// The address of the page with these parameters and no others of their names. A parameter
    /// without a value is left out, and so is the place in the list, which would be another's.
    pub fn with(&self, parameters: &[(&str, Option<&str>)]) -> String {
        let named = |name: &str| parameters.iter().any(|(known, _)| *known == name);
        let kept = self
            .query
            .iter()
            .filter(|(name, _)| !named(name) && name != "cursor")
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let set = parameters
            .iter()
            .filter_map(|(name, value)| Some((*name, (*value)?)));
        let mut address = self.path.clone();
        for (place, (name, value)) in kept.chain(set).enumerate() {
            let mark = if place == 0 { '?' } else { '&' };
            let (name, value) = (
                utf8_percent_encode(name, &PLAIN),
                utf8_percent_encode(value, &PLAIN),
            );
            // Writing into a string does not fail.
            let _ = write!(address, "{mark}{name}={value}");
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_changes_what_it_names_and_keeps_the_rest() {
        let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let links = Links {
            path: "/".to_owned(),
            query: [("q", "soins & abri"), ("map", "5/1/2"), ("cursor", "x"), ("lang", "fr")]
                .map(pair)
                .into(),
        };
        assert_eq!(
            links.with(&[("map", Some("6/1/2")), ("bbox", None)]),
            "/?q=soins%20%26%20abri&lang=fr&map=6/1/2"
        );
        assert_eq!(links.with(&[]), "/?q=soins%20%26%20abri&map=5/1/2&lang=fr");
    }
}
