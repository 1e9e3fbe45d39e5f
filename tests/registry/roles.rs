//! Who may ask for what: every operation of the document, with every kind of key.
//!
//! Nothing here knows an operation by its name, so one that is added is held to it too.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    Answer, TestServer,
    document::{Operation, operations, whole},
};

const OWN: &str = "open-huis-gent";
const OTHER: &str = "noodopvang-de-haven-gent";
const NOBODY: &str = "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11";

/// A server and a key of each kind.
struct Office {
    server: TestServer,
    keys: BTreeMap<&'static str, String>,
    /// A proposal about each member.
    proposals: BTreeMap<&'static str, String>,
    operations: Vec<Operation>,
}

impl Office {
    fn open() -> Self {
        let server = TestServer::sample();
        let mut keys: BTreeMap<&str, String> = ["partner", "editor", "admin"]
            .map(|role| (role, server.clerk(role).key))
            .into();
        keys.insert("member", server.member_clerk(OWN).key);
        let proposals = [OWN, OTHER].map(|member| {
            let body = json!({ "patch": { "phones": [{"number": "+32 9 123 45 67"}] } });
            let path = format!("/members/{member}/proposals");
            let filed = server.clerk("editor").post(&path, &body).created();
            (
                member,
                filed["id"].as_str().expect("an identifier").to_owned(),
            )
        });
        let operations = operations(&whole(|path| server.json(path)));
        Self {
            server,
            keys,
            proposals: proposals.into(),
            operations,
        }
    }

    fn registry(&self) -> impl Iterator<Item = &Operation> {
        self.operations
            .iter()
            .filter(|operation| operation.is_registry())
    }

    /// Asks for an operation about a member: for a trial where there is one, and without a body.
    fn ask(&self, operation: &Operation, member: &str, key: Option<&str>) -> Answer {
        self.ask_as(&operation.method, operation, member, key)
    }

    fn ask_as(
        &self,
        method: &str,
        operation: &Operation,
        member: &str,
        key: Option<&str>,
    ) -> Answer {
        let mut path = operation.path_of(member);
        if operation.path.contains("{proposal}") {
            let unknown = NOBODY.to_owned();
            let proposal = self.proposals.get(member).unwrap_or(&unknown);
            path = operation.path.replace("{proposal}", proposal);
        }
        // The identifiers of this network's records are in no example.
        if let Some(list) = operation.path.strip_suffix("/{id}")
            && !operation.is_registry()
        {
            let first = &self.server.json(list)["contents"][0]["id"];
            path = format!("{list}/{}", first.as_str().expect("an identifier"));
        }
        if operation.takes("dry_run") {
            path += "?dry_run=true";
        }
        let required = operation.required_query();
        if !required.is_empty() {
            path += &format!("?{required}");
        }
        let authorization = key.map(|key| format!("Bearer {key}"));
        let mut headers: Vec<(&str, &str)> = authorization
            .iter()
            .map(|value| ("Authorization", value.as_str()))
            .collect();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        // A question in a body needs one; what changes something is refused for want of it.
        let (media_type, question) = match operation.path.as_str() {
            "/reconcile" => ("application/x-www-form-urlencoded", &b"queries=%7B%7D"[..]),
            _ => ("application/json", &b"{}"[..]),
        };
        let question =
            Some(question.to_vec()).filter(|_| !operation.is_registry() && method == Method::POST);
        if question.is_some() {
            headers.push(("Content-Type", media_type));
        }
        self.server.ask(method, &path, &headers, question)
    }

    /// Everything that is kept, but for when keys were last used.
    fn books(&self) -> (Value, usize) {
        let admin = &self.keys["admin"];
        let authorization = format!("Bearer {admin}");
        let member = self.server.get_with(
            &format!("/v1/registry/members/{OWN}"),
            &[("Authorization", &authorization)],
        );
        let trail = self.server.database.count("audit_entries");
        (member.ok(), trail)
    }
}

/// The prefix of a key, by which it is revoked.
fn prefix(key: &str) -> &str {
    key.split('_').nth(1).expect("mnd_prefix_secret")
}

