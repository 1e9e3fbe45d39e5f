//! Rows that would make a member a second time.

use crate::support::{Database, Run, sheets::sheets};

fn registry() -> Database {
    Database::of(&sheets().members(
        "external_id,slug,name,other_names,acronym,country,website\n\
         7,open-huis-gent,Open Huis Gent vzw,fr:Maison Ouverte Gand,OHG,BE,https://www.openhuis.example/nl\n\
         8,caritas-brugge,Caritas Brugge,,,BE,https://www.facebook.com/CaritasBrugge\n",
    ))
}

/// The import of one new member's row, and how many members there are then.
fn import(database: &Database, row: &str, flags: &[&str]) -> (Run, usize) {
    let files = sheets().members(format!("slug,name,country,website\n{row}\n"));
    let run = database.import(&files, flags);
    (run, database.count("members"))
}

#[track_caller]
fn refused(row: &str, expected: &str) {
    let database = registry();
    let before = database.revisions();
    let (run, members) = import(&database, row, &[]);
    let run = run.ended_with(3);
    assert!(run.stdout.contains("members.csv, line 2"), "{run:?}");
    assert!(run.stdout.contains(expected), "{expected} in {run:?}");
    for way_on in ["slug", "external_id", "--allow-duplicates"] {
        assert!(run.stdout.contains(way_on), "{way_on} in {run:?}");
    }
    assert_eq!(members, 2);
    assert_eq!(database.revisions(), before);
}

#[track_caller]
fn taken(row: &str) {
    let (run, members) = import(&registry(), row, &[]);
    run.well();
    assert_eq!(members, 3);
}

#[test]
fn the_same_website_is_refused() {
    refused(
        "new,Something else,NL,http://openhuis.example",
        "open-huis-gent (same website)",
    );
    refused(
        "new,Something else,BE,https://facebook.com/caritasbrugge/about",
        "caritas-brugge (same website)",
    );
    taken("new,Something else,BE,https://www.facebook.com/SomethingElse");
}

#[test]
fn a_similar_name_is_refused() {
    for name in [
        "open huis gent",
        "Huis Open Gent",
        "Open Huis Ghent",
        "Maison ouverte GAND asbl",
        "OHG",
    ] {
        refused(
            &format!("new,{name},BE,https://new.example"),
            "open-huis-gent (similar name)",
        );
    }
    refused(
        "new,Open Huis Gent,BE,https://openhuis.example",
        "open-huis-gent (same website, similar name)",
    );
}

#[test]
fn another_country_or_another_city_is_taken() {
    taken("new,Open Huis Gent,NL,");
    taken("new,Caritas Gent,BE,");
}

/// Who is recognised by a key is no duplicate of anybody.
#[test]
fn a_row_that_changes_a_member_is_taken() {
    let (run, members) = import(
        &registry(),
        "open-huis-gent,Caritas Brugge,BE,https://openhuis.example",
        &[],
    );
    run.well();
    assert_eq!(members, 2);
}

/// Members that are alike come in together, and stay what they are the next time.
#[test]
fn rows_of_one_file_are_not_compared() {
    let files = sheets().members(
        "slug,name,country,website\n\
         a,Open Huis,BE,https://a.example\n\
         b,Open Huis,BE,https://a.example\n",
    );
    let database = Database::of(&files);
    assert_eq!(database.count("members"), 2);
    let before = database.revisions();
    let again = database.import(&files, &[]).well();
    assert!(again.stdout.contains("nothing was written"), "{again:?}");
    assert_eq!(database.revisions(), before);
}

#[test]
fn a_duplicate_that_is_meant_is_taken() {
    let database = registry();
    let row = "new,Open Huis Gent,BE,https://openhuis.example";
    let (run, members) = import(&database, row, &["--allow-duplicates"]);
    run.well();
    assert_eq!(members, 3);
    // From then on it is a member like others.
    let (again, _) = import(&database, row, &[]);
    assert!(again.well().stdout.contains("nothing was written"));
}

#[test]
fn a_trial_tells_duplicates_too() {
    let database = registry();
    let (run, _) = import(&database, "new,Open Huis Gent,BE,", &["--dry-run"]);
    let run = run.ended_with(3);
    assert!(run.stdout.contains("open-huis-gent"), "{run:?}");
    let (run, members) = import(
        &database,
        "new,Open Huis Gent,BE,",
        &["--dry-run", "--allow-duplicates"],
    );
    run.well();
    assert_eq!(members, 2);
}

/// With a refused member its places and services are refused, and the other rows are taken.
#[test]
fn what_hangs_on_a_duplicate_is_refused_with_it() {
    let database = registry();
    let files = sheets()
        .members("slug,name,country\nnew,Open Huis Gent,BE\nother,Porte Verte,BE\n")
        .locations("member,label,address,city\nnew,office,Street 1,Gent\n")
        .services("member,service\nnew,housing\nother,labour\n");
    let run = database.import(&files, &["--skip-refused"]).well();
    for file in ["members.csv", "locations.csv", "services.csv"] {
        let refused = format!("refused: {file}, line 2");
        assert!(run.stdout.contains(&refused), "{refused} in {run:?}");
    }
    assert_eq!(
        database.values("SELECT slug AS value FROM members ORDER BY slug"),
        ["caritas-brugge", "open-huis-gent", "other"]
    );
    assert_eq!(database.count("locations"), 0);
    assert_eq!(database.count("service_offers"), 1);
}

/// A refusal names three members at most.
#[test]
fn three_members_are_named() {
    let rows: Vec<String> = (1..=5).map(|n| format!("s{n},Open Huis,BE\n")).collect();
    let all = format!("slug,name,country\n{}", rows.concat());
    let database = Database::of(&sheets().members(all));
    let (run, _) = import(&database, "new,Open Huis,BE,", &[]);
    let run = run.ended_with(3);
    assert_eq!(run.stdout.matches("(similar name)").count(), 3, "{run:?}");
}
