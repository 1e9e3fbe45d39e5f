//! What a client wants: format, language, compression.

use std::{cmp::Reverse, fmt, str::FromStr};

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderName},
};

use super::{
    parameters::Query,
    problem::{Kind, Problem},
};
use network::{Invalid, Lang, LanguageTag, PageLang, codes::codes};

codes! {
    /// A format of a text.
    TextFormat ("format") {
        /// JSON: what the text would say, for programs.
        Json = "json",
        /// Markdown (CommonMark), which reads well as it stands.
        Markdown = "markdown",
        /// Plain HTML.
        Html = "html",
    }
}

/// A format that may be asked for.
pub trait Offered: Copy + PartialEq + fmt::Display + FromStr<Err = Invalid> {
    /// One that is shown to who is told how to ask.
    const SHOWN: &'static str;

    /// What people call it.
    fn title(self) -> &'static str;

    /// Its media type.
    fn media_type(self) -> &'static str;
}

impl Offered for TextFormat {
    const SHOWN: &'static str = "html";

    fn title(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// A compression of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// None.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Encoding {
    /// Its name in `Content-Encoding`.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// Who reads an answer or a page: in which of their languages, and in which other one where a member
/// wrote in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The language of labels: of an answer one of the seven, of a page one of all.
    pub lang: PageLang,
    /// The reader's own language, where it is none of the seven: without script and region.
    pub own: Option<LanguageTag>,
}

/// A language that is chosen for a reader: of those of answers, or of those of pages.
pub trait Offerable: Copy + PartialEq + From<Lang> + TryFrom<PageLang> + Into<PageLang> {
    /// The one that a language range names.
    fn named(range: &str) -> Option<Self> {
        PageLang::of_range(range)?.try_into().ok()
    }
}

impl<L: Copy + PartialEq + From<Lang> + TryFrom<PageLang> + Into<PageLang>> Offerable for L {}

/// The reader that the parameter names, else the one that the header tells of.
pub fn reader<L: Offerable>(request: &HttpRequest, parameter: Option<&LanguageTag>) -> Reader {
    let named = parameter.and_then(|tag| L::named(tag.as_str()));
    Reader {
        lang: language(request, named).into(),
        own: match parameter {
            None => own_language(request),
            Some(tag) => other_language(tag.as_str()),
        },
    }
}

/// The language that the header likes best, where it is none of the seven.
pub fn own_language(request: &HttpRequest) -> Option<LanguageTag> {
    let accept = text(request, header::ACCEPT_LANGUAGE)?;
    let wanted = weighted(accept).filter(|item| item.well_formed && item.quality > 0);
    let mut wanted: Vec<Weighted<'_>> = wanted.filter(|item| item.value != "*").collect();
    wanted.sort_by_key(|item| Reverse(item.quality));
    other_language(wanted.first()?.value)
}

/// A language without its script and region, where it is none of the seven.
fn other_language(tag: &str) -> Option<LanguageTag> {
    match Lang::of_range(tag) {
        Some(_) => None,
        None => LanguageTag::parse(tag.split(['-', '_']).next()?).ok(),
    }
}

/// The language of the answer: the parameter's, else the best that the header allows, else English.
pub fn language<L: Offerable>(request: &HttpRequest, parameter: Option<L>) -> L {
    parameter
        .or_else(|| best_language(text(request, header::ACCEPT_LANGUAGE)?))
        .unwrap_or(Lang::En.into())
}

/// The format that the address names, by its extension or the parameter.
pub fn named_format<F: Offered>(
    query: &mut Query<'_>,
    parameter: Option<F>,
    extension: Option<F>,
) -> Option<F> {
    match (parameter, extension) {
        (Some(parameter), Some(extension)) if parameter != extension => {
            let message = format!(
                "the address ends in .{extension} and this says {parameter}; leave one of them out"
            );
            query.refuse("format", Invalid::new("contradiction", message));
            extension.into()
        }
        (parameter, extension) => parameter.or(extension),
    }
}

/// The format of the answer: the one that was named, else the best of `offered` that the header
/// allows, the first of them when it does not say. `path` is where the list is, for who is to be
/// told how to ask.
pub fn format<F: Offered>(
    request: &HttpRequest,
    named: Option<F>,
    offered: &[F],
    path: &str,
) -> Result<F, Problem> {
    if let Some(format) = named {
        return Ok(format);
    }
    let accept = text(request, header::ACCEPT).unwrap_or("*/*");
    let types: Vec<&'static str> = offered.iter().map(|format| format.media_type()).collect();
    best(accept, &types)
        .map(|number| offered[number])
        .ok_or_else(|| Problem::new(Kind::NotAcceptable, remedy(offered, path)))
}

/// Says which formats there are, and how to ask for one.
pub fn remedy<F: Offered>(offered: &[F], path: &str) -> String {
    let formats: Vec<String> = offered
        .iter()
        .map(|format| format!("{format} ({})", essence(format.media_type())))
        .collect();
    format!(
        "There are the formats {}. Ask by the media type in Accept, by the parameter format ({path}?format={shown}) or by the extension ({path}.{shown}).",
        formats.join(", "),
        shown = F::SHOWN,
    )
}

/// A media type without its parameters.
pub fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or(media_type)
}

