//! How an operation does its work: what it reads, changes or keeps.

use actix_web::{HttpRequest, http::Method};

use super::Operation;
use crate::registry_api::{
    call::{Call, Condition, Idempotency, WriteParameters, WriteRequest},
    reply::Reply,
    session::Session,
};
use editing::{Edit, Refusal, Saved};
use http::{
    negotiation,
    parameters::{self, Parameters, Query},
};
use network::Lang;
use registry::{AnyConnection, Change, readings::Reading};

impl Operation {
    /// Reads from the registry, without query parameters.
    pub fn read<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Session) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.handled(move |session: Session, request: HttpRequest| async move {
            parameters::none(&request)?;
            session.read(work).await
        })
    }

    /// Reads from the registry what the query parameters ask for.
    pub fn read_with<P, F>(self, work: F) -> Self
    where
        P: Parameters + Send + 'static,
        F: Fn(&mut AnyConnection, &Session, P) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.read_checked(|_, _, _, asked| asked, work)
    }

    /// As [`Self::read_with`], of something that is read as a whole: that leaves a line in the trail,
    /// without which there is no answer.
    pub fn read_whole<P, F>(self, work: F) -> Self
    where
        P: Parameters + Send + 'static,
        F: Fn(&mut AnyConnection, &Session, P) -> Result<(Reply, Reading), Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.parameters(P::document()).handled(
            move |session: Session, request: HttpRequest| async move {
                let asked = P::read(&request)?;
                session
                    .read_whole(move |connection, session| work(connection, session, asked))
                    .await
            },
        )
    }

    /// As [`Self::read_whole`], without query parameters.
    pub fn read_whole_path<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Session) -> Result<(Reply, Reading), Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.handled(move |session: Session, request: HttpRequest| async move {
            parameters::none(&request)?;
            session.read_whole(work).await
        })
    }

    /// As [`Self::read_whole`], of what a body asks for. It takes `dry_run`, as all that has a body, and
    /// leaves its line all the same: what was read was read.
    pub fn read_asked<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Edit) -> Result<(Reply, Reading), Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.documents::<WriteParameters>()
            .handled(move |call: Call| call.read_whole(work))
    }

    /// Reads from the registry what a body asks for, in the language of the reader. It takes `dry_run`,
    /// as all that has a body: nothing is changed either way.
    pub fn read_body<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Session, Edit, Lang) -> Result<Reply, Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.documents::<WriteParameters>()
            .handled(move |call: Call, request: HttpRequest| {
                let lang = negotiation::language(&request, None);
                call.read(move |connection, session, edit| work(connection, session, edit, lang))
            })
    }

    /// As [`Self::read_with`]; `check` first makes of the parameters what depends on more than one
    /// of them or on the rest of the request, and notes mistakes in the query.
    pub fn read_checked<P, Q, C, F>(self, check: C, work: F) -> Self
    where
        P: Parameters,
        Q: Send + 'static,
        C: Fn(&mut Query<'_>, &HttpRequest, &Session, P) -> Q + Copy + 'static,
        F: Fn(&mut AnyConnection, &Session, Q) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.parameters(P::document()).handled(
            move |session: Session, request: HttpRequest| async move {
                let (mut query, asked) = Query::begin::<P>(request.query_string());
                let asked = check(&mut query, &request, &session, asked);
                query.finish()?;
                session
                    .read(move |connection, session| work(connection, session, asked))
                    .await
            },
        )
    }

    /// Changes the registry: takes `dry_run`, and `If-Match` where it is [`Self::conditional`]. A
    /// POST is safe to send again.
    pub fn write<F>(self, work: F) -> Self
    where
        F: Fn(&mut Change<'_>, WriteRequest) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        let (conditional, idempotent) = (self.conditional, self.method == Method::POST);
        let compares = self.compares;
        let mut operation = self.documents::<WriteParameters>();
        if conditional {
            operation = operation.documents::<Condition>();
        }
        if idempotent {
            operation = operation.documents::<Idempotency>();
        }
        operation.handled(move |call: Call| call.write(compares, work))
    }

    /// Changes a member; answers with its record.
    pub fn write_member<F>(self, work: F) -> Self
    where
        F: Fn(&mut Change<'_>, Edit) -> Result<Saved, Refusal> + Copy + Send + 'static,
    {
        self.write(move |change, wanted| {
            Reply::saved(&work(change, wanted.edit)?, wanted.session.key.role)
        })
    }

    /// Changes what is no part of the records: takes `dry_run`. The work looks itself whether it is
    /// meant.
    pub fn keep<F>(self, work: F) -> Self
    where
        F: Fn(&WriteRequest) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.documents::<WriteParameters>()
            .handled(move |call: Call| call.keep(work))
    }
}
