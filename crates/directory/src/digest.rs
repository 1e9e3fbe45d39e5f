//! What changed in the directory within a period, as a newsletter tells it.
//!
//! The state at the end is compared with the state at the beginning, so what was taken back
//! meanwhile is not told: a member that came and went, a service that was given up and taken up
//! again. States of the past come from the present one, led back along the history.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{Snapshot, Taxonomy};
use network::{Collation, Country, Lang, MemberId, ServiceCode, Slug, Timestamp, sharing::Pieces};
use publication::{Event, HistoryLine, PublicSummary};

/// A period: from a time on, up to another one that is not part of it, or up to now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first moment.
    pub since: Timestamp,
    /// The first moment after it.
    pub until: Option<Timestamp>,
}

/// A member that is told of.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its identifier.
    pub id: MemberId,
    /// How the public last saw it in the period.
    pub seen: Arc<PublicSummary>,
    /// Its present slug, if it is listed now.
    pub slug: Option<Slug>,
}

/// A member that is listed as before, and otherwise than before.
#[derive(Debug, Clone)]
pub struct Change {
    /// The member.
    pub told: Told,
    /// Its name at the beginning, if it has another one now.
    pub previous_name: Option<String>,
    /// Services that it gives now and did not give at the beginning, in the taxonomy's order.
    pub gained: Vec<ServiceCode>,
    /// Services that it gave at the beginning and does not give now.
    pub lost: Vec<ServiceCode>,
}

/// How large the network was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Members in the directory.
    pub members: u64,
    /// Countries that have members.
    pub countries: u64,
    /// Members by service, those below it included; in the taxonomy's order.
    pub by_service: Vec<(ServiceCode, u64)>,
}

/// What changed. Members stand by country, then by name, as readers of the language expect.
#[derive(Debug, Clone)]
pub struct Digest {
    /// Members that were not listed at the beginning and are at the end.
    pub joined: Vec<Told>,
    /// Members that were listed at the beginning and are not at the end.
    pub no_longer_listed: Vec<Told>,
    /// Members that give other services.
    pub services_changed: Vec<Change>,
    /// Members of whose entry something else changed.
    pub otherwise_changed: Vec<Change>,
    /// How large the network was at the end.
    pub totals: Totals,
    /// From when on everything is told, where the period begins before.
    pub incomplete_before: Option<Timestamp>,
}

/// What became of a member within the period.
struct Course<'a> {
    /// How it was seen at the beginning.
    before: Option<&'a Arc<PublicSummary>>,
    /// Whether something changed of which a summary does not tell.
    touched: bool,
}

impl Digest {
    /// What changed within a period, for readers of `lang`.
    pub fn new(snapshot: &Snapshot, period: Period, lang: Lang) -> Self {
        let is_within = |line: &&HistoryLine| period.until.is_none_or(|until| line.at < until);
        let within = snapshot.history.from(period.since).take_while(is_within);
        let later = period
            .until
            .map(|until| snapshot.history.from(until.max(period.since)));
        let later = first_seen(later.into_iter().flatten());
        let mut digest = Self {
            joined: Vec::new(),
            no_longer_listed: Vec::new(),
            services_changed: Vec::new(),
            otherwise_changed: Vec::new(),
            totals: totals(snapshot, &later),
            incomplete_before: snapshot
                .history
                .complete_since()
                .filter(|complete| period.since < *complete),
        };
        for (id, course) in courses(within) {
            let after = match later.get(&id) {
                Some(seen) => seen.cloned(),
                None => snapshot
                    .published_member(id)
                    .map(|published| Arc::new(PublicSummary::of(&published.member))),
            };
            digest.tell(snapshot, id, course, after);
        }
        let mut order = ByPlace::new(lang);
        digest.joined.sort_by_cached_key(|told| order.key(told));
        let gone = &mut digest.no_longer_listed;
        gone.sort_by_cached_key(|told| order.key(told));
        for changes in [&mut digest.services_changed, &mut digest.otherwise_changed] {
            changes.sort_by_cached_key(|change| order.key(&change.told));
        }
        digest
    }

