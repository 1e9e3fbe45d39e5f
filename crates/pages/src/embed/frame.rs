//! `/embed/frame`: the list as a page of its own, for a frame of another site. It is made on the
//! server and works without JavaScript.
//!
//! What the site asks for stands under the API's own names. What a visitor chooses within it stands
//! under `chosen_…`, so that it can be taken back.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{
    question::{Question, is_within},
    script::STYLE,
};
use crate::{
    address::Address,
    assets,
    card::{Around, MemberCard},
    facets::EMBEDDED,
    layout::{Sheet, network_name},
    map::{self, Look, Size},
    serving::{Site, written},
};
use directory::{Facets, PublicUrl, Snapshot};
use http::{list::Shown, negotiation, problem::Problem, routes::members::MEMBERS};
use network::{PageLang, Timestamp, label_key};
use translations::Texts;

/// The style of the frame. Any site may put this page into a frame; nothing but its own script
/// and style runs in it.
static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    Sheet::bare(
        &[STYLE, include_str!("assets/frame.css")],
        "frame-ancestors *",
    )
});

/// The same with a map.
static MAP_SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    Sheet::bare(
        &[
            STYLE,
            include_str!("assets/frame.css"),
            include_str!("../assets/map.css"),
            include_str!("assets/framed-map.css"),
        ],
        "frame-ancestors *",
    )
});

/// Gives the frame.
pub(super) async fn get(
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let question = Question::read(request.query_string());
    let snapshot = site.directory.current();
    let lang = negotiation::language(&request, question.lang());
    let now = Timestamp::now();
    let sheet = match view(&question) {
        "map" => &MAP_SHEET,
        _ => &SHEET,
    };
    site.give_at(now, &request, &snapshot, lang, sheet, || {
        let public_url = site.directory.public_url();
        let asked = Address::read(public_url, "/embed/frame", &question.for_api(lang));
        let (map, query) = match map(&question, &asked, &request, &snapshot, now) {
            Some(Ok((map, part))) => (Some(map), asked.narrowed(part).query()),
            // What is wrong is told with the list.
            Some(Err(_)) | None => (None, asked.query()),
        };
        let found = match MEMBERS.show(&query, &request, &snapshot, public_url, None, now) {
            // A frame that cannot be filled tells why, in the frame.
            Err(problem) if !problem.kind.status().is_client_error() => return Err(problem),
            found => found,
        };
        let mut frame = Frame::new(&question, lang, &snapshot, public_url, &found, now);
        frame.map = map;
        frame.sheet = sheet;
        written(&frame)
    })
}

/// How the members are shown.
fn view(question: &Question) -> &'static str {
    question.word("view", &["list", "compact", "map"])
}

/// The map of what is asked for, with what narrows the list to what it shows; nothing where no map is
/// wanted.
fn map(
    question: &Question,
    asked: &Address,
    request: &HttpRequest,
    snapshot: &Snapshot,
    now: Timestamp,
) -> Option<Result<(String, Option<map::Part>), Problem>> {
    if view(question) != "map" {
        return None;
    }
    let narrowing = MEMBERS.narrowing(&asked.query(), request, snapshot, now);
    let look = question.get("map").and_then(|look| Look::parse(look).ok());
    let size = question.get("size").and_then(|size| Size::parse(size).ok());
    let kept = question.changed(|name| ["map", "size", "cursor"].contains(&name), &[]);
    Some(narrowing.and_then(|(filter, lang)| {
        map::render_with_list(&map::Subject {
            snapshot,
            filter: &filter,
            look,
            size: size.unwrap_or(Size::USUAL),
            lang,
            address: asked.keeping(|_, _| false).reading(&kept),
            is_framed: true,
        })
    }))
}

/// A choice that visitors have.
struct Choice {
    name: &'static str,
    label: String,
    all: String,
    options: Vec<Opt>,
}

/// One of its values.
struct Opt {
    value: String,
    label: String,
    count: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "embed/frame.html")]
struct Frame<'a> {
    t: Texts,
    lang: PageLang,
    network: String,
    sample: bool,
    sheet: &'static Sheet,
    colors: Option<Address>,
    /// The map, where one is wanted.
    map: Option<String>,
    map_script: Address,
    script: Address,
    icon: Address,
    /// The frame itself, without what it shows.
    frame: Address,
    view: &'static str,
    theme: &'static str,
    searched: bool,
    text: &'a str,
    hidden: Vec<(&'a str, &'a str)>,
    choices: Vec<Choice>,
    plain: Option<Address>,
    status: String,
    mistakes: Vec<String>,
    members: Vec<MemberCard<'a>>,
    first: Option<Address>,
    next: Option<Address>,
    home: Address,
    credit: (String, String),
}

