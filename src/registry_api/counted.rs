//! What takes long to count, kept for as long as the books stay as they are.

use std::sync::{Mutex, PoisonError};

use editing::{Refusal, duplicates, exposure};
use registry::{AnyConnection, profile};

/// What takes long to count, as it was at a revision.
#[derive(Default)]
pub struct Counted(Mutex<Option<(i64, usize, usize)>>);

impl Counted {
    /// Pairs that are probably one, and public texts that tell what is hidden.
    pub fn at(&self, connection: &mut AnyConnection) -> Result<(usize, usize), Refusal> {
        let revision = profile::moment(connection)?.revision;
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *counted {
            Some((at, duplicates, exposures)) if at == revision => Ok((duplicates, exposures)),
            _ => {
                let (_, duplicates) = duplicates::suspects(connection, 0)?;
                let (_, exposures) = exposure::list(connection, 0)?;
                *counted = Some((revision, duplicates, exposures));
                Ok((duplicates, exposures))
            }
        }
    }
}
