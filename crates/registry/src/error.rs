//! What can go wrong with the books of record.

use crate::statements::DAMAGE;

/// A fault of the storage. None of these is the caller's doing, and their texts are for the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be reached, or did not answer in time.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The connection was lost while a change was committed: it may have been made, or not.
    #[error("the database was lost before it confirmed a change, which may have been made: {0}")]
    Unconfirmed(String),
    /// The database refused or failed a statement.
    #[error("the database failed: {0}")]
    Database(diesel::result::Error),
    /// The migrations could not be run.
    #[error("the migrations failed: {0}")]
    Migration(String),
    /// The tables are not those that this program knows.
    #[error("{0}")]
    Schema(String),
    /// A stored value is none that the domain knows.
    #[error("{column} holds {value:?}: {reason}")]
    Corrupt {
        /// Table and column.
        column: &'static str,
        /// What was found.
        value: String,
        /// Why it cannot be.
        reason: String,
    },
    /// A record could not be written as JSON for the audit trail.
    #[error("a record cannot be written to the audit trail: {0}")]
    Audit(#[from] serde_json::Error),
    /// A file that is kept in the books, or copied from them, failed.
    #[error("a file failed: {0}")]
    File(std::io::Error),
    /// These are the books of a mirror, which nobody but its origin changes.
    #[error("this is a mirror of {0}: what it holds is changed there")]
    Mirror(String),
    /// The machine gives no random bytes, so no key can be made.
    #[error("the machine gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
}

impl Error {
    /// Whether somebody else was writing for so long that there was no turn.
    pub fn is_busy(&self) -> bool {
        use diesel::result::Error as Diesel;
        match self {
            Self::Database(Diesel::DatabaseError(_, info)) => {
                let signs = ["locked", "busy", "lock timeout", "statement timeout"];
                signs.iter().any(|sign| info.message().contains(sign))
            }
            _ => false,
        }
    }

    /// Whether the database takes nothing that is written: its disk is full, or it is read-only.
    pub fn has_no_room(error: &diesel::result::Error) -> bool {
        use diesel::result::Error as Diesel;
        let Diesel::DatabaseError(_, info) = error else {
            return false;
        };
        let signs = [
            "disk is full",
            "disk I/O",
            "readonly",
            "read-only",
            "No space left",
        ];
        signs.iter().any(|sign| info.message().contains(sign))
    }

    /// Whether a page of the database is not what was written there.
    fn is_damage(error: &diesel::result::Error) -> bool {
        use diesel::result::Error as Diesel;
        let Diesel::DatabaseError(_, info) = error else {
            return false;
        };
        let signs = ["malformed", "not a database", "invalid page in block"];
        signs.iter().any(|sign| info.message().contains(sign))
    }

    /// Whether it may be over in a moment: the database is away or busy.
    pub fn is_passing(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error as Diesel};
        match self {
            Self::Unreachable(_) => true,
            Self::Database(Diesel::DatabaseError(kind, info)) => {
                matches!(
                    kind,
                    DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection
                ) || self.is_busy()
                    || ["terminating connection", "server closed", "recovery"]
                        .iter()
                        .any(|sign| info.message().contains(sign))
            }
            _ => false,
        }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error as Diesel};
        if Self::is_damage(&error) {
            DAMAGE.note();
        }
        match error {
            Diesel::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
                Self::Unreachable(info.message().to_owned())
            }
            Diesel::BrokenTransactionManager => {
                Self::Unreachable("the connection broke within a transaction".to_owned())
            }
            Diesel::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            other => Self::Database(other),
        }
    }
}

impl From<diesel::ConnectionError> for Error {
    fn from(error: diesel::ConnectionError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

/// Reads a stored text as the value that it stands for.
pub fn stored<T>(column: &'static str, text: impl AsRef<str>) -> Result<T, Error>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let text = text.as_ref();
    text.parse().map_err(|reason: T::Err| Error::Corrupt {
        column,
        value: text.to_owned(),
        reason: reason.to_string(),
    })
}

/// As [`stored`], where nothing may be stored.
pub fn stored_option<T>(
    column: &'static str,
    text: impl IntoIterator<Item: AsRef<str>>,
) -> Result<Option<T>, Error>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let text = text.into_iter().next();
    text.map(|text| stored(column, text)).transpose()
}
