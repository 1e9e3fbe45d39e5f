//! A directory that took many changes in answers as one that was made from all of them at once.

use std::{collections::BTreeMap, fmt::Debug};

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;
use crate::{
    Bounds, Catalogue, Circle, Direction, Matching, Order, Wish,
    recognition::{Known, Wanted},
    search::{Query, Subject, tests::offer},
};
use network::{
    Cell, Country, Date, LanguageTag, LocalizedText, LocationId, LocationKind, Member, NetworkId,
    OfferId, Point, ServiceType,
};
use publication::{
    CityPlace, Event, ExactPlace, Gone, HistoryLine, PublicMember, PublicSummary, publish,
};

const NAMES: [&str; 5] = ["Open Huis", "open huis", "Ñandú", "Zorg", "Čeština"];
const CITIES: [&str; 6] = [
    "Gent",
    "GENT",
    "Springfield",
    "Springfield, Illinois",
    "Springfield , Illinois",
    "1 Mei",
];
const REGIONS: [&str; 3] = ["Illinois", "US", "Missouri"];
const POINTS: [(f64, f64); 5] = [
    (51.05, 3.72),
    (51.06, 3.72),
    (39.8, -89.65),
    (37.2, -93.29),
    (-90.0, 180.0),
];
const QUERIES: [&str; 6] = ["open huis", "zorg", "gent", "springfield", "nandu", "opne"];

/// What a place is like: its city, its region, where it is if that is known, and whether its point
/// may be seen.
type Place = (usize, Option<usize>, Option<usize>, bool);

/// What a member is like.
#[derive(Debug, Clone)]
struct Shape {
    name: usize,
    slug: u8,
    had_slug: bool,
    country: &'static str,
    language: &'static str,
    services: Vec<&'static str>,
    places: Vec<Place>,
    known_as: Option<u8>,
    day: Option<i8>,
    confirmed: Option<i64>,
}

/// What becomes of a member.
#[derive(Debug, Clone)]
enum Fate {
    Listed(Shape),
    Gone {
        slugs: Vec<u8>,
        into: Option<u128>,
        purged: bool,
    },
}

fn shapes() -> impl Strategy<Value = Shape> {
    let place = (
        0..CITIES.len(),
        option::of(0..REGIONS.len()),
        option::of(0..POINTS.len()),
        any::<bool>(),
    );
    let plain = (
        0..NAMES.len(),
        0..3u8,
        any::<bool>(),
        select(&["BE", "US"]),
        select(&["nl", "fr-BE", "en"]),
    );
    let more = (
        vec(select(&["housing", "education", "health"]), 0..3),
        vec(place, 0..3),
        option::of(0..3u8),
        option::of(1..5i8),
        option::of(0..5i64),
    );
    (plain, more).prop_map(
        |(
            (name, slug, had_slug, country, language),
            (services, places, known_as, day, confirmed),
        )| {
            Shape {
                name,
                slug,
                had_slug,
                country,
                language,
                services,
                places,
                known_as,
                day,
                confirmed,
            }
        },
    )
}

fn fates() -> impl Strategy<Value = Fate> {
    let gone = (vec(0..4u8, 1..4), option::of(0..16u128), any::<bool>());
    prop_oneof![
        3 => shapes().prop_map(Fate::Listed),
        1 => gone.prop_map(|(slugs, into, purged)| Fate::Gone { slugs, into, purged }),
    ]
}

fn id(number: u128) -> MemberId {
    MemberId::from(Uuid::from_u128(number + 1))
}

fn day(number: i64) -> Timestamp {
    let first: Timestamp = "2026-01-01T00:00:00.000000Z".parse().unwrap();
    first.day_after(number)
}

