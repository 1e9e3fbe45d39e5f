//! Silence about privacy never counts as public: whatever a spreadsheet has to say that something is
//! not for everybody is understood, or the file is refused.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use member_directory::{
    import::{self, ImportOptions, NamedFile, Quiet, mapping::Mapping, package},
    publication::{public_digest, publish},
    registry::{Registry, members},
};
use proptest::{prelude::*, sample::select};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::support::{Database, Run, sheets::sheets};

/// What nobody may see.
const SECRET: &str = "Geheimstraat 5";

/// A sheet as it stands in a workbook.
#[derive(Debug, Clone, Default)]
struct Sheet {
    name: &'static str,
    /// What its tab says of itself.
    state: &'static str,
    /// What stands before its rows.
    before: String,
    /// What stands behind them.
    behind: String,
    rows: Vec<Row>,
    /// A note: its cell and its text.
    note: Option<(&'static str, String)>,
    /// What else is called as its part is, or has its relation: the same with nothing hidden.
    twin: Option<Twin>,
}

#[derive(Debug, Clone, Copy)]
enum Twin {
    Relation,
    Part,
}

#[derive(Debug, Clone, Default)]
struct Row {
    /// Attributes of the row.
    says: &'static str,
    cells: Vec<String>,
}

fn row(cells: &[&str]) -> Row {
    Row {
        says: "",
        cells: cells.iter().map(|text| cell(text)).collect(),
    }
}

fn cell(text: &str) -> String {
    match text {
        "" => "<c/>".to_owned(),
        text => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    }
}

/// The smallest workbook that has these sheets.
fn book(sheets: &[Sheet]) -> Vec<u8> {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(text.as_bytes()).expect("memory");
    };
    let relation = |number: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{number}\" Type=\"{TYPE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
    add("[Content_Types].xml", "<Types/>");
    add(
        "_rels/.rels",
        &relations(&relation(1, "officeDocument", "xl/workbook.xml")),
    );
    let (mut tabs, mut targets) = (String::new(), String::new());
    for (number, sheet) in sheets.iter().enumerate() {
        let (name, state) = (sheet.name, sheet.state);
        let _ = write!(tabs, "<sheet name=\"{name}\" {state} r:id=\"r{number}\"/>");
        let (mut rows, mut open) = (String::new(), String::new());
        for row in &sheet.rows {
            let _ = write!(rows, "<row {}>{}</row>", row.says, row.cells.concat());
            let _ = write!(open, "<row>{}</row>", row.cells.concat());
        }
        if let Some(twin) = sheet.twin {
            let part = match twin {
                Twin::Relation => format!("twin{number}.xml"),
                Twin::Part => format!("S{number}.xml"),
            };
            if matches!(twin, Twin::Relation) {
                targets += &relation(number, "worksheet", &format!("worksheets/{part}"));
            }
            add(
                &format!("xl/worksheets/{part}"),
                &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{open}</sheetData></worksheet>"),
            );
        }
        targets += &relation(number, "worksheet", &format!("worksheets/s{number}.xml"));
        add(
            &format!("xl/worksheets/s{number}.xml"),
            &format!(
                "<worksheet xmlns=\"{MAIN}\">{}<sheetData>{rows}</sheetData>{}</worksheet>",
                sheet.before, sheet.behind
            ),
        );
        if let Some((place, text)) = &sheet.note {
            add(
                &format!("xl/worksheets/_rels/s{number}.xml.rels"),
                &relations(&relation(1, "comments", "../comments1.xml")),
            );
            add(
                "xl/comments1.xml",
                &format!(
                    "<comments xmlns=\"{MAIN}\"><authors><author>Ann</author></authors><commentList>\
                     <comment ref=\"{place}\" authorId=\"0\"><text><t>{text}</t></text></comment>\
                     </commentList></comments>"
                ),
            );
        }
    }
    add("xl/_rels/workbook.xml.rels", &relations(&targets));
    add(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{TYPE}\"><sheets>{tabs}</sheets></workbook>"
        ),
    );
    zip.finish().expect("a zip").into_inner()
}

