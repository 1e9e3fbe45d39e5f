//! The list of records: its parameters, its order, its pages.

use std::cmp::Reverse;

use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_64;

use super::{paging::last_of_page, reply::Reply, session::Session, views};
use directory::{Key, Position, Value};
use editing::Refusal;
use http::{
    cursor,
    list::{CityName, LIMIT, Page, ServiceFilter, limit},
    parameters::{Query, no_boolean},
};
use network::{
    Collation, Country, Date, Invalid, LanguageTag, Listing, MembershipStatus, MembershipType,
    ServiceCode, Timestamp, codes::codes, fold,
};
use registry::{
    AnyConnection,
    finding::{self, Candidate, Criteria},
    members, profile,
};

codes! {
    /// How the records are ordered; a minus turns it round. Things without a date come last.
    RecordSort ("order") {
        /// By name.
        Name = "name",
        /// By name, turned round.
        NameDescending = "-name",
        /// What changed longest ago first.
        UpdatedAt = "updated_at",
        /// What changed last first.
        UpdatedAtDescending = "-updated_at",
        /// The oldest members first.
        JoinedOn = "joined_on",
        /// The newest members first.
        JoinedOnDescending = "-joined_on",
    }
}

/// The parameters of the list of records. All are optional and combine.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // It documents what `read` reads.
pub struct RegistryListParameters {
    /// Only whose names, acronym, slug or external identifier hold these words; case and accents do not matter.
    #[param(min_length = 1, max_length = 200)]
    q: Option<String>,
    /// Only this country, ISO 3166-1 alpha-2. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1, example = json!(["BE"]))]
    country: Option<Vec<Country>>,
    /// Only with this service; a code with children finds them too. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1)]
    service: Option<Vec<ServiceFilter>>,
    /// Only who works in this language, BCP 47; `fr` finds `fr-BE` too. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1)]
    language: Option<Vec<LanguageTag>>,
    /// Only this kind of member. A comma means *or*.
    #[param(style = Form, explode = false, min_items = 1)]
    membership_type: Option<Vec<MembershipType>>,
    /// Only with a place in this city, hidden ones included. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1)]
    city: Option<Vec<CityName>>,
    /// Only this status. A comma means *or*.
    #[param(style = Form, explode = false, min_items = 1)]
    status: Option<Vec<MembershipStatus>>,
    /// Only those that want to be listed, or not to be.
    listing: Option<Listing>,
    /// Only those with a hidden place, or without one.
    has_hidden_location: Option<bool>,
    /// Only withdrawn entries, or only others (which is usual).
    #[param(default = false)]
    withdrawn: Option<bool>,
    /// Only records that changed at this time or later, RFC 3339.
    updated_since: Option<Timestamp>,
    /// Only entries that nobody confirmed since this time (RFC 3339) or day.
    #[param(example = "2025-11-24T00:00:00Z")]
    stale_since: Option<Timestamp>,
    /// The order. What has no date comes last.
    sort: Option<RecordSort>,
    /// How many at a time.
    #[param(minimum = 1, maximum = 200, default = 50, example = 2)]
    limit: Option<u32>,
    /// Where to go on: `page.next` of the page before, unchanged, with the same filters and the same sort.
    #[param(min_length = 1)]
    cursor: Option<String>,
}

/// What is asked of the list.
pub struct Asked {
    criteria: Criteria,
    services: Vec<Vec<String>>,
    sort: RecordSort,
    limit: usize,
    question: u64,
    after: Option<Position>,
}

/// Reads the parameters.
pub fn read(query: &mut Query<'_>) -> Asked {
    let words = query.one("q", |text| {
        let words: Vec<String> = fold(text).split_whitespace().map(String::from).collect();
        match text.chars().count() {
            1..=200 if !words.is_empty() => Ok(words),
            _ => Err(Invalid::new("out_of_range", "write 1 to 200 characters")),
        }
    });
    let services = query.choice("service", |text| Ok(text.to_owned()));
    let withdrawn = query.one("withdrawn", flag);
    let criteria = Criteria {
        words: words.unwrap_or_default(),
        country: query.choice("country", Country::parse),
        service: Vec::new(),
        language: query.choice("language", LanguageTag::parse),
        membership_type: query.choice("membership_type", str::parse::<MembershipType>),
        city: query.choice("city", |text| Ok(fold(text))),
        status: query.choice("status", str::parse::<MembershipStatus>),
        listing: query.one("listing", str::parse::<Listing>),
        has_hidden_location: query.one("has_hidden_location", flag),
        withdrawn: Some(withdrawn.unwrap_or(false)),
        updated_since: query.one("updated_since", time_or_day),
        stale_since: query.one("stale_since", time_or_day),
    };
    let sort = query
        .one("sort", str::parse::<RecordSort>)
        .unwrap_or(RecordSort::Name);
    let limit = query.one("limit", limit).unwrap_or(LIMIT);
    let question = xxh3_64(format!("registry {criteria:?} {services:?} {sort:?}").as_bytes());
    let after = query.one("cursor", |text| cursor::decode(question, text));
    Asked {
        criteria,
        services,
        sort,
        limit,
        question,
        after,
    }
}

