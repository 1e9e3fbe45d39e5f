//! What the secretariat and the members do with the books: bodies read, edits, proposals, merges.

pub mod merge_patch;
