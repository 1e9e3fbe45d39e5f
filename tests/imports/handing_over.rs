//! How files come in, and what is refused before anything is planned.

use std::io::{Read, Write};

use serde_json::json;

use super::plans::{MEMBERS, registry};
use crate::support::{Answer, Database, Serve, TestServer, eventually, imports::import_path, raw};

#[test]
fn the_same_request_again_is_the_same_import() {
    let server = registry();
    let editor = server.clerk("editor");
    let key = [("Idempotency-Key", "once")];
    let files = [("members.csv", MEMBERS.as_bytes())];
    let first = editor.hand_over(&files, &[], &key);
    assert_eq!(first.status, 202, "{}", first.text());
    let path = import_path(&first.json());
    let location = first.header("location").unwrap();
    assert!(
        location.ends_with(&format!("/v1/registry{path}")),
        "{location}"
    );
    let again = editor.hand_over(&files, &[], &key);
    assert_eq!((again.status, again.body), (202, first.body));
    assert_eq!(
        editor.get("/imports").ok()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    editor
        .hand_over(&files, &[("skip_refused", "true")], &key)
        .problem(422);
    assert_eq!(server.database.count("imports"), 1);
}

#[test]
fn what_is_wrong_with_a_request_is_told_at_once() {
    let server = registry();
    let editor = server.clerk("editor");
    let answer = editor.hand_over(
        &[],
        &[
            ("skip_refused", "perhaps"),
            ("missing", "forget"),
            ("mising", "report"),
            ("mapping", "[members]\nnam = \"x\""),
        ],
        &[],
    );
    let mistakes = answer.body_mistakes();
    for expected in [
        ("/files", "required"),
        ("/skip_refused", "invalid_type"),
        ("/missing", "unknown_code"),
        ("/mising", "unknown_field"),
        ("/mapping", "invalid_mapping"),
    ] {
        assert!(
            mistakes
                .iter()
                .any(|(pointer, code)| (pointer.as_str(), code.as_str()) == expected),
            "{expected:?} in {mistakes:?}"
        );
    }
    let json = editor.post("/imports", &json!({}));
    json.problem(415);
    assert_eq!(server.database.count("imports"), 0);
}

#[test]
fn a_mapping_reads_other_columns() {
    let server = registry();
    let editor = server.clerk("editor");
    let mapping = "[members]\nslug = \"Key\"\nname = \"Titel\"\ncountry = { value = \"DE\" }\n";
    let import = editor.plan(
        &[("liste.csv", b"Key;Titel;Bemerkung\nneu;Neues Haus;x\n")],
        &[("mapping", mapping)],
    );
    assert_eq!(import["has_mapping"], true);
    assert_eq!(import["plan"]["unread_columns"][0]["column"], "Bemerkung");
    editor.apply(&import).ok();
    assert_eq!(editor.get("/members/neu").ok()["name"], "Neues Haus");
}

#[test]
fn a_zip_is_opened_and_one_that_would_burst_is_refused() {
    let server = registry();
    let editor = server.clerk("editor");
    let zip = |name: &str, write: &dyn Fn(&mut dyn Write)| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        write(&mut zip);
        zip.finish().unwrap().into_inner()
    };
    let good = zip("members.csv", &|out| {
        out.write_all(b"slug,name,country\nz,Z,BE\n").unwrap()
    });
    let import = editor.plan(&[("all.zip", &good)], &[]);
    assert_eq!(import["plan"]["items"]["created"], 1);
    let bomb = zip("members.csv", &|out| {
        let spaces = vec![b' '; 1 << 20];
        for _ in 0..300 {
            out.write_all(&spaces).unwrap();
        }
    });
    assert!(bomb.len() < 1_000_000);
    let answer = editor.hand_over(&[("bomb.zip", &bomb)], &[], &[]);
    let import = editor.settled(&answer.json());
    assert_eq!(import["status"], "failed");
    assert!(
        import["faults"][0].as_str().unwrap().contains("unpacked"),
        "{import}"
    );
}

#[test]
fn too_much_is_refused_and_leaves_nothing() {
    let server = Serve::on(Database::new())
        .with("IMPORT_UPLOAD_MB", "1")
        .start();
    let editor = server.clerk("editor");
    let large = vec![b'x'; 1_500_000];
    let answer = editor.hand_over(&[("members.csv", &large)], &[], &[]);
    let problem = answer.problem(413);
    assert!(
        problem["detail"].as_str().unwrap().contains("1 MB"),
        "{problem}"
    );
    assert_eq!(server.database.count("imports"), 0);
}

#[test]
fn a_forgotten_import_is_gone_with_all_that_was_handed_over() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(&[("members.csv", MEMBERS.as_bytes())], &[]);
    let path = import_path(&import);
    assert!(server.database.count("import_pieces") > 0);
    assert!(server.database.count("import_items") > 0);
    assert_eq!(editor.send("DELETE", &path, &[], None).status, 204);
    for table in ["imports", "import_pieces", "import_items"] {
        assert_eq!(server.database.count(table), 0, "{table}");
    }
    editor.get(&path).problem(404);
}

