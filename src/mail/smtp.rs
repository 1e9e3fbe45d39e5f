//! The mail server, and messages as it takes them.

use std::{str::FromStr, time::Duration};

use lettre::{
    Message, SmtpTransport, Transport as _,
    message::{
        self, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::outward::{is_here, with_causes};
use network::{Email, Mail};
use own::letter::Written;

/// A mail server, as `SMTP_URL` names it. What goes there is encrypted, unless it is on this machine.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpServer {
    host: String,
    port: u16,
    security: Security,
    /// Name and password.
    login: Option<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    /// Not at all: it is on this machine.
    Plain,
    /// From a greeting in plain text on.
    StartTls,
    /// From the first byte on.
    Tls,
}

/// The password stands in no log.
impl std::fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "SmtpServer({}:{}, {:?})",
            self.host, self.port, self.security
        )
    }
}

const FORM: &str =
    "is not a mail server such as smtps://NAME:PASSWORD@mail.example.org or smtp://127.0.0.1:25";

impl FromStr for SmtpServer {
    type Err = String;

    /// What is wrong is said without the text, for a password may stand in it.
    fn from_str(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|_| format!("it {FORM}"))?;
        let host = match url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            None => return Err(format!("it {FORM}")),
        };
        let (security, port) = match url.scheme() {
            "smtps" => (Security::Tls, 465),
            "smtp" if is_here(&url) => (Security::Plain, 25),
            "smtp" => (Security::StartTls, 587),
            _ => return Err(format!("it {FORM}")),
        };
        if url.query().is_some() || !matches!(url.path(), "" | "/") {
            return Err(
                "nothing may follow the host and the port; smtps:// encrypts from the first byte, \
                 and smtp:// by STARTTLS, which is required unless the server is on this machine"
                    .to_owned(),
            );
        }
        let decoded = |text: &str| {
            let text = percent_decode_str(text).decode_utf8();
            text.map(|text| text.into_owned())
                .map_err(|_| "name and password must be UTF-8, percent-encoded".to_owned())
        };
        let login = match url.username() {
            "" => None,
            name => Some((decoded(name)?, decoded(url.password().unwrap_or_default())?)),
        };
        Ok(Self {
            host,
            port: url.port().unwrap_or(port),
            security,
            login,
        })
    }
}

impl SmtpServer {
    /// The way to it.
    pub fn transport(&self, timeout: Duration) -> Result<Transport, Box<dyn std::error::Error>> {
        let tls = || TlsParameters::new(self.host.clone());
        let mut builder = SmtpTransport::builder_dangerous(&self.host)
            .port(self.port)
            .timeout(Some(timeout))
            .tls(match self.security {
                Security::Plain => Tls::None,
                Security::StartTls => Tls::Required(tls()?),
                Security::Tls => Tls::Wrapper(tls()?),
            });
        if let Some((name, password)) = &self.login {
            builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
        }
        Ok(Transport(builder.build()))
    }
}

/// The way to a mail server.
pub struct Transport(SmtpTransport);

/// Why a mail server did not take a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// It cannot be reached, or takes nothing from us.
    Unreachable(String),
    /// It does not take this mail now.
    ForNow(String),
    /// It never takes mail for this address.
    NoSuchAddress(String),
    /// It never takes this mail.
    ForGood(String),
}

impl Transport {
    /// Hands a message over.
    pub fn send(&self, message: &Message) -> Result<(), Failed> {
        self.0
            .send(message)
            .map(|_| ())
            .map_err(|error| judge(&error))
    }
}

fn judge(error: &Error) -> Failed {
    judge_status(error.status().map(u16::from), with_causes(error))
}

fn judge_status(status: Option<u16>, told: String) -> Failed {
    match status {
        // It is closing, or wants somebody else.
        None | Some(421 | 530 | 534 | 535 | 538) => Failed::Unreachable(told),
        Some(550 | 551 | 553) if is_of_recipient(&told) => Failed::NoSuchAddress(told),
        Some(500..) => Failed::ForGood(told),
        Some(_) => Failed::ForNow(told),
    }
}