    fn tell(
        &mut self,
        snapshot: &Snapshot,
        id: MemberId,
        course: Course<'_>,
        after: Option<Arc<PublicSummary>>,
    ) {
        let told = |seen| Told::new(snapshot, id, seen);
        match (course.before, after) {
            (None, None) => {}
            (None, Some(after)) => self.joined.push(told(after)),
            (Some(before), None) => self.no_longer_listed.push(told(Arc::clone(before))),
            (Some(before), Some(after)) => {
                let taxonomy = &snapshot.taxonomy;
                let (old, new) = (services(before, taxonomy), services(&after, taxonomy));
                let without = |some: &[ServiceCode], others: &[ServiceCode]| {
                    let mut left = some.to_vec();
                    left.retain(|code| !others.contains(code));
                    left
                };
                let otherwise = course.touched || **before != *after;
                let change = Change {
                    gained: without(&new, &old),
                    lost: without(&old, &new),
                    previous_name: (before.name != after.name).then(|| before.name.clone()),
                    told: told(after),
                };
                if !change.gained.is_empty() || !change.lost.is_empty() {
                    self.services_changed.push(change);
                } else if otherwise {
                    self.otherwise_changed.push(change);
                }
            }
        }
    }
}

impl Told {
    /// A member as it was seen, with its present address.
    pub fn new(snapshot: &Snapshot, id: MemberId, seen: Arc<PublicSummary>) -> Self {
        let slug = snapshot.published_member(id);
        Self {
            id,
            seen,
            slug: slug.map(|published| published.member.slug.clone()),
        }
    }

    /// Its services, each once, in the taxonomy's order.
    pub fn services(&self, taxonomy: &Taxonomy) -> Vec<ServiceCode> {
        services(&self.seen, taxonomy)
    }
}

/// How each member was seen before the first of some lines; nothing where it was not seen.
fn first_seen<'a>(
    lines: impl Iterator<Item = &'a HistoryLine>,
) -> HashMap<MemberId, Option<&'a Arc<PublicSummary>>> {
    let mut seen = HashMap::new();
    for line in lines {
        if let Some(id) = line.event.member() {
            seen.entry(id).or_insert(line.event.before());
        }
    }
    seen
}

fn courses<'a>(
    lines: impl Iterator<Item = &'a HistoryLine> + Clone,
) -> HashMap<MemberId, Course<'a>> {
    let changed: HashSet<MemberId> = lines
        .clone()
        .filter_map(|line| match &line.event {
            // What else may be different is seen in the two themselves.
            Event::Changed { id, before, after } if before == after => Some(*id),
            _ => None,
        })
        .collect();
    let courses = first_seen(lines).into_iter();
    courses
        .map(|(id, before)| {
            let touched = changed.contains(&id);
            (id, Course { before, touched })
        })
        .collect()
}

/// The services of a member as the taxonomy calls them now, each once, in its order; those that it
/// does not know any more at the end.
fn services(seen: &PublicSummary, taxonomy: &Taxonomy) -> Vec<ServiceCode> {
    let codes: BTreeSet<ServiceCode> = seen
        .services
        .iter()
        .map(|code| taxonomy.current(code).clone())
        .collect();
    let mut codes: Vec<ServiceCode> = codes.into_iter().collect();
    codes.sort_by_key(|code| taxonomy.place(code));
    codes
}

