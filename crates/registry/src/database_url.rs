//! Where the database is, without ever showing the password in it.

use std::{ffi::OsString, fmt, path::PathBuf, str::FromStr};

use percent_encoding::percent_decode_str;

use crate::{deadline::Place, error::Error, sqlite_file};

/// Where the books of record are: `sqlite://PATH` or `postgres://…`.
///
/// A Postgres address may hold a password, so this type never shows it.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of this machine; made when it is missing.
    Sqlite(PathBuf),
    /// A libpq connection URI (several hosts included).
    Postgres(String),
}

/// A file by its device and number: another file under the same name is another one.
pub(crate) type FileId = (u64, u64);

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            return match path {
                "" => Err("sqlite:// needs a path, such as sqlite://var/directory.db".to_owned()),
                path => Ok(Self::Sqlite(path.into())),
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return match Parts::of(text) {
                Some(_) => Ok(Self::Postgres(text.to_owned())),
                None => Err(
                    "is not an address such as postgres://USER:PASSWORD@HOST:5432/NAME; write \
                     other signs than letters, digits and -._~ in the user's name and the password \
                     as %XX (@ is %40, / is %2F)"
                        .to_owned(),
                ),
            };
        }
        // The text is not repeated: it may be a Postgres address with a slip before its password.
        Err(
            "must begin with sqlite:// or postgres://, such as sqlite://var/directory.db"
                .to_owned(),
        )
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(address) => {
                let place = Parts::of(address).map_or("…", |parts| parts.place);
                write!(f, "postgres://{place}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl DatabaseUrl {
    /// The address as it was given, for another process of this program alone: it may hold a
    /// password.
    pub fn with_secrets(&self) -> OsString {
        match self {
            Self::Sqlite(path) => {
                let mut text = OsString::from("sqlite://");
                text.push(path);
                text
            }
            Self::Postgres(address) => address.into(),
        }
    }

    /// Whether it is a file that is not there, or empty.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Sqlite(path) => sqlite_file::is_missing(path),
            Self::Postgres(_) => false,
        }
    }

    /// Fails where a SQLite file has the log of another one beside it, before that destroys it.
    pub(crate) fn check_log(&self) -> Result<(), Error> {
        let Self::Sqlite(path) = self else {
            return Ok(());
        };
        if sqlite_file::is_missing(path) {
            return Ok(());
        }
        match sqlite_file::strange_log(path).map_err(Error::File)? {
            None => Ok(()),
            Some(strange) => Err(Error::Schema(format!(
                "{0}-wal is not of this file ({strange}), and would destroy it. If a backup was put \
                 back, delete {0}-wal and {0}-shm; the command \"restore\" does all of it",
                path.display()
            ))),
        }
    }

    /// The address without its password, and the password.
    pub(crate) fn without_password(&self) -> Option<(String, Option<String>)> {
        let Self::Postgres(address) = self else {
            return None;
        };
        let parts = Parts::of(address)?;
        let (mut password, mut kept) = (None, Vec::new());
        if !parts.password.is_empty() {
            password = Some(parts.password);
        }
        for parameter in parts.parameters.split('&').filter(|one| !one.is_empty()) {
            match parameter.strip_prefix("password=") {
                Some(given) => password = Some(given),
                None => kept.push(parameter),
            }
        }
        let at = if parts.user.is_empty() { "" } else { "@" };
        let mut plain = format!("postgres://{}{at}{}", parts.user, parts.place);
        if !kept.is_empty() {
            plain = format!("{plain}?{}", kept.join("&"));
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        Some((plain, password.map(decoded)))
    }

    /// Where a Postgres server is, as its address says.
    pub(crate) fn places(&self) -> Option<Vec<Place>> {
        let Self::Postgres(address) = self else {
            return None;
        };
        let parts = Parts::of(address)?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let parameter = |name: &str| {
            let mut named = parts.parameters.split('&');
            named.find_map(|one| one.strip_prefix(name)?.strip_prefix('='))
        };
        let usual = parameter("port").and_then(|port| port.parse().ok());
        let hosts = parts.place.split('/').next().unwrap_or_default();
        let hosts = parameter("host").unwrap_or(hosts);
        let place = |host: &str| {
            let (name, port) = match host.rsplit_once(':') {
                Some((name, port)) if !host.ends_with(']') => (name, port.parse().ok()),
                _ => (host, None),
            };
            let name = decoded(name.trim_matches(['[', ']']));
            match name.as_str() {
                "" => Place::Socket("/run/postgresql".to_owned()),
                path if path.starts_with('/') => Place::Socket(name),
                _ => Place::Host(name, port.or(usual).unwrap_or(5_432)),
            }
        };
        Some(hosts.split(',').map(place).collect())
    }

    /// The file that it names now, of SQLite.
    pub(crate) fn file_id(&self) -> Option<FileId> {
        match self {
            #[cfg(unix)]
            Self::Sqlite(path) => {
                use std::os::unix::fs::MetadataExt;
                let metadata = std::fs::metadata(path).ok()?;
                Some((metadata.dev(), metadata.ino()))
            }
            _ => None,
        }
    }
}

