//! Where in its texts a member answers a query.

use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    entry::name_terms,
    expand::Expansions,
    hits::Way,
    languages::{published, stem},
    placed::Placed,
    segment::IndexSegment,
    words::{Word, words},
};
use crate::taxonomy::Taxonomy;
use network::Lang;
use publication::{PublicLocation, Published};

/// A text in which a query was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Highlight {
    /// The field that holds the text.
    #[schema(example = "name")]
    pub field: &'static str,
    /// The text, or the part of it where the query was met, as HTML: what was met stands between
    /// `<mark>` and `</mark>`, and everything else is escaped.
    #[schema(example = "<mark>Open</mark> Huis Gent")]
    pub text: String,
}

/// Marks what a query meant.
#[derive(Debug)]
pub struct Marker {
    /// For each segment and each way in which the query was looked for.
    meant: Vec<(Arc<IndexSegment>, Expansions, u64)>,
}

/// How many letters of a long text are shown around the first word that was met.
const AROUND: usize = 160;

impl Marker {
    /// Looks up what was meant by what was looked for in these ways.
    pub(super) fn new(segments: &[Placed], ways: &[Way]) -> Self {
        let mut meant = Vec::new();
        for way in ways {
            for placed in segments {
                let segment = Arc::clone(&placed.segment);
                let expansions = way.expansions(&segment);
                meant.push((segment, expansions, way.query.required()));
            }
        }
        Self { meant }
    }

    /// Where a member answers, in the language of the answer.
    pub fn member(&self, of: &Published, taxonomy: &Taxonomy, lang: Lang) -> Vec<Highlight> {
        let member = &of.member;
        let mut highlights = Highlights::new(self);
        highlights.name("name", &member.name);
        for other in &member.names {
            highlights.name("names", &other.name);
        }
        if let Some(acronym) = &member.acronym {
            highlights.name("acronym", acronym);
        }
        for location in &member.locations {
            highlights.name("locations.city", location.city());
        }
        let mut services: Vec<_> = member
            .service_offers
            .iter()
            .map(|offer| &offer.service)
            .collect();
        services.sort_unstable();
        services.dedup();
        for code in services {
            highlights.label("services.label", lang, |lang| taxonomy.label(code, lang));
        }
        highlights.label("country.name", lang, |lang| member.country.name(lang));
        if let Some((language, summary)) = member.summary.pick(lang, member.name_language.as_ref())
        {
            highlights.text("summary", summary, published(language));
        }
        highlights.found
    }

    /// Where a place answers: by itself, or by the member that it is of.
    pub fn location(&self, of: &Published, location: &PublicLocation) -> Vec<Highlight> {
        let mut highlights = Highlights::new(self);
        highlights.name("member.name", &of.member.name);
        highlights.name("city", location.city());
        highlights.found
    }

    /// Whether the query meant a word.
    fn means(&self, text: &str, word: &Word, lang: Option<Lang>) -> bool {
        let mut terms = name_terms(text, word);
        terms.extend(lang.map(|lang| stem(&word.term, lang)));
        for term in terms {
            for (segment, expansions, marked) in &self.meant {
                let mut words = segment
                    .term(&term)
                    .into_iter()
                    .flat_map(|term| expansions.of(term, segment));
                if words.any(|(word, _)| marked >> word & 1 == 1) {
                    return true;
                }
            }
        }
        false
    }
}

struct Highlights<'a> {
    marker: &'a Marker,
    found: Vec<Highlight>,
}

impl<'a> Highlights<'a> {
    fn new(marker: &'a Marker) -> Self {
        Self {
            marker,
            found: Vec::new(),
        }
    }

    fn name(&mut self, field: &'static str, text: &str) {
        self.text(field, text, None)
    }

    fn text(&mut self, field: &'static str, text: &str, lang: Option<Lang>) {
        self.add(field, text, lang);
    }

    /// A label in the language of the answer, else in the first other one in which it was met.
    fn label<'l>(&mut self, field: &'static str, lang: Lang, label: impl Fn(Lang) -> &'l str) {
        for lang in std::iter::once(lang).chain(Lang::ALL) {
            if self.add(field, label(lang), Some(lang)) {
                break;
            }
        }
    }

    /// Says whether the query was met.
    fn add(&mut self, field: &'static str, text: &str, lang: Option<Lang>) -> bool {
        let mut met = Vec::new();
        for word in words(text) {
            if self.marker.means(text, &word, lang) {
                met.push(word.place);
            }
        }
        if met.is_empty() {
            return false;
        }
        let highlight = Highlight {
            field,
            text: marked(text, &met),
        };
        if !self.found.contains(&highlight) {
            self.found.push(highlight);
        }
        true
    }
}

/// A text as HTML with some of its parts marked; of a long one what stands around the first.
fn marked(text: &str, met: &[std::ops::Range<usize>]) -> String {
    let window = window(text, met[0].start);
    let mut html = String::with_capacity(window.len() + 32);
    if window.start > 0 {
        html.push('…');
    }
    let mut written = window.start;
    for place in met {
        // Pairs of signs overlap; what is marked already is not marked again.
        let (begin, end) = (place.start.max(written), place.end);
        if begin >= end || end > window.end {
            continue;
        }
        if begin > written || !html.ends_with(END) {
            escape(&text[written..begin], &mut html);
            html.push_str(BEGIN);
        } else {
            html.truncate(html.len() - END.len());
        }
        escape(&text[begin..end], &mut html);
        html.push_str(END);
        written = end;
    }
    escape(&text[written..window.end], &mut html);
    if window.end < text.len() {
        html.push('…');
    }
    html
}

const BEGIN: &str = "<mark>";
const END: &str = "</mark>";

/// The part of a text that is shown, cut between words.
fn window(text: &str, first: usize) -> std::ops::Range<usize> {
    if text.chars().count() <= 2 * AROUND {
        return 0..text.len();
    }
    let begin = text[..first]
        .char_indices()
        .rev()
        .take(AROUND / 3)
        .last()
        .map_or(0, |(place, _)| place);
    let begin = match begin {
        0 => 0,
        _ => text[begin..first]
            .find(char::is_whitespace)
            .map_or(first, |space| begin + space),
    };
    let begin = first.min(begin + leading_space(&text[begin..]));
    let end = text[begin..]
        .char_indices()
        .nth(AROUND)
        .map_or(text.len(), |(place, _)| begin + place);
    let end = match text[begin..end].rfind(char::is_whitespace) {
        Some(space) if end < text.len() => begin + space,
        _ => end,
    };
    begin..end
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_the_marks_is_escaped() {
        assert_eq!(
            marked("<b>Open & \"Huis\"", &[3..7, 11..15]),
            "&lt;b&gt;<mark>Open</mark> &amp; &quot;<mark>Huis</mark>&quot;"
        );
    }

    #[test]
    fn overlapping_pairs_are_marked_as_one() {
        assert_eq!(
            marked("北京大学x", &[0..6, 3..9, 6..12]),
            "<mark>北京大学</mark>x"
        );
    }

    #[test]
    fn of_a_long_text_the_part_around_the_first_word_is_shown() {
        let text = format!(
            "{} needle {}",
            "hay ".repeat(100).trim(),
            "hay ".repeat(100).trim()
        );
        let at = text.find("needle").unwrap();
        let needle = at..at + "needle".len();
        let html = marked(&text, std::slice::from_ref(&needle));
        assert!(html.starts_with("…hay") && html.ends_with("hay…"), "{html}");
        assert!(
            html.contains(" <mark>needle</mark> ") && html.chars().count() < 220,
            "{html}"
        );
    }
}
