//! Following the directory: what moved, waited for, streamed.

#[path = "../support/mod.rs"]
mod support;

mod changes;
mod copy;
mod streams;
