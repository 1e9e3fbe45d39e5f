//! Finding records by what the lists of staff are narrowed by: in the database, which reads no more
//! of them than a page shows.

use diesel::{
    dsl::{InnerJoin, IntoBoxed},
    prelude::*,
};

use crate::{
    confirmations::either,
    connection::AnyConnection,
    error::{Error, stored, stored_option},
    locations::locations,
    lookups::{member_lookups, name_key},
    members::{languages::member_languages, members},
    service_offers::service_offers,
};
use network::{
    Country, Date, LanguageTag, Listing, MemberId, MembershipStatus, MembershipType, ServiceCode,
    Timestamp, Visibility, fold,
};

diesel::allow_tables_to_appear_in_same_query!(member_lookups, locations);
diesel::allow_tables_to_appear_in_same_query!(member_lookups, service_offers);
diesel::allow_tables_to_appear_in_same_query!(member_lookups, member_languages);
diesel::allow_tables_to_appear_in_same_query!(members, locations);
diesel::allow_tables_to_appear_in_same_query!(members, service_offers);
diesel::allow_tables_to_appear_in_same_query!(members, member_languages);

/// What a list of records is narrowed by: any of several values, where it names no others; nothing
/// narrows nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Criteria {
    /// The country that it works in.
    pub country: Vec<Country>,
    /// A service; one that has children finds them too.
    pub service: Vec<ServiceCode>,
    /// All of these services.
    pub service_all: Vec<ServiceCode>,
    /// A working language; `fr` finds `fr-BE` too.
    pub language: Vec<LanguageTag>,
    /// All of these languages.
    pub language_all: Vec<LanguageTag>,
    /// The kind of member.
    pub membership_type: Vec<MembershipType>,
    /// A city with a place of it, folded; hidden ones too.
    pub city: Vec<String>,
    /// The status.
    pub status: Vec<MembershipStatus>,
    /// Whether it wants to be listed.
    pub listing: Option<Listing>,
    /// Whether it has a hidden place.
    pub has_hidden_location: Option<bool>,
    /// Whether it is withdrawn; nothing for both.
    pub withdrawn: Option<bool>,
    /// Changed at this time or later.
    pub updated_since: Option<Timestamp>,
    /// Not confirmed since this time.
    pub stale_since: Option<Timestamp>,
    /// Words that its names, acronym, slug or external identifier hold, folded.
    pub words: Vec<String>,
}

/// What of a record it is ordered by.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which member.
    pub id: MemberId,
    /// Its name.
    pub name: String,
    /// When the record last changed.
    pub updated_at: Timestamp,
    /// When it joined.
    pub joined_on: Option<Date>,
}

/// How records are ordered, and after which one a page begins.
#[derive(Debug, Clone)]
pub enum Order {
    /// By name.
    Name(Option<(String, MemberId)>),
    /// By the last change.
    UpdatedAt(Option<(Timestamp, MemberId)>),
    /// By the day of joining; what has none comes last in either direction.
    JoinedOn(Option<(Option<Date>, MemberId)>),
}

type Backend = <AnyConnection as Connection>::Backend;
type Members<'q> = IntoBoxed<'q, members::table, Backend>;
type Lookups<'q> = IntoBoxed<'q, member_lookups::table, Backend>;
type WithLookups<'q> = IntoBoxed<'q, InnerJoin<members::table, member_lookups::table>, Backend>;

