//! What all of these pages have in common.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
};
use askama::Template;

use crate::desk::Own;
use directory::PublicUrl;
use http::{State, crowd::Crowd, paths::OWN, problem::Problem};
use network::PageLang;
use pages::{
    HTML,
    address::Address,
    assets,
    layout::{self, LanguageLink, Sheet, languages},
};
use translations::{Texts, own_name};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| Sheet::new(&[include_str!("assets/own.css")]));

/// The longest form, in bytes.
pub const LONGEST: usize = 100_000;

/// The frame of a page.
pub struct Frame {
    /// The texts of its language.
    pub texts: Texts,
    /// Its title.
    pub title: String,
    network: String,
    is_sample: bool,
    /// Where the network's own colours are.
    pub colors: Option<Address>,
    public_url: PublicUrl,
    /// The page's own address, without what was just done.
    here: Address,
    /// Whether it offers itself in other languages.
    has_languages: bool,
}

impl Frame {
    /// The frame of a page.
    pub fn new(request: &HttpRequest, own: &Own, texts: Texts, title: String) -> Self {
        let snapshot = own.directory.current();
        let network = &snapshot.network;
        let public_url = own.directory.public_url();
        let colors = snapshot.looks.colors.as_ref();
        Self {
            texts,
            title,
            network: layout::short_network_name(texts, network),
            is_sample: network.sample_data,
            colors: colors.map(|colors| Address::of(public_url, &colors.path)),
            public_url: public_url.clone(),
            here: here(request, own).without(&[DONE]),
            has_languages: true,
        }
    }

    /// The same without other languages, which would tell the page's address.
    pub fn in_one_language(self) -> Self {
        Self {
            has_languages: false,
            ..self
        }
    }

    /// The code of its language.
    pub fn lang(&self) -> &'static str {
        self.texts.0.code()
    }

    /// The direction in which its language is written.
    pub fn direction(&self) -> &'static str {
        self.texts.0.direction()
    }

    /// The page in each of the languages that it offers.
    pub fn languages(&self) -> Vec<LanguageLink> {
        match self.has_languages {
            true => languages(&self.here, self.texts.0),
            false => Vec::new(),
        }
    }

    /// The own name of the page's language.
    pub fn language_name(&self) -> String {
        own_name(self.texts.0)
    }

    /// Its style sheet.
    pub fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    /// The network's name.
    pub fn network(&self) -> &str {
        &self.network
    }

    /// Whether it is the sample network.
    pub fn is_sample(&self) -> bool {
        self.is_sample
    }

    /// The address of a path of the program, in the language of this page where that was chosen.
    pub fn at(&self, path: &str) -> Address {
        let chosen = self
            .here
            .lang()
            .map(|lang| ("lang", lang.code().to_owned()));
        Address::of(&self.public_url, path).narrowed(chosen)
    }

    /// The icon of all pages.
    pub fn icon(&self) -> Address {
        assets::address(&self.public_url, "icon")
    }
}

/// The address that was asked for.
fn here(request: &HttpRequest, own: &Own) -> Address {
    let public_url = own.directory.public_url();
    Address::read(public_url, request.path(), request.query_string())
}

/// The language of whoever asks, as the address says it or else their browser.
pub fn reader(request: &HttpRequest, own: &Own) -> Texts {
    Texts(here(request, own).reader(request).lang)
}

/// The language that was chosen, or else the member's.
pub fn chosen(request: &HttpRequest, own: &Own, of_member: PageLang) -> Texts {
    Texts(here(request, own).lang().unwrap_or(of_member))
}

/// The parameter that says what was just done.
const DONE: &str = "done";

/// What an address says was just done.
pub fn done(request: &HttpRequest, own: &Own) -> Option<String> {
    here(request, own).get(DONE).map(str::to_owned)
}

/// The address of a member's own page.
pub fn path(link: &str, below: &str) -> String {
    format!("{OWN}/{link}{below}")
}

/// Gives a page, which nobody keeps, whose address goes nowhere, and that no search engine names.
pub fn give(status: StatusCode, page: &impl Template) -> Result<HttpResponse, Problem> {
    let html = page.render().map_err(|error| Problem::internal(&error))?;
    let mut response = HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, HTML))
        .body(html);
    let headers = response.headers_mut();
    layout::protect(headers, &SHEET);
    keep_to_itself(headers);
    Ok(response)
}

fn keep_to_itself(headers: &mut header::HeaderMap) {
    let standing = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    for (name, value) in standing {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
}

/// Leads to a page after a form, which says what was done.
pub fn see_other(request: &HttpRequest, own: &Own, path: &str, done: Option<&str>) -> HttpResponse {
    let page = here(request, own)
        .keeping(|name, _| name == "lang")
        .at(path);
    let page = page.narrowed(done.map(|done| (DONE, done.to_owned())));
    let mut response = HttpResponse::SeeOther()
        .insert_header((header::LOCATION, page.to_string()))
        .finish();
    keep_to_itself(response.headers_mut());
    response
}

/// Lets nobody do very much, as `asked` of what holds the crowd in order.
pub fn admit(
    request: &HttpRequest,
    asked: impl FnOnce(&Crowd) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let state = request.app_data::<actix_web::web::Data<State>>();
    state.map_or(Ok(()), |state| asked(&state.crowd))
}
