//! The tables that hang on a record: what members have, lists of codes, and texts by language.

use std::cmp::Ordering;

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
pub struct ByOwner<T> {
    /// In the order of the owners.
    lists: Vec<(String, Vec<T>)>,
    /// Mostly they are taken in their order, and very many then need no searching.
    next: usize,
}

/// Takes rows that are in the order of their owners.
pub(super) fn by_owner<T>(
    rows: impl IntoIterator<Item = Result<(String, T), Error>>,
) -> Result<ByOwner<T>, Error> {
    let mut lists: Vec<(String, Vec<T>)> = Vec::new();
    for row in rows {
        let (owner, value) = row?;
        match lists.last_mut() {
            Some((last, list)) if *last == owner => list.push(value),
            _ => lists.push((owner, vec![value])),
        }
    }
    // A database may have another order of texts.
    lists.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(ByOwner { lists, next: 0 })
}

impl<T> ByOwner<T> {
    /// Everything with whose it is.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[T])> {
        let lists = self.lists.iter();
        lists.map(|(owner, list)| (owner.as_str(), list.as_slice()))
    }

    /// Everything.
    pub fn into_values(self) -> impl Iterator<Item = Vec<T>> {
        self.lists.into_iter().map(|(_, list)| list)
    }

    /// Takes what belongs to somebody.
    pub fn take(&mut self, owner: &str) -> Vec<T> {
        let order = |place: usize| Some((*self.lists.get(place)?.0).cmp(owner));
        let before = self.next.checked_sub(1).and_then(order);
        let is_behind = before.is_none_or(Ordering::is_lt);
        let place = match order(self.next) {
            Some(Ordering::Equal) => Ok(self.next),
            Some(Ordering::Greater) | None if is_behind => Err(self.next),
            _ => self.lists.binary_search_by(|(of, _)| (**of).cmp(owner)),
        };
        match place {
            Ok(place) => {
                self.next = place + 1;
                let mut list = std::mem::take(&mut self.lists[place].1);
                list.shrink_to_fit();
                list
            }
            Err(place) => {
                self.next = place;
                Vec::new()
            }
        }
    }
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
            use diesel::prelude::*;

            use $crate::{
                AnyConnection, Error,
                connection::insert_rows,
                error::stored,
                lists::{ByOwner, by_owner},
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
            ) -> Result<ByOwner<$type>, Error> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_in_any_order_gets_its_own() {
        let owners = ["b", "b", "d", "a", "f"].map(str::to_owned);
        for asked in ["abcdefg", "gfedcba", "dabfceg", "ccffaabbdd"] {
            let rows = owners.clone().map(|owner| Ok((owner.clone(), owner)));
            let mut lists = by_owner(rows).unwrap();
            let mut taken: Vec<String> = Vec::new();
            for owner in asked.chars().map(String::from) {
                let own = lists.take(&owner);
                assert!(own.iter().all(|value| *value == owner), "{asked}");
                taken.extend(own);
            }
            taken.sort_unstable();
            assert_eq!(taken, ["a", "b", "b", "d", "f"], "{asked}");
        }
    }
}