/// The totals before some lines: the present ones, led back for each member that moved since.
fn totals(snapshot: &Snapshot, later: &HashMap<MemberId, Option<&Arc<PublicSummary>>>) -> Totals {
    let taxonomy = &snapshot.taxonomy;
    let indexes = snapshot.members.indexes();
    let mut members = i64::from(snapshot.members.len());
    let mut countries: BTreeMap<Country, i64> = BTreeMap::new();
    let mut by_service: BTreeMap<ServiceCode, i64> = BTreeMap::new();
    for (country, found) in indexes.country.iter() {
        countries.insert(*country, found.len() as i64);
    }
    for (service, found) in indexes.service.iter() {
        by_service.insert(service.clone(), found.len() as i64);
    }
    let mut count = |seen: &PublicSummary, by: i64| {
        members += by;
        *countries.entry(seen.country).or_default() += by;
        let given = services(seen, taxonomy);
        let with_parents: BTreeSet<ServiceCode> =
            given.iter().flat_map(ServiceCode::lineage).collect();
        for service in with_parents {
            *by_service.entry(service).or_default() += by;
        }
    };
    for (id, seen) in later {
        if let Some(published) = snapshot.published_member(*id) {
            count(&PublicSummary::of(&published.member), -1);
        }
        if let Some(seen) = seen {
            count(seen, 1);
        }
    }
    let countries = countries.values().filter(|members| **members > 0).count();
    Totals {
        members: members.unsigned_abs(),
        countries: countries as u64,
        by_service: taxonomy
            .types()
            .iter()
            .map(|service| {
                let members = by_service.get(&service.code).copied().unwrap_or(0);
                (service.code.clone(), members.unsigned_abs())
            })
            .collect(),
    }
}

/// The order by country and name, each as the language has it.
struct ByPlace {
    lang: Lang,
    countries: HashMap<Country, Box<[u8]>>,
}

impl ByPlace {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            countries: HashMap::new(),
        }
    }

    fn key(&mut self, told: &Told) -> (Box<[u8]>, Box<[u8]>, String, MemberId) {
        let collation = Collation::of(self.lang);
        let country = told.seen.country;
        let key = self.countries.entry(country);
        let key = key.or_insert_with(|| collation.sort_key(country.name(self.lang)));
        let name = &told.seen.name;
        (key.clone(), collation.sort_key(name), name.clone(), told.id)
    }
}

/// How long somebody has to be listed, or not to be, before it is news: what is taken back sooner
/// was a mistake, and telling of it would make it worse.
const SETTLED: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

/// A change that is news: who was listed by it, or is no longer listed since.
#[derive(Debug, Clone)]
pub struct News {
    /// The public revision.
    pub revision: u64,
    /// When that was.
    pub at: Timestamp,
    /// Whether they were listed by it.
    pub joined: bool,
    /// The members, by country and name.
    pub members: Vec<Told>,
}

/// The latest news, the newest first; `most` at most. The members of one change stand together.
pub fn news(snapshot: &Snapshot, most: usize, lang: Lang) -> Vec<News> {
    let lines = snapshot.history.lines();
    let passing = passing(lines);
    let mut news: Vec<News> = Vec::new();
    for (number, line) in (0..lines.len()).rev().zip(lines.iter().rev()) {
        let (joined, id, seen) = match &line.event {
            Event::Published(id, seen) => (true, *id, seen),
            Event::Withdrawn(id, seen) => (false, *id, seen),
            _ => continue,
        };
        if passing.contains(&number) {
            continue;
        }
        let known = news
            .iter()
            .rposition(|known| known.revision == line.revision && known.joined == joined);
        let place = match known {
            Some(place) => place,
            None if news.len() == most => match news.last() {
                Some(last) if last.revision == line.revision => continue,
                _ => break,
            },
            None => {
                news.push(News {
                    revision: line.revision,
                    at: line.at,
                    joined,
                    members: Vec::new(),
                });
                news.len() - 1
            }
        };
        news[place]
            .members
            .push(Told::new(snapshot, id, Arc::clone(seen)));
    }
    let mut order = ByPlace::new(lang);
    for change in &mut news {
        change.members.sort_by_cached_key(|told| order.key(told));
    }
    news
}

/// The lines that were taken back before they were news, and those that took them back.
fn passing(lines: &Pieces<HistoryLine>) -> HashSet<usize> {
    let mut open: HashMap<MemberId, (usize, Timestamp)> = HashMap::new();
    let mut passing = HashSet::new();
    for (number, line) in lines.iter().enumerate() {
        let id = match line.event {
            Event::Published(id, _) | Event::Withdrawn(id, _) => id,
            _ => continue,
        };
        match open.remove(&id) {
            Some((earlier, at)) if line.at.earlier(SETTLED) < at => {
                passing.extend([earlier, number]);
            }
            _ => {
                open.insert(id, (number, line.at));
            }
        }
    }
    passing
}
