//! What a row says about a place.

use crate::{
    fields::{Field, Shape, TableFields, TableName, table},
    given::{Apply, Given, Stated, Texts, line},
    reading::{RowReader, VISIBILITY},
};
use network::{
    Country, Email, Invalid, LanguageTag, Location, LocationId, LocationKind, Phone, Point,
    Visibility, parse_degrees, text,
};

table! {
    COLUMNS = Locations, Some("/locations");
    /// What a row gives for the fields of a place.
    LocationFields of Location {
        id "/id" One;
        member "" One;
        kind "/kind" One: Given<LocationKind> = required(str::parse) => kind;
        label "/label" One: Given<Option<String>> = one(line) => label;
        address "/address" One: Given<Option<String>> = one(text::paragraphs) => address;
        postal_code "/postal_code" One: Given<Option<String>> = one(line) => postal_code;
        city "/city" One: Given<String> = required(line) => city;
        region "/region" One: Given<Option<String>> = one(line) => region;
        country "/country" One: Given<Country> = kept(Country::parse) => country;
        latitude "/point/latitude" Number;
        longitude "/point/longitude" Number;
        phones "/phones" Phones: Given<Vec<Phone>> = lists(Phone::all_in) => phones;
        email "/email" MailLink: Given<Option<Email>> = one(str::parse) => email;
        opening_hours "/opening_hours" One: Given<Option<String>> = one(line) => opening_hours;
        languages "/languages" List: Given<Vec<LanguageTag>> = list(LanguageTag::parse) => languages;
        accessibility "/accessibility" Texts: Texts = texts(text::paragraphs) => accessibility;
        visibility "/visibility" One;
    }
}

/// What a row says about a place.
#[derive(Debug)]
pub struct LocationDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<LocationId>,
    /// Whether a new place is hidden when the row does not say.
    pub hidden_when_new: bool,
    pub point: Given<Option<Point>>,
    pub fields: LocationFields,
    pub visibility: Stated<Visibility>,
}

impl LocationDraft {
    /// Reads a row.
    pub fn read(line: u64, row: &mut RowReader<'_>) -> Self {
        Self {
            line,
            point: point(row),
            id: row.kept("id", str::parse),
            hidden_when_new: false,
            fields: LocationFields::read(row),
            visibility: row.stated("visibility", VISIBILITY),
        }
    }

    /// A place made from this row alone; the member's country is its own unless the row has one.
    /// Nothing when the city is missing.
    pub fn create(&self, country: Country, visibility: Visibility) -> Option<Location> {
        let city = self.fields.city.clone()?;
        let mut location = Location {
            visibility,
            ..Location::new(LocationKind::Other, city, country)
        };
        location.id = self.id.unwrap_or(location.id);
        self.apply(&mut location);
        Some(location)
    }

    /// Applies what the row says to a place, all but its visibility.
    pub fn apply(&self, location: &mut Location) {
        self.fields.apply(location);
        self.point.apply(&mut location.point);
    }
}

/// Reads the two cells of a point (WGS 84, in degrees).
fn point(row: &mut RowReader<'_>) -> Given<Option<Point>> {
    let told = row.mistakes();
    let latitude = row.one("latitude", |text| parse_degrees("latitude", text, 90.0));
    let longitude = row.one("longitude", |text| parse_degrees("longitude", text, 180.0));
    match (latitude, longitude) {
        (Some(Some(latitude)), Some(Some(longitude))) => Some(Point::new(latitude, longitude).ok()),
        (None, None) => None,
        (Some(Some(_)), _) | (_, Some(Some(_))) if row.mistakes() == told => {
            row.refuse_field(
                "latitude",
                Invalid::new(
                    "incomplete_point",
                    "latitude and longitude belong together; give both or neither",
                ),
            );
            None
        }
        _ => Some(None),
    }
}
