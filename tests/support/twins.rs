//! An origin and its mirror, which must look the same to everybody.

use serde_json::{Value, json};

use super::{Answer, ApiClient, Database, Serve, TestServer, eventually, sheets::sheets};

const PUBLIC_URL: &str = "https://directory.example.org";

/// A server that others mirror.
pub fn origin(database: impl Into<std::sync::Arc<Database>>) -> TestServer {
    Serve::on(database).with("PUBLIC_URL", PUBLIC_URL).start()
}

/// A mirror of another server.
pub fn mirror(database: impl Into<std::sync::Arc<Database>>, of: &str) -> TestServer {
    Serve::on(database)
        .mirror_of(of)
        .with("PUBLIC_URL", PUBLIC_URL)
        .start()
}

/// A few members with all that can be known of one, and what may not be.
pub fn small() -> Database {
    let mut rows = "slug,name,language,country,status,listing,acronym,website,email\n".to_owned();
    for (number, slug) in ["open", "haven", "licht", "brug", "anker"]
        .iter()
        .enumerate()
    {
        rows.push_str(&format!(
            "{slug},Huis {slug},nl,BE,active,listed,H{number},https://{slug}.example.org,info@{slug}.example.org\n"
        ));
    }
    rows.push_str("stil,Stil Huis,nl,BE,active,unlisted,,,\n");
    Database::of(&sheets().members(rows).locations(
        "member,label,address,city,latitude,longitude,visibility\n\
             open,office,Kerkstraat 1,Gent,51.0543,3.7174,public\n\
             open,shelter,Verborgenlaan 7,Gent,51.0612,3.7301,hidden\n\
             haven,shelter,Stille Steeg 3,Antwerpen,51.2194,4.4025,city\n",
    ))
}

/// What the public sees at an address; an error but for the number of its request.
fn seen(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let headers = [
        "etag",
        "content-type",
        "content-language",
        "last-modified",
        "location",
        "link",
    ]
    .iter()
    .filter_map(|name| Some(((*name).to_owned(), answer.header(name)?.to_owned())))
    // It is left out for a second after a change.
    .filter(|(name, _)| name != "last-modified")
    .collect();
    let body = match answer.status {
        200 => answer.text().to_string(),
        _ => String::new(),
    };
    (answer.status, headers, body)
}

/// Everything public that the two are asked for is the same.
#[track_caller]
pub fn same(origin: &TestServer, mirror: &TestServer) {
    eventually("the mirror has caught up", || {
        let moment = |server: &TestServer| {
            let network = server.json("/v1/network");
            (network["revision"].clone(), network["updated_at"].clone())
        };
        (moment(origin) == moment(mirror)).then_some(())
    });
    let mut paths: Vec<String> = [
        "/v1/members?limit=200&lang=nl",
        "/v1/members?limit=200&lang=pt&facets=country,service,language",
        "/v1/members?sort=-updated_at",
        "/v1/members?q=huis",
        "/v1/members.geojson",
        "/v1/members.csv?lang=fr",
        "/v1/members.ndjson?lang=de",
        "/v1/members.jsonld",
        "/v1/locations.jsonld",
        "/v1/locations?lang=es",
        "/v1/services?lang=it",
        "/v1/countries?lang=fr",
        "/v1/languages",
        "/v1/network",
        "/v1/changes?limit=1000",
        "/v1/changes?limit=2",
    ]
    .map(str::to_owned)
    .to_vec();
    for change in origin.json("/v1/changes?limit=1000")["data"]
        .as_array()
        .unwrap()
    {
        for key in [&change["id"], &change["slug"]] {
            paths.extend(key.as_str().map(|key| format!("/v1/members/{key}")));
        }
        let former = [&change["former_slugs"], &change["member"]["former_slugs"]];
        for slugs in former.into_iter().filter_map(Value::as_array) {
            let slugs = slugs.iter().filter_map(Value::as_str);
            paths.extend(slugs.map(|slug| format!("/v1/members/{slug}")));
        }
    }
    for path in paths {
        let (there, here) = (origin.get(&path), mirror.get(&path));
        assert_eq!(seen(&there), seen(&here), "{path}");
    }
}

/// Erases a member.
pub fn purge(admin: &ApiClient<'_>, member: &str) {
    let path = format!("/members/{member}");
    let purge = format!("{path}/purge");
    assert_eq!(admin.change("POST", &purge, &path, &json!({})).status, 204);
}

/// Lists a member, or not (`listed`, `unlisted`).
pub fn list(editor: &ApiClient<'_>, member: &str, listing: &str) {
    editor.patch(
        member,
        &json!({ "listing": listing, "confirm_publication": true }),
    );
}

/// Merges one member into another.
pub fn merge(editor: &ApiClient<'_>, into: &str, other: &str) {
    let record = format!("/members/{into}");
    let path = format!("{record}/merge");
    let body = json!({ "absorb": other, "confirm_publication": true });
    editor.change("POST", &path, &record, &body).ok();
}
