//! Texts in sentences, and sentences taken out of them.

use std::ops::Range;

/// Words that end in a full stop and end no sentence.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "abb", "al", "approx", "art", "asbl", "av", "ave", "bv", "bzw", "ca", "cf", "dhr", "dir", "dott", "dr", "dra",
    "drs", "ed", "etc", "evtl", "ext", "fam", "fig", "fr", "hr", "inc", "incl", "ing", "inkl", "ir", "jr", "lic",
    "ltd", "max", "me", "mej", "mevr", "mgr", "min", "mlle", "mme", "mr", "mrs", "ms", "mw", "nr", "num", "o.a",
    "pag", "pr", "prof", "resp", "rev", "sig", "sr", "sra", "srta", "st", "ste", "str", "tel", "tél", "tlf", "usw",
    "vgl", "vs", "zgn",
];

/// The sentences of a text, without the space around them. A line ends a sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let ends = match c {
            '\n' => true,
            '。' | '！' | '？' => true,
            '.' | '!' | '?' | '…' => {
                while let Some((at, c)) = chars.next_if(|(_, c)| "\"'”’»)].!?…".contains(*c))
                {
                    end = at + c.len_utf8();
                }
                let rest = &text[end..];
                let next = rest.trim_start().chars().next();
                rest.starts_with(char::is_whitespace)
                    && !(c == '.'
                        && (is_abbreviated(&text[start..at])
                            || next.is_some_and(char::is_lowercase)))
            }
            _ => false,
        };
        if ends {
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Whether the last word of what stands before a full stop is an abbreviation, an initial, or the
/// number of a day.
fn is_abbreviated(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "(-/".contains(c))
        .next()
        .unwrap_or_default();
    let last = word.rsplit('.').next().unwrap_or_default();
    let mut letters = last.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_alphanumeric() => true,
        (Some(_), Some(_)) if last.len() <= 2 && last.chars().all(|c| c.is_ascii_digit()) => true,
        _ => ABBREVIATIONS.contains(&word.to_lowercase().as_str()),
    }
}

/// A text without a part of it, with as much space between what is left as there was.
pub fn without(text: &str, part: &Range<usize>) -> String {
    let (before, after) = (&text[..part.start], &text[part.end..]);
    let (left, right) = (before.trim_end(), after.trim_start());
    let spaces = [&before[left.len()..], &after[..after.len() - right.len()]];
    let lines = spaces.iter().map(|space| space.matches('\n').count()).max();
    let between = match (
        left.is_empty() || right.is_empty(),
        lines.unwrap_or_default(),
    ) {
        (true, _) => "",
        (_, 0) => " ",
        (_, 1) => "\n",
        _ => "\n\n",
    };
    format!("{left}{between}{right}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn a_text_is_told_apart_in_sentences() {
        assert_eq!(
            parts(
                "We help. Ask Dr. A. Smith (tel. 09 999), e.g. on Mondays! Really?\n- One\n- Two"
            ),
            [
                "We help.",
                "Ask Dr. A. Smith (tel. 09 999), e.g. on Mondays!",
                "Really?",
                "- One",
                "- Two"
            ]
        );
        assert_eq!(
            parts("Am 3. Mai. \"Ja.\" Gut… 世界。人"),
            ["Am 3. Mai.", "\"Ja.\"", "Gut…", "世界。", "人"]
        );
        assert_eq!(parts("anna.bos@x.example"), ["anna.bos@x.example"]);
        assert!(parts(" \n ").is_empty());
    }

    #[test]
    fn what_is_left_stands_as_it_stood() {
        let without = |text: &str, part: &str| {
            let start = text.find(part).unwrap();
            without(text, &(start..start + part.len()))
        };
        assert_eq!(without("One. Two. Three.", "Two."), "One. Three.");
        assert_eq!(without("One.\n\nTwo.\nThree.", "Two."), "One.\n\nThree.");
        assert_eq!(without("One.\nTwo.", "Two."), "One.");
        assert_eq!(without("One.", "One."), "");
    }
}
