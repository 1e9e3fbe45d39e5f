//! What goes away one day, told with every answer until then: since when it is deprecated (RFC 9745),
//! when it ends (RFC 8594), and where it is explained. The policy is in docs/api-conventions.md.

use std::time::{Duration, UNIX_EPOCH};

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

use super::paths::is_below;

/// A part of the API that goes away.
#[derive(Debug, Clone, Copy)]
pub struct Deprecated {
    /// The path that it stands at, or under.
    pub path: &'static str,
    /// Since when it is deprecated, in seconds since 1970 (UTC).
    pub since: u64,
    /// When it ends, in seconds since 1970 (UTC); a year after `since` at the earliest.
    pub sunset: u64,
}

/// All that is deprecated now.
pub const DEPRECATED: &[Deprecated] = &[];

/// Tells of what is deprecated at a path.
pub fn tell(deprecated: &[Deprecated], path: &str, headers: &mut HeaderMap) {
    let Some(part) = deprecated.iter().find(|part| is_below(path, part.path)) else {
        return;
    };
    let sunset = UNIX_EPOCH + Duration::from_secs(part.sunset);
    for (name, value) in [
        ("deprecation", format!("@{}", part.since)),
        ("sunset", httpdate::fmt_http_date(sunset)),
    ] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_deprecated_says_since_when_and_until_when() {
        let deprecated = [Deprecated {
            path: "/v1/old",
            since: 1_796_083_200,
            sunset: 1_827_619_200,
        }];
        for (path, expected) in [
            ("/v1/older", None),
            ("/v1/old", Some("@1796083200")),
            ("/v1/old/one", Some("@1796083200")),
        ] {
            let mut headers = HeaderMap::new();
            tell(&deprecated, path, &mut headers);
            let told = headers.get("deprecation").map(|value| value.to_str());
            assert_eq!(told.transpose().expect("a text"), expected, "{path}");
            let sunset = headers.get("sunset").map(HeaderValue::as_bytes);
            let expected = expected.map(|_| &b"Wed, 01 Dec 2027 00:00:00 GMT"[..]);
            assert_eq!(sunset, expected, "{path}");
        }
    }

    #[test]
    fn nothing_ends_within_a_year() {
        for part in DEPRECATED {
            assert!(part.sunset >= part.since + 365 * 24 * 3600, "{part:?}");
        }
    }
}
