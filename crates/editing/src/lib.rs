//! What the secretariat and the members do with the books: entries read and written, published
//! only when that was meant, proposed, verified, merged, taken back and erased.
//!
//! Everything here runs within one write transaction ([`registry::Change`]) or one reading,
//! and answers with a [`Refusal`] that says what would be right.

pub mod bulk;
pub mod document;
pub mod duplicates;
pub mod edit;
pub mod entry;
pub mod erasure;
pub mod exposure;
pub mod hiding;
pub mod keys;
pub mod mappings;
pub mod members;
pub mod memberships;
pub mod merge_patch;
pub mod merging;
pub mod newsletter;
pub mod own;
pub mod parts;
pub mod profile;
pub mod proposals;
pub mod refusal;
pub mod reminding;
pub mod reverting;
pub mod staff;
pub mod taxonomy;
pub mod webhooks;

pub use edit::{Edit, Expected};
pub use members::Saved;
pub use refusal::{Conflict, Refusal};
