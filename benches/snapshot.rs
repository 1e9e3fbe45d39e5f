//! How long a snapshot takes to build, from nothing and after one member changed, and how much
//! memory it takes.
//!
//! The reference is serialising every public member once, as plain as serde does it, in the same
//! round.

mod network;

use std::{
    alloc::System,
    hint::black_box,
    time::{Duration, Instant},
};

use cap::Cap;
use member_directory::{
    directory::{Directory, PublicUrl},
    publication::Feed,
};
use network::{books, change_one, fill, sizes, spread};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const ROUNDS: usize = 5;

fn main() {
    println!("Building a snapshot, {ROUNDS} rounds: median (least to most)\n");
    println!(
        "| members | reading the books | building | … to serialising plainly | reading one change | building after it | … to from nothing | bytes a member |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for size in sizes() {
        measure(size);
    }
}

#[derive(Default)]
struct Round {
    reading: Duration,
    building: Duration,
    serialising: Duration,
    reading_change: Duration,
    building_change: Duration,
    bytes: usize,
}

fn measure(size: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let registry = books(folder.path());
    fill(&registry, size);
    let feed = Feed::new(registry.clone());
    let rounds: Vec<Round> = (0..ROUNDS)
        .map(|number| {
            let mut round = Round::default();
            let before = ALLOCATOR.allocated();
            let begun = Instant::now();
            let everything = feed.changes_since(None).expect("the books can be read");
            let everything = everything.expect("they say something");
            round.reading = begun.elapsed();
            let mark = everything.mark;

            let begun = Instant::now();
            let directory = Directory::new(everything, PublicUrl::new("http://localhost"))
                .expect("a snapshot can be built");
            round.building = begun.elapsed();
            round.bytes = ALLOCATOR.allocated().saturating_sub(before);

            let current = directory.current();
            let begun = Instant::now();
            for published in current.published() {
                black_box(serde_json::to_vec(&published.member).expect("plain data"));
            }
            round.serialising = begun.elapsed();
            assert_eq!(current.members.len() as usize, size);
            drop(current);

            change_one(&registry, number);
            let begun = Instant::now();
            let change = feed.changes_since(Some(mark)).expect("it can be read");
            let change = change.expect("there was a change");
            round.reading_change = begun.elapsed();
            assert_eq!(change.published.len(), 1);
            let begun = Instant::now();
            assert!(directory.publish(change).expect("it can be built"));
            round.building_change = begun.elapsed();
            round
        })
        .collect();
    let time = |of: fn(&Round) -> Duration| {
        let all = spread(rounds.iter().map(|round| of(round).as_secs_f64() * 1e3));
        format!("{:.1} ms ({:.1}–{:.1})", all.median, all.least, all.most)
    };
    let ratio = |of: fn(&Round) -> Duration, to: fn(&Round) -> Duration| {
        let ratios = rounds
            .iter()
            .map(|round| of(round).as_secs_f64() / to(round).as_secs_f64());
        let all = spread(ratios);
        format!("{:.2} ({:.2}–{:.2})", all.median, all.least, all.most)
    };
    let bytes = spread(rounds.iter().map(|round| round.bytes as f64)).median / size as f64;
    println!(
        "| {size} | {} | {} | {} | {} | {} | {} | {bytes:.0} |",
        time(|round| round.reading),
        time(|round| round.building),
        ratio(|round| round.building, |round| round.serialising),
        time(|round| round.reading_change),
        time(|round| round.building_change),
        ratio(|round| round.building_change, |round| round.building),
    );
}
