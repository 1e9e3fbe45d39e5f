//! The list of records: its parameters, its order, its pages.

use std::cmp::Reverse;

use serde_json::{Map, Value as Json, json};
use utoipa::openapi::{ObjectBuilder, schema::Type};
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    paging::last_of_page,
    parameters::{OffSwitch, Switch, value},
    reply::Reply,
    session::Session,
    views,
};
use directory::{Key, Position, Value};
use editing::{Refusal, document::Mistake};
use http::{
    cursor,
    list::{CityName, Page, ServiceFilter},
    parameters,
    parameters::{CursorText, Limit, Parameters as _, Query, TimeOrDay, Values},
};
use network::{
    Collation, Country, Invalid, LanguageTag, Listing, MemberId, MembershipStatus, MembershipType,
    ServiceCode, codes::codes, fold,
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

parameters! {
    /// What the list of records is narrowed by. All are optional and combine.
    pub struct RecordFilters {
        /// Only whose names, acronym, slug or external identifier hold these words; case and accents do not matter.
        q: Option<Words>,
        /// Only this country, ISO 3166-1 alpha-2.
        #[example = ["BE"]]
        country: Values<Country>,
        /// Only with this service; a code with children finds them too.
        service: Values<ServiceFilter>,
        /// Only with all of these services.
        service_all: Values<ServiceFilter>,
        /// Only who works in this language, BCP 47; `fr` finds `fr-BE` too.
        language: Values<LanguageTag>,
        /// Only who works in all of these languages.
        language_all: Values<LanguageTag>,
        /// Only this kind of member.
        membership_type: Values<MembershipType>,
        /// Only with a place in this city, hidden ones included.
        city: Values<CityName>,
        /// Only this status.
        status: Values<MembershipStatus>,
        /// Only those that want to be listed, or not to be.
        listing: Option<Listing>,
        /// Only those with a hidden place, or without one.
        has_hidden_location: Option<Switch>,
        /// Only withdrawn entries, or only others (which is usual).
        withdrawn: OffSwitch,
        /// Only records that changed at this time or later, RFC 3339.
        updated_since: Option<TimeOrDay>,
        /// Only entries that nobody confirmed since this time (RFC 3339) or day.
        #[example = "2025-11-24T00:00:00Z"]
        stale_since: Option<TimeOrDay>,
    }
}

parameters! {
    /// How the list of records is ordered, and its pages.
    pub struct RecordPages {
        /// The order. What has no date comes last.
        sort: Option<RecordSort>,
        /// How many at a time.
        #[example = 2]
        limit: Limit<50, 200>,
        /// Where to go on: `page.next` of the page before, unchanged, with the same filters and the same sort.
        cursor: Option<CursorText>,
    }
}

value! {
    /// Words to be found, folded.
    Words(Vec<String>), |text| {
        let words: Vec<String> = fold(text).split_whitespace().map(String::from).collect();
        match text.chars().count() {
            1..=200 if !words.is_empty() => Ok(words),
            _ => Err(Invalid::new("out_of_range", "write 1 to 200 characters")),
        }
    },
    ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(200))
}

/// What records are sought.
struct Sought {
    criteria: Criteria,
    service: Vec<ServiceFilter>,
    service_all: Vec<ServiceFilter>,
}

impl From<RecordFilters> for Sought {
    fn from(asked: RecordFilters) -> Self {
        let cities = asked.city.0.into_iter();
        Self {
            criteria: Criteria {
                words: asked.q.map_or_else(Vec::new, |Words(words)| words),
                country: asked.country.0,
                service: Vec::new(),
                service_all: Vec::new(),
                language: asked.language.0,
                language_all: asked.language_all.0,
                membership_type: asked.membership_type.0,
                city: cities.map(|CityName(city)| city).collect(),
                status: asked.status.0,
                listing: asked.listing,
                has_hidden_location: asked.has_hidden_location.map(|Switch(on)| on),
                withdrawn: Some(asked.withdrawn.0),
                updated_since: asked.updated_since.map(|TimeOrDay(time)| time),
                stale_since: asked.stale_since.map(|TimeOrDay(time)| time),
            },
            service: asked.service.0,
            service_all: asked.service_all.0,
        }
    }
}

impl Sought {
    fn find(mut self, connection: &mut AnyConnection) -> Result<Vec<Candidate>, Refusal> {
        if !self.service.is_empty() || !self.service_all.is_empty() {
            let types = registry::service_types::load(connection)?;
            let taxonomy = directory::Taxonomy::new(types);
            self.criteria.service = services(&taxonomy, "service", &self.service)?;
            self.criteria.service_all = services(&taxonomy, "service_all", &self.service_all)?;
        }
        Ok(finding::find(connection, &self.criteria)?)
    }
}

