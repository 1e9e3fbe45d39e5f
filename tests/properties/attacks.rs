//! Attempts to find what may not be found: where in its cell a place shown by its city is, and
//! whether there is a hidden one. By distances, boxes, counts, orders, pages and names.
//!
//! `ATTACK_SEED` gives other questions than the usual ones.

use std::sync::Arc;

use actix_web::{App, body::to_bytes, dev::Service, test as service_test, web};
use member_directory::{
    directory::{Directory, PublicUrl},
    http,
    network::{
        Cell, Location, LocationId, LocationKind, Member, OfferId, Point, ServiceOffer, Visibility,
    },
    publication::{Feed, public_digest},
    registry::{Actor, Intent, Registry},
};
use serde_json::Value;

use crate::support::members;

const PUBLIC_URL: &str = "https://directory.example.org";
/// The shelter that everything is about: it is shown by its city.
const SHELTER: (f64, f64) = (51.0871, 3.7123);
/// Where it would be just as well, as far as the public may know.
const ELSEWHERE: (f64, f64) = (51.0013, 3.7996);
/// How many questions are asked.
const QUESTIONS: usize = 4000;

fn place(city: &str, point: (f64, f64), visibility: Visibility) -> Location {
    Location {
        id: LocationId::new(),
        kind: LocationKind::Shelter,
        label: Default::default(),
        address: Some("Secret street 1".to_owned()),
        postal_code: None,
        city: city.to_owned(),
        region: None,
        country: "BE".parse().unwrap(),
        point: Some(Point::new(point.0, point.1).unwrap()),
        phones: Vec::new(),
        email: None,
        opening_hours: None,
        languages: Vec::new(),
        accessibility: Default::default(),
        visibility,
    }
}

fn offer(service: &str, location: Option<LocationId>) -> ServiceOffer {
    ServiceOffer {
        id: OfferId::new(),
        service: service.parse().unwrap(),
        location,
        description: Default::default(),
        audience: Default::default(),
        eligibility: Default::default(),
        access: Default::default(),
        languages: Vec::new(),
        free_of_charge: None,
        delivery: Vec::new(),
        countries: Vec::new(),
    }
}

/// The shelter and its neighbours, within the cell and around it.
fn network() -> Vec<Member> {
    let mut all = vec![members::member("haven", "Haven", "BE")];
    all[0].locations = vec![place("Gent", SHELTER, Visibility::City)];
    all[0].service_offers = vec![offer("housing", Some(all[0].locations[0].id))];
    for number in 0..12 {
        let mut member = members::member(&format!("m-{number}"), &format!("Huis {number}"), "BE");
        let step = f64::from(number);
        let point = (50.9 + step * 0.023, 3.6 + step * 0.019);
        let (city, visibility) = match number % 4 {
            0 => ("Gent", Visibility::Public),
            1 => ("Deinze", Visibility::City),
            2 => ("Aalst", Visibility::Public),
            _ => ("Gent", Visibility::City),
        };
        member.locations.push(place(city, point, visibility));
        member
            .service_offers
            .push(offer(["housing", "healthcare"][number as usize % 2], None));
        all.push(member);
    }
    all
}

/// The same to the public: the shelter elsewhere in its cell, and hidden places that were not.
fn disguised(member: &Member) -> Member {
    let mut other = member.clone();
    for place in &mut other.locations {
        if place.visibility == Visibility::City {
            let centre = Cell::of(place.point.unwrap()).centre();
            let point = place.point.unwrap();
            place.point = Some(match (point.latitude(), point.longitude()) {
                SHELTER => Point::new(ELSEWHERE.0, ELSEWHERE.1).unwrap(),
                _ => Point::new(centre.latitude() + 0.0499, centre.longitude() - 0.0499).unwrap(),
            });
        }
    }
    let hidden = [("Gent", SHELTER), ("Secretville", (51.2, 3.9))];
    let hidden = hidden.map(|(city, point)| place(city, point, Visibility::Hidden));
    other.locations.splice(0..0, hidden);
    other
}

/// What the public is shown before and after the members were disguised.
fn both() -> (Directory, Directory) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("directory.db").display());
    let registry = Registry::new(url.parse().unwrap(), public_digest);
    registry.migrate().unwrap();
    registry
        .write(Actor::CommandLine, Intent::Commit, |change| {
            change.create_members(network())
        })
        .unwrap();
    let feed = Feed::new(registry.clone());
    let directory = || {
        let everything = feed.changes_since(None).unwrap().unwrap();
        Directory::new(everything, PublicUrl::new(PUBLIC_URL)).unwrap()
    };
    let before = directory();
    let records = registry.books(None).unwrap().records;
    let changes = records.into_iter().map(|record| {
        let after = disguised(&record.member);
        (record, after)
    });
    let changes = changes.collect();
    let written = registry
        .write(Actor::CommandLine, Intent::Commit, |change| {
            change.replace_members(changes)
        })
        .unwrap();
    assert_eq!(written.revision, Some(3), "the change is real");
    (before, directory())
}

