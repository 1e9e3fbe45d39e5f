//! NDJSON: records of an export, or written by hand, laid over a registry that has members.

use serde_json::{Value, json};

use super::plans::registry;
use crate::support::{ApiClient, Database, Serve, imports::import_path};

/// A registry as an admin saves it.
fn export(admin: &ApiClient<'_>) -> Vec<u8> {
    let answer = admin.get("/export?format=ndjson");
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.body
}

/// An entry without what the books know of it.
fn entry(admin: &ApiClient<'_>, slug: &str) -> Value {
    let mut entry = admin.get(&format!("/members/{slug}")).ok();
    for field in ["version", "revision", "updated_at", "published"] {
        entry.as_object_mut().expect("an object").remove(field);
    }
    entry
}

fn lines(records: &[Value]) -> Vec<u8> {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    lines.join("\n").into_bytes()
}

#[test]
fn an_export_says_nothing_new_where_it_comes_from() {
    let server = Serve::on(Database::sample()).start();
    let admin = server.clerk("admin");
    let file = export(&admin);
    let import = admin.plan(&[("all.ndjson", &file)], &[("into_sample", "true")]);
    assert_eq!(import["plan"]["members"]["same"], 155, "{import}");
    assert_eq!(import["plan"]["items"]["changed"], 0);
    assert_eq!(import["plan"]["service_types"]["changed"], 0);
    assert_eq!(import["plan"]["network"]["same"], 1);
    let unread = &import["plan"]["unread_kinds"];
    assert!(
        unread.as_array().is_some_and(
            |kinds| kinds.contains(&json!({"file": "all.ndjson", "kind": "audit_entry"}))
        ),
        "{unread}"
    );
    admin.apply(&import).problem(409);
}

#[test]
fn an_older_export_brings_back_what_it_says() {
    let server = registry();
    let admin = server.clerk("admin");
    let rich = json!({
        "summary": {"en": "Beds", "fr": "Lits"}, "languages": ["de", "ar"],
        "names": [{"language": "en", "name": "House: Alpha"}, {"name": "Alpha|2"}],
    });
    admin.patch("alpha", &rich);
    let member = "/members/alpha";
    let note = json!({"text": "met in May"});
    admin
        .change("POST", "/members/alpha/notes", member, &note)
        .created();
    let person = json!({"name": "An Example", "legal_basis": "legitimate_interest"});
    admin
        .change("POST", "/members/alpha/contacts", member, &person)
        .created();
    let before = [entry(&admin, "alpha"), entry(&admin, "beta")];
    let file = export(&admin);

    let moved = json!({
        "name": "Another name", "phones": [], "languages": [], "names": [],
        "summary": {"en": "Rooms", "fr": null, "de": "Zimmer"},
    });
    admin.patch("alpha", &moved);
    let place = format!(
        "/members/alpha/locations/{}",
        before[0]["locations"][0]["id"].as_str().unwrap()
    );
    admin
        .change("PATCH", &place, &place, &json!({"city": "Potsdam"}))
        .ok();
    admin.patch("beta", &json!({"website": "https://beta.example.org"}));

    let import = admin.plan(&[("all.ndjson", &file)], &[]);
    assert_eq!(import["plan"]["items"]["changed"], 2, "{import}");
    let items = admin.items(&import, "changed");
    let pointers: Vec<&str> = items
        .iter()
        .flat_map(|item| item["changes"].as_array().unwrap())
        .filter_map(|change| change["pointer"].as_str())
        .collect();
    for pointer in ["/name", "/phones", "/summary/de", "/summary/fr", "/website"] {
        assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
    }
    assert_eq!(items[0]["row"]["file"], "all.ndjson");
    admin.apply(&import).ok();
    assert_eq!([entry(&admin, "alpha"), entry(&admin, "beta")], before);
    admin.undo(&import).ok();
    assert_eq!(entry(&admin, "alpha")["name"], "Another name");
}