/// Narrows a query of members by criteria, whatever else it reads.
macro_rules! narrow {
    ($query:ident, $criteria:expr, $meant:expr) => {
        let criteria = $criteria;
        if let Some(listing) = criteria.listing {
            $query = $query.filter(members::listing.eq(listing.as_str()));
        }
        match criteria.withdrawn {
            Some(true) => $query = $query.filter(members::withdrawn_at.is_not_null()),
            Some(false) if $meant.in_order => {
                $query = $query.filter(either(members::withdrawn_at, "").eq(""));
            }
            Some(false) => $query = $query.filter(members::withdrawn_at.is_null()),
            None => {}
        }
        if let Some(since) = criteria.updated_since {
            $query = $query.filter(members::updated_at.ge(since.to_string()));
        }
        if let Some(since) = criteria.stale_since {
            let confirmed = members::verified_at.assume_not_null();
            let old = confirmed.lt(since.to_string());
            $query = $query.filter(members::verified_at.is_null().or(old));
        }
        if !criteria.country.is_empty() {
            let codes = criteria.country.iter().map(|one| one.as_str());
            $query = $query.filter(members::country.eq_any(codes));
        }
        if !criteria.membership_type.is_empty() {
            let codes = criteria.membership_type.iter().map(|one| one.as_str());
            $query = $query.filter(members::membership_type.eq_any(codes));
        }
        if !criteria.status.is_empty() {
            let codes = criteria.status.iter().map(|one| one.as_str());
            $query = $query.filter(members::membership_status.eq_any(codes));
        }
        for services in $meant.services {
            let offering = service_offers::table.filter(service_offers::service.eq_any(services));
            $query = $query.filter(members::id.eq_any(offering.select(service_offers::member_id)));
        }
        for languages in $meant.languages {
            let spoken = member_languages::language.eq_any(languages);
            let speaking = member_languages::table.filter(spoken);
            $query =
                $query.filter(members::id.eq_any(speaking.select(member_languages::member_id)));
        }
        if let Some(cities) = $meant.cities {
            let there = locations::table.filter(locations::city.eq_any(cities));
            $query = $query.filter(members::id.eq_any(there.select(locations::member_id)));
        }
        if let Some(wanted) = criteria.has_hidden_location {
            let hidden = locations::visibility.eq(Visibility::Hidden.as_str());
            let hidden = locations::table.filter(hidden).select(locations::member_id);
            $query = match wanted {
                true => $query.filter(members::id.eq_any(hidden)),
                false => $query.filter(members::id.ne_all(hidden)),
            };
        }
    };
}

/// Whether what a member is looked up by holds a word.
macro_rules! holds {
    ($word:expr) => {
        member_lookups::words.like(holding($word)).escape('\\')
    };
}

/// The members of which that holds.
macro_rules! named {
    ($word:expr) => {
        member_lookups::table
            .filter(holds!($word))
            .select(member_lookups::member_id)
    };
}

/// The values that criteria mean, as the columns have them: the database folds nothing, and knows
/// neither which services are below another nor which languages a range covers.
struct Meant {
    /// Whether nearly every record fits, so that a page is soonest found in the order itself: SQLite
    /// takes "is not withdrawn" for rare, begins with its index, and sorts all members.
    in_order: bool,
    /// For each of these lists, a service of it is needed.
    services: Vec<Vec<String>>,
    /// For each of these lists, a language of it is needed.
    languages: Vec<Vec<String>>,
    cities: Option<Vec<String>>,
}

