//! All members of the books, ready to be asked who is probably one of them.

use std::{borrow::Cow, cmp::Ordering, collections::HashMap, sync::OnceLock};

use xxhash_rust::xxh3::xxh3_64;

use super::{Features, LikenessReason, Name, words::for_each_likeness};
use crate::{country::Country, identifier::Identifier, ids::MemberId};

/// With more members, a website or an identifier says nothing about any two of them.
const MOST_OF_ONE: usize = 3;
/// How many candidates are named.
const MOST_CANDIDATES: usize = 10;

/// A member that the one asked for probably is.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which member.
    pub id: MemberId,
    /// Why.
    pub reasons: Vec<LikenessReason>,
    /// How alike the names are, 0 to 1.
    pub likeness: f64,
}

/// Two members that are probably one.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspects {
    /// Which members, the smaller identifier first.
    pub members: [MemberId; 2],
    /// Why.
    pub reasons: Vec<LikenessReason>,
    /// How alike the names are, 0 to 1.
    pub likeness: f64,
}

/// The members that are known, ready to be asked who is probably one of them.
#[derive(Debug, Default)]
pub struct DuplicateIndex {
    members: Vec<Features>,
    by_site: HashMap<String, Vec<usize>>,
    by_identifier: HashMap<Identifier, Vec<usize>>,
    by_text: HashMap<(Country, String), Vec<usize>>,
    words: HashMap<String, usize>,
    /// The words by each of their deletions' hashes, in order of the hash.
    deletions: Vec<(u64, usize)>,
    /// Of each word, where those begin in that order that it has in common with another.
    shared: Vec<Vec<usize>>,
    /// The words that each word may be a misspelling of, where that was asked.
    alike: Vec<OnceLock<Vec<usize>>>,
    by_word: HashMap<Place, Vec<usize>>,
}

/// Where a word stands: its number, the country, and how many words the name has.
type Place = (usize, Country, usize);

impl DuplicateIndex {
    /// Gets to know these members.
    pub fn new(members: impl IntoIterator<Item = Features>) -> Self {
        let mut known = Self {
            members: members.into_iter().collect(),
            ..Self::default()
        };
        for (number, member) in known.members.iter().enumerate() {
            if let Some(site) = &member.site {
                known.by_site.entry(site.clone()).or_default().push(number);
            }
            for identifier in &member.identifiers {
                let known = known.by_identifier.entry(identifier.clone());
                known.or_default().push(number);
            }
            for name in &member.names {
                let text = (member.country, name.text.clone());
                known.by_text.entry(text).or_default().push(number);
                for word in &name.words {
                    let next = known.words.len();
                    let word = match known.words.get(word) {
                        Some(word) => *word,
                        None => *known.words.entry(word.clone()).or_insert(next),
                    };
                    let place = (word, member.country, name.words.len());
                    known.by_word.entry(place).or_default().push(number);
                }
            }
        }
        for (word, number) in &known.words {
            for_each_likeness(word, |remainder| {
                known
                    .deletions
                    .push((xxh3_64(remainder.as_bytes()), *number));
            });
        }
        known.deletions.sort_unstable();
        known.shared = vec![Vec::new(); known.words.len()];
        let mut begin = 0;
        // Most have nothing in common with any other, and need not be looked up.
        for same in known
            .deletions
            .chunk_by(|(one, _), (other, _)| one == other)
        {
            if same.len() > 1 {
                same.iter()
                    .for_each(|(_, word)| known.shared[*word].push(begin));
            }
            begin += same.len();
        }
        known.alike = known.words.iter().map(|_| OnceLock::new()).collect();
        known
    }

