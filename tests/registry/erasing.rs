//! What was erased is nowhere: not in answers, exports, the past, nor the bytes of the database.

use member_directory::registry::texts;
use serde_json::{Value, json};

use super::trail::{assert_the_trail_rebuilds_everything, whole_trail};
use crate::support::{ApiClient, Serve, TestServer, remains};

const NAMES: [&str; 6] = [
    "Zyta Quillfeather",
    "Quillfeather, Zyta",
    "quillfeather zyta",
    "Z. Quillfeather",
    "QUILLFEATHER",
    "Quillfeather",
];
const REACH: [&str; 5] = [
    "zyta@cedar.example",
    "zyta (at) cedar.example",
    "+32 475 98 76 54",
    "0475/98.76.54",
    "0475987654",
];

fn cedar(editor: &ApiClient<'_>) -> String {
    let record = editor.create(&json!({
        "name": "Cedar Clinic", "country": "BE", "languages": ["en"],
        "email": "zyta@cedar.example",
        "summary": {"en": "We heal. Zyta Quillfeather founded us in 1995. Come in."},
        "locations": [{"kind": "office", "city": "Gent", "address": "Kerkstraat 1",
            "label": {"en": "Desk of Z. Quillfeather"}, "phones": [{"number": "0475/98.76.54"}],
            "accessibility": {"en": "Ring twice.\nAsk for Quillfeather, Zyta."}}],
        "service_offers": [{"service": "housing", "audience": {"en": "Call 0475987654"},
            "description": {"en": "Dr. Zyta Quillfeather sees you."}}],
        "contacts": [
            {"name": "Zyta Quillfeather", "email": "zyta@cedar.example", "phone": "+32 475 98 76 54",
             "role": "doctor", "legal_basis": "contract"},
            {"name": "Bert Claes", "role": "Stands in for quillfeather zyta", "legal_basis": "contract"},
        ],
        "notes": [{"text": "Zyta Quillfeather is on leave. Call Bert."},
                  {"text": "Mail zyta (at) cedar.example only."}],
    }));
    let slug = record["slug"].as_str().expect("a slug").to_owned();
    editor.step(&slug, "admit");
    slug
}

/// Everything that the program tells of a registry.
fn all_that_is_told(server: &TestServer, admin: &ApiClient<'_>, editor: &ApiClient<'_>) -> String {
    let mut told = String::new();
    for line in whole_trail(admin) {
        told += &line.to_string();
        if line["subject"] == "member" {
            let id = line["subject_id"].as_str().expect("an id");
            let path = format!("/members/{id}?as_of={}", line["revision"]);
            told += &admin.get(&path).text();
            told += &admin
                .get(&format!("/members/{id}/membership-events"))
                .text();
        }
    }
    for path in [
        "/members",
        "/proposals",
        "/keys",
        "/webhooks",
        "/imports",
        "/network",
    ] {
        let answer = admin.get(path);
        answer.ok();
        told += &answer.text();
    }
    told += &editor.get("/service-types").text();
    for format in ["ndjson", "csv", "xlsx", "hsds&private=true"] {
        let file = admin.get(&format!("/export?format={format}"));
        assert_eq!(file.status, 200, "{format}");
        told += &remains::unpacked(&file.body);
    }
    for path in [
        "/v1/members",
        "/v1/changes",
        "/v1/digest",
        "/v1/feed",
        "/v1/locations",
        "/v1/network",
    ] {
        told += &server.get(path).text();
    }
    told
}

