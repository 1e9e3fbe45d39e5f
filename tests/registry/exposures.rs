//! Slips: what is hidden is not told by a public text, address, point or number in silence; and an
//! address that got out is hidden at once.

use serde_json::{Value, json};

use crate::support::{Answer, ApiClient, Database, Serve, TestServer, imports::import_path};

/// A member with a hidden shelter, an office, an offer and a person; the path of its record.
fn shelter(editor: &ApiClient<'_>) -> String {
    let made = editor.create(&json!({
        "name": "Huis Zonder Naam", "country": "BE", "languages": ["nl"],
        "summary": {"nl": "Opvang en advies."},
        "membership": {"status": "member"},
        "confirm_publication": true,
        "locations": [
            {"kind": "shelter", "address": "Geheimstraat 77", "city": "Zottegem",
             "phones": [{"number": "+32 9 999 99 99"}], "email": "nacht@huis.example",
             "point": {"latitude": 50.8701, "longitude": 3.8102}},
            {"kind": "office", "address": "Kerkstraat 1", "city": "Gent"},
        ],
        "service_offers": [{"service": "housing"}],
        "contacts": [{"name": "Anna Vandenbroucke", "email": "anna.v@mail.example",
            "legal_basis": "contract"}],
    }));
    format!("/members/{}", made["id"].as_str().unwrap())
}

fn patch(editor: &ApiClient<'_>, record: &str, body: &Value) -> Answer {
    editor.change("PATCH", record, record, body)
}

#[track_caller]
fn asks(answer: &Answer) -> String {
    assert_eq!(
        answer.body_mistakes(),
        [(
            "/confirm_publication".to_owned(),
            "confirmation_required".to_owned()
        )]
    );
    answer.json()["errors"][0].to_string()
}

#[test]
fn a_slip_is_told_before_it_is_published() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = shelter(&editor);
    let before = editor.get(&record).ok();
    let public = || {
        server
            .get(&format!("/v1{record}?fields=name,summary,phones,email"))
            .text()
    };
    let shown = public();
    let office = &before["locations"][1];
    for body in [
        json!({"summary": {"nl": "Kom naar de Geheimstr. 77."}}),
        json!({"name": "Huis in de 77 Geheimstraat"}),
        json!({"phones": [{"number": "0032 9 999 99 99"}]}),
        json!({"email": "nacht@huis.example"}),
        json!({"email": "Anna.V@mail.example"}),
        json!({"website": "https://kaart.example/?q=50.87012,3.81021"}),
        json!({"service_offers": [{"service": "housing", "audience": {"fr": "vraag naar Vandenbroucke Anna"}}]}),
        json!({"name": "A. Vandenbroucke"}),
        json!({"summary": {"nl": "50°52'12.4\"N 3°48'36.7\"E"}}),
    ] {
        let said = asks(&patch(&editor, &record, &body));
        assert!(said.contains(" tells "), "{body}: {said}");
    }
    let own = format!("{record}/locations/{}", office["id"].as_str().unwrap());
    for body in [
        json!({"label": {"fr": "Geheimstraat 77 bus 2"}}),
        json!({"city": "Geheimstraat"}),
        json!({"address": "Geheimstraat 77", "city": "Sottegem"}),
        json!({"point": {"latitude": 50.870_101, "longitude": 3.8102}}),
        json!({"opening_hours": "Mo-Fr, Geheimsraat 77"}),
    ] {
        asks(&editor.change("PATCH", &own, &record, &body));
    }
    assert_eq!(editor.get(&record).ok(), before);
    assert_eq!(public(), shown);
    // An ordinary change asks nothing.
    let ordinary = json!({"summary": {"nl": "Elke dag open, in Zottegem en Gent."}, "phones": [{"number": "+32 9 123 45 67"}]});
    patch(&editor, &record, &ordinary).ok();
}

