//! What the list is to show and how, as the addresses of the frame and of the configuration page
//! say it.

use url::form_urlencoded::{Serializer, parse};

use crate::facets::EMBEDDED;
use directory::Facet;
use network::PageLang;

/// The attributes of the list that are parameters of the API, beside the properties that a visitor
/// can choose by.
const PARAMETERS: [&str; 7] = [
    "service_all",
    "language_all",
    "q",
    "near",
    "radius",
    "sort",
    "limit",
];

/// What a visitor can choose by, of what is given.
pub(super) fn choices(given: &[&str]) -> Vec<&'static str> {
    let known = EMBEDDED.iter().map(|(facet, ..)| facet.as_str());
    known.filter(|name| given.contains(name)).collect()
}

/// The choices that are there when nobody says.
pub(super) const USUAL_FILTERS: &str = "country,service";

/// How many members a list shows at a time when nobody says.
pub(super) const USUAL_LIMIT: &str = "10";

/// The part of a name that tells a visitor's choice from the site's.
const CHOSEN: &str = "chosen_";

/// A query, its fields without a value left out.
#[derive(Debug, Clone)]
pub(super) struct Question(Vec<(String, String)>);

impl Question {
    /// Reads a query. A list that is given again for each of its values becomes one.
    pub(super) fn read(query: &str) -> Self {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in parse(query.as_bytes()) {
            let value = value.trim();
            let is_list = || {
                let mut lists = Facet::ALL.iter().flat_map(|facet| facet.parameters());
                lists.any(|list| *list == name) || name == "filters"
            };
            match pairs.iter_mut().find(|(known, _)| *known == name) {
                _ if value.is_empty() => {}
                Some((_, values)) if is_list() => {
                    values.push(',');
                    values.push_str(value);
                }
                _ => pairs.push((name.into_owned(), value.to_owned())),
            }
        }
        Self(pairs)
    }

    /// The first value under a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(known, _)| known == name);
        pair.map(|(_, value)| value.as_str())
    }

    /// The values of a list, with commas or spaces between them.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let values = self.get(name).unwrap_or_default().split([',', ' ']);
        values.filter(|value| !value.is_empty())
    }

    /// The language that it asks for, if there are pages in it.
    pub(super) fn lang(&self) -> Option<PageLang> {
        PageLang::of_range(self.get("lang")?.trim())
    }

    /// What visitors can choose by.
    pub(super) fn filters(&self) -> Vec<&'static str> {
        let given: Vec<&str> = match self.get("filters") {
            Some(_) => self.all("filters").collect(),
            None => USUAL_FILTERS.split(',').collect(),
        };
        choices(&given)
    }

    /// Whether there is a search field.
    pub(super) fn is_searched(&self) -> bool {
        !matches!(self.get("search"), Some("none" | "false" | "off"))
    }

    /// One of some words, or the first of them.
    pub(super) fn word(&self, name: &str, words: &[&'static str]) -> &'static str {
        let given = self.get(name);
        let known = words.iter().find(|word| Some(**word) == given);
        known.or(words.first()).copied().unwrap_or_default()
    }

    /// What the visitor chose.
    pub(super) fn chosen(&self, name: &str) -> Option<&str> {
        let pair = self
            .0
            .iter()
            .find(|(known, _)| known.strip_prefix(CHOSEN) == Some(name));
        pair.map(|(_, value)| value.as_str())
    }

    /// Whether the visitor chose anything, or typed something where that is `searched`.
    pub(super) fn has_choice(&self, searched: bool) -> bool {
        let chosen = self.0.iter().any(|(name, _)| Self::is_choice(name));
        chosen || (searched && self.get("q").is_some())
    }

    /// The query to the API.
    pub(super) fn for_api(&self, lang: PageLang) -> String {
        let mut query = Serializer::new(String::new());
        let properties = EMBEDDED.map(|(facet, ..)| facet.as_str());
        for name in properties.into_iter().chain(PARAMETERS) {
            let needs = match self.get(name) {
                Some("relevance") if name == "sort" => Some("q"),
                Some("distance") if name == "sort" => Some("near"),
                _ => None,
            };
            let value = self.chosen(name).or(self.get(name));
            if let Some(value) =
                value.filter(|_| needs.is_none_or(|other| self.get(other).is_some()))
            {
                query.append_pair(name, value);
            }
        }
        if self.get("limit").is_none() {
            query.append_pair("limit", USUAL_LIMIT);
        }
        query.append_pair("lang", lang.code());
        if let Some(cursor) = self.get("cursor") {
            query.append_pair("cursor", cursor);
        }
        let filters = self.filters();
        if !filters.is_empty() {
            query.append_pair("facets", &filters.join(","));
        }
        query.finish()
    }

    /// The same fields, without those that `leave` names, and with others added; the form of a
    /// query.
    pub(super) fn changed(&self, leave: impl Fn(&str) -> bool, more: &[(&str, &str)]) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(self.kept(leave));
        query.extend_pairs(more);
        query.finish()
    }

    /// The fields but those that `leave` names.
    pub(super) fn kept(&self, leave: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
        pairs.filter(move |(name, _)| !leave(name))
    }

    /// Whether a name is that of a visitor's choice.
    pub(super) fn is_choice(name: &str) -> bool {
        name.starts_with(CHOSEN)
    }
}

/// Whether a value is one of those that a site allows, or lies below one that it names: with
/// `housing`, `housing/emergency`. The only one that is allowed is no choice.
pub(super) fn is_within(value: &str, allowed: &[&str]) -> bool {
    let value = value.to_lowercase();
    allowed.is_empty()
        || allowed.iter().any(|one| {
            let one = one.to_lowercase();
            let below = value
                .strip_prefix(&one)
                .is_some_and(|rest| rest.starts_with(['/', '-']));
            below || (value == one && allowed.len() > 1)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_narrows_what_the_site_asks_for() {
        let question = Question::read(
            "country=BE&country=NL&chosen_country=NL&service=&q=caf%C3%A9+%26&sort=distance&filters=country",
        );
        assert_eq!(
            question.for_api(network::Lang::Fr.into()),
            "country=NL&q=caf%C3%A9+%26&limit=10&lang=fr&facets=country"
        );
        assert!(question.has_choice(false));
        assert_eq!(
            question.changed(
                |name| Question::is_choice(name) || name == "q",
                &[("cursor", "a=b")]
            ),
            "country=BE%2CNL&sort=distance&filters=country&cursor=a%3Db"
        );
    }

    #[test]
    fn what_a_site_allows_can_be_chosen() {
        for (value, allowed, expected) in [
            ("NL", &[][..], true),
            ("NL", &["be", "nl"], true),
            ("FR", &["BE", "NL"], false),
            ("BE", &["BE"], false),
            ("housing/emergency", &["housing"], true),
            ("fr-BE", &["fr"], true),
            ("fry", &["fr"], false),
        ] {
            assert_eq!(
                is_within(value, allowed),
                expected,
                "{value} in {allowed:?}"
            );
        }
    }
}
