//! The guides for developers under `/guides/`: the Markdown of the folder `docs`, as pages. They are
//! in English, and their examples name this directory instead of one that nobody has.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use directory::PublicUrl;
use http::{
    docs::guides::{FIRST, GUIDES, Guide},
    negotiation,
    problem::{Kind, Problem},
};
use translations::{Texts, say};

use crate::{
    address::Address,
    layout::{Layout, Sheet},
    serving::{Site, page, written},
};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| Sheet::new(&[include_str!("assets/guide.css")]));

/// Registers the page of each guide.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    for guide in &GUIDES {
        page(config, &guide.path(), web::get().to(show));
    }
    page(config, "/guides", web::get().to(first));
}

/// Leads to what one reads first.
async fn first(site: web::Data<Site>) -> HttpResponse {
    let path = site.directory.public_url().path(FIRST);
    HttpResponse::Found()
        .insert_header((header::LOCATION, path))
        .finish()
}

/// A link with its words.
struct Entry {
    words: String,
    /// Where it leads: a page of the program, or a part of this one.
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "guide.html")]
struct GuidePage<'a> {
    layout: Layout<'a>,
    /// The other guides.
    guides: Vec<Entry>,
    /// The parts of this one.
    parts: Vec<Entry>,
    /// Whom to ask for a key.
    contact: String,
    /// Where they are found.
    ways: Vec<Entry>,
    html: String,
}

async fn show(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let guide = GUIDES.iter().find(|guide| guide.path() == request.path());
    let guide = guide.ok_or_else(|| Problem::new(Kind::NotFound, "There is no such guide."))?;
    let snapshot = site.directory.current();
    let public_url = site.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    let lang = negotiation::language(&request, address.lang());
    site.give(&request, &snapshot, lang, &SHEET, || {
        let texts = Texts(lang);
        let address = address.keeping(|name, _| name == "lang");
        let mut layout = Layout::new(texts, &snapshot, public_url, &address, &SHEET);
        let read = Read::new(guide, public_url);
        layout.title = read.title.to_owned();
        // It is the same in each of the languages.
        layout.indexed = false;
        let network = layout.network_name();
        let website = layout.network.website.as_ref();
        let ways = [
            site.contact
                .as_ref()
                .map(|email| (email.as_str().to_owned(), email.mailto())),
            website.map(|website| (website.as_str().to_owned(), website.as_str().to_owned())),
        ];
        written(&GuidePage {
            guides: GUIDES
                .iter()
                .map(|other| Entry {
                    words: other.title().to_owned(),
                    href: layout.link(&other.path()).to_string(),
                    current: other.name == guide.name,
                })
                .collect(),
            parts: read.parts,
            contact: say!(texts, "guide-contact", network = &network),
            ways: ways
                .into_iter()
                .flatten()
                .map(|(words, href)| Entry {
                    words,
                    href,
                    current: false,
                })
                .collect(),
            html: read.html,
            layout,
        })
    })
}

/// A guide as it was read.
struct Read {
    title: &'static str,
    parts: Vec<Entry>,
    html: String,
}

impl Read {
    fn new(guide: &Guide, public_url: &PublicUrl) -> Self {
        let markdown = at_home(guide.markdown, public_url);
        let mut events: Vec<Event<'_>> = Parser::new_ext(&markdown, Options::ENABLE_TABLES)
            // Nothing but the Markdown becomes an element.
            .map(|event| match event {
                Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
                event => event,
            })
            .collect();
        let parts = name_headings(&mut events);
        let mut leads = true;
        events.retain_mut(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let led = lead(dest_url, public_url);
                leads = led.is_some();
                if let Some(led) = led {
                    *dest_url = led.into();
                }
                leads
            }
            Event::End(TagEnd::Link) => leads,
            _ => true,
        });
        let mut html = String::with_capacity(markdown.len() * 2);
        html::push_html(&mut html, events.into_iter());
        // Who has no mouse scrolls what is wider than the page by the keys.
        let html = html
            .replace("<pre>", "<pre tabindex=\"0\">")
            .replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
            .replace("</table>", "</table></div>");
        // The page writes the title itself, before the list of the parts.
        let html = match html.split_once("</h1>\n") {
            Some((_, text)) => text.to_owned(),
            None => html,
        };
        Self {
            title: guide.title(),
            parts,
            html,
        }
    }
}

