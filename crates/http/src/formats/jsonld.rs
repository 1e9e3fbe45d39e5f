//! JSON-LD 1.1 with the words of schema.org: members as `NGO`, their places as `Place`.
//!
//! What schema.org has no exact word for is left out: opening hours, for one, are in another syntax
//! there, and a wrong hour is worse than none.

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{
    definition::{Definition, Form, Written},
    schemas::Described,
    selection::Selection,
};
use directory::{
    PublicUrl, Snapshot,
    views::{member_iri, member_url, offers_at},
};
use network::{Country, Lang, LanguageTag, LocalizedText};
use publication::{PublicLocation, PublicMember, PublicOffer, PublicPhone, Published};

/// The format.
pub static DEFINITION: Definition = Definition {
    title: "JSON-LD",
    media_type: "application/ld+json",
    is_whole: true,
    is_file: false,
    has_facets: false,
    is_compressed: false,
    form: |_, _, _| Ok(Box::new(JsonLd)),
    schema: |_| Described::of::<LinkedData>(),
};

/// A graph. It says nothing of the page: whatever stands in such a document says something of the
/// things.
struct JsonLd;

impl Form for JsonLd {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"@context\":\"");
        out.extend_from_slice(CONTEXT.as_bytes());
        out.extend_from_slice(b"\",\"@graph\":[");
    }

    fn write_thing(&mut self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written {
        Ok(serde_json::to_writer(out, &of_thing(list, number))?)
    }

    fn end(&mut self, out: &mut Vec<u8>, _: &Selection) -> Written {
        out.extend_from_slice(b"]}");
        Ok(())
    }
}

/// Things in the words of schema.org, as JSON-LD 1.1.
#[derive(Serialize, ToSchema)]
pub struct LinkedData {
    /// What defines the words: `https://schema.org`.
    #[serde(rename = "@context")]
    #[schema(example = "https://schema.org")]
    context: String,
    /// Members as `NGO`, or places as `Place`. Of a page, the next one is in the header `Link`.
    #[serde(rename = "@graph")]
    graph: Vec<Map<String, Value>>,
}

/// A member as a document of its own.
pub fn document(published: &Published, context: &Context<'_>, wants: Wants<'_>) -> LinkedMember {
    LinkedMember {
        context: CONTEXT,
        node: of_member(published, context, wants),
    }
}

/// A member in the words of schema.org, as JSON-LD 1.1.
#[derive(Serialize, ToSchema)]
pub struct LinkedMember {
    /// What defines the words.
    #[serde(rename = "@context")]
    #[schema(example = "https://schema.org")]
    context: &'static str,
    /// The member, an `NGO`.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    node: Value,
}

/// What defines the words.
pub const CONTEXT: &str = "https://schema.org";

/// What nodes need to know beside the record.
pub struct Context<'a> {
    /// The directory: the network, the labels of services.
    pub snapshot: &'a Snapshot,
    /// Where links begin.
    pub public_url: &'a PublicUrl,
    /// The language of labels and texts.
    pub lang: Lang,
    /// The reader's own language, where it is none of the seven.
    pub reader: Option<&'a LanguageTag>,
}

/// Whether a field of the JSON is wanted.
pub type Wants<'a> = &'a dyn Fn(&str) -> bool;

/// A node while it is put together: what is nothing does not get into it.
struct Node(Map<String, Value>);

