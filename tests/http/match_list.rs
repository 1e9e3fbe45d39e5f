//! "Match a list": what somebody pastes or hands over, and what comes back.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use reqwest::Method;
use rust_xlsxwriter::Workbook;

use serde_json::json;

use crate::support::{Answer, TestServer, eventually, shared};

const BOUNDARY: &str = "between-the-parts";

/// Sends a form, each part with its name, and its file name where it is a file.
fn send(parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
    send_to(shared(), parts)
}

fn send_to(server: &TestServer, parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
            )
            .into_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [("Content-Type", media_type.as_str())];
    server.ask(Method::POST, "/match?lang=en", &headers, Some(body))
}

fn names(text: &str, as_what: &str) -> Answer {
    send(&[
        ("names", None, text.as_bytes()),
        ("as", None, as_what.as_bytes()),
    ])
}

fn file(name: &str, bytes: Vec<u8>) -> Answer {
    send(&[
        ("names", None, b""),
        ("file", Some(name), &bytes),
        ("as", None, b"csv"),
    ])
}

const LIST: &str = "Open Huis Gent vzw\nOpen Huis\n=HYPERLINK(\"x\")\n";

#[test]
fn names_come_back_with_their_members() {
    let page = names(LIST, "");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.header("etag").is_none());
    let text = page.text();
    assert!(text.contains("1 / 3"), "{text}");
    assert!(text.contains("/members/open-huis-gent"));
    assert!(text.contains("Perhaps") && text.contains("No member found"));
    // It can be sent again as it stands.
    assert!(text.contains("Open Huis Gent vzw\nOpen Huis"));
}

#[test]
fn files_come_back_as_files() {
    let id = shared().json("/v1/members/open-huis-gent")["id"].clone();
    let csv = names(LIST, "csv");
    assert_eq!(
        csv.header("content-disposition"),
        Some("attachment; filename=\"matched.csv\"")
    );
    let text = csv.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}name,result,score,id,slug,member,country,url,identifiers"
    );
    let first = format!(
        "Open Huis Gent vzw,member,98,{},open-huis-gent,Open Huis Gent,BE,",
        id.as_str().unwrap()
    );
    assert!(lines[1].starts_with(&first), "{}", lines[1]);
    assert!(
        lines[3].contains("'=HYPERLINK") && lines[3].ends_with(",none,,,,,,,"),
        "{}",
        lines[3]
    );

    let book = names(LIST, "xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book.body)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(
        sheet.get_value((1, 4)).unwrap().to_string(),
        "open-huis-gent"
    );
    assert_eq!(
        sheet.get_value((3, 0)).unwrap().to_string(),
        "=HYPERLINK(\"x\")"
    );
}

#[test]
fn spreadsheets_are_read_as_they_are() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [
        ["Land", "Organisatie"],
        ["NL", "Open Huis Gent"],
        ["BE", "Open Huis Gent"],
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet
                .write_string(row as u32, column as u16, *cell)
                .unwrap();
        }
    }
    let book = book.save_to_buffer().unwrap();
    let expected = ["Open Huis Gent,perhaps,", "Open Huis Gent,member,100,"];
    for answer in [
        file("list.xlsx", book),
        // Excel's "Unicode Text".
        file(
            "list.txt",
            utf16("Land\tOrganisatie\r\nNL\tOpen Huis Gent\r\nBE\tOpen Huis Gent\r\n"),
        ),
        file(
            "list.csv",
            b"Land;Organisatie\r\nNL;Open Huis Gent\r\nBE;Open Huis Gent\r\n".to_vec(),
        ),
    ] {
        assert_eq!(answer.status, 200, "{}", answer.text());
        let text = answer.text();
        for (line, expected) in text.lines().skip(1).zip(expected) {
            assert!(line.starts_with(expected), "{text}");
        }
    }
}

/// A text as Windows writes "Unicode".
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn what_windows_writes_by_itself_is_read() {
    let answer = file(
        "list.csv",
        b"name\r\nM\xe9decins \x96 \x8cuvres\r\n".to_vec(),
    );
    assert!(
        answer
            .text()
            .contains("M\u{e9}decins \u{2013} \u{152}uvres,"),
        "{}",
        answer.text()
    );
}

#[test]
fn identifiers_elsewhere_are_a_match_and_come_back() {
    let server = TestServer::sample();
    let wikidata = json!({ "identifiers": [{ "scheme": "wikidata", "value": "Q42" }] });
    server.clerk("editor").patch("open-huis-gent", &wikidata);
    for text in [
        "wikidata;name\nQ42;Something else\n",
        "name\tQID\nSomething else\thttps://www.wikidata.org/wiki/Q42\n",
        "name,identifiers\nSomething else,lei:x | wikidata:Q42\n",
        "name,id\nSomething else,lei:x | wikidata:Q42\n",
    ] {
        let found = eventually("the change is public", || {
            let answer = send_to(
                &server,
                &[("names", None, text.as_bytes()), ("as", None, b"csv")],
            );
            answer.text().contains(",member,").then(|| answer.text())
        });
        assert!(
            found.lines().nth(1).unwrap().ends_with(",wikidata:Q42"),
            "{found}"
        );
    }
}

#[test]
fn what_cannot_be_used_is_told() {
    for (answer, words) in [
        (names("  \n", ""), "There is no name in the list."),
        (names(&"a\n".repeat(1_001), ""), "more than 1,000 names"),
        (
            file("list.xlsx", b"PK\x03\x04 is no workbook".to_vec()),
            "This file cannot be read.",
        ),
        (file("list.csv", vec![0; 40]), "This file cannot be read."),
    ] {
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
    assert_eq!(file("list.csv", vec![b'a'; 3 << 20]).status, 413);
    assert_eq!(shared().request("DELETE", "/match", &[]).status, 405);
}
