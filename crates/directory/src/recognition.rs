//! Which member somebody means who has its name in a list: exactly or mistyped, in another language,
//! without its legal form, with what else is known of it.
//!
//! A search shows what may be meant and lets a person choose. Here the program chooses, so it must
//! know when it does not know. A name is taken for a member's if every word that tells something
//! is there on both sides ([`compare`]), if no other member answers as well, and if nothing that
//! is said beside the name speaks against it ([`evidence`]).
//!
//! It is made from public types alone, and what a member answers does not depend on how frequent a
//! word is, only on the name and on the other public names.

mod compare;
mod evidence;
mod forms;
pub(crate) mod names;
mod slips;

use std::collections::HashMap;

pub use evidence::{Agreement, Known};

use crate::{
    search::{Query, words},
    snapshot::{Found, Snapshot},
};
use compare::{Closeness, Name};
use network::fold;

/// What is known of an organisation.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Its name, as somebody wrote it; or the identifier or the slug of a member, or one that it has
    /// elsewhere. It may be empty.
    pub name: String,
    /// What else is known of it.
    pub known: Known,
}

/// A member that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// Its number.
    pub number: u32,
    /// How likely it is meant, from 0 to 100.
    pub score: f64,
    /// How like its name is, from 0 to 100.
    pub name_likeness: f64,
    /// What speaks for and against it beside the name.
    pub agreement: Agreement,
    /// Whether it is meant for certain, so that nobody needs to look.
    pub is_match: bool,
}

/// The longest name that is looked for, in characters.
pub const LONGEST_NAME: usize = 500;
/// How many members are found by their letters where no name fits.
const MOST_ALIKE: usize = 20;

/// A candidate before it is compared with the others.
struct Candidate {
    number: u32,
    closeness: Closeness,
    agreement: Agreement,
}

impl Snapshot {
    /// The members that may be meant, the likeliest first, at most so many.
    pub fn recognise(&self, wanted: &Wanted, most: usize) -> Vec<Recognised> {
        let text: String = wanted.name.trim().chars().take(LONGEST_NAME).collect();
        let named = wanted.known.identifiers.iter().map(String::as_str);
        let key = Some(text.as_str()).filter(|text| text.contains(['-', ':']));
        if let Some(number) = named.chain(key).find_map(|key| self.called(key)) {
            return vec![Recognised {
                number,
                score: 100.0,
                name_likeness: 100.0,
                agreement: Agreement::default(),
                is_match: true,
            }];
        }
        let index = self.name_index();
        let mut best: HashMap<u32, Closeness> = HashMap::new();
        let [whole, bare] = variants(&text).map(|name| name.map(|name| index.look_up(name)));
        for name in whole.iter().chain(&bare) {
            index.compare_near(name, |number, closeness| note(&mut best, number, closeness));
        }
        best.retain(|_, closeness| closeness.likeness() >= LEAST);
        if let Some(name) = &whole
            && !best.values().any(|one| one.likeness() >= LIKELY)
        {
            for number in self.alike_by_letters(&text) {
                note(&mut best, number, index.compare_with(name, number));
            }
        }
        for number in wanted.known.members_of_sites(index) {
            if let Some(name) = &whole {
                let known = best.entry(number);
                known.or_insert_with(|| index.compare_with(name, number));
            }
        }
        let candidates = best.into_iter().map(|(number, closeness)| Candidate {
            number,
            closeness,
            agreement: self.agreement(&wanted.known, number),
        });
        let mut found = decide(candidates.collect(), text.is_empty());
        found.truncate(most);
        found
    }

    /// The number of a member with an identifier or a slug, be it a former one.
    fn called(&self, key: &str) -> Option<u32> {
        let card = match self.find(key) {
            Found::Member(card) => card,
            Found::Moved(slug) => match self.find(slug.as_str()) {
                Found::Member(card) => card,
                _ => return None,
            },
            Found::Gone | Found::Unknown => return self.known_elsewhere_as(key),
        };
        self.number(card.key.member.into())
    }

    /// The number of the only member that is known elsewhere by an identifier, such as `wikidata:Q42`
    /// or its address.
    fn known_elsewhere_as(&self, identifier: &str) -> Option<u32> {
        let known = self.members.identified(&[identifier.parse().ok()?]);
        known.min().filter(|_| known.len() == 1)
    }

    /// What the search for people finds by the letters of a name.
    fn alike_by_letters(&self, text: &str) -> Vec<u32> {
        let terms: Vec<String> = words(text).into_iter().map(|word| word.term).collect();
        // A space behind it: the last word is finished.
        let Ok(query) = Query::parse(&format!("{} ", terms.join(" "))) else {
            return Vec::new();
        };
        self.texts.best_by_letters(&query, MOST_ALIKE)
    }
}

/// The ways in which a name may be written: as it stands, and without what stands behind it in
/// brackets, for that is often a short name or a place.
fn variants(text: &str) -> [Option<Name>; 2] {
    let whole = Name::written(text);
    let bare = text
        .trim_end()
        .strip_suffix([')', ']'])
        .and_then(|text| text.rsplit_once(['(', '[']))
        .filter(|(name, _)| !name.trim().is_empty())
        .map(|(name, aside)| Name::with_aside(name, &fold(aside)));
    [Some(whole), bare]
}

fn note(best: &mut HashMap<u32, Closeness>, number: u32, closeness: Closeness) {
    let known = best.entry(number).or_default();
    if closeness > *known {
        *known = closeness;
    }
}

/// Puts candidates into their order, and says which is meant: the one that answers best, if it
/// answers well enough, and no other answers as well.
fn decide(mut candidates: Vec<Candidate>, is_nameless: bool) -> Vec<Recognised> {
    candidates.retain(|one| one.closeness.likeness() >= LEAST || one.agreement.is_strong());
    candidates.sort_by(|a, b| {
        b.standing()
            .total_cmp(&a.standing())
            .then(b.closeness.is_main().cmp(&a.closeness.is_main()))
            .then(a.number.cmp(&b.number))
    });
    let is_match = match candidates.as_slice() {
        [] => false,
        [one] => one.is_certain(is_nameless),
        [one, next, ..] => one.is_certain(is_nameless) && one.standing() > next.standing(),
    };
    let places = candidates.iter().enumerate();
    places
        .map(|(place, one)| Recognised {
            number: one.number,
            score: one.score(),
            name_likeness: tenth(100.0 * one.closeness.likeness()),
            agreement: one.agreement,
            is_match: is_match && place == 0,
        })
        .collect()
}

impl Candidate {
    /// What it is ordered by: what the name says, and what speaks for and against it.
    fn standing(&self) -> f64 {
        self.closeness.likeness() + self.agreement.weight()
    }

    /// Whether it is meant, if no other one is as likely.
    fn is_certain(&self, is_nameless: bool) -> bool {
        let likely =
            (is_nameless || self.closeness.likeness() >= LIKELY) && self.agreement.is_strong();
        let said = self.agreement.is_for() && self.closeness.is_probable();
        (self.closeness.is_same() || said || likely) && !self.agreement.is_against()
    }

    fn score(&self) -> f64 {
        tenth((self.standing() * 100.0).clamp(0.0, 100.0))
    }
}

/// How like a name must be for its member to be named at all.
const LEAST: f64 = 0.25;
/// From how like a name is on, a website or an address of its own makes a member certain.
const LIKELY: f64 = 0.5;

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
