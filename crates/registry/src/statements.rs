//! What is noted of each statement: its deadline, and whether the database had no room for it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use diesel::connection::{Instrumentation, InstrumentationEvent};

use crate::{deadline::Deadline, error::Error};

/// When the database last refused something because it takes nothing that is written.
#[derive(Debug, Default)]
pub struct Refusals(Mutex<Option<Instant>>);

impl Refusals {
    /// Whether that was within the last `time`.
    pub fn within(&self, time: Duration) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.is_some_and(|last| last.elapsed() < time)
    }

    fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }
}

/// Looks at the statements of a connection.
pub struct Noting {
    /// Of Postgres alone.
    pub deadline: Option<Arc<Deadline>>,
    /// Where refusals are noted.
    pub refusals: Arc<Refusals>,
}

impl Instrumentation for Noting {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => {
                if let Some(deadline) = &self.deadline {
                    deadline.begin();
                }
            }
            InstrumentationEvent::FinishQuery { error, .. } => {
                if let Some(deadline) = &self.deadline {
                    deadline.end();
                }
                if error.is_some_and(Error::has_no_room) {
                    self.refusals.note();
                }
            }
            _ => {}
        }
    }
}
