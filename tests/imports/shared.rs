//! What all members share comes in too: the taxonomy and the network's profile, which are an
//! admin's to change.

use serde_json::{Value, json};

use super::plans::registry;
use crate::support::{TestServer, answer::texts, imports::number};

const FILES: [(&str, &[u8]); 3] = [
    (
        "service_types.csv",
        b"code,label_en\nhousing/tents,Tents\nhousing,Homes\neducation,Education\n",
    ),
    ("network.csv", b"name\nAnother network\n"),
    ("services.csv", b"member,service\nbeta,housing/tents\n"),
];

fn shared(server: &TestServer) -> (Vec<String>, Value) {
    let services = server.json("/v1/services");
    let network = server.json("/v1/network");
    (texts(&services["data"], "code"), network["name"].clone())
}

#[test]
fn a_plan_shows_what_becomes_of_the_taxonomy_and_the_profile() {
    let server = registry();
    let admin = server.clerk("admin");
    let before = shared(&server);
    let import = admin.plan(&FILES, &[]);
    let counts = &import["plan"]["service_types"];
    assert_eq!(
        (number(counts, "/created"), number(counts, "/changed")),
        (1, 1),
        "{import}"
    );
    assert_eq!(import["plan"]["network"]["changed"], 1);
    let created = admin.items(&import, "created");
    assert_eq!(created[0]["subject"], "service_type");
    assert_eq!(created[0]["subject_id"], "housing/tents");
    assert_eq!(created[0]["entry"]["labels"]["en"], "Tents");
    let changed = admin.items(&import, "changed");
    let network = changed.iter().find(|item| item["subject"] == "network");
    let network = network.expect("the network");
    assert_eq!(network["changes"][0]["pointer"], "/name");
    assert_eq!(network["changes"][0]["after"], "Another network");
    assert_eq!(shared(&server), before);

    admin.apply(&import).ok();
    let after = shared(&server);
    assert!(after.0.contains(&"housing/tents".to_owned()), "{after:?}");
    assert_eq!(after.1, "Another network");
    let beta = admin.get("/members/beta").ok();
    assert_eq!(beta["service_offers"][0]["service"], "housing/tents");
    // What is the same needs nobody.
    let again = server.clerk("editor").plan(&FILES, &[]);
    assert_eq!(again["plan"]["service_types"]["same"], 3, "{again}");
    assert_eq!(again["plan"]["network"]["same"], 1);

    admin.undo(&import).ok();
    assert_eq!(shared(&server), before);
}

#[test]
fn an_editor_plans_it_and_an_admin_applies_it() {
    let server = registry();
    let (editor, admin) = (server.clerk("editor"), server.clerk("admin"));
    let before = shared(&server);
    let import = editor.plan(&FILES, &[]);
    let refused = editor.apply(&import).problem(403);
    assert!(refused.to_string().contains("admin"), "{refused}");
    assert_eq!(shared(&server), before);
    admin.apply(&import).ok();
    assert_ne!(shared(&server), before);
    editor.undo(&import).problem(403);
    admin.undo(&import).ok();
    assert_eq!(shared(&server), before);
}

#[test]
fn a_taxonomy_that_moved_on_touches_the_plan() {
    let server = registry();
    let admin = server.clerk("admin");
    let import = admin.plan(&FILES, &[]);
    let path = "/service-types/housing";
    let labels = json!({"labels": {"de": "Ein anderes Wort"}});
    admin.change("PATCH", path, path, &labels).ok();
    let problem = admin.apply(&import).problem(409);
    assert!(problem.to_string().contains("housing"), "{problem}");
}
