//! Workbooks and zips: cells of every kind come out as the texts that a CSV file would have.

use std::{
    io::{Cursor, Read, Write},
    path::PathBuf,
};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::support::{Database, Run};

fn write(database: &Database, name: &str, bytes: &[u8]) -> PathBuf {
    let path = database.folder().join(name);
    std::fs::write(&path, bytes).expect("a file is written");
    path
}

fn import(database: &Database, name: &str, bytes: &[u8]) -> Run {
    let path = write(database, name, bytes);
    database.run(&["import", path.to_str().expect("a path")])
}

/// Fills a sheet.
type Fill<'f> = &'f dyn Fn(&mut Worksheet);

/// A workbook of sheets, each made by what fills it.
fn book(sheets: &[(&str, Fill<'_>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, fill) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name");
        fill(sheet);
    }
    book.save_to_buffer().expect("a workbook")
}

fn texts(sheet: &mut Worksheet, first_row: u32, rows: &[&[&str]]) {
    for (row, cells) in (first_row..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text).expect("a cell");
        }
    }
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A workbook with another part in the place of one of its own.
fn with_part(book: &[u8], name: &str, content: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("a workbook");
    let names = archive.file_names().filter_map(Result::ok);
    let names: Vec<String> = names.map(|name| name.into_owned()).collect();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for own in names {
        let mut bytes = content.as_bytes().to_vec();
        if own != name {
            bytes.clear();
            let mut part = archive.by_name(&own).expect("a part");
            part.read_to_end(&mut bytes).expect("its bytes");
        }
        parts.push((own, bytes));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(own, bytes)| (&**own, &**bytes))
        .collect();
    zip(&parts)
}

/// The library that reads workbooks takes memory for as many texts as one says it has.
#[test]
fn a_number_of_texts_that_cannot_be_ends_nothing() {
    let database = Database::new();
    let book = book(&[("members", &|sheet| {
        texts(sheet, 0, &[&["name"], &["Alpha"]])
    })]);
    for said in [
        "uniqueCount=\"5000000\"",
        "uniqueCount=\"400000000\"",
        "uniqueCount=\"100000000000\"",
        "uniqueCount=\"9223372036854775807\"",
        "x:uniqueCount=\"1\" uniqueCount=\"100000000000\"",
    ] {
        let texts = format!(
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:x=\"x\" {said}/>"
        );
        let within = format!("<texts>{texts}</texts>");
        for texts in [texts, within] {
            let book = with_part(&book, "xl/sharedStrings.xml", &texts);
            let run = import(&database, "texts.xlsx", &book);
            assert!(
                run.stderr.contains("says of itself what cannot be"),
                "{texts}: {}",
                run.stderr
            );
        }
    }
}

/// Real days, numbers for years and postal codes, true and false, formulas, rows left empty,
/// merged cells, sheets called in any case: all of it is what the person sees.
#[test]
fn every_kind_of_cell_is_what_it_shows() {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let five = Format::new().set_num_format("00000");
    let members = |sheet: &mut Worksheet| {
        texts(
            sheet,
            2,
            &[&[
                "slug",
                "name",
                "country",
                "joined_on",
                "founded_year",
                "verified_at",
                "acronym",
                "summary_en",
            ]],
        );
        texts(sheet, 4, &[&["a", " Één ", "BE"]]);
        let joined = ExcelDateTime::from_ymd(2012, 9, 1).expect("a day");
        sheet
            .write_datetime_with_format(4, 3, &joined, &day)
            .expect("a cell");
        sheet.write_number(4, 4, 1998.0).expect("a cell");
        let verified = ExcelDateTime::from_ymd(2026, 11, 24)
            .and_then(|day| day.and_hms(9, 30, 0.0))
            .expect("a time");
        sheet
            .write_datetime_with_format(4, 5, &verified, &moment)
            .expect("a cell");
        sheet
            .write_formula(4, 6, Formula::new("=\"O\"&\"H\"").set_result("OH"))
            .expect("a cell");
        sheet
            .merge_range(4, 7, 5, 7, "one\r\ntwo", &Format::new())
            .expect("a cell");
        sheet
            .write_blank(30, 0, &Format::new().set_bold())
            .expect("a cell");
    };
    let locations = |sheet: &mut Worksheet| {
        texts(
            sheet,
            0,
            &[&[
                "member",
                "kind",
                "postal_code",
                "city",
                "latitude",
                "longitude",
            ]],
        );
        texts(sheet, 1, &[&["a", "office"]]);
        sheet
            .write_number_with_format(1, 2, 1067.0, &five)
            .expect("a cell");
        texts_at(sheet, 1, 3, "Gent");
        sheet.write_number(1, 4, 51.05).expect("a cell");
        sheet.write_number(1, 5, 3.72).expect("a cell");
    };
    let services = |sheet: &mut Worksheet| {
        texts(sheet, 0, &[&["member", "service", "free_of_charge"]]);
        texts(sheet, 1, &[&["a", "housing"]]);
        sheet.write_boolean(1, 2, true).expect("a cell");
    };
    let database = Database::new();
    let notes = |sheet: &mut Worksheet| texts(sheet, 0, &[&["anything"]]);
    let bytes = book(&[
        ("Remarks", &notes),
        ("Members", &members),
        (" LOCATIONS", &locations),
        ("services", &services),
    ]);
    import(&database, "our members.xlsx", &bytes).well();
    assert_eq!(
        database.values(
            "SELECT name || '|' || joined_on || '|' || founded_year || '|' || verified_at || '|' || acronym || '|' || text AS value
             FROM members JOIN member_summaries ON member_id = id"
        ),
        ["Één|2012-09-01|1998|2026-11-24T09:30:00.000000Z|OH|one\ntwo"]
    );
    assert_eq!(
        database.values(
            "SELECT postal_code || '|' || city || '|' || latitude || '|' || longitude AS value FROM locations"
        ),
        ["01067|Gent|51.05|3.72"]
    );
    assert_eq!(
        database.count("service_offers WHERE service = 'housing' AND free_of_charge"),
        1
    );
    let again = import(&database, "our members.xlsx", &bytes).well();
    assert!(again.stdout.contains("nothing was written"), "{again:?}");
}

