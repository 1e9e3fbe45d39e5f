//! CSV, NDJSON and XLSX: whole lists as files, safe in a spreadsheet program.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::support::{Answer, Sheets, TestServer, sample::SAMPLE, shared, sheets::sheets};

type Table = Vec<Vec<String>>;

/// The lines of a CSV, the header first, as a strict reader sees them.
fn csv(body: &[u8]) -> Table {
    let body = body.strip_prefix("\u{feff}".as_bytes()).expect("a mark");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(body)
        .records()
        .map(|record| record.expect("a line").iter().map(String::from).collect())
        .collect()
}

fn xlsx(body: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(body)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn ndjson(body: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(body).expect("UTF-8");
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn column(table: &Table, name: &str) -> Vec<String> {
    let place = table[0].iter().position(|column| column == name);
    let place = place.unwrap_or_else(|| panic!("no column {name}"));
    table[1..].iter().map(|row| row[place].clone()).collect()
}

#[test]
fn a_file_holds_everything_in_the_order_of_the_list() {
    let members = shared().json("/v1/members?limit=200&sort=-joined_on&lang=nl")["data"].clone();
    let members = members.as_array().unwrap();
    assert_eq!(members.len(), SAMPLE.members.len());
    let query = "?sort=-joined_on&lang=nl";
    let lines = shared().get(&format!("/v1/members.ndjson{query}"));
    assert_eq!(&ndjson(&lines.body), members);
    let table = csv(&shared().get(&format!("/v1/members.csv{query}")).body);
    let book = xlsx(&shared().get(&format!("/v1/members.xlsx{query}")).body);
    assert_eq!(table.len(), members.len() + 1);
    assert_eq!(book.len(), members.len() + 1);
    for (field, column_name) in [("id", "id"), ("name", "name"), ("url", "url")] {
        let expected: Vec<&str> = members
            .iter()
            .map(|member| member[field].as_str().unwrap())
            .collect();
        assert_eq!(column(&table, column_name), expected);
    }
    for (row, cells) in table.iter().zip(&book) {
        for (text, cell) in row.iter().zip(cells) {
            match cell {
                Data::DateTime(date) => {
                    let (year, month, day, ..) = date.to_ymd_hms_milli();
                    let date = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(date, text[..10]);
                }
                // What begins like a formula is guarded in CSV alone.
                cell => assert_eq!(cell.to_string(), text.replacen("'+", "+", 1)),
            }
        }
    }
}

#[test]
fn places_have_a_table_of_their_own() {
    let places = shared().json("/v1/locations?limit=200&format=json")["data"].clone();
    let table = csv(&shared().get("/v1/locations.csv").body);
    assert_eq!(table.len(), 179);
    for (place, (latitude, owner)) in places.as_array().unwrap().iter().zip(
        column(&table, "latitude")
            .iter()
            .zip(column(&table, "member_slug")),
    ) {
        assert_eq!(place["point"]["latitude"].as_f64(), latitude.parse().ok());
        assert_eq!(place["member"]["slug"], owner);
    }
    let book = xlsx(&shared().get("/v1/locations.xlsx").body);
    let place = book[0].iter().position(|cell| *cell == *"latitude");
    assert!(matches!(book[1][place.unwrap()], Data::Float(_)));
}

#[test]
fn fields_choose_the_columns() {
    let table = csv(&shared()
        .get("/v1/members.csv?fields=membership,name&country=BE")
        .body);
    assert_eq!(table[0], ["name", "membership_type", "joined_on"]);
    assert_eq!(table.len(), 15);
    let book = xlsx(&shared().get("/v1/members.xlsx?fields=membership,name").body);
    assert_eq!(book[0].len(), 3);
    assert!(matches!(book[1][2], Data::DateTime(_)));
    let lines = ndjson(&shared().get("/v1/members.ndjson?fields=name").body);
    assert!(
        lines
            .iter()
            .all(|line| line.as_object().unwrap().len() == 1)
    );
    // A column that is empty everywhere still has its lines.
    let table = csv(&shared().get("/v1/members.csv?fields=phones").body);
    assert_eq!(table.len(), SAMPLE.members.len() + 1);
}

/// Nobody waits for its last row, which only then would tell how long it is.
#[test]
fn a_workbook_is_sent_while_it_is_written() {
    for path in ["/v1/members.xlsx", "/v1/members.csv"] {
        assert_eq!(shared().get(path).header("content-length"), None, "{path}");
    }
    let page = shared().get("/v1/members?limit=1");
    assert!(page.header("content-length").is_some());
}

#[test]
fn nothing_found_is_a_file_with_nothing_in_it() {
    assert_eq!(
        csv(&shared().get("/v1/members.csv?country=JP").body).len(),
        1
    );
    assert_eq!(
        xlsx(&shared().get("/v1/members.xlsx?country=JP").body).len(),
        1
    );
    for encoding in ["identity", "gzip", "br"] {
        let headers = [("Accept-Encoding", encoding)];
        let answer = shared().get_with("/v1/members.ndjson?country=JP", &headers);
        assert_eq!(answer.status, 200);
        assert!(ndjson(&plain(&answer)).is_empty());
    }
}

/// With `limit`, a file is a page, and the next one is in the header `Link`.
#[test]
fn files_come_in_pages_too() {
    let whole = csv(&shared().get("/v1/members.csv?fields=slug").body);
    let mut slugs = Vec::new();
    let mut next = Some("/v1/members.csv?fields=slug&limit=60".to_owned());
    while let Some(path) = next {
        let answer = shared().get(&path);
        let page = csv(&answer.body);
        assert!(page.len() <= 61);
        slugs.extend_from_slice(&page[1..]);
        next = answer.header("link").map(|link| {
            let url = link.split(['<', '>']).nth(1).unwrap();
            url[url.find("/v1").unwrap()..].to_owned()
        });
    }
    assert_eq!(slugs, whole[1..]);
    let whole = shared().get("/v1/members.csv");
    assert_eq!(whole.header("link"), None);
}

#[test]
fn a_browser_offers_to_save_them() {
    for (path, name) in [
        ("/v1/members.csv", "members.csv"),
        ("/v1/members?format=xlsx", "members.xlsx"),
        ("/v1/locations.ndjson", "locations.ndjson"),
    ] {
        let expected = format!("attachment; filename=\"{name}\"");
        let answer = shared().get(path);
        assert_eq!(answer.header("content-disposition"), Some(&*expected));
    }
    let page = shared().get("/v1/members.json");
    assert_eq!(page.header("content-disposition"), None);
}

pub fn plain(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = match answer.header("content-encoding") {
        Some("gzip") => flate2::read::GzDecoder::new(&answer.body[..]).read_to_end(&mut plain),
        Some("br") => brotli::Decompressor::new(&answer.body[..], 4096).read_to_end(&mut plain),
        _ => return answer.body.clone(),
    };
    read.expect("a whole body");
    plain
}

#[test]
fn they_are_compressed_cached_and_asked_for_like_all_else() {
    for path in [
        "/v1/members.csv",
        "/v1/members.ndjson",
        "/v1/locations.xlsx",
    ] {
        let whole = shared().get(path);
        let mut tags = vec![whole.etag().to_owned()];
        for encoding in ["gzip", "br"] {
            let answer = shared().get_with(path, &[("Accept-Encoding", encoding)]);
            assert_eq!(plain(&answer), whole.body, "{path} {encoding}");
            // A workbook is compressed as it is.
            let expected = (!path.ends_with("xlsx")).then_some(encoding);
            assert_eq!(answer.header("content-encoding"), expected, "{path}");
            tags.push(answer.etag().to_owned());
        }
        for tag in &tags[..1] {
            let known = shared().get_with(path, &[("If-None-Match", tag)]);
            assert_eq!((known.status, known.body.len()), (304, 0));
        }
        tags.dedup();
        assert_eq!(tags.len(), if path.ends_with("xlsx") { 1 } else { 3 });
        let head = shared().request("HEAD", path, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0));
        for name in [
            "etag",
            "content-type",
            "content-disposition",
            "cache-control",
        ] {
            assert_eq!(head.header(name), whole.header(name), "{name} of {path}");
        }
        // The same question has the same answer, to the last byte.
        assert_eq!(shared().get(path).body, whole.body, "{path}");
    }
}

const NAMES: [&str; 9] = [
    "=HYPERLINK(\"http://example.org/?\"&A1,\"click\")",
    "+32 Solidair",
    "-x Hulp",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\"Quoted\", with a comma; and more",
    "'t Huis",
    "مركز المساعدة",
    "Βοήθεια για όλους",
    "東京支援センター",
];

#[test]
fn nothing_runs_in_a_spreadsheet_program() {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet
        .write_record(["slug", "name", "country", "status", "summary_en"])
        .unwrap();
    for (number, name) in NAMES.iter().enumerate() {
        let summary = "=1+1\n\nand \"more\"\n- a\n- b";
        let slug = format!("member-{number}");
        sheet
            .write_record([&slug, *name, "BE", "active", summary])
            .unwrap();
    }
    let sheets = Sheets::default().members(sheet.into_inner().unwrap());
    let server = TestServer::of(&sheets);
    let members = server.json("/v1/members?sort=name")["data"].clone();
    let names: Vec<&str> = members
        .as_array()
        .unwrap()
        .iter()
        .map(|member| member["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), NAMES.len());
    assert!(NAMES.iter().all(|name| names.contains(name)), "{names:?}");
    let table = csv(&server.get("/v1/members.csv").body);
    for (cell, name) in column(&table, "name").iter().zip(&names) {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        let expected = match name.starts_with(['=', '+', '-', '@']) {
            true => format!("'{name}"),
            false => (*name).to_owned(),
        };
        assert_eq!(*cell, expected);
    }
    let summary = members[0]["summary"].as_str().unwrap();
    assert_eq!(column(&table, "summary")[0], format!("'{summary}"));
    // A text of a workbook is no formula, whatever it begins with.
    let body = server.get("/v1/members.xlsx?fields=name,summary").body;
    let book = xlsx(&body);
    for (row, name) in book[1..].iter().zip(&names) {
        assert_eq!(row[0], Data::String((*name).to_owned()));
    }
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&body[..])).unwrap();
    let sheet = workbook.sheet_names()[0].clone();
    assert!(workbook.worksheet_formula(&sheet).unwrap().is_empty());
}

/// A program that parts cells at semicolons, tabs or bars runs nothing either.
#[test]
fn no_cell_is_a_formula_for_a_reader_with_another_separator() {
    let names = [
        "Huis;=cmd|' /C calc'!A0",
        "Huis; \"@SUM(A1)",
        "Huis;＝1+1",
        "Huis；＋1",
        "Huis|-2+3",
    ];
    let rows: String = names
        .iter()
        .enumerate()
        .map(|(number, name)| format!("m-{number},\"{}\",BE\n", name.replace('"', "\"\"")))
        .collect();
    let sheets = sheets().members(format!("slug,name,country\n{rows}"));
    let server = TestServer::of(&sheets);
    let text = server.get("/v1/members.csv").text();
    for separator in [';', '\t', '|', '；', '\n'] {
        for cell in text.split(separator).skip(1) {
            let cell = cell.trim_start_matches([' ', '"']);
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                "{cell:?}"
            );
        }
    }
    for (number, name) in names.iter().enumerate() {
        assert_eq!(
            server.json(&format!("/v1/members/m-{number}"))["name"],
            *name
        );
    }
}
