//! Compression of bodies that are longer than anybody wants to hold at once.

use std::{io, io::Write, mem};

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

/// Brotli looks back 2^18 bytes; more finds little more in a list and takes more memory.
const WINDOW: u32 = 18;

impl Compressor {
    /// A compressor of this encoding.
    pub fn new(encoding: Encoding) -> Self {
        let inner = match encoding {
            Encoding::Identity => Inner::Identity,
            Encoding::Gzip => Inner::Gzip(Box::new(GzEncoder::new(
                Vec::new(),
                flate2::Compression::default(),
            ))),
            // Quality 5 is where brotli's time begins to grow faster than its gain.
            Encoding::Brotli => Inner::Brotli(Box::new(brotli::CompressorWriter::new(
                Vec::new(),
                4096,
                5,
                WINDOW,
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
