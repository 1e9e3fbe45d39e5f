//! Threads without which the program is none.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    process,
    thread::{self, JoinHandle},
};

/// The status with which a program ends that panics.
const PANICKED: i32 = 101;

/// Begins a thread that runs as long as the program does. A panic in it ends the program, so that
/// whoever watches it starts it anew: without this thread it would answer, and not do its work.
///
/// # Errors
/// When the system gives no thread.
pub fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<()> {
    begin(name, body).map(drop)
}

/// As [`spawn`], a thread whose end is waited for when this is dropped. Whoever has one tells it to
/// stop before that.
#[derive(Debug)]
pub struct Thread(Option<JoinHandle<()>>);

impl Thread {
    /// Begins the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<Self> {
        begin(name, body).map(|thread| Self(Some(thread)))
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // A panic has ended the program by now.
            let _ = thread.join();
        }
    }
}

fn begin(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        // Its message was written where all are.
        if catch_unwind(AssertUnwindSafe(body)).is_err() {
            process::exit(PANICKED);
        }
    })
}
