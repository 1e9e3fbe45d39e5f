//! CSV as spreadsheets write it.

use crate::support::{Database, Run, sheets::sheets};

/// What the members' table holds after an import, as `slug|name|country|summary`.
fn taken(content: &[u8]) -> Vec<String> {
    let database = Database::of(&sheets().members(content));
    database.values(
        "SELECT slug || '|' || name || '|' || country || '|' || coalesce(text, '') AS value
         FROM members LEFT JOIN member_summaries ON member_id = id AND member_summaries.language = 'en' ORDER BY slug",
    )
}

fn refused(content: &[u8]) -> Run {
    Database::new()
        .import(&sheets().members(content), &[])
        .ended_with(3)
}

#[test]
fn every_separator_line_end_and_mark() {
    let expected = ["a|Één, \"huis\"|BE|one; two", "b|Β|GR|"];
    let plain = "slug,name,country,summary_en\na,\"Één, \"\"huis\"\"\",BE,one; two\nb,Β,GR,\n";
    let semicolons =
        "slug;name;country;summary_en\na;\"Één, \"\"huis\"\"\";BE;\"one; two\"\nb;Β;GR;\n";
    let tabs =
        "slug\tname\tcountry\tsummary_en\na\t\"Één, \"\"huis\"\"\"\tBE\tone; two\nb\tΒ\tGR\t\n";
    for text in [plain, semicolons, tabs] {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            for text in [text.clone(), format!("\u{feff}{text}")] {
                assert_eq!(taken(text.as_bytes()), expected, "{text:?}");
                let without_end = text.trim_end_matches(['\r', '\n']);
                assert_eq!(taken(without_end.as_bytes()), expected, "{without_end:?}");
            }
        }
    }
}

#[test]
fn empty_lines_and_empty_rows_are_passed_over() {
    assert_eq!(
        taken(b"slug,name,country\n\n\na,A,BE\n,,\n   ,  ,\n\r\nb,B,BE\n\n\n"),
        ["a|A|BE|", "b|B|BE|"]
    );
}

#[test]
fn rows_may_be_short_and_cells_padded() {
    assert_eq!(
        taken(b" slug , name ,country,summary_en\n  a ,  A  , be \nb,B,BE\n"),
        ["a|A|BE|", "b|B|BE|"]
    );
}

/// A text with line ends in it stays one cell, and the lines after it keep their numbers.
#[test]
fn quoted_line_ends_do_not_shift_the_line_numbers() {
    for end in ["\n", "\r\n"] {
        let text = [
            "slug,name,country,summary_en",
            "a,A,BE,\"first",
            "second",
            "third\"",
            "b,B,XX,",
            "c,C,BE,\"again",
            "here\"",
            "d,D,YY,",
        ]
        .join(end);
        let run = refused(text.as_bytes());
        for line in ["line 5, column \"country\"", "line 8, column \"country\""] {
            assert!(run.stdout.contains(line), "{line} in {}", run.stdout);
        }
    }
    assert_eq!(
        taken(b"slug,name,country,summary_en\r\na,A,BE,\"first\r\nsecond\"\r\n"),
        ["a|A|BE|first\nsecond"]
    );
}

#[test]
fn empty_lines_do_not_shift_the_line_numbers() {
    for end in ["\n", "\r\n"] {
        let text = ["slug,name,country", "a,A,BE", "", "", "b,B,XX", "c,C,YY"].join(end);
        let run = refused(text.as_bytes());
        for line in ["line 5, column", "line 6, column"] {
            assert!(run.stdout.contains(line), "{line} in {}", run.stdout);
        }
    }
}

#[test]
fn more_cells_than_columns_are_refused() {
    let run = refused(b"slug,name,country\na,Huis, het,BE\n");
    assert!(run.stdout.contains("4 cells"), "{run:?}");
    assert!(run.stdout.contains("quotes"), "{run:?}");
}

/// What is no CSV file in UTF-8 is named for what it is.
#[test]
fn other_files_are_told_apart() {
    for (content, told) in [
        (&b"PK\x03\x04workbook"[..], "workbook"),
        (b"", "is empty"),
        (b"\n\n\n", "is empty"),
        (b"slug,name,slug\na,A,a\n", "twice"),
        (b"name,country\nA,BE\n", "slug or the external_id"),
    ] {
        let run = Database::new()
            .import(&sheets().members(content), &[])
            .ended_with(1);
        assert!(run.said().contains(told), "{told} in {run:?}");
        assert!(run.said().contains("members.csv"), "{run:?}");
    }
}

/// One letter of another encoding in a file of UTF-8 is no reason to read all of it otherwise.
#[test]
fn a_line_that_is_no_utf_8_is_named() {
    let text = b"slug,name,country\na,\xC3\x89\xC3\xA9n,BE\nb,Caf\xE9,BE\n";
    let run = Database::new()
        .import(&sheets().members(text), &[])
        .ended_with(1);
    assert!(run.said().contains("line 3"), "{run:?}");
    assert!(!run.said().contains("--encoding"), "{run:?}");
}

/// A separator within the texts is no reason to take it for the file's.
#[test]
fn one_column_with_other_separators_in_its_texts() {
    let database = Database::of(&sheets().members("slug,name,country\na,A,BE\n"));
    let run = database
        .import(&sheets().services("member\na;b\n"), &[])
        .ended_with(3);
    assert!(run.stdout.contains("services.csv, line 2"), "{run:?}");
}
