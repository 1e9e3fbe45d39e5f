//! What the text of a cell looks like, whatever it feeds.

use crate::source::Unreadable;

/// A text of several lines as one; nothing for one that has no line break.
pub fn in_one_line(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    text.contains(['\n', '\r'])
        .then(|| lines.collect::<Vec<_>>().join(" "))
}

/// What a text says that a spreadsheet shows where it cannot show what is in a cell.
pub fn error_shown(text: &str) -> Option<String> {
    // As programs in the seven languages write them.
    const ERRORS: [&str; 37] = [
        "#REF!",
        "#N/A",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#BEZUG!",
        "#NV",
        "#WERT!",
        "#ZAHL!",
        "#ÜBERLAUF!",
        "#VERW!",
        "#N/B",
        "#NAAM?",
        "#WAARDE!",
        "#DEEL/0!",
        "#LEEG!",
        "#GETAL!",
        "#NOM?",
        "#VALEUR!",
        "#NUL!",
        "#NOMBRE!",
        "#¡REF!",
        "#N/D",
        "#¿NOMBRE?",
        "#¡VALOR!",
        "#¡DIV/0!",
        "#¡NUM!",
        "#RIF!",
        "#NOME?",
        "#VALORE!",
        "#NULLO!",
        "#VALOR!",
        "#NÚM!",
    ];
    if ERRORS.contains(&text) {
        return Some(Unreadable::of_error(text).message);
    }
    (text.len() > 2 && text.bytes().all(|byte| byte == b'#')).then(|| {
        "the column was too narrow to show what is in it when the file was saved; make it wider, \
         and save it again"
            .to_owned()
    })
}

/// Whether the digits of a code were saved as a number: `3.2E+10`, `9000.0`.
pub fn is_spoilt(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, power) = match text.split_once(['E', 'e']) {
        // With its sign, as programs for tables write it: `1e5` is somebody's text.
        Some((number, power)) => match power.strip_prefix(['+', '-']) {
            Some(power) => (number, Some(power)),
            None => return false,
        },
        None => (text, None),
    };
    let (whole, rest) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let is_number = digits(whole) && (rest.is_empty() || digits(rest));
    match power {
        Some(power) => is_number && digits(power),
        None => is_number && matches!(rest, "0" | "00") && whole.len() > 2,
    }
}
