//! What is noted of statements: their deadlines, and how the database fares.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use diesel::connection::{Instrumentation, InstrumentationEvent};

use crate::{deadline::Deadline, error::Error};

/// When a statement of this process last met a damaged page. Rows may be read long after their
/// statement was looked at, so it is noted where errors are taken in.
pub static DAMAGE: Last = Last::never();

/// When something happened the last time.
#[derive(Debug, Default)]
pub struct Last(Mutex<Option<Instant>>);

impl Last {
    const fn never() -> Self {
        Self(Mutex::new(None))
    }

    /// Whether that was within `time`.
    pub fn within(&self, time: Duration) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.is_some_and(|last| last.elapsed() < time)
    }

    /// Notes that it happens now.
    pub fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }
}

/// Looks at the statements of a connection.
pub struct Noting {
    /// Of Postgres alone.
    pub deadline: Option<Arc<Deadline>>,
    /// When the database refused something because it takes nothing that is written.
    pub refusals: Arc<Last>,
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
