//! A day at the secretariat, from the first key to the last line of the audit trail.

use serde_json::{Value, json};

use super::trail::{all_records, assert_the_trail_rebuilds_everything, entry_of, whole_trail};
use crate::support::{ApiClient, TestServer, sheets::sheets};

const MEMBERS: &str = "slug,name,language,country,status,joined_on,website\n\
    old-hand,Old Hand,en,BE,active,2005-05-01,https://old-hand.example\n\
    night-shelter-gent,Night Shelter Gent,en,BE,active,2010-01-01,https://night.example\n\
    law-corner,Law Corner,en,NL,active,2012-03-01,https://law.example\n";
const LOCATIONS: &str = "member,label,address,city,visibility\n\
    old-hand,office,Kerkstraat 1,Gent,public\n\
    night-shelter-gent,shelter,Verborgenlaan 7,Gent,public\n\
    law-corner,office,Damrak 5,Amsterdam,public\n";
const TEN: [&str; 10] = [
    "Aurora Helpdesk",
    "Bridge House",
    "Cedar Clinic",
    "Dawn School",
    "Elm Advice",
    "Fern Shelter",
    "Grove Legal Aid",
    "Harbour Network",
    "Iris Women",
    "Juniper Youth",
];

#[test]
fn a_day_at_the_secretariat() {
    let server = TestServer::of(&sheets().members(MEMBERS).locations(LOCATIONS));
    let (ann, ben) = (server.clerk("editor"), server.clerk("admin"));
    admit_ten(&ann);
    import_changes(&server, &ann);
    suspend_one(&server, &ann);
    hide_a_shelter(&server, &ann);
    two_editors_on_one_record(&ann, &ben);
    a_members_proposal(&server, &ann);
    a_wrong_merge(&server, &ann);
    a_contact_erased(&server, &ann, &ben);
    assert_the_trail_rebuilds_everything(&ben);
}

fn admit_ten(ann: &ApiClient<'_>) {
    for (number, name) in TEN.iter().enumerate() {
        let record = ann.create(&json!({
            "name": name,
            "country": if number % 2 == 0 { "DE" } else { "ES" },
            "languages": ["en"],
            "locations": [{"kind": "office", "city": "Berlin", "address": format!("Straße {number}")}],
            "service_offers": [{"service": "housing"}],
        }));
        let slug = record["slug"].as_str().unwrap();
        assert_eq!(ann.server.get(&format!("/v1/members/{slug}")).status, 404);
        ann.step(slug, "admit");
        assert_eq!(ann.server.get(&format!("/v1/members/{slug}")).status, 200);
    }
    assert_eq!(ann.server.json("/v1/network")["totals"]["members"], 13);
}

fn import_changes(server: &TestServer, ann: &ApiClient<'_>) {
    let changes = MEMBERS.replace("Old Hand,en", "Old Hands,en");
    server.import(&sheets().members(changes), &[]);
    assert_eq!(ann.get("/members/old-hand").ok()["name"], "Old Hands");
}

fn suspend_one(server: &TestServer, ann: &ApiClient<'_>) {
    ann.step("law-corner", "suspend");
    assert_eq!(server.get("/v1/members/law-corner").status, 410);
}

fn hide_a_shelter(server: &TestServer, ann: &ApiClient<'_>) {
    assert!(server.get("/v1/locations").text().contains("Verborgenlaan"));
    let record = ann.get("/members/night-shelter-gent").ok();
    let mut locations = record["locations"].clone();
    locations[0]["visibility"] = json!("hidden");
    ann.patch("night-shelter-gent", &json!({ "locations": locations }));
    for path in [
        "/v1/locations",
        "/v1/members",
        "/v1/members/night-shelter-gent",
    ] {
        assert!(!server.get(path).text().contains("Verborgenlaan"), "{path}");
    }
}

fn two_editors_on_one_record(ann: &ApiClient<'_>, ben: &ApiClient<'_>) {
    let path = "/members/old-hand";
    let (seen_by_ann, seen_by_ben) = (ann.tag(path), ben.tag(path));
    let patch = |clerk: &ApiClient<'_>, tag: &str, body: Value| {
        clerk.send("PATCH", path, &[("If-Match", tag)], Some(&body))
    };
    patch(
        ann,
        &seen_by_ann,
        json!({"phones": [{"number": "+32 9 111 11 11"}]}),
    )
    .ok();
    let late = patch(ben, &seen_by_ben, json!({"acronym": "OH"}));
    let problem = late.problem(412);
    assert_eq!(problem["current"]["phones"][0]["number"], "+32 9 111 11 11");
    let again = patch(ben, late.etag(), json!({"acronym": "OH"})).ok();
    assert_eq!(
        (&again["phones"][0]["number"], &again["acronym"]),
        (&json!("+32 9 111 11 11"), &json!("OH"))
    );
}

