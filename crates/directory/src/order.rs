//! The orders in which lists are read, and the positions from which reading goes on.
//!
//! Paging is by key: a position names the last thing that was read (its value in the order and its
//! key), never a count. So while the directory changes, whatever keeps its place in the order is
//! read exactly once.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::card::{Card, Key};
use network::{Collation, Date, Lang, Timestamp, codes::codes};

codes! {
    /// How a list is ordered; a minus turns it round. Things without a date come last. `distance` needs `near`, `relevance` needs `q`.
    Sort ("order") {
        /// By name, as a reader of the answer's language expects (Unicode collation).
        Name = "name",
        /// By name, turned round.
        NameDescending = "-name",
        /// What changed longest ago first.
        UpdatedAt = "updated_at",
        /// What changed last first.
        UpdatedAtDescending = "-updated_at",
        /// The oldest members first.
        JoinedOn = "joined_on",
        /// The newest members first.
        JoinedOnDescending = "-joined_on",
        /// The nearest first; of members with several places the nearest counts.
        Distance = "distance",
        /// What fits the words best first.
        Relevance = "relevance",
    }
}

/// An order that a catalogue keeps ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By name.
    Name(Collation),
    /// By the last public change.
    UpdatedAt,
    /// By the day of joining, those without one last.
    JoinedOn,
    /// By the day of joining turned round, those without one last all the same.
    JoinedOnDescending,
}

/// An order that is computed for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranked {
    /// By the distance from a point.
    Distance,
    /// By how well words fit.
    Relevance,
}

/// How a list is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// An order that is kept ready, one way or the other.
    Kept(Order, Direction),
    /// An order that is computed, the least rank first.
    Ranked(Ranked),
}

/// Which way an order is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From its beginning.
    Forward,
    /// From its end.
    Backward,
}

impl Sort {
    /// How it is read for readers of `lang`.
    pub fn reading(self, lang: Lang) -> Reading {
        use Direction::{Backward, Forward};
        let (order, direction) = match self {
            Self::Name => (Order::Name(Collation::of(lang)), Forward),
            Self::NameDescending => (Order::Name(Collation::of(lang)), Backward),
            Self::UpdatedAt => (Order::UpdatedAt, Forward),
            Self::UpdatedAtDescending => (Order::UpdatedAt, Backward),
            Self::JoinedOn => (Order::JoinedOn, Forward),
            Self::JoinedOnDescending => (Order::JoinedOnDescending, Forward),
            Self::Distance => return Reading::Ranked(Ranked::Distance),
            Self::Relevance => return Reading::Ranked(Ranked::Relevance),
        };
        Reading::Kept(order, direction)
    }
}

/// A thing's value in an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Its name.
    Name(String),
    /// When it last changed.
    UpdatedAt(Timestamp),
    /// When the member joined.
    JoinedOn(Option<Date>),
    /// How far it is, in millimetres, and its name.
    Distance(u64, String),
    /// Its rank among what the words fit, and its name.
    Relevance(u32, String),
}

/// Where reading goes on: after the thing with this value and key. The short names are those that
/// cursors have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The thing's value in the order.
    #[serde(rename = "a")]
    pub value: Value,
    /// The thing's key.
    #[serde(flatten)]
    pub key: Key,
}

impl Order {
    /// Every order that a catalogue keeps.
    pub const ALL: [Self; 5] = [
        Self::Name(Collation::Root),
        Self::Name(Collation::Spanish),
        Self::UpdatedAt,
        Self::JoinedOn,
        Self::JoinedOnDescending,
    ];

    /// Which of two things comes first.
    pub fn compare(self, a: &Card, b: &Card) -> Ordering {
        match self {
            Self::Name(collation) => a.compare_names(b, collation),
            _ => self.time(a).cmp(&self.time(b)),
        }
    }

    /// Puts numbers of things in order.
    pub fn sort<'a>(self, numbers: &mut [u32], card: impl Fn(u32) -> &'a Card) {
        match self {
            Self::Name(_) => numbers.sort_by(|a, b| self.compare(card(*a), card(*b))),
            // What is compared lies together, and not with each of very many things.
            _ => numbers.sort_by_cached_key(|number| self.time(card(*number))),
        }
    }

    /// What an order by time compares: whether there is none, when it is, and the key.
    fn time(self, card: &Card) -> (bool, i64, Key) {
        let day = |date: Date| {
            let [month, day] = [date.month(), date.day()].map(i64::from);
            i64::from(date.year()) * 512 + month * 32 + day
        };
        let joined = card.joined_on.map(day);
        let time = match self {
            Self::JoinedOn => joined,
            Self::JoinedOnDescending => joined.map(|joined| -joined),
            Self::UpdatedAt | Self::Name(_) => Some(card.updated_at.unix_microseconds()),
        };
        (time.is_none(), time.unwrap_or_default(), card.key)
    }

    /// A thing's position.
    pub fn position(self, card: &Card) -> Position {
        Position {
            value: match self {
                Self::Name(_) => Value::Name(card.name.to_string()),
                Self::UpdatedAt => Value::UpdatedAt(card.updated_at),
                Self::JoinedOn | Self::JoinedOnDescending => Value::JoinedOn(card.joined_on),
            },
            key: card.key,
        }
    }

    /// Prepares a comparison of things with a position; nothing when it is of another order.
    pub fn against(self, position: &Position) -> Option<impl Fn(&Card) -> Ordering + use<>> {
        let collated = match (self, &position.value) {
            (Self::Name(collation), Value::Name(name)) => collation.sort_key(name),
            (Self::UpdatedAt, Value::UpdatedAt(_))
            | (Self::JoinedOn | Self::JoinedOnDescending, Value::JoinedOn(_)) => Box::default(),
            _ => return None,
        };
        let Position { value, key } = position.clone();
        Some(move |card: &Card| {
            match (self, &value) {
                (Self::Name(collation), _) => card.sort_key(collation).cmp(&collated),
                (_, Value::UpdatedAt(time)) => card.updated_at.cmp(time),
                (Self::JoinedOn, Value::JoinedOn(date)) => {
                    dated_first(card.joined_on, *date, Date::cmp)
                }
                (_, Value::JoinedOn(date)) => dated_first(card.joined_on, *date, |a, b| b.cmp(a)),
                (_, Value::Name(_) | Value::Distance(..) | Value::Relevance(..)) => Ordering::Equal,
            }
            .then_with(|| card.key.cmp(&key))
        })
    }
}

impl Ranked {
    /// The position of a thing with this rank.
    pub fn position(self, rank: u64, card: &Card) -> Position {
        let name = card.name.to_string();
        Position {
            value: match self {
                Self::Distance => Value::Distance(rank, name),
                Self::Relevance => Value::Relevance(u32::try_from(rank).unwrap_or(u32::MAX), name),
            },
            key: card.key,
        }
    }

    /// The rank and the name of a position; nothing when it is of another order.
    pub fn rank(self, position: &Position) -> Option<(u64, &str)> {
        match (self, &position.value) {
            (Self::Distance, Value::Distance(rank, name)) => Some((*rank, name)),
            (Self::Relevance, Value::Relevance(rank, name)) => Some((u64::from(*rank), name)),
            _ => None,
        }
    }
}

fn dated_first(
    a: Option<Date>,
    b: Option<Date>,
    compare: impl Fn(&Date, &Date) -> Ordering,
) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
