//! The books of record: all that the network knows about its members, in SQLite or Postgres.
//!
//! Every write is one transaction ([`Registry::write`]) that counts one more revision, so changes
//! have one order. Nothing public reads this module's types; what may be seen goes through the
//! gate in [`publication`].

pub mod accepted_exposures;
pub mod archive;
pub mod audit;
pub mod backup;
mod change;
mod columns;
mod completing;
pub mod confirmations;
mod connection;
mod database_url;
mod deadline;
pub mod dispatch;
pub mod distinct_members;
mod error;
pub mod finding;
mod form_key;
pub mod idempotency;
pub mod imports;
pub mod keys;
pub mod likeness;
mod lists;
pub mod locations;
mod lookups;
pub mod mail_stops;
pub mod mails;
pub mod mappings;
pub mod members;
pub mod membership_events;
mod migrations;
pub mod mirror;
pub mod outbox;
mod own_language;
pub mod people;
pub mod personal_links;
mod phones;
pub mod profile;
pub mod proposals;
pub mod public_changes;
mod public_digest;
pub mod purged;
pub mod readings;
pub mod reports;
mod retention;
mod schema;
mod scrubbing;
mod service_offers;
pub mod service_types;
mod soundness;
mod sqlite_file;
pub mod staff;
mod statements;
pub mod statistics;
pub mod telling;
pub mod texts;
pub mod trail;
pub mod webhooks;
mod writing;

use std::{sync::Arc, time::Duration};

use diesel::Connection as _;

pub use audit::Actor;
pub use change::{Change, Rewrite};
pub use connection::AnyConnection;
pub use database_url::DatabaseUrl;
/// What the database refused, before it is told apart as an [`enum@Error`].
pub use diesel::result::Error as DatabaseError;
pub use error::Error;
pub use keys::{NewKey, Owner, Secret};
pub use members::{Published, Record};
pub use outbox::Announcement;
pub use profile::{Moment, NetworkState};
pub use public_changes::{PublicChange, PublicMove};
pub use public_digest::{PublicDigest, PublicDigestOf, ShownPlace};

use likeness::{Known, Likeness};
use statements::Last;

use network::{Epoch, NetworkId, NetworkProfile, ServiceCode, ServiceType, Timestamp};

/// How long a caller waits for a connection before the database counts as away.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many connections are kept at most.
const CONNECTIONS: u32 = 8;

/// The books of record.
#[derive(Clone)]
pub struct Registry {
    url: DatabaseUrl,
    pool: connection::Pool,
    digest_of: PublicDigestOf,
    refusals: Arc<Last>,
    has_mail: bool,
    likeness: Likeness,
}

/// What became of a write.
#[derive(Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What the work returned.
    pub value: T,
    /// The revision that it made; nothing when there was nothing to change, or on a trial.
    pub revision: Option<i64>,
}

/// Whether a write is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// Commit it.
    Commit,
    /// Do everything, then roll it back.
    Trial,
}

/// The books, or what changed in them, as they stood at one moment.
#[derive(Debug)]
pub struct Books {
    /// Whether all members are here.
    pub complete: bool,
    /// Whether the reader knew of changes that these books never saw: they were put back to an
    /// earlier state.
    pub put_back: bool,
    /// The network.
    pub network: NetworkState,
    /// The taxonomy.
    pub service_types: Vec<ServiceType>,
    /// The members, all or only the changed ones.
    pub records: Vec<Record>,
    /// Members that were purged after the public had seen them, all or only the latest.
    pub purged: Vec<purged::Purged>,
    /// The history of what the public saw, as far back as [`HISTORY`](profile::HISTORY)
    /// goes, or only the latest.
    pub public_changes: Vec<PublicChange>,
}

impl Registry {
    /// The books at `url`; nothing is opened yet. `face` tells what the public sees of a member.
    pub fn new(url: DatabaseUrl, digest_of: PublicDigestOf) -> Self {
        let refusals = Arc::<Last>::default();
        let noted = Arc::clone(&refusals);
        Self {
            pool: connection::pool(url.clone(), CONNECTIONS, PATIENCE, noted),
            url,
            digest_of,
            refusals,
            has_mail: false,
            likeness: Likeness::default(),
        }
    }

    /// Where the books are, without secrets.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The index of duplicates.
    pub fn likeness(&self) -> &Likeness {
        &self.likeness
    }

    /// Fills the index of duplicates, unless it is: outside of any change, for other changes wait for
    /// one that is under way.
    pub fn know_members(&self) -> Result<(), Error> {
        self.likeness.fill(|| self.read(Known::load))
    }

    /// Runs the pending migrations, and writes what every network has: its own row and the four
    /// core service types. Returns the names of the migrations that were run.
    pub fn migrate(&self) -> Result<Vec<String>, Error> {
        self.url.check_log()?;
        let mut connection = self.url.create()?;
        migrations::check(&mut connection)?;
        let run = migrations::run(&mut connection)?;
        migrations::note_version(&mut connection)?;
        completing::complete(&mut connection)?;
        seed(&mut connection)?;
        self.settle_backup(&mut connection)?;
        let bare = service_types::load(&mut connection)?.is_empty();
        drop(connection);
        if bare {
            self.write(Actor::CommandLine, Intent::Commit, |change| {
                // Another process may have been quicker.
                if service_types::load(change.connection())?.is_empty() {
                    change.create_service_types(&ServiceType::core())?;
                }
                Ok::<_, Error>(())
            })?;
        }
        Ok(run)
    }

