//! The "did you mean" of every refusal.

use std::borrow::Cow;

use strsim::{damerau_levenshtein, jaro_winkler};

/// Nobody means to type a longer code or name, and the distance costs length times length.
const LONGEST: usize = 80;
/// With more, even a long name is more likely another one.
const MOST_MISTAKES: usize = 5;

/// The known word that `given` most likely stands for, by Damerau-Levenshtein distance without
/// regard to case; `None` when no word is near.
///
/// A third of the letters may be wrong, five at most. Words of one or two letters allow no
/// mistake, for half of such a word is no evidence of the other half. Letters with which a known
/// word begins stand for it as if one letter were wrong. Between equals, the likelier start
/// (Jaro-Winkler) wins, then the order of `known`.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.trim().to_lowercase();
    let length = given.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let sought = Sought {
        length,
        letters: letters(&given),
        reach: if length < 3 {
            0
        } else {
            (length / 3).clamp(1, MOST_MISTAKES)
        },
        word: given,
    };
    known
        .into_iter()
        .filter_map(|word| {
            let lower = lowercase(word);
            let distance = sought.distance(&lower)?;
            Some((distance, jaro_winkler(&sought.word, &lower), word))
        })
        .min_by(|left, right| left.0.cmp(&right.0).then(right.1.total_cmp(&left.1)))
        .map(|(_, _, word)| word)
}

struct Sought {
    word: String,
    length: usize,
    letters: u64,
    reach: usize,
}

impl Sought {
    fn distance(&self, known: &str) -> Option<usize> {
        if known == self.word {
            return Some(0);
        }
        if self.length >= 2 && known.starts_with(&self.word) {
            return Some(1);
        }
        // Two bounds below the distance, cheap enough to spare the true one for nearly all of ten
        // thousand names: a mistake changes the length by one at most, and takes away and adds one
        // letter at most.
        if known.chars().count().abs_diff(self.length) > self.reach
            || (letters(known) ^ self.letters).count_ones() as usize > 2 * self.reach
        {
            return None;
        }
        Some(damerau_levenshtein(&self.word, known)).filter(|distance| *distance <= self.reach)
    }
}

/// Which letters occur, hashed to one bit each.
fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |letters, c| letters | 1 << (u32::from(c) % u64::BITS))
}

fn lowercase(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATUSES: [&str; 4] = ["applicant", "active", "suspended", "former"];

    #[test]
    fn a_misspelt_word_finds_its_neighbour() {
        assert_eq!(nearest("actve", STATUSES), Some("active"));
        assert_eq!(nearest("atcive", STATUSES), Some("active"));
        assert_eq!(nearest("suspendet", STATUSES), Some("suspended"));
        assert_eq!(nearest("  FORMER ", STATUSES), Some("former"));
    }

    #[test]
    fn the_beginning_of_a_word_stands_for_it() {
        assert_eq!(nearest("susp", STATUSES), Some("suspended"));
        assert_eq!(nearest("ap", STATUSES), Some("applicant"));
        assert_eq!(nearest("a", STATUSES), None);
    }

    #[test]
    fn nothing_is_near_a_stranger() {
        assert_eq!(nearest("retired", STATUSES), None);
        assert_eq!(nearest("", STATUSES), None);
        assert_eq!(nearest("active", []), None);
        assert_eq!(nearest(&"active".repeat(10_000), STATUSES), None);
    }

    #[test]
    fn a_word_of_two_letters_is_never_guessed_from_one_of_them() {
        assert_eq!(nearest("fx", ["fr", "fi"]), None);
        assert_eq!(nearest("FR", ["fi", "fr"]), Some("fr"));
    }

    #[test]
    fn between_equals_the_likelier_start_wins() {
        assert_eq!(nearest("deutch", ["dutch", "deutsch"]), Some("deutsch"));
        assert_eq!(nearest("austr", ["australia", "austria"]), Some("austria"));
        assert_eq!(nearest("abcx", ["abcd", "abce"]), Some("abcd"));
    }
}
