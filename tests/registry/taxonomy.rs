//! The taxonomy: added to, relabelled, merged; and what the public sees of that at once.

use serde_json::{Value, json};

use super::trail::assert_the_trail_rebuilds_everything;
use crate::support::{Answer, ApiClient, TestServer, answer::texts};

fn dental() -> Value {
    json!({"code": "healthcare/teeth", "labels": {"en": "Teeth", "nl": "Tanden"}})
}

#[track_caller]
fn change(clerk: &ApiClient<'_>, method: &str, code: &str, more: &str, body: &Value) -> Answer {
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

/// A type that is added after another one went comes last, wherever the gap is.
#[test]
fn a_new_type_comes_last() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    for code in ["zoo", "yard", "xylophone"] {
        let wish = json!({"code": code, "labels": {"en": code}});
        admin.post("/service-types", &wish).created();
    }
    change(&admin, "DELETE", "zoo", "", &json!({}));
    let wish = json!({"code": "advice", "labels": {"en": "Advice"}});
    admin.post("/service-types", &wish).created();
    server.catch_up();
    let order = texts(&admin.get("/service-types").ok()["data"], "code");
    assert_eq!(order[4..], ["yard", "xylophone", "advice"]);
    assert_eq!(texts(&server.json("/v1/services")["data"], "code"), order);
}

#[test]
fn all_that_is_wrong_with_a_type_is_told_at_once() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let told = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    let wish = json!({"code": "none/x", "labels": {"fra": "X", "nl-BE": "X", "de": ""}});
    let answer = admin.post("/service-types", &wish);
    assert_eq!(
        answer.body_mistakes(),
        [
            told("/code", "unknown_parent"),
            told("/labels/fra", "unknown_lang"),
            told("/labels/nl-BE", "unknown_lang"),
            told("/labels/de", "required"),
            told("/labels/en", "required"),
        ]
    );
    let errors = answer.json()["errors"].clone();
    let told_of_fra = errors[1]["message"].as_str().unwrap_or_default();
    assert!(
        told_of_fra.ends_with("did you mean \"fr\"?"),
        "{told_of_fra}"
    );
    let wish = json!({"code": "labour", "former_codes": ["x"], "labels": {"nl": "X"}});
    assert_eq!(
        change(&admin, "PUT", "housing", "", &wish).body_mistakes(),
        [
            told("/code", "read_only"),
            told("/former_codes", "read_only"),
            told("/labels/en", "required"),
        ]
    );
}

/// A core code may absorb others; all that they stood for before goes with them.
#[test]
fn former_codes_follow_through_two_merges() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    for code in ["sheds", "barns"] {
        let wish = json!({"code": code, "labels": {"en": code}});
        admin.post("/service-types", &wish).created();
    }
    let offers = json!({"service_offers": [{"service": "sheds"}, {"service": "education"}]});
    admin.patch("open-huis-gent", &offers);
    change(&admin, "POST", "sheds", "/merge", &json!({"into": "barns"})).ok();
    let kept = change(
        &admin,
        "POST",
        "barns",
        "/merge",
        &json!({"into": "housing"}),
    )
    .ok();
    assert_eq!(kept["former_codes"], json!(["barns", "sheds"]));
    server.catch_up();
    for code in ["sheds", "barns", "housing"] {
        let found = server.slugs(&format!("/v1/members?service={code}&limit=200"));
        assert!(found.iter().any(|slug| slug == "open-huis-gent"), "{code}");
    }
    let wish = json!({"code": "sheds", "labels": {"en": "Sheds"}});
    let taken = admin.post("/service-types", &wish).body_mistakes();
    assert_eq!(taken, [("/code".to_owned(), "taken".to_owned())]);
    let lines = admin.get("/audit?action=merge&subject=member").ok();
    assert_eq!(
        lines["data"][0]["details"],
        json!({"service_type": "barns", "into": "housing"})
    );
}

