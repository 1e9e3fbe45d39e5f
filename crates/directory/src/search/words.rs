//! The words of a text: where they stand in it, and what is left of them for finding.

use std::ops::Range;

use icu_normalizer::{ComposingNormalizerBorrowed, properties::CanonicalCombiningClassMapBorrowed};

use network::fold;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What it is found by: folded, as [`fold`] does.
    pub term: String,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
}

/// Words that elide their vowel before an apostrophe.
const ELIDED: [&str; 14] = [
    "all", "c", "d", "dall", "dell", "j", "l", "m", "n", "nell", "qu", "s", "sull", "t",
];

/// The words of a text in their order.
///
/// A word is a run of letters, digits and their marks. An apostrophe parts an elided article from
/// its noun (`l'aide`) and joins everything else (`women's` is womens). Initials are one word
/// (`C.N.R.S.` is cnrs). Scripts that put no spaces between words are read as pairs of signs that
/// overlap, so any part of a name of two signs or more is found in it.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut initials: Option<Initials> = None;
    for chunk in chunks(text) {
        let initial = is_initial(&text[chunk.clone()]);
        match &mut initials {
            Some(run) if initial && is_dot(&text[run.place.end..chunk.start]) => {
                run.place.end = chunk.end;
                run.letters += 1;
                continue;
            }
            _ => {}
        }
        if let Some(run) = initials.take() {
            run.end(text, &mut words);
        }
        if initial {
            initials = Some(Initials {
                place: chunk,
                letters: 1,
            });
        } else {
            read_chunk(text, chunk, &mut words);
        }
    }
    if let Some(run) = initials {
        run.end(text, &mut words);
    }
    words
}

/// Letters that stand alone with dots between them.
struct Initials {
    place: Range<usize>,
    letters: usize,
}

impl Initials {
    fn end(self, text: &str, words: &mut Vec<Word>) {
        let written: String = text[self.place.clone()]
            .chars()
            .filter(|c| c.is_alphanumeric() || is_mark(*c))
            .collect();
        push(&written, self.place, words);
    }
}

/// A dot with or without a space, as between initials.
fn is_dot(between: &str) -> bool {
    matches!(between, "." | ". ")
}

fn is_initial(chunk: &str) -> bool {
    let mut letters = chunk.chars();
    letters
        .next()
        .is_some_and(|c| c.is_alphabetic() && !is_unspaced(c))
        && letters.all(is_mark)
}

/// The runs of word characters of a text.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (place, c) = rest.next()?;
            if c.is_alphanumeric() {
                break place;
            }
        };
        let mut end = text.len();
        while let Some((place, c)) = rest.peek().copied() {
            let apostrophe = is_apostrophe(c)
                && text[place + c.len_utf8()..]
                    .chars()
                    .next()
                    .is_some_and(char::is_alphanumeric);
            if !(c.is_alphanumeric() || is_mark(c) || apostrophe) {
                end = place;
                break;
            }
            rest.next();
        }
        Some(start..end)
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{0060}' | '\u{00B4}' | '\u{FF07}'
    )
}

/// Whether it is an accent, a vowel sign, a joiner or the like: part of a word, and none alone.
fn is_mark(c: char) -> bool {
    const CLASSES: CanonicalCombiningClassMapBorrowed<'_> =
        CanonicalCombiningClassMapBorrowed::new();
    !c.is_ascii() && (matches!(c, '\u{200C}' | '\u{200D}' | '\u{00AD}') || CLASSES.get_u8(c) != 0)
}

/// Whether it belongs to a script that puts no spaces between words: Chinese, Japanese, Thai, Lao,
/// Burmese, Khmer; and Korean, whose compounds are spaced in more ways than one.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}'
        | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{318F}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FFDC}' | '\u{20000}'..='\u{3FFFF}')
}

fn read_chunk(text: &str, chunk: Range<usize>, words: &mut Vec<Word>) {
    let written = &text[chunk.clone()];
    if written.is_ascii() && !written.contains(['\'', '`']) {
        return push(written, chunk, words);
    }
    let mut begin = chunk.start;
    let mut unspaced = None;
    for (place, c) in written.char_indices() {
        if is_mark(c) || is_apostrophe(c) {
            continue;
        }
        let place = chunk.start + place;
        let now = is_unspaced(c);
        if unspaced.is_some_and(|before| before != now) {
            read_run(text, begin..place, !now, words);
            begin = place;
        }
        unspaced = Some(now);
    }
    read_run(text, begin..chunk.end, unspaced == Some(true), words);
}

