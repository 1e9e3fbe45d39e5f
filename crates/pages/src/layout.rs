//! What all pages have in common: the frame, the style sheet, and what protects them.

use std::{fmt, sync::LazyLock};

use actix_web::http::header::{self, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{address::Address, assets};
use directory::{
    PublicUrl, Snapshot,
    looks::{LogoFile, Looks},
};
use network::{PageLang, UNNAMED};
use publication::PublicNetwork;
use translations::{Texts, own_name};

/// A style sheet that stands in the page itself, so that nothing else is waited for before there
/// is something to see. The policy allows this one by its digest, and files of this server: a
/// network's own colours are one.
pub struct Sheet {
    css: String,
    policy: HeaderValue,
}

impl Sheet {
    /// The layout's style sheet with what a page adds to it.
    pub fn new(additions: &[&str]) -> Self {
        Self::allowing(additions, "frame-ancestors 'none'")
    }

    /// The same with what the policy of the page says beside the usual: who may put it into a
    /// frame, and what else it may load.
    pub fn allowing(additions: &[&str], policy: &str) -> Self {
        let layout = include_str!("assets/layout.css");
        Self::bare(&[&[layout], additions].concat(), policy)
    }

    /// A style sheet without the layout's.
    pub fn bare(parts: &[&str], policy: &str) -> Self {
        let css: String = parts.iter().map(|css| compact(css)).collect();
        let digest = STANDARD.encode(Sha256::digest(css.as_bytes()));
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{digest}'; img-src 'self'; \
             manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; {policy}"
        );
        Self {
            css,
            policy: HeaderValue::try_from(policy)
                .unwrap_or(HeaderValue::from_static("default-src 'none'")),
        }
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.css)
    }
}

/// Leaves out comments, indents and line ends.
fn compact(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let lines = plain.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).fold(
        String::with_capacity(plain.len()),
        |mut compact, line| {
            // A selector or a value may go on in the next line.
            if !compact.is_empty() && !compact.ends_with(['{', '}', ';', ',']) {
                compact.push(' ');
            }
            compact.push_str(line);
            compact
        },
    )
}

/// Where the quick exit leads: a page that anybody may have open, and that follows nobody.
const EXIT: &str = "https://www.wikipedia.org/";

/// The sheet of a page that adds nothing to the layout.
pub static PLAIN: LazyLock<Sheet> = LazyLock::new(|| Sheet::new(&[]));

