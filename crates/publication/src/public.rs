//! What can be public. No type here has room for anything else.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

use network::{
    Cell, Country, Date, Delivery, Email, LanguageTag, LocalizedText, LocationId, LocationKind,
    MemberId, MembershipType, OfferId, OtherName, Phone, Point, ServiceCode, Slug, Timestamp,
    WebAddress,
};

/// A member as the public may know it. The fields mean what they mean in
/// [`Member`](crate::network::Member).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PublicMember {
    pub id: MemberId,
    pub slug: Slug,
    pub name: String,
    pub name_language: Option<LanguageTag>,
    pub names: Vec<OtherName>,
    pub acronym: Option<String>,
    pub country: Country,
    pub website: Option<WebAddress>,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    pub founded_year: Option<i16>,
    pub languages: Vec<LanguageTag>,
    pub summary: LocalizedText,
    pub membership_type: MembershipType,
    #[schema(value_type = Option<String>, format = Date, example = "2012-09-01")]
    pub joined_on: Option<Date>,
    pub verified_at: Option<Timestamp>,
    pub service_offers: Vec<PublicOffer>,
    pub locations: Vec<PublicLocation>,
}

/// A place that the public may know of, exactly or only by its city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "precision", rename_all = "snake_case")]
pub enum PublicLocation {
    /// Address and point may be known.
    Exact(Box<ExactPlace>),
    /// Only the city may be known.
    City(CityPlace),
}

/// A place whose address may be known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExactPlace {
    pub id: LocationId,
    pub kind: LocationKind,
    pub label: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub city: String,
    pub region: Option<String>,
    pub country: Country,
    pub point: Option<Point>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub opening_hours: Option<String>,
    pub languages: Vec<LanguageTag>,
    pub accessibility: LocalizedText,
}

/// A place of which only the city may be known: it has no room for a street or a point, and its
/// label, hours and telephone are left out because each of them can name the house.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CityPlace {
    pub id: LocationId,
    pub kind: LocationKind,
    pub city: String,
    pub region: Option<String>,
    pub country: Country,
    /// The cell of 0.1 degrees that holds it; outside the program it is known by its centre.
    #[serde(
        rename = "point",
        serialize_with = "centre",
        deserialize_with = "around"
    )]
    #[schema(value_type = Option<Point>)]
    pub cell: Option<Cell>,
}

fn centre<S: Serializer>(cell: &Option<Cell>, serializer: S) -> Result<S::Ok, S::Error> {
    cell.map(Cell::centre).serialize(serializer)
}

fn around<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cell>, D::Error> {
    Ok(Option::<Point>::deserialize(deserializer)?.map(Cell::of))
}

impl PublicLocation {
    /// The location's identifier.
    pub fn id(&self) -> LocationId {
        match self {
            Self::Exact(place) => place.id,
            Self::City(place) => place.id,
        }
    }

    /// The city, as it is called there.
    pub fn city(&self) -> &str {
        match self {
            Self::Exact(place) => &place.city,
            Self::City(place) => &place.city,
        }
    }

    /// The region, province or state.
    pub fn region(&self) -> Option<&str> {
        match self {
            Self::Exact(place) => place.region.as_deref(),
            Self::City(place) => place.region.as_deref(),
        }
    }

    /// The country it is in.
    pub fn country(&self) -> Country {
        match self {
            Self::Exact(place) => place.country,
            Self::City(place) => place.country,
        }
    }

    /// The point that may be shown: the place itself, or the centre of its cell.
    pub fn point(&self) -> Option<Point> {
        match self {
            Self::Exact(place) => place.point,
            Self::City(place) => place.cell.map(Cell::centre),
        }
    }
}

/// A service that a member gives, as the public may know it. The fields mean what they mean in
/// [`ServiceOffer`](crate::network::ServiceOffer).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PublicOffer {
    pub id: OfferId,
    pub service: ServiceCode,
    /// Where it is given, if the public may know that place.
    pub location: Option<LocationId>,
    pub description: LocalizedText,
    pub audience: Option<String>,
    pub eligibility: Option<String>,
    pub access: Option<String>,
    pub languages: Vec<LanguageTag>,
    pub free_of_charge: Option<bool>,
    pub delivery: Vec<Delivery>,
    pub countries: Vec<Country>,
}

/// The network as the public may know it. The fields mean what they mean in
/// [`NetworkProfile`](crate::network::NetworkProfile).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PublicNetwork {
    pub name: String,
    pub short_name: Option<String>,
    pub description: LocalizedText,
    pub website: Option<WebAddress>,
    pub founded_year: Option<i16>,
    pub sample_data: bool,
}
