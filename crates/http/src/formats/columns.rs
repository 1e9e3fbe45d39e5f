//! The columns of the tables: one list for members and one for places, from which CSV, XLSX and
//! the OpenAPI document are made. A column is added here and nowhere else.
//!
//! Names of columns and what stands under them are a promise to whoever reads the files; new ones
//! go where their field stands, and none changes its meaning.

use std::borrow::Cow;

use directory::views::{
    LocationView, Precision, ServiceView, Setting, member_url, offers_at, services,
};
use network::{Date, Lang, LanguageTag, Timestamp, Tongues};
use publication::{PublicLocation, PublicMember, PublicPhone, Published};

/// A member, or a place of one, as the columns see it. What a query knows of a thing beyond its
/// record (how far away it is) belongs here, as a field that is nothing where nobody asked.
pub struct Row<'a> {
    /// The member.
    pub published: &'a Published,
    /// The place, in a list of places.
    pub location: Option<&'a PublicLocation>,
    /// The labels of services, and where links begin.
    pub setting: Setting<'a>,
    /// The language of labels and texts.
    pub lang: Lang,
    /// How far it is from the place that was named, in kilometres.
    pub distance_km: Option<f64>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A text, never a formula.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// A moment, UTC.
    Time(Timestamp),
}

impl<'a> Cell<'a> {
    /// A text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// Several texts in one cell.
    pub fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Self {
        let mut text = String::new();
        for item in items {
            if !text.is_empty() {
                text.push_str(" | ");
            }
            text.push_str(item.as_ref());
        }
        match text.is_empty() {
            true => Self::Empty,
            false => Self::Text(text.into()),
        }
    }
}

/// The field of the distance, which is there only where a place was named.
pub const DISTANCE: &str = "distance_km";

/// A column of a table.
pub struct Column {
    /// Its name, in the header.
    pub name: &'static str,
    /// The field of the JSON that it comes from, by which `fields` chooses it.
    pub field: &'static str,
    /// What stands in it, for the document.
    pub meaning: &'static str,
    /// How wide it is shown, in characters.
    pub width: u8,
    /// What stands in it.
    pub value: for<'r> fn(&'r Row<'r>) -> Cell<'r>,
}

const fn column(
    name: &'static str,
    field: &'static str,
    width: u8,
    meaning: &'static str,
    value: for<'r> fn(&'r Row<'r>) -> Cell<'r>,
) -> Column {
    Column {
        name,
        field,
        meaning,
        width,
        value,
    }
}

/// The columns of members.
#[rustfmt::skip] // a table, a line a column
pub static MEMBER_COLUMNS: &[Column] = &[
    column("id", "id", 38, "identifier, for ever", |row| Cell::text(row.member().id.to_string())),
    column("slug", "slug", 30, "readable key in addresses", |row| Cell::text(row.member().slug.as_str())),
    column("name", "name", 40, "name", |row| Cell::text(&row.member().name)),
    column("name_language", "name_language", 8, "language of the name, BCP 47", |row| tag(row.own())),
    column("other_names", "names", 40, "names in other languages, each after its language: `en: … | ar: …`", other_names),
    column("acronym", "acronym", 10, "what it is called for short", |row| Cell::maybe(row.member().acronym.as_deref())),
    column("founded_year", "founded_year", 8, "year of its foundation", |row| row.member().founded_year.map_or(Cell::Empty, |year| Cell::Number(year.into()))),
    column("country", "country", 8, "country, ISO 3166-1 alpha-2", |row| Cell::text(row.member().country.as_str())),
    column("country_name", "country", 18, "its name in the language of the answer", |row| Cell::text(row.member().country.name(row.lang))),
    column("membership_type", "membership", 12, "kind of member", |row| Cell::text(row.member().membership_type.as_str())),
    column("joined_on", "membership", 12, "when it became a member", |row| row.member().joined_on.map_or(Cell::Empty, Cell::Date)),
    column("services", "services", 26, "codes of the services that it gives", |row| codes(&row.services())),
    column("service_names", "services", 34, "their labels in the language of the answer", |row| labels(&row.services())),
    column("languages", "languages", 16, "working languages, BCP 47", |row| tags(&row.member().languages)),
    column("website", "website", 34, "website", |row| Cell::maybe(row.member().website.as_ref().map(|website| website.as_str()))),
    column("email", "email", 30, "address that anybody may write to", |row| Cell::maybe(row.member().email.as_ref().map(|email| email.as_str()))),
    column("phones", "phones", 18, "numbers that anybody may call", |row| phones(&row.member().phones)),
    column("links", "links", 34, "further addresses on the web, each after what it is: `facebook:https://…`", |row| Cell::list(row.member().links.iter().map(ToString::to_string))),
    column("identifiers", "identifiers", 24, "by what it is known elsewhere, each after its scheme: `wikidata:Q42`", |row| Cell::list(row.member().identifiers.iter().map(ToString::to_string))),
    column("summary", "summary", 60, "what it does, in the language of the answer where there is such a text", |row| Cell::maybe(row.summary().map(|(_, text)| text))),
    column("summary_language", "summary_language", 8, "language of the summary, BCP 47", |row| tag(row.summary().map(|(language, _)| language))),
    column("cities", "locations", 24, "cities of its places, as far as they may be known", |row| cities(row.member())),
    column("verified_at", "verified_at", 20, "when someone last confirmed the entry", |row| row.member().verified_at.map_or(Cell::Empty, Cell::Time)),
    column("verified_by", "verified_by", 12, "who that was: `organisation` or `secretariat`", |row| row.member().verified_by.map_or(Cell::Empty, |by| Cell::text(by.as_str()))),
    column("updated_at", "updated_at", 20, "when the entry last changed", |row| Cell::Time(row.published.updated_at)),
    column("url", "url", 50, "where the entry is found", |row| Cell::text(row.url())),
    column("distance_km", DISTANCE, 12, "with `near` only: how far it is, in kilometres", |row| row.distance_km.map_or(Cell::Empty, Cell::Number)),
];

