//! The directory: the read model that public answers are made from.
//!
//! It is an immutable [`Snapshot`] in memory, swapped as a whole when something public changed.
//! Reading takes no lock and touches no database, so it goes on while the database is away.

mod card;
mod catalogue;
pub mod digest;
mod dimensions;
pub mod facets;
mod filter;
mod follower;
mod gazetteer;
pub mod health;
mod in_pieces;
mod index;
mod least;
pub mod looks;
mod matching;
mod meaning;
mod moves;
mod offered;
mod offers;
mod openings;
mod order;
pub mod packed;
mod places;
mod public_url;
mod ranking;
pub mod recognition;
mod rendered;
pub mod search;
mod snapshot;
pub mod suggest;
mod taxonomy;
mod told;
pub mod towns;
pub mod views;

use std::sync::Arc;

use arc_swap::{ArcSwap, Guard};
use tokio::sync::watch;

pub use card::{Card, Key};
pub use catalogue::{Catalogue, Piece};
pub use dimensions::{Count, Facet, Facets, Filter};
pub use filter::Search;
pub use follower::{Follower, Publisher};
pub use gazetteer::{
    City, Gazetteer, Located, Place as NamedPlace, Unresolved, Wish, begins_like_a_number,
};
pub use health::Health;
pub use matching::Matching;
pub use meaning::{Meanings, needs::shipped_words};
pub use offers::{Offer, OfferAt, Offers};
pub use openings::{Moment, Open};
pub use order::{Direction, Order, Position, Ranked, Reading, Sort, Value};
pub use places::{Bounds, Circle, PointIndex};
pub use public_url::PublicUrl;
pub use ranking::Ranking;
pub use rendered::Fields;
pub use snapshot::{BuildError, Found, Moved, Now, Past, Place, Snapshot, Standing, YEAR};
pub use taxonomy::Taxonomy;

use publication::Changes;

/// The directory as it stands, and the way to a newer one.
#[derive(Debug)]
pub struct Directory {
    current: ArcSwap<Snapshot>,
    public_url: PublicUrl,
    tidings: watch::Sender<Tidings>,
}

/// What those hear who wait for the directory to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tidings {
    /// It stands at this public revision.
    At(u64),
    /// It will be closed: nobody should wait any longer.
    Closing,
}

impl Directory {
    /// A directory of everything public, whose links begin with `public_url`.
    pub fn new(everything: Changes, public_url: PublicUrl) -> Result<Self, BuildError> {
        let snapshot = Snapshot::build(None, everything, &public_url)?;
        let (tidings, _) = watch::channel(Tidings::At(snapshot.revision));
        Ok(Self {
            current: ArcSwap::from_pointee(snapshot),
            public_url,
            tidings,
        })
    }

    /// The directory as it stands; what is read through one guard is of one revision.
    pub fn current(&self) -> Guard<Arc<Snapshot>> {
        self.current.load()
    }

    /// Takes changes in. Says whether anything public was among them.
    pub fn publish(&self, changes: Changes) -> Result<bool, BuildError> {
        let current = self.current();
        let same = !changes.complete
            && changes.public_revision == current.revision
            && changes.public_updated_at == current.updated_at
            && changes.network_id == current.network_id
            && changes.epoch == current.epoch;
        if same {
            return Ok(false);
        }
        let next = Snapshot::build(Some(&current), changes, &self.public_url)?;
        let revision = next.revision;
        self.current.store(Arc::new(next));
        self.tidings.send_modify(|tidings| {
            if *tidings != Tidings::Closing {
                *tidings = Tidings::At(revision);
            }
        });
        Ok(true)
    }

    /// Hears of every public change from now on, and of the end. A private change makes no sound.
    pub fn listen(&self) -> watch::Receiver<Tidings> {
        self.tidings.subscribe()
    }

    /// Tells those who wait that the end is near.
    pub fn close(&self) {
        self.tidings.send_replace(Tidings::Closing);
    }

    /// Where links begin.
    pub fn public_url(&self) -> &PublicUrl {
        &self.public_url
    }
}
