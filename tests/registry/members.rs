//! Records of members: made, read, written anew, patched.

use serde_json::{Value, json};

use super::desk::{at, location, path, send_bytes};
use crate::support::{ApiClient, TestServer};

/// A member with something in every corner.
fn full() -> Value {
    json!({
        "name": "Nieuw Huis Mechelen",
        "name_language": "nl",
        "names": [{"language": "fr", "name": "Nouvelle Maison Malines"}],
        "acronym": "NHM",
        "country": "BE",
        "external_id": "CRM-77",
        "website": "https://nieuwhuis.example",
        "email": "info@nieuwhuis.example",
        "phones": [{"number": "+32 15 12 34 56"}],
        "founded_year": 1998,
        "languages": ["nl", "fr"],
        "summary": {"nl": "Opvang en advies.", "fr": "Accueil et conseil."},
        "locations": [
            {
                "kind": "office", "address": "Kerkstraat 1", "city": "Mechelen",
                "point": {"latitude": 51.0281, "longitude": 4.4803},
            },
            {"kind": "shelter", "city": "Mechelen"},
        ],
        "service_offers": [
            {"service": "housing", "delivery": ["online", "in_person"]},
            {"service": "education", "description": {"nl": "Taallessen."}},
        ],
        "contacts": [{
            "name": "Ann Peeters", "legal_basis": "consent", "consented_on": "2024-02-29",
        }],
        "notes": [{"text": "Ask again in spring."}],
    })
}

#[test]
fn a_new_member_begins_as_an_applicant_with_its_shelter_hidden() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&json!({
        "name": "Nieuw Huis Mechelen",
        "country": "BE",
        "locations": [{"kind": "shelter", "city": "Mechelen"}],
    }));
    assert_eq!(record["slug"], "nieuw-huis-mechelen");
    assert_eq!(record["membership"]["status"], "applicant");
    assert_eq!(record["locations"][0]["visibility"], "hidden");
    let read = editor.get("/members/nieuw-huis-mechelen").ok();
    assert_eq!(read, record);
}

#[test]
fn a_new_member_is_read_where_its_location_says_by_its_id_and_by_its_slug() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let made = editor.post("/members", &full());
    let record = made.created();
    assert_eq!(
        location(&server, &made),
        format!("/v1/registry{}", path(&record))
    );
    assert_eq!(made.header("cache-control"), Some("no-store"));
    for key in [path(&record), "/members/nieuw-huis-mechelen".to_owned()] {
        let read = editor.get(&key);
        assert_eq!(read.ok(), record);
        assert_eq!(read.etag(), made.etag());
        assert_eq!(read.header("cache-control"), Some("no-store"));
    }
    // All that was sent is there, and what was left out has its usual value.
    for (pointer, value) in [
        ("/acronym", json!("NHM")),
        ("/external_id", json!("CRM-77")),
        ("/names/0/name", json!("Nouvelle Maison Malines")),
        ("/founded_year", json!(1998)),
        ("/languages", json!(["nl", "fr"])),
        ("/summary/fr", json!("Accueil et conseil.")),
        ("/listing", json!("listed")),
        ("/membership/type", json!("ordinary")),
        ("/membership/status", json!("applicant")),
        ("/locations/0/visibility", json!("public")),
        ("/locations/0/country", json!("BE")),
        ("/locations/0/point/latitude", json!(51.0281)),
        ("/locations/1/visibility", json!("hidden")),
        // A set, in the order of its codes.
        ("/service_offers/0/delivery", json!(["in_person", "online"])),
        ("/contacts/0/consented_on", json!("2024-02-29")),
        ("/notes/0/text", json!("Ask again in spring.")),
        ("/version", json!(1)),
        ("/published", Value::Null),
        ("/verified_at", Value::Null),
    ] {
        assert_eq!(*at(&record, pointer), value, "{pointer}");
    }
    // An applicant is nobody's to see.
    server.get("/v1/members/nieuw-huis-mechelen").problem(404);
}

#[test]
fn members_of_one_name_get_slugs_of_their_own() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let slugs: Vec<Value> = (0..3)
        .map(|_| {
            let body = json!({"name": "Huis Ñandú", "country": "BE", "allow_duplicate": true});
            editor.create(&body)["slug"].clone()
        })
        .collect();
    assert_eq!(slugs, ["huis-nandu", "huis-nandu-be", "huis-nandu-be-2"]);
    let refused = editor.post("/members", &json!({"name": "Huis Nandu", "country": "BE"}));
    let problem = refused.problem(409);
    assert!(
        problem["type"]
            .as_str()
            .unwrap()
            .ends_with("/possible-duplicate")
    );
    let candidates = problem["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 3, "{problem}");
}

