//! Files that say a great deal with few bytes. Whatever they are, the import says what is wrong with
//! it, and everybody else is answered.

use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::support::{ApiClient, Database, Serve, TestServer, eventually, imports::import_path};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook; what a test does not say is as it would be for one small sheet.
struct Parts {
    sheet_names: String,
    relations: String,
    styles: String,
    strings: String,
    sheet: String,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            sheet_names: "<sheet name=\"members\" sheetId=\"1\" r:id=\"r1\"/>".to_owned(),
            relations: relation("r1"),
            styles: "<cellXfs count=\"1\"><xf numFmtId=\"0\"/></cellXfs>".to_owned(),
            strings: "<sst/>".to_owned(),
            sheet: sheet("", HEADER),
        }
    }
}

fn relation(id: &str) -> String {
    format!(
        "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    )
}

/// The columns slug, name and country.
const HEADER: &str = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>slug</v></c><c r=\"B1\" t=\"str\">\
                      <v>name</v></c><c r=\"C1\" t=\"str\"><v>country</v></c></row>";

fn sheet(before: &str, rows: &str) -> String {
    format!("<worksheet xmlns=\"{MAIN}\">{before}<sheetData>{rows}</sheetData></worksheet>")
}

fn cell(row: usize, column: char, rest: &str) -> String {
    format!("<c r=\"{column}{row}\" {rest}</c>")
}

fn workbook(parts: Parts) -> Vec<u8> {
    let texts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{}</sheets></workbook>",
                parts.sheet_names
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
                parts.relations
            ),
        ),
        (
            "xl/styles.xml",
            format!("<styleSheet xmlns=\"{MAIN}\">{}</styleSheet>", parts.styles),
        ),
        ("xl/sharedStrings.xml", parts.strings),
        ("xl/worksheets/sheet1.xml", parts.sheet),
    ];
    packed(texts.iter().map(|(name, text)| (*name, text.as_bytes())))
}

fn packed<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a file begins");
        zip.write_all(content).expect("a file is written");
    }
    zip.finish().expect("a zip ends").into_inner()
}

/// Rows below the header whose cells are of a style.
fn numbered_rows(rows: usize, rest: &str) -> String {
    (2..rows + 2)
        .map(|row| format!("<row r=\"{row}\">{}</row>", cell(row, 'A', rest)))
        .collect()
}

fn styled(format: &str) -> String {
    format!(
        "<numFmts count=\"1\"><numFmt numFmtId=\"200\" formatCode=\"{format}\"></numFmt></numFmts>\
         <cellXfs count=\"1\"><xf numFmtId=\"200\"></xf></cellXfs>"
    )
}

fn shared(text: &str) -> String {
    format!("<sst xmlns=\"{MAIN}\"><si><t>{text}</t></si></sst>")
}

fn workbooks() -> Vec<(&'static str, Vec<u8>)> {
    let rows = |rest: &str, number| sheet("", &format!("{HEADER}{}", numbered_rows(number, rest)));
    vec![
        (
            "a number with 60,000 noughts in each of 20,000 rows",
            workbook(Parts {
                styles: styled(&"0".repeat(60_000)),
                sheet: rows("s=\"0\"><v>7</v>", 20_000),
                ..Parts::default()
            }),
        ),
        (
            "a text of 20 MB that 50,000 cells refer to",
            workbook(Parts {
                strings: shared(&"a".repeat(20_000_000)),
                sheet: rows("t=\"s\"><v>0</v>", 50_000),
                ..Parts::default()
            }),
        ),
        (
            "a text of 90 kB that 50,000 cells refer to",
            workbook(Parts {
                strings: shared(&"a".repeat(90_000)),
                sheet: rows("t=\"s\"><v>0</v>", 50_000),
                ..Parts::default()
            }),
        ),
        (
            "texts that say they are very many",
            workbook(Parts {
                strings: format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"9223372036854775807\"></sst>"),
                ..Parts::default()
            }),
        ),
        (
            "texts that say they are many",
            workbook(Parts {
                strings: format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"400000000\"></sst>"),
                ..Parts::default()
            }),
        ),
        (
            "two million styles",
            workbook(Parts {
                styles: format!(
                    "<fonts><font><name val=\"{}\"/></font></fonts><cellXfs>{}</cellXfs>",
                    "f".repeat(1_000),
                    "<xf fontId=\"0\"></xf>".repeat(2_000_000)
                ),
                ..Parts::default()
            }),
        ),
        (
            "a sheet that says it is as large as a sheet can be, merged as a whole",
            workbook(Parts {
                sheet: sheet(
                    "<dimension ref=\"A1:XFD1048576\"/>",
                    &format!(
                        "{HEADER}<row r=\"1048576\">{}</row>",
                        cell(1_048_576, 'A', "t=\"str\"><v>x</v>")
                    ),
                )
                .replace(
                    "</worksheet>",
                    "<mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>",
                ),
                ..Parts::default()
            }),
        ),
        (
            "sixty thousand sheets",
            workbook(Parts {
                sheet_names: (0..60_000)
                    .map(|n| format!("<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"r1\"/>"))
                    .collect(),
                ..Parts::default()
            }),
        ),
        (
            "two hundred sheets that are one",
            workbook(Parts {
                sheet_names: "<sheet name=\"members\" sheetId=\"1\" r:id=\"r1\"/>".repeat(200),
                sheet: rows("t=\"str\"><v>x</v>", 100_000),
                ..Parts::default()
            }),
        ),
        (
            "entities within entities",
            workbook(Parts {
                sheet: format!(
                    "<!DOCTYPE x [<!ENTITY a \"{}\">{}]>{}",
                    "a".repeat(1_000),
                    ('b'..='j')
                        .zip('a'..)
                        .map(|(one, of)| format!("<!ENTITY {one} \"{}\">", format!("&{of};").repeat(10)))
                        .collect::<String>(),
                    rows("t=\"str\"><v>&j;</v>", 100)
                ),
                ..Parts::default()
            }),
        ),
        (
            "elements within elements",
            workbook(Parts {
                sheet: sheet("", &format!("{}{HEADER}", "<row>".repeat(500_000))),
                ..Parts::default()
            }),
        ),
        (
            "a zip that unpacks to more than is read",
            packed([("members.csv", &vec![b'a'; 300_000_000][..])]),
        ),
        (
            "a zip with very many files",
            packed(
                (0..2_000)
                    .map(|n| format!("f{n}/members.csv"))
                    .collect::<Vec<_>>()
                    .iter()
                    .map(|name| (name.as_str(), &b"a"[..])),
            ),
        ),
    ]
}

