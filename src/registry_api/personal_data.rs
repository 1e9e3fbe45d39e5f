//! `…/contacts/{contact}/personal-data`: what is kept about a person, and erasing it.

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
};
use editing::{
    erasure::{self, Erased, PersonalData},
    members,
};

/// The operations on personal data.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "/members/{member}/contacts/{contact}/personal-data",
            "getPersonalData",
            STAFF,
        )
        .says(text! {
            /// Shows all that is kept about a person.
            ///
            /// For a person who asks (GDPR, article 15): the data as they are, every version of them in the
            /// audit trail, and the fields of the entry that name the person too.
        })
        .answers::<PersonalData>("All that is kept")
        .read(|connection, session| {
            let record = members::find(connection, session.at("member"))?;
            let data = erasure::personal_data(connection, &record, session.at("contact"))?;
            Ok(Reply::json(&data)?.of(&record))
        }),
        Operation::delete(
            "/members/{member}/contacts/{contact}/personal-data",
            "erasePersonalData",
            STAFF,
        )
        .says(text! {
            /// Erases all that is kept about a person.
            ///
            /// For a person who wants it (GDPR, article 17): from the entry, from every line of the audit
            /// trail, from proposals and kept answers. There is no way back. The answer names the fields of
            /// the entry whose text still names the person.
        })
        .answers::<Erased>("What was erased")
        .write(|change, wanted| {
            let contact = wanted.session.at("contact");
            let (record, erased) = erasure::erase_contact(change, &wanted.edit, contact)?;
            Ok(Reply::json(&erased)?.of(&record).erasing())
        }),
    ]
}
