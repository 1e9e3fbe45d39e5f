//! The page of a member.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;

use directory::{Found, Key, PublicUrl, Snapshot, Taxonomy, views::services};
use http::{
    formats::jsonld,
    negotiation::{self, Reader},
    problem::{Kind, Problem},
};
use network::{Identifier, Opening, PageLang, Point, Timestamp, Tongues};
use publication::{ExactPlace, PublicLocation, PublicMember, PublicOffer, PublicPhone, Published};
use translations::Texts;

use crate::{
    address::Address,
    card::{is_old, language_names, other_names, phones, verified},
    elsewhere, hours,
    layout::{Layout, Sheet},
    map,
    printed_code::PrintedCode,
    serving::{Site, written},
    state::plain,
    words::Foreign,
};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    Sheet::new(&[
        include_str!("assets/member.css"),
        include_str!("assets/map.css"),
    ])
});

/// Shows a member.
pub async fn show(
    request: HttpRequest,
    site: web::Data<Site>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let public_url = site.directory.public_url();
    let home = Address::read(public_url, "/", request.query_string());
    let asked = home.lang();
    let snapshot = site.directory.current();
    let key = match snapshot.find(&slug) {
        // One page has one address.
        Found::Member(card) => match snapshot.record(card.key) {
            Some((published, _)) if published.member.slug.as_str() != slug.as_str() => {
                return Ok(moved(&home.of_member(&published.member.slug), asked));
            }
            _ => card.key,
        },
        Found::Moved(slug) => return Ok(moved(&home.of_member(slug), asked)),
        Found::Gone => {
            let detail = "This member was published once and is not any more.";
            return Err(Problem::new(Kind::Gone, detail));
        }
        Found::Unknown => {
            let detail = "There is no member with this identifier or slug.";
            return Err(Problem::new(Kind::NotFound, detail));
        }
    };
    if wants_data(&request) {
        return Ok(to_data(&site, &slug));
    }
    let reader = home.reader(&request);
    let lang = reader.lang;
    let now = Timestamp::now();
    site.give_at(now, &request, &snapshot, lang, &SHEET, || {
        let search = home.get("back");
        let page = MemberPage::new(&site, &snapshot, key, &reader, now, search)
            .ok_or_else(|| Problem::internal(&"a member that was found has no record"))?;
        written(&page)
    })
}

/// Whether a program asks that would rather have JSON than a page.
fn wants_data(request: &HttpRequest) -> bool {
    let offered = ["text/html", "application/ld+json", "application/json"];
    negotiation::choose(request, &offered).is_ok_and(|chosen| chosen != offered[0])
}

/// Leads to the same member as data, where the header `Accept` decides between JSON and JSON-LD.
fn to_data(site: &Site, slug: &str) -> HttpResponse {
    let data = site
        .directory
        .public_url()
        .path(format_args!("/v1/members/{slug}"));
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, data))
        .insert_header((header::VARY, "Accept"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .finish()
}

fn moved(page: &Address, lang: Option<PageLang>) -> HttpResponse {
    let page = match lang {
        Some(lang) => page.with("lang", lang.code()),
        None => page.clone(),
    };
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, page.to_string()))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .finish()
}

/// A service that a member gives.
struct Offer<'a> {
    label: &'a str,
    description: Option<Foreign<'a>>,
    free: Option<String>,
    /// What the member wrote, each text with its name.
    written: Vec<(String, Foreign<'a>)>,
    /// What else is to be known, in the page's own words.
    facts: Vec<Fact>,
}

/// Something to be known with its name, both in the page's own words.
struct Fact {
    name: String,
    value: String,
}