    /// The members that this one probably is, the likeliest first, ten at most; never itself.
    pub fn candidates(&self, asked: &Features) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = self
            .suspects(asked, 0)
            .map(|(known, reasons, likeness)| Candidate {
                id: known.id,
                reasons,
                likeness,
            })
            .collect();
        candidates.sort_by(|a, b| {
            likelier((&a.reasons, a.likeness), (&b.reasons, b.likeness)).then(a.id.cmp(&b.id))
        });
        candidates.truncate(MOST_CANDIDATES);
        candidates
    }

    /// Every two members that are probably one, the likeliest first.
    pub fn pairs(&self) -> Vec<Suspects> {
        let mut pairs: Vec<Suspects> = Vec::new();
        for (number, member) in self.members.iter().enumerate() {
            let later = self.suspects(member, number + 1);
            pairs.extend(later.map(|(other, reasons, likeness)| Suspects {
                members: [member.id.min(other.id), member.id.max(other.id)],
                reasons,
                likeness,
            }));
        }
        pairs.sort_by(|a, b| {
            likelier((&a.reasons, a.likeness), (&b.reasons, b.likeness))
                .then(a.members.cmp(&b.members))
        });
        pairs
    }

    /// Who of the members from this number on is suspicious.
    fn suspects<'a>(
        &'a self,
        asked: &'a Features,
        from: usize,
    ) -> impl Iterator<Item = (&'a Features, Vec<LikenessReason>, f64)> {
        let of_site = self.of_site(asked);
        let identified = self.identified(asked);
        let mut near: Vec<usize> = of_site.iter().chain(&identified).copied().collect();
        for name in &asked.names {
            near.extend(self.of_text(asked.country, name));
            near.extend(self.of_rarest_word(asked.country, name));
        }
        near.retain(|number| *number >= from);
        near.sort_unstable();
        near.dedup();
        near.into_iter().filter_map(move |number| {
            let known = self
                .members
                .get(number)
                .filter(|known| known.id != asked.id)?;
            let similar = asked.similar_name(known);
            let reasons: Vec<LikenessReason> = [
                identified
                    .contains(&number)
                    .then_some(LikenessReason::SameIdentifier),
                of_site
                    .contains(&number)
                    .then_some(LikenessReason::SameWebsite),
                similar.map(|_| LikenessReason::SimilarName),
            ]
            .into_iter()
            .flatten()
            .collect();
            if reasons.is_empty() {
                return None;
            }
            let likeness = similar.unwrap_or_else(|| asked.outward_likeness(known));
            Some((known, reasons, likeness))
        })
    }

    /// The members with this website, unless they are too many.
    fn of_site(&self, asked: &Features) -> &[usize] {
        asked
            .site
            .as_ref()
            .and_then(|site| self.by_site.get(site))
            .filter(|members| members.len() <= MOST_OF_ONE)
            .map_or(&[], Vec::as_slice)
    }

    /// The members with any of its identifiers, unless those are of too many.
    fn identified(&self, asked: &Features) -> Vec<usize> {
        let identifiers = asked.identifiers.iter();
        let known = identifiers.filter_map(|identifier| self.by_identifier.get(identifier));
        known
            .filter(|members| members.len() <= MOST_OF_ONE)
            .flatten()
            .copied()
            .collect()
    }

    fn of_text(&self, country: Country, name: &Name) -> impl Iterator<Item = usize> {
        self.by_text
            .get(&(country, name.text.clone()))
            .into_iter()
            .flatten()
            .copied()
    }

    /// The members that have the rarest word of this name, or a misspelling of it, in a name of as
    /// many words. Whoever has a similar name is among them.
    fn of_rarest_word(&self, country: Country, name: &Name) -> impl Iterator<Item = usize> {
        name.words
            .iter()
            .map(|word| self.of_word(word, country, name.words.len()))
            .min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>())
            .into_iter()
            .flatten()
            .flatten()
            .copied()
    }

    fn of_word(&self, word: &str, country: Country, words: usize) -> Vec<&Vec<usize>> {
        let alike = match self.words.get(word) {
            Some(number) => {
                let alike = &self.alike[*number];
                Cow::Borrowed(alike.get_or_init(|| self.alike_known(*number)))
            }
            None => Cow::Owned(self.alike(word)),
        };
        let places = alike.iter().map(|number| (*number, country, words));
        places
            .filter_map(|place| self.by_word.get(&place))
            .collect()
    }

    /// The numbers of the words that a known word may be a misspelling of, itself among them.
    fn alike_known(&self, word: usize) -> Vec<usize> {
        let shared = self.shared[word].iter();
        sorted(shared.flat_map(|first| self.from(*first)).chain([word]))
    }

    /// The numbers of the words that a word may be a misspelling of.
    fn alike(&self, word: &str) -> Vec<usize> {
        let mut like = Vec::new();
        for_each_likeness(word, |remainder| {
            let hash = xxh3_64(remainder.as_bytes());
            let first = self.deletions.partition_point(|(known, _)| *known < hash);
            let is_met = self
                .deletions
                .get(first)
                .is_some_and(|(known, _)| *known == hash);
            like.extend(is_met.then(|| self.from(first)).into_iter().flatten());
        });
        sorted(like.into_iter())
    }

    /// The words that have the deletion in common which stands there, from the first of them on.
    fn from(&self, first: usize) -> impl Iterator<Item = usize> {
        let same = self.deletions[first..]
            .chunk_by(|(one, _), (other, _)| one == other)
            .next();
        same.into_iter().flatten().map(|(_, word)| *word)
    }
}

/// Numbers in their order, each once.
fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sorted: Vec<usize> = numbers.collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

