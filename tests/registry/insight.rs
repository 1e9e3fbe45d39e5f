//! The network as the public sees it, in numbers, and whoever is in it twice.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{ApiClient, TestServer, sample::SAMPLE};

const GENT: &str = "open-huis-gent";

#[track_caller]
fn preview(clerk: &ApiClient<'_>, member: &str, query: &str) -> Value {
    clerk
        .get(&format!("/members/{member}/public-preview{query}"))
        .ok()
}

#[test]
fn the_preview_of_a_public_member_is_what_the_public_gets_byte_for_byte() {
    let server = TestServer::sample();
    let (editor, own) = (server.clerk("editor"), server.member_clerk(GENT));
    editor.patch(
        GENT,
        &json!({"contacts": [{"name": "Zyta", "legal_basis": "contract"}]}),
    );
    editor.patch(GENT, &json!({"phones": [{"number": "+32 9 123 45 67"}]}));
    for query in ["", "?lang=nl", "?lang=fr"] {
        let public = server.get(&format!("/v1/members/{GENT}{query}"));
        public.ok();
        let expected = format!(
            "{{\"public\":true,\"reason\":null,\"member\":{}}}",
            public.text()
        );
        for clerk in [&editor, &own] {
            let path = format!("/members/{GENT}/public-preview{query}");
            let shown = clerk.get(&path);
            assert_eq!(shown.text(), expected, "{query}");
            assert_eq!(shown.etag(), clerk.tag(&format!("/members/{GENT}")));
        }
    }
    own.get("/members/schule-fur-alle-wien/public-preview")
        .problem(403);
    editor.get("/members/nobody/public-preview").problem(404);
    let wrong = editor.get(&format!("/members/{GENT}/public-preview?as_if=publisht"));
    assert_eq!(
        wrong.mistakes(),
        [("as_if".to_owned(), "unknown_code".to_owned())]
    );
}

#[test]
fn the_preview_of_a_change_is_what_the_public_gets_once_it_is_made() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = format!("/members/{GENT}/public-preview");
    let before = editor.get(&format!("/members/{GENT}")).text();
    let patch =
        json!({"acronym": "OHX", "summary": {"nl": "Een dak boven je hoofd."}, "locations": []});
    let supposed = editor.post(&path, &patch).ok();
    assert_eq!(editor.get(&format!("/members/{GENT}")).text(), before);
    let refused = editor.post(&path, &json!({"acronym": "", "founded_year": 3000}));
    let mut mistaken: Vec<String> = refused
        .body_mistakes()
        .into_iter()
        .map(|(at, _)| at)
        .collect();
    mistaken.sort();
    assert_eq!(mistaken, ["/acronym", "/founded_year"]);

    editor.patch(GENT, &patch);
    let mut shown = server.json(&format!("/v1/members/{GENT}?lang=en"));
    // Only the books know when a change was made.
    shown["updated_at"] = supposed["member"]["updated_at"].clone();
    assert_eq!(supposed["member"], shown);
    server.clerk("partner").post(&path, &json!({})).problem(403);
}

#[test]
fn the_preview_says_why_the_public_does_not_see_a_member() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let reason = |member: &str| {
        let shown = preview(&editor, member, "");
        assert_eq!(
            (&shown["public"], &shown["member"]),
            (&json!(false), &Value::Null)
        );
        assert!(shown.get("as_if_admitted").is_none());
        shown["reason"].as_str().unwrap().to_owned()
    };
    let before = server.json(&format!("/v1/members/{GENT}"));
    editor.patch(GENT, &json!({"listing": "unlisted"}));
    assert_eq!(reason(GENT), "unlisted");
    let mut supposed = preview(&editor, GENT, "?as_if=published")["as_if_admitted"].clone();
    supposed["updated_at"] = before["updated_at"].clone();
    assert_eq!(supposed, before);
    editor.step(GENT, "suspend");
    assert_eq!(reason(GENT), "status");
    let path = format!("/members/{GENT}");
    let tag = editor.tag(&path);
    editor
        .send("DELETE", &path, &[("If-Match", &tag)], None)
        .ok();
    assert_eq!(reason(GENT), "withdrawn");
    let absorbed = editor.get("/members/schule-fur-alle-wien").ok();
    let id = absorbed["id"].as_str().unwrap();
    let into = "/members/bundnis-wohnen-fur-alle-linz";
    let body = json!({"absorb": id, "confirm_publication": true});
    editor
        .change("POST", &format!("{into}/merge"), into, &body)
        .ok();
    assert_eq!(reason(id), "merged");
}

