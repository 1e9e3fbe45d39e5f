//! What can be public. No type here has room for anything else.

use std::iter;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

use network::{
    AccentColor, Cell, Country, Date, Delivery, DialUri, Email, Identifier, LanguageTag, Link,
    Listing, LocalizedText, Location, LocationId, LocationKind, Logo, Member, MemberId, Membership,
    MembershipStatus, MembershipType, NetworkProfile, OfferId, OtherName, Phone, PhoneNumber,
    Point, ServiceCode, ServiceOffer, Slug, Timestamp, Tongues, VerifiedBy, Visibility, WebAddress,
};

/// Declares what the public may know of a record as a type of its own, with the way to it and back.
///
/// The fields that come first are shown as they stand in the books; those of `made` are made from
/// the record by whoever calls `of`. `books` tells what a record has of which only this is known,
/// as in a mirror: a field of the record that stands in neither list does not compile.
macro_rules! public {
    (
        $(#[$meta:meta])*
        pub struct $public:ident of $record:ident {
            $( $(#[$field_meta:meta])* $field:ident: $type:ty, )+
        }
        made { $( $(#[$made_meta:meta])* $made:ident: $made_type:ty, )* }
        books { $( $private:ident: $value:expr, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
        pub struct $public {
            $( $(#[$field_meta])* pub $field: $type, )+
            $( $(#[$made_meta])* pub $made: $made_type, )*
        }

        impl $public {
            pub(crate) fn of(record: $record, $($made: $made_type),*) -> Self {
                Self { $( $field: record.$field, )+ $( $made, )* }
            }
        }

        /// The record of which the gate shows exactly this.
        impl From<$public> for $record {
            fn from(public: $public) -> Self {
                let $public { $( $field, )+ $( $made, )* } = public;
                Self { $( $field, )+ $( $private: $value, )* }
            }
        }
    };
}

public! {
    /// A member as the public may know it. The fields mean what they mean in
    /// [`Member`](crate::network::Member).
    pub struct PublicMember of Member {
        id: MemberId,
        slug: Slug,
        name: String,
        name_language: Option<LanguageTag>,
        names: Vec<OtherName>,
        acronym: Option<String>,
        country: Country,
        website: Option<WebAddress>,
        email: Option<Email>,
        /// An earlier version told none.
        #[serde(default)]
        links: Vec<Link>,
        /// An earlier version told none.
        #[serde(default)]
        identifiers: Vec<Identifier>,
        founded_year: Option<i16>,
        languages: Vec<LanguageTag>,
        summary: LocalizedText,
        verified_at: Option<Timestamp>,
        /// On whose side that was; never who.
        verified_by: Option<VerifiedBy>,
    }
    made {
        /// The numbers that anybody may call, the main one first.
        phones: Vec<PublicPhone>,
        membership_type: MembershipType,
        #[schema(value_type = Option<String>, format = Date, example = "2012-09-01")]
        joined_on: Option<Date>,
        service_offers: Vec<PublicOffer>,
        locations: Vec<PublicLocation>,
    }
    books {
        phones: phones.into_iter().map(Phone::from).collect(),
        external_id: None,
        former_slugs: Vec::new(),
        membership: Membership {
            kind: membership_type,
            status: MembershipStatus::Member,
            joined_on,
            left_on: None,
        },
        listing: Listing::Listed,
        withdrawn_at: None,
        merged_into: None,
        locations: locations.into_iter().map(Location::from).collect(),
        service_offers: service_offers.into_iter().map(ServiceOffer::from).collect(),
        contacts: Vec::new(),
        notes: Vec::new(),
    }
}

impl PublicMember {
    /// The languages of a reader, whose own may be none of the seven, and of this member.
    pub fn tongues<'a>(&'a self, reader: Option<&'a LanguageTag>) -> Tongues<'a> {
        Tongues {
            reader,
            writer: self.name_language.as_ref(),
        }
    }

    /// Whether any of its texts is in a language, or in a variety of it.
    pub fn has_text_in(&self, language: &LanguageTag) -> bool {
        let of_offers = self.service_offers.iter().flat_map(|offer| {
            [
                &offer.description,
                &offer.audience,
                &offer.eligibility,
                &offer.access,
            ]
        });
        let of_places = self.locations.iter().flat_map(|place| match place {
            PublicLocation::Exact(place) => vec![&place.label, &place.accessibility],
            PublicLocation::City(_) => Vec::new(),
        });
        let mut texts = iter::once(&self.summary).chain(of_offers).chain(of_places);
        texts.any(|text| text.is_in(language))
    }
}

/// A telephone number that the public may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Phone)]
pub struct PublicPhone {
    /// The number as the member writes it.
    pub number: PhoneNumber,
    /// How it is dialled from anywhere (RFC 3966, in E.164); null where it cannot be, as 112.
    pub uri: Option<DialUri>,
}

impl PublicPhone {
    /// Numbers that somebody in `country` wrote.
    pub(crate) fn all(phones: &[Phone], country: Country) -> Vec<Self> {
        let phones = phones.iter();
        phones
            .map(|phone| Self {
                uri: phone.uri(country),
                number: phone.number.clone(),
            })
            .collect()
    }
}

impl From<PublicPhone> for Phone {
    fn from(phone: PublicPhone) -> Self {
        phone.number.into()
    }
}

/// A place that the public may know of, exactly or only by its city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "precision", rename_all = "snake_case")]
pub enum PublicLocation {
    /// Address and point may be known.
    Exact(Box<ExactPlace>),
    /// Only the city may be known.
    City(Box<CityPlace>),
}

public! {
    /// A place whose address may be known.
    pub struct ExactPlace of Location {
        id: LocationId,
        kind: LocationKind,
        label: LocalizedText,
        address: Option<String>,
        postal_code: Option<String>,
        city: String,
        region: Option<String>,
        country: Country,
        point: Option<Point>,
        email: Option<Email>,
        opening_hours: Option<String>,
        languages: Vec<LanguageTag>,
        accessibility: LocalizedText,
    }
    made {
        /// Telephones of this place, the main one first.
        phones: Vec<PublicPhone>,
    }
    books {
        phones: phones.into_iter().map(Phone::from).collect(),
        visibility: Visibility::Public,
    }
}

public! {
    /// A place of which only the city may be known: it has no room for a street or a point, and its
    /// label, hours and telephone are left out because each of them can name the house.
    pub struct CityPlace of Location {
        id: LocationId,
        kind: LocationKind,
        city: String,
        region: Option<String>,
        country: Country,
    }
    made {
        /// The cell of 0.1 degrees that holds it; outside the program it is known by its centre.
        #[serde(
            rename = "point",
            serialize_with = "centre",
            deserialize_with = "around"
        )]
        #[schema(value_type = Option<Point>)]
        cell: Option<Cell>,
    }
    books {
        label: LocalizedText::default(),
        address: None,
        postal_code: None,
        // The centre lies in its own cell.
        point: cell.map(Cell::centre),
        phones: Vec::new(),
        email: None,
        opening_hours: None,
        languages: Vec::new(),
        accessibility: LocalizedText::default(),
        visibility: Visibility::City,
    }
}

impl From<PublicLocation> for Location {
    fn from(place: PublicLocation) -> Self {
        match place {
            PublicLocation::Exact(place) => (*place).into(),
            PublicLocation::City(place) => (*place).into(),
        }
    }
}

fn centre<S: Serializer>(cell: &Option<Cell>, serializer: S) -> Result<S::Ok, S::Error> {
    cell.map(Cell::centre).serialize(serializer)
}

fn around<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cell>, D::Error> {
    Ok(Option::<Point>::deserialize(deserializer)?.map(Cell::of))
}

impl PublicLocation {
    pub fn id(&self) -> LocationId {
        match self {
            Self::Exact(place) => place.id,
            Self::City(place) => place.id,
        }
    }

    /// What it is used for.
    pub fn kind(&self) -> LocationKind {
        match self {
            Self::Exact(place) => place.kind,
            Self::City(place) => place.kind,
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

    pub fn postal_code(&self) -> Option<&str> {
        match self {
            Self::Exact(place) => place.postal_code.as_deref(),
            Self::City(_) => None,
        }
    }

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

public! {
    /// A service that a member gives, as the public may know it. The fields mean what they mean in
    /// [`ServiceOffer`](crate::network::ServiceOffer).
    pub struct PublicOffer of ServiceOffer {
        id: OfferId,
        service: ServiceCode,
        /// Where it is given, if the public may know that place.
        location: Option<LocationId>,
        description: LocalizedText,
        audience: LocalizedText,
        eligibility: LocalizedText,
        access: LocalizedText,
        languages: Vec<LanguageTag>,
        free_of_charge: Option<bool>,
        delivery: Vec<Delivery>,
        countries: Vec<Country>,
    }
    made {}
    books {}
}

public! {
    /// The network as the public may know it. The fields mean what they mean in
    /// [`NetworkProfile`](crate::network::NetworkProfile).
    pub struct PublicNetwork of NetworkProfile {
        name: String,
        short_name: Option<String>,
        description: LocalizedText,
        /// What stands by default an earlier version did not tell.
        #[serde(default)]
        imprint: LocalizedText,
        website: Option<WebAddress>,
        founded_year: Option<i16>,
        #[serde(default)]
        email: Option<Email>,
        #[serde(default)]
        phone: Option<PhoneNumber>,
        #[serde(default)]
        accent_color: Option<AccentColor>,
        #[serde(default)]
        logo: Option<Logo>,
        sample_data: bool,
    }
    made {}
    books {}
}
