//! Files with other columns over HTTP: a mapping is proposed, remembered, and offered again.

use serde_json::json;

use super::plans::registry;
use crate::support::{answer::texts, imports::import_path};

const LEDEN: &str = "\
Lidnr;Naam;Land;Gemeente;Adres;Telefoon;Niet publiceren;Contactpersoon;Raar
101;Open Huis;België;Gent;Kerkstraat 1;+32 9 210 00 00;nee;Ann Peeters;q
102;Schuilplaats;België;Brugge;Geheimlaan 2;+32 50 20 00 00;ja;Bea Claes;q
";

#[test]
fn columns_that_fit_nothing_get_a_proposal_that_is_remembered_and_offered_again() {
    let server = registry();
    let editor = server.clerk("editor");
    let files = [("Onze leden.csv", LEDEN.as_bytes())];
    // Nothing of it is ours; the files are kept all the same.
    let import = editor.hand_over(&files, &[], &[]).json();
    let failed = editor.settled(&import);
    assert_eq!(failed["status"], "failed", "{failed}");
    assert!(
        failed["faults"].to_string().contains("proposal"),
        "{failed}"
    );

    let path = import_path(&import);
    let proposal = editor.get(&format!("{path}/proposal")).ok();
    assert_eq!(proposal["remembered"], json!([]));
    let table = &proposal["tables"][0];
    assert_eq!(
        (&table["table"], &table["rows"]),
        (&json!("members"), &json!(2))
    );
    let column = |name: &str| {
        let columns = table["columns"].as_array().unwrap();
        let found = columns.iter().find(|column| column["name"] == name);
        found.unwrap_or_else(|| panic!("{name} in {table}")).clone()
    };
    assert_eq!(column("Naam")["feeds"], json!(["members.name"]));
    assert_eq!(column("Naam")["confidence"], "sure");
    assert_eq!(column("Land")["looks"], "country");
    assert_eq!(column("Land")["samples"], json!(["België"]));
    assert_eq!(
        column("Niet publiceren")["feeds"],
        json!(["members.listing", "locations.visibility"])
    );
    assert_eq!(column("Contactpersoon")["feeds"], json!(["contacts.name"]));
    assert_eq!(column("Raar")["confidence"], json!(null));
    let fields = proposal["fields"].as_array().unwrap();
    assert!(fields.contains(&json!({"table": "members", "field": "founded_year", "holds": "one"})));

    // It is planned with it, and applied.
    let mapping = &proposal["mapping"];
    for private in ["Peeters", "Geheimlaan", "+32"] {
        assert!(!mapping.to_string().contains(private), "{mapping}");
    }
    let answer = editor.post(&format!("{path}/plan"), &json!({"mapping": mapping}));
    assert_eq!(answer.status, 202, "{}", answer.text());
    let planned = editor.settled(&import);
    assert_eq!(
        planned["status"],
        "planned",
        "{planned}\n{}",
        mapping.as_str().unwrap()
    );
    editor.apply(&planned).ok();
    assert_eq!(server.slugs("/v1/members"), ["alpha", "beta", "open-huis"]);
    assert!(!server.get("/v1/locations").text().contains("Geheimlaan"));

    // Under a name it is there for the next file with these columns, and for no other.
    let saved = editor.post("/mappings", &json!({"name": "leden", "mapping": mapping}));
    assert_eq!(saved.status, 201, "{}", saved.text());
    assert_eq!(
        editor
            .post("/mappings", &json!({"name": "leden", "mapping": mapping}))
            .status,
        422
    );
    let next = LEDEN.replace("Open Huis", "Open Huis Gent");
    let files = [("uitvoer.csv", next.as_bytes())];
    let planned = editor.plan(&files, &[("mapping", "leden")]);
    assert_eq!(planned["plan"]["items"]["changed"], 1, "{planned}");
    let again = editor
        .get(&format!("{}/proposal", import_path(&planned)))
        .ok();
    assert_eq!(again["remembered"], json!(["leden"]));
    let other = editor
        .hand_over(&[("x.csv", b"Naam;Land\nHuis;BE\n")], &[], &[])
        .json();
    let other = editor
        .get(&format!("{}/proposal", import_path(&other)))
        .ok();
    assert_eq!(other["remembered"], json!([]));

    // What stands in it is checked, who changes it must know what it was, and the trail has it.
    let wrong = editor.post(
        "/mappings",
        &json!({"name": "other", "mapping": "[members]\nnam = \"x\""}),
    );
    assert_eq!(
        wrong.body_mistakes(),
        [("/mapping".to_owned(), "invalid_mapping".to_owned())]
    );
    let unknown = editor.hand_over(&files, &[("mapping", "ledne")], &[]);
    assert_eq!(
        unknown.body_mistakes(),
        [("/mapping".to_owned(), "unknown_mapping".to_owned())]
    );
    let text = "[members]\nexternal_id = \"Lidnr\"\nname = \"Naam\"\n";
    let changed = editor.change(
        "PUT",
        "/mappings/leden",
        "/mappings/leden",
        &json!({"mapping": text}),
    );
    assert_eq!(changed.ok()["mapping"], text);
    assert_eq!(
        texts(&editor.get("/mappings").ok()["data"], "name"),
        ["leden"]
    );
    assert_eq!(
        editor
            .change("DELETE", "/mappings/leden", "/mappings/leden", &json!({}))
            .status,
        204
    );
    assert_eq!(editor.get("/mappings/leden").status, 404);
    let trail = server.database.values(
        "SELECT action AS value FROM audit_entries WHERE subject = 'mapping' ORDER BY revision",
    );
    assert_eq!(trail, ["create", "update", "purge"]);
}

