//! Texts with characters that nobody sees: what says nothing is taken out of them, and what lets a name
//! or an address show as another one is refused.

use serde_json::{Value, json};

use crate::support::{ApiClient, Database, Serve, TestServer, sheets::sheets};

/// What turns the direction of reading.
const UNSEEN: [char; 4] = ['\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'];

/// Makes a request with the character in each text of the body, one at a time; each must be refused
/// there.
#[track_caller]
fn assert_refused(
    clerk: &ApiClient<'_>,
    method: &str,
    path: &str,
    record: Option<&str>,
    body: &Value,
) {
    let mut pointers = Vec::new();
    texts(body, String::new(), &mut pointers);
    assert!(!pointers.is_empty());
    for (number, pointer) in pointers.iter().enumerate() {
        let unseen = UNSEEN[number % UNSEEN.len()];
        let mut body = body.clone();
        let text = body.pointer_mut(pointer).unwrap();
        let said = text.as_str().unwrap();
        let middle = said.char_indices().nth(said.chars().count() / 2).unwrap().0;
        *text = json!(format!("{}{unseen}{}", &said[..middle], &said[middle..]));
        let answer = match record {
            Some(record) => clerk.change(method, path, record, &body),
            None => clerk.send(method, path, &[], Some(&body)),
        };
        let told = answer.body_mistakes();
        assert!(
            told.iter().any(|(place, _)| place == pointer),
            "{method} {path} at {pointer}: {told:?}"
        );
    }
}

