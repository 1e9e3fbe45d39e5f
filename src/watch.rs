//! Watches the books beside requests: whether they take what is written, whether they are whole, and
//! whether they are ahead of the clock.

use std::{
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use directory::Health;
use network::{Timestamp, vital};
use registry::{Error, Registry};

/// How often is tried whether the books take what is written.
const EVERY: Duration = Duration::from_secs(20);
/// How often all of a file is read for damage.
const WHOLE: Duration = Duration::from_secs(60 * 60);
/// How far clocks may differ that are right.
const CLOCKS_DIFFER: Duration = Duration::from_secs(5);

/// A thread that watches. It ends when this is dropped.
pub struct Watch {
    // Dropped first, which is what the thread stops at.
    _stop: Sender<()>,
    _thread: vital::Thread,
}

impl Watch {
    /// Begins to watch `registry`; what it sees is noted in `health`, and logged when it is news.
    pub fn start(registry: Registry, health: Arc<Health>) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let thread = vital::Thread::start("watch", move || {
            // A start has the processor and the file to itself.
            let mut whole = Instant::now() + EVERY;
            loop {
                look(&registry, &health);
                let is_met = registry.met_damage_lately() && !health.damaged.is_set();
                if is_met || whole <= Instant::now() {
                    whole = Instant::now() + WHOLE;
                    look_for_damage(&registry, &health);
                }
                if stopped.recv_timeout(EVERY) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
        })?;
        Ok(Self {
            _stop: stop,
            _thread: thread,
        })
    }
}

fn look(registry: &Registry, health: &Health) {
    match registry.probe() {
        Ok(last) => {
            note_writable(
                health,
                match registry.refused_lately() {
                    true => Err("there was no room for a change".to_owned()),
                    false => Ok(()),
                },
            );
            let ahead = last > Timestamp::now().later(CLOCKS_DIFFER);
            match (health.ahead.note(ahead), ahead) {
                (true, true) => tracing::warn!(
                    last_change = %last,
                    "the books are ahead of this machine's clock: it is slow, or another's was fast"
                ),
                (true, false) => tracing::info!("the clock has caught up with the books"),
                _ => {}
            }
        }
        // Whether it can be reached is looked at elsewhere, and who waits for a writer learns nothing.
        Err(error) if matches!(error, Error::Unreachable(_)) || error.is_busy() => {}
        Err(error) => note_writable(health, Err(error.to_string())),
    }
}

fn note_writable(health: &Health, written: Result<(), String>) {
    match (health.writable.note(written.is_ok()), written) {
        (true, Ok(())) => tracing::info!("the database takes what is written again"),
        (true, Err(error)) => {
            tracing::error!(error, "the database takes nothing that is written");
        }
        (false, _) => {}
    }
}

fn look_for_damage(registry: &Registry, health: &Health) {
    match registry.find_damage() {
        Ok(damage) => {
            let damaged = damage.is_some();
            if health.damaged.note(damaged) && damaged {
                tracing::error!(damage, "the database's file is damaged; put a backup back");
            }
        }
        Err(error) => tracing::debug!(%error, "the database cannot be looked through for damage"),
    }
}