fn texts_at(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    sheet.write_string(row, column, text).expect("a cell");
}

#[test]
fn mistakes_are_told_by_sheet_row_and_column() {
    let members = |sheet: &mut Worksheet| {
        texts(sheet, 0, &[&["slug", "name", "country", "website"]]);
        texts(
            sheet,
            3,
            &[&["a", "A", "DEU"], &["b", "B", "BE"], &["c", "C", "BE"]],
        );
        sheet
            .write_formula(4, 3, Formula::new("=#REF!").set_result("#REF!"))
            .expect("a cell");
        texts_at(sheet, 5, 6, "a remark");
    };
    let database = Database::new();
    let run = import(&database, "book.xlsx", &book(&[("members", &members)])).ended_with(3);
    for told in [
        "book.xlsx, sheet \"members\", row 4, column \"country\": \"DEU\" is no",
        "row 5, column \"website\"",
        "#REF!",
        "row 6: the row has something in cell 7, and the header names 4 columns",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    assert_eq!(database.count("members"), 0);
}

#[test]
fn a_workbook_with_one_sheet_has_the_members_and_others_are_told_what_is_missing() {
    let members =
        |sheet: &mut Worksheet| texts(sheet, 0, &[&["slug", "name", "country"], &["a", "A", "BE"]]);
    let other = |sheet: &mut Worksheet| texts(sheet, 0, &[&["x"], &["1"]]);
    let hidden = |sheet: &mut Worksheet| {
        members(sheet);
        sheet.set_hidden(true);
    };
    let database = Database::new();
    import(&database, "b.xlsx", &book(&[("Tabelle1", &members)])).well();
    let two = import(
        &database,
        "b.xlsx",
        &book(&[("One", &members), ("Two", &other)]),
    );
    let two = two.ended_with(1);
    assert!(two.stderr.contains("\"One\", \"Two\""), "{}", two.stderr);
    let run = import(
        &database,
        "b.xlsx",
        &book(&[("x", &other), ("members", &hidden)]),
    );
    let run = run.ended_with(1);
    assert!(run.stderr.contains("hidden"), "{}", run.stderr);
    let run = import(&database, "b.xlsx", b"PK\x03\x04 and nothing").ended_with(1);
    assert!(run.stderr.contains("neither a zip"), "{}", run.stderr);
    let run = import(&database, "b.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").ended_with(1);
    assert!(run.stderr.contains(".xlsx"), "{}", run.stderr);
}

#[test]
fn a_zip_holds_the_csv_files() {
    let members: &[u8] = b"slug,name,country\na,A,BE\n";
    let locations: &[u8] = b"member,kind,city\na,office,Gent\n";
    let database = Database::new();
    let files = [
        ("export/Members.csv", members),
        ("export/locations.csv", locations),
        ("__MACOSX/export/._members.csv", b"\0"),
    ];
    import(&database, "export.zip", &zip(&files)).well();
    assert_eq!(database.count("locations"), 1);
    for (files, told) in [
        (
            [("../members.csv", members), ("x.csv", b"")],
            "leads out of it",
        ),
        (
            [("membrs.csv", members), ("x.csv", b"")],
            "if it has the members",
        ),
        ([("members.csv", members), ("x.pdf", b"")], "x.pdf"),
        (
            [("a/members.csv", members), ("b/members.csv", members)],
            "another file has too",
        ),
    ] {
        let run = import(&database, "export.zip", &zip(&files)).ended_with(1);
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
}

#[test]
fn a_bomb_is_refused() {
    let nothing = vec![b' '; 1024 * 1024];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("members.csv", SimpleFileOptions::default())
        .expect("an entry");
    for _ in 0..300 {
        zip.write_all(&nothing).expect("memory");
    }
    let bytes = zip.finish().expect("a zip").into_inner();
    assert!(bytes.len() < 1024 * 1024);
    let run = import(&Database::new(), "bomb.zip", &bytes).ended_with(1);
    assert!(run.stderr.contains("more than 256 MB"), "{}", run.stderr);
    // One cell at the far end of a sheet would be a table of 17 thousand million cells.
    let far = |sheet: &mut Worksheet| {
        texts(sheet, 0, &[&["slug", "name", "country"]]);
        sheet.write_string(1_048_575, 16_383, "x").expect("a cell");
    };
    let run = import(&Database::new(), "far.xlsx", &book(&[("members", &far)])).ended_with(1);
    assert!(run.stderr.contains("1000 columns"), "{}", run.stderr);
}
