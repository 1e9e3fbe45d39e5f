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
