//! What rows say about records, checked and typed. A field that a row does not give keeps what the
//! registry has.

mod location;
mod member;
mod offer;
mod person;
mod shared;

pub use location::LocationDraft;
pub use member::MemberDraft;
pub use offer::OfferDraft;
pub use person::{ContactDraft, NoteDraft};
pub use shared::{NetworkDraft, ServiceTypeDraft};

use crate::fields::{TableFields, TableName};

/// Every table, in the order of a workbook's sheets.
pub static TABLES: [&TableFields; 7] = [
    &member::COLUMNS,
    &location::COLUMNS,
    &offer::COLUMNS,
    &person::CONTACT_COLUMNS,
    &person::NOTE_COLUMNS,
    &shared::SERVICE_TYPE_COLUMNS,
    &shared::NETWORK_COLUMNS,
];

/// The table of this name.
pub fn table(name: TableName) -> &'static TableFields {
    let place = TABLES.iter().position(|table| table.name == name);
    TABLES[place.unwrap_or_default()]
}
