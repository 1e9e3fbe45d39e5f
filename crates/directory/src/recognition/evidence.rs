//! What is known of an organisation beside its name.

use super::names::{NameIndex, city_key, country};
use crate::{snapshot::Snapshot, towns};
use network::{Country, Email, WebAddress, site};
use publication::PublicMember;

/// What is known of an organisation beside its name. What cannot be read says nothing.
#[derive(Debug, Clone, Default)]
pub struct Known {
    countries: Vec<Country>,
    /// As they are compared.
    cities: Vec<String>,
    sites: Vec<String>,
    emails: Vec<String>,
    /// Identifiers and slugs of members.
    pub(super) identifiers: Vec<String>,
}

/// What speaks for and against a member beside its name; nothing where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Agreement {
    /// Whether the country is one of its own.
    pub country: Option<bool>,
    /// Whether one of its published places is in the city.
    pub city: Option<bool>,
    /// Whether the website is its own.
    pub website: Option<bool>,
    /// Whether the e-mail address is its own.
    pub email: Option<bool>,
}

impl Known {
    /// Takes in a country: a code, or a name in any language.
    pub fn country(&mut self, text: &str) {
        self.countries.extend(country(text));
    }

    /// Takes in a city, in any language.
    pub fn city(&mut self, text: &str) {
        let key = city_key(text);
        if !key.is_empty() {
            self.cities.push(key);
        }
    }

    /// Takes in a website, with or without its scheme.
    pub fn website(&mut self, text: &str) {
        let text = text.trim();
        let whole = match text.contains("://") {
            true => text.to_owned(),
            false => format!("https://{text}"),
        };
        let address = whole.parse::<WebAddress>().ok();
        let site = address.as_ref().and_then(site);
        self.sites.extend(site.filter(|site| site.contains('.')));
    }

    /// Takes in an e-mail address.
    pub fn email(&mut self, text: &str) {
        if let Ok(email) = text.trim().parse::<Email>() {
            self.emails.push(email.as_str().to_lowercase());
        }
    }

    /// Takes in an identifier or a slug of a member, an address that ends in one, or an identifier
    /// that it has elsewhere.
    pub fn identifier(&mut self, text: &str) {
        self.identifiers.push(text.trim().to_owned());
        let last = text.trim().trim_end_matches('/').rsplit('/').next();
        self.identifiers.extend(last.map(str::to_owned));
    }

    /// Takes in an identifier that it has elsewhere, of a scheme that the text need not say.
    pub fn identifier_of(&mut self, scheme: Option<&str>, text: &str) {
        match scheme {
            Some(scheme) => self.identifiers.push(format!("{scheme}:{}", text.trim())),
            None => self.identifier(text),
        }
    }

    /// The members that have one of the websites, unless many have it.
    pub(super) fn members_of_sites(&self, index: &NameIndex) -> Vec<u32> {
        let sites = self.sites.iter().map(|site| index.of_site(site));
        sites
            .filter(|members| members.len() <= MOST_OF_ONE_SITE)
            .flatten()
            .copied()
            .collect()
    }

    fn has_city_of(&self, member: &PublicMember) -> Option<bool> {
        let own: Vec<String> = member
            .locations
            .iter()
            .map(|place| city_key(place.city()))
            .collect();
        if self.cities.is_empty() || own.is_empty() {
            return None;
        }
        if self.cities.iter().any(|city| own.contains(city)) {
            return Some(true);
        }
        let of = |keys: &[String]| -> Vec<towns::Town> {
            keys.iter().flat_map(|key| towns::called(key)).collect()
        };
        let (asked, theirs) = (of(&self.cities), of(&own));
        // A part of a town, or a village that no list has, says nothing.
        if asked.is_empty() || theirs.is_empty() {
            return None;
        }
        Some(asked.iter().any(|town| theirs.contains(town)))
    }
}

/// With more members, a website says nothing about any of them.
const MOST_OF_ONE_SITE: usize = 3;

impl Agreement {
    /// What it adds to how like a name is.
    pub(super) fn weight(self) -> f64 {
        let weigh = |said: Option<bool>, agreed: f64, against: f64| match said {
            None => 0.0,
            Some(true) => agreed,
            Some(false) => -against,
        };
        weigh(self.country, 0.05, 0.3)
            + weigh(self.city, 0.05, 0.15)
            + weigh(self.website, 0.2, 0.02)
            + weigh(self.email, 0.2, 0.0)
    }

    /// Whether it is known by what is its own.
    pub(super) fn is_strong(self) -> bool {
        self.website == Some(true) || self.email == Some(true)
    }

    /// Whether anything speaks for it.
    pub(super) fn is_for(self) -> bool {
        self.country == Some(true) || self.city == Some(true) || self.is_strong()
    }

    /// Whether something speaks against it, and nothing that is its own for it.
    pub(super) fn is_against(self) -> bool {
        (self.country == Some(false) || self.city == Some(false)) && !self.is_strong()
    }
}

impl Snapshot {
    /// What speaks for and against a member.
    pub(super) fn agreement(&self, known: &Known, number: u32) -> Agreement {
        let id = self.members.card(number).key.member.into();
        let Some(published) = self.published_member(id) else {
            return Agreement::default();
        };
        let member = &published.member;
        let has_country = |country: &Country| {
            let mut places = member.locations.iter();
            member.country == *country || places.any(|place| place.country() == *country)
        };
        let said = |given: bool, agreed: bool| given.then_some(agreed);
        let own_site = member.website.as_ref().and_then(site);
        let own_email = member
            .email
            .as_ref()
            .map(|email| email.as_str().to_lowercase());
        Agreement {
            country: said(
                !known.countries.is_empty(),
                known.countries.iter().any(has_country),
            ),
            city: known.has_city_of(member),
            website: own_site
                .filter(|_| !known.sites.is_empty())
                .map(|own| known.sites.contains(&own)),
            email: own_email
                .filter(|_| !known.emails.is_empty())
                .map(|own| known.emails.contains(&own)),
        }
    }
}
