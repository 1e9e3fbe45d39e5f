//! All members of the books, ready to be asked who is probably one of them, and told who changed.

use std::{cmp::Ordering, collections::HashSet, sync::Arc};

use super::{Features, LikenessReason, layer::Layer};
use crate::{identifier::Identifier, ids::MemberId};

/// With more members, a website or an identifier says nothing about any two of them.
const MOST_OF_ONE: usize = 3;
/// Of how many known members one may have changed before all are put in order again.
const CHANGED: usize = 64;
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
///
/// A change costs what it changes: whoever changed is known in a small layer over the others, until
/// there are many of them.
#[derive(Debug, Default)]
pub struct DuplicateIndex {
    base: Layer,
    /// Who of the base changed or is gone.
    outdated: HashSet<MemberId>,
    /// Those that changed or are new.
    fresh: Layer,
    /// Every two that are probably one, the likeliest first, where that was asked.
    pairs: Option<Arc<Vec<Suspects>>>,
}

impl DuplicateIndex {
    /// Gets to know these members.
    pub fn new(members: impl IntoIterator<Item = Features>) -> Self {
        Self {
            base: Layer::new(members),
            ..Self::default()
        }
    }

    /// How many members are known.
    pub fn len(&self) -> usize {
        self.base.members().len() - self.outdated.len() + self.fresh.members().len()
    }

    /// Whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gets to know members that changed or are new, and forgets others.
    pub fn change(&mut self, changed: Vec<Features>, gone: &[MemberId]) {
        let ids: HashSet<MemberId> = changed
            .iter()
            .map(Features::id)
            .chain(gone.iter().copied())
            .collect();
        // As they were and as they are: what few have in common may become what many have, and back.
        let known = ids.iter().filter_map(|id| self.member(*id)).cloned();
        let looks: Vec<Features> = known.chain(changed.iter().cloned()).collect();
        let shared_before = self.sharing_with(&looks);
        let kept = self
            .fresh
            .members()
            .iter()
            .filter(|known| !ids.contains(&known.id));
        let fresh: Vec<Features> = kept.cloned().chain(changed).collect();
        let known = ids.iter().filter(|id| self.base.member(**id).is_some());
        self.outdated.extend(known);
        self.fresh = Layer::new(fresh);
        if self.fresh.members().len() > CHANGED + self.base.members().len() / CHANGED {
            let all: Vec<Features> = self.members().cloned().collect();
            *self = Self {
                pairs: self.pairs.take(),
                ..Self::new(all)
            };
        }
        if let Some(pairs) = self.pairs.take() {
            let mut touched = self.sharing_with(&looks);
            touched.extend(shared_before);
            touched.extend(ids);
            self.pairs = Some(Arc::new(self.renewed(&pairs, &touched)));
        }
    }

    /// The pairs as they are now, where those of some members are looked for again.
    fn renewed(&self, pairs: &[Suspects], touched: &HashSet<MemberId>) -> Vec<Suspects> {
        let is_as_before = |pair: &&Suspects| !pair.members.iter().any(|id| touched.contains(id));
        let mut renewed: Vec<Suspects> = pairs.iter().filter(is_as_before).cloned().collect();
        for member in touched.iter().filter_map(|id| self.member(*id)) {
            // Two that were both touched are found from one of them.
            let others = |other: MemberId| other > member.id || !touched.contains(&other);
            renewed.extend(self.suspects_of(member, others));
        }
        renewed.sort_by(Suspects::order);
        renewed
    }

    /// Who shares something with any of these members that few have.
    fn sharing_with(&self, members: &[Features]) -> HashSet<MemberId> {
        let sharing = members.iter().flat_map(|member| {
            let identified = self.identified(member);
            self.of_site(member).into_iter().chain(identified)
        });
        sharing.map(Features::id).collect()
    }

    fn member(&self, id: MemberId) -> Option<&Features> {
        let base = || self.base.member(id).filter(|known| self.is_current(known));
        self.fresh.member(id).or_else(base)
    }

    fn members(&self) -> impl Iterator<Item = &Features> {
        let base = self.base.members().iter();
        base.filter(|known| self.is_current(known))
            .chain(self.fresh.members())
    }

    fn is_current(&self, of_base: &Features) -> bool {
        !self.outdated.contains(&of_base.id)
    }

    /// The members that this one probably is, the likeliest first, ten at most; never itself.
    pub fn candidates(&self, asked: &Features) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = self
            .suspects(asked, |_| true)
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

    /// Every two members that are probably one, the likeliest first. Found once, and then kept.
    pub fn pairs(&mut self) -> Arc<Vec<Suspects>> {
        if let Some(pairs) = &self.pairs {
            return Arc::clone(pairs);
        }
        let mut pairs: Vec<Suspects> = Vec::new();
        for member in self.members() {
            pairs.extend(self.suspects_of(member, |other| other > member.id));
        }
        pairs.sort_by(Suspects::order);
        let pairs = Arc::new(pairs);
        self.pairs = Some(Arc::clone(&pairs));
        pairs
    }

