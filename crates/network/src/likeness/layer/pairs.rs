//! Every two members of a layer that are probably one.

use std::borrow::Cow;

use super::{
    Group, KnownName, Layer,
    comparing::{Asked, AskedWord},
};
use crate::likeness::{
    LikenessReason, MOST_OF_ONE, Suspects, lexicon::Misspellings, outward_likeness,
};

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
        let groups: Vec<Group> = self.places.iter().map(|name| self.group(*name)).collect();
        // Of each word, where its places of the group begin, and how many there are.
        let mut begins = self.begins.clone();
        let mut counts = vec![0; begins.len()];
        let mut rest = &self.places[..];
        for group in groups.chunk_by(|one, other| one == other) {
            let (names, others) = rest.split_at(group.len());
            rest = others;
            let words = || names.iter().flat_map(|name| self.words_of(*name));
            words().for_each(|word| counts[*word as usize] += 1);
            let of_word = |word: u32| {
                let begin = begins[word as usize] as usize;
                &self.of_words[begin..begin + counts[word as usize]]
            };
            for name in names {
                self.similar_to_known(*name, &misspellings, of_word, found);
            }
            for word in words() {
                begins[*word as usize] += 1;
                counts[*word as usize] = 0;
            }
        }
    }

    fn similar_to_known<'k>(
        &'k self,
        name: u32,
        misspellings: &Misspellings,
        of_word: impl Fn(u32) -> &'k [u32] + Copy,
        found: &mut Vec<Pair>,
    ) {
        let KnownName {
            member,
            letters,
            is_main,
            ..
        } = self.names[name as usize];
        let words = self.words_of(name).iter().map(|word| AskedWord {
            number: Some(*word),
            misspelt: Cow::Borrowed(misspellings.of(*word)),
        });
        let asked = Asked {
            words: words.collect(),
            letters: letters as usize,
            is_main,
        };
        for known in self.perhaps_similar(&asked, of_word) {
            let other = self.names[known as usize].member;
            // Whoever is met from both sides is taken from one.
            if member < other
                && let Some(likeness) = self.likeness(&asked, known)
            {
                found.push(similar(member, other, likeness));
            }
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