fn texts(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(pointer),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                texts(item, format!("{pointer}/{place}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                texts(field, format!("{pointer}/{name}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn no_text_that_is_sent_has_what_nobody_sees() {
    let server = TestServer::sample();
    let (admin, record) = (server.clerk("admin"), "/members/open-huis-gent");
    let entry = json!({
        "name": "Nieuw Huis", "acronym": "NH", "website": "https://nieuw.example/pad",
        "names": [{"language": "fr", "name": "Maison neuve"}],
        "summary": {"nl": "Opvang en advies."},
        "locations": [{
            "label": {"nl": "Onthaal"}, "address": "Markt 1", "city": "Mechelen", "postal_code": "2800",
            "opening_hours": "Mo-Fr 09:00-17:00", "accessibility": {"nl": "Helling"},
            "website": "https://nieuw.example/onthaal",
        }],
        "service_offers": [{"description": {"nl": "Advies"}}],
        "contacts": [{"name": "Ann", "role": "Hoofd"}],
        "notes": [{"text": "Belt graag."}],
    });
    assert_refused(&admin, "POST", "/members", None, &entry);
    assert_refused(
        &admin,
        "PATCH",
        record,
        Some(record),
        &json!({"name": "Open Huis", "website": "https://a.example/b"}),
    );
    for (part, body) in [
        (
            "locations",
            json!({"label": {"nl": "Onthaal"}, "city": "Gent"}),
        ),
        ("contacts", json!({"name": "Ann", "role": "Hoofd"})),
        ("notes", json!({"text": "Belt graag."})),
    ] {
        assert_refused(
            &admin,
            "POST",
            &format!("{record}/{part}"),
            Some(record),
            &body,
        );
    }
    let step = json!({"reason": "Besloten"});
    assert_refused(
        &admin,
        "POST",
        &format!("{record}/membership-events"),
        Some(record),
        &step,
    );
    let proposal = json!({"patch": {"name": "Open"}, "message": "Zie site"});
    assert_refused(
        &admin,
        "POST",
        &format!("{record}/proposals"),
        None,
        &proposal,
    );
    assert_refused(&admin, "POST", "/keys", None, &json!({"label": "Site"}));
    let webhook = json!({"url": "https://hook.example/a", "description": "Onze site"});
    assert_refused(&admin, "POST", "/webhooks", None, &webhook);
    let service = json!({"labels": {"en": "Shelter", "nl": "Opvang"}});
    assert_refused(&admin, "POST", "/service-types", None, &service);
    let profile = json!({"name": "Netwerk", "website": "https://net.example/a", "description": {"nl": "Wij."}});
    assert_refused(&admin, "PATCH", "/network", Some("/network"), &profile);
}

#[test]
fn no_address_has_it_in_another_form() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = "/members/open-huis-gent";
    for website in [
        "https://a.example/%E2%80%AEgpj.exe",
        "https://a.example/?q=%e2%80%8b",
        "https://a.example/%25E2%2580%25AE",
        "https://a%E2%80%AEb.example/",
        "https://xn--ab-g4t.example/",
        "https://a\u{200D}b.example/\u{200D}",
    ] {
        let told = editor
            .change("PATCH", path, path, &json!({ "website": website }))
            .body_mistakes();
        assert_eq!(told[0].0, "/website", "{website}");
    }
    for website in [
        "https://münchen.example/ä",
        "https://a.example/caf%C3%A9?100%25",
    ] {
        editor.patch("open-huis-gent", &json!({ "website": website }));
    }
}

/// What an older version took does not stand in the way of other changes.
#[test]
fn what_stands_there_already_is_let_be() {
    let server = TestServer::sample();
    let sql = "UPDATE members SET name = 'Open\u{200B}Huis', website = 'https://a.example/\u{202E}b' \
               WHERE slug = 'open-huis-gent'";
    server.database.execute(sql).unwrap();
    let editor = server.clerk("editor");
    let record = editor.patch("open-huis-gent", &json!({"acronym": "OH"}));
    assert_eq!(record["name"], "Open\u{200B}Huis");
    let path = "/members/open-huis-gent";
    let again = json!({"name": "Open \u{200B}Huis", "website": "https://a.example/\u{200B}b"});
    let record = editor.change("PATCH", path, path, &again).ok();
    assert_eq!(
        (&record["name"], &record["website"]),
        (&json!("Open Huis"), &json!("https://a.example/b"))
    );
}

#[test]
fn what_says_nothing_is_taken_out_of_a_file() {
    let sheets = sheets().members(
        "slug\u{a0},name\u{200B},country,email,phone\n\
         a\u{200B},Al\u{AD}pha\u{a0}Gent\u{200E},BE\u{200B},\u{FEFF}x@a.example\u{200B},\u{202A}+32 9 234 56 78\u{202C}\n",
    );
    let server = Serve::on(Database::of(&sheets)).start();
    let record = server.clerk("editor").get("/members/a").ok();
    assert_eq!(
        (&record["name"], &record["email"], &record["phones"]),
        (
            &json!("Alpha Gent"),
            &json!("x@a.example"),
            &json!([{"number": "+32 9 234 56 78", "uri": "tel:+3292345678"}])
        )
    );
}

#[test]
fn no_import_has_it_nor_days_to_come() {
    let database = Database::new();
    let head = "slug,name,country,website,joined_on,left_on,verified_at";
    for (row, code) in [
        ("a,A\u{202E}B,BE,,,,", "invalid_character"),
        ("a,A,BE,https://a.example/\u{202E}b,,,", "invalid_character"),
        (
            "a,A,BE,https://a.example/%E2%80%AEb,,,",
            "invalid_character",
        ),
        ("a,A,BE,,2999-01-01,,", "in_the_future"),
        ("a,A,BE,,,2999-01-01,", "in_the_future"),
        ("a,A,BE,,,,2999-01-01T00:00:00Z", "in_the_future"),
    ] {
        let sheets = sheets().members(format!("{head}\n{row}\n"));
        let run = database
            .import(&sheets, &["--confirm-publication"])
            .ended_with(3);
        let said = run.said();
        let told = match code {
            "in_the_future" => "still to come",
            _ => "nobody sees",
        };
        assert!(
            said.contains(told) || said.contains("not shown as text"),
            "{row}: {said}"
        );
    }
    let tomorrow = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    let sheets = sheets().members(format!(
        "slug,name,country,verified_at\na,A,BE,{tomorrow}\n"
    ));
    database
        .import(&sheets, &["--confirm-publication"])
        .ended_with(3);
    assert_eq!(database.count("members"), 0);
}

#[test]
fn nothing_happened_on_a_day_to_come() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = "/members/open-huis-gent";
    for (patch, pointer) in [
        (
            json!({"membership": {"joined_on": "2999-01-01"}}),
            "/membership/joined_on",
        ),
        (
            json!({"membership": {"left_on": "2999-01-01"}}),
            "/membership/left_on",
        ),
    ] {
        let told = editor.change("PATCH", path, path, &patch).body_mistakes();
        assert_eq!(told, [(pointer.to_owned(), "in_the_future".to_owned())]);
    }
    let contact = json!({"name": "Ann", "legal_basis": "consent", "consented_on": "2999-01-01"});
    let told = editor
        .change("POST", &format!("{path}/contacts"), path, &contact)
        .body_mistakes();
    assert_eq!(
        told,
        [("/consented_on".to_owned(), "in_the_future".to_owned())]
    );
}