#[test]
fn a_person_says_how_columns_are_read_and_the_mapping_follows() {
    let server = registry();
    let editor = server.clerk("editor");
    let leden = "\
Lidnr;Naam;Alias;Land;Gemeente;Adres;Afgeschermd gebruik
101;Open Huis;OH;BE;Gent;Kerkstraat 1;
102;Schuilplaats;SP;BE;Brugge;Geheimlaan 2;ja
";
    let import = editor
        .hand_over(&[("leden.csv", leden.as_bytes())], &[], &[])
        .json();
    editor.settled(&import);
    let path = import_path(&import);
    let column = |name: &str| {
        let proposal = editor.get(&format!("{path}/proposal")).ok();
        let columns = proposal["tables"][0]["columns"].as_array().unwrap();
        let found = columns.iter().find(|column| column["name"] == name);
        found.unwrap().clone()
    };
    assert_eq!(column("Naam")["reading"], "members.name");
    assert_eq!(column("Naam")["seen_by"], "public");
    assert_eq!(column("Lidnr")["seen_by"], "secretariat");

    let reading = |column: &str, reading: &str| json!({"file": "leden.csv", "column": column, "reading": reading});
    let plan = |readings: serde_json::Value| {
        editor.post(&format!("{path}/plan"), &json!({"readings": readings}))
    };
    // A mistake names its field, and what would be right.
    let wrong = plan(json!([reading("Naam", "members.nam")]));
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    assert!(wrong.text().contains("members.name"), "{}", wrong.text());
    assert!(
        wrong.text().contains("/readings/0/reading"),
        "{}",
        wrong.text()
    );
    assert_eq!(plan(json!([reading("Namm", "members.name")])).status, 202);
    let failed = editor.settled(&import);
    assert!(failed["faults"].to_string().contains("Namm"), "{failed}");

    // What is said goes before what the program would read, and an empty cell of privacy is a no.
    let said = json!([
        reading("Alias", "members.acronym"),
        reading("Afgeschermd gebruik", "private_if_yes"),
        reading("Gemeente", "locations.city"),
    ]);
    assert_eq!(plan(said.clone()).status, 202);
    let planned = editor.settled(&import);
    assert_eq!(planned["status"], "planned", "{planned}");
    assert_eq!(planned["readings"].as_array().unwrap().len(), 3);
    let decided = column("Afgeschermd gebruik");
    assert_eq!(
        (&decided["reading"], &decided["seen_by"], &decided["decide"]),
        (&json!("private_if_yes"), &json!("decides"), &json!(null))
    );
    editor.apply(&planned).ok();
    let shelter = editor.get("/members/schuilplaats").ok();
    assert_eq!(
        (&shelter["acronym"], &shelter["listing"]),
        (&json!("SP"), &json!("unlisted"))
    );
    assert_eq!(editor.get("/members/open-huis").ok()["listing"], "listed");
    assert!(!server.get("/v1/locations").text().contains("Geheimlaan"));
}

#[test]
fn an_empty_mapping_is_none_and_a_request_that_comes_again_outlives_its_mapping() {
    let server = registry();
    let editor = server.clerk("editor");
    let required = [("/mapping".to_owned(), "required".to_owned())];
    let empty = editor.post("/mappings", &json!({"name": "leden", "mapping": ""}));
    assert_eq!(empty.body_mistakes(), required);
    let text = "[members]\nexternal_id = \"Lidnr\"\nname = \"Naam\"\n";
    editor
        .post("/mappings", &json!({"name": "leden", "mapping": text}))
        .created();
    let path = "/mappings/leden";
    let empty = editor.change("PUT", path, path, &json!({"mapping": ""}));
    assert_eq!(empty.body_mistakes(), required);

    let files = [("leden.csv", LEDEN.as_bytes())];
    let key = [("Idempotency-Key", "once")];
    let hand_over = || editor.hand_over(&files, &[("mapping", "leden")], &key);
    let first = hand_over();
    assert_eq!(first.status, 202, "{}", first.text());
    editor.settled(&first.json());
    editor.change("DELETE", path, path, &json!({}));
    assert_eq!(hand_over().json()["id"], first.json()["id"]);
}

/// What is said of a file is as much as anybody reads, however much is wrong with it.
#[test]
fn a_proposal_that_cannot_be_made_says_why() {
    let server = registry();
    let editor = server.clerk("editor");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for n in 0..999 {
        let name = format!("{n}{}.pdf", "x".repeat(200));
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("an entry");
    }
    let bytes = zip.finish().expect("a zip").into_inner();
    let import = editor.hand_over(&[("x.zip", &bytes)], &[], &[]).json();
    let refused = editor.get(&format!("{}/proposal", import_path(&import)));
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(
        refused.text().contains("and 979 more mistakes"),
        "{}",
        refused.text()
    );
}
