//! What every change keeps to: its condition, its trial, its way back.

use serde_json::{Value, json};

use super::desk::{admitted, everything, path};
use crate::support::{Answer, ApiClient, TestServer};

/// Every way to change the member `key`: method, path behind it, and a body that is right.
fn writes() -> [(&'static str, &'static str, Option<Value>); 5] {
    [
        (
            "PUT",
            "",
            Some(json!({"name": "Open Huis", "country": "BE"})),
        ),
        ("PATCH", "", Some(json!({"acronym": "OH"}))),
        ("DELETE", "", None),
        ("POST", "/verify", None),
        (
            "POST",
            "/membership-events",
            Some(json!({"move": "suspend"})),
        ),
    ]
}

#[test]
fn a_change_says_which_state_of_the_record_it_is_about() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = "/members/open-huis-gent";
    editor.patch("open-huis-gent", &json!({"acronym": "A"}));
    let old = editor.tag(member);
    editor.patch("open-huis-gent", &json!({"acronym": "B"}));
    let (current, tag) = (editor.get(member).ok(), editor.tag(member));
    let weak = format!("W/{tag}");
    let another = editor.tag("/members/offene-tur-graz");
    let before = everything(&editor);
    for (method, below, body) in writes() {
        let path = format!("{member}{below}");
        let send = |headers: &[(&str, &str)]| editor.send(method, &path, headers, body.as_ref());
        for answer in [
            send(&[]),
            send(&[("If-Match", "*")]),
            send(&[("If-Match", " ")]),
        ] {
            let problem = answer.problem(428);
            let kind = problem["type"].as_str().unwrap();
            assert!(kind.ends_with("/precondition-required"), "{problem}");
        }
        for stale in [&old, &weak, &another, "nonsense", "\"1-0000000000000000\""] {
            let answer = send(&[("If-Match", stale)]);
            let problem = answer.problem(412);
            assert_eq!(problem["current"], current, "{method} {path} {stale}");
            assert_eq!(answer.etag(), tag, "{method} {path} {stale}");
        }
    }
    assert_eq!(everything(&editor), before);
    // One of several that fits is enough.
    let tags = format!("{old}, {tag}");
    let headers = [("If-Match", tags.as_str())];
    let patch = json!({"acronym": "C"});
    let taken = editor.send("PATCH", member, &headers, Some(&patch));
    assert_eq!(taken.ok()["acronym"], "C");
}

#[test]
fn a_patch_that_changes_nothing_makes_no_revision() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.get("/members/open-huis-gent").ok();
    let tag = editor.tag("/members/open-huis-gent");
    let before = everything(&editor);
    for patch in [
        json!({}),
        json!({"name": record["name"], "country": "BE"}),
        json!({"name": "  Open Huis Gent  "}),
        json!({"membership": {"type": "ordinary"}, "locations": record["locations"]}),
        json!({"listing": null, "confirm_publication": true}),
    ] {
        assert_eq!(editor.patch("open-huis-gent", &patch), record, "{patch}");
        assert_eq!(editor.tag("/members/open-huis-gent"), tag, "{patch}");
    }
    assert_eq!(everything(&editor), before);
}

/// A trial's answer, without what only the real change can know: numbers, times, new identifiers.
fn comparable(answer: &Answer) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for name in [
                    "updated_at",
                    "created_at",
                    "recorded_at",
                    "id",
                    "at",
                    "instance",
                ] {
                    fields.shift_remove(name);
                }
                for name in ["verified_at", "withdrawn_at"] {
                    if fields.get(name).is_some_and(Value::is_string) {
                        fields.insert(name.to_owned(), json!("now"));
                    }
                }
                fields.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut body = answer.json();
    strip(&mut body);
    body
}

/// Sends a change as a trial, which changes nothing, and then in earnest.
#[track_caller]
fn tried_and_done(clerk: &ApiClient<'_>, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let record = path.split('/').take(3).collect::<Vec<_>>().join("/");
    let tag = match path {
        "/members" => String::new(),
        _ => clerk.tag(&record),
    };
    let headers = [("If-Match", tag.as_str()), ("Idempotency-Key", "the-same")];
    let headers = if path == "/members" {
        &headers[1..]
    } else {
        &headers[..1]
    };
    let before = everything(clerk);
    let mut tried = Vec::new();
    for flag in ["dry_run=true", "dry_run=1", "dry_run"] {
        tried.push(clerk.send(method, &format!("{path}?{flag}"), headers, body));
        assert_eq!(everything(clerk), before, "{method} {path}?{flag}");
    }
    let done = clerk.send(method, path, headers, body);
    for trial in tried {
        // What succeeds on trial made nothing, so it is no 201 and has no Location.
        assert_eq!(
            trial.status,
            if done.status == 201 { 200 } else { done.status }
        );
        assert_eq!(trial.header("location"), None);
        assert_eq!(comparable(&trial), comparable(&done), "{method} {path}");
    }
    done
}

