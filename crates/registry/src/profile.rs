//! The network's own row: its profile, and the two numbers that order everything.

use diesel::prelude::*;

use crate::{
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::{Error, stored},
};
use ::network::{
    AccentColor, Email, Epoch, LocalizedText, Logo, NetworkId, NetworkProfile, PhoneNumber,
    Timestamp, WebAddress,
};

diesel::table! {
    network (only_row) {
        only_row -> Integer,
        id -> Text,
        epoch -> Text,
        name -> Text,
        short_name -> Nullable<Text>,
        website -> Nullable<Text>,
        founded_year -> Nullable<Integer>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        accent_color -> Nullable<Text>,
        logo -> Nullable<Text>,
        sample_data -> Bool,
        revision -> BigInt,
        public_revision -> BigInt,
        public_updated_at -> Text,
        updated_at -> Text,
        form_key -> Nullable<Text>,
    }
}

/// A text of the profile by language, in a table of its own, and how it is read and written.
macro_rules! text_by_language {
    ($table:ident: $read:ident, $write:ident) => {
        diesel::table! {
            $table (language) {
                language -> Text,
                text -> Text,
            }
        }

        fn $read(connection: &mut AnyConnection) -> Result<LocalizedText, Error> {
            let mut texts = LocalizedText::default();
            let rows: Vec<(String, String)> = $table::table
                .select(($table::language, $table::text))
                .load(connection)?;
            for (language, text) in rows {
                let language = stored(concat!(stringify!($table), ".language"), language)?;
                texts.0.insert(language, text);
            }
            Ok(texts)
        }

        fn $write(connection: &mut AnyConnection, texts: &LocalizedText) -> Result<(), Error> {
            #[derive(Insertable)]
            #[diesel(table_name = $table)]
            struct Row {
                language: String,
                text: String,
            }
            diesel::delete($table::table).execute(connection)?;
            let texts = texts.0.iter();
            let rows: Vec<Row> = texts
                .map(|(language, text)| Row {
                    language: language.to_string(),
                    text: text.clone(),
                })
                .collect();
            insert_rows!(connection, $table::table, rows);
            Ok(())
        }
    };
}

text_by_language! { network_descriptions: read_descriptions, write_descriptions }
text_by_language! { network_imprints: read_imprints, write_imprints }

/// The network as it stands in the books.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkState {
    /// Which network this is.
    pub id: NetworkId,
    /// The time through which its books were never put back to an earlier state.
    pub epoch: Epoch,
    /// What it says of itself.
    pub profile: NetworkProfile,
    /// Counts every change.
    pub revision: i64,
    /// Counts the changes that the public can see.
    pub public_revision: i64,
    /// When the public last saw a change.
    pub public_updated_at: Timestamp,
    /// When the last change was made.
    pub updated_at: Timestamp,
}

impl NetworkState {
    /// The last change, as a reader remembers it.
    pub fn moment(&self) -> Moment {
        Moment {
            epoch: self.epoch,
            revision: self.revision,
            at: self.updated_at,
            public_revision: self.public_revision,
        }
    }
}

/// A change by its number and its time. The number alone is not enough: once a backup was restored,
/// other changes get the numbers of those that were lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The epoch of the books.
    pub epoch: Epoch,
    /// The change's number.
    pub revision: i64,
    /// When it was made.
    pub at: Timestamp,
    /// The number of the last public change then.
    pub public_revision: i64,
}

row! {
    #[derive(AsChangeset)]
    struct Row in network of NetworkState {
        id: NetworkId,
        epoch: Epoch,
        revision: i64,
        public_revision: i64,
        public_updated_at: Timestamp,
        updated_at: Timestamp,
    }
    within {
        profile: ProfileRow,
    }
    with {
        only_row: i32,
    }
}

row! {
    #[derive(AsChangeset)]
    struct ProfileRow in network of NetworkProfile {
        name: String,
        short_name: Option<String>,
        website: Option<WebAddress>,
        founded_year: Option<i16>,
        email: Option<Email>,
        phone: Option<PhoneNumber>,
        accent_color: Option<AccentColor>,
        logo: Option<Logo>,
        sample_data: bool,
    }
    without {
        description,
        imprint,
    }
}

/// Counts one more revision. This is the first statement of every change: it makes the changes of
/// all processes wait for each other (a row lock in Postgres, the write lock in SQLite).
pub fn increment_revision(connection: &mut AnyConnection) -> Result<(), Error> {
    diesel::update(network::table)
        .set(network::revision.eq(network::revision + 1))
        .execute(connection)?;
    Ok(())
}

/// Takes the lock of all writers without a change: what is kept beside the books is written in its
/// turn. Returns the last revision.
pub fn lock(connection: &mut AnyConnection) -> Result<i64, Error> {
    diesel::update(network::table)
        .set(network::revision.eq(network::revision))
        .execute(connection)?;
    Ok(network::table.select(network::revision).first(connection)?)
}

/// The last change.
pub fn moment(connection: &mut AnyConnection) -> Result<Moment, Error> {
    let (epoch, revision, at, public_revision): (String, i64, String, i64) = network::table
        .select((
            network::epoch,
            network::revision,
            network::updated_at,
            network::public_revision,
        ))
        .first(connection)?;
    Ok(Moment {
        epoch: stored("network.epoch", epoch)?,
        revision,
        at: stored("network.updated_at", at)?,
        public_revision,
    })
}

/// Begins another epoch; where one is given, only if that is still the books'.
pub fn begin_epoch(connection: &mut AnyConnection, known: Option<Epoch>) -> Result<(), Error> {
    let epoch = Epoch::new().to_string();
    let books = diesel::update(network::table).set(network::epoch.eq(epoch));
    match known {
        Some(known) => books
            .filter(network::epoch.eq(known.to_string()))
            .execute(connection)?,
        None => books.execute(connection)?,
    };
    Ok(())
}

/// Whether the network's row is there.
pub fn exists(connection: &mut AnyConnection) -> Result<bool, Error> {
    let rows: i64 = network::table.count().get_result(connection)?;
    Ok(rows > 0)
}

/// The network as it stands.
pub fn load(connection: &mut AnyConnection) -> Result<NetworkState, Error> {
    let row = network::table.select(Row::as_select()).first(connection)?;
    let mut state = row.read()?;
    state.profile.description = read_descriptions(connection)?;
    state.profile.imprint = read_imprints(connection)?;
    Ok(state)
}

/// Writes the network's row for the first time.
pub fn insert(connection: &mut AnyConnection, state: &NetworkState) -> Result<(), Error> {
    insert_rows!(connection, network::table, [Row::of(state, 1)]);
    write_texts(connection, state)
}

/// Makes the network another one: that which was restored.
pub(super) fn rename(connection: &mut AnyConnection, id: NetworkId) -> Result<(), Error> {
    diesel::update(network::table)
        .set(network::id.eq(id.to_string()))
        .execute(connection)?;
    Ok(())
}

/// Writes the network's row again.
pub fn update(connection: &mut AnyConnection, state: &NetworkState) -> Result<(), Error> {
    diesel::update(network::table)
        .set(Row::of(state, 1))
        .execute(connection)?;
    write_texts(connection, state)
}

fn write_texts(connection: &mut AnyConnection, state: &NetworkState) -> Result<(), Error> {
    write_descriptions(connection, &state.profile.description)?;
    write_imprints(connection, &state.profile.imprint)
}