    /// Takes all migrations back: every table and all data is gone.
    pub fn revert_all(&self) -> Result<usize, Error> {
        migrations::revert_all(&mut self.url.create()?)
    }

    /// The names of the migrations that were not run yet.
    pub fn pending_migrations(&self) -> Result<Vec<String>, Error> {
        migrations::pending(&mut self.url.create()?)
    }

    /// Writes what is no change of the books, in a transaction of its own: it counts no revision
    /// and leaves no line in the trail. Its first statement must write.
    pub fn keep<T, E: From<Error> + From<diesel::result::Error>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transaction(true, work)
    }

    fn transaction<T, E: From<Error> + From<diesel::result::Error>>(
        &self,
        writes: bool,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut pooled = self.pool.get().map_err(Error::from)?;
        let connection: &mut AnyConnection = &mut pooled;
        let mut done = false;
        let ended = connection.transaction(|connection| {
            let value = work(connection).map_err(Undo::<(), E>::Failed)?;
            done = writes;
            Ok(value)
        });
        ended.map_err(|undo| match undo {
            Undo::Failed(error) => error,
            Undo::Broken(error) => ended_badly(error, done).into(),
            // Nothing here is on trial.
            Undo::Unwanted(()) => {
                Error::Unreachable("a transaction came to no end".to_owned()).into()
            }
        })
    }

    /// The last change: one tiny query.
    pub fn moment(&self) -> Result<Moment, Error> {
        profile::moment(&mut *self.pool.get()?)
    }

    /// Begins another epoch of the books, unless somebody has done so since `known` was read.
    pub fn begin_epoch(&self, known: Epoch) -> Result<(), Error> {
        self.keep(|connection| profile::begin_epoch(connection, Some(known)))
    }

    /// How many members there are, of whatever status.
    pub fn count_members(&self) -> Result<i64, Error> {
        members::count(&mut *self.pool.get()?)
    }

    /// What the network says of itself.
    pub fn profile(&self) -> Result<NetworkProfile, Error> {
        Ok(profile::load(&mut *self.pool.get()?)?.profile)
    }

    /// The codes of the taxonomy, in its order.
    pub fn service_codes(&self) -> Result<Vec<ServiceCode>, Error> {
        let types = service_types::load(&mut *self.pool.get()?)?;
        Ok(types.into_iter().map(|service| service.code).collect())
    }

    /// Reads: all that `work` sees is of one moment.
    pub fn read<T, E: From<Error> + From<diesel::result::Error>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transaction(false, |connection| {
            if let AnyConnection::Postgres(_) = connection {
                diesel::RunQueryDsl::execute(
                    diesel::sql_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"),
                    connection,
                )?;
            }
            work(connection)
        })
    }

    /// The books as they stand, with the members that changed after `since`; with all of them when
    /// nothing is given, or when `since` is no part of these books' past, because a backup was
    /// restored. Everything comes from one moment.
    pub fn books(&self, since: Option<Moment>) -> Result<Books, Error> {
        self.read(|connection| {
            let network = profile::load(connection)?;
            let mut put_back = false;
            let since = match since {
                Some(moment) => {
                    let copied = mirror::mark::copied_after(connection, moment.revision)?;
                    let past = is_past(connection, &network, moment)?;
                    put_back = !past && !copied;
                    let erased = past && trail::erased_after(connection, moment.revision)?;
                    (past && !copied && !erased).then_some(moment)
                }
                None => None,
            };
            let public_changes = public_changes::load(
                connection,
                since.map(|moment| moment.public_revision),
                network.public_updated_at,
            )?;
            let since = since.map(|moment| moment.revision);
            Ok(Books {
                complete: since.is_none(),
                put_back,
                public_changes,
                network,
                service_types: service_types::load(connection)?,
                purged: purged::load(connection, since)?,
                records: match since {
                    Some(revision) => members::load_changed_since(connection, revision)?,
                    None => members::load_all(connection)?,
                },
            })
        })
    }
}

/// Whether these books went through that moment.
fn is_past(
    connection: &mut AnyConnection,
    network: &NetworkState,
    moment: Moment,
) -> Result<bool, Error> {
    Ok(
        network.revision == moment.revision && network.updated_at == moment.at
            || moment.revision < network.revision
                && audit::time_of(connection, moment.revision)? == Some(moment.at),
    )
}

/// Why a write transaction is rolled back.
enum Undo<T, E> {
    /// There was nothing to keep, or it was only a trial.
    Unwanted(T),
    /// Something failed.
    Failed(E),
    /// It could not be begun or committed.
    Broken(diesel::result::Error),
}

impl<T, E> From<diesel::result::Error> for Undo<T, E> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(error)
    }
}

/// How a transaction ended that could not be begun, or, once all was `done`, not be committed.
fn ended_badly(error: diesel::result::Error, done: bool) -> Error {
    match Error::from(error) {
        Error::Unreachable(why) if done => Error::Unconfirmed(why),
        error => error,
    }
}

/// Writes the network's own row unless it is there.
fn seed(connection: &mut AnyConnection) -> Result<(), Error> {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error as Diesel};
    if profile::exists(connection)? {
        return Ok(());
    }
    let now = Timestamp::now();
    let state = NetworkState {
        id: NetworkId::new(),
        epoch: Epoch::new(),
        profile: NetworkProfile::named(network::UNNAMED),
        revision: 0,
        public_revision: 0,
        public_updated_at: now,
        updated_at: now,
    };
    match profile::insert(connection, &state) {
        // Another process was quicker.
        Err(Error::Database(Diesel::DatabaseError(UniqueViolation, _))) => Ok(()),
        written => written,
    }
}
