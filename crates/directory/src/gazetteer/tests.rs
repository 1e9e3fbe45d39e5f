//! Which names stand for which city.

use std::sync::LazyLock;

use super::*;
use crate::index::Index;

type Row = (
    &'static str,
    Option<&'static str>,
    &'static str,
    Option<(f64, f64)>,
);

/// Each row is a member's place: city, region, country, point.
fn gazetteer(rows: &[Row]) -> Gazetteer {
    let folded: Vec<String> = rows.iter().map(|(city, ..)| fold(city)).collect();
    let sites = rows.iter().zip(&folded).enumerate();
    of(
        sites.map(|(number, ((city, region, country, point), folded))| Site {
            key: Key {
                member: Uuid::from_u128(number as u128 + 1),
                location: Uuid::nil(),
            },
            city,
            folded,
            region: *region,
            country: Country::parse(country).unwrap(),
            point: point.map(|(latitude, longitude)| Point::new(latitude, longitude).unwrap()),
        }),
    )
}

fn of<'a>(sites: impl Iterator<Item = Site<'a>>) -> Gazetteer {
    let sites: Vec<Site<'_>> = sites.collect();
    let names = sites.iter().map(|site| site.folded).collect();
    let named = |name: &str| {
        sites
            .iter()
            .filter(|site| site.folded == name)
            .copied()
            .collect()
    };
    Gazetteer::default().after(&names, named)
}

fn springfields() -> Gazetteer {
    gazetteer(&[
        ("Springfield", Some("Illinois"), "US", Some((39.80, -89.65))),
        ("Springfield", Some("Illinois"), "US", Some((39.78, -89.64))),
        ("Springfield", Some("Missouri"), "US", Some((37.20, -93.29))),
        ("Springfield", None, "NZ", Some((-43.34, 171.93))),
        ("Gent", None, "BE", Some((51.05, 3.72))),
        ("Gent", Some("Oost-Vlaanderen"), "BE", Some((51.07, 3.74))),
        ("GENT", None, "BE", None),
        ("Nergens", None, "BE", None),
    ])
}

/// Nobody's countries before others.
fn anywhere() -> Wish<'static> {
    static NOWHERE: LazyLock<Index<Country>> = LazyLock::new(Index::default);
    Wish {
        countries: &[],
        own: &NOWHERE,
    }
}

fn texts(cities: &[&City]) -> Vec<String> {
    cities.iter().map(|city| city.near.to_string()).collect()
}

#[test]
fn a_city_is_found_by_its_name_however_it_is_written() {
    let known = springfields();
    for text in [
        "Gent",
        "gent",
        " GÉNT ",
        "Gent, BE",
        "gent,be",
        "Gent, Belgium",
        "Gent, België",
        "Gent, oost-vlaanderen",
        "Gent, Oost-Vlaanderen, BE",
        "Gent, Oost-Vlaanderen, Belgien",
    ] {
        let (city, point) = known.resolve(text).unwrap();
        assert_eq!((&*city.name, city.members), ("Gent", 3), "{text}");
        assert!((point.latitude() - 51.06).abs() < 1e-4 && (point.longitude() - 3.73).abs() < 1e-4);
    }
}

#[test]
fn what_may_be_several_is_asked_for_again() {
    let known = springfields();
    let Err(Unresolved::Ambiguous(cities)) = known.resolve("Springfield") else {
        panic!("it is clear");
    };
    let expected = [
        "Springfield, Illinois, US",
        "Springfield, NZ",
        "Springfield, Missouri, US",
    ];
    assert_eq!(texts(&cities), expected);
    for city in cities {
        assert_eq!(known.resolve(&city.near).unwrap().0, city);
    }
    assert!(
        matches!(known.resolve("Springfield, US"), Err(Unresolved::Ambiguous(two)) if two.len() == 2)
    );
    assert_eq!(known.resolve("springfield, missouri").unwrap().0.members, 1);
}

#[test]
fn what_is_unknown_names_what_is_like_it() {
    let known = springfields();
    for (text, likely) in [
        ("Gnt", &["Gent, BE"][..]),
        // Gendt, in the Netherlands, is called so too.
        ("Gent, PT", &["Gent, BE"]),
        (
            "Springfeld, Missouri",
            &[
                "Springfield, Illinois, US",
                "Springfield, NZ",
                "Springfield, Missouri, US",
            ],
        ),
        // Another beginning is another town.
        ("Kent, XX", &[]),
        ("Xyzzyx", &[]),
        ("", &[]),
        (",", &[]),
    ] {
        let Err(Unresolved::Unknown(places)) = known.locate(text, anywhere()) else {
            panic!("{text} is known");
        };
        let cities = places.into_iter().filter_map(|place| match place {
            Place::City(city) => Some(city),
            Place::Town(_) => None,
        });
        assert_eq!(texts(&cities.collect::<Vec<_>>()), likely, "{text}");
    }
    assert!(
        matches!(known.resolve("Nergens"), Err(Unresolved::Pointless(city)) if &*city.name == "Nergens")
    );
}

/// One stray point makes no second city of points that are linked.
#[test]
fn points_that_are_linked_are_one_city() {
    let known = gazetteer(&[
        ("Long", None, "FR", Some((45.0, 3.0))),
        ("Long", None, "FR", Some((45.4, 3.0))),
        ("Long", None, "FR", Some((45.8, 3.0))),
        ("Long", None, "FR", Some((48.0, 3.0))),
        ("Taveuni", None, "FJ", Some((-16.9, 179.9))),
        ("Taveuni", None, "FJ", Some((-16.9, -179.9))),
    ]);
    let Err(Unresolved::Ambiguous(cities)) = known.resolve("Long") else {
        panic!("it is clear");
    };
    // Nothing but their points tells them apart.
    assert_eq!(texts(&cities), ["45.4,3", "48,3"]);
    assert_eq!(known.resolve("taveuni").unwrap().1.longitude().abs(), 180.0);
}

#[test]
fn a_text_that_would_mean_another_is_a_point() {
    let known = gazetteer(&[
        ("Salem", Some("IN"), "US", Some((38.6, -86.1))),
        ("Salem", None, "IN", Some((11.65, 78.16))),
        ("6 Oktober", None, "EG", Some((29.94, 30.91))),
        ("Washington, D.C.", None, "US", Some((38.9, -77.04))),
    ]);
    for city in known.cities() {
        if begins_like_a_number(&city.near) {
            assert!(["Salem", "6 Oktober"].contains(&&*city.name), "{city:?}");
        } else {
            assert_eq!(known.resolve(&city.near).unwrap().0, &**city);
        }
    }
    assert_eq!(
        &*known.resolve("washington, d.c.").unwrap().0.near,
        "Washington, D.C., US"
    );
}

#[test]
fn the_order_of_the_places_does_not_matter() {
    let rows: Vec<Row> = (0..40)
        .map(|n| {
            (
                "Gent",
                None,
                "BE",
                Some((51.0 + f64::from(n) / 97.0, 3.7 - f64::from(n) / 89.0)),
            )
        })
        .collect();
    let folded = "gent".to_owned();
    let site = |number: usize| Site {
        key: Key {
            member: Uuid::from_u128(number as u128),
            location: Uuid::nil(),
        },
        city: rows[number].0,
        folded: &folded,
        region: None,
        country: Country::parse("BE").unwrap(),
        point: rows[number]
            .3
            .map(|(latitude, longitude)| Point::new(latitude, longitude).unwrap()),
    };
    let there = of((0..40).map(site));
    let back = of((0..40).rev().map(site));
    assert_eq!(there.cities(), back.cities());
}
