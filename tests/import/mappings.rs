//! Spreadsheets with other columns than the directory's own.

use serde_json::json;

use crate::support::{Database, Run, Serve, Sheets, program::run, sheets::sheets};

fn import(database: &Database, files: &Sheets, mapping: &str) -> Run {
    std::fs::write(database.folder().join("mapping.toml"), mapping).unwrap();
    run(&mut database.importing(files, &["--mapping", "mapping.toml"]))
}

/// A list of organisations as somebody keeps it: one sheet, their own words.
const REGISTER: &str = "\
Nr;Titel;Andere namen;Land;Werkvelden;Talen;Plaats;Breedte;Lengte;Soort
12;Open Huis;en:Open House|fr:Maison Ouverte|zonder taal;België;wonen, werk, tuinieren;nl / fr / en / de;Gent;51.05;3.72;V
13;De Haven;;Nederland;zorg;nl;;;;B
";

const MAPPING: &str = r#"
[members]
external_id = "Nr"
name = "Titel"
name_language = { value = "nl" }
names = { column = "Andere namen", split = "|", form = "language:name" }
country = { column = "Land", values = { "België" = "BE", "Nederland" = "NL" } }
languages = { column = "Talen", split = "/", skip = 1, take = 2 }
membership_type = { column = "Soort", values = { V = "ordinary", B = "affiliate" } }

[locations]
from = "members"
kind = { value = "office" }
city = "Plaats"
latitude = "Breedte"
longitude = "Lengte"

[services]
from = "members"
service = { column = "Werkvelden", split = ",", values = { wonen = "housing", werk = "labour", zorg = "healthcare" }, others = "skip" }
"#;

#[test]
fn one_sheet_feeds_members_places_and_services() {
    let database = Database::new();
    // The second has no place, and says so by leaving the cells empty.
    let files = sheets().members(REGISTER.replace(";;;;B", ";Utrecht;;;B"));
    import(&database, &files, MAPPING).well();
    let server = Serve::on(database).start();
    let member = server.json("/v1/members/open-huis");
    assert_eq!(member["name_language"], "nl");
    assert_eq!(
        member["names"],
        json!([
            {"language": "en", "name": "Open House"},
            {"language": "fr", "name": "Maison Ouverte"},
            {"language": null, "name": "zonder taal"}
        ])
    );
    assert_eq!(member["country"]["code"], "BE");
    assert_eq!(member["languages"], json!(["fr", "en"]));
    assert_eq!(
        crate::support::answer::texts(&member["services"], "code"),
        ["housing", "labour"]
    );
    assert_eq!(member["locations"][0]["city"], "Gent");
    assert_eq!(member["locations"][0]["point"]["latitude"], 51.05);
    let other = server.json("/v1/members/de-haven");
    assert_eq!(other["membership"]["type"], "affiliate");
    assert_eq!(other["locations"][0]["point"], json!(null));
}

/// Many organisations of a register have no place; they are members all the same.
#[test]
fn a_row_without_a_place_makes_a_member_without_one() {
    let database = Database::new();
    let run = import(&database, &sheets().members(REGISTER), MAPPING);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_eq!(database.count("members"), 2);
    assert_eq!(database.count("locations"), 1);
}

#[test]
fn the_second_time_it_is_the_same() {
    let database = Database::new();
    let files = sheets().members(REGISTER.replace(";;;;B", ";Utrecht;;;B"));
    import(&database, &files, MAPPING).well();
    let before = database.revisions();
    let again = import(&database, &files, MAPPING).well();
    assert!(again.stdout.contains("nothing was written"), "{again:?}");
    assert_eq!(database.revisions(), before);
}

#[test]
fn texts_by_language_and_several_columns_for_one_list() {
    let database = Database::new();
    let files =
        sheets().members("id,n,en,alt,land,about,over\n1,Huis,House,Home,BE,About us,Over ons\n");
    import(
        &database,
        &files,
        r#"
[members]
external_id = "id"
name = "n"
names = [{ column = "en", language = "en" }, { column = "alt" }]
country = "land"
[members.summary]
en = "about"
nl = { column = "over" }
"#,
    )
    .well();
    let server = Serve::on(database).start();
    let member = server.json("/v1/members/huis?lang=nl");
    assert_eq!(member["summary"], "Over ons");
    assert_eq!(
        member["names"],
        json!([{"language": "en", "name": "House"}, {"language": null, "name": "Home"}])
    );
}

