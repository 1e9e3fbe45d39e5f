//! Asked to stop, the program finishes what is under way.

use std::{
    io::{Read, Write},
    time::Duration,
};

use serde_json::json;

use crate::support::{Database, Serve, TestServer, eventually, raw};

fn sample() -> TestServer {
    Serve::on(Database::sample()).start()
}

/// Waits until the server takes no more connections.
fn closed(server: &TestServer) {
    eventually("it listens no more", || {
        std::net::TcpStream::connect(server.address())
            .is_err()
            .then_some(())
    });
}

#[test]
fn it_ends_well_on_both_signals() {
    for signal in ["TERM", "INT"] {
        let mut server = sample();
        server.get("/v1/members");
        server.signal(signal);
        assert_eq!(server.wait(), Some(0), "{signal}");
        let last = server.log().last().cloned().unwrap();
        assert_eq!(last["message"], "stopped", "{signal}");
    }
}

/// Whoever starts the program waits for this line and may stop it at once.
#[test]
fn a_signal_right_after_the_start_is_heeded() {
    for _ in 0..20 {
        let mut server = TestServer::start(Serve::on(Database::new()));
        server.signal("TERM");
        assert_eq!(server.wait(), Some(0));
    }
}

/// A request whose head has not wholly arrived is none yet: it is answered in full or not at all.
#[test]
fn a_request_that_is_half_sent_gets_no_half_answer() {
    let mut server = sample();
    let mut stream = raw::connect(&server);
    stream
        .write_all(b"GET /v1/members?limit=200 HTTP/1.1\r\nHost: x\r\nConn")
        .unwrap();
    // It has to have arrived before the signal does.
    std::thread::sleep(Duration::from_millis(300));
    server.signal("TERM");
    closed(&server);
    let _ = stream.write_all(b"ection: close\r\n\r\n");
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    if let Some(answer) = raw::parse(&received) {
        assert_eq!(answer.ok()["page"]["total"], 155);
    } else {
        assert_eq!(received, b"");
    }
    assert_eq!(server.wait(), Some(0));
}

/// More than the buffers between the two hold is asked for, read only after the signal: whatever
/// was begun comes whole.
#[test]
fn an_answer_that_is_being_read_comes_whole() {
    let mut server = sample();
    let mut stream = raw::connect(&server);
    let request = "GET /v1/members?limit=200 HTTP/1.1\r\nHost: x\r\n\r\n";
    let size = server.get("/v1/members?limit=200").body.len();
    let count = 64;
    stream.write_all(request.repeat(count).as_bytes()).unwrap();
    // The first answer has begun when its first byte can be read.
    let mut first = [0];
    stream.read_exact(&mut first).unwrap();
    server.signal("TERM");
    closed(&server);
    // Otherwise all was in the buffers and nothing was under way.
    std::thread::sleep(Duration::from_millis(200));
    assert!(server.is_running(), "it waits for who reads");
    let mut received = first.to_vec();
    stream.read_to_end(&mut received).unwrap();
    let mut rest = &received[..];
    let mut answers = 0;
    while !rest.is_empty() {
        let answer = raw::parse(rest).expect("a whole head");
        assert_eq!(answer.status, 200);
        assert!(
            answer.body.len() >= size,
            "a body is torn off: {} of {size}",
            answer.body.len()
        );
        let head = rest.len() - answer.body.len();
        rest = &rest[head + size..];
        answers += 1;
    }
    assert!(answers >= 1);
    assert_eq!(server.wait(), Some(0));
}

/// An idle connection that a client keeps open does not hold the program up for long.
#[test]
fn an_idle_connection_does_not_keep_it_alive() {
    let mut server = Serve::on(Database::new())
        .with("SHUTDOWN_TIMEOUT_S", "2")
        .start();
    let mut stream = raw::connect(&server);
    stream
        .write_all(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    stream.read_exact(&mut [0; 12]).unwrap();
    server.signal("TERM");
    assert_eq!(server.wait(), Some(0));
}

/// Whoever stops without any end is not waited for longer than the setting says.
#[test]
fn a_request_that_never_ends_does_not_keep_it_alive() {
    let mut server = Serve::on(Database::new())
        .with("SHUTDOWN_TIMEOUT_S", "1")
        .start();
    let mut stream = raw::connect(&server);
    stream.write_all(b"GET /health/live HTTP/1.1\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(100));
    server.signal("TERM");
    assert_eq!(server.wait(), Some(0));
}

/// Fails unless a stopped SQLite database is in one file; makes a database of a copy of it.
#[track_caller]
fn copied(stopped: &Database) -> Database {
    let file = stopped.file();
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap();
    let names: Vec<_> = beside.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [file.file_name().unwrap()]);
    let copy = Database::new();
    std::fs::create_dir_all(copy.file().parent().unwrap()).unwrap();
    std::fs::copy(file, copy.file()).unwrap();
    copy
}

/// Whoever copies the database's file after a stop has everything.
#[test]
fn after_a_stop_the_database_is_one_file_with_everything() {
    let server = sample();
    if server.database.is_postgres() {
        return;
    }
    let mirror = Serve::on(Database::new()).mirror_of(&server.url).start();
    let editor = server.clerk("editor");
    editor.patch("open-huis-gent", &json!({ "acronym": "LAST" }));
    let acronym = "SELECT acronym AS value FROM members WHERE slug = 'open-huis-gent'";
    eventually("the mirror has it", || {
        (mirror.database.value(acronym) == "LAST").then_some(())
    });
    for stopped in [mirror.stop(), server.stop()] {
        assert_eq!(copied(&stopped).value(acronym), "LAST");
    }
}

/// What is being planned is not waited for; it can be planned again.
#[test]
fn a_stop_while_an_import_is_planned_leaves_one_file_too() {
    // On a quick machine the plan may be made before the stop comes.
    let lengths = [6_000, 12_000, 24_000, 48_000];
    assert!(lengths.into_iter().any(stops_while_planning));
}

/// Stops a server while it plans an import of so many members; says whether the stop came before
/// the plan was made.
fn stops_while_planning(members: usize) -> bool {
    let mut server = sample();
    let editor = server.clerk("editor");
    let mut file = "slug,name,country\n".to_owned();
    for number in 0..members {
        file += &format!("m-{number},M {number},BE\n");
    }
    let files = [("members.csv", file.as_bytes())];
    let options = [("into_sample", "true")];
    let import = editor.hand_over(&files, &options, &[]).json();
    let second = editor.hand_over(&files, &options, &[]).json();
    let key = editor.key.clone();
    editor.patch("open-huis-gent", &json!({ "acronym": "LAST" }));
    eventually("it is being planned", || {
        (server.database.count("import_items") > 0).then_some(())
    });
    server.signal("TERM");
    assert_eq!(server.wait(), Some(0), "{:#?}", server.log());
    if server.database.count("import_items") >= members {
        return false;
    }
    if !server.database.is_postgres() {
        let acronym = "SELECT acronym AS value FROM members WHERE slug = 'open-huis-gent'";
        assert_eq!(copied(&server.database).value(acronym), "LAST");
    }
    let server = Serve::on(std::sync::Arc::clone(&server.database)).start();
    let editor = crate::support::ApiClient {
        server: &server,
        key,
    };
    for import in [import, second] {
        assert_eq!(editor.settled(&import)["status"], "interrupted");
    }
    true
}
