//! Where the name of a street stands in a text.

use super::{
    super::{
        letters::{are_alike, is_mistyped},
        text::Text,
    },
    BETWEEN, Street, TELLING_WITH_KIND,
    alike::{core, is_like, is_long_for, is_short_for},
    words::TELLING,
};

/// A street's name is written in one word or in so many more than it has.
const SPLIT: usize = 3;
/// A name of so many words is known without one of them.
const MANY: usize = 3;

impl Street {
    /// Where all words of the street stand near each other in a text: from which token to which.
    pub(super) fn places(&self, text: &Text) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let span = self.words.len() + BETWEEN;
        for first in 0..text.tokens.len() {
            let window = &text.tokens[first..(first + span).min(text.tokens.len())];
            found.extend(
                self.spread(window)
                    .or_else(|| self.split(window))
                    .map(|last| (first, first + last)),
            );
        }
        found
    }

    /// Where the last of the words stands, when a window begins with one and has all others. At most
    /// some of them are abbreviated.
    fn spread(&self, window: &[String]) -> Option<usize> {
        let first = &window[0];
        let begins = |word: &String| {
            is_like(word, first) || is_short_for(first, word) || is_long_for(first, word)
        };
        if !self.words.iter().any(begins)
            || !self.words.iter().any(|word| {
                let is_it = |token: &String| is_like(word, token) || is_long_for(token, word);
                window.iter().any(is_it)
            })
        {
            return None;
        }
        let at = self.words.iter().map(|word| {
            let whole = window.iter().position(|token| is_like(word, token));
            whole.or_else(|| {
                let is_short =
                    |token: &String| is_short_for(token, word) || is_long_for(token, word);
                window.iter().position(is_short)
            })
        });
        at.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Where the name ends, when a window begins with it in fewer or more words than the address.
    fn split(&self, window: &[String]) -> Option<usize> {
        let most = (self.words.len() + SPLIT).min(window.len());
        self.joined.iter().find_map(|whole| {
            let name = core(whole);
            if name.chars().count() < TELLING {
                return None;
            }
            let mut joined = String::new();
            let mut words = window[..most].iter();
            let numbered = words.position(|token| token.starts_with(char::is_numeric));
            window[..numbered.unwrap_or(most)].iter().position(|token| {
                joined.push_str(token);
                core(&joined) == name || is_mistyped(whole, &joined) || are_alike(whole, &joined)
            })
        })
    }

    /// Where a part of the name stands that tells it with the number beside it: one word of a longer
    /// name, for people call a street by its last one; all words but one; all of it in a word, or
    /// by its first letters.
    pub(super) fn parted<'t>(
        &'t self,
        text: &'t Text,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let long = |word: &&String| core(word).chars().count() >= TELLING;
        let words = self.words.iter().filter(long);
        let words = words.filter(|_| self.words.len() > 1);
        let words = words.flat_map(|word| {
            let tokens = text.tokens.iter().enumerate();
            let places = tokens.filter(move |(_, token)| core(word) == core(token));
            places.map(|(at, _)| (at, at))
        });
        let tokens = text.tokens.iter().enumerate();
        let is_short = |token: &String| self.initials.as_ref() == Some(token);
        let in_one = tokens.filter(move |(_, token)| is_short(token) || self.is_squashed_in(token));
        words
            .chain(in_one.map(|(at, _)| (at, at)))
            .chain(self.but_for_one(text))
    }

    /// Where all words of a name of three or more stand near each other, but for one.
    fn but_for_one(&self, text: &Text) -> impl Iterator<Item = (usize, usize)> {
        let span = self.words.len() + 1;
        let starts = match self.words.len() {
            0..MANY => 0..0,
            _ => 0..text.tokens.len(),
        };
        starts.filter_map(move |first| {
            let window = &text.tokens[first..(first + span).min(text.tokens.len())];
            let at = |word: &String| window.iter().position(|token| is_like(word, token));
            let met: Vec<usize> = self.words.iter().filter_map(at).collect();
            let last = met.iter().max()?;
            (met.len() + 1 >= self.words.len() && met.contains(&0)).then_some((first, first + last))
        })
    }

    /// Whether a token is the street's name and kind in one word, with small words between or not.
    fn is_squashed_in(&self, token: &str) -> bool {
        let words = || self.words.iter().map(|word| core(word));
        let letters: usize = words().map(|word| word.chars().count()).sum();
        let has_kind = |kind: &String| {
            let rest = token
                .strip_prefix(kind.as_str())
                .or_else(|| token.strip_suffix(kind.as_str()));
            rest.is_some_and(|rest| {
                words().any(|word| rest.starts_with(word) || rest.ends_with(word))
            })
        };
        words().all(|word| token.contains(word))
            && (letters >= TELLING
                || letters >= TELLING_WITH_KIND && self.kinds.iter().any(has_kind))
    }
}