#[test]
fn a_person_is_erased_from_every_text_and_its_past() {
    let server = TestServer::sample();
    let (editor, admin) = (server.clerk("editor"), server.clerk("admin"));
    let slug = cedar(&editor);
    let record = format!("/members/{slug}");
    let member = server.member_clerk(&slug);
    let contact = editor.get(&record).ok()["contacts"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    // Other members, proposals, reasons, labels, webhooks, the profile, kept answers, imports.
    editor.patch(
        "open-huis-gent",
        &json!({"notes": [{"text": "See Quillfeather, Zyta (Cedar)."}]}),
    );
    editor.patch("open-huis-gent", &json!({"notes": []}));
    let step = json!({"move": "suspend", "reason": "Said by Zyta Quillfeather. Late fees.", "confirm_publication": true});
    editor.take_step(&slug, &step);
    let step = json!({"move": "reinstate", "confirm_publication": true});
    editor.take_step(&slug, &step);
    let proposal = member
        .post(
            &format!("{record}/proposals"),
            &json!({"patch": {"phones": [{"number": "+32 475 98 76 54"}], "acronym": "ZQ"}, "message": "Yours, Z. Quillfeather"}),
        )
        .created();
    let proposal = format!("/proposals/{}", proposal["id"].as_str().unwrap());
    let refused = json!({"reason": "Zyta Quillfeather must not be called. Sorry."});
    admin
        .change("POST", &format!("{proposal}/refuse"), &proposal, &refused)
        .ok();
    admin
        .post(
            "/keys",
            &json!({"label": "Laptop of Zyta Quillfeather", "role": "partner"}),
        )
        .created();
    admin
        .post("/webhooks", &json!({"url": "https://hooks.example.org/in", "description": "Zyta Quillfeather asked"}))
        .created();
    let words = json!({"description": {"en": "A network. Led by Zyta Quillfeather."},
        "confirm_publication": true});
    admin.change("PATCH", "/network", "/network", &words).ok();
    let headers = [("Idempotency-Key", "for-zyta-quillfeather")];
    let made =
        json!({"name": "Elm", "country": "BE", "notes": [{"text": "Zyta Quillfeather knows."}]});
    editor
        .send("POST", "/members", &headers, Some(&made))
        .created();
    let sheet = b"slug,name,country,note\nfern,Fern,BE,Zyta Quillfeather\n";
    let import = editor.hand_over(&[("zyta-quillfeather.csv", sheet)], &[], &[]);
    editor.settled(&import.json());
    editor.patch(&slug, &json!({"acronym": "CC"}));

    // It is all shown before, and nothing is done without a word about the sentences.
    let path = format!("{record}/contacts/{contact}/personal-data");
    let data = editor.get(&path).ok();
    let before = server.database.revisions();
    let undecided = editor
        .change("DELETE", &path, &record, &json!({}))
        .problem(409);
    assert_eq!(undecided["found"]["sentences"], data["found"]["sentences"]);
    assert_eq!(server.database.revisions(), before);
    let sentences = data["found"]["sentences"].as_array().unwrap();
    let texts: Vec<&str> = sentences
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    for sentence in [
        "Zyta Quillfeather founded us in 1995.",
        "Desk of Z. Quillfeather",
        "Ask for Quillfeather, Zyta.",
        "Call 0475987654",
        "Dr. Zyta Quillfeather sees you.",
        "Stands in for quillfeather zyta",
        "Zyta Quillfeather is on leave.",
        "Mail zyta (at) cedar.example only.",
        "See Quillfeather, Zyta (Cedar).",
        "Said by Zyta Quillfeather.",
        "Yours, Z. Quillfeather",
        "Zyta Quillfeather must not be called.",
        "Laptop of Zyta Quillfeather",
        "Zyta Quillfeather asked",
        "Led by Zyta Quillfeather.",
        "Zyta Quillfeather knows.",
    ] {
        assert!(texts.contains(&sentence), "{sentence}: {texts:#?}");
    }
    assert!(data["found"]["copies"].as_u64().unwrap() > 0, "{data}");

    // One sentence is kept, by its identifier; it is one in the present and in the past.
    let founded = sentences
        .iter()
        .find(|one| one["text"].as_str().unwrap().contains("1995"))
        .unwrap();
    let decision = json!({"sentences": "remove", "keep": [founded["id"]]});
    let erased = admin.change("DELETE", &path, &record, &decision).ok();
    assert_eq!(erased["mentions"], json!(["/summary/en"]));
    let kept = erased["kept"]["sentences"].as_array().unwrap();
    assert_eq!(kept.len(), 1, "{erased:#}");
    assert_eq!(kept[0]["text"], "Zyta Quillfeather founded us in 1995.");
    for list in ["contacts", "fields"] {
        assert_eq!(erased["kept"][list], json!([]));
    }
    let now = editor.get(&record).ok();
    assert_eq!(
        now["summary"]["en"],
        "We heal. Zyta Quillfeather founded us in 1995. Come in."
    );
    assert_eq!(now["locations"][0]["accessibility"]["en"], "Ring twice.");
    assert_eq!(now["notes"].as_array().unwrap().len(), 1);
    assert_eq!(now["notes"][0]["text"], "Call Bert.");
    assert_eq!(
        (&now["email"], &now["acronym"]),
        (&Value::Null, &json!("CC"))
    );
    assert_eq!(now["contacts"].as_array().unwrap().len(), 1);
    let public = server.json(&format!("/v1/members/{slug}"));
    assert!(
        !public.to_string().contains("zyta@cedar.example"),
        "{public}"
    );

    let kept = "Zyta Quillfeather founded us in 1995.";
    let found = remains::of(&server.database, NAMES.iter().chain(&REACH), &[kept]);
    assert_eq!(found, [] as [String; 0]);
    let told = all_that_is_told(&server, &admin, &editor).replace(kept, "");
    let told = told.to_lowercase();
    for needle in NAMES.iter().chain(&REACH) {
        assert!(!told.contains(&needle.to_lowercase()), "{needle} is told");
    }
    assert_the_trail_rebuilds_everything(&admin);

    // Once it is not to be kept any more, it goes by text.
    let asked = json!({"names": ["quillfeather zyta"]});
    let found = editor.post("/personal-data/search", &asked).ok();
    assert_eq!(found["sentences"][0]["id"], founded["id"]);
    let asked = json!({"names": ["quillfeather zyta"], "sentences": "remove"});
    let headers = [("Idempotency-Key", "again")];
    editor
        .send("POST", "/personal-data/erase", &headers, Some(&asked))
        .ok();
    editor
        .send("POST", "/personal-data/erase", &headers, Some(&asked))
        .problem(409);
    let public = server.json(&format!("/v1/members/{slug}"));
    assert!(public.to_string().contains("We heal. Come in."), "{public}");
    assert_eq!(
        remains::of(&server.database, NAMES.iter().chain(&REACH), &[]),
        [] as [String; 0]
    );
    assert_the_trail_rebuilds_everything(&admin);
}

#[test]
fn names_that_must_be_something_are_taken_from_the_public_past_too() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let made = editor.create(&json!({"name": "Practice Zyta Quillfeather", "country": "BE"}));
    let slug = made["slug"].as_str().unwrap();
    assert_eq!(slug, "practice-zyta-quillfeather");
    editor.step(slug, "admit");
    let after = editor.patch(slug, &json!({"name": "Cedar Practice"}));
    let id = after["id"].as_str().unwrap();
    let told = |path: &str| server.get(path).text().to_lowercase();
    assert!(told("/v1/digest?since=2020-01-01").contains("quillfeather"));
    let asked = json!({"names": ["Zyta Quillfeather"], "sentences": "remove"});
    editor.post("/personal-data/erase", &asked).ok();
    let now = editor.get(&format!("/members/{id}")).ok();
    assert_eq!(now["name"], "Cedar Practice");
    assert!(
        now["slug"].as_str().unwrap().starts_with("erased-"),
        "{now}"
    );
    assert_eq!(now["former_slugs"], json!([]));
    server.catch_up();
    for path in [
        "/v1/digest?since=2020-01-01",
        "/v1/feed",
        "/v1/changes",
        "/v1/members?q=Cedar",
    ] {
        assert!(!told(path).contains("quillfeather"), "{path}");
    }
    assert_eq!(
        server.get("/v1/members/practice-zyta-quillfeather").status,
        404
    );
    assert_eq!(
        remains::of(&server.database, NAMES.iter(), &[]),
        [] as [String; 0]
    );
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn who_was_removed_and_added_again_is_erased_with_what_was_known_before() {
    let server = TestServer::sample();
    let (editor, admin) = (server.clerk("editor"), server.clerk("admin"));
    let made = editor.create(&json!({
        "name": "Cedar Clinic", "country": "BE",
        "contacts": [{"name": "Zyta Quillfeather", "phone": "0475/98.76.54",
            "legal_basis": "contract"}],
        "notes": [{"text": "Call 0475 98 76 54 by day. Later."}, {"text": "Mrs Quillfeather's desk."}],
    }));
    let record = format!("/members/{}", made["id"].as_str().unwrap());
    let first = made["contacts"][0]["id"].as_str().unwrap();
    let path = format!("{record}/contacts/{first}");
    let tag = [("If-Match", &*editor.tag(&record))];
    assert_eq!(editor.send("DELETE", &path, &tag, None).status, 204);
    let again = json!({"name": "Zyta Quillfeather", "legal_basis": "contract"});
    let contact = editor
        .change("POST", &format!("{record}/contacts"), &record, &again)
        .created();
    // A name in one word is looked for at other members too.
    editor.patch(
        "open-huis-gent",
        &json!({"notes": [{"text": "聯絡李小龍先生"}]}),
    );
    let path = format!(
        "{record}/contacts/{}/personal-data",
        contact["id"].as_str().unwrap()
    );
    admin
        .change("DELETE", &path, &record, &json!({"sentences": "remove"}))
        .ok();
    let now = editor.get(&record).ok();
    assert_eq!(
        now["notes"],
        json!([{"id": now["notes"][0]["id"], "text": "Later.",
        "recorded_at": now["notes"][0]["recorded_at"]}])
    );
    let needles = NAMES.iter().chain(&REACH[2..]);
    assert_eq!(
        remains::of(&server.database, needles, &[]),
        [] as [String; 0]
    );
    let other = json!({"name": "李小龍", "legal_basis": "contract"});
    let contact = editor
        .change("POST", &format!("{record}/contacts"), &record, &other)
        .created();
    let path = format!(
        "{record}/contacts/{}/personal-data",
        contact["id"].as_str().unwrap()
    );
    let found = editor.get(&path).ok();
    let sentences = found["found"]["sentences"].to_string();
    assert!(sentences.contains("聯絡李小龍先生"), "{found}");
}

#[test]
fn who_says_too_little_is_told_so() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let mistakes = |body: Value| editor.post("/personal-data/search", &body).body_mistakes();
    let told = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(mistakes(json!({})), [told("/names", "required")]);
    assert_eq!(
        mistakes(json!({"names": ["a", "Anna"], "emails": ["nobody"], "phones": ["1"]})),
        [
            told("/names/0", "says_nothing"),
            told("/emails/0", "says_nothing"),
            told("/phones/0", "says_nothing")
        ]
    );
    let unknown = json!({"names": ["Zyta Quillfeather"], "keep": ["0123456789abcdef"]});
    let refused = editor.post("/personal-data/erase", &unknown);
    assert_eq!(
        refused.body_mistakes(),
        [told("/keep/0", "unknown_finding")]
    );
}

