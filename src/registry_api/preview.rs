//! `/v1/registry/members/{member}/public-preview`: a member as the public sees it.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::{
    ToSchema,
    openapi::{ObjectBuilder, schema::Type},
};

use super::{
    operation::{Operation, STAFF, STAFF_AND_MEMBER, text},
    reply::Reply,
    session::Session,
};
use directory::{
    Taxonomy,
    views::{MemberDetailView, Setting},
};
use editing::{Refusal, members};
use http::{negotiation, parameters};
use network::{Lang, Listing, Member, Membership, MembershipStatus, codes::codes};
use publication::{Published, publish};
use registry::{AnyConnection, Record, service_types};

codes! {
    /// Why the public does not see a member.
    NotPublicReason ("reason") {
        /// It lives on in the member that it was merged into.
        Merged = "merged",
        /// Its entry was withdrawn.
        Withdrawn = "withdrawn",
        /// Its membership has another status than `member`.
        Status = "status",
        /// It stays out of the public directory.
        Unlisted = "unlisted",
    }
}

codes! {
    /// What to suppose of a member.
    PreviewAs ("supposition") {
        /// That it is a member, listed, and its entry not withdrawn.
        Published = "published",
    }
}

/// A member as the public sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicPreview {
    /// Whether the public sees it.
    public: bool,
    /// Why not; null when it does.
    reason: Option<NotPublicReason>,
    /// What `GET /v1/members/{member}` answers; null when the public does not see it.
    #[schema(value_type = Option<MemberDetailView<'static>>)]
    member: Option<Value>,
    /// What that would be if it were a listed member; only with `as_if=published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = MemberDetailView<'static>, required = false)]
    as_if_admitted: Option<Value>,
}

parameters! {
    /// The parameters of a preview.
    pub struct PreviewParameters {
        /// The language of labels and texts; wins over `Accept-Language`. A text falls back to the member's own language, then to English.
        lang: Option<Lang>,
        /// Show also what the public would see if this were so.
        as_if: Option<PreviewAs>,
    }
}

fn preview(
    connection: &mut AnyConnection,
    session: &Session,
    record: &Record,
    lang: Lang,
    as_if: Option<PreviewAs>,
) -> Result<PublicPreview, Refusal> {
    let taxonomy = Taxonomy::new(service_types::load(connection)?);
    let setting = Setting {
        taxonomy: &taxonomy,
        public_url: session.state.directory.public_url(),
        reader: None,
    };
    let shown = |member: &Member| shown(member, record, setting, lang);
    let member = shown(&record.member)?;
    Ok(PublicPreview {
        public: member.is_some(),
        reason: member.is_none().then(|| reason(&record.member)),
        member,
        as_if_admitted: match as_if {
            Some(PreviewAs::Published) => shown(&published(&record.member))?,
            None => None,
        },
    })
}

/// What the public directory would answer.
fn shown(
    member: &Member,
    record: &Record,
    setting: Setting<'_>,
    lang: Lang,
) -> Result<Option<Value>, Refusal> {
    let Some(public) = publish(member) else {
        return Ok(None);
    };
    let published = Published {
        member: public,
        former_slugs: member.former_slugs.clone(),
        updated_at: record
            .published
            .map_or(record.updated_at, |published| published.at),
        revision: 0,
    };
    let view = MemberDetailView::new(&published, setting, lang);
    Ok(Some(serde_json::to_value(view)?))
}

/// The member as if nothing kept it from the public.
fn published(member: &Member) -> Member {
    Member {
        membership: Membership {
            status: MembershipStatus::Member,
            ..member.membership
        },
        listing: Listing::Listed,
        withdrawn_at: None,
        merged_into: None,
        ..member.clone()
    }
}

fn reason(member: &Member) -> NotPublicReason {
    if member.merged_into.is_some() {
        NotPublicReason::Merged
    } else if member.withdrawn_at.is_some() {
        NotPublicReason::Withdrawn
    } else if member.membership.status != MembershipStatus::Member {
        NotPublicReason::Status
    } else {
        NotPublicReason::Unlisted
    }
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "/members/{member}/public-preview",
            "getPublicPreview",
            STAFF_AND_MEMBER,
        )
        .says(text! {
            /// Shows a member as the public sees it.
            ///
            /// Before it is admitted, `as_if=published` shows what would become public. A `member` key sees
            /// the preview of its own member.
        })
        .naming::<PreviewAs>()
        .answers::<PublicPreview>("What the public sees")
        .read_checked(
            |_, request, _, asked: PreviewParameters| {
                (negotiation::language(request, asked.lang), asked.as_if)
            },
            |connection, session, (lang, as_if)| {
                let record = members::find(connection, session.at("member"))?;
                let preview = preview(connection, session, &record, lang, as_if)?;
                Ok(Reply::json(&preview)?.of(&record))
            },
        ),
        Operation::post(
            "/members/{member}/public-preview",
            "previewMemberChange",
            STAFF,
        )
        .says(text! {
            /// Shows a member as the public would see it after a change.
            ///
            /// The body is a JSON Merge Patch (RFC 7396), as that of `PATCH /members/{member}`, and its mistakes
            /// are told as there. Nothing is changed and nothing need be confirmed: it is for forms that show
            /// what strangers will see while somebody types. The language is that of `Accept-Language`.
        })
        .body(
            "application/json",
            ObjectBuilder::new().schema_type(Type::Object),
            Some(json!({
                "summary": {"nl": "Opvang en advies."},
                "phones": [{"number": "+32 9 123 45 67"}],
            })),
        )
        .or_none()
        .answers::<PublicPreview>("What the public would see")
        .read_body(|connection, session, edit, lang| {
            let record = members::supposed(connection, edit)?;
            Reply::json(&preview(connection, session, &record, lang, None)?)
        }),
    ]
}