/// Whether a refusal is about the address of the recipient, and not about us: a server that takes us
/// for a spammer, or does not know our own address, says so with 550 too. What it means stands in its
/// enhanced status code (RFC 3463): of 5.1, all but the codes of senders are about the recipient, of 5.2
/// that the mailbox takes nothing. A server that gives none means the address.
fn is_of_recipient(told: &str) -> bool {
    let words = told.split(|c: char| !c.is_ascii_digit() && c != '.');
    let mut codes = words.filter_map(|word| word.strip_prefix("5."));
    match codes.find_map(|code| code.split_once('.')) {
        Some(("1", detail)) => !matches!(detail, "7" | "8"),
        Some(("2", detail)) => detail == "1",
        Some(_) => false,
        None => true,
    }
}

/// Whom mail comes from.
pub struct Mailbox {
    /// The name.
    pub sender: String,
    /// The address.
    pub from: Email,
    /// Whom answers go to.
    pub reply_to: Option<Email>,
}

/// A mail as a message. It is the same however often it is sent: its identifier and its time are those
/// of the mail, so that mail programs know a copy.
pub fn message(from: &Mailbox, mail: &Mail, written: &Written) -> Result<Message, String> {
    let mailbox = |name: Option<&str>, address: &Email| {
        let address = address.in_ascii();
        let address = address
            .parse()
            .map_err(|_| format!("{address} takes no mail"))?;
        Ok::<_, String>(message::Mailbox::new(name.map(str::to_owned), address))
    };
    let sender = from.from.in_ascii();
    let domain = sender.rsplit('@').next().unwrap_or_default();
    let mut builder = Message::builder()
        .from(mailbox(Some(&from.sender), &from.from)?)
        .to(mailbox(None, &mail.recipient)?)
        .subject(&written.subject)
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .date(mail.created_at.system_time());
    if let Some(reply_to) = &from.reply_to {
        builder = builder.reply_to(mailbox(None, reply_to)?);
    }
    let body = MultiPart::alternative_plain_html(written.text.clone(), written.html.clone());
    let mut message = builder.multipart(body).map_err(|error| error.to_string())?;
    let headers = message.headers_mut();
    let mut add = |name: &'static str, value: String| {
        headers.insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str(name),
            value,
        ));
    };
    // Who is away does not answer a program (RFC 3834).
    add("Auto-Submitted", "auto-generated".to_owned());
    if let Some(stop) = &written.stop {
        add("List-Unsubscribe", format!("<{stop}>"));
        add(
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click".to_owned(),
        );
    }
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> Result<(u16, Security, bool), String> {
        let server: SmtpServer = text.parse()?;
        Ok((server.port, server.security, server.login.is_some()))
    }

    #[test]
    fn what_goes_to_another_machine_is_encrypted() {
        for (url, read) in [
            ("smtps://a:b@mail.example.org", (465, Security::Tls, true)),
            ("smtp://mail.example.org", (587, Security::StartTls, false)),
            ("smtp://192.0.2.1:25", (25, Security::StartTls, false)),
            ("smtp://127.0.0.1:1025", (1025, Security::Plain, false)),
            ("smtp://localhost", (25, Security::Plain, false)),
        ] {
            assert_eq!(server(url), Ok(read), "{url}");
        }
    }

    #[test]
    fn an_address_is_not_given_up_for_what_is_said_of_us() {
        for (status, told, is_gone) in [
            (550, "5.1.1 There is no such mailbox", true),
            (550, "5.1.10 Recipient address has a null MX", true),
            (550, "5.2.1 The mailbox is disabled", true),
            (550, "No such user here", true),
            (550, "No such user at 192.0.2.5", true),
            (553, "5.1.3 Bad recipient address syntax", true),
            (550, "5.7.1 Rejected as spam", false),
            (550, "5.7.26 This mail has no valid SPF or DKIM", false),
            (553, "5.1.8 Sender's system is unknown", false),
            (550, "5.1.7 Bad sender's mailbox", false),
            (554, "5.7.1 Relay access denied", false),
            (552, "5.2.2 The mailbox is full", false),
        ] {
            let told = format!("permanent error ({status}): {told}");
            let judged = judge_status(Some(status), told.clone());
            let expected = match is_gone {
                true => Failed::NoSuchAddress(told),
                false => Failed::ForGood(told),
            };
            assert_eq!(judged, expected);
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for url in [
            "mail.example.org",
            "https://a:secret@mail.example.org",
            "smtp://a:secret@mail.example.org?tls=none",
            "smtp:a:secret",
        ] {
            let wrong = server(url).unwrap_err();
            assert!(!wrong.contains("secret"), "{wrong}");
        }
        let server: SmtpServer = "smtps://a:secret@mail.example.org".parse().unwrap();
        assert!(!format!("{server:?}").contains("secret"));
    }
}
