//! A list with its indexes and orders: the members, or the locations.

use std::{collections::HashMap, sync::Arc};

use roaring::RoaringBitmap;

use super::{
    card::Card,
    dimensions::Indexes,
    matching::Matching,
    openings::{Open, Openings},
    order::{Direction, Order, Position, Ranked},
    places::PointIndex,
    ranking::Ranking,
};
use network::{Collation, Identifier, Timestamp};

/// Things with their indexes and orders. A thing's number is its place by name in the root
/// collation, so the commonest list is read straight off a bitmap.
#[derive(Debug, Default)]
pub struct Catalogue {
    cards: Vec<Arc<Card>>,
    indexes: Indexes,
    by_identifier: HashMap<Identifier, RoaringBitmap>,
    points: PointIndex,
    openings: Openings,
    /// The other orders: the numbers of the things, and each thing's place in it.
    orders: Vec<Arranged>,
}

#[derive(Debug)]
struct Arranged {
    numbers: Vec<u32>,
    places: Vec<u32>,
}

/// A piece of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// The things in it, by number.
    pub numbers: Vec<u32>,
    /// Whether there are more after them.
    pub more: bool,
}

/// With less than one thing in so many, sorting what was found beats walking through everything.
const SPARSE: u64 = 16;

impl Catalogue {
    /// A catalogue of these things.
    pub fn new(mut cards: Vec<Arc<Card>>) -> Self {
        cards.sort_by(|a, b| a.compare_names(b, Collation::Root));
        let mut indexes = Indexes::default();
        let mut by_identifier = HashMap::new();
        for (number, card) in (0..).zip(&cards) {
            indexes.add(number, &card.traits);
            for identifier in &card.identifiers {
                let known: &mut RoaringBitmap =
                    by_identifier.entry(identifier.clone()).or_default();
                known.insert(number);
            }
        }
        let points = PointIndex::new((0..).zip(&cards).flat_map(|(number, card)| {
            let points = card.points.iter();
            points.map(move |point| (number, *point))
        }));
        let orders = Order::ALL[1..]
            .iter()
            .map(|order| {
                let mut numbers: Vec<u32> = (0..cards.len() as u32).collect();
                numbers.sort_by(|a, b| order.compare(&cards[*a as usize], &cards[*b as usize]));
                let mut places = vec![0; numbers.len()];
                for (place, number) in (0..).zip(&numbers) {
                    places[*number as usize] = place;
                }
                Arranged { numbers, places }
            })
            .collect();
        Self {
            openings: Openings::new(&cards),
            cards,
            indexes,
            by_identifier,
            points,
            orders,
        }
    }