#[test]
fn what_a_record_does_not_say_is_left_as_it_is() {
    let server = registry();
    let editor = server.clerk("editor");
    editor.patch(
        "alpha",
        &json!({"acronym": "AH", "summary": {"en": "Beds", "fr": "Lits"}, "website": "https://alpha.example.org"}),
    );
    let records = lines(&[
        json!({"slug": "alpha", "summary": {"en": "Rooms", "de": "Zimmer"}, "website": null}),
        json!({
            "kind": "member", "slug": "gamma", "name": "Gamma Casa", "country": "ES", "founded_year": 1999, "languages": ["es", "ca"],
            "locations": [{
                "kind": "office", "city": "Madrid", "visibility": "public",
                "point": {"latitude": 40.4168, "longitude": -3.7038},
            }],
            "service_offers": [{"service": "housing", "free_of_charge": true, "description": {"es": "Camas"},
                "audience": "familias", "access": {"fr": "Appelez"}}],
            "contacts": [{"name": "Una Persona", "legal_basis": "consent", "consented_on": "2026-01-02"}],
            "notes": [{"text": "nueva"}],
        }),
    ]);
    let import = editor.plan(&[("records.ndjson", &records)], &[]);
    assert_eq!(import["plan"]["obstacles"], json!([]), "{import}");
    let created = &editor.items(&import, "created")[0];
    assert_eq!(
        created["row"],
        json!({"file": "records.ndjson", "sheet": null, "row": 2})
    );
    editor.apply(&import).ok();
    let alpha = editor.get("/members/alpha").ok();
    assert_eq!(
        alpha["summary"],
        json!({"de": "Zimmer", "en": "Rooms", "fr": "Lits"})
    );
    assert_eq!(
        (
            &alpha["name"],
            &alpha["acronym"],
            &alpha["website"],
            &alpha["phones"][0]["number"]
        ),
        (
            &json!("Alpha Haus"),
            &json!("AH"),
            &Value::Null,
            &json!("+49 30 1")
        )
    );
    let gamma = editor.get("/members/gamma").ok();
    assert_eq!(gamma["founded_year"], 1999);
    assert_eq!(gamma["locations"][0]["point"]["longitude"], json!(-3.7038));
    assert_eq!(gamma["service_offers"][0]["description"]["es"], "Camas");
    // One text for all is in the language that its member writes in.
    assert_eq!(
        gamma["service_offers"][0]["audience"],
        json!({"es": "familias"})
    );
    assert_eq!(
        gamma["service_offers"][0]["access"],
        json!({"fr": "Appelez"})
    );
    assert_eq!(gamma["contacts"][0]["name"], "Una Persona");
    assert_eq!(gamma["notes"][0]["text"], "nueva");
}

