//! How values of the domain stand in the columns of a table.
//!
//! Most of them are kept as text, so a file can be read without the program. [`row`] declares the
//! columns of a record once, for reading and for writing.

use network::{
    AccentColor, ContactId, Country, Date, Email, Epoch, EventId, Identifier, ImportId, KeyId,
    Lang, LanguageTag, LegalBasis, Link, LinkId, Listing, LocationId, LocationKind, Logo, MailId,
    MailKind, MailStatus, MailStopCause, MemberId, MembershipStatus, MembershipType, NetworkId,
    NoteId, OfferId, PhoneNumber, ProposalId, PublicChangeKind, ReportId, ReportKind, ReportStatus,
    Role, ServiceCode, Slug, StaffId, StaffRole, Timestamp, VerifiedBy, Visibility, WebAddress,
    WebhookDeliveryId, WebhookDeliveryStatus, WebhookEventId, WebhookEventKind, WebhookId,
    WebhookStatus, WebhookTopic, earlier,
};

use crate::{
    audit::{Action, Actor, Subject},
    error::{Error, stored},
    imports::Stage,
};

/// A value as a column holds it.
pub trait Column: Sized {
    /// What diesel reads and writes.
    type Stored;

    fn store(&self) -> Self::Stored;

    /// Fails with [`Error::Corrupt`] for what the domain does not know; `column` is the table and
    /// the column.
    fn restore(column: &'static str, stored: Self::Stored) -> Result<Self, Error>;
}

macro_rules! kept_as_they_are {
    ($($type:ty),+) => { $(
        impl Column for $type {
            type Stored = Self;

            fn store(&self) -> Self {
                self.clone()
            }

            fn restore(_: &'static str, stored: Self) -> Result<Self, Error> {
                Ok(stored)
            }
        }
    )+ };
}

kept_as_they_are!(String, i32, i64, f64, bool);

macro_rules! kept_as_text {
    ($($type:ty),+) => { $(
        impl Column for $type {
            type Stored = String;

            fn store(&self) -> String {
                self.to_string()
            }

            fn restore(column: &'static str, text: String) -> Result<Self, Error> {
                stored(column, text)
            }
        }
    )+ };
}

kept_as_text! {
    AccentColor, Action, ContactId, Country, Date, Email, EventId, ImportId, KeyId, Lang, LanguageTag,
    LegalBasis, LinkId, Listing, LocationId, LocationKind, Logo, MailId, MailKind, MailStatus,
    MailStopCause, MemberId, MembershipStatus, MembershipType, NetworkId, Epoch, NoteId, OfferId,
    ProposalId, PublicChangeKind, ReportId, ReportKind, ReportStatus, Role, ServiceCode, Slug, Stage,
    StaffId, StaffRole, Subject, Timestamp, VerifiedBy, Visibility, WebAddress, WebhookDeliveryId, WebhookDeliveryStatus,
    WebhookEventId, WebhookEventKind, WebhookId, WebhookStatus, uuid::Uuid
}

/// A number of a person, which an earlier version may have taken.
impl Column for PhoneNumber {
    type Stored = String;

    fn store(&self) -> String {
        self.to_string()
    }

    fn restore(column: &'static str, text: String) -> Result<Self, Error> {
        earlier::number(&text).or_else(|_| stored(column, text))
    }
}

macro_rules! kept_as_integer {
    ($($type:ty),+) => { $(
        impl Column for $type {
            type Stored = i32;

            fn store(&self) -> i32 {
                (*self).into()
            }

            fn restore(column: &'static str, number: i32) -> Result<Self, Error> {
                stored(column, number.to_string())
            }
        }
    )+ };
}

kept_as_integer!(i16, u16);

/// A public revision.
impl Column for u64 {
    type Stored = i64;

    fn store(&self) -> i64 {
        *self as i64
    }

    fn restore(_: &'static str, number: i64) -> Result<Self, Error> {
        Ok(number.unsigned_abs())
    }
}

/// JSON, as text.
impl Column for serde_json::Value {
    type Stored = String;

    fn store(&self) -> String {
        self.to_string()
    }

    fn restore(_: &'static str, text: String) -> Result<Self, Error> {
        Ok(serde_json::from_str(&text)?)
    }
}

/// The identifier of the key; nothing for the command line.
impl Column for Actor {
    type Stored = Option<String>;

    fn store(&self) -> Option<String> {
        match self {
            Self::CommandLine => None,
            Self::Key(id) => Some(id.to_string()),
        }
    }

