//! Bodies that hold something for as long as they are read.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    body::{BodySize, MessageBody},
    web::Bytes,
};

/// A body that holds something (a seat, a request that is under way) until it is read, or nobody
/// reads it any more.
pub struct Holding<B, H> {
    body: B,
    _held: H,
}

impl<B, H> Holding<B, H> {
    /// The body, and what it holds.
    pub fn new(body: B, held: H) -> Self {
        Self { body, _held: held }
    }
}

impl<B: MessageBody + Unpin, H: Unpin> MessageBody for Holding<B, H> {
    type Error = B::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, B::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
