//! The directory page: what the API answers to the same query, for people.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;

use directory::{
    City, Facet, PublicUrl, Snapshot, Sort, begins_like_a_number,
    search::{Query, Subject, Understood},
    views::{LISTED_MEMBER_FIELDS, MEMBER_FIELDS},
};
use http::{
    formats::{Format, columns::MEMBER_COLUMNS},
    list::{List, ListParameters, MemberFieldsParameter, Page, Shown},
    parameters::{Parameters, TimeOrDay, Value},
    problem::Problem,
};
use network::{LanguageTag, PageLang};
use translations::{Texts, say};

use crate::{
    address::{Address, HERE},
    card::MemberCard,
    empty::Empty,
    facets::{FACETS, Filters},
    layout::{Layout, Sheet},
    map::{self, Look, Size},
    serving::{Asked, Site, written},
    words::{apart, isolated, run_on},
};

/// How many members a page shows: a screen or three of a telephone.
const USUAL: usize = 24;

/// The parameters of the page: those of the API that make a list, and how it is looked at.
pub(super) static PARAMETERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let taken = ListParameters::names();
    let foreign = ["highlight", "facets", "format", "limit"];
    let own = taken.into_iter().filter(|name| !foreign.contains(name));
    own.chain(["view", "map"]).collect()
});

static MEMBERS: List = List {
    path: "/",
    catalogue: |snapshot| &snapshot.members,
    subject: Subject::Members,
    fields: &MEMBER_FIELDS,
    shown: || *LISTED_MEMBER_FIELDS,
    usual: Format::Json,
    columns: MEMBER_COLUMNS,
    parameters: || PARAMETERS.clone(),
    chosen: MemberFieldsParameter::chosen,
};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    Sheet::new(&[
        include_str!("assets/directory.css"),
        include_str!("assets/map.css"),
    ])
});

/// How the directory is looked at where there is no room for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// As a list.
    List,
    /// As a map.
    Map,
}

impl View {
    fn of(address: &Address) -> Self {
        match address.get("view") {
            Some("map") => Self::Map,
            _ => Self::List,
        }
    }

    /// Its name in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Map => "map",
        }
    }
}

/// Shows the directory.
pub async fn show(
    request: HttpRequest,
    site: web::Data<Site>,
    asked: Asked,
) -> Result<HttpResponse, Problem> {
    let address = Address::read(site.directory.public_url(), "/", &asked.query);
    let plain = plain(&address);
    if plain != address && !asked.is_posted {
        return Ok(see(&plain));
    }
    match give(&request, &site, &asked, &plain) {
        // The list that it went on with has changed its filters: begin again.
        Err(problem) if blames(&problem, "cursor") => {
            let beginning = plain.without(&["cursor"]);
            match asked.is_posted {
                true => give(&request, &site, &asked, &beginning),
                false => Ok(see(&beginning)),
            }
        }
        given => given,
    }
}

/// Gives the page that an address stands for, or the body that says the same.
fn give(
    request: &HttpRequest,
    site: &Site,
    asked: &Asked,
    address: &Address,
) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let lang = address.reader(request).lang;
    site.give(request, &snapshot, lang, &SHEET, || {
        let public_url = site.directory.public_url();
        let facets = FACETS.map(|(facet, ..)| facet);
        let usual = Some((&facets[..], USUAL));
        let query = address.query();
        let shown = MEMBERS.show(&query, request, &snapshot, public_url, usual)?;
        let linked = asked.linked(address);
        let near = address.get("near").unwrap_or_default();
        let page = DirectoryPage::new(&shown, &snapshot, public_url, &linked, near)?;
        written(&page)
    })
}

/// `/members`, which people may type, is the directory.
pub async fn moved(request: HttpRequest, site: web::Data<Site>) -> HttpResponse {
    let public_url = site.directory.public_url();
    see(&Address::read(public_url, "/", request.query_string()))
}

