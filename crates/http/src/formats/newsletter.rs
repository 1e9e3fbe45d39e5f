//! What changed in the directory, in words: a text of headings and lists that is written as
//! Markdown, as HTML, or into an entry of the feed.

pub mod html;
pub mod markdown;

use directory::{
    PublicUrl, Snapshot, Taxonomy,
    digest::{Change, Digest, Period, Told},
};
use network::{Country, Date, Lang, LanguageTag, ServiceCode, Timestamp};
use publication::PublicSummary;
use translations::text;

/// How many members a list names at most; of the others it says how many they are.
pub const MOST: usize = 1_000;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading: 1 for the title, then 2 and 3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<Vec<Piece>>),
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words of the program or of the taxonomy, in the language of the text.
    Text(String),
    /// The name of a member.
    Name {
        /// The name.
        name: String,
        /// Its language.
        language: Option<LanguageTag>,
        /// The member's page, if it is listed.
        url: Option<String>,
    },
}

/// Who writes: the language and where links begin.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The directory.
    pub snapshot: &'a Snapshot,
    /// The language of the text.
    pub lang: Lang,
    /// Where links begin.
    pub public_url: &'a PublicUrl,
}

/// The first and the last day of a period; no last one where it is open.
pub fn days(period: Period) -> (Date, Option<Date>) {
    let last = |until: Timestamp| until.earlier(std::time::Duration::from_micros(1)).date();
    (period.since.date(), period.until.map(last))
}

impl<'a> Writer<'a> {
    /// The title of the digest and of the feed.
    pub fn title(self) -> String {
        let network = &self.snapshot.network;
        let network = network.short_name.as_ref().unwrap_or(&network.name);
        text(self.lang, "digest-title", &[("network", network.into())])
    }

    /// The digest of a period.
    pub fn digest(self, digest: &Digest, period: Period) -> Vec<Block> {
        let lang = self.lang;
        let (first, last) = days(period);
        let mut blocks = vec![
            Block::Heading(1, self.title()),
            Block::Paragraph(match last {
                Some(last) if last == first => text(lang, "digest-on", &[("date", first.into())]),
                Some(last) => {
                    let days = [("since", first.into()), ("until", last.into())];
                    text(lang, "digest-between", &days)
                }
                None => text(lang, "digest-since", &[("since", first.into())]),
            }),
        ];
        if let Some(complete) = digest.incomplete_before {
            let day = [("date", complete.date().into())];
            blocks.push(Block::Paragraph(text(lang, "digest-incomplete", &day)));
        }
        let before_sections = blocks.len();
        let joined = digest.joined.iter();
        let gone = digest.no_longer_listed.iter();
        let services = digest.services_changed.iter();
        let otherwise = digest.otherwise_changed.iter();
        let heading = |id| text(lang, id, &[]);
        self.section(&mut blocks, heading("digest-joined"), joined, |told| {
            (told, self.offering(told))
        });
        let id = "digest-no-longer-listed";
        self.section(&mut blocks, heading(id), gone, |told| {
            (told, vec![self.name(told)])
        });
        let id = "digest-services";
        self.section(&mut blocks, heading(id), services, |change| {
            (&change.told, self.change(change))
        });
        let id = "digest-otherwise";
        self.section(&mut blocks, heading(id), otherwise, |change| {
            (&change.told, self.change(change))
        });
        if blocks.len() == before_sections {
            blocks.push(Block::Paragraph(text(lang, "digest-nothing", &[])));
        }
        self.figures(&mut blocks, digest);
        blocks
    }

    /// Members by country, a line each; they come in that order.
    pub fn by_country<'t>(
        self,
        level: u8,
        members: impl ExactSizeIterator<Item = (&'t Told, Vec<Piece>)>,
        most: usize,
    ) -> Vec<Block> {
        let more = members.len().saturating_sub(most);
        let mut blocks = Vec::new();
        let mut country: Option<Country> = None;
        let mut lines = Vec::new();
        for (told, line) in members.take(most) {
            if country != Some(told.seen.country) {
                if !lines.is_empty() {
                    blocks.push(Block::List(std::mem::take(&mut lines)));
                }
                country = Some(told.seen.country);
                let name = told.seen.country.name(self.lang).to_owned();
                blocks.push(Block::Heading(level, name));
            }
            lines.push(line);
        }
        if !lines.is_empty() {
            blocks.push(Block::List(lines));
        }
        if more > 0 {
            let more = text(self.lang, "digest-more", &[("count", more.into())]);
            blocks.push(Block::Paragraph(more));
        }
        blocks
    }