/// The parts of a Postgres address, as libpq reads it.
struct Parts<'a> {
    user: &'a str,
    password: &'a str,
    /// Hosts, ports and database, which nobody needs to hide.
    place: &'a str,
    parameters: &'a str,
}

impl<'a> Parts<'a> {
    /// Nothing for an address that libpq would read otherwise than it is meant, with a part of the
    /// password for a host, a port, a database or a parameter.
    fn of(address: &'a str) -> Option<Self> {
        let (_, rest) = address.split_once("://")?;
        let begin = rest.find(['@', '/']);
        let (credentials, rest) = match begin.map(|at| rest.split_at(at)) {
            Some((credentials, rest)) if rest.starts_with('@') => (credentials, &rest[1..]),
            _ => ("", rest),
        };
        let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
        let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let (hosts, database) = place.split_once('/').unwrap_or((place, ""));
        let encoded = [user, password, hosts, database, parameters];
        let named = parameters
            .split('&')
            .all(|one| one.matches('=').count() == 1);
        let fits = hosts.split(',').all(is_host)
            && !database.contains(['@', '/', ':'])
            && encoded.into_iter().all(is_encoded)
            && (parameters.is_empty() || named && !parameters.contains('@'))
            && !address.contains(|c: char| c.is_whitespace() || c.is_control());
        fits.then_some(Self {
            user,
            password,
            place,
            parameters,
        })
    }

    /// What is secret in it, as it stands there and as libpq reads it.
    fn secrets(&self) -> impl Iterator<Item = String> {
        let values = self.parameters.split('&').filter_map(|one| {
            let (name, value) = one.split_once('=')?;
            name.contains("pass").then_some(value)
        });
        let known = [self.password].into_iter().chain(values);
        let known: Vec<&str> = known.filter(|secret| !secret.is_empty()).collect();
        known.into_iter().flat_map(both)
    }
}

/// A part of an address as it stands there, and decoded.
fn both(part: &str) -> [String; 2] {
    let decoded = percent_decode_str(part).decode_utf8_lossy();
    [part.to_owned(), decoded.into_owned()]
}

/// Whether it is a host, with a port or without; nothing is this machine's own.
fn is_host(text: &str) -> bool {
    let is_port = |port: &str| port.parse::<u16>().is_ok() || port.is_empty();
    match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => {
            address.parse::<std::net::Ipv6Addr>().is_ok()
                && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        }
        None => {
            let (name, port) = text.split_once(':').unwrap_or((text, ""));
            let is_name = |c: char| c.is_alphanumeric() || "-._%".contains(c);
            name.chars().all(is_name) && is_port(port)
        }
    }
}