/// Neither a script that goes wrong nor a forgetful colleague fills the disk.
#[test]
fn no_more_waits_than_may() {
    let server = registry();
    let editor = server.clerk("editor");
    let files = [("members.csv", MEMBERS.as_bytes())];
    let key = [("Idempotency-Key", "the first")];
    let first = editor.hand_over(&files, &[], &key).json();
    for _ in 1..50 {
        assert_eq!(editor.hand_over(&files, &[], &[]).status, 202);
    }
    let refused = editor.hand_over(&files, &[], &[]).problem(409);
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.contains("50 imports"), "{detail}");
    assert!(detail.contains("DELETE"), "{detail}");
    assert_eq!(server.database.count("imports"), 50);
    // What was taken before is told again.
    assert_eq!(
        editor.hand_over(&files, &[], &key).json()["id"],
        first["id"]
    );
    let path = import_path(&first);
    assert_eq!(editor.send("DELETE", &path, &[], None).status, 204);
    assert_eq!(editor.hand_over(&files, &[], &[]).status, 202);
}

#[test]
fn the_files_that_wait_have_a_most_together() {
    let server = Serve::on(Database::new())
        .with("IMPORT_UPLOAD_MB", "1")
        .start();
    let editor = server.clerk("editor");
    let mut large = MEMBERS.to_owned();
    large.push_str(&"\n".repeat(900_000));
    let files = [("members.csv", large.as_bytes())];
    for _ in 0..4 {
        assert_eq!(editor.hand_over(&files, &[], &[]).status, 202);
    }
    let before = server.database.count("import_pieces");
    let refused = editor.hand_over(&files, &[], &[]).problem(409);
    assert!(
        refused["detail"]
            .as_str()
            .unwrap()
            .contains("4 MB together"),
        "{refused}"
    );
    assert_eq!(server.database.count("import_pieces"), before);
    // A small one still fits.
    assert_eq!(
        editor
            .hand_over(&[("members.csv", MEMBERS.as_bytes())], &[], &[])
            .status,
        202
    );
}

/// Uploads that come slowly are files that grow: only some are taken at a time.
#[test]
fn only_some_uploads_are_taken_at_a_time() {
    let server = registry();
    let editor = server.clerk("editor");
    let begun = || {
        let mut stream = raw::connect(&server);
        let head = format!(
            "POST /v1/registry/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
             Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n\
             --b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\nslug",
            editor.key
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    let mut slow = Vec::new();
    let files = [("members.csv", MEMBERS.as_bytes())];
    let refused = eventually("no more is taken", || {
        // One that found no place is not taken later.
        slow.push(begun());
        let answer = editor.hand_over(&files, &[], &[]);
        (answer.status == 503).then_some(answer)
    });
    refused.problem(503);
    assert!(refused.header("retry-after").is_some());
    drop(slow);
    eventually("there is room again", || {
        let answer = editor.hand_over(&files, &[], &[]);
        (answer.status == 202).then_some(())
    });
}

/// Begins an upload that does not go on.
fn half_sent(server: &TestServer, key: &str) -> std::net::TcpStream {
    let mut stream = raw::connect(server);
    let head = format!(
        "POST /v1/registry/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n\
         --b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\nslug"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

fn answer_to(mut stream: std::net::TcpStream) -> Answer {
    let mut received = Vec::new();
    // What was not read of the body may end the connection roughly.
    let _ = stream.read_to_end(&mut received);
    raw::parse(&received).expect("an answer")
}

#[test]
fn an_upload_that_does_not_go_on_ends_in_time() {
    let server = Serve::on(Database::new())
        .with("UPLOAD_TIMEOUT_S", "2")
        .start();
    let editor = server.clerk("editor");
    let slow: Vec<_> = (0..4).map(|_| half_sent(&server, &editor.key)).collect();
    for stream in slow {
        let problem = answer_to(stream).problem(408);
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains("UPLOAD_TIMEOUT_S"), "{detail}");
    }
    // So does one that goes on forever, a byte at a time.
    let mut stream = half_sent(&server, &editor.key);
    let begun = std::time::Instant::now();
    while stream.write_all(b"a").is_ok() && begun.elapsed() < std::time::Duration::from_secs(20) {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(
        begun.elapsed() < std::time::Duration::from_secs(15),
        "{:?}",
        begun.elapsed()
    );
    editor.plan(&[("members.csv", MEMBERS.as_bytes())], &[]);
}

#[test]
fn an_upload_ends_with_its_key() {
    let server = registry();
    let editor = server.clerk("editor");
    let stream = half_sent(&server, &editor.key);
    std::thread::sleep(std::time::Duration::from_millis(300));
    let admin = server.clerk("admin");
    let keys = admin.get("/keys").ok();
    let mut keys = keys["data"].as_array().unwrap().iter();
    let own = keys.find(|key| key["role"] == "editor").unwrap();
    let path = format!("/keys/{}", own["id"].as_str().unwrap());
    let answer = admin.send("DELETE", &path, &[], None);
    assert!(answer.status < 300, "{}", answer.text());
    answer_to(stream).problem(401);
}

#[test]
fn a_folder_for_temporary_files_that_is_gone_is_said_to_be() {
    let server = Serve::on(Database::new())
        .with("TMPDIR", "/nowhere/at/all")
        .start();
    let admin = server.clerk("admin");
    let problem = admin
        .hand_over(&[("members.csv", MEMBERS.as_bytes())], &[], &[])
        .problem(503);
    assert!(
        problem["detail"].as_str().unwrap().contains("TMPDIR"),
        "{problem}"
    );
    for format in ["ndjson", "xlsx", "csv"] {
        let problem = admin.get(&format!("/export?format={format}")).problem(503);
        assert!(
            problem["detail"].as_str().unwrap().contains("TMPDIR"),
            "{problem}"
        );
    }
}
