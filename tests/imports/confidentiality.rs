//! What an import brings to light: nothing that was not confirmed, whichever way it goes.

use serde_json::json;

use super::plans::registry;
use crate::support::imports::import_path;

const OPEN: &[u8] =
    b"member,kind,address,city,visibility\nalpha,shelter,Geheimweg 1,Berlin,public\n";
const MOVED: &[u8] = b"member,kind,address,city\nalpha,shelter,Neuer Weg 7,Berlin\n";

#[test]
fn a_plan_shows_nothing_more_unless_that_is_confirmed() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(&[("locations.csv", OPEN)], &[("skip_refused", "true")]);
    let refused = editor.items(&import, "refused");
    assert_eq!(refused[0]["refusal"]["code"], "confirmation_required");
    editor.apply(&import).problem(409);
    let import = editor.plan(
        &[("locations.csv", OPEN)],
        &[("confirm_publication", "true")],
    );
    editor.apply(&import).ok();
    assert!(server.get("/v1/members/alpha").text().contains("Geheimweg"));
    // To hide it again needs no confirmation, and to take that back does.
    let hide = b"member,kind,address,city,visibility\nalpha,shelter,Geheimweg 1,Berlin,hidden\n";
    let import = editor.plan(&[("locations.csv", hide)], &[]);
    editor.apply(&import).ok();
    assert!(!server.get("/v1/members/alpha").text().contains("Geheimweg"));
    editor.undo(&import).problem(422);
    assert!(!server.get("/v1/members/alpha").text().contains("Geheimweg"));
    let path = format!("{}/undo", import_path(&import));
    editor
        .post(&path, &json!({"confirm_publication": true}))
        .ok();
    assert!(server.get("/v1/members/alpha").text().contains("Geheimweg"));
}

/// A plan that was read does not publish by what somebody else did since.
#[test]
fn a_place_that_was_opened_since_gets_no_new_address_by_an_old_plan() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(&[("locations.csv", MOVED)], &[]);
    let place = editor.get("/members/alpha").ok()["locations"][0].clone();
    editor.patch(
        "alpha",
        &json!({"confirm_publication": true, "locations": [{
            "id": place["id"], "kind": "shelter", "address": "Geheimweg 1", "city": "Berlin",
            "visibility": "public",
        }]}),
    );
    editor.apply(&import).problem(409);
    assert!(!server.get("/v1/members/alpha").text().contains("Neuer Weg"));
}

/// An import that only waits is no change of the registry, and a private one none of the directory.
#[test]
fn the_public_sees_no_trace_of_what_is_planned_or_private() {
    let server = registry();
    let editor = server.clerk("editor");
    let public = server.get("/v1/members");
    let revisions = server.database.revisions();
    let import = editor.plan(&[("locations.csv", MOVED)], &[]);
    assert_eq!(server.database.revisions(), revisions);
    editor.apply(&import).ok();
    assert_eq!(server.database.revisions(), (revisions.0 + 1, revisions.1));
    let after = server.get("/v1/members");
    assert_eq!((after.etag(), &after.body), (public.etag(), &public.body));
    let log = server
        .log()
        .iter()
        .map(ToString::to_string)
        .collect::<String>();
    for secret in ["Neuer Weg", "Geheimweg", "Alpha"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

/// What is erased is in no spreadsheet that waits, either.
#[test]
fn erasing_forgets_what_was_handed_over() {
    let server = registry();
    let (editor, admin) = (server.clerk("editor"), server.clerk("admin"));
    let import = editor.plan(
        &[("members.csv", b"slug,name,country\nbeta,Beta Huis,NL\n")],
        &[],
    );
    let purged = admin.change("POST", "/members/beta/purge", "/members/beta", &json!({}));
    assert_eq!(purged.status, 204, "{}", purged.text());
    let now = editor.get(&import_path(&import)).ok();
    assert_eq!(now["status"], "forgotten", "{now}");
    assert_eq!(now["kept_until"], json!(null));
    for table in ["import_pieces", "import_items"] {
        assert_eq!(server.database.count(table), 0, "{table}");
    }
    editor.apply(&import).problem(409);
}
