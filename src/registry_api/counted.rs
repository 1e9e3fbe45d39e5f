//! What takes long to find, kept for as long as the books stay as they are.

use std::sync::{Arc, Mutex, PoisonError};

use editing::{
    Refusal,
    duplicates::{self, Pairs},
    exposure::KnownExposures,
};
use publication::exposure::Exposure;
use registry::{AnyConnection, likeness::Likeness, profile};

/// What takes long to find, as it was at a revision.
#[derive(Default)]
pub struct Counted {
    duplicates: Kept<Arc<Pairs>>,
    exposures: KnownExposures,
}

impl Counted {
    /// Pairs that are probably one.
    pub fn duplicates(
        &self,
        connection: &mut AnyConnection,
        likeness: &Likeness,
    ) -> Result<Arc<Pairs>, Refusal> {
        self.duplicates.at(connection, |connection| {
            Ok(Arc::new(duplicates::pairs(connection, likeness)?))
        })
    }

    /// Public texts that tell what is hidden.
    pub fn exposures(&self, connection: &mut AnyConnection) -> Result<Vec<Exposure>, Refusal> {
        self.exposures.find(connection)
    }
}

/// Something that follows from the books, with the revision that it was found at.
struct Kept<T>(Mutex<Option<(i64, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone> Kept<T> {
    fn at(
        &self,
        connection: &mut AnyConnection,
        find: impl FnOnce(&mut AnyConnection) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let revision = profile::moment(connection)?.revision;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((at, found)) if *at == revision => Ok(found.clone()),
            _ => {
                let found = find(connection)?;
                *kept = Some((revision, found.clone()));
                Ok(found)
            }
        }
    }
}
