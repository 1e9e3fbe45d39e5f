//! The order of names, and the likeness of words.

use std::sync::LazyLock;

use icu_casemap::CaseMapper;
use icu_collator::{
    CollatorBorrowed, CollatorPreferences,
    options::{CollatorOptions, Strength},
    preferences::CollationNumericOrdering,
};
use icu_locale::{Locale, locale};
use icu_normalizer::{
    DecomposingNormalizerBorrowed, properties::CanonicalCombiningClassMapBorrowed,
};

use crate::{lang::Lang, page_lang::PageLang};

/// An order in which names are listed: the Unicode Collation Algorithm (UTS #10) with CLDR's
/// tailorings.
///
/// The seven published languages need no more than two: CLDR gives all but Spanish the root order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collation {
    /// CLDR's root order: accents matter only between words otherwise alike; Latin before Greek
    /// before Cyrillic.
    Root,
    /// Spanish, where ñ is a letter of its own after n.
    Spanish,
}

impl Collation {
    /// Every order there is.
    pub const ALL: [Self; 2] = [Self::Root, Self::Spanish];

    /// The order in which readers of `lang` look for a name.
    pub const fn of(lang: Lang) -> Self {
        match lang {
            Lang::Es => Self::Spanish,
            Lang::En | Lang::De | Lang::Nl | Lang::Fr | Lang::It | Lang::Pt => Self::Root,
        }
    }

    /// The place in [`Collation::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether a name may have another key here than in the root order.
    pub fn tells_apart(self, name: &str) -> bool {
        // With a tilde of its own it is the same letter.
        self == Self::Spanish && name.contains(['ñ', 'Ñ', '\u{303}'])
    }

    /// Bytes whose order is the order of the names: numbers by their value, and signs before the
    /// first letter or digit passed over, so that `"Solidarność"` stands under S.
    ///
    /// Different names may have the same key (`"A"` and `A`); a list needs something else to keep
    /// those apart. Keys of different versions of CLDR do not compare: they are not to be stored.
    pub fn sort_key(&self, name: &str) -> Box<[u8]> {
        key(&COLLATORS[self.index()], name)
    }
}

/// Bytes whose order is the order in which readers of `lang` look for a label among others: as
/// [`Collation::sort_key`], by the rules of the language itself. Names of members have fewer
/// orders, which are kept ready.
pub fn label_key(lang: impl Into<PageLang>, label: &str) -> Box<[u8]> {
    key(&OF_LABELS[lang.into().index()], label)
}

fn key(collator: &CollatorBorrowed<'_>, name: &str) -> Box<[u8]> {
    let from_first_letter = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    // A name of signs alone still needs a place.
    let name = if from_first_letter.is_empty() {
        name
    } else {
        from_first_letter
    };
    let mut key = Vec::new();
    let Ok(()) = collator.write_sort_key_to(name, &mut key);
    key.into_boxed_slice()
}

static OF_LABELS: LazyLock<[CollatorBorrowed<'static>; PageLang::COUNT]> =
    LazyLock::new(|| PageLang::ALL.map(|lang| collator(lang.locale())));

static COLLATORS: LazyLock<[CollatorBorrowed<'static>; 2]> = LazyLock::new(|| {
    Collation::ALL.map(|collation| {
        collator(match collation {
            Collation::Root => Locale::UNKNOWN,
            Collation::Spanish => locale!("es"),
        })
    })
});

fn collator(locale: Locale) -> CollatorBorrowed<'static> {
    let mut preferences = CollatorPreferences::from(&locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    CollatorBorrowed::try_new(preferences, options).expect("collation data is compiled in")
}

