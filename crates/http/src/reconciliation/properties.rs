//! What is known of a member, property by property: to narrow queries, and to be fetched.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use directory::{
    PublicUrl, Snapshot,
    recognition::Known,
    views::{member_url, services},
};
use network::{Date, Identifier, Lang};
use publication::{PublicLocation, PublicMember, Published};

/// A property.
pub struct Property {
    /// Its identifier.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// How a query is narrowed by it; nothing where it is only told.
    narrows: Option<fn(&mut Known, &str)>,
    values: fn(&Subject<'_>) -> Vec<Value>,
}

/// A property, as it is proposed.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationProperty)]
pub struct Proposed {
    /// Its identifier.
    #[schema(example = "country")]
    id: &'static str,
    /// Its name.
    #[schema(example = "Country")]
    name: &'static str,
    /// What it is.
    #[schema(example = "ISO 3166-1 alpha-2")]
    description: &'static str,
}

/// The member whose properties are told.
pub struct Subject<'a> {
    /// The member.
    pub published: &'a Published,
    /// The directory.
    pub snapshot: &'a Snapshot,
    /// Where links begin.
    pub public_url: &'a PublicUrl,
    /// The language of names and texts.
    pub lang: Lang,
}

macro_rules! properties {
    ($( $id:literal $name:literal, $description:literal, $narrows:expr, |$subject:ident| $values:expr; )+) => {
        /// Every property.
        pub static PROPERTIES: &[Property] = &[$( Property {
            id: $id,
            name: $name,
            description: $description,
            narrows: $narrows,
            values: |$subject| $values,
        }, )+];
    };
}

properties! {
    "name" "Name", "What it is called", None, |it| text([it.member().name.as_str()]);
    "other_name" "Other name", "In another language or script, or for short", None,
        |it| text(it.member().names.iter().map(|other| other.name.as_str()));
    "acronym" "Acronym", "What it is called for short", None, |it| text(it.member().acronym.as_deref());
    "country" "Country", "ISO 3166-1 alpha-2; in a query also a name in any language",
        Some(Known::country), |it| text([it.member().country.as_str()]);
    "country_name" "Country name", "The country's name", Some(Known::country),
        |it| text([it.member().country.name(it.lang)]);
    "city" "City", "Where it has a published place; in a query in any language", Some(Known::city),
        |it| text(it.places().iter().map(PublicLocation::city));
    "region" "Region", "Region, province or state of a published place", None,
        |it| text(it.places().iter().filter_map(PublicLocation::region));
    "postal_code" "Postal code", "Of a published place", None,
        |it| text(it.places().iter().filter_map(PublicLocation::postal_code));
    "address" "Address", "Street and number of a published place", None,
        |it| text(it.places().iter().filter_map(|place| match place {
            PublicLocation::Exact(place) => place.address.as_deref(),
            PublicLocation::City(_) => None,
        }));
    "latitude" "Latitude", "Of a published place, WGS 84 degrees, as exactly as it is published", None,
        |it| it.places().iter().filter_map(PublicLocation::point).map(|point| json!({ "float": point.latitude() })).collect();
    "longitude" "Longitude", "Of a published place, WGS 84 degrees, as exactly as it is published", None,
        |it| it.places().iter().filter_map(PublicLocation::point).map(|point| json!({ "float": point.longitude() })).collect();
    "website" "Website", "Its own website", Some(Known::website),
        |it| text(it.member().website.as_ref().map(|website| website.as_str()));
    "email" "E-mail", "Its public e-mail address", Some(Known::email),
        |it| text(it.member().email.as_ref().map(|email| email.as_str()));
    "phone" "Telephone", "Its public numbers, the main one first", None,
        |it| text(it.member().phones.iter().map(|phone| phone.number.as_str()));
    "service" "Service", "The code of a service that it gives", None,
        |it| text(it.services().iter().map(|service| service.code.as_str()));
    "service_label" "Service label", "What a service that it gives is called", None,
        |it| text(it.services().iter().map(|service| service.label.get()));
    "language" "Language", "A language that it works in, BCP 47", None,
        |it| text(it.member().languages.iter().map(|language| language.as_str()));
    "summary" "Summary", "What it does, in a few sentences", None,
        |it| text(it.member().summary.pick(it.lang, it.member().tongues(None)).map(|(_, text)| text));
    "membership_type" "Membership", "The kind of member", None, |it| text([it.member().membership_type.as_str()]);
    "founded_year" "Founded", "The year in which it was founded", None,
        |it| it.member().founded_year.iter().map(|year| json!({ "int": year })).collect();
    "joined_on" "Joined", "When it became a member", None,
        |it| it.member().joined_on.iter().map(|date| json!({ "date": midnight(*date) })).collect();
    "verified_at" "Confirmed", "When somebody last confirmed the entry", None,
        |it| it.member().verified_at.iter().map(|time| json!({ "date": time.to_string() })).collect();
    "updated_at" "Changed", "When the entry last changed", None,
        |it| vec![json!({ "date": it.published.updated_at.to_string() })];
    "identifier" "Identifier elsewhere", "In Wikidata, ROR, ISNI, LEI, VAT or another list, as scheme:value",
        Some(Known::identifier), |it| written(&it.member().identifiers);
    "identifier_uri" "Address of an identifier", "Where an identifier elsewhere leads", Some(Known::identifier),
        |it| text(it.member().identifiers.iter().filter_map(Identifier::uri));
    "link" "Link", "A page of its own elsewhere", None,
        |it| text(it.member().links.iter().map(|link| link.url.as_str()));
    "id" "Identifier", "Its identifier in this directory", Some(Known::identifier),
        |it| text([it.member().id.to_string().as_str()]);
    "slug" "Slug", "Its readable key in addresses", Some(Known::identifier), |it| text([it.member().slug.as_str()]);
    "url" "Address of the entry", "Where its entry is found", Some(Known::identifier),
        |it| text([member_url(it.member(), it.public_url).as_str()]);
}

impl Property {
    /// The property of an identifier.
    pub fn find(id: &str) -> Option<&'static Self> {
        PROPERTIES.iter().find(|property| property.id == id)
    }

    /// The identifiers of all.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        PROPERTIES.iter().map(|property| property.id)
    }

    /// Takes in what a query says of it.
    pub fn take(&self, known: &mut Known, text: &str) {
        if let Some(narrows) = self.narrows {
            narrows(known, text);
        }
    }

    /// As it is proposed.
    pub fn proposed(&self) -> Proposed {
        Proposed {
            id: self.id,
            name: self.name,
            description: self.description,
        }
    }

    /// Its values of a member, each once.
    pub fn values(&self, subject: &Subject<'_>) -> Vec<Value> {
        let mut values: Vec<Value> = Vec::new();
        for value in (self.values)(subject) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }
}

impl Subject<'_> {
    fn member(&self) -> &PublicMember {
        &self.published.member
    }

    fn places(&self) -> &[PublicLocation] {
        &self.published.member.locations
    }

    fn services(&self) -> Vec<directory::views::ServiceView<'_>> {
        let offers = &self.published.member.service_offers;
        services(offers, &self.snapshot.taxonomy, self.lang)
    }
}

fn text<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    let texts = texts.into_iter();
    texts.map(|text| json!({ "str": text })).collect()
}

fn written(identifiers: &[Identifier]) -> Vec<Value> {
    let written = identifiers.iter();
    written
        .map(|identifier| json!({ "str": identifier.to_string() }))
        .collect()
}

fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
