//! Work that the processors there are share.

use std::{iter, sync::LazyLock, thread};

/// So many things are made at once: memory that a thread took it keeps.
const BATCH: usize = 2_048;

/// Asking the system reads files, and every change makes something.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// Makes something of things piece by piece, the pieces of a batch each in a thread of its own. What
/// is made comes in the order of the pieces.
pub fn in_pieces<T: Send, U: Send>(
    mut things: impl Iterator<Item = T>,
    make: impl Fn(Vec<T>) -> U + Sync,
) -> impl Iterator<Item = U> {
    let batches = iter::from_fn(move || {
        let piece = |_| things.by_ref().take(BATCH.div_ceil(*PROCESSORS)).collect();
        let pieces = (0..*PROCESSORS).map(piece);
        let pieces: Vec<Vec<T>> = pieces.filter(|piece: &Vec<T>| !piece.is_empty()).collect();
        (!pieces.is_empty()).then(|| together(pieces, &make))
    });
    batches.flatten()
}

fn together<T: Send, U: Send>(
    mut pieces: Vec<Vec<T>>,
    make: &(impl Fn(Vec<T>) -> U + Sync),
) -> Vec<U> {
    let Some(last) = pieces.pop() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let others = pieces.into_iter();
        let others: Vec<_> = others.map(|piece| scope.spawn(|| make(piece))).collect();
        let last = make(last);
        let others = others.into_iter().map(|other| {
            let made = other.join();
            made.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        others.chain([last]).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_made_once_and_in_order() {
        for many in [0, 1, BATCH - 1, BATCH, 2 * BATCH + 1] {
            let made = in_pieces(0..many, |piece| piece);
            assert!(made.flatten().eq(0..many), "{many}");
        }
    }
}