impl Meant {
    fn of(connection: &mut AnyConnection, criteria: &Criteria) -> Result<Self, Error> {
        let mut meant = Self {
            in_order: false,
            services: Vec::new(),
            languages: Vec::new(),
            cities: None,
        };
        if !(criteria.service.is_empty() && criteria.service_all.is_empty()) {
            let known: Vec<String> = service_offers::table
                .select(service_offers::service)
                .distinct()
                .load(connection)?;
            let is_of = |service: &ServiceCode, known: &str| {
                let below = known.strip_prefix(service.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            meant.services = each_of(&criteria.service, &criteria.service_all, &known, is_of);
        }
        if !(criteria.language.is_empty() && criteria.language_all.is_empty()) {
            let known: Vec<String> = member_languages::table
                .select(member_languages::language)
                .distinct()
                .load(connection)?;
            let is_of = |range: &LanguageTag, known: &str| {
                LanguageTag::parse(known).is_ok_and(|tag| tag.matches(range))
            };
            meant.languages = each_of(&criteria.language, &criteria.language_all, &known, is_of);
        }
        if !criteria.city.is_empty() {
            let mut cities: Vec<String> = locations::table
                .select(locations::city)
                .distinct()
                .load(connection)?;
            cities.retain(|city| criteria.city.contains(&fold(city)));
            meant.cities = Some(cities);
        }
        Ok(meant)
    }
}

/// Of what is known, for a list of which any is enough what fits any of it, and for one of which
/// all are needed what fits each.
fn each_of<T>(
    any: &[T],
    all: &[T],
    known: &[String],
    fits: impl Fn(&T, &str) -> bool,
) -> Vec<Vec<String>> {
    let any = (!any.is_empty()).then_some(any);
    let lists = any.into_iter().chain(all.chunks(1));
    let fit = |wanted: &[T]| {
        let known = known.iter();
        let known = known.filter(|known| wanted.iter().any(|wanted| fits(wanted, known)));
        known.cloned().collect()
    };
    lists.map(fit).collect()
}

/// How many records fit.
pub fn count(connection: &mut AnyConnection, criteria: &Criteria) -> Result<usize, Error> {
    if criteria.are_words() {
        let count: i64 = of_words(criteria).count().get_result(connection)?;
        return Ok(usize::try_from(count).unwrap_or_default());
    }
    let meant = Meant::of(connection, criteria)?;
    let mut query: Members<'_> = members::table.into_boxed();
    narrow!(query, criteria, meant);
    for word in &criteria.words {
        query = query.filter(members::id.eq_any(named!(word)));
    }
    let count: i64 = query.count().get_result(connection)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The records that fit.
pub fn ids(connection: &mut AnyConnection, criteria: &Criteria) -> Result<Vec<MemberId>, Error> {
    let meant = Meant::of(connection, criteria)?;
    let mut query: Members<'_> = members::table.into_boxed();
    narrow!(query, criteria, meant);
    for word in &criteria.words {
        query = query.filter(members::id.eq_any(named!(word)));
    }
    let ids: Vec<String> = query
        .order(members::id)
        .select(members::id)
        .load(connection)?;
    ids.into_iter().map(|id| stored("members.id", id)).collect()
}

/// The next `limit` records that fit.
pub fn page(
    connection: &mut AnyConnection,
    criteria: &Criteria,
    order: &Order,
    descending: bool,
    limit: i64,
) -> Result<Vec<Candidate>, Error> {
    let mut query: WithLookups<'_> = members::table
        .inner_join(member_lookups::table)
        .into_boxed();
    match order {
        Order::Name(after) if criteria.are_words() => {
            let ids = named_page(connection, criteria, after.as_ref(), descending, limit)?;
            query = query.filter(members::id.eq_any(ids));
        }
        _ => {
            let mut meant = Meant::of(connection, criteria)?;
            // Words may be rare, and every record that comes before is read for them.
            meant.in_order =
                matches!(connection, AnyConnection::Sqlite(_)) && criteria.words.is_empty();
            narrow!(query, criteria, meant);
            for word in &criteria.words {
                query = query.filter(holds!(word));
            }
        }
    }
    let rows: Vec<(String, String, String, Option<String>)> = ordered(query, order, descending)
        .select((
            members::id,
            members::name,
            members::updated_at,
            members::joined_on,
        ))
        .limit(limit)
        .load(connection)?;
    let candidates = rows.into_iter().map(|(id, name, updated_at, joined_on)| {
        Ok(Candidate {
            id: stored("members.id", id)?,
            name,
            updated_at: stored("members.updated_at", updated_at)?,
            joined_on: stored_option("members.joined_on", joined_on)?,
        })
    });
    candidates.collect()
}

/// Orders by a column and the identifier, after the record with these values.
macro_rules! by {
    ($query:expr, $descending:expr, $column:expr, $id:expr, $after:expr) => {{
        let mut query = $query;
        if let Some((value, id)) = $after {
            // The first condition is what an index is asked for.
            query = match $descending {
                false => query
                    .filter($column.ge(value.clone()))
                    .filter($column.gt(value).or($id.gt(id))),
                true => query
                    .filter($column.le(value.clone()))
                    .filter($column.lt(value).or($id.lt(id))),
            };
        }
        match $descending {
            false => query.order(($column, $id)),
            true => query.order(($column.desc(), $id.desc())),
        }
    }};
}

impl Criteria {
    /// Whether nothing but words is asked, of records that are not withdrawn or of all.
    fn are_words(&self) -> bool {
        let rest = Self {
            words: Vec::new(),
            withdrawn: None,
            ..self.clone()
        };
        !self.words.is_empty() && self.withdrawn != Some(true) && rest == Self::default()
    }
}

/// What the records are looked up by that fit such criteria: one walk through these, and no look at
/// the records, of which nearly none is withdrawn.
fn of_words(criteria: &Criteria) -> Lookups<'_> {
    let mut query: Lookups<'_> = member_lookups::table.into_boxed();
    for word in &criteria.words {
        query = query.filter(holds!(word));
    }
    if criteria.withdrawn.is_some() {
        let withdrawn = members::table.filter(members::withdrawn_at.is_not_null());
        query = query.filter(member_lookups::member_id.ne_all(withdrawn.select(members::id)));
    }
    query
}

/// The next `limit` of those by name.
fn named_page(
    connection: &mut AnyConnection,
    criteria: &Criteria,
    after: Option<&(String, MemberId)>,
    descending: bool,
    limit: i64,
) -> Result<Vec<String>, Error> {
    let after = after.map(|(name, id)| (name_key(name), id.to_string()));
    // No index is to be taken for the order: where the words are rare, all records would be looked
    // up by it, one after the other.
    let key = || either(member_lookups::name_key.nullable(), "");
    let query = by!(
        of_words(criteria),
        descending,
        key(),
        member_lookups::member_id,
        after
    );
    Ok(query
        .select(member_lookups::member_id)
        .limit(limit)
        .load(connection)?)
}

fn ordered<'q>(query: WithLookups<'q>, order: &Order, descending: bool) -> WithLookups<'q> {
    match order {
        Order::Name(after) => {
            let after = after.as_ref();
            let after = after.map(|(name, id)| (name_key(name), id.to_string()));
            by!(
                query,
                descending,
                member_lookups::name_key,
                member_lookups::member_id,
                after
            )
        }
        Order::UpdatedAt(after) => {
            let after = after.map(|(time, id)| (time.to_string(), id.to_string()));
            by!(query, descending, members::updated_at, members::id, after)
        }
        Order::JoinedOn(after) => {
            let after = after.map(|(day, id)| (day.map(|day| day.to_string()), id.to_string()));
            by_joining(query, after, descending)
        }
    }
}

