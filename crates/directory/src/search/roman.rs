//! Greek and Cyrillic names as people spell them in Latin letters.
//!
//! There are many ways to do so (ISO 843, ELOT 743, ISO 9, BGN/PCGN, each language's own, and
//! habit): Харків is Kharkiv, Charkiw, Harkiv. So a name is not spelt in one of them. What is kept
//! is a *skeleton* in which the ways of spelling fall together, and a word that somebody types is
//! brought to the same skeleton.

/// What a skeleton's term begins with; no word does.
pub const SKELETON: char = '\u{1}';

/// The skeleton of a folded Greek or Cyrillic word; nothing for a word of any other script.
pub fn skeleton_of_foreign(term: &str) -> Option<String> {
    let mut latin = String::with_capacity(term.len());
    for c in term.chars() {
        match romanised(c) {
            Some(letters) => latin.push_str(letters),
            None if c.is_ascii_digit() => latin.push(c),
            None => return None,
        }
    }
    (!term.is_ascii()).then(|| skeleton(&latin))
}

/// The skeleton of a folded word in Latin letters; nothing for any other word.
pub fn skeleton_of_latin(term: &str) -> Option<String> {
    let letters = term.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (letters && term.bytes().any(|byte| byte.is_ascii_alphabetic())).then(|| skeleton(term))
}

/// One usual spelling of a folded letter.
fn romanised(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' => "i",
        'θ' => "th",
        'ι' => "i",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' => "y",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        'ω' => "o",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'ђ' => "dj",
        'ѓ' => "gj",
        'е' | 'э' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'ѕ' => "dz",
        'и' | 'ы' | 'і' | 'ј' => "i",
        'к' => "k",
        'ќ' => "kj",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'ћ' => "c",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'џ' => "dz",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

/// Spellings that fall together, the longer ones first.
const ALIKE: [(&str, &str); 31] = [
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "h"),
    ("sht", "s"),
    ("sh", "s"),
    ("ch", "h"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("zh", "z"),
    ("dj", "d"),
    ("dz", "d"),
    ("dh", "d"),
    ("ts", "c"),
    ("tz", "c"),
    ("ks", "x"),
    ("ou", "u"),
    ("oy", "u"),
    ("au", "av"),
    ("ay", "av"),
    ("af", "av"),
    ("eu", "ev"),
    ("ey", "ev"),
    ("ef", "ev"),
    ("ai", "e"),
    ("ei", "i"),
    ("oi", "i"),
    ("mp", "b"),
    ("nt", "d"),
    ("nd", "d"),
];

/// Brings a spelling in Latin letters to what its kin have in common.
fn skeleton(latin: &str) -> String {
    let mut skeleton = String::with_capacity(latin.len());
    let mut rest = latin;
    while let Some(c) = rest.chars().next() {
        if let Some((long, short)) = ALIKE.iter().find(|(long, _)| rest.starts_with(long)) {
            push(&mut skeleton, short);
            rest = &rest[long.len()..];
            continue;
        }
        let one = match c {
            'y' | 'j' => "i",
            'w' => "v",
            'q' => "k",
            _ => &rest[..c.len_utf8()],
        };
        push(&mut skeleton, one);
        rest = &rest[c.len_utf8()..];
    }
    skeleton
}

/// Adds letters, a letter that is there already only once.
fn push(skeleton: &mut String, letters: &str) {
    for c in letters.chars() {
        if !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use network::fold;

    #[track_caller]
    fn assert_alike(foreign: &str, spellings: &[&str]) {
        let skeleton = skeleton_of_foreign(&fold(foreign)).unwrap();
        for spelling in spellings {
            assert_eq!(
                skeleton_of_latin(&fold(spelling)).as_deref(),
                Some(skeleton.as_str()),
                "{foreign} as {spelling}"
            );
        }
    }

    #[test]
    fn the_usual_spellings_of_a_name_fall_together() {
        assert_alike("Αθήνα", &["Athina"]);
        assert_alike(
            "Θεσσαλονίκη",
            &["Thessaloniki", "Tessaloniki", "Thesaloniki"],
        );
        assert_alike("Πρόσφυγες", &["Prosfyges", "Prosphyges"]);
        assert_alike("Αλληλεγγύη", &["Allileggyi", "Allilegyi"]);
        assert_alike("Ευρώπη", &["Evropi", "Europi"]);
        assert_alike("Харків", &["Kharkiv", "Charkiw", "Harkiv"]);
        assert_alike("Надежда", &["Nadezhda", "Nadezda"]);
        assert_alike("Солидарност", &["Solidarnost"]);
        assert_alike("Защита", &["Zashchita", "Zaschita", "Zashtita"]);
        assert_alike("Яблоко", &["Yabloko", "Jabloko", "Iabloko"]);
        assert_alike("Юность", &["Yunost", "Iunost", "Junost"]);
    }

    #[test]
    fn other_scripts_have_none() {
        assert_eq!(skeleton_of_foreign("gent"), None);
        assert_eq!(skeleton_of_foreign("北京"), None);
        assert_eq!(skeleton_of_latin("αθηνα"), None);
        assert_eq!(skeleton_of_latin("2024"), None);
    }
}
