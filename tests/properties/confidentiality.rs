//! What may not be seen leaves no trace: for random registries, two that differ only in hidden
//! things give byte-identical public answers.

use std::sync::Arc;

use actix_web::{App, body::to_bytes, dev::Service, http::header, test as service_test, web};
use calamine::{Reader, Xlsx};
use member_directory::{
    directory::{Directory, PublicUrl},
    http,
    network::{
        Cell, Contact, ContactId, LanguageTag, LegalBasis, Listing, LocalizedText, Location,
        LocationId, LocationKind, Member, Membership, MembershipStatus, MembershipType, Note,
        NoteId, OfferId, Point, ServiceOffer, Timestamp, Visibility,
    },
    pages::pages,
    publication::{Feed, public_digest},
    registry::{Actor, Intent, Record, Registry},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use crate::support::members;

const CITIES: [&str; 4] = ["Gent", "København", "Αθήνα", "Łódź"];
const PUBLIC_URL: &str = "https://directory.example.org";

/// What a place is made of, before it has an identity.
#[derive(Debug, Clone)]
struct Place {
    kind: LocationKind,
    city: &'static str,
    visibility: Visibility,
    point: Option<(f64, f64)>,
    secret: String,
}

#[derive(Debug, Clone)]
struct Seed {
    country: &'static str,
    language: &'static str,
    status: MembershipStatus,
    listing: Listing,
    places: Vec<Place>,
    offers: Vec<(&'static str, Option<prop::sample::Index>)>,
}

fn places() -> impl Strategy<Value = Place> {
    (
        select(LocationKind::ALL),
        select(&CITIES[..]),
        select(Visibility::ALL),
        option::weighted(0.9, (-89.0..89.0f64, -179.0..179.0f64)),
        "[a-z]{12}",
    )
        .prop_map(|(kind, city, visibility, point, secret)| Place {
            kind,
            city,
            visibility,
            point,
            secret,
        })
}

fn seeds() -> impl Strategy<Value = Seed> {
    (
        select(&["BE", "DK", "GR"][..]),
        select(&["nl", "da", "el", "fr-BE"][..]),
        prop_oneof![4 => Just(MembershipStatus::Member), 1 => select(MembershipStatus::ALL)],
        prop_oneof![4 => Just(Listing::Listed), 1 => Just(Listing::Unlisted)],
        vec(places(), 0..4),
        vec(
            (
                select(&["housing", "healthcare", "labour", "education"][..]),
                option::of(any::<prop::sample::Index>()),
            ),
            0..4,
        ),
    )
        .prop_map(
            |(country, language, status, listing, places, offers)| Seed {
                country,
                language,
                status,
                listing,
                places,
                offers,
            },
        )
}

/// How the hidden half of a registry changes.
#[derive(Debug, Clone)]
struct Secrets {
    /// New hidden places, by member.
    hidden: Vec<Vec<Place>>,
    /// What becomes of the hidden places that there are.
    remove_hidden: bool,
    /// Where within its cell a place shown by its city really is.
    within_cell: (f64, f64),
    text: String,
    /// Members that the public may not see.
    newcomers: Vec<Seed>,
}

fn secrets() -> impl Strategy<Value = Secrets> {
    (
        vec(vec(places(), 0..3), 8),
        any::<bool>(),
        (0.001..0.099f64, 0.001..0.099f64),
        "[a-z]{12}",
        vec(seeds(), 0..3),
    )
        .prop_map(
            |(hidden, remove_hidden, within_cell, text, newcomers)| Secrets {
                hidden,
                remove_hidden,
                within_cell,
                text,
                newcomers,
            },
        )
}

fn tag(tag: &str) -> LanguageTag {
    tag.parse().unwrap()
}

fn location(place: &Place, country: &str) -> Location {
    Location {
        id: LocationId::new(),
        kind: place.kind,
        label: LocalizedText::of(tag("nl"), format!("label {}", place.secret)),
        address: Some(format!("street {}", place.secret)),
        postal_code: Some(place.secret[..4].to_owned()),
        city: place.city.to_owned(),
        region: None,
        country: country.parse().unwrap(),
        point: place
            .point
            .map(|(latitude, longitude)| Point::new(latitude, longitude).unwrap()),
        phones: Vec::new(),
        email: Some(format!("{}@example.org", place.secret).parse().unwrap()),
        opening_hours: Some(format!("Mo 09:00 \"{}\"", place.secret)),
        languages: Vec::new(),
        accessibility: Default::default(),
        visibility: place.visibility,
    }
}

fn member(number: usize, seed: &Seed) -> Member {
    let locations: Vec<Location> = seed
        .places
        .iter()
        .map(|place| location(place, seed.country))
        .collect();
    let slug = format!("member-{number}-{}", seed.country.to_lowercase());
    let name = format!("{} {number}", CITIES[number % CITIES.len()]);
    let plain = members::member(&slug, &name, seed.country);
    Member {
        name_language: Some(seed.language.parse().unwrap()),
        languages: vec![seed.language.parse().unwrap()],
        // A hundred later somebody has the same, whom the public may not see.
        identifiers: vec![format!("wikidata:Q{}", 1 + number % 100).parse().unwrap()],
        membership: Membership {
            kind: MembershipType::ALL[number % 2],
            status: seed.status,
            ..plain.membership
        },
        listing: seed.listing,
        service_offers: seed
            .offers
            .iter()
            .map(|(service, at)| ServiceOffer {
                id: OfferId::new(),
                service: service.parse().unwrap(),
                location: at
                    .filter(|_| !locations.is_empty())
                    .map(|at| at.get(&locations).id),
                description: Default::default(),
                audience: Default::default(),
                eligibility: Default::default(),
                access: Default::default(),
                languages: Vec::new(),
                free_of_charge: None,
                delivery: Vec::new(),
                countries: Vec::new(),
            })
            .collect(),
        locations,
        ..plain
    }
}

/// The same member to the public, another one to those who know more.
fn with_other_secrets(before: &Member, number: usize, secrets: &Secrets) -> Member {
    let mut after = before.clone();
    let shown = |place: &Location| place.visibility != Visibility::Hidden;
    after.external_id = Some(format!("{}-{number}", secrets.text));
    after.contacts.push(Contact {
        id: ContactId::new(),
        name: secrets.text.clone(),
        role: None,
        email: None,
        phone: None,
        legal_basis: LegalBasis::LegitimateInterest,
        consented_on: None,
    });
    after.notes.push(Note {
        id: NoteId::new(),
        text: secrets.text.clone(),
        recorded_at: Timestamp::now(),
    });
    if secrets.remove_hidden {
        after.locations.retain(shown);
    }
    for place in &mut after.locations {
        if place.visibility == Visibility::City {
            place.point = place.point.map(|point| {
                let corner = Cell::of(point).centre();
                let (north, east) = secrets.within_cell;
                let (latitude, longitude) = (corner.latitude() - 0.05, corner.longitude() - 0.05);
                Point::new(latitude + north, longitude + east).unwrap()
            });
        }
        if place.visibility != Visibility::Public {
            place.address = Some(secrets.text.clone());
            place.postal_code = None;
            place.label = LocalizedText::of(tag("fr"), secrets.text.clone());
            place.phones = vec!["+32 9 123 45 67".parse().unwrap()];
            place.opening_hours = None;
            place.email = None;
        }
        if place.visibility == Visibility::Hidden {
            place.city = secrets.text.clone();
            place.kind = LocationKind::Shelter;
        }
    }
    let hidden = secrets.hidden[number % secrets.hidden.len()]
        .iter()
        .map(|place| Location {
            visibility: Visibility::Hidden,
            ..location(place, before.country.as_str())
        });
    // Before the others, so that their order would tell.
    after.locations.splice(0..0, hidden);
    let hidden: Vec<LocationId> = after
        .locations
        .iter()
        .filter(|place| !shown(place))
        .map(|place| place.id)
        .collect();
    for offer in &mut after.service_offers {
        let at_shown = after
            .locations
            .iter()
            .any(|place| shown(place) && Some(place.id) == offer.location);
        if !at_shown {
            offer.location = hidden.first().copied();
        }
    }
    after
}

/// Everything that somebody might ask to find out what is hidden.
fn questions(members: &[Member]) -> Vec<String> {
    let mut paths: Vec<String> = [
        "/v1/members",
        "/v1/members?facets=country,service,language,membership_type,city&lang=fr",
        "/v1/members?format=geojson&limit=2",
        "/v1/members.geojson?facets=country,service,language,membership_type,city",
        "/v1/members.geojson?q=street&highlight=true",
        "/v1/members?sort=-updated_at&limit=1",
        "/v1/members?sort=joined_on",
        "/v1/members?updated_since=2020-01-01T00:00:00Z",
        "/v1/members?fields=id,locations",
        "/v1/members.csv",
        "/v1/members.ndjson?lang=fr",
        "/v1/members.xlsx",
        "/v1/members.jsonld",
        "/v1/members.jsonld?limit=2",
        "/v1/members?facets=city",
        "/v1/locations.csv",
        "/v1/locations.ndjson",
        "/v1/locations.xlsx",
        "/v1/locations.jsonld",
        "/v1/locations.geojson?facets=city&lang=fr",
        "/v1/locations",
        "/v1/locations?format=json&facets=country,service,language,membership_type,city",
        "/v1/locations?sort=-name&limit=1",
        "/v1/members?near=0,0&radius=20000&facets=country,service",
        "/v1/members?near=gent&radius=500&sort=name",
        "/v1/locations?near=45,45&radius=5000&limit=2",
        "/v1/locations?bbox=-180,-90,180,90&facets=service",
        "/v1/members?bbox=90,-45,-90,45",
        "/v1/members?q=street&highlight=true",
        "/v1/members?q=secret",
        "/v1/members?q=-gent&facets=city",
        "/v1/locations?q=shelter&format=json",
        "/v1/suggest?q=s&limit=20",
        "/v1/network",
        "/v1/dataset",
        "/v1/changes",
        "/v1/feed.atom?lang=fr",
        "/v1/digest?since=2020-01-01",
        "/v1/digest.md?since=2020-01-01&lang=nl",
        "/v1/digest.html?since=2020-01-01",
        "/v1/countries",
        "/v1/languages",
        "/v1/services",
        "/hsds/v3/organizations?full_service=true",
        "/hsds/v3/organizations?search=secret",
        "/hsds/v3/services?full=true&format=ndjson",
        "/hsds/v3/services?minimal=true",
        "/hsds/v3/services?search=street",
        "/hsds/v3/services?modified_after=2020-01-01",
        "/hsds/v3/service_at_locations?full=true",
        "/hsds/v3/service_at_locations?format=csv",
        "/hsds/v3/service_at_locations?search=shelter&per_page=2",
        "/hsds/v3",
        "/hsds/v3/organizations?full=true&format=ndjson",
        "/hsds/v3/organizations?format=csv",
        "/hsds/v3/organizations?search=shelter&per_page=1",
        "/hsds/v3/services?format=csv&minimal=true",
        "/hsds/v3/taxonomies",
        "/hsds/v3/taxonomy_terms?top_only=true",
        "/hsds/v3/taxonomy_terms",
        "/reconcile",
        "/reconcile/properties",
        "/reconcile/suggest/entity?prefix=s",
        "/reconcile/suggest/property?prefix=a",
        "/reconcile/suggest/entity?prefix=s&cursor=1",
        "/reconcile/suggest/type?prefix=o",
        "/match?lang=fr",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap/1.xml",
        "/.well-known/api-catalog",
        "/.well-known/security.txt",
        "/?lang=nl",
        "/map",
        "/map?map=1/0/0&lang=de",
        "/map?map=6/51/4",
        "/map?near=gent&radius=500&size=300x400",
        "/map?q=street&map=5/50/10",
        "/?view=map&map=9/51.05/3.72",
        "/health/ready",
    ]
    .map(String::from)
    .into();
    for city in CITIES {
        paths.push(format!("/v1/members?city={city}"));
        paths.push(format!("/v1/members?near={city},BE"));
        paths.push(format!("/v1/members?q={city}&highlight=true"));
        paths.push(format!("/v1/locations?q={city}"));
        paths.push(format!("/v1/suggest?q={city}"));
        paths.push(format!("/v1/locations?city={city}&facets=service"));
    }
    for taxonomy in hsds::Vocabulary::ALL {
        for list in ["organizations", "services", "service_at_locations"] {
            paths.push(format!("/hsds/v3/{list}?taxonomy_id={}", taxonomy.id()));
        }
    }
    for kind in LocationKind::ALL {
        let term = hsds::kind_term_id(*kind);
        for list in ["organizations", "services", "service_at_locations"] {
            paths.push(format!("/hsds/v3/{list}?taxonomy_term_id={term}"));
        }
    }
    for service in ["housing", "healthcare"] {
        paths.push(format!("/v1/locations?service={service}&limit=2"));
    }
    for member in members {
        paths.push(format!("/v1/members/{}", member.slug));
        paths.push(format!("/v1/members/{}?lang=it", member.id));
        paths.push(format!("/v1/members/{}?format=jsonld", member.id));
        paths.push(format!("/members/{}", member.slug));
        paths.push(format!("/hsds/v3/organizations/{}", member.id));
        for list in ["services", "service_at_locations"] {
            paths.push(format!(
                "/hsds/v3/{list}?organization_id={}&full=true",
                member.id
            ));
        }
        for identifier in &member.identifiers {
            paths.push(format!("/v1/members?identifier={identifier}"));
            let properties = json!([{ "pid": "identifier", "v": identifier.to_string() }]);
            paths.push(reconciling(json!({ "q0": { "properties": properties } })));
        }
        let name: String = byte_serialize(member.name.as_bytes()).collect();
        paths.push(format!("/v1/members?q={name}"));
        paths.push(format!("/v1/suggest?q={name}"));
        paths.push(format!("/reconcile/suggest/entity?prefix={name}"));
        paths.push(format!("/reconcile/preview/{}", member.id));
        paths.push(reconciling(json!({ "q0": { "query": member.name } })));
        paths.push(extending(member));
        for offer in &member.service_offers {
            paths.push(format!("/hsds/v3/services/{}", offer.id));
            let places = member.locations.iter().map(|place| Some(place.id));
            for place in places.chain([None]) {
                let id = hsds::service_at_location_id(offer.id, place);
                paths.push(format!("/hsds/v3/service_at_locations/{id}"));
            }
        }
        for place in &member.locations {
            paths.push(format!("/v1/members?city={}", place.city));
            paths.push(format!("/v1/members?near={}", place.city));
            paths.push(format!("/v1/suggest?q={}", place.city));
            let known = [
                ("city", place.city.clone()),
                ("country", place.country.to_string()),
            ];
            for (pid, v) in known {
                let properties = json!([{ "pid": pid, "v": v }]);
                paths.push(reconciling(json!({
                    "q0": { "query": member.name, "properties": properties },
                    "q1": { "query": place.city },
                    "q2": { "query": place.address },
                })));
            }
            let code = place.postal_code.as_deref().unwrap_or("none");
            for asked in ["", "&proximity=20000"] {
                let list = "/hsds/v3/service_at_locations";
                paths.push(format!("{list}?postcode={code}{asked}"));
            }
            if let Some(point) = place.point {
                let (latitude, longitude) = (point.latitude(), point.longitude());
                let at = format!("near={latitude},{longitude}&radius=12");
                paths.push(format!("/v1/members?{at}&facets=service"));
                paths.push(format!("/v1/locations?{at}"));
            }
        }
    }
    paths
}

/// Lists that somebody might have matched to find out what is hidden.
fn lists(members: &[Member]) -> [String; 2] {
    let names = members.iter().map(|member| member.name.clone());
    let mut rows = vec!["name;city;website;identifiers".to_owned()];
    for member in members {
        let identifiers = member.identifiers.iter().map(ToString::to_string);
        let identifiers = identifiers.collect::<Vec<_>>().join("|");
        for place in &member.locations {
            rows.push(format!("{};{};;", member.name, place.city));
            rows.push(format!("{};{};;{identifiers}", place.city, place.city));
        }
    }
    [names.collect::<Vec<_>>().join("\n"), rows.join("\n")]
}

/// A form that asks for a list to be matched, as a page or as CSV.
fn matching(list: &str, wanted: &str) -> service_test::TestRequest {
    let part = |name: &str, text: &str| {
        format!("--between\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let body = part("names", list) + &part("as", wanted) + "--between--\r\n";
    service_test::TestRequest::post()
        .uri("/match?lang=en")
        .insert_header(("Content-Type", "multipart/form-data; boundary=between"))
        .set_payload(body)
}

/// A batch of queries.
fn reconciling(batch: Value) -> String {
    let batch: String = byte_serialize(batch.to_string().as_bytes()).collect();
    format!("/reconcile?queries={batch}")
}

/// All that can be fetched of a member.
fn extending(member: &Member) -> String {
    let properties = http::reconciliation::properties::Property::ids();
    let properties: Vec<Value> = properties.map(|id| json!({ "id": id })).collect();
    let extend = json!({ "ids": [member.id, member.slug], "properties": properties });
    let extend: String = byte_serialize(extend.to_string().as_bytes()).collect();
    format!("/reconcile?extend={extend}")
}

/// Every answer with all its headers, but for those that differ from one request to the next.
async fn answers(
    directory: Directory,
    paths: &[String],
    lists: &[String],
) -> Vec<(String, Vec<String>, String)> {
    let directory = Arc::new(directory);
    let state = member_directory::state(Arc::clone(&directory), 1_000_000, None, None);
    let state = web::Data::new(state.with_site(pages(directory, "", None)));
    let app: App<_> = http::app(state, member_directory::registry_api::data(None));
    let service = service_test::init_service(app).await;
    let mut answers = Vec::new();
    let asked = paths.iter().map(|path| {
        let uri: actix_web::http::Uri = utf8_percent_encode(path).parse().unwrap();
        (
            path.clone(),
            service_test::TestRequest::with_uri(&uri.to_string()),
        )
    });
    let lists = lists.iter().flat_map(|list| {
        ["", "csv"].map(|wanted| (format!("/match of {list}"), matching(list, wanted)))
    });
    for (path, request) in asked.chain(lists) {
        let response = service.call(request.to_request()).await.unwrap();
        let mut headers: Vec<String> = response
            .headers()
            .iter()
            .filter(|(name, _)| {
                !["x-request-id", header::LAST_MODIFIED.as_str()].contains(&name.as_str())
            })
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort();
        let status = response.status();
        let id = response
            .headers()
            .get("x-request-id")
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let body = to_bytes(response.into_body()).await.unwrap();
        let body = match path.contains(".xlsx") {
            // The bytes too: they would differ by more than what is in the cells.
            true => format!("{}\n{body:?}", cells(&body)),
            false => String::from_utf8(body.to_vec()).unwrap().replace(&id, "ID"),
        };
        answers.push((format!("{path} {status}"), headers, body));
    }
    answers
}

/// All that stands in the cells of a workbook.
fn cells(workbook: &[u8]) -> String {
    let workbook = std::io::Cursor::new(workbook);
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(workbook).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let cells = sheet.cells().map(|(_, _, cell)| cell.to_string());
    cells.collect::<Vec<_>>().join("\n")
}

fn utf8_percent_encode(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string()
}

fn directory(feed: &Feed) -> Directory {
    let everything = feed.changes_since(None).unwrap().unwrap();
    Directory::new(everything, PublicUrl::new(PUBLIC_URL)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, ..Default::default() })]

    #[test]
    fn what_is_hidden_leaves_no_trace(seeds in vec(seeds(), 1..7), secrets in secrets()) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("directory.db").display());
        let registry = Registry::new(url.parse().unwrap(), public_digest);
        registry.migrate().unwrap();
        let members: Vec<Member> =
            seeds.iter().enumerate().map(|(number, seed)| member(number, seed)).collect();
        registry
            .write(Actor::CommandLine, Intent::Commit, |change| {
                change.create_members(members.clone())
            })
            .unwrap();
        let feed = Feed::new(registry.clone());
        let before = directory(&feed);
        let followed = directory(&feed);
        let mark = feed.changes_since(None).unwrap().unwrap().mark;

        let records = registry.books(None).unwrap().records;
        let changes: Vec<(Record, Member)> = members
            .iter()
            .enumerate()
            .map(|(number, member)| {
                let record =
                    records.iter().find(|record| record.member.id == member.id).unwrap().clone();
                let after = with_other_secrets(&record.member, number, &secrets);
                (record, after)
            })
            .collect();
        let hidden_now: Vec<Member> = changes.iter().map(|(_, after)| after.clone()).collect();
        let newcomers: Vec<Member> = secrets
            .newcomers
            .iter()
            .enumerate()
            .map(|(number, seed)| Member {
                listing: Listing::Unlisted,
                ..member(100 + number, seed)
            })
            .collect();
        let written = registry
            .write(Actor::CommandLine, Intent::Commit, |change| {
                change.create_members(newcomers.clone())?;
                change.replace_members(changes).map(|_| ())
            })
            .unwrap();
        // The change is real, and its number is not the public's to know.
        prop_assert_eq!(written.revision, Some(3));

        let published_anything = followed
            .publish(feed.changes_since(Some(mark)).unwrap().unwrap())
            .unwrap();
        prop_assert!(!published_anything);
        let after = directory(&feed);

        let everyone: Vec<Member> =
            members.iter().chain(&hidden_now).chain(&newcomers).cloned().collect();
        let (paths, lists) = (questions(&everyone), lists(&everyone));
        let system = actix_web::rt::System::new();
        let (before, followed, after) = system.block_on(async {
            (
                answers(before, &paths, &lists).await,
                answers(followed, &paths, &lists).await,
                answers(after, &paths, &lists).await,
            )
        });
        for ((before, followed), after) in before.iter().zip(&followed).zip(&after) {
            prop_assert_eq!(before, followed);
            prop_assert_eq!(before, after);
            prop_assert!(!after.2.contains(&secrets.text) || after.0.contains(&secrets.text));
        }
    }
}

#[actix_web::test]
async fn the_test_can_fail() {
    // Were a hidden place shown, the answers would differ: the same registry, one place public.
    let seed = Seed {
        country: "BE",
        language: "nl",
        status: MembershipStatus::Member,
        listing: Listing::Listed,
        places: vec![Place {
            kind: LocationKind::Shelter,
            city: "Gent",
            visibility: Visibility::Hidden,
            point: Some((51.05, 3.72)),
            secret: "abcdefghijkl".to_owned(),
        }],
        offers: Vec::new(),
    };
    let hidden = member(0, &seed);
    let mut shown = hidden.clone();
    shown.locations[0].visibility = Visibility::City;
    assert_ne!(public_digest(&hidden), public_digest(&shown));
    let moved = |point| {
        let mut moved = shown.clone();
        moved.locations[0].point = Some(point);
        public_digest(&moved)
    };
    assert_eq!(
        moved(Point::new(51.01, 3.79).unwrap()),
        public_digest(&shown)
    );
    assert_ne!(
        moved(Point::new(51.11, 3.72).unwrap()),
        public_digest(&shown)
    );
}