#[test]
fn another_members_shelter_is_not_told_either() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    shelter(&editor);
    let other = "/members/open-huis-gent";
    for body in [
        json!({"kind": "office", "address": "77, Geheimstr.", "city": "Zotegem"}),
        json!({"kind": "office", "city": "Zottegem", "point": {"latitude": 50.8704, "longitude": 3.8103}}),
        json!({"kind": "office", "city": "Gent", "phones": [{"number": "09 999 99 99"}]}),
        json!({"kind": "office", "city": "Geheimstraat 77"}),
        json!({"kind": "office", "city": "Zottegem", "region": "Geheimstraat 77"}),
    ] {
        let places = format!("{other}/locations");
        let said = asks(&editor.change("POST", &places, other, &body));
        assert!(
            said.contains("another member's hidden shelter in Zottegem"),
            "{said}"
        );
    }
    for text in [
        "Bel 09 999 99 99",
        "Mail nacht+dag@huis.example",
        "50.8704, 3.8103",
    ] {
        asks(&patch(&editor, other, &json!({"summary": {"nl": text}})));
    }
    // What a member proposes is taken without a word, and asked about when it is accepted.
    let own = server.member_clerk("open-huis-gent");
    let filed = own
        .post(
            &format!("{other}/proposals"),
            &json!({"patch": {"phones": [{"number": "+32 9 999 99 99"}]}}),
        )
        .created();
    assert!(!filed.to_string().contains("Zottegem"));
    let proposal = format!("/proposals/{}", filed["id"].as_str().unwrap());
    let accept = format!("{proposal}/accept");
    asks(&editor.change("POST", &accept, &proposal, &json!({})));
    editor
        .change(
            "POST",
            &accept,
            &proposal,
            &json!({"confirm_publication": true}),
        )
        .ok();
}

#[test]
fn what_was_confirmed_leaves_the_list_until_it_changes() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = shelter(&editor);
    // The sample has some of its own.
    let listed = || {
        let mut listed = editor.get("/exposures").ok();
        let own = |found: &Value| found["member"]["name"] == "Huis Zonder Naam";
        listed["data"].as_array_mut().unwrap().retain(own);
        listed["data"].clone()
    };
    assert_eq!(listed(), json!([]));
    let slip =
        json!({"summary": {"nl": "Kom naar de Geheimstraat 77."}, "confirm_publication": true});
    patch(&editor, &record, &slip).ok();
    assert_eq!(listed(), json!([]));
    // The secret is another one now: the shelter has another door.
    let place = editor.get(&record).ok()["locations"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let own = format!("{record}/locations/{place}");
    editor
        .change(
            "PATCH",
            &own,
            &record,
            &json!({"address": "Geheimstraat 77 bus 5"}),
        )
        .ok();
    let found = listed();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    let found = &found[0];
    assert_eq!(found["pointer"], "/summary/nl");
    assert_eq!(found["tells"], "address");
    assert_eq!(found["about"]["id"], place.as_str());
    assert_eq!(found["member"]["name"], "Huis Zonder Naam");
    // An editor's word takes it from the list.
    let accept = format!("/exposures/{}/accept", found["id"].as_str().unwrap());
    editor.post(&accept, &json!({})).ok();
    assert_eq!(listed(), json!([]));
    editor.post(&accept, &json!({})).problem(404);
    let revised = json!({"summary": {"nl": "Kom naar Geheimstraat 77!"}});
    asks(&patch(&editor, &record, &revised));
}

#[test]
fn a_new_secret_that_can_be_read_already_is_told() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = "/members/open-huis-gent";
    let office = editor.get(record).ok()["locations"][0].clone();
    let made = editor.create(&json!({
        "name": "Nachtopvang Zonder Naam", "country": "BE", "languages": ["nl"],
        "summary": {"nl": "Opvang."},
        "locations": [{"kind": "shelter", "address": office["address"], "city": office["city"]}],
    }));
    let warnings = made["warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), 1, "{made}");
    assert_eq!(warnings[0]["code"], "public_elsewhere");
    assert_eq!(warnings[0]["pointer"], "/locations/0/address");
}

