//! A workbook with every kind of mistake: each is told with its place, and marked at its cell.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::Value;

use crate::support::{
    ApiClient, Database, Serve, TestServer,
    imports::{File, import_path},
    sheets::sheets,
};

/// Sheet, row, column, the value that is told, and the code of the mistake.
type Mistake = (&'static str, u64, &'static str, &'static str, &'static str);

const MEMBERS: &[&str] = &[
    "external_id",
    "slug",
    "name",
    "language",
    "country",
    "membership_type",
    "status",
    "joined_on",
    "left_on",
    "listing",
    "founded_year",
    "website",
    "email",
    "phone",
    "working_languages",
    "other_names",
    "verified_at",
    "remarks",
];
const LOCATIONS: &[&str] = &[
    "member",
    "label",
    "address",
    "city",
    "country",
    "latitude",
    "longitude",
    "visibility",
];
const SERVICES: &[&str] = &[
    "member",
    "service",
    "free_of_charge",
    "delivery",
    "languages",
];

/// The cells of a sheet, its header apart.
type Rows = Vec<Vec<String>>;

/// The cells of a row by their columns.
fn row(columns: &[&str], cells: &[(&str, &str)]) -> Vec<String> {
    columns
        .iter()
        .map(|column| {
            let cell = cells.iter().find(|(name, _)| name == column);
            // What is new must say who may see it.
            let usual = match *column {
                "listing" => "listed",
                "visibility" => "public",
                _ => "",
            };
            cell.map_or(usual, |(_, text)| text).to_owned()
        })
        .collect()
}

