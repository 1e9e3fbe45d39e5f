//! `GET /v1/registry/export`.

use std::{
    io::{Read, Write},
    process::Command,
};

use serde_json::json;

use super::{FORMATS, acronyms, many, packed};
use crate::support::{Answer, ApiClient, Database, Serve, TestServer, raw};

#[track_caller]
fn export(clerk: &ApiClient<'_>, query: &str) -> Answer {
    clerk.get(&format!("/export{query}"))
}

#[test]
fn editors_have_a_working_sheet_that_comes_back_as_it_went_out() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    editor.patch(
        "open-huis-gent",
        &json!({
            "contacts": [{"name": "Ann Peeters", "legal_basis": "contract"}],
            "notes": [{"text": "Quite private."}],
        }),
    );
    assert_eq!(export(&editor, "?format=xlsx").status, 403);
    let sheet = editor.get("/working-sheet.xlsx");
    assert_eq!(sheet.status, 200, "{}", sheet.text());
    let files = packed(&sheet.body);
    let all: String = files
        .values()
        .map(|file| String::from_utf8_lossy(file))
        .collect();
    assert!(all.contains("open-huis-gent") && all.contains("hidden"));
    for private in ["Ann Peeters", "Quite private.", "contacts", "notes"] {
        assert!(!all.contains(private), "{private}");
    }
    // Nothing was changed in it, so nothing changes; one cell that was, does.
    let planned = editor.plan(&[("working.xlsx", &sheet.body[..])], &[]);
    assert_eq!(planned["plan"]["items"]["same"], 155, "{planned}");
    assert_eq!(
        (
            &planned["plan"]["items"]["changed"],
            &planned["plan"]["items"]["refused"]
        ),
        (&json!(0), &json!(0)),
        "{planned}"
    );
    let trail = server.clerk("admin").get("/audit?action=read&limit=1").ok();
    assert!(trail.to_string().contains("working-sheet"), "{trail}");
}

#[test]
fn each_format_is_a_file_with_its_type_and_a_name() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    admin.patch(
        "collectif-logement-pour-tous-brussels",
        &json!({ "acronym": "CLT" }),
    );
    let (revision, _) = server.database.revisions();
    for (format, extension, media_type) in FORMATS {
        let answer = export(&admin, &format!("?format={format}"));
        assert_eq!(answer.status, 200, "{format}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some(media_type));
        assert_eq!(
            answer.header("content-disposition"),
            Some(&*format!(
                "attachment; filename=\"registry-{revision}-{format}.{extension}\""
            ))
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{format}");
        assert_eq!(answer.header("etag"), None, "{format}");
        let length = answer.body.len().to_string();
        assert_eq!(answer.header("content-length"), Some(&*length), "{format}");
        match format {
            "ndjson" => {
                let lines: Vec<serde_json::Value> = answer
                    .text()
                    .lines()
                    .map(|line| serde_json::from_str(line).expect("JSON"))
                    .collect();
                assert!(lines.len() > 155);
            }
            "hsds" => assert!(packed(&answer.body).contains_key("datapackage.json")),
            "csv" => assert!(packed(&answer.body).contains_key("members.csv")),
            _ => assert!(packed(&answer.body).contains_key("xl/workbook.xml")),
        }
        // The same books make the same file.
        if format != "xlsx" {
            assert!(
                export(&admin, &format!("?format={format}")).body == answer.body,
                "{format}"
            );
        }
    }
    let usual = export(&admin, "");
    assert_eq!(usual.header("content-type"), Some("application/x-ndjson"));
}

#[test]
fn it_is_for_admins_alone() {
    let server = TestServer::sample();
    let clerks = [
        server.clerk("editor"),
        server.clerk("partner"),
        server.member_clerk("collectif-logement-pour-tous-brussels"),
    ];
    for (format, ..) in FORMATS {
        for clerk in &clerks {
            export(clerk, &format!("?format={format}")).problem(403);
        }
        let path = format!("/v1/registry/export?format={format}");
        server.get(&path).problem(401);
    }
}

#[test]
fn a_wrong_parameter_is_named() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    for (query, name) in [
        ("?format=pdf", "format"),
        ("?format=hsds&private=perhaps", "private"),
        ("?formt=csv", "formt"),
    ] {
        let mistakes = export(&admin, query).mistakes();
        assert_eq!(mistakes.len(), 1, "{query}");
        assert_eq!(mistakes[0].0, name, "{query}");
    }
}