#[test]
fn a_person_who_is_named_already_is_told() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = shelter(&editor);
    let ask = json!({"summary": {"nl": "Vraag naar R. Dewael."}});
    patch(&editor, &record, &ask).ok();
    let person = json!({"name": "Roos Dewael", "legal_basis": "contract"});
    let path = format!("{record}/contacts");
    let made = editor.change("POST", &path, &record, &person).created();
    let warned = &made["warnings"][0];
    assert_eq!(
        (&warned["pointer"], &warned["code"]),
        (&json!("/summary/nl"), &json!("tells_secret")),
        "{made}"
    );
}

#[test]
fn a_merge_asks_about_the_secrets_that_come_with_it() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let one = editor.create(&json!({
        "name": "Alpha Huis", "country": "BE", "languages": ["fr"],
        "summary": {"fr": "31, rue des Pivoines; demandez Nadia Benali"},
        "membership": {"status": "member"}, "confirm_publication": true,
    }));
    let other = editor.create(&json!({
        "name": "Bravo Maison", "country": "BE", "languages": ["fr"],
        "membership": {"status": "member"}, "confirm_publication": true,
        "locations": [{"kind": "shelter", "city": "Namur", "address": "Rue des Pivoines 31"}],
        "contacts": [{"name": "Nadia Benali", "legal_basis": "contract"}],
    }));
    let record = format!("/members/{}", one["id"].as_str().unwrap());
    let merge = format!("{record}/merge");
    let said = asks(&editor.change("POST", &merge, &record, &json!({"absorb": other["id"]})));
    assert!(
        said.contains("hidden shelter in Namur")
            && said.contains("the name of one of its contacts"),
        "{said}"
    );
    let confirmed = json!({"absorb": other["id"], "confirm_publication": true});
    editor.change("POST", &merge, &record, &confirmed).ok();
    let listed = editor.get("/exposures").ok();
    assert!(!listed.to_string().contains("Alpha Huis"), "{listed}");
}

#[test]
fn what_the_network_says_itself_is_searched_too() {
    let server = TestServer::sample();
    let (editor, admin) = (server.clerk("editor"), server.clerk("admin"));
    shelter(&editor);
    for text in [
        "Kom naar Geheimstr. 77",
        "Bel 09 999 99 99",
        "Ask A. Vandenbroucke",
    ] {
        let slip = json!({"description": {"en": text}});
        let said = asks(&admin.change("PATCH", "/network", "/network", &slip));
        assert!(said.contains("\\\"description/en\\\" tells"), "{said}");
    }
    let label = json!({"code": "housing/night", "labels": {"en": "Night at Geheimstraat 77"}});
    asks(&admin.post("/service-types", &label));
    let meant =
        json!({"description": {"en": "Kom naar Geheimstr. 77"}, "confirm_publication": true});
    admin.change("PATCH", "/network", "/network", &meant).ok();
    // What stands there is not asked about again.
    let more = json!({"short_name": "NOH"});
    admin.change("PATCH", "/network", "/network", &more).ok();
}

#[test]
fn an_import_asks_too() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    shelter(&editor);
    let file = "slug,summary_nl\nhuis-zonder-naam,Kom naar Geheimstraat 77\n".as_bytes();
    let import = editor.plan(&[("members.csv", file)], &[("skip_refused", "true")]);
    let refused = editor.items(&import, "refused");
    assert_eq!(
        refused[0]["refusal"]["code"], "confirmation_required",
        "{refused:?}"
    );
    let import = editor.plan(
        &[("members.csv", file)],
        &[("confirm_publication", "true"), ("into_sample", "true")],
    );
    editor.apply(&import).ok();
    assert!(
        server
            .get("/v1/members/huis-zonder-naam")
            .text()
            .contains("Geheimstraat")
    );
    assert!(import_path(&import).starts_with("/imports/"));
}