/// Whether every percent sign has two hexadecimal digits behind it that stand for something.
fn is_encoded(part: &str) -> bool {
    part.split('%').skip(1).all(|after| {
        let code = after.get(..2);
        code.is_some_and(|code| code != "00" && code.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

/// A message about a connection without anything of the address that may be secret. One that has a
/// part of a password in it, and be it by chance, is not told at all.
pub(crate) fn without_secrets(message: &str, address: &str) -> String {
    let withheld = "the database could not be opened; its own words are not repeated, for they \
                    hold a part of the address";
    let Some(parts) = Parts::of(address) else {
        return withheld.to_owned();
    };
    let mut message = message.replace(address, "…");
    // Its own words, as in: password authentication failed for user "ann".
    for user in both(parts.user).into_iter().filter(|user| !user.is_empty()) {
        message = message.replace(&format!("\"{user}\""), "\"…\"");
        if user.len() > 3 {
            message = message.replace(&user, "…");
        }
    }
    match parts.secrets().any(|secret| message.contains(&secret)) {
        true => withheld.to_owned(),
        false => message,
    }
}

/// What libpq is told unless the address says otherwise: connections to a server that is gone end, and
/// of several servers the one is taken that can be written to.
const DEFAULTS: [(&str, &str); 6] = [
    ("connect_timeout", "4"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "20000"),
    ("target_session_attrs", "read-write"),
];

/// An address with what it leaves to us.
pub(crate) fn with_defaults(address: &str) -> String {
    let Some(parts) = Parts::of(address) else {
        return address.to_owned();
    };
    let mut address = address.to_owned();
    let given = |name: &str| {
        let named = |one: &str| one.split('=').next() == Some(name);
        parts.parameters.split('&').any(named)
    };
    let mut separator = if address.contains('?') { '&' } else { '?' };
    for (name, value) in DEFAULTS {
        let is_needed = name != "target_session_attrs" || parts.place.contains(',');
        if is_needed && !given(name) {
            address.push(separator);
            address.push_str(&format!("{name}={value}"));
            separator = '&';
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let url: DatabaseUrl = "postgres://ann:s3cret@db.example/directory?sslmode=require"
            .parse()
            .unwrap();
        assert_eq!(
            format!("{url} {url:?}"),
            "postgres://db.example/directory postgres://db.example/directory"
        );
        let several: DatabaseUrl =
            "postgres://ann:s3cret@db1:5432,db2:5432/directory?password=s3cret"
                .parse()
                .unwrap();
        assert_eq!(
            several.to_string(),
            "postgres://db1:5432,db2:5432/directory"
        );
        let told = without_secrets(
            "invalid percent-encoded token: \"s3cret\" in postgres://ann:s3%cret@db",
            "postgres://ann:s3cret@db",
        );
        assert!(!told.contains("s3cret"), "{told}");
        for (address, message) in [
            ("postgres://ann:x@db/n", "the password x of \"ann\""),
            ("postgres://ann:s%33cret@db/n", "the password s3cret"),
            ("postgres://ann:s%33cret@db/n", "the password s%33cret"),
            (
                "postgres://ann@db/n?password=s%33cret",
                "the password s3cret",
            ),
        ] {
            let told = without_secrets(message, address);
            assert!(told.starts_with("the database could not"), "{told}");
        }
        assert_eq!(
            without_secrets(
                "authentication failed for user \"ann\" at \"db\"",
                "postgres://ann:s3cret@db/n"
            ),
            "authentication failed for user \"…\" at \"db\""
        );
        // libpq would take a part of these for a host, a port, a database or a parameter.
        for wrong in [
            "postgres://ann:s3@cret@db.example/n",
            "postgres://ann:s3/cret@db.example/n",
            "postgres://ann:12/s3cret@db.example/n",
            "postgres://ann:12?s3/cret@db.example/n",
            "postgres://ann:s3cret",
            "postgres://ann:s3cret/n",
            "postgres://ann:s3%cret@db.example/n",
            "postgres://ann:s3 cret@db.example/n",
            "postgres://db.example/n?password:s3cret",
            "postgres://db.example:s3cret/n",
        ] {
            let told = wrong.parse::<DatabaseUrl>().unwrap_err();
            assert!(!told.contains("s3") && !told.contains("cret"), "{told}");
            let shown = DatabaseUrl::Postgres(wrong.to_owned()).to_string();
            assert!(!shown.contains("s3") && !shown.contains("cret"), "{shown}");
        }
        for good in [
            "postgres://db.example/n",
            "postgresql://ann:s3cret@[::1]:5432,db2:5433/n?sslmode=require&connect_timeout=3",
            "postgres:///n?host=%2Frun%2Fpostgresql",
            "postgres://%2Frun%2Fpostgresql/n",
            "postgres://ann:s3?cr#et@db/n",
        ] {
            let url = good.parse::<DatabaseUrl>().expect(good);
            assert!(!url.to_string().contains("cr"), "{url}");
        }
        let slip = "postgre://ann:s3cret@db.example"
            .parse::<DatabaseUrl>()
            .unwrap_err();
        assert!(!slip.contains("s3cret"));
    }
}
