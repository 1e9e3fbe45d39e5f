//! Which words of a name are another's, mistyped.

use strsim::osa_distance;

use super::compare::Name;

/// Of so many letters of a name one may be mistyped …
const LETTERS_PER_SLIP: usize = 10;
/// … and never more.
const MOST_SLIPS: usize = 3;

/// How many slips there are in a name, of which these words are not in the other one as they are; nothing
/// where one of them is another word than any of `theirs`, given with their places. `is_word` tells what
/// is a word of its own, and `matched` is told which word is which.
pub fn slips(
    asked: &Name,
    mine: &[&str],
    mut theirs: Vec<(usize, &str)>,
    is_word: impl Fn(&str) -> bool,
    mut matched: impl FnMut(usize, usize),
) -> Option<Slips> {
    let most = (asked.letters() / LETTERS_PER_SLIP).clamp(1, MOST_SLIPS);
    if mine.len() != theirs.len() || mine.len() > most {
        return None;
    }
    if let ([alone], [(_, their)]) = (mine, &*theirs)
        && asked.words.len() == 1
        && !is_told_alone(alone, their)
    {
        return None;
    }
    let (mut slips, mut is_sure) = (0, true);
    for (number, word) in mine.iter().enumerate() {
        let nearest = theirs.iter().enumerate().filter_map(|(place, (_, their))| {
            slips_of_word(word, their, &is_word).map(|(slips, how)| (slips, place, how))
        });
        let (count, place, how) = nearest.min_by_key(|(slips, ..)| *slips)?;
        slips += count;
        is_sure &= match how {
            How::Mistyped => true,
            How::Ending => asked.words.len() >= TOLD_BY_OTHERS,
            How::OtherSpelling => false,
        };
        let (their, _) = theirs.swap_remove(place);
        matched(number, their);
    }
    (slips <= most).then_some(Slips {
        count: slips,
        is_sure,
    })
}

/// The slips in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slips {
    /// How many there are.
    pub count: usize,
    /// Whether they can be nothing but slips: no word is one of another name.
    pub is_sure: bool,
}

/// Whether places are in their order; begun anywhere, where a name may be `turned`: "Gent, Open Huis" is
/// Open Huis Gent, but Washington University is not the University of Washington.
pub fn in_order(places: &[usize], turned: bool) -> bool {
    let next = places.iter().cycle().skip(1);
    let falls = places.iter().zip(next).filter(|(one, next)| next < one);
    match turned {
        true => falls.count() <= 1,
        false => places.is_sorted(),
    }
}

/// Gives words that stand in a name more than once their places in turn: of two that are the same, none
/// is the first. `words` are those of the name, by their places.
pub fn in_turn(places: &mut [usize], words: &[u32]) {
    for first in 0..places.len() {
        let word = words.get(places[first]);
        for next in first + 1..places.len() {
            let is_its = word.is_some() && words.get(places[next]) == word;
            if is_its && places[next] < places[first] {
                places.swap(first, next);
            }
        }
    }
}

/// The shortest word that may have a letter too many or too few, or two of them swapped.
const SLIP: usize = 4;
/// The shortest word that may have one letter instead of another, or another beginning.
const WRONG_LETTER: usize = 6;
/// The shortest word that may have two slips.
const TWO_SLIPS: usize = 9;
/// The shortest word that has endings by which languages differ: institut and instituto.
const ENDING: usize = 7;
/// In a name of so many words the others tell which one it is, whatever the ending of one is.
const TOLD_BY_OTHERS: usize = 3;
/// The shortest word that may be mistyped where it is the whole name …
const ALONE: usize = 7;
/// … and the shortest one in which two letters may be swapped there.
const SWAPPED_ALONE: usize = 6;

/// What makes one word of another.
enum How {
    /// It is no word as it stands.
    Mistyped,
    /// Both are words, and the last letter differs.
    Ending,
    /// Both are words, in different countries.
    OtherSpelling,
}

/// Whether a word that is a whole name can be another one, mistyped. A short word with another letter is
/// another name: Oceana and Ocean.
fn is_told_alone(asked: &str, known: &str) -> bool {
    let length = asked.chars().count();
    let shorter = length.min(known.chars().count());
    let same_beginning = asked.chars().next() == known.chars().next();
    length >= TWO_SLIPS
        || shorter >= ALONE && same_beginning
        || shorter >= SWAPPED_ALONE && is_swap(asked, known)
}

