//! All members of the books, ready to be asked who is probably one of them, and told who changed.

use std::{
    cmp::Ordering,
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{Features, LikenessReason, MOST_OF_ONE, layer::Layer};
use crate::ids::MemberId;

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
        self.base.len() - self.outdated.len() + self.fresh.len()
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
        let known = ids.iter().filter_map(|id| self.member(*id));
        let looks: Vec<Features> = known.chain(changed.iter().cloned()).collect();
        let shared_before = self.sharing_with(&looks);
        let known = ids.iter().filter(|id| self.base.number(**id).is_some());
        self.outdated.extend(known);
        let kept = all(&self.fresh).filter(|known| !ids.contains(&known.id));
        self.fresh = Layer::new(kept.chain(changed));
        if self.fresh.len() > CHANGED + self.base.len() / CHANGED {
            self.put_together();
        }
        if let Some(pairs) = self.pairs.take() {
            let mut touched = self.sharing_with(&looks);
            touched.extend(shared_before);
            touched.extend(ids);
            self.pairs = Some(Arc::new(self.renewed(&pairs, &touched)));
        }
    }

    /// Puts both layers into one.
    fn put_together(&mut self) {
        let base = all(&self.base).filter(|known| !self.outdated.contains(&known.id));
        self.base = Layer::new(base.chain(all(&self.fresh)));
        self.fresh = Layer::default();
        self.outdated.clear();
    }

    /// The pairs as they are now, where those of some members are looked for again.
    fn renewed(&self, pairs: &[Suspects], touched: &HashSet<MemberId>) -> Vec<Suspects> {
        let is_as_before = |pair: &&Suspects| !pair.members.iter().any(|id| touched.contains(id));
        let mut renewed: Vec<Suspects> = pairs.iter().filter(is_as_before).cloned().collect();
        for member in touched.iter().filter_map(|id| self.member(*id)) {
            // Two that were both touched are found from one of them.
            let others = |other: MemberId| other > member.id || !touched.contains(&other);
            renewed.extend(self.suspects_of(&member, others));
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
        sharing.collect()
    }

    fn member(&self, id: MemberId) -> Option<Features> {
        let (layer, number) = self.place(id)?;
        Some(layer.features(number))
    }

    /// Where a member is known, and by which number.
    fn place(&self, id: MemberId) -> Option<(&Layer, u32)> {
        let of = |layer: &'_ Layer| layer.number(id);
        match (of(&self.fresh), of(&self.base)) {
            (Some(number), _) => Some((&self.fresh, number)),
            (None, Some(number)) if !self.outdated.contains(&id) => Some((&self.base, number)),
            _ => None,
        }
    }

    /// The members that this one probably is, the likeliest first, ten at most; never itself.
    pub fn candidates(&self, asked: &Features) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = self
            .suspects(asked, |_| true)
            .map(|(id, reasons, likeness)| Candidate {
                id,
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
        if self.fresh.len() + self.outdated.len() > 0 {
            self.put_together();
        }
        let mut pairs = self.base.pairs();
        pairs.sort_by(Suspects::order);
        let pairs = Arc::new(pairs);
        self.pairs = Some(Arc::clone(&pairs));
        pairs
    }

    /// The pairs of a member with those others that are asked about.
    fn suspects_of(
        &self,
        member: &Features,
        is_asked: impl Fn(MemberId) -> bool,
    ) -> impl Iterator<Item = Suspects> {
        let found = self.suspects(member, is_asked);
        found.map(|(other, reasons, likeness)| Suspects {
            members: [member.id.min(other), member.id.max(other)],
            reasons,
            likeness,
        })
    }

    /// Who of those that are asked about is suspicious.
    fn suspects(
        &self,
        asked: &Features,
        is_asked: impl Fn(MemberId) -> bool,
    ) -> impl Iterator<Item = (MemberId, Vec<LikenessReason>, f64)> {
        let of_site = self.of_site(asked);
        let identified = self.identified(asked);
        let similar: HashMap<MemberId, f64> = self
            .current(|layer| layer.similar(asked).into_iter())
            .collect();
        let near = of_site.iter().chain(&identified).chain(similar.keys());
        let near = near.filter(|id| **id != asked.id && is_asked(**id));
        let near: BTreeSet<MemberId> = near.copied().collect();
        near.into_iter().map(move |id| {
            let reasons = [
                (identified.contains(&id), LikenessReason::SameIdentifier),
                (of_site.contains(&id), LikenessReason::SameWebsite),
                (similar.contains_key(&id), LikenessReason::SimilarName),
            ];
            let reasons = reasons.into_iter().filter(|(holds, _)| *holds);
            let outward = || {
                let text = self.place(id).map(|(layer, number)| layer.text(number));
                asked.outward_likeness(&text.unwrap_or_default())
            };
            let likeness = similar.get(&id).copied().unwrap_or_else(outward);
            (id, reasons.map(|(_, reason)| reason).collect(), likeness)
        })
    }

    /// The members with this website, unless they are too many.
    fn of_site(&self, asked: &Features) -> Vec<MemberId> {
        let site = asked.site.iter();
        site.flat_map(|site| self.few(|layer| layer.of_site(site)))
            .collect()
    }

    /// The members with any of its identifiers, unless those are of too many.
    fn identified(&self, asked: &Features) -> Vec<MemberId> {
        let identifiers = asked.identifiers.iter();
        identifiers
            .flat_map(|identifier| self.few(|layer| layer.identified(identifier)))
            .collect()
    }

    /// What both layers find, if that is not too much to say anything.
    fn few<'a, I: Iterator<Item = u32>>(&'a self, find: impl Fn(&'a Layer) -> I) -> Vec<MemberId> {
        let found = self.current(|layer| find(layer).map(|member| (member, ())));
        let mut found: Vec<MemberId> = found.map(|(id, ())| id).take(MOST_OF_ONE + 1).collect();
        if found.len() > MOST_OF_ONE {
            found.clear();
        }
        found
    }

    /// What both layers find of the members as they are now.
    fn current<'a, T, I: Iterator<Item = (u32, T)>>(
        &'a self,
        find: impl Fn(&'a Layer) -> I,
    ) -> impl Iterator<Item = (MemberId, T)> {
        let found = |layer: &'a Layer| find(layer).map(|(member, what)| (layer.id(member), what));
        let base = found(&self.base).filter(|(id, _)| !self.outdated.contains(id));
        base.chain(found(&self.fresh))
    }
}

/// The members of a layer, as they were made known.
fn all(layer: &Layer) -> impl Iterator<Item = Features> {
    (0..layer.len() as u32).map(|member| layer.features(member))
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

/// More reasons are likelier than one, and then the nearer name.
fn likelier(one: (&[LikenessReason], f64), other: (&[LikenessReason], f64)) -> Ordering {
    let by_reasons = other.0.len().cmp(&one.0.len());
    by_reasons.then(other.1.total_cmp(&one.1))
}

#[cfg(test)]
mod tests;
