//! The members, to look for and to choose from. Every state is an address.

use actix_web::{Error, HttpResponse, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;

use crate::{
    api::part,
    frame::{self, Frame},
    session::Visitor,
};
use directory::PublicUrl;
use network::Timestamp;
use pages::address::Address;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/members").route(web::get().to(show)));
}

/// What can narrow the list, as the API names it.
const FILTERS: [&str; 6] = [
    "q",
    "status",
    "country",
    "service",
    "has_hidden_location",
    "stale_since",
];

#[derive(Deserialize)]
struct Listed {
    data: Vec<Record>,
    page: Position,
}

#[derive(Deserialize)]
struct Position {
    total: u64,
    next: Option<String>,
}

/// What the list shows of a record.
#[derive(Deserialize)]
pub struct Record {
    pub slug: String,
    pub name: String,
    pub acronym: Option<String>,
    pub country: String,
    pub membership: Membership,
    pub verified_at: Option<Timestamp>,
    pub withdrawn_at: Option<Timestamp>,
    pub locations: Vec<Place>,
}

#[derive(Deserialize)]
pub struct Membership {
    pub status: String,
}

#[derive(Deserialize)]
pub struct Place {
    pub city: Option<String>,
    pub visibility: String,
}

impl Record {
    /// The cities of its places.
    fn cities(&self) -> String {
        let mut cities: Vec<&str> = self
            .locations
            .iter()
            .filter_map(|place| place.city.as_deref())
            .collect();
        cities.dedup();
        cities.join(", ")
    }
}

/// Something that the list is narrowed by, which can be taken away.
struct Chip {
    label: String,
    without: Address,
}

#[derive(Template)]
#[template(path = "members.html")]
struct Members {
    frame: Frame,
    address: Address,
    records: Vec<Record>,
    total: u64,
    chips: Vec<Chip>,
    next: Option<Address>,
}

impl Members {
    fn given(&self, name: &str) -> &str {
        self.address.get(name).unwrap_or_default()
    }

    fn link(&self, record: &Record) -> Address {
        self.frame.at(&format!("/members/{}", part(&record.slug)))
    }

    fn country(&self, record: &Record) -> String {
        frame::country(self.frame.texts.0, &record.country)
    }

    fn status_text(&self, status: &str) -> String {
        format!("console-status-{status}")
    }

    fn sign(&self, place: &Place) -> String {
        format!("console-visibility-{}", place.visibility)
    }
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    let request = visitor.request();
    let public_url = visitor.directory().public_url();
    let given = Address::read(public_url, request.path(), request.query_string());
    // What a form sends empty says nothing.
    let empty: Vec<&str> = given
        .pairs()
        .iter()
        .filter(|(_, value)| value.trim().is_empty())
        .map(|(name, _)| name.as_str())
        .collect();
    let address = given.without(&empty);
    let asked = address
        .pairs()
        .iter()
        .filter(|(name, _)| FILTERS.contains(&name.as_str()) || name == "cursor");
    let whole = Address::of(&PublicUrl::unknown(), "/members").with("limit", "50");
    let question = asked.fold(whole, |question, (name, value)| question.with(name, value));
    let api = visitor.api().await?;
    let listed: Listed = api.get(&question.to_string()).await?.read()?;
    let texts = visitor.texts();
    let frame = Frame::of(&visitor, "members", texts.say("console-members"));
    let narrowed = address.without(&["cursor", "done", "revision"]);
    let chips = narrowed
        .pairs()
        .iter()
        .filter(|(name, _)| FILTERS.contains(&name.as_str()));
    let chip = |(name, value): &(String, String)| Chip {
        label: match name.as_str() {
            "status" => texts.say(&format!("console-status-{value}")),
            "country" => frame::country(visitor.lang(), value),
            "has_hidden_location" => texts.say("console-has-hidden"),
            "stale_since" => texts.say_with("console-stale-since", "day", value),
            _ => value.clone(),
        },
        without: narrowed.without(&[name.as_str()]),
    };
    let screen = Members {
        chips: chips.map(chip).collect(),
        next: listed
            .page
            .next
            .map(|cursor| narrowed.with("cursor", &cursor)),
        records: listed.data,
        total: listed.page.total,
        frame,
        address,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}
