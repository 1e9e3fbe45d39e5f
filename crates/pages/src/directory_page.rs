//! The directory page: what the API answers to the same query, for people.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;

use directory::{
    City, PublicUrl, Snapshot, Sort,
    search::Subject,
    views::{LISTED_MEMBER_FIELDS, MEMBER_FIELDS},
};
use http::{
    formats::{Format, columns::MEMBER_COLUMNS},
    list::{List, MemberFieldsParameter, Page, Shown},
    problem::Problem,
};
use network::{PageLang, Timestamp};
use translations::{Texts, say};

use crate::{
    address::Address,
    card::{Around, MemberCard},
    chips::{Chip, chips},
    empty::Empty,
    facets::{FACETS, Filters, Need, needs, open_now},
    layout::{Layout, Sheet},
    map::{self, Look, Size},
    serving::{Asked, Site, written},
    state::{PARAMETERS, View, plain},
    words::run_on,
};

/// How many members a page shows: a screen or three of a telephone.
const USUAL: usize = 24;

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
    let now = Timestamp::now();
    site.give_at(now, request, &snapshot, lang, &SHEET, || {
        let public_url = site.directory.public_url();
        let facets = FACETS.map(|(facet, ..)| facet);
        let usual = Some((&facets[..], USUAL));
        let linked = asked.linked(&address.without(&["size"]));
        let size = address.get("size").and_then(|size| Size::parse(size).ok());
        let (map, list) = match View::of(address) {
            View::List => (None, address.clone()),
            View::Map => {
                let query = address.query();
                let (filter, lang) = MEMBERS.narrowing(&query, request, &snapshot, now)?;
                let (map, part) = map::render_with_list(&map::Subject {
                    snapshot: &snapshot,
                    filter: &filter,
                    look: address.get("map").and_then(|look| Look::parse(look).ok()),
                    size: size.unwrap_or(Size::USUAL),
                    lang,
                    address: linked.clone(),
                    is_framed: false,
                })?;
                (Some(map), address.narrowed(part))
            }
        };
        let query = list.query();
        let shown = MEMBERS.show(&query, request, &snapshot, public_url, usual, now)?;
        let near = address.get("near").unwrap_or_default();
        let page = DirectoryPage::new(&shown, &snapshot, public_url, &linked, near, map, now)?;
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
    /// The services that most people look for.
    needs: Vec<Need<'a>>,
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
        map: Option<String>,
        now: Timestamp,
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
        let description = say!(
            texts,
            "directory-description",
            network = network,
            count = count
        );
        layout.description = match chips.is_empty() {
            true => description,
            false => format!("{found}. {description}"),
        };
        layout.indexed =
            address.get("cursor").is_none() && shown.page.total > 0 && is_worth_finding(&base);
        let around = Around {
            now,
            centre: shown.filter.near.map(|circle| circle.centre),
            back: (!chips.is_empty()).then(|| address.without(&["lang"]).query()),
        };
        let cards = MemberCard::all(&shown.selection, &around);
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
            needs: needs(texts, snapshot, &base),
            filters: Filters::new(
                texts,
                &base,
                &shown.facets,
                open_now(texts, shown, snapshot, &base, now),
            ),
            cards,
            empty,
            map,
            first: address.get("cursor").map(|_| base.clone()),
            next: next.map(|next| base.with("cursor", next)),
            list_href: base.without(&["view", "map"]),
            map_href: base.with("view", View::Map.as_str()),
            all_href: base.keeping(|name, _| ["lang", "view"].contains(&name)),
            formats: formats(&plain(&base), texts.0),
            layout,
        })
    }

    /// The sign of a core service, as SVG's path data.
    fn sign(code: &str) -> &'static str {
        match code {
            "housing" => "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
            "healthcare" => "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z",
            "labour" => "M3 8h18v11H3zM9 8V5h6v3M3 13h18",
            _ => "M12 6c-3-2-6-2-9-1v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zm0 0v14",
        }
    }

    /// What closes the filters.
    fn show_results(&self) -> String {
        let texts = self.layout.texts;
        texts.say_with("show-results", "count", self.page.total)
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

/// Whether it is what somebody asks a search engine for: everything, or a service or a place alone,
/// or a service in a place. Every other combination of filters would be a page of its own as well.
fn is_worth_finding(address: &Address) -> bool {
    let pairs = address.pairs().iter().filter(|(name, _)| name != "lang");
    let known = |name: &str| ["service", "country", "city"].contains(&name);
    let places = ["country", "city"].map(|name| address.get(name));
    pairs
        .clone()
        .all(|(name, value)| known(name) && !value.contains(','))
        && places.iter().flatten().count() <= 1
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
