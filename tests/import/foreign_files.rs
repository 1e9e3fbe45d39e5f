//! Files as other programs write them: titles above the header, other encodings and formats, numbers
//! that are codes, and links.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Formula, Url, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::support::{Database, Run};

fn import(database: &Database, name: &str, bytes: &[u8], flags: &[&str]) -> Run {
    let path = database.folder().join(name);
    std::fs::write(&path, bytes).expect("a file is written");
    let mut arguments = vec!["import", path.to_str().expect("a path")];
    arguments.extend(flags);
    database.run(&arguments)
}

fn names(database: &Database) -> Vec<String> {
    database.values("SELECT slug || '|' || name || '|' || coalesce(phone, '') AS value FROM members ORDER BY slug")
}

#[test]
fn a_csv_file_in_another_encoding_is_named_and_read_when_that_is_said() {
    let database = Database::new();
    let latin = b"slug;name;country\r\nmaison;Maison du c\x9Cur d\x92\xC9t\xE9;FR\r\n";
    let told = import(&database, "leden.csv", latin, &[]).ended_with(1);
    assert!(told.said().contains("--encoding windows-1252"), "{told:?}");
    import(
        &database,
        "leden.csv",
        latin,
        &["--encoding", "windows-1252"],
    )
    .well();
    let wide: Vec<u8> = "\u{feff}slug\tname\tcountry\nwijd\tWíjd\tBE\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    import(&database, "leden.csv", &wide, &[]).well();
    let told = import(&database, "leden.csv", latin, &["--encoding", "euc-jp"]).ended_with(1);
    assert!(told.said().contains("what stands in line 2"), "{told:?}");
    let mac = b"slug,name,country\rmac,Caf\x8E,BE\r";
    let told = import(&database, "leden.csv", mac, &[]).ended_with(1);
    assert!(told.said().contains("--encoding macintosh"), "{told:?}");
    import(
        &database,
        "leden.csv",
        b"sep=;\r\nslug;name;country\r\nsep;Sep;BE\r\n",
        &[],
    )
    .well();
    assert_eq!(
        names(&database),
        ["maison|Maison du cœur d’Été|", "sep|Sep|", "wijd|Wíjd|"]
    );
}

#[test]
fn the_header_is_found_below_a_title_or_said() {
    let database = Database::new();
    let titled = "Members, spring 2026\n\nslug;name;country\na;A;BE\n";
    import(&database, "m.csv", titled.as_bytes(), &[]).well();
    let two_rows = "Organisation,,,Contact\nslug,name,country,phone\nb,B,BE,+32 9 000 00 00\n";
    import(&database, "m.csv", two_rows.as_bytes(), &[]).well();
    assert_eq!(names(&database), ["a|A|", "b|B|+32 9 000 00 00"]);
    let strange = "List\nx,y,z\na,A,BE\n";
    let told = import(&database, "m.csv", strange.as_bytes(), &[]).ended_with(1);
    assert!(
        told.said()
            .contains("row 1 was taken for the names of the columns, and holds List"),
        "{told:?}"
    );
    let told = import(
        &database,
        "m.csv",
        strange.as_bytes(),
        &["--header-row", "2"],
    )
    .ended_with(1);
    assert!(
        told.said()
            .contains("row 2 was taken for the names of the columns, and holds x, y, z"),
        "{told:?}"
    );
    // What stands above is passed over, and so is any number of rows.
    let long = format!("{}slug,name,country\nc,C,BE\n", "x,y\n".repeat(300_000));
    import(
        &database,
        "m.csv",
        long.as_bytes(),
        &["--header-row", "300001"],
    )
    .well();
    let told = import(
        &database,
        "m.csv",
        long.as_bytes(),
        &["--header-row", "900000"],
    )
    .ended_with(1);
    assert!(
        told.said().contains("has nothing in row 900000"),
        "{told:?}"
    );
}

#[test]
fn columns_that_are_called_alike_are_refused_where_one_is_read() {
    let database = Database::new();
    for header in [
        "email,email",
        "Email,email",
        "\"e\nmail\",\"e  mail\",email,EMAIL",
    ] {
        let file = format!("slug,name,country,{header}\na,A,BE,,,,\n");
        let told = import(&database, "m.csv", file.as_bytes(), &[]).ended_with(1);
        assert!(
            told.said()
                .to_lowercase()
                .contains("column \"email\" twice"),
            "{told:?}"
        );
    }
    let unread = "slug,name,country,colour,Colour\na,A,BE,,\n";
    import(&database, "m.csv", unread.as_bytes(), &[]).well();
}