/// Puts the headers on that keep a page to itself.
pub fn protect(headers: &mut HeaderMap, sheet: &Sheet) {
    const STANDING: [(HeaderName, &str); 3] = [
        (
            HeaderName::from_static("permissions-policy"),
            "geolocation=(self), camera=(), microphone=(), browsing-topics=()",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (header::X_DNS_PREFETCH_CONTROL, "off"),
    ];
    headers.insert(CONTENT_SECURITY_POLICY, sheet.policy.clone());
    for (name, value) in STANDING {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// The frame of a page.
pub struct Layout<'a> {
    /// The texts of its language.
    pub texts: Texts,
    /// Its title, without the network's name.
    pub title: String,
    /// What it says in a line, for those who list it.
    pub description: String,
    /// Its own address, without the language.
    pub address: Address,
    /// Where links begin.
    pub public_url: &'a PublicUrl,
    /// The network.
    pub network: &'a PublicNetwork,
    /// Its colours and its logo.
    pub looks: &'a Looks,
    /// Its style sheet.
    pub sheet: &'a Sheet,
    /// Whether it is to be found by search engines.
    pub indexed: bool,
}

/// The name of a network for short, as a page says it.
pub fn short_network_name(texts: Texts, network: &PublicNetwork) -> String {
    let short = network.short_name.clone();
    short.unwrap_or_else(|| network_name(texts, network))
}

/// The name of a network, as a page says it.
pub fn network_name(texts: Texts, network: &PublicNetwork) -> String {
    match network.name.as_str() {
        UNNAMED => texts.say("unnamed-network"),
        name => name.to_owned(),
    }
}

/// One of the languages that a page can be read in.
pub struct LanguageLink {
    /// Its code.
    pub code: &'static str,
    /// Its own name.
    pub name: String,
    /// The page in that language.
    pub href: Address,
    /// Whether it is the one that the page is in.
    pub current: bool,
}

/// A page in each of the languages; it is in `current`.
pub fn languages(page: &Address, current: PageLang) -> Vec<LanguageLink> {
    let link = |lang: PageLang| LanguageLink {
        code: lang.code(),
        name: own_name(lang),
        href: page.with("lang", lang.code()),
        current: lang == current,
    };
    PageLang::ALL.map(link).into()
}

impl<'a> Layout<'a> {
    /// The frame of a page of the directory.
    pub fn new(
        texts: Texts,
        snapshot: &'a Snapshot,
        public_url: &'a PublicUrl,
        address: &Address,
        sheet: &'a Sheet,
    ) -> Self {
        Self {
            texts,
            title: String::new(),
            description: String::new(),
            address: address.without(&["lang"]),
            public_url,
            network: &snapshot.network,
            looks: &snapshot.looks,
            sheet,
            indexed: true,
        }
    }

    /// The code of its language.
    pub fn lang(&self) -> &'static str {
        self.texts.0.code()
    }

    /// The page that the quick exit leads to.
    pub fn exit(&self) -> &'static str {
        EXIT
    }

    /// The direction in which its language is written.
    pub fn direction(&self) -> &'static str {
        self.texts.0.direction()
    }

    /// The network's name for short.
    pub fn network_name(&self) -> String {
        short_network_name(self.texts, self.network)
    }

    /// The network's name.
    pub fn whole_network_name(&self) -> String {
        network_name(self.texts, self.network)
    }

    /// The page in each of the languages.
    pub fn languages(&self) -> Vec<LanguageLink> {
        languages(&self.address, self.texts.0)
    }

    /// The own name of the page's language.
    pub fn language_name(&self) -> String {
        own_name(self.texts.0)
    }

    /// Whether search engines may show it: never what is invented.
    pub fn is_found(&self) -> bool {
        self.indexed && !self.network.sample_data
    }

    /// Where the network's own colours are.
    pub fn colors(&self) -> Option<Address> {
        Some(self.at(&self.looks.colors.as_ref()?.path))
    }

    /// Its logo.
    pub fn logo(&self) -> Option<&LogoFile> {
        self.looks.logo.as_ref()
    }

    /// Who answers for the directory, if that was said.
    pub fn has_imprint(&self) -> bool {
        !self.network.imprint.0.is_empty()
    }

    /// The page's address in its language, to be told to others.
    pub fn canonical(&self) -> String {
        self.address.with("lang", self.lang()).url()
    }

    /// The address of one of the program's paths in the page's language.
    pub fn link(&self, path: &str) -> Address {
        self.at(path).with("lang", self.lang())
    }

    /// The news of the directory, in the language of answers that is nearest to the page's.
    pub fn feed(&self) -> Address {
        let lang = self.texts.0.published();
        self.at("/v1/feed.atom").with("lang", lang.code())
    }

    /// The address of one of the program's paths.
    pub fn at(&self, path: &str) -> Address {
        Address::of(self.public_url, path)
    }

    /// The start in the page's language.
    pub fn home(&self) -> Address {
        self.link("/")
    }

    /// Where a file of the pages is.
    pub fn asset(&self, name: &str) -> Address {
        assets::address(self.public_url, name)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    /// What a browser makes of a style sheet that lacks a bracket: it drops the rules that follow
    /// and says nothing.
    #[test]
    fn every_sheet_is_whole() {
        let mut sheets = 0;
        for folder in ["src/assets", "src/embed/assets"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|end| end != "css") {
                    continue;
                }
                sheets += 1;
                let css = compact(&fs::read_to_string(&path).unwrap());
                let mut depth = 0;
                let mut begun = "";
                for piece in css.split_inclusive(['{', '}', ';']) {
                    let place = format!("{}: {begun}{piece}", path.display());
                    match piece.chars().last() {
                        Some('{') => {
                            assert!(!piece.contains(": ") || piece.contains('('), "{place}");
                            depth += 1;
                        }
                        Some('}') => depth -= 1,
                        _ => assert!(piece.contains(':') || piece.trim().is_empty(), "{place}"),
                    }
                    assert!((0..=2).contains(&depth), "{place}");
                    begun = piece;
                }
                assert_eq!(depth, 0, "{}", path.display());
            }
        }
        assert!(sheets >= 7, "{sheets}");
    }

    #[test]
    fn a_sheet_loses_nothing_but_its_form() {
        assert_eq!(
            compact(
                "/* a */\na b,\n  c {\n  margin: 0\n    auto;\n}\n\n@media print { x { y: z } }"
            ),
            "a b,c {margin: 0 auto;}@media print { x { y: z } }"
        );
    }
}
