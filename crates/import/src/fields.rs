//! What the tables have room for: one declaration for the two ways. A mapping may name these
//! fields, and no others, to be read; and an export writes each of them, under the column that the
//! standard mapping reads it from.

use network::codes::codes;

codes! {
    /// A table of an import or an export: its file, its sheet, and the section of a mapping.
    TableName ("table") {
        /// A row for each member.
        Members = "members",
        /// A row for each place.
        Locations = "locations",
        /// A row for each service that a member gives.
        Services = "services",
        /// A row for each person at a member.
        Contacts = "contacts",
        /// A row for each note about a member.
        Notes = "notes",
        /// A row for each service type of the taxonomy.
        ServiceTypes = "service_types",
        /// A row for the network.
        Network = "network",
    }
}

impl TableName {
    /// The table of this name, in whatever case.
    pub fn of(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|table| table.as_str().eq_ignore_ascii_case(name))
    }

    /// The names of all, for people.
    pub fn all_named() -> String {
        Self::ALL
            .iter()
            .map(|table| table.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// How a field stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One value in one cell.
    One,
    /// One day in one cell.
    Day,
    /// One number in one cell, however the cell shows it.
    Number,
    /// One web address in one cell, which may have it as the target of its link.
    WebLink,
    /// One e-mail address in one cell, likewise.
    MailLink,
    /// A picture, which no cell of a workbook has room for: tables go out without it.
    Picture,
    /// Several values in one cell.
    List,
    /// Names, each with its language, in one cell.
    Names,
    /// Telephone numbers in one cell.
    Phones,
    /// Links in one cell, each behind its kind: `facebook:https://…`.
    Links,
    /// Identifiers in one cell, each behind its scheme: `wikidata:Q42`.
    Identifiers,
    /// A text by language: a column for each.
    Texts,
    /// Words by language: a column for each, a list in each.
    Words,
    /// A text by language that may stand in one column too: then it is in the language that the
    /// member writes in.
    OwnTexts,
}

/// A field of a record.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// What mappings call it.
    pub name: &'static str,
    /// How it stands in a table.
    pub shape: Shape,
    /// Where it stands in the record's JSON (RFC 6901); nothing for the key of a part's member.
    pub pointer: &'static str,
}

impl Shape {
    /// Whether it holds several values in one cell.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::List | Self::Names | Self::Phones | Self::Links | Self::Identifiers
        )
    }

    /// Whether it is a text by language.
    pub fn is_by_language(self) -> bool {
        matches!(self, Self::Texts | Self::Words | Self::OwnTexts)
    }
}

impl Field {
    /// Whether what it holds is made of digits, and is no number.
    pub fn is_digits(&self) -> bool {
        matches!(
            self.pointer,
            "/phone" | "/phones" | "/postal_code" | "/identifiers"
        )
    }

    /// Whether it says who may see something.
    pub fn is_privacy(&self) -> bool {
        matches!(self.pointer, "/visibility" | "/listing")
    }
}

/// A table: a row for each record of a kind.
#[derive(Debug)]
pub struct TableFields {
    /// Its name.
    pub name: TableName,
    /// Where in a member the records are; nothing for the tables that are none of a member's.
    pub within: Option<&'static str>,
    /// Its fields, in the order of the columns.
    pub fields: &'static [Field],
}

impl TableFields {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Declares a table: each field with its pointer in the record's JSON (RFC 6901) and its shape; and,
/// unless it needs more than its cell, with what a row gives for it, how `RowReader` reads that, and
/// which field of the record it is applied to. Such fields are read in the order of the columns.
///
/// A table whose rows need more throughout has no more than its columns declared.
macro_rules! table {
    ( $columns:ident = $name:ident, $within:expr; $( $field:ident $pointer:literal $shape:ident; )+ ) => {
        /// The columns.
        pub static $columns: TableFields = TableFields {
            name: TableName::$name,
            within: $within,
            fields: &[ $( Field {
                name: stringify!($field),
                shape: Shape::$shape,
                pointer: $pointer,
            }, )+ ],
        };
    };
    (
        $columns:ident = $name:ident, $within:expr;
        $(#[$doc:meta])*
        $fields:ident of $record:ty {
            $(
                $field:ident $pointer:literal $shape:ident
                $( : $type:ty = $read:ident($parse:expr) => $($place:ident).+ )? ;
            )+
        }
    ) => {
        table! { $columns = $name, $within; $( $field $pointer $shape; )+ }

        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $fields { $( $( pub $field: $type, )? )+ }

        impl $fields {
            /// Reads a row.
            pub fn read(row: &mut RowReader<'_>) -> Self {
                Self { $( $( $field: row.$read(stringify!($field), $parse), )? )+ }
            }

            /// Applies what the row gives to a record.
            pub fn apply(&self, record: &mut $record) {
                $( $( self.$field.apply(&mut record.$($place).+); )? )+
            }
        }
    };
}
pub(crate) use table;