fn tables() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let row = "x,".repeat(2_000);
    vec![
        ("200,000 columns", "members.csv", {
            let columns: String = (0..200_000).map(|n| format!("c{n},")).collect();
            format!("slug,name,country,{columns}\n").into_bytes()
        }),
        ("5,000,000 columns", "members.csv", {
            let columns: String = (0..5_000_000).map(|n| format!("{n},")).collect();
            columns.into_bytes()
        }),
        ("one endless line", "members.csv", vec![b'a'; 30_000_000]),
        ("a quote that nothing closes", "members.csv", {
            format!("slug,name,country\na,\"{}", "b,c,BE\n".repeat(2_000_000)).into_bytes()
        }),
        ("a cell of 3 MB", "members.csv", {
            format!("slug,name,country\na,{},BE\n", "b".repeat(3_000_000)).into_bytes()
        }),
        ("rows that are too long", "members.csv", {
            format!(
                "slug,name,country\n{}",
                format!("a,b,BE,{row}\n").repeat(1_000)
            )
            .into_bytes()
        }),
        ("a million rows", "members.csv", {
            format!("slug,name,country\n{}", "a,b,BE\n".repeat(1_000_000)).into_bytes()
        }),
        ("blank lines alone", "members.csv", {
            format!("slug,name,country\n{}", "\n".repeat(20_000_000)).into_bytes()
        }),
        ("lists in lists", "members.ndjson", {
            format!("{{\"name\": {}\n", "[".repeat(5_000_000)).into_bytes()
        }),
        ("objects in objects", "members.ndjson", {
            format!("{}\n", "{\"a\":".repeat(3_000_000)).into_bytes()
        }),
        ("a line of many small lists", "members.ndjson", {
            format!("{{\"name\": [{}0]}}\n", "[],".repeat(4_000_000)).into_bytes()
        }),
        ("a field in very many languages", "members.ndjson", {
            let texts: String = (0..300_000).map(|n| format!("\"x{n}\":\"a\",")).collect();
            format!("{{\"slug\":\"a\",\"name\":\"A\",\"summary\":{{{texts}\"en\":\"a\"}}}}\n")
                .into_bytes()
        }),
        ("fields that nobody knows", "members.ndjson", {
            let fields: String = (0..500_000).map(|n| format!("\"nam{n}\":1,")).collect();
            format!("{{{fields}\"name\":\"A\"}}\n").into_bytes()
        }),
    ]
}

/// The most memory that the server itself ever had, in megabytes.
fn memory(server: &TestServer) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id()))
        .expect("the state of a process");
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    kilobytes
        .expect("a number")
        .parse::<u64>()
        .expect("a number")
        / 1_000
}

fn server() -> TestServer {
    Serve::on(Database::new())
        .with("IMPORT_MEMORY_MB", "400")
        .with("IMPORT_TIMEOUT_S", "30")
        .with("IMPORT_UPLOAD_MB", "100")
        .start()
}