fn blames(problem: &Problem, parameter: &str) -> bool {
    let mut errors = problem.errors.iter();
    errors.any(|error| error.parameter.as_deref() == Some(parameter))
}

/// Sends to another address of the same page.
fn see(address: &Address) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address.to_string()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// The address without what says nothing: empty fields of a form, what other sites hang on, an
/// order or a radius that lost what it depends on.
fn plain(address: &Address) -> Address {
    let given = address.keeping(|name, value| {
        let known = PARAMETERS.contains(&name);
        let says_something = match name {
            "q" => Query::parse(value)
                .err()
                .is_none_or(|error| error.code != "no_words"),
            "lang" => LanguageTag::parse(value).is_ok(),
            "view" => ["list", "map"].contains(&value),
            "map" => Look::parse(value).is_ok(),
            "near" => !["", HERE].contains(&value.trim()),
            _ => !value.trim().is_empty(),
        };
        known && says_something
    });
    let view = View::of(&given);
    let (near, text) = (given.get("near").is_some(), given.get("q").is_some());
    given.keeping(|name, value| match (name, value) {
        ("radius", _) | ("sort", "distance") => near,
        ("map", _) => view == View::Map,
        ("sort", "relevance") => text,
        _ => true,
    })
}

/// A link to another state of a page, with its words.
pub struct Chip {
    pub label: String,
    pub href: Address,
}

impl Chip {
    /// Its words, with what was put into them kept apart.
    pub fn html(&self) -> String {
        isolated(&self.label)
    }
}

#[derive(Template)]
#[template(path = "directory.html")]
struct DirectoryPage<'a> {
    layout: Layout<'a>,
    view: View,
    query: &'a str,
    near: &'a str,
    /// The choices of the radius: kilometres, their label, whether it is chosen.
    radii: Vec<(&'static str, String, bool)>,
    /// Names and values that go with the form so that nothing chosen is lost.
    hidden: Vec<(&'a str, &'a str)>,
    /// A town that somebody may live near, as the field's example.
    near_example: Option<String>,
    cities: Vec<&'a str>,
    page: &'a Page,
    /// How many members of the list come before the page.
    before: usize,
    found: String,
    /// What the list is narrowed by, each with the page without it.
    chips: Vec<Chip>,
    /// The orders that the list can be put in, and which it is in.
    orders: Vec<(Chip, bool)>,
    filters: Filters,
    cards: Vec<MemberCard<'a>>,
    empty: Option<Empty>,
    map: Option<String>,
    first: Option<Address>,
    next: Option<Address>,
    list_href: Address,
    map_href: Address,
    all_href: Address,
    /// The same members for programs.
    formats: Vec<Chip>,
}

