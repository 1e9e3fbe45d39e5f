//! Who is open at a moment.

use std::{fmt, sync::Arc};

use arc_swap::ArcSwapOption;
use roaring::RoaringBitmap;
use xxhash_rust::xxh3::xxh3_64;

use super::{card::Card, moves::Moves};
use network::{Timestamp, sharing::Pieces};

/// A moment at which something is to be open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When that is.
    pub at: Timestamp,
    /// Whether it was asked for as the present one, which passes.
    pub is_now: bool,
}

/// The present moment is the same question a minute later: a cursor goes on with it.
impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_now {
            true => f.write_str("now"),
            false => write!(f, "{}", self.at),
        }
    }
}

/// Which things of a list have hours, and which of them are open in the minute that was last asked
/// about.
#[derive(Debug, Default)]
pub struct Openings {
    with_hours: Vec<u32>,
    last: ArcSwapOption<Open>,
}

/// Who is open in a minute.
#[derive(Debug)]
pub struct Open {
    minute: i64,
    /// The things that are, by number.
    pub numbers: RoaringBitmap,
    /// Tells one set of them from another.
    pub digest: u64,
}

impl Openings {
    /// Those after some things went, which move others, and some came.
    pub fn after(&self, come: &[(u32, &Arc<Card>)], moves: &Moves) -> Self {
        let stay = moves.follow(self.with_hours.iter().copied());
        let come = come.iter().filter(|(_, card)| !card.openings.is_empty());
        let mut with_hours: Vec<u32> = stay.chain(come.map(|(number, _)| *number)).collect();
        with_hours.sort_unstable();
        Self {
            with_hours,
            last: ArcSwapOption::empty(),
        }
    }

    /// Whether there is anything whose hours are known.
    pub fn is_empty(&self) -> bool {
        self.with_hours.is_empty()
    }

    /// Who is open at a moment. Hours are told to the minute.
    pub fn at(&self, at: Timestamp, cards: &Pieces<Arc<Card>>) -> Arc<Open> {
        let minute = at.unix_seconds().div_euclid(60);
        if let Some(last) = self.last.load_full().filter(|last| last.minute == minute) {
            return last;
        }
        let is_open = |number: &u32| cards[*number as usize].is_open(at);
        let numbers: RoaringBitmap = self.with_hours.iter().copied().filter(is_open).collect();
        let mut bytes = Vec::with_capacity(numbers.serialized_size());
        // Writing into memory does not fail.
        let _ = numbers.serialize_into(&mut bytes);
        let open = Arc::new(Open {
            minute,
            digest: xxh3_64(&bytes),
            numbers,
        });
        self.last.store(Some(Arc::clone(&open)));
        open
    }
}
