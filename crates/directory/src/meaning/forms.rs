//! The forms of a word in the languages that needs are said in: what is left of it without its
//! endings and what is written before it.

use std::borrow::Cow;

use crate::search::{Wanted, snowball};
use network::Lang;

/// The languages that needs are said in; the published ones first, in the order of [`Lang::ALL`].
pub const LANGUAGES: [&str; 21] = [
    "en", "de", "nl", "fr", "es", "it", "pt", "ar", "uk", "ru", "tr", "fa", "ti", "am", "so", "sq",
    "ro", "ps", "ur", "bn", "zh",
];

/// The number of a language among [`LANGUAGES`].
pub fn number(language: &str) -> Option<usize> {
    LANGUAGES.iter().position(|known| *known == language)
}

/// An alphabet that words are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Ethiopic,
    Bengali,
    Other,
}

impl Script {
    fn of(word: &str) -> Self {
        match word.chars().next().unwrap_or_default() {
            'a'..='z' | '\u{C0}'..='\u{24F}' => Self::Latin,
            '\u{600}'..='\u{6FF}' => Self::Arabic,
            '\u{400}'..='\u{4FF}' => Self::Cyrillic,
            '\u{1200}'..='\u{137F}' => Self::Ethiopic,
            '\u{980}'..='\u{9FF}' => Self::Bengali,
            _ => Self::Other,
        }
    }

    fn writes(self, language: &str) -> bool {
        self == match language {
            "ar" | "fa" | "ps" | "ur" => Self::Arabic,
            "uk" | "ru" => Self::Cyrillic,
            "ti" | "am" => Self::Ethiopic,
            "bn" => Self::Bengali,
            "zh" => Self::Other,
            _ => Self::Latin,
        }
    }
}

/// What is left of a folded word in a language, by its number; nothing where the language is not
/// written so.
pub fn stem(word: &str, language: usize) -> Option<String> {
    let by_snowball = |lang| snowball(word, lang).into();
    stem_by(word, Script::of(word), language, by_snowball).map(Cow::into_owned)
}

/// The same of a word of a query, in each language.
pub fn stems(word: &Wanted) -> [Option<Cow<'_, str>>; LANGUAGES.len()] {
    let script = Script::of(&word.term);
    let known = |lang| word.stems.of(lang).into();
    std::array::from_fn(|language| stem_by(&word.term, script, language, known))
}

/// The stem of a word in a language; of the published ones, it is told.
fn stem_by<'w>(
    word: &str,
    script: Script,
    language: usize,
    told: impl Fn(Lang) -> Cow<'w, str>,
) -> Option<Cow<'w, str>> {
    match Lang::ALL.get(language) {
        _ if !script.writes(LANGUAGES[language]) => None,
        Some(lang) => Some(told(*lang)),
        None => light_stem(word, script, LANGUAGES[language]).map(Cow::from),
    }
}

fn light_stem(word: &str, script: Script, language: &str) -> Option<String> {
    match (script, language) {
        (Script::Other, _) => None,
        (_, "ti" | "am") => Some(consonants(&bare(&one_spelling(word), affixes(language)))),
        _ => Some(bare(word, affixes(language))),
    }
}