impl<'a> DirectoryPage<'a> {
    fn new(
        shown: &'a Shown,
        snapshot: &'a Snapshot,
        public_url: &'a PublicUrl,
        address: &'a Address,
        near: &'a str,
    ) -> Result<Self, Problem> {
        let texts = Texts(shown.selection.lang);
        let base = address.without(&["cursor"]);
        let chips = chips(texts, snapshot, &base, &shown.understood);
        let found = texts.say_with("members-found", "count", shown.page.total);
        let mut layout = Layout::new(texts, snapshot, public_url, &base, &SHEET);
        layout.title = match chips.is_empty() {
            true => texts.say("member-directory"),
            false => {
                let labels: Vec<String> = chips.iter().map(|chip| run_on(&chip.label)).collect();
                format!(
                    "{} – {}",
                    texts.list(&labels),
                    texts.say("member-directory")
                )
            }
        };
        let (network, count) = (&layout.whole_network_name(), snapshot.members.len());
        layout.description = say!(
            texts,
            "directory-description",
            network = network,
            count = count
        );
        // Every combination of filters would be a page of its own.
        layout.indexed = chips.is_empty() && address.get("cursor").is_none();
        let cards = MemberCard::all(&shown.selection);
        let empty = match cards.is_empty() {
            true => Some(Empty::new(texts, snapshot, &shown.filter, &base)),
            false => None,
        };
        let next = shown.page.next.as_ref();
        Ok(Self {
            view: View::of(address),
            query: address.get("q").unwrap_or_default(),
            near,
            radii: radii(texts, address.get("radius")),
            hidden: hidden(address),
            near_example: snapshot
                .gazetteer
                .most_populous()
                .map(|city| near_example(texts, snapshot, city)),
            cities: snapshot.gazetteer.largest(),
            page: &shown.page,
            before: shown.before,
            found,
            chips,
            orders: orders(texts, &base, shown.sort),
            filters: Filters::new(texts, &base, &shown.facets),
            cards,
            empty,
            map: match View::of(address) {
                View::Map => Some(map(shown, snapshot, &base)?),
                View::List => None,
            },
            first: address.get("cursor").map(|_| base.clone()),
            next: next.map(|next| base.with("cursor", next)),
            list_href: base.without(&["view", "map"]),
            map_href: base.with("view", View::Map.as_str()),
            all_href: base.keeping(|name, _| ["lang", "view"].contains(&name)),
            formats: formats(&plain(&base), texts.0),
            layout,
        })
    }

    /// Which are shown of how many.
    fn shown_of(&self) -> String {
        let from = self.before + 1;
        let to = self.before + self.cards.len();
        let total = self.page.total;
        say!(
            self.layout.texts,
            "shown-of",
            from = from,
            to = to,
            total = total
        )
    }
}

/// The map of what is shown.
fn map(shown: &Shown, snapshot: &Snapshot, address: &Address) -> Result<String, Problem> {
    map::render(&map::Subject {
        snapshot,
        filter: &shown.filter,
        look: address.get("map").and_then(|look| Look::parse(look).ok()),
        size: Size::USUAL,
        lang: shown.selection.lang,
        address: address.clone(),
    })
}

/// What the list is narrowed by, each with the page without it.
fn chips(
    texts: Texts,
    snapshot: &Snapshot,
    base: &Address,
    understood: &[Understood],
) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (name, list) in base.pairs() {
        let whole = |label: String| Chip {
            label,
            href: plain(&base.without(&[name.as_str()])),
        };
        match name.as_str() {
            "q" if !understood.is_empty() => {
                chips.extend(understood_chips(texts, base, list, understood));
            }
            "q" => chips.push(whole(texts.say_with("chip-text", "text", &apart(list)))),
            "near" => chips.push(whole(near_label(texts, list, base.get("radius")))),
            "bbox" => chips.push(whole(texts.say("chip-map"))),
            "updated_since" => {
                if let Ok(TimeOrDay(since)) = TimeOrDay::parse(list) {
                    chips.push(whole(texts.say_with("chip-since", "date", since.date())));
                }
            }
            name => {
                let narrows = |facet: &&Facet| facet.parameters().contains(&name);
                let Some(facet) = Facet::ALL.iter().find(narrows) else {
                    continue;
                };
                for value in list.split(',').map(str::trim) {
                    let without = base.toggled(name, value, |a, b| a == b);
                    let label = facet.label(value, &snapshot.taxonomy, texts.0);
                    chips.push(Chip {
                        label: apart(label.as_deref().unwrap_or(value)),
                        href: plain(&without),
                    });
                }
            }
        }
    }
    chips
}

