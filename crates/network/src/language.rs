//! The languages that members speak, write and serve in.

mod everywhere;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, LazyLock},
};

pub use everywhere::names as language_names;
use icu_experimental::displaynames::{
    DisplayNamesOptions,
    multi::{
        LanguageDisplayNames, LocaleDisplayNamesFormatter, RegionDisplayNames, ScriptDisplayNames,
        VariantDisplayNames,
    },
};
use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander, locale, subtags::Language,
};
use serde::{Serialize, Serializer};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type};

use crate::{
    checked_text::read_by_parse, collation::fold, country::assigned, invalid::Invalid, lang::Lang,
    nearest::nearest, page_lang::PageLang,
};

/// A language, by its BCP 47 tag (RFC 5646): `nl`, `fr-BE`, `zh-Hant`.
///
/// Kept in canonical form (UTS #35), so that equal languages are equal tags: `eng`, `EN` and `en`
/// are `en`, and codes that CLDR holds for another name of a language give way to it (`iw` to
/// `he`, `tl` to `fil`, `prs` to `fa-AF`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(Arc<str>);

impl LanguageTag {
    /// Reads a tag in any case, with hyphens or underscores.
    ///
    /// Fails with `unknown_language` when the language is neither in CLDR nor in ISO 639-3, the
    /// script, region or variant is not in CLDR, or the tag stands for no language in particular
    /// (`und`), is for private use or has an extension. Names the tag that was likely meant when
    /// the text is the code of a country or the name of a language.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let given = text.trim();
        if let Some(known) = plain_place(given).and_then(|place| PLAIN[place].as_ref()) {
            return Ok(known.clone());
        }
        canonical(given)
            .map(|id| Self::of(&id))
            .map_err(|fault| refusal(given, fault))
    }

    /// The canonical tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its primary language subtag (ISO 639), without script, region and variant.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The language that a text names beyond doubt, in the published languages or its own. Nothing
    /// where several are called so.
    pub fn called(text: &str) -> Option<Self> {
        let name = fold(text.trim());
        let places = BY_NAME.get(&*name)?;
        let tag = &CALLED[*places.first()?].1;
        // Flemish is called Dutch in its own words.
        let is_one = places.iter().all(|place| CALLED[*place].1.matches(tag));
        // A word of two letters is a code of somebody's, and may be of something else.
        let is_clear = is_one && name.chars().count() > 2 && !SEVERAL.contains(&&*name);
        is_clear.then(|| tag.clone())
    }

    /// Whether it is likelier a slip than meant: a language that CLDR has no name for, as it has for
    /// nearly all with a hundred thousand speakers, or one that nobody speaks any more.
    pub fn is_hardly_meant(&self) -> bool {
        let subtag = self.primary();
        if RARE.split_whitespace().any(|code| code == subtag) {
            return true;
        }
        let language = Language::try_from_str(subtag).ok();
        let english = &NAMES[Lang::En.index()];
        subtag.len() == 3 && language.is_some_and(|code| english.languages.of(code).is_none())
    }

    /// The name that CLDR gives it in `lang`, with its region and script where it has them:
    /// `Flemish`, `Sardinian (Italy)`. A language that CLDR does not know has its English name, at
    /// last the reference name of ISO 639-3.
    pub fn name(&self, lang: impl Into<PageLang>) -> String {
        let Ok(locale) = Locale::try_from_str(&self.0) else {
            return self.0.to_string();
        };
        let names = &NAMES[lang.into().index()];
        let name = names.tags.of(&locale);
        let language = locale.id.language;
        if names.languages.of(language).is_some() {
            return name.into_owned();
        }
        match (
            name.strip_prefix(language.as_str()),
            english_or_reference_name(language),
        ) {
            (Some(qualifiers), Some(language)) => format!("{language}{qualifiers}"),
            _ => name.into_owned(),
        }
    }

    /// The name of the language in the language itself (`Nederlands`), by the list of autonyms
    /// that goes with ISO 639-3; `None` when it has none. Region and script do not show in it.
    pub fn native_name(&self) -> Option<&'static str> {
        let language = Locale::try_from_str(&self.0).ok()?.id.language;
        // Some entries of the list add other spellings and a mark of direction.
        let first = iso(language)?
            .to_autonym()?
            .split(['(', ',', '\u{200E}'])
            .next()?
            .trim();
        Some(first).filter(|name| !name.is_empty())
    }

    /// Whether `range` covers it, by basic filtering (RFC 4647, section 3.3.1): `fr` covers `fr`
    /// and `fr-BE`, `fr-BE` does not cover `fr`.
    pub fn matches(&self, range: &Self) -> bool {
        self.0
            .strip_prefix(&*range.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    fn of(id: &LanguageIdentifier) -> Self {
        Self(id.to_string().into())
    }
}

/// What keeps a text from being a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Not the form of a tag, or no such language.
    Unknown,
    /// A language, with a script, region or variant that does not exist.
    UnknownSubtag(Language),
    /// No language in particular.
    Nonspecific,
    /// A code that means only what two parties have agreed.
    PrivateUse,
    /// More than language, script, region and variant.
    Extended,
}

