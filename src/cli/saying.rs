//! What a command says. Its work is done by then: whatever becomes of the words, the work stays, and
//! the command ends as its work did.

use std::{
    fmt::Display,
    io::{Write, stderr, stdout},
    sync::atomic::{AtomicBool, Ordering},
};

/// Whether it was told that standard output cannot be written: once is enough.
static TOLD: AtomicBool = AtomicBool::new(false);

/// Says a line to whoever ran the command.
pub fn say(line: impl Display) {
    if let Err(error) = writeln!(stdout(), "{line}")
        && !TOLD.swap(true, Ordering::Relaxed)
    {
        note(format_args!("standard output cannot be written: {error}"));
    }
}

/// Says a line beside what the command gives. Where that cannot be written, nothing can.
pub fn note(line: impl Display) {
    let _ = writeln!(stderr(), "{line}");
}
