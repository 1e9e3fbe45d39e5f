//! The page of a member.

use std::sync::{Arc, LazyLock};

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use directory::{Found, Key, Snapshot};
use http::{
    State,
    answer::Answer,
    formats::jsonld,
    negotiation,
    problem::{Kind, Problem},
};
use network::{Lang, Phone};
use publication::{ExactPlace, PublicLocation, PublicOffer, Published};
use translations::Texts;

use super::{
    HTML, Site,
    address::Address,
    card::{language_names, other_names, shown_website, verified},
    hours,
    layout::{Layout, Sheet},
    map,
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
    state: web::Data<State>,
    site: web::Data<Site>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let address = Address::new(request.path(), request.query_string());
    let asked = address.get("lang").and_then(|lang| Lang::parse(lang).ok());
    let snapshot = Arc::clone(&state.directory.current());
    let key = match snapshot.find(&slug) {
        // One page has one address.
        Found::Member(card) => match snapshot.record(card.key) {
            Some((published, _)) if published.member.slug.as_str() != slug.as_str() => {
                return Ok(moved(published.member.slug.as_str(), asked));
            }
            _ => card.key,
        },
        Found::Moved(slug) => return Ok(moved(slug.as_str(), asked)),
        Found::Gone => {
            return Err(Problem::new(
                Kind::Gone,
                "This member was published once and is not any more.",
            ));
        }
        Found::Unknown => {
            return Err(Problem::new(
                Kind::NotFound,
                "There is no member with this identifier or slug.",
            ));
        }
    };
    let lang = negotiation::language(&request, asked);
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: Some(lang),
        media_type: HTML,
    };
    site.give(&answer, &SHEET, || {
        MemberPage::new(&site, &snapshot, key, lang)
            .ok_or_else(|| Problem::internal(&"a member that was found has no record"))?
            .render()
            .map_err(|error| Problem::internal(&error))
    })
}

fn moved(slug: &str, lang: Option<Lang>) -> HttpResponse {
    let query = lang.map(|lang| format!("?lang={lang}")).unwrap_or_default();
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, format!("/members/{slug}{query}")))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .finish()
}

/// A service that a member gives.
struct Offer<'a> {
    label: &'a str,
    description: Option<Foreign<'a>>,
    /// What else is to be known, each with its name.
    facts: Vec<Fact<'a>>,
    free: Option<String>,
}

/// Something to be known, with its name.
struct Fact<'a> {
    name: String,
    value: Foreign<'a>,
}

/// The same where the words are the page's own.
struct OwnFact {
    name: String,
    value: String,
}

/// A place.
struct Place<'a> {
    id: String,
    kind: String,
    label: Option<&'a str>,
    /// The street where it may be known.
    street: Option<&'a str>,
    /// Postal code and city.
    city: String,
    region: Option<&'a str>,
    country: &'static str,
    /// What is to be said of a place that is shown by its city alone.
    approximate: Option<String>,
    phone: Option<&'a Phone>,
    email: Option<&'a str>,
    hours: Vec<hours::Line>,
    /// The hours where they could not be read.
    hours_as_written: Option<&'a str>,
    languages: String,
    accessibility: Option<Foreign<'a>>,
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage<'a> {
    layout: Layout<'a>,
    name: Foreign<'a>,
    acronym: Option<&'a str>,
    other_names: Vec<Foreign<'a>>,
    country: &'static str,
    country_href: String,
    summary: Option<Foreign<'a>>,
    website: Option<Website<'a>>,
    email: Option<&'a str>,
    phone: Option<&'a Phone>,
    offers: Vec<Offer<'a>>,
    /// Facts about an offer that are the page's own words, by the offer's place.
    offer_facts: Vec<Vec<OwnFact>>,
    /// A small map of its places.
    map: Option<String>,
    places: Vec<Place<'a>>,
    facts: Vec<OwnFact>,
    verified: String,
    mistake: Option<String>,
    structured: String,
    json: String,
    home: String,
}

struct Website<'a> {
    href: &'a str,
    shown: &'a str,
}