/// `mis`, `mul`, `und` and `zxx`: the special codes of ISO 639-2.
const NONSPECIFIC: [&str; 4] = ["mis", "mul", "und", "zxx"];

/// RFC 5646, section 4.4.1, finds that no tag in use needs more.
const LONGEST: usize = 35;

fn canonical(given: &str) -> Result<LanguageIdentifier, Fault> {
    if given.len() > LONGEST {
        return Err(Fault::Unknown);
    }
    let tag = given.replace('_', "-");
    if tag
        .get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("x-"))
    {
        return Err(Fault::PrivateUse);
    }
    let mut locale = Locale::try_from_str(&tag).map_err(|_| Fault::Unknown)?;
    CANONICALIZER.canonicalize(&mut locale);
    let language = locale.id.language;
    if NONSPECIFIC.contains(&language.as_str()) {
        return Err(Fault::Nonspecific);
    }
    if ("qaa"..="qtz").contains(&language.as_str()) && language.as_str().len() == 3 {
        return Err(Fault::PrivateUse);
    }
    let english = &NAMES[Lang::En.index()];
    if iso(language).is_none() && english.languages.of(language).is_none() {
        return Err(Fault::Unknown);
    }
    let script_known = locale
        .id
        .script
        .is_none_or(|script| SCRIPTS.of(script).is_some());
    let region_known = locale
        .id
        .region
        .is_none_or(|region| REGIONS.of(region).is_some());
    let variants_known = locale.id.variants.iter().all(|v| VARIANTS.of(*v).is_some());
    if !script_known || !region_known || !variants_known {
        return Err(Fault::UnknownSubtag(language));
    }
    if !locale.extensions.is_empty() {
        return Err(Fault::Extended);
    }
    Ok(locale.id)
}

fn refusal(given: &str, fault: Fault) -> Invalid {
    let told = |what: &str, meant: Option<LanguageTag>| {
        let remedy = match meant {
            Some(tag) => format!("did you mean {tag} ({})?", tag.name(Lang::En)),
            None => "it is a BCP 47 tag, such as nl or fr-BE".to_owned(),
        };
        Invalid::new("unknown_language", format!("\"{given}\" {what}; {remedy}"))
    };
    match fault {
        Fault::Unknown => told("is not a language", meant(given)),
        Fault::UnknownSubtag(language) => told(
            "has a script, region or variant that does not exist",
            Some(LanguageTag(language.as_str().into())),
        ),
        Fault::Nonspecific => told("names no language in particular", None),
        Fault::PrivateUse => told("is a code for private use, which others cannot read", None),
        Fault::Extended => told(
            "says more than language, script and region",
            given.split(['-', '_']).next().and_then(tag_of),
        ),
    }
}

fn meant(given: &str) -> Option<LanguageTag> {
    let name = fold(given);
    language_of_country(given)
        .or_else(|| called(&name))
        .or_else(|| extended_language(given))
        .or_else(|| {
            called(nearest(
                &name,
                CALLED.iter().map(|(name, _)| name.as_str()),
            )?)
        })
}

