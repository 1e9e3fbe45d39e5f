//! The members of a list as the API gives them, made ready for a page.

use std::collections::HashMap;

use serde::Deserialize;

use crate::{card::distance, words::Foreign};
use network::{Lang, LanguageTag, Timestamp};
use translations::{Texts, text};

/// The answer of the API.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Listed {
    pub(super) data: Vec<Member>,
    pub(super) page: Paging,
    #[serde(default)]
    pub(super) facets: HashMap<String, Vec<Count>>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Paging {
    pub(super) total: u64,
    pub(super) next: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Count {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) count: u64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Member {
    slug: String,
    name: String,
    name_language: Option<LanguageTag>,
    names: Vec<OtherName>,
    country: Named,
    services: Vec<Labelled>,
    website: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    summary: Option<String>,
    summary_language: Option<LanguageTag>,
    locations: Vec<Place>,
    verified_at: Option<Timestamp>,
    distance_km: Option<f64>,
}

#[derive(Debug, Deserialize)]
struct OtherName {
    language: Option<LanguageTag>,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Labelled {
    label: String,
}

#[derive(Debug, Deserialize)]
struct Place {
    city: String,
}

/// A text of a member, in the language that it named.
pub(super) struct Written {
    pub(super) text: String,
    /// `lang="ar" dir="rtl"`.
    pub(super) attributes: String,
}

impl Written {
    fn new(text: String, language: Option<LanguageTag>) -> Self {
        let attributes = Foreign::new(&text, language.as_ref()).attributes();
        Self { text, attributes }
    }
}

/// A member as the list shows it.
pub(super) struct Shown {
    pub(super) page: String,
    pub(super) name: Written,
    pub(super) other: Option<Written>,
    pub(super) place: String,
    pub(super) summary: Option<Written>,
    pub(super) services: Vec<String>,
    pub(super) website: Option<String>,
    pub(super) email: Option<String>,
    /// The number as it is written, and as it is called.
    pub(super) phone: Option<(String, String)>,
    pub(super) verified: Option<String>,
}

/// How many cities are named.
const MOST_CITIES: usize = 3;

impl Member {
    /// As a list in `lang` shows it; `whole`, or by name and place alone.
    pub(super) fn shown(self, lang: Lang, whole: bool) -> Shown {
        let page = format!("../members/{}?lang={lang}", self.slug);
        let place = self.place(lang);
        let name = Written::new(self.name.clone(), self.name_language);
        let bare = Shown {
            page,
            name,
            place,
            other: None,
            summary: None,
            services: Vec::new(),
            website: None,
            email: None,
            phone: None,
            verified: None,
        };
        if !whole {
            return bare;
        }
        let speaks = |other: &OtherName| {
            let language = other.language.as_ref().map_or("", LanguageTag::as_str);
            language.split('-').next() == Some(lang.code()) && other.name != self.name
        };
        let dialled = |phone: String| {
            let digits = phone
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            (phone, digits)
        };
        Shown {
            other: self
                .names
                .into_iter()
                .find(speaks)
                .map(|other| Written::new(other.name, other.language)),
            summary: self
                .summary
                .map(|summary| Written::new(summary, self.summary_language)),
            services: self
                .services
                .into_iter()
                .map(|service| service.label)
                .collect(),
            website: self.website,
            email: self.email,
            phone: self.phone.map(dialled),
            verified: self
                .verified_at
                .map(|at| text(lang, "embed-verified", &[("date", at.date().into())])),
            ..bare
        }
    }

    fn place(&self, lang: Lang) -> String {
        let mut cities: Vec<&str> = Vec::new();
        for place in &self.locations {
            if !cities.contains(&place.city.as_str()) {
                cities.push(&place.city);
            }
        }
        let more = if cities.len() > MOST_CITIES {
            " …"
        } else {
            ""
        };
        cities.truncate(MOST_CITIES);
        let cities = format!("{}{more}", cities.join(", "));
        let distance = self.distance_km.map(|km| distance(Texts(lang), km));
        let parts = [
            cities,
            self.country.name.clone(),
            distance.unwrap_or_default(),
        ];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" · ")
    }
}

impl Shown {
    /// Whether there is a way to reach it.
    pub(super) fn has_contacts(&self) -> bool {
        self.website.is_some() || self.email.is_some() || self.phone.is_some()
    }
}
