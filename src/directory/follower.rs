//! Keeps the directory up with the books, whoever writes in them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use super::Directory;
use crate::publication::{Feed, Mark};

/// Asks the feed for changes at a fixed interval and publishes them. Stops when dropped.
pub struct Follower {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    health: Arc<Health>,
}

/// Whether the follower could read the books the last time it tried.
#[derive(Debug)]
pub struct Health {
    reachable: AtomicBool,
}

impl Health {
    /// Whether the last poll got an answer.
    pub fn reachable(&self) -> bool {
        self.reachable.load(Ordering::Relaxed)
    }
}

impl Follower {
    /// Follows `feed` from `mark`, which the directory already shows.
    pub fn start(
        directory: Arc<Directory>,
        feed: Feed,
        mark: Mark,
        interval: Duration,
    ) -> std::io::Result<Self> {
        let health = Arc::new(Health {
            reachable: AtomicBool::new(true),
        });
        let (stop, stopped) = channel();
        let thread = std::thread::Builder::new()
            .name("follower".to_owned())
            .spawn({
                let health = Arc::clone(&health);
                move || follow(&directory, &feed, mark, interval, &stopped, &health)
            })?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
            health,
        })
    }

    /// Whether the books can be read.
    pub fn health(&self) -> Arc<Health> {
        Arc::clone(&self.health)
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the follower had stopped before its time");
        }
    }
}

fn follow(
    directory: &Directory,
    feed: &Feed,
    mut mark: Mark,
    interval: Duration,
    stopped: &Receiver<()>,
    health: &Health,
) {
    while stopped.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
        match poll(directory, feed, &mut mark) {
            Ok(()) => {
                if !health.reachable.swap(true, Ordering::Relaxed) {
                    tracing::info!("the database is back");
                }
            }
            Err(error) => {
                // Once an outage, not once a poll.
                if health.reachable.swap(false, Ordering::Relaxed) {
                    tracing::warn!(%error, "the directory cannot be brought up to date; it goes on as it is");
                }
            }
        }
    }
}

fn poll(
    directory: &Directory,
    feed: &Feed,
    mark: &mut Mark,
) -> Result<(), Box<dyn std::error::Error>> {
    let begun = Instant::now();
    let Some(changes) = feed.changes_since(Some(*mark))? else {
        return Ok(());
    };
    let next = changes.mark;
    let (published, gone) = (changes.published.len(), changes.gone.len());
    if directory.publish(changes)? {
        tracing::info!(
            published,
            gone,
            revision = directory.current().revision,
            milliseconds = begun.elapsed().as_millis() as u64,
            "published"
        );
    }
    *mark = next;
    Ok(())
}
