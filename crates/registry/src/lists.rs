//! The tables that hang on a record: what members have, lists of codes, and texts by language.

use std::collections::HashMap;

use network::Member;

use crate::error::Error;

/// Reads the rows of a table that belong to members, to these or to all, in their order.
macro_rules! rows_of_members {
    ($connection:expr, $table:ident, $row:ident, $members:expr) => {{
        let mut query = $table::table.into_boxed();
        if let Some(members) = $members {
            query = query.filter($table::member_id.eq_any(members.to_vec()));
        }
        query
            .order(($table::member_id, $table::position))
            .select($row::as_select())
            .load($connection)?
    }};
}
pub(super) use rows_of_members;

/// Makes rows of what members have, each with its member and its place in the list.
pub(super) fn rows_of<'a, T: 'a, R>(
    members: &[&'a Member],
    list: impl Fn(&'a Member) -> &'a [T],
    row: impl Fn(&'a T, &'a Member, i32) -> R,
) -> Vec<R> {
    let mut rows = Vec::new();
    for member in members {
        let parts = list(member).iter().zip(0..);
        rows.extend(parts.map(|(part, position)| row(part, member, position)));
    }
    rows
}

/// What rows hold, by the member or other record that they belong to.
pub(super) fn by_owner<T>(
    rows: impl IntoIterator<Item = Result<(String, T), Error>>,
) -> Result<HashMap<String, Vec<T>>, Error> {
    let mut lists: HashMap<String, Vec<T>> = HashMap::new();
    for row in rows {
        let (owner, value) = row?;
        // Most owners have one.
        let list = lists.entry(owner).or_insert_with(|| Vec::with_capacity(1));
        list.push(value);
    }
    lists.values_mut().for_each(Vec::shrink_to_fit);
    Ok(lists)
}

/// The owners of small tables that belong to some members: the members themselves, or what they
/// have in another table.
macro_rules! owners {
    ($members:expr) => {
        $members.to_vec()
    };
    ($members:expr, $table:ident) => {
        $table::table
            .filter($table::member_id.eq_any($members.to_vec()))
            .select($table::id)
    };
}
pub(super) use owners;

/// A table that holds an ordered list of codes for an owner.
macro_rules! code_list {
    ($module:ident: $table:ident ( $owner:ident, $code:ident: $type:ty ) $(of $parts:ident)?) => {
        pub(super) mod $module {
            use std::collections::HashMap;

            use diesel::prelude::*;

            use $crate::{
                AnyConnection, Error,
                connection::insert_rows,
                error::stored,
                lists::by_owner,
            };
            $(
                use super::$parts;
                diesel::allow_tables_to_appear_in_same_query!($table, $parts);
            )?

            diesel::table! {
                $table ($owner, position) {
                    $owner -> Text,
                    position -> Integer,
                    $code -> Text,
                }
            }

            #[derive(Queryable, Selectable, Insertable)]
            #[diesel(table_name = $table)]
            struct Row {
                $owner: String,
                position: i32,
                $code: String,
            }

            pub fn insert<'a>(
                connection: &mut AnyConnection,
                lists: impl Iterator<Item = (String, &'a [$type])>,
            ) -> Result<(), Error> {
                let rows: Vec<Row> = lists
                    .flat_map(|(owner, codes)| {
                        codes.iter().zip(0..).map(move |(code, position)| Row {
                            $owner: owner.clone(),
                            position,
                            $code: code.to_string(),
                        })
                    })
                    .collect();
                insert_rows!(connection, $table::table, rows);
                Ok(())
            }

            pub fn load(
                connection: &mut AnyConnection,
                members: Option<&[String]>,
            ) -> Result<HashMap<String, Vec<$type>>, Error> {
                let mut query = $table::table.into_boxed();
                if let Some(members) = members {
                    query = query.filter($table::$owner.eq_any($crate::lists::owners!(members $(, $parts)?)));
                }
                let rows = query
                    .order(($table::$owner, $table::position))
                    .select(Row::as_select())
                    .load(connection)?;
                let column = concat!(stringify!($table), ".", stringify!($code));
                by_owner(rows.into_iter().map(|row| Ok((row.$owner, stored(column, row.$code)?))))
            }
        }
    };
}
pub(super) use code_list;

/// A table that holds a text in several languages for an owner.
macro_rules! localized_text {
    ($module:ident: $table:ident ( $owner:ident ) $(of $parts:ident)?) => {
        pub(super) mod $module {
            use std::collections::HashMap;

            use diesel::prelude::*;

            use ::network::LocalizedText;
            use $crate::{
                AnyConnection, Error,
                connection::insert_rows,
                error::stored,
            };
            $(
                use super::$parts;
                diesel::allow_tables_to_appear_in_same_query!($table, $parts);
            )?

            diesel::table! {
                $table ($owner, language) {
                    $owner -> Text,
                    language -> Text,
                    text -> Text,
                }
            }

            #[derive(Queryable, Selectable, Insertable)]
            #[diesel(table_name = $table)]
            struct Row {
                $owner: String,
                language: String,
                text: String,
            }

            pub fn insert<'a>(
                connection: &mut AnyConnection,
                texts: impl Iterator<Item = (String, &'a LocalizedText)>,
            ) -> Result<(), Error> {
                let rows: Vec<Row> = texts
                    .flat_map(|(owner, text)| {
                        text.0.iter().map(move |(language, text)| Row {
                            $owner: owner.clone(),
                            language: language.to_string(),
                            text: text.clone(),
                        })
                    })
                    .collect();
                insert_rows!(connection, $table::table, rows);
                Ok(())
            }

            pub fn load(
                connection: &mut AnyConnection,
                members: Option<&[String]>,
            ) -> Result<HashMap<String, LocalizedText>, Error> {
                let mut query = $table::table.into_boxed();
                if let Some(members) = members {
                    query = query.filter($table::$owner.eq_any($crate::lists::owners!(members $(, $parts)?)));
                }
                let mut texts: HashMap<String, LocalizedText> = HashMap::new();
                for row in query.select(Row::as_select()).load(connection)? {
                    texts.entry(row.$owner).or_default().0.insert(
                        stored(concat!(stringify!($table), ".language"), row.language)?,
                        row.text,
                    );
                }
                Ok(texts)
            }

            /// Every language that there is a text in.
            pub fn languages(
                connection: &mut AnyConnection,
            ) -> Result<Vec<::network::LanguageTag>, Error> {
                let languages: Vec<String> = $table::table
                    .select($table::language)
                    .distinct()
                    .load(connection)?;
                languages
                    .into_iter()
                    .map(|language| stored(concat!(stringify!($table), ".language"), language))
                    .collect()
            }
        }
    };
}
pub(super) use localized_text;
