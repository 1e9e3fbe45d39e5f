//! Every two members of a layer that are probably one.

use super::{Asked, AskedWord, Layer};
use crate::likeness::{LikenessReason, MOST_OF_ONE, Suspects, outward_likeness};

/// Two members by their numbers, the smaller one first, with a reason, and how alike the names are
/// if that is it.
type Pair = ([u32; 2], LikenessReason, f64);

impl Layer {
    /// Every two members that are probably one, in no order.
    pub(in crate::likeness) fn pairs(&self) -> Vec<Suspects> {
        let mut found = self.sharing();
        self.each_pair_of_one_text(&mut found);
        self.each_similar_pair(&mut found);
        found.sort_unstable_by(|one, other| {
            let by_members = one.0.cmp(&other.0).then(one.1.cmp(&other.1));
            by_members.then(other.2.total_cmp(&one.2))
        });
        found.dedup_by_key(|(members, reason, _)| (*members, *reason));
        let pairs = found.chunk_by(|(one, ..), (other, ..)| one == other);
        pairs.map(|pair| self.suspects(pair)).collect()
    }

    fn suspects(&self, pair: &[Pair]) -> Suspects {
        let [one, other] = pair[0].0;
        let similar = pair
            .iter()
            .find(|(_, reason, _)| *reason == LikenessReason::SimilarName);
        let mut members = [one, other].map(|member| self.id(member));
        members.sort_unstable();
        Suspects {
            members,
            reasons: pair.iter().map(|(_, reason, _)| *reason).collect(),
            likeness: match similar {
                Some((.., likeness)) => *likeness,
                None => outward_likeness(&self.text(one), &self.text(other)),
            },
        }
    }

    /// Those that share a website or an identifier which few have.
    fn sharing(&self) -> Vec<Pair> {
        let mut found = Vec::new();
        let of_one_site = self
            .by_site
            .chunk_by(|one, other| self.sites.get(*one) == self.sites.get(*other));
        for members in of_one_site.filter(|members| members.len() <= MOST_OF_ONE) {
            each_two(members, |pair| {
                found.push((pair, LikenessReason::SameWebsite, 0.0))
            });
        }
        let known = |number: &u32| &self.identifiers[*number as usize];
        let identified = self
            .by_identifier
            .chunk_by(|one, other| known(one).1 == known(other).1);
        for numbers in identified.filter(|numbers| numbers.len() <= MOST_OF_ONE) {
            let members: Vec<u32> = numbers.iter().map(|number| known(number).0).collect();
            each_two(&members, |pair| {
                found.push((pair, LikenessReason::SameIdentifier, 0.0))
            });
        }
        found
    }

    fn each_pair_of_one_text(&self, found: &mut Vec<Pair>) {
        for same in self.by_text.chunk_by(|(one, _), (other, _)| one == other) {
            for (number, (_, name)) in same.iter().enumerate() {
                let is_main = self.names[*name as usize].is_main;
                let little =
                    |other: &u32| self.says_little(*other, is_main, self.is_abbreviated(*name));
                let (member, country) = (self.names[*name as usize].member, self.group(*name).0);
                for (_, other) in &same[number + 1..] {
                    let of_other = self.names[*other as usize].member;
                    if of_other != member
                        && self.group(*other).0 == country
                        && !little(other)
                        && self.text_of(*other) == self.text_of(*name)
                    {
                        found.push(similar(member, of_other, 1.0));
                    }
                }
            }
        }
    }

    fn each_similar_pair(&self, found: &mut Vec<Pair>) {
        let misspellings = self.lexicon.misspellings();
        let mut first = 0;
        for group in self
            .places
            .chunk_by(|one, other| self.group(*one) == self.group(*other))
        {
            let end = first + group.len() as u32;
            for name in group {
                let words = self.words_of(*name).iter().map(|word| AskedWord {
                    number: Some(*word),
                    misspelt: misspellings.of(*word).collect(),
                });
                let asked = Asked {
                    words: words.collect(),
                    letters: self.names[*name as usize].letters as usize,
                    is_main: self.names[*name as usize].is_main,
                };
                let member = self.names[*name as usize].member;
                self.each_similar(&asked, first..end, |other, likeness| {
                    // Whoever is met from both sides is taken from one.
                    if member < other {
                        found.push(similar(member, other, likeness));
                    }
                });
            }
            first = end;
        }
    }
}

fn similar(one: u32, other: u32, likeness: f64) -> Pair {
    let members = [one.min(other), one.max(other)];
    (members, LikenessReason::SimilarName, likeness)
}

fn each_two(members: &[u32], mut with: impl FnMut([u32; 2])) {
    for (number, one) in members.iter().enumerate() {
        for other in &members[number + 1..] {
            if one != other {
                with([*one.min(other), *one.max(other)]);
            }
        }
    }
}
