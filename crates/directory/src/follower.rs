//! Keeps the directory up with the books, whoever writes in them.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use super::{Directory, health::Health};
use network::vital;
use publication::{Feed, Mark};

/// Asks the feed for changes at a fixed interval, or when a [`Publisher`] asks it to, and publishes
/// them. Stops when dropped.
pub struct Follower {
    publisher: Publisher,
    _thread: vital::Thread,
    health: Arc<Health>,
}

/// Asks a follower not to wait for its interval.
#[derive(Clone)]
pub struct Publisher {
    messages: Sender<Message>,
    interval: Duration,
}

/// What the follower's thread is told.
enum Message {
    /// Poll now, and say here whether it went well.
    Publish(Sender<bool>),
    /// Stop.
    Stop,
}

impl Follower {
    /// Follows `feed` from `mark`, which the directory already shows.
    pub fn start(
        directory: Arc<Directory>,
        feed: Feed,
        mark: Mark,
        interval: Duration,
    ) -> std::io::Result<Self> {
        let health = Arc::new(Health::new());
        let (messages, received) = channel();
        let thread = vital::Thread::start("follower", {
            let health = Arc::clone(&health);
            let mut mark = mark;
            move || {
                attend(&received, interval, || {
                    health.look(|| poll(&directory, &feed, &mut mark))
                })
            }
        })?;
        Ok(Self {
            publisher: Publisher { messages, interval },
            _thread: thread,
            health,
        })
    }

    /// How the books are.
    pub fn health(&self) -> Arc<Health> {
        Arc::clone(&self.health)
    }

    /// A way to have changes published at once.
    pub fn publisher(&self) -> Publisher {
        self.publisher.clone()
    }
}

impl Publisher {
    /// How long it takes at most until a process that wrote nothing looks whether something changed.
    pub fn interval(&self) -> Duration {
        self.interval
    }

    /// Has the directory brought up to date by a poll that begins now, and waits for its end, which
    /// blocks the thread. Says whether it went well within `patience`.
    pub fn publish(&self, patience: Duration) -> bool {
        self.ask().recv_timeout(patience).unwrap_or(false)
    }

    /// Where the answer will come; it never does when the follower has stopped.
    fn ask(&self) -> Receiver<bool> {
        let (asked, answer) = channel();
        // A follower that has stopped drops the question, and the answer's channel with it.
        let _ = self.messages.send(Message::Publish(asked));
        answer
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        // It is gone already if this fails.
        let _ = self.publisher.messages.send(Message::Stop);
    }
}

/// Polls after every interval and whenever somebody asks, until it is told to stop.
fn attend(messages: &Receiver<Message>, interval: Duration, mut poll: impl FnMut() -> bool) {
    loop {
        let first = match messages.recv_timeout(interval) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let mut waiting = Vec::new();
        // All who asked by now have written before this poll; who asks later waits for the next.
        for message in first.into_iter().chain(messages.try_iter()) {
            match message {
                Message::Publish(asked) => waiting.push(asked),
                Message::Stop => return,
            }
        }
        let went_well = poll();
        for asked in waiting {
            // Whose patience is over does not listen any more.
            let _ = asked.send(went_well);
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

#[cfg(test)]
mod tests {
    use std::thread::JoinHandle;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    /// A thread that attends with `poll`, and the way to it.
    fn attended(poll: impl FnMut() -> bool + Send + 'static) -> (Publisher, JoinHandle<()>) {
        let (messages, received) = channel();
        let thread = std::thread::spawn(move || attend(&received, LONG, poll));
        let interval = LONG;
        (Publisher { messages, interval }, thread)
    }

    #[test]
    fn who_asks_does_not_wait_for_the_interval() {
        let mut polls = 0;
        let (publisher, thread) = attended(move || {
            polls += 1;
            polls != 2
        });
        assert!(publisher.publish(LONG));
        assert!(!publisher.publish(LONG), "the second poll fails");
        assert!(publisher.publish(LONG));
        drop(publisher);
        thread.join().unwrap();
    }

    #[test]
    fn who_asks_during_a_poll_is_served_by_the_next_together_with_others() {
        let (begun, begins) = channel();
        let (release, released) = channel::<bool>();
        let (publisher, _thread) = attended(move || {
            begun.send(()).unwrap();
            released.recv().unwrap()
        });
        let first = publisher.ask();
        begins.recv().unwrap();
        let others: Vec<_> = (0..5).map(|_| publisher.clone().ask()).collect();
        release.send(false).unwrap();
        assert_eq!(first.recv(), Ok(false));
        begins.recv().unwrap();
        assert!(others.iter().all(|other| other.try_recv().is_err()));
        release.send(true).unwrap();
        for other in others {
            assert_eq!(other.recv(), Ok(true));
        }
        assert!(begins.try_recv().is_err(), "one poll served them all");
    }

    #[test]
    fn patience_ends_and_a_follower_that_stopped_answers_nobody() {
        let (release, released) = channel::<bool>();
        let (publisher, thread) = attended(move || released.recv().unwrap());
        assert!(!publisher.publish(Duration::from_millis(5)));
        publisher.messages.send(Message::Stop).unwrap();
        let late = publisher.ask();
        release.send(true).unwrap();
        thread.join().unwrap();
        assert!(late.recv().is_err());
        assert!(!publisher.publish(LONG));
    }
}
