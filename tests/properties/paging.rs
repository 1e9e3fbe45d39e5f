//! What paging promises: while the directory changes between two pages, nothing that keeps its
//! place in the order is skipped or shown twice, and the order is the one that was asked for.

use std::{collections::HashMap, sync::Arc};

use actix_web::{test as service_test, web};
use member_directory::{
    directory::{Directory, PublicUrl},
    http,
    network::{
        Collation, Date, Lang, Listing, Location, LocationId, LocationKind, Member, Point,
        Visibility, parse_date,
    },
    publication::{Feed, public_digest},
    registry::{Actor, Intent, Registry},
};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::Value;

use crate::support::members;

const NAMES: [&str; 12] = [
    "Ábaco",
    "abaco",
    "Åsa",
    "Zebra",
    "Ñandú",
    "Nube",
    "Nýtt",
    "Αθήνα",
    "София",
    "10 Huizen",
    "9 Huizen",
    "\"Quoted\"",
];
const SORTS: [&str; 7] = [
    "name",
    "-name",
    "updated_at",
    "-updated_at",
    "joined_on",
    "-joined_on",
    "distance",
];

/// Where members are: some at the same point, some as far from the centre as others.
const POINTS: [(f64, f64); 5] = [
    (0.0, 10.0),
    (0.0, -10.0),
    (0.0, 10.0),
    (45.0, 45.0),
    (-17.0, 180.0),
];

