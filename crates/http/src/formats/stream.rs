//! Lists that are made while they are sent: nothing but a chunk is ever in memory.

use std::{
    fs::File,
    io,
    os::unix::fs::FileExt,
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    body::{BodySize, MessageBody},
    web::Bytes,
};

use super::{
    definition::{Form, Written},
    selection::Selection,
};
use crate::{
    compression::{Compressor, LIST_WINDOW},
    negotiation::Encoding,
};

/// How much is made at a time, in bytes; and how many things, for a workbook holds back what it
/// compresses.
const CHUNK: usize = 64 * 1024;
const MOST_AT_ONCE: usize = 250;

/// What is sent piece by piece.
pub trait Pieces {
    /// How many things there are.
    fn count(&self) -> usize;

    /// Writes what stands before the first thing, if anything does.
    fn begin(&mut self, out: &mut Vec<u8>);

    /// Writes a thing by its place, with what stands between it and the one before.
    fn write(&mut self, out: &mut Vec<u8>, place: usize) -> Written;

    /// Writes what stands after the last thing, if anything does.
    fn end(&mut self, out: &mut Vec<u8>) -> Written;
}

/// What was selected of a list, in a form.
pub struct Formed {
    /// What was selected.
    pub selection: Selection,
    /// The form.
    pub form: Box<dyn Form>,
}

impl Pieces for Formed {
    fn count(&self) -> usize {
        self.selection.numbers.len()
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        self.form.begin(out);
    }

    fn write(&mut self, out: &mut Vec<u8>, place: usize) -> Written {
        if place > 0 {
            out.extend_from_slice(self.form.separator());
        }
        let number = self.selection.numbers[place];
        self.form.write_thing(out, &self.selection, number)
    }

    fn end(&mut self, out: &mut Vec<u8>) -> Written {
        self.form.end(out, &self.selection)
    }
}

/// Pieces, each made when its turn comes.
pub struct PieceStream {
    pieces: Box<dyn Pieces>,
    compressor: Compressor,
    /// How many things are written.
    written: usize,
    state: Turn,
}

/// What the next turn of a stream does.
#[derive(PartialEq)]
enum Turn {
    Begin,
    /// Lets others on the same thread have their turn before the next chunk.
    Rest,
    Write,
    End,
}

impl PieceStream {
    /// The pieces, one after the other.
    pub fn new(pieces: Box<dyn Pieces>, encoding: Encoding) -> Self {
        Self {
            pieces,
            compressor: Compressor::new(encoding, LIST_WINDOW),
            written: 0,
            state: Turn::Begin,
        }
    }

    fn chunk(&mut self) -> io::Result<Bytes> {
        let mut out = Vec::with_capacity(CHUNK + CHUNK / 4);
        if self.state == Turn::Begin {
            self.pieces.begin(&mut out);
        }
        let count = self.pieces.count();
        let until = count.min(self.written + MOST_AT_ONCE);
        while self.written < until && out.len() < CHUNK {
            self.pieces.write(&mut out, self.written)?;
            self.written += 1;
        }
        let last = self.written == count;
        if last {
            self.pieces.end(&mut out)?;
        }
        self.state = if last { Turn::End } else { Turn::Rest };
        Ok(self.compressor.compress(out, last)?.into())
    }
}

impl MessageBody for PieceStream {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, io::Error>>> {
        match self.state {
            Turn::End => return Poll::Ready(None),
            Turn::Rest => self.state = Turn::Write,
            Turn::Begin | Turn::Write => match self.chunk() {
                // An empty piece would end a chunked body, and the compressor may keep all of one.
                Ok(chunk) if chunk.is_empty() && self.state == Turn::End => {
                    return Poll::Ready(None);
                }
                Ok(chunk) if chunk.is_empty() => {}
                chunk => return Poll::Ready(Some(chunk)),
            },
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// A file that lies ready.
pub struct FileStream {
    file: File,
    at: u64,
    length: u64,
}

impl FileStream {
    /// What is in a file of so many bytes.
    pub fn new(file: File, length: u64) -> Self {
        Self {
            file,
            at: 0,
            length,
        }
    }
}

impl MessageBody for FileStream {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.length)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, io::Error>>> {
        let left = self.length - self.at;
        if left == 0 {
            return Poll::Ready(None);
        }
        let mut buffer = vec![0; left.min(CHUNK as u64) as usize];
        // It was written a moment ago: what is read comes from the system's memory.
        let read = self.file.read_exact_at(&mut buffer, self.at);
        self.at += buffer.len() as u64;
        Poll::Ready(Some(read.map(|()| Bytes::from(buffer))))
    }
}

/// The head of a file without the file.
pub struct NoBody;

impl MessageBody for NoBody {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, io::Error>>> {
        Poll::Ready(None)
    }
}
