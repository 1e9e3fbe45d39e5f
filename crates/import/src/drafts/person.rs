//! What rows say of what only staff sees of a member: its people, and notes about it.

use crate::{
    fields::{Field, Shape, TableFields, TableName, table},
    given::{Apply, Given, email, line, name, past_date},
    reading::{RowReader, missing},
};
use network::{
    Contact, ContactId, Date, Email, Invalid, LegalBasis, Note, NoteId, PhoneNumber, Timestamp,
    parse_past_time, text,
};

table! {
    CONTACT_COLUMNS = Contacts, Some("/contacts");
    /// What a row gives for the fields of a contact.
    ContactFields of Contact {
        id "/id" One;
        member "" One;
        name "/name" One: Given<String> = required(name) => name;
        role "/role" One: Given<Option<String>> = one(line) => role;
        email "/email" MailLink: Given<Option<Email>> = one(email) => email;
        phone "/phone" One: Given<Option<PhoneNumber>> = one(str::parse) => phone;
        legal_basis "/legal_basis" One: Given<LegalBasis> = required(str::parse) => legal_basis;
        consented_on "/consented_on" Day;
    }
}

table! {
    NOTE_COLUMNS = Notes, Some("/notes");
    /// What a row gives for the fields of a note.
    NoteFields of Note {
        id "/id" One;
        member "" One;
        text "/text" One: Given<String> = required(text::paragraphs) => text;
        recorded_at "/recorded_at" One: Given<Timestamp> = kept(parse_past_time) => recorded_at;
    }
}

/// What a row says about a person.
#[derive(Debug)]
pub struct ContactDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<ContactId>,
    name: String,
    legal_basis: LegalBasis,
    consented_on: Option<Date>,
    fields: ContactFields,
}

impl ContactDraft {
    /// Reads a row; nothing when it cannot be taken.
    pub fn read(line: u64, row: &mut RowReader<'_>) -> Option<Self> {
        let id = row.kept("id", str::parse);
        let fields = ContactFields::read(row);
        let consented_on = row.kept("consented_on", past_date);
        if row.mistakes() == 0 {
            if fields.name.is_none() {
                row.refuse_field("name", missing("name"));
            }
            if fields.legal_basis.is_none() {
                row.refuse_field("legal_basis", missing("legal_basis"));
            }
            if fields.legal_basis == Some(LegalBasis::Consent) && consented_on.is_none() {
                row.refuse_field(
                    "consented_on",
                    Invalid::new(
                        "required",
                        "consent needs the date on which the person agreed; write it",
                    ),
                );
            }
        }
        Some(Self {
            line,
            id,
            name: fields.name.clone()?,
            legal_basis: fields.legal_basis?,
            consented_on,
            fields,
        })
    }

    /// Applies the row to a member's people: to the one with its identifier, else to the one with
    /// its name, else it is a new one.
    pub fn apply(&self, contacts: &mut Vec<Contact>) {
        let by_id = contacts
            .iter()
            .position(|contact| Some(contact.id) == self.id);
        let found = by_id.or_else(|| {
            contacts
                .iter()
                .position(|contact| self.id.is_none() && contact.name == self.name)
        });
        let place = found.unwrap_or_else(|| {
            contacts.push(Contact {
                id: self.id.unwrap_or_else(ContactId::new),
                name: self.name.clone(),
                role: None,
                email: None,
                phone: None,
                legal_basis: self.legal_basis,
                consented_on: None,
            });
            contacts.len() - 1
        });
        self.fields.apply(&mut contacts[place]);
        contacts[place].consented_on = self.consented_on;
    }
}

/// What a row says of a note.
#[derive(Debug)]
pub struct NoteDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<NoteId>,
    text: String,
    fields: NoteFields,
}

impl NoteDraft {
    /// Reads a row; nothing when it cannot be taken.
    pub fn read(line: u64, row: &mut RowReader<'_>) -> Option<Self> {
        let id = row.kept("id", str::parse);
        let fields = NoteFields::read(row);
        if fields.text.is_none() && row.mistakes() == 0 {
            row.refuse_field("text", missing("text"));
        }
        Some(Self {
            line,
            id,
            text: fields.text.clone()?,
            fields,
        })
    }

    /// Applies the row to a member's notes: to the one with its identifier, else it is a new one,
    /// unless there is one with its text.
    pub fn apply(&self, notes: &mut Vec<Note>) {
        let found = notes.iter().position(|note| match self.id {
            Some(id) => note.id == id,
            None => note.text == self.text,
        });
        let place = found.unwrap_or_else(|| {
            notes.push(Note {
                id: self.id.unwrap_or_else(NoteId::new),
                text: self.text.clone(),
                recorded_at: Timestamp::now(),
            });
            notes.len() - 1
        });
        self.fields.apply(&mut notes[place]);
    }
}
