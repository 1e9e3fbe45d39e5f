//! Answers to requests that may be sent again (the header `Idempotency-Key`): written with the
//! change itself, so that neither exists without the other.

use std::time::Duration;

use diesel::prelude::*;

use crate::{
    change::Change,
    connection::{AnyConnection, insert_rows},
    error::Error,
    schema::idempotent_requests,
};
use network::{KeyId, MemberId, Timestamp};

/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// A request that may be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Whose it is.
    pub key: KeyId,
    /// What its sender calls it.
    pub idempotency_key: String,
    /// A digest of what was asked.
    pub fingerprint: String,
}

/// What is known of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It was never made, or too long ago.
    New,
    /// It was made, and this was the answer.
    Answered(String),
    /// It was made, and its answer is not kept: it held a secret, or was erased.
    AnswerGone,
    /// Something else was asked under this name.
    Otherwise,
}

#[derive(Insertable)]
#[diesel(table_name = idempotent_requests, treat_none_as_default_value = false)]
struct Row {
    key_id: String,
    idempotency_key: String,
    fingerprint: String,
    member_id: Option<String>,
    recorded_at: String,
    answer: Option<String>,
}

/// What is known of a request at a time.
pub fn find(
    connection: &mut AnyConnection,
    request: &Request,
    now: Timestamp,
) -> Result<Known, Error> {
    let found: Option<(String, Option<String>)> = idempotent_requests::table
        .find((request.key.to_string(), &request.idempotency_key))
        .filter(idempotent_requests::recorded_at.gt(now.earlier(KEPT).to_string()))
        .select((
            idempotent_requests::fingerprint,
            idempotent_requests::answer,
        ))
        .first(connection)
        .optional()?;
    Ok(match found {
        None => Known::New,
        Some((fingerprint, _)) if fingerprint != request.fingerprint => Known::Otherwise,
        Some((_, Some(answer))) => Known::Answered(answer),
        Some((_, None)) => Known::AnswerGone,
    })
}

/// Keeps the answer to a request, and lets go of those that are too old.
pub fn keep(
    connection: &mut AnyConnection,
    request: &Request,
    member: Option<MemberId>,
    answer: Option<String>,
    now: Timestamp,
) -> Result<(), Error> {
    let row = Row {
        key_id: request.key.to_string(),
        idempotency_key: request.idempotency_key.clone(),
        fingerprint: request.fingerprint.clone(),
        member_id: member.map(|id| id.to_string()),
        recorded_at: now.to_string(),
        answer,
    };
    let old = now.earlier(KEPT).to_string();
    diesel::delete(idempotent_requests::table.filter(idempotent_requests::recorded_at.le(old)))
        .execute(connection)?;
    insert_rows!(connection, idempotent_requests::table, [row]);
    Ok(())
}

impl Change<'_> {
    /// Keeps the answer to a request with this change.
    pub fn keep_answer(
        &mut self,
        request: &Request,
        member: Option<MemberId>,
        answer: Option<String>,
    ) -> Result<(), Error> {
        let now = self.at();
        keep(self.connection(), request, member, answer, now)
    }

    /// Erases every kept answer about a member: it may hold personal data.
    pub fn erase_answers(&mut self, member: MemberId) -> Result<(), Error> {
        diesel::update(
            idempotent_requests::table
                .filter(idempotent_requests::member_id.eq(member.to_string())),
        )
        .set(idempotent_requests::answer.eq(None::<String>))
        .execute(self.connection())?;
        Ok(())
    }
}
