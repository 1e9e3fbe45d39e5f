//! What all of these pages have in common.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
};
use askama::Template;

use crate::desk::Own;
use directory::PublicUrl;
use http::{State, paths::OWN, problem::Problem};
use network::Lang;
use pages::{
    HTML,
    address::Address,
    assets,
    layout::{self, Sheet},
};
use translations::Texts;

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
}

impl Frame {
    /// The frame of a page.
    pub fn new(own: &Own, lang: Lang, title: String) -> Self {
        let snapshot = own.directory.current();
        let network = &snapshot.network;
        let public_url = own.directory.public_url();
        let colors = snapshot.looks.colors.as_ref();
        Self {
            texts: Texts(lang.into()),
            title,
            network: layout::short_network_name(Texts(lang.into()), network),
            is_sample: network.sample_data,
            colors: colors.map(|colors| Address::of(public_url, &colors.path)),
            public_url: public_url.clone(),
        }
    }

    /// The code of its language.
    pub fn lang(&self) -> &'static str {
        self.texts.0.code()
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

    /// The address of a path of the program.
    pub fn at(&self, path: &str) -> Address {
        Address::of(&self.public_url, path)
    }

    /// The same, in the language of this page.
    pub fn own_language(&self, path: &str) -> Address {
        self.at(path).with("lang", self.lang())
    }

    /// The icon of all pages.
    pub fn icon(&self) -> Address {
        assets::address(&self.public_url, "icon")
    }
}

/// The language of whoever asks, as the address says it or else their browser.
pub fn reader(request: &HttpRequest, own: &Own) -> Lang {
    let public_url = own.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    address.reader(request).lang.published()
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

/// Leads to a page after a form.
pub fn see_other(own: &Own, path: &str) -> HttpResponse {
    let mut response = HttpResponse::SeeOther()
        .insert_header((header::LOCATION, own.directory.public_url().path(path)))
        .finish();
    keep_to_itself(response.headers_mut());
    response
}

/// Lets nobody try many links.
pub fn admit(request: &HttpRequest, link: &str) -> Result<(), Problem> {
    match request.app_data::<actix_web::web::Data<State>>() {
        Some(state) => state.crowd.admit_key(request, link),
        None => Ok(()),
    }
}