/// What words of the text were understood as, each with the page without these words; and the
/// words beside.
fn understood_chips(
    texts: Texts,
    base: &Address,
    text: &str,
    understood: &[Understood],
) -> Vec<Chip> {
    let without = |text: String| {
        let words: Vec<&str> = text.split_whitespace().collect();
        plain(&base.with("q", &words.join(" ")))
    };
    let mut chips = Vec::new();
    let mut rest = text.to_owned();
    for one in understood.iter().rev() {
        let name = match (one.left_out, one.nearest) {
            (true, _) => "chip-left-out",
            (false, true) => "chip-nearest",
            (false, false) => "chip-understood",
        };
        let place = one.place.clone();
        let mut other = text.to_owned();
        if text.get(place.clone()).is_some() {
            other.replace_range(place.clone(), " ");
        }
        if rest.get(place.clone()).is_some() {
            rest.replace_range(place, " ");
        }
        chips.push(Chip {
            label: say!(
                texts,
                name,
                text = &apart(&one.text),
                label = &apart(&one.label)
            ),
            href: without(other),
        });
    }
    chips.reverse();
    if Query::parse(&rest).is_ok() {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let known: Vec<&str> = understood
            .iter()
            .filter_map(|one| text.get(one.place.clone()))
            .collect();
        chips.push(Chip {
            label: texts.say_with("chip-text", "text", &apart(&words.join(" "))),
            href: without(known.join(" ")),
        });
    }
    chips
}

/// A town that somebody may live near, in the reader's language where it has a name there.
fn near_example(texts: Texts, snapshot: &Snapshot, city: &City) -> String {
    let english = snapshot.gazetteer.english_name(city);
    let called = english.and_then(|english| translations::city(texts.0, english));
    // What is shown must find something.
    let called = called.filter(|name| snapshot.gazetteer.own_city(name) == Some(city));
    let name = called.as_deref().unwrap_or(&city.name);
    texts.say_with("near-example", "city", name)
}

fn near_label(texts: Texts, near: &str, radius: Option<&str>) -> String {
    let place = match near == HERE || begins_like_a_number(near) {
        true => texts.say("this-point"),
        false => apart(near),
    };
    let km: f64 = radius
        .and_then(|radius| radius.parse().ok())
        .unwrap_or(50.0);
    say!(texts, "chip-near", place = &place, km = km)
}

fn radii(texts: Texts, given: Option<&str>) -> Vec<(&'static str, String, bool)> {
    let given = given.unwrap_or("50");
    ["5", "10", "25", "50", "100", "250", "500"]
        .map(|value| {
            (
                value,
                texts.say_with("distance", "km", &translations::digits(texts.0, value)),
                value == given,
            )
        })
        .into()
}

fn hidden(address: &Address) -> Vec<(&str, &str)> {
    let shown = ["q", "near", "radius", "cursor"];
    let pairs = address.pairs().iter();
    pairs
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !shown.contains(name))
        .collect()
}

fn orders(texts: Texts, base: &Address, current: Sort) -> Vec<(Chip, bool)> {
    let (near, text) = (base.get("near").is_some(), base.get("q").is_some());
    let all = [
        (Sort::Relevance, text, "sort-relevance"),
        (Sort::Distance, near, "sort-distance"),
        (Sort::Name, true, "sort-name"),
        (Sort::UpdatedAtDescending, true, "sort-updated"),
        (Sort::JoinedOnDescending, true, "sort-joined"),
    ];
    let possible = all.into_iter().filter(|(_, possible, _)| *possible);
    let order = |(sort, _, label): (Sort, bool, &str)| {
        let link = Chip {
            label: texts.say(label),
            href: base.with("sort", sort.as_str()),
        };
        (link, sort == current)
    };
    possible.map(order).collect()
}

/// The same query for programs and tables.
fn formats(base: &Address, lang: PageLang) -> Vec<Chip> {
    let query = base.without(&["view"]).with("lang", lang.code());
    [
        ("JSON", "/v1/members"),
        ("CSV", "/v1/members.csv"),
        ("Excel", "/v1/members.xlsx"),
        ("GeoJSON", "/v1/members.geojson"),
    ]
    .map(|(name, path)| Chip {
        label: name.to_owned(),
        href: query.at(path),
    })
    .into()
}
