//! What an answer shows of a place, and of the member that it belongs to.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Picked, ServiceView, Setting, member_url, services};
use crate::told::{Telling, Told};
use network::{
    Country, Email, LanguageTag, LocationId, LocationKind, MemberId, Point, Slug, Timestamp,
    Tongues,
};
use publication::{PublicLocation, PublicMember, PublicOffer, PublicPhone, Published};

/// How exactly a location is shown.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Address and point are those of the place.
    Exact,
    /// Only the city is shown; the point is the centre of the cell of 0.1 degrees that holds it.
    City,
}

/// A place of a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Location)]
pub struct LocationView<'a> {
    /// Its identifier.
    pub id: LocationId,
    /// What it is used for.
    pub kind: LocationKind,
    /// How the member calls it: in the language of the answer, else in the member's own, else in
    /// English.
    #[schema(value_type = Option<String>)]
    pub label: Told<Option<&'a str>>,
    /// The language that the label is in, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub label_language: Told<Option<&'a LanguageTag>>,
    /// Street and number.
    pub address: Option<&'a str>,
    /// Postal code.
    pub postal_code: Option<&'a str>,
    /// City or town, as it is called there.
    pub city: &'a str,
    /// Region, province or state.
    pub region: Option<&'a str>,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Country,
    /// Where exactly (WGS 84), as far as that may be known.
    pub point: Option<Point>,
    /// Whether this is the place itself or only its city.
    pub precision: Precision,
    /// Telephones of this place, the main one first.
    #[schema(value_type = Vec<PublicPhone>)]
    pub phones: &'a [PublicPhone],
    /// E-mail of this place.
    #[schema(value_type = Option<Email>)]
    pub email: Option<&'a Email>,
    /// When it is open (OpenStreetMap `opening_hours` text).
    pub opening_hours: Option<&'a str>,
    /// Languages spoken there, BCP 47.
    #[schema(value_type = Vec<LanguageTag>)]
    pub languages: &'a [LanguageTag],
    /// What a visitor with a disability should know: in the language of the answer, else in the
    /// member's own, else in English.
    #[schema(value_type = Option<String>)]
    pub accessibility: Told<Option<&'a str>>,
    /// The language that the accessibility is told in, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub accessibility_language: Told<Option<&'a LanguageTag>>,
}

impl<'a> LocationView<'a> {
    /// The place for a reader of `lang`; `own` are the reader's own language and its member's.
    pub fn new(location: &'a PublicLocation, lang: impl Into<Telling>, own: Tongues<'_>) -> Self {
        let lang = lang.into();
        let view = Self {
            id: location.id(),
            kind: LocationKind::Other,
            label: Told::In(None),
            label_language: Told::In(None),
            address: None,
            postal_code: None,
            city: location.city(),
            region: None,
            country: location.country(),
            point: location.point(),
            precision: Precision::City,
            phones: &[],
            email: None,
            opening_hours: None,
            languages: &[],
            accessibility: Told::In(None),
            accessibility_language: Told::In(None),
        };
        match location {
            PublicLocation::City(place) => Self {
                kind: place.kind,
                region: place.region.as_deref(),
                ..view
            },
            PublicLocation::Exact(place) => {
                let label = Picked::of(&place.label, lang, own);
                let accessibility = Picked::of(&place.accessibility, lang, own);
                Self {
                    kind: place.kind,
                    label: label.text,
                    label_language: label.language,
                    address: place.address.as_deref(),
                    postal_code: place.postal_code.as_deref(),
                    region: place.region.as_deref(),
                    precision: Precision::Exact,
                    phones: &place.phones,
                    email: place.email.as_ref(),
                    opening_hours: place.opening_hours.as_deref(),
                    languages: &place.languages,
                    accessibility: accessibility.text,
                    accessibility_language: accessibility.language,
                    ..view
                }
            }
        }
    }
}

/// The member that a location belongs to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MemberReference)]
pub struct MemberReferenceView<'a> {
    /// Its identifier.
    pub id: MemberId,
    /// Its readable key in addresses.
    #[schema(value_type = Slug)]
    pub slug: &'a Slug,
    /// Its name.
    pub name: &'a str,
    /// The language of its name, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub name_language: Option<&'a LanguageTag>,
    /// Where its entry is found.
    #[schema(format = Uri)]
    pub url: String,
}

/// A place with the member it belongs to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MemberLocation)]
pub struct MemberLocationView<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    location: LocationView<'a>,
    /// The member that it belongs to.
    member: MemberReferenceView<'a>,
    /// What the member does for people there.
    services: Vec<ServiceView<'a>>,
    /// When the member's entry last changed.
    updated_at: Timestamp,
}

impl<'a> MemberLocationView<'a> {
    /// The place for a reader of `lang`.
    pub fn new(
        published: &'a Published,
        location: &'a PublicLocation,
        setting: Setting<'a>,
        lang: impl Into<Telling>,
    ) -> Self {
        let lang = lang.into();
        let member = &published.member;
        let own = member.name_language.as_ref();
        Self {
            location: LocationView::new(location, lang, member.tongues(setting.reader)),
            member: MemberReferenceView {
                id: member.id,
                slug: &member.slug,
                name: &member.name,
                name_language: own,
                url: member_url(member, setting.public_url),
            },
            services: services(offers_at(member, location), setting.taxonomy, lang),
            updated_at: published.updated_at,
        }
    }
}

/// The offers that are given at a place: those tied to it, and those tied to no place.
pub fn offers_at<'a>(
    member: &'a PublicMember,
    location: &'a PublicLocation,
) -> impl Iterator<Item = &'a PublicOffer> + Clone {
    let offers = member.service_offers.iter();
    offers.filter(|offer| offer.location.is_none_or(|at| at == location.id()))
}
