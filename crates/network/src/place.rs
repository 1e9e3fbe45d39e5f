//! Where a member is: points, cells, locations, and what of them may be seen.

use serde::{Deserialize, Deserializer, Serialize};

use utoipa::ToSchema;
use validator::Validate;

use crate::{
    codes::codes,
    country::Country,
    ids::LocationId,
    invalid::{Invalid, all_different},
    language::LanguageTag,
    phone::Phone,
    reach::Email,
    text::{LocalizedText, serde_text},
};

codes! {
    /// What a location is used for.
    LocationKind ("kind of location") {
        /// An office or a desk where people are received.
        Office = "office",
        /// A place of medical care.
        Clinic = "clinic",
        /// A place where people sleep; hidden unless someone chose otherwise.
        Shelter = "shelter",
        /// A place of teaching.
        Classroom = "classroom",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// What the public may see of a location, from the least to the most.
    Visibility ("visibility") {
        /// Nothing at all, and no answer differs by it.
        Hidden = "hidden",
        /// The city, and the centre of the 0.1 degree cell that holds the point.
        City = "city",
        /// Everything.
        Public = "public",
    }
}

impl Visibility {
    /// What a new location of this kind gets when nobody chose.
    pub const fn default_for(kind: LocationKind) -> Self {
        match kind {
            LocationKind::Shelter => Self::Hidden,
            _ => Self::Public,
        }
    }
}

/// A point on the earth, WGS 84 decimal degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Degrees north of the equator.
    #[serde(deserialize_with = "latitude")]
    #[schema(minimum = -90, maximum = 90, example = 51.05)]
    latitude: f64,
    /// Degrees east of Greenwich.
    #[serde(deserialize_with = "longitude")]
    #[schema(minimum = -180, maximum = 180, example = 3.72)]
    longitude: f64,
}

fn latitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    degrees("latitude", deserializer, 90.0)
}

fn longitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    degrees("longitude", deserializer, 180.0)
}

fn degrees<'de, D: Deserializer<'de>>(
    what: &'static str,
    deserializer: D,
    most: f64,
) -> Result<f64, D::Error> {
    let degrees = f64::deserialize(deserializer)?;
    check_degrees(what, degrees, most).map_err(serde::de::Error::custom)?;
    Ok(degrees)
}

impl Point {
    /// A point from its latitude (-90 to 90) and longitude (-180 to 180).
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, Invalid> {
        check_degrees("latitude", latitude, 90.0)?;
        check_degrees("longitude", longitude, 180.0)?;
        Ok(Self {
            latitude,
            longitude,
        })
    }

    /// Degrees north of the equator.
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east of Greenwich.
    pub const fn longitude(self) -> f64 {
        self.longitude
    }
}

/// Reads one coordinate; `most` is 90 for a latitude and 180 for a longitude.
pub fn parse_degrees(what: &'static str, text: &str, most: f64) -> Result<f64, Invalid> {
    let degrees: f64 = text.trim().parse().map_err(|_| {
        Invalid::new(
            "invalid_number",
            format!(
                "\"{text}\" is not a {what} in degrees; write a number with a decimal point, such as 51.05"
            ),
        )
    })?;
    check_degrees(what, degrees, most)?;
    Ok(degrees)
}

fn check_degrees(what: &'static str, degrees: f64, most: f64) -> Result<(), Invalid> {
    if degrees.is_finite() && degrees.abs() <= most {
        Ok(())
    } else {
        Err(Invalid::new(
            "out_of_range",
            format!("{degrees} is not a {what}: it lies between -{most} and {most} degrees"),
        ))
    }
}

/// A cell of 0.1 by 0.1 degrees: all that a location of visibility `city` tells of its point.
///
/// A cell knows only its own number, so no arithmetic brings the point back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    south: i16,
    west: i16,
}

impl Cell {
    /// The cell that holds a point.
    pub fn of(point: Point) -> Self {
        // The last cell takes the pole and the antimeridian in, so that its centre is on the earth.
        let index = |degrees: f64, last: i16| ((degrees * 10.0).floor() as i16).min(last);
        Self {
            south: index(point.latitude, 899),
            west: index(point.longitude, 1799),
        }
    }

    /// The centre of the cell.
    pub fn centre(self) -> Point {
        let centre = |index: i16| f64::from(i32::from(index) * 10 + 5) / 100.0;
        Point {
            latitude: centre(self.south),
            longitude: centre(self.west),
        }
    }

    /// Its corners: south-west and north-east.
    pub fn corners(self) -> (Point, Point) {
        let corner = |more: i32| Point {
            latitude: f64::from(i32::from(self.south) + more) / 10.0,
            longitude: f64::from(i32::from(self.west) + more) / 10.0,
        };
        (corner(0), corner(1))
    }

    /// All four of its corners.
    pub fn every_corner(self) -> [Point; 4] {
        let (low, high) = self.corners();
        let corner = |latitude, longitude| Point {
            latitude,
            longitude,
        };
        [
            low,
            corner(low.latitude, high.longitude),
            corner(high.latitude, low.longitude),
            high,
        ]
    }
}

