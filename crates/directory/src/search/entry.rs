//! What a member is found by: lines of terms, and where each of them comes from.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use super::{
    languages::{published, stem},
    roman::{SKELETON, skeleton_of_foreign},
    words::{Word, spelt_out, words},
};
use crate::{offered::services, taxonomy::Taxonomy};
use network::{Country, Lang, LocalizedText, ServiceCode, ServiceType};
use publication::Published;

/// Where a line comes from; the better ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The member's name.
    Name,
    /// A name in another language or script.
    OtherName,
    /// The acronym.
    Acronym,
    /// The city of a place that may be known.
    City,
    /// The label of a service, in any language.
    Service,
    /// The country's name, in any language.
    Country,
    /// A summary, or the description of a service.
    Text,
}

impl Source {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::OtherName,
        Self::Acronym,
        Self::City,
        Self::Service,
        Self::Country,
        Self::Text,
    ];

    /// Whether it holds a whole name.
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::OtherName | Self::Acronym)
    }

    /// Whether what it holds is said together with a name: "Red Cross Gent housing".
    pub const fn is_near_name(self) -> bool {
        matches!(
            self,
            Self::Acronym | Self::City | Self::Service | Self::Country
        )
    }

    /// What a word met there is worth beside a word of the name that is shown.
    pub const fn worth(self) -> f32 {
        match self {
            Self::Name => 1.0,
            Self::OtherName => 0.97,
            Self::Acronym => 0.94,
            Self::City => 0.8,
            Self::Service => 0.6,
            Self::Country => 0.5,
            Self::Text => 0.3,
        }
    }
}

/// A line of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it comes from.
    pub source: Source,
    /// Which of the member's places it is of, where it is a city's.
    pub place: u16,
    /// Its terms in their order.
    pub terms: Vec<String>,
}

/// The lines of a member.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// Those of its own texts.
    pub own: Vec<Line>,
    /// Those of labels, which others have too.
    pub shared: Vec<Group>,
}

/// The lines of a label in every language.
pub type Group = Arc<[Line]>;

/// The lines that many members have: those of services and countries. They are made once.
#[derive(Debug)]
pub struct Labels {
    services: HashMap<ServiceCode, Group>,
}

static COUNTRIES: LazyLock<HashMap<Country, Group>> = LazyLock::new(|| {
    Country::all()
        .map(|country| {
            let name = |lang| country.name(lang);
            (country, in_every_language(Source::Country, name))
        })
        .collect()
});

impl Labels {
    /// The lines of these services.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let lines =
            |service: &ServiceType| in_every_language(Source::Service, |lang| service.label(lang));
        Self {
            services: taxonomy
                .types()
                .iter()
                .map(|service| (service.code.clone(), lines(service)))
                .collect(),
        }
    }
}

fn in_every_language<'a>(source: Source, label: impl Fn(Lang) -> &'a str) -> Group {
    let mut lines = Written(Vec::new());
    for lang in Lang::ALL {
        lines.stemmed(source, Some(lang), label(lang));
    }
    lines.0.into()
}

/// Every line by which a member is found: each text as it is written, and again as it may be
/// spelt or by the stems of its words.
pub fn lines(of: &Published, labels: &Labels) -> Lines {
    let member = &of.member;
    let mut lines = Written(Vec::new());
    lines.name(Source::Name, 0, &member.name);
    for other in &member.names {
        lines.name(Source::OtherName, 0, &other.name);
    }
    if let Some(acronym) = &member.acronym {
        lines.name(Source::Acronym, 0, acronym);
    }
    for (place, location) in (0..).zip(&member.locations) {
        lines.name(Source::City, place, location.city());
    }
    lines.texts(&member.summary);
    for offer in &member.service_offers {
        lines.texts(&offer.description);
        lines.texts(&offer.audience);
        lines.texts(&offer.eligibility);
    }
    let services = services(member.service_offers.iter());
    let services = services.iter().filter_map(|code| labels.services.get(code));
    let shared = services.chain(COUNTRIES.get(&member.country));
    Lines {
        own: lines.0,
        shared: shared.cloned().collect(),
    }
}

/// Another spelling of a word of a text.
type Spelling = fn(&str, &Word) -> Option<String>;

/// How else the words of a name may be spelt.
const SPELLINGS: [Spelling; 2] = [
    |text, word| spelt_out(&text[word.place.clone()]),
    |_, word| Some(format!("{SKELETON}{}", skeleton_of_foreign(&word.term)?)),
];

/// Every term by which a word of a name is found.
pub fn name_terms(text: &str, word: &Word) -> Vec<String> {
    let mut terms = vec![word.term.clone()];
    terms.extend(SPELLINGS.iter().filter_map(|spell| spell(text, word)));
    terms
}

/// Lines that are being written, each once.
struct Written(Vec<Line>);

impl Written {
    fn push(&mut self, source: Source, place: u16, terms: Vec<String>) {
        let line = Line {
            source,
            place,
            terms,
        };
        if !line.terms.is_empty() && !self.0.contains(&line) {
            self.0.push(line);
        }
    }

    fn name(&mut self, source: Source, place: u16, text: &str) {
        let words = words(text);
        // What is written in ASCII is spelt in no other way.
        for spell in SPELLINGS.iter().filter(|_| !text.is_ascii()) {
            if let Some(terms) = respelt(&words, |word| spell(text, word)) {
                self.push(source, place, terms);
            }
        }
        self.push(
            source,
            place,
            words.into_iter().map(|word| word.term).collect(),
        );
    }

    fn texts(&mut self, texts: &LocalizedText) {
        for (language, text) in &texts.0 {
            self.stemmed(Source::Text, published(language), text);
        }
    }

    fn stemmed(&mut self, source: Source, lang: Option<Lang>, text: &str) {
        let terms: Vec<String> = words(text).into_iter().map(|word| word.term).collect();
        if let Some(lang) = lang {
            self.push(
                source,
                0,
                terms.iter().map(|term| stem(term, lang)).collect(),
            );
        }
        self.push(source, 0, terms);
    }
}

/// The words with some of them spelt otherwise; nothing when none is.
fn respelt(words: &[Word], spell: impl Fn(&Word) -> Option<String>) -> Option<Vec<String>> {
    let spelt: Vec<Option<String>> = words.iter().map(spell).collect();
    spelt.iter().any(Option::is_some).then(|| {
        spelt
            .into_iter()
            .zip(words)
            .map(|(spelt, word)| spelt.unwrap_or_else(|| word.term.clone()))
            .collect()
    })
}
