//! Settings: from flags, the environment, and a `.env` file, in this order of weight.
//!
//! [`SETTINGS`] is the one list of them: the flags, their help and `.env.example` come from it or
//! are compared with it.

mod values;

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use values::{
    audit_retention, boolean, data_licence, email, given, host, internal_bind, log_filter,
    log_format, megabytes, number, optional, pauses, public_url, seconds, security_contact,
    workers,
};

use crate::{
    mail::{self, SmtpServer},
    openid::{self, ClientSecret, Issuer},
    webhooks,
};
use directory::PublicUrl;
use http::crowd::{CrowdSettings, Rate, Rates, TrustedProxies};
use network::{Email, Outward};
use registry::DatabaseUrl;

/// One setting as it is documented.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in the environment: `DATABASE_URL`. The flag is the same in lower case with
    /// hyphens: `--database-url`.
    pub name: &'static str,
    /// What it is when nobody says.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

impl Setting {
    /// Its flag, without the hyphens before it.
    pub fn flag(&self) -> String {
        self.name.to_ascii_lowercase().replace('_', "-")
    }
}

/// Declares each setting once: its documentation, its name, its default, and how it is read.
macro_rules! settings {
    ($( $meaning:literal $field:ident: $type:ty = $name:literal, $default:literal, $read:expr; )*) => {
        /// Every setting.
        pub const SETTINGS: &[Setting] = &[$(
            Setting { name: $name, default: $default, meaning: $meaning },
        )*];

        /// The settings, checked.
        #[derive(Debug, Clone)]
        pub struct Config {
            $( #[doc = $meaning] pub $field: $type, )*
        }

        impl Config {
            fn from_lookup(
                lookup: impl Fn(&str) -> Option<String>,
                mistakes: &mut Vec<String>,
            ) -> Option<Self> {
                let mut reader = Reader { lookup, mistakes };
                $( let $field = reader.read($name, $default, $read); )*
                Some(Self { $( $field: $field?, )* })
            }
        }
    };
}

settings! {
    "Where the books are: sqlite://PATH, or postgres://USER:PASSWORD@HOST/NAME (several hosts as in libpq)"
    database: DatabaseUrl = "DATABASE_URL", "sqlite://var/directory.db", str::parse;
    "The address to listen on; 0.0.0.0 for all of this machine's"
    host: IpAddr = "HOST", "127.0.0.1", host;
    "The port to listen on; 0 for any free one, which the log then names"
    port: u16 = "PORT", "8080", |text| Ok(number(text, 0, 65_535)? as u16);
    "The address and port of its own where the registry and /metrics are served, and not at the public one, such as 127.0.0.1:9090; without it the registry is public and /metrics is off"
    internal_bind: Option<SocketAddr> = "INTERNAL_BIND", "", internal_bind;
    "Where the public reaches the program, such as https://directory.example.org or https://network.example/directory; by default http://HOST:PORT"
    public_url: Option<PublicUrl> = "PUBLIC_URL", "", public_url;
    "Whom people can write to about the directory, and whom answers to its mails go to"
    contact: Option<Email> = "CONTACT_EMAIL", "", email;
    "Where weaknesses of the site are told, for /.well-known/security.txt: an e-mail address, or the address of a page (https://); without it there is none"
    security_contact: Option<String> = "SECURITY_CONTACT", "", security_contact;
    "The address of the licence under which the public data may be used, such as https://creativecommons.org/licenses/by/4.0/; without it /v1/dataset names none"
    data_licence: Option<String> = "DATA_LICENCE", "", data_licence;
    "What is logged: error, warn, info, debug or trace, for all or for one module (debug,actix_http=info)"
    log_filter: String = "RUST_LOG", "info,actix_server=warn", log_filter;
    "How it is logged: pretty, json, or auto (pretty on a terminal, JSON elsewhere)"
    log_format: Option<LogFormat> = "LOG_FORMAT", "auto", log_format;
    "How often another process's changes are looked for, in milliseconds (10 to 3600000)"
    poll_interval: Duration = "POLL_INTERVAL_MS", "1000", |text| Ok(Duration::from_millis(number(text, 10, 3_600_000)?));
    "How many threads answer requests; 0 for one a core"
    workers: usize = "WORKERS", "0", workers;
    "The addresses and networks of proxies in front that tell whom they ask for (X-Forwarded-For, or else Forwarded), such as 127.0.0.1,10.0.0.0/8"
    trusted_proxies: TrustedProxies = "TRUSTED_PROXIES", "", str::parse;
    "How many requests a client may send within how much time, such as 600/20s, or off; the holder of a partner's key ten times as many"
    rate_public: Rate = "RATE_PUBLIC", "600/20s", str::parse;
    "How many changes may be made with one key within how much time, or off"
    rate_writes: Rate = "RATE_WRITES", "1200/1m", str::parse;
    "How many whole lists and files a client may fetch within how much time, or off"
    rate_files: Rate = "RATE_FILES", "120/1m", str::parse;
    "How many keys that are not known a client may send within how much time, or off"
    rate_wrong_keys: Rate = "RATE_WRONG_KEYS", "60/1m", str::parse;
    "How many mistakes a visitor may report within how much time, or off"
    rate_reports: Rate = "RATE_REPORTS", "20/1h", str::parse;
    "How many streams of /v1/changes there may be at a time (10 to 100000); one client has a tenth of them at most"
    followers: usize = "FOLLOWERS", "1000", |text| Ok(number(text, 10, 100_000)? as usize);
    "How many connections there may be at a time (10 to 100000); one client has a tenth of them at most"
    connections: usize = "CONNECTIONS", "4096", |text| Ok(number(text, 10, 100_000)? as usize);
    "How much memory may hold answers that were given, to give them again, in megabytes (0 to 4096)"
    compressed_cache: u64 = "COMPRESSED_CACHE_MB", "32", |text| megabytes(text, 0, 4_096);
    "How large files may be that are handed over to be imported, in megabytes (1 to 1024)"
    import_upload: u64 = "IMPORT_UPLOAD_MB", "64", |text| megabytes(text, 1, 1_024);
    "How much memory the planning of an import may take, in megabytes (100 to 65536); it runs in a process of its own"
    import_memory: u64 = "IMPORT_MEMORY_MB", "1000", |text| megabytes(text, 100, 65_536);
    "How long the planning of an import may take, in seconds (1 to 3600)"
    import_time: Duration = "IMPORT_TIMEOUT_S", "120", |text| seconds(text, 1, 3_600);
    "How long files may take to be handed over, in seconds (1 to 3600); nothing may come for a quarter of that"
    upload_time: Duration = "UPLOAD_TIMEOUT_S", "600", |text| seconds(text, 1, 3_600);
    "How long keys live that are made or rotated, unless it is said otherwise, in days (1 to 3650)"
    key_lifetime: Duration = "KEY_DAYS", "365", |text| Ok(Duration::from_secs(number(text, 1, 3_650)? * 86_400));
    "How long requests under way may take to finish after a signal to stop, in seconds"
    shutdown_timeout: Duration = "SHUTDOWN_TIMEOUT_S", "30", |text| seconds(text, 0, 3_600);
    "Whether a mirror may read an origin without encryption (http://) that is not on this machine: true or false"
    mirror_allow_http: bool = "MIRROR_ALLOW_HTTP", "false", boolean;
    "Whether webhooks may be at addresses without encryption (http://): true or false"
    webhook_allow_http: bool = "WEBHOOK_ALLOW_HTTP", "false", boolean;
    "Whether webhooks may be on this machine or in a private network: true or false"
    webhook_allow_private: bool = "WEBHOOK_ALLOW_PRIVATE", "false", boolean;
    "How long a webhook may take to answer, in seconds (1 to 60)"
    webhook_timeout: Duration = "WEBHOOK_TIMEOUT_S", "15", |text| seconds(text, 1, 60);
    "The pauses before a webhook is tried again, of ms, s, m, h or d; then the delivery has failed"
    webhook_pauses: Vec<Duration> = "WEBHOOK_PAUSES", "5s,30s,2m,10m,1h,3h,6h,12h,24h,24h", pauses;
    "How long the audit trail keeps how records stood before and after each change, in days (1 to 36500); by default for ever"
    audit_retention: Option<Duration> = "AUDIT_RETENTION_DAYS", "", audit_retention;
    "How long deliveries to webhooks are kept, in days (1 to 3650); what waits longer is lost"
    webhook_retention: Duration = "WEBHOOK_RETENTION_DAYS", "30", |text| Ok(Duration::from_secs(number(text, 1, 3_650)? * 86_400));
    "The mail server that mail is handed to: smtps://NAME:PASSWORD@HOST, or smtp:// with STARTTLS, or without encryption on this machine; without it no mail is sent, and links are there to copy"
    smtp: Option<SmtpServer> = "SMTP_URL", "", optional;
    "Whom mail comes from; answers go to CONTACT_EMAIL where that is set"
    mail_from: Option<Email> = "MAIL_FROM", "", email;
    "Whether mail is written and not sent, to try it: true or false"
    mail_dry_run: bool = "MAIL_DRY_RUN", "false", boolean;
    "How long an answer of the mail server is waited for, in seconds (1 to 240)"
    smtp_timeout: Duration = "SMTP_TIMEOUT_S", "30", |text| seconds(text, 1, 240);
    "The pauses before a mail is tried again, of ms, s, m, h or d; then it has failed"
    mail_pauses: Vec<Duration> = "MAIL_PAUSES", "1m,5m,15m,1h,3h,6h,12h,24h,24h", pauses;
    "How long the log of mails is kept, in days (1 to 3650)"
    mail_retention: Duration = "MAIL_RETENTION_DAYS", "365", |text| Ok(Duration::from_secs(number(text, 1, 3_650)? * 86_400));
    "The provider of accounts (OpenID Connect) by which staff may sign in beside their links, such as https://login.example.org/realms/network; without it there is none"
    oidc_issuer: Option<Issuer> = "OIDC_ISSUER", "", optional;
    "What this program is called at that provider"
    oidc_client_id: Option<String> = "OIDC_CLIENT_ID", "", |text| Ok(given(text));
    "Its secret there; without it, it is a public client"
    oidc_client_secret: Option<ClientSecret> = "OIDC_CLIENT_SECRET", "", |text| Ok(given(text).map(ClientSecret));
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// A JSON object a line.
    Json,
}

/// Every mistake in the settings, a line each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the settings cannot be used:\n{}", .0.join("\n"))]
pub struct Mistakes(pub Vec<String>);

impl Config {
    /// Reads the settings: `flags` win over the environment, the environment over `.env`.
    pub fn read(flags: &HashMap<&'static str, String>) -> Result<Self, Mistakes> {
        let mut mistakes = Vec::new();
        let file = read_env_file(&mut mistakes);
        let config = Self::from_lookup(
            |name| {
                let given = flags.get(name).cloned();
                let given = given.or_else(|| std::env::var(name).ok());
                given.or_else(|| file.get(name).cloned())
            },
            &mut mistakes,
        );
        if config.as_ref().is_some_and(Self::mails_from_nobody) {
            mistakes.push(
                "  MAIL_FROM: name the address that mail comes from, for SMTP_URL or MAIL_DRY_RUN is set"
                    .to_owned(),
            );
        }
        if config.as_ref().is_some_and(Self::mails_from_nowhere) {
            mistakes.push(
                "  PUBLIC_URL: name the address of the directory, for SMTP_URL is set, and the links in mails lead there"
                    .to_owned(),
            );
        }
        mistakes.extend(config.as_ref().and_then(Self::mistake_of_provider));
        match config {
            Some(config) if mistakes.is_empty() => Ok(config),
            _ => Err(Mistakes(mistakes)),
        }
    }

    /// How a crowd is held in order.
    pub fn crowd(&self) -> CrowdSettings {
        CrowdSettings {
            trusted_proxies: self.trusted_proxies.clone(),
            rates: Rates {
                public: self.rate_public,
                writes: self.rate_writes,
                files: self.rate_files,
                wrong_keys: self.rate_wrong_keys,
                reports: self.rate_reports,
            },
            followers: self.followers,
            connections: self.connections,
        }
    }

    fn mails_from_nobody(&self) -> bool {
        (self.smtp.is_some() || self.mail_dry_run) && self.mail_from.is_none()
    }

    /// Whether links in mails would lead to an address that only this machine knows.
    fn mails_from_nowhere(&self) -> bool {
        self.smtp.is_some() && !self.mail_dry_run && self.public_url.is_none()
    }

    /// How mail goes out; nothing where none does.
    pub fn mail(&self) -> Option<mail::Settings> {
        if self.smtp.is_none() && !self.mail_dry_run {
            return None;
        }
        Some(mail::Settings {
            server: self.smtp.clone().filter(|_| !self.mail_dry_run),
            from: self.mail_from.clone()?,
            reply_to: self.contact.clone(),
            timeout: self.smtp_timeout,
            pauses: self.mail_pauses.clone(),
            retention: self.mail_retention,
            has_console: self.internal_bind.is_none(),
        })
    }

    fn mistake_of_provider(&self) -> Option<String> {
        let told = match (&self.oidc_issuer, &self.oidc_client_id) {
            (None, None) => return None,
            (None, Some(_)) => "OIDC_ISSUER: name the provider, for OIDC_CLIENT_ID is set",
            (Some(_), None) => {
                "OIDC_CLIENT_ID: say what the program is called at the provider, for OIDC_ISSUER is set"
            }
            (Some(_), Some(_)) => {
                self.internal_bind?;
                "OIDC_ISSUER: a provider leads people to PUBLIC_URL, where there is no console when INTERNAL_BIND is set"
            }
        };
        Some(format!("  {told}"))
    }

    /// By which provider staff may sign in; nothing where there is none.
    pub fn provider(&self) -> Option<openid::Settings> {
        Some(openid::Settings {
            issuer: self.oidc_issuer.clone()?,
            client_id: self.oidc_client_id.clone()?,
            client_secret: self.oidc_client_secret.clone(),
        })
    }

    /// How webhooks are delivered.
    pub fn webhooks(&self) -> webhooks::Settings {
        webhooks::Settings {
            outward: Outward {
                allow_http: self.webhook_allow_http,
                allow_private: self.webhook_allow_private,
            },
            timeout: self.webhook_timeout,
            pauses: self.webhook_pauses.clone(),
            retention: self.webhook_retention,
            interval: self.poll_interval,
        }
    }
}

struct Reader<'a, L> {
    lookup: L,
    mistakes: &'a mut Vec<String>,
}