impl<'a> MemberPage<'a> {
    fn new(site: &'a Site, snapshot: &'a Snapshot, key: Key, lang: Lang) -> Option<Self> {
        let (published, _) = snapshot.record(key)?;
        let member = &published.member;
        let own = member.name_language.as_ref();
        let texts = Texts(lang);
        let public_url = site.directory.public_url();
        let address = Address::new(&format!("/members/{}", member.slug), "");
        let summary = member.summary.pick(lang, own).map(Foreign::of);
        let mut layout = Layout::new(texts, snapshot, public_url, &address, &SHEET);
        layout.title.clone_from(&member.name);
        if let Some(summary) = summary {
            layout.description = summary.text.chars().take(160).collect();
        }
        let home = layout.home();
        Some(Self {
            name: Foreign::new(&member.name, own),
            acronym: member.acronym.as_deref(),
            other_names: other_names(published),
            country: member.country.name(lang),
            country_href: Address::new("/", "")
                .with("country", member.country.as_str())
                .with("lang", lang.code())
                .to_string(),
            summary,
            website: member.website.as_ref().map(|website| Website {
                href: website.as_str(),
                shown: shown_website(website.as_str()),
            }),
            email: member.email.as_ref().map(|email| email.as_str()),
            phone: member.phone.as_ref(),
            offers: offers(published, snapshot, texts),
            offer_facts: member
                .service_offers
                .iter()
                .map(|offer| offer_facts(offer, published, texts))
                .collect(),
            map: map::of_member(member, lang),
            places: places(published, texts),
            facts: facts(published, texts),
            verified: verified(texts, published),
            mistake: mistake(site, &layout, published),
            structured: structured(snapshot, published, public_url, lang)?,
            json: format!("/v1/members/{}?lang={lang}", member.slug),
            home,
            layout,
        })
    }
}

fn offers<'a>(published: &'a Published, snapshot: &'a Snapshot, texts: Texts) -> Vec<Offer<'a>> {
    let own = published.member.name_language.as_ref();
    let offer = |offer: &'a PublicOffer| {
        let written = [
            ("audience", offer.audience.as_deref()),
            ("eligibility", offer.eligibility.as_deref()),
            ("access", offer.access.as_deref()),
        ];
        Offer {
            label: snapshot.taxonomy.label(&offer.service, texts.0),
            description: offer.description.pick(texts.0, own).map(Foreign::of),
            facts: written
                .into_iter()
                .filter_map(|(name, value)| {
                    Some(Fact {
                        name: texts.say_with("offer-fact", "name", name),
                        value: Foreign::new(value?, None),
                    })
                })
                .collect(),
            free: offer.free_of_charge.map(|free| match free {
                true => texts.say("free-of-charge"),
                false => texts.say("not-free"),
            }),
        }
    };
    published.member.service_offers.iter().map(offer).collect()
}

fn offer_facts(offer: &PublicOffer, published: &Published, texts: Texts) -> Vec<OwnFact> {
    let mut facts = Vec::new();
    let mut add = |name: String, values: Vec<String>| {
        if !values.is_empty() {
            facts.push(OwnFact {
                name,
                value: values.join(", "),
            });
        }
    };
    let ways = offer.delivery.iter();
    add(
        texts.say("delivery"),
        ways.map(|way| texts.say_with("delivery-way", "way", way.as_str()))
            .collect(),
    );
    let at = published
        .member
        .locations
        .iter()
        .filter(|place| offer.location == Some(place.id()));
    add(
        texts.say("given-at"),
        at.map(|place| match place {
            PublicLocation::Exact(exact) => match exact.label.as_ref().or(exact.address.as_ref()) {
                Some(label) => format!("{label}, {}", exact.city),
                None => exact.city.clone(),
            },
            PublicLocation::City(coarse) => coarse.city.clone(),
        })
        .collect(),
    );
    add(
        texts.say("languages"),
        language_names(&offer.languages, texts.0),
    );
    let countries = offer.countries.iter();
    add(
        texts.say("serves-countries"),
        countries
            .map(|code| code.name(texts.0).to_owned())
            .collect(),
    );
    facts
}