fn a_members_proposal(server: &TestServer, ann: &ApiClient<'_>) {
    let hand = server.member_clerk("old-hand");
    let proposal = hand
        .post(
            "/members/old-hand/proposals",
            &json!({"patch": {"email": "new@old-hand.example", "acronym": null}, "message": "We moved."}),
        )
        .created();
    assert!(ann.get("/members/old-hand").ok()["email"].is_null());
    let path = format!("/proposals/{}", proposal["id"].as_str().unwrap());
    let accepted = ann.change(
        "POST",
        &format!("{path}/accept"),
        &path,
        &json!({"fields": ["/email"]}),
    );
    assert_eq!(accepted.ok()["status"], "partly_accepted");
    let record = ann.get("/members/old-hand").ok();
    assert_eq!(
        (&record["email"], &record["acronym"]),
        (&json!("new@old-hand.example"), &json!("OH"))
    );
    assert_eq!(hand.get(&path).ok()["status"], "partly_accepted");
}

fn a_wrong_merge(server: &TestServer, ann: &ApiClient<'_>) {
    let before: Vec<Value> = all_records(ann).iter().map(entry_of).collect();
    let public = server.get("/v1/members?limit=200").json()["data"].clone();
    let merged = ann
        .change(
            "POST",
            "/members/bridge-house/merge",
            "/members/bridge-house",
            &json!({"absorb": "aurora-helpdesk"}),
        )
        .ok();
    assert_eq!(merged["former_slugs"], json!(["aurora-helpdesk"]));
    assert_eq!(merged["locations"].as_array().unwrap().len(), 2);
    assert_eq!(server.get("/v1/members/aurora-helpdesk").status, 308);
    let revision = &merged["revision"];
    let undo = json!({"revision": revision, "confirm_publication": true});
    ann.change(
        "POST",
        "/members/bridge-house/revert",
        "/members/bridge-house",
        &undo,
    )
    .ok();
    let after: Vec<Value> = all_records(ann).iter().map(entry_of).collect();
    assert_eq!(after, before);
    let again = server.get("/v1/members?limit=200").json()["data"].clone();
    let without_times = |mut members: Value| {
        for member in members.as_array_mut().unwrap() {
            member.as_object_mut().unwrap().shift_remove("updated_at");
        }
        members
    };
    assert_eq!(without_times(again), without_times(public));
}

fn a_contact_erased(server: &TestServer, ann: &ApiClient<'_>, ben: &ApiClient<'_>) {
    let person = json!({
        "name": "Zyta Quillfeather", "role": "coordinator", "email": "zyta@cedar.example",
        "legal_basis": "consent", "consented_on": "2026-01-05",
    });
    let record = ann.patch(
        "cedar-clinic",
        &json!({"contacts": [person], "notes": [{"text": "Zyta Quillfeather is on leave."}]}),
    );
    let contact = record["contacts"][0]["id"].as_str().unwrap().to_owned();
    ann.patch("cedar-clinic", &json!({"acronym": "CC"}));
    let path = format!("/members/cedar-clinic/contacts/{contact}/personal-data");
    let kept = ann.get(&path).ok();
    assert_eq!(kept["contact"]["email"], "zyta@cedar.example");
    assert_eq!(kept["mentions"], json!(["/notes/0/text"]));
    assert_eq!(
        kept["found"]["sentences"][0]["text"],
        "Zyta Quillfeather is on leave."
    );
    // Nothing is erased before somebody says what becomes of the note.
    let undecided = ben.change("DELETE", &path, "/members/cedar-clinic", &json!({}));
    let problem = undecided.problem(409);
    assert_eq!(problem["found"]["sentences"], kept["found"]["sentences"]);
    assert_eq!(
        ann.get("/members/cedar-clinic").ok()["contacts"][0]["name"],
        "Zyta Quillfeather"
    );
    let keep = json!({"sentences": "keep"});
    let erased = ben
        .change("DELETE", &path, "/members/cedar-clinic", &keep)
        .ok();
    assert_eq!(erased["mentions"], json!(["/notes/0/text"]));
    ann.patch("cedar-clinic", &json!({"notes": []}));
    assert_eq!(ann.get(&path).status, 404);
    let trail = Value::from(whole_trail(ben)).to_string();
    assert!(
        !trail.contains("zyta@cedar.example"),
        "the trail holds the e-mail"
    );
    if !server.database.is_postgres() {
        let folder = server.database.file();
        for file in std::fs::read_dir(folder.parent().unwrap()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(
                !text.contains("zyta@cedar.example"),
                "a file holds the e-mail"
            );
        }
    }
}