/// Hands a hostile file over, and sees that it comes to an end with words that help.
fn endure(editor: &ApiClient<'_>, what: &str, name: &str, content: &[u8]) -> Value {
    let begun = Instant::now();
    let answer = editor.hand_over(&[(name, content)], &[("skip_refused", "true")], &[]);
    assert_eq!(answer.status, 202, "{what}: {}", answer.text());
    let (mut slowest, path) = (Duration::ZERO, import_path(&answer.json()));
    let import = loop {
        let asked = Instant::now();
        assert_eq!(editor.server.get("/health/live").status, 200, "{what}");
        slowest = slowest.max(asked.elapsed());
        let import = editor.get(&path).ok();
        if import["status"] != "planning" {
            break import;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(90),
            "{what} does not end"
        );
        std::thread::sleep(Duration::from_millis(20));
    };
    let told = import["faults"].to_string();
    println!(
        "{what}: {} kB, {} after {:?}, health within {slowest:?}, {} MB: {}",
        content.len() / 1_000,
        import["status"],
        begun.elapsed(),
        memory(editor.server),
        told.chars().take(200).collect::<String>()
    );
    match import["status"].as_str() {
        Some("planned") => {}
        Some("failed") => {
            assert_ne!(import["faults"], json!([]), "{what}");
            assert!(told.len() < 60_000, "{what}: {told}");
        }
        other => panic!("{what} ended as {other:?}"),
    }
    import
}

/// The spreadsheet of an import that could be planned comes, or says why it does not.
fn has_its_spreadsheet(editor: &ApiClient<'_>, what: &str, import: &Value) {
    if import["status"] != "planned" {
        return;
    }
    let answer = editor.get(&format!("{}/plan.xlsx", import_path(import)));
    match answer.status {
        200 => println!("   its spreadsheet has {} kB", answer.body.len() / 1_000),
        status => println!("   its spreadsheet: {}", answer.problem(status)["detail"]),
    }
    assert!(matches!(answer.status, 200 | 409), "{what}");
}

fn is_well(editor: &ApiClient<'_>) {
    let small = b"slug,name,country\none,One,BE\n";
    editor.plan(&[("members.csv", small)], &[]);
    let had = memory(editor.server);
    assert!(had < 400, "the server had {had} MB");
}

#[test]
fn workbooks_that_say_too_much_end_nothing() {
    let server = server();
    let clerk = server.clerk("editor");
    for (what, content) in workbooks() {
        let import = endure(&clerk, what, "members.xlsx", &content);
        has_its_spreadsheet(&clerk, what, &import);
    }
    is_well(&clerk);
}

#[test]
fn tables_that_say_too_much_end_nothing() {
    let server = server();
    let clerk = server.clerk("editor");
    for (what, name, content) in tables() {
        let import = endure(&clerk, what, name, &content);
        has_its_spreadsheet(&clerk, what, &import);
    }
    is_well(&clerk);
}

/// Takes long to plan: each name is nearly one of many.
fn slow() -> Vec<u8> {
    let mut members = "slug,name,country,working_languages\n".to_owned();
    for number in 0..200_000 {
        members += &format!("m-{number},M {number},BE,nll{number:x}|frr{number:x}\n");
    }
    members.into_bytes()
}

#[test]
fn what_takes_too_long_is_ended_and_says_so() {
    let server = Serve::on(Database::new())
        .with("IMPORT_TIMEOUT_S", "1")
        .start();
    let clerk = server.clerk("editor");
    let import = clerk.settled(
        &clerk
            .hand_over(&[("members.csv", &slow())], &[], &[])
            .json(),
    );
    assert_eq!(import["status"], "failed", "{import}");
    let told = import["faults"][0].as_str().expect("a reason");
    assert!(told.contains("IMPORT_TIMEOUT_S"), "{told}");
    clerk
        .get(&format!("{}/plan", import_path(&import)))
        .problem(409);
}

#[test]
fn what_is_forgotten_or_stopped_while_it_is_planned_ends_at_once() {
    let server = Serve::on(Database::new()).start();
    let clerk = server.clerk("editor");
    let file = slow();
    let first = clerk.hand_over(&[("members.csv", &file)], &[], &[]).json();
    let second = clerk
        .hand_over(&[("members.csv", b"slug,name,country\na,A,BE\n")], &[], &[])
        .json();
    let path = import_path(&first);
    eventually("the first is being planned", || {
        let progress = &clerk.get(&path).ok()["progress"]["step"];
        (progress != "waiting").then_some(())
    });
    let begun = Instant::now();
    let answer = clerk.send("DELETE", &path, &[], None);
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(clerk.settled(&second)["status"], "planned");
    assert!(
        begun.elapsed() < Duration::from_secs(15),
        "{:?}",
        begun.elapsed()
    );

    let third = clerk.hand_over(&[("members.csv", &file)], &[], &[]).json();
    let path = import_path(&third);
    eventually("the third is being planned", || {
        let progress = &clerk.get(&path).ok()["progress"]["step"];
        (progress != "waiting").then_some(())
    });
    let begun = Instant::now();
    drop(clerk);
    server.stop();
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}
