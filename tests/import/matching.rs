//! Which record a row is about.

use crate::support::{Database, sheets::sheets};

fn registry() -> Database {
    Database::of(
        &sheets()
            .members("external_id,slug,name,country\n7,first,First,BE\n8,second,Second,BE\n")
            .locations("member,label,address,city\nfirst,office,Old Street 1,Gent\n"),
    )
}

fn names(database: &Database) -> Vec<String> {
    database.values(
        "SELECT coalesce(external_id, '-') || ' ' || slug || ' ' || name AS value FROM members ORDER BY slug",
    )
}

#[test]
fn by_slug() {
    let database = registry();
    database
        .import(&sheets().members("slug,name,country\nfirst,Anew,BE\n"), &[])
        .well();
    assert_eq!(names(&database), ["7 first Anew", "8 second Second"]);
}

#[test]
fn by_external_id() {
    let database = registry();
    database
        .import(
            &sheets().members("external_id,name,country\n8,Anew,BE\n"),
            &[],
        )
        .well();
    assert_eq!(names(&database), ["7 first First", "8 second Anew"]);
}

/// Found by one of the two, the other is what changed.
#[test]
fn the_other_key_may_change() {
    let database = registry();
    database
        .import(
            &sheets().members("external_id,slug,name,country\n8,renamed,Second,BE\n"),
            &[],
        )
        .well();
    assert_eq!(names(&database), ["7 first First", "8 renamed Second"]);
}

#[test]
fn keys_of_two_members_are_a_conflict() {
    let database = registry();
    let run = database
        .import(
            &sheets().members("external_id,slug,name,country\n7,second,Which,BE\n"),
            &[],
        )
        .ended_with(3);
    assert!(run.stdout.contains("line 2"), "{run:?}");
    assert!(run.stdout.contains("two members"), "{run:?}");
    assert_eq!(names(&database), ["7 first First", "8 second Second"]);
}

/// A new key with a slug that belongs to somebody else is another organisation, not the same.
#[test]
fn an_unknown_external_id_does_not_take_a_member_over() {
    let database = registry();
    let run = database.import(
        &sheets().members("external_id,slug,name,country\n9,first,Somebody else,BE\n"),
        &[],
    );
    assert_eq!(
        names(&database),
        ["7 first First", "8 second Second"],
        "{run:?}"
    );
    run.ended_with(3);
}

#[test]
fn new_members_get_a_slug_from_their_name() {
    let database = Database::of(&sheets().members(
        "external_id,name,country\n1,Öppen Dörr,SE\n2,Öppen Dörr,NO\n3,Öppen Dörr,NO\n4,Αθήνα,GR\n",
    ));
    let slugs = database.values("SELECT slug AS value FROM members ORDER BY external_id");
    assert_eq!(
        slugs,
        ["oppen-dorr", "oppen-dorr-no", "oppen-dorr-no-2", "athina"]
    );
}

#[test]
fn places_and_offers_name_their_member_by_either_key() {
    let database = registry();
    database
        .import(
            &sheets()
                .locations("member,label,address,city\n8,office,By Id 1,Gent\n")
                .services("member,service\n8,labour\n7,housing\n"),
            &[],
        )
        .well();
    assert_eq!(
        database.values(
            "SELECT slug || ' ' || address AS value FROM locations JOIN members ON members.id = member_id ORDER BY slug"
        ),
        ["first Old Street 1", "second By Id 1"]
    );
    assert_eq!(
        database.values(
            "SELECT slug || ' ' || service AS value FROM service_offers JOIN members ON members.id = member_id ORDER BY slug"
        ),
        ["first housing", "second labour"]
    );
}

/// Rows of one member under both of its keys: none of them is lost.
#[test]
fn rows_under_both_keys_of_a_member_are_all_taken() {
    for files in [
        sheets().locations(
            "member,label,address,city\nfirst,office,By Slug 1,Antwerpen\n7,clinic,By Id 1,Brugge\n",
        ),
        sheets()
            .members("slug,name,country\nfirst,First,BE\n")
            .locations(
                "member,label,address,city\nfirst,office,By Slug 1,Antwerpen\n7,clinic,By Id 1,Brugge\n",
            ),
    ] {
        let database = registry();
        let run = database.import(&files, &[]).well();
        let addresses = database.values("SELECT address AS value FROM locations ORDER BY address");
        for address in ["By Id 1", "By Slug 1"] {
            assert!(addresses.contains(&address.to_owned()), "{addresses:?} {run:?}");
        }
    }
}

#[test]
fn a_changed_address_is_a_change_and_no_second_place() {
    let database = registry();
    let run = database
        .import(
            &sheets().locations("member,label,address,city\nfirst,office,New Street 2,Gent\n"),
            &[],
        )
        .well();
    assert_eq!(
        database.values("SELECT address AS value FROM locations"),
        ["New Street 2"]
    );
    let line = run
        .stdout
        .lines()
        .find(|line| line.starts_with("locations"));
    assert!(
        line.unwrap()
            .split_whitespace()
            .eq(["locations", "0", "1", "0", "0"]),
        "{run:?}"
    );
}

/// A place keeps its identifier when its address or its city changes: maps refer to it.
#[test]
fn a_moved_place_keeps_its_identifier() {
    let database = registry();
    let id = || database.value("SELECT id AS value FROM locations");
    let before = id();
    for row in ["office,New Street 2,Gent", "office,New Street 2,Antwerpen"] {
        let rows = format!("member,label,address,city\nfirst,{row}\n");
        database.import(&sheets().locations(rows), &[]).well();
        assert_eq!(id(), before);
    }
}

#[test]
fn a_changed_audience_is_a_change_and_no_second_offer() {
    let database = registry();
    for audience in ["women", "everyone"] {
        let rows = format!("member,service,audience\nfirst,housing,{audience}\n");
        database.import(&sheets().services(rows), &[]).well();
    }
    assert_eq!(
        database.values("SELECT language || ' ' || text AS value FROM service_offer_audiences"),
        ["en everyone"]
    );
}

/// One name that is somebody's slug and somebody else's external_id names nobody surely.
#[test]
fn a_name_that_could_be_two_members_is_refused() {
    let database =
        Database::of(&sheets().members("external_id,slug,name,country\nb,a,A,BE\nx,b,B,BE\n"));
    let run = database.import(
        &sheets().locations("member,label,address,city\nb,office,Street 1,Gent\n"),
        &[],
    );
    assert_eq!(database.count("locations"), 0, "{run:?}");
    run.ended_with(3);
}
