//! `/v1/registry/members`: the records of members, of whatever status.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    listing::{self, Asked, RecordSort},
    operation::{Operation, STAFF, STAFF_AND_MEMBER, text},
    parameters::Revision,
    reply::Reply,
    state::PREFIX,
    views::{Confirmation, MemberWrite, RecordView, hide_notes, show_dialled},
};
use editing::{
    Refusal,
    bulk::{self, BulkChange, BulkOutcome},
    members,
};
use http::{list::Page, parameters};
use network::{Member, Role, VerifiedBy};

/// A page of records.
#[derive(Serialize, ToSchema)]
pub struct MemberRecordPage {
    /// The records.
    data: Vec<RecordView<'static>>,
    /// Where the page stands in the list.
    page: Page,
    /// The registry's revision: the number of its last change.
    #[schema(example = 42)]
    revision: i64,
}

parameters! {
    /// A record as it stood.
    pub struct AsOfParameters {
        /// The entry as it stood after this revision of the registry, read from the audit trail.
        as_of: Option<Revision>,
    }
}

fn as_it_stood(
    connection: &mut registry::AnyConnection,
    reader: Role,
    key: &str,
    revision: i64,
) -> Result<Reply, Refusal> {
    let line = members::as_of(connection, key, revision)?;
    // What was written by an earlier version is shown in today's form.
    let member: Member = match line.after {
        Some(after) => serde_json::from_value(after)?,
        None => return Err(Refusal::NotFound("This member was purged.".to_owned())),
    };
    let mut entry = serde_json::to_value(&member)?;
    show_dialled(&mut entry, &member);
    hide_notes(&mut entry, reader);
    if let Some(fields) = entry.as_object_mut() {
        fields.insert("revision".to_owned(), json!(line.revision));
        fields.insert("updated_at".to_owned(), json!(line.recorded_at));
    }
    Ok(Reply::ok(entry).about(member.id))
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/members", "listMemberRecords", STAFF)
            .says(text! {
                /// Lists the records of members.
                ///
                /// Of every status, those that nobody but staff sees included. All filters combine.
            })
            .naming::<RecordSort>()
            .answers::<MemberRecordPage>("A page of records")
            .read_checked(
                |query, _, _, asked| Asked::new(query, asked),
                listing::answer,
            ),
        Operation::post("/members", "createMember", STAFF)
            .says(text! {
                /// Creates a member.
                ///
                /// It begins as an applicant unless the body says otherwise, with a slug made from its name, and
                /// with every shelter hidden.
            })
            .takes::<MemberWrite>(json!({
                "name": "Nieuw Huis Mechelen",
                "country": "BE",
                "website": "https://nieuwhuis.example",
                "languages": ["nl", "fr"],
                "summary": {"nl": "Opvang en advies."},
                "locations": [{"kind": "office", "address": "Grote Markt 1", "city": "Mechelen"}],
                "service_offers": [{"service": "housing"}],
            }))
            .makes::<RecordView<'static>>("The record that was made")
            .comparing()
            .write(|change, wanted| {
                let saved = members::create(change, wanted.edit)?;
                let location = format!("{PREFIX}/members/{}", saved.record.member.id);
                Ok(Reply::saved(&saved, wanted.session.key.role)?.created(location))
            }),
        Operation::post("/members/bulk", "changeMembers", STAFF)
            .says(text! {
                /// Changes one thing at many members.
                ///
                /// One change of the books with a line for each member, taken back as one by
                /// POST /audit/{revision}/revert. A trial (`dry_run`) says how many would change and who would be
                /// refused, and its `ETag` is the state of all of them, which the change itself needs (`If-Match`).
            })
            .conditional()
            .takes::<BulkChange>(json!({
                "matching": {"country": ["BE"], "status": ["member"]},
                "kind": "add_language",
                "value": "fr",
                "skip_refused": true,
            }))
            .answers::<BulkOutcome>("What was changed, and who was refused")
            .conflicts("Some members cannot take the change: see `refused`")
            .write(|change, wanted| {
                let (outcome, tag) =
                    bulk::carry_out(change, &wanted.edit, wanted.is_meant, listing::matching)?;
                Ok(Reply::json(&outcome)?.tagged(tag))
            }),
        Operation::get("/members/{member}", "getMemberRecord", STAFF_AND_MEMBER)
            .says(text! {
                /// Shows a record.
                ///
                /// A `member` key reads the record of its own member, without the notes of the staff. An earlier
                /// slug redirects to the present one, for ever.
            })
            .answers::<RecordView<'static>>("The record")
            .read_with(|connection, session, asked: AsOfParameters| {
                let member = session.at("member");
                match asked.as_of {
                    None => Reply::record(&members::find(connection, member)?, session.key.role),
                    Some(Revision(revision)) => {
                        as_it_stood(connection, session.key.role, member, revision)
                    }
                }
            }),
        Operation::put("/members/{member}", "replaceMember", STAFF)
            .says(text! {
                /// Replaces a record.
                ///
                /// The body is the whole entry: what is left out is taken out. Slug, listing, visibility and the
                /// kind of membership stay as they are when they are left out, so that nothing becomes public by
                /// it. Send what GET gave, changed.
            })
            .takes::<MemberWrite>(json!({
                "name": "Open Huis Gent",
                "country": "BE",
                "languages": ["nl", "fr"],
                "summary": {"nl": "Opvang en advies."},
                "locations": [{"kind": "office", "address": "Kerkstraat 1", "city": "Gent"}],
                "service_offers": [{"service": "housing"}],
            }))
            .answers::<RecordView<'static>>("The record as it is now")
            .write_member(members::update),
        Operation::patch("/members/{member}", "patchMember", STAFF)
            .says(text! {
                /// Changes fields of a record.
                ///
                /// The body is a JSON Merge Patch (RFC 7396): what it names is changed, null takes a field out, and
                /// a list is replaced as a whole.
            })
            .takes::<MemberWrite>(json!({
                "phones": [{"number": "+32 9 123 45 67"}],
                "summary": {"fr": "Accueil et conseil."},
                "acronym": null,
            }))
            .answers::<RecordView<'static>>("The record as it is now")
            .write_member(members::update),
        Operation::delete("/members/{member}", "withdrawMember", STAFF)
            .says(text! {
                /// Withdraws an entry.
                ///
                /// It is kept, can be restored, and nobody but staff sees it. To end a membership, take the move
                /// `end` instead; to erase everything, purge.
            })
            .answers::<RecordView<'static>>("The record as it is now")
            .write_member(members::withdraw),
        Operation::post("/members/{member}/restore", "restoreMember", STAFF)
            .says(text! {
                /// Restores a withdrawn entry.
                ///
                /// Everything that was in it is there again; it is published again only with `confirm_publication`.
            })
            .conditional()
            .optional_body::<Confirmation>(json!({"confirm_publication": true}))
            .answers::<RecordView<'static>>("The record as it is now")
            .write_member(members::restore),
        Operation::post("/members/{member}/verify", "verifyMember", STAFF_AND_MEMBER)
            .says(text! {
                /// Confirms that an entry is still true.
                ///
                /// Sets `verified_at`, and `verified_by`, which is public too: `organisation` for a `member`
                /// key, which confirms the entry of its own member, else `secretariat`. Who it was is in the
                /// audit trail alone.
            })
            .conditional()
            .answers::<RecordView<'static>>("The record as it is now")
            .write(|change, wanted| {
                let role = wanted.session.key.role;
                let by = match role {
                    Role::Member => VerifiedBy::Organisation,
                    _ => VerifiedBy::Secretariat,
                };
                Reply::saved(&members::verify(change, wanted.edit, by)?, role)
            }),
    ]
}
