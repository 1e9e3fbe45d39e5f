//! What of a web address is the organisation's own.

use url::Url;

use crate::reach::WebAddress;

/// Hosts where everybody has a page.
#[rustfmt::skip]
const SHARED: [&str; 30] = [
    "about.me", "bsky.app", "discord.gg", "docs.google.com", "drive.google.com", "facebook.com",
    "fb.com", "fb.me", "flickr.com", "forms.gle", "github.com", "gitlab.com", "gofundme.com",
    "instagram.com", "linkedin.com", "linktr.ee", "mastodon.social", "medium.com", "meetup.com",
    "pinterest.com", "sites.google.com", "t.me", "threads.net", "tiktok.com", "twitter.com",
    "vimeo.com", "vk.com", "wa.me", "x.com", "youtube.com",
];
/// What stands before the organisation's own part of an address on such a host.
#[rustfmt::skip]
const NOBODYS: [&str; 17] = [
    "a", "c", "channel", "company", "d", "forms", "groups", "in", "pages", "people", "profile.php",
    "school", "share", "showcase", "site", "user", "view",
];

/// The website by which two members are recognised: the host, and on a host that many share also
/// the page there. Nothing for the front page of such a host.
pub fn site(address: &WebAddress) -> Option<String> {
    let host = address.host()?;
    let Some(shared) = shared(&host) else {
        return Some(host);
    };
    let url = Url::parse(address.as_str()).ok()?;
    let page = url
        .path_segments()?
        .map(str::to_lowercase)
        .find(|part| !part.is_empty() && !NOBODYS.contains(&part.as_str()))?;
    Some(format!("{shared}/{page}"))
}

/// The shared host that this is, be it for telephones or in a language (`m.`, `fr-fr.`).
fn shared(host: &str) -> Option<&'static str> {
    let known = |host: &str| SHARED.into_iter().find(|shared| *shared == host);
    known(host).or_else(|| {
        let (door, rest) = host.split_once('.')?;
        let same = door.len() <= 2 || door.contains('-') || matches!(door, "mobile" | "web");
        known(rest).filter(|_| same)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_is_its_host_or_a_page_where_many_have_one() {
        for (address, expected) in [
            (
                "https://www.Open-Huis.example/nl",
                Some("open-huis.example"),
            ),
            ("http://open-huis.example", Some("open-huis.example")),
            (
                "https://openhuis.wordpress.com/over",
                Some("openhuis.wordpress.com"),
            ),
            (
                "https://www.facebook.com/OpenHuis/about",
                Some("facebook.com/openhuis"),
            ),
            (
                "https://nl-nl.facebook.com/openhuis/",
                Some("facebook.com/openhuis"),
            ),
            (
                "https://m.facebook.com/groups/openhuis",
                Some("facebook.com/openhuis"),
            ),
            ("https://facebook.com/profile.php?id=12", None),
            ("https://facebook.com", None),
            (
                "https://be.linkedin.com/company/open-huis",
                Some("linkedin.com/open-huis"),
            ),
            (
                "https://sites.google.com/view/openhuis/home",
                Some("sites.google.com/openhuis"),
            ),
            (
                "https://openhuis.medium.com/about",
                Some("openhuis.medium.com"),
            ),
            ("https://t.me/OpenHuis", Some("t.me/openhuis")),
        ] {
            let address: WebAddress = address.parse().unwrap();
            assert_eq!(site(&address).as_deref(), expected, "{address}");
        }
    }
}