#[test]
fn reading_the_whole_leaves_a_line_and_moves_nothing() {
    let server = TestServer::sample();
    let (admin, editor) = (server.clerk("admin"), server.clerk("editor"));
    let record = editor.patch(
        "open-huis-gent",
        &json!({"contacts": [{"name": "Zyta Quillfeather", "legal_basis": "contract"}]}),
    );
    let contact = record["contacts"][0]["id"].as_str().unwrap();
    let before = (
        server.database.revisions(),
        server.get("/v1/members").etag().to_owned(),
    );
    assert_eq!(admin.get("/export?format=ndjson").status, 200);
    editor
        .get(&format!(
            "/members/open-huis-gent/contacts/{contact}/personal-data"
        ))
        .ok();
    editor
        .post(
            "/personal-data/search",
            &json!({"names": ["Zyta Quillfeather"]}),
        )
        .ok();
    let page = editor.get("/audit?limit=1").ok();
    let next = page["next"].as_str().unwrap();
    // It is the same reading.
    editor.get(&format!("/audit?limit=1&cursor={next}")).ok();
    server
        .database
        .run(&["export", "--format", "csv", "--output", "/dev/null"])
        .well();
    let after = (
        server.database.revisions(),
        server.get("/v1/members").etag().to_owned(),
    );
    assert_eq!(after, before);
    let trail = admin.get("/audit?action=read&sort=revision").ok();
    let lines: Vec<(&str, &Value, &Value)> = trail["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["subject_id"].as_str().unwrap(),
                &line["key"]["role"],
                &line["details"],
            )
        })
        .collect();
    let of_contact = json!({"contact": contact});
    assert_eq!(
        lines,
        [
            ("export", &json!("admin"), &json!({"format": "ndjson"})),
            ("personal_data", &json!("editor"), &of_contact),
            ("personal_data", &json!("editor"), &Value::Null),
            ("audit", &json!("editor"), &Value::Null),
            ("export", &Value::Null, &json!({"format": "csv"})),
        ]
    );
    assert!(!trail.to_string().contains("Quillfeather"));
    // They are no part of the change that they stand behind.
    let revision = &record["revision"];
    let change = admin.get(&format!("/audit?revision={revision}")).ok();
    assert_eq!(change["data"].as_array().unwrap().len(), 1);
    admin
        .post(&format!("/audit/{revision}/revert"), &json!({}))
        .ok();
    assert_the_trail_rebuilds_everything(&admin);
}

