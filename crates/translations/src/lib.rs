//! The texts of pages, of the map and of the embeddable list, in all languages of pages, and of the
//! digest, in those of answers.
//!
//! They live in `translations/`, a folder a language and a file a subject, in the form of Fluent
//! (<https://projectfluent.org>), which a translator can edit; the program holds them from the day
//! that it is built. Numbers, plurals and dates follow CLDR.
//!
//! A text knows no HTML: whatever it is put into has to be escaped there, as every text is.

mod cities;

use std::sync::LazyLock;

use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, memoizer::MemoizerKind,
    types::FluentNumber,
};
use icu_calendar::Gregorian;
use icu_datetime::{
    FixedCalendarDateTimeFormatter,
    fieldsets::{E, YMD},
    input::Date as IcuDate,
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

pub use cities::city;
use network::{Date, LanguageTag, PageLang, page_languages};

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
        }

        /// Templates give references.
        impl From<&$number> for Argument<'_> {
            fn from(number: &$number) -> Self {
                (*number).into()
            }
        })+
    };
}

impl From<&Date> for Argument<'_> {
    fn from(date: &Date) -> Self {
        (*date).into()
    }
}

from_numbers!(i32, u16, u32, u64, usize, f64);

/// The files of a language with their subjects.
type Files = &'static [(&'static str, &'static str)];

macro_rules! file {
    ($lang:literal, $subject:literal) => {
        (
            $subject,
            include_str!(concat!(
                "../../../translations/",
                $lang,
                "/",
                $subject,
                ".ftl"
            )),
        )
    };
}

macro_rules! files {
    (
        published: $($lang:literal $_locale:literal),+;
        pages: $($more:literal $_more_locale:literal,)+
    ) => {
        /// In the order of [`PageLang::ALL`]. What goes out in answers alone is in their languages.
        static FILES: [Files; PageLang::COUNT] = [
            $(&[
                file!($lang, "pages"),
                file!($lang, "map"),
                file!($lang, "embed"),
                file!($lang, "digest"),
                file!($lang, "console"),
                file!($lang, "mail"),
                file!($lang, "own"),
            ],)+
            $(&[
                file!($more, "pages"),
                file!($more, "map"),
                file!($more, "embed"),
                file!($more, "own"),
            ],)+
        ];
    };
}

page_languages!(files);

/// What a language is spoken with.
struct Voice {
    bundle: FluentBundle<FluentResource>,
    /// None where CLDR's data fail, which a test excludes; then digits stand as they are.
    numbers: Option<DecimalFormatter>,
    /// Days are those of the Gregorian calendar, whichever is usual where the language is spoken:
    /// who comes to an appointment must find it in the calendar of the country.
    dates: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    weekdays: Option<FixedCalendarDateTimeFormatter<Gregorian, E>>,
}

static VOICES: LazyLock<[Voice; PageLang::COUNT]> = LazyLock::new(|| PageLang::ALL.map(Voice::new));