/// People often write `gr` for Greek or `cz` for Czech, which are codes of the country: the
/// language that CLDR deems likely there.
fn language_of_country(given: &str) -> Option<LanguageTag> {
    let mut id = LanguageIdentifier::UNKNOWN;
    id.region = assigned(given)?.region();
    LocaleExpander::new_common().maximize(&mut id);
    tag_of(id.language.as_str())
}

/// The language in a longer text that begins with one: RFC 5646 lets `zh-yue` stand for `yue`, and
/// of `fr-B` the first part at least is clear.
fn extended_language(given: &str) -> Option<LanguageTag> {
    let mut subtags = given.split(['-', '_']);
    let primary = tag_of(subtags.next()?)?;
    let extended = subtags
        .next()
        .filter(|subtag| subtag.len() == 3)
        .and_then(tag_of);
    Some(extended.unwrap_or(primary))
}

fn called(name: &str) -> Option<LanguageTag> {
    let place = BY_NAME.get(name)?.first()?;
    Some(CALLED[*place].1.clone())
}

/// Where each name stands among [`CALLED`].
static BY_NAME: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, (name, _)) in CALLED.iter().enumerate() {
        places.entry(name).or_default().push(place);
    }
    places
});

/// Names of what some take for one language and others for several.
const SEVERAL: [&str; 4] = [
    "bks",
    "bosnian-croatian-serbian",
    "serbo-croatian",
    "sign language",
];

fn tag_of(code: &str) -> Option<LanguageTag> {
    canonical(code).ok().map(|id| LanguageTag::of(&id))
}

/// The entry of ISO 639-3.
fn iso(language: Language) -> Option<isolang::Language> {
    let code = language.as_str();
    isolang::Language::from_639_1(code).or_else(|| isolang::Language::from_639_3(code))
}

fn english_or_reference_name(language: Language) -> Option<&'static str> {
    let english = &NAMES[Lang::En.index()];
    english
        .languages
        .of(language)
        .or_else(|| Some(iso(language)?.to_name()))
}

static CANONICALIZER: LazyLock<LocaleCanonicalizer> =
    LazyLock::new(LocaleCanonicalizer::new_extended);

/// Names of languages in one language of pages, borrowed from the data compiled in.
struct Names {
    tags: LocaleDisplayNamesFormatter,
    languages: LanguageDisplayNames,
}

static NAMES: LazyLock<[Names; PageLang::COUNT]> = LazyLock::new(|| {
    PageLang::ALL.map(|lang| {
        let locale = lang.locale();
        let options = DisplayNamesOptions::default();
        Names {
            tags: LocaleDisplayNamesFormatter::try_new((&locale).into(), options)
                .expect("names of locales are compiled in"),
            languages: LanguageDisplayNames::try_new((&locale).into(), options)
                .expect("names of languages are compiled in"),
        }
    })
});

static SCRIPTS: LazyLock<ScriptDisplayNames> = LazyLock::new(|| {
    ScriptDisplayNames::try_new(locale!("en").into(), DisplayNamesOptions::default())
        .expect("names of scripts are compiled in")
});

static VARIANTS: LazyLock<VariantDisplayNames> = LazyLock::new(|| {
    VariantDisplayNames::try_new(locale!("en").into(), DisplayNamesOptions::default())
        .expect("names of variants are compiled in")
});

static REGIONS: LazyLock<RegionDisplayNames> = LazyLock::new(|| {
    RegionDisplayNames::try_new(locale!("en").into(), DisplayNamesOptions::default())
        .expect("names of regions are compiled in")
});

/// The tag for each two letters: nearly every tag of a file is one of these, and a file has tens
/// of thousands.
static PLAIN: LazyLock<Vec<Option<LanguageTag>>> = LazyLock::new(|| {
    (b'a'..=b'z')
        .flat_map(|first| (b'a'..=b'z').map(move |second| [first, second]))
        .map(|code| tag_of(str::from_utf8(&code).ok()?))
        .collect()
});

fn plain_place(given: &str) -> Option<usize> {
    let code: [u8; 2] = given.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then(|| {
        code.iter().fold(0, |place, b| {
            place * 26 + usize::from(b.to_ascii_lowercase() - b'a')
        })
    })
}

static PUBLISHED: LazyLock<[LanguageTag; PageLang::COUNT]> =
    LazyLock::new(|| PageLang::ALL.map(|lang| LanguageTag(lang.code().into())));

