//! `/v1/registry/exposures`: what public entries tell of secrets; and hiding at once.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
    views::{self, RecordView},
};
use directory::PublicUrl;
use editing::{
    Refusal, Saved,
    exposure::{self, NamedExposure},
    hiding,
};
use http::{answer::LONGEST_IN_CACHE, parameters, parameters::Limit};
use network::{Member, Role, Timestamp};

/// What public entries tell of secrets.
#[derive(Serialize, ToSchema)]
pub struct ExposureList {
    /// The matches, member by member.
    data: Vec<NamedExposure>,
    /// How many there are in all.
    #[schema(example = 1)]
    total: usize,
}

/// What was hidden, and what is still to be done.
#[derive(Serialize, ToSchema)]
pub struct Hidden {
    /// The record as it is now; its `warnings` name the public texts that tell the address still.
    #[schema(value_type = RecordView<'static>)]
    record: Value,
    /// Public addresses that show the member: have a cache or a search engine in front forget them.
    #[schema(example = json!(["/v1/members/open-huis-gent"]))]
    addresses: Vec<String>,
    /// When every cache that keeps to HTTP has forgotten what was public, as long as it reaches this
    /// server.
    caches_forget_at: Timestamp,
}

impl Hidden {
    /// What is told after something was hidden that other nodes may show until then.
    pub fn new(
        saved: &Saved,
        public_url: &PublicUrl,
        reader: Role,
        shown_until: Timestamp,
    ) -> Result<Self, Refusal> {
        Ok(Self {
            record: views::record(&saved.record, &saved.warnings, reader)?,
            addresses: addresses(&saved.record.member, public_url),
            caches_forget_at: shown_until.later(LONGEST_IN_CACHE),
        })
    }
}

/// The public addresses of a member's own. Lists, pages and feeds show it too.
pub fn addresses(member: &Member, public_url: &PublicUrl) -> Vec<String> {
    let mut addresses = vec![public_url.path(format_args!("/v1/members/{}", member.id))];
    for slug in member.slugs() {
        addresses.push(public_url.path(format_args!("/v1/members/{slug}")));
        addresses.push(public_url.path(format_args!("/members/{slug}")));
    }
    addresses
}

parameters! {
    /// How many matches to show.
    pub struct ExposureParameters {
        /// How many at most.
        #[example = 2]
        limit: Limit<50, 200>,
    }
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/exposures", "listExposures", STAFF)
            .says(text! {
                /// Lists public texts that reveal what is hidden.
                ///
                /// Every text that is public now is searched for the addresses, points, telephone numbers and
                /// e-mail addresses of hidden places and for people, however they are written. What an editor has
                /// confirmed is left out until the text or the secret changes.
            })
            .answers::<ExposureList>("The matches, member by member")
            .read_with(|connection, session, asked: ExposureParameters| {
                let found = session.state.counted.exposures(connection)?;
                let shown = found.iter().take(asked.limit.0).cloned();
                let named = shown.map(|exposure| exposure::named(connection, exposure));
                Reply::json(&ExposureList {
                    data: named.collect::<Result<_, _>>()?,
                    total: found.len(),
                })
            }),
        Operation::post("/exposures/{exposure}/accept", "acceptExposure", STAFF)
            .says(text! {
                /// Accepts a match as intended.
                ///
                /// It leaves the list until the text or the secret changes.
            })
            .answers::<RecordView<'static>>("The record of the member whose entry tells it")
            .write(|change, wanted| {
                let saved = exposure::allow(change, wanted.session.at("exposure"))?;
                Reply::saved(&saved, wanted.session.key.role)
            }),
        hides(
            "/members/{member}/hide",
            "hideMember",
            text! {
                /// Hides a member at once.
                ///
                /// Its entry is withdrawn and every place of it hidden, whatever state was read: no `If-Match` is
                /// needed, and asking again is safe. Mirrors and webhooks are told before anything else.
            },
        ),
        hides(
            "/members/{member}/locations/{id}/hide",
            "hideMemberLocation",
            text! {
                /// Hides a place at once.
                ///
                /// The rest of the entry stays public; `warnings` name the texts that tell the address still. No
                /// `If-Match` is needed, and asking again is safe. Mirrors and webhooks are told before anything
                /// else.
            },
        ),
    ]
}

fn hides(path: &str, id: &str, text: &str) -> Operation {
    let is_place = path.contains("/locations/");
    Operation::post(path, id, STAFF)
        .says(text)
        .answers::<Hidden>("What was hidden, and what is still to be done")
        .write(move |change, wanted| {
            wanted.edit.has_no_body()?;
            let place = is_place.then(|| wanted.session.at("id"));
            let saved = hiding::hide(change, wanted.session.at("member"), place)?;
            let session = &wanted.session;
            let public_url = session.state.directory.public_url();
            let shown_until = change.at().later(session.state.publisher.interval());
            let hidden = Hidden::new(&saved, public_url, session.key.role, shown_until)?;
            Ok(Reply::json(&hidden)?.of(&saved.record))
        })
}