fn by_joining<'q>(
    mut query: WithLookups<'q>,
    after: Option<(Option<String>, String)>,
    descending: bool,
) -> WithLookups<'q> {
    use members::{id, joined_on};
    if let Some((day, after)) = after {
        query = match (day, descending) {
            (None, false) => query.filter(joined_on.is_null()).filter(id.gt(after)),
            (None, true) => query.filter(joined_on.is_null()).filter(id.lt(after)),
            (Some(day), false) => {
                let same_day = joined_on
                    .assume_not_null()
                    .eq(day.clone())
                    .and(id.gt(after));
                let later = joined_on.assume_not_null().gt(day).or(same_day);
                query.filter(joined_on.is_null().or(later))
            }
            (Some(day), true) => {
                let same_day = joined_on
                    .assume_not_null()
                    .eq(day.clone())
                    .and(id.lt(after));
                let earlier = joined_on.assume_not_null().lt(day).or(same_day);
                query.filter(joined_on.is_null().or(earlier))
            }
        };
    }
    match descending {
        false => query.order((joined_on.is_null(), joined_on, id)),
        true => query.order((joined_on.is_null(), joined_on.desc(), id.desc())),
    }
}

/// A pattern of `LIKE` for what holds a text.
fn holding(text: &str) -> String {
    let mut pattern = "%".to_owned();
    for sign in text.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(sign);
    }
    pattern + "%"
}
