//! Where: `near`, `radius` and `bbox`.

use std::str::FromStr;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, ObjectBuilder, RefOr, Schema, SchemaFormat,
        schema::{KnownFormat, Type},
    },
};

use super::parameters::text_schema;
use crate::{
    parameters::{Query, Value},
    problem::{FieldError, PlaceCandidate, Problem},
};
use directory::{Bounds, Circle, Located, NamedPlace, Snapshot, Unresolved, begins_like_a_number};
use network::{Country, Invalid, PageLang, Point, fold};

/// The radius of a circle when nobody says, and at most: half way round the earth is 20,004 km.
const RADIUS: f64 = 50.0;
const WIDEST: f64 = 20_000.0;
/// How many cities that may be meant are told.
const MOST_CANDIDATES: usize = 20;

/// What a circle is drawn around.
#[derive(Debug, Clone)]
pub enum NearPlace {
    /// A point.
    Point(Point),
    /// A town by its name, or a postal code.
    Name(String),
}

impl PartialSchema for NearPlace {
    fn schema() -> RefOr<Schema> {
        text_schema(
            "A point as latitude,longitude, the name of a town in any language, or the postal code of a published place.",
            ObjectBuilder::new()
                .format(Some(SchemaFormat::Custom("place".to_owned())))
                .min_length(Some(1))
                .examples(["51.05,3.72", "Gent, BE", "Aalst, NL"]),
        )
    }
}

impl ToSchema for NearPlace {}

/// The radius of a circle.
#[derive(Debug, Clone, Copy)]
pub struct Kilometres(f64);

/// A box as in GeoJSON (RFC 7946): west,south,east,north.
#[derive(Debug, Clone, Copy)]
pub struct BoundingBox(pub Bounds);

/// A number with a fraction.
fn fraction() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Number)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Double)))
}

/// A circle as it was asked for.
pub(super) struct Near {
    centre: NearPlace,
    radius: f64,
}

impl Near {
    /// The circle of `near` and `radius`.
    pub(super) fn new(
        query: &mut Query<'_>,
        centre: Option<NearPlace>,
        radius: Option<Kilometres>,
    ) -> Option<Self> {
        if radius.is_some() && !query.has("near") {
            query.refuse(
                "radius",
                Invalid::new(
                    "near_missing",
                    "it is the radius of a circle around \"near\", which is not given; give near=51.05,3.72 or near=Gent too, or leave \"radius\" out",
                ),
            );
        }
        Some(Self {
            centre: centre?,
            radius: radius.map_or(RADIUS, |Kilometres(radius)| radius),
        })
    }

    /// Whether a name stands for its centre.
    pub(super) fn is_named(&self) -> bool {
        matches!(self.centre, NearPlace::Name(_))
    }

    /// What a cursor belongs to: names alike in all but case and accents are one.
    pub(super) fn question(&self) -> String {
        match &self.centre {
            NearPlace::Point(point) => format!("{point:?} {}", self.radius),
            NearPlace::Name(name) => format!("{:?} {}", fold(name), self.radius),
        }
    }

    /// The circle, and what its name was taken for; `known` is the point that the name stood for
    /// on an earlier page.
    pub(super) fn circle<'a>(
        &self,
        snapshot: &'a Snapshot,
        countries: &[Country],
        known: Option<Point>,
        lang: PageLang,
    ) -> Result<(Circle, Option<Located<'a>>), Problem> {
        let circle = |centre| Circle {
            centre,
            radius: self.radius,
        };
        let name = match &self.centre {
            NearPlace::Point(point) => return Ok((circle(*point), None)),
            NearPlace::Name(name) => name,
        };
        match (snapshot.locate(name, countries), known) {
            (located, Some(point)) => Ok((circle(point), located.ok())),
            (Ok(located), None) => Ok((circle(located.point), Some(located))),
            (Err(unresolved), None) => Err(unclear(snapshot, name, &unresolved, lang)),
        }
    }
}

/// Reads a number in plain digits: no exponent, no infinity.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| plain)
}

/// Reads numbers with commas between them.
fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|part| number(part.trim())).collect();
    numbers?.try_into().ok()
}

