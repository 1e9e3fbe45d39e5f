//! How far an import or an export is.

/// Tells how far it is; whoever shows nothing leaves it as it is.
pub trait Progress {
    /// A step begins that has so many parts, where that is known.
    fn begin(&self, _step: &str, _parts: Option<u64>) {}
    /// So many parts of the step are done.
    fn done(&self, _parts: u64) {}
}

/// Shows nothing.
pub struct Quiet;

impl Progress for Quiet {}
