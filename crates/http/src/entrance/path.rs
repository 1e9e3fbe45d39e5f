//! The path of a request: without the path of `PUBLIC_URL`, in its plain form, and where it leads when
//! it is nearly right.

use std::borrow::Cow;

use actix_web::{
    HttpResponse,
    dev::ServiceRequest,
    http::{
        StatusCode, header,
        uri::{PathAndQuery, Uri},
    },
    web,
};
use percent_encoding::percent_decode_str;

use super::from_library;
use crate::{
    paths::{PRIVATE, is_below},
    problem::{Kind, Problem},
    state::State,
};
use directory::PublicUrl;

/// The longest address that is read, in bytes.
pub const LONGEST_URL: usize = 8192;

/// Takes the path of `PUBLIC_URL` from the request's, where a proxy in front has left it there. So
/// routes, rules and counts know one path of each thing, whichever of both a proxy does.
pub(super) fn come_within(request: &mut ServiceRequest, public_url: &PublicUrl) {
    if public_url.within(request.path()).is_none_or(str::is_empty) {
        return;
    }
    let mut parts = request.uri().clone().into_parts();
    let shorter = parts.path_and_query.as_ref().and_then(|both| {
        let rest = both.as_str().strip_prefix(public_url.prefix())?;
        PathAndQuery::try_from(rest).ok()
    });
    parts.path_and_query = shorter;
    if let Ok(uri) = Uri::from_parts(parts) {
        request.match_info_mut().get_mut().update(&uri);
        request.head_mut().uri = uri;
    }
}

/// Checks an address. Gives the form of a path that it should have: without a slash too many, and
/// without a letter, digit or mark percent-encoded that needs no such thing (RFC 3986, 2.3). It would be served like
/// the plain one, past whatever rules of a proxy there are for that. Nothing under such a path is
/// served, and nothing that is not public is told by it.
pub(super) fn check(
    request: &ServiceRequest,
    public_url: &PublicUrl,
) -> Result<Option<String>, Problem> {
    let url = request.uri();
    let path_and_query = url.path_and_query().map_or("/", |both| both.as_str());
    if path_and_query.len() > LONGEST_URL {
        return Err(Problem::new(
            Kind::UrlTooLong,
            format!(
                "The address has {} bytes; {LONGEST_URL} is the most.",
                path_and_query.len()
            ),
        ));
    }
    if path_and_query.contains('%') && !well_encoded(path_and_query) {
        return Err(Problem::new(
            Kind::MalformedUrl,
            "The address has a percent sign without two hexadecimal digits behind it, or bytes that are no UTF-8.",
        ));
    }
    let path = request.path();
    match plain(path) {
        Cow::Borrowed(_) => Ok(tidy(request, path, public_url)),
        Cow::Owned(plain) => {
            let plain = public_url.within(&plain).unwrap_or(&plain);
            match is_withheld(plain) || is_internal(request) {
                true => Err(unknown(request, path)),
                false => Ok(Some(plain.to_owned())),
            }
        }
    }
}

/// A path in which nothing is percent-encoded that needs not be.
fn plain(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut parts = path.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    let mut is_plain = true;
    for part in parts {
        let (code, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        match u8::from_str_radix(code, 16) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                is_plain = false;
                plain.push(char::from(byte));
            }
            _ => {
                plain.push('%');
                plain += code;
            }
        }
        plain += rest;
    }
    match is_plain {
        true => Cow::Borrowed(path),
        false => Cow::Owned(plain),
    }
}

/// The path of what is served, where people or programs wrote it with a slash too many or with the
/// full stop of their sentence. What is not for everybody is not told by a path that rules of a
/// proxy may not know for one of those.
fn tidy(request: &ServiceRequest, path: &str, public_url: &PublicUrl) -> Option<String> {
    if public_url.within(path) == Some("") {
        return Some("/".to_owned());
    }
    if path == "/" || !path.contains("//") && !path.ends_with(['/', '.']) {
        return None;
    }
    let segments = path.trim_end_matches(['/', '.']).split('/');
    let segments: Vec<&str> = segments.filter(|segment| !segment.is_empty()).collect();
    let tidy = format!("/{}", segments.join("/"));
    let tidy = match public_url.within(&tidy) {
        Some("") => "/",
        Some(within) => within,
        None => &tidy,
    };
    let served = request.resource_map();
    let is_served = served.has_resource(path) && !path.ends_with('.');
    let is_told = is_below(path, PRIVATE) || !is_withheld(tidy);
    (!is_served && is_told && served.has_resource(tidy)).then(|| tidy.to_owned())
}

