//! The network's own row: its profile, and the two numbers that order everything.

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    connection::insert_rows,
    error::{stored, stored_option},
    schema::{network, network_descriptions},
};
use ::network::{LocalizedText, NetworkId, NetworkProfile, Timestamp};

/// The network as it stands in the books.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkState {
    /// Which network this is.
    pub id: NetworkId,
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
    /// The change's number.
    pub revision: i64,
    /// When it was made.
    pub at: Timestamp,
    /// The number of the last public change then.
    pub public_revision: i64,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = network, treat_none_as_null = true)]
struct Row {
    only_row: i32,
    id: String,
    name: String,
    short_name: Option<String>,
    website: Option<String>,
    founded_year: Option<i32>,
    sample_data: bool,
    revision: i64,
    public_revision: i64,
    public_updated_at: String,
    updated_at: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = network_descriptions)]
struct DescriptionRow {
    language: String,
    text: String,
}

/// Counts one more revision. This is the first statement of every change: it makes the changes of
/// all processes wait for each other (a row lock in Postgres, the write lock in SQLite).
pub fn increment_revision(connection: &mut AnyConnection) -> Result<(), Error> {
    diesel::update(network::table)
        .set(network::revision.eq(network::revision + 1))
        .execute(connection)?;
    Ok(())
}

/// The last change.
pub fn moment(connection: &mut AnyConnection) -> Result<Moment, Error> {
    let (revision, at, public_revision): (i64, String, i64) = network::table
        .select((
            network::revision,
            network::updated_at,
            network::public_revision,
        ))
        .first(connection)?;
    Ok(Moment {
        revision,
        at: stored("network.updated_at", at)?,
        public_revision,
    })
}

/// Whether the network's row is there.
pub fn exists(connection: &mut AnyConnection) -> Result<bool, Error> {
    let rows: i64 = network::table.count().get_result(connection)?;
    Ok(rows > 0)
}

/// The network as it stands.
pub fn load(connection: &mut AnyConnection) -> Result<NetworkState, Error> {
    let row = network::table.select(Row::as_select()).first(connection)?;
    let mut description = LocalizedText::default();
    for row in network_descriptions::table
        .select(DescriptionRow::as_select())
        .load(connection)?
    {
        let language = stored("network_descriptions.language", row.language)?;
        description.0.insert(language, row.text);
    }
    let founded_year = row
        .founded_year
        .map(|year| stored("network.founded_year", year.to_string()))
        .transpose()?;
    Ok(NetworkState {
        id: stored("network.id", row.id)?,
        profile: NetworkProfile {
            name: row.name,
            short_name: row.short_name,
            description,
            website: stored_option("network.website", row.website)?,
            founded_year,
            sample_data: row.sample_data,
        },
        revision: row.revision,
        public_revision: row.public_revision,
        public_updated_at: stored("network.public_updated_at", row.public_updated_at)?,
        updated_at: stored("network.updated_at", row.updated_at)?,
    })
}

/// Writes the network's row for the first time.
pub fn insert(connection: &mut AnyConnection, state: &NetworkState) -> Result<(), Error> {
    insert_rows!(connection, network::table, [row(state)]);
    write_descriptions(connection, state)
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
        .set(row(state))
        .execute(connection)?;
    write_descriptions(connection, state)
}

fn write_descriptions(connection: &mut AnyConnection, state: &NetworkState) -> Result<(), Error> {
    diesel::delete(network_descriptions::table).execute(connection)?;
    let rows: Vec<DescriptionRow> = state
        .profile
        .description
        .0
        .iter()
        .map(|(language, text)| DescriptionRow {
            language: language.to_string(),
            text: text.clone(),
        })
        .collect();
    insert_rows!(connection, network_descriptions::table, rows);
    Ok(())
}

fn row(state: &NetworkState) -> Row {
    let NetworkState { profile, .. } = state;
    Row {
        only_row: 1,
        id: state.id.to_string(),
        name: profile.name.clone(),
        short_name: profile.short_name.clone(),
        website: profile.website.clone().map(String::from),
        founded_year: profile.founded_year.map(i32::from),
        sample_data: profile.sample_data,
        revision: state.revision,
        public_revision: state.public_revision,
        public_updated_at: state.public_updated_at.to_string(),
        updated_at: state.updated_at.to_string(),
    }
}