/// Tags beyond a plain language for which CLDR has a name of their own, such as Flemish.
const DIALECTS: [&str; 9] = [
    "nl-BE", "fa-AF", "ro-MD", "pt-BR", "de-CH", "fr-CA", "zh-Hant", "zh-Hans", "sr-Latn",
];

/// Languages that CLDR has a name for and hardly anybody is served in: ancient ones, invented ones,
/// those of two letters that are easily taken for a country or a word, and those without a code for
/// any one of them (`sgn`, sign languages).
const RARE: &str = "ae akk ang arc ch cu dum egy enm frm fro gmh goh got grc ho ie io jbo lzh na \
    non peo phn pi pro sga sgn sux syc tlh vo zbl";

/// What people write that neither CLDR nor ISO 639-3 has.
const COLLOQUIAL: [(&str, &str); 13] = [
    ("cantonese", "yue"),
    ("dari", "fa-AF"),
    ("kurdish (kurmanji)", "ku"),
    ("kurdish (sorani)", "ckb"),
    ("mandarin", "zh"),
    ("romani", "rom"),
    ("romanes", "rom"),
    ("sorani", "ckb"),
    ("castellano", "es"),
    ("castilian", "es"),
    ("farsi", "fa"),
    ("kurmanji", "ku"),
    ("serbo-croatian", "sr-Latn"),
];

/// What a language may be called, folded: codes, then names in the published languages and in
/// their own, of the best known languages first, so that those win where two are as near.
static CALLED: LazyLock<Vec<(String, LanguageTag)>> = LazyLock::new(|| {
    let mut called = Vec::new();
    let colloquial = COLLOQUIAL.into_iter();
    called.extend(colloquial.filter_map(|(name, code)| Some((name.to_owned(), tag_of(code)?))));
    let plain = || PLAIN.iter().flatten();
    called.extend(plain().map(|tag| (tag.as_str().to_owned(), tag.clone())));
    let dialects = DIALECTS.into_iter().filter_map(tag_of);
    for tag in plain().cloned().chain(dialects) {
        let names = Lang::ALL
            .into_iter()
            .map(|lang| tag.name(lang))
            .map(|name| fold(&name));
        called.extend(names.map(|name| (name, tag.clone())));
        called.extend(tag.native_name().map(|name| (fold(name), tag.clone())));
    }
    for language in isolang::languages().filter(|language| language.to_639_1().is_none()) {
        let Some(tag) = tag_of(language.to_639_3()) else {
            continue;
        };
        called.push((fold(&tag.name(Lang::En)), tag.clone()));
        called.push((fold(language.to_name()), tag.clone()));
        called.extend(language.to_autonym().map(|name| (fold(name), tag)));
    }
    // There are languages called E and U, whom nobody means by a stray letter.
    called.retain(|(name, _)| name.chars().count() > 1);
    called
});

impl<L: Into<PageLang>> From<L> for LanguageTag {
    fn from(lang: L) -> Self {
        PUBLISHED[lang.into().index()].clone()
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LanguageTag({self})")
    }
}

read_by_parse!(LanguageTag);

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl utoipa::PartialSchema for LanguageTag {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A language, by its BCP 47 tag in canonical form: `nl`, `fr-BE`, `zh-Hant`.",
            ))
            .format(Some(SchemaFormat::Custom("bcp47".to_owned())))
            .pattern(Some("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))
            .examples(["nl"])
            .into()
    }
}

impl utoipa::ToSchema for LanguageTag {}

#[cfg(test)]
mod tests {
    use super::*;
    use utoipa::{PartialSchema, ToSchema};

    fn tag(text: &str) -> LanguageTag {
        text.parse().unwrap()
    }

    #[track_caller]
    fn assert_meant(given: &str, meant: &str) {
        let refusal = LanguageTag::parse(given).unwrap_err();
        assert_eq!(refusal.code, "unknown_language");
        let hint = format!("did you mean {meant} (");
        assert!(refusal.message.contains(&hint), "{}", refusal.message);
    }

