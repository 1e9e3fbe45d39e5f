//! `/v1/registry/members/{member}/locations`, `…/service-offers`, `…/contacts` and `…/notes`: the
//! parts of members, one at a time.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    call::WriteRequest,
    operation::{Operation, STAFF, text},
    reply::Reply,
    state::PREFIX,
    views::{Warning, show_dialled_at},
};
use editing::{
    Refusal, Saved, members,
    parts::{self, PartList},
};
use network::{Contact, Location, Note, ServiceOffer};
use registry::Change;

/// A place as it is written.
#[derive(Debug, Serialize, ToSchema)]
pub struct LocationWrite {
    #[serde(flatten)]
    #[schema(inline)]
    place: Location,
    /// Must be true when the public sees more by it than before.
    #[schema(required = false, default = false)]
    confirm_publication: bool,
    /// Must be true when the public sees its point and that lies outside its country.
    #[schema(required = false, default = false)]
    confirm_positions: bool,
}

/// Declares the answers to changes of parts.
macro_rules! views {
    ($($view:ident of $part:ident),+) => { $(
        /// A part of a member as it was stored.
        #[derive(Serialize, ToSchema)]
        pub struct $view {
            #[serde(flatten)]
            #[schema(inline)]
            part: $part,
            /// What should be looked at again; left out when there is nothing.
            #[schema(required = false, read_only)]
            warnings: Vec<Warning>,
        }
    )+ };
}

views! {
    StoredLocation of Location,
    StoredServiceOffer of ServiceOffer,
    StoredContact of Contact,
    StoredNote of Note
}

/// Declares the answer that lists all parts of a kind.
macro_rules! lists {
    ($($list:ident of $part:ident),+) => { $(
        /// The parts of a member, in their order.
        #[derive(Serialize, ToSchema)]
        pub struct $list {
            /// The parts.
            data: Vec<$part>,
        }
    )+ };
}

lists! {
    LocationEntryList of Location,
    ServiceOfferEntryList of ServiceOffer,
    ContactList of Contact,
    NoteList of Note
}

