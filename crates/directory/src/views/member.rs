//! What an answer shows of a member and of the services that it gives.

use serde::Serialize;
use utoipa::ToSchema;

use super::{CountryView, LocationView, Picked, ServiceView, Setting, member_url, services};
use crate::told::{Telling, Told};
use network::{
    Country, Date, Delivery, Email, Identifier, LanguageTag, Link, LocationId, MemberId,
    MembershipType, OfferId, OtherName, Slug, Timestamp, Tongues, VerifiedBy, WebAddress,
};
use publication::{PublicOffer, PublicPhone, Published};

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