    #[test]
    fn every_language_of_the_members_is_known() {
        let real = "af az bg bn bs ca cs da de el en es eu fi fr ga gl hi hr hu id is it ja ka kl \
            ko la lb lt lv mi ms ne nl no pl pt ro se sk sl so sq sr sv tl tn tr uz vi zh aa am \
            ar as ba be br cy dv dz et fa fo gd gu ha he hy jv kk km kn kr ku ky lo lu mk ml mn \
            mr my nb nn nr oc oj om or pa ps rm ru rw sd si ss st sw ta te tg th tk ts tt ug uk \
            ur ve xh yo zu prs kmr ti zgh wo ln mnk ff zh-Hant sr-Latn pt-BR";
        for code in real.split_whitespace() {
            let tag = LanguageTag::parse(code).unwrap();
            assert_eq!(
                LanguageTag::parse(tag.as_str()),
                Ok(tag.clone()),
                "canonical is stable"
            );
            for lang in PageLang::ALL {
                let name = tag.name(lang);
                assert!(
                    name.chars().count() > 1 && name != tag.as_str(),
                    "{code} {} {name}",
                    lang.code()
                );
            }
        }
    }

    #[test]
    fn a_tag_is_kept_in_canonical_form() {
        for (text, canonical) in [
            ("NL", "nl"),
            (" nl ", "nl"),
            ("FR-be", "fr-BE"),
            ("fr_BE", "fr-BE"),
            ("ZH-hANT-tw", "zh-Hant-TW"),
            ("eng", "en"),
            ("ger", "de"),
            ("iw", "he"),
            ("in", "id"),
            ("sh", "sr-Latn"),
            ("tl", "fil"),
            ("prs", "fa-AF"),
            ("kmr", "ku"),
            ("no", "no"),
            ("nb", "nb"),
            ("en-UK", "en-GB"),
            ("es-419", "es-419"),
            ("ca-valencia", "ca-valencia"),
            ("aaf", "aaf"),
        ] {
            assert_eq!(tag(text).as_str(), canonical, "{text}");
        }
    }

    #[test]
    fn no_language_in_particular_is_refused() {
        for text in ["und", "und-BE", "mul", "zxx", "mis", "UND"] {
            let refusal = LanguageTag::parse(text).unwrap_err();
            assert_eq!(
                refusal.message,
                format!(
                    "\"{text}\" names no language in particular; it is a BCP 47 tag, such as nl \
                     or fr-BE"
                )
            );
        }
        for text in ["qaa", "qtz", "x-klingon", "X-a"] {
            let refusal = LanguageTag::parse(text).unwrap_err();
            assert!(
                refusal.message.contains("private use"),
                "{}",
                refusal.message
            );
        }
    }

    #[test]
    fn what_is_no_language_is_refused() {
        for text in ["", "x", "zz", "xq", "qqqq", "€", "--", "-", "\u{0}", "12"] {
            let refusal = LanguageTag::parse(text).unwrap_err();
            assert_eq!(refusal.code, "unknown_language", "{text}");
            assert!(
                refusal.message.ends_with("such as nl or fr-BE"),
                "{}",
                refusal.message
            );
        }
        assert!(LanguageTag::parse(&"fr-".repeat(100_000)).is_err());
    }

    #[test]
    fn the_code_of_a_country_gets_its_language() {
        for (given, meant) in [
            ("gr", "el"),
            ("GR", "el"),
            ("cz", "cs"),
            ("dk", "da"),
            ("jp", "ja"),
        ] {
            assert_meant(given, meant);
        }
        assert_eq!(
            LanguageTag::parse("gr").unwrap_err().message,
            "\"gr\" is not a language; did you mean el (Greek)?"
        );
    }

    #[test]
    fn a_name_gets_its_tag() {
        for (given, meant) in [
            ("Dutch", "nl"),
            ("dutch", "nl"),
            ("Français", "fr"),
            ("Francais", "fr"),
            ("Deutch", "de"),
            ("Englisch", "en"),
            ("Nederlands", "nl"),
            ("Ελληνικά", "el"),
            ("русский", "ru"),
            ("Spanish", "es"),
            ("Castellano", "es"),
            ("Flemish", "nl-BE"),
            ("Kurmanji", "ku"),
            ("Tok Pisin", "tpi"),
            ("West Flemish", "vls"),
            ("Ukranian", "uk"),
            ("sp", "es"),
        ] {
            assert_meant(given, meant);
        }
    }