/// The columns of places.
#[rustfmt::skip] // a table, a line a column
pub static LOCATION_COLUMNS: &[Column] = &[
    column("id", "id", 38, "identifier", |row| row.location(|place| Cell::text(place.id.to_string()))),
    column("kind", "kind", 12, "what it is used for", |row| row.location(|place| Cell::text(place.kind.as_str()))),
    column("label", "label", 24, "how the member calls it", |row| row.location(|place| Cell::maybe(place.label.get()))),
    column("label_language", "label_language", 8, "language of the label, BCP 47", |row| row.location(|place| tag(place.label_language.get()))),
    column("address", "address", 34, "street and number", |row| row.location(|place| Cell::maybe(place.address))),
    column("postal_code", "postal_code", 12, "postal code", |row| row.location(|place| Cell::maybe(place.postal_code))),
    column("city", "city", 20, "city or town", |row| row.location(|place| Cell::text(place.city))),
    column("region", "region", 16, "region, province or state", |row| row.location(|place| Cell::maybe(place.region))),
    column("country", "country", 8, "country, ISO 3166-1 alpha-2", |row| row.location(|place| Cell::text(place.country.as_str().to_owned()))),
    column("country_name", "country", 18, "its name in the language of the answer", |row| row.location(|place| Cell::text(place.country.name(row.lang)))),
    column("latitude", "point", 10, "degrees north of the equator (WGS 84)", |row| row.location(|place| place.point.map_or(Cell::Empty, |point| Cell::Number(point.latitude())))),
    column("longitude", "point", 10, "degrees east of Greenwich (WGS 84)", |row| row.location(|place| place.point.map_or(Cell::Empty, |point| Cell::Number(point.longitude())))),
    column("precision", "precision", 10, "`exact`, or `city`: then the point is the centre of a cell of 0.1 degrees", |row| row.location(|place| Cell::text(precision(place.precision)))),
    column("phones", "phones", 18, "telephones of this place", |row| row.location(|place| phones(place.phones))),
    column("email", "email", 30, "e-mail of this place", |row| row.location(|place| Cell::maybe(place.email.map(|email| email.as_str())))),
    column("opening_hours", "opening_hours", 24, "when it is open (OpenStreetMap `opening_hours`)", |row| row.location(|place| Cell::maybe(place.opening_hours))),
    column("languages", "languages", 16, "languages spoken there, BCP 47", |row| row.location(|place| tags(place.languages))),
    column("accessibility", "accessibility", 40, "what a visitor with a disability should know", |row| row.location(|place| Cell::maybe(place.accessibility.get()))),
    column("accessibility_language", "accessibility_language", 8, "language of the accessibility, BCP 47", |row| row.location(|place| tag(place.accessibility_language.get()))),
    column("member_id", "member", 38, "identifier of the member that it belongs to", |row| Cell::text(row.member().id.to_string())),
    column("member_slug", "member", 30, "the member's readable key in addresses", |row| Cell::text(row.member().slug.as_str())),
    column("member_name", "member", 40, "the member's name", |row| Cell::text(&row.member().name)),
    column("member_url", "member", 50, "where the member's entry is found", |row| Cell::text(row.url())),
    column("services", "services", 26, "codes of the services given there", |row| codes(&row.services())),
    column("service_names", "services", 34, "their labels in the language of the answer", |row| labels(&row.services())),
    column("updated_at", "updated_at", 20, "when the member's entry last changed", |row| Cell::Time(row.published.updated_at)),
    column("distance_km", DISTANCE, 12, "with `near` only: how far it is, in kilometres", |row| row.distance_km.map_or(Cell::Empty, Cell::Number)),
];

