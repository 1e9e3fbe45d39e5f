//! The texts of pages, of the map, of the embeddable list and of the digest, in the seven
//! languages.
//!
//! They live in `translations/`, a folder a language and a file a subject, in the form of Fluent
//! (<https://projectfluent.org>), which a translator can edit; the program holds them from the day
//! that it is built. Numbers, plurals and dates follow CLDR.
//!
//! A text knows no HTML: whatever it is put into has to be escaped there, as every text is.

mod cities;

use std::sync::LazyLock;

use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber,
};
use icu_datetime::{
    DateTimeFormatter,
    fieldsets::{E, YMD},
    input::Date as IcuDate,
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_locale::{Locale, locale};

pub use cities::city;
use network::{Date, Lang};

/// What is put into a text.
#[derive(Debug, Clone)]
pub enum Argument<'a> {
    /// A text; also what a text chooses its variant by (`{ $kind -> [office] … }`).
    Text(&'a str),
    /// A number, which a plural may depend on.
    Number(f64),
    /// A day.
    Date(Date),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<Date> for Argument<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

macro_rules! from_numbers {
    ($($number:ty),+) => {
        $(impl From<$number> for Argument<'_> {
            fn from(number: $number) -> Self {
                Self::Number(number as f64)
            }
        })+
    };
}

/// Templates give references.
impl From<&usize> for Argument<'_> {
    fn from(number: &usize) -> Self {
        (*number).into()
    }
}

impl From<&u64> for Argument<'_> {
    fn from(number: &u64) -> Self {
        (*number).into()
    }
}

impl From<&Date> for Argument<'_> {
    fn from(date: &Date) -> Self {
        (*date).into()
    }
}

from_numbers!(i32, u32, u64, usize, f64);

/// The files of a language, in the order of their subjects.
type Files = [(&'static str, &'static str); 5];

macro_rules! files {
    ($($lang:literal),+) => {
        [$([
            ("pages", include_str!(concat!("../../../translations/", $lang, "/pages.ftl"))),
            ("map", include_str!(concat!("../../../translations/", $lang, "/map.ftl"))),
            ("embed", include_str!(concat!("../../../translations/", $lang, "/embed.ftl"))),
            ("digest", include_str!(concat!("../../../translations/", $lang, "/digest.ftl"))),
            ("console", include_str!(concat!("../../../translations/", $lang, "/console.ftl"))),
        ]),+]
    };
}

/// In the order of [`Lang::ALL`].
static FILES: [Files; 7] = files!("en", "de", "nl", "fr", "es", "it", "pt");

/// The region's way where a language has several: that of Europe.
const LOCALES: [Locale; 7] = [
    locale!("en-GB"),
    locale!("de"),
    locale!("nl"),
    locale!("fr"),
    locale!("es"),
    locale!("it"),
    locale!("pt-PT"),
];

/// What a language is spoken with.
struct Voice {
    bundle: FluentBundle<FluentResource>,
    /// None where CLDR's data fail, which a test excludes; then digits stand as they are.
    numbers: Option<DecimalFormatter>,
    dates: Option<DateTimeFormatter<YMD>>,
    weekdays: Option<DateTimeFormatter<E>>,
}

static VOICES: LazyLock<[Voice; 7]> = LazyLock::new(|| Lang::ALL.map(Voice::new));

/// A text in a language. What a message does not have is put in nowhere, and a message that there
/// is not is its own name; the tests find both.
pub fn text(lang: Lang, id: &str, arguments: &[(&'static str, Argument<'_>)]) -> String {
    let voice = &VOICES[lang.index()];
    let Some(pattern) = voice
        .bundle
        .get_message(id)
        .and_then(|message| message.value())
    else {
        tracing::error!(id, lang = lang.code(), "there is no such text");
        return id.to_owned();
    };
    let mut given = FluentArgs::with_capacity(arguments.len());
    for (name, argument) in arguments {
        given.set(
            *name,
            match argument {
                Argument::Text(text) => FluentValue::String((*text).into()),
                Argument::Number(number) => FluentValue::Number(FluentNumber::from(*number)),
                Argument::Date(day) => FluentValue::String(date(lang, *day).into()),
            },
        );
    }
    let mut errors = Vec::new();
    let written = voice
        .bundle
        .format_pattern(pattern, Some(&given), &mut errors);
    if !errors.is_empty() {
        tracing::error!(id, lang = lang.code(), ?errors, "a text lacks something");
    }
    written.into_owned()
}

