//! What an answer shows of a member, a location and a service offer: the shapes that the OpenAPI
//! document describes and that [`super::rendered`] serialises.

use std::sync::LazyLock;

use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use network::{
    Country, Date, Delivery, Email, Identifier, LanguageTag, Link, LocalizedText, LocationId,
    LocationKind, MemberId, MembershipType, OfferId, OtherName, Point, ServiceCode, Slug,
    Timestamp, Tongues, VerifiedBy, WebAddress,
};
use publication::{PublicLocation, PublicMember, PublicOffer, PublicPhone, Published};

use super::{
    public_url::PublicUrl,
    taxonomy::Taxonomy,
    told::{Telling, Told},
};

/// What the views need to know beside the record.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The labels of services.
    pub taxonomy: &'a Taxonomy,
    /// Where links begin: `https://directory.example.org`, without a slash at the end.
    pub public_url: &'a PublicUrl,
    /// The reader's own language, where it is none of the seven.
    pub reader: Option<&'a LanguageTag>,
}

/// A country with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Country)]
pub struct CountryView {
    /// ISO 3166-1 alpha-2.
    pub code: Country,
    /// Its name in the language of the answer (CLDR).
    #[schema(value_type = String, example = "Belgium")]
    pub name: Told<&'static str>,
}

impl CountryView {
    /// A country with its name.
    pub fn new(code: Country, lang: impl Into<Telling>) -> Self {
        Self {
            code,
            name: lang.into().tell(|lang| code.name(lang)),
        }
    }
}

/// A service with its label.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Service)]
pub struct ServiceView<'a> {
    /// The service's code in the network's taxonomy.
    #[schema(value_type = ServiceCode)]
    pub code: &'a ServiceCode,
    /// Its label in the language of the answer.
    #[schema(value_type = String, example = "Housing")]
    pub label: Told<&'a str>,
}

/// What a member is to the network.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Membership)]
pub struct MembershipView {
    /// The kind of member.
    pub r#type: MembershipType,
    /// When it became a member.
    #[schema(value_type = Option<String>, format = Date, example = "2012-09-01")]
    pub joined_on: Option<Date>,
}

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

/// A member as a list shows it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Member)]
pub struct MemberView<'a> {
    /// Its identifier, for ever.
    pub id: MemberId,
    /// Its readable key in addresses. An earlier one redirects.
    #[schema(value_type = Slug)]
    pub slug: &'a Slug,
    /// Its name.
    pub name: &'a str,
    /// The language of its name, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub name_language: Option<&'a LanguageTag>,
    /// Its names in other languages and scripts.
    #[schema(value_type = Vec<OtherName>)]
    pub names: &'a [OtherName],
    /// What it is called for short.
    pub acronym: Option<&'a str>,
    /// The year of its foundation.
    pub founded_year: Option<i16>,
    /// The country it works in.
    pub country: CountryView,
    /// What it is to the network.
    pub membership: MembershipView,
    /// What it does for people.
    pub services: Vec<ServiceView<'a>>,
    /// The languages it works in, BCP 47, the main one first.
    #[schema(value_type = Vec<LanguageTag>)]
    pub languages: &'a [LanguageTag],
    /// Its website.
    #[schema(value_type = Option<WebAddress>)]
    pub website: Option<&'a WebAddress>,
    /// The address that anybody may write to.
    #[schema(value_type = Option<Email>)]
    pub email: Option<&'a Email>,
    /// The numbers that anybody may call, the main one first.
    #[schema(value_type = Vec<PublicPhone>)]
    pub phones: &'a [PublicPhone],
    /// Its further addresses on the web: where it speaks to people, where they give.
    #[schema(value_type = Vec<Link>)]
    pub links: &'a [Link],
    /// By what it is known elsewhere.
    #[schema(value_type = Vec<Identifier>)]
    pub identifiers: &'a [Identifier],
    /// What it does: in the language of the answer, else in the member's own, else in English.
    #[schema(value_type = Option<String>)]
    pub summary: Told<Option<&'a str>>,
    /// The language that the summary is in, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub summary_language: Told<Option<&'a LanguageTag>>,
    /// Its places, as far as they may be known.
    pub locations: Vec<LocationView<'a>>,
    /// When someone last confirmed that the entry is true.
    pub verified_at: Option<Timestamp>,
    /// Who that was: the organisation itself or the network's secretariat; null where it is not known.
    pub verified_by: Option<VerifiedBy>,
    /// When this entry last changed.
    pub updated_at: Timestamp,
    /// Where this entry is found.
    #[schema(format = Uri)]
    pub url: String,
}