/// The examples with the address of this directory.
fn at_home(markdown: &str, public_url: &PublicUrl) -> String {
    let mut text = markdown.to_owned();
    for example in ["http://localhost:8080", "https://directory.example.org"] {
        text = text.replace(example, public_url.as_str());
    }
    text
}

/// Gives each heading the name that it has in the repository's own view of the guide, and lists the
/// larger ones.
fn name_headings(events: &mut [Event<'_>]) -> Vec<Entry> {
    let mut parts = Vec::new();
    for at in 0..events.len() {
        if !matches!(events[at], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let mut words = String::new();
        for event in &events[at..] {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::End(TagEnd::Heading(_)) => break,
                _ => {}
            }
        }
        if let Event::Start(Tag::Heading { level, id, .. }) = &mut events[at] {
            let name = anchor(&words);
            if *level as usize == 2 {
                parts.push(Entry {
                    href: format!("#{name}"),
                    words,
                    current: false,
                });
            }
            *id = Some(CowStr::from(name));
        }
    }
    parts
}

/// A heading's name: lower case, hyphens between the words, without other signs.
fn anchor(words: &str) -> String {
    let kept = words.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        letter if letter.is_alphanumeric() => Some(letter),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// Where a link of a guide leads on the site; nowhere, if what it leads to is not served.
fn lead(dest: &str, public_url: &PublicUrl) -> Option<String> {
    if dest.starts_with('#') || dest.contains("://") {
        return Some(dest.to_owned());
    }
    let (file, part) = match dest.split_once('#') {
        Some((file, part)) => (file, format!("#{part}")),
        None => (dest, String::new()),
    };
    let name = file.strip_suffix(".md")?;
    let guide = GUIDES.iter().find(|guide| guide.name == name)?;
    Some(format!("{}{part}", Address::of(public_url, guide.path())))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_link_between_guides_leads_to_something() {
        let nowhere = PublicUrl::unknown();
        let read: HashMap<&str, Read> = GUIDES
            .iter()
            .map(|guide| (guide.name, Read::new(guide, &nowhere)))
            .collect();
        let mut links = 0;
        for (from, guide) in &read {
            for rest in guide.html.split("href=\"").skip(1) {
                let href = rest.split('"').next().unwrap_or_default();
                let inside = href.strip_prefix("/guides/");
                let (to, part) = match (inside, href.split_once('#')) {
                    (Some(to), _) => to.split_once('#').unwrap_or((to, "")),
                    (None, Some(("", part))) => (*from, part),
                    _ => continue,
                };
                let target = read
                    .get(to)
                    .unwrap_or_else(|| panic!("{from} leads to {to}"));
                let id = format!(" id=\"{part}\"");
                assert!(
                    part.is_empty() || target.html.contains(&id),
                    "{from} leads to {to}#{part}"
                );
                links += 1;
            }
        }
        assert!(links > 20, "{links}");
    }

    #[test]
    fn a_guide_names_the_directory_that_serves_it() {
        let public_url = PublicUrl::new("https://network.example/directory");
        let guide = Guide {
            name: "a",
            markdown: "# A <b>\n\nSee [b](embed.md#as-a-frame), [c](operations.md), [d](https://d.example).\n\n\
             ## It's `so`\n\n```sh\ncurl 'http://localhost:8080/v1/members'\n```\n\n<script>x</script>\n",
        };
        let read = Read::new(&guide, &public_url);
        assert_eq!(
            read.html,
            "<p>See <a href=\"/directory/guides/embed#as-a-frame\">b</a>, c, <a href=\"https://d.example\">d</a>.</p>\n\
             <h2 id=\"its-so\">It's <code>so</code></h2>\n\
             <pre tabindex=\"0\"><code class=\"language-sh\">curl 'https://network.example/directory/v1/members'\n</code></pre>\n\
             &lt;script&gt;x&lt;/script&gt;\n"
        );
        assert_eq!((read.title, read.parts.len()), ("A <b>", 1));
    }
}
