//! Which members are probably one and the same.
//!
//! Two members are suspicious for one of three reasons:
//!
//! - **The same identifier** elsewhere: one item of Wikidata, one number of a register. As with
//!   websites, what more than three members have is no evidence.
//! - **The same website**: the same host, or the same page on a host where everybody has a page
//!   (`facebook.com/…`). A host that more than three members have is no evidence, for they share a
//!   roof and not an identity.
//! - **A similar name in the same country**: any name of the one, any name of the other. Only the
//!   words that tell something count (`words.rs`), in any order and with or without spaces.
//!   About one letter in eight may be mistyped, but every word of the one must be found in the
//!   other, so "Caritas Gent" is not "Caritas Brugge", and "Group 1" is not "Group 2". Names of one
//!   short word are mostly abbreviations; one of the two must be what its member is mainly called.
//!
//! Nobody is compared with everybody. A similar name holds *each* word of the other, or a
//! misspelling of it. So it is enough to look at the members that have the rarest one, in their
//! country and among names of so many words. Misspellings are found by what they have in common: a
//! word and its misspelling are alike once each has lost the right letter, or none.

mod duplicate_index;
mod layer;
mod lexicon;
mod site;
mod texts;
mod words;

pub use duplicate_index::{Candidate, DuplicateIndex, Suspects};
pub use site::site;
pub use words::telling_words;

use strsim::normalized_damerau_levenshtein;

use crate::{
    codes::codes, country::Country, identifier::Identifier, ids::MemberId, member::Member,
    reach::WebAddress,
};

codes! {
    /// Why two members are probably one.
    LikenessReason ("reason") {
        /// They are known elsewhere by the same identifier.
        SameIdentifier = "same_identifier",
        /// They have the same website.
        SameWebsite = "same_website",
        /// They have nearly the same name, and the same country.
        SimilarName = "similar_name",
    }
}

/// A word of a name with fewer letters is mostly an abbreviation when it stands alone.
const ABBREVIATION: usize = 8;
/// With more members, a website or an identifier says nothing about any two of them.
const MOST_OF_ONE: usize = 3;

/// What of a member another one is recognised by.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    id: MemberId,
    country: Country,
    site: Option<String>,
    identifiers: Vec<Identifier>,
    /// The main one first.
    names: Vec<Name>,
}

impl Features {
    /// The features of a member. `further_names` are all that it is called besides, its acronym
    /// too.
    pub fn new<'a>(
        id: MemberId,
        country: Country,
        website: Option<&WebAddress>,
        name: &'a str,
        further_names: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut names = vec![Name::new(name, true)];
        for further in further_names {
            let name = Name::new(further, false);
            if !names.iter().any(|known| known.text == name.text) {
                names.push(name);
            }
        }
        names.retain(|name| !name.words.is_empty());
        Self {
            id,
            country,
            site: website.and_then(site),
            identifiers: Vec::new(),
            names,
        }
    }

    /// The features of this member.
    pub fn of(member: &Member) -> Self {
        let further = member.names.iter().map(|other| other.name.as_str());
        Self::new(
            member.id,
            member.country,
            member.website.as_ref(),
            &member.name,
            further.chain(member.acronym.as_deref()),
        )
        .known_as(member.identifiers.clone())
    }

    /// The same features of a member that is known elsewhere by these identifiers.
    pub fn known_as(self, identifiers: Vec<Identifier>) -> Self {
        Self {
            identifiers,
            ..self
        }
    }

    /// Whose they are.
    pub const fn id(&self) -> MemberId {
        self.id
    }

    /// How alike the main names look, be they near or not.
    fn outward_likeness(&self, text: &str) -> f64 {
        let name = self.names.first();
        outward_likeness(name.map_or("", |name| &name.text), text)
    }
}

/// How alike two texts look; not at all where there is none.
fn outward_likeness(one: &str, other: &str) -> f64 {
    match one.is_empty() || other.is_empty() {
        true => 0.0,
        false => normalized_damerau_levenshtein(one, other),
    }
}

/// The telling words of a name.
#[derive(Debug, Clone, PartialEq)]
struct Name {
    words: Vec<String>,
    /// Those without spaces.
    text: String,
    letters: usize,
    is_main: bool,
}

