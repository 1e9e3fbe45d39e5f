//! What a client wants: format, language, compression.

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderName},
};

use super::problem::{Kind, Problem};
use crate::network::{Lang, codes::codes};

codes! {
    /// A format of a list.
    Format ("format") {
        /// JSON.
        Json = "json",
        /// GeoJSON (RFC 7946).
        GeoJson = "geojson",
    }
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
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

/// The language of the answer: the parameter's, else the best that the header allows, else English.
pub fn language(request: &HttpRequest, parameter: Option<Lang>) -> Lang {
    parameter
        .or_else(|| Lang::negotiate(text(request, header::ACCEPT_LANGUAGE)?))
        .unwrap_or(Lang::En)
}

/// The format of the answer: the parameter's, else the best of `offered` that the header allows,
/// the first of them when it does not say.
pub fn format(
    request: &HttpRequest,
    parameter: Option<Format>,
    offered: &[Format],
) -> Result<Format, Problem> {
    if let Some(format) = parameter {
        return Ok(format);
    }
    let accept = text(request, header::ACCEPT).unwrap_or("*/*");
    let types: Vec<&'static str> = offered.iter().map(|format| format.media_type()).collect();
    best(accept, &types)
        .map(|number| offered[number])
        .ok_or_else(|| {
            Problem::new(
                Kind::NotAcceptable,
                format!("This address answers with {}.", types.join(", ")),
            )
        })
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
    let ranges: Vec<(&str, u16)> = weighted(accept).collect();
    let quality = |media_type: &str| {
        let (main, _) = media_type.split_once('/').unwrap_or((media_type, ""));
        ranges
            .iter()
            .filter_map(|(range, quality)| {
                let range = range.split(';').next().unwrap_or(range).trim();
                let precision = if range.eq_ignore_ascii_case(media_type) {
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
                Some((precision, *quality))
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

/// The items of a header with their weights in thousandths (RFC 9110, 12.4.2).
fn weighted(header: &str) -> impl Iterator<Item = (&str, u16)> {
    header.split(',').filter_map(|item| {
        let item = item.trim();
        let mut parts = item.split(';');
        let value = parts.next()?.trim();
        let quality = parts
            .find_map(|part| part.trim().strip_prefix("q="))
            .map_or(Some(1.0), |quality| quality.parse::<f32>().ok())?;
        (!value.is_empty()).then_some((value, (quality.clamp(0.0, 1.0) * 1000.0) as u16))
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
}
