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

#[cfg(test)]
mod tests {
    use super::*;

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