#[test]
fn a_finer_service_comes_first_and_hides_nobody_who_says_no_more() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    for code in ["healthcare/doctor", "healthcare/dentist"] {
        let wish = json!({"code": code, "labels": {"en": code}});
        admin.post("/service-types", &wish).created();
    }
    let before = server.slugs("/v1/members?q=doctor&limit=200");
    let (doctor, dentist) = (&before[9], &before[3]);
    for (member, service) in [
        (doctor, "healthcare/doctor"),
        (dentist, "healthcare/dentist"),
    ] {
        admin.patch(member, &json!({"service_offers": [{"service": service}]}));
    }
    server.catch_up();
    let page = server.json("/v1/members?q=doctor&limit=200");
    assert_eq!(page["understood"][0]["value"], "healthcare/doctor");
    let found = server.slugs("/v1/members?q=doctor&limit=200");
    assert_eq!(&found[0], doctor);
    assert!(!found.contains(dentist));
    assert_eq!(found.len(), before.len() - 1);
}

#[test]
fn search_words_are_the_networks_own_in_the_languages_that_it_gives() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let understood =
        |query: &str| server.json(&format!("/v1/members?q={query}"))["understood"].clone();
    assert_eq!(understood("zzyzx"), json!([]));
    let words = |code: &str| {
        admin
            .get(&format!("/service-types/{code}/search-words"))
            .ok()
    };
    let of = |list: &Value, language: &str| {
        let lists = list["data"].as_array().expect("a list");
        lists
            .iter()
            .find(|one| one["language"] == language)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(of(&words("housing"), "nl")["own"], false);

    let given = json!({"search_words": {"nl": ["zzyzx", "een kot"], "ku": ["mal"]}});
    let patched = change(&admin, "PATCH", "housing", "", &given).ok();
    assert_eq!(patched["search_words"], given["search_words"]);
    assert_eq!(understood("zzyzx")[0]["value"], "housing");
    assert_eq!(understood("een+kot")[0]["value"], "housing");
    assert_eq!(understood("mal")[0]["value"], "housing");
    let list = words("housing");
    assert_eq!(
        of(&list, "nl"),
        json!({"language": "nl", "own": true, "words": ["zzyzx", "een kot"]})
    );
    assert_eq!(of(&list, "fr")["own"], false);
    // The words that ship in Dutch are gone; those of other needs are not.
    assert_eq!(understood("woonruimte&lang=nl"), json!([]));
    assert_eq!(understood("onderdak&lang=nl")[0]["value"], "housing");

    // They go out and come in with the taxonomy.
    let archive = admin.get("/export?format=ndjson").text();
    assert!(archive.contains("een kot"), "{archive}");
    let files = [(
        "service_types.csv",
        &b"code,search_words_nl,search_words_so\nhousing,,guri|hoy\n"[..],
    )];
    let import = admin.plan(&files, &[("into_sample", "true")]);
    admin.apply(&import).ok();
    let after = admin.get("/service-types/housing").ok();
    assert_eq!(
        after["search_words"],
        json!({"ku": ["mal"], "so": ["guri", "hoy"]})
    );

    for (bad, pointer) in [
        (json!({"en": "a room"}), "/search_words/en"),
        (json!({"en": ["a|b"]}), "/search_words/en"),
        (json!({"xx": ["room"]}), "/search_words"),
    ] {
        let answer = change(
            &admin,
            "PATCH",
            "housing",
            "",
            &json!({"search_words": bad}),
        );
        let mistakes = answer.body_mistakes();
        assert!(mistakes[0].0.starts_with(pointer), "{mistakes:?}");
    }
}

#[test]
fn a_finer_service_that_is_given_is_where_its_need_leads() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let value = || server.json("/v1/members?q=dentist")["understood"][0]["value"].clone();
    assert_eq!(value(), "healthcare");
    let dentist = json!({"code": "healthcare/dentist", "labels": {"en": "Dental care"}});
    admin.post("/service-types", &dentist).created();
    // Nobody gives it yet.
    assert_eq!(value(), "healthcare");
    let offer = json!({"service": "healthcare/dentist"});
    let path = "/members/open-huis-gent/service-offers";
    let made = admin.change("POST", path, "/members/open-huis-gent", &offer);
    made.created();
    assert_eq!(value(), "healthcare/dentist");
}