#[test]
fn what_was_read_can_be_sent_back_and_is_no_change() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&full());
    let tag = editor.tag(&path(&record));
    let before = server.database.revisions();
    let put = editor.change("PUT", &path(&record), &path(&record), &record);
    assert_eq!(put.ok(), record);
    assert_eq!(put.etag(), tag);
    assert_eq!(server.database.revisions(), before);
}

/// The numbers of a point are read, kept and shown as they were written, to the last digit: else
/// every PUT of what GET gave would move the place a little.
#[test]
fn a_point_is_kept_to_the_last_digit() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let mut seed = 1u64;
    let mut degrees = |most: f64| {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((seed >> 11) as f64 / (1u64 << 53) as f64 * 2.0 - 1.0) * most
    };
    let points: Vec<String> = (0..400)
        .map(|_| {
            format!(
                r#"{{"latitude":{},"longitude":{}}}"#,
                degrees(90.0),
                degrees(180.0)
            )
        })
        .collect();
    let places: Vec<String> = points
        .iter()
        .map(|point| {
            format!(r#"{{"kind":"other","city":"Gent","visibility":"hidden","point":{point}}}"#)
        })
        .collect();
    let body = format!(
        r#"{{"name": "Punten", "country": "BE", "locations": [{}]}}"#,
        places.join(",")
    );
    let headers = [("Content-Type", "application/json")];
    let made = send_bytes(&editor, "POST", "/members", &headers, body);
    let read = editor.get(&path(&made.created())).text();
    for answer in [made.text(), read.clone()] {
        let lost: Vec<_> = points
            .iter()
            .filter(|point| !answer.contains(*point))
            .collect();
        assert!(
            lost.is_empty(),
            "{} of 400 points moved: {lost:?}",
            lost.len()
        );
    }
    // As a client that keeps every digit sends it back.
    let tag = made.etag().to_owned();
    let headers = [headers[0], ("If-Match", &tag)];
    let put = send_bytes(&editor, "PUT", &path(&made.created()), &headers, read);
    put.ok();
    assert_eq!(put.etag(), tag);
}

#[test]
fn put_changes_one_field_of_what_was_read_and_leaves_the_rest() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.create(&full());
    let mut document = before.clone();
    document["acronym"] = json!("NH-M");
    let after = editor
        .change("PUT", &path(&before), &path(&before), &document)
        .ok();
    for (name, value) in before.as_object().unwrap() {
        match name.as_str() {
            "acronym" => assert_eq!(after[name], "NH-M"),
            "updated_at" => assert!(after[name].as_str() > value.as_str()),
            "version" => assert_eq!(after[name], 2),
            "revision" => assert_eq!(after[name], value.as_i64().unwrap() + 1),
            _ => assert_eq!(after[name], *value, "{name}"),
        }
    }
    assert_eq!(editor.get(&path(&before)).ok(), after);
}

#[test]
fn put_takes_out_what_it_leaves_out_but_never_the_slug_the_listing_or_the_kind() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let mut body = full();
    body["listing"] = json!("unlisted");
    body["membership"] = json!({"type": "affiliate", "status": "applicant"});
    body["slug"] = json!("nhm");
    let before = editor.create(&body);
    let bare = json!({"name": "Nieuw Huis", "country": "BE"});
    let after = editor
        .change("PUT", &path(&before), &path(&before), &bare)
        .ok();
    for (pointer, value) in [
        ("/id", before["id"].clone()),
        ("/slug", json!("nhm")),
        ("/name", json!("Nieuw Huis")),
        ("/listing", json!("unlisted")),
        ("/membership/type", json!("affiliate")),
        ("/membership/status", json!("applicant")),
        ("/acronym", Value::Null),
        ("/external_id", Value::Null),
        ("/summary", json!({})),
        ("/locations", json!([])),
        ("/service_offers", json!([])),
        ("/contacts", json!([])),
        ("/notes", json!([])),
    ] {
        assert_eq!(*at(&after, pointer), value, "{pointer}");
    }
}

#[test]
fn a_patch_changes_what_it_names_and_null_takes_out() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.create(&full());
    let slug = before["slug"].as_str().unwrap();
    let after = editor.patch(
        slug,
        &json!({
            "acronym": null,
            "phones": [{"number": "+32 15 00 00 00"}],
            "summary": {"fr": null, "en": "Shelter and advice."},
            "languages": ["en"],
        }),
    );
    assert_eq!(after["acronym"], Value::Null);
    assert_eq!(after["phones"][0]["number"], "+32 15 00 00 00");
    assert_eq!(
        after["summary"],
        json!({"en": "Shelter and advice.", "nl": "Opvang en advies."})
    );
    assert_eq!(after["languages"], json!(["en"]));
    for name in [
        "name",
        "website",
        "locations",
        "service_offers",
        "contacts",
        "notes",
    ] {
        assert_eq!(after[name], before[name], "{name}");
    }
    // The other media type says the same.
    let tag = editor.tag(&path(&before));
    let headers = [
        ("If-Match", tag.as_str()),
        ("Content-Type", "application/merge-patch+json"),
    ];
    let patch = json!({"email": null});
    let after = editor.send("PATCH", &path(&before), &headers, Some(&patch));
    assert_eq!(after.ok()["email"], Value::Null);
}

