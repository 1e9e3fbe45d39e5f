use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::{
    country::Country,
    likeness::{Name, words::is_misspelling},
};

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
    let words = "Huis Huiss Hius Huys Gent Genk Gezondheid Gezondheit Gezondhied 1 2 vzw CG C G";
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
                .filter(|other| other.id != asked.id && similar_name(asked, other).is_some())
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

/// How alike the nearest names of two members are, said without numbers and lists.
fn similar_name(one: &Features, other: &Features) -> Option<f64> {
    let names = one.names.iter();
    let likenesses = names.flat_map(|name| other.names.iter().map(|known| likeness(name, known)));
    likenesses
        .flatten()
        .filter(|_| one.country == other.country)
        .max_by(f64::total_cmp)
}

fn likeness(one: &Name, other: &Name) -> Option<f64> {
    let is_short = one.is_abbreviation() || other.is_abbreviation();
    if is_short && !one.is_main && !other.is_main {
        return None;
    }
    if one.text == other.text {
        return Some(1.0);
    }
    let mut theirs = other.words.clone();
    let mut mine = one.words.clone();
    mine.retain(|word| match theirs.iter().position(|their| their == word) {
        Some(place) => {
            theirs.remove(place);
            false
        }
        None => true,
    });
    let letters = one.letters.max(other.letters);
    let is_near = mine.len() <= (letters + 1) / 8 && are_misspellings(&mine, &theirs);
    is_near.then(|| 1.0 - mine.len() as f64 / letters as f64)
}

fn are_misspellings(mine: &[String], theirs: &[String]) -> bool {
    let Some((word, rest)) = mine.split_first() else {
        return theirs.is_empty();
    };
    (0..theirs.len()).any(|number| {
        let mut others = theirs.to_vec();
        is_misspelling(word, &others.remove(number)) && are_misspellings(rest, &others)
    })
}