/// Fails when the header does not allow the one media type that there is.
pub fn only(request: &HttpRequest, media_type: &'static str) -> Result<(), Problem> {
    match text(request, header::ACCEPT) {
        Some(accept) if best(accept, &[media_type]).is_none() => Err(Problem::new(
            Kind::NotAcceptable,
            format!("This address answers with {media_type}."),
        )),
        _ => Ok(()),
    }
}

/// The one of these media types that the header prefers, the first of them when it does not say.
pub fn choose(request: &HttpRequest, offered: &[&'static str]) -> Result<&'static str, Problem> {
    let accept = text(request, header::ACCEPT).unwrap_or("*/*");
    best(accept, offered)
        .map(|number| offered[number])
        .ok_or_else(|| {
            Problem::new(
                Kind::NotAcceptable,
                format!("This address answers with {}.", offered.join(" or ")),
            )
        })
}

/// The best compression that the header allows; brotli before gzip among equals.
pub fn encoding(request: &HttpRequest) -> Encoding {
    let Some(accept) = text(request, header::ACCEPT_ENCODING) else {
        return Encoding::Identity;
    };
    let quality = |name: &str| {
        let mut any = None;
        for item in weighted(accept) {
            if item.value.eq_ignore_ascii_case(name) {
                return item.quality;
            }
            if item.value == "*" {
                any = Some(item.quality);
            }
        }
        any.unwrap_or(0)
    };
    let (brotli, gzip) = (quality("br"), quality("gzip"));
    match (brotli, gzip) {
        (0, 0) => Encoding::Identity,
        (brotli, gzip) if brotli >= gzip => Encoding::Brotli,
        _ => Encoding::Gzip,
    }
}

/// The number of the media type that `accept` prefers (RFC 9110, 12.5.1); the first among equals.
fn best(accept: &str, types: &[&str]) -> Option<usize> {
    let quality = |media_type: &str| {
        let (main, _) = media_type.split_once('/').unwrap_or((media_type, ""));
        let (essence, own) = media_type.split_once(';').unwrap_or((media_type, ""));
        weighted(accept)
            .filter(|item| !contradicts(item.parameters, own))
            .filter_map(|item| {
                let range = item.value;
                let precision = if range.eq_ignore_ascii_case(essence) {
                    2
                } else if range
                    .strip_suffix("/*")
                    .is_some_and(|start| start.eq_ignore_ascii_case(main))
                {
                    1
                } else if range == "*/*" {
                    0
                } else {
                    return None;
                };
                let named = pairs(item.parameters).filter(|(name, _)| !is_weight(name));
                Some(((precision, named.count()), item.quality))
            })
            .max_by_key(|(precision, _)| *precision)
            .map_or(0, |(_, quality)| quality)
    };
    let mut found: Option<(usize, u16)> = None;
    for (number, media_type) in types.iter().enumerate() {
        let quality = quality(media_type);
        if quality > found.map_or(0, |(_, best)| best) {
            found = Some((number, quality));
        }
    }
    found.map(|(number, _)| number)
}

/// Whether a range asks for a parameter that a media type has with another value
/// (`text/csv;header=absent`). One that the type does not have says nothing.
fn contradicts(asked: &str, own: &str) -> bool {
    let value = |text: &str| text.trim_matches('"').to_ascii_lowercase();
    pairs(asked).any(|(name, asked)| {
        let known = pairs(own).find(|(own, _)| own.eq_ignore_ascii_case(name));
        known.is_some_and(|(_, own)| value(own) != value(asked))
    })
}

/// The language that a reader likes best by an `Accept-Language` header (RFC 9110, 12.5.4), found
/// by lookup (RFC 4647, 3.4); `None` when the header names none of those that there are.
///
/// `*` says nothing about which language to take, so that it is passed over, as is whatever cannot
/// be read: a header that a browser sent is no reason to refuse a reader.
pub fn best_language<L: Offerable>(accept: &str) -> Option<L> {
    let mut wanted = Vec::new();
    let mut refused = Vec::new();
    for item in weighted(accept).filter(|item| item.well_formed) {
        let Some(lang) = L::named(item.value) else {
            continue;
        };
        if item.quality > 0 {
            wanted.push((item.quality, lang));
        } else if item.value.eq_ignore_ascii_case(lang.into().code()) {
            // `fr-BE;q=0` refuses Belgian French only, which is not what we would answer.
            refused.push(lang);
        }
    }
    // Stable, so that of equals the first named wins.
    wanted.sort_by_key(|(quality, _)| Reverse(*quality));
    let mut wanted = wanted.into_iter().map(|(_, lang)| lang);
    wanted.find(|lang| !refused.contains(lang))
}

/// An item of a header whose items have weights (RFC 9110, 12.4.2).
struct Weighted<'a> {
    value: &'a str,
    /// Its parameters, the weight among them.
    parameters: &'a str,
    /// Its weight in thousandths.
    quality: u16,
    /// Whether the weight is written as the RFC has it, and not only a number.
    well_formed: bool,
}

/// The items of a header, without those whose weight is no number.
fn weighted(header: &str) -> impl Iterator<Item = Weighted<'_>> {
    header.split(',').filter_map(|item| {
        let (value, parameters) = item.split_once(';').unwrap_or((item, ""));
        let value = value.trim();
        let weight = pairs(parameters).find(|(name, _)| is_weight(name));
        let weight = weight.map_or("1", |(_, weight)| weight);
        let quality: f32 = weight.parse().ok()?;
        (!value.is_empty()).then_some(Weighted {
            value,
            parameters,
            quality: (quality.clamp(0.0, 1.0) * 1000.0).round() as u16,
            well_formed: is_well_formed(weight),
        })
    })
}