/// More reasons are likelier than one, and then the nearer name.
fn likelier(one: (&[LikenessReason], f64), other: (&[LikenessReason], f64)) -> Ordering {
    let by_reasons = other.0.len().cmp(&one.0.len());
    by_reasons.then(other.1.total_cmp(&one.1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn member(name: &str, country: &str, website: Option<&str>) -> Features {
        let website = website.map(|website| website.parse().unwrap());
        let country = Country::parse(country).unwrap();
        Features::new(MemberId::new(), country, website.as_ref(), name, [])
    }

    #[test]
    fn one_website_is_evidence_in_any_country_until_many_have_it() {
        let site = |path: &str| Some(format!("https://www.a.example/{path}"));
        let one = member("Open Huis", "BE", site("nl").as_deref());
        let two = member("Porta Aperta", "IT", site("it").as_deref());
        let three = member("Maison Ouverte", "FR", site("fr").as_deref());
        let four = member("Offene Tür", "DE", site("de").as_deref());

        let known = DuplicateIndex::new([one.clone(), two.clone(), three.clone()]);
        let candidates = known.candidates(&four);
        assert_eq!(candidates.len(), 3);
        for candidate in candidates {
            assert_eq!(candidate.reasons, [LikenessReason::SameWebsite]);
            assert!((0.0..1.0).contains(&candidate.likeness));
        }
        assert_eq!(known.pairs().len(), 3);

        let known = DuplicateIndex::new([one, two, three, four.clone()]);
        assert_eq!(known.candidates(&four), []);
        assert_eq!(
            known.candidates(&member("E", "BE", site("").as_deref())),
            []
        );
        assert_eq!(known.pairs(), []);
    }

    #[test]
    fn the_likeliest_comes_first_and_the_member_itself_never() {
        let asked = member(
            "Gezondheid voor Iedereen",
            "BE",
            Some("https://gvi.example"),
        );
        let misspelt = member("Gezondheit voor Iedereen", "BE", None);
        let both = member(
            "Gezondheid voor Iederen",
            "BE",
            Some("https://gvi.example/nl"),
        );
        let same = member("Stichting Gezondheid Iedereen", "BE", None);
        let abroad = member("Gezondheid voor Iedereen", "NL", None);
        let site = member("Health for All", "GB", Some("http://www.gvi.example"));
        let expected = [&both, &same, &misspelt, &site].map(Features::id);
        let known = DuplicateIndex::new([site, misspelt, abroad, asked.clone(), same, both]);
        let ids = |candidates: Vec<Candidate>| -> Vec<MemberId> {
            candidates.iter().map(|candidate| candidate.id).collect()
        };
        assert_eq!(ids(known.candidates(&asked)), expected);
    }

    #[test]
    fn ten_candidates_are_enough() {
        let many: Vec<Features> = (0..12).map(|_| member("Open Huis", "BE", None)).collect();
        let asked = many[0].clone();
        let known = DuplicateIndex::new(many);
        assert_eq!(known.candidates(&asked).len(), 10);
        assert_eq!(known.pairs().len(), 12 * 11 / 2);
        assert_eq!(DuplicateIndex::default().candidates(&asked), []);
    }

    fn features() -> impl Strategy<Value = Features> {
        let words =
            "Huis Huiss Hius Huys Gent Genk Gezondheid Gezondheit Gezondhied 1 2 vzw CG C G";
        let word = prop::sample::select(words.split(' ').collect::<Vec<_>>());
        let name = prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "));
        let country = prop::sample::select(vec!["BE", "NL"]);
        let sites = "a.example www.a.example/b b.example facebook.com/a facebook.com";
        let site = prop::option::of(prop::sample::select(sites.split(' ').collect::<Vec<_>>()));
        (name.clone(), prop::option::of(name), country, site).prop_map(
            |(name, other, country, site)| {
                let site = site.map(|site| format!("https://{site}").parse().unwrap());
                let country = Country::parse(country).unwrap();
                Features::new(
                    MemberId::new(),
                    country,
                    site.as_ref(),
                    &name,
                    other.as_deref(),
                )
            },
        )
    }

    proptest! {
        /// What is asked in two ways is answered in one, and nothing that is alike is overlooked.
        #[test]
        fn pairs_are_what_candidates_find(members in prop::collection::vec(features(), 0..10)) {
            let known = DuplicateIndex::new(members.clone());
            let mut by_pairs: Vec<(MemberId, MemberId, Vec<LikenessReason>, f64)> = Vec::new();
            for Suspects { members: [one, other], reasons, likeness } in known.pairs() {
                by_pairs.push((one, other, reasons.clone(), likeness));
                by_pairs.push((other, one, reasons, likeness));
            }
            let mut by_candidates = Vec::new();
            let mut similar = 0;
            for asked in &members {
                for found in known.candidates(asked) {
                    by_candidates.push((asked.id, found.id, found.reasons, found.likeness));
                }
                similar += members
                    .iter()
                    .filter(|other| other.id != asked.id && asked.similar_name(other).is_some())
                    .count();
            }
            by_pairs.sort_by_key(|pair| (pair.0, pair.1));
            by_candidates.sort_by_key(|pair| (pair.0, pair.1));
            let found = by_pairs
                .iter()
                .filter(|pair| pair.2.contains(&LikenessReason::SimilarName))
                .count();
            prop_assert_eq!(found, similar);
            prop_assert_eq!(by_pairs, by_candidates);
        }
    }
}
