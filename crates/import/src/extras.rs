//! The tables of what only staff sees of members: people and notes.

use std::collections::HashMap;

use super::{
    drafts::{MemberDraft, MemberKey, is_own_key, lay, line, name, own_key},
    plan::Sheets,
    reading::{Fed, RowReader, missing},
    report::{Origin, Refusal, Report},
};
use network::{
    Contact, ContactId, Date, Email, Invalid, LegalBasis, Note, NoteId, Phone, Timestamp,
    parse_date, text,
};

/// What the tables beside the members say.
#[derive(Debug, Default)]
pub struct Extras {
    /// Where contacts' rows stand.
    pub contacts_from: Origin,
    /// Where notes' rows stand.
    pub notes_from: Origin,
    /// Contacts, by the key that names the member.
    pub contacts: HashMap<MemberKey, Vec<ContactDraft>>,
    /// Notes, by the key that names the member.
    pub notes: HashMap<MemberKey, Vec<NoteDraft>>,
}

/// Gives each member the rows of its people and notes, and refuses those whose member has no row
/// of its own.
pub fn join(sheets: &mut Sheets, report: &mut Report) {
    let extras = &mut sheets.extras;
    for draft in &mut sheets.members {
        draft.contacts = rows_of(draft, &mut extras.contacts);
        draft.notes = rows_of(draft, &mut extras.notes);
    }
    let contacts = extras
        .contacts
        .drain()
        .flat_map(|(key, rows)| rows.into_iter().map(move |row| (key.clone(), row.line)));
    let contacts: Vec<_> = contacts.map(|row| (&extras.contacts_from, row)).collect();
    let notes = extras
        .notes
        .drain()
        .flat_map(|(key, rows)| rows.into_iter().map(move |row| (key.clone(), row.line)));
    let notes: Vec<_> = notes.map(|row| (&extras.notes_from, row)).collect();
    let strays = contacts.into_iter().chain(notes);
    // What is part of a record is refused with it.
    for (origin, (key, line)) in strays.filter(|(_, (key, _))| !is_own_key(key)) {
        report.other_rows_refused += 1;
        report.refusals.push(Refusal::of_row(
            origin,
            line,
            Invalid::new(
                "unknown_member",
                format!(
                    "no row for a member has the slug or the external_id \"{key}\"; add the \
                     member's own row, with no more than its slug where nothing else changes"
                ),
            ),
        ));
    }
}

fn rows_of<T>(draft: &MemberDraft, rows: &mut HashMap<MemberKey, Vec<T>>) -> Vec<T> {
    let slug = draft.slug.as_ref().map(ToString::to_string);
    let keys = slug.into_iter().chain(draft.external_id.clone());
    let keys = keys.chain([own_key(draft.line)]);
    keys.filter_map(|key| rows.remove(&key)).flatten().collect()
}

/// Reads a row of one of these tables.
pub fn read_row(
    table: &str,
    key: impl FnOnce(&mut RowReader<'_>) -> Option<MemberKey>,
    row: &mut RowReader<'_>,
    line: u64,
    extras: &mut Extras,
) {
    match table {
        "contacts" => {
            let key = key(row);
            if let (Some(draft), Some(key)) = (ContactDraft::read(line, row), key)
                && row.mistakes() == 0
            {
                extras.contacts.entry(key).or_default().push(draft);
            }
        }
        "notes" => {
            let key = key(row);
            if let (Some(draft), Some(key)) = (NoteDraft::read(line, row), key)
                && row.mistakes() == 0
            {
                extras.notes.entry(key).or_default().push(draft);
            }
        }
        _ => {}
    }
}

/// What a row says about a person.
#[derive(Debug)]
pub struct ContactDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<ContactId>,
    name: String,
    role: Fed<Option<String>>,
    email: Fed<Option<Email>>,
    phone: Fed<Option<Phone>>,
    legal_basis: LegalBasis,
    consented_on: Option<Date>,
}

impl ContactDraft {
    /// Reads a row; nothing when it cannot be taken.
    pub fn read(line_number: u64, row: &mut RowReader<'_>) -> Option<Self> {
        let id = row.one("id", str::parse).flatten();
        let given = row.required("name", name);
        let role = row.one("role", line);
        let email = row.one("email", str::parse);
        let phone = row.one("phone", str::parse);
        let legal_basis = row.required("legal_basis", str::parse::<LegalBasis>);
        let consented_on = row.one("consented_on", parse_date).flatten();
        if row.mistakes() == 0 {
            if given.is_none() {
                row.refuse_field("name", missing("name"));
            }
            if legal_basis.is_none() {
                row.refuse_field("legal_basis", missing("legal_basis"));
            }
            if legal_basis == Some(LegalBasis::Consent) && consented_on.is_none() {
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
            line: line_number,
            id,
            name: given?,
            role,
            email,
            phone,
            legal_basis: legal_basis?,
            consented_on,
        })
    }

    /// Lays the row over a member's people: over the one with its identifier, else over the one
    /// with its name, else it is a new one.
    pub fn lay(&self, contacts: &mut Vec<Contact>) {
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
        let contact = &mut contacts[place];
        contact.name.clone_from(&self.name);
        contact.legal_basis = self.legal_basis;
        contact.consented_on = self.consented_on;
        lay(&mut contact.role, &self.role);
        lay(&mut contact.email, &self.email);
        lay(&mut contact.phone, &self.phone);
    }
}

/// What a row says of a note.
#[derive(Debug)]
pub struct NoteDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<NoteId>,
    text: String,
    recorded_at: Option<Timestamp>,
}

impl NoteDraft {
    /// Reads a row; nothing when it cannot be taken.
    pub fn read(line_number: u64, row: &mut RowReader<'_>) -> Option<Self> {
        let id = row.one("id", str::parse).flatten();
        let given = row.required("text", text::paragraphs);
        let recorded_at = row.one("recorded_at", str::parse).flatten();
        if given.is_none() && row.mistakes() == 0 {
            row.refuse_field("text", missing("text"));
        }
        Some(Self {
            line: line_number,
            id,
            text: given?,
            recorded_at,
        })
    }

    /// Lays the row over a member's notes: over the one with its identifier, else it is a new one,
    /// unless there is one with its text.
    pub fn lay(&self, notes: &mut Vec<Note>) {
        let found = notes.iter_mut().find(|note| match self.id {
            Some(id) => note.id == id,
            None => note.text == self.text,
        });
        match found {
            Some(note) => {
                note.text.clone_from(&self.text);
                note.recorded_at = self.recorded_at.unwrap_or(note.recorded_at);
            }
            None => notes.push(Note {
                id: self.id.unwrap_or_else(NoteId::new),
                text: self.text.clone(),
                recorded_at: self.recorded_at.unwrap_or_else(Timestamp::now),
            }),
        }
    }
}