/// A name, a day of joining and a place, all of which may be another member's too.
type Seed = (&'static str, Option<u8>, Option<usize>);

fn seeds(most: usize) -> impl Strategy<Value = Vec<Seed>> {
    let place = prop::option::weighted(0.8, 0..POINTS.len());
    vec(
        (select(&NAMES[..]), prop::option::of(1..4u8), place),
        0..most,
    )
}

/// What happens between two pages: new members, and old ones (by number) that leave or are renamed.
type Meanwhile = (Vec<Seed>, Vec<(usize, Option<&'static str>)>);

fn meanwhile() -> impl Strategy<Value = Meanwhile> {
    (
        seeds(4),
        vec((0..40usize, prop::option::of(select(&NAMES[..]))), 0..4),
    )
}

fn place((latitude, longitude): (f64, f64)) -> Location {
    Location {
        id: LocationId::new(),
        kind: LocationKind::Office,
        label: Default::default(),
        address: None,
        postal_code: None,
        city: "Gent".to_owned(),
        region: None,
        country: "BE".parse().unwrap(),
        point: Some(Point::new(latitude, longitude).unwrap()),
        phones: Vec::new(),
        email: None,
        opening_hours: None,
        languages: Vec::new(),
        accessibility: Default::default(),
        visibility: Visibility::Public,
    }
}

fn member(number: usize, (name, joined, at): Seed) -> Member {
    let plain = members::member(&format!("m-{number}"), name, "BE");
    let mut membership = plain.membership;
    membership.joined_on = joined.map(|day| parse_date(&format!("2020-01-0{day}")).unwrap());
    Member {
        membership,
        locations: at.map(|at| place(POINTS[at])).into_iter().collect(),
        ..plain
    }
}

struct World {
    registry: Registry,
    feed: Feed,
    directory: Arc<Directory>,
    state: web::Data<http::State>,
    mark: member_directory::publication::Mark,
    made: usize,
}

impl World {
    fn new(folder: &std::path::Path, seeds: &[Seed]) -> Self {
        let url = format!("sqlite://{}", folder.join("directory.db").display());
        let registry = Registry::new(url.parse().unwrap(), public_digest);
        registry.migrate().unwrap();
        let feed = Feed::new(registry.clone());
        let everything = feed.changes_since(None).unwrap().unwrap();
        let mark = everything.mark;
        let directory =
            Directory::new(everything, PublicUrl::new("https://directory.example.org")).unwrap();
        let directory = Arc::new(directory);
        let state = web::Data::new(member_directory::state(
            Arc::clone(&directory),
            0,
            None,
            None,
        ));
        let mut world = Self {
            registry,
            feed,
            directory,
            state,
            mark,
            made: 0,
        };
        // In several changes, so that not all have changed at the same time.
        for seeds in seeds.chunks(5) {
            world.change(&(seeds.to_vec(), Vec::new()));
        }
        world
    }

    /// Makes the change, and returns the members whose place in an order it may have changed.
    fn change(&mut self, (new, old): &Meanwhile) -> Vec<String> {
        let new: Vec<Member> = new
            .iter()
            .enumerate()
            .map(|(number, seed)| member(self.made + number, *seed))
            .collect();
        self.made += new.len();
        let records = self.registry.books(None).unwrap().records;
        let mut moved: Vec<String> = new.iter().map(|member| member.slug.to_string()).collect();
        let mut changes = HashMap::new();
        for (number, name) in old {
            let Some(record) = records.get(*number) else {
                continue;
            };
            let mut after = record.member.clone();
            match name {
                Some(name) => after.name = (*name).to_owned(),
                None => after.listing = Listing::Unlisted,
            }
            moved.push(after.slug.to_string());
            changes.insert(after.id, (record.clone(), after));
        }
        self.registry
            .write(Actor::CommandLine, Intent::Commit, |change| {
                change.create_members(new)?;
                change.replace_members(changes.into_values().collect())
            })
            .unwrap();
        if let Some(changes) = self.feed.changes_since(Some(self.mark)).unwrap() {
            self.mark = changes.mark;
            self.directory.publish(changes).unwrap();
        }
        moved
    }

    async fn get(&self, path: &str) -> Value {
        let service = service_test::init_service(http::app(
            self.state.clone(),
            member_directory::registry_api::data(None),
        ))
        .await;
        let request = service_test::TestRequest::with_uri(path).to_request();
        service_test::call_and_read_body_json(&service, request).await
    }
}

fn slugs(page: &Value) -> Vec<String> {
    let text = |member: &Value| member["slug"].as_str().unwrap().to_owned();
    page["data"].as_array().unwrap().iter().map(text).collect()
}

/// Whether two neighbours stand in the order that was asked for.
fn in_order(a: &Value, b: &Value, sort: &str, lang: Lang) -> bool {
    let (a, b) = if sort == "-name" || sort == "-updated_at" {
        (b, a)
    } else {
        (a, b)
    };
    let date = |member: &Value| -> Option<Date> {
        member["membership"]["joined_on"]
            .as_str()
            .map(|date| parse_date(date).unwrap())
    };
    match sort.trim_start_matches('-') {
        "name" => {
            let key =
                |member: &Value| Collation::of(lang).sort_key(member["name"].as_str().unwrap());
            key(a) <= key(b)
        }
        "updated_at" => a["updated_at"].as_str() <= b["updated_at"].as_str(),
        "distance" => {
            let key = |member: &Value| {
                let name = Collation::Root.sort_key(member["name"].as_str().unwrap());
                (member["distance_km"].as_f64().unwrap(), name)
            };
            key(a) <= key(b)
        }
        _ => match (date(a), date(b)) {
            (Some(a), Some(b)) if sort == "joined_on" => a <= b,
            (Some(a), Some(b)) => a >= b,
            (a, b) => a.is_some() || b.is_none(),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 300, ..Default::default() })]

    #[test]
    fn pages_hold_together(
        seeds in seeds(40),
        changes in vec(meanwhile(), 0..6),
        limit in 1..9usize,
        sort in select(&SORTS[..]),
        lang in select(&[Lang::En, Lang::Es][..]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut world = World::new(folder.path(), &seeds);
        actix_web::rt::System::new().block_on(async {
            let near = if sort == "distance" { "&near=0,0&radius=20000" } else { "" };
            let list = format!("/v1/members?sort={sort}&lang={lang}{near}");
            let asked = format!("{list}&limit={limit}");
            let whole = world.get(&format!("{list}&limit=200")).await;
            let expected = slugs(&whole);
            for pair in whole["data"].as_array().unwrap().windows(2) {
                prop_assert!(in_order(&pair[0], &pair[1], sort, lang), "{pair:?}");
            }
            let (mut seen, mut moved) = (Vec::new(), Vec::new());
            let mut changes = changes.iter();
            let mut page = world.get(&asked).await;
            loop {
                prop_assert!(slugs(&page).len() <= limit);
                seen.extend(slugs(&page));
                let Some(cursor) = page["page"]["next"].as_str().map(String::from) else { break };
                if let Some(change) = changes.next() {
                    moved.extend(world.change(change));
                }
                page = world.get(&format!("{asked}&cursor={cursor}")).await;
            }
            let kept = |slugs: &[String]| -> Vec<String> {
                slugs.iter().filter(|slug| !moved.contains(slug)).cloned().collect()
            };
            // Whatever kept its place was seen once, and in the order of the whole list.
            prop_assert_eq!(kept(&seen), kept(&expected));
            Ok(())
        })?;
    }
}