/// Somebody reads slowly. The books are not held for them, and what they read is as it was.
#[test]
fn a_slow_reader_keeps_nobody_waiting_and_reads_one_state() {
    let server = Serve::on(many(1500)).start();
    let admin = server.clerk("admin");
    let mut stream = raw::connect(&server);
    let request = format!(
        "GET /v1/registry/export HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\r\n",
        admin.key
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut received = vec![0; 4096];
    stream.read_exact(&mut received).unwrap();
    admin.patch("m-1499", &json!({ "acronym": "LATER" }));
    stream.read_to_end(&mut received).unwrap();
    let answer = raw::parse(&received).expect("a whole head");
    assert_eq!(answer.status, 200);
    let length = answer.header("content-length").expect("a length").parse();
    assert_eq!(length, Ok(answer.body.len()));
    assert!(answer.body.len() > 1_000_000, "{}", answer.body.len());
    assert!(!answer.text().contains("LATER"));
    assert!(export(&admin, "").text().contains("LATER"));
}

/// Each change gives all members another acronym; no file has two.
#[test]
fn a_file_that_is_made_while_others_write_is_of_one_moment() {
    let server = Serve::on(many(1100)).start();
    let admin = server.clerk("admin");
    let database: &Database = &server.database;
    let done = std::sync::atomic::AtomicBool::new(false);
    let mut seen = std::collections::BTreeSet::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..4 {
                database.import(&acronyms(1100, round), &[]).well();
            }
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        // As long as they write, and at most some hundred times.
        for turn in 0..300 {
            let is_last = done.load(std::sync::atomic::Ordering::Relaxed);
            let (acronym, name) = match turn % 2 {
                0 => {
                    let answer = export(&admin, "?format=ndjson");
                    let name = answer.header("content-disposition").unwrap().to_owned();
                    let members = answer.text();
                    let members = members
                        .lines()
                        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
                        .filter(|line| line["kind"] == "member")
                        .map(|line| line["acronym"].to_string());
                    (members.collect::<Vec<_>>(), name)
                }
                _ => {
                    let answer = export(&admin, "?format=csv");
                    let name = answer.header("content-disposition").unwrap().to_owned();
                    let files = packed(&answer.body);
                    let mut reader = csv::Reader::from_reader(&files["members.csv"][3..]);
                    let place = reader
                        .headers()
                        .unwrap()
                        .iter()
                        .position(|one| one == "acronym");
                    let cells = reader
                        .records()
                        .map(|row| format!("{:?}", &row.unwrap()[place.expect("a column")]));
                    (cells.collect(), name)
                }
            };
            assert_eq!(acronym.len(), 1100, "{name}");
            let different: std::collections::BTreeSet<_> = acronym.into_iter().collect();
            assert_eq!(different.len(), 1, "{name}: {different:?}");
            seen.extend(different);
            if is_last {
                break;
            }
        }
    });
    assert!(seen.contains("\"R3\""), "{seen:?}");
    assert!(
        seen.len() > 1,
        "it was asked after all was written: {seen:?}"
    );
}

/// Where no file can be made, the answer is an error, and not half of one.
#[test]
fn a_disk_that_takes_nothing_makes_an_error() {
    let server = Serve::on(Database::sample())
        .with("TMPDIR", "/nowhere/at/all")
        .start();
    let admin = server.clerk("admin");
    for (format, ..) in FORMATS {
        let answer = export(&admin, &format!("?format={format}"));
        let problem = answer.problem(503);
        assert!(!problem.to_string().contains("nowhere"), "{problem}");
        assert_eq!(answer.header("content-disposition"), None);
    }
    // It serves on.
    server.json("/v1/members");
}

/// There is room when a workbook is begun, and none to write it to its end.
#[test]
fn a_disk_that_fills_up_makes_an_error() {
    let server = Serve::on(Database::sample())
        .with_largest_file(1_000_000)
        .start();
    let admin = server.clerk("admin");
    let filled = Command::new("prlimit")
        .args(["--pid", &server.id().to_string(), "--fsize=20000"])
        .status();
    assert!(filled.expect("prlimit").success());
    // What the public is sent is written on the way, and needs no room.
    assert_eq!(server.get("/v1/members.xlsx").status, 200);
    export(&admin, "?format=xlsx").problem(503);
    server.json("/v1/members");
}
