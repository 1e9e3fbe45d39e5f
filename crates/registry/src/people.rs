//! Contacts and notes: what is known about people, and what staff write for each other.

use diesel::prelude::*;

use crate::{
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::Error,
    lists::{ByOwner, by_owner, rows_of, rows_of_members},
};
use network::{
    Contact, ContactId, Date, Email, LegalBasis, Member, MemberId, Note, NoteId, PhoneNumber,
    Timestamp,
};

diesel::table! {
    contacts (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        name -> Text,
        role -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        legal_basis -> Text,
        consented_on -> Nullable<Text>,
    }
}

diesel::table! {
    notes (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        text -> Text,
        recorded_at -> Text,
    }
}

row! {
    struct ContactRow in contacts of Contact {
        id: ContactId,
        name: String,
        role: Option<String>,
        email: Option<Email>,
        phone: Option<PhoneNumber>,
        legal_basis: LegalBasis,
        consented_on: Option<Date>,
    }
    with {
        member_id: MemberId,
        position: i32,
    }
}

row! {
    struct NoteRow in notes of Note {
        id: NoteId,
        text: String,
        recorded_at: Timestamp,
    }
    with {
        member_id: MemberId,
        position: i32,
    }
}

/// Writes the contacts and notes of these members.
pub fn insert(connection: &mut AnyConnection, members: &[&Member]) -> Result<(), Error> {
    let people = rows_of(
        members,
        |member| &member.contacts,
        |person, member, position| ContactRow::of(person, member.id, position),
    );
    insert_rows!(connection, contacts::table, people);
    let remarks = rows_of(
        members,
        |member| &member.notes,
        |note, member, position| NoteRow::of(note, member.id, position),
    );
    insert_rows!(connection, notes::table, remarks);
    Ok(())
}

/// Removes the contacts and notes of these members.
pub fn delete(connection: &mut AnyConnection, members: &[String]) -> Result<(), Error> {
    diesel::delete(contacts::table.filter(contacts::member_id.eq_any(members)))
        .execute(connection)?;
    diesel::delete(notes::table.filter(notes::member_id.eq_any(members))).execute(connection)?;
    Ok(())
}

/// The contacts by member, of these members or of all.
pub fn load_contacts(
    connection: &mut AnyConnection,
    members: Option<&[String]>,
) -> Result<ByOwner<Contact>, Error> {
    let rows: Vec<ContactRow> = rows_of_members!(connection, contacts, ContactRow, members);
    by_owner(
        rows.into_iter()
            .map(|row| Ok((row.member_id.clone(), row.read()?))),
    )
}

/// The notes by member, of these members or of all.
pub fn load_notes(
    connection: &mut AnyConnection,
    members: Option<&[String]>,
) -> Result<ByOwner<Note>, Error> {
    let rows: Vec<NoteRow> = rows_of_members!(connection, notes, NoteRow, members);
    by_owner(
        rows.into_iter()
            .map(|row| Ok((row.member_id.clone(), row.read()?))),
    )
}