/// Ways in which people say that a place is not for everybody.
#[derive(Debug, Clone)]
enum Way {
    Word(&'static str),
    Formula(&'static str),
    FormulaWithoutResult,
    Silence,
    RowSays(&'static str),
    ColumnHidden(&'static str),
    SheetHidden(&'static str),
    Column(String),
    /// Another column says that it is public.
    Contradiction(String),
    /// At a cell, or beside the table, where nothing is read.
    Note(&'static str, &'static str),
    /// The row does not say which it is, and its cells do.
    RowByItsCells,
    /// The formula does not, and stands in such a row.
    FormulaByItsCell,
    /// Two cells say that they are one.
    CellTwice,
    Title(&'static str),
    /// A note above the names of the columns, at a title or where there is none.
    TitleNote(&'static str, &'static [&'static str]),
    /// A hidden row, where something else is called as its sheet is.
    HiddenBesideTwin(Twin),
    /// Beside the address, in its own cell.
    Beside(&'static str),
    /// At the head of each page when it is printed.
    OnPages(&'static str),
    /// The name of another sheet, which has the place's row.
    OtherSheet(&'static str),
    /// The cell is merged with that of the public place.
    Merged,
}

fn ways() -> impl Strategy<Value = Way> {
    let words = [
        "hidden",
        "Hidden",
        "geheim",
        "Vertraulich",
        "niet openbaar",
        "confidentiel",
        "oculto",
        "riservato",
        "não publicar",
        "private",
        "yes",
        "x",
        "?",
        "-",
        "see Ann",
        "1",
        "TRUE",
    ];
    let names = [
        "confidential",
        "private",
        "do not publish",
        "exclude from website",
        "is public",
        "show on map",
        "address is private",
        "PhysicalAddressIsPrivate",
        "ExcludeFromWebsite",
        "HideLocation",
        "vertraulich",
        "nicht veröffentlichen",
        "geheim",
        "öffentlich",
        "vertrouwelijk",
        "niet publiceren",
        "openbaar",
        "ne pas publier",
        "caché",
        "no publicar",
        "público",
        "non pubblicare",
        "nascosto",
        "não publicar",
        "reservado",
        "Do Not Mail",
    ];
    let cased = (select(names.to_vec()), 0..4).prop_map(|(name, case)| match case {
        0 => name.to_uppercase(),
        1 => name.replace(' ', "_"),
        2 => format!(" {name}? "),
        _ => name.to_owned(),
    });
    prop_oneof![
        select(words.to_vec()).prop_map(Way::Word),
        select(vec!["hidden", "geheim", "privé", ""]).prop_map(Way::Formula),
        Just(Way::FormulaWithoutResult),
        Just(Way::Silence),
        select(vec![
            "hidden=\"1\"",
            "hidden=\"true\"",
            "ht=\"0\" customHeight=\"1\""
        ])
        .prop_map(Way::RowSays),
        select(vec![
            "hidden=\"1\"",
            "width=\"0\"",
            "hidden=\"true\" width=\"9\""
        ])
        .prop_map(Way::ColumnHidden),
        select(vec!["state=\"hidden\"", "state=\"veryHidden\""]).prop_map(Way::SheetHidden),
        cased.clone().prop_map(Way::Column),
        cased.prop_map(Way::Contradiction),
        (
            select(vec!["D3", "Z3"]),
            select(vec!["do not publish", "Geheim!", "confidentiel"])
        )
            .prop_map(|(cell, text)| Way::Note(cell, text)),
        Just(Way::RowByItsCells),
        Just(Way::FormulaByItsCell),
        Just(Way::CellTwice),
        select(vec![
            "CONFIDENTIAL",
            "Niet publiceren",
            "Not for publication",
            "geheim: rows below are shelters"
        ])
        .prop_map(Way::Title),
        (
            select(vec!["not for publication", "Geheim!"]),
            select(vec![&["Places"] as &[_], &[]])
        )
            .prop_map(|(text, title)| Way::TitleNote(text, title)),
        select(vec![Twin::Relation, Twin::Part]).prop_map(Way::HiddenBesideTwin),
        select(vec![
            " (confidential)",
            " - niet publiceren",
            " [privé]",
            "; NICHT VERÖFFENTLICHEN!",
            " (please do not publish)",
        ])
        .prop_map(Way::Beside),
        select(vec!["STRICTLY CONFIDENTIAL", "&CNiet publiceren"]).prop_map(Way::OnPages),
        select(vec!["Do not publish", "geheim"]).prop_map(Way::OtherSheet),
        Just(Way::Merged),
    ]
}

/// A workbook with a public place and one that is kept from the public in this way.
fn workbook(way: &Way) -> Vec<u8> {
    let mut header = vec!["member", "kind", "city", "address", "visibility"];
    let mut open = vec![
        cell("huis"),
        cell("office"),
        cell("Gent"),
        cell("Straat 1"),
        cell("public"),
    ];
    let mut kept = vec![
        cell("huis"),
        cell("office"),
        cell("Brugge"),
        cell(SECRET),
        cell("public"),
    ];
    let (mut says, mut title, mut other) = ("", Vec::new(), None);
    let mut sheet = Sheet {
        name: "locations",
        ..Sheet::default()
    };
    match way {
        Way::Word(word) => kept[4] = cell(word),
        Way::Formula(result) => {
            kept[4] = format!("<c t=\"str\"><f>IF(1,2)</f><v>{result}</v></c>");
        }
        Way::FormulaWithoutResult => kept[4] = "<c><f>IF(1,2)</f><v></v></c>".to_owned(),
        Way::Silence => kept[4] = cell(""),
        Way::RowSays(attributes) => says = attributes,
        Way::ColumnHidden(attributes) => {
            sheet.before = format!("<cols><col min=\"4\" max=\"4\" {attributes}/></cols>");
        }
        Way::SheetHidden(state) => sheet.state = state,
        Way::Column(name) => {
            header[4] = name;
            (open[4], kept[4]) = (cell("no"), cell("yes"));
        }
        Way::Contradiction(name) => {
            header.push(name);
            open.push(cell("no"));
            kept.push(cell("yes"));
        }
        Way::Note(cell, text) => sheet.note = Some((cell, (*text).to_owned())),
        Way::RowByItsCells | Way::FormulaByItsCell => {
            match way {
                Way::RowByItsCells => says = "hidden=\"1\"",
                _ => kept[4] = "<c><f>IF(1,2)</f></c>".to_owned(),
            }
            for (cell, column) in kept.iter_mut().zip("ABCDE".chars()) {
                *cell = cell.replacen("<c", &format!("<c r=\"{column}9\""), 1);
            }
        }
        Way::CellTwice => {
            kept[3] = kept[3].replacen("<c", "<c r=\"D3\"", 1);
            kept.insert(4, cell("public").replacen("<c", "<c r=\"D3\"", 1));
            kept[5] = cell("?");
        }
        Way::Title(text) => title.push(row(&[text])),
        Way::TitleNote(text, cells) => {
            title.push(row(cells));
            sheet.note = Some(("A1", (*text).to_owned()));
        }
        Way::Beside(text) => kept[3] = cell(&format!("{SECRET}{text}")),
        Way::OnPages(text) => {
            let text = text.replace('&', "&amp;");
            sheet.behind = format!("<headerFooter><oddHeader>{text}</oddHeader></headerFooter>");
        }
        Way::OtherSheet(name) => {
            other = Some(Sheet {
                name,
                rows: vec![row(&["address"]), row(&[SECRET])],
                ..Sheet::default()
            });
        }
        Way::Merged => {
            (open[4], kept[4]) = (cell("city"), "<c/>".to_owned());
            sheet.behind = "<mergeCells><mergeCell ref=\"E2:E3\"/></mergeCells>".to_owned();
        }
        Way::HiddenBesideTwin(twin) => {
            says = "hidden=\"1\"";
            sheet.twin = Some(*twin);
        }
    }
    sheet.rows = title;
    sheet.rows.push(row(&header));
    sheet.rows.push(Row {
        says: "",
        cells: open,
    });
    sheet.rows.push(Row { says, cells: kept });
    let members = Sheet {
        name: "members",
        rows: vec![
            row(&["slug", "name", "country"]),
            row(&["huis", "Huis Een", "BE"]),
        ],
        ..Sheet::default()
    };
    let sheets = [Some(members), Some(sheet), other];
    book(&sheets.into_iter().flatten().collect::<Vec<_>>())
}

/// Everything that is public after an import, whatever it refused.
fn public_after(bytes: Vec<u8>, options: &ImportOptions) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("books.db").display());
    let registry = Registry::new(url.parse().expect("an address"), public_digest);
    registry.migrate().expect("tables");
    let mapping = Mapping::standard().expect("a mapping");
    let files = vec![NamedFile::of_bytes("book.xlsx", bytes)];
    if let Ok(sources) = package::open(files, &mapping) {
        let _ = import::import(&registry, sources, &mapping, options, &Quiet);
    }
    let records = registry.read(members::load_all).expect("members");
    let public = records.iter().filter_map(|record| publish(&record.member));
    public.fold(String::new(), |text, member| text + &format!("{member:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..Default::default() })]

    #[test]
    fn nothing_that_is_kept_from_the_public_becomes_public(
        way in ways(),
        confirm_publication in any::<bool>(),
        skip_refused in any::<bool>(),
    ) {
        let options = ImportOptions {
            confirm_publication,
            skip_refused,
            ..ImportOptions::default()
        };
        let public = public_after(workbook(&way), &options);
        prop_assert!(!public.contains(SECRET), "{way:?}: {public}");
    }
}

/// What a workbook says stands in attributes without a prefix.
#[test]
fn attributes_of_other_namespaces_neither_hide_nor_show() {
    for (way, is_public) in [
        (Way::RowSays("x:hidden=\"0\" hidden=\"1\""), false),
        (Way::RowSays("x:hidden=\"1\""), true),
        (Way::ColumnHidden("x:hidden=\"0\" hidden=\"1\""), false),
        (Way::ColumnHidden("x:width=\"9\" width=\"0\""), false),
        (Way::ColumnHidden("x:hidden=\"1\""), true),
    ] {
        let public = public_after(workbook(&way), &ImportOptions::default());
        assert_eq!(public.contains(SECRET), is_public, "{way:?}");
    }
}

/// The property would prove nothing if the place did not show where nothing keeps it.
#[test]
fn what_is_meant_is_published() {
    let options = ImportOptions::default();
    for way in [
        Way::Word("public"),
        Way::Word("Openbaar"),
        Way::Formula("public"),
        Way::Title("Members 2026"),
        Way::Note("Z3", "call first"),
        Way::TitleNote("call first", &["Places"]),
        Way::Beside(" (ring the bell)"),
        Way::OnPages("Members 2026"),
        Way::OtherSheet("Old addresses"),
        Way::SheetHidden("state=\"visible\""),
    ] {
        assert!(
            public_after(workbook(&way), &options).contains(SECRET),
            "{way:?}"
        );
    }
    let hidden = ImportOptions {
        include_hidden: true,
        ..ImportOptions::default()
    };
    for way in [
        Way::RowSays("hidden=\"1\""),
        Way::ColumnHidden("hidden=\"1\""),
        Way::HiddenBesideTwin(Twin::Relation),
        Way::HiddenBesideTwin(Twin::Part),
    ] {
        assert!(
            public_after(workbook(&way), &hidden).contains(SECRET),
            "{way:?}"
        );
    }
    // Whoever says where the names of the columns are has seen the text above them, but not what is
    // noted there.
    let below_title = ImportOptions {
        header_row: Some(2),
        ..ImportOptions::default()
    };
    for (cells, note, is_published) in [
        (&["CONFIDENTIAL"] as &[_], "call first", true),
        (&["CONFIDENTIAL"], "Geheim!", false),
        (&[], "Geheim!", false),
    ] {
        let sheet = Sheet {
            name: "members",
            rows: vec![
                row(cells),
                row(&["slug", "name", "country"]),
                row(&["huis", SECRET, "BE"]),
            ],
            note: Some(("A1", note.to_owned())),
            ..Sheet::default()
        };
        let public = public_after(book(&[sheet]), &below_title);
        assert_eq!(public.contains(SECRET), is_published, "{cells:?} {note}");
    }
    let ignored = ImportOptions {
        ignore_columns: vec!["confidential".to_owned()],
        ..ImportOptions::default()
    };
    let way = Way::Contradiction("Confidential".to_owned());
    assert!(public_after(workbook(&way), &ignored).contains(SECRET));
}

fn with_mapping(database: &Database, mapping: &str, locations: &str) -> Run {
    let path = database.folder().join("mapping.toml");
    std::fs::write(&path, mapping).expect("a mapping");
    let files = sheets()
        .members("slug,name,country\nhuis,Huis Een,BE\n")
        .locations(locations);
    database.import(&files, &["--mapping", path.to_str().expect("a path")])
}

/// The refusal has the lines that map such a column, and they are enough.
#[test]
fn the_lines_of_the_refusal_map_the_column() {
    let locations = "member,kind,city,address,Niet Publiceren\n\
                     huis,office,Gent,Straat 1,nee\nhuis,office,Brugge,Geheimstraat 5,Ja\n";
    let database = Database::new();
    let refused = with_mapping(&database, "standard_columns = true\n", locations).ended_with(1);
    let said = refused.said();
    let lines: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .collect();
    with_mapping(&database, &lines.join("\n"), locations).well();
    assert_eq!(
        database.values("SELECT city || ' ' || visibility AS value FROM locations ORDER BY city"),
        ["Brugge hidden", "Gent public"]
    );
    // An empty cell of a new place says nothing, unless the mapping says what.
    let silent = "member,kind,city,address,Niet Publiceren\nhuis,clinic,Leuven,Weg 9,\n";
    let told = with_mapping(&database, &lines.join("\n"), silent).ended_with(3);
    assert!(
        told.stdout
            .contains("the visibility of a new place is empty"),
        "{told:?}"
    );
    let speaking = lines.join("\n").replace("{ yes", "{ \"\" = \"city\", yes");
    with_mapping(&database, &speaking, silent).well();
    // Of a known one it changes nothing.
    with_mapping(&database, &lines.join("\n"), silent).well();
    assert_eq!(
        database.value("SELECT visibility AS value FROM locations WHERE city = 'Leuven'"),
        "city"
    );
}

/// What feeds one field from two columns must agree.
#[test]
fn two_columns_that_disagree_refuse_their_row() {
    let database = Database::new();
    let mapping = "standard_columns = true\n[locations]\nvisibility = [{ column = \"visibility\" }, \
                   { column = \"private\", values = { yes = \"hidden\", no = \"public\" } }]\n";
    let told = with_mapping(
        &database,
        mapping,
        "member,kind,city,visibility,private\nhuis,office,Gent,public,x\n",
    )
    .ended_with(3);
    assert!(
        told.stdout.contains("another column says otherwise"),
        "{told:?}"
    );
    let skipping = mapping.replace("no = \"public\" }", "no = \"public\" }, others = \"skip\"");
    let told = with_mapping(&database, &skipping, "member,city\n").ended_with(1);
    assert!(
        told.said().contains("pass over what it says of privacy"),
        "{told:?}"
    );
}

/// A new member whose listing is left open is refused; a known one stays as it is.
#[test]
fn an_empty_listing_of_a_new_member_is_refused() {
    let file = sheets().members("slug,name,country,listing\nhuis,Huis Een,BE,\n");
    let database = Database::new();
    let told = database.import(&file, &[]).ended_with(3);
    assert!(told.stdout.contains("write listed or unlisted"), "{told:?}");
    let unlisted = "slug,name,country,listing\nhuis,Huis Een,BE,niet openbaar\n";
    database.import(&sheets().members(unlisted), &[]).well();
    database.import(&file, &[]).well();
    assert_eq!(
        database.value("SELECT listing AS value FROM members"),
        "unlisted"
    );
}

/// A cell that is merged with another is not an empty one, so nothing is erased.
#[test]
fn a_merged_cell_is_not_empty() {
    let members = |phone: &str, behind: &str| {
        book(&[Sheet {
            name: "members",
            rows: vec![
                row(&["slug", "name", "country", "phone"]),
                row(&["een", "Huis Een Gent", "BE", "+32 9 234 56 78"]),
                row(&["twee", "Zorg Twee Brugge", "BE", phone]),
            ],
            behind: behind.to_owned(),
            ..Sheet::default()
        }])
    };
    let database = Database::new();
    let import = |bytes: Vec<u8>| {
        let path = database.folder().join("book.xlsx");
        std::fs::write(&path, bytes).expect("a workbook");
        database.run(&["import", path.to_str().expect("a path")])
    };
    import(members("+32 50 23 45 67", "")).well();
    let merged = "<mergeCells><mergeCell ref=\"D2:D3\"/></mergeCells>";
    let told = import(members("", merged)).ended_with(3);
    assert!(told.stdout.contains("merged with another one"), "{told:?}");
    let phones = database.values("SELECT phone AS value FROM members ORDER BY slug");
    assert_eq!(phones, ["+32 9 234 56 78", "+32 50 23 45 67"]);
}

/// A row of a CSV file that ends early says nothing of the columns behind it.
#[test]
fn a_row_that_ends_early_erases_and_publishes_nothing() {
    let database = Database::new();
    let whole = "slug,name,country,listing,phone\nhuis,Huis Een,BE,unlisted,+32 9 234 56 78\n";
    database.import(&sheets().members(whole), &[]).well();
    let short = "slug,name,country,listing,phone\nhuis,Huis Een Gent,BE\n";
    database.import(&sheets().members(short), &[]).well();
    assert_eq!(
        database.value("SELECT listing || ' ' || name AS value FROM members"),
        "unlisted Huis Een Gent"
    );
    let phone = database.value("SELECT phone AS value FROM members");
    assert_eq!(phone, "+32 9 234 56 78");
    let new = "slug,name,country,listing,phone\nzorg,Zorg Twee,BE\n";
    let told = database.import(&sheets().members(new), &[]).ended_with(3);
    assert!(told.stdout.contains("write listed or unlisted"), "{told:?}");
}