impl<'a> MemberView<'a> {
    fn new(published: &'a Published, setting: Setting<'a>, lang: Telling) -> Self {
        let member = &published.member;
        let own = member.name_language.as_ref();
        let tongues = member.tongues(setting.reader);
        let summary = Picked::of(&member.summary, lang, tongues);
        Self {
            id: member.id,
            slug: &member.slug,
            name: &member.name,
            name_language: own,
            names: &member.names,
            acronym: member.acronym.as_deref(),
            founded_year: member.founded_year,
            country: CountryView::new(member.country, lang),
            membership: MembershipView {
                r#type: member.membership_type,
                joined_on: member.joined_on,
            },
            services: services(&member.service_offers, setting.taxonomy, lang),
            languages: &member.languages,
            website: member.website.as_ref(),
            email: member.email.as_ref(),
            phones: &member.phones,
            links: &member.links,
            identifiers: &member.identifiers,
            summary: summary.text,
            summary_language: summary.language,
            locations: member
                .locations
                .iter()
                .map(|location| LocationView::new(location, lang, tongues))
                .collect(),
            verified_at: member.verified_at,
            verified_by: member.verified_by,
            updated_at: published.updated_at,
            url: member_url(member, setting.public_url),
        }
    }
}

/// A service that a member gives.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ServiceOffer)]
pub struct ServiceOfferView<'a> {
    /// Its identifier.
    pub id: OfferId,
    /// What kind of service it is.
    pub service: ServiceView<'a>,
    /// The location where it is given, if it is given at one that may be known.
    pub location_id: Option<LocationId>,
    /// What it is: in the language of the answer, else in the member's own, else in English.
    #[schema(value_type = Option<String>)]
    pub description: Told<Option<&'a str>>,
    /// The language that the description is in, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub description_language: Told<Option<&'a LanguageTag>>,
    /// For whom it is, in the language that fits as for the description.
    #[schema(value_type = Option<String>)]
    pub audience: Told<Option<&'a str>>,
    /// The language that the audience is told in, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub audience_language: Told<Option<&'a LanguageTag>>,
    /// Who may use it, in the language that fits as for the description.
    #[schema(value_type = Option<String>)]
    pub eligibility: Told<Option<&'a str>>,
    /// The language that the eligibility is told in, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub eligibility_language: Told<Option<&'a LanguageTag>>,
    /// How to reach it, in the language that fits as for the description.
    #[schema(value_type = Option<String>)]
    pub access: Told<Option<&'a str>>,
    /// The language that the access is told in, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    pub access_language: Told<Option<&'a LanguageTag>>,
    /// Languages in which it is given, BCP 47.
    #[schema(value_type = Vec<LanguageTag>)]
    pub languages: &'a [LanguageTag],
    /// Whether it costs nothing; null when unknown.
    pub free_of_charge: Option<bool>,
    /// How it reaches people.
    #[schema(value_type = Vec<Delivery>)]
    pub delivery: &'a [Delivery],
    /// For what is given at a distance: the countries it serves, ISO 3166-1 alpha-2.
    #[schema(value_type = Vec<Country>)]
    pub countries: &'a [Country],
}