#[test]
fn what_an_admission_would_show_is_what_it_shows() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    editor.create(&json!({
        "name": "Nieuw Huis Mechelen", "country": "BE",
        "locations": [
            {"kind": "shelter", "city": "Mechelen", "address": "Secret 3"},
            {"kind": "office", "city": "Mechelen", "address": "Markt 1"},
        ],
        "notes": [{"text": "Nobody reads this."}],
    }));
    let shown = preview(&editor, "nieuw-huis-mechelen", "?as_if=published");
    assert_eq!(
        (&shown["public"], &shown["reason"]),
        (&json!(false), &json!("status"))
    );
    let text = shown.to_string();
    assert!(text.contains("Markt 1"), "{text}");
    assert!(
        !text.contains("Secret 3") && !text.contains("Nobody reads"),
        "{text}"
    );
    editor.step("nieuw-huis-mechelen", "admit");
    let public = server.json("/v1/members/nieuw-huis-mechelen");
    let mut supposed = shown["as_if_admitted"].clone();
    // The day of the admission, and its time.
    supposed["updated_at"] = public["updated_at"].clone();
    supposed["membership"]["joined_on"] = public["membership"]["joined_on"].clone();
    assert_eq!(supposed, public);
}

/// What is counted, by its value.
#[track_caller]
fn counts(statistics: &Value, list: &str) -> BTreeMap<String, u64> {
    let rows = statistics[list].as_array().unwrap();
    let counts: BTreeMap<_, _> = rows
        .iter()
        .map(|row| {
            let value = row["value"]
                .as_str()
                .map_or_else(|| row["value"].to_string(), str::to_owned);
            (value, row["count"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(counts.len(), rows.len(), "{list} names a value twice");
    counts
}

fn tally(of: impl Fn(&crate::support::sample::Row) -> String) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for member in &SAMPLE.members {
        *counts.entry(of(member)).or_default() += 1;
    }
    counts
}

fn without_zeros(mut counts: BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    counts.retain(|_, count| *count > 0);
    counts
}

#[test]
fn the_statistics_count_the_sample_network() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let statistics = editor.get("/statistics").ok();
    assert_eq!(SAMPLE.members.len(), 155);
    assert_eq!(
        (&statistics["total"], &statistics["withdrawn_entries"]),
        (&json!(155), &json!(0))
    );
    let by_status = counts(&statistics, "by_status");
    assert_eq!(
        (
            by_status["member"],
            by_status["applicant"],
            by_status["former"]
        ),
        (155, 0, 0)
    );
    assert_eq!(by_status.values().sum::<u64>(), 155);
    let by_type = counts(&statistics, "by_type");
    assert_eq!(
        without_zeros(by_type),
        tally(|member| member["membership_type"].clone())
    );
    let by_country = counts(&statistics, "by_country");
    assert_eq!(by_country, tally(|member| member["country"].clone()));
    let by_year = counts(&statistics, "by_year_joined");
    assert_eq!(by_year, tally(|member| member["joined_on"][..4].to_owned()));
    assert_eq!(statistics["by_year_left"], json!([]));
    let dutch = editor.get("/statistics?lang=nl").ok();
    let belgium = |statistics: &Value| {
        let rows = statistics["by_country"].as_array().unwrap();
        let row = rows.iter().find(|row| row["value"] == "BE").unwrap();
        row["label"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        (belgium(&statistics), belgium(&dutch)),
        ("Belgium".to_owned(), "België".to_owned())
    );
}

#[test]
fn the_statistics_follow_a_membership_from_its_application_to_its_end() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let read = || editor.get("/statistics").ok();
    let first = read();
    editor.create(&json!({"name": "Nieuw Huis Mechelen", "country": "BE"}));
    let applied = read();
    let of = |statistics: &Value, list: &str, value: &str| {
        counts(statistics, list).get(value).copied().unwrap_or(0)
    };
    assert_eq!(applied["total"], 156);
    assert_eq!(of(&applied, "by_status", "applicant"), 1);
    assert_eq!(of(&applied, "by_status", "member"), 155);
    assert_eq!(
        of(&applied, "by_country", "BE"),
        of(&first, "by_country", "BE") + 1
    );
    assert_eq!(applied["by_year_joined"], first["by_year_joined"]);
    let admitted = editor.step("nieuw-huis-mechelen", "admit");
    let year = admitted["membership"]["joined_on"].as_str().unwrap()[..4].to_owned();
    let after = read();
    assert_eq!(after["revision"], admitted["revision"]);
    assert_eq!(
        (
            of(&after, "by_status", "applicant"),
            of(&after, "by_status", "member")
        ),
        (0, 156)
    );
    assert_eq!(
        of(&after, "by_year_joined", &year),
        of(&first, "by_year_joined", &year) + 1
    );
    editor.step("nieuw-huis-mechelen", "end");
    let ended = read();
    assert_eq!(
        (
            of(&ended, "by_status", "member"),
            of(&ended, "by_status", "former")
        ),
        (155, 1)
    );
    assert_eq!(ended["by_year_joined"], after["by_year_joined"]);
    assert_eq!(counts(&ended, "by_year_left").values().sum::<u64>(), 1);
    let path = "/members/nieuw-huis-mechelen";
    let tag = editor.tag(path);
    editor
        .send("DELETE", path, &[("If-Match", &tag)], None)
        .ok();
    let withdrawn = read();
    assert_eq!(
        (&withdrawn["total"], &withdrawn["withdrawn_entries"]),
        (&json!(155), &json!(1))
    );
    for list in [
        "by_status",
        "by_type",
        "by_country",
        "by_year_joined",
        "by_year_left",
    ] {
        assert_eq!(withdrawn[list], first[list], "{list}");
    }
}

#[test]
fn a_member_that_is_probably_there_already_is_made_only_when_that_is_meant() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let listed = || editor.get("/duplicates").ok();
    let before = listed()["total"].as_u64().unwrap();
    let body = json!({
        "name": "Open Huis Gent vzw", "country": "BE", "website": "https://www.open-huis-gent.example.org/",
    });
    let refused = editor.post("/members", &body).problem(409);
    let candidates = refused["candidates"].as_array().unwrap();
    assert_eq!(candidates[0]["slug"], GENT);
    let reasons = candidates[0]["reasons"].as_array().unwrap();
    assert!(reasons.contains(&json!("same_website")), "{reasons:?}");
    assert!(reasons.contains(&json!("similar_name")), "{reasons:?}");
    assert_eq!(editor.get("/members").ok()["page"]["total"], 155);
    let mut meant = body.clone();
    meant["allow_duplicate"] = json!(true);
    let made = editor.create(&meant);
    let gent = editor.get(&format!("/members/{GENT}")).ok();
    let now = listed();
    assert_eq!(now["total"], before + 1);
    let pair = now["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|pair| {
            pair["members"]
                .to_string()
                .contains(made["id"].as_str().unwrap())
        })
        .expect("the pair is listed");
    let members = pair["members"].as_array().unwrap();
    assert_eq!(members.len(), 2);
    for record in [&made, &gent] {
        let suspect = members
            .iter()
            .find(|member| member["id"] == record["id"])
            .unwrap();
        assert_eq!(
            (&suspect["name"], &suspect["slug"], &suspect["status"]),
            (
                &record["name"],
                &record["slug"],
                &record["membership"]["status"]
            )
        );
    }
    assert_eq!(pair["reasons"], candidates[0]["reasons"]);
    assert_eq!(
        editor.get("/duplicates?limit=1").ok()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(editor.get("/duplicates?limit=0").mistakes()[0].0, "limit");
    let path = format!("/members/{GENT}");
    let merge = json!({"absorb": made["id"], "confirm_publication": true});
    editor
        .change("POST", &format!("{path}/merge"), &path, &merge)
        .ok();
    assert_eq!(listed()["total"], before);
}

#[test]
fn members_that_were_told_apart_are_not_asked_about_until_that_is_taken_back() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let total = |query: &str| editor.get(&format!("/duplicates{query}")).ok()["total"].clone();
    let before = total("").as_u64().unwrap();
    let made = editor.create(&json!({
        "name": "Open Huis Gent vzw", "country": "BE", "allow_duplicate": true,
    }));
    assert_eq!(total(""), before + 1);
    let path = format!("/members/{GENT}");
    let tell = |body: &Value| editor.change("POST", &format!("{path}/distinct"), &path, body);
    tell(&json!({"from": made["slug"]})).ok();
    assert_eq!(
        (total(""), total("?distinct=true")),
        (json!(before), json!(1))
    );
    assert_eq!(editor.get("/today").ok()["duplicates"], before);
    // Whichever of the two is named, and however often; saying it again changes nothing.
    let revisions = server.database.revisions();
    tell(&json!({"from": made["id"]})).ok();
    assert_eq!(server.database.revisions(), revisions);
    let trail = editor.get(&format!("/audit?member={GENT}&limit=1")).ok();
    assert_eq!(trail["data"][0]["action"], "tell_apart");
    tell(&json!({"from": made["slug"], "distinct": false})).ok();
    assert_eq!(
        (total(""), total("?distinct=true")),
        (json!(before + 1), json!(0))
    );
    for from in [GENT, "nobody-at-all"] {
        assert_eq!(
            tell(&json!({"from": from})).body_mistakes(),
            [("/from".to_owned(), "unknown_member".to_owned())]
        );
    }
    // What was said of a member goes with it.
    tell(&json!({"from": made["slug"]})).ok();
    let other = format!("/members/{}", made["slug"].as_str().unwrap());
    let admin = server.clerk("admin");
    let purged = admin.change("POST", &format!("{other}/purge"), &other, &json!({}));
    assert_eq!(purged.status, 204, "{}", purged.text());
    assert_eq!(server.database.count("distinct_members"), 0);
}

#[test]
fn a_name_that_nobody_has_makes_no_suspects() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.get("/duplicates").ok();
    editor.create(&json!({"name": "Qwyx Zorvalen", "country": "FI"}));
    assert_eq!(editor.get("/duplicates").ok(), before);
    // Nearly the same name in another country is another organisation.
    editor.create(&json!({"name": "Qwyx Zorvalen", "country": "PT"}));
    assert_eq!(editor.get("/duplicates").ok(), before);
    editor
        .post(
            "/members",
            &json!({"name": "Qwyx Zorvalenn", "country": "FI"}),
        )
        .problem(409);
}
