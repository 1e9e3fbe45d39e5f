//! The small tables that hang on a record: lists of codes, and texts by language.

/// A table that holds an ordered list of codes for an owner.
macro_rules! code_list {
    ($(#[$meta:meta])* $module:ident: $table:ident ( $owner:ident, $code:ident: $type:ty ) of $owners:expr) => {
        $(#[$meta])*
        pub(super) mod $module {
            use std::collections::HashMap;

            use diesel::prelude::*;

            use $crate::{
                AnyConnection, Error,
                connection::insert_rows,
                error::stored,
                schema::{self, $table},
            };
            #[allow(unused_imports)]
            use schema::*;

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
                    query = query.filter($table::$owner.eq_any($owners(members)));
                }
                let rows = query
                    .order(($table::$owner, $table::position))
                    .select(Row::as_select())
                    .load(connection)?;
                let mut lists: HashMap<String, Vec<$type>> = HashMap::new();
                for row in rows {
                    lists
                        .entry(row.$owner)
                        .or_default()
                        .push(stored(concat!(stringify!($table), ".", stringify!($code)), row.$code)?);
                }
                Ok(lists)
            }
        }
    };
}
pub(super) use code_list;

/// A table that holds a text in several languages for an owner.
macro_rules! localized_text {
    ($(#[$meta:meta])* $module:ident: $table:ident ( $owner:ident ) of $owners:expr) => {
        $(#[$meta])*
        pub(super) mod $module {
            use std::collections::HashMap;

            use diesel::prelude::*;

            use ::network::LocalizedText;
            use $crate::{
                AnyConnection, Error,
                connection::insert_rows,
                error::stored,
                schema::{self, $table},
            };
            #[allow(unused_imports)]
            use schema::*;

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
                    query = query.filter($table::$owner.eq_any($owners(members)));
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
