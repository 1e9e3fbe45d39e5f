//! Texts that a spreadsheet program must not take for formulas.
//!
//! Excel and LibreOffice read a CSV cell that begins with `=`, `+`, `-` or `@` as a formula, quoted
//! or not, and a formula can call other programs and send what stands in other cells elsewhere.
//! Whoever writes an entry could so reach whoever opens the list. The rule here is OWASP's
//! (<https://owasp.org/www-community/attacks/CSV_Injection>): an apostrophe before such a text,
//! which a spreadsheet program takes for "this is text".
//!
//! A program that parts cells at another sign than the file does (Excel takes semicolons where the
//! comma is the decimal sign) minds no quotes that stand within what is a cell for it. So what comes
//! behind such a sign within a text can begin a cell too, and is guarded alike.

use std::borrow::Cow;

/// What a formula can begin with: OWASP's list, with the wide forms that East Asian editions read
/// alike.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What OWASP's list has besides for the beginning of a cell.
const BLANK_BEGINNINGS: [char; 3] = ['\t', '\r', '\n'];

/// Where a program may part cells that are one, with the wide forms. The comma is the file's own,
/// which quotes hold together.
const SEPARATORS: [char; 7] = [';', '\t', '|', '\r', '\n', '；', '｜'];

/// What a program may pass over before what a cell begins with.
const PASSED_OVER: [char; 4] = [' ', '\u{a0}', '\u{3000}', '"'];

/// Whether a text begins like a formula, after any apostrophes.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}

/// Whether a line is an item of a list of words (`- meals and showers`): it names no function, no
/// program and no other sheet, so that it could only fail as a formula.
fn is_item(line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default();
    line.trim_start_matches('\'').starts_with("- ") && !line.contains(['(', '|', '!', ';', '\t'])
}

/// The places in a text at which what follows would begin like a formula, if a cell began there.
fn places(text: &str) -> impl Iterator<Item = usize> {
    let within = text
        .match_indices(SEPARATORS)
        .filter_map(|(at, separator)| {
            let behind = &text[at + separator.len()..];
            let cell = behind.trim_start_matches(PASSED_OVER);
            let is_harmless = matches!(separator, "\n" | "\r") && is_item(cell);
            (is_dangerous(cell) && !is_harmless).then(|| text.len() - cell.len())
        });
    let is_blank = text.trim_start_matches('\'').starts_with(BLANK_BEGINNINGS);
    let first = (is_dangerous(text) || is_blank).then_some(0);
    first.into_iter().chain(within)
}

/// The text as a cell may hold it: with an apostrophe before whatever begins like a formula.
///
/// A text that has apostrophes of its own before such a beginning gets one more, so that
/// [`unguarded`] gives back exactly what was written. Numbers are not texts and need no guard.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let mut guarded = String::new();
    let mut done = 0;
    for place in places(text) {
        guarded += &text[done..place];
        guarded.push('\'');
        done = place;
    }
    match guarded.is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(guarded + &text[done..]),
    }
}

/// What was meant by a cell that [`guarded`] wrote.
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    let mut text = String::new();
    let mut done = 0;
    for place in places(cell).filter(|place| cell[*place..].starts_with('\'')) {
        text += &cell[done..place];
        done = place + 1;
    }
    match done {
        0 => Cow::Borrowed(cell),
        _ => Cow::Owned(text + &cell[done..]),
    }
}

/// Several texts as one cell holds them: with `separator` between them, and `escape` before
/// whatever of the two stands within one.
pub fn joined<'t>(
    texts: impl IntoIterator<Item = &'t str>,
    separator: &str,
    escape: Option<&str>,
) -> String {
    let mut cell = String::new();
    for (place, text) in texts.into_iter().enumerate() {
        if place > 0 {
            cell.push_str(separator);
        }
        match escape {
            Some(escape) => cell.push_str(
                &text
                    .replace(escape, &format!("{escape}{escape}"))
                    .replace(separator, &format!("{escape}{separator}")),
            ),
            None => cell.push_str(text),
        }
    }
    cell
}

/// The texts of a cell that [`joined`] wrote.
pub fn split(cell: &str, separator: &str, escape: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut rest = cell;
    while let Some(first) = rest.chars().next() {
        let escaped = rest.strip_prefix(escape).and_then(|behind| {
            [escape, separator]
                .into_iter()
                .find(|text| behind.starts_with(text))
                .map(|text| (text, behind))
        });
        if let Some((text, behind)) = escaped {
            if let Some(last) = texts.last_mut() {
                last.push_str(text);
            }
            rest = &behind[text.len()..];
        } else if let Some(behind) = rest.strip_prefix(separator) {
            texts.push(String::new());
            rest = behind;
        } else {
            if let Some(last) = texts.last_mut() {
                last.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    texts
}

/// What a CSV file begins with, without which Excel takes UTF-8 for the computer's own encoding.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a text as a CSV file (RFC 4180) has it, guarded, and in quotes where it has something in
/// it that any reader could take for a separator: a semicolon is one for Excel where the comma is
/// the decimal sign.
pub fn write_csv_text(out: &mut Vec<u8>, text: &str) {
    write_csv_unguarded(out, &guarded(text));
}

/// Writes a text that no spreadsheet would run as a formula as a CSV cell, in quotes where it must be.
pub fn write_csv_unguarded(out: &mut Vec<u8>, text: &str) {
    let plain = !text.contains(['"', ',', ';', '\t', '\r', '\n'])
        && !text.starts_with(' ')
        && !text.ends_with(' ');
    if plain {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for (place, part) in text.split('"').enumerate() {
        if place > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_out_of_its_cell_again() {
        for texts in [
            &["a", "b"][..],
            &["a|b", "c\\", "\\|", "|"],
            &["Zażółć|", "\\\\x"],
            &["one"],
        ] {
            let cell = joined(texts.iter().copied(), "|", Some("\\"));
            assert_eq!(split(&cell, "|", "\\"), texts, "{cell}");
        }
        assert_eq!(split("a\\b|c", "|", "\\"), ["a\\b", "c"]);
    }

    #[test]
    fn what_begins_like_a_formula_gets_an_apostrophe() {
        for (text, cell) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+32 9 123", "'+32 9 123"),
            ("-x", "'-x"),
            ("@SUM", "'@SUM"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            (
                "Open Huis;=cmd|' /C calc'!A0",
                "Open Huis;'=cmd|' /C calc'!A0",
            ),
            ("a; \"@SUM(A1)", "a; \"'@SUM(A1)"),
            ("a;'+1;-2|＝3\t@x\n=4", "a;''+1;'-2|'＝3\t'@x\n'=4"),
            ("a；＋1", "a；'＋1"),
            ("\t\n=1", "'\t\n'=1"),
            ("a\n- cmd|' /C calc'!A0", "a\n'- cmd|' /C calc'!A0"),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for text in [
            "",
            "a=b",
            "'t Huis",
            "''",
            "1-2",
            "Ωμέγα",
            " =1",
            "a; b",
            "a\n- b\n\n- c",
            "a|'b",
            "Mo, -Tu",
        ] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
