//! "Match a list": names that somebody pastes or hands over, and which of them are members. Nothing
//! of it is kept: what was sent stands in the answer alone, also where a file is to be made of it.

mod answer;
mod rows;
mod upload;

use std::sync::{Arc, LazyLock};

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;

use crate::{
    address::Address,
    layout::{self, Layout, Sheet},
    serving::{HTML, Site, page_of_question, written},
};
use answer::Line;
use directory::Snapshot;
use http::{
    negotiation, parameters,
    problem::{Kind, Problem},
};
use network::PageLang;
use rows::{MOST_ROWS, Rows};
use translations::{Texts, number};
use upload::{Asked, Wanted};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| Sheet::new(&[include_str!("assets/match.css")]));

/// Registers the page.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    page_of_question(config, PATH, [web::get().to(ask), web::post().to(answer)]);
}

const PATH: &str = "/match";

#[derive(Template)]
#[template(path = "match.html")]
struct MatchPage<'a> {
    layout: Layout<'a>,
    /// What was sent, as it may be sent again.
    text: String,
    /// What is wrong with it.
    mistake: Option<String>,
    /// What came out; nothing where nothing was sent.
    lines: Option<Vec<Line>>,
    /// How many names are members, and of how many.
    counts: String,
    most: usize,
}

impl<'a> MatchPage<'a> {
    fn new(request: &HttpRequest, site: &'a Site, snapshot: &'a Snapshot, lang: PageLang) -> Self {
        let public_url = site.directory.public_url();
        let address = Address::read(public_url, request.path(), request.query_string());
        let address = address.keeping(|name, _| name == "lang");
        let texts = Texts(lang);
        let mut layout = Layout::new(texts, snapshot, public_url, &address, &SHEET);
        layout.title = texts.say("match-title");
        layout.description = texts.say("match-lead");
        Self {
            layout,
            text: String::new(),
            mistake: None,
            lines: None,
            counts: String::new(),
            most: MOST_ROWS,
        }
    }
}

fn language(request: &HttpRequest, site: &Site) -> PageLang {
    let address = Address::read(
        site.directory.public_url(),
        request.path(),
        request.query_string(),
    );
    negotiation::language(request, address.lang())
}

/// The empty form.
async fn ask(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let lang = language(&request, &site);
    site.give(&request, &snapshot, lang, &SHEET, || {
        written(&MatchPage::new(&request, &site, &snapshot, lang))
    })
}

/// What came out, as a page or as a file.
async fn answer(
    request: HttpRequest,
    payload: web::Payload,
    site: web::Data<Site>,
    state: web::Data<http::State>,
) -> Result<HttpResponse, Problem> {
    let mut languages = parameters::Query::new(request.query_string(), ["lang"]);
    languages.one("lang", |text| Ok(text.to_owned()));
    languages.finish()?;
    let _seat = state.crowd.seat_large(&request)?;
    let lang = language(&request, &site);
    let texts = Texts(lang);
    let asked = Asked::read(&request, payload).await?;
    let snapshot = Arc::clone(&site.directory.current());
    let (found, reader, wanted) = (Arc::clone(&snapshot), site.sheets, asked.wanted);
    let public_url = site.directory.public_url().clone();
    let answered = web::block(move || {
        let rows = match asked.file {
            Some(file) => file.rows(reader),
            None => Rows::of_text(&asked.text),
        };
        rows.map(|rows| {
            let lines = answer::lines(&found, &public_url, lang, &rows);
            (rows.as_text(), lines)
        })
    });
    let answered = answered.await.map_err(|error| Problem::internal(&error))?;
    let mut page = MatchPage::new(&request, &site, &snapshot, lang);
    page.layout.indexed = false;
    match (answered, wanted) {
        (Ok((_, lines)), Wanted::Csv | Wanted::Xlsx) if !lines.is_empty() => {
            return answer::file(&lines, wanted);
        }
        (Ok((text, lines)), _) => {
            page.text = text;
            let matched = lines.iter().filter(|line| line.is_match()).count();
            let [matched, all] = [matched, lines.len()].map(|count| number(lang, count as f64));
            page.counts = format!("{matched} / {all}");
            page.mistake = lines.is_empty().then(|| texts.say("match-empty"));
            page.lines = Some(lines).filter(|lines| !lines.is_empty());
        }
        (Err(mistake), _) => page.mistake = Some(mistake.say(texts)),
    }
    let status = match page.mistake {
        Some(_) => Kind::InvalidBody.status(),
        None => actix_web::http::StatusCode::OK,
    };
    let mut response = HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, HTML))
        .insert_header((header::CONTENT_LANGUAGE, lang.code()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(written(&page)?);
    layout::protect(response.headers_mut(), &SHEET);
    Ok(response)
}
