//! A list with its indexes and orders: the members, or the locations.

use std::sync::Arc;

use roaring::RoaringBitmap;

use super::{
    card::Card,
    dimensions::Indexes,
    matching::Matching,
    moves::Moves,
    openings::{Open, Openings},
    order::{Direction, Order, Position, Ranked},
    places::PointIndex,
    ranking::Ranking,
};
use network::{
    Collation, Identifier, Timestamp,
    sharing::{Drawers, Pieces},
};

/// Things with their indexes and orders. A thing's number is its place by name in the root
/// collation, so the commonest list is read straight off a bitmap.
#[derive(Debug, Default)]
pub struct Catalogue {
    cards: Pieces<Arc<Card>>,
    indexes: Indexes,
    by_identifier: Drawers<Identifier, Vec<Arc<Card>>>,
    points: PointIndex,
    openings: Openings,
    /// The other orders: the numbers of the things, and each thing's place in it.
    orders: Vec<Arc<Arranged>>,
}

#[derive(Debug, Default)]
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
    /// The catalogue after some things went and others came, and where everything else stands now.
    /// What changed has gone and come.
    pub fn after(&self, gone: &[Arc<Card>], mut come: Vec<Arc<Card>>) -> (Self, Moves) {
        let mut gone: Vec<(u32, &Arc<Card>)> = gone
            .iter()
            .filter_map(|card| Some((self.number_of(card)?, card)))
            .collect();
        gone.sort_unstable_by_key(|(number, _)| *number);
        come.sort_by(|a, b| a.compare_names(b, Collation::Root));
        let places: Vec<u32> = come.iter().map(|card| self.place_of(card)).collect();
        let moves = Moves::new(gone.iter().map(|(number, _)| *number).collect(), &places);
        let going: Vec<usize> = gone.iter().map(|(number, _)| *number as usize).collect();
        let coming = places.iter().map(|place| *place as usize);
        let cards = self.cards.after(&going, coming.zip(come.iter().cloned()));
        let stays_before =
            |place: u32| place - going.partition_point(|it| *it < place as usize) as u32;
        let come: Vec<(u32, &Arc<Card>)> = (0..)
            .zip(&places)
            .zip(&come)
            .map(|((more, place), card)| (stays_before(*place) + more, card))
            .collect();
        let mut by_identifier = self.by_identifier.clone();
        for (_, card) in &gone {
            for identifier in &card.identifiers {
                let known = by_identifier.entry(identifier);
                known.retain(|known| known.key != card.key);
            }
        }
        for (_, card) in &come {
            for identifier in &card.identifiers {
                by_identifier.entry(identifier).push(Arc::clone(card));
            }
        }
        let orders = Order::ALL[1..].iter().enumerate().map(|(number, order)| {
            let before = self.orders.get(number);
            // Where nothing moves, what came stands where something went.
            let is_same = moves.are_none() && gone.len() == come.len();
            let mut pairs = gone.iter().zip(&come);
            let stays = is_same && pairs.all(|((_, was), (_, is))| order.compare(was, is).is_eq());
            match before {
                Some(before) if stays => Arc::clone(before),
                before => Arc::new(Arranged::after(before, *order, &cards, &moves, &come)),
            }
        });
        let after = Self {
            orders: orders.collect(),
            indexes: self.indexes.after(&gone, &come, &moves),
            points: self.points.after(&gone, &come, &moves),
            openings: self.openings.after(&come, &moves),
            by_identifier,
            cards,
        };
        (after, moves)
    }

    /// How many things stand before one by name.
    fn place_of(&self, card: &Card) -> u32 {
        let before = |known: &Arc<Card>| known.compare_names(card, Collation::Root).is_lt();
        self.cards.partition_point(before) as u32
    }

    /// The number of a thing; nothing where it is not there.
    pub fn number_of(&self, card: &Card) -> Option<u32> {
        let place = self.place_of(card);
        let there = self.cards.get(place as usize)?;
        (there.key == card.key).then_some(place)
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
    ///
    /// # Panics
    /// When there is none.
    pub fn card(&self, number: u32) -> &Arc<Card> {
        &self.cards[number as usize]
    }

    /// All things, by name.
    pub fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.cards.iter()
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
        known
            .flatten()
            .filter_map(|card| self.number_of(card))
            .collect()
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
        number.checked_sub(1).map(|number| &*self.orders[number])
    }
}

impl Arranged {
    /// The order after some things went and others, which have their new numbers, came.
    fn after(
        before: Option<&Arc<Self>>,
        order: Order,
        cards: &Pieces<Arc<Card>>,
        moves: &Moves,
        come: &[(u32, &Arc<Card>)],
    ) -> Self {
        let compare = |a: &u32, b: &u32| order.compare(&cards[*a as usize], &cards[*b as usize]);
        let mut coming: Vec<u32> = come.iter().map(|(number, _)| *number).collect();
        order.sort(&mut coming, |number| &cards[number as usize]);
        let before = before.map_or(&[][..], |before| &before.numbers);
        let stay: Vec<u32> = moves.follow(before.iter().copied()).collect();
        let mut numbers = Vec::with_capacity(cards.len());
        let mut rest = &stay[..];
        for number in coming {
            let (ahead, behind) =
                rest.split_at(rest.partition_point(|known| compare(known, &number).is_lt()));
            numbers.extend_from_slice(ahead);
            numbers.push(number);
            rest = behind;
        }
        numbers.extend_from_slice(rest);
        let mut places = vec![0; numbers.len()];
        for (place, number) in (0..).zip(&numbers) {
            places[*number as usize] = place;
        }
        Self { numbers, places }
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