#[test]
fn a_list_is_replaced_and_its_parts_keep_their_ids() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.create(&full());
    let slug = before["slug"].as_str().unwrap();
    let mut office = before["locations"][0].clone();
    office["label"] = json!({"en": "Front desk"});
    let after = editor.patch(
        slug,
        &json!({
            "locations": [{"kind": "clinic", "city": "Leuven"}, office],
            "notes": [{"id": before["notes"][0]["id"], "text": "Asked."}, {"text": "Later."}],
            "contacts": null,
        }),
    );
    let places = after["locations"].as_array().unwrap();
    assert_eq!(places.len(), 2);
    assert_eq!(places[1], office);
    assert_eq!(places[0]["city"], "Leuven");
    assert_ne!(places[0]["id"], before["locations"][1]["id"]);
    assert_eq!(after["notes"][0]["id"], before["notes"][0]["id"]);
    assert_eq!(
        after["notes"][0]["recorded_at"],
        before["notes"][0]["recorded_at"]
    );
    assert_eq!(after["notes"][1]["recorded_at"], after["updated_at"]);
    assert_eq!(after["contacts"], json!([]));
    assert_eq!(after["service_offers"], before["service_offers"]);
}

/// What has a way of its own to change may be sent back as it is, and not otherwise.
#[test]
fn read_only_fields_are_refused_when_they_differ() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&full());
    let (id, path) = (&record["id"], path(&record));
    let other = editor.get("/members/open-huis-gent").ok();
    let refused = |body: Value| editor.change("PATCH", &path, &path, &body).body_mistakes();
    for (pointer, patch) in [
        ("/id", json!({"id": other["id"]})),
        ("/former_slugs", json!({"former_slugs": ["older"]})),
        (
            "/verified_at",
            json!({"verified_at": "2026-01-01T00:00:00Z"}),
        ),
        (
            "/withdrawn_at",
            json!({"withdrawn_at": "2026-01-01T00:00:00Z"}),
        ),
        ("/merged_into", json!({"merged_into": other["id"]})),
        (
            "/membership/status",
            json!({"membership": {"status": "member"}}),
        ),
    ] {
        assert_eq!(
            refused(patch),
            [(pointer.to_owned(), "read_only".to_owned())]
        );
    }
    // A place of another member, and one that is nobody's.
    let stranger = other["locations"][0].clone();
    let patch = json!({"locations": [stranger, {"id": "x", "kind": "office", "city": "Gent"}]});
    assert_eq!(
        refused(patch),
        [
            ("/locations/0/id".to_owned(), "unknown_id".to_owned()),
            ("/locations/1/id".to_owned(), "unknown_id".to_owned()),
        ]
    );
    // The books' own numbers are passed over, whatever they say.
    let patch = json!({"version": 99, "revision": "x", "created_at": null, "id": id});
    let same = editor.change("PATCH", &path, &path, &patch).ok();
    assert_eq!(same, record);
}

#[test]
fn the_list_finds_records_of_every_status() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&full());
    let found = |query: &str| -> Vec<String> {
        let page = editor.get(&format!("/members?{query}")).ok();
        crate::support::answer::texts(&page["data"], "slug")
    };
    for query in [
        "status=applicant",
        "q=nouvelle malines",
        "q=crm-77",
        "q=NHM",
        "city=mechelen&status=applicant",
        "has_hidden_location=true&status=applicant,withdrawn",
        "country=BE&service=education&language=fr&status=applicant",
    ] {
        assert_eq!(found(query), ["nieuw-huis-mechelen"], "{query}");
    }
    assert_eq!(found("q=nhm&listing=unlisted"), [""; 0]);
    // The whole list, page by page, is the sample and this one.
    let mut all = Vec::new();
    let mut next = String::new();
    loop {
        let page = editor.get(&format!("/members?limit=70{next}")).ok();
        all.extend(crate::support::answer::texts(&page["data"], "slug"));
        let Some(cursor) = page["page"]["next"].as_str() else {
            assert_eq!(page["page"]["total"], all.len());
            assert_eq!(page["revision"], record["revision"]);
            break;
        };
        next = format!("&cursor={cursor}");
    }
    assert_eq!(all.len(), server.database.count("members"));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), server.database.count("members"));
}