    /// A member's name.
    pub fn name(self, told: &Told) -> Piece {
        let PublicSummary {
            name,
            name_language,
            ..
        } = &*told.seen;
        Piece::Name {
            name: name.clone(),
            language: name_language.clone(),
            url: self.page(told),
        }
    }

    /// A member's page, if it is listed.
    pub fn page(self, told: &Told) -> Option<String> {
        let slug = told.slug.as_ref()?;
        Some(self.public_url.url(format_args!("/members/{slug}")))
    }

    /// A member's name and what it does for people.
    pub fn offering(self, told: &Told) -> Vec<Piece> {
        let mut line = vec![self.name(told)];
        let taxonomy: &Taxonomy = &self.snapshot.taxonomy;
        let services = told.services(taxonomy);
        if !services.is_empty() {
            line.push(Piece::Text(format!(" – {}", self.labels(&services))));
        }
        line
    }

    fn labels(self, services: &[ServiceCode]) -> String {
        let labels: Vec<&str> = services
            .iter()
            .map(|code| self.snapshot.taxonomy.label(code, self.lang))
            .collect();
        labels.join(", ")
    }

    fn section<'t, T: 't>(
        self,
        blocks: &mut Vec<Block>,
        heading: String,
        members: impl ExactSizeIterator<Item = &'t T>,
        line: impl Fn(&'t T) -> (&'t Told, Vec<Piece>),
    ) {
        if members.len() == 0 {
            return;
        }
        let heading = format!("{heading} ({})", members.len());
        blocks.push(Block::Heading(2, heading));
        blocks.extend(self.by_country(3, members.map(line), MOST));
    }

    /// A member and what is otherwise about it.
    fn change(self, change: &Change) -> Vec<Piece> {
        let mut line = vec![self.name(&change.told)];
        if let Some(name) = &change.previous_name {
            // The words around it are of the language of the text, the name is not.
            let words = text(self.lang, "digest-renamed", &[("name", "\u{FFFC}".into())]);
            let (before, after) = words.split_once('\u{FFFC}').unwrap_or((&words, ""));
            line.push(Piece::Text(format!(" ({before}")));
            line.push(Piece::Name {
                name: name.clone(),
                language: change.told.seen.name_language.clone(),
                url: None,
            });
            line.push(Piece::Text(format!("{after})")));
        }
        let mut parts = Vec::new();
        if !change.gained.is_empty() {
            let services = self.labels(&change.gained);
            let services = [("services", (&services).into())];
            parts.push(text(self.lang, "digest-gained", &services));
        }
        if !change.lost.is_empty() {
            let services = self.labels(&change.lost);
            let services = [("services", (&services).into())];
            parts.push(text(self.lang, "digest-lost", &services));
        }
        if !parts.is_empty() {
            line.push(Piece::Text(format!(" – {}", parts.join(" · "))));
        }
        line
    }

    fn figures(self, blocks: &mut Vec<Block>, digest: &Digest) {
        let lang = self.lang;
        let totals = &digest.totals;
        blocks.push(Block::Heading(2, text(lang, "digest-figures", &[])));
        let sizes = [
            ("members", totals.members.into()),
            ("countries", totals.countries.into()),
        ];
        blocks.push(Block::Paragraph(text(lang, "digest-totals", &sizes)));
        let given = totals.by_service.iter().filter(|(_, count)| *count > 0);
        let lines: Vec<Vec<Piece>> = given
            .map(|(service, count)| {
                let label = self.snapshot.taxonomy.label(service, lang);
                let words = [("service", label.into()), ("count", (*count).into())];
                vec![Piece::Text(text(lang, "digest-total", &words))]
            })
            .collect();
        if !lines.is_empty() {
            blocks.push(Block::List(lines));
        }
    }
}