fn listed(number: u128, shape: &Shape, revision: u64) -> Published {
    let country = Country::parse(shape.country).unwrap();
    let slug: Slug = format!("member-{number}-{}", shape.slug).parse().unwrap();
    let locations: Vec<PublicLocation> = (0..)
        .zip(&shape.places)
        .map(|(place, (city, region, at, exact))| {
            let id = LocationId::from(Uuid::from_u128(number * 100 + place + 1));
            let city = CITIES[*city].to_owned();
            let region = region.map(|region| REGIONS[region].to_owned());
            let point = at.map(|at| Point::new(POINTS[at].0, POINTS[at].1).unwrap());
            match exact {
                true => PublicLocation::Exact(Box::new(ExactPlace {
                    id,
                    kind: LocationKind::Office,
                    label: LocalizedText::default(),
                    address: None,
                    postal_code: Some("9000".to_owned()),
                    city,
                    region,
                    country,
                    point,
                    phones: Vec::new(),
                    email: None,
                    opening_hours: Some("Mo-Fr 09:00-17:00".to_owned()),
                    languages: Vec::new(),
                    accessibility: LocalizedText::default(),
                })),
                false => PublicLocation::City(CityPlace {
                    id,
                    kind: LocationKind::Shelter,
                    city,
                    region,
                    country,
                    cell: point.map(Cell::of),
                }),
            }
        })
        .collect();
    let offers = (0..).zip(&shape.services).map(|(place, service)| {
        let id = OfferId::from(Uuid::from_u128(number * 100 + place + 1));
        offer(id, service, locations.first().map(PublicLocation::id))
    });
    let identifier = |known: u8| {
        let json = format!(r#"{{"scheme": "wikidata", "value": "Q{}"}}"#, 42 + known);
        serde_json::from_str(&json).unwrap()
    };
    let joined = |day| Date::new(2020, 1, day).unwrap();
    let name = NAMES[shape.name].to_owned();
    Published {
        member: PublicMember {
            id: id(number),
            languages: vec![LanguageTag::parse(shape.language).unwrap()],
            service_offers: offers.collect(),
            identifiers: shape.known_as.map(identifier).into_iter().collect(),
            joined_on: shape.day.map(joined),
            verified_at: shape.confirmed.map(day),
            locations,
            ..publish(&Member::new(slug, name, country)).unwrap()
        },
        former_slugs: match shape.had_slug {
            true => vec![format!("former-{number}").parse().unwrap()],
            false => Vec::new(),
        },
        updated_at: day(revision as i64 / 2),
        revision,
    }
}

/// What is public of members, and what was seen of them so far.
#[derive(Default)]
struct Books {
    listed: BTreeMap<MemberId, Published>,
    gone: BTreeMap<MemberId, Gone>,
    history: Vec<HistoryLine>,
    revision: u64,
}

impl Books {
    /// Lets some members have their fate, and gives what changed.
    fn take(&mut self, fates: Vec<(u128, Fate)>, few_types: bool) -> Changes {
        self.revision += 1;
        let revision = self.revision;
        let fates: BTreeMap<u128, Fate> = fates.into_iter().collect();
        let (mut published, mut gone, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for (number, fate) in fates {
            let id = id(number);
            let summary = |one: &Published| Arc::new(PublicSummary::of(&one.member));
            let before = self.listed.remove(&id).as_ref().map(summary);
            match fate {
                Fate::Listed(shape) => {
                    let now = listed(number, &shape, revision);
                    let after = summary(&now);
                    lines.push(match before {
                        Some(before) => Event::Changed { id, before, after },
                        None => Event::Published(id, after),
                    });
                    self.gone.remove(&id);
                    self.listed.insert(id, now.clone());
                    published.push(now);
                }
                Fate::Gone {
                    slugs,
                    into,
                    purged,
                } => {
                    let Some(before) = before else { continue };
                    lines.push(match purged {
                        true => Event::Forgotten(id),
                        false => Event::Withdrawn(id, before),
                    });
                    let slug = |number| format!("shared-{number}").parse().unwrap();
                    let one = Gone {
                        id,
                        slugs: slugs.into_iter().map(slug).collect(),
                        merged_into: into.map(super::tests::id),
                        withdrawn_at: Some(day(revision as i64)),
                        revision,
                        purged,
                    };
                    self.gone.insert(id, one.clone());
                    gone.push(one);
                }
            }
        }
        let history: Vec<HistoryLine> = (0..)
            .zip(lines)
            .map(|(position, event)| HistoryLine {
                revision,
                position,
                at: day(revision as i64),
                event,
            })
            .collect();
        self.history.extend(history.clone());
        Changes {
            complete: false,
            published,
            gone,
            history,
            ..self.everything(few_types)
        }
    }

    fn everything(&self, few_types: bool) -> Changes {
        let mut service_types = ServiceType::core();
        if few_types {
            service_types.truncate(2);
        }
        let listed = self.listed.values().cloned();
        Changes {
            network_id: NetworkId::from(Uuid::from_u128(1)),
            epoch: Epoch::from(Uuid::from_u128(2)),
            service_types,
            public_revision: self.revision,
            public_updated_at: day(self.revision as i64),
            gone: self.gone.values().cloned().collect(),
            history: self.history.clone(),
            ..Changes::of_no_books(listed.collect())
        }
    }
}

/// All that a catalogue says.
fn said_by(catalogue: &Catalogue) -> Vec<String> {
    fn said(what: impl Debug) -> String {
        format!("{what:?}")
    }
    let all = Matching::All(catalogue.len());
    let mut texts: Vec<String> = catalogue.cards().map(said).collect();
    texts.push(said(catalogue.indexes()));
    for order in Order::ALL {
        for direction in [Direction::Forward, Direction::Backward] {
            texts.push(said(catalogue.read(&all, order, direction, None, 100)));
            for first in 0..catalogue.len() {
                let few = Matching::Some(std::borrow::Cow::Owned([first].into_iter().collect()));
                let after = order.position(catalogue.card(catalogue.len() / 2));
                texts.push(said(catalogue.read(
                    &few,
                    order,
                    direction,
                    Some(&after),
                    1,
                )));
            }
        }
    }
    texts.push(said(catalogue.points()));
    for (latitude, longitude) in POINTS {
        let centre = Point::new(latitude, longitude).unwrap();
        for radius in [2.0, 1000.0] {
            texts.push(said(
                catalogue.points().in_circle(&Circle { centre, radius }),
            ));
        }
    }
    let world = Bounds {
        west: -180.0,
        south: -90.0,
        east: 180.0,
        north: 90.0,
    };
    texts.push(said(catalogue.points().in_box(&world)));
    let noon = "2026-11-24T12:00:00.000000Z".parse().unwrap();
    texts.push(said(catalogue.open_at(noon)));
    texts.push(said(catalogue.updated_since(day(2))));
    for card in catalogue.cards() {
        texts.push(said(catalogue.identified(&card.identifiers)));
        texts.push(said(catalogue.number_of(card)));
    }
    texts
}

/// All that a directory says.
fn said_by_all(snapshot: &Snapshot, gone: &BTreeMap<MemberId, Gone>) -> Vec<String> {
    let mut texts = said_by(&snapshot.members);
    texts.extend(said_by(&snapshot.locations));
    let mut say = |what: &dyn Debug| texts.push(format!("{what:?}"));
    // First what has each city read which town it is.
    say(&snapshot.gazetteer.most_populous());
    say(&snapshot.gazetteer.cities());
    for text in CITIES {
        let wish = Wish {
            countries: &[],
            own: &snapshot.members.indexes().country,
        };
        say(&snapshot.gazetteer.locate(text, wish));
        say(&snapshot.locate(text, &[]));
    }
    for query in QUERIES {
        let query = Query::parse(query).unwrap();
        say(&snapshot.suggest(&query, 5));
        for (subject, catalogue) in [
            (Subject::Members, &snapshot.members),
            (Subject::Locations, &snapshot.locations),
        ] {
            let meanings = snapshot.meanings(catalogue, PageLang::from(network::Lang::En), None);
            say(&snapshot.texts.find(&query, subject, &meanings).ranking());
        }
        let wanted = Wanted {
            name: query.typed(),
            known: Known::default(),
        };
        say(&snapshot.recognise(&wanted, 5));
    }
    for number in 0..16 {
        say(&snapshot.find(&id(number).to_string()));
        say(&snapshot.number(id(number)));
        say(&snapshot.find(&format!("former-{number}")));
        say(&snapshot.find(&format!("shared-{number}")));
        for slug in 0..3 {
            say(&snapshot.find(&format!("member-{number}-{slug}")));
        }
        say(&snapshot.confirmed_since(day(number as i64)));
        say(&snapshot.past(number as u64));
        say(&snapshot.moved_after(log::Place::after(number as u64), 3));
        let number = number as u32;
        if number < snapshot.members.len() {
            say(snapshot.hsds(number));
        }
        let offer = snapshot.offer(number).map(|(_, offer)| offer.id.uuid());
        say(&offer.and_then(|id| snapshot.offer_number(id)));
    }
    say(&snapshot.offers().all());
    say(&snapshot.offers().at_places());
    for offer in snapshot.offers().all() {
        for at in snapshot.hsds(offer.member).places_of(offer.place) {
            say(&snapshot.offer_at_number(at.id));
        }
    }
    for gone in gone.values() {
        say(&gone.slugs);
        say(&snapshot.merged_into(gone));
    }
    say(&snapshot.history.lines().iter().collect::<Vec<_>>());
    say(&snapshot.history.complete_since());
    say(&snapshot.confirmed_within_a_year());
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_directory_after_many_changes_is_the_one_of_what_they_led_to(
        first in vec(fates(), 0..16),
        changes in vec((vec((0..16u128, fates()), 0..4), any::<bool>()), 1..6),
    ) {
        let url = PublicUrl::new("https://directory.example.org");
        let mut books = Books::default();
        books.take((0..).zip(first).collect(), false);
        let mut grown = Snapshot::build(None, books.everything(false), &url).unwrap();
        for (fates, few_types) in changes {
            // The taxonomy changes now and then.
            let few_types = few_types && fates.len() > 2;
            let change = books.take(fates, few_types);
            grown = Snapshot::build(Some(&grown), change, &url).unwrap();
            let afresh = Snapshot::build(None, books.everything(few_types), &url).unwrap();
            let expected = said_by_all(&afresh, &books.gone);
            let said = said_by_all(&grown, &books.gone);
            for (said, expected) in said.iter().zip(&expected) {
                prop_assert_eq!(said, expected);
            }
            prop_assert_eq!(said.len(), expected.len());
        }
    }
}