/// A place; what only an exact one has is empty where only the city may be known.
struct Place<'a> {
    location: &'a PublicLocation,
    exact: Option<&'a ExactPlace>,
    kind: String,
    label: Option<Foreign<'a>>,
    /// Postal code and city.
    city: String,
    country: &'static str,
    hours: Vec<hours::Line>,
    /// Whether it is open, by its hours.
    is_open: bool,
    /// Where exactly, for an app that shows the way.
    point: Option<Point>,
    /// The hours where they could not be read.
    hours_as_written: Option<&'a str>,
    languages: String,
    accessibility: Option<Foreign<'a>>,
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage<'a> {
    layout: Layout<'a>,
    member: &'a PublicMember,
    name: Foreign<'a>,
    other_names: Vec<Foreign<'a>>,
    country: &'static str,
    country_href: Address,
    summary: Option<Foreign<'a>>,
    offers: Vec<Offer<'a>>,
    /// A small map of its places.
    map: Option<String>,
    places: Vec<Place<'a>>,
    facts: Vec<Fact>,
    /// Its further addresses on the web, each behind what it is.
    links: Vec<(String, &'a str)>,
    /// By what it is known elsewhere, each behind what that is called.
    identifiers: Vec<(String, &'a Identifier)>,
    verified: String,
    /// Whether that is too long ago to rely on.
    is_old: bool,
    /// The number that is called first.
    call: Option<&'a PublicPhone>,
    /// The first place that somebody can go to.
    directions: Option<Point>,
    /// The member for the contacts of a phone.
    vcard: Address,
    /// The address for paper.
    code: Option<PrintedCode>,
    /// The search that somebody came from.
    back: Option<Address>,
    /// Where a mistake is told.
    mistake: Address,
    /// JSON-LD, fit to stand in an element.
    structured: String,
    /// The address of the same in JSON.
    json: Address,
    json_ld: Address,
    home: Address,
}

impl<'a> MemberPage<'a> {
    fn new(
        site: &'a Site,
        snapshot: &'a Snapshot,
        key: Key,
        reader: &'a Reader,
        now: Timestamp,
        search: Option<&str>,
    ) -> Option<Self> {
        let (published, _) = snapshot.record(key)?;
        let member = &published.member;
        let own = member.name_language.as_ref();
        let tongues = member.tongues(reader.own.as_ref());
        let lang = reader.lang;
        let texts = Texts(lang);
        let public_url = site.directory.public_url();
        let home = Address::of(public_url, "/");
        let address = home.of_member(&member.slug);
        let summary = member.summary.pick(lang, tongues).map(Foreign::of);
        let mut layout = Layout::new(texts, snapshot, public_url, &address, &SHEET);
        let services = services(&member.service_offers, &snapshot.taxonomy, lang);
        let services: Vec<&str> = services.iter().map(|service| service.label.get()).collect();
        let services = texts.list(&services);
        let place = match member.locations.first() {
            // Many are called after their town.
            Some(place) if !member.name.contains(place.city()) => place.city(),
            Some(_) => "",
            None => member.country.name(lang),
        };
        let parts = [&*member.name, place, &*services];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        layout.title = parts.join(" – ");
        layout.description = match summary {
            Some(summary) => summary.text.chars().take(160).collect(),
            None => texts.list(&parts),
        };
        let offers = member.service_offers.iter();
        let places = member.locations.iter();
        let country = home.with("country", member.country.as_str());
        let json = address.at(&format!("/v1/members/{}", member.slug));
        let json = json.with("lang", lang.code());
        Some(Self {
            member,
            name: Foreign::new(&member.name, own),
            other_names: other_names(member),
            country: member.country.name(lang),
            country_href: country.with("lang", lang.code()),
            summary,
            offers: offers
                .map(|offer| Offer::new(offer, member, &snapshot.taxonomy, texts, tongues))
                .collect(),
            map: map::of_member(member, lang),
            places: places
                .map(|place| Place::new(place, tongues, texts, now))
                .collect(),
            facts: facts(published, texts),
            links: elsewhere::links(member, texts),
            identifiers: elsewhere::identifiers(member, texts),
            verified: verified(texts, member),
            is_old: is_old(member, now),
            call: phones(member).find(|phone| phone.uri.is_some()),
            directions: member.locations.iter().find_map(|place| match place {
                PublicLocation::Exact(place) => place.point,
                PublicLocation::City(_) => None,
            }),
            vcard: home.at(&format!("/members/{}.vcf", member.slug)),
            code: PrintedCode::of(&layout.canonical()),
            back: search.map(|search| {
                let results = Address::read(public_url, "/", search);
                plain(&results.with("lang", lang.code()))
            }),
            mistake: Address::of(public_url, format_args!("/members/{}/report", member.slug))
                .with("lang", lang.code()),
            structured: structured(snapshot, published, &address, public_url, reader)?,
            // A browser would be led back here.
            json: json.with("format", "json"),
            json_ld: json.with("format", "jsonld"),
            home: layout.home(),
            layout,
        })
    }
}

impl Fact {
    /// A list of values under the text `name`; nothing where there are none.
    fn list(texts: Texts, name: &str, values: impl IntoIterator<Item = String>) -> Option<Self> {
        let values: Vec<String> = values.into_iter().collect();
        (!values.is_empty()).then(|| Self {
            name: texts.say(name),
            value: texts.list(&values),
        })
    }
}

impl<'a> Offer<'a> {
    fn new(
        offer: &'a PublicOffer,
        member: &'a PublicMember,
        taxonomy: &'a Taxonomy,
        texts: Texts,
        own: Tongues<'_>,
    ) -> Self {
        let written = [
            ("audience", &offer.audience),
            ("eligibility", &offer.eligibility),
            ("access", &offer.access),
        ];
        let written = written.into_iter().filter_map(|(name, value)| {
            let value = Foreign::of(value.pick(texts.0, own)?);
            Some((texts.say_with("offer-fact", "name", name), value))
        });
        let ways = offer.delivery.iter();
        let ways = ways.map(|way| texts.say_with("delivery-way", "way", way.as_str()));
        let at = member.locations.iter();
        let at = at.filter(|place| offer.location == Some(place.id()));
        let countries = offer.countries.iter();
        let facts = [
            Fact::list(texts, "delivery", ways),
            Fact::list(
                texts,
                "given-at",
                at.map(|place| where_given(place, own, texts)),
            ),
            Fact::list(
                texts,
                "languages",
                language_names(&offer.languages, texts.0),
            ),
            Fact::list(
                texts,
                "serves-countries",
                countries.map(|code| code.name(texts.0).to_owned()),
            ),
        ];
        Self {
            label: taxonomy.label(&offer.service, texts.0),
            description: offer.description.pick(texts.0, own).map(Foreign::of),
            free: offer.free_of_charge.map(|free| match free {
                true => texts.say("free-of-charge"),
                false => texts.say("not-free"),
            }),
            written: written.collect(),
            facts: facts.into_iter().flatten().collect(),
        }
    }
}

/// The place of an offer: what it is called or its street, and the city.
fn where_given(place: &PublicLocation, own: Tongues<'_>, texts: Texts) -> String {
    let label = match place {
        PublicLocation::Exact(exact) => {
            let label = exact.label.pick(texts.0, own).map(|(_, label)| label);
            label.or(exact.address.as_deref())
        }
        PublicLocation::City(_) => None,
    };
    match label {
        Some(label) => texts.list(&[label, place.city()]),
        None => place.city().to_owned(),
    }
}

impl<'a> Place<'a> {
    fn new(location: &'a PublicLocation, own: Tongues<'_>, texts: Texts, now: Timestamp) -> Self {
        let (kind, exact) = match location {
            PublicLocation::Exact(place) => (place.kind, Some(&**place)),
            PublicLocation::City(place) => (place.kind, None),
        };
        let written = exact.and_then(|place| place.opening_hours.as_deref());
        let read = written.and_then(|written| hours::lines(written, texts));
        let opening = written
            .and_then(|written| Opening::read(written, location.country(), location.point()));
        let languages = exact.map_or(&[][..], |place| &place.languages);
        Self {
            location,
            exact,
            kind: texts.say_with("place-kind", "kind", kind.as_str()),
            label: exact
                .and_then(|place| place.label.pick(texts.0, own))
                .map(Foreign::of),
            city: match exact.and_then(|place| place.postal_code.as_ref()) {
                Some(code) => format!("{code} {}", location.city()),
                None => location.city().to_owned(),
            },
            country: location.country().name(texts.0),
            is_open: opening.is_some_and(|opening| opening.is_open(now)),
            point: exact.and_then(|place| place.point),
            hours_as_written: written.filter(|_| read.is_none()),
            hours: read.unwrap_or_default(),
            languages: texts.list(&language_names(languages, texts.0)),
            accessibility: exact
                .and_then(|place| place.accessibility.pick(texts.0, own))
                .map(Foreign::of),
        }
    }
}

/// What is to be known of a member beside its texts.
fn facts(published: &Published, texts: Texts) -> Vec<Fact> {
    let member = &published.member;
    let day = |day| translations::date(texts.0, day);
    let year = member.founded_year;
    let year = year.map(|year| translations::digits(texts.0, &year.to_string()));
    let kind = member.membership_type.label(texts.0).to_owned();
    let changed = day(published.updated_at.date());
    let facts = [
        Fact::list(
            texts,
            "languages",
            language_names(&member.languages, texts.0),
        ),
        Fact::list(texts, "founded", year),
        Fact::list(texts, "membership", [kind]),
        Fact::list(texts, "member-since", member.joined_on.map(day)),
        Fact::list(texts, "last-changed", [changed]),
    ];
    facts.into_iter().flatten().collect()
}

/// The member as JSON-LD, fit to stand in an element: no `<` that could end it.
fn structured(
    snapshot: &Snapshot,
    published: &Published,
    page: &Address,
    public_url: &PublicUrl,
    reader: &Reader,
) -> Option<String> {
    let context = jsonld::Context {
        snapshot,
        public_url,
        lang: reader.lang.published(),
        reader: reader.own.as_ref(),
    };
    let mut node = jsonld::of_member(published, &context, &|_| true);
    if let Some(node) = node.as_object_mut() {
        node.insert("@context".to_owned(), jsonld::CONTEXT.into());
        node.insert("url".to_owned(), page.url().into());
    }
    let text = serde_json::to_string(&node).ok()?;
    Some(text.replace('<', "\\u003c"))
}
