//! A member as a list of results shows it.

use directory::views;
use http::formats::Selection;
use publication::{PublicLocation, Published};
use translations::{Texts, number, text};

use super::words::Foreign;

/// How many places are named on a card.
const MOST_CITIES: usize = 3;

/// A member as a list of results shows it.
pub struct Card<'a> {
    /// The member's page.
    pub href: String,
    /// Its name.
    pub name: Foreign<'a>,
    /// What it is called for short.
    pub acronym: Option<&'a str>,
    /// Its names in other languages.
    pub other_names: Vec<Foreign<'a>>,
    /// Its published cities, each once.
    pub cities: Vec<&'a str>,
    /// How many cities are not named.
    pub more_cities: usize,
    /// Its country's name.
    pub country: &'static str,
    /// How far it is.
    pub distance: Option<String>,
    /// What it does.
    pub services: Vec<&'a str>,
    /// The languages it works in.
    pub languages: Vec<String>,
    /// What it says of itself.
    pub summary: Option<Foreign<'a>>,
    /// When someone last looked whether it is true.
    pub verified: String,
    /// How it is reached: on paper there is no page behind a card.
    pub reach: Vec<&'a str>,
}

impl<'a> Card<'a> {
    /// The card of a member among those that were found.
    pub fn new(selection: &'a Selection, number: u32) -> Option<Self> {
        let (published, _) = selection.snapshot.record(selection.card(number).key)?;
        let texts = Texts(selection.lang);
        let member = &published.member;
        let mut cities = cities(published);
        let more_cities = cities.len().saturating_sub(MOST_CITIES);
        cities.truncate(MOST_CITIES);
        let taxonomy = &selection.snapshot.taxonomy;
        Some(Self {
            href: format!("/members/{}?lang={}", member.slug, selection.lang),
            name: Foreign::new(&member.name, member.name_language.as_ref()),
            acronym: member.acronym.as_deref(),
            other_names: other_names(published),
            cities,
            more_cities,
            country: member.country.name(selection.lang),
            distance: selection.distance_km(number).map(|km| distance(texts, km)),
            services: views::services(&member.service_offers, taxonomy, selection.lang)
                .into_iter()
                .map(|service| service.label)
                .collect(),
            languages: language_names(&member.languages, selection.lang),
            summary: member
                .summary
                .pick(selection.lang, member.name_language.as_ref())
                .map(Foreign::of),
            verified: verified(texts, published),
            reach: [
                member.phone.as_ref().map(|phone| phone.as_str()),
                member.email.as_ref().map(|email| email.as_str()),
                member
                    .website
                    .as_ref()
                    .map(|website| shown_website(website.as_str())),
            ]
            .into_iter()
            .flatten()
            .collect(),
        })
    }
}

/// A website as people say it.
pub fn shown_website(website: &str) -> &str {
    let bare = website
        .strip_prefix("https://")
        .or_else(|| website.strip_prefix("http://"))
        .unwrap_or(website);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.trim_end_matches('/')
}

/// The names of languages as the page's language has them.
pub fn language_names(tags: &[network::LanguageTag], lang: network::Lang) -> Vec<String> {
    tags.iter().map(|tag| tag.name(lang)).collect()
}

/// A member's names in other languages and scripts.
pub fn other_names(published: &Published) -> Vec<Foreign<'_>> {
    let names = published.member.names.iter();
    names
        .map(|name| Foreign::new(&name.name, name.language.as_ref()))
        .collect()
}

/// The cities of a member's published places, each once, in their order.
pub fn cities(published: &Published) -> Vec<&str> {
    let mut cities: Vec<&str> = Vec::new();
    for city in published.member.locations.iter().map(PublicLocation::city) {
        if !cities.contains(&city) {
            cities.push(city);
        }
    }
    cities
}

/// When someone last confirmed that an entry is true.
pub fn verified(texts: Texts, published: &Published) -> String {
    match published.member.verified_at {
        Some(at) => texts.say_with("verified-on", "date", at.date()),
        None => texts.say("not-verified"),
    }
}

/// A distance, no more exact than a walk needs it.
pub fn distance(texts: Texts, km: f64) -> String {
    let rounded = match km {
        km if km < 1.0 => return texts.say("less-than-a-kilometre"),
        km if km < 10.0 => (km * 10.0).round() / 10.0,
        km => km.round(),
    };
    let figure = number(texts.0, rounded);
    text(texts.0, "distance", &[("km", (&figure).into())])
}
