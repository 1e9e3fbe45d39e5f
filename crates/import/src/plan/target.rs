//! What a plan is made against, and who takes its steps.

use super::{shared::SharedStep, step::Planned};
use network::NetworkProfile;
use registry::{AnyConnection, Error};

/// The registry that a plan is made against.
pub trait PlanTarget {
    /// For reading.
    fn connection(&mut self) -> &mut AnyConnection;
    /// The network's profile, as it is.
    fn profile(&mut self) -> Result<NetworkProfile, Error>;
    /// Takes what becomes of what all members share.
    fn take_shared(&mut self, steps: Vec<SharedStep>) -> Result<(), Error>;
    /// Takes the next steps.
    fn take(&mut self, steps: Vec<Planned>) -> Result<(), Error>;
}

/// How many members are read and written together.
pub const BATCH: usize = 1_000;