/// Until another node has looked, it may fill a cache again with what was.
#[test]
fn caches_have_forgotten_once_every_node_has_looked() {
    let server = Serve::on(Database::sample()).with("POLL_INTERVAL_MS", "30000");
    let server = server.start();
    let editor = server.clerk("editor");
    let hidden = editor.post("/members/open-huis-gent/hide", &json!({})).ok();
    let at = |time: &Value| time.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let written = at(&hidden["record"]["updated_at"]);
    let lasts = at(&hidden["caches_forget_at"]).duration_since(written);
    assert_eq!(lasts.as_secs(), 30 + 60 + 300);
}

#[test]
fn a_member_is_hidden_at_once_and_a_place_of_it_too() {
    let server = TestServer::sample();
    let (admin, editor) = (server.clerk("admin"), server.clerk("editor"));
    let record = shelter(&editor);
    let slip = json!({"summary": {"nl": "Kerkstraat 1 is ons huis."}});
    patch(&editor, &record, &slip).ok();
    let office = editor.get(&record).ok()["locations"][1]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let hide = format!("{record}/locations/{office}/hide");
    let hidden = editor.post(&hide, &json!({})).ok();
    assert_eq!(hidden["record"]["locations"][1]["visibility"], "hidden");
    let warned = &hidden["record"]["warnings"][0];
    assert_eq!(
        (&warned["pointer"], &warned["code"]),
        (&json!("/summary/nl"), &json!("tells_secret"))
    );
    assert!(
        hidden["addresses"]
            .to_string()
            .contains("/v1/members/huis-zonder-naam")
    );
    // Said again, it is so already.
    let version = editor.get(&record).ok()["version"].clone();
    editor.post(&hide, &json!({})).ok();
    assert_eq!(editor.get(&record).ok()["version"], version);
    let hidden = admin.post(&format!("{record}/hide"), &json!({})).ok();
    assert!(hidden["record"]["withdrawn_at"].is_string());
    server.get("/v1/members/huis-zonder-naam").problem(410);
    editor
        .post(&format!("{record}/locations/nobody/hide"), &json!({}))
        .problem(404);
    let trail = editor.get("/audit?limit=5").ok();
    assert_eq!(trail["data"][0]["action"], "hide");
}

/// What editors do all day asks nothing: an address, a number or a text that only looks alike.
#[test]
fn ordinary_changes_are_not_asked_about() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let listed = server
        .get("/v1/members?limit=200&fields=id,slug,summary")
        .ok();
    let members = listed["data"].as_array().unwrap();
    let (mut made, mut asked) = (0, Vec::new());
    for (number, member) in members.iter().take(105).enumerate() {
        let record = format!("/members/{}", member["id"].as_str().unwrap());
        let whole = editor.get(&record);
        let other = &members[(number * 7 + 13) % members.len()];
        let mut changes = vec![
            json!({"summary": {"en": other["summary"]}}),
            json!({"phones": [{"number": format!("+32 9 {:03} {:02} {:02}", number + 100, number % 90 + 10, 42)}]}),
            json!({"email": format!("info{number}@example.org")}),
            json!({"name": format!("{} {number}", other["slug"].as_str().unwrap())}),
        ];
        let mut places = whole.ok()["locations"].clone();
        for place in places.as_array_mut().unwrap() {
            if place["visibility"] == "public" {
                place["address"] = json!(format!("Stationsstraat {}", number + 1));
                place["opening_hours"] = json!("Mo-Fr 09:00-17:00");
                place["point"] = Value::Null;
            }
        }
        changes.push(json!({ "locations": places }));
        for change in changes {
            let tag = [("If-Match", whole.etag())];
            let tried = editor.send(
                "PATCH",
                &format!("{record}?dry_run=true"),
                &tag,
                Some(&change),
            );
            made += 1;
            if tried.status != 200 {
                asked.push(format!("{change}: {}", tried.text()));
            }
        }
    }
    assert!(made > 500, "{made}");
    assert!(
        asked.len() * 500 < made,
        "{} of {made}: {asked:#?}",
        asked.len()
    );
}
