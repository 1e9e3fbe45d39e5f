//! How far back the public history of the network goes.

use std::time::Duration;

/// How much of a history is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryReach {
    /// Nothing that was this much older than the last public change.
    pub age: Duration,
    /// The latest lines, so many at most; a change of which a line would be missing is left out
    /// whole.
    pub lines: u32,
}

/// A year and the five weeks that somebody may need to write of it; and room for a network of
/// 155,000 members to be imported in one change.
pub const HISTORY: HistoryReach = HistoryReach {
    age: Duration::from_secs(400 * 24 * 60 * 60),
    lines: 200_000,
};