/// The records of a list by a sort, read in pages of seven.
fn in_pages(editor: &ApiClient<'_>, sort: &str) -> Vec<Value> {
    let mut records = Vec::new();
    let mut next = String::new();
    loop {
        let page = editor.get(&format!("/members?limit=7&sort={sort}{next}"));
        let page = page.ok();
        records.extend(page["data"].as_array().expect("a list").clone());
        match page["page"]["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return records,
        }
    }
}

#[test]
fn each_order_is_read_in_pages_and_turned_round() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    // Two of one name, and names that other alphabets, accents, signs and numbers put in their places.
    for name in [
        "Zuflucht 10",
        "Zuflucht 9",
        "Éclat",
        "eclat",
        "„Am Ziel“",
        "Eclat",
        "Łódź razem",
        "Притулок",
    ] {
        editor.create(&json!({"name": name, "country": "BE", "allow_duplicate": true}));
    }
    for (sort, pointer) in [
        ("name", "/name"),
        ("updated_at", "/updated_at"),
        ("joined_on", "/membership/joined_on"),
    ] {
        let values = |records: &[Value]| -> Vec<Value> {
            records
                .iter()
                .map(|record| record.pointer(pointer).cloned().unwrap_or_default())
                .collect()
        };
        let forth = in_pages(&editor, sort);
        let back = in_pages(&editor, &format!("-{sort}"));
        assert_eq!(forth.len(), server.database.count("members"), "{sort}");
        let (dated, undated): (Vec<Value>, Vec<Value>) = values(&forth)
            .into_iter()
            .partition(|value| !value.is_null());
        let turned: Vec<Value> = dated.iter().rev().chain(&undated).cloned().collect();
        assert_eq!(values(&back), turned, "{sort}");
        // What has no date comes last.
        assert_eq!(values(&forth), [dated.clone(), undated].concat(), "{sort}");
        if sort != "name" {
            assert!(
                dated.is_sorted_by_key(|value| value.as_str()),
                "{sort}: {dated:?}"
            );
        }
    }
    let names: Vec<String> = in_pages(&editor, "name")
        .iter()
        .map(|record| record["name"].as_str().expect("a name").to_owned())
        .collect();
    let place = |wanted: &str| {
        names
            .iter()
            .position(|name| name == wanted)
            .expect("it is there")
    };
    let expected = [
        "„Am Ziel“",
        "eclat",
        "Éclat",
        "Łódź razem",
        "Zuflucht 9",
        "Zuflucht 10",
        "Притулок",
    ];
    assert!(expected.is_sorted_by_key(|name| place(name)), "{names:?}");
}

#[test]
fn words_are_found_as_they_are_written_and_follow_a_change() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&json!({"name": "100 % Huis_A\\B", "country": "BE"}));
    let found = |query: &str| -> Vec<String> {
        let page = editor.get(&format!("/members?q={query}")).ok();
        crate::support::answer::texts(&page["data"], "name")
    };
    for query in ["100 %25", "huis_a", "a\\b", "A%5Cb"] {
        assert_eq!(found(query), ["100 % Huis_A\\B"], "{query}");
    }
    assert_eq!(found("huisXa"), [""; 0]);
    let slug = record["slug"].as_str().expect("a slug");
    editor.patch(slug, &json!({"name": "Iets anders"}));
    assert_eq!(found("huis_a"), [""; 0]);
    assert_eq!(found("iets anders"), ["Iets anders"]);
}

#[test]
fn nobody_but_staff_reads_the_records() {
    let server = TestServer::sample();
    let path = "/members/open-huis-gent";
    let editor = server.clerk("editor");
    editor.patch(
        "open-huis-gent",
        &json!({"notes": [{"text": "Only for us."}]}),
    );
    let asked = |clerk: &ApiClient<'_>| (clerk.get(path).status, clerk.get("/members").status);
    assert_eq!(asked(&editor), (200, 200));
    assert_eq!(asked(&server.clerk("admin")), (200, 200));
    assert_eq!(asked(&server.clerk("partner")), (403, 403));
    let own = server.member_clerk("open-huis-gent");
    assert_eq!(asked(&own), (200, 403));
    assert!(own.get(path).ok().get("notes").is_none());
    own.get("/members/offene-tur-graz").problem(403);
    own.get("/members/no-such-member").problem(403);
    server.get(&format!("/v1/registry{path}")).problem(401);
}

#[test]
fn a_new_shelter_is_shown_only_when_that_is_meant() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let mut body = json!({
        "name": "Nieuw Huis Mechelen",
        "country": "BE",
        "locations": [{"kind": "shelter", "city": "Mechelen", "visibility": "city"}],
    });
    let refused = editor.post("/members", &body);
    assert_eq!(
        refused.body_mistakes(),
        [(
            "/confirm_publication".to_owned(),
            "confirmation_required".to_owned()
        )]
    );
    body["confirm_publication"] = json!(true);
    assert_eq!(editor.create(&body)["locations"][0]["visibility"], "city");
}
