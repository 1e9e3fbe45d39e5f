//! Web addresses and e-mail addresses with a slip in them.

use std::borrow::Cow;

use strsim::damerau_levenshtein;

use crate::reach::{Email, WebAddress};

/// The web address that a text surely is.
pub fn web_address(text: &str) -> Option<String> {
    let text = bare(text);
    if text.is_empty() || text.contains(['@', ',', ';', '|', '<', '>']) {
        return None;
    }
    let (scheme, rest) = split_scheme(text)?;
    let (host, path) = match rest.find(['/', '?', '#']) {
        Some(place) => rest.split_at(place),
        None => (rest, ""),
    };
    if !is_host(host) {
        return None;
    }
    // A space within a path is a slip of who copied it; within a name it may be anything.
    let words = path.split_whitespace().collect::<Vec<_>>();
    let path = match words.len() {
        0 | 1 => Cow::Borrowed(path),
        _ if words
            .iter()
            .skip(1)
            .any(|word| word.contains("://") || word.starts_with("www.")) =>
        {
            return None;
        }
        _ => Cow::Owned(words.join("%20")),
    };
    let mended = format!("{scheme}{host}{path}");
    mended.parse::<WebAddress>().is_ok().then_some(mended)
}

/// A text without what surrounds an address in a sentence.
fn bare(text: &str) -> &str {
    let around = |c: char| c.is_whitespace() || "<>[]()\"'“”„«»".contains(c);
    let text = text.trim_matches(around);
    text.trim_end_matches(|c: char| around(c) || ".,;:!".contains(c))
}

/// The scheme that is meant, and what follows it. Without one it is `https`.
fn split_scheme(text: &str) -> Option<(&'static str, &str)> {
    let begins = text
        .split_once("//")
        .filter(|(before, _)| {
            before
                .chars()
                .all(|c| c.is_ascii_alphabetic() || ":.;/".contains(c))
        })
        .or_else(|| text.split_once(":/"))
        .or_else(|| {
            let (before, rest) = text.split_once(':')?;
            matches!(before.to_ascii_lowercase().as_str(), "http" | "https")
                .then_some((before, rest))
        });
    let Some((given, rest)) = begins else {
        return (!text.contains(':') || has_port(text)).then_some(("https://", text));
    };
    let given: String = given
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    // Of one letter too many, too few, wrong or exchanged, `https` is meant where it has an s.
    let scheme = match given.as_str() {
        "http" => "http://",
        "https" | "" => "https://",
        other if damerau_levenshtein(other, "https") <= 1 && other.ends_with('s') => "https://",
        other if damerau_levenshtein(other, "http") <= 1 => "http://",
        _ => return None,
    };
    Some((scheme, rest.trim_start_matches(['/', ':'])))
}

fn has_port(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let port = text[..end].split_once(':').map(|(_, port)| port);
    port.is_none_or(|port| !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a text is surely the name of a host that everybody can reach.
fn is_host(text: &str) -> bool {
    let name = text.split(':').next().unwrap_or_default();
    let labels: Vec<&str> = name.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let least = match labels
        .first()
        .is_some_and(|first| first.eq_ignore_ascii_case("www"))
    {
        true => 3,
        false => 2,
    };
    let top = labels.last().copied().unwrap_or_default();
    labels.len() >= least
        && labels.iter().all(is_label)
        && top.chars().count() >= 2
        && !top.chars().all(|c| c.is_ascii_digit())
}

/// The e-mail address that a text surely is.
pub fn email(text: &str) -> Option<String> {
    let text = text.trim();
    let address = match (text.find('<'), text.find('>')) {
        (Some(begin), Some(end)) if begin < end => &text[begin + 1..end],
        (None, None) => text,
        _ => return None,
    };
    let address = match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &address[7..],
        _ => address,
    };
    let mut mended = address.to_owned();
    for at in ["(at)", "[at]", "{at}", "<at>", "_at_"] {
        mended = replace_ignoring_case(&mended, at, "@");
    }
    for dot in [
        "(dot)", "[dot]", "(punt)", "[punt]", "(punkt)", "[punkt]", "(point)",
    ] {
        mended = replace_ignoring_case(&mended, dot, ".");
    }
    let without_remark = match mended.split_once(" (") {
        Some((address, remark)) if remark.ends_with(')') && address.contains('@') => address,
        _ => mended.as_str(),
    };
    let spaced = without_remark.trim().trim_end_matches(['.', ',', ';']);
    let (mailbox, domain) = spaced.split_once('@')?;
    let mended = format!("{}@{}", mailbox.trim(), domain.trim());
    let one = mended.matches('@').count() == 1 && !mended.contains(char::is_whitespace);
    (one && mended.parse::<Email>().is_ok()).then_some(mended)
}

fn replace_ignoring_case(text: &str, what: &str, by: &str) -> String {
    // ASCII letters keep their places when they become small.
    let small = text.to_ascii_lowercase();
    match small.find(what) {
        Some(place) => format!(
            "{}{by}{}",
            text[..place].trim_end(),
            text[place + what.len()..].trim_start()
        ),
        None => text.to_owned(),
    }
}
