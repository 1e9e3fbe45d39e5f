//! No import makes a place more public than it was, unless that was confirmed.
//!
//! This is the promise that matters most: people sleep behind these addresses. The registry of
//! these tests has a member `haven` (external_id 7) with a public office and a hidden shelter. Each
//! test imports a file that somebody could have, in good faith or by a slip, and then looks
//! through everything that the public can ask for.

mod alike;
mod columns;
mod members;
mod places;

use crate::support::{Database, Serve, Sheets, sheets::sheets};

/// What of the hidden places nobody may ever see.
const SECRETS: [&str; 6] = ["Secret", "Geheim", "51.012", "3.6987", "477 12", "shelter@"];

const MEMBERS: &str = "external_id,slug,name,country\n7,haven,De Haven,BE\n8,other,Other,BE\n";

const LOCATIONS: &str = "\
member,label,place_name,address,postal_code,city,latitude,longitude,phone,email,visibility
haven,office,Front desk,Main Street 1,9000,Gent,51.05,3.72,,,public
haven,shelter,Geheim,Secret Street 5,9001,Gent,51.01234,3.69876,+32 477 12 34 56,shelter@haven.example.org,hidden
other,office,,Other Street 1,,Antwerpen,,,,,public
";

fn registry(locations: &str) -> Database {
    Database::of(&sheets().members(MEMBERS).locations(locations))
}

/// Everything that the public can read of a database.
fn all_that_is_public(database: Database) -> String {
    let server = Serve::on(database).start();
    let mut text: String = [
        "/v1/members?limit=200&facets=country,service,language",
        "/v1/members?format=geojson",
        "/v1/members.jsonld",
        "/v1/members/haven",
        "/v1/members/other",
        "/v1/locations",
        "/v1/locations?format=json",
        "/v1/network",
    ]
    .map(|path| server.get(path).text())
    .concat();
    // What can be found by it is known, too.
    if server.json("/v1/members?city=geheimstad")["page"]["total"] != 0 {
        text += "Geheimstad";
    }
    text
}

/// Imports files, first as they are and then with `--skip-refused`, and fails when anything of the
/// hidden places can be seen.
#[track_caller]
fn assert_kept(database: Database, files: &Sheets) {
    let mut said = String::new();
    for flags in [&[][..], &["--skip-refused"]] {
        said += &database.import(files, flags).said();
    }
    let public = all_that_is_public(database);
    for secret in SECRETS {
        assert!(
            !public.contains(secret),
            "{secret} is public\n{said}\n{public}"
        );
    }
}

/// As [`assert_kept`] on the usual registry, for a file of locations alone.
#[track_caller]
fn assert_file_kept(locations: &str) {
    assert_kept(registry(LOCATIONS), &sheets().locations(locations));
}

/// These tests would prove nothing if the secrets did not show once they are public.
#[test]
fn the_look_through_finds_what_is_public() {
    let database = registry(&LOCATIONS.replace("hidden", "public"));
    let public = all_that_is_public(database);
    for secret in SECRETS {
        assert!(public.contains(secret), "{secret} in {public}");
    }
}
