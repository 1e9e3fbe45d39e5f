//! The people of the secretariat: invited, let in by a link, and named by the trail; and what the
//! console does not let others do.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, ApiClient, TestServer};

const MEMBER: &str = "open-huis-gent";

/// Invites somebody and gives the path of their link.
#[track_caller]
fn invite(admin: &ApiClient<'_>, name: &str, role: &str) -> (String, String) {
    let email = format!("{}@secretariat.example.org", name.to_lowercase());
    let body = json!({ "name": name, "email": email, "role": role });
    let made = admin.post("/staff", &body).created();
    let link = made["link"].as_str().expect("a link");
    let (_, path) = link.split_once("/staff/").expect("a page of the console");
    let id = made["id"].as_str().expect("an identifier");
    (id.to_owned(), format!("/staff/{path}"))
}

#[track_caller]
fn post(server: &TestServer, path: &str, headers: &[(&str, &str)], form: &str) -> Answer {
    let mut headers = headers.to_vec();
    headers.push(("Content-Type", "application/x-www-form-urlencoded"));
    let form = form.as_bytes().to_vec();
    server.ask_registry(Method::POST, path, &headers, Some(form))
}

/// Signs in by a link, and gives the cookie of the session.
#[track_caller]
fn sign_in(server: &TestServer, link: &str) -> String {
    let (_, secret) = link.split_once("link=").expect("a link");
    let answer = post(server, "/staff/sign-in", &[], &format!("link={secret}"));
    assert_eq!(answer.status, 303, "{}", answer.text());
    let cookie = answer.header("set-cookie").expect("a cookie");
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/staff"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    cookie.split(';').next().expect("a pair").to_owned()
}

#[track_caller]
fn page(server: &TestServer, path: &str, cookie: &str) -> Answer {
    server.ask_registry(Method::GET, path, &[("Cookie", cookie)], None)
}

/// What every form of a page holds.
#[track_caller]
fn token(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"token\" value=\"").expect("a form");
    rest.split('"').next().expect("a value").to_owned()
}

#[test]
fn a_link_lets_one_person_in_once() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let (id, link) = invite(&admin, "Ann", "editor");

    // A program that scans mail opens links too.
    for _ in 0..2 {
        let opened = server.ask_registry(Method::GET, &link, &[], None);
        assert_eq!(opened.status, 200);
        assert_eq!(opened.header("set-cookie"), None);
        assert_eq!(opened.header("cache-control"), Some("no-store"));
    }
    let cookie = sign_in(&server, &link);
    let today = page(&server, "/staff", &cookie);
    assert_eq!(today.status, 200);
    assert!(today.text().contains("Ann"), "{}", today.text());
    let (_, secret) = link.split_once("link=").expect("a link");
    let again = post(&server, "/staff/sign-in", &[], &format!("link={secret}"));
    assert_eq!((again.status, again.header("set-cookie")), (403, None));

    // A link opens the console's door alone, and a session is nobody's link.
    let key = secret.to_owned();
    let holder = ApiClient {
        server: &server,
        key,
    };
    holder.get("/key").problem(401);
    let seen = admin.get(&format!("/staff/{id}")).ok();
    assert!(seen["last_seen_at"].is_string() && seen["link_expires_at"].is_null());
}

#[test]
fn the_trail_names_whoever_is_signed_in() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let (_, link) = invite(&admin, "Ann", "editor");
    let cookie = sign_in(&server, &link);
    let path = format!("/staff/members/{MEMBER}");
    let shown = page(&server, &path, &cookie);
    let (token, etag) = (token(&shown), admin.tag(&format!("/members/{MEMBER}")));
    let etag = etag.replace('"', "%22");
    let form = format!("token={token}&etag={etag}");
    let saved = post(
        &server,
        &format!("{path}/confirm"),
        &[("Cookie", &cookie)],
        &form,
    );
    assert_eq!(saved.status, 303, "{}", saved.text());
    let trail = admin.get(&format!("/audit?member={MEMBER}&limit=1")).ok();
    let line = &trail["data"][0];
    assert_eq!(
        (&line["action"], &line["key"]["label"]),
        (&json!("verify"), &json!("Ann"))
    );
    // Sessions are no keys of tools.
    assert!(!admin.get("/keys").ok().to_string().contains("\"Ann\""));
}

#[test]
fn nobody_gets_in_without_a_session() {
    let server = TestServer::sample();
    for path in [
        "/staff",
        "/staff/members",
        "/staff/members/open-huis-gent",
        "/staff/team",
    ] {
        for cookie in ["", "staff_session=mnd_aaaaaaaa_nothing", "staff_session="] {
            let answer = page(&server, path, cookie);
            assert_eq!(answer.status, 303, "{path} {cookie}");
            let location = answer.header("location").expect("a way");
            assert!(location.ends_with("/staff/sign-in"), "{location}");
        }
    }
    // The key of a tool is no session.
    let key = server.clerk("admin").key;
    let answer = page(&server, "/staff", &format!("staff_session={key}"));
    assert_eq!(answer.status, 303);
}

