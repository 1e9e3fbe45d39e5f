//! Where the public reaches the program, and the one place where addresses of the program are made.

use std::{fmt, sync::Arc};

/// Where the public reaches the program: the setting `PUBLIC_URL`, such as
/// `https://directory.example.org` or `https://network.example/directory`.
///
/// Whatever leads to the program is written by [`url`](Self::url) or [`path`](Self::path), from a
/// path that begins at the program's own root. It cannot be written into a text by itself, so no
/// address forgets the path that `PUBLIC_URL` may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    whole: Arc<str>,
    /// How long the part before its path is.
    origin: usize,
}

impl PublicUrl {
    /// Reads an absolute address; what it ends in slashes is left out.
    pub fn new(address: &str) -> Self {
        let whole = address.trim_end_matches('/');
        let host = whole.find("://").map_or(0, |scheme| scheme + 3);
        let path = whole[host..].find('/');
        Self {
            origin: path.map_or(whole.len(), |path| host + path),
            whole: whole.into(),
        }
    }

    /// Where nobody knows what the host is called: addresses are paths, without a prefix.
    pub fn unknown() -> Self {
        Self::new("")
    }

    /// The whole address of one of the program's paths: `https://network.example/directory/docs/`
    /// of `/docs/`.
    pub fn url(&self, path: impl fmt::Display) -> String {
        format!("{}{path}", self.whole)
    }

    /// The same for whoever is there already: `/directory/docs/` of `/docs/`.
    pub fn path(&self, path: impl fmt::Display) -> String {
        format!("{}{path}", self.prefix())
    }

    /// The path under which the program is found at its host: `/directory`; empty at the root.
    pub fn prefix(&self) -> &str {
        &self.whole[self.origin..]
    }

    /// The scheme and the host: `https://network.example`.
    pub fn origin(&self) -> &str {
        &self.whole[..self.origin]
    }

    /// The program's path that a path at the host names; nothing where it does not stand under the
    /// prefix, or there is none.
    pub fn within<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.prefix())?;
        (!self.prefix().is_empty() && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
    }

    /// It, to tell directories apart by it.
    pub fn as_str(&self) -> &str {
        &self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_the_path_of_the_public_one() {
        for (given, origin, prefix) in [
            ("https://a.example", "https://a.example", ""),
            ("https://a.example/", "https://a.example", ""),
            ("http://[::1]:80/b", "http://[::1]:80", "/b"),
            ("https://a.example/b/c//", "https://a.example", "/b/c"),
            ("", "", ""),
        ] {
            let public_url = PublicUrl::new(given);
            assert_eq!(public_url.origin(), origin, "{given}");
            assert_eq!(public_url.prefix(), prefix, "{given}");
            assert_eq!(public_url.path("/docs/"), format!("{prefix}/docs/"));
            assert_eq!(public_url.url("/docs/"), format!("{origin}{prefix}/docs/"));
        }
    }

    #[test]
    fn only_whole_segments_are_a_prefix() {
        let public_url = PublicUrl::new("https://a.example/b");
        for (path, within) in [
            ("/b", Some("")),
            ("/b/", Some("/")),
            ("/b/v1", Some("/v1")),
            ("/b/b", Some("/b")),
            ("/bb", None),
            ("/v1/b", None),
        ] {
            assert_eq!(public_url.within(path), within, "{path}");
        }
        assert_eq!(PublicUrl::unknown().within("/v1"), None);
    }
}