/// Asks in the way that a client does, and hands the answer on whole: status, headers, body.
macro_rules! client {
    ($directory:expr) => {{
        let state = web::Data::new(member_directory::state(
            Arc::new($directory),
            1_000_000,
            None,
            None,
        ));
        let app: App<_> = http::app(state, member_directory::registry_api::data(None));
        let service = service_test::init_service(app).await;
        async move |path: &str| {
            let request = service_test::TestRequest::with_uri(path).to_request();
            let response = service.call(request).await.unwrap();
            let status = response.status().as_u16();
            let mut id = String::new();
            let mut headers = Vec::new();
            for (name, value) in response.headers() {
                let value = value.to_str().unwrap().to_owned();
                match name.as_str() {
                    "x-request-id" => id = value,
                    // It is left out within the second of the change.
                    "last-modified" => {}
                    name => headers.push(format!("{name}: {value}")),
                }
            }
            headers.sort();
            let body = to_bytes(response.into_body()).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap().replace(&id, "ID");
            (status, headers, body)
        }
    }};
}

fn seed() -> u64 {
    let text = std::env::var("ATTACK_SEED").unwrap_or_default();
    text.parse().unwrap_or(20_261_124)
}

/// Questions as somebody asks who looks for the shelter.
struct Attacker(u64);

impl Attacker {
    /// The next number (SplitMix64: G. Steele, D. Lea, C. Flood, 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    /// From 0 to 1.
    fn fraction(&mut self) -> f64 {
        self.next() as f64 / u64::MAX as f64
    }

    /// Somewhere about the cell, often right at one of the two points.
    fn point(&mut self) -> (f64, f64) {
        let about = [SHELTER, ELSEWHERE, (51.05, 3.75), (51.2, 3.9)][self.below(4)];
        let reach = [0.0, 1e-6, 1e-3, 0.05, 0.5][self.below(5)];
        let mut by = || (self.fraction() * 2.0 - 1.0) * reach;
        (about.0 + by(), about.1 + by())
    }

    /// A text that finds the shelter, or what is hidden, or nearly so.
    fn text(&mut self) -> &'static str {
        self.one_of(&[
            "haven",
            "havne",
            "ha",
            "s",
            "secretville",
            "secret",
            "secretvile",
            "gent",
            "gent%20secretville",
            "haven%20gent%20housing",
            "huis%20-secretville",
            "-gent",
            "%22secret%20street%22",
            "street",
            "shelter",
            "logement",
            "belgie",
            "xyz%20secretville%20huis",
        ])
    }

    fn suggestion(&mut self) -> String {
        let text = self.text();
        let rest = self.one_of(&["", "&lang=fr", "&limit=1", "&limit=20"]);
        format!("/v1/suggest?q={text}{rest}")
    }

    fn question(&mut self) -> String {
        if self.below(12) == 0 {
            return self.suggestion();
        }
        let mut asked: Vec<String> = Vec::new();
        if self.below(3) == 0 {
            asked.push(format!("q={}", self.text()));
            let more = ["highlight=true", "sort=relevance", "sort=name", "lang=nl"];
            asked.push(self.one_of(&more).to_owned());
        }
        let near = self.below(3) > 0;
        if near {
            asked.push(match self.below(6) {
                0 => format!(
                    "near={}",
                    self.one_of(&["Gent", "gent,BE", "Deinze", "Secretville", "Gnt"])
                ),
                _ => {
                    let (latitude, longitude) = self.point();
                    format!("near={latitude},{longitude}")
                }
            });
            if self.below(4) > 0 {
                let radius =
                    [0.01, 0.5, 5.0, 12.0, 80.0][self.below(5)] * (0.001 + self.fraction());
                asked.push(format!("radius={radius:.6}"));
            }
        }
        if self.below(2) == 0 {
            let ((a, b), (c, d)) = (self.point(), self.point());
            asked.push(format!("bbox={},{},{},{}", b, a.min(c), d, a.max(c)));
        }
        for (one_in, filters) in [
            (
                3,
                &[
                    "service=housing",
                    "service=healthcare",
                    "service=housing,labour",
                ][..],
            ),
            (4, &["city=Gent", "city=Secretville", "city=gent,aalst"]),
            (6, &["country=BE", "country=NL"]),
            (6, &["updated_since=2096-01-01T00:00:00Z", "lang=fr"]),
            (
                2,
                &[
                    "facets=service",
                    "facets=country,service,language,membership_type",
                ],
            ),
            (
                3,
                &[
                    "fields=name",
                    "fields=id",
                    "format=json",
                    "format=geojson",
                    "format=jsonld",
                    "lang=fr",
                ],
            ),
            (3, &["limit=1", "limit=2", "limit=5"]),
            (4, &["sort=-name", "sort=updated_at", "sort=distance"]),
        ] {
            if self.below(one_in) == 0 {
                asked.push(self.one_of(filters).to_owned());
            }
        }
        format!(
            "{}?{}",
            self.one_of(&["/v1/members", "/v1/locations"]),
            asked.join("&")
        )
    }
}

