//! The members, to look for and to choose from. Every state is an address.

use actix_web::{Error, HttpResponse, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;

use crate::{
    api::part,
    frame::{self, Frame},
    member_form,
    session::Visitor,
};
use directory::PublicUrl;
use http::problem::Problem;
use network::{Collation, Lang, Timestamp};
use pages::address::Address;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/members").route(web::get().to(show)));
}

/// What can narrow the list, as the API names it.
pub const FILTERS: [&str; 6] = [
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
    pub email: Option<String>,
    pub phones: Vec<Phone>,
    pub languages: Vec<String>,
    pub service_offers: Vec<Offer>,
}

#[derive(Deserialize)]
pub struct Phone {
    number: String,
}

#[derive(Deserialize)]
pub struct Offer {
    service: String,
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

/// What can stand beside the name, with the name of its text; the first five usually do.
const COLUMNS: [(&str, &str); 9] = [
    ("city", "console-field-city"),
    ("country", "console-field-country"),
    ("status", "console-status"),
    ("places", "console-places"),
    ("confirmed", "console-confirmed-on"),
    ("email", "console-field-email"),
    ("phones", "console-field-phone"),
    ("languages", "console-shown-languages"),
    ("services", "console-shown-services"),
];
const USUAL: usize = 5;

/// The services of the taxonomy: codes and what they are called, by their names.
pub async fn services(visitor: &Visitor) -> Result<Vec<(String, String)>, Problem> {
    #[derive(Deserialize)]
    struct Types {
        data: Vec<Type>,
    }
    #[derive(Deserialize)]
    struct Type {
        code: String,
        labels: std::collections::BTreeMap<String, String>,
    }
    let types: Types = visitor.api().await?.get("/service-types").await?.read()?;
    let named = types.data.into_iter().map(|one| {
        let label = one.labels.get(visitor.lang().code());
        let label = label.or(one.labels.get(Lang::En.code())).cloned();
        (one.code.clone(), label.unwrap_or(one.code))
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by_cached_key(|(_, label)| Collation::Root.sort_key(label));
    Ok(named)
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
    /// The columns that are shown, in their order.
    columns: Vec<(&'static str, &'static str)>,
    countries: Vec<(String, String)>,
    services: Vec<(String, String)>,
}

impl Members {
    fn given(&self, name: &str) -> &str {
        self.address.get(name).unwrap_or_default()
    }

    fn link(&self, record: &Record) -> Address {
        self.frame.at(&format!("/members/{}", part(&record.slug)))
    }

    fn is_shown(&self, column: &str) -> bool {
        self.columns.iter().any(|(shown, _)| *shown == column)
    }

    /// What stands in a column of plain text.
    fn cell(&self, record: &Record, column: &str) -> String {
        match column {
            "city" => record.cities(),
            "country" => self.country(record),
            "status" => self
                .frame
                .texts
                .say(&format!("console-status-{}", record.membership.status)),
            "email" => record.email.clone().unwrap_or_default(),
            "phones" => {
                let numbers = record.phones.iter().map(|phone| phone.number.as_str());
                numbers.collect::<Vec<_>>().join(", ")
            }
            "languages" => record.languages.join(", "),
            "services" => {
                let named = record.service_offers.iter().map(|offer| {
                    let mut services = self.services.iter();
                    let known = services.find(|(code, _)| *code == offer.service);
                    known.map_or(offer.service.as_str(), |(_, label)| label)
                });
                named.collect::<Vec<_>>().join(", ")
            }
            "confirmed" => match &record.verified_at {
                Some(at) => self.frame.day(at),
                None => self.frame.texts.say("console-never"),
            },
            _ => String::new(),
        }
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
    let address = given.keeping(|_, value| !value.trim().is_empty());
    let chosen: Vec<&str> = address
        .pairs()
        .iter()
        .filter(|(name, _)| name == "column")
        .map(|(_, value)| value.as_str())
        .collect();
    let columns = COLUMNS
        .iter()
        .enumerate()
        .filter(|(place, (name, _))| match chosen.is_empty() {
            true => *place < USUAL,
            false => chosen.contains(name),
        });
    let columns = columns.map(|(_, column)| *column).collect();
    let asked = address
        .pairs()
        .iter()
        .filter(|(name, _)| FILTERS.contains(&name.as_str()) || name == "cursor");
    let whole = Address::of(&PublicUrl::unknown(), "/members").with("limit", "50");
    let question = asked.fold(whole, |question, (name, value)| question.with(name, value));
    let api = visitor.api().await?;
    let services = services(&visitor).await?;
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
            "service" => {
                let known = services.iter().find(|(code, _)| code == value);
                known.map_or(value.clone(), |(_, label)| label.clone())
            }
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
        columns,
        countries: member_form::countries(texts.0)
            .into_iter()
            .map(|country| (country.code.to_owned(), country.label))
            .collect(),
        services,
        frame,
        address,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}