#[test]
fn the_document_names_the_roles_of_every_operation_of_the_registry() {
    let office = Office::open();
    let document = office.server.json("/openapi/registry.json");
    let schemes = document["components"]["securitySchemes"]
        .as_object()
        .unwrap();
    for operation in &office.operations {
        let (id, security) = (operation.id(), &operation.words["security"]);
        if !operation.is_registry() {
            assert_eq!(*security, json!([]), "{id} is public");
            continue;
        }
        let demands = security
            .as_array()
            .unwrap_or_else(|| panic!("{id} has no security"));
        assert_eq!(demands.len(), 1, "{id}: one way in");
        let (scheme, roles) = demands[0].as_object().unwrap().iter().next().unwrap();
        assert_eq!(schemes[scheme]["type"], "http", "{id}");
        assert_eq!(schemes[scheme]["scheme"], "bearer", "{id}");
        assert!(!roles.as_array().unwrap().is_empty(), "{id} names no role");
        for role in operation.roles() {
            assert!(office.keys.contains_key(role), "{id}: {role}");
        }
        for status in ["401", "403"] {
            let told = &operation.words["responses"][status];
            assert!(told.is_object(), "{status} of {id} is documented");
        }
    }
    assert!(office.registry().count() >= 10);
}

#[test]
fn nothing_opens_without_a_key_that_counts() {
    let office = Office::open();
    let revoked = office.server.clerk("admin").key;
    let revoking = ["keys", "revoke", prefix(&revoked)];
    office.server.database.run(&revoking).well();
    let expired = office.server.clerk("admin").key;
    office
        .server
        .database
        .execute(&format!(
            "UPDATE api_keys SET expires_at = '2020-01-31T23:59:59.999999Z', \
             created_at = '2020-01-01T00:00:00.000000Z' WHERE prefix = '{}'",
            prefix(&expired)
        ))
        .unwrap();
    let good = &office.keys["admin"];
    // The secret of one key with the name of another.
    let mixed = format!(
        "mnd_{}_{}",
        prefix(&revoked),
        good.rsplit('_').next().unwrap()
    );
    let mut longer = good.clone();
    longer.push('0');
    let before = office.books();
    for operation in office.registry() {
        let id = operation.id();
        let plain = office.ask(operation, OWN, None);
        plain.problem(401);
        let challenge = plain.header("www-authenticate").unwrap();
        assert!(challenge.starts_with("Bearer"), "{id}: {challenge}");
        assert!(!challenge.contains("error"), "{id}: {challenge}");
        for wrong in [
            "nonsense",
            "mnd_aaaaaaaa_bbbbbbbb",
            &longer,
            &mixed,
            &expired,
            &revoked,
        ] {
            let refused = office.ask(operation, OWN, Some(wrong));
            let problem = refused.problem(401);
            let challenge = refused.header("www-authenticate").unwrap();
            assert!(
                challenge.starts_with("Bearer") && challenge.contains("error=\"invalid_token\""),
                "{id}: {challenge}"
            );
            assert!(!problem.to_string().contains(wrong), "{id} repeats a key");
        }
        // Neither another scheme nor the query carries a key.
        let path = operation.path_of(OWN);
        let method = Method::from_bytes(operation.method.as_bytes()).unwrap();
        let headers = [("Authorization", format!("Basic {good}"))];
        let headers = headers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        for (path, headers) in [
            (path.clone(), &headers[..]),
            (format!("{path}?access_token={good}"), &[]),
        ] {
            let refused = office.server.ask(method.clone(), &path, headers, None);
            refused.problem(401);
        }
        if operation.method == "GET" {
            let head = office.ask_as("HEAD", operation, OWN, None);
            assert_eq!(head.status, 401, "HEAD of {id}");
        }
    }
    assert_eq!(office.books(), before, "what was refused left a trace");
}

#[test]
fn a_role_that_is_not_named_is_refused_and_one_that_is_named_is_not() {
    let office = Office::open();
    let before = office.books();
    for operation in office.registry() {
        let (id, roles) = (operation.id(), operation.roles());
        for (role, key) in &office.keys {
            if roles.contains(role) {
                continue;
            }
            let refused = office.ask(operation, OWN, Some(key));
            let problem = refused.problem(403);
            let detail = problem["detail"].as_str().unwrap();
            let challenge = refused.header("www-authenticate").unwrap();
            assert!(
                challenge.contains("error=\"insufficient_scope\""),
                "{id}: {challenge}"
            );
            for named in &roles {
                assert!(detail.contains(&format!("\"{named}\"")), "{id}: {detail}");
            }
            let scope = format!("scope=\"{}\"", roles.join(" "));
            assert!(challenge.contains(&scope), "{id}: {challenge}");
        }
    }
    assert_eq!(office.books(), before, "what was refused left a trace");

    for operation in office.registry() {
        let (id, roles) = (operation.id(), operation.roles());
        let documented = |status: u16| {
            let told = &operation.words["responses"][status.to_string()];
            assert!(told.is_object(), "{id}: {status} is not documented");
        };
        for role in roles {
            let key = &office.keys[role];
            let answer = office.ask(operation, OWN, Some(key));
            assert!(
                ![401, 403, 405].contains(&answer.status) && answer.status < 500,
                "{id} as {role}: {} {}",
                answer.status,
                answer.text()
            );
            documented(answer.status);
            // Nothing of the registry stays in a cache.
            let kept = answer.header("cache-control").unwrap_or_default();
            assert!(kept.contains("no-store"), "{id}: {kept}");
            if operation.method == "GET" {
                let head = office.ask_as("HEAD", operation, OWN, Some(key));
                assert_eq!(head.status, answer.status, "HEAD of {id} as {role}");
                assert_eq!(head.body, b"", "HEAD of {id}");
            }
        }
    }
}