#[test]
fn the_trail_lets_go_of_how_records_stood_after_a_time() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let oldest = editor.patch(
        "open-huis-gent",
        &json!({"acronym": "O", "notes": [{"text": "Old words."}]}),
    );
    let first = editor.patch("open-huis-gent", &json!({"acronym": "A", "notes": []}));
    let second = editor.patch("open-huis-gent", &json!({"acronym": "B"}));
    let gone = editor.create(&json!({"name": "Gone House", "country": "BE"}));
    editor.step("gone-house", "admit");
    let tag = editor.tag("/members/gone-house");
    editor
        .send("DELETE", "/members/gone-house", &[("If-Match", &tag)], None)
        .ok();
    let public = server.get("/v1/changes").text();
    let database = server.stop();
    // As if that had been long ago.
    database.execute("UPDATE audit_entries SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE recorded_at NOT IN (SELECT public_updated_at FROM members WHERE public_updated_at IS NOT NULL)").unwrap();
    let server = Serve::on(database)
        .with("AUDIT_RETENTION_DAYS", "30")
        .start();
    let editor = server.clerk("editor");
    crate::support::eventually("the trail is emptied", || {
        let left = server
            .database
            .count("audit_entries WHERE emptied_at IS NOT NULL");
        (left > 0).then_some(())
    });
    let page = editor
        .get(&format!("/audit?revision={}", first["revision"]))
        .ok();
    let line = &page["data"][0];
    assert_eq!(
        (&line["before"], &line["after"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        (&line["action"], &line["key"]["role"]),
        (&json!("update"), &json!("editor"))
    );
    assert!(line["emptied_at"].is_string());
    assert_eq!(line["changes"], json!([]));
    let at = |revision: &Value| editor.get(&format!("/members/open-huis-gent?as_of={revision}"));
    let told = at(&oldest["revision"]).problem(410)["detail"].to_string();
    assert!(told.contains("AUDIT_RETENTION_DAYS"), "{told}");
    // The next change, which is younger, has it still; and so it stands since the last one.
    assert_eq!(at(&first["revision"]).ok()["acronym"], "A");
    assert_eq!(at(&second["revision"]).ok()["acronym"], "B");
    let back = editor.post(&format!("/audit/{}/revert", first["revision"]), &json!({}));
    back.problem(409);
    let id = gone["id"].as_str().unwrap();
    assert_eq!(server.get(&format!("/v1/members/{id}")).status, 410);
    assert_eq!(server.get("/v1/changes").text(), public);
    assert_eq!(
        remains::of(&server.database, ["Old words"].iter(), &[]),
        [] as [String; 0]
    );
}

/// Every column that can hold words is looked into: as part of a record, or by its name.
#[test]
fn no_column_with_words_is_passed_over() {
    const RECORDS: &[&str] = &[
        "contacts",
        "location_accessibility",
        "location_labels",
        "location_languages",
        "locations",
        "member_languages",
        "member_lookups",
        "member_names",
        "member_slugs",
        "member_summaries",
        "members",
        "network",
        "network_descriptions",
        "network_imprints",
        "notes",
        "service_offer_accesses",
        "service_offer_audiences",
        "service_offer_countries",
        "service_offer_descriptions",
        "service_offer_eligibilities",
        "service_offer_languages",
        "service_offers",
        "service_type_former_codes",
        "service_type_labels",
        "service_type_search_words",
        "service_types",
    ];
    // Imports that wait are forgotten; a mirror holds what its origin's public knows.
    const FORGOTTEN: &[&str] = &["import_items", "import_pieces", "mirror", "mirror_pages"];
    const WORDLESS: &[&str] = &[
        "action",
        "cause",
        "contact_id",
        "event_id",
        "events",
        "fingerprint",
        "from_status",
        "hash",
        "id",
        "key_id",
        "kind",
        "lane",
        "lang",
        "language",
        "lease",
        "leased_until",
        "link_id",
        "member_id",
        "merged_into",
        "occurred_on",
        "other_id",
        "prefix",
        "previous_secret",
        "previous_secret_until",
        "rests_until",
        "role",
        "version",
        "secret",
        "since",
        "staff_id",
        "status",
        "subject",
        "subject_id",
        "to_status",
        "webhook_id",
    ];
    let server = TestServer::sample();
    let columns = match server.database.is_postgres() {
        true => {
            "SELECT table_name || '.' || column_name AS value FROM information_schema.columns \
             WHERE table_schema = 'public' AND data_type IN ('text', 'bytea', 'character varying')"
        }
        false => {
            "SELECT m.name || '.' || c.name AS value FROM sqlite_master AS m, pragma_table_info(m.name) AS c \
             WHERE m.type = 'table' AND c.type IN ('TEXT', 'BLOB')"
        }
    };
    let passed_over: Vec<String> = server
        .database
        .values(columns)
        .into_iter()
        .filter(|place| {
            let (table, column) = place.split_once('.').unwrap();
            let known = RECORDS.contains(&table)
                || FORGOTTEN.contains(&table)
                || table == "__diesel_schema_migrations"
                || WORDLESS.contains(&column)
                || column.ends_with("_at");
            !known && !texts::COLUMNS.contains(&(table, column))
        })
        .collect();
    assert_eq!(passed_over, [] as [String; 0]);
}
