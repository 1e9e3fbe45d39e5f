//! `…/personal-data`: what is kept about a person, whether a contact or not, and erasing it.

use serde_json::json;

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
};
use editing::{
    erasure::{self, Erased, Erasure, Found, PersonalData, SoughtPerson},
    members,
};
use registry::readings::Reading;

/// The operations on personal data.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "/members/{member}/contacts/{contact}/personal-data",
            "getPersonalData",
            STAFF,
        )
        .says(text! {
            /// Shows all data kept about a contact.
            ///
            /// For a person who asks (GDPR, article 15), and before an erasure: the data as they are, every
            /// version of them in the audit trail, and all else that names the person by one of the names,
            /// e-mail addresses and telephone numbers that they ever had here, in any order and spelling:
            /// in other entries, notes, proposals, reasons, labels of keys, and the past of all of these.
            /// Leaves a line in the audit trail.
        })
        .answers::<PersonalData>("All that is kept")
        .read_whole_path(|connection, session| {
            let record = members::find(connection, session.at("member"))?;
            let contact = erasure::contact_id(session.at("contact"))?;
            let data = erasure::personal_data(connection, &record, contact)?;
            let reading = Reading::PersonalData(Some((record.member.id, contact)));
            Ok((Reply::json(&data)?.of(&record), reading))
        }),
        Operation::delete(
            "/members/{member}/contacts/{contact}/personal-data",
            "erasePersonalData",
            STAFF,
        )
        .says(text! {
            /// Erases all data kept about a contact.
            ///
            /// For a person who wants it (GDPR, article 17): the contact goes wherever it stands, and fields
            /// with the person's e-mail address or telephone number are emptied, in the audit trail, in
            /// proposals and in kept answers too. Texts are taken out or kept sentence by sentence, by your
            /// word, in the past as in the present: while something that was found is not decided, nothing is
            /// done, and the answer (409) has all of it in `found`. There is no way back. Further names by
            /// which to look can be given. The answer lists what was kept.
        })
        .optional_body::<Erasure>(json!({"sentences": "remove"}))
        .answers::<Erased>("What was erased, and what was kept")
        .conflicts(
            "Sentences name the person, and it was not said what becomes of them: see `found`",
        )
        .write(|change, wanted| {
            let contact = wanted.session.at("contact");
            let (record, erased) = erasure::erase_contact(change, &wanted.edit, contact)?;
            Ok(Reply::json(&erased)?.of(&record).secret().erasing())
        }),
        Operation::post("/personal-data/search", "findPersonalData", STAFF)
            .says(text! {
                /// Shows all data that names a person.
                ///
                /// For somebody who need not be a contact: every text of every table, with the past, is
                /// searched for the names, e-mail addresses and telephone numbers. Leaves a line in the audit
                /// trail, which does not say for whom.
            })
            .takes::<SoughtPerson>(json!({
                "names": ["Anna Vandenbroucke"],
                "emails": ["anna@huis.example"],
                "phones": ["+32 475 12 34 56"],
            }))
            .answers::<Found>("All that was found")
            .read_asked(|connection, edit| {
                let found = erasure::find(connection, &edit.read()?)?;
                Ok((Reply::json(&found)?, Reading::PersonalData(None)))
            }),
        Operation::post("/personal-data/erase", "erasePersonalDataByText", STAFF)
            .says(text! {
                /// Erases all data that names a person.
                ///
                /// As the erasure of a contact, for somebody who need not be one: contacts of that name, at
                /// whatever member, and fields with the e-mail address or telephone number go, unless `keep`
                /// names them; sentences by your word. Search first. A sentence that the public sees makes a
                /// public change.
            })
            .takes::<Erasure>(json!({
                "names": ["Anna Vandenbroucke"],
                "emails": ["anna@huis.example"],
                "sentences": "remove",
            }))
            .answers::<Erased>("What was erased, and what was kept")
            .conflicts(
                "Sentences name the person, and it was not said what becomes of them: see `found`",
            )
            .write(|change, wanted| {
                let erased = erasure::erase(change, &wanted.edit)?;
                Ok(Reply::json(&erased)?.secret().erasing())
            }),
    ]
}
