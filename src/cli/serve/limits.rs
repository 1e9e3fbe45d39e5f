//! What holds a crowd in order, as far as the system has a part in it.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::config::Config;
use http::crowd::CrowdSettings;

/// Says whose address is limited, where that is not plain.
pub(super) fn tell_of_addresses(crowd: &CrowdSettings, config: &Config) {
    if crowd.trusted_proxies.is_empty() {
        tracing::info!(
            "TRUSTED_PROXIES is not set: whoever comes through a proxy on this machine or in a private network is not limited by address"
        );
    }
    // The system's own limit must not be the first that is met: connections, files and the database
    // share it.
    let needed = config.connections as u64 + FILES;
    let files = getrlimit(Resource::Nofile);
    let most = files.maximum.map_or(needed, |most| most.min(needed));
    let raised = Rlimit {
        current: files.current.map(|now| now.max(most)),
        ..files
    };
    // With what there is, where it may not be raised.
    let _ = setrlimit(Resource::Nofile, raised);
    let has = getrlimit(Resource::Nofile).current;
    if has.is_some_and(|has| has < needed) {
        tracing::warn!(
            connections = config.connections,
            "the system lets this process open too few files for CONNECTIONS (ulimit -n)"
        );
    }
}

/// How many files the program has open beside connections, at most.
const FILES: u64 = 512;
