//! What a client wants: format, language, compression.

use std::{fmt, str::FromStr};

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderName},
};

use super::{
    parameters::Query,
    problem::{Kind, Problem},
};
use network::{Invalid, Lang, codes::codes};

codes! {
    /// A format of a list.
    Format ("format") {
        /// JSON.
        Json = "json",
        /// GeoJSON (RFC 7946).
        GeoJson = "geojson",
        /// CSV (RFC 4180).
        Csv = "csv",
        /// A JSON object a line.
        Ndjson = "ndjson",
        /// A workbook (ECMA-376).
        Xlsx = "xlsx",
        /// JSON-LD in the words of schema.org.
        JsonLd = "jsonld",
    }
}

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

    /// Its media type.
    fn media_type(self) -> &'static str;
}

impl Offered for Format {
    const SHOWN: &'static str = "csv";

    fn media_type(self) -> &'static str {
        Format::media_type(self)
    }
}

impl Offered for TextFormat {
    const SHOWN: &'static str = "html";

    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// Whether it has everything, unless a page of it is asked for.
    pub const fn is_whole(self) -> bool {
        !matches!(self, Self::Json)
    }

    /// Whether it is a file, which a browser offers to save.
    pub const fn is_file(self) -> bool {
        matches!(self, Self::Csv | Self::Ndjson | Self::Xlsx)
    }

    /// Whether it has room for facets.
    pub const fn has_facets(self) -> bool {
        matches!(self, Self::Json | Self::GeoJson)
    }

    /// Whether it gets any smaller when it is compressed. A workbook is compressed already.
    pub const fn is_compressible(self) -> bool {
        !matches!(self, Self::Xlsx)
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

/// The language of the answer: the parameter's, else the best that the header allows, else English.
pub fn language(request: &HttpRequest, parameter: Option<Lang>) -> Lang {
    parameter
        .or_else(|| Lang::negotiate(text(request, header::ACCEPT_LANGUAGE)?))
        .unwrap_or(Lang::En)
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
        .map(|format| {
            let media_type = format.media_type();
            let essence = media_type.split(';').next().unwrap_or(media_type);
            format!("{format} ({essence})")
        })
        .collect();
    format!(
        "There are the formats {}. Ask by the media type in Accept, by the parameter format ({path}?format={shown}) or by the extension ({path}.{shown}).",
        formats.join(", "),
        shown = F::SHOWN,
    )
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
        for (coding, quality) in weighted(accept) {
            if coding.eq_ignore_ascii_case(name) {
                return quality;
            }
            if coding == "*" {
                any = Some(quality);
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
        weighted_items(accept)
            .filter(|(_, parameters, _)| !contradicts(parameters, own))
            .filter_map(|(range, parameters, quality)| {
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
                let named = parameters
                    .split(';')
                    .filter_map(|part| part.split_once('='));
                let named = named.filter(|(name, _)| !name.trim().eq_ignore_ascii_case("q"));
                Some(((precision, named.count()), quality))
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
    let parts = |text: &str| -> Vec<(String, String)> {
        let pairs = text.split(';').filter_map(|part| part.split_once('='));
        pairs
            .map(|(name, value)| {
                let value = value.trim().trim_matches('"');
                (name.trim().to_ascii_lowercase(), value.to_ascii_lowercase())
            })
            .collect()
    };
    let own = parts(own);
    parts(asked).iter().any(|(name, value)| {
        let known = own.iter().find(|(own, _)| own == name);
        known.is_some_and(|(_, own)| own != value)
    })
}

/// The items of a header with their weights in thousandths (RFC 9110, 12.4.2).
fn weighted(header: &str) -> impl Iterator<Item = (&str, u16)> {
    weighted_items(header).map(|(value, _, quality)| (value, quality))
}

/// The items of a header, each with its parameters (the weight among them) and its weight in
/// thousandths.
fn weighted_items(header: &str) -> impl Iterator<Item = (&str, &str, u16)> {
    header.split(',').filter_map(|item| {
        let (value, parameters) = item.split_once(';').unwrap_or((item, ""));
        let value = value.trim();
        let quality = parameters
            .split(';')
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .map_or(Some(1.0), |(_, quality)| quality.trim().parse::<f32>().ok())?;
        let thousandths = (quality.clamp(0.0, 1.0) * 1000.0).round() as u16;
        (!value.is_empty()).then_some((value, parameters, thousandths))
    })
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
}