fn places(published: &Published, texts: Texts) -> Vec<Place<'_>> {
    let places = published.member.locations.iter();
    places
        .map(|location| match location {
            PublicLocation::Exact(place) => exact(place, published, texts),
            PublicLocation::City(place) => Place {
                id: place.id.to_string(),
                kind: texts.say_with("place-kind", "kind", place.kind.as_str()),
                label: None,
                street: None,
                city: place.city.clone(),
                region: place.region.as_deref(),
                country: place.country.name(texts.0),
                approximate: Some(texts.say("approximate-place")),
                phone: None,
                email: None,
                hours: Vec::new(),
                hours_as_written: None,
                languages: String::new(),
                accessibility: None,
            },
        })
        .collect()
}

fn exact<'a>(place: &'a ExactPlace, published: &'a Published, texts: Texts) -> Place<'a> {
    let own = published.member.name_language.as_ref();
    let written = place.opening_hours.as_deref();
    let read = written.and_then(|written| hours::lines(written, texts));
    Place {
        id: place.id.to_string(),
        kind: texts.say_with("place-kind", "kind", place.kind.as_str()),
        label: place.label.as_deref(),
        street: place.address.as_deref(),
        city: match &place.postal_code {
            Some(code) => format!("{code} {}", place.city),
            None => place.city.clone(),
        },
        region: place.region.as_deref(),
        country: place.country.name(texts.0),
        approximate: None,
        phone: place.phone.as_ref(),
        email: place.email.as_ref().map(|email| email.as_str()),
        hours_as_written: written.filter(|_| read.is_none()),
        hours: read.unwrap_or_default(),
        languages: language_names(&place.languages, texts.0).join(", "),
        accessibility: place.accessibility.pick(texts.0, own).map(Foreign::of),
    }
}

fn facts(published: &Published, texts: Texts) -> Vec<OwnFact> {
    let member = &published.member;
    let languages = language_names(&member.languages, texts.0).join(", ");
    let known = [
        (
            texts.say("languages"),
            Some(languages).filter(|it| !it.is_empty()),
        ),
        (
            texts.say("founded"),
            member.founded_year.map(|year| year.to_string()),
        ),
        (
            texts.say("membership"),
            Some(member.membership_type.label(texts.0).to_owned()),
        ),
        (
            texts.say("member-since"),
            member.joined_on.map(|day| translations::date(texts.0, day)),
        ),
        (
            texts.say("last-changed"),
            Some(translations::date(texts.0, published.updated_at.date())),
        ),
    ];
    known
        .into_iter()
        .filter_map(|(name, value)| {
            Some(OwnFact {
                name,
                value: value?,
            })
        })
        .collect()
}

/// Where a mistake is told: an e-mail to the directory's keepers, else the network's website, else
/// an e-mail to the member. A form would have to keep what is written into it.
fn mistake(site: &Site, layout: &Layout<'_>, published: &Published) -> Option<String> {
    let texts = layout.texts;
    let member = &published.member;
    let to = match (&site.contact, &layout.network.website, &member.email) {
        (Some(contact), ..) => contact.as_str(),
        (None, Some(website), _) => return Some(website.as_str().to_owned()),
        (None, None, Some(email)) => email.as_str(),
        (None, None, None) => return None,
    };
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let subject = texts.say_with("mistake-subject", "name", &member.name);
    let body = format!("{}\n\n", layout.canonical());
    Some(format!(
        "mailto:{to}?subject={}&body={}",
        encode(&subject),
        encode(&body)
    ))
}

/// The member as JSON-LD, fit to stand in an element: no `<` that could end it.
fn structured(
    snapshot: &Snapshot,
    published: &Published,
    public_url: &str,
    lang: Lang,
) -> Option<String> {
    let context = jsonld::Context {
        snapshot,
        public_url,
        lang,
    };
    let mut node = jsonld::of_member(published, &context, &|_| true);
    let page = format!("{public_url}/members/{}", published.member.slug);
    if let Some(node) = node.as_object_mut() {
        node.insert("@context".to_owned(), jsonld::CONTEXT.into());
        node.insert("url".to_owned(), page.into());
    }
    let text = serde_json::to_string(&node).ok()?;
    Some(text.replace('<', "\\u003c"))
}
