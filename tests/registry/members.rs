//! Records of members: made, read, changed, withdrawn.

use serde_json::json;

use crate::support::TestServer;

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