    /// How many things there are.
    pub fn len(&self) -> u32 {
        self.cards.len() as u32
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// The thing with this number.
    pub fn card(&self, number: u32) -> &Arc<Card> {
        &self.cards[number as usize]
    }

    /// All things, by name.
    pub fn cards(&self) -> &[Arc<Card>] {
        &self.cards
    }

    /// The indexes.
    pub fn indexes(&self) -> &Indexes {
        &self.indexes
    }

    /// Where the things are.
    pub fn points(&self) -> &PointIndex {
        &self.points
    }

    /// Who is open at a moment.
    pub fn open_at(&self, at: Timestamp) -> Arc<Open> {
        self.openings.at(at, &self.cards)
    }

    /// Whether it is known of anything when it is open.
    pub fn has_hours(&self) -> bool {
        !self.openings.is_empty()
    }

    /// What is known elsewhere by any of these.
    pub fn identified(&self, identifiers: &[Identifier]) -> RoaringBitmap {
        let known = identifiers.iter();
        let known = known.filter_map(|identifier| self.by_identifier.get(identifier));
        known.fold(RoaringBitmap::new(), |found, known| found | known)
    }

    /// What changed at this time or later.
    pub fn updated_since(&self, since: Timestamp) -> RoaringBitmap {
        let count = self.len();
        let first = partition(count, |place| {
            self.card(self.number_at(Order::UpdatedAt, place))
                .updated_at
                < since
        });
        (first..count)
            .map(|place| self.number_at(Order::UpdatedAt, place))
            .collect()
    }

    /// The next `limit` of the matching things in an order, after a position.
    ///
    /// Returns nothing when the position is of another order.
    pub fn read(
        &self,
        matching: &Matching<'_>,
        order: Order,
        direction: Direction,
        after: Option<&Position>,
        limit: usize,
    ) -> Option<Piece> {
        let (begin, end) = match after {
            None => (0, self.len()),
            Some(position) => {
                let compare = order.against(position)?;
                let card_at = |place| self.card(self.number_at(order, place));
                match direction {
                    Direction::Forward => (
                        partition(self.len(), |place| compare(card_at(place)).is_le()),
                        self.len(),
                    ),
                    Direction::Backward => (
                        0,
                        partition(self.len(), |place| compare(card_at(place)).is_lt()),
                    ),
                }
            }
        };
        let places = self.matching_places(matching, order, begin, end);
        let mut numbers: Vec<u32> = match direction {
            Direction::Forward => places.forward(limit + 1),
            Direction::Backward => places.backward(limit + 1),
        };
        let more = numbers.len() > limit;
        numbers.truncate(limit);
        for place in &mut numbers {
            *place = self.number_at(order, *place);
        }
        Some(Piece { numbers, more })
    }

    /// The next `limit` of the matching things of a ranking, after a position: the least rank
    /// first, those of one rank by name in the root collation, then by key.
    ///
    /// Returns nothing when the position is of another order.
    pub fn read_ranked(
        &self,
        matching: &Matching<'_>,
        (ranked, ranking): (Ranked, &Ranking),
        after: Option<&Position>,
        limit: usize,
    ) -> Option<Piece> {
        let after = match after {
            None => None,
            Some(position) => {
                let (rank, name) = ranked.rank(position)?;
                let name = Collation::Root.sort_key(name);
                let before = |number| {
                    let card = self.card(number);
                    let names = card.sort_key(Collation::Root).cmp(&name);
                    names.then_with(|| card.key.cmp(&position.key)).is_le()
                };
                // Things are numbered by name and key, so their numbers break the ties.
                Some((rank, partition(self.len(), before)))
            }
        };
        let mut numbers = ranking.first(matching, after, limit + 1);
        let more = numbers.len() > limit;
        numbers.truncate(limit);
        Some(Piece { numbers, more })
    }

    fn matching_places<'a>(
        &'a self,
        matching: &'a Matching<'a>,
        order: Order,
        begin: u32,
        end: u32,
    ) -> Places<'a> {
        match (matching, self.arranged(order)) {
            (Matching::All(_), _) => Places::Range(begin, end),
            (Matching::Some(bitmap), None) => Places::Bitmap(bitmap, begin, end),
            (Matching::Some(bitmap), Some(arranged)) => {
                if bitmap.len() * SPARSE < u64::from(self.len()) {
                    let mut places: Vec<u32> = bitmap
                        .iter()
                        .map(|number| arranged.places[number as usize])
                        .filter(|place| (begin..end).contains(place))
                        .collect();
                    places.sort_unstable();
                    Places::List(places)
                } else {
                    Places::Scan(bitmap, &arranged.numbers, begin, end)
                }
            }
        }
    }

    fn number_at(&self, order: Order, place: u32) -> u32 {
        self.arranged(order)
            .map_or(place, |arranged| arranged.numbers[place as usize])
    }

    /// The first order is the numbers themselves.
    fn arranged(&self, order: Order) -> Option<&Arranged> {
        let number = Order::ALL.iter().position(|known| *known == order)?;
        number.checked_sub(1).map(|number| &self.orders[number])
    }
}

/// Places in an order that are matched, in several forms.
enum Places<'a> {
    Range(u32, u32),
    Bitmap(&'a RoaringBitmap, u32, u32),
    List(Vec<u32>),
    Scan(&'a RoaringBitmap, &'a [u32], u32, u32),
}

impl Places<'_> {
    fn forward(self, most: usize) -> Vec<u32> {
        match self {
            Self::Range(begin, end) => (begin..end).take(most).collect(),
            Self::Bitmap(bitmap, begin, end) => bitmap.range(begin..end).take(most).collect(),
            Self::List(places) => places.into_iter().take(most).collect(),
            Self::Scan(bitmap, numbers, begin, end) => (begin..end)
                .filter(|place| bitmap.contains(numbers[*place as usize]))
                .take(most)
                .collect(),
        }
    }

    fn backward(self, most: usize) -> Vec<u32> {
        match self {
            Self::Range(begin, end) => (begin..end).rev().take(most).collect(),
            Self::Bitmap(bitmap, begin, end) => bitmap.range(begin..end).rev().take(most).collect(),
            Self::List(places) => places.into_iter().rev().take(most).collect(),
            Self::Scan(bitmap, numbers, begin, end) => (begin..end)
                .rev()
                .filter(|place| bitmap.contains(numbers[*place as usize]))
                .take(most)
                .collect(),
        }
    }
}

/// The first of `count` places for which `before` no longer holds.
fn partition(count: u32, before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
