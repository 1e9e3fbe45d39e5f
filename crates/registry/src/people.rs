//! Contacts and notes: what is known about people, and what staff write for each other.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    connection::insert_rows,
    error::{stored, stored_option},
    schema::{contacts, notes},
};
use network::{Contact, Member, Note};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = contacts)]
struct ContactRow {
    id: String,
    member_id: String,
    position: i32,
    name: String,
    role: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    legal_basis: String,
    consented_on: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = notes)]
struct NoteRow {
    id: String,
    member_id: String,
    position: i32,
    text: String,
    recorded_at: String,
}

/// Writes the contacts and notes of these members.
pub fn insert(connection: &mut AnyConnection, members: &[&Member]) -> Result<(), Error> {
    let people: Vec<ContactRow> = members
        .iter()
        .flat_map(|member| {
            (0..)
                .zip(&member.contacts)
                .map(|(position, contact)| ContactRow {
                    id: contact.id.to_string(),
                    member_id: member.id.to_string(),
                    position,
                    name: contact.name.clone(),
                    role: contact.role.clone(),
                    email: contact.email.clone().map(String::from),
                    phone: contact.phone.clone().map(String::from),
                    legal_basis: contact.legal_basis.to_string(),
                    consented_on: contact.consented_on.map(|date| date.to_string()),
                })
        })
        .collect();
    insert_rows!(connection, contacts::table, people);
    let remarks: Vec<NoteRow> = members
        .iter()
        .flat_map(|member| {
            (0..).zip(&member.notes).map(|(position, note)| NoteRow {
                id: note.id.to_string(),
                member_id: member.id.to_string(),
                position,
                text: note.text.clone(),
                recorded_at: note.recorded_at.to_string(),
            })
        })
        .collect();
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
) -> Result<HashMap<String, Vec<Contact>>, Error> {
    let mut query = contacts::table.into_boxed();
    if let Some(members) = members {
        query = query.filter(contacts::member_id.eq_any(members.to_vec()));
    }
    let mut people: HashMap<String, Vec<Contact>> = HashMap::new();
    for row in query
        .order((contacts::member_id, contacts::position))
        .select(ContactRow::as_select())
        .load(connection)?
    {
        people.entry(row.member_id).or_default().push(Contact {
            id: stored("contacts.id", row.id)?,
            name: row.name,
            role: row.role,
            email: stored_option("contacts.email", row.email)?,
            phone: stored_option("contacts.phone", row.phone)?,
            legal_basis: stored("contacts.legal_basis", row.legal_basis)?,
            consented_on: stored_option("contacts.consented_on", row.consented_on)?,
        });
    }
    Ok(people)
}

/// The notes by member, of these members or of all.
pub fn load_notes(
    connection: &mut AnyConnection,
    members: Option<&[String]>,
) -> Result<HashMap<String, Vec<Note>>, Error> {
    let mut query = notes::table.into_boxed();
    if let Some(members) = members {
        query = query.filter(notes::member_id.eq_any(members.to_vec()));
    }
    let mut remarks: HashMap<String, Vec<Note>> = HashMap::new();
    for row in query
        .order((notes::member_id, notes::position))
        .select(NoteRow::as_select())
        .load(connection)?
    {
        remarks.entry(row.member_id).or_default().push(Note {
            id: stored("notes.id", row.id)?,
            text: row.text,
            recorded_at: stored("notes.recorded_at", row.recorded_at)?,
        });
    }
    Ok(remarks)
}
