//! The words of a name that tell one organisation from another, and when two words are one.

use std::borrow::Cow;

use crate::{collation::fold, deletions::for_each_deletion};

/// The shortest word that may have a letter too many, too few, or two of them swapped.
const SLIP: usize = 4;
/// The shortest word that may have one letter instead of another. In shorter ones that is mostly
/// another word: Gent and Genk, Aalen and Ahlen, Hamburg and Homburg.
const WRONG_LETTER: usize = 8;

/// Legal forms, articles and the like, folded and in order.
#[rustfmt::skip]
const SAY_NOTHING: [&str; 124] = [
    "ag", "aisbl", "alapitvany", "and", "aps", "asbl", "asociacion", "asociatia", "associacao",
    "associacio", "association", "associazione", "bv", "cic", "cio", "clg", "da", "das", "de",
    "degli", "dei", "del", "della", "delle", "dello", "dem", "den", "der", "dernegi", "des", "di",
    "die", "do", "dos", "du", "e", "eg", "egyesulet", "el", "en", "et", "ets", "ev", "fondation",
    "fondazione", "for", "forening", "foreningen", "foundation", "fundacao", "fundacio",
    "fundacion", "fundacja", "fundatia", "fur", "ggmbh", "gli", "gmbh", "het", "il", "im", "in",
    "inc", "incorporated", "ivzw", "kg", "la", "las", "le", "les", "limited", "llc", "los", "ltd",
    "nadace", "nadacia", "ngo", "npo", "nv", "och", "odv", "of", "og", "ong", "ongd", "onlus",
    "oz", "para", "per", "plc", "por", "pour", "rf", "ry", "saatio", "sarl", "sdruzeni", "spolek",
    "srl", "stichting", "stiftelse", "stiftelsen", "stiftung", "stowarzyszenie", "the", "udruga",
    "udruzenje", "ug", "und", "vakfi", "van", "verein", "vereinigung", "vereniging", "von", "voor",
    "vzw", "y", "yhdistys", "zaklada", "zs", "асоциация", "сдружение", "фондация",
];

/// Words that elide their vowel before an apostrophe, beside those of one letter.
const ELIDED: [&str; 6] = ["all", "dall", "dell", "nell", "qu", "sull"];

/// The telling words of a name in its own order: folded, without punctuation, legal forms, articles
/// and the like. A name that has no other words keeps them.
pub fn telling_words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let all = words(&folded);
    let last = all.len().saturating_sub(1);
    let telling: Vec<String> = all
        .iter()
        .enumerate()
        // A single letter at the end tells groups apart: "Block E".
        .filter(|(number, word)| {
            SAY_NOTHING.binary_search(&word.as_ref()).is_err()
                || *number == last && word.chars().nth(1).is_none()
        })
        .map(|(_, word)| word.to_string())
        .collect();
    match telling.is_empty() {
        true => all.into_iter().map(Cow::into_owned).collect(),
        false => telling,
    }
}

fn words(folded: &str) -> Vec<Cow<'_, str>> {
    let mut words: Vec<Cow<'_, str>> = Vec::new();
    let mut initials = false;
    for chunk in folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(without_elision)
        .filter(|chunk| !chunk.is_empty())
    {
        let initial = is_initial(&chunk);
        match words.last_mut() {
            // "a.s.b.l." is asbl.
            Some(word) if initials && initial => word.to_mut().push_str(&chunk),
            _ => words.push(chunk),
        }
        initials = initial;
    }
    words
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// `l'aquila` is aquila, and `women's` is womens.
fn without_elision(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches('\'');
    let kept = match word.split_once('\'') {
        Some((start, rest)) if is_initial(start) || ELIDED.contains(&start) => rest,
        _ => word,
    };
    match kept.contains('\'') {
        true => Cow::Owned(kept.replace('\'', "")),
        false => Cow::Borrowed(kept),
    }
}

