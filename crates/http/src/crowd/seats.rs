//! What is held for a while and is there for a number at a time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::Client;

/// A number of seats, of which one client has a tenth at most.
pub struct Seats {
    all: usize,
    each: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by: HashMap<Client, usize>,
}

/// A seat that is taken, until it is dropped.
pub struct Seat {
    seats: Arc<Seats>,
    client: Option<Client>,
}

impl Seats {
    /// So many seats.
    pub fn new(all: usize) -> Arc<Self> {
        Arc::new(Self {
            all,
            each: (all / 10).max(1),
            taken: Mutex::default(),
        })
    }

    /// Takes a seat; nothing when all are taken, or all that one client may have. Whoever is nobody
    /// in particular has as many as there are.
    pub fn take(self: &Arc<Self>, client: Option<Client>) -> Option<Seat> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.all >= self.all {
            return None;
        }
        if let Some(client) = client {
            let own = taken.by.entry(client).or_default();
            if *own >= self.each {
                return None;
            }
            *own += 1;
        }
        taken.all += 1;
        Some(Seat {
            seats: Arc::clone(self),
            client,
        })
    }

    /// Whether all are taken.
    pub fn is_full(&self) -> bool {
        self.taken() >= self.all
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let taken = self.seats.taken.lock();
        let mut taken = taken.unwrap_or_else(PoisonError::into_inner);
        taken.all -= 1;
        if let Some(client) = self.client
            && let Some(own) = taken.by.get_mut(&client)
        {
            *own -= 1;
            if *own == 0 {
                taken.by.remove(&client);
            }
        }
    }
}

/// Says of an answer that it has its seat already.
pub struct HasSeat;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_has_a_tenth_and_leaves_nothing_behind() {
        let seats = Seats::new(30);
        let [greedy, other] = [Some(Client(1)), Some(Client(2))];
        let held: Vec<Seat> = std::iter::from_fn(|| seats.take(greedy)).collect();
        assert_eq!(held.len(), 3);
        let others: Vec<Seat> = std::iter::from_fn(|| seats.take(other)).collect();
        assert_eq!(others.len(), 3);
        // Whom nobody can tell apart may have all that is left.
        let rest: Vec<Seat> = std::iter::from_fn(|| seats.take(None)).collect();
        assert_eq!((rest.len(), seats.taken()), (24, 30));
        drop((held, others, rest));
        assert_eq!(seats.taken(), 0);
        assert!(seats.taken.lock().unwrap().by.is_empty());
        assert!(seats.take(greedy).is_some());
    }

    #[test]
    fn few_seats_are_for_everybody_all_the_same() {
        let seats = Seats::new(2);
        let one = seats.take(Some(Client(1)));
        assert!(one.is_some() && seats.take(Some(Client(1))).is_none());
        assert!(seats.take(Some(Client(2))).is_some());
    }
}