impl<'a> Frame<'a> {
    fn new(
        question: &'a Question,
        lang: PageLang,
        snapshot: &'a Snapshot,
        public_url: &PublicUrl,
        found: &'a Result<Shown, Problem>,
        now: Timestamp,
    ) -> Self {
        let around = Around::now(now);
        let t = Texts(lang);
        let (found, mistakes) = match found {
            Ok(found) => (Some(found), Vec::new()),
            Err(problem) => (None, mistakes(problem)),
        };
        let searched = question.is_searched();
        let view = view(question);
        let frame = |query: &str| Address::read(public_url, "/embed/frame", query);
        let address = |leave: &[&str], more: &[(&str, &str)]| {
            frame(&question.changed(|name| leave.contains(&name), more))
        };
        let credit = t.say_with("embed-credit", "network", "\u{0}");
        let (before, after) = credit.split_once('\u{0}').unwrap_or((&credit, ""));
        Self {
            t,
            lang,
            network: network_name(t, &snapshot.network),
            sample: snapshot.network.sample_data,
            sheet: &SHEET,
            colors: snapshot
                .looks
                .colors
                .as_ref()
                .map(|colors| Address::of(public_url, &colors.path)),
            map: None,
            map_script: assets::address(public_url, "map"),
            script: assets::address(public_url, "frame"),
            icon: assets::address(public_url, "icon"),
            frame: frame(""),
            view,
            theme: question.word("theme", &["light", "dark", "system"]),
            searched,
            text: question.get("q").unwrap_or_default(),
            hidden: question
                .kept(|name| {
                    Question::is_choice(name) || name == "cursor" || (searched && name == "q")
                })
                .collect(),
            choices: found.map_or_else(Vec::new, |found| choices(question, lang, &found.facets)),
            plain: question.has_choice(searched).then(|| {
                frame(&question.changed(
                    |name| Question::is_choice(name) || ["cursor", "q"].contains(&name),
                    &[],
                ))
            }),
            status: match found.map_or(0, |found| found.page.total) {
                _ if !mistakes.is_empty() => t.say("embed-frame-wrong"),
                0 => t.say("embed-none"),
                total => t.say_with("embed-found", "count", total),
            },
            mistakes,
            first: question.get("cursor").map(|_| address(&["cursor"], &[])),
            next: found
                .and_then(|found| found.page.next.as_deref())
                .map(|next| address(&["cursor"], &[("cursor", next)])),
            members: found
                .map_or_else(Vec::new, |found| MemberCard::all(&found.selection, &around)),
            home: Address::of(public_url, "/").with("lang", lang.code()),
            credit: (before.to_owned(), after.to_owned()),
        }
    }
}

/// What is wrong, as the API says it; nothing where only the visitor's words are no words.
fn mistakes(problem: &Problem) -> Vec<String> {
    let errors = problem.errors.iter();
    let told: Vec<String> = errors
        .filter(|error| error.parameter.as_deref() != Some("q"))
        .map(|error| {
            let parameter = error.parameter.as_deref().unwrap_or_default();
            format!("{parameter}: {}", error.message)
        })
        .collect();
    match problem.errors.is_empty() {
        true => vec![problem.detail.clone()],
        false => told,
    }
}

/// The choices that visitors have, from the counts that came with the list.
fn choices(question: &Question, lang: PageLang, facets: &Facets) -> Vec<Choice> {
    let t = Texts(lang);
    let mut choices = Vec::new();
    let filters = question.filters();
    for (facet, label, all) in EMBEDDED {
        let name = facet.as_str();
        if !filters.contains(&name) {
            continue;
        }
        let allowed: Vec<&str> = question
            .get(name)
            .map(|values| values.split(',').map(str::trim).collect())
            .unwrap_or_default();
        let counts = facets.get(facet).iter();
        let mut counts: Vec<_> = counts
            .filter(|count| is_within(&count.value, &allowed))
            .collect();
        counts.sort_by_cached_key(|count| label_key(lang, &count.label));
        if counts.is_empty() {
            continue;
        }
        choices.push(Choice {
            name,
            label: t.say(label),
            all: t.say(all),
            options: counts
                .into_iter()
                .map(|count| Opt {
                    value: count.value.clone(),
                    label: count.label.clone(),
                    count: translations::number(lang, count.count as f64),
                    chosen: question.chosen(name) == Some(&*count.value),
                })
                .collect(),
        });
    }
    choices
}
