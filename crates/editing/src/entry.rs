//! From a JSON document to a member: what is left out is filled in, what cannot be written is
//! refused, and all mistakes are told at once.
//!
//! A member is written in the form in which it is read. What the books themselves know about it
//! may be sent back and is not looked at ([`BOOKKEEPING`]); what has a way of its own to change
//! must be as it is.

use serde_json::{Map, Value, json};

use crate::{
    document::{self, Mistake},
    refusal::Refusal,
};
use network::{
    Contact, ContactId, Country, Date, Location, LocationId, LocationKind, Member, MemberId,
    NoteId, OfferId, ServiceType, Slug, Timestamp, Visibility, check_past, codes::unknown_code,
    nearest::nearest, position::Misplaced,
};

/// What the books know about a record: shown with it, and passed over when it is sent back.
pub const BOOKKEEPING: [&str; 6] = [
    "created_at",
    "updated_at",
    "version",
    "revision",
    "published",
    "warnings",
];

/// Fields that have a way of their own to change, with that way.
pub const READ_ONLY: [(&str, &str); 6] = [
    ("id", "an identifier stays for ever"),
    ("former_slugs", "it follows from the changes of \"slug\""),
    ("verified_at", "confirm the entry with POST …/verify"),
    ("verified_by", "it follows from who confirms the entry"),
    (
        "withdrawn_at",
        "withdraw the entry with DELETE, and bring it back with POST …/restore",
    ),
    ("merged_into", "merge members with POST …/merge"),
];

/// What is said beside the fields of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    /// It is meant that the public sees more than before.
    pub confirm_publication: bool,
    /// It is meant that a point lies outside the country of its place.
    pub confirm_positions: bool,
    /// It is meant although such a member seems to be there.
    pub allow_duplicate: bool,
    /// Parts that the entry does not have bear identifiers that the registry itself gave them
    /// before. No document says so.
    pub own_identifiers: bool,
    /// What is wrong with the flags themselves; told with what is wrong with the entry.
    pub(super) mistakes: Vec<Mistake>,
}

impl Flags {
    /// What they are called.
    const NAMES: [&str; 3] = [
        "confirm_publication",
        "confirm_positions",
        "allow_duplicate",
    ];

    /// Takes the flags out of a document.
    pub fn take(document: &mut Value) -> Self {
        let mut mistakes = Vec::new();
        let Value::Object(fields) = document else {
            return Self::default();
        };
        let [confirm_publication, confirm_positions, allow_duplicate] = Self::NAMES.map(|name| {
            let given = fields.shift_remove(name);
            if given
                .as_ref()
                .is_some_and(|given| !given.is_boolean() && !given.is_null())
            {
                let message = "it must be true or false";
                mistakes.push(Mistake::new(format!("/{name}"), "invalid_type", message));
            }
            given == Some(Value::Bool(true))
        });
        let slips: Vec<(String, &str)> = fields
            .keys()
            .filter_map(|name| Some((name.clone(), nearest(name, Self::NAMES)?)))
            .collect();
        for (name, near) in slips {
            fields.shift_remove(&name);
            let message = format!("there is no such field; did you mean \"{near}\"?");
            mistakes.push(Mistake::new(format!("/{name}"), "unknown_field", message));
        }
        Self {
            confirm_publication,
            confirm_positions,
            allow_duplicate,
            own_identifiers: false,
            mistakes,
        }
    }

    /// Fails when there is anything wrong with the flags themselves.
    pub fn checked(self) -> Result<Self, Refusal> {
        match self.mistakes.is_empty() {
            true => Ok(self),
            false => Err(Refusal::Invalid(self.mistakes)),
        }
    }
}

/// A new member from a document. Its slug stands for itself: whether it is free is for the caller
/// to see, and whether it was chosen, [`Written::chose_slug`] tells.
pub fn new_member(
    document: Value,
    taxonomy: &[ServiceType],
    now: Timestamp,
    flags: &Flags,
) -> Result<Written, Refusal> {
    read(document, None, taxonomy, now, flags)
}