/// What is left of a word when case, accents, width and spacing are forgiven: `"Łódź"` and `lodz`
/// fold alike, as do `Saint‑Étienne` and `saint-etienne`. For finding, never for showing.
///
/// Unicode compatibility decomposition (NFKD) without its marks, case-folded, and the letters that
/// Unicode does not decompose though people leave out their stroke (ø, ł, đ …) or write one for
/// the other (ة and ه) taken apart by hand.
/// Marks that make another letter rather than an accent (Indic nukta and virama, Japanese voicing)
/// stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return collapse(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    const CLASSES: CanonicalCombiningClassMapBorrowed<'_> =
        CanonicalCombiningClassMapBorrowed::new();
    let bare: String = DecomposingNormalizerBorrowed::new_nfkd()
        .normalize_iter(text.chars())
        .filter(|c| {
            matches!(
                CLASSES.get_u8(*c),
                NOT_REORDERED | NUKTA | KANA_VOICING | VIRAMA
            )
        })
        .collect();
    let mut taken_apart = String::with_capacity(bare.len());
    for c in CaseMapper::new().fold_string(&bare).chars() {
        match c {
            // Arabic letters that are written for one another, and the bare hamza, which is left
            // out as often as not; the tatweel only draws a word out.
            'ى' | 'ی' => taken_apart.push('ي'),
            'ة' => taken_apart.push('ه'),
            'ک' => taken_apart.push('ك'),
            'ء' | '\u{0640}' => {}
            'ґ' => taken_apart.push('г'),
            'ø' => taken_apart.push('o'),
            'ł' => taken_apart.push('l'),
            'ı' => taken_apart.push('i'),
            'đ' | 'ð' => taken_apart.push('d'),
            'ħ' => taken_apart.push('h'),
            'ŧ' => taken_apart.push('t'),
            'æ' => taken_apart.push_str("ae"),
            'œ' => taken_apart.push_str("oe"),
            'þ' => taken_apart.push_str("th"),
            '\u{2018}' | '\u{2019}' | '\u{02BC}' => taken_apart.push('\''),
            '\u{2010}'..='\u{2015}' => taken_apart.push('-'),
            _ => taken_apart.push(c),
        }
    }
    collapse(taken_apart.chars())
}

/// Canonical combining classes of the Unicode Character Database.
const NOT_REORDERED: u8 = 0;
const NUKTA: u8 = 7;
const KANA_VOICING: u8 = 8;
const VIRAMA: u8 = 9;

