//! What a map shows, and how.

use proptest::{collection::vec, option, prelude::*, sample::select};
use uuid::Uuid;

use super::{marks::CountryMark, *};
use crate::address::Address;
use directory::{Filter, PublicUrl, Snapshot};
use network::{Cell, LocalizedText, LocationId, LocationKind, Member, MemberId, Point, Timestamp};
use publication::{
    Changes, CityPlace, ExactPlace, PublicLocation, PublicMember, Published, publish,
};

/// A place: whether its point may be known, and where it is if that is known.
type Place = (bool, Option<(f64, f64)>);

fn location(number: u128, country: Country, (exact, at): Place) -> PublicLocation {
    let id = LocationId::from(Uuid::from_u128(number));
    let point = at.map(|(latitude, longitude)| Point::new(latitude, longitude).unwrap());
    let city = "Gent <&> \"x\"".to_owned();
    match exact {
        true => PublicLocation::Exact(Box::new(ExactPlace {
            id,
            kind: LocationKind::Office,
            label: LocalizedText::default(),
            address: Some("Street 1".to_owned()),
            postal_code: None,
            city,
            region: None,
            country,
            point,
            phones: Vec::new(),
            email: None,
            opening_hours: None,
            languages: Vec::new(),
            accessibility: LocalizedText::default(),
        })),
        false => PublicLocation::City(CityPlace {
            id,
            kind: LocationKind::Shelter,
            city,
            region: None,
            country,
            cell: point.map(Cell::of),
        }),
    }
}

fn member(number: u128, country: &str, places: &[Place]) -> PublicMember {
    let country = Country::parse(country).unwrap();
    let slug = format!("member-{number}").parse().unwrap();
    let name = format!("Member {number} <script>'&\"");
    PublicMember {
        id: MemberId::from(Uuid::from_u128(number)),
        locations: (0..)
            .zip(places)
            .map(|(place, at)| location(number * 100 + place, country, *at))
            .collect(),
        ..publish(&Member::new(slug, name, country)).unwrap()
    }
}

fn snapshot(members: Vec<PublicMember>) -> Snapshot {
    let now = Timestamp::now();
    let published = members.into_iter().map(|member| Published {
        member,
        former_slugs: Vec::new(),
        updated_at: now,
        revision: 1,
    });
    let changes = Changes::of_no_books(published.collect());
    Snapshot::build(None, changes, &PublicUrl::unknown()).unwrap()
}

fn subject<'a>(snapshot: &'a Snapshot, filter: &'a Filter, look: Option<&str>) -> Subject<'a> {
    Subject {
        snapshot,
        filter,
        look: look.map(|look| Look::parse(look).unwrap()),
        size: Size::USUAL,
        lang: network::Lang::En.into(),
        address: Address::read(&PublicUrl::unknown(), "/", "lang=en"),
        is_framed: false,
    }
}

fn drawn(members: Vec<PublicMember>, look: Option<&str>) -> String {
    let (snapshot, filter) = (snapshot(members), Filter::default());
    render(&subject(&snapshot, &filter, look)).unwrap()
}

fn places() -> impl Strategy<Value = Place> {
    let at = prop_oneof![
        (50.9..51.2f64, 3.5..4.5f64),
        (48.0..54.0f64, 0.0..8.0f64),
        Just((51.05, 3.75)),
        (-80.0..80.0f64, -180.0..=180.0f64),
    ];
    (any::<bool>(), option::weighted(0.9, at))
}

fn members() -> impl Strategy<Value = Vec<PublicMember>> {
    let countries = select(vec!["BE", "NL", "LU", "FR", "US", "FJ", "RE", "MT"]);
    vec((countries, vec(places(), 0..4)), 0..25).prop_map(|seeds| {
        (1..)
            .zip(seeds)
            .map(|(number, (country, places))| member(number, country, &places))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..Default::default() })]

    #[test]
    fn every_place_in_the_view_has_one_mark(
        members in members(),
        zoom in 5.0..11.0f64,
        latitude in 50.0..52.0f64,
        longitude in 3.0..5.0f64,
    ) {
        let (snapshot, filter) = (snapshot(members), Filter::default());
        let look = format!("{zoom}/{latitude}/{longitude}");
        let subject = subject(&snapshot, &filter, Some(&look));
        let picture = Picture::of(&subject);
        let Marks::Places(clusters) = &picture.marks else {
            return Err(TestCaseError::fail("no places"));
        };
        // What stands near an edge may be marked beyond it.
        let (width, height) = (f64::from(Size::USUAL.width), f64::from(Size::USUAL.height));
        for (number, card) in (0..).zip(snapshot.locations.cards()) {
            let marked = clusters
                .iter()
                .flat_map(|cluster| &cluster.sites)
                .filter(|site| site.number == number)
                .count();
            let Some(point) = card.points.first() else {
                prop_assert_eq!(marked, 0);
                continue;
            };
            let (x, y) = picture.view.pixel(Spot::of(*point));
            let inside = (70.0..width - 70.0).contains(&x) && (70.0..height - 70.0).contains(&y);
            prop_assert!(marked == 1 || (!inside && marked == 0), "{} at {} {}", marked, x, y);
        }
    }

    #[test]
    fn the_counts_of_countries_add_up_to_all_members(members in members()) {
        let total = members.len() as u64;
        let (snapshot, filter) = (snapshot(members), Filter::default());
        let subject = subject(&snapshot, &filter, Some("0/10/0"));
        let picture = Picture::of(&subject);
        let Marks::Countries(marks) = &picture.marks else {
            return Err(TestCaseError::fail("no countries"));
        };
        let marked: u64 = marks.iter().map(CountryMark::members).sum();
        let told: u64 = picture.counts.iter().map(|(_, count)| count).sum();
        prop_assert_eq!((marked, told), (total, total));
    }

    #[test]
    fn a_map_is_well_formed_and_always_the_same(members in members()) {
        let (snapshot, filter) = (snapshot(members), Filter::default());
        for look in [None, Some("1/0/0"), Some("4/51/4"), Some("9/51.05/3.75")] {
            let subject = subject(&snapshot, &filter, look);
            let map = render(&subject).unwrap();
            prop_assert_eq!(render(&subject).unwrap(), map.clone());
            if let Err(wrong) = well_formed(&map) {
                return Err(TestCaseError::fail(wrong));
            }
        }
    }
}

