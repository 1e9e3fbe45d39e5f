//! Atom (RFC 4287): who is new in the directory and who is no longer listed, for people.

use uuid::{Builder, Uuid, Variant, Version};
use xxhash_rust::xxh3::xxh3_128;

use super::newsletter::{
    Writer,
    html::{self, escape},
};
use directory::digest::{News, news};
use network::Timestamp;
use translations::text;

/// How many entries the feed has at most.
const ENTRIES: usize = 50;
/// How many members an entry names at most.
const NAMES: usize = 100;

/// Writes the feed in the writer's language.
pub fn write(writer: Writer<'_>) -> String {
    let Writer {
        snapshot,
        lang,
        public_url,
    } = writer;
    let news = news(snapshot, ENTRIES, lang);
    let updated = news.first().map_or(snapshot.updated_at, |latest| latest.at);
    let own = escape(&public_url.url(format_args!("/v1/feed.atom?lang={lang}")));
    let home = escape(&public_url.url(format_args!("/?lang={lang}")));
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
         <id>{}</id>\n\
         <title>{}</title>\n\
         <updated>{updated}</updated>\n\
         <author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{lang}\" href=\"{home}\"/>\n",
        identifier(writer, "feed"),
        escape(&writer.title()),
        escape(&snapshot.network.name),
    );
    for news in &news {
        entry(&mut feed, writer, news);
    }
    feed.push_str("</feed>\n");
    feed
}

fn entry(feed: &mut String, writer: Writer<'_>, news: &News) {
    let Writer {
        lang, public_url, ..
    } = writer;
    let page = match &news.members[..] {
        [told] => writer.page(told),
        _ => None,
    };
    let link = page.unwrap_or_else(|| public_url.url(format_args!("/?lang={lang}")));
    let what = if news.joined { "joined" } else { "left" };
    let at: Timestamp = news.at;
    let subject = format!("{} {at} {what}", news.revision);
    *feed += &format!(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{at}</updated>\n\
         <published>{at}</published>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <content type=\"html\">{}</content>\n</entry>\n",
        identifier(writer, &subject),
        escape(&title(writer, news)),
        escape(&link),
        escape(&content(writer, news)),
    );
}

fn title(writer: Writer<'_>, news: &News) -> String {
    let lang = writer.lang;
    if let [told] = &news.members[..] {
        let name = [("name", (&told.seen.name).into())];
        return match news.joined {
            true => text(lang, "feed-joined", &name),
            false => text(lang, "feed-left", &name),
        };
    }
    let count = [("count", news.members.len().into())];
    match news.joined {
        true => text(lang, "feed-joined-several", &count),
        false => text(lang, "feed-left-several", &count),
    }
}

fn content(writer: Writer<'_>, news: &News) -> String {
    let members = news.members.iter().map(|told| {
        let line = match news.joined {
            true => writer.offering(told),
            false => vec![writer.name(told)],
        };
        (told, line)
    });
    html::fragment(&writer.by_country(3, members, NAMES))
}

/// An identifier that stays the same wherever the network is served (RFC 9562, 5.8). A feed in
/// another language is another feed.
fn identifier(writer: Writer<'_>, subject: &str) -> String {
    let network = writer.snapshot.network_id;
    let named = format!("{network} {} {subject}", writer.lang);
    let uuid: Uuid = Builder::from_bytes(xxh3_128(named.as_bytes()).to_be_bytes())
        .with_variant(Variant::RFC4122)
        .with_version(Version::Custom)
        .into_uuid();
    uuid.urn().to_string()
}
