//! What the secretariat and the members do with the books: bodies read, edits, proposals, merges.

pub mod difference;
pub mod merge_patch;