#[actix_web::test]
async fn no_question_tells_two_registries_apart_that_differ_in_hidden_things() {
    let (before, after) = both();
    let (before, after) = (client!(before), client!(after));
    let seed = seed();
    let mut attacker = Attacker(seed);
    let (mut answered, mut paged, mut found) = (0, 0, 0);
    for _ in 0..QUESTIONS {
        let mut path = attacker.question();
        // The pages that follow are as good a witness as the first.
        for _ in 0..4 {
            let (one, other) = (before(&path).await, after(&path).await);
            assert_eq!(one, other, "ATTACK_SEED={seed}: {path}");
            answered += usize::from(one.0 == 200);
            let body: Value = serde_json::from_str(&one.2).unwrap();
            found += usize::from(body["page"]["total"].as_u64().unwrap_or(0) > 0);
            let Some(next) = body["page"]["next"].as_str() else {
                break;
            };
            let begin = path.split("&cursor=").next().unwrap();
            path = format!("{begin}&cursor={next}");
            paged += 1;
        }
    }
    // The questions are real ones.
    assert!(answered > QUESTIONS * 3 / 4, "{answered}");
    assert!(
        found > QUESTIONS / 3 && paged > QUESTIONS / 10,
        "{found} {paged}"
    );
}

/// What is not published is not in the index of texts either: not as a word, and not as a count that
/// a clock or a ranking could tell.
#[test]
fn the_index_of_texts_is_the_same_whatever_is_hidden() {
    let (before, after) = both();
    let index = |directory: &Directory| format!("{:?}", directory.current().texts);
    assert_eq!(index(&before), index(&after));
    assert!(index(&before).contains("terms"), "{}", index(&before));
}

/// Distances from many points lead to the centre of the cell and to nothing else.
#[actix_web::test]
async fn trilateration_ends_at_the_centre_of_the_cell() {
    let (before, after) = both();
    let centre = Cell::of(Point::new(SHELTER.0, SHELTER.1).unwrap()).centre();
    let centre = (centre.latitude(), centre.longitude());
    for directory in [before, after] {
        let ask = client!(directory);
        let mut guess = (51.3, 3.2);
        // Each step measures around the guess and goes where the distance falls.
        let mut reach = 0.4;
        while reach > 1e-7 {
            let mut best = (f64::MAX, guess);
            for (north, east) in [(0.0, 0.0), (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
                let point = (guess.0 + north * reach, guess.1 + east * reach);
                let path = format!(
                    "/v1/members?near={},{}&radius=500&limit=50",
                    point.0, point.1
                );
                let page: Value = serde_json::from_str(&ask(&path).await.2).unwrap();
                let of_shelter = page["data"].as_array().unwrap().iter();
                let distance = of_shelter
                    .filter(|member| member["slug"] == "haven")
                    .map(|member| member["distance_km"].as_f64().unwrap())
                    .next()
                    .unwrap();
                if distance < best.0 {
                    best = (distance, point);
                }
            }
            if best.1 == guess {
                reach /= 2.0;
            }
            guess = best.1;
        }
        assert!(
            (guess.0 - centre.0).abs() < 2e-5 && (guess.1 - centre.1).abs() < 2e-5,
            "{guess:?}"
        );
    }
}

/// Halving a box around the place that answers leads there too.
#[actix_web::test]
async fn bisection_ends_at_the_centre_of_the_cell() {
    let (before, after) = both();
    let centre = Cell::of(Point::new(SHELTER.0, SHELTER.1).unwrap()).centre();
    for directory in [before, after] {
        let ask = client!(directory);
        let (mut west, mut south, mut east, mut north) = (3.0, 50.5, 4.5, 51.6);
        for step in 0..60 {
            let (mut half_east, mut half_north) = (east, north);
            if step % 2 == 0 {
                half_east = (west + east) / 2.0;
            } else {
                half_north = (south + north) / 2.0;
            }
            let path =
                format!("/v1/members?bbox={west},{south},{half_east},{half_north}&fields=slug");
            let inside = ask(&path).await.2.contains("\"haven\"");
            match (step % 2 == 0, inside) {
                (true, true) => east = half_east,
                (true, false) => west = half_east,
                (false, true) => north = half_north,
                (false, false) => south = half_north,
            }
        }
        assert!(
            (west - centre.longitude()).abs() < 1e-7 && (south - centre.latitude()).abs() < 1e-7
        );
    }
}

/// Were the test blind, it would be no test: one step over the edge of the cell is seen.
#[test]
fn the_test_can_fail() {
    let shown = &network()[0];
    let moved = |point: (f64, f64)| {
        let mut moved = shown.clone();
        moved.locations[0].point = Some(Point::new(point.0, point.1).unwrap());
        public_digest(&moved)
    };
    assert_eq!(moved(ELSEWHERE), public_digest(shown));
    assert_ne!(moved((51.1001, SHELTER.1)), public_digest(shown));
}
