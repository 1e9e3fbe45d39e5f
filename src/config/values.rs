//! How the values of settings are read. An error says what would be right.

use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
    time::Duration,
};

use tracing_subscriber::EnvFilter;

use super::LogFormat;
use directory::PublicUrl;
use http::paths;
use network::{Email, Invalid};

pub(super) fn number(text: &str, least: u64, most: u64) -> Result<u64, String> {
    text.parse()
        .ok()
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| format!("\"{text}\" is not a whole number from {least} to {most}"))
}

pub(super) fn megabytes(text: &str, least: u64, most: u64) -> Result<u64, String> {
    Ok(number(text, least, most)? * 1_000_000)
}

pub(super) fn seconds(text: &str, least: u64, most: u64) -> Result<Duration, String> {
    Ok(Duration::from_secs(number(text, least, most)?))
}

pub(super) fn host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(IpAddr::from([127, 0, 0, 1])),
        text => text
            .parse()
            .map_err(|_| format!("\"{text}\" is not an IP address, such as 127.0.0.1 or 0.0.0.0")),
    }
}

pub(super) fn internal_bind(text: &str) -> Result<Option<SocketAddr>, String> {
    let wrong = |_| format!("\"{text}\" is not an IP address with a port, such as 127.0.0.1:9090");
    match text {
        "" => Ok(None),
        text => {
            let address = text.strip_prefix("localhost:");
            let address = address.map(|port| format!("127.0.0.1:{port}"));
            let address = address.as_deref().unwrap_or(text);
            address.parse().map(Some).map_err(wrong)
        }
    }
}

pub(super) fn audit_retention(text: &str) -> Result<Option<Duration>, String> {
    match text {
        "" => Ok(None),
        text => Ok(Some(Duration::from_secs(number(text, 1, 36_500)? * 86_400))),
    }
}

pub(super) fn email(text: &str) -> Result<Option<Email>, String> {
    match text {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|error: Invalid| error.message),
    }
}

/// What `security.txt` takes: an address with its scheme (RFC 9116, 2.5.3).
pub(super) fn security_contact(text: &str) -> Result<Option<String>, String> {
    let email = text.strip_prefix("mailto:").unwrap_or(text);
    match text {
        "" => Ok(None),
        text if is_page(text, &["https"]) => Ok(Some(text.to_owned())),
        text => match email.parse::<Email>() {
            Ok(email) => Ok(Some(format!("mailto:{}", email.in_ascii()))),
            Err(_) => Err(format!(
                "\"{text}\" is neither an e-mail address nor the address of a page, such as security@network.example or https://network.example/security"
            )),
        },
    }
}

pub(super) fn data_licence(text: &str) -> Result<Option<String>, String> {
    match text {
        "" => Ok(None),
        text if is_page(text, &["http", "https"]) => Ok(Some(text.to_owned())),
        text => Err(format!(
            "\"{text}\" is not the address of a licence, such as https://creativecommons.org/licenses/by/4.0/"
        )),
    }
}

fn is_page(text: &str, schemes: &[&str]) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    let url = url::Url::parse(text).ok().filter(|_| is_plain);
    url.is_some_and(|url| schemes.contains(&url.scheme()) && url.has_host())
}

pub(super) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What need not be given, and refuses a text in words.
pub(super) fn optional<T: FromStr<Err = String>>(text: &str) -> Result<Option<T>, String> {
    given(text).map(|text| text.parse()).transpose()
}

pub(super) fn log_filter(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!(
            "\"{text}\" is not a log filter ({error}); write info or debug"
        )),
    }
}

pub(super) fn log_format(text: &str) -> Result<Option<LogFormat>, String> {
    match text {
        "auto" => Ok(None),
        "pretty" => Ok(Some(LogFormat::Pretty)),
        "json" => Ok(Some(LogFormat::Json)),
        text => Err(format!("\"{text}\" is none of auto, pretty and json")),
    }
}

pub(super) fn workers(text: &str) -> Result<usize, String> {
    Ok(match number(text, 0, 1_024)? {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        workers => workers as usize,
    })
}

pub(super) fn boolean(text: &str) -> Result<bool, String> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        text => Err(format!("\"{text}\" is neither true nor false")),
    }
}

/// Reads a list of durations such as `500ms,30s,2m,1h,1d`.
pub(super) fn pauses(text: &str) -> Result<Vec<Duration>, String> {
    text.split(',').map(|one| pause(one.trim())).collect()
}

fn pause(text: &str) -> Result<Duration, String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let milliseconds = match &text[digits..] {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => 0,
    };
    let longest = 30 * 86_400_000;
    text[..digits]
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(milliseconds))
        .filter(|pause| milliseconds > 0 && *pause <= longest)
        .map(Duration::from_millis)
        .ok_or_else(|| {
            format!(
                "\"{text}\" is not a pause of 30 days at most, such as 500ms, 30s, 2m, 1h or 1d"
            )
        })
}

pub(super) fn public_url(text: &str) -> Result<Option<PublicUrl>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    // What stands before an @ may be a password.
    let wrong = || match text.contains('@') {
        true => {
            "write it without a user name or password: https://directory.example.org".to_owned()
        }
        false => format!("\"{text}\" is not an address such as https://directory.example.org"),
    };
    let url = url::Url::parse(text).map_err(|_| wrong())?;
    let plain = url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if !(matches!(url.scheme(), "http" | "https") && url.has_host() && plain) {
        return Err(wrong());
    }
    let public_url = PublicUrl::new(url.as_str());
    let prefix = public_url.prefix();
    if prefix.contains("//") {
        return Err(format!("\"{text}\" has a slash too many in its path"));
    }
    match paths::may_be_own(prefix) {
        // Nobody could tell whether a proxy has taken it off.
        true => Err(format!(
            "{prefix} is a path of the program itself; choose another one, such as /directory"
        )),
        false => Ok(Some(public_url)),
    }
}
