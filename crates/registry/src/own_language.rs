//! The languages that members write in, and what an earlier version wrote in one text: it is in that
//! language, where no text by language stands beside it.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    connection::AnyConnection,
    error::{Error, stored_option},
    members::{languages::member_languages, members},
};
use network::{LanguageTag, LocalizedText, MemberId, writes_in};

/// How many members are named in one statement.
const BATCH: usize = 500;

/// The languages that these members write in, as far as they are in the books.
fn of_members(
    connection: &mut AnyConnection,
    ids: &[String],
) -> Result<HashMap<String, LanguageTag>, Error> {
    let mut written = HashMap::new();
    for ids in ids.chunks(BATCH) {
        let names: Vec<(String, Option<String>)> = members::table
            .filter(members::id.eq_any(ids))
            .select((members::id, members::name_language))
            .load(connection)?;
        let main: Vec<(String, String)> = member_languages::table
            .filter(member_languages::member_id.eq_any(ids))
            .filter(member_languages::position.eq(0))
            .select((member_languages::member_id, member_languages::language))
            .load(connection)?;
        let main: HashMap<String, String> = main.into_iter().collect();
        for (id, name_language) in names {
            let name_language: Option<LanguageTag> =
                stored_option("members.name_language", name_language)?;
            let main: Option<LanguageTag> =
                stored_option("member_languages.language", main.get(&id))?;
            written.insert(id, writes_in(name_language.as_ref(), main.as_slice()));
        }
    }
    Ok(written)
}

/// The language that a member writes in; English of one that is not in the books.
pub fn of(connection: &mut AnyConnection, member: MemberId) -> Result<LanguageTag, Error> {
    let mut written = of_members(connection, &[member.to_string()])?;
    let written = written.remove(&member.to_string());
    Ok(written.unwrap_or_else(|| writes_in(None, &[])))
}

/// The languages that these members write in.
pub fn of_each(
    connection: &mut AnyConnection,
    members: &[String],
) -> Result<impl Iterator<Item = LanguageTag>, Error> {
    Ok(of_members(connection, members)?.into_values())
}

/// Adds to texts by language what stands in a column alone: of each thing its identifier, its member
/// and its text there.
pub fn add<'r>(
    connection: &mut AnyConnection,
    texts: &mut HashMap<String, LocalizedText>,
    column: impl Iterator<Item = (&'r str, &'r str, Option<&'r str>)>,
) -> Result<(), Error> {
    let alone: Vec<(&str, &str, &str)> = column
        .filter_map(|(id, member, text)| Some((id, member, text?)))
        .filter(|(id, _, _)| !texts.contains_key(*id))
        .collect();
    let mut members: Vec<String> = alone.iter().map(|one| one.1.to_owned()).collect();
    members.sort_unstable();
    members.dedup();
    let written = of_members(connection, &members)?;
    for (id, member, text) in alone {
        let own = written.get(member).cloned();
        let own = own.unwrap_or_else(|| writes_in(None, &[]));
        texts.insert(id.to_owned(), LocalizedText::of(own, text.to_owned()));
    }
    Ok(())
}