impl Node {
    fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let nothing = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !nothing {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    /// With those of the properties whose field of the JSON is wanted.
    fn with_wanted<const N: usize>(
        self,
        wants: Wants<'_>,
        properties: [(&str, &str, Value); N],
    ) -> Self {
        let wanted = properties.into_iter().filter(|(_, field, _)| wants(field));
        wanted.fold(self, |node, (name, _, value)| node.with(name, value))
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// A member as a node of its own, without `@context`: a page about it can embed it beside one.
/// `wants` says which fields of the JSON the node is to have; `@id` stays always.
pub fn of_member(published: &Published, context: &Context<'_>, wants: Wants<'_>) -> Value {
    let member = &published.member;
    let own = member.name_language.as_ref();
    let founded = member.founded_year.map(|year| format!("{year:04}"));
    let places = member.locations.iter();
    let places = places.map(|location| Value::from(place(member, location, context, &|_| true)));
    let offers = member.service_offers.iter();
    let offers = offers.map(|offer| self::offer(member, offer, context));
    Node::new("NGO")
        .with("@id", member_id(member, context))
        .with_wanted(
            wants,
            [("url", "url", member_url(member, context.public_url).into())],
        )
        .with("identifier", identifiers(member, wants))
        .with_wanted(wants, [("name", "name", text(&member.name, own))])
        .with("alternateName", alternate_names(member, wants))
        .with("sameAs", same_as(member, wants))
        .with_wanted(
            wants,
            [
                (
                    "description",
                    "summary",
                    picked(&member.summary, member, context),
                ),
                ("email", "email", json!(member.email)),
                ("telephone", "phones", telephone(&member.phones)),
                ("foundingDate", "founded_year", founded.into()),
                ("knowsLanguage", "languages", json!(member.languages)),
                (
                    "areaServed",
                    "country",
                    country(member.country, context.lang),
                ),
                ("location", "locations", places.collect()),
                ("makesOffer", "services", offers.collect()),
                ("memberOf", "membership", network(context)),
                ("mainEntityOfPage", "updated_at", page(published, context)),
            ],
        )
        .into()
}

/// A thing of a list as a node of its own. A number of this directory has one.
fn of_thing(selection: &Selection, number: u32) -> Value {
    let context = Context {
        snapshot: &selection.snapshot,
        public_url: &selection.public_url,
        lang: selection.lang.published(),
        reader: selection.reader.as_ref(),
    };
    let wants = |field: &str| selection.wants(field);
    match selection.snapshot.record(selection.card(number).key) {
        Some((published, Some(location))) => of_location(published, location, &context, &wants),
        Some((published, None)) => of_member(published, &context, &wants),
        None => Value::Null,
    }
}

/// A place as a node of its own, without `@context`. It says whose it is by the way back of
/// `location`.
pub fn of_location(
    published: &Published,
    location: &PublicLocation,
    context: &Context<'_>,
    wants: Wants<'_>,
) -> Value {
    let member = &published.member;
    let offers = offers_at(member, location);
    let offers = offers.map(|offer| self::offer(member, offer, context));
    let owner = Node::new("NGO")
        .with("@id", member_id(member, context))
        .with("name", text(&member.name, member.name_language.as_ref()))
        .with("url", member_url(member, context.public_url))
        .with_wanted(wants, [("makesOffer", "services", offers.collect())]);
    let owner = json!({ "location": Value::from(owner) });
    place(member, location, context, wants)
        .with_wanted(wants, [("@reverse", "member", owner)])
        .into()
}

fn member_id(member: &PublicMember, context: &Context<'_>) -> String {
    member_iri(member.id, context.public_url)
}

fn place_id(member: &PublicMember, id: impl std::fmt::Display, context: &Context<'_>) -> String {
    format!("{}#location-{id}", member_id(member, context))
}

fn text(text: &str, language: Option<&LanguageTag>) -> Value {
    match language {
        Some(language) => json!({ "@language": language.as_str(), "@value": text }),
        None => text.into(),
    }
}

/// The text for the language of the answer, with the language that it is in.
fn picked(texts: &LocalizedText, member: &PublicMember, context: &Context<'_>) -> Value {
    let picked = texts.pick(context.lang, member.tongues(context.reader));
    picked.map_or(Value::Null, |(language, words)| text(words, Some(language)))
}

/// The numbers as they are dialled, where they can be.
fn telephone(phones: &[PublicPhone]) -> Value {
    let number = |phone: &PublicPhone| match &phone.uri {
        Some(uri) => Value::from(uri.number()),
        None => Value::from(phone.number.as_str()),
    };
    alone_or_several(phones.iter().map(number))
}

/// By what it is known here, and by what elsewhere.
fn identifiers(member: &PublicMember, wants: Wants<'_>) -> Value {
    let own = wants("id").then(|| json!(member.id));
    let elsewhere = member.identifiers.iter().filter(|_| wants("identifiers"));
    let elsewhere = elsewhere.map(|identifier| {
        Node::new("PropertyValue")
            .with("propertyID", identifier.scheme().as_str())
            .with("value", identifier.value())
            .with("url", json!(identifier.uri()))
            .into()
    });
    alone_or_several(own.into_iter().chain(elsewhere))
}

/// One value by itself, as most readers expect, or several.
fn alone_or_several(values: impl Iterator<Item = Value>) -> Value {
    let mut all: Vec<Value> = values.collect();
    match all.len() {
        0 | 1 => all.pop().unwrap_or_default(),
        _ => all.into(),
    }
}

/// The addresses that are about nobody else.
fn same_as(member: &PublicMember, wants: Wants<'_>) -> Value {
    let website = member.website.iter().filter(|_| wants("website"));
    let links = member.links.iter().filter(|_| wants("links"));
    // Where people give or help is no page about it.
    let profiles = links.filter(|link| link.kind.brand().is_some());
    let identifiers = member.identifiers.iter().filter(|_| wants("identifiers"));
    let addresses = website.chain(profiles.map(|link| &link.url));
    let addresses = addresses.map(|url| json!(url));
    let known = identifiers.filter_map(|identifier| identifier.uri().map(Value::from));
    alone_or_several(addresses.chain(known))
}

fn alternate_names(member: &PublicMember, wants: Wants<'_>) -> Vec<Value> {
    let mut names = Vec::new();
    if wants("names") {
        let others = member.names.iter();
        names.extend(others.map(|other| text(&other.name, other.language.as_ref())));
    }
    if wants("acronym") {
        names.extend(member.acronym.as_deref().map(Value::from));
    }
    names
}

fn country(code: Country, lang: Lang) -> Value {
    Node::new("Country")
        .with("name", code.name(lang))
        .with("identifier", code.as_str())
        .into()
}

fn place(
    member: &PublicMember,
    location: &PublicLocation,
    context: &Context<'_>,
    wants: Wants<'_>,
) -> Node {
    let mut node = Node::new("Place").with("@id", place_id(member, location.id(), context));
    let mut address = Node::new("PostalAddress").with_wanted(
        wants,
        [
            ("addressLocality", "city", location.city().into()),
            ("addressCountry", "country", json!(location.country())),
        ],
    );
    if let PublicLocation::Exact(place) = location {
        address = address.with_wanted(
            wants,
            [
                ("streetAddress", "address", json!(place.address)),
                ("postalCode", "postal_code", json!(place.postal_code)),
            ],
        );
    }
    address = address.with_wanted(
        wants,
        [("addressRegion", "region", json!(location.region()))],
    );
    if let PublicLocation::Exact(place) = location {
        let accessibility = match picked(&place.accessibility, member, context) {
            Value::Null => Value::Null,
            words => Node::new("LocationFeatureSpecification")
                .with("name", "accessibility")
                .with("value", words)
                .into(),
        };
        address = address.with_wanted(wants, [("email", "email", json!(place.email))]);
        node = node.with_wanted(
            wants,
            [
                ("name", "label", picked(&place.label, member, context)),
                ("telephone", "phones", telephone(&place.phones)),
                ("amenityFeature", "accessibility", accessibility),
            ],
        );
    }
    if address.0.len() > 1 {
        node = node.with("address", address);
    }
    if wants("point") {
        node = node.with("geo", geo(location));
    }
    node
}

/// A point where it may be known; else the box of the cell, which does not pretend to be a door.
fn geo(location: &PublicLocation) -> Value {
    match location {
        PublicLocation::Exact(place) => place.point.map_or(Value::Null, |point| {
            Node::new("GeoCoordinates")
                .with("latitude", point.latitude())
                .with("longitude", point.longitude())
                .into()
        }),
        PublicLocation::City(place) => place.cell.map_or(Value::Null, |cell| {
            let (lower, upper) = cell.corners();
            let corners = format!(
                "{},{} {},{}",
                lower.latitude(),
                lower.longitude(),
                upper.latitude(),
                upper.longitude()
            );
            Node::new("GeoShape").with("box", corners).into()
        }),
    }
}

fn offer(member: &PublicMember, offer: &PublicOffer, context: &Context<'_>) -> Value {
    let at = offer.location;
    let at = at.map(|id| json!({ "@id": place_id(member, id, context) }));
    let countries = offer.countries.iter();
    let countries = countries.map(|code| country(*code, context.lang));
    let label = context
        .snapshot
        .taxonomy
        .label(&offer.service, context.lang);
    let channel = Node::new("ServiceChannel")
        .with("serviceLocation", at.unwrap_or_default())
        .with("availableLanguage", json!(offer.languages))
        .with("name", json!(offer.delivery))
        .with("description", picked(&offer.access, member, context));
    let audience = Node::new("Audience")
        .with("audienceType", picked(&offer.audience, member, context))
        .with("description", picked(&offer.eligibility, member, context));
    let mut service = Node::new("Service")
        .with("name", label)
        .with("serviceType", offer.service.as_str())
        .with("description", picked(&offer.description, member, context))
        .with("areaServed", countries.collect::<Value>());
    for (name, part) in [("availableChannel", channel), ("audience", audience)] {
        if part.0.len() > 1 {
            service = service.with(name, part);
        }
    }
    Node::new("Offer").with("itemOffered", service).into()
}

fn network(context: &Context<'_>) -> Value {
    let network = &context.snapshot.network;
    Node::new("Organization")
        .with("@id", context.public_url.url("/v1/network"))
        .with("name", network.name.as_str())
        .with("url", json!(network.website))
        .into()
}

/// The entry itself: when it changed, and when someone last confirmed it.
fn page(published: &Published, context: &Context<'_>) -> Value {
    Node::new("WebPage")
        .with("@id", member_url(&published.member, context.public_url))
        .with("dateModified", published.updated_at.to_string())
        .with(
            "lastReviewed",
            published.member.verified_at.map(|at| at.date().to_string()),
        )
        .into()
}
