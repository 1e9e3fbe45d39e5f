//! What an answer shows of a member, a location and a service offer: the shapes that the OpenAPI
//! document describes and that [`super::rendered`] serialises.

mod location;
mod member;

use std::sync::LazyLock;

use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use network::{Country, LanguageTag, LocalizedText, MemberId, ServiceCode, Tongues};
use publication::{PublicMember, PublicOffer};

use super::{
    public_url::PublicUrl,
    taxonomy::Taxonomy,
    told::{Telling, Told},
};

pub use location::{LocationView, MemberLocationView, Precision, offers_at};
pub use member::{MemberDetailView, MemberView};

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