/// Whether every element that is opened is closed, and nothing stands where it may not.
fn well_formed(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').ok_or("a tag without an end")?;
        if text.contains(['>', '"']) {
            return Err(format!("a sign that is not escaped in {text}"));
        }
        if tag.matches('"').count() % 2 == 1 {
            return Err(format!("a value without an end in {tag}"));
        }
        let name = |tag: &str| tag.split([' ', '/']).next().unwrap_or_default().to_owned();
        match tag.strip_prefix('/') {
            Some(closed) if open.pop() != Some(closed.to_owned()) => {
                return Err(format!("{closed} is closed in {open:?}"));
            }
            Some(_) => {}
            None if tag.ends_with('/') => {}
            None => open.push(name(tag)),
        }
    }
    match open.is_empty() {
        true => Ok(()),
        false => Err(format!("{open:?} stay open")),
    }
}

#[test]
fn a_coarse_place_is_a_square_and_an_exact_one_a_pin() {
    let at = Some((51.0543, 3.7174));
    let exact = drawn(vec![member(1, "BE", &[(true, at)])], Some("9/51.05/3.72"));
    let coarse = drawn(vec![member(1, "BE", &[(false, at)])], Some("9/51.05/3.72"));
    let links = |map: &str, class: &str| {
        map.matches(&format!("<a class=\"map-mark {class}\""))
            .count()
    };
    assert_eq!(
        (links(&exact, "map-exact"), links(&exact, "map-coarse")),
        (1, 0)
    );
    assert_eq!(
        (links(&coarse, "map-exact"), links(&coarse, "map-coarse")),
        (0, 1)
    );
    assert!(coarse.contains("somewhere in or near Gent"));
    // A cell is as large as it is: 36.4 pixels at zoom 9.
    assert!(coarse.contains(r#"width="36.4" height="36.4""#), "{coarse}");
    // Its own point is nowhere in it.
    let moved = drawn(
        vec![member(1, "BE", &[(false, Some((51.0999, 3.7001)))])],
        Some("9/51.05/3.72"),
    );
    assert_eq!(coarse, moved);
}

#[test]
fn a_mark_leads_to_the_member_nearer_or_to_the_list() {
    let near = |longitude| (true, Some((51.0, longitude)));
    let one = drawn(vec![member(1, "BE", &[near(3.7)])], Some("7/51/3.7"));
    assert!(one.contains(r#"href="/members/member-1?lang=en""#));
    let apart = vec![
        member(1, "BE", &[near(3.7)]),
        member(2, "BE", &[near(3.71)]),
    ];
    let two = drawn(apart, Some("7/51/3.7"));
    assert!(two.contains(r#"<a class="map-mark map-cluster" href="/?lang=en&amp;map=11/51/3.705" data-look="11/51/3.705">"#), "{two}");
    let same = vec![member(1, "BE", &[near(3.7)]), member(2, "BE", &[near(3.7)])];
    let two = drawn(same, Some("7/51/3.7"));
    assert!(
        two.contains("href=\"/?lang=en&amp;bbox=3.6999,50.9999,3.7001,51.0001\""),
        "{two}"
    );
    let countries = drawn(
        vec![member(1, "BE", &[]), member(2, "FR", &[])],
        Some("4/48/3"),
    );
    assert!(countries.contains(r#"href="/?lang=en&amp;country=BE""#));
    assert!(countries.contains("<title>Belgium: 1 organisation</title>"));
}

#[test]
fn a_map_begins_where_the_members_are() {
    let look = |members| {
        let (snapshot, filter) = (snapshot(members), Filter::default());
        Picture::of(&subject(&snapshot, &filter, None)).view
    };
    let belgium = look(vec![member(1, "BE", &[(true, Some((51.05, 3.72)))])]);
    assert!(belgium.shows_places());
    let mut members: Vec<PublicMember> = (1..=30).map(|number| member(number, "DE", &[])).collect();
    members.extend([
        member(31, "FR", &[]),
        member(32, "PL", &[]),
        member(33, "IT", &[]),
        member(34, "CA", &[]),
    ]);
    let europe = look(members);
    assert!(
        europe.zoom() > 3.5,
        "one far member makes no map of the world: {europe:?}"
    );
    let nobody = look(Vec::new());
    assert!(nobody.zoom() < 2.0);
}

#[test]
fn a_small_map_has_a_name_and_nothing_to_press() {
    let both = member(
        1,
        "BE",
        &[(true, Some((51.05, 3.72))), (false, Some((50.85, 4.35)))],
    );
    let map = of_member(&both, network::Lang::Fr.into()).unwrap();
    well_formed(&map).unwrap();
    assert!(map.starts_with("<svg class=\"map-drawing map-small\" role=\"img\" aria-label=\"Lieux de l’organisation Member 1 &lt;script&gt;"));
    assert!(map.contains("map-pin") && map.contains("map-cell") && !map.contains("<a "));
    assert!(map.len() < 20_000, "{}", map.len());
    assert_eq!(
        of_member(&member(1, "BE", &[(true, None)]), network::Lang::Fr.into()),
        None
    );
}