fn collapse(text: impl Iterator<Item = char>) -> String {
    let mut collapsed = String::with_capacity(text.size_hint().0);
    let mut space_due = false;
    for c in text {
        if c.is_whitespace() {
            space_due = !collapsed.is_empty();
        } else {
            if std::mem::take(&mut space_due) {
                collapsed.push(' ');
            }
            collapsed.push(c);
        }
    }
    collapsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_in_order(collation: Collation, names: &[&str]) {
        for pair in names.windows(2) {
            assert!(
                collation.sort_key(pair[0]) < collation.sort_key(pair[1]),
                "{} before {}",
                pair[0],
                pair[1]
            );
        }
    }

    #[test]
    fn accented_letters_stand_beside_their_bare_ones() {
        assert_in_order(
            Collation::Root,
            &["Aarhus", "Åbo", "Acme", "Eau", "École", "Ecology", "Zoo"],
        );
        assert_in_order(Collation::Root, &["cote", "Cote", "coté", "côte", "cotes"]);
    }

    proptest::proptest! {
        #[test]
        fn names_without_a_letter_of_their_own_have_one_key(name in "([a-oA-OÅãñé\u{301}\u{303} ]|.){0,12}") {
            for collation in Collation::ALL.into_iter().filter(|it| !it.tells_apart(&name)) {
                proptest::prop_assert_eq!(collation.sort_key(&name), Collation::Root.sort_key(&name));
            }
        }
    }

    #[test]
    fn scripts_follow_one_another() {
        assert_in_order(
            Collation::Root,
            &["Zebra", "Άλφα", "Ωμέγα", "Альянс", "Єдність", "Яблоко"],
        );
    }

    #[test]
    fn numbers_go_by_their_value() {
        assert_in_order(
            Collation::Root,
            &[
                "9 Lives",
                "11.11.11",
                "100 Voices",
                "Network 2",
                "Network 10",
            ],
        );
    }

    #[test]
    fn signs_before_the_first_letter_are_passed_over() {
        assert_in_order(
            Collation::Root,
            &[
                "Red",
                "Solidarity Fund",
                "\"Solidarność\"",
                "«Sonne»",
                "¡Sopa!",
                "(Tea)",
            ],
        );
        assert_eq!(
            Collation::Root.sort_key("  „A"),
            Collation::Root.sort_key("A")
        );
        assert!(!Collation::Root.sort_key("***").is_empty());
    }

    #[test]
    fn spanish_has_ñ_after_n_and_the_others_beside_it() {
        let names = ["Nube", "Ñandú", "Oso"];
        assert_in_order(Collation::of(Lang::Es), &names);
        assert_in_order(Collation::of(Lang::Pt), &["Ñandú", "Nube", "Oso"]);
        assert_in_order(Collation::of(Lang::Es), &["Árbol", "Barco", "Écija", "Eco"]);
    }

    #[test]
    fn every_published_language_has_the_order_cldr_gives_it() {
        let names = [
            "a", "ä", "å", "aa", "æ", "b", "c", "ç", "ch", "č", "d", "e", "é", "ij", "l", "ll",
            "m", "n", "ñ", "o", "ö", "ø", "œ", "s", "ß", "ss", "th", "þ", "u", "ü", "v", "w", "y",
            "z", "ž", "α", "я",
        ];
        for lang in Lang::ALL {
            let own = collator(lang.code().parse().unwrap());
            let mut by_cldr = names;
            by_cldr.sort_by(|left, right| own.compare(left, right));
            let mut by_key = names;
            by_key.sort_by_cached_key(|name| Collation::of(lang).sort_key(name));
            assert_eq!(by_key, by_cldr, "{lang}");
        }
        for collation in Collation::ALL {
            assert_eq!(Collation::ALL[collation.index()], collation);
        }
    }

    #[test]
    fn labels_stand_where_readers_of_their_language_look() {
        let in_order = |lang: &str, labels: &[&str]| {
            let lang = PageLang::of_range(lang).unwrap();
            labels.is_sorted_by_key(|label| label_key(lang, label))
        };
        assert!(in_order(
            "tr",
            &["Cezayir", "Çekya", "Danimarka", "Irak", "İran"]
        ));
        assert!(!in_order("en", &["Cezayir", "Çekya"]));
        assert!(in_order("fa", &["پرتغال", "ترکیه", "چک", "گرجستان"]));
        assert!(in_order(
            "uk",
            &[
                "Греція",
                "Ґана",
                "Данія",
                "Естонія",
                "Єгипет",
                "Індія",
                "Їжак"
            ]
        ));
    }

    #[test]
    fn folding_forgives_case_accents_and_width() {
        for (text, folded) in [
            ("Zürich", "zurich"),
            ("  Den\t Haag \n", "den haag"),
            ("New   York", "new york"),
            ("Łódź", "lodz"),
            ("København", "kobenhavn"),
            ("Straße", "strasse"),
            ("GROẞ", "gross"),
            ("Ærø", "aero"),
            ("Œuvre", "oeuvre"),
            ("Đakovo", "dakovo"),
            ("Þórshöfn", "thorshofn"),
            ("İzmir", "izmir"),
            ("Diyarbakır", "diyarbakir"),
            ("Ｔｏｋｙｏ", "tokyo"),
            ("ﬁn", "fin"),
            ("Nuʼuuli L’Aquila", "nu'uuli l'aquila"),
            ("Saint‑Étienne", "saint-etienne"),
            ("ΑΘΉΝΑΣ", "αθηνασ"),
            ("Київ", "киів"),
            ("", ""),
            (" \u{a0} ", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn composed_and_decomposed_fold_alike_and_folding_twice_changes_nothing() {
        assert_eq!(fold("Cafe\u{301}"), fold("Café"));
        for text in ["Łódź", "ŉ", "ΐ", "ǅ", "ガ", "हिन्दी", "서울", "ﬀ", "½ Å"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }

    #[test]
    fn a_mark_that_makes_another_letter_stays() {
        assert_ne!(fold("ガ"), fold("カ"));
        assert_ne!(fold("फ़"), fold("फ"));
    }
}
