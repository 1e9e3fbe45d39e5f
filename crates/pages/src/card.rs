//! A member as a list of results shows it, on the directory page and in a frame of another site.

use directory::views;
use http::formats::selection::Selection;
use network::{Date, Email, LanguageTag, PageLang, Point, Spot, Timestamp, VerifiedBy, WebAddress};
use publication::{PublicLocation, PublicMember, PublicPhone};
use translations::{Texts, number, say};

use super::{address::Address, words::Foreign};

/// How many cities are named on a card.
const MOST_CITIES: usize = 3;

/// An entry that nobody has checked for this long, in days, may be out of date.
const LONG_AGO: i64 = 2 * 365;

/// Where a list of results stands.
pub struct Around {
    /// The moment that it is made for.
    pub now: Timestamp,
    /// Where distances are measured from.
    pub centre: Option<Point>,
    /// The search that a member's page leads back to.
    pub back: Option<String>,
}

impl Around {
    /// A list that is shown at this moment, without a search to go back to.
    pub fn now(now: Timestamp) -> Self {
        Self {
            now,
            centre: None,
            back: None,
        }
    }
}

/// A member as a list of results shows it.
pub struct MemberCard<'a> {
    /// The member's page, in the language of the list.
    pub href: Address,
    pub name: Foreign<'a>,
    pub acronym: Option<&'a str>,
    /// Its names in other languages and scripts.
    pub other_names: Vec<Foreign<'a>>,
    /// Its published cities, each once.
    pub cities: Vec<&'a str>,
    /// How many cities are not named.
    pub more_cities: usize,
    pub country: &'static str,
    /// How far it is from the place that was named, in words.
    pub distance: Option<String>,
    /// The labels of its services.
    pub services: Vec<&'a str>,
    /// The languages it works in.
    pub languages: Vec<String>,
    pub summary: Option<Foreign<'a>>,
    /// When someone last confirmed that the entry is true, as the directory page says it.
    pub verified: String,
    /// The day of that.
    pub verified_on: Option<Date>,
    /// Whether that is too long ago to rely on.
    pub is_old: bool,
    /// Whether a place of it is open.
    pub is_open: bool,
    /// The number that is called first.
    pub call: Option<&'a PublicPhone>,
    pub website: Option<&'a WebAddress>,
    pub email: Option<&'a Email>,
    pub phones: &'a [PublicPhone],
    lang: PageLang,
}

impl<'a> MemberCard<'a> {
    /// The cards of the members that were found.
    pub fn all(selection: &'a Selection, around: &Around) -> Vec<Self> {
        let numbers = selection.numbers.iter();
        numbers
            .filter_map(|number| Self::new(selection, *number, around))
            .collect()
    }

    fn new(selection: &'a Selection, at: u32, around: &Around) -> Option<Self> {
        let card = selection.card(at);
        let (published, _) = selection.snapshot.record(card.key)?;
        let lang = selection.lang;
        let texts = Texts(lang);
        let member = &published.member;
        let own = member.name_language.as_ref();
        let mut cities = cities(member);
        let more_cities = cities.len().saturating_sub(MOST_CITIES);
        cities.truncate(MOST_CITIES);
        let taxonomy = &selection.snapshot.taxonomy;
        let services = views::services(&member.service_offers, taxonomy, lang);
        let tongues = member.tongues(selection.reader.as_ref());
        let page = Address::of(&selection.public_url, "/")
            .of_member(&member.slug)
            .with("lang", lang.code());
        let distance = |km| match around.centre.and_then(|from| farthest(member, from)) {
            Some(farthest) => texts.say_with("distance-up-to", "km", &number(texts.0, farthest)),
            None => distance(texts, km),
        };
        Some(Self {
            href: match &around.back {
                Some(search) => page.with("back", search),
                None => page,
            },
            name: Foreign::new(&member.name, own),
            acronym: member.acronym.as_deref(),
            other_names: other_names(member),
            cities,
            more_cities,
            country: member.country.name(lang),
            distance: selection.distance_km(at).map(distance),
            services: services
                .into_iter()
                .map(|service| service.label.get())
                .collect(),
            languages: language_names(&member.languages, lang),
            summary: member.summary.pick(lang, tongues).map(Foreign::of),
            verified: verified(texts, member),
            verified_on: member.verified_at.map(|at| at.date()),
            is_old: is_old(member, around.now),
            is_open: card.is_open(around.now),
            call: phones(member).find(|phone| phone.uri.is_some()),
            website: member.website.as_ref(),
            email: member.email.as_ref(),
            phones: &member.phones,
            lang,
        })
    }

