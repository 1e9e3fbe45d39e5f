//! How to reach someone: web address and e-mail address.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use validator::ValidateEmail;

use crate::{checked_text::checked_text, invalid::Invalid};

checked_text!(
    /// An absolute `http` or `https` address (WHATWG URL), kept as it was written.
    #[schema(value_type = String, format = Uri, max_length = 2000)]
    WebAddress,
    check_web_address
);
checked_text!(
    /// An e-mail address (the HTML standard's form of RFC 5322).
    #[schema(value_type = String, format = Email, max_length = 254)]
    Email,
    check_email
);
impl WebAddress {
    /// The address as a URI (RFC 3986): as it was written where that is one already, otherwise with
    /// its host in Punycode and its other characters percent-encoded.
    pub fn uri(&self) -> String {
        let fits = |c: char| c.is_ascii_graphic() && !r#""<>\^`{|}"#.contains(c);
        if self.0.chars().all(fits) {
            return self.0.to_string();
        }
        let url = url::Url::parse(&self.0).map_or_else(|_| self.0.to_string(), String::from);
        let mut uri = String::with_capacity(url.len());
        for c in url.chars() {
            match fits(c) {
                true => uri.push(c),
                false => {
                    let mut bytes = [0; 4];
                    for byte in c.encode_utf8(&mut bytes).bytes() {
                        uri.push_str(&format!("%{byte:02X}"));
                    }
                }
            }
        }
        uri
    }

    /// The host without a leading `www.`, by which two members with one website are recognised.
    pub fn host(&self) -> Option<String> {
        let url = url::Url::parse(&self.0).ok()?;
        let host = url.host_str()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
    }

    /// The address without its path and query, in which a secret may stand.
    pub fn origin(&self) -> Self {
        let url = url::Url::parse(&self.0);
        let origin = url.map(|url| format!("{}/", url.origin().ascii_serialization()));
        // It was read before.
        origin.map_or_else(|_| self.clone(), |origin| Self(origin.into()))
    }
}

impl Email {
    /// The address as a link has it (RFC 6068): what could begin a header or another receiver is
    /// percent-encoded.
    pub fn mailto(&self) -> String {
        const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
            .remove(b'-')
            .remove(b'.')
            .remove(b'_')
            .remove(b'~')
            .remove(b'+');
        let (mailbox, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let [mailbox, domain] = [mailbox, domain].map(|part| utf8_percent_encode(part, PLAIN));
        format!("mailto:{mailbox}@{domain}")
    }

    /// The address in ASCII, as RFC 5321 has it: its domain in Punycode where it has other letters.
    pub fn in_ascii(&self) -> String {
        match self.0.rsplit_once('@') {
            Some((mailbox, domain)) if !domain.is_ascii() => match url::Host::parse(domain) {
                Ok(host) => format!("{mailbox}@{host}"),
                Err(_) => self.0.to_string(),
            },
            _ => self.0.to_string(),
        }
    }
}

fn check_web_address(text: &str) -> Result<&str, Invalid> {
    let text = text.trim();
    let wrong = |remedy: &str| {
        // What stands before an @ may be a password.
        let what = match text.contains('@') {
            true => "it is".to_owned(),
            false => format!("\"{text}\" is"),
        };
        Err(Invalid::new(
            "invalid_url",
            format!("{what} no web address; {remedy}"),
        ))
    };
    if text.len() > 2000 {
        return wrong("it is longer than 2000 characters");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return wrong("write it without spaces");
    }
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
            if url.username().is_empty() && url.password().is_none() {
                Ok(text)
            } else {
                wrong("write it without a user name or password")
            }
        }
        _ if !text.contains(':') && text.contains('.') => wrong(&format!("write https://{text}")),
        _ => wrong("it begins with https:// or http://"),
    }
}

fn check_email(text: &str) -> Result<&str, Invalid> {
    let text = text.trim();
    if text.len() <= 254 && text.validate_email() {
        Ok(text)
    } else {
        Err(Invalid::new(
            "invalid_email",
            format!("\"{text}\" is not an e-mail address; one looks like info@example.org"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_had_in_ascii() {
        let uri = |text: &str| text.parse::<WebAddress>().unwrap().uri();
        assert_eq!(uri("https://a.org/b?c=d,e"), "https://a.org/b?c=d,e");
        assert_eq!(
            uri("http://münchen.example/ä?x=a|b"),
            "http://xn--mnchen-3ya.example/%C3%A4?x=a%7Cb"
        );
        let email = |text: &str| text.parse::<Email>().unwrap().in_ascii();
        assert_eq!(email("a.b+c@example.org"), "a.b+c@example.org");
        assert_eq!(email("a@münchen.example"), "a@xn--mnchen-3ya.example");
    }

    #[test]
    fn a_link_to_an_address_leads_to_that_one_alone() {
        let mailto = |text: &str| text.parse::<Email>().unwrap().mailto();
        assert_eq!(mailto("a.b+c@example.org"), "mailto:a.b+c@example.org");
        assert_eq!(
            mailto("a?bcc=b&cc%40c#/@example.org"),
            "mailto:a%3Fbcc%3Db%26cc%2540c%23%2F@example.org"
        );
    }

    #[test]
    fn only_web_addresses_are_web_addresses() {
        for good in ["https://a.example.org", "http://münchen.example/ä?x=1#y"] {
            assert_eq!(good.parse::<WebAddress>().unwrap().as_str(), good);
        }
        for bad in [
            "javascript:alert(1)",
            "ftp://a.org",
            "https://",
            "a b",
            "https://u:p@a.org",
        ] {
            assert_eq!(
                bad.parse::<WebAddress>().unwrap_err().code,
                "invalid_url",
                "{bad}"
            );
        }
        let error = "www.example.org".parse::<WebAddress>().unwrap_err();
        assert!(error.message.ends_with("write https://www.example.org"));
        assert_eq!(
            "https://www.example.org/a"
                .parse::<WebAddress>()
                .unwrap()
                .host()
                .as_deref(),
            Some("example.org")
        );
    }

    #[test]
    fn e_mail_addresses_are_checked() {
        assert!("info@example.org".parse::<Email>().is_ok());
        assert!("info(at)example.org".parse::<Email>().is_err());
    }
}
