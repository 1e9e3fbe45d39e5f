//! The languages that members speak, write and serve in.

mod everywhere;
mod naming;
mod reading;

use std::{
    fmt,
    sync::{Arc, LazyLock},
};

pub use everywhere::names as language_names;
use icu_locale::{LanguageIdentifier, Locale, subtags::Language};
use naming::{NAMES, english_or_reference_name, iso};
use reading::{BY_NAME, CALLED, PLAIN, SEVERAL, canonical, plain_place, refusal};
use serde::{Serialize, Serializer};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type};

use crate::{
    checked_text::read_by_parse, collation::fold, invalid::Invalid, lang::Lang, page_lang::PageLang,
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

static PUBLISHED: LazyLock<[LanguageTag; PageLang::COUNT]> =
    LazyLock::new(|| PageLang::ALL.map(|lang| LanguageTag(lang.code().into())));

/// Languages that CLDR has a name for and hardly anybody is served in: ancient ones, invented ones,
/// those of two letters that are easily taken for a country or a word, and those without a code for
/// any one of them (`sgn`, sign languages).
const RARE: &str = "ae akk ang arc ch cu dum egy enm frm fro gmh goh got grc ho ie io jbo lzh na \
    non peo phn pi pro sga sgn sux syc tlh vo zbl";

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
mod tests;
