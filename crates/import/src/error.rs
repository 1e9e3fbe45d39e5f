//! Why an import could not be done at all.

use network::Invalid;
use registry::Error as RegistryError;

/// Why an import could not be done at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The files or the mapping cannot be used: every reason.
    #[error("{}", .0.join("\n"))]
    Unusable(Vec<String>),
    /// The registry failed.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The database was to be empty and is not.
    #[error(
        "the database is not empty (it has {0} members); the sample network is only for an empty one"
    )]
    NotEmpty(i64),
    /// The database holds invented members.
    #[error(
        "the database holds the sample network, whose members are invented; choose another \
         DATABASE_URL for your own, or add to the sample with --into-sample"
    )]
    IsSample,
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Registry(error.into())
    }
}

/// The database holds invented members, as an obstacle of a plan.
pub fn is_sample() -> Invalid {
    Invalid::new("sample_network", Error::IsSample.to_string())
}