#[test]
fn a_mistake_is_told_by_its_line_and_its_place_in_the_record() {
    let server = registry();
    let editor = server.clerk("editor");
    let records = lines(&[
        json!({"slug": "alpha", "country": "Germany", "languages": "de"}),
        json!({
            "slug": "gamma", "name": "Gamma", "country": "ES", "summary": ["en"],
            "locations": [
                {"kind": "office", "city": "Madrid", "visibility": "public"},
                {"kind": "offise", "city": "Sevilla", "point": [1, 2]},
            ],
        }),
        json!({"slug": "delta", "country": "FR", "names": [{"nom": "Delta"}]}),
    ]);
    let files = [("records.ndjson", &records[..])];
    let import = editor.plan(&files, &[]);
    let mut told: Vec<(u64, String, String)> = editor
        .items(&import, "refused")
        .iter()
        .map(|item| {
            let refusal = &item["refusal"];
            (
                refusal["row"].as_u64().unwrap(),
                refusal["column"].as_str().unwrap_or_default().to_owned(),
                refusal["code"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    told.sort();
    let expected = [
        (1, "/country", "unknown_country"),
        (1, "/languages", "unreadable_cell"),
        (2, "/locations/1/kind", "unknown_code"),
        (2, "/locations/1/point/latitude", "unreadable_cell"),
        (2, "/locations/1/point/longitude", "unreadable_cell"),
        (2, "/summary/en", "unreadable_cell"),
        (3, "/names", "unreadable_cell"),
    ];
    let expected = expected.map(|(row, at, code)| (row, at.to_owned(), code.to_owned()));
    assert_eq!(told, expected);
    editor.apply(&import).problem(409);

    // The same, as a workbook that has them in tables.
    let answer = editor.get(&format!("{}/plan.xlsx", import_path(&import)));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let cells = super::workbooks::cells(&answer.body, "locations");
    let kinds: Vec<&String> = cells
        .values()
        .filter(|text| text.starts_with("off"))
        .collect();
    assert_eq!(kinds, ["office", "offise"]);
    let problems = super::workbooks::cells(&answer.body, "Problems");
    assert!(
        problems.values().any(|text| text == "/locations/1/kind"),
        "{problems:?}"
    );
}

#[test]
fn what_is_no_record_is_told_with_what_would_be_one() {
    let server = registry();
    let editor = server.clerk("editor");
    let records = lines(&[
        json!({"slug": "alpha", "locations": [{"visibilty": "public", "city": "Berlin"}], "naem": "A"}),
        json!({"kind": "membr", "slug": "x"}),
        json!({"slug": "alpha", "locations": {"city": "Berlin"}, "notes": ["x"], "summary": {"no language": "x"}}),
    ]);
    let answer = editor.hand_over(&[("records.ndjson", &records)], &[], &[]);
    let import = editor.settled(&answer.json());
    assert_eq!(import["status"], "failed", "{import}");
    let faults = import["faults"].to_string();
    for told in [
        "line 1: there is no field \\\"/locations/0/visibilty\\\"; did you mean \\\"visibility\\\"?",
        "line 1: there is no field \\\"/naem\\\"; did you mean \\\"name\\\"?",
        "line 2: there is no kind of record \\\"membr\\\"; did you mean \\\"member\\\"?",
        "line 3: \\\"locations\\\" is not a list",
        "line 3: \\\"/notes/0\\\" is not an object",
        "line 3: there is no field \\\"/summary/no language\\\"",
    ] {
        assert!(faults.contains(told), "{told} in {faults}");
    }
    for (file, told) in [
        (&b"{\"slug\": \"a\"}\n{"[..], "line 2: it is not JSON"),
        (
            b"{\"kind\":\"export\",\"format\":\"member-directory\",\"version\":9}\n",
            "another version",
        ),
        (b"{\"kind\":\"api_key\"}\n", "has no records"),
    ] {
        let answer = editor.hand_over(&[("records.ndjson", file)], &[], &[]);
        let import = editor.settled(&answer.json());
        assert!(
            import["faults"].to_string().contains(told),
            "{told} in {import}"
        );
    }
}

#[test]
fn a_hidden_place_stays_hidden_unless_that_is_confirmed() {
    let server = registry();
    let editor = server.clerk("editor");
    let hidden = editor.get("/members/alpha").ok()["locations"][0].clone();
    let records = lines(&[json!({
        "slug": "alpha",
        "locations": [{"id": hidden["id"], "kind": "shelter", "city": "Berlin", "visibility": "public"}],
    })]);
    let files = [("records.ndjson", &records[..])];
    let import = editor.plan(&files, &[]);
    assert_eq!(import["plan"]["locations"]["refused"], 1, "{import}");
    let confirmed = editor.plan(&files, &[("confirm_publication", "true")]);
    editor.apply(&confirmed).ok();
    let place = editor.get("/members/alpha").ok()["locations"][0].clone();
    // What the record did not say is as it was.
    assert_eq!(
        (&place["visibility"], &place["address"]),
        (&json!("public"), &hidden["address"])
    );
}

#[test]
fn the_command_line_lays_an_export_over_a_registry_too() {
    let server = registry();
    let admin = server.clerk("admin");
    let before = entry(&admin, "alpha");
    let file = server.database.folder().join("all.ndjson");
    std::fs::write(&file, export(&admin)).expect("a file is written");
    let file = file.to_str().expect("a path");
    admin.patch("alpha", &json!({"phones": [{"number": "+49 30 9"}]}));
    let run = server.database.run(&["import", file]).well();
    assert!(
        run.stdout.contains("records of the kind \"audit_entry\""),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("written as revision"), "{}", run.stdout);
    assert_eq!(entry(&admin, "alpha"), before);
    let again = server.database.run(&["import", file]).well();
    assert!(
        again.stdout.contains("says all of this already"),
        "{}",
        again.stdout
    );
}
