//! The list of records: its parameters, its order, its pages.

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
    Country, Invalid, LanguageTag, Listing, MemberId, MembershipStatus, MembershipType,
    ServiceCode, codes::codes, fold,
};
use registry::{
    AnyConnection,
    finding::{self, Candidate, Criteria, Order},
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
    fn criteria(mut self, connection: &mut AnyConnection) -> Result<Criteria, Refusal> {
        if !self.service.is_empty() || !self.service_all.is_empty() {
            let types = registry::service_types::load(connection)?;
            let taxonomy = directory::Taxonomy::new(types);
            self.criteria.service = services(&taxonomy, "service", &self.service)?;
            self.criteria.service_all = services(&taxonomy, "service_all", &self.service_all)?;
        }
        Ok(self.criteria)
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
    let criteria = Sought::from(asked).criteria(connection);
    let criteria = criteria.map_err(|refusal| match refusal {
        Refusal::InvalidParameter(name, invalid) => {
            Refusal::Invalid(vec![Mistake::of(format!("/matching/{name}"), invalid)])
        }
        other => other,
    })?;
    Ok(finding::ids(connection, &criteria)?)
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
    let criteria = asked.sought.criteria(connection)?;
    let begins = asked.after.is_none();
    let (order, descending) = order(asked.sort, asked.after);
    let sought = asked.limit as i64 + 1;
    let mut found = finding::page(connection, &criteria, &order, descending, sought)?;
    let total = match begins && found.len() <= asked.limit {
        true => found.len(),
        false => finding::count(connection, &criteria)?,
    };
    let next = match last_of_page(&mut found, asked.limit) {
        Some(last) => Some(cursor::encode(asked.question, position(asked.sort, last))?),
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
        total: total as u64,
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

/// The order of a list that goes on after a position, and whether it is turned round.
fn order(sort: RecordSort, after: Option<Position>) -> (Order, bool) {
    use RecordSort as Sort;
    let after = after.map(|after| (after.value, MemberId::from(after.key.member)));
    // A cursor is one of the same sort, or it is refused.
    let order = match (sort, after) {
        (Sort::Name | Sort::NameDescending, Some((Value::Name(name), id))) => {
            Order::Name(Some((name, id)))
        }
        (Sort::Name | Sort::NameDescending, _) => Order::Name(None),
        (Sort::UpdatedAt | Sort::UpdatedAtDescending, Some((Value::UpdatedAt(time), id))) => {
            Order::UpdatedAt(Some((time, id)))
        }
        (Sort::UpdatedAt | Sort::UpdatedAtDescending, _) => Order::UpdatedAt(None),
        (Sort::JoinedOn | Sort::JoinedOnDescending, Some((Value::JoinedOn(day), id))) => {
            Order::JoinedOn(Some((day, id)))
        }
        (Sort::JoinedOn | Sort::JoinedOnDescending, _) => Order::JoinedOn(None),
    };
    let descending = matches!(
        sort,
        Sort::NameDescending | Sort::UpdatedAtDescending | Sort::JoinedOnDescending
    );
    (order, descending)
}

/// Where the list goes on after a record.
fn position(sort: RecordSort, last: &Candidate) -> Position {
    use RecordSort as Sort;
    Position {
        value: match sort {
            Sort::Name | Sort::NameDescending => Value::Name(last.name.clone()),
            Sort::UpdatedAt | Sort::UpdatedAtDescending => Value::UpdatedAt(last.updated_at),
            Sort::JoinedOn | Sort::JoinedOnDescending => Value::JoinedOn(last.joined_on),
        },
        key: Key {
            member: last.id.uuid(),
            location: Uuid::nil(),
        },
    }
}