/// Whether a weight is one from 0 to 1 with three decimals at most.
fn is_well_formed(weight: &str) -> bool {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    decimals.len() <= 3
        && match whole {
            "0" => decimals.bytes().all(|digit| digit.is_ascii_digit()),
            "1" => decimals.bytes().all(|digit| digit == b'0'),
            _ => false,
        }
}

fn is_weight(name: &str) -> bool {
    name.eq_ignore_ascii_case("q")
}

/// The names and values of parameters, without what is no such pair.
fn pairs(parameters: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = parameters
        .split(';')
        .filter_map(|part| part.split_once('='));
    pairs.map(|(name, value)| (name.trim(), value.trim()))
}

fn text(request: &HttpRequest, name: HeaderName) -> Option<&str> {
    request.headers().get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: [&str; 2] = ["application/json", "application/geo+json"];

    #[test]
    fn the_format_follows_the_weights() {
        assert_eq!(best("*/*", &OFFERED), Some(0));
        assert_eq!(best("application/geo+json", &OFFERED), Some(1));
        assert_eq!(best("text/html, application/*;q=0.8", &OFFERED), Some(0));
        assert_eq!(best("application/json;q=0.2, */*;q=0.5", &OFFERED), Some(1));
        assert_eq!(best("application/json;q=0, */*", &OFFERED), Some(1));
        assert_eq!(best("text/csv", &OFFERED), None);
        assert_eq!(best("application/json; charset=utf-8", &OFFERED), Some(0));
    }

    #[test]
    fn a_parameter_counts_where_the_type_has_it() {
        let offered = [
            "application/json",
            "text/csv; charset=utf-8; header=present",
        ];
        for (accept, expected) in [
            ("text/csv", Some(1)),
            ("text/*", Some(1)),
            ("Text/CSV;header=present", Some(1)),
            ("text/csv; charset=\"UTF-8\"; q=0.5", Some(1)),
            ("text/csv;header=absent", None),
            ("text/csv;header=absent, */*;q=0.1", Some(0)),
            ("text/csv;q=0.4, application/json;Q=0.5", Some(0)),
            ("text/csv;q=0, text/csv;header=present;q=0.3", Some(1)),
            ("application/json;q=0.0004, text/csv;q=0.001", Some(1)),
        ] {
            assert_eq!(best(accept, &offered), expected, "{accept}");
        }
    }

    #[test]
    fn the_reader_gets_the_language_they_like_best() {
        for (header, lang) in [
            ("fr", Some(Lang::Fr)),
            ("nl-BE,nl;q=0.8,en;q=0.5", Some(Lang::Nl)),
            ("en;q=0.5, de;q=0.8", Some(Lang::De)),
            ("pl, sv;q=0.9, it;q=0.1", Some(Lang::It)),
            ("es;q=0.8,pt;q=0.8", Some(Lang::Es)),
            ("DE-ch;Q=0.7", Some(Lang::De)),
            ("de-Latn-1996-x-y", Some(Lang::De)),
            ("en;q=0.9, de; q = 1.000", Some(Lang::De)),
            ("pl,uk", None),
            ("", None),
        ] {
            assert_eq!(best_language(header), lang, "{header}");
        }
    }

    #[test]
    fn a_page_is_read_in_more_languages_than_an_answer() {
        let both = |header| {
            let page: Option<PageLang> = best_language(header);
            let answer: Option<Lang> = best_language(header);
            (page.map(PageLang::code), answer.map(Lang::code))
        };
        assert_eq!(both("uk, ru;q=0.8, de;q=0.5"), (Some("uk"), Some("de")));
        assert_eq!(both("pl, fa-AF;q=0.7"), (Some("fa"), None));
        assert_eq!(both("ar;q=0, nl;q=0.1"), (Some("nl"), Some("nl")));
    }

    #[test]
    fn a_star_alone_says_nothing_and_is_passed_over() {
        assert_eq!(best_language::<Lang>("*"), None);
        assert_eq!(best_language("*, fr;q=0.5"), Some(Lang::Fr));
        assert_eq!(best_language::<Lang>("*-CH"), None);
        assert_eq!(best_language("*;q=0, nl"), Some(Lang::Nl));
    }

    #[test]
    fn what_is_refused_is_not_given() {
        assert_eq!(best_language::<Lang>("fr;q=0"), None);
        assert_eq!(best_language("fr;q=0.000, en;q=0.1"), Some(Lang::En));
        assert_eq!(best_language("fr-BE, fr;q=0, en;q=0.1"), Some(Lang::En));
        assert_eq!(best_language("fr-BE;q=0, fr;q=0.1"), Some(Lang::Fr));
    }

    #[test]
    fn garbage_is_passed_over() {
        for garbage in [
            ";;;",
            "q=1",
            "fr;q=2",
            "fr;q=-1",
            "fr;q=0.1234",
            "fr;q=",
            "fr;q=1.5",
            "fr-",
            "fr--BE",
            "f r",
            "fr-abcdefghi",
            "\u{0}",
            "é",
            ",,,",
            "fr;q=0.+1",
            "fr;q=0.5.5",
        ] {
            assert_eq!(best_language::<Lang>(garbage), None, "{garbage}");
            assert_eq!(
                best_language(&format!("{garbage}, nl;q=0.1")),
                Some(Lang::Nl)
            );
        }
        assert_eq!(best_language("fr;level=1"), Some(Lang::Fr));
    }
}
