use super::*;

fn open(name: &str, content: impl Seekable + 'static) -> Result<Table<'static>, String> {
    Table::open(name, Box::new(content), None, &HeaderSearch::first())
}

fn rows(content: &'static [u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
    let mut table = open("t.csv", Cursor::new(content)).unwrap();
    let (mut rows, mut row) = (Vec::new(), Row::default());
    while table.read(&mut row).unwrap() {
        let cells = (0..row.len())
            .map(|cell| row.cell(cell).unwrap().into_owned())
            .collect();
        rows.push((row.line, cells));
    }
    (table.columns, rows)
}

#[test]
fn text_in_any_encoding_is_read_or_named() {
    assert_eq!(
        rows(b"\xFF\xFEa\x00,\x00b\x00\n\x001\x00,\x00\xE9\x00").1[0].1,
        ["1", "\u{e9}"]
    );
    assert_eq!(
        rows(b"sep=;\r\na;b\r\n1;2\r\n").1,
        [(3, vec!["1".into(), "2".into()])]
    );
    assert_eq!(
        rows(b"a,b\r1,\"x\ry\"\r3,4\r").1[1],
        (4, vec!["3".into(), "4".into()])
    );
}

#[test]
fn a_quote_that_swallows_rows_is_told_by_the_line_where_it_begins() {
    let error = |content: &'static str| {
        let mut table = match open("t.csv", Cursor::new(content)) {
            Ok(table) => table,
            Err(mistake) => return mistake,
        };
        let mut row = Row::default();
        loop {
            match table.read(&mut row) {
                Ok(true) => {}
                Ok(false) => return String::new(),
                Err(mistake) => return mistake,
            }
        }
    };
    for (text, told) in [
        ("a,b,c\n1,2,\"x\n3,4,5\n6,7,8\n", "line 2 holds line 3"),
        ("a,b\n1,\"x\n3,4\n", "line 2 is never closed"),
        ("a,b,c\n1,2,\"x\n3,4,\"y\"\n", "line 2 is closed in line 3"),
        ("a,b\n1,\"x\"y\n", "line 2 is closed in line 2"),
    ] {
        assert!(error(text).contains(told), "{text:?}: {}", error(text));
    }
    for right in [
        "a,b,c\n1,2,\"One, two, and three, as we say,\n and four.\"\n",
        "a,b\n1,\"say \"\"yes\"\"\"\n\"\",5\" pipe\n",
        "a,b\n\"1\" ,2\n",
    ] {
        assert_eq!(error(right), "", "{right:?}");
    }
}

#[test]
fn every_spreadsheet_is_read() {
    let expected = (
        vec!["a".to_owned(), "b".to_owned()],
        vec![
            (2, vec!["1".to_owned(), "x, y;z".to_owned()]),
            (4, vec!["é".to_owned(), String::new()]),
        ],
    );
    assert_eq!(rows("a,b\n1,\"x, y;z\"\n,\né,\n".as_bytes()), expected);
    assert_eq!(
        rows("\u{feff}a;b\r\n1;\"x, y;z\"\r\n;\r\né;\r\n".as_bytes()),
        expected
    );
    assert_eq!(rows("a\tb\r\n1\tx, y;z\r\n\t\r\né\t".as_bytes()), expected);
}

#[test]
fn rows_are_counted_behind_blank_lines_and_none_is_endless() {
    let (_, read) = rows("a,b\n\n\n1,2\r\n\r\n\n \n3,4\n".as_bytes());
    let lines: Vec<u64> = read.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [4, 8]);
    let read = |content: String| {
        let mut table = open("t.csv", Cursor::new(content))?;
        let (mut row, mut last) = (Row::default(), 0);
        while table.read(&mut row)? {
            last = row.line;
        }
        Ok::<_, String>(last)
    };
    assert_eq!(
        read(format!("a\n{}1\n", "\n".repeat(9_000_000))),
        Ok(9_000_002)
    );
    let endless = "x,".repeat(bounds::LONGEST_ROW);
    for (hostile, told) in [
        (endless.clone(), "nothing closes"),
        (format!("a,b\n\"{endless}"), "nothing closes"),
        (
            format!("a,b\n\"{}", "x\n".repeat(bounds::LONGEST_ROW)),
            "nothing closes",
        ),
        ("x,".repeat(100_000), "100001 columns"),
        (
            (0..2_000).map(|n| format!("c{n},")).collect(),
            "2001 columns",
        ),
    ] {
        let mistake = read(hostile).unwrap_err();
        assert!(mistake.contains(told), "{mistake}");
    }
}

#[test]
fn what_is_no_csv_file_is_named() {
    let error = |content: &'static [u8]| open("t.csv", Cursor::new(content)).err().unwrap();
    assert!(error(b"PK\x03\x04").contains("workbook"));
    assert!(error(b"").contains("is empty"));
    assert!(error(b"n\xE9,b\n").contains("--encoding windows-1252"));
}