/// A member changed by a document that holds the whole of it.
pub fn changed_member(
    before: &Member,
    document: Value,
    taxonomy: &[ServiceType],
    now: Timestamp,
    flags: &Flags,
) -> Result<Member, Refusal> {
    Ok(read(document, Some(before), taxonomy, now, flags)?.member)
}

/// A member as a document has it.
#[derive(Debug)]
pub struct Written {
    /// The member.
    pub member: Member,
    /// Whether the document names the slug.
    pub chose_slug: bool,
}

fn read(
    mut document: Value,
    before: Option<&Member>,
    taxonomy: &[ServiceType],
    now: Timestamp,
    flags: &Flags,
) -> Result<Written, Refusal> {
    let mut mistakes = flags.mistakes.clone();
    let mut chose_slug = false;
    let known = before.map(as_object).transpose()?.unwrap_or_default();
    if let Value::Object(fields) = &mut document {
        for name in BOOKKEEPING {
            fields.shift_remove(name);
        }
        chose_slug = fields.get("slug").is_some_and(|slug| !slug.is_null());
        keep_read_only(fields, &known, &mut mistakes);
        fill_in(fields, &known);
        fill_in_parts(fields, &known, now, flags, &mut mistakes);
    }
    let member = document::read_beside::<Member>(&document, &mut mistakes);
    if member.is_none() {
        mistakes.extend(mistakes_of_contacts(&document, &mistakes));
    }
    document::tell_unseen(&document, Some(&Value::Object(known)), &mut mistakes);
    if let Some(member) = &member {
        mistakes.extend(days_to_come(member, before, now));
        if !flags.confirm_positions {
            mistakes.extend(misplaced(member, before));
        }
    }
    let offers = document.get("service_offers").and_then(Value::as_array);
    for (place, offer) in offers.into_iter().flatten().enumerate() {
        mistakes.extend(unknown_service(offer, place, taxonomy));
    }
    let member = Refusal::unless(member, mistakes)?;
    Ok(Written { member, chose_slug })
}

/// Days of what is said to have happened that are still to come, unless they stood there before.
fn days_to_come(member: &Member, before: Option<&Member>, now: Timestamp) -> Vec<Mistake> {
    fn days(member: &Member) -> Vec<(String, ContactId, Option<Date>)> {
        let nobody = ContactId::from(member.id.uuid());
        let membership = &member.membership;
        let consents = member.contacts.iter().enumerate().map(|(place, contact)| {
            let pointer = format!("/contacts/{place}/consented_on");
            (pointer, contact.id, contact.consented_on)
        });
        [
            (
                "/membership/joined_on".to_owned(),
                nobody,
                membership.joined_on,
            ),
            ("/membership/left_on".to_owned(), nobody, membership.left_on),
        ]
        .into_iter()
        .chain(consents)
        .collect()
    }
    let known = before.map(days).unwrap_or_default();
    days(member)
        .into_iter()
        .filter(|(_, whose, day)| {
            !known
                .iter()
                .any(|(_, owner, known)| (owner, known) == (whose, day))
        })
        .filter_map(|(pointer, _, day)| {
            let invalid = check_past(day?, now).err()?;
            Some(Mistake::of(pointer, invalid))
        })
        .collect()
}

/// Places that the public sees with points outside their countries, unless it saw them so before.
fn misplaced(member: &Member, before: Option<&Member>) -> Vec<Mistake> {
    let known = before.map_or(&[][..], |before| &before.locations);
    let stood = |place: &Location| {
        known.iter().any(|known| {
            known.id == place.id
                && known.point == place.point
                && known.country == place.country
                && known.visibility >= place.visibility
        })
    };
    let places = member.locations.iter().enumerate();
    places
        .filter(|(_, place)| !stood(place))
        .filter_map(|(number, place)| {
            let told = Misplaced::published(place)?.told("\"confirm_positions\": true");
            Some(Mistake::of(format!("/locations/{number}/point"), told))
        })
        .collect()
}

