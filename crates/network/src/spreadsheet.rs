//! Texts that a spreadsheet program must not take for formulas.
//!
//! Excel and LibreOffice read a CSV cell that begins with `=`, `+`, `-` or `@` as a formula, quoted
//! or not, and a formula can call other programs and send what stands in other cells elsewhere.
//! Whoever writes an entry could so reach whoever opens the list. The rule here is OWASP's
//! (<https://owasp.org/www-community/attacks/CSV_Injection>): an apostrophe before such a text,
//! which a spreadsheet program takes for "this is text".

use std::borrow::Cow;

/// What a formula can begin with: OWASP's list, with the wide forms that East Asian editions read
/// alike.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a text begins like a formula, after any apostrophes.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}

/// The text as a cell may hold it: with an apostrophe before it when it begins like a formula.
///
/// A text that has apostrophes of its own before such a beginning gets one more, so that
/// [`unguarded`] gives back exactly what was written. Numbers are not texts and need no guard.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match is_dangerous(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// What was meant by a cell that [`guarded`] wrote.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_dangerous(text) => text,
        _ => cell,
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
    let text = guarded(text);
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
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for text in ["", "a=b", "'t Huis", "''", "1-2", "Ωμέγα", " =1"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