#[test]
fn a_trial_changes_nothing_and_answers_as_the_change_will() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let body = json!({
        "name": "Huis op Proef", "country": "BE",
        "locations": [{"kind": "office", "city": "Gent",
            "point": {"latitude": 4.0, "longitude": 51.0}}],
        "confirm_positions": true,
    });
    let made = tried_and_done(&editor, "POST", "/members", Some(&body));
    let path = path(&made.created());
    let patch = json!({"acronym": "HP"});
    assert_eq!(
        tried_and_done(&editor, "PATCH", &path, Some(&patch)).status,
        200
    );
    let wrong = json!({"acronym": 5, "founded_year": 1});
    assert_eq!(
        tried_and_done(&editor, "PATCH", &path, Some(&wrong)).status,
        422
    );
    let put = json!({"name": "Huis", "country": "NL"});
    assert_eq!(
        tried_and_done(&editor, "PUT", &path, Some(&put)).status,
        200
    );
    let events = format!("{path}/membership-events");
    let admit = json!({"move": "admit"});
    assert_eq!(
        tried_and_done(&editor, "POST", &events, Some(&admit)).status,
        422
    );
    let admit = json!({"move": "admit", "confirm_publication": true});
    assert_eq!(
        tried_and_done(&editor, "POST", &events, Some(&admit)).status,
        201
    );
    assert_eq!(
        tried_and_done(&editor, "POST", &events, Some(&admit)).status,
        409
    );
    let verify = format!("{path}/verify");
    assert_eq!(tried_and_done(&editor, "POST", &verify, None).status, 200);
    assert_eq!(tried_and_done(&editor, "DELETE", &path, None).status, 200);
    let restore = format!("{path}/restore");
    assert_eq!(tried_and_done(&editor, "POST", &restore, None).status, 422);
    let yes = json!({"confirm_publication": true});
    assert_eq!(
        tried_and_done(&editor, "POST", &restore, Some(&yes)).status,
        200
    );
}

#[test]
fn a_withdrawn_entry_is_kept_and_comes_back_only_when_that_is_meant() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = "/members/open-huis-gent";
    let public = "/v1/members/open-huis-gent";
    let before = server.get(public);
    before.ok();
    let total = server.json("/v1/members")["page"]["total"].clone();
    let withdrawn = editor.change("DELETE", member, member, &json!({})).ok();
    assert_eq!(withdrawn["withdrawn_at"], withdrawn["updated_at"]);
    server.get(public).problem(410);
    let id = withdrawn["id"].as_str().unwrap();
    server.get(&format!("/v1/members/{id}")).problem(410);
    let rest = server.json("/v1/members")["page"]["total"].clone();
    assert_eq!(rest.as_u64(), total.as_u64().map(|total| total - 1));
    // Staff find it among those withdrawn, and only there.
    let found = |query: &str| {
        let page = editor
            .get(&format!("/members?q=open huis gent{query}"))
            .ok();
        crate::support::answer::texts(&page["data"], "slug")
    };
    assert_eq!(found("&withdrawn=true"), ["open-huis-gent"]);
    assert_eq!(found(""), [""; 0]);
    assert_eq!(editor.get(member).ok(), withdrawn);
    editor
        .change("DELETE", member, member, &json!({}))
        .problem(409);

    let restore = format!("{member}/restore");
    let unconfirmed = [json!({}), json!({"confirm_publication": false})];
    for body in unconfirmed {
        let refused = editor.change("POST", &restore, member, &body);
        assert_eq!(
            refused.body_mistakes(),
            [(
                "/confirm_publication".to_owned(),
                "confirmation_required".to_owned()
            )]
        );
        server.get(public).problem(410);
    }
    let yes = json!({"confirm_publication": true});
    let back = editor.change("POST", &restore, member, &yes).ok();
    assert_eq!(back["withdrawn_at"], Value::Null);
    let shown = server.json(public);
    assert_eq!(shown["name"], before.json()["name"]);
    editor.change("POST", &restore, member, &yes).problem(409);
}

/// What the public would not see anyway comes back without a question.
#[test]
fn an_applicant_is_restored_without_confirmation() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = path(&editor.create(&json!({"name": "Huis Zonder", "country": "BE"})));
    let before = server.get("/v1/members");
    editor.change("DELETE", &member, &member, &json!({})).ok();
    let restore = format!("{member}/restore");
    editor.change("POST", &restore, &member, &json!({})).ok();
    assert_eq!(server.get("/v1/members").etag(), before.etag());
    let unknown = json!({"confirm": true});
    let refused = editor.change("POST", &restore, &member, &unknown);
    assert_eq!(refused.body_mistakes()[0].0, "/confirm");
}