/// What a folded name of a place may be without what is put before or behind it: *Берлине*,
/// *Berlinde*, *ببرلين*.
pub fn names(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let without = |before: usize, behind: usize| {
        let rest = letters.get(before..letters.len().saturating_sub(behind))?;
        (rest.len() > LEAST).then(|| rest.iter().collect::<String>())
    };
    let locative = ["da", "de", "ta", "te", "ya", "ye"];
    match Script::of(word) {
        Script::Cyrillic => {
            let mut names: Vec<String> = [1, 2]
                .into_iter()
                .filter_map(|end| without(0, end))
                .collect();
            let Some(stem) = names.first().cloned() else {
                return names;
            };
            names.extend(["а", "я"].map(|ending| format!("{stem}{ending}")));
            // Празі stands for Прага.
            for (soft, hard) in [('з', 'г'), ('ц', 'к'), ('с', 'х')] {
                names.extend(stem.strip_suffix(soft).map(|rest| format!("{rest}{hard}а")));
            }
            names
        }
        Script::Arabic | Script::Ethiopic => without(1, 0).into_iter().collect(),
        Script::Bengali => without(0, 1).into_iter().chain(without(0, 2)).collect(),
        Script::Latin if locative.iter().any(|ending| word.ends_with(ending)) => {
            without(0, 2).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What a language writes before and behind its words, the longest first: light stems, which go
/// no further than two endings.
struct Affixes {
    before: &'static [&'static str],
    behind: &'static [&'static str],
}

/// The fewest letters that stay.
const LEAST: usize = 3;

#[rustfmt::skip]
fn affixes(language: &str) -> Affixes {
    let (before, behind): (&[&str], &[&str]) = match language {
        "ar" => (
            &["وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ا"],
            &["اتي", "ات", "ين", "ون", "ها", "هم", "كم", "نا", "ني", "ي", "ك", "ه", "ا"],
        ),
        "fa" => (
            &["نمي", "مي", "ن", "ب"],
            &["هايم", "هاي", "ها", "ام", "ات", "اش", "ان", "يم", "م", "ي", "ت", "ش", "ه"],
        ),
        "ps" => (&["نه", "و", "ن"], &["ونو", "ونه", "انو", "ان", "ې", "ۍ", "ه", "و", "ي", "م"]),
        "ur" => (&[], &["یوں", "يوں", "وں", "ياں", "يں", "ات", "ے", "ي", "ا", "ه"]),
        "ru" => (
            &["по", "на"],
            &["иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ться", "ешь", "ишь",
                "ять", "ать", "ить", "еть", "ем", "им", "ых", "их", "ая", "яя", "ое", "ее", "ые",
                "ие", "ии", "ыи", "ои", "еи", "ую", "юю", "ов", "ев", "ам", "ям", "ах", "ях", "ом",
                "ию", "ия", "ет", "ит", "ут", "ют", "ла", "ло", "ли", "ся", "а", "я", "о", "е", "у",
                "ю", "ы", "и", "ь", "л"],
        ),
        "uk" => (
            &["по", "на"],
            &["іями", "ями", "ами", "ого", "ому", "ими", "тися", "єть", "еть", "ють", "уть", "ить",
                "ати", "ити", "іти", "ів", "їв", "ам", "ям", "ах", "ях", "ом", "ем", "єм", "ою",
                "ею", "єю", "их", "ии", "іи", "ои", "еи", "ія", "ію", "ії", "іі", "ла", "ло", "ли",
                "ся", "а", "я", "о", "е", "є", "у", "ю", "і", "и", "ь", "в"],
        ),
        "tr" => (
            &[],
            &["larinin", "lerinin", "larim", "lerim", "lari", "leri", "imiz", "umuz", "ecegim",
                "acagim", "iyorum", "uyorum", "mak", "mek", "lar", "ler", "nin", "nun", "dan", "den",
                "tan", "ten", "siz", "suz", "lik", "luk", "yim", "yum", "dim", "dum", "tim", "im",
                "um", "in", "un", "si", "su", "da", "de", "ta", "te", "ya", "ye", "yi", "yu", "na",
                "ne", "ni", "li", "lu", "ci", "cu", "i", "u", "a", "e", "m"],
        ),
        "so" => (
            &[],
            &["kayga", "tayda", "kaygu", "yaasha", "yadii", "yada", "kaan", "tan", "kan", "taan",
                "kii", "tii", "gii", "dii", "yo", "ka", "ga", "ha", "ta", "da", "sha", "ku", "tu",
                "a", "o", "u", "i"],
        ),
        "sq" => (
            &[],
            &["imin", "eve", "ave", "ive", "ime", "ine", "ese", "shem", "ver", "it", "in", "en",
                "es", "et", "at", "ve", "je", "im", "ne", "te", "i", "e", "a", "t", "n", "s"],
        ),
        "ro" => (
            &[],
            &["urilor", "ilor", "elor", "ului", "urile", "uri", "ele", "iile", "ile", "iei", "ei",
                "ul", "le", "ea", "ii", "ie", "ia", "a", "e", "i", "u"],
        ),
        "bn" => (
            &[],
            &["গুলোর", "গুলো", "গুলি", "দের", "য়ের", "ের", "টার", "টা", "টি", "কে", "তে", "রা", "ে", "র", "ো"],
        ),
        "ti" => (
            &["ካብ", "ኣብ", "ናይ", "ን", "ብ", "ዝ", "እ", "ክ", "ት", "ይ", "ም"],
            &["ታትን", "ልና", "ለና", "ለይ", "ልይ", "ታት", "ኣት", "ይን", "ካ", "ይ", "ን", "ት"],
        ),
        "am" => (
            &["ስለ", "እንደ", "ወደ", "በ", "ለ", "ከ", "የ", "እ", "አ"],
            &["ዎች", "ኦች", "ቼን", "ለሁ", "ሁ", "ች", "ን", "ው", "ና", "ም", "ዬ", "ዋ"],
        ),
        _ => (&[], &[]),
    };
    Affixes { before, behind }
}

fn bare(word: &str, affixes: Affixes) -> String {
    let enough = |rest: &&str| rest.chars().count() >= LEAST;
    let mut left = word;
    let stripped = |affix: &&str| left.strip_prefix(*affix).filter(enough);
    left = affixes.before.iter().find_map(stripped).unwrap_or(left);
    for _ in 0..2 {
        let stripped = |affix: &&str| left.strip_suffix(*affix).filter(enough);
        match affixes.behind.iter().find_map(stripped) {
            Some(rest) => left = rest,
            None => break,
        }
    }
    left.to_owned()
}

/// Ethiopic signs that sound alike, and are written for one another.
fn one_spelling(word: &str) -> String {
    let row = |sign: char, of: u32| char::from_u32(of + (u32::from(sign) & 7)).unwrap_or(sign);
    word.chars()
        .map(|sign| match u32::from(sign) {
            0x1210..=0x1216 | 0x1280..=0x1286 | 0x12B8..=0x12BE => row(sign, 0x1200),
            0x1220..=0x1226 => row(sign, 0x1230),
            0x12D0..=0x12D6 => row(sign, 0x12A0),
            0x1340..=0x1346 => row(sign, 0x1338),
            _ => sign,
        })
        .collect()
}

/// The consonants of an Ethiopic word: endings change the vowel of its last sign.
fn consonants(word: &str) -> String {
    let bare = |sign: char| match u32::from(sign) {
        code @ 0x1200..=0x135A => char::from_u32(code & !7).unwrap_or(sign),
        _ => sign,
    };
    word.chars().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use network::fold;

    #[test]
    fn a_place_has_its_name_without_what_is_put_to_it() {
        for (written, name) in [
            ("берлине", "берлин"),
            ("варшаве", "варшава"),
            ("празі", "прага"),
            ("berlinde", "berlin"),
            ("ببرلين", "برلين"),
            ("በለንደን", "ለንደን"),
        ] {
            assert!(names(&fold(written)).contains(&fold(name)), "{written}");
        }
        assert!(names("gent").is_empty());
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, one, other) in [
            ("en", "doctors", "doctor"),
            ("ar", "الطبيب", "طبيب"),
            ("fa", "خانهها", "خانه"),
            ("ru", "врача", "врач"),
            ("uk", "лікаря", "лікар"),
            ("tr", "doktora", "doktor"),
            ("so", "guriga", "guri"),
            ("am", "ሐኪሞች", "ሐኪም"),
            ("am", "ሀኪም", "ሐኪም"),
            ("ti", "ንሓኪም", "ሓኪም"),
            ("bn", "ডাক্তারের", "ডাক্তার"),
            ("ro", "doctorul", "doctor"),
            ("ti", "ዝትርጉመለይ", "ዝትርጉም"),
        ] {
            let number = number(language).unwrap();
            let stem = |word: &str| stem(&fold(word), number);
            assert!(stem(one).is_some(), "{one}");
            assert_eq!(stem(one), stem(other), "{one}");
        }
        assert_eq!(stem("doctor", number("ar").unwrap()), None);
        assert!(
            LANGUAGES
                .iter()
                .zip(Lang::ALL)
                .all(|(code, lang)| *code == lang.code())
        );
    }
}