    #[test]
    fn of_a_tag_that_goes_wrong_the_language_is_kept() {
        assert_meant("fr-B", "fr");
        assert_meant("fr-XX", "fr");
        assert_meant("fr-Abcd", "fr");
        assert_meant("fr-foobar", "fr");
        assert_meant("fr-x-ours", "fr");
        assert_meant("ar-u-nu-latn", "ar");
        assert_meant("zh-yue", "yue");
        assert_eq!(
            LanguageTag::parse("fr-XX").unwrap_err().message,
            "\"fr-XX\" has a script, region or variant that does not exist; did you mean fr (French)?"
        );
    }

    #[test]
    fn a_language_has_a_name_in_every_published_language() {
        assert_eq!(
            Lang::ALL.map(|lang| tag("nl").name(lang)),
            [
                "Dutch",
                "Niederländisch",
                "Nederlands",
                "néerlandais",
                "neerlandés",
                "olandese",
                "neerlandês"
            ]
        );
        assert_eq!(tag("nl-BE").name(Lang::En), "Flemish");
        assert_eq!(tag("el-BE").name(Lang::Fr), "grec (Belgique)");
        assert_eq!(tag("sr-Latn").name(Lang::En), "Serbian (Latin)");
        assert_eq!(tag("zh-Hant").name(Lang::En), "Traditional Chinese");
    }

    #[test]
    fn a_language_unknown_to_cldr_has_its_reference_name() {
        assert_eq!(tag("aaf").name(Lang::De), "Aranadan");
        assert_eq!(tag("aaf-IN").name(Lang::De), "Aranadan (Indien)");
    }

    #[test]
    fn a_language_has_a_name_of_its_own() {
        for (code, name) in [
            ("nl", "Nederlands"),
            ("el", "Ελληνικά"),
            ("fr-BE", "français"),
            ("ba", "башҡорт теле"),
        ] {
            assert_eq!(tag(code).native_name(), Some(name));
        }
        assert_eq!(tag("aaf").native_name(), None);
    }

    #[test]
    fn a_range_covers_its_own_tag_and_longer_ones() {
        for (range, covered) in [
            ("fr", "fr"),
            ("fr", "fr-BE"),
            ("zh", "zh-Hant-TW"),
            ("zh-Hant", "zh-Hant-TW"),
        ] {
            assert!(tag(covered).matches(&tag(range)), "{range} {covered}");
        }
        for (range, other) in [
            ("fr-BE", "fr"),
            ("fr", "fy"),
            ("fr", "fro"),
            ("zh-TW", "zh-Hant-TW"),
        ] {
            assert!(!tag(other).matches(&tag(range)), "{range} {other}");
        }
    }

    #[test]
    fn the_published_languages_are_tags() {
        for lang in Lang::ALL {
            assert_eq!(LanguageTag::from(lang), tag(lang.code()));
        }
    }

    #[test]
    fn json_has_the_tag() {
        assert_eq!(serde_json::to_string(&tag("fr-be")).unwrap(), "\"fr-BE\"");
        assert_eq!(
            serde_json::from_str::<LanguageTag>("\"EL\"").unwrap(),
            tag("el")
        );
        let refusal = serde_json::from_str::<LanguageTag>("\"gr\"")
            .unwrap_err()
            .to_string();
        assert!(refusal.contains("did you mean el"), "{refusal}");
        let texts: std::collections::BTreeMap<LanguageTag, String> =
            serde_json::from_str(r#"{"NL": "ja"}"#).unwrap();
        assert_eq!(serde_json::to_string(&texts).unwrap(), r#"{"nl":"ja"}"#);
    }

    #[test]
    fn the_schema_is_a_string() {
        let schema = serde_json::to_value(LanguageTag::schema()).unwrap();
        assert_eq!(schema["type"], "string");
        assert_eq!(schema["examples"][0], "nl");
        assert!(schema["description"].as_str().unwrap().contains("BCP 47"));
        assert_eq!(<LanguageTag as ToSchema>::name(), "LanguageTag");
    }
}
