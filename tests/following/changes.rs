//! `/v1/changes`, a page at a time.

use serde_json::{Value, json};

use crate::support::{Database, Serve, TestServer, answer::texts, eventually, sheets::sheets};

/// Three listed members, one that is not, one place that is hidden.
pub fn small() -> TestServer {
    let sheets = sheets()
        .members(
            "slug,name,language,country,status,listing\n\
             open,Open Huis,nl,BE,active,listed\n\
             haven,De Haven,nl,NL,active,listed\n\
             licht,Licht,nl,DE,active,listed\n\
             quiet,Stil Huis,nl,BE,active,unlisted\n",
        )
        .locations(
            "member,label,address,city,visibility\n\
             open,office,Kerkstraat 1,Gent,public\n\
             open,shelter,Verborgenlaan 7,Gent,hidden\n",
        );
    TestServer::of(&sheets)
}

/// What somebody who is up to date asks with.
pub fn latest(server: &TestServer) -> String {
    let page = server.json("/v1/changes?limit=1000");
    assert_eq!(page["page"]["more"], false);
    page["next"].as_str().unwrap().to_owned()
}

/// The kinds of the changes with their slugs.
fn told(page: &Value) -> Vec<(String, String)> {
    let kinds = texts(&page["data"], "kind");
    kinds
        .into_iter()
        .zip(texts(&page["data"], "slug"))
        .collect()
}

fn pair(kind: &str, slug: &str) -> (String, String) {
    (kind.to_owned(), slug.to_owned())
}

#[test]
fn the_beginning_is_everything_public_and_nothing_else() {
    let server = small();
    let answer = server.get("/v1/changes");
    let page = answer.ok();
    let mut slugs = texts(&page["data"], "slug");
    slugs.sort();
    assert_eq!(slugs, ["haven", "licht", "open"]);
    assert!(
        page["data"]
            .as_array()
            .unwrap()
            .iter()
            .all(|change| change["kind"] == "published" && change["member"]["name"].is_string())
    );
    assert_eq!(page["service_types"][0]["code"], "housing");
    assert_eq!(page["service_types"][0]["labels"]["fr"], "Logement");
    assert!(page["network"]["name"].is_string());
    assert!(!answer.text().contains("Verborgenlaan"));
    assert!(!answer.text().contains("Stil Huis"));
    assert_eq!(answer.header("cache-control"), Some("public, no-cache"));
}

#[test]
fn each_change_is_told_by_what_became_of_the_member() {
    let server = small();
    let editor = server.clerk("editor");
    let mut since = latest(&server);
    let mut next = |expected: &[(String, String)]| {
        let page = server.json(&format!("/v1/changes?since={since}"));
        assert_eq!(told(&page), expected);
        assert_eq!(page["network"], Value::Null);
        since = page["next"].as_str().unwrap().to_owned();
        page
    };
    next(&[]);
    editor.patch("haven", &json!({ "acronym": "DH" }));
    let page = next(&[pair("changed", "haven")]);
    assert_eq!(page["data"][0]["member"]["acronym"], "DH");
    editor.patch("licht", &json!({ "listing": "unlisted" }));
    let page = next(&[pair("withdrawn", "licht")]);
    assert_eq!(page["data"][0]["member"], Value::Null);
    editor.patch(
        "quiet",
        &json!({ "listing": "listed", "confirm_publication": true }),
    );
    next(&[pair("published", "quiet")]);
    // A private change is told by nothing.
    editor.patch("open", &json!({ "external_id": "crm-7" }));
    next(&[]);
}

#[test]
fn several_changes_of_a_member_are_told_once_and_in_order() {
    let server = small();
    let editor = server.clerk("editor");
    let since = latest(&server);
    editor.patch("open", &json!({ "acronym": "A" }));
    editor.patch("haven", &json!({ "acronym": "B" }));
    editor.patch("open", &json!({ "acronym": "C", "slug": "open-huis" }));
    let page = server.json(&format!("/v1/changes?since={since}"));
    assert_eq!(
        told(&page),
        [pair("changed", "haven"), pair("changed", "open-huis")]
    );
    let open = &page["data"][1]["member"];
    assert_eq!(open["acronym"], "C");
    assert_eq!(open["former_slugs"], json!(["open"]));
    assert_eq!(open["updated_at"], page["data"][1]["at"]);
    // One that came and went is told as gone to whoever never knew it, too.
    editor.patch("open-huis", &json!({ "listing": "unlisted" }));
    let page = server.json(&format!("/v1/changes?since={since}"));
    assert_eq!(told(&page)[1], pair("withdrawn", "open-huis"));
    assert_eq!(page["data"][1]["former_slugs"], json!(["open"]));
}

