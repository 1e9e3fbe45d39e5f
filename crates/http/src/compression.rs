//! Compression of bodies, of the long ones piece by piece.

use std::{io, io::Write, mem};

use actix_web::web::Bytes;
use flate2::write::GzEncoder;

use super::negotiation::Encoding;

/// Compresses piece by piece.
pub struct Compressor {
    inner: Inner,
    begun: bool,
}

enum Inner {
    Identity,
    Gzip(Box<GzEncoder<Vec<u8>>>),
    Brotli(Box<brotli::CompressorWriter<Vec<u8>>>),
}

/// How far brotli looks back in a list: 2^18 bytes; more finds little more and takes more memory.
pub const LIST_WINDOW: u32 = 18;
/// How far it looks back in a body that is held as a whole.
const WHOLE_WINDOW: u32 = 22;

/// From how many bytes on a body says many things more than once, as the services of one member do, so
/// that gzip finds most of it without looking for the rest.
const LONG: usize = 96 * 1024;
/// How hard gzip looks there: in three quarters of the time, for a ninth more.
const LONG_EFFORT: u32 = 3;
/// From how many bytes on it is longer still …
const VERY_LONG: usize = 192 * 1024;
/// … and how hard gzip looks there: in little more than half of the time, for a fifth more.
const VERY_LONG_EFFORT: u32 = 2;

/// Compresses a body as a whole.
pub fn compress(encoding: Encoding, plain: Vec<u8>) -> io::Result<Bytes> {
    let effort = match plain.len() {
        VERY_LONG.. => flate2::Compression::new(VERY_LONG_EFFORT),
        LONG.. => flate2::Compression::new(LONG_EFFORT),
        _ => flate2::Compression::default(),
    };
    let mut compressor = Compressor::with_effort(encoding, WHOLE_WINDOW, effort);
    let body = compressor.compress(plain, true)?;
    // It may be kept, and its length is what counts then: room to grow would be kept uncounted.
    Ok(body.into_boxed_slice().into())
}

impl Compressor {
    /// A compressor of this encoding; brotli looks back 2^`window` bytes.
    pub fn new(encoding: Encoding, window: u32) -> Self {
        Self::with_effort(encoding, window, flate2::Compression::default())
    }

    /// The same where gzip looks as hard as this.
    fn with_effort(encoding: Encoding, window: u32, effort: flate2::Compression) -> Self {
        let inner = match encoding {
            Encoding::Identity => Inner::Identity,
            Encoding::Gzip => Inner::Gzip(Box::new(GzEncoder::new(Vec::new(), effort))),
            // Quality 5 is where brotli's time begins to grow faster than its gain.
            Encoding::Brotli => Inner::Brotli(Box::new(brotli::CompressorWriter::new(
                Vec::new(),
                4096,
                5,
                window,
            ))),
        };
        Self {
            inner,
            begun: false,
        }
    }

    /// Compresses the next piece; `last` ends the body. The first piece comes out whole, so that a
    /// client sees something at once; of a later one some may stay behind, or all, because what is
    /// cut off too often is compressed badly.
    pub fn compress(&mut self, piece: Vec<u8>, last: bool) -> io::Result<Vec<u8>> {
        let first = !mem::replace(&mut self.begun, true);
        match &mut self.inner {
            Inner::Identity => return Ok(piece),
            Inner::Gzip(gzip) => {
                gzip.write_all(&piece)?;
                if first && !last {
                    gzip.flush()?;
                }
                if !last {
                    return Ok(mem::take(gzip.get_mut()));
                }
            }
            Inner::Brotli(brotli) => {
                brotli.write_all(&piece)?;
                if first && !last {
                    brotli.flush()?;
                }
                if !last {
                    return Ok(mem::take(brotli.get_mut()));
                }
            }
        }
        match mem::replace(&mut self.inner, Inner::Identity) {
            Inner::Identity => Ok(Vec::new()),
            Inner::Gzip(gzip) => gzip.finish(),
            Inner::Brotli(brotli) => Ok(brotli.into_inner()),
        }
    }
}
