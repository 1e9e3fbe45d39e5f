//! The shapes that the registry API answers with and takes, for the OpenAPI document and on the
//! wire.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use editing::{Refusal, document::Mistake};
use network::{Country, Member, NetworkProfile, Phone, Role, ServiceType, Timestamp};
use registry::Record;

/// What is odd about a record that was taken all the same.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Warning {
    /// The field: a JSON pointer (RFC 6901).
    #[schema(example = "/locations/0/point")]
    pub pointer: String,
    /// A stable name for it, for programs.
    #[schema(example = "outside_country")]
    pub code: String,
    /// What is odd, for people.
    pub message: String,
}

/// The last change of a record that the public could see.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PublishedEntry)]
pub struct PublishedView {
    /// The number of that change in public answers.
    pub revision: i64,
    /// When it was.
    pub at: Timestamp,
}

/// What the registry itself knows about a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Bookkeeping {
    /// When it was first written; left out of what `as_of` shows.
    #[schema(required = false, read_only)]
    created_at: Timestamp,
    /// When it was last changed.
    #[schema(required = false, read_only)]
    updated_at: Timestamp,
    /// How often it was written; left out of what `as_of` shows.
    #[schema(required = false, read_only)]
    version: i64,
    /// The registry's revision at its last change.
    #[schema(required = false, read_only)]
    revision: i64,
    /// The last change that the public could see; null when it never saw the member, left out of
    /// what `as_of` shows.
    #[schema(read_only)]
    published: Option<PublishedView>,
    /// What should be looked at again; only after a change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, read_only)]
    warnings: Vec<Warning>,
}

/// A member's record: its entry, and what the registry itself knows about it. A `member` key is
/// not shown `notes`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemberRecord)]
pub struct RecordView<'a> {
    #[serde(flatten)]
    #[schema(value_type = Member)]
    member: &'a Member,
    #[serde(flatten)]
    books: Bookkeeping,
}

/// A record as its reader may see it.
pub fn record(record: &Record, warnings: &[Mistake], reader: Role) -> Result<Value, Refusal> {
    let view = RecordView {
        member: &record.member,
        books: Bookkeeping {
            created_at: record.created_at,
            updated_at: record.updated_at,
            version: record.version,
            revision: record.revision,
            published: record.published.map(|published| PublishedView {
                revision: published.revision,
                at: published.at,
            }),
            warnings: self::warnings(warnings),
        },
    };
    let mut value = serde_json::to_value(view)?;
    show_dialled(&mut value, &record.member);
    hide_notes(&mut value, reader);
    Ok(value)
}

/// Shows with every telephone number of an entry how it is dialled, as the public sees it.
pub fn show_dialled(entry: &mut Value, member: &Member) {
    show_uris(entry, &member.phones, member.country);
    let places = entry.get_mut("locations").and_then(Value::as_array_mut);
    for place in places.into_iter().flatten() {
        show_dialled_at(place, member);
    }
}

/// The same of a part of an entry, which has numbers if it is a place.
pub fn show_dialled_at(part: &mut Value, member: &Member) {
    let mut places = member.locations.iter();
    if let Some(place) = places.find(|place| part["id"] == place.id.to_string()) {
        show_uris(part, &place.phones, place.country);
    }
}

fn show_uris(shown: &mut Value, phones: &[Phone], country: Country) {
    let shown = shown.get_mut("phones").and_then(Value::as_array_mut);
    let shown = shown.into_iter().flatten().filter_map(Value::as_object_mut);
    for (shown, phone) in shown.zip(phones) {
        shown.insert("uri".to_owned(), json!(phone.uri(country)));
    }
}

/// Whether the holder of a key works for the secretariat.
pub fn is_staff(role: Role) -> bool {
    matches!(role, Role::Editor | Role::Admin)
}

/// Takes out of an entry what its reader may not see: staff write notes for each other.
pub fn hide_notes(entry: &mut Value, reader: Role) {
    if !is_staff(reader)
        && let Some(fields) = entry.as_object_mut()
    {
        fields.shift_remove("notes");
    }
}

/// What is odd about what was written, as it is told.
pub fn warnings(mistakes: &[Mistake]) -> Vec<Warning> {
    let told = mistakes.iter().map(|mistake| Warning {
        pointer: mistake.pointer.clone(),
        code: mistake.invalid.code.to_string(),
        message: mistake.invalid.message.clone(),
    });
    told.collect()
}

/// A member's entry as it is written. What is left out of a new one gets its usual value; a field
/// that is read only may be sent back as it was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberWrite {
    #[serde(flatten)]
    entry: Member,
    #[serde(flatten)]
    books: Bookkeeping,
    /// Must be true when the public sees more by it than before.
    #[schema(required = false, default = false)]
    confirm_publication: bool,
    /// Must be true when a point that the public sees lies outside the country of its place.
    #[schema(required = false, default = false)]
    confirm_positions: bool,
    /// Must be true to make a member that is probably there already.
    #[schema(required = false, default = false)]
    allow_duplicate: bool,
}

/// The network's profile as it is written.
#[derive(Debug, Serialize, ToSchema)]
pub struct NetworkProfileWrite {
    #[serde(flatten)]
    profile: NetworkProfile,
    /// Must be true when it tells what a member keeps secret.
    #[schema(required = false, default = false)]
    confirm_publication: bool,
}

/// A service type as it is written.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceTypeWrite {
    #[serde(flatten)]
    service: ServiceType,
    /// Must be true when a label tells what a member keeps secret.
    #[schema(required = false, default = false)]
    confirm_publication: bool,
}

/// Nothing but a confirmation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Must be true when the public sees more by it than before.
    #[schema(required = false, default = false)]
    confirm_publication: bool,
}
