//! What all screens of the console have in common.

use std::sync::LazyLock;

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use askama::Template;

use crate::session::Visitor;
use directory::PublicUrl;
use http::{paths::CONSOLE, problem::Problem};
use network::{PageLang, Timestamp};
use pages::{
    HTML,
    address::Address,
    assets,
    layout::{self, Sheet, short_network_name},
};
use publication::PublicNetwork;
use translations::Texts;

// The list that others embed is shown in a frame.
static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    Sheet::allowing(
        &[include_str!("assets/console.css")],
        "frame-src 'self'; frame-ancestors 'none'",
    )
});

/// The screens that the menu names, with whether admins alone have them.
const MENU: [(&str, &str, &str, bool); 11] = [
    ("today", "console-today", "", false),
    ("members", "console-members", "/members", false),
    ("corrections", "console-corrections", "/corrections", false),
    ("reports", "console-reports", "/reports", false),
    ("import", "console-import", "/import", false),
    ("duplicates", "console-duplicates", "/duplicates", false),
    ("publish", "console-publish-screen", "/publish", false),
    ("mails", "console-mails", "/mails", false),
    ("team", "console-team", "/team", true),
    ("network", "console-network", "/network", true),
    ("history", "console-history", "/history", false),
];

/// The frame of a screen.
pub struct Frame {
    /// The texts of its language.
    pub texts: Texts,
    /// Its title.
    pub title: String,
    /// The screen of the menu that it belongs to.
    pub screen: &'static str,
    /// Who is signed in; nothing before.
    pub person: Option<Person>,
    /// The network's name.
    pub network: String,
    /// Whether it is the sample network.
    pub is_sample: bool,
    /// What was just done.
    pub done: Option<Done>,
    /// Where undoing it leads back to, below the console's path.
    pub back: String,
    public_url: PublicUrl,
}

/// Whoever is signed in, as the frame needs them.
pub struct Person {
    /// The name.
    pub name: String,
    /// What every form holds.
    pub token: String,
    is_admin: bool,
}

/// What was just done.
pub struct Done {
    /// In words.
    pub words: String,
    /// The change that it was, where it can be taken back.
    pub revision: Option<i64>,
}

/// A screen of the menu.
pub struct MenuLink {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: Address,
    /// Whether the reader is there.
    pub is_current: bool,
}

impl Frame {
    /// The frame of a screen for somebody who is signed in. What was just done stands in the address.
    pub fn of(visitor: &Visitor, screen: &'static str, title: String) -> Self {
        let directory = visitor.directory();
        let network = &directory.current().network;
        let texts = visitor.texts();
        let request = visitor.request();
        let address = Address::read(
            directory.public_url(),
            request.path(),
            request.query_string(),
        );
        // What an address says is anybody's: it names one of our texts, or nothing.
        let done = address
            .get("done")
            .and_then(|done| DONE.iter().find(|known| **known == done));
        let back = request.path().strip_prefix(CONSOLE).unwrap_or_default();
        Self {
            back: back.to_owned(),
            done: done.map(|done| Done {
                words: texts.say(&format!("console-done-{done}")),
                revision: address
                    .get("revision")
                    .and_then(|told| visitor.just_made(told)),
            }),
            person: Some(Person {
                name: visitor.person.name.clone(),
                token: visitor.token(),
                is_admin: visitor.is_admin(),
            }),
            ..Self::new(texts, directory.public_url(), network, screen, title)
        }
    }

    /// The frame of a screen for nobody that is known.
    pub fn new(
        texts: Texts,
        public_url: &PublicUrl,
        network: &PublicNetwork,
        screen: &'static str,
        title: String,
    ) -> Self {
        Self {
            texts,
            title,
            screen,
            person: None,
            network: short_network_name(texts, network),
            is_sample: network.sample_data,
            done: None,
            back: String::new(),
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

    /// What every form holds.
    pub fn token(&self) -> &str {
        self.person.as_ref().map_or("", |person| &person.token)
    }

    /// The screens that the menu names.
    pub fn menu(&self) -> Vec<MenuLink> {
        let is_admin = self.person.as_ref().is_some_and(|person| person.is_admin);
        let shown = MENU
            .iter()
            .filter(|(.., for_admins)| is_admin || !for_admins);
        let link = |(name, label, path, _): &(&str, &str, &str, bool)| MenuLink {
            label: self.texts.say(label),
            href: self.at(path),
            is_current: *name == self.screen,
        };
        shown.map(link).collect()
    }

    /// The address of a path of the console.
    pub fn at(&self, path: &str) -> Address {
        Address::of(&self.public_url, format_args!("{CONSOLE}{path}"))
    }

    /// Where a change is taken back.
    pub fn undo(&self, revision: &i64) -> Address {
        self.at(&format!("/history/{revision}/undo"))
    }

    /// The address of a script of the pages.
    pub fn script(&self, name: &str) -> Address {
        assets::address(&self.public_url, name)
    }

    /// The icon of all pages.
    pub fn icon(&self) -> Address {
        assets::address(&self.public_url, "icon")
    }

    /// The address of a path of the program.
    pub fn outside(&self, path: &str) -> Address {
        Address::of(&self.public_url, path)
    }

    /// A day as the reader writes it.
    pub fn day(&self, time: &Timestamp) -> String {
        translations::date(self.texts.0, time.date())
    }
}

/// What may just have been done: each has a text, `console-done-…`.
const DONE: &[&str] = &[
    "saved",
    "published",
    "hidden",
    "confirmed",
    "moved",
    "undone",
    "accepted",
    "refused",
    "changed",
    "removed",
    "ended",
    "city",
    "made",
    "withdrawn",
    "restored",
    "purged",
    "revoked",
    "sent",
    "joined",
    "forgotten",
    "imported",
    "merged",
    "apart",
    "kept",
];

/// When something was, to the minute; the day is said beside.
pub fn minute(at: &Timestamp) -> String {
    let written = at.to_string();
    let minute = written.split_once('T').and_then(|(_, time)| time.get(..5));
    format!("{} UTC", minute.unwrap_or_default())
}

/// The status of a screen: that of a form that was refused, where there are mistakes.
pub fn status(mistakes: &[String]) -> StatusCode {
    match mistakes.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Gives a screen, which nobody keeps.
pub fn give(status: StatusCode, screen: &impl Template) -> Result<HttpResponse, Problem> {
    let html = screen.render().map_err(|error| Problem::internal(&error))?;
    let mut response = HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, HTML))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(html);
    layout::protect(response.headers_mut(), &SHEET);
    Ok(response)
}

/// The labels of countries, by their codes.
pub fn country(lang: impl Into<PageLang>, code: &str) -> String {
    let country = code.parse::<network::Country>();
    country.map_or_else(|_| code.to_owned(), |country| country.name(lang).to_owned())
}