/// How often one word must be mistyped to be the other one; nothing where it is another word.
fn slips_of_word(asked: &str, known: &str, is_word: impl Fn(&str) -> bool) -> Option<(usize, How)> {
    let (length, other) = (asked.chars().count(), known.chars().count());
    let shorter = length.min(other);
    if shorter + 1 < SLIP || length.max(other) < SLIP || length.abs_diff(other) > 2 {
        return None;
    }
    if !is_spelt_by_letters(asked) || !is_spelt_by_letters(known) {
        return None;
    }
    let slips = osa_distance(asked, known);
    let allowed = match shorter {
        TWO_SLIPS.. => 2,
        _ => 1,
    };
    if slips > allowed {
        return None;
    }
    let same_beginning = asked.chars().next() == known.chars().next();
    let letter_for_letter = length == other && !is_swap(asked, known);
    // Two letters before a word make another one of it: organic and inorganic.
    if slips == 2 && !same_beginning {
        return None;
    }
    if shorter < WRONG_LETTER && (letter_for_letter || !same_beginning) {
        return None;
    }
    if is_word(asked) {
        // A word of its own is no slip, unless it is written otherwise elsewhere (centre), or is the same
        // word of another language.
        if SPELT_OTHERWISE.contains(&(asked, known)) || SPELT_OTHERWISE.contains(&(known, asked)) {
            return Some((1, How::OtherSpelling));
        }
        let begins_alike = asked
            .chars()
            .zip(known.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let ending = shorter >= ENDING && slips == 1 && begins_alike + 1 >= shorter;
        return ending.then_some((slips, How::Ending));
    }
    Some((slips, How::Mistyped))
}

/// Words that are spelt otherwise in another country.
const SPELT_OTHERWISE: [(&str, &str); 3] = [
    ("center", "centre"),
    ("organization", "organisation"),
    ("theater", "theatre"),
];

/// Whether the same letters stand in both, so that no letter stands for another.
fn is_swap(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

/// A number has no slip, nor has a word in a script whose signs are syllables or words.
pub fn is_spelt_by_letters(word: &str) -> bool {
    let letter = |c: char| !c.is_numeric() && !matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..);
    word.chars().all(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(asked: &str, known: &str) -> Option<Slips> {
        let (asked, known) = (Name::new(asked), Name::new(known));
        let without = |words: &[String], others: &[String]| -> Vec<String> {
            let left = words.iter().filter(|word| !others.contains(word));
            left.cloned().collect()
        };
        let mine = without(&asked.words, &known.words);
        let theirs = without(&known.words, &asked.words);
        let texts = |words: &'static [String]| words.iter().map(String::as_str).collect::<Vec<_>>();
        let (mine, theirs) = (mine.leak(), theirs.leak());
        let theirs = texts(theirs).into_iter().enumerate().collect();
        let is_word =
            |word: &str| ["homburg", "urology", "institut", "solution", "centre"].contains(&word);
        slips(&asked, &texts(mine), theirs, is_word, |_, _| {})
    }

    #[test]
    fn slips_are_forgiven_and_other_words_are_not() {
        for (asked, known, slips) in [
            ("Open Huis Gent", "Gent Open Huis vzw", 0),
            ("Centre for Refugees Ltd", "Center for Refugees", 1),
            ("Gezondheit voor Iedereen", "Gezondheid voor Iedereen", 1),
            ("Ezondheid voor Iedereen", "Gezondheid voor Iedereen", 1),
            (
                "Gezodnheid voor Iederen Vlaanderen",
                "Gezondheid voor Iedereen Vlaanderen",
                2,
            ),
            ("Institut Colombia Salud", "Instituto Colombia Salud", 1),
            ("Psasages", "Passages", 1),
            ("Mitnek", "Mintek", 1),
            ("Pasages", "Passages", 1),
        ] {
            let found = found(asked, known).map(|slips| slips.count);
            assert_eq!(found, Some(slips), "{asked} / {known}");
        }
        for (asked, known) in [
            ("Caritas Gent", "Caritas Genk"),
            ("Klinikum Homburg", "Klinikum Hamburg"),
            ("Institute of Urology", "Institute of Neurology"),
            ("Hospital 12", "Hospital 13"),
            ("Open Huis", "Open Hart"),
            ("Open Huis Gent", "Open Huis"),
            ("Oceana", "Ocean"),
            ("Mietek", "Mintek"),
            ("Massages", "Passages"),
            ("北京大学第一人民医院", "北京大学第二人民医院"),
        ] {
            assert_eq!(found(asked, known), None, "{asked} / {known}");
        }
    }

    #[test]
    fn a_word_with_another_ending_is_a_slip_where_the_others_tell_which_name_it_is() {
        for (asked, known, is_sure) in [
            ("Institut Pasteur", "Instituto Pasteur", false),
            ("Instituti Pasteur", "Institut Pasteur", true),
            ("Institut Pasteur Lille", "Institute Pasteur Lille", true),
            ("Meo Carbon Solution", "Meo Carbon Solutions", true),
            (
                "Centre for Displaced Girls",
                "Center for Displaced Girls",
                false,
            ),
        ] {
            let found = found(asked, known).map(|slips| slips.is_sure);
            assert_eq!(found, Some(is_sure), "{asked} / {known}");
        }
    }

    #[test]
    fn names_may_be_turned() {
        assert!(in_order(&[0, 1, 2], false) && in_order(&[2, 0, 1], true));
        assert!(!in_order(&[1, 0], false) && !in_order(&[3, 1, 2, 0], true));
    }

    #[test]
    fn of_words_that_stand_there_twice_none_is_the_first() {
        // "SGS Germtany (Germany)" is SGS Germany (Germany): the last word was found first.
        let mut places = [0, 2, 1, usize::MAX];
        in_turn(&mut places, &[7, 8, 8]);
        assert_eq!(places, [0, 1, 2, usize::MAX]);
        let mut places = [1, 0];
        in_turn(&mut places, &[7, 8]);
        assert_eq!(places, [1, 0]);
    }
}
