//! Identifiers and links in spreadsheets, and how rows find their member by them.

use std::fs;

use crate::support::{Database, sheets::sheets};

const HEADER: &str = "external_id,slug,name,country,identifiers,wikidata,vat,links\n";

fn registry() -> Database {
    Database::of(&sheets().members(format!(
        "{HEADER}7,open-huis-gent,Open Huis Gent,BE,GB-CHC-1234567|https://ror.org/05a28rw58,Q42,BE 0403.019.261,\
         https://facebook.com/openhuis|donation:https://openhuis.example/give\n\
         ,caritas-brugge,Caritas Brugge,BE,,Q64,,\n"
    )))
}

#[test]
fn columns_of_one_scheme_stand_beside_the_one_of_all() {
    let database = registry();
    assert_eq!(
        database.values("SELECT identifiers AS value FROM members WHERE slug = 'open-huis-gent'"),
        ["GB-CHC:1234567\nror:05a28rw58\nwikidata:Q42\nvat:BE0403019261"]
    );
    assert_eq!(
        database.values("SELECT links AS value FROM members WHERE slug = 'open-huis-gent'"),
        ["facebook:https://facebook.com/openhuis\ndonation:https://openhuis.example/give"]
    );
}

#[test]
fn a_row_finds_its_member_by_its_identifiers_first() {
    let database = registry();
    // Its name is another one now.
    let renamed =
        "slug,name,country,wikidata\n,Stedelijk Onthaal,BE,https://www.wikidata.org/wiki/Q64\n";
    database.import(&sheets().members(renamed), &[]).well();
    assert_eq!(database.count("members"), 2);
    assert_eq!(
        database.values("SELECT name AS value FROM members WHERE slug = 'caritas-brugge'"),
        ["Stedelijk Onthaal"]
    );
    // With a key of its own that the registry gives to nobody, it is another one.
    let keyed = "external_id,name,country,wikidata\n99,Quite Different,NL,Q42\n";
    let run = database.import(&sheets().members(keyed), &[]).ended_with(3);
    assert!(
        run.stdout.contains("open-huis-gent (same identifier)"),
        "{run:?}"
    );
    database
        .import(&sheets().members(keyed), &["--allow-duplicates"])
        .well();
    assert_eq!(database.count("members"), 3);
}

#[test]
fn a_mistyped_digit_is_refused_at_its_cell() {
    let database = Database::new();
    let members = "slug,name,country,ror,vat,identifiers\n\
                   a,A,BE,05a28rw59,,\n\
                   b,B,BE,,BE0403019262,\n\
                   c,C,BE,,,1234567\n\
                   d,D,BE,,,Q42|charity:1\n";
    let run = database
        .import(&sheets().members(members), &[])
        .ended_with(3);
    for told in [
        "line 2, column \"ror\"",
        "line 3, column \"vat\"",
        "line 4, column \"identifiers\"",
        "line 5, column \"identifiers\"",
    ] {
        assert!(run.stdout.contains(told), "{told} in {run:?}");
    }
}

#[test]
fn a_column_that_is_called_as_a_scheme_is_proposed_as_one() {
    let database = Database::new();
    fs::write(
        database.folder().join("leden.csv"),
        "Naam,Land,BTW-nummer,Wikidata ID,KvK-nummer,Facebook page\n\
         Open Huis,BE,BE 0403.019.261,Q42,12345678,https://facebook.com/openhuis\n",
    )
    .expect("a file is written");
    let propose = ["import", "leden.csv", "--propose-mapping", "mapping.toml"];
    database.run(&propose).well();
    let text = fs::read_to_string(database.folder().join("mapping.toml")).expect("a mapping");
    for line in [
        "{ column = \"BTW-nummer\", kind = \"vat\" }",
        "{ column = \"Wikidata ID\", kind = \"wikidata\" }",
        "{ column = \"KvK-nummer\", kind = \"NL-KVK\" }",
        "{ column = \"Facebook page\", kind = \"facebook\" }",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let import = ["import", "leden.csv", "--mapping", "mapping.toml"];
    database.run(&import).well();
    assert_eq!(
        database.values("SELECT identifiers AS value FROM members"),
        ["vat:BE0403019261\nwikidata:Q42\nNL-KVK:12345678"]
    );
}