/// A member sees its own entry; every other member is refused alike, whether there is one or not.
#[test]
fn a_member_reaches_no_other_member() {
    let office = Office::open();
    let key = &office.keys["member"];
    let others = Others::of(&office);
    let before = office.books();
    let mut walked = 0;
    for operation in office.registry() {
        let about = ["{member}", "{proposal}"];
        let about = about.iter().any(|part| operation.path.contains(part));
        if !about || !operation.roles().contains(&"member") {
            continue;
        }
        walked += 1;
        let face = |member: &str| {
            let answer = office.ask(operation, member, Some(key));
            let mut problem = answer.problem(403);
            for one_request_s in ["instance", "request_id"] {
                problem
                    .as_object_mut()
                    .map(|fields| fields.remove(one_request_s));
            }
            let mut names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
            names.sort();
            (problem, names)
        };
        let other = face(OTHER);
        for member in [
            "nobody-at-all",
            NOBODY,
            &others.id,
            &others.id.to_uppercase(),
            &others.merged,
            &others.purged,
            "Open-Huis-Gent",
            "open-huis-gent%20",
            "a%2Fb",
            "-",
            &"x".repeat(2_000),
        ] {
            assert_eq!(face(member), other, "{} of {member}", operation.id());
        }
        // Not even a body or a condition is looked at before.
        let path = operation.path_of(OTHER).replace("{proposal}", NOBODY);
        let authorization = format!("Bearer {key}");
        let headers = [("Authorization", authorization.as_str())];
        let method = Method::from_bytes(operation.method.as_bytes()).unwrap();
        let body = Some(b"{ nonsense".to_vec());
        office
            .server
            .ask(method, &format!("{path}?nonsense=1"), &headers, body)
            .problem(403);
    }
    assert!(walked >= 3, "a member may ask for something");
    assert_eq!(office.books(), before, "what was refused left a trace");
}

/// Members that are there, or were, in other ways.
struct Others {
    /// The identifier of one that is there.
    id: String,
    /// The identifier of one that lives on in another.
    merged: String,
    /// The identifier of one that is gone for good.
    purged: String,
}

impl Others {
    fn of(office: &Office) -> Self {
        let admin = office.server.clerk("admin");
        let id = |slug: &str| -> String {
            let record = admin.get(&format!("/members/{slug}")).ok();
            record["id"].as_str().unwrap().to_owned()
        };
        let mut made = ["First", "Second"].map(|name| {
            let body = json!({"name": format!("{name} of nobody"), "country": "BE"});
            let made = admin.create(&body);
            made["id"].as_str().unwrap().to_owned()
        });
        let [merged, purged] = &mut made;
        let other = format!("/members/{OTHER}");
        let tag = admin.tag(&other);
        let body = json!({"absorb": merged, "confirm_publication": true});
        let path = format!("{other}/merge");
        let done = admin.send("POST", &path, &[("If-Match", &tag)], Some(&body));
        assert!(done.status < 300, "{}", done.text());
        let record = format!("/members/{purged}");
        let tag = admin.tag(&record);
        let done = admin.send(
            "POST",
            &format!("{record}/purge"),
            &[("If-Match", &tag)],
            None,
        );
        assert!(done.status < 300, "{}", done.text());
        Self {
            id: id(OTHER),
            merged: merged.clone(),
            purged: purged.clone(),
        }
    }
}

#[test]
fn the_public_part_asks_for_no_key_and_minds_none() {
    let office = Office::open();
    for operation in &office.operations {
        if operation.is_registry() || operation.is_endless() {
            continue;
        }
        let without = office.ask(operation, OWN, None);
        assert_eq!(without.status, 200, "{}", operation.id());
        for key in office.keys.values().map(String::as_str).chain(["nonsense"]) {
            let with = office.ask(operation, OWN, Some(key));
            assert_eq!(with.status, 200, "{}", operation.id());
            if !["getMetrics", "getReadiness"].contains(&operation.id()) {
                assert_eq!(with.body, without.body, "{}", operation.id());
            }
        }
    }
}