#[test]
fn a_slug_or_an_external_id_belongs_to_one_member() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let first = json!({"name": "Eerste Huis", "country": "BE", "external_id": "CRM-1"});
    let first = admitted(&editor, &first);
    let other = editor.create(&json!({"name": "Tweede Ding", "country": "BE"}));
    editor.patch("eerste-huis", &json!({"slug": "voorste-huis"}));
    let taken = |pointer: &str| (pointer.to_owned(), "taken".to_owned());
    let before = everything(&editor);
    let both = json!({"external_id": "CRM-1", "slug": "voorste-huis"});
    let path = path(&other);
    let refused = editor.change("PATCH", &path, &path, &both);
    assert_eq!(
        refused.body_mistakes(),
        [taken("/slug"), taken("/external_id")]
    );
    // A slug that leads to a member for ever is taken too.
    let former = json!({"name": "Derde Plek", "country": "NL", "slug": "eerste-huis"});
    assert_eq!(
        editor.post("/members", &former).body_mistakes(),
        [taken("/slug")]
    );
    assert_eq!(everything(&editor), before);
    // One's own are not: neither as they are nor going back to an earlier one.
    let same = json!({"external_id": "CRM-1", "slug": "eerste-huis"});
    let back = editor.patch(first["id"].as_str().unwrap(), &same);
    assert_eq!(back["former_slugs"], json!(["voorste-huis"]));
}

#[test]
fn a_confirmed_entry_is_no_longer_among_the_stale() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let since = editor.patch("open-huis-gent", &json!({"acronym": "X"}))["updated_at"].clone();
    let since = since.as_str().unwrap();
    let stale = |since: &str| {
        let page = editor.get(&format!("/members?stale_since={since}")).ok();
        page["page"]["total"].as_u64().unwrap()
    };
    let all = stale(since);
    let verify = "/members/open-huis-gent/verify";
    let record = "/members/open-huis-gent";
    let verified = editor.change("POST", verify, record, &json!({})).ok();
    assert_eq!(verified["verified_at"], verified["updated_at"]);
    assert_eq!(verified["verified_by"], "secretariat");
    assert_eq!(stale(since), all - 1);
    assert_eq!(stale("2999-01-01"), all);
    let public = server.json("/v1/members/open-huis-gent");
    assert_eq!(public["verified_at"], verified["verified_at"]);
    assert_eq!(public["verified_by"], "secretariat");
    // Again is a newer confirmation; the member may give it for itself, and for nobody else.
    let own = server.member_clerk("open-huis-gent");
    let again = own.change("POST", verify, record, &json!({})).ok();
    assert!(again["verified_at"].as_str() > verified["verified_at"].as_str());
    assert_eq!(again["verified_by"], "organisation");
    // The public is told the side, and who it was only the trail.
    let public = server.json("/v1/members/open-huis-gent");
    assert_eq!(public["verified_by"], "organisation");
    let page = server.get("/members/open-huis-gent?lang=nl").text();
    assert!(page.contains("gecontroleerd door de organisatie"), "{page}");
    let trail = server.clerk("admin").get("/audit?action=verify").ok();
    let lines = trail["data"].as_array().unwrap();
    assert_ne!(lines[0]["key"]["id"], lines[1]["key"]["id"], "{lines:?}");
    let tag = editor.tag("/members/offene-tur-graz");
    let headers = [("If-Match", tag.as_str())];
    own.send("POST", "/members/offene-tur-graz/verify", &headers, None)
        .problem(403);
    let extra = json!({"verified_at": "2020-01-01T00:00:00Z"});
    let refused = editor.change("POST", verify, record, &extra);
    assert_eq!(refused.body_mistakes()[0].0, "/verified_at");
}

/// What the document lets be null in a patch can be taken out, and what it does not cannot.
#[test]
fn a_patch_takes_null_where_the_document_says_so() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let schemas = server.json("/openapi/registry.json")["components"]["schemas"].clone();
    let record = admin.get("/members/open-huis-gent").ok();
    let place = record["locations"][0]["id"].as_str().unwrap();
    let offer = record["service_offers"][0]["id"].as_str().unwrap();
    for (path, schema) in [
        ("".to_owned(), "MemberPatch"),
        (format!("/locations/{place}"), "LocationPatch"),
        (format!("/service-offers/{offer}"), "ServiceOfferPatch"),
    ] {
        let fields = &schemas[schema];
        assert!(fields["required"].is_null(), "{schema}");
        for (field, said) in fields["properties"].as_object().unwrap() {
            let null = json!("null");
            let kinds = said["type"].as_array().into_iter().flatten();
            let choices = said["oneOf"].as_array().into_iter().flatten();
            let is_nullable = kinds
                .chain(choices.map(|one| &one["type"]))
                .any(|kind| *kind == null);
            // A flag is no part of the record; null is as good as leaving it out.
            let is_flag = said["type"] == "boolean" && !is_nullable;
            let path = format!("/members/open-huis-gent{path}");
            let patch = json!({ field: null });
            let answer = admin.change("PATCH", &format!("{path}?dry_run=true"), &path, &patch);
            assert_eq!(
                answer.status == 200,
                is_nullable || is_flag,
                "{schema}.{field}: {}",
                answer.text()
            );
        }
    }
}