/// A text with what is put into it: `say!(texts, "shown-of", shown = 24, total = 155)`.
#[macro_export]
macro_rules! say {
    ($texts:expr, $id:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::text(
            $texts.0,
            $id,
            &[$((stringify!($name), $crate::Argument::from($value))),+],
        )
    };
}

/// A number as the language writes it: `1.234,5`.
pub fn number(lang: Lang, value: f64) -> String {
    let plain = value.to_string();
    let digits: Option<Decimal> = plain.parse().ok();
    match (&VOICES[lang.index()].numbers, digits) {
        (Some(numbers), Some(digits)) => numbers.format(&digits).to_string(),
        _ => plain,
    }
}

/// Writes a day with one of the formatters, whose types differ.
macro_rules! format_day {
    ($day:expr, $formatter:expr) => {{
        let (month, day) = ($day.month().unsigned_abs(), $day.day().unsigned_abs());
        let known = IcuDate::try_new_iso(i32::from($day.year()), month, day);
        match (&$formatter, known) {
            (Some(formatter), Ok(known)) => formatter.format(&known).to_string(),
            _ => $day.to_string(),
        }
    }};
}

/// A day as the language writes it in full: `4 maart 2026`.
pub fn date(lang: Lang, day: Date) -> String {
    let written = format_day!(day, VOICES[lang.index()].dates);
    match written.strip_prefix("1 ") {
        // In French the first of a month is an ordinal, which CLDR leaves out.
        Some(month) if lang == Lang::Fr => format!("1er {month}"),
        _ => written,
    }
}

/// The name of the weekday of a day: `woensdag`.
pub fn weekday(lang: Lang, day: Date) -> String {
    format_day!(day, VOICES[lang.index()].weekdays)
}

impl Voice {
    fn new(lang: Lang) -> Self {
        let locale = &LOCALES[lang.index()];
        let languages = locale.to_string().parse().into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(languages);
        // The marks that keep a text of another direction apart are HTML's to give: in an
        // attribute, in Markdown or in a title they would stand as signs of their own.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::En => numeral::<_, 0>,
            Lang::De => numeral::<_, 1>,
            Lang::Nl => numeral::<_, 2>,
            Lang::Fr => numeral::<_, 3>,
            Lang::Es => numeral::<_, 4>,
            Lang::It => numeral::<_, 5>,
            Lang::Pt => numeral::<_, 6>,
        }));
        for (subject, source) in FILES[lang.index()] {
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    tracing::error!(subject, lang = lang.code(), ?errors, "texts are not Fluent");
                    resource
                }
            };
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(
                    subject,
                    lang = lang.code(),
                    ?errors,
                    "a text is there twice"
                );
            }
        }
        let options = DecimalFormatterOptions::default();
        Self {
            bundle,
            numbers: DecimalFormatter::try_new(locale.into(), options).ok(),
            dates: DateTimeFormatter::try_new(locale.into(), YMD::long()).ok(),
            weekdays: DateTimeFormatter::try_new(locale.into(), E::long()).ok(),
        }
    }
}

/// How Fluent writes a value. It is not told the language, so there is one for each.
fn numeral<M, const LANG: usize>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(value) => Some(number(Lang::ALL[LANG], value.value)),
        _ => None,
    }
}

/// The texts of one language, as templates take them.
#[derive(Debug, Clone, Copy)]
pub struct Texts(pub Lang);

impl Texts {
    /// A text that stands as it is.
    pub fn say(self, id: &str) -> String {
        text(self.0, id, &[])
    }

    /// A text with one thing put into it.
    pub fn say_with<'a>(
        self,
        id: &str,
        name: &'static str,
        value: impl Into<Argument<'a>>,
    ) -> String {
        text(self.0, id, &[(name, value.into())])
    }
}

#[cfg(test)]
mod tests;