    fn restore(column: &'static str, id: Option<String>) -> Result<Self, Error> {
        Ok(match Option::restore(column, id)? {
            None => Self::CommandLine,
            Some(id) => Self::Key(id),
        })
    }
}

/// Topics behind each other, with commas between them.
impl Column for Vec<WebhookTopic> {
    type Stored = String;

    fn store(&self) -> String {
        let topics: Vec<&str> = self.iter().map(|topic| topic.as_str()).collect();
        topics.join(",")
    }

    fn restore(column: &'static str, topics: String) -> Result<Self, Error> {
        let topics = topics.split(',').filter(|topic| !topic.is_empty());
        topics.map(|topic| stored(column, topic)).collect()
    }
}

/// Declares a list that stands in one column, a line each; nothing where it is empty.
macro_rules! kept_in_lines {
    ($($type:ty),+) => { $(
        impl Column for Vec<$type> {
            type Stored = Option<String>;

            fn store(&self) -> Option<String> {
                let lines: Vec<String> = self.iter().map(ToString::to_string).collect();
                (!lines.is_empty()).then(|| lines.join("\n"))
            }

            fn restore(column: &'static str, lines: Option<String>) -> Result<Self, Error> {
                let lines = lines.iter().flat_map(|lines| lines.lines());
                lines.map(|line| stored(column, line)).collect()
            }
        }
    )+ };
}

kept_in_lines!(Identifier, Link);

impl<T: Column> Column for Option<T> {
    type Stored = Option<T::Stored>;

    fn store(&self) -> Self::Stored {
        self.as_ref().map(T::store)
    }

    fn restore(column: &'static str, stored: Self::Stored) -> Result<Self, Error> {
        stored.map(|stored| T::restore(column, stored)).transpose()
    }
}

/// Declares the row of a table that holds a value of the domain.
///
/// `of` names the value and the fields that have a column of the same name, or of another one
/// (`location = location_id`). `within` are fields that have several columns, in a row of their
/// own. `with` are columns beside the value, such as whose it is; `of` takes them behind it.
/// `without` are fields that are kept elsewhere: `read` leaves them empty.
macro_rules! row {
    (
        $(#[$meta:meta])*
        $vis:vis struct $row:ident in $table:ident of $value:ident {
            $( $field:ident $(= $column:ident)?: $type:ty, )*
        }
        $( within { $( $nested:ident: $nested_row:ident, )+ } )?
        $( with { $( $key:ident: $key_type:ty, )+ } )?
        $( without { $( $part:ident, )+ } )?
    ) => {
        #[derive(Queryable, Selectable, Insertable)]
        $(#[$meta])*
        #[diesel(table_name = $table)]
        $vis struct $row {
            $($( pub(super) $key: <$key_type as $crate::columns::Column>::Stored, )+)?
            $(
                $( #[diesel(column_name = $column)] )?
                pub(super) $field: <$type as $crate::columns::Column>::Stored,
            )*
            $($( #[diesel(embed)] pub(super) $nested: $nested_row, )+)?
        }

        impl $row {
            #[allow(dead_code)] // of a row that is only read
            pub(super) fn of(value: &$value $($(, $key: $key_type)+)?) -> Self {
                Self {
                    $($( $key: $crate::columns::Column::store(&$key), )+)?
                    $( $field: $crate::columns::Column::store(&value.$field), )*
                    $($( $nested: $nested_row::of(&value.$nested), )+)?
                }
            }

            pub(super) fn read(self) -> Result<$value, Error> {
                Ok($value {
                    $(
                        $field: $crate::columns::Column::restore(
                            $crate::columns::column_name!($table $field $($column)?),
                            self.$field,
                        )?,
                    )*
                    $($( $nested: self.$nested.read()?, )+)?
                    $($( $part: Default::default(), )+)?
                })
            }

            $(
                /// Whether two have the same in other tables.
                #[allow(dead_code)] // of what is written with its owner
                pub(super) fn has_same_parts(one: &$value, other: &$value) -> bool {
                    $( one.$part == other.$part )&&+
                }
            )?
        }
    };
}

/// `"table.column"`: the column is the one that is named last.
macro_rules! column_name {
    ($table:ident $column:ident) => {
        concat!(stringify!($table), ".", stringify!($column))
    };
    ($table:ident $field:ident $column:ident) => {
        concat!(stringify!($table), ".", stringify!($column))
    };
}

pub(super) use {column_name, row};

/// Whether a row lies behind a place, a time and an identifier, in a list with the latest first.
macro_rules! lies_behind {
    ($at:expr, $id:expr, $place:expr) => {{
        let (at, id) = $place;
        let at = at.to_string();
        $at.lt(at.clone())
            .or($at.eq(at).and($id.lt(id.to_string())))
    }};
}
pub(crate) use lies_behind;
