//! The words and numbers of a text, as streets are looked for among them.

use super::{
    super::letters::{SMALL, words_and_numbers},
    words::{BETWEEN, HOURS, IS, MARKS, SHORTENED, UNTIL},
};

/// The houses of a row are so few.
const ROW: u32 = 20;
/// No house has so high a number.
const HIGHEST: u32 = 100_000;
/// A house number with so many digits may begin with noughts.
const PADDED: usize = 3;
/// So many single letters in a row are a word that was written apart.
const APART: usize = 4;
/// The most figures of the number of a house.
const FIGURES: usize = 4;
/// The most words between what announces a number and the number.
const SAYING: usize = 3;
/// Small words in some languages, and kinds of street in others.
pub const SMALL_KINDS: &[&str] = &["al", "ter"];

/// The words and numbers of a folded text, as streets are looked for among them.
#[derive(Debug, Default)]
pub struct Tokens {
    pub tokens: Vec<String>,
    /// Which of them is said to be the number of a house.
    pub announced: Vec<bool>,
    /// Which of them stands behind a small word that was left out.
    pub behind: Vec<bool>,
}

impl Tokens {
    pub fn of(folded: &str) -> Self {
        let mut text = folded.to_owned();
        if text.contains('.') {
            for (written, meant) in SHORTENED {
                text = text.replace(written, meant);
            }
        }
        if let Some(all) = with_rows(&text) {
            text = all;
        }
        let mut found = Self::default();
        let (mut announced, mut behind) = (false, false);
        let tokens = words_and_numbers(&text).into_iter().map(without_noughts);
        let mut rest = whole_words(tokens.collect());
        rest.reverse();
        while let Some(token) = rest.pop() {
            let is_saying = |next: &&String| !IS.contains(&next.as_str());
            let next = rest.iter().rev().take(SAYING + 1).find(is_saying);
            let number_next = next.is_some_and(|next| next.starts_with(char::is_numeric));
            if number_next && MARKS.contains(&token.as_str()) {
                announced = true;
                // "the number is 7"
                while rest.last().is_some_and(|next| IS.contains(&next.as_str())) {
                    rest.pop();
                }
                continue;
            }
            // A single letter may be an initial.
            let is_small = token.chars().nth(1).is_some() && !SMALL_KINDS.contains(&token.as_str());
            if is_small && SMALL.contains(&token.as_str()) {
                behind = true;
                continue;
            }
            found.tokens.push(token);
            found.announced.push(std::mem::take(&mut announced));
            found.behind.push(std::mem::take(&mut behind));
        }
        found
    }
}

/// "007" is the house 7.
fn without_noughts(token: String) -> String {
    match token.trim_start_matches('0') {
        "" => token,
        number if token.len() <= PADDED => number.to_owned(),
        _ => token,
    }
}

/// A text with every house of a row for "75-79", "75 t/m 79" and "between 75 and 79"; nothing where
/// it names none. Hours are no houses: "9-17 h".
fn with_rows(text: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut with = String::new();
    let (mut taken, mut from) = (0, 0);
    while let Some(at) = text[from..].find(is_digit) {
        let begun = from + at;
        let end = |at: usize| {
            text[at..]
                .find(|c| !is_digit(c))
                .map_or(text.len(), |end| at + end)
        };
        from = end(begun);
        let next = text[from..]
            .find(is_digit)
            .map_or(text.len(), |at| from + at);
        // "between no. 75 and no. 79"
        let is_mark = |word: &&str| MARKS.contains(&word.trim_end_matches(['.', '°', 'º']));
        let sign = text[from..next].trim();
        let sign = match sign.rsplit_once(' ') {
            Some((sign, mark)) if is_mark(&mark) => sign,
            _ => sign,
        };
        let mut words_before = text[..begun].split_whitespace().rev();
        let before = words_before.find(|word| !is_mark(word));
        let is_between = |(between, and): &(&str, &str)| before == Some(*between) && sign == *and;
        let between = BETWEEN.iter().any(is_between).then_some(before).flatten();
        let is_row = between.is_some() || sign == "-" || UNTIL.contains(&sign);
        let (last, behind) = (end(next), text[end(next)..].trim_start());
        let word = behind.split(|c: char| !c.is_alphabetic()).next();
        let is_hour = behind.starts_with(':') || word.is_some_and(|word| HOURS.contains(&word));
        let number = |at: std::ops::Range<usize>| {
            let number = text[at].parse::<u32>().ok();
            number.filter(|number| *number < HIGHEST)
        };
        if !is_row || is_hour {
            continue;
        }
        if let Some((first, end)) = number(begun..from).zip(number(next..last))
            && (first + 2..=first.saturating_add(ROW)).contains(&end)
        {
            // Nothing stands between the street and the numbers then.
            let left_out = between.and_then(|word| text[taken..begun].rfind(word));
            with += &text[taken..left_out.map_or(begun, |at| taken + at)];
            with += &text[begun..from];
            (first + 1..end).for_each(|house| with += &format!(" {house}"));
            with.push(' ');
            taken = next;
        }
    }
    (taken > 0).then(|| with + &text[taken..])
}

/// Puts together what was written "l e t t e r  by letter", and says figures that stand apart as one
/// number too: "1 4 2".
fn whole_words(tokens: Vec<String>) -> Vec<String> {
    let is_single =
        |token: &String| token.chars().nth(1).is_none() && token.starts_with(char::is_alphabetic);
    let is_figure = |token: &String| token.len() == 1 && token.starts_with(char::is_numeric);
    let mut whole = Vec::with_capacity(tokens.len());
    for run in tokens.chunk_by(|one, other| is_figure(one) && is_figure(other)) {
        if (2..=FIGURES).contains(&run.len()) {
            whole.push(run.concat());
        }
        whole.extend(run.iter().cloned());
    }
    let tokens = std::mem::take(&mut whole);
    for run in tokens.chunk_by(|one, other| is_single(one) && is_single(other)) {
        match run.len() {
            0..APART => whole.extend(run.iter().cloned()),
            _ => whole.push(run.concat()),
        }
    }
    whole
}
