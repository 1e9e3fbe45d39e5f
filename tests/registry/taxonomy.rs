//! The taxonomy: added to, relabelled, merged; and what the public sees of that at once.

use serde_json::{Value, json};

use crate::{
    support::{Answer, Clerk, TestServer},
    trail::assert_the_trail_rebuilds_everything,
};

fn dental() -> Value {
    json!({"code": "healthcare/teeth", "labels": {"en": "Teeth", "nl": "Tanden"}})
}

#[track_caller]
fn change(clerk: &Clerk<'_>, method: &str, code: &str, more: &str, body: &Value) -> Answer {
    let record = format!("/service-types/{}", code.replace('/', "%2F"));
    clerk.change(method, &format!("{record}{more}"), &record, body)
}

fn public_codes(server: &TestServer) -> Vec<String> {
    let services = server.json("/v1/services").to_string();
    ["healthcare/teeth", "healthcare/dents", "housing"]
        .into_iter()
        .filter(|code| services.contains(&format!("\"{code}\"")))
        .map(String::from)
        .collect()
}

#[test]
fn a_type_is_added_relabelled_and_removed() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let made = admin.post("/service-types", &dental());
    made.created();
    assert!(
        made.header("location")
            .unwrap()
            .ends_with("/service-types/healthcare%2Fteeth")
    );
    assert_eq!(public_codes(&server), ["healthcare/teeth", "housing"]);
    let patched = change(
        &admin,
        "PATCH",
        "healthcare/teeth",
        "",
        &json!({"labels": {"fr": "Dents"}}),
    )
    .ok();
    assert_eq!(
        patched["labels"],
        json!({"en": "Teeth", "nl": "Tanden", "fr": "Dents"})
    );
    assert!(
        server
            .json("/v1/services?lang=fr")
            .to_string()
            .contains("Dents")
    );
    let removed = change(&admin, "DELETE", "healthcare/teeth", "", &json!({}));
    assert_eq!(removed.status, 204, "{}", removed.text());
    assert_eq!(public_codes(&server), ["housing"]);
}

#[test]
fn what_cannot_be_is_refused() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let mistakes = |body: Value| admin.post("/service-types", &body).body_mistakes();
    let told = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    let labels = json!({"en": "X"});
    assert_eq!(
        mistakes(json!({"code": "housing", "labels": labels})),
        told("/code", "taken")
    );
    assert_eq!(
        mistakes(json!({"code": "none/x", "labels": labels})),
        told("/code", "unknown_parent")
    );
    assert_eq!(
        mistakes(json!({"code": "x", "labels": {"nl": "X"}})),
        told("/labels/en", "required")
    );
    assert!(!mistakes(json!({"code": "X y", "labels": {"xx": "X"}})).is_empty());
    for core in ["housing", "healthcare", "labour", "education"] {
        change(&admin, "DELETE", core, "", &json!({})).problem(409);
        change(&admin, "POST", core, "/merge", &json!({"into": "housing"})).problem(409);
    }
    admin.post("/service-types", &dental()).created();
    admin
        .send("DELETE", "/service-types/healthcare%2Fteeth", &[], None)
        .problem(428);
    let stale = admin.send(
        "DELETE",
        "/service-types/healthcare%2Fteeth",
        &[("If-Match", "\"x\"")],
        None,
    );
    assert_eq!(stale.problem(412)["current"]["code"], "healthcare/teeth");
    let renamed = change(
        &admin,
        "PUT",
        "healthcare/teeth",
        "",
        &json!({"code": "y", "labels": labels}),
    );
    assert_eq!(renamed.body_mistakes(), told("/code", "read_only"));
    assert!(
        admin
            .get("/service-types/housng")
            .text()
            .contains("housing")
    );
}

#[test]
fn a_merged_code_finds_what_it_became() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    admin.post("/service-types", &dental()).created();
    let other = json!({"code": "healthcare/dents", "labels": {"en": "Dents"}});
    admin.post("/service-types", &other).created();
    admin.patch(
        "open-huis-gent",
        &json!({"service_offers": [{"service": "healthcare/teeth"}]}),
    );
    change(&admin, "DELETE", "healthcare/teeth", "", &json!({})).problem(409);
    let kept = change(
        &admin,
        "POST",
        "healthcare/teeth",
        "/merge",
        &json!({"into": "healthcare/dents"}),
    )
    .ok();
    assert_eq!(kept["former_codes"], json!(["healthcare/teeth"]));
    assert_eq!(public_codes(&server), ["healthcare/dents", "housing"]);
    for code in ["healthcare/teeth", "healthcare/dents"] {
        assert_eq!(
            server.slugs(&format!("/v1/members?service={code}")),
            ["open-huis-gent"]
        );
    }
    assert_the_trail_rebuilds_everything(&admin);
    let merge = admin.get("/audit?action=merge&subject=service_type").ok();
    let path = format!("/audit/{}/revert", merge["data"][0]["revision"]);
    admin.post(&path, &json!({})).ok();
    assert_eq!(
        public_codes(&server),
        ["healthcare/teeth", "healthcare/dents", "housing"]
    );
    assert_eq!(
        server.slugs("/v1/members?service=healthcare/teeth"),
        ["open-huis-gent"]
    );
    assert!(
        server
            .slugs("/v1/members?service=healthcare/dents")
            .is_empty()
    );
}