impl Name {
    fn new(name: &str, is_main: bool) -> Self {
        let words = telling_words(name);
        let text = words.concat();
        Self {
            letters: text.chars().count(),
            words,
            text,
            is_main,
        }
    }

    fn is_abbreviation(&self) -> bool {
        is_abbreviation(self.words.len(), self.letters)
    }
}

/// Whether a name of so many words and letters is mostly an abbreviation.
fn is_abbreviation(words: usize, letters: usize) -> bool {
    words == 1 && letters < ABBREVIATION
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(country: &str, name: &str, further: &[&str]) -> Features {
        let country = Country::parse(country).unwrap();
        Features::new(
            MemberId::new(),
            country,
            None,
            name,
            further.iter().copied(),
        )
    }

    fn similar_name(asked: &Features, known: &Features) -> Option<f64> {
        let candidates = DuplicateIndex::new([known.clone()]).candidates(asked);
        let candidate = candidates.first()?;
        assert_eq!(candidate.reasons, [LikenessReason::SimilarName]);
        Some(candidate.likeness)
    }

    fn likeness(one: &str, other: &str) -> Option<f64> {
        let (one, other) = (features("BE", one, &[]), features("BE", other, &[]));
        let likeness = similar_name(&one, &other);
        assert_eq!(likeness, similar_name(&other, &one), "either way round");
        likeness
    }

    #[test]
    fn names_that_say_the_same_are_similar() {
        for (one, other) in [
            ("Open Huis Gent", "open huis gent vzw"),
            ("Open Huis Gent", "Gent: Open Huis"),
            ("Open Huis Gent", "Openhuis-Gent"),
            ("Médecins du Monde", "MEDECINS DU MONDE asbl"),
            ("Schule für alle e.V.", "Verein Schule für Alle"),
            ("Fundación La Casa", "Asociación Casa"),
            ("L'Île aux Enfants", "Ile aux enfants"),
            ("Women's Aid", "Womens Aid"),
            ("MSF", "M.S.F."),
            ("The Association", "THE ASSOCIATION"),
        ] {
            assert_eq!(likeness(one, other), Some(1.0), "{one} / {other}");
        }
    }

    #[test]
    fn a_letter_in_eight_may_be_mistyped() {
        for (one, other) in [
            ("Open Huis Gent", "Open Huis Ghent"),
            ("Caritas", "Carritas"),
            ("Gezondheid voor Iedereen", "Gezonheid voor Iederen"),
            ("Solidarity Network", "Solidarety Network"),
            ("Refugee Rights Centre", "Center Refugee Rights"),
        ] {
            let likeness = likeness(one, other).unwrap_or_default();
            assert!(
                likeness > 0.8 && likeness < 1.0,
                "{one} / {other}: {likeness}"
            );
        }
    }

    #[test]
    fn another_word_is_another_organisation() {
        for (one, other) in [
            ("Caritas Gent", "Caritas Brugge"),
            ("Caritas Gent", "Caritas Genk"),
            ("Caritas Gent", "Caritas"),
            ("Group 1", "Group 2"),
            ("Group 11", "Group 111"),
            ("Block D", "Block E"),
            ("Open Huis", "Open Hart"),
            ("MSF", "MFS"),
            ("Oxfam", "Oxfan"),
            ("Oepn Hius", "Open Huis"),
            ("!", "?"),
        ] {
            assert_eq!(likeness(one, other), None, "{one} / {other}");
        }
    }

    #[test]
    fn any_name_may_be_the_similar_one_but_the_country_is_the_same() {
        let gent = features("BE", "Open Huis Gent", &["Maison Ouverte Gand", "OHG"]);
        let similar =
            |country, name, further| similar_name(&gent, &features(country, name, further));
        assert_eq!(
            similar("BE", "Open House", &["Maison ouverte, Gand"]),
            Some(1.0)
        );
        assert_eq!(similar("BE", "Maison Ouverte Gand", &[]), Some(1.0));
        assert_eq!(similar("NL", "Open Huis Gent", &[]), None);
        // Two may have one abbreviation, unless one of them is called nothing else.
        assert_eq!(similar("BE", "Onze Hulp Geeft", &["OHG"]), None);
        assert_eq!(similar("BE", "Onze Hulp Geeft", &["OH G"]), None);
        assert_eq!(similar("BE", "OHG", &[]), Some(1.0));
    }
}