/// Whether one word is the other one mistyped: one letter too many or too few or two swapped, and
/// in a long word also one letter instead of another. The first letter is the same, and a word
/// with digits, or in a script whose signs are syllables or words, has no mistake.
pub(super) fn is_misspelling(one: &str, other: &str) -> bool {
    if !may_be_misspelt(one)
        || !may_be_misspelt(other)
        || one.chars().next() != other.chars().next()
    {
        return false;
    }
    let first_three = |text: &str| {
        let mut letters = text.chars();
        [letters.next(), letters.next(), letters.next()]
    };
    let (mine, theirs) = between_what_they_share(one, other);
    match (first_three(mine), first_three(theirs)) {
        ([Some(_), None, None], [None, ..]) | ([None, ..], [Some(_), None, None]) => true,
        ([Some(_), None, None], [Some(_), None, None]) => one.chars().count() >= WRONG_LETTER,
        ([Some(a), Some(b), None], [Some(c), Some(d), None]) => (a, b) == (d, c),
        _ => false,
    }
}

/// What is left of two words without how both begin and how both end.
fn between_what_they_share<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    let shared = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        let same = one.zip(other).take_while(|(one, other)| one == other);
        same.map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    let begin = shared(&mut one.chars(), &mut other.chars());
    let (one, other) = (&one[begin..], &other[begin..]);
    let end = shared(&mut one.chars().rev(), &mut other.chars().rev());
    (&one[..one.len() - end], &other[..other.len() - end])
}

fn may_be_misspelt(word: &str) -> bool {
    let spelt_by_letters =
        |c: char| !c.is_numeric() && !matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..);
    word.chars().nth(SLIP - 1).is_some() && word.chars().all(spelt_by_letters)
}

/// Calls `with` for the word and, if it may be misspelt, for what is left without each of its
/// letters. A word and its misspelling have at least one of these in common.
pub(super) fn for_each_likeness(word: &str, mut with: impl FnMut(&str)) {
    if may_be_misspelt(word) {
        for_each_deletion(word, with);
    } else {
        with(word);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strsim::damerau_levenshtein;

    use super::*;

    #[test]
    fn only_words_that_tell_something_are_left() {
        for (name, words) in [
            ("Open Huis Gent vzw", "open huis gent"),
            ("Schule für alle, Wien e.V.", "schule alle wien"),
            ("L'Île aux Enfants A.S.B.L.", "ile aux enfants"),
            ("The Women’s Foundation", "womens"),
            ("Stichting De Brug", "brug"),
            ("Casa dell'Amicizia – Onlus", "casa amicizia"),
            ("Arte y Cultura", "arte cultura"),
            ("Block E", "block e"),
            ("The Association", "the association"),
            ("Mi'kmaq Centre", "mikmaq centre"),
            ("一般社団法人", "一般社団法人"),
            ("!", ""),
        ] {
            assert_eq!(telling_words(name).join(" "), words, "{name}");
        }
    }

    #[test]
    fn the_words_that_say_nothing_are_folded_and_in_order() {
        assert!(SAY_NOTHING.is_sorted());
        for word in SAY_NOTHING {
            assert_eq!(fold(word), word);
        }
    }

    #[test]
    fn a_slip_of_the_fingers_is_forgiven_and_another_word_is_not() {
        for (one, other) in [
            ("gent", "ghent"),
            ("huis", "hius"),
            ("maison", "maisons"),
            ("solidarity", "solidarety"),
            ("organisation", "organization"),
            ("αλληλεγγυη", "αληλεγγυη"),
        ] {
            assert!(is_misspelling(one, other), "{one} {other}");
            assert!(is_misspelling(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("gent", "gent"),
            ("gent", "genk"),
            ("mons", "mans"),
            ("siegen", "singen"),
            ("hamburg", "homburg"),
            ("msf", "mfs"),
            ("group11", "group12"),
            ("covid2019", "covid2020"),
            ("urology", "neurology"),
            ("frankfurt", "trankfurt"),
            ("北京大学第一人民医院", "北京大学第二人民医院"),
        ] {
            assert!(!is_misspelling(one, other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn one_mistake_is_one_by_the_distance_of_the_words(one in "[aàb]{3,10}", other in "[aàb]{3,10}") {
            let (length, other_length) = (one.chars().count(), other.chars().count());
            let wrong = one.chars().zip(other.chars()).filter(|(a, b)| a != b).count();
            let expected = may_be_misspelt(&one)
                && may_be_misspelt(&other)
                && one.chars().next() == other.chars().next()
                && damerau_levenshtein(&one, &other) == 1
                && (length != other_length || length >= WRONG_LETTER || wrong == 2);
            prop_assert_eq!(is_misspelling(&one, &other), expected, "{} {}", one, other);
        }
    }
}