#[test]
fn the_profile_and_the_taxonomy_are_told() {
    let server = small();
    let admin = server.clerk("admin");
    let since = latest(&server);
    admin
        .post(
            "/service-types",
            &json!({ "code": "healthcare/dental", "labels": { "en": "Dental care" } }),
        )
        .created();
    let page = server.json(&format!("/v1/changes?since={since}"));
    assert_eq!(told(&page), []);
    let codes = texts(&page["service_types"], "code");
    assert!(codes.contains(&"healthcare/dental".to_owned()));
    assert!(page["network"].is_object());
}

#[test]
fn a_member_that_was_erased_is_named_no_more() {
    let server = small();
    let admin = server.clerk("admin");
    let id = server.json("/v1/members/licht")["id"].clone();
    let since = latest(&server);
    let purged = admin.change("POST", "/members/licht/purge", "/members/licht", &json!({}));
    assert_eq!(purged.status, 204);
    let page = server.json(&format!("/v1/changes?since={since}"));
    let change = &page["data"][0];
    assert_eq!(change["kind"], "withdrawn");
    assert_eq!(change["id"], id);
    assert_eq!(change["slug"], Value::Null);
    assert!(!server.get("/v1/changes").text().contains("licht"));
}

#[test]
fn what_was_merged_leads_on() {
    let server = small();
    let editor = server.clerk("editor");
    let (licht, haven) = (
        server.json("/v1/members/licht")["id"].clone(),
        server.json("/v1/members/haven")["id"].clone(),
    );
    let since = latest(&server);
    let body = json!({ "absorb": licht, "confirm_publication": true });
    editor
        .change("POST", "/members/haven/merge", "/members/haven", &body)
        .ok();
    let page = server.json(&format!("/v1/changes?since={since}"));
    let gone = page["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["id"] == licht)
        .unwrap();
    assert_eq!(gone["kind"], "withdrawn");
    assert_eq!(gone["merged_into"], haven);
}

#[test]
fn what_is_no_part_of_the_past_is_gone() {
    let server = small();
    let token = latest(&server);
    let (revision, fingerprint) = token.split_once('-').unwrap();
    let other = match fingerprint {
        "00000000" => "00000001",
        _ => "00000000",
    };
    for since in [format!("{revision}-{other}"), "1000000".to_owned()] {
        let problem = server
            .get(&format!("/v1/changes?since={since}"))
            .problem(410);
        assert!(
            problem["type"]
                .as_str()
                .unwrap()
                .ends_with("/docs/problems/history-gone"),
            "{problem}"
        );
        assert!(problem["detail"].as_str().unwrap().contains("since"));
    }
    // The number alone is good as long as it is not ahead.
    server.json(&format!("/v1/changes?since={revision}"));
}

/// Who was taken from the public's sight is changed in private: renamed, and united with another.
#[test]
fn what_becomes_of_a_member_that_is_gone_is_private() {
    let server = small();
    let editor = server.clerk("editor");
    let listing = |listing: &str| json!({ "listing": listing, "confirm_publication": true });
    editor.patch("open", &json!({ "slug": "opener" }));
    editor.patch("opener", &listing("unlisted"));
    let id = editor.get("/members/opener").ok()["id"].clone();
    let paths = [
        "/v1/changes?limit=1000".to_owned(),
        format!("/v1/members/{}", id.as_str().unwrap()),
        "/v1/members/open".to_owned(),
        "/v1/members/opener".to_owned(),
        "/v1/members/geheim".to_owned(),
        "/v1/members/quiet".to_owned(),
    ];
    let seen = |server: &TestServer| -> Vec<(u16, String)> {
        let seen = paths.iter().map(|path| {
            let answer = server.get(path);
            let body = if answer.status == 200 {
                answer.text()
            } else {
                String::new()
            };
            (answer.status, body)
        });
        seen.collect()
    };
    let before = seen(&server);
    let statuses: Vec<u16> = before.iter().map(|(status, _)| *status).collect();
    assert_eq!(statuses, [200, 410, 410, 410, 404, 404]);
    editor.patch("opener", &json!({ "slug": "geheim" }));
    let merge = json!({ "absorb": "quiet" });
    editor
        .change("POST", "/members/geheim/merge", "/members/geheim", &merge)
        .ok();
    server.catch_up();
    assert_eq!(seen(&server), before);
    // A process that begins now says the same.
    let again = Serve::on(std::sync::Arc::clone(&server.database))
        .with("PUBLIC_URL", &server.url)
        .start();
    assert_eq!(seen(&again), before);
}

#[test]
fn a_restored_backup_is_told_apart() {
    let server = small();
    if server.database.is_postgres() {
        // There a backup is restored by other means; what is told apart is the same.
        return;
    }
    let before = server.stop();
    let kept = before.folder().join("backup.db");
    let file = before.file();
    std::fs::copy(&file, &kept).unwrap();
    let server = Serve::on(before).start();
    let editor = server.clerk("editor");
    editor.patch("open", &json!({ "acronym": "A" }));
    let since = latest(&server);
    let database = server.stop();
    std::fs::copy(&kept, &file).unwrap();
    let server = Serve::on(database).start();
    let editor = server.clerk("editor");
    editor.patch("open", &json!({ "acronym": "B" }));
    server
        .get(&format!("/v1/changes?since={since}"))
        .problem(410);
    let number = since.split('-').next().unwrap();
    assert_eq!(latest(&server).split('-').next(), Some(number));
}

#[test]
fn mistakes_are_told_together() {
    let server = small();
    assert_eq!(
        server.mistakes("/v1/changes?since=yesterday&limit=0&wait=61&form=json"),
        [
            ("form".to_owned(), "unknown_parameter".to_owned()),
            ("since".to_owned(), "invalid_revision".to_owned()),
            ("limit".to_owned(), "out_of_range".to_owned()),
            ("wait".to_owned(), "out_of_range".to_owned()),
        ]
    );
    server
        .get_with("/v1/changes", &[("Accept", "text/csv")])
        .problem(406);
}

#[test]
fn an_answer_that_is_known_costs_nothing() {
    let server = small();
    let path = format!("/v1/changes?since={}", latest(&server));
    let answer = server.get(&path);
    let tag = answer.etag().to_owned();
    let again = server.get_with(&path, &[("If-None-Match", &tag)]);
    assert_eq!(again.status, 304);
    server
        .clerk("editor")
        .patch("open", &json!({ "acronym": "A" }));
    let again = server.get_with(&path, &[("If-None-Match", &tag)]);
    assert_eq!(again.status, 200);
    assert_eq!(server.request("HEAD", &path, &[]).body, b"");
}

/// What is waited for comes when it is there, from whatever process it was written.
#[test]
fn a_page_is_waited_for() {
    let server = small();
    let since = latest(&server);
    let path = format!("/v1/changes?since={since}&wait=60");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| server.json(&path));
        let editor = server.clerk("editor");
        // Nothing public: it goes on waiting.
        editor.patch("open", &json!({ "external_id": "crm-7" }));
        assert!(!waiting.is_finished());
        editor.patch("open", &json!({ "acronym": "A" }));
        let page = waiting.join().unwrap();
        assert_eq!(told(&page), [pair("changed", "open")]);
    });
    // There is something new: nobody waits.
    server.json(&path);
    let page = server.json(&format!("/v1/changes?since={}&wait=1", latest(&server)));
    assert_eq!(told(&page), []);
}

#[test]
fn nobody_who_waits_holds_up_the_end() {
    let mut server = Serve::on(Database::sample())
        .with("SHUTDOWN_TIMEOUT_S", "50")
        .start();
    let url = format!(
        "{}/v1/changes?since={}&wait=60",
        server.url,
        latest(&server)
    );
    let waiting = std::thread::spawn(move || {
        crate::support::server::client(|builder| builder)
            .get(url)
            .send()
            .map(|response| response.status().as_u16())
    });
    eventually("it waits", || {
        // What arrived can be seen by nothing but time.
        std::thread::sleep(std::time::Duration::from_millis(1500));
        Some(())
    });
    server.signal("TERM");
    assert_eq!(server.wait(), Some(0));
    assert_eq!(waiting.join().unwrap().unwrap(), 200);
}