/// A text in a language. What a message does not have is put in nowhere, and a message that there
/// is not is its own name; the tests find both.
pub fn text(
    lang: impl Into<PageLang>,
    id: &str,
    arguments: &[(&'static str, Argument<'_>)],
) -> String {
    let lang = lang.into();
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
pub fn number(lang: impl Into<PageLang>, value: f64) -> String {
    let plain = value.to_string();
    let digits: Option<Decimal> = plain.parse().ok();
    match (&VOICES[lang.into().index()].numbers, digits) {
        (Some(numbers), Some(digits)) => numbers.format(&digits).to_string(),
        _ => plain,
    }
}

/// A text with its digits as the language writes them, for what is no number: an hour, a year.
pub fn digits(lang: impl Into<PageLang>, text: &str) -> String {
    let zero = number(lang, 0.0).chars().next().unwrap_or('0') as u32;
    let own = |sign: char| {
        let value = sign.to_digit(10).filter(|_| sign.is_ascii_digit());
        value
            .and_then(|value| char::from_u32(zero + value))
            .unwrap_or(sign)
    };
    text.chars().map(own).collect()
}

/// Writes a day with one of the formatters, whose types differ.
macro_rules! format_day {
    ($day:expr, $formatter:expr) => {{
        let (month, day) = ($day.month().unsigned_abs(), $day.day().unsigned_abs());
        let known = IcuDate::try_new_gregorian(i32::from($day.year()), month, day);
        match (&$formatter, known) {
            (Some(formatter), Ok(known)) => formatter.format(&known).to_string(),
            _ => $day.to_string(),
        }
    }};
}

/// A day as the language writes it in full: `4 maart 2026`.
pub fn date(lang: impl Into<PageLang>, day: Date) -> String {
    let lang = lang.into();
    let written = format_day!(day, VOICES[lang.index()].dates);
    let first = FIRST_OF_MONTH.iter().find(|(code, _)| *code == lang.code());
    match (written.strip_prefix("1 "), first) {
        (Some(month), Some((_, first))) => format!("{first} {month}"),
        _ => written,
    }
}

/// Where the first of a month is an ordinal, which CLDR leaves out.
pub const FIRST_OF_MONTH: [(&str, &str); 2] = [("fr", "1er"), ("it", "1º")];

/// The name of the weekday of a day: `woensdag`.
pub fn weekday(lang: impl Into<PageLang>, day: Date) -> String {
    format_day!(day, VOICES[lang.into().index()].weekdays)
}

/// What a language calls itself, as a title has it: `Français`.
pub fn own_name(lang: impl Into<PageLang>) -> String {
    let lang = lang.into();
    let name = LanguageTag::from(lang).name(lang);
    let mut signs = name.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => name,
    }
}

impl Voice {
    fn new(lang: PageLang) -> Self {
        let locale = &lang.locale();
        let languages = locale.to_string().parse().into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(languages);
        // The marks that keep a text of another direction apart are HTML's to give: in an
        // attribute, in Markdown or in a title they would stand as signs of their own.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(numeral));
        for (subject, source) in FILES[lang.index()] {
            let resource = match FluentResource::try_new((*source).to_owned()) {
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
            dates: FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok(),
            weekdays: FixedCalendarDateTimeFormatter::try_new(locale.into(), E::long()).ok(),
        }
    }
}

/// How Fluent writes a value. It is told the language through what it keeps of it.
fn numeral<M: MemoizerKind>(value: &FluentValue<'_>, memory: &M) -> Option<String> {
    match value {
        FluentValue::Number(value) => memory
            .with_try_get_threadsafe::<Spoken, _, _>((), |spoken| number(spoken.0, value.value))
            .ok(),
        _ => None,
    }
}

/// The language that a bundle speaks.
struct Spoken(PageLang);

impl Memoizable for Spoken {
    type Args = ();
    type Error = ();

    fn construct(lang: LanguageIdentifier, _: ()) -> Result<Self, ()> {
        PageLang::of_range(lang.language.as_str())
            .map(Self)
            .ok_or(())
    }
}

/// The texts of one language, as templates take them.
#[derive(Debug, Clone, Copy)]
pub struct Texts(pub PageLang);

impl Texts {
    /// The texts of a language.
    pub fn of(lang: impl Into<PageLang>) -> Self {
        Self(lang.into())
    }

    /// Things one behind the other, as the language separates them: `a, b`, `أ، ب`.
    pub fn list<T: AsRef<str>>(self, things: &[T]) -> String {
        let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
        things.join(&self.separator())
    }

    /// What a thing is called, before the thing itself: `Language:`.
    pub fn labelled(self, id: &str) -> String {
        self.say_with("labelled", "name", &self.say(id))
    }

    /// A number or a day as the language writes it; a text as it is.
    pub fn written<'a>(self, value: impl Into<Argument<'a>>) -> String {
        match value.into() {
            Argument::Text(text) => text.to_owned(),
            Argument::Number(value) => number(self.0, value),
            Argument::Date(day) => date(self.0, day),
        }
    }

    /// What stands between the things of a list.
    pub fn separator(self) -> String {
        say!(self, "list", first = "", second = "")
    }

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