#[test]
fn numbers_that_a_spreadsheet_spoilt_are_refused_at_their_cells() {
    let database = Database::new();
    let file = "slug,name,country,phone,summary_en\na,A,BE,3.24701E+10,\nb,B,BE,\"3,24701E+10\",\n\
                c,C,BE,32470123456.0,\nd,D,BE,#####,\ne,E,BE,,#REF!\nf,F,BE,112,\n";
    let told = import(&database, "m.csv", file.as_bytes(), &[]).ended_with(3);
    assert!(
        told.stdout
            .contains("warning: m.csv, line 6, column \"summary_en\""),
        "{told:?}"
    );
    for line in 2..=5 {
        assert!(
            told.stdout.contains(&format!("m.csv, line {line}, column")),
            "{told:?}"
        );
    }
    assert!(!told.stdout.contains("line 7"), "{told:?}");
}

/// What a workbook shows is what is taken, where the field is a text; an address is where its link
/// leads.
#[test]
fn cells_of_a_workbook_are_what_they_show_and_where_they_lead() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip([
        "slug",
        "name",
        "country",
        "phone",
        "founded_year",
        "website",
        "email",
    ]) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    for (row, (slug, format)) in (1..).zip([
        ("a", "\"+\"00\" \"0\" \"000\" \"00\" \"00"),
        ("b", "000 00 00 00 00"),
        ("c", "[<=9999999]###-####;(00) ###-####-##"),
    ]) {
        sheet.write_string(row, 0, slug).expect("a cell");
        sheet
            .write_string(row, 1, slug.to_uppercase())
            .expect("a cell");
        sheet.write_string(row, 2, "BE").expect("a cell");
        let format = Format::new().set_num_format(format);
        sheet
            .write_number_with_format(row, 3, 3_292_345_678.0, &format)
            .expect("a cell");
        let year = Format::new().set_num_format("#,##0");
        sheet
            .write_number_with_format(row, 4, 1998.0, &year)
            .expect("a cell");
    }
    let link = |target: &str, text: &str| Url::new(target).set_text(text);
    sheet
        .write_url(1, 5, link("https://a.example/", "Website"))
        .expect("a link");
    sheet
        .write_url(1, 6, link("mailto:info@a.example?subject=x", "Ann"))
        .expect("a link");
    let formula = Formula::new("=HYPERLINK(\"https://b.example/\",\"site\")").set_result("site");
    sheet.write_formula(2, 5, formula).expect("a formula");
    let database = Database::new();
    import(
        &database,
        "leden.xlsm",
        &book.save_to_buffer().expect("a workbook"),
        &[],
    )
    .well();
    assert_eq!(
        names(&database),
        [
            "a|A|+32 9 234 56 78",
            "b|B|032 92 34 56 78",
            "c|C|(03) 292-3456-78"
        ]
    );
    assert_eq!(
        database.values("SELECT coalesce(website, '') || ' ' || coalesce(email, '') || founded_year AS value FROM members ORDER BY slug"),
        ["https://a.example/ info@a.example1998", "https://b.example/ 1998", " 1998"]
    );
}