/// The members that filters find which came as an object.
pub fn matching(
    connection: &mut AnyConnection,
    filters: &Map<String, Json>,
) -> Result<Vec<MemberId>, Refusal> {
    let body = serde_json::to_vec(filters)?;
    let read = Query::of_body(&body, &RecordFilters::document()).and_then(|mut query| {
        let asked = RecordFilters::take(&mut query);
        query.finish().map(|()| asked)
    });
    let asked = read.map_err(|problem| {
        let mistakes = problem.errors.into_iter().map(|error| {
            let name = error.parameter.unwrap_or_default();
            let invalid = Invalid::new(error.code, error.message);
            Mistake::of(format!("/matching/{name}"), invalid)
        });
        Refusal::Invalid(mistakes.collect())
    })?;
    let found = Sought::from(asked).find(connection);
    let found = found.map_err(|refusal| match refusal {
        Refusal::InvalidParameter(name, invalid) => {
            Refusal::Invalid(vec![Mistake::of(format!("/matching/{name}"), invalid)])
        }
        other => other,
    })?;
    Ok(found.into_iter().map(|candidate| candidate.id).collect())
}

/// What is asked of the list.
pub struct Asked {
    sought: Sought,
    sort: RecordSort,
    limit: usize,
    question: u64,
    after: Option<Position>,
}

impl Asked {
    /// What the parameters ask for; a cursor must be one of the same question.
    pub fn new(query: &mut Query<'_>, (filters, pages): (RecordFilters, RecordPages)) -> Self {
        let sought = Sought::from(filters);
        let sort = pages.sort.unwrap_or(RecordSort::Name);
        let Sought {
            criteria,
            service,
            service_all,
        } = &sought;
        let question = xxh3_64(
            format!("registry {criteria:?} {service:?} {service_all:?} {sort:?}").as_bytes(),
        );
        let after = pages
            .cursor
            .and_then(|CursorText(text)| query.check("cursor", cursor::decode(question, &text)));
        Self {
            sought,
            sort,
            limit: pages.limit.0,
            question,
            after,
        }
    }
}

/// Reads the page.
pub fn answer(
    connection: &mut AnyConnection,
    session: &Session,
    asked: Asked,
) -> Result<Reply, Refusal> {
    let mut found = asked.sought.find(connection)?;
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
    taxonomy: &directory::Taxonomy,
    parameter: &'static str,
    asked: &[ServiceFilter],
) -> Result<Vec<ServiceCode>, Refusal> {
    let codes = asked.iter();
    codes
        .map(|ServiceFilter(code)| {
            let known = taxonomy.parse(code);
            known.map_err(|invalid| Refusal::InvalidParameter(parameter, invalid))
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

    /// Where something stands: what has no date comes last in either direction.
    fn place(self, position: &Position) -> Place {
        let (undated, value) = match &position.value {
            // The others are of orders that this list does not have.
            Value::Name(name) | Value::Distance(_, name) | Value::Relevance(_, name) => {
                (false, Collation::Root.sort_key(name).into())
            }
            Value::UpdatedAt(time) => (false, time.to_string().into_bytes()),
            Value::JoinedOn(None) => (true, Vec::new()),
            Value::JoinedOn(Some(date)) => (false, date.to_string().into_bytes()),
        };
        let (up, down) = match self.descending {
            true => (None, Some(Reverse(value))),
            false => (Some(value), None),
        };
        (undated, up, down, position.key.member)
    }
}

/// A place in an order, comparable: whether it has no date, its value going up or down, the member.
type Place = (bool, Option<Vec<u8>>, Option<Reverse<Vec<u8>>>, Uuid);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_date_comes_last_in_either_direction() {
        let days = [Some("2026-02-03"), None, Some("1999-12-31"), None];
        let candidates: Vec<Candidate> = days
            .into_iter()
            .zip(0_u128..)
            .map(|(day, number)| Candidate {
                id: Uuid::from_u128(number).into(),
                name: "Huis".to_owned(),
                updated_at: format!("2026-11-24T00:00:0{number}Z")
                    .parse()
                    .expect("a time"),
                joined_on: day.map(|day| day.parse().expect("a day")),
            })
            .collect();
        for (sort, expected) in [
            (RecordSort::JoinedOn, [2, 0, 1, 3]),
            (RecordSort::JoinedOnDescending, [0, 2, 1, 3]),
            (RecordSort::UpdatedAtDescending, [3, 2, 1, 0]),
            (RecordSort::Name, [0, 1, 2, 3]),
        ] {
            let mut found: Vec<Candidate> = candidates.clone();
            let order = Order::of(sort);
            order.sort(&mut found);
            let numbers: Vec<usize> = found
                .iter()
                .filter_map(|one| candidates.iter().position(|known| known.id == one.id))
                .collect();
            assert_eq!(numbers, expected, "{sort}");
            let first = order.position(&found[0]);
            assert!(!order.follows(&found[0], &first), "{sort}");
            assert!(found[1..].iter().all(|one| order.follows(one, &first)));
        }
    }
}
