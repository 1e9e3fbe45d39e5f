//! Addresses of pages: the state of a page is its query, so a link is the query with a change.
//!
//! Templates write an [`Address`] and no text of their own where something of this program is
//! linked to, so that the path of `PUBLIC_URL` is never forgotten; a test looks for it.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use actix_web::HttpRequest;

use directory::{PublicUrl, begins_like_a_number};
use http::negotiation::{self, Reader};
use network::{LanguageTag, PageLang, Slug};

/// What cannot stand in a value of a query as it is. Commas and colons can, and are easier read.
const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'`');

/// What stands in a link for the position of a device, which only the script in the page knows.
pub const HERE: &str = "@here";

/// One of the program's paths with its query, the pairs in their order. It is written with the
/// path of `PUBLIC_URL` before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    public_url: PublicUrl,
    path: String,
    pairs: Vec<(String, String)>,
}

impl Address {
    /// The address of a path, which begins at the program's own root, without a query.
    pub fn of(public_url: &PublicUrl, path: impl fmt::Display) -> Self {
        let path = path.to_string();
        Self {
            public_url: public_url.clone(),
            // With two slashes it would be another host.
            path: format!("/{}", path.trim_start_matches(['/', '\\'])),
            pairs: Vec::new(),
        }
    }

    /// Reads the query. It is well encoded: the entrance has looked.
    pub fn read(public_url: &PublicUrl, path: &str, query: &str) -> Self {
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
        };
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self {
            pairs: pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
            ..Self::of(public_url, path)
        }
    }

    /// The same with this query instead of its own. It is well encoded.
    pub fn reading(&self, query: &str) -> Self {
        Self::read(&self.public_url, &self.path, query)
    }

    /// The same with a parameter set where there is one to set.
    pub fn narrowed(&self, part: Option<(&str, String)>) -> Self {
        match part {
            Some((name, value)) => self.with(name, &value),
            None => self.clone(),
        }
    }

    /// The page of a member of the same directory.
    pub fn of_member(&self, slug: &Slug) -> Self {
        Self::of(&self.public_url, format_args!("/members/{slug}"))
    }

    /// The pairs of the query, decoded.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(known, _)| known == name);
        pair.map(|(_, value)| value.as_str())
    }

    /// The language that it asks for, if there are pages in it.
    pub fn lang(&self) -> Option<PageLang> {
        PageLang::of_range(self.get("lang")?.trim())
    }

    /// Who reads the page: in the language of the address, else as the header says. A language of
    /// the header that no page is in stays the reader's own whichever of them was chosen.
    pub fn reader(&self, request: &HttpRequest) -> Reader {
        let named = self
            .get("lang")
            .and_then(|lang| LanguageTag::parse(lang).ok());
        let reader = negotiation::reader::<PageLang>(request, named.as_ref());
        Reader {
            own: reader.own.or_else(|| negotiation::own_language(request)),
            ..reader
        }
    }

    /// The same under another path.
    pub fn at(&self, path: &str) -> Self {
        Self {
            pairs: self.pairs.clone(),
            ..Self::of(&self.public_url, path)
        }
    }

    /// The same without some parameters.
    pub fn without(&self, names: &[&str]) -> Self {
        self.keeping(|name, _| !names.contains(&name))
    }

    /// The same with the parameters alone that `keep` takes.
    pub fn keeping(&self, keep: impl Fn(&str, &str) -> bool) -> Self {
        let pairs = self.pairs.iter();
        Self {
            pairs: pairs
                .filter(|(name, value)| keep(name, value))
                .cloned()
                .collect(),
            ..Self::of(&self.public_url, &self.path)
        }
    }

    /// The same with a parameter set to one value, where it stood or at the end.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.clone();
        let place = changed.pairs.iter().position(|(known, _)| known == name);
        changed.pairs.retain(|(known, _)| known != name);
        let place = place.unwrap_or(changed.pairs.len());
        let place = place.min(changed.pairs.len());
        changed
            .pairs
            .insert(place, (name.to_owned(), value.to_owned()));
        changed
    }

    /// The same with a value of a filter added (*or*), or taken back if it was there.
    pub fn toggled(&self, name: &str, value: &str, same: impl Fn(&str, &str) -> bool) -> Self {
        let mut taken_back = false;
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (known, list) in &self.pairs {
            if known != name {
                pairs.push((known.clone(), list.clone()));
                continue;
            }
            let values: Vec<&str> = list.split(',').collect();
            let kept: Vec<&str> = values
                .iter()
                .copied()
                .filter(|known| !same(known.trim(), value))
                .collect();
            taken_back |= kept.len() < values.len();
            if !kept.is_empty() {
                pairs.push((known.clone(), kept.join(",")));
            }
        }
        if !taken_back {
            match pairs.iter_mut().find(|(known, _)| known == name) {
                Some((_, list)) => {
                    list.push(',');
                    list.push_str(value);
                }
                None => pairs.push((name.to_owned(), value.to_owned())),
            }
        }
        Self {
            pairs,
            ..Self::of(&self.public_url, &self.path)
        }
    }

    /// The whole address, to be told to others.
    pub fn url(&self) -> String {
        self.public_url.url(self.within())
    }

    /// The path and the query as the program knows them.
    fn within(&self) -> String {
        match self.pairs.is_empty() {
            true => self.path.clone(),
            false => format!("{}?{}", self.path, self.query()),
        }
    }

    /// The same with the position of a device left to the script that knows it.
    pub fn without_position(&self) -> Self {
        match self.get("near") {
            Some(near) if begins_like_a_number(near) => self.with("near", HERE),
            _ => self.clone(),
        }
    }

    /// The query, encoded, without a question mark.
    pub fn query(&self) -> String {
        let pairs = self.pairs.iter().map(|(name, value)| {
            format!(
                "{}={}",
                utf8_percent_encode(name, QUERY),
                utf8_percent_encode(value, QUERY)
            )
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.public_url.path(self.within()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_root(query: &str) -> Address {
        Address::read(&PublicUrl::unknown(), "/", query)
    }

    fn toggled(query: &str, name: &str, value: &str) -> String {
        let address = at_root(query);
        address
            .toggled(name, value, |a, b| a.eq_ignore_ascii_case(b))
            .to_string()
    }

    #[test]
    fn a_value_is_added_with_a_comma_and_taken_back() {
        assert_eq!(toggled("", "country", "BE"), "/?country=BE");
        assert_eq!(
            toggled("country=be&q=a", "country", "NL"),
            "/?country=be,NL&q=a"
        );
        assert_eq!(
            toggled("country=be,NL&q=a", "country", "BE"),
            "/?country=NL&q=a"
        );
        assert_eq!(toggled("country=be", "country", "BE"), "/");
        assert_eq!(
            toggled("service=a&service=b", "service", "b"),
            "/?service=a"
        );
    }

    #[test]
    fn what_was_written_is_read_again() {
        let address = at_root("q=caf%C3%A9+%26+%22x%22%2B&near=51.05,3.72");
        assert_eq!(address.get("q"), Some("café & \"x\"+"));
        let again = at_root(&address.query());
        assert_eq!(again, address);
        assert_eq!(
            address.with("near", "Gent, BE").without(&["q"]).to_string(),
            "/?near=Gent,%20BE"
        );
    }

    #[test]
    fn the_path_of_the_public_address_stands_before_each() {
        let public_url = PublicUrl::new("https://network.example/directory");
        let home = Address::of(&public_url, "/");
        assert_eq!(home.to_string(), "/directory/");
        let member = home.with("lang", "nl").at("/members/a");
        assert_eq!(member.to_string(), "/directory/members/a?lang=nl");
        assert_eq!(
            member.url(),
            "https://network.example/directory/members/a?lang=nl"
        );
    }
}