impl<'a> Row<'a> {
    fn member(&self) -> &'a PublicMember {
        &self.published.member
    }

    fn own(&self) -> Option<&'a LanguageTag> {
        self.member().name_language.as_ref()
    }

    fn tongues(&self) -> Tongues<'a> {
        self.member().tongues(self.setting.reader)
    }

    fn summary(&self) -> Option<(&'a LanguageTag, &'a str)> {
        self.member().summary.pick(self.lang, self.tongues())
    }

    fn url(&self) -> String {
        member_url(self.member(), self.setting.public_url)
    }

    fn services(&self) -> Vec<ServiceView<'a>> {
        let (member, taxonomy) = (self.member(), self.setting.taxonomy);
        match self.location {
            Some(location) => services(offers_at(member, location), taxonomy, self.lang),
            None => services(&member.service_offers, taxonomy, self.lang),
        }
    }

    fn location(&self, value: impl FnOnce(LocationView<'a>) -> Cell<'a>) -> Cell<'a> {
        self.location.map_or(Cell::Empty, |location| {
            value(LocationView::new(location, self.lang, self.tongues()))
        })
    }
}

fn phones<'a>(phones: &[PublicPhone]) -> Cell<'a> {
    Cell::list(phones.iter().map(|phone| phone.number.as_str()))
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "exact",
        Precision::City => "city",
    }
}

fn tag<'a>(tag: Option<&'a LanguageTag>) -> Cell<'a> {
    Cell::maybe(tag.map(LanguageTag::as_str))
}

fn tags<'a>(tags: &[LanguageTag]) -> Cell<'a> {
    Cell::list(tags.iter().map(LanguageTag::as_str))
}

fn codes<'a>(services: &[ServiceView<'_>]) -> Cell<'a> {
    Cell::list(services.iter().map(|service| service.code.as_str()))
}

fn labels<'a>(services: &[ServiceView<'_>]) -> Cell<'a> {
    Cell::list(services.iter().map(|service| service.label.get()))
}

fn other_names<'r>(row: &'r Row<'r>) -> Cell<'r> {
    let names = row.member().names.iter();
    Cell::list(names.map(|other| match &other.language {
        Some(language) => Cow::Owned(format!("{language}: {}", other.name)),
        None => Cow::Borrowed(other.name.as_str()),
    }))
}

fn cities<'a>(member: &PublicMember) -> Cell<'a> {
    let mut cities: Vec<&str> = member.locations.iter().map(PublicLocation::city).collect();
    cities.sort_unstable();
    cities.dedup();
    Cell::list(cities)
}

#[cfg(test)]
mod tests {
    use super::*;
    use directory::views::{LISTED_MEMBER_FIELDS, LOCATION_FIELDS, MEMBER_FIELDS};

    #[test]
    fn every_field_has_a_column_and_every_column_a_field() {
        let members = &MEMBER_FIELDS[..*LISTED_MEMBER_FIELDS];
        for (fields, columns) in [
            (members, MEMBER_COLUMNS),
            (&LOCATION_FIELDS[..], LOCATION_COLUMNS),
        ] {
            for field in fields {
                assert!(
                    columns.iter().any(|column| column.field == field),
                    "{field}"
                );
            }
            for (number, column) in columns.iter().enumerate() {
                assert!(
                    column.field == DISTANCE || fields.iter().any(|field| field == column.field),
                    "{}",
                    column.name
                );
                assert!(
                    columns[..number]
                        .iter()
                        .all(|other| other.name != column.name)
                );
            }
        }
    }

    #[test]
    fn several_texts_stand_in_one_cell() {
        assert_eq!(Cell::list(["a", "b"]), Cell::text("a | b"));
        assert_eq!(Cell::list::<&str>([]), Cell::Empty);
    }
}