/// The rows of each sheet, the mistakes in them in order.
fn mistaken() -> (Rows, Rows, Rows, Vec<Mistake>) {
    let mut mistakes: Vec<Mistake> = Vec::new();
    let mut members = vec![
        row(
            MEMBERS,
            &[
                ("external_id", "1"),
                ("slug", "good"),
                ("name", "Good"),
                ("country", "BE"),
            ],
        ),
        row(
            MEMBERS,
            &[("slug", "known"), ("name", "Known"), ("country", "BE")],
        ),
    ];
    let bad: &[(&str, &str, &str)] = &[
        ("slug", "bad slug!", "invalid_slug"),
        ("name", "", "required"),
        ("country", "Belgium", "unknown_country"),
        ("country", "", "required"),
        ("language", "dutch", "unknown_language"),
        ("membership_type", "ordinry", "unknown_code"),
        ("status", "activ", "unknown_code"),
        ("joined_on", "01/02/2010", "invalid_date"),
        ("left_on", "2010-02-30", "invalid_date"),
        ("listing", "half", "unclear_privacy"),
        ("founded_year", "nineteen", "invalid_year"),
        ("website", "www.thirteen.example", "invalid_url"),
        ("email", "info(at)fourteen", "invalid_email"),
        ("phone", "call us", "invalid_phone"),
        ("working_languages", "flemish", "unknown_language"),
        ("verified_at", "last year", "invalid_time"),
    ];
    for (place, (column, value, code)) in bad.iter().enumerate() {
        let number = place as u64 + 4;
        let (slug, name) = (format!("m-{number}"), format!("Member number {number}"));
        let mut cells = vec![("slug", slug.as_str()), ("name", &name), ("country", "BE")];
        cells.retain(|(name, _)| name != column);
        cells.push((column, value));
        members.push(row(MEMBERS, &cells));
        mistakes.push(("members", number, column, value, code));
    }
    // Of rows, not of cells.
    let next = members.len() as u64 + 2;
    for (place, (cells, code)) in [
        (
            &[
                ("external_id", "1"),
                ("slug", "other"),
                ("name", "Other"),
                ("country", "BE"),
            ][..],
            "repeated",
        ),
        (
            &[("slug", "good"), ("name", "Good again"), ("country", "BE")],
            "repeated",
        ),
        (
            &[
                ("slug", "left"),
                ("name", "Left early"),
                ("country", "BE"),
                ("joined_on", "2012-01-01"),
                ("left_on", "2011-01-01"),
            ],
            "left_before_joined",
        ),
        (
            &[
                ("slug", "closed"),
                ("name", "Closed"),
                ("country", "BE"),
                ("status", "suspended"),
            ],
            "wrong_move",
        ),
        (
            &[
                ("external_id", "9"),
                ("slug", "taken"),
                ("name", "Taken"),
                ("country", "BE"),
            ],
            "other_external_id",
        ),
        (
            &[
                ("slug", "hidden-one"),
                ("name", "Hidden One"),
                ("country", "BE"),
                ("listing", "listed"),
            ],
            "confirmation_required",
        ),
        (
            &[("name", "Known"), ("country", "BE"), ("external_id", "77")],
            "possible_duplicate",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        members.push(row(MEMBERS, cells));
        mistakes.push(("members", next + place as u64, "", "", code));
    }
    let mut locations = vec![row(
        LOCATIONS,
        &[("member", "good"), ("label", "office"), ("city", "Gent")],
    )];
    for (place, (column, value, code)) in [
        ("label", "cellar", "unknown_code"),
        ("city", "", "required"),
        ("latitude", "91", "out_of_range"),
        ("latitude", "51,05", "invalid_number"),
        ("visibility", "maybe", "unclear_privacy"),
        ("country", "Flanders", "unknown_country"),
        ("member", "", "required"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut cells = vec![
            ("member", "good"),
            ("label", "office"),
            ("city", "Gent"),
            ("address", "Street 1"),
        ];
        if column == "latitude" {
            cells.push(("longitude", "3.7"));
        }
        cells.retain(|(name, _)| *name != column);
        cells.push((column, value));
        locations.push(row(LOCATIONS, &cells));
        mistakes.push(("locations", place as u64 + 3, column, value, code));
    }
    let next = locations.len() as u64 + 2;
    locations.push(row(
        LOCATIONS,
        &[
            ("member", "good"),
            ("label", "office"),
            ("city", "Gent"),
            ("latitude", "51.05"),
        ],
    ));
    mistakes.push(("locations", next, "latitude", "", "incomplete_point"));
    locations.push(row(
        LOCATIONS,
        &[("member", "nobody"), ("label", "office"), ("city", "Gent")],
    ));
    mistakes.push(("locations", next + 1, "", "", "unknown_member"));
    let mut services = vec![row(SERVICES, &[("member", "good"), ("service", "housing")])];
    for (place, (column, value, code)) in [
        ("service", "housng", "unknown_code"),
        ("free_of_charge", "perhaps", "invalid_boolean"),
        ("delivery", "by_pigeon", "unknown_code"),
        ("service", "", "required"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut cells = vec![("member", "good"), ("service", "labour")];
        cells.retain(|(name, _)| *name != column);
        cells.push((column, value));
        services.push(row(SERVICES, &cells));
        mistakes.push(("services", place as u64 + 3, column, value, code));
    }
    (members, locations, services, mistakes)
}

/// A workbook as somebody keeps it: a bold header, wide columns, a sheet of notes, and an error.
fn workbook() -> (Vec<u8>, Vec<Mistake>) {
    let (members, locations, services, mut mistakes) = mistaken();
    let bold = Format::new().set_bold();
    let mut book = Workbook::new();
    for (name, columns, rows) in [
        ("members", MEMBERS, &members),
        ("Locations", LOCATIONS, &locations),
        ("services", SERVICES, &services),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.set_column_width(2, 44.0).unwrap();
        for (column, text) in (0..).zip(columns) {
            sheet.write_with_format(0, column, *text, &bold).unwrap();
        }
        for (place, cells) in (1..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                if !text.is_empty() {
                    sheet.write_string(place, column, text).unwrap();
                }
            }
        }
    }
    let last = members.len() as u32 + 1;
    let sheet = book.worksheet_from_name("members").unwrap();
    for (column, text) in [(1, "broken"), (2, "Broken"), (4, "BE")] {
        sheet.write_string(last, column, text).unwrap();
    }
    sheet
        .write_formula(last, 13, Formula::new("=#REF!").set_result("#REF!"))
        .unwrap();
    mistakes.push((
        "members",
        u64::from(last) + 1,
        "phone",
        "#REF!",
        "unreadable_cell",
    ));
    let notes = book.add_worksheet();
    notes.set_name("Notes of Ann").unwrap();
    notes.write_string(4, 1, "ask Bea").unwrap();
    (book.save_to_buffer().unwrap(), mistakes)
}

fn registry() -> TestServer {
    let files = sheets().members(
        "external_id,slug,name,country,status,listing\n\
         5,known,Known,BE,member,listed\n6,closed,Closed,BE,former,listed\n\
         7,taken,Taken,BE,member,listed\n8,hidden-one,Hidden One,BE,member,unlisted\n",
    );
    Serve::on(Database::of(&files)).start()
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_default()
}

fn marked(editor: &ApiClient<'_>, files: &[File<'_>]) -> (Value, Vec<u8>) {
    let import = editor.plan(files, &[]);
    let answer = editor.get(&format!("{}/plan.xlsx", import_path(&import)));
    assert_eq!(answer.status, 200, "{}", answer.text());
    (import, answer.body)
}

/// What stands in the cells of a sheet, by row and column as a spreadsheet counts rows.
pub fn cells(book: &[u8], sheet: &str) -> BTreeMap<(u64, usize), String> {
    let mut book = Xlsx::new(Cursor::new(book)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let (first_row, first_column) = range.start().unwrap_or_default();
    range
        .used_cells()
        .filter(|(_, _, cell)| **cell != Data::Empty)
        .map(|(row, column, cell)| {
            let place = (
                u64::from(first_row) + row as u64 + 1,
                first_column as usize + column,
            );
            (place, cell.to_string())
        })
        .collect()
}

#[test]
fn every_mistake_is_told_and_marked_at_its_cell() {
    let server = registry();
    let editor = server.clerk("editor");
    let (file, mistakes) = workbook();
    assert!(mistakes.len() >= 30, "{}", mistakes.len());
    let (import, book) = marked(&editor, &[("network.xlsx", &file)]);
    let items = editor.items(&import, "refused,duplicate");
    let refusals: Vec<&Value> = items.iter().map(|item| &item["refusal"]).collect();
    let names = Xlsx::new(Cursor::new(&book)).unwrap().sheet_names();
    assert_eq!(
        names,
        [
            "Problems",
            "Suggestions",
            "members",
            "Locations",
            "services",
            "Notes of Ann"
        ]
    );
    let problems = cells(&book, "Problems");
    let read = umya_spreadsheet::reader::xlsx::read_reader(Cursor::new(&book), true).unwrap();
    for (sheet, row, column, value, code) in &mistakes {
        let told: Vec<_> = refusals
            .iter()
            .filter(|one| one["row"] == *row && text(one, "sheet").eq_ignore_ascii_case(sheet))
            .collect();
        let told = told
            .iter()
            .find(|one| text(one, "code") == *code)
            .unwrap_or_else(|| panic!("{sheet} {row} {code}: {told:?}"));
        assert_eq!(text(told, "file"), "network.xlsx");
        assert_eq!(text(told, "column"), *column, "{told}");
        if !column.is_empty() {
            assert_eq!(text(told, "value"), *value, "{told}");
        }
        for field in ["reason", "remedy"] {
            assert!(text(told, field).len() > 4, "{field} of {told}");
        }
        assert_ne!(text(told, "remedy"), "correct it", "{told}");
        // At its cell.
        let columns = match *sheet {
            "members" => MEMBERS,
            "locations" => LOCATIONS,
            _ => SERVICES,
        };
        let place = columns
            .iter()
            .position(|known| known == column)
            .unwrap_or(0);
        let sheet = read.sheet_by_name(text(told, "sheet")).unwrap();
        let at = (place as u32 + 1, *row as u32);
        let notes: Vec<_> = sheet
            .comments()
            .iter()
            .filter(|note| (note.coordinate().col_num(), note.coordinate().row_num()) == at)
            .collect();
        assert_eq!(notes.len(), 1, "{told}");
        let note = notes[0].text();
        let note = note
            .text()
            .map(|text| text.value().to_owned())
            .or_else(|| note.rich_text().map(|text| text.text().into_owned()));
        assert!(note.unwrap().contains(text(told, "remedy")), "{told}");
        let fill = sheet
            .style(at)
            .background_color()
            .map(|color| color.argb_str());
        assert_eq!(fill.as_deref(), Some("FFFFC7CE"), "{told}");
        // In the list.
        let line = problems
            .iter()
            .find(|((line, column), cell)| {
                *column == 5
                    && **cell == text(told, "reason")
                    && problems.get(&(*line, 2)) == Some(&row.to_string())
            })
            .unwrap_or_else(|| panic!("{told} is not in the list"));
        assert_eq!(
            problems.get(&(line.0.0, 6)).map(String::as_str),
            Some(text(told, "remedy"))
        );
    }
    let rows = |list: &[Mistake]| {
        list.iter()
            .map(|one| (one.0.to_owned(), one.1))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let told = refusals
        .iter()
        .map(|one| {
            (
                text(one, "sheet").to_lowercase(),
                one["row"].as_u64().unwrap(),
            )
        })
        .collect::<std::collections::BTreeSet<_>>();
    assert_eq!(told, rows(&mistakes), "nothing else is wrong");
    // The rest of the workbook is as it was.
    for sheet in ["members", "Locations", "services", "Notes of Ann"] {
        assert_eq!(cells(&book, sheet), cells(&file, sheet), "{sheet}");
    }
    let width = read
        .sheet_by_name("members")
        .unwrap()
        .column_dimension("C")
        .unwrap()
        .width();
    assert!((width - 44.0).abs() < 1.0, "{width}");
    assert!(
        read.sheet_by_name("members")
            .unwrap()
            .style((3, 1))
            .font()
            .unwrap()
            .bold()
    );
}

#[test]
fn the_marked_workbook_can_be_mended_and_handed_over_again() {
    let server = registry();
    let editor = server.clerk("editor");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("members").unwrap();
    for (row, cells) in (0..).zip([["slug", "name", "country"], ["new", "New", "Belgium"]]) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let file = book.save_to_buffer().unwrap();
    let (_, marked) = marked(&editor, &[("members.xlsx", &file)]);
    let mut read = umya_spreadsheet::reader::xlsx::read_reader(Cursor::new(marked), true).unwrap();
    read.sheet_by_name_mut("members")
        .unwrap()
        .cell_mut("C2")
        .set_value_string("BE");
    let mut mended = Vec::new();
    umya_spreadsheet::writer::xlsx::write_writer(&read, &mut mended).unwrap();
    let import = editor.plan(&[("members.xlsx", &mended)], &[]);
    editor.apply(&import).ok();
    assert_eq!(editor.get("/members/new").ok()["country"], "BE");
}

#[test]
fn csv_files_are_given_back_as_a_workbook_with_the_same_rows() {
    let server = registry();
    let editor = server.clerk("editor");
    let members = b"slug;name;country\nnew;=New;BE\n\nother;Other;Belgium\n";
    let services = b"member,service\nnew,housng\n";
    let (_, book) = marked(
        &editor,
        &[("members.csv", members), ("services.csv", services)],
    );
    let names = Xlsx::new(Cursor::new(&book)).unwrap().sheet_names();
    assert_eq!(names, ["Problems", "Suggestions", "members", "services"]);
    let cells = cells(&book, "members");
    assert_eq!(cells.get(&(2, 1)).map(String::as_str), Some("=New"));
    // It stood in line 4, behind an empty one.
    assert_eq!(cells.get(&(4, 2)).map(String::as_str), Some("Belgium"));
    let read = umya_spreadsheet::reader::xlsx::read_reader(Cursor::new(&book), true).unwrap();
    let note = &read.sheet_by_name("members").unwrap().comments()[0];
    assert_eq!(
        (note.coordinate().col_num(), note.coordinate().row_num()),
        (3, 4)
    );
    assert_eq!(read.sheet_by_name("services").unwrap().comments().len(), 1);
}

#[test]
fn a_warning_is_shown_in_every_form_and_stops_nothing() {
    let server = registry();
    let editor = server.clerk("editor");
    let year = i64::from(network::Timestamp::now().date().year()) + 1;
    let members = format!("slug,name,country,founded_year\nsoon,Soon,BE,{year}\n");
    let (import, book) = marked(&editor, &[("members.csv", members.as_bytes())]);
    assert_eq!(import["plan"]["items"]["warning"], 1);
    assert_eq!(import["plan"]["obstacles"], serde_json::json!([]));
    let items = editor.items(&import, "warning");
    let warning = &items[0]["warning"];
    assert_eq!(text(warning, "code"), "year_to_come");
    assert_eq!(text(warning, "column"), "founded_year");
    let problems = cells(&book, "Problems");
    assert_eq!(problems.get(&(2, 0)).map(String::as_str), Some("warning"));
    let read = umya_spreadsheet::reader::xlsx::read_reader(Cursor::new(&book), true).unwrap();
    let fill = read.sheet_by_name("members").unwrap().style((4, 2));
    let fill = fill.background_color().map(|color| color.argb_str());
    assert_eq!(fill.as_deref(), Some("FFFFEB9C"));
    editor.apply(&import).ok();
    assert_eq!(editor.get("/members/soon").ok()["founded_year"], year);
}