    /// How it is reached: on paper there is no page behind a card.
    pub fn contacts(&self) -> Vec<&'a str> {
        let website = self.website.map(|website| shown_website(website.as_str()));
        let phones = self.phones.iter().map(|phone| phone.number.as_str());
        let others = [self.email.map(Email::as_str), website];
        phones.chain(others.into_iter().flatten()).collect()
    }

    /// Its name in the language of the list, where it has another one there.
    pub fn translated_name(&self) -> Option<&Foreign<'a>> {
        let mut names = self.other_names.iter();
        names.find(|name| name.is_in(self.lang) && name.text != self.name.text)
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
pub fn language_names(tags: &[LanguageTag], lang: PageLang) -> Vec<String> {
    tags.iter().map(|tag| tag.name(lang)).collect()
}

/// A member's names in other languages and scripts.
pub fn other_names(member: &PublicMember) -> Vec<Foreign<'_>> {
    let names = member.names.iter();
    names
        .map(|name| Foreign::new(&name.name, name.language.as_ref()))
        .collect()
}

/// The cities of a member's published places, each once, in their order.
fn cities(member: &PublicMember) -> Vec<&str> {
    let mut cities: Vec<&str> = Vec::new();
    for city in member.locations.iter().map(PublicLocation::city) {
        if !cities.contains(&city) {
            cities.push(city);
        }
    }
    cities
}

/// When someone last confirmed that an entry is true.
pub fn verified(texts: Texts, member: &PublicMember) -> String {
    match member.verified_at {
        Some(at) => say!(
            texts,
            "verified-on",
            by = member.verified_by.map_or("unknown", VerifiedBy::as_str),
            date = at.date(),
        ),
        None => texts.say("not-verified"),
    }
}

/// Whether it is so long ago that somebody confirmed the entry that it may be out of date.
pub fn is_old(member: &PublicMember, now: Timestamp) -> bool {
    let age = |at: Timestamp| (now.unix_seconds() - at.unix_seconds()).div_euclid(24 * 3600);
    member.verified_at.is_some_and(|at| age(at) > LONG_AGO)
}

/// The numbers of a member and of its places.
pub fn phones(member: &PublicMember) -> impl Iterator<Item = &PublicPhone> {
    let of_places = member.locations.iter().flat_map(|place| match place {
        PublicLocation::Exact(place) => &place.phones[..],
        PublicLocation::City(_) => &[],
    });
    member.phones.iter().chain(of_places)
}

/// How far at most a member is from a point, in whole kilometres, where its nearest place is known
/// by its city alone.
fn farthest(member: &PublicMember, from: Point) -> Option<f64> {
    let from = Spot::of(from);
    let places = member.locations.iter();
    let placed = places.filter_map(|place| Some((place, Spot::of(place.point()?))));
    let nearest = placed.min_by_key(|(_, spot)| from.millimetres_to(spot))?;
    match nearest {
        (PublicLocation::City(place), _) => {
            let corners = place.cell?.every_corner().map(Spot::of);
            let far = corners.map(|corner| from.kilometres_to(&corner));
            Some(far.into_iter().fold(0.0, f64::max).ceil())
        }
        (PublicLocation::Exact(_), _) => None,
    }
}

/// A distance, no more exact than a walk needs it.
pub fn distance(texts: Texts, km: f64) -> String {
    let rounded = match km {
        km if km < 1.0 => return texts.say("less-than-a-kilometre"),
        km if km < 10.0 => (km * 10.0).round() / 10.0,
        km => km.round(),
    };
    texts.say_with("distance", "km", &number(texts.0, rounded))
}
