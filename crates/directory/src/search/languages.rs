//! What the search knows of the seven languages: words that say little, and stems.

use frostem::{Algorithm, Stemmer};

use network::{Lang, LanguageTag};

/// Articles, prepositions, conjunctions and pronouns of the seven languages, folded and in order.
#[rustfmt::skip]
const LITTLE: [&str; 176] = [
    "a", "ad", "ai", "al", "all", "alla", "alle", "allo", "als", "am", "an", "and", "ao", "aos",
    "are", "as", "at", "au", "auf", "aus", "aux", "avec", "bei", "beim", "bij", "by", "c", "ce",
    "ces", "cet", "cette", "che", "chez", "com", "con", "d", "da", "dal", "dalla", "dans", "das",
    "de", "degli", "dei", "del", "dell", "della", "delle", "dello", "dem", "den", "der", "des",
    "det", "di", "die", "do", "door", "dos", "du", "e", "ed", "een", "ein", "eine", "einem",
    "einen", "einer", "el", "em", "en", "entre", "es", "est", "et", "for", "from", "fur", "gli",
    "het", "i", "il", "ils", "im", "in", "into", "is", "ist", "it", "its", "j", "l", "la", "las",
    "le", "les", "leur", "lo", "los", "m", "mais", "met", "mit", "mon", "n", "na", "naar", "nas",
    "ne", "nel", "nell", "nella", "nicht", "niet", "no", "nos", "nous", "o", "od", "oder", "of",
    "om", "on", "op", "or", "os", "ou", "our", "par", "para", "pas", "pela", "pelo", "per", "por",
    "pour", "qu", "que", "qui", "s", "sans", "se", "sich", "sind", "son", "su", "sul", "sull",
    "sulla", "sur", "sus", "t", "te", "the", "their", "to", "tot", "u", "uit", "um", "un", "una",
    "und", "une", "uno", "unser", "us", "van", "vom", "von", "voor", "with", "y", "zu", "zum",
    "zur",
];

/// Whether a word says so little that nobody is left out for want of it.
pub fn says_little(term: &str) -> bool {
    LITTLE.binary_search(&term).is_ok()
}

/// The published language that a text is in, if it is one of the seven.
pub fn published(tag: &LanguageTag) -> Option<Lang> {
    Lang::ALL
        .into_iter()
        .find(|lang| tag.matches(&(*lang).into()))
}

/// A word's stem in a language, as a term that is no word's.
///
/// The word is stemmed without its accents on both sides, so that leaving them out does no harm.
pub fn stem(term: &str, lang: Lang) -> String {
    stem_term(&snowball(term, lang), lang)
}

fn stem_term(stem: &str, lang: Lang) -> String {
    format!("{STEM}{}{stem}", lang.code())
}

/// A word's stems in the published languages, made once: what is looked for is compared with more
/// than one dictionary, and more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stems([String; Lang::ALL.len()]);

impl Stems {
    /// The stems of a word.
    pub fn new(term: &str) -> Self {
        Self(Lang::ALL.map(|lang| snowball(term, lang)))
    }

    /// The stem in a language.
    pub fn of(&self, lang: Lang) -> &str {
        &self.0[lang.index()]
    }

    /// The stems, as terms that are no word's.
    pub fn terms(&self) -> impl Iterator<Item = String> {
        let stems = Lang::ALL.into_iter().zip(&self.0);
        stems.map(|(lang, stem)| stem_term(stem, lang))
    }
}

/// A word's stem in a language, by Snowball.
pub fn snowball(term: &str, lang: Lang) -> String {
    let stemmer = Stemmer::new(match lang {
        Lang::En => Algorithm::English,
        Lang::De => Algorithm::German,
        Lang::Nl => Algorithm::Dutch,
        Lang::Fr => Algorithm::French,
        Lang::Es => Algorithm::Spanish,
        Lang::It => Algorithm::Italian,
        Lang::Pt => Algorithm::Portuguese,
    });
    stemmer.stem(term).into_owned()
}

/// What a stem's term begins with; no word does.
pub const STEM: char = '\u{2}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_say_little_are_in_order() {
        assert!(LITTLE.is_sorted());
        assert!(says_little("für".replace('ü', "u").as_str()) && !says_little("hilfe"));
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        for (lang, one, other) in [
            (Lang::En, "refugees", "refugee"),
            (Lang::De, "hauser", "haus"),
            (Lang::Nl, "huizen", "huizen"),
            (Lang::Fr, "logements", "logement"),
            (Lang::Es, "viviendas", "vivienda"),
            (Lang::It, "lavoratori", "lavoratore"),
            (Lang::Pt, "trabalhadores", "trabalhador"),
        ] {
            assert_eq!(stem(one, lang), stem(other, lang), "{one}");
        }
    }
}
