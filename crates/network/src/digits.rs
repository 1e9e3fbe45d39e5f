//! Digits in texts, of whatever script.

/// The value of a decimal digit of one of the scripts that telephone numbers are written in.
pub fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 7] = [
        '0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}',
    ];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    ZEROS.iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(*zero))?;
        (value < 10).then_some(value)
    })
}

/// A text with the digits of other scripts as those of this one.
pub fn plain_digits(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let plain = |c: char| {
        digit(c)
            .and_then(|value| char::from_digit(value, 10))
            .unwrap_or(c)
    };
    text.chars().map(plain).collect()
}

/// Digits with the signs that people write between them.
pub struct Run {
    /// Where it begins and ends in the text.
    pub from: usize,
    pub to: usize,
    /// How many digits it has.
    pub digits: usize,
}

/// The runs of a text that have a digit. They begin with a digit, a plus or a bracket, and end with
/// a digit.
pub fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            let end = at + c.len_utf8();
            match (open, runs.last_mut()) {
                (Some(None), Some(run)) => {
                    run.to = end;
                    run.digits += 1;
                }
                (begun, _) => runs.push(Run {
                    from: begun.flatten().unwrap_or(at),
                    to: end,
                    digits: 1,
                }),
            }
            open = Some(None);
        } else if !"+()./- ".contains(c) {
            open = None;
        } else if !matches!(open, Some(None)) {
            open = match (open, c) {
                (Some(Some(begun)), '+' | '(') => Some(Some(begun)),
                (_, '+' | '(') => Some(Some(at)),
                _ => None,
            };
        }
    }
    runs
}