#[test]
fn an_address_that_somebody_made_up_offers_no_undo() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let (_, link) = invite(&admin, "Ann", "editor");
    let cookie = sign_in(&server, &link);
    let own = [("Cookie", cookie.as_str())];
    let token = token(&page(&server, "/staff", &cookie));
    let hide = format!("/staff/members/{MEMBER}/hide");
    let hidden = post(&server, &hide, &own, &format!("token={token}"));
    let way = hidden.header("location").expect("a way").to_owned();
    let (path, told) = way.split_once("revision=").expect("a change");
    let (revision, _) = told.split_once('.').expect("its mark");
    // On the list nothing else is offered to be taken back.
    let list = path.replace(&format!("/members/{MEMBER}"), "/members");
    let offers = |told: &str| {
        let shown = page(&server, &format!("{list}revision={told}"), &cookie);
        assert_eq!(shown.status, 200);
        shown.text().contains("/undo\"")
    };
    assert!(offers(told));
    for made_up in [
        revision,
        &format!("{revision}."),
        &format!("1{told}"),
        "1.AAAAAAAAAAAAAAAAAAAAAAAA",
    ] {
        assert!(!offers(made_up), "{made_up}");
    }
}

#[test]
fn without_a_provider_nobody_signs_in_with_an_account() {
    let server = TestServer::sample();
    let shown = server.ask_registry(Method::GET, "/staff/sign-in", &[], None);
    assert!(
        !shown.text().contains("/sign-in/account"),
        "{}",
        shown.text()
    );
    for path in [
        "/staff/sign-in/account",
        "/staff/sign-in/account/back?code=a&state=b",
    ] {
        assert_eq!(
            server.ask_registry(Method::GET, path, &[], None).status,
            404
        );
    }
}

#[test]
fn a_form_of_another_site_does_nothing() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let (_, link) = invite(&admin, "Ann", "admin");
    let cookie = sign_in(&server, &link);
    let token = token(&page(&server, "/staff", &cookie));
    let hide = format!("/staff/members/{MEMBER}/hide");
    let own = [("Cookie", cookie.as_str())];
    for form in ["", "token=", "token=AAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(post(&server, &hide, &own, form).status, 403, "{form}");
    }
    let other = [own[0], ("Sec-Fetch-Site", "cross-site")];
    let form = format!("token={token}");
    assert_eq!(post(&server, &hide, &other, &form).status, 403);
    assert_eq!(server.get(&format!("/v1/members/{MEMBER}")).status, 200);
    assert_eq!(post(&server, &hide, &own, &form).status, 303);
    server.catch_up();
    assert_ne!(server.get(&format!("/v1/members/{MEMBER}")).status, 200);
}

#[test]
fn there_is_always_an_admin() {
    let server = TestServer::sample();
    let clerk = server.clerk("admin");
    let (ann, link) = invite(&clerk, "Ann", "admin");
    let of = |id: &str| format!("/staff/{id}");
    let editor = json!({ "role": "editor" });
    let refused = clerk.change("PATCH", &of(&ann), &of(&ann), &editor);
    assert_eq!(
        refused.body_mistakes(),
        [("/role".to_owned(), "last_admin".to_owned())]
    );
    clerk.send("DELETE", &of(&ann), &[], None).problem(409);

    let (ben, _) = invite(&clerk, "Ben", "admin");
    let cookie = sign_in(&server, &link);
    assert_eq!(page(&server, "/staff/team", &cookie).status, 200);
    clerk.change("PATCH", &of(&ann), &of(&ann), &editor).ok();
    // Another role begins with the next sign-in.
    assert_eq!(page(&server, "/staff", &cookie).status, 303);
    clerk.send("DELETE", &of(&ben), &[], None).problem(409);
    let link = clerk
        .post(&format!("/staff/{ann}/link"), &json!({}))
        .created();
    let link = link["link"].as_str().expect("a link");
    let cookie = sign_in(&server, link);
    assert_eq!(page(&server, "/staff", &cookie).status, 200);
    assert_eq!(page(&server, "/staff/team", &cookie).status, 403);
    assert_eq!(clerk.send("DELETE", &of(&ann), &[], None).status, 204);
    assert_eq!(page(&server, "/staff", &cookie).status, 303);
}

#[test]
fn two_people_have_two_addresses() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let (ann, _) = invite(&admin, "Ann", "editor");
    let again = json!({ "name": "Ann", "email": "ANN@secretariat.example.org", "role": "editor" });
    assert_eq!(
        admin.post("/staff", &again).body_mistakes(),
        [("/email".to_owned(), "taken".to_owned())]
    );
    let of = format!("/staff/{ann}");
    admin.send("DELETE", &of, &[], None);
    // Nobody is left who is no admin but a key, so the last one may go; then the address is free.
    admin.post("/staff", &again).created();
    let names = |list: Value| list["data"].as_array().map(Vec::len);
    assert_eq!(names(admin.get("/staff").ok()), Some(1));
}

#[test]
fn the_first_admin_is_invited_on_the_command_line() {
    let server = TestServer::sample();
    let invited = |flags: &[&str]| {
        let run = server.database.run(&[&["invite"], flags].concat()).well();
        run.stdout.trim().to_owned()
    };
    let flags = [
        "ann@secretariat.example.org",
        "--role",
        "admin",
        "--name",
        "Ann",
    ];
    let first = invited(&flags);
    let second = invited(&flags);
    let (_, secret) = first.split_once("link=").expect("a link");
    let old = post(&server, "/staff/sign-in", &[], &format!("link={secret}"));
    assert_eq!(
        old.status, 403,
        "the second link takes the place of the first"
    );
    let cookie = sign_in(&server, &second);
    assert_eq!(page(&server, "/staff/team", &cookie).status, 200);

    let token = token(&page(&server, "/staff", &cookie));
    let form = format!("token={token}");
    let out = post(&server, "/staff/sign-out", &[("Cookie", &cookie)], &form);
    assert_eq!(out.status, 303);
    assert_eq!(page(&server, "/staff", &cookie).status, 303);
}
