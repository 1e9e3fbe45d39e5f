//! Further addresses of an organisation on the web, each with what it is there.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{codes::codes, invalid::Invalid, reach::WebAddress};

codes! {
    /// What an organisation has at an address.
    LinkKind ("kind of link") {
        /// A page where people give money.
        Donation = "donation",
        /// A page where people offer their help.
        Volunteering = "volunteering",
        /// Its newsletter.
        Newsletter = "newsletter",
        /// A page on Facebook.
        Facebook = "facebook",
        /// A profile on Instagram.
        Instagram = "instagram",
        /// A page on LinkedIn.
        Linkedin = "linkedin",
        /// A profile on Mastodon, or anywhere else in the Fediverse.
        Mastodon = "mastodon",
        /// A profile on Bluesky.
        Bluesky = "bluesky",
        /// A profile on X, once Twitter.
        X = "x",
        /// A profile on Threads.
        Threads = "threads",
        /// A profile on TikTok.
        Tiktok = "tiktok",
        /// A channel on YouTube.
        Youtube = "youtube",
        /// A chat or a channel on WhatsApp.
        Whatsapp = "whatsapp",
        /// A channel on Telegram.
        Telegram = "telegram",
        /// Anything else.
        Other = "other",
    }
}

/// The hosts by which a kind is known, without what may stand before them.
const HOSTS: [(&str, LinkKind); 16] = [
    ("facebook.com", LinkKind::Facebook),
    ("fb.com", LinkKind::Facebook),
    ("fb.me", LinkKind::Facebook),
    ("instagram.com", LinkKind::Instagram),
    ("linkedin.com", LinkKind::Linkedin),
    ("mastodon.social", LinkKind::Mastodon),
    ("bsky.app", LinkKind::Bluesky),
    ("x.com", LinkKind::X),
    ("twitter.com", LinkKind::X),
    ("threads.net", LinkKind::Threads),
    ("tiktok.com", LinkKind::Tiktok),
    ("youtube.com", LinkKind::Youtube),
    ("youtu.be", LinkKind::Youtube),
    ("wa.me", LinkKind::Whatsapp),
    ("whatsapp.com", LinkKind::Whatsapp),
    ("t.me", LinkKind::Telegram),
];

impl LinkKind {
    /// What an address shows that it is; `other` where it shows nothing.
    pub fn of(url: &WebAddress) -> Self {
        let host = url.host().unwrap_or_default();
        let is_within = |known: &str| {
            host.strip_suffix(known)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        let mut known = HOSTS.iter();
        known
            .find(|(known, _)| is_within(known))
            .map_or(Self::Other, |(_, kind)| *kind)
    }

    /// What it is called on every page, where it is a name.
    pub fn brand(self) -> Option<&'static str> {
        Some(match self {
            Self::Donation | Self::Volunteering | Self::Newsletter | Self::Other => return None,
            Self::Facebook => "Facebook",
            Self::Instagram => "Instagram",
            Self::Linkedin => "LinkedIn",
            Self::Mastodon => "Mastodon",
            Self::Bluesky => "Bluesky",
            Self::X => "X",
            Self::Threads => "Threads",
            Self::Tiktok => "TikTok",
            Self::Youtube => "YouTube",
            Self::Whatsapp => "WhatsApp",
            Self::Telegram => "Telegram",
        })
    }
}

/// An address of an organisation on the web, beside its website.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Link)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// The address.
    pub url: WebAddress,
}

/// `facebook:https://…`, as it is read.
impl fmt::Display for Link {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.kind, self.url)
    }
}

impl FromStr for Link {
    type Err = Invalid;

    /// Reads `KIND:ADDRESS`, or an address that says by itself what it is.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let named = text.split_once(':').and_then(|(kind, address)| {
            let kind: LinkKind = kind.parse().ok()?;
            let address = address.trim();
            // Who says it twice says nothing else.
            let again = address
                .split_once(':')
                .filter(|(again, _)| again.trim().parse::<LinkKind>() == Ok(kind));
            Some((kind, again.map_or(address, |(_, address)| address)))
        });
        match named {
            Some((kind, address)) => Ok(Self {
                kind,
                url: address.parse()?,
            }),
            None => {
                let url: WebAddress = text.parse()?;
                Ok(Self {
                    kind: LinkKind::of(&url),
                    url,
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_it_is() {
        for (text, kind) in [
            ("https://www.facebook.com/openhuis", "facebook"),
            ("https://nl-nl.facebook.com/openhuis", "facebook"),
            ("https://notfacebook.com/openhuis", "other"),
            ("https://twitter.com/openhuis", "x"),
            ("https://netflix.com/", "other"),
            ("mastodon:https://social.example/@openhuis", "mastodon"),
            ("donation: https://give.example/a?b=c:d", "donation"),
            ("facebook:facebook:https://fb.com/a", "facebook"),
        ] {
            let link: Link = text.parse().unwrap();
            assert_eq!(link.kind.as_str(), kind, "{text}");
            assert_eq!(link.to_string().parse(), Ok(link), "{text}");
        }
        for wrong in [
            "facebook:openhuis",
            "myspace:https://a.example",
            "@openhuis",
            "",
        ] {
            assert!(wrong.parse::<Link>().is_err(), "{wrong}");
        }
    }
}