/// Whether a path leads, in whatever way it is read, to what is not for everybody.
fn is_withheld(path: &str) -> bool {
    let mut path = path.to_ascii_lowercase();
    // What was encoded more than once may be decoded more than once on the way.
    while let Ok(decoded) = percent_decode_str(&path).decode_utf8()
        && decoded != path
    {
        path = decoded.to_ascii_lowercase();
    }
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let path = format!("/{}", segments.join("/"));
    [PRIVATE, "/metrics"]
        .iter()
        .any(|withheld| is_below(&path, withheld))
}

/// Whether it came in at the internal address, from where nothing leads to the public one.
fn is_internal(request: &ServiceRequest) -> bool {
    let state = request.app_data::<web::Data<State>>();
    state.is_some_and(|state| state.metrics.is_some())
}

/// The error of an address that does not exist.
fn unknown(request: &ServiceRequest, path: &str) -> Problem {
    match request.app_data::<web::Data<State>>() {
        Some(state) => state.unknown(path),
        None => from_library(StatusCode::NOT_FOUND),
    }
}

/// Leads to the plain form of a path, at this site and no other.
pub(super) fn redirect(
    plain: &str,
    request: &ServiceRequest,
    public_url: &PublicUrl,
) -> HttpResponse {
    let query = match request.query_string() {
        "" => String::new(),
        query => format!("?{query}"),
    };
    HttpResponse::PermanentRedirect()
        .insert_header((
            header::LOCATION,
            public_url.url(format_args!("{plain}{query}")),
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

pub fn well_encoded(text: &str) -> bool {
    let whole = text.split('%').skip(1).all(|after| {
        after
            .as_bytes()
            .get(..2)
            .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    });
    // A NUL is UTF-8, but no text that anybody searches for.
    whole
        && percent_decode_str(text)
            .decode_utf8()
            .is_ok_and(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_encoding_is_not_plain_with_it() {
        for same in [
            "/v1/members",
            "/caf%C3%A9",
            "/a%2Fb",
            "/a%20b",
            "/%25",
            "/100%2525",
        ] {
            assert_eq!(plain(same), same);
        }
        for (path, is_plain) in [
            ("/v1/%72egistry", "/v1/registry"),
            ("/%6dEtrics", "/mEtrics"),
            ("/v1/%6Dembers/%7Ea", "/v1/members/~a"),
            ("/v1/%2e%2E/x%2Fy", "/v1/../x%2Fy"),
        ] {
            assert_eq!(plain(path), is_plain);
        }
    }

    #[test]
    fn no_way_of_writing_hides_what_is_withheld() {
        for path in [
            "/v1/registry",
            "/v1/registry/members",
            "/V1/Registry/",
            "//v1//registry",
            "/v1/./registry",
            "/v1/members/../registry/keys",
            "/v1/%2572egistry",
            "/v1%2fregistry",
            "/metrics",
            "/x/..%2fmetrics",
        ] {
            assert!(is_withheld(path), "{path}");
        }
        for path in ["/v1/members/registry", "/v1/registryx", "/", "/metricsx"] {
            assert!(!is_withheld(path), "{path}");
        }
    }

    #[test]
    fn only_whole_encodings_are_taken() {
        for good in ["/a", "/a%20b?c=%C3%A9", "/%25"] {
            assert!(well_encoded(good), "{good}");
        }
        for bad in ["/%", "/%2", "/%zz", "/?a=%C3", "/%00", "/a%2"] {
            assert!(!well_encoded(bad), "{bad}");
        }
    }
}
