//! By what an organisation is known elsewhere: in Wikidata, in registers of organisations, to the tax
//! office.
//!
//! Five schemes are known by their form and their check digits: Wikidata, ROR, ISNI, LEI and VAT.
//! Every other one is a list of [org-id.guide](https://org-id.guide) by its code, as `GB-CHC` for the
//! register of charities of England and Wales, of which the form alone is known.

mod check;
mod vat;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize, de::IgnoredAny};
use utoipa::ToSchema;

use crate::{
    checked_text::checked_text,
    invalid::Invalid,
    nearest::nearest,
    text::{self, check_visible},
};

checked_text!(
    /// Where an identifier counts: `wikidata`, `ror`, `isni`, `lei`, `vat`, or the code of a list of
    /// org-id.guide, such as `GB-CHC`.
    #[schema(value_type = String, min_length = 3, max_length = 40, example = "wikidata")]
    IdentifierScheme,
    check_scheme
);

/// By what an organisation is known elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "WrittenIdentifier")]
#[schema(as = Identifier)]
pub struct Identifier {
    /// Where it counts: `wikidata`, `ror`, `isni`, `lei`, `vat`, or the code of a list of
    /// org-id.guide, such as `GB-CHC`.
    scheme: IdentifierScheme,
    /// The identifier there, in its plain form: `Q42`, `05a28rw58`, `0000000121032683`,
    /// `BE0403019261`. An address of Wikidata, ROR, ISNI or GLEIF is taken too.
    #[schema(value_type = String, min_length = 1, max_length = 100, example = "Q42")]
    value: Box<str>,
    /// Its address on the web, made from the two; null where the scheme has none. It may be sent back.
    #[schema(value_type = Option<String>, format = Uri, required = false, read_only, example = "http://www.wikidata.org/entity/Q42")]
    uri: Option<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenIdentifier {
    scheme: IdentifierScheme,
    value: String,
    #[serde(default)]
    #[expect(dead_code)]
    uri: Option<IgnoredAny>,
}

impl TryFrom<WrittenIdentifier> for Identifier {
    type Error = Invalid;

    fn try_from(written: WrittenIdentifier) -> Result<Self, Invalid> {
        Self::new(written.scheme, &written.value)
    }
}

impl IdentifierScheme {
    /// The code of its list at org-id.guide; nothing where that has none.
    pub fn list(&self) -> Option<&str> {
        let known = KNOWN.iter().any(|known| known.code == self.as_str());
        let called = CALLED.iter().find(|(_, code)| *code == self.as_str());
        match called {
            Some((list, _)) => Some(list),
            None => (!known).then_some(self.as_str()),
        }
    }
}

impl Identifier {
    /// An identifier of a scheme, which may be written as its address, or with the scheme before it.
    pub fn new(scheme: IdentifierScheme, text: &str) -> Result<Self, Invalid> {
        let text = without_scheme(text.trim(), &scheme);
        let value = match KNOWN.iter().find(|known| known.code == scheme.as_str()) {
            Some(known) => known.read(text)?,
            None => listed(&scheme, text)?,
        };
        Ok(Self {
            uri: uri(&scheme, &value).map(String::into_boxed_str),
            scheme,
            value: value.into_boxed_str(),
        })
    }

    /// Where it counts.
    pub fn scheme(&self) -> &IdentifierScheme {
        &self.scheme
    }

    /// The identifier there.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Its address on the web.
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }
}

/// `wikidata:Q42`, as it is read.
impl fmt::Display for Identifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.scheme, self.value)
    }
}

impl FromStr for Identifier {
    type Err = Invalid;

    /// Reads `SCHEME:VALUE`, the address of an identifier, or one that says by itself what it is of:
    /// `Q42`, `GB-CHC-1234567`.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if let Some(known) = KNOWN.iter().find(|known| known.is_address(text)) {
            return Self::new(known.code.parse()?, text);
        }
        if let Some((scheme, value)) = text.split_once(':')
            && !value.starts_with("//")
        {
            return Self::new(scheme.parse()?, value);
        }
        if KNOWN[0].read(text).is_ok() {
            return Self::new(KNOWN[0].code.parse()?, text);
        }
        if let Some((scheme, value)) = whole_of_list(text) {
            return Self::new(scheme.parse()?, value);
        }
        Err(Invalid::new(
            "invalid_identifier",
            format!(
                "\"{text}\" does not say of which scheme it is; write the scheme and a colon before \
                 it, such as wikidata:Q42 or GB-CHC:1234567"
            ),
        ))
    }
}

/// A scheme whose identifiers are checked.
struct Known {
    code: &'static str,
    /// What it is called in sentences, with its article.
    name: &'static str,
    /// What a right one looks like.
    example: &'static str,
    /// The hosts of its addresses, without `www.`.
    hosts: &'static [&'static str],
    /// What its addresses are, before the identifier; nothing where it has none.
    address: Option<&'static str>,
    /// The plain form of a text that has the form of one; fails with whether that form was met and a
    /// check digit alone is wrong.
    check: fn(&str) -> Result<String, Fault>,
}

/// What is wrong with an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It has not the form.
    Form,
    /// It has the form, and its check digits say that something was mistyped.
    Digits,
}

