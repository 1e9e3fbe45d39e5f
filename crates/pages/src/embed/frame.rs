//! `/embed/frame`: the list as a page of its own, for a frame of another site. It is made on the
//! server and works without JavaScript.
//!
//! What the site asks for stands under the API's own names. What a visitor chooses within it stands
//! under `chosen_…`, so that it can be taken back.

use std::sync::{Arc, LazyLock};

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{
    listed::{Listed, Shown},
    question::{Question, is_within},
    script::STYLE,
};
use crate::{HTML, Site, assets, layout::Sheet};
use directory::Snapshot;
use http::{State, answer::Answer, negotiation, problem::Problem, routes::members::MEMBERS};
use network::{Collation, Lang};
use translations::{Texts, text};

/// The style of the frame. Any site may put this page into a frame; nothing but its own script
/// and style runs in it.
static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    Sheet::bare(
        &[STYLE, include_str!("assets/frame.css")],
        "frame-ancestors *",
    )
});

/// Gives the frame.
pub(super) async fn get(
    request: HttpRequest,
    state: web::Data<State>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let question = Question::read(request.query_string());
    let snapshot = Arc::clone(&state.directory.current());
    let lang = negotiation::language(&request, question.lang());
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: Some(lang),
        media_type: HTML,
    };
    let public_url = state.directory.public_url();
    site.give(&answer, &SHEET, || {
        let query = question.for_api(lang);
        let found = match MEMBERS.json(&query, &request, &snapshot, public_url) {
            Ok(found) => {
                Ok(serde_json::from_slice(&found).map_err(|error| Problem::internal(&error))?)
            }
            // A frame that cannot be filled tells why, in the frame.
            Err(problem) if problem.kind.status().is_client_error() => Err(problem),
            Err(problem) => return Err(problem),
        };
        Frame::new(&question, lang, &snapshot, found)
            .render()
            .map_err(|error| Problem::internal(&error))
    })
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
    lang: &'static str,
    network: &'a str,
    sample: bool,
    sheet: &'static Sheet,
    script: &'static str,
    icon: &'static str,
    view: &'static str,
    theme: &'static str,
    searched: bool,
    text: &'a str,
    hidden: Vec<(&'a str, &'a str)>,
    choices: Vec<Choice>,
    plain: Option<String>,
    status: String,
    mistakes: Vec<String>,
    members: Vec<Shown>,
    first: Option<String>,
    next: Option<String>,
    home: String,
    credit: (String, String),
}

impl<'a> Frame<'a> {
    fn new(
        question: &'a Question,
        lang: Lang,
        snapshot: &'a Snapshot,
        found: Result<Listed, Problem>,
    ) -> Self {
        let t = Texts(lang);
        let (found, mistakes) = match found {
            Ok(found) => (found, Vec::new()),
            Err(problem) => (Listed::default(), mistakes(&problem)),
        };
        let searched = question.is_searched();
        let view = question.word("view", &["list", "compact"]);
        let address = |leave: &[&str], more: &[(&str, &str)]| {
            format!(
                "frame?{}",
                question.changed(|name| leave.contains(&name), more)
            )
        };
        let credit = text(lang, "embed-credit", &[("network", "\u{0}".into())]);
        let (before, after) = credit.split_once('\u{0}').unwrap_or((&credit, ""));
        Self {
            t,
            lang: lang.code(),
            network: &snapshot.network.name,
            sample: snapshot.network.sample_data,
            sheet: &SHEET,
            script: assets::address("frame"),
            icon: assets::address("icon"),
            view,
            theme: question.word("theme", &["light", "dark", "system"]),
            searched,
            text: question.get("q").unwrap_or_default(),
            hidden: question
                .kept(|name| {
                    Question::is_choice(name) || name == "cursor" || (searched && name == "q")
                })
                .collect(),
            choices: choices(question, lang, &found),
            plain: question.has_choice(searched).then(|| {
                let query = question.changed(
                    |name| Question::is_choice(name) || ["cursor", "q"].contains(&name),
                    &[],
                );
                format!("frame?{query}")
            }),
            status: match (found.page.total, mistakes.is_empty()) {
                (_, false) => t.say("embed-frame-wrong"),
                (0, true) => t.say("embed-none"),
                (total, true) => t.say_with("embed-found", "count", total),
            },
            mistakes,
            first: question.get("cursor").map(|_| address(&["cursor"], &[])),
            next: found
                .page
                .next
                .as_deref()
                .map(|next| address(&["cursor"], &[("cursor", next)])),
            members: found
                .data
                .into_iter()
                .map(|member| member.shown(lang, view == "list"))
                .collect(),
            home: format!("../?lang={lang}"),
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
fn choices(question: &Question, lang: Lang, found: &Listed) -> Vec<Choice> {
    let t = Texts(lang);
    let collation = Collation::of(lang);
    let words = |name| match name {
        "country" => (t.say("embed-country"), t.say("embed-all-country")),
        "service" => (t.say("embed-service"), t.say("embed-all-service")),
        "language" => (t.say("embed-language"), t.say("embed-all-language")),
        "city" => (t.say("embed-city"), t.say("embed-all-city")),
        _ => (
            t.say("embed-membership-type"),
            t.say("embed-all-membership-type"),
        ),
    };
    let mut choices = Vec::new();
    for name in question.filters() {
        let allowed: Vec<&str> = question
            .get(name)
            .map(|values| values.split(',').map(str::trim).collect())
            .unwrap_or_default();
        let counts = found.facets.get(name).into_iter().flatten();
        let mut counts: Vec<_> = counts
            .filter(|count| is_within(&count.value, &allowed))
            .collect();
        counts.sort_by_cached_key(|count| collation.sort_key(&count.label));
        if counts.is_empty() {
            continue;
        }
        let (label, all) = words(name);
        choices.push(Choice {
            name,
            label,
            all,
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