/// Reads a yes or no.
pub fn flag(text: &str) -> Result<bool, Invalid> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        text => Err(no_boolean(text)),
    }
}

/// Reads a time, or a day for its beginning in UTC.
pub fn time_or_day(text: &str) -> Result<Timestamp, Invalid> {
    match text.len() {
        10 => {
            network::parse_date(text)?;
            format!("{text}T00:00:00Z").parse()
        }
        _ => text.parse(),
    }
}

/// Reads the page.
pub fn answer(
    connection: &mut AnyConnection,
    session: &Session,
    mut asked: Asked,
) -> Result<Reply, Refusal> {
    asked.criteria.service = services(connection, &asked.services)?;
    let mut found = finding::find(connection, &asked.criteria)?;
    let total = found.len() as u64;
    let order = Order::of(asked.sort);
    if let Some(after) = &asked.after {
        found.retain(|candidate| order.follows(candidate, after));
    }
    order.sort(&mut found);
    let next = match last_of_page(&mut found, asked.limit) {
        Some(last) => Some(cursor::encode(asked.question, order.position(last))?),
        None => None,
    };
    let ids: Vec<String> = found
        .iter()
        .map(|candidate| candidate.id.to_string())
        .collect();
    let mut records = members::load_by_ids(connection, &ids)?;
    let place = |id: &str| ids.iter().position(|known| known == id);
    records.sort_by_key(|record| place(&record.member.id.to_string()));
    let data = records
        .iter()
        .map(|record| views::record(record, &[], session.key.role))
        .collect::<Result<Vec<_>, _>>()?;
    let page = Page {
        total,
        limit: asked.limit,
        next,
    };
    let revision = profile::moment(connection)?.revision;
    Ok(Reply::ok(
        json!({ "data": data, "page": page, "revision": revision }),
    ))
}

fn services(
    connection: &mut AnyConnection,
    asked: &[Vec<String>],
) -> Result<Vec<Vec<ServiceCode>>, Refusal> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let types = registry::service_types::load(connection)?;
    let taxonomy = directory::Taxonomy::new(types);
    asked
        .iter()
        .map(|any| {
            any.iter()
                .map(|code| {
                    taxonomy
                        .parse(code)
                        .map_err(|invalid| Refusal::InvalidParameter("service", invalid))
                })
                .collect()
        })
        .collect()
}

/// How candidates are ordered.
#[derive(Clone, Copy)]
struct Order {
    by: fn(&Candidate) -> Value,
    descending: bool,
}

impl Order {
    fn of(sort: RecordSort) -> Self {
        let name: fn(&Candidate) -> Value = |one| Value::Name(one.name.clone());
        let updated: fn(&Candidate) -> Value = |one| Value::UpdatedAt(one.updated_at);
        let joined: fn(&Candidate) -> Value = |one| Value::JoinedOn(one.joined_on);
        let (by, descending) = match sort {
            RecordSort::Name => (name, false),
            RecordSort::NameDescending => (name, true),
            RecordSort::UpdatedAt => (updated, false),
            RecordSort::UpdatedAtDescending => (updated, true),
            RecordSort::JoinedOn => (joined, false),
            RecordSort::JoinedOnDescending => (joined, true),
        };
        Self { by, descending }
    }

    fn position(self, candidate: &Candidate) -> Position {
        Position {
            value: (self.by)(candidate),
            key: Key {
                member: candidate.id.uuid(),
                location: Uuid::nil(),
            },
        }
    }

    fn sort(self, candidates: &mut [Candidate]) {
        candidates.sort_by_cached_key(|candidate| self.place(&self.position(candidate)));
    }

    fn follows(self, candidate: &Candidate, after: &Position) -> bool {
        self.place(&self.position(candidate)) > self.place(after)
    }

    /// Where something stands, comparable.
    fn place(self, position: &Position) -> Place {
        let (undated, value) = match &position.value {
            // The others are of orders that this list does not have.
            Value::Name(name) | Value::Distance(_, name) | Value::Relevance(_, name) => (
                false,
                Sortable::Bytes(Collation::Root.sort_key(name).into()),
            ),
            Value::UpdatedAt(time) => (false, Sortable::Time(*time)),
            Value::JoinedOn(date) => (date.is_none(), Sortable::Date(*date)),
        };
        Place {
            undated,
            value: match self.descending {
                true => Directed::Down(Reverse(value)),
                false => Directed::Up(value),
            },
            member: position.key.member,
        }
    }
}

/// A place in an order; what has no date comes last in either direction.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    undated: bool,
    value: Directed,
    member: Uuid,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Directed {
    Up(Sortable),
    Down(Reverse<Sortable>),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sortable {
    Bytes(Vec<u8>),
    Time(Timestamp),
    Date(Option<Date>),
}
