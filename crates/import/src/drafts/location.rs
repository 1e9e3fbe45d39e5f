//! What a row says about a place.

use crate::{
    fields::{Field, Shape, TableFields, TableName, table},
    finding::{Suggestion, SuggestionKind},
    given::{Apply, Given, OwnTexts, Stated, Texts, email, line, line as one_line},
    reading::{CellPlace, RowReader, Undecided, VISIBILITY},
};
use network::{
    Country, Email, Invalid, LanguageTag, Location, LocationId, LocationKind, Phone, Point,
    Visibility, mend, parse_degrees, text,
};

table! {
    COLUMNS = Locations, Some("/locations");
    /// What a row gives for the fields of a place.
    LocationFields of Location {
        id "/id" One;
        member "" One;
        kind "/kind" One: Given<LocationKind> = required(str::parse) => kind;
        label "/label" OwnTexts;
        address "/address" One: Given<Option<String>> = lines(text::address) => address;
        postal_code "/postal_code" One: Given<Option<String>> = one(line) => postal_code;
        city "/city" One: Given<String> = required(line) => city;
        region "/region" One: Given<Option<String>> = one(line) => region;
        country "/country" One: Given<Country> = kept(Country::parse) => country;
        latitude "/point/latitude" Number;
        longitude "/point/longitude" Number;
        phones "/phones" Phones: Given<Vec<Phone>> = lists(Phone::all_in) => phones;
        email "/email" MailLink: Given<Option<Email>> = one(email) => email;
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
    /// Where the two numbers of the point stand.
    pub point_at: Option<Box<[CellPlace; 2]>>,
    pub label: OwnTexts,
    pub fields: LocationFields,
    pub visibility: Stated<Visibility>,
    /// What it leaves open that must be decided for a new place.
    pub undecided: Option<Undecided>,
}

impl LocationDraft {
    /// Reads a row.
    pub fn read(line: u64, row: &mut RowReader<'_>) -> Self {
        let point = point(row);
        Self {
            line,
            point,
            point_at: point.flatten().and_then(|_| {
                let cells = [row.cell("latitude")?, row.cell("longitude")?];
                Some(Box::new(cells))
            }),
            id: row.kept("id", str::parse),
            hidden_when_new: false,
            label: row.own_texts("label", one_line),
            fields: LocationFields::read(row),
            visibility: row.stated("visibility", VISIBILITY),
            undecided: row.undecided(),
        }
    }

    /// A place made from this row alone; the member's country is its own unless the row has one.
    /// Nothing when the city is missing.
    pub fn create(
        &self,
        country: Country,
        language: &LanguageTag,
        visibility: Visibility,
    ) -> Option<Location> {
        let city = self.fields.city.clone()?;
        let mut location = Location {
            visibility,
            ..Location::new(LocationKind::Other, city, country)
        };
        location.id = self.id.unwrap_or(location.id);
        self.apply(&mut location, language);
        Some(location)
    }

    /// Applies what the row says to a place, all but its visibility; its member writes in this
    /// language.
    pub fn apply(&self, location: &mut Location, language: &LanguageTag) {
        self.fields.apply(location);
        self.label.apply(&mut location.label, language);
        self.point.apply(&mut location.point);
    }
}

/// Reads the two cells of a point (WGS 84, in degrees).
fn point(row: &mut RowReader<'_>) -> Given<Option<Point>> {
    if let Some(point) = both_in_one_cell(row) {
        return point;
    }
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

/// Reads a point that stands in the first of its cells, where the second is empty: what it would be
/// if each had its own, or the point, if that is accepted. Nothing where it does not stand so.
fn both_in_one_cell(row: &mut RowReader<'_>) -> Option<Given<Option<Point>>> {
    if row.is_blank(&["latitude"]) || !row.is_blank(&["longitude"]) {
        return None;
    }
    let from = row.cell("latitude")?.text;
    let (latitude, longitude) = mend::degrees_of_both(&from)?;
    let point = |text: &str, most| parse_degrees("coordinate", text, most).ok();
    let point = Point::new(point(&latitude, 90.0)?, point(&longitude, 180.0)?).ok()?;
    let mend = |field: &str, from: String, to| Suggestion {
        kind: SuggestionKind::Coordinate,
        field: field.to_owned(),
        from,
        to,
    };
    let mends = [
        mend("latitude", from, latitude),
        mend("longitude", String::new(), longitude),
    ];
    if row.accepts(&mends) {
        return Some(Some(Some(point)));
    }
    let [latitude, longitude] = mends;
    let invalid = || {
        Invalid::new(
            "both_in_one_cell",
            "latitude and longitude stand in one cell; give each its own",
        )
    };
    row.refuse_mendable("latitude", invalid(), latitude);
    row.refuse_mendable("longitude", invalid(), longitude);
    Some(None)
}
