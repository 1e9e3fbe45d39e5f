//! What the secretariat and the members do with the books: bodies read, edits, proposals, merges.

pub mod difference;
pub mod document;
pub mod merge_patch;