/// A place of a member, as the books of record know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = LocationEntry)]
pub struct Location {
    /// Its identifier; made when it is left out.
    #[schema(required = false)]
    pub id: LocationId,
    /// What it is used for.
    pub kind: LocationKind,
    /// How the member calls it, by language, 500 characters each at most: "Reception desk".
    #[serde(default, deserialize_with = "serde_text::line_by_language")]
    pub label: LocalizedText,
    /// Street and number, a line each where there are several.
    #[serde(default, deserialize_with = "serde_text::optional_address")]
    #[schema(max_length = 10000)]
    pub address: Option<String>,
    /// Postal code.
    #[serde(default, deserialize_with = "serde_text::optional_line")]
    #[schema(max_length = 500)]
    pub postal_code: Option<String>,
    /// City or town, as it is called there.
    #[serde(deserialize_with = "serde_text::required_line")]
    #[schema(min_length = 1, max_length = 500, example = "Gent")]
    pub city: String,
    /// Region, province or state.
    #[serde(default, deserialize_with = "serde_text::optional_line")]
    #[schema(max_length = 500)]
    pub region: Option<String>,
    /// Country, ISO 3166-1 alpha-2; the member's own when it is left out.
    #[schema(required = false)]
    pub country: Country,
    /// Where exactly, WGS 84.
    #[serde(default)]
    pub point: Option<Point>,
    /// Telephones of this place, the main one first.
    #[serde(default)]
    #[validate(
        length(max = 20, message = "20 are the most"),
        custom(function = "all_different")
    )]
    pub phones: Vec<Phone>,
    /// E-mail of this place.
    #[serde(default)]
    pub email: Option<Email>,
    /// When it is open (OpenStreetMap `opening_hours` text: `Mo-Fr 09:00-17:00`).
    #[serde(default, deserialize_with = "serde_text::optional_line")]
    #[schema(max_length = 500)]
    pub opening_hours: Option<String>,
    /// Languages spoken there, BCP 47.
    #[serde(default)]
    #[validate(
        length(max = 100, message = "100 are the most"),
        custom(function = "all_different")
    )]
    pub languages: Vec<LanguageTag>,
    /// What a visitor with a disability should know, by language.
    #[serde(default)]
    pub accessibility: LocalizedText,
    /// What of it the public may see. When it is left out, a shelter is hidden and any other new
    /// place public; a place that is there already stays as it is.
    #[schema(required = false)]
    pub visibility: Visibility,
}

impl Location {
    /// A place with nothing but what each of them has, as visible as its kind usually is.
    pub fn new(kind: LocationKind, city: String, country: Country) -> Self {
        Self {
            id: LocationId::new(),
            kind,
            label: LocalizedText::default(),
            address: None,
            postal_code: None,
            city,
            region: None,
            country,
            point: None,
            phones: Vec::new(),
            email: None,
            opening_hours: None,
            languages: Vec::new(),
            accessibility: LocalizedText::default(),
            visibility: Visibility::default_for(kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_shelter_is_hidden_unless_someone_chose() {
        assert_eq!(
            Visibility::default_for(LocationKind::Shelter),
            Visibility::Hidden
        );
        assert_eq!(
            Visibility::default_for(LocationKind::Clinic),
            Visibility::Public
        );
        assert!(Visibility::Hidden < Visibility::City && Visibility::City < Visibility::Public);
    }

    #[test]
    fn a_cell_is_known_by_its_centre() {
        let centre = |latitude, longitude| {
            let centre = Cell::of(Point::new(latitude, longitude).unwrap()).centre();
            (centre.latitude(), centre.longitude())
        };
        assert_eq!(centre(51.0543, 3.7174), (51.05, 3.75));
        assert_eq!(centre(-0.01, -0.01), (-0.05, -0.05));
        assert_eq!(centre(90.0, 180.0), (89.95, 179.95));
        assert_eq!(centre(-90.0, -180.0), (-89.95, -179.95));
    }

    proptest! {
        #[test]
        fn a_cell_holds_its_points_and_tells_no_more(
            latitude in -90.0..=90.0f64, longitude in -180.0..=180.0f64,
        ) {
            let cell = Cell::of(Point::new(latitude, longitude).unwrap());
            let centre = cell.centre();
            prop_assert!((centre.latitude() - latitude).abs() <= 0.05 + 1e-9);
            prop_assert!((centre.longitude() - longitude).abs() <= 0.05 + 1e-9);
            prop_assert_eq!(Cell::of(centre), cell);
        }
    }

    #[test]
    fn coordinates_off_the_earth_are_refused() {
        for (latitude, longitude) in [
            (90.1, 0.0),
            (0.0, -180.5),
            (f64::NAN, 0.0),
            (0.0, f64::INFINITY),
        ] {
            assert_eq!(
                Point::new(latitude, longitude).unwrap_err().code,
                "out_of_range"
            );
        }
        assert_eq!(
            parse_degrees("latitude", "51,05", 90.0).unwrap_err().code,
            "invalid_number"
        );
    }
}