/// A column that the mapping names must be there, unless the mapping says otherwise.
#[test]
fn a_missing_column_is_named_with_those_there_are() {
    let database = Database::new();
    let mapping = "[members]\nexternal_id = \"Nr\"\nname = \"Naam\"\ncountry = \"Landen\"\n";
    let run = import(&database, &sheets().members(REGISTER), mapping).ended_with(1);
    for told in ["Naam", "Landen", "Titel", "members.csv"] {
        assert!(run.stderr.contains(told), "{told} in {run:?}");
    }
    assert_eq!(database.count("members"), 0);

    let mapping = "missing_columns = \"ignore\"\n[members]\nexternal_id = \"Nr\"\nname = \"Titel\"\n\
                   acronym = \"Afkorting\"\ncountry = { column = \"Land\", values = { \"België\" = \"BE\", \"Nederland\" = \"NL\" } }\n";
    import(&database, &sheets().members(REGISTER), mapping).well();
    assert_eq!(database.count("members"), 2);
}

#[test]
fn every_mistake_of_a_mapping_is_told_with_the_nearest_field() {
    let database = Database::new();
    let mapping = "[members]\nexternal_id = \"Nr\"\nnaem = \"Titel\"\nacronym = { split = \"|\" }\n\
                   [locations]\nfrom = \"members\"\nlatitud = \"Breedte\"\n[services]\nservices = \"x\"\n";
    let run = import(&database, &sheets().members(REGISTER), mapping).ended_with(1);
    for told in [
        "naem",
        "did you mean name?",
        "latitude",
        "either a column or a value",
        "did you mean service?",
        "mapping.toml",
    ] {
        assert!(run.stderr.contains(told), "{told} in {}", run.stderr);
    }
}

#[test]
fn what_is_no_mapping_is_refused_with_its_line() {
    let database = Database::new();
    for mapping in [
        "[members\nname = 1",
        "[members]\nname = 5\n",
        "[people]\nname = \"x\"\n",
        "[locations]\nfrom = \"elsewhere\"\n",
        "missing_columns = \"maybe\"\n",
    ] {
        let run = import(&database, &sheets().members(REGISTER), mapping).ended_with(1);
        assert!(run.stderr.contains("line"), "{mapping}: {}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    }
    let missing = database
        .run(&["import", "nowhere", "--mapping", "no-such.toml"])
        .ended_with(1);
    assert!(missing.stderr.contains("no-such.toml"), "{missing:?}");
}

/// Values that the mapping does not translate are taken as they are, and told where they stand.
#[test]
fn a_value_without_a_translation_is_told() {
    let database = Database::new();
    let files = sheets().members(REGISTER.replace("Nederland", "Holland"));
    let run = import(&database, &files, MAPPING).ended_with(3);
    assert!(
        run.stdout.contains("line 3, column \"Land\""),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("Holland"), "{}", run.stdout);
}

/// A slip in a rule is named as what it is.
#[test]
fn an_unknown_rule_is_named() {
    let database = Database::new();
    let mapping = "[members]\nexternal_id = \"Nr\"\nname = { colum = \"Titel\" }\n";
    let run = import(&database, &sheets().members(REGISTER), mapping).ended_with(1);
    assert!(run.stderr.contains("column"), "{}", run.stderr);
    assert!(!run.stderr.contains("language"), "{}", run.stderr);
}

/// What a mapping says twice of one cell is said once: nobody knows which of the two is meant.
#[test]
fn a_mapping_that_says_two_things_of_a_cell_is_refused() {
    let files = sheets().members("slug,name,country,secret\nhuis,Huis Een,BE,\n");
    for (listing, told) in [
        (
            "values = { x = \"unlisted\", \"\" = \"listed\" }, empty = \"unlisted\"",
            "both empty and values",
        ),
        (
            "yes = \"unlisted\", no = \"listed\", values = { no = \"unlisted\" }",
            "either an answer",
        ),
        ("split = \";\", skip = 1", "skip and take would pass over"),
        ("take = 1", "skip and take would pass over"),
    ] {
        let mapping = format!(
            "standard_columns = true\n[members]\nlisting = {{ column = \"secret\", {listing} }}\n"
        );
        let run = import(&Database::new(), &files, &mapping).ended_with(1);
        assert!(run.stderr.contains(told), "{listing}: {run:?}");
    }
}

/// Rows that are about something else are passed over, and told of.
#[test]
fn only_rows_of_which_a_column_says_so_are_taken() {
    let files = sheets().members(
        "slug,name,country,What\nhuis,Huis Een,BE,Organisation\nann,Ann Peeters,BE,person\nben,Ben Claes,BE,\n",
    );
    let mapping = "standard_columns = true\n[members]\nonly_rows = { column = \"what\", values = [\"organisation\"] }\n";
    let database = Database::new();
    let run = import(&database, &files, mapping).well();
    assert!(run.stdout.contains("2 rows are passed over"), "{run:?}");
    assert_eq!(
        database.values("SELECT slug AS value FROM members"),
        ["huis"]
    );
    let without = mapping.replace("\"what\"", "\"kind\"");
    let run = import(&database, &files, &without).ended_with(1);
    assert!(
        run.stderr.contains("which says which rows are taken"),
        "{run:?}"
    );
}
