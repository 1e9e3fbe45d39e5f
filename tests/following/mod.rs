//! Following the directory: what moved, waited for, streamed.

mod changes;
mod copy;
mod streams;