/// Reads a run of letters that are all of spaced scripts, or all of unspaced ones.
fn read_run(text: &str, run: Range<usize>, unspaced: bool, words: &mut Vec<Word>) {
    if unspaced {
        return read_pairs(text, run, words);
    }
    let written = &text[run.clone()];
    let Some((place, apostrophe)) = written.char_indices().find(|(_, c)| is_apostrophe(*c)) else {
        return push(written, run, words);
    };
    let article = &written[..place];
    if ELIDED.contains(&fold(article).as_str()) {
        push(article, run.start..run.start + place, words);
        let noun = run.start + place + apostrophe.len_utf8();
        return read_run(text, noun..run.end, false, words);
    }
    let joined: String = written.chars().filter(|c| !is_apostrophe(*c)).collect();
    push(&joined, run, words);
}

fn read_pairs(text: &str, run: Range<usize>, words: &mut Vec<Word>) {
    let mut signs: Vec<Range<usize>> = Vec::new();
    for (place, c) in text[run.clone()].char_indices() {
        let place = run.start + place;
        match signs.last_mut() {
            Some(sign) if is_mark(c) || is_half_width_voicing(c) => sign.end = place + c.len_utf8(),
            _ => signs.push(place..place + c.len_utf8()),
        }
    }
    if let [sign] = signs.as_slice() {
        return push(&text[sign.clone()], sign.clone(), words);
    }
    for pair in signs.windows(2) {
        let place = pair[0].start..pair[1].end;
        push(&text[place.clone()], place, words);
    }
}

fn is_half_width_voicing(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

fn push(written: &str, place: Range<usize>, words: &mut Vec<Word>) {
    let term = term(written);
    if !term.is_empty() {
        words.push(Word { term, place });
    }
}

/// What a word is found by.
pub fn term(written: &str) -> String {
    if written.is_ascii() {
        return written.to_ascii_lowercase();
    }
    let folded = fold(written);
    // Compatibility forms may bring signs and spaces: ㈱ is (株).
    let letters: String = folded
        .chars()
        .filter(|c| c.is_alphanumeric() || is_mark(*c))
        .filter(|c| !matches!(c, '\u{200C}' | '\u{200D}' | '\u{00AD}'))
        .collect();
    // What folding took apart though nobody would leave it out: Korean syllables, voiced kana.
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(&letters)
        .into_owned()
}

/// How a word is written where its letters are not to be had: `München` as muenchen, `Ørsted` as
/// oersted, `Åbo` as aabo. Nothing for a word without such letters.
pub fn spelt_out(written: &str) -> Option<String> {
    if written.is_ascii() {
        return None;
    }
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(written);
    let mut spelt = String::with_capacity(composed.len() + 2);
    let mut changed = false;
    for c in composed.chars() {
        let replaced = match c {
            'ä' | 'Ä' => "ae",
            'ö' | 'Ö' | 'ø' | 'Ø' => "oe",
            'ü' | 'Ü' => "ue",
            'å' | 'Å' => "aa",
            _ => {
                spelt.push(c);
                continue;
            }
        };
        changed = true;
        spelt.push_str(replaced);
    }
    changed.then(|| term(&spelt))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.term).collect()
    }

    #[test]
    fn case_accents_and_width_are_forgiven() {
        for (text, found) in [
            (
                "Øresund Łódź Straße Işık Æsir",
                "oresund lodz strasse isik aesir",
            ),
            ("Ελληνικό Συμβούλιο", "ελληνικο συμβουλιο"),
            ("Ещё Йод", "еще иод"),
            ("ＵＮＨＣＲ", "unhcr"),
            ("أحمد مؤسّسة", "احمد موسسه"),
        ] {
            assert_eq!(terms(text).join(" "), found, "{text}");
        }
    }

    #[test]
    fn words_are_parted_as_readers_part_them() {
        for (text, found) in [
            ("Saint-Étienne/Lyon", "saint etienne lyon"),
            ("l'Île d’Or", "l ile d or"),
            ("Women's Aid O'Neill", "womens aid oneill"),
            ("C.N.R.S., U. S. A.", "cnrs usa"),
            ("Dell'Amicizia", "dell amicizia"),
            ("A & B", "a b"),
            ("!?", ""),
        ] {
            assert_eq!(terms(text).join(" "), found, "{text}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_pairs_of_signs() {
        assert_eq!(terms("北京大学"), ["北京", "京大", "大学"]);
        assert_eq!(terms("NPO法人ガーデン")[..3], ["npo", "法人", "人ガ"]);
        assert_eq!(terms("株"), ["株"]);
        assert_eq!(terms("서울 대학교"), ["서울", "대학", "학교"]);
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "Das «Größte» Haus";
        for word in words(text) {
            assert_eq!(term(&text[word.place.clone()]), word.term);
        }
    }

    #[test]
    fn letters_that_are_not_to_be_had_are_spelt_out() {
        assert_eq!(spelt_out("Münchën").as_deref(), Some("muenchen"));
        assert_eq!(spelt_out("Åbo").as_deref(), Some("aabo"));
        assert_eq!(spelt_out("Éire"), None);
    }
}