    /// The pairs of a member with those others that are asked about.
    fn suspects_of<'a>(
        &'a self,
        member: &'a Features,
        is_asked: impl Fn(MemberId) -> bool,
    ) -> impl Iterator<Item = Suspects> {
        let found = self.suspects(member, is_asked);
        found.map(|(other, reasons, likeness)| Suspects {
            members: [member.id.min(other.id), member.id.max(other.id)],
            reasons,
            likeness,
        })
    }

    /// Who of those that are asked about is suspicious.
    fn suspects<'a>(
        &'a self,
        asked: &'a Features,
        is_asked: impl Fn(MemberId) -> bool,
    ) -> impl Iterator<Item = (&'a Features, Vec<LikenessReason>, f64)> {
        let of_site = ids(&self.of_site(asked));
        let identified = ids(&self.identified(asked));
        let mut near: Vec<&Features> = self.of_site(asked);
        near.extend(self.identified(asked));
        near.extend(self.current(|layer| layer.perhaps_named(asked)));
        near.retain(|known| known.id != asked.id && is_asked(known.id));
        near.sort_unstable_by_key(|known| known.id);
        near.dedup_by_key(|known| known.id);
        near.into_iter().filter_map(move |known| {
            let similar = asked.similar_name(known);
            let reasons: Vec<LikenessReason> = [
                identified
                    .contains(&known.id)
                    .then_some(LikenessReason::SameIdentifier),
                of_site
                    .contains(&known.id)
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
    fn of_site(&self, asked: &Features) -> Vec<&Features> {
        let site = asked.site.iter();
        site.flat_map(|site| self.few(|layer| layer.of_site(site)))
            .collect()
    }

    /// The members with any of its identifiers, unless those are of too many.
    fn identified(&self, asked: &Features) -> Vec<&Features> {
        let identifiers = asked.identifiers.iter();
        identifiers
            .flat_map(|identifier: &Identifier| self.few(|layer| layer.identified(identifier)))
            .collect()
    }

    /// What both layers find, if that is not too much to say anything.
    fn few<'a, I: Iterator<Item = &'a Features>>(
        &'a self,
        find: impl Fn(&'a Layer) -> I,
    ) -> Vec<&'a Features> {
        let mut found: Vec<&Features> = self.current(find).take(MOST_OF_ONE + 1).collect();
        if found.len() > MOST_OF_ONE {
            found.clear();
        }
        found
    }

    fn current<'a, I: Iterator<Item = &'a Features>>(
        &'a self,
        find: impl Fn(&'a Layer) -> I,
    ) -> impl Iterator<Item = &'a Features> {
        let base = find(&self.base).filter(|known| self.is_current(known));
        base.chain(find(&self.fresh))
    }
}

impl Suspects {
    fn order(&self, other: &Self) -> Ordering {
        likelier(
            (&self.reasons, self.likeness),
            (&other.reasons, other.likeness),
        )
        .then(self.members.cmp(&other.members))
    }
}

fn ids(members: &[&Features]) -> Vec<MemberId> {
    members.iter().map(|member| member.id).collect()
}

/// More reasons are likelier than one, and then the nearer name.
fn likelier(one: (&[LikenessReason], f64), other: (&[LikenessReason], f64)) -> Ordering {
    let by_reasons = other.0.len().cmp(&one.0.len());
    by_reasons.then(other.1.total_cmp(&one.1))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::country::Country;

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

        let mut known = DuplicateIndex::new([one.clone(), two.clone(), three.clone()]);
        let candidates = known.candidates(&four);
        assert_eq!(candidates.len(), 3);
        for candidate in candidates {
            assert_eq!(candidate.reasons, [LikenessReason::SameWebsite]);
            assert!((0.0..1.0).contains(&candidate.likeness));
        }
        assert_eq!(known.pairs().len(), 3);

        let mut known = DuplicateIndex::new([one, two, three, four.clone()]);
        assert_eq!(known.candidates(&four), []);
        assert_eq!(
            known.candidates(&member("E", "BE", site("").as_deref())),
            []
        );
        assert_eq!(*known.pairs(), []);
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
        let mut known = DuplicateIndex::new(many);
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
            let mut known = DuplicateIndex::new(members.clone());
            let mut by_pairs: Vec<(MemberId, MemberId, Vec<LikenessReason>, f64)> = Vec::new();
            for Suspects { members: [one, other], reasons, likeness } in known.pairs().iter().cloned() {
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

        /// Whoever is told of changes knows what somebody knows who met all as they are now.
        #[test]
        fn changes_lead_to_what_is_known_afresh(
            first in prop::collection::vec(features(), 0..8),
            rounds in prop::collection::vec(
                (prop::collection::vec((any::<prop::sample::Index>(), features()), 0..4), prop::collection::vec(any::<prop::sample::Index>(), 0..3)),
                1..5,
            ),
        ) {
            let mut all = first.clone();
            let mut known = DuplicateIndex::new(first);
            known.pairs();
            for (changed, gone) in rounds {
                let mut told: HashMap<MemberId, Features> = HashMap::new();
                for (place, mut features) in changed {
                    // Half of them are new, the others one that is known.
                    let place = place.index(2 * all.len() + 1);
                    match all.get_mut(place) {
                        Some(member) => {
                            features.id = member.id;
                            *member = features.clone();
                        }
                        None => all.push(features.clone()),
                    }
                    told.insert(features.id, features);
                }
                let mut removed = Vec::new();
                for place in gone {
                    if !all.is_empty() {
                        let member = all.remove(place.index(all.len()));
                        told.remove(&member.id);
                        removed.push(member.id);
                    }
                }
                known.change(told.into_values().collect(), &removed);
                prop_assert_eq!(known.len(), all.len());
                let mut afresh = DuplicateIndex::new(all.clone());
                prop_assert_eq!(known.pairs(), afresh.pairs());
                for asked in &all {
                    prop_assert_eq!(known.candidates(asked), afresh.candidates(asked));
                }
            }
        }
    }
}
