//! What is tried with any bytes: each must come to an end, whatever they are, and say what it says of
//! them. `make fuzz` runs each for FUZZ_MINUTES, and `make torture` does too.

use std::io::{Cursor, Write};

use directory::search::Query;
use import::{
    ImportOptions, NamedFile, Quiet,
    mapping::Mapping,
    package,
    proposal::{Known, propose},
};
use network::{Invalid, text};
use serde_json::{Value, json};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What stands between the parts of a workbook in the corpus.
const BETWEEN: &[u8] = b"\n----\n";

/// A workbook: its parts, so that what is changed at random is still a workbook; or the file as a
/// whole.
pub fn workbook(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read("members.xlsx", bytes.to_vec());
    }
    let names = [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed: [(&str, &[u8]); 2] = [
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
              <Relationship Id=\"r1\" Target=\"xl/workbook.xml\" Type=\"http://schemas.openxmlformats.org/\
              officeDocument/2006/relationships/officeDocument\"/></Relationships>",
        ),
    ];
    let given = names.into_iter().zip(parts(bytes));
    for (name, content) in fixed.into_iter().chain(given) {
        zip.start_file(name, stored).expect("a part begins");
        zip.write_all(content).expect("a part is written");
    }
    read(
        "members.xlsx",
        zip.finish().expect("a zip ends").into_inner(),
    );
}

/// A spreadsheet of OpenDocument: the part with its sheets.
pub fn open_document(bytes: &[u8]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let kind = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
    for (name, content) in [("mimetype", kind), ("content.xml", bytes)] {
        zip.start_file(name, stored).expect("a part begins");
        zip.write_all(content).expect("a part is written");
    }
    read(
        "members.ods",
        zip.finish().expect("a zip ends").into_inner(),
    );
}

fn parts(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    while let Some(place) = bytes
        .windows(BETWEEN.len())
        .position(|part| part == BETWEEN)
    {
        parts.push(&bytes[..place]);
        bytes = &bytes[place + BETWEEN.len()..];
    }
    parts.push(bytes);
    parts
}

/// A CSV file, which has columns of ours or of anybody's.
pub fn csv(bytes: &[u8]) {
    let known = Known {
        services: Vec::new(),
        mappings: Vec::new(),
    };
    let file = NamedFile::of_bytes("theirs.csv", bytes.to_vec());
    if let Ok(proposal) = propose(vec![file], &known, &ImportOptions::default(), &[]) {
        Mapping::parse(&proposal.mapping).expect("what is proposed can be used");
    }
    read("members.csv", bytes.to_vec());
    read("locations.csv", bytes.to_vec());
}

/// NDJSON.
pub fn records(bytes: &[u8]) {
    read("members.ndjson", bytes.to_vec());
}

fn read(name: &str, bytes: Vec<u8>) {
    read_by(&Mapping::standard().expect("a mapping"), name, bytes);
}

fn read_by(mapping: &Mapping, name: &str, bytes: Vec<u8>) {
    let Ok(sources) = package::open(vec![NamedFile::of_bytes(name, bytes)], mapping) else {
        return;
    };
    let services = ["housing", "food"].map(|code| code.parse().expect("a code"));
    // Whether it can be used is all that there is to say.
    let _ = import::prepare(
        sources,
        (mapping, &ImportOptions::default()),
        services.into(),
        &Quiet,
    );
}

/// A mapping, and if it is one a table that is read by it.
pub fn mapping(bytes: &[u8]) {
    let Ok(given) = std::str::from_utf8(bytes) else {
        return;
    };
    match Mapping::parse(given) {
        Ok(mapping) => {
            let table = b"slug,name,a,b\nx,X,1|2,nl:Y\ny,,\"3\n4\",\n".to_vec();
            read_by(&mapping, "members.csv", table);
        }
        Err(mistakes) => {
            let told: usize = mistakes.iter().map(String::len).sum();
            assert!(told < 200_000, "{told} bytes of mistakes");
        }
    }
}

/// Opening hours, and every other text of a line.
pub fn opening_hours(bytes: &[u8]) {
    let given = String::from_utf8_lossy(bytes);
    if let Ok(line) = text::line(&given, text::LINE_LENGTH) {
        assert!(line.chars().count() <= text::LINE_LENGTH);
        assert_eq!(text::line(&line, text::LINE_LENGTH).as_ref(), Ok(&line));
    }
    if let Ok(lines) = text::paragraphs(&given) {
        assert_eq!(text::paragraphs(&lines).as_ref(), Ok(&lines));
    }
}

/// What is searched for.
pub fn q(bytes: &[u8]) {
    let given = String::from_utf8_lossy(bytes);
    if let Ok(query) = Query::parse(&given) {
        let _ = (query.typed(), query.required());
    }
}

/// A cursor.
pub fn cursor(bytes: &[u8]) {
    let given = String::from_utf8_lossy(bytes);
    let read: Result<Value, Invalid> = http::cursor::decode(0, &given);
    if let Ok(position) = read {
        let _ = http::cursor::encode(0, position);
    }
}

/// A merge patch for a member.
pub fn merge_patch(bytes: &[u8]) {
    let Ok(patch) = editing::document::parse(bytes) else {
        return;
    };
    let member = json!({
        "name": "A", "names": [{"name": "B", "language": null}], "summary": {"en": "C"},
        "locations": [{"id": "1", "city": "Gent", "point": {"latitude": 1.0, "longitude": 2.0}}],
    });
    let mut once = member.clone();
    editing::merge_patch::apply(&mut once, &patch);
    let mut twice = once.clone();
    editing::merge_patch::apply(&mut twice, &patch);
    assert_eq!(once, twice, "a patch is laid over the same once and twice");
    let changes = network::difference::between(&member, &once);
    let mut again = member;
    if network::difference::apply(&mut again, &changes).is_ok() {
        let left = network::difference::between(&again, &once);
        assert!(left.is_empty(), "{left:?}");
    }
    let _ = editing::document::read::<editing::proposals::NewProposal>(&json!({ "patch": patch }));
}
