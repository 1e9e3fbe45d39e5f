//! How a command ends badly.

/// Why a command ends badly: what is shown, and nothing else.
pub type Failure = Box<dyn std::error::Error>;