/// A spreadsheet of OpenDocument with these rows.
fn open_document(columns: &str, rows: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        (
            "content.xml",
            format!(
                "<office:document-content><office:body><office:spreadsheet>\
                 <table:table table:name=\"members\">{columns}{rows}</table:table>\
                 </office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn a_spreadsheet_of_open_document_is_read_as_it_shows_itself() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let header = ["slug", "name", "country", "phone"].map(text).concat();
    let row = |says: &str, slug: &str, last: &str| {
        format!(
            "<table:table-row {says}>{}{}{}{last}</table:table-row>",
            text(slug),
            text(&slug.to_uppercase()),
            text("BE")
        )
    };
    let phone = "<table:table-cell office:value-type=\"float\" office:value=\"92345678\"><text:p>09 234 56 78</text:p></table:table-cell>";
    let empty = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows = format!(
        "<table:table-row>{header}</table:table-row>{}{empty}",
        row("", "a", phone)
    );
    let database = Database::new();
    import(&database, "leden.ods", &open_document("", &rows), &[]).well();
    assert_eq!(names(&database), ["a|A|09 234 56 78"]);

    let formula = "<table:table-cell table:formula=\"of:=1+1\"/>";
    let told = import(
        &database,
        "leden.ods",
        &open_document("", &rows.replace(phone, formula)),
        &[],
    )
    .ended_with(3);
    assert!(
        told.stdout.contains("formula without its result"),
        "{told:?}"
    );
    let noted = "<table:table-cell/><table:table-cell><office:annotation><dc:creator>Ann</dc:creator>\
                 <text:p>niet</text:p><text:p>publiceren</text:p></office:annotation></table:table-cell>";
    let file = open_document("", &format!("{rows}{}", row("", "b", noted)));
    let told = import(&database, "leden.ods", &file, &[]).ended_with(3);
    assert!(told.stdout.contains("\"niet publiceren\""), "{told:?}");
    let within = rows.replace(
        phone,
        &format!("<table:table-cell><table:table/></table:table-cell>{phone}"),
    );
    let told = import(&database, "leden.ods", &open_document("", &within), &[]).ended_with(1);
    assert!(told.said().contains("a table within a table"), "{told:?}");
    let copied = format!(
        "{rows}</table:table><table:dde-links><table:dde-link><table:table table:name=\"members\">\
         <table:table-row>{header}</table:table-row></table:table></table:dde-link></table:dde-links>\
         <table:table table:name=\"locations\"><table:table-row>{}</table:table-row>",
        ["member", "city"].map(text).concat()
    );
    import(&database, "leden.ods", &open_document("", &copied), &[]).well();
    let hidden = format!("{rows}{}", row("table:visibility=\"filter\"", "b", ""));
    let column = "<table:table-column table:number-columns-repeated=\"3\"/><table:table-column table:visibility=\"collapse\"/>";
    let file = open_document(column, &hidden);
    let told = import(&database, "leden.ods", &file, &[]).ended_with(1);
    assert!(
        told.said()
            .contains("hides the rows 1048003 and the columns \"phone\""),
        "{told:?}"
    );
    import(&database, "leden.ods", &file, &["--include-hidden"]).well();
    let endless = rows.replace(
        "<table:table-row><",
        "<table:table-row table:number-rows-repeated=\"9999999999\"><",
    );
    let told = import(&database, "leden.ods", &open_document("", &endless), &[]).ended_with(1);
    assert!(told.said().contains("250000 rows are the most"), "{told:?}");
    let link = "x".repeat(1_000_000);
    for (what, many) in [
        (
            "a link",
            format!("<text:p><text:a xlink:href=\"{link}\">x</text:a></text:p>"),
        ),
        ("a value", String::new()),
    ] {
        let value = format!("office:value-type=\"string\" office:string-value=\"{link}\"");
        let cell = format!(
            "<table:table-cell table:number-columns-repeated=\"400\" {}>{many}</table:table-cell>",
            if many.is_empty() { &value } else { "" }
        );
        let file = open_document("", &rows.replace(phone, &cell));
        let told = import(&database, "leden.ods", &file, &[]);
        let said = told.said() + &told.stdout;
        let expected = ["have more than 256 MB", "the cell has 1000000 bytes"];
        assert!(
            expected.iter().any(|expected| said.contains(expected)),
            "{what}: {told:?}"
        );
    }
}

#[test]
fn what_is_not_read_is_told_in_one_sentence() {
    let database = Database::new();
    for (name, bytes, told) in [
        (
            "old.xls",
            &b"<html><table><tr><td>slug</td></tr></table></html>"[..],
            "is a web page",
        ),
        (
            "old.xls",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "of an old kind (.xls",
        ),
        ("empty.xlsx", b"", "is empty"),
        ("list.pdf", b"%PDF-1.7", "is a PDF"),
        (
            "m.csv",
            b"slug,name,country,summary_en\na,A,BE,\"x\nb,B,BE,\"y\"\n",
            "line 2",
        ),
    ] {
        let run = import(&database, name, bytes, &[]).ended_with(1);
        assert!(run.said().contains(told), "{run:?}");
        let said = run.said();
        let told = said.lines().filter(|line| !line.starts_with('{'));
        assert_eq!(told.count(), 1, "{run:?}");
    }
}