impl<L: Fn(&str) -> Option<String>> Reader<'_, L> {
    fn read<T>(
        &mut self,
        name: &str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let given = (self.lookup)(name).filter(|text| !text.trim().is_empty());
        match parse(given.as_deref().unwrap_or(default).trim()) {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.mistakes.push(format!("  {name}: {mistake}"));
                None
            }
        }
    }
}

fn read_env_file(mistakes: &mut Vec<String>) -> HashMap<String, String> {
    let path = PathBuf::from(".env");
    let Ok(lines) = dotenvy::from_path_iter(&path) else {
        return HashMap::new();
    };
    let mut values = HashMap::new();
    for line in lines {
        match line {
            Ok((name, value)) => {
                values.insert(name, value);
            }
            // The line itself is not repeated: it may hold a password.
            Err(_) => mistakes.push("  .env: a line is none of the form NAME=value".to_owned()),
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        let mut mistakes = Vec::new();
        let config = Config::from_lookup(
            |name| {
                given
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| (*value).to_owned())
            },
            &mut mistakes,
        );
        config.ok_or(mistakes)
    }

    #[test]
    fn nothing_needs_to_be_set() {
        let config = read(&[]).unwrap();
        assert_eq!(config.database.to_string(), "sqlite://var/directory.db");
        assert_eq!(
            (config.host.to_string().as_str(), config.port),
            ("127.0.0.1", 8080)
        );
        assert!(config.workers > 0);
    }

    #[test]
    fn all_mistakes_come_at_once_and_no_secret_with_them() {
        let mistakes = read(&[
            ("DATABASE_URL", "mysql://ann:s3cret@db"),
            ("HOST", "nowhere"),
            ("PORT", "70000"),
            ("PUBLIC_URL", "directory.example.org"),
            ("LOG_FORMAT", "xml"),
            ("WORKERS", "many"),
        ])
        .unwrap_err()
        .join("\n");
        for name in [
            "DATABASE_URL",
            "HOST",
            "PORT",
            "PUBLIC_URL",
            "LOG_FORMAT",
            "WORKERS",
        ] {
            assert!(
                mistakes.contains(&format!("  {name}: ")),
                "{name} in {mistakes}"
            );
        }
        assert!(!mistakes.contains("s3cret"));
    }

    #[test]
    fn the_example_file_has_every_setting_with_its_default_and_meaning() {
        let example = include_str!("../.env.example");
        for setting in SETTINGS {
            let line = format!("# {}={}", setting.name, setting.default);
            assert!(
                example
                    .lines()
                    .any(|known| known.trim_end() == line.trim_end()),
                "{line}"
            );
            assert!(example.contains(setting.meaning), "{}", setting.meaning);
        }
    }
}
