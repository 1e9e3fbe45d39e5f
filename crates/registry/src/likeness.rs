//! By what members are recognised, read without the rest of them.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    columns::Column,
    connection::AnyConnection,
    error::{Error, stored, stored_option},
    members::{member_names, members},
};
use network::{Features, Slug};

#[derive(Queryable, Selectable)]
#[diesel(table_name = members)]
struct Row {
    id: String,
    slug: String,
    name: String,
    acronym: Option<String>,
    country: String,
    website: Option<String>,
    identifiers: Option<String>,
}

/// The features of every member, of whatever status, with its slug; one that was merged into
/// another lives on in that one.
pub fn load_features(connection: &mut AnyConnection) -> Result<Vec<(Features, Slug)>, Error> {
    let rows: Vec<Row> = members::table
        .filter(members::merged_into.is_null())
        .select(Row::as_select())
        .load(connection)?;
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for (member, name) in member_names::table
        .order((member_names::member_id, member_names::position))
        .select((member_names::member_id, member_names::name))
        .load::<(String, String)>(connection)?
    {
        names.entry(member).or_default().push(name);
    }
    rows.into_iter()
        .map(|row| {
            let further = names.get(&row.id).map_or(&[][..], Vec::as_slice);
            let features = Features::new(
                stored("members.id", row.id.clone())?,
                stored("members.country", row.country)?,
                stored_option("members.website", row.website)?.as_ref(),
                &row.name,
                further
                    .iter()
                    .map(String::as_str)
                    .chain(row.acronym.as_deref()),
            )
            .known_as(Vec::restore("members.identifiers", row.identifiers)?);
            Ok((features, stored("members.slug", row.slug)?))
        })
        .collect()
}
