//! The words and numbers of a text, as streets are looked for among them.

use super::{
    super::letters::{SMALL, words_and_numbers},
    words::{MARKS, SHORTENED},
};

/// So many single letters in a row are a word that was written apart.
const APART: usize = 4;
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
        let mut found = Self::default();
        let (mut announced, mut behind) = (false, false);
        let mut all = whole_words(words_and_numbers(&text)).into_iter().peekable();
        while let Some(token) = all.next() {
            let number_next = all
                .peek()
                .is_some_and(|next| next.starts_with(char::is_numeric));
            if number_next && MARKS.contains(&token.as_str()) {
                announced = true;
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

/// Puts together what was written "l e t t e r  by letter".
fn whole_words(tokens: Vec<String>) -> Vec<String> {
    let is_single =
        |token: &String| token.chars().nth(1).is_none() && token.starts_with(char::is_alphabetic);
    let mut whole = Vec::with_capacity(tokens.len());
    for run in tokens.chunk_by(|one, other| is_single(one) && is_single(other)) {
        match run.len() {
            0..APART => whole.extend(run.iter().cloned()),
            _ => whole.push(run.concat()),
        }
    }
    whole
}