/// The rules of contacts, told although the entry as a whole could not be read.
fn mistakes_of_contacts(document: &Value, told: &[Mistake]) -> Vec<Mistake> {
    let contacts = document.get("contacts").and_then(Value::as_array);
    let numbered = contacts.into_iter().flatten().enumerate();
    numbered
        .flat_map(|(place, contact)| {
            let mistakes = document::read::<Contact>(contact).err().unwrap_or_default();
            mistakes.into_iter().map(move |mistake| Mistake {
                pointer: format!("/contacts/{place}{}", mistake.pointer),
                ..mistake
            })
        })
        .filter(|mistake| !told.iter().any(|told| told.pointer == mistake.pointer))
        .collect()
}

/// A member as the object that it is in JSON.
pub fn as_object(member: &Member) -> Result<Map<String, Value>, Refusal> {
    match serde_json::to_value(member)? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

fn keep_read_only(
    fields: &mut Map<String, Value>,
    known: &Map<String, Value>,
    mistakes: &mut Vec<Mistake>,
) {
    let mut refuse = |pointer: String, way: &str| {
        let message = format!("it cannot be written here: {way}");
        mistakes.push(Mistake::new(pointer, "read_only", message));
    };
    for (name, way) in READ_ONLY {
        let is = known.get(name).cloned().unwrap_or(Value::Null);
        let sent = fields.insert(name.to_owned(), is.clone());
        if sent.is_some_and(|sent| !same(&sent, &is)) {
            refuse(format!("/{name}"), way);
        }
    }
    let status = known.get("membership").and_then(|is| is.get("status"));
    if let (Some(is), Some(Value::Object(membership))) = (status, fields.get_mut("membership")) {
        let sent = membership.insert("status".to_owned(), is.clone());
        if sent.is_some_and(|sent| sent != *is) {
            refuse(
                "/membership/status".to_owned(),
                "a membership moves with POST …/membership-events",
            );
        }
    }
}

/// Nothing, null and an empty list say the same.
fn same(a: &Value, b: &Value) -> bool {
    let empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    a == b || empty(a) && empty(b)
}

/// Fills in what has a usual value: that of the record as it is, so that nothing becomes public by
/// being left out, else that of a new member.
fn fill_in(fields: &mut Map<String, Value>, known: &Map<String, Value>) {
    let fresh = known.is_empty();
    if fresh {
        fields.insert("id".to_owned(), json!(MemberId::new()));
        fields.insert("former_slugs".to_owned(), json!([]));
    }
    let name = fields
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let slug = Slug::from_name(name).map_or_else(|| json!("member"), |slug| json!(slug));
    let membership = json!({ "type": "ordinary", "status": "applicant" });
    for (field, usual) in [
        ("slug", slug),
        ("membership", membership),
        ("listing", json!("listed")),
    ] {
        let usual = known.get(field).cloned().unwrap_or(usual);
        let sent = fields.entry(field).or_insert(Value::Null);
        match (sent, usual) {
            (sent @ Value::Null, usual) => *sent = usual,
            (Value::Object(sent), Value::Object(usual)) => {
                for (name, usual) in usual {
                    // Dates that are left out of a membership are taken out of it.
                    if matches!(name.as_str(), "type" | "status") {
                        sent.entry(name).or_insert(usual);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Gives parts that have none an identifier, and places what they have when nobody says.
fn fill_in_parts(
    fields: &mut Map<String, Value>,
    known: &Map<String, Value>,
    now: Timestamp,
    flags: &Flags,
    mistakes: &mut Vec<Mistake>,
) {
    let country = fields
        .get("country")
        .and_then(Value::as_str)
        .and_then(|code| Country::parse(code).ok());
    for list in ["locations", "service_offers", "contacts", "notes"] {
        let new_id = || match list {
            "locations" => json!(LocationId::new()),
            "service_offers" => json!(OfferId::new()),
            "contacts" => json!(ContactId::new()),
            _ => json!(NoteId::new()),
        };
        each_part(fields, list, |pointer, part| {
            let is_known =
                |id: &str| flags.own_identifiers || known_part(known, list, id).is_some();
            let before = identify(part, pointer, new_id(), mistakes, is_known)
                .and_then(|id| known_part(known, list, &id));
            match list {
                "locations" => fill_in_place(part, before, country),
                "notes" => {
                    let written = before.and_then(|note| note.get("recorded_at").cloned());
                    let written = written.unwrap_or_else(|| json!(now));
                    part.insert("recorded_at".to_owned(), written);
                }
                _ => {}
            }
        });
    }
}

/// Gives a place the country of its member and the visibility that it has, or that is usual, where
/// nobody says.
fn fill_in_place(place: &mut Map<String, Value>, before: Option<&Value>, country: Option<Country>) {
    // Without a country the member is refused; its places are no mistakes of their own then.
    let usual = country.map_or_else(|| json!("BE"), |country| json!(country));
    fill(place, "country", usual);
    let kind = place.get("kind").and_then(Value::as_str);
    let kind = kind.and_then(|kind| kind.parse::<LocationKind>().ok());
    let usual = match before.and_then(|place| place.get("visibility")) {
        Some(visibility) => visibility.clone(),
        None => json!(kind.map_or(Visibility::Hidden, Visibility::default_for)),
    };
    fill(place, "visibility", usual);
}

fn fill(part: &mut Map<String, Value>, field: &str, usual: Value) {
    let sent = part.entry(field).or_insert(Value::Null);
    if sent.is_null() {
        *sent = usual;
    }
}

/// Gives a part without an identifier a new one. Returns the identifier of a part that is there
/// already; a part that claims to be and is not is a mistake.
fn identify(
    part: &mut Map<String, Value>,
    pointer: &str,
    new: Value,
    mistakes: &mut Vec<Mistake>,
    is_known: impl Fn(&str) -> bool,
) -> Option<String> {
    match part.get("id") {
        None | Some(Value::Null) => {
            part.insert("id".to_owned(), new);
            None
        }
        Some(Value::String(id)) if is_known(id) => Some(id.clone()),
        Some(Value::String(id)) => {
            let message = format!(
                "this member has none with the identifier \"{id}\"; leave it out for a new one"
            );
            mistakes.push(Mistake::new(format!("{pointer}/id"), "unknown_id", message));
            part.insert("id".to_owned(), new);
            None
        }
        // The reading tells what is wrong with it.
        Some(_) => None,
    }
}

fn each_part(
    fields: &mut Map<String, Value>,
    list: &str,
    mut fill: impl FnMut(&str, &mut Map<String, Value>),
) {
    let parts = fields.get_mut(list).and_then(Value::as_array_mut);
    for (place, part) in parts.into_iter().flatten().enumerate() {
        if let Value::Object(part) = part {
            fill(&format!("/{list}/{place}"), part);
        }
    }
}

fn known_part<'a>(known: &'a Map<String, Value>, list: &str, id: &str) -> Option<&'a Value> {
    known
        .get(list)?
        .as_array()?
        .iter()
        .find(|part| part["id"] == id)
}

fn unknown_service(offer: &Value, place: usize, taxonomy: &[ServiceType]) -> Option<Mistake> {
    let code = offer.get("service")?.as_str()?;
    if taxonomy.iter().any(|service| service.code.as_str() == code) {
        return None;
    }
    let known = taxonomy.iter().map(|service| service.code.as_str());
    let told = unknown_code("service of this network", code, known);
    let pointer = format!("/service_offers/{place}/service");
    Some(Mistake::new(pointer, "unknown_service", told.message))
}
