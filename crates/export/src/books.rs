//! The books at one moment, as every format of an export reads them.

use import::{Progress, mapping::Mapping};
use network::{MemberId, NetworkProfile, ServiceType, Timestamp};
use registry::{AnyConnection, NetworkState, Record, members};

use crate::error::Error;

/// How many members are read together.
const PAGE: i64 = 500;

/// The books at one moment, while they are written out.
pub struct Books<'c> {
    pub connection: &'c mut AnyConnection,
    pub network: NetworkState,
    pub service_types: Vec<ServiceType>,
    pub exported_at: Timestamp,
    pub standard: Mapping,
    pub progress: &'c dyn Progress,
}

impl Books<'_> {
    /// What the network says of itself.
    pub fn profile(&self) -> &NetworkProfile {
        &self.network.profile
    }

    /// Hands over every member; those that were merged into others come last.
    pub fn each_member(
        &mut self,
        mut take: impl FnMut(&Record) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut done = 0;
        for merged in [false, true] {
            let mut after: Option<MemberId> = None;
            loop {
                let page = members::load_page(self.connection, merged, after, PAGE)?;
                let Some(last) = page.last() else { break };
                after = Some(last.member.id);
                for record in &page {
                    take(record)?;
                }
                done += page.len() as u64;
                self.progress.done(done);
            }
        }
        Ok(())
    }
}