impl<'a> ServiceOfferView<'a> {
    fn new(offer: &'a PublicOffer, setting: Setting<'a>, lang: Telling, own: Tongues<'_>) -> Self {
        let description = Picked::of(&offer.description, lang, own);
        let audience = Picked::of(&offer.audience, lang, own);
        let eligibility = Picked::of(&offer.eligibility, lang, own);
        let access = Picked::of(&offer.access, lang, own);
        Self {
            id: offer.id,
            service: ServiceView {
                code: &offer.service,
                label: lang.tell(|lang| setting.taxonomy.label(&offer.service, lang)),
            },
            location_id: offer.location,
            description: description.text,
            description_language: description.language,
            audience: audience.text,
            audience_language: audience.language,
            eligibility: eligibility.text,
            eligibility_language: eligibility.language,
            access: access.text,
            access_language: access.language,
            languages: &offer.languages,
            free_of_charge: offer.free_of_charge,
            delivery: &offer.delivery,
            countries: &offer.countries,
        }
    }
}

/// A member with all that it offers.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MemberDetail)]
pub struct MemberDetailView<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    member: MemberView<'a>,
    /// Every service that it gives.
    service_offers: Vec<ServiceOfferView<'a>>,
}

impl<'a> MemberDetailView<'a> {
    /// The member for a reader of `lang`.
    pub fn new(published: &'a Published, setting: Setting<'a>, lang: impl Into<Telling>) -> Self {
        let lang = lang.into();
        let own = published.member.tongues(setting.reader);
        Self {
            member: MemberView::new(published, setting, lang),
            service_offers: published
                .member
                .service_offers
                .iter()
                .map(|offer| ServiceOfferView::new(offer, setting, lang, own))
                .collect(),
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

/// The services of some offers, each once, in the order of the taxonomy.
pub fn services<'a>(
    offers: impl IntoIterator<Item = &'a PublicOffer> + Clone,
    taxonomy: &'a Taxonomy,
    lang: impl Into<Telling>,
) -> Vec<ServiceView<'a>> {
    let lang = lang.into();
    taxonomy
        .types()
        .iter()
        .filter(|service| {
            offers
                .clone()
                .into_iter()
                .any(|offer| offer.service == service.code)
        })
        .map(|service| ServiceView {
            code: &service.code,
            label: lang.tell(|lang| service.label(lang)),
        })
        .collect()
}

/// The text for a reader, and the language that it is in.
struct Picked<'a> {
    text: Told<Option<&'a str>>,
    language: Told<Option<&'a LanguageTag>>,
}

impl<'a> Picked<'a> {
    fn of(texts: &'a LocalizedText, lang: Telling, own: Tongues<'_>) -> Self {
        if texts.0.is_empty() {
            return Self {
                text: Told::In(None),
                language: Told::In(None),
            };
        }
        Self {
            text: lang.tell(|lang| texts.pick(lang, own).map(|(_, text)| text)),
            language: lang.tell(|lang| texts.pick(lang, own).map(|(language, _)| language)),
        }
    }
}

/// Where a member's entry is found.
pub fn member_url(member: &PublicMember, public_url: &PublicUrl) -> String {
    public_url.url(format_args!("/v1/members/{}", member.slug))
}

/// What a member is called for ever among linked data: the identifier is in it and not the slug,
/// which may change.
pub fn member_iri(id: MemberId, public_url: &PublicUrl) -> String {
    public_url.url(format_args!("/v1/members/{id}"))
}

/// The top-level fields of a member, in the order in which they are written. A list shows those of
/// [`MemberView`], which come first; a single member all of them.
pub static MEMBER_FIELDS: LazyLock<Vec<String>> =
    LazyLock::new(|| property_names(&MemberDetailView::schema()));

/// How many of the [`MEMBER_FIELDS`] a list shows.
pub static LISTED_MEMBER_FIELDS: LazyLock<usize> =
    LazyLock::new(|| property_names(&MemberView::schema()).len());

/// The top-level fields of a location, in the order in which they are written.
pub static LOCATION_FIELDS: LazyLock<Vec<String>> =
    LazyLock::new(|| property_names(&MemberLocationView::schema()));

fn property_names(schema: &RefOr<Schema>) -> Vec<String> {
    match schema {
        RefOr::T(Schema::Object(object)) => object.properties.keys().cloned().collect(),
        RefOr::T(Schema::AllOf(all)) => all.items.iter().flat_map(property_names).collect(),
        _ => Vec::new(),
    }
}