/// What the document says of a list of parts.
struct Words {
    /// The last part of its path.
    path: &'static str,
    /// One part, as operations are called after it.
    one: &'static str,
    /// Listing, adding, showing, writing anew, changing and removing.
    texts: [&'static str; 6],
    example: Value,
    patch: Value,
}

/// The operations on all lists of parts.
pub fn operations() -> Vec<Operation> {
    let locations = Words {
        path: "locations",
        one: "Location",
        texts: [
            text! {
                /// Lists the places of a member.
                ///
                /// Hidden ones included.
            },
            text! {
                /// Adds a place to a member.
                ///
                /// A shelter is hidden and any other place public, unless the body says otherwise.
            },
            text! {
                /// Shows a place of a member.
                ///
                /// With what the public does not see of it, and the `ETag` that a change of the record needs.
            },
            text! {
                /// Replaces a place of a member.
                ///
                /// What is left out is taken out; the visibility stays as it is.
            },
            text! {
                /// Changes fields of a place of a member (RFC 7396).
                ///
                /// What is not named stays as it is; null empties a field.
            },
            text! {
                /// Deletes a place of a member.
                ///
                /// One where a service is offered stays (409).
            },
        ],
        example: json!({"kind": "office", "label": {"nl": "Onthaal", "fr": "Accueil"}, "address": "Kerkstraat 1", "city": "Gent", "opening_hours": "Mo-Fr 09:00-17:00"}),
        patch: json!({"opening_hours": "Mo-Fr 10:00-18:00"}),
    };
    let service_offers = Words {
        path: "service-offers",
        one: "ServiceOffer",
        texts: [
            text! {
                /// Lists the service offers of a member.
                ///
                /// What the member does for people and under which conditions, in the order that the member chose.
            },
            text! {
                /// Adds a service offer to a member.
                ///
                /// A service of the taxonomy, for whom it is, and where and in which languages it is given.
            },
            text! {
                /// Shows a service offer of a member.
                ///
                /// With the `ETag` that a change of the record needs.
            },
            text! {
                /// Replaces a service offer of a member.
                ///
                /// What is left out is taken out.
            },
            text! {
                /// Changes fields of a service offer of a member (RFC 7396).
                ///
                /// What is not named stays as it is; null empties a field.
            },
            text! {
                /// Deletes a service offer of a member.
                ///
                /// The member stays, and is no longer found by this service unless another offer has it.
            },
        ],
        example: json!({"service": "healthcare", "audience": {"nl": "iedereen", "fr": "tout le monde"}, "languages": ["nl", "fr"], "free_of_charge": true}),
        patch: json!({"audience": {"fr": "familles"}}),
    };
    let contacts = Words {
        path: "contacts",
        one: "Contact",
        texts: [
            text! {
                /// Lists the contacts of a member.
                ///
                /// Names and numbers for the secretariat; the public never sees them.
            },
            text! {
                /// Adds a contact to a member.
                ///
                /// Somebody to write to or to call. Say on what legal basis the data are kept.
            },
            text! {
                /// Shows a contact of a member.
                ///
                /// With the `ETag` that a change of the record needs.
            },
            text! {
                /// Replaces a contact of a member.
                ///
                /// What is left out is taken out.
            },
            text! {
                /// Changes fields of a contact of a member (RFC 7396).
                ///
                /// What is not named stays as it is; null empties a field.
            },
            text! {
                /// Deletes a contact of a member.
                ///
                /// The audit trail keeps what it holds; DELETE …/personal-data erases it there too.
            },
        ],
        example: json!({"name": "Ann Peeters", "role": "Coordinator", "email": "ann@example.org", "legal_basis": "contract"}),
        patch: json!({"role": "Director"}),
    };
    let notes = Words {
        path: "notes",
        one: "Note",
        texts: [
            text! {
                /// Lists the notes about a member.
                ///
                /// What staff wrote down about it; neither the public nor the member sees them.
            },
            text! {
                /// Adds a note about a member.
                ///
                /// Something that colleagues should know. Neither the public nor the member sees it.
            },
            text! {
                /// Shows a note about a member.
                ///
                /// With the `ETag` that a change of the record needs.
            },
            text! {
                /// Replaces a note about a member.
                ///
                /// When it was first written stays as it is.
            },
            text! {
                /// Changes a note about a member (RFC 7396).
                ///
                /// What is not named stays as it is.
            },
            text! {
                /// Deletes a note about a member.
                ///
                /// The audit trail keeps what it said until it is erased there.
            },
        ],
        example: json!({"text": "Wants to be called before every visit."}),
        patch: json!({"text": "Wants to be called the day before every visit."}),
    };
    [
        of_list::<Location, StoredLocation, LocationWrite, LocationEntryList>(
            PartList::Locations,
            locations,
        ),
        of_list::<ServiceOffer, StoredServiceOffer, ServiceOffer, ServiceOfferEntryList>(
            PartList::ServiceOffers,
            service_offers,
        ),
        of_list::<Contact, StoredContact, Contact, ContactList>(PartList::Contacts, contacts),
        of_list::<Note, StoredNote, Note, NoteList>(PartList::Notes, notes),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The operations on a list of parts: of type `P`, stored as `S`, written as `W`, listed as `L`.
fn of_list<P: ToSchema, S: ToSchema, W: ToSchema, L: ToSchema>(
    list: PartList,
    words: Words,
) -> Vec<Operation> {
    let all = format!("/members/{{member}}/{}", words.path);
    let one = format!("{all}/{{id}}");
    let id = |verb: &str| format!("{verb}Member{}", words.one);
    let [lists, adds, shows, replaces, patches, removes] = words.texts;
    vec![
        Operation::get(&all, &format!("{}s", id("list")), STAFF)
            .says(lists)
            .answers::<L>("All of them, in their order")
            .read(move |connection, session| {
                let record = members::find(connection, session.at("member"))?;
                let mut parts = json!({ "data": list.of(&record)? });
                let each = parts["data"].as_array_mut().into_iter().flatten();
                each.for_each(|part| show_dialled_at(part, &record.member));
                Ok(Reply::ok(parts).of(&record))
            }),
        Operation::post(&all, &id("create"), STAFF)
            .says(adds)
            .conditional()
            .takes::<W>(words.example.clone())
            .makes::<S>("Created: it, as it was stored")
            .write(move |change, wanted| {
                let (saved, part) = parts::add(change, wanted.edit, list)?;
                let location = format!(
                    "{PREFIX}/members/{}/{}/{}",
                    saved.record.member.id,
                    list.field().replace('_', "-"),
                    part["id"].as_str().unwrap_or_default()
                );
                Ok(stored(part, &saved)?.created(location))
            }),
        Operation::get(&one, &id("get"), STAFF)
            .says(shows)
            .answers::<P>("It, as it is stored")
            .read(move |connection, session| {
                let (member, id) = (session.at("member"), session.at("id"));
                let (record, mut part) = parts::get(connection, member, list, id)?;
                show_dialled_at(&mut part, &record.member);
                Ok(Reply::ok(part).of(&record))
            }),
        Operation::put(&one, &id("replace"), STAFF)
            .says(replaces)
            .takes::<W>(words.example)
            .answers::<S>("It, as it is now")
            .write(update(list)),
        Operation::patch(&one, &id("patch"), STAFF)
            .says(patches)
            .takes::<W>(words.patch)
            .answers::<S>("It, as it is now")
            .write(update(list)),
        Operation::delete(&one, &id("delete"), STAFF)
            .says(removes)
            .removes()
            .write(move |change, wanted| {
                let saved = parts::remove(change, &wanted.edit, list, wanted.session.at("id"))?;
                Ok(Reply::empty().of(&saved.record))
            }),
    ]
}

fn update(
    list: PartList,
) -> impl Fn(&mut Change<'_>, WriteRequest) -> Result<Reply, Refusal> + Copy + Send + 'static {
    move |change, wanted| {
        let id = wanted.session.at("id");
        let (saved, part) = parts::update(change, wanted.edit, list, id)?;
        stored(part, &saved)
    }
}

fn stored(mut part: Value, saved: &Saved) -> Result<Reply, Refusal> {
    show_dialled_at(&mut part, &saved.record.member);
    Ok(Reply::ok(part).warning(&saved.warnings)?.of(&saved.record))
}
