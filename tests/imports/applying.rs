//! Applying a plan, and taking it back, while others work too.

use std::thread;

use serde_json::json;

use super::plans::registry;
use crate::support::imports::{import_path, number};

const FILE: &[u8] =
    b"slug,name,country,phone\nalpha,Alpha Haus,DE,+49 30 2\ngamma,Gamma Casa,ES,\n";

#[test]
fn what_was_planned_is_done_and_can_be_taken_back() {
    let server = registry();
    let editor = server.clerk("editor");
    let before = editor.get("/members/alpha").ok();
    let import = editor.plan(&[("members.csv", FILE)], &[]);
    let path = import_path(&import);
    let trial = editor.post(
        &format!("{path}/apply?dry_run=true"),
        &json!({"revision": number(&import, "/plan/revision")}),
    );
    assert_eq!(trial.ok()["status"], "applied");
    assert_eq!(editor.get(&path).ok()["status"], "planned");

    let applied = editor.apply(&import).ok();
    assert_eq!(applied["status"], "applied");
    let revision = number(&applied, "/applied/revision");
    assert_eq!(revision, server.database.revisions().0);
    assert_eq!(
        editor.get("/members/alpha").ok()["phones"][0]["number"],
        "+49 30 2"
    );
    // The public sees it when the answer comes.
    server.get("/v1/members/gamma").ok();
    // Nothing is kept of what was handed over, and the trail tells what was done.
    for table in ["import_pieces", "import_items"] {
        assert_eq!(server.database.count(table), 0, "{table}");
    }
    let trail = editor.get(&format!("/audit?revision={revision}")).ok();
    assert_eq!(trail["data"].as_array().unwrap().len(), 2);
    assert!(trail.to_string().contains(import["id"].as_str().unwrap()));
    editor.get(&format!("{path}/plan")).problem(409);
    editor.apply(&import).problem(409);
    editor.send("DELETE", &path, &[], None).problem(409);

    let undone = editor.undo(&import).ok();
    assert_eq!(undone["status"], "undone");
    assert_eq!(number(&undone, "/undone/revision"), revision + 1);
    assert_eq!(
        editor.get("/members/alpha").ok()["phones"][0]["number"],
        before["phones"][0]["number"]
    );
    assert!(editor.get("/members/gamma").ok()["withdrawn_at"].is_string());
    server.get("/v1/members/gamma").problem(410);
    editor.undo(&import).problem(409);

    // The mended spreadsheet brings back what was withdrawn, if that is meant.
    let again = editor.plan(&[("members.csv", FILE)], &[]);
    assert_eq!(again["plan"]["members"]["refused"], 1, "{again}");
    let again = editor.plan(&[("members.csv", FILE)], &[("confirm_publication", "true")]);
    editor.apply(&again).ok();
    server.get("/v1/members/gamma").ok();
}

#[test]
fn a_change_elsewhere_does_not_matter_and_one_that_touches_the_plan_does() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(&[("members.csv", FILE)], &[]);
    let path = format!("{}/apply", import_path(&import));
    editor.post(&path, &json!({"revision": 1})).problem(409);

    // The plan changes alpha; somebody else does too.
    editor.patch("alpha", &json!({"acronym": "AH"}));
    let problem = editor.apply(&import).problem(409);
    assert_eq!(problem["moved_on"], json!(["alpha"]), "{problem}");
    assert_eq!(server.database.count("members"), 2);

    let planned = editor.post(&format!("{}/plan", import_path(&import)), &json!({}));
    let import = editor.settled(&planned.json());
    // Beta is no part of the plan.
    editor.patch("beta", &json!({"acronym": "BH"}));
    editor.apply(&import).ok();
    let alpha = editor.get("/members/alpha").ok();
    assert_eq!(
        (&alpha["acronym"], &alpha["phones"][0]["number"]),
        (&json!("AH"), &json!("+49 30 2"))
    );
}

#[test]
fn a_member_that_the_plan_leaves_and_somebody_changes_touches_it() {
    let server = registry();
    let editor = server.clerk("editor");
    let file = b"slug,name,country\nbeta,Beta Huis,NL\ngamma,Gamma Casa,ES\n";
    let import = editor.plan(&[("members.csv", file)], &[]);
    assert_eq!(import["plan"]["items"]["same"], 1);
    editor.patch("beta", &json!({"name": "Beta Hoeve"}));
    let problem = editor.apply(&import).problem(409);
    assert_eq!(problem["moved_on"], json!(["beta"]), "{problem}");
    // Somebody makes the member that the plan would make.
    editor.patch("beta", &json!({"name": "Beta Huis"}));
    editor.create(&json!({"slug": "gamma", "name": "Gamma Casa", "country": "ES"}));
    let problem = editor.apply(&import).problem(409);
    assert_eq!(problem["moved_on"], json!(["gamma"]), "{problem}");
}

#[test]
fn what_moved_on_is_not_taken_back() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(&[("members.csv", FILE)], &[]);
    editor.apply(&import).ok();
    editor.patch("alpha", &json!({"phones": [{"number": "+49 30 3"}]}));
    let problem = editor.undo(&import).problem(409);
    assert_eq!(problem["moved_on"], json!(["/phones"]), "{problem}");
    assert_eq!(editor.get(&import_path(&import)).ok()["status"], "applied");
    server.get("/v1/members/gamma").ok();
}

#[test]
fn of_two_who_apply_at_once_one_wins() {
    let server = registry();
    let clerks: Vec<_> = (0..4).map(|_| server.clerk("editor")).collect();
    let import = clerks[0].plan(&[("members.csv", FILE)], &[]);
    let before = server.database.revisions().0;
    let statuses: Vec<u16> = thread::scope(|scope| {
        let asked: Vec<_> = clerks
            .iter()
            .map(|clerk| scope.spawn(|| clerk.apply(&import).status))
            .collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let won = statuses.iter().filter(|status| **status == 200).count();
    let lost = statuses.iter().filter(|status| **status == 409).count();
    assert_eq!((won, lost), (1, 3), "{statuses:?}");
    assert_eq!(server.database.revisions().0, before + 1);
}

#[test]
fn a_plan_that_changes_nothing_is_not_applied() {
    let server = registry();
    let editor = server.clerk("editor");
    let file = b"slug,name,country\nbeta,Beta Huis,NL\n";
    let import = editor.plan(&[("members.csv", file)], &[]);
    let before = server.database.revisions();
    editor.apply(&import).problem(409);
    assert_eq!(server.database.revisions(), before);
}

#[test]
fn an_application_that_is_sent_again_gets_the_same_answer() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(&[("members.csv", FILE)], &[]);
    let path = format!("{}/apply", import_path(&import));
    let body = json!({"revision": number(&import, "/plan/revision")});
    let key = [("Idempotency-Key", "apply-once")];
    let first = editor.send("POST", &path, &key, Some(&body));
    first.ok();
    let again = editor.send("POST", &path, &key, Some(&body));
    assert_eq!((again.status, again.body), (200, first.body));
}
