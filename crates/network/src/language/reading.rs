//! How the tag of a language is read, and which one was likely meant by a text that is none.

use std::{collections::HashMap, sync::LazyLock};

use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander, subtags::Language,
};

use super::{
    LanguageTag,
    naming::{NAMES, REGIONS, SCRIPTS, VARIANTS, iso},
};
use crate::{collation::fold, country::assigned, invalid::Invalid, lang::Lang, nearest::nearest};

/// What keeps a text from being a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
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

pub(super) fn canonical(given: &str) -> Result<LanguageIdentifier, Fault> {
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

pub(super) fn refusal(given: &str, fault: Fault) -> Invalid {
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
pub(super) static BY_NAME: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, (name, _)) in CALLED.iter().enumerate() {
        places.entry(name).or_default().push(place);
    }
    places
});

/// Names of what some take for one language and others for several.
pub(super) const SEVERAL: [&str; 4] = [
    "bks",
    "bosnian-croatian-serbian",
    "serbo-croatian",
    "sign language",
];

pub(super) fn tag_of(code: &str) -> Option<LanguageTag> {
    canonical(code).ok().map(|id| LanguageTag::of(&id))
}

/// The tag for each two letters: nearly every tag of a file is one of these, and a file has tens
/// of thousands.
pub(super) static PLAIN: LazyLock<Vec<Option<LanguageTag>>> = LazyLock::new(|| {
    (b'a'..=b'z')
        .flat_map(|first| (b'a'..=b'z').map(move |second| [first, second]))
        .map(|code| tag_of(str::from_utf8(&code).ok()?))
        .collect()
});

pub(super) fn plain_place(given: &str) -> Option<usize> {
    let code: [u8; 2] = given.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then(|| {
        code.iter().fold(0, |place, b| {
            place * 26 + usize::from(b.to_ascii_lowercase() - b'a')
        })
    })
}

static CANONICALIZER: LazyLock<LocaleCanonicalizer> =
    LazyLock::new(LocaleCanonicalizer::new_extended);

/// Tags beyond a plain language for which CLDR has a name of their own, such as Flemish.
const DIALECTS: [&str; 9] = [
    "nl-BE", "fa-AF", "ro-MD", "pt-BR", "de-CH", "fr-CA", "zh-Hant", "zh-Hans", "sr-Latn",
];

/// What people write that neither CLDR nor ISO 639-3 has.
pub(super) const COLLOQUIAL: [(&str, &str); 13] = [
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
pub(super) static CALLED: LazyLock<Vec<(String, LanguageTag)>> = LazyLock::new(|| {
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
