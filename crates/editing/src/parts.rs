//! Parts of members one at a time: places, offers, people, notes.
//!
//! A change of a part is a change of its member's entry, so every rule of an entry holds. What is
//! wrong with the part itself is told by its place within the part.

use serde_json::{Value, json};

use crate::{
    document::Mistake,
    edit::Edit,
    entry::{BOOKKEEPING, Flags},
    members::{Saved, edit_record, expected, find},
    refusal::Refusal,
};
use registry::{AnyConnection, Change, Record, audit::Action};

/// A list of parts that a member has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartList {
    /// Its places.
    Locations,
    /// What it does for people.
    ServiceOffers,
    /// Its people.
    Contacts,
    /// What staff noted about it.
    Notes,
}

impl PartList {
    /// The field of the entry that holds it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Locations => "locations",
            Self::ServiceOffers => "service_offers",
            Self::Contacts => "contacts",
            Self::Notes => "notes",
        }
    }

    const fn one(self) -> &'static str {
        match self {
            Self::Locations => "location",
            Self::ServiceOffers => "service offer",
            Self::Contacts => "contact",
            Self::Notes => "note",
        }
    }

    /// The parts of a record.
    pub fn of(self, record: &Record) -> Result<Vec<Value>, Refusal> {
        let mut entry = serde_json::to_value(&record.member)?;
        Ok(std::mem::take(self.items(&mut entry)?))
    }

    fn items(self, entry: &mut Value) -> Result<&mut Vec<Value>, Refusal> {
        // An entry always has its lists; a mistake at its place is better than a panic.
        entry
            .get_mut(self.field())
            .and_then(Value::as_array_mut)
            .ok_or_else(|| {
                let pointer = format!("/{}", self.field());
                Refusal::mistake(pointer, "required", "it must be a list")
            })
    }

    fn place(self, record: &Record, id: &str) -> Result<usize, Refusal> {
        let place = self.of(record)?.iter().position(|part| part["id"] == id);
        place.ok_or_else(|| {
            Refusal::NotFound(format!("This member has no {} \"{id}\".", self.one()))
        })
    }
}

/// One part, with the record that it belongs to.
pub fn get(
    connection: &mut AnyConnection,
    key: &str,
    list: PartList,
    id: &str,
) -> Result<(Record, Value), Refusal> {
    let record = find(connection, key)?;
    let place = list.place(&record, id)?;
    let part = list.of(&record)?.swap_remove(place);
    Ok((record, part))
}

/// Adds a part at the end of its list.
pub fn add(change: &mut Change<'_>, edit: Edit, list: PartList) -> Result<(Saved, Value), Refusal> {
    let record = expected(change.connection(), &edit)?;
    let place = list.of(&record)?.len();
    let edited = edit_list(change, record, list, place, |items, flags| {
        let part = object(edit, flags)?.document;
        if !part["id"].is_null() {
            return Err(Refusal::mistake(
                "/id",
                "read_only",
                "a new one gets its identifier here; leave it out",
            ));
        }
        items.push(part);
        Ok(())
    });
    stored(edited?, list, place)
}

/// Changes a part by a document: the whole of it, or a merge patch.
pub fn update(
    change: &mut Change<'_>,
    edit: Edit,
    list: PartList,
    id: &str,
) -> Result<(Saved, Value), Refusal> {
    let record = find(change.connection(), &edit.key)?;
    let place = list.place(&record, id)?;
    edit.expected.check(&record)?;
    let edited = edit_list(change, record, list, place, |items, flags| {
        object(edit, flags)?.apply(&mut items[place]);
        keep_identifier(&mut items[place], id)
    });
    stored(edited?, list, place)
}

/// Removes a part. A place where something is offered stays.
pub fn remove(
    change: &mut Change<'_>,
    edit: &Edit,
    list: PartList,
    id: &str,
) -> Result<Saved, Refusal> {
    edit.has_no_body()?;
    let record = find(change.connection(), &edit.key)?;
    let place = list.place(&record, id)?;
    if list == PartList::Locations {
        refuse_in_use(&record, id)?;
    }
    edit.expected.check(&record)?;
    edit_list(change, record, list, place, |items, _| {
        items.remove(place);
        Ok(())
    })
}

fn refuse_in_use(record: &Record, id: &str) -> Result<(), Refusal> {
    let offers: Vec<String> = record
        .member
        .service_offers
        .iter()
        .filter(|offer| offer.location.is_some_and(|at| at.to_string() == id))
        .map(|offer| format!("{} ({})", offer.id, offer.service))
        .collect();
    if offers.is_empty() {
        return Ok(());
    }
    Err(Refusal::wrong_state(format!(
        "These service offers are given there: {}. Remove them, or change their location_id, \
             before the location.",
        offers.join(", ")
    ))
    .with_help("service_offers", json!(offers)))
}

/// Changes a list; mistakes of the part at `place` are told by their place within it.
fn edit_list(
    change: &mut Change<'_>,
    record: Record,
    list: PartList,
    place: usize,
    work: impl FnOnce(&mut Vec<Value>, &mut Flags) -> Result<(), Refusal>,
) -> Result<Saved, Refusal> {
    let edited = edit_record(change, record, Action::Update, None, |whole, flags| {
        work(list.items(whole)?, flags)
    });
    edited.map_err(|refusal| match refusal {
        Refusal::Invalid(mistakes) => Refusal::Invalid(
            mistakes
                .into_iter()
                .map(|mistake| within(mistake, list, place))
                .collect(),
        ),
        other => other,
    })
}

fn within(mistake: Mistake, list: PartList, place: usize) -> Mistake {
    let part = format!("/{}/{place}", list.field());
    let rest = mistake.pointer.strip_prefix(&part);
    let pointer = match rest.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        Some(rest) => rest.to_owned(),
        // It is told of the list, and all others in it were right before.
        None if list == PartList::ServiceOffers && mistake.invalid.code == "unknown_location" => {
            "/location_id".to_owned()
        }
        None => mistake.pointer,
    };
    Mistake { pointer, ..mistake }
}

/// An edit without the flags in its document, which must be an object.
fn object(mut edit: Edit, flags: &mut Flags) -> Result<Edit, Refusal> {
    *flags = Flags::take(&mut edit.document);
    match &mut edit.document {
        Value::Object(fields) => {
            for name in BOOKKEEPING {
                fields.shift_remove(name);
            }
            Ok(edit)
        }
        _ => Err(Refusal::mistake("", "invalid_type", "send an object")),
    }
}

fn keep_identifier(part: &mut Value, id: &str) -> Result<(), Refusal> {
    let sent = &part["id"];
    if !sent.is_null() && sent != id {
        return Err(Refusal::mistake(
            "/id",
            "read_only",
            "it cannot be written here: an identifier stays for ever",
        ));
    }
    part["id"] = json!(id);
    Ok(())
}

/// The part as it was stored. What is odd about it is told by its place within it, as mistakes are.
fn stored(mut saved: Saved, list: PartList, place: usize) -> Result<(Saved, Value), Refusal> {
    let part = list.of(&saved.record)?.swap_remove(place);
    let warnings = std::mem::take(&mut saved.warnings).into_iter();
    saved.warnings = warnings.map(|odd| within(odd, list, place)).collect();
    Ok((saved, part))
}