impl FromStr for NearPlace {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text.is_empty() {
            return Err(Invalid::new(
                "empty",
                "it is empty; give a point (latitude,longitude) or the name of a city, or leave the parameter out",
            ));
        }
        if !begins_like_a_number(text) {
            return Ok(Self::Name(text.to_owned()));
        }
        let [latitude, longitude] = numbers(text).ok_or_else(|| {
            Invalid::new(
                "invalid_point",
                format!(
                    "\"{text}\" is not a point; write latitude and longitude in degrees, with decimal points and a comma between them: near=51.05,3.72; or the name of a city: near=Gent"
                ),
            )
        })?;
        Point::new(latitude, longitude)
            .map(Self::Point)
            .map_err(|invalid| match Point::new(longitude, latitude) {
                Ok(_) => Invalid::new(
                    "out_of_range",
                    format!(
                        "{latitude} is not a latitude: it lies between -90 and 90 degrees and comes first; did you mean near={longitude},{latitude}?"
                    ),
                ),
                Err(_) => Invalid::new(
                    "out_of_range",
                    format!("{}; write latitude and then longitude", invalid.message),
                ),
            })
    }
}

impl Value for Kilometres {
    fn parse(text: &str) -> Result<Self, Invalid> {
        number(text)
        .filter(|radius| *radius > 0.0 && *radius <= WIDEST)
        .ok_or_else(|| {
            Invalid::new(
                "out_of_range",
                format!(
                    "\"{text}\" is not a number of kilometres above 0 and up to {WIDEST}, such as 25 or 0.5"
                ),
            )
        })
        .map(Self)
    }

    fn schema() -> RefOr<Schema> {
        fraction()
            .exclusive_minimum(Some(0))
            .maximum(Some(WIDEST as u32))
            .into()
    }
}

impl Value for BoundingBox {
    fn parse(text: &str) -> Result<Self, Invalid> {
        bounds(text).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(fraction())
            .min_items(Some(4))
            .max_items(Some(4))
            .into()
    }
}

fn bounds(text: &str) -> Result<Bounds, Invalid> {
    let [west, south, east, north] = numbers(text).ok_or_else(|| {
        Invalid::new(
            "invalid_bbox",
            format!(
                "\"{text}\" is not a box; write four numbers in degrees: west,south,east,north, such as bbox=2.5,49.5,6.4,51.5"
            ),
        )
    })?;
    let off = |degrees: f64, most: f64| degrees.abs() > most;
    if off(west, 180.0) || off(east, 180.0) || off(south, 90.0) || off(north, 90.0) {
        return Err(Invalid::new(
            "out_of_range",
            format!(
                "\"{text}\" leaves the earth; the order is west,south,east,north: longitudes (first and third) lie between -180 and 180, latitudes (second and fourth) between -90 and 90; a box across the antimeridian has a west that is more than its east: bbox=170,-25,-170,-10"
            ),
        ));
    }
    if south > north {
        return Err(Invalid::new(
            "invalid_bbox",
            format!(
                "its south, {south}, is north of its north, {north}; the order is west,south,east,north: did you mean bbox={west},{north},{east},{south}?"
            ),
        ));
    }
    Ok(Bounds {
        west,
        south,
        east,
        north,
    })
}

/// The error for a name that stands for no one place.
fn unclear(
    snapshot: &Snapshot,
    name: &str,
    unresolved: &Unresolved<'_>,
    lang: PageLang,
) -> Problem {
    let (code, message, places) = match unresolved {
        Unresolved::Unknown(places) => (
            "unknown_place",
            match places.first() {
                Some(place) => format!(
                    "there is no town called \"{name}\" that we know; did you mean \"{}\"?",
                    snapshot.near(*place)
                ),
                None => format!(
                    "there is no town called \"{name}\" that we know; give the next larger town, or a point, such as near=51.05,3.72"
                ),
            },
            places.clone(),
        ),
        Unresolved::Ambiguous(cities) => (
            "ambiguous",
            format!(
                "\"{name}\" may be any of {} cities; send the text of one of the candidates",
                cities.len()
            ),
            cities.iter().map(|city| NamedPlace::City(city)).collect(),
        ),
        Unresolved::Pointless(city) => (
            "place_without_point",
            format!(
                "of no published place in {} is it known where exactly it is, so nothing can be near it; find its members with \"city\", or give a point, such as near=51.05,3.72",
                city.name
            ),
            Vec::new(),
        ),
    };
    let mut error = FieldError::parameter("near", Invalid::new(code, message));
    let places = places.into_iter().take(MOST_CANDIDATES);
    error.candidates = places
        .filter_map(|place| candidate(snapshot, place, lang))
        .collect();
    Problem::unclear_place(error)
}

/// A place as it is offered.
pub(super) fn candidate(
    snapshot: &Snapshot,
    place: NamedPlace<'_>,
    lang: PageLang,
) -> Option<PlaceCandidate> {
    let country = place.country()?;
    Some(PlaceCandidate {
        near: snapshot.near(place),
        name: place.name().to_owned(),
        region: place.region().map(str::to_owned),
        country,
        country_name: country.name(lang).to_owned(),
        members: place.members(),
    })
}