const KNOWN: [Known; 5] = [
    Known {
        code: "wikidata",
        name: "an item of Wikidata",
        example: "Q42",
        hosts: &["wikidata.org", "m.wikidata.org"],
        address: Some("http://www.wikidata.org/entity/"),
        check: check::wikidata,
    },
    Known {
        code: "ror",
        name: "a ROR identifier",
        example: "05a28rw58",
        hosts: &["ror.org"],
        address: Some("https://ror.org/"),
        check: check::ror,
    },
    Known {
        code: "isni",
        name: "an ISNI",
        example: "0000 0001 2103 2683",
        hosts: &["isni.org", "isni-url.oclc.nl"],
        address: Some("https://isni.org/isni/"),
        check: check::isni,
    },
    Known {
        code: "lei",
        name: "an LEI",
        example: "5493001KJTIIGC8Y1R12",
        hosts: &["search.gleif.org", "gleif.org", "lei.info"],
        address: Some("https://search.gleif.org/#/record/"),
        check: check::lei,
    },
    Known {
        code: "vat",
        name: "a VAT number",
        example: "BE0403019261",
        hosts: &[],
        address: None,
        check: vat::check,
    },
];

/// What org-id.guide calls the schemes that are known here by another name.
const CALLED: [(&str, &str); 3] = [
    ("XI-LEI", "lei"),
    ("XI-ROR", "ror"),
    ("XI-WIKID", "wikidata"),
];

impl Known {
    /// The plain form of an identifier, or of an address of one.
    fn read(&self, text: &str) -> Result<String, Invalid> {
        let value = match self.is_address(text) {
            true => last_step(text),
            false => text,
        };
        (self.check)(value).map_err(|fault| {
            let why = match fault {
                Fault::Form => format!("is not {}", self.name),
                Fault::Digits => format!("is not {}, for its check digits do not fit", self.name),
            };
            let remedy = match fault {
                Fault::Form => format!("one looks like {}", self.example),
                Fault::Digits => "look for a digit that was mistyped".to_owned(),
            };
            Invalid::new("invalid_identifier", format!("\"{text}\" {why}; {remedy}"))
        })
    }

    fn is_address(&self, text: &str) -> bool {
        let Ok(url) = url::Url::parse(text) else {
            return false;
        };
        let host = url.host_str().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        matches!(url.scheme(), "http" | "https") && self.hosts.contains(&host)
    }
}

/// What stands behind the last slash of an address, without what is asked of it.
fn last_step(address: &str) -> &str {
    let address = address.trim_end_matches('/');
    let step = address.rsplit('/').next().unwrap_or_default();
    step.split(['?', '#']).next().unwrap_or_default()
}

/// What stands behind the name of a scheme that somebody wrote before it all the same: `ROR: 05a2…`,
/// `GB-CHC-1234567`.
fn without_scheme<'t>(text: &'t str, scheme: &IdentifierScheme) -> &'t str {
    let code = scheme.as_str();
    let (Some(before), Some(rest)) = (text.get(..code.len()), text.get(code.len()..)) else {
        return text;
    };
    let parts: &[char] = match code.contains('-') {
        true => &[':', '-'],
        false => &[':', ' '],
    };
    match rest.strip_prefix(parts) {
        Some(rest) if before.eq_ignore_ascii_case(code) => without_scheme(rest.trim(), scheme),
        _ => text,
    }
}

/// The code and the rest of an identifier as org-id.guide writes it in one: `GB-CHC-1234567`.
fn whole_of_list(text: &str) -> Option<(&str, &str)> {
    let (country, rest) = text.split_once('-')?;
    let (list, value) = rest.split_once('-')?;
    let scheme = &text[..country.len() + 1 + list.len()];
    (is_list(scheme) && !value.is_empty()).then_some((scheme, value))
}

/// An identifier of a list, of which nothing but its form is known.
fn listed(scheme: &IdentifierScheme, text: &str) -> Result<String, Invalid> {
    check_visible(text)?;
    let value = text::line(text, 100)?;
    let is_address = value.contains("://") || value.starts_with("//");
    match value.chars().any(char::is_alphanumeric) && !is_address {
        true => Ok(value),
        false => Err(Invalid::new(
            "invalid_identifier",
            format!("\"{text}\" is not an identifier of {scheme}; write the number alone"),
        )),
    }
}

fn uri(scheme: &IdentifierScheme, value: &str) -> Option<String> {
    let known = KNOWN.iter().find(|known| known.code == scheme.as_str())?;
    known.address.map(|address| format!("{address}{value}"))
}

fn check_scheme(text: &str) -> Result<String, Invalid> {
    let given = text.trim();
    let lower = given.to_lowercase();
    if KNOWN.iter().any(|known| known.code == lower) {
        return Ok(lower);
    }
    let upper = given.to_uppercase();
    if let Some((_, known)) = CALLED.iter().find(|(list, _)| *list == upper) {
        return Ok((*known).to_owned());
    }
    if is_list(&upper) {
        return Ok(upper);
    }
    let remedy = match nearest(given, KNOWN.iter().map(|known| known.code)) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => {
            "write wikidata, ror, isni, lei, vat, or the code of a list of org-id.guide, such as \
                 GB-CHC"
                .to_owned()
        }
    };
    Err(Invalid::new(
        "unknown_scheme",
        format!("\"{given}\" is not a scheme of identifiers; {remedy}"),
    ))
}

/// Whether a code has the form of those of org-id.guide: a country, or XI and the like, with a part of
/// it perhaps, and the list.
fn is_list(code: &str) -> bool {
    let Some((place, list)) = code.split_once('-') else {
        return false;
    };
    let (country, region) = place.split_once('_').unwrap_or((place, "A"));
    let fits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    country.bytes().all(|byte| byte.is_ascii_uppercase())
        && fits(country, 2, 2)
        && fits(region, 1, 3)
        && fits(list, 2, 30)
}

#[cfg(test)]
mod tests;
