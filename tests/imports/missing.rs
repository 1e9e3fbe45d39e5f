//! Members that no row is about.

use serde_json::json;

use crate::support::{
    ApiClient, Database, Serve, TestServer,
    imports::{import_path, number},
    sheets::sheets,
};

/// Twenty members, one of whom has left.
fn registry() -> TestServer {
    let mut members = "external_id,slug,name,country,status\n".to_owned();
    for number in 0..20 {
        let status = if number == 19 { "former" } else { "member" };
        members += &format!("id-{number},m-{number},Member number {number},BE,{status}\n");
    }
    Serve::on(Database::of(&sheets().members(members))).start()
}

/// A file without the first so many members.
fn without(first: usize) -> String {
    let mut members = "external_id,slug,name,country\n".to_owned();
    for number in first..19 {
        members += &format!("id-{number},m-{number},Member number {number},BE\n");
    }
    members
}

fn missing(editor: &ApiClient<'_>, file: &str, fields: &[(&str, &str)]) -> serde_json::Value {
    editor.plan(&[("members.csv", file.as_bytes())], fields)
}

#[test]
fn who_is_missing_is_left_alone_named_or_withdrawn() {
    let server = registry();
    let editor = server.clerk("editor");
    let file = without(1);
    let import = missing(&editor, &file, &[]);
    assert_eq!(import["plan"]["items"]["missing"], 0);

    let import = missing(&editor, &file, &[("missing", "report")]);
    let items = editor.items(&import, "missing");
    assert_eq!(items.len(), 1, "who has left is not missed");
    assert_eq!(items[0]["member"]["slug"], "m-0");
    assert_eq!(number(&import, "/plan/membership"), 19);
    editor.apply(&import).problem(409);

    let import = missing(&editor, &file, &[("missing", "withdraw")]);
    assert_eq!(
        editor.items(&import, "withdrawn")[0]["member"]["slug"],
        "m-0"
    );
    editor.apply(&import).ok();
    server.get("/v1/members/m-0").problem(410);
    let trail = editor.get("/audit?member=m-0&action=withdraw").ok();
    assert_eq!(trail["data"].as_array().unwrap().len(), 1);
    // As after DELETE, it can be brought back; and so it can with the import.
    editor
        .post(&format!("{}/undo", import_path(&import)), &json!({}))
        .problem(422);
    let undone = editor.post(
        &format!("{}/undo", import_path(&import)),
        &json!({"confirm_publication": true}),
    );
    undone.ok();
    server.get("/v1/members/m-0").ok();
}

#[test]
fn more_than_a_tenth_needs_their_number() {
    let server = registry();
    let editor = server.clerk("editor");
    let file = without(2);
    let import = missing(&editor, &file, &[("missing", "withdraw")]);
    assert_eq!(
        import["plan"]["obstacles"][0]["code"],
        "withdrawals_unconfirmed"
    );
    assert_eq!(
        editor.apply(&import).problem(409)["obstacles"][0]["code"],
        "withdrawals_unconfirmed"
    );
    let path = format!("{}/apply", import_path(&import));
    let revision = number(&import, "/plan/revision");
    let with = |confirmed: u64| {
        editor.post(
            &path,
            &json!({"revision": revision, "confirm_withdrawals": confirmed}),
        )
    };
    with(3).problem(409);
    with(2).ok();
    assert_eq!(server.slugs("/v1/members").len(), 17);
}

#[test]
fn who_has_a_row_that_is_refused_is_not_missing() {
    let server = registry();
    let editor = server.clerk("editor");
    let file = without(3)
        + "id-0,,Member number 0,Belgium\n"
        + ",m-1,,BE\n"
        // Probably the third one, whose key somebody has lost.
        + ",,Member number 2,BE\n";
    let fields = [("missing", "withdraw"), ("skip_refused", "true")];
    let import = missing(&editor, &file, &fields);
    assert_eq!(import["plan"]["items"]["withdrawn"], 0, "{import}");
    // A row that says of nobody whose it is may be anybody's.
    let file = without(1) + "bad\u{7}id,bad slug,Someone,BE\n";
    let import = missing(&editor, &file, &fields);
    assert_eq!(import["plan"]["items"]["withdrawn"], 1);
    assert_eq!(
        import["plan"]["obstacles"][0]["code"], "nameless_rows",
        "{import}"
    );
    editor.apply(&import).problem(409);
    assert_eq!(server.slugs("/v1/members").len(), 19);
}

#[test]
fn without_rows_of_members_nobody_is_missing() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(
        &[("services.csv", b"member,service\nm-0,housing\n")],
        &[("missing", "withdraw")],
    );
    assert_eq!(
        import["plan"]["obstacles"][0]["code"], "no_member_rows",
        "{import}"
    );
    editor.apply(&import).problem(409);
}

#[test]
fn the_command_line_does_the_same() {
    let server = registry();
    let database = &server.database;
    let files = sheets().members(without(2));
    let run = database.import(&files, &["--missing=report"]).well();
    assert!(
        run.stdout.contains("missing: m-0 (Member number 0)"),
        "{}",
        run.stdout
    );
    let run = database
        .import(&files, &["--missing=withdraw"])
        .ended_with(3);
    assert!(
        run.stdout.contains("--confirm-withdrawals 2"),
        "{}",
        run.stdout
    );
    let flags = ["--missing=withdraw", "--confirm-withdrawals", "2"];
    let run = database.import(&files, &flags).well();
    assert!(run.stdout.contains("withdrawn: m-1"), "{}", run.stdout);
    assert_eq!(
        database.value(
            "SELECT CAST(count(*) AS TEXT) AS value FROM members WHERE withdrawn_at IS NOT NULL"
        ),
        "2"
    );
}
