//! The logo of a network: a small picture, known by its bytes.

use base64::{Engine, engine::general_purpose::STANDARD};
use xxhash_rust::xxh3::xxh3_64;

use crate::{checked_text::checked_text, invalid::Invalid};

checked_text!(
    /// A PNG, JPEG or WebP picture of 100 kB and 2000 pixels a side at most, as a `data:` URL
    /// (RFC 2397).
    #[schema(value_type = String, max_length = 133_400, example = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")]
    Logo,
    check
);

/// The most bytes.
pub const LARGEST: usize = 100_000;

/// The most pixels a side: a small file may hold a picture that no browser has room for.
const LONGEST_SIDE: u32 = 2000;

/// The forms of pictures that are taken: the media type, the ending of a file, how its bytes begin, and
/// where its width and height stand in them.
const FORMS: [Form; 3] = [
    Form {
        media_type: "image/png",
        ending: "png",
        begins: |bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        size: size_of_png,
    },
    Form {
        media_type: "image/jpeg",
        ending: "jpg",
        begins: |bytes| bytes.starts_with(b"\xff\xd8\xff"),
        size: size_of_jpeg,
    },
    Form {
        media_type: "image/webp",
        ending: "webp",
        begins: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        size: size_of_webp,
    },
];

struct Form {
    media_type: &'static str,
    ending: &'static str,
    begins: fn(&[u8]) -> bool,
    size: fn(&[u8]) -> Option<(u32, u32)>,
}

fn form(bytes: &[u8]) -> Option<&'static Form> {
    FORMS.iter().find(|form| (form.begins)(bytes))
}

impl Logo {
    /// The logo in a file.
    pub fn of_file(bytes: &[u8]) -> Result<Self, Invalid> {
        let form = form(bytes).ok_or_else(not_a_picture)?;
        if bytes.len() > LARGEST {
            return Err(Invalid::new(
                "logo_too_large",
                "the picture is larger than 100 kB; make it smaller: 200 pixels of height are enough",
            ));
        }
        let (width, height) = (form.size)(bytes).ok_or_else(not_a_picture)?;
        if width == 0 || height == 0 || width.max(height) > LONGEST_SIDE {
            return Err(Invalid::new(
                "logo_too_large",
                format!(
                    "the picture has {width} × {height} pixels; make it {LONGEST_SIDE} a side at most"
                ),
            ));
        }
        let text = format!("data:{};base64,{}", form.media_type, STANDARD.encode(bytes));
        Ok(Self(text.into()))
    }

    /// The picture itself.
    pub fn bytes(&self) -> Vec<u8> {
        let encoded = self.0.split_once(',').map_or("", |(_, encoded)| encoded);
        // It was read before.
        STANDARD.decode(encoded).unwrap_or_default()
    }

    /// Its media type.
    pub fn media_type(&self) -> &'static str {
        form(&self.bytes()).map_or("application/octet-stream", |form| form.media_type)
    }

    /// The name of its file, which is another one once the picture is another one.
    pub fn file_name(&self) -> String {
        let ending = form(&self.bytes()).map_or("bin", |form| form.ending);
        format!("logo.{:016x}.{ending}", xxh3_64(self.0.as_bytes()))
    }

    /// Its width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        let bytes = self.bytes();
        let size = form(&bytes).and_then(|form| (form.size)(&bytes));
        size.unwrap_or((1, 1))
    }
}

fn check(text: &str) -> Result<String, Invalid> {
    let encoded = text.trim().strip_prefix("data:").and_then(|data| {
        let (media_type, encoded) = data.split_once(";base64,")?;
        media_type.starts_with("image/").then_some(encoded)
    });
    let encoded = encoded.ok_or_else(not_a_picture)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| not_a_picture())?;
    Logo::of_file(&bytes).map(String::from)
}

fn not_a_picture() -> Invalid {
    Invalid::new(
        "invalid_logo",
        "it is not a picture that pages can show; take a PNG, JPEG or WebP file (as data:image/png;base64,…)",
    )
}

fn big_endian(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let part = bytes.get(at..at + count)?;
    Some(part.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn little_endian(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let part = bytes.get(at..at + count)?;
    let part = part.iter().rev();
    Some(part.fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// The first chunk of a PNG is its header.
fn size_of_png(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16) == Some(b"IHDR")).then_some(())?;
    Some((big_endian(bytes, 16, 4)?, big_endian(bytes, 20, 4)?))
}

/// The size of a JPEG stands in the segment that begins a frame.
fn size_of_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // More of the same may stand before a marker.
            0xff => at += 1,
            // C4, C8 and CC are tables, and no frames.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big_endian(bytes, at + 7, 2)?, big_endian(bytes, at + 5, 2)?));
            }
            // These have no length.
            0x01 | 0xd0..=0xd8 => at += 2,
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(big_endian(bytes, at + 2, 2)?).ok()?,
        }
    }
}

/// A WebP begins with one of three chunks, each of which has the size in a place of its own.
fn size_of_webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((
            little_endian(bytes, 24, 3)? + 1,
            little_endian(bytes, 27, 3)? + 1,
        )),
        b"VP8L" => {
            let packed = little_endian(bytes, 21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((
            little_endian(bytes, 26, 2)? & 0x3fff,
            little_endian(bytes, 28, 2)? & 0x3fff,
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn pictures_are_known_by_their_bytes() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc0\0\x11\x08\0\x20\0\x40".to_vec();
        let large = b"RIFF....WEBPVP8X........\x3f\0\0\x1f\0\0".to_vec();
        let whole = b"RIFF....WEBPVP8L....\x2f\x3f\xc0\x07\0".to_vec();
        let lossy = b"RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a\x40\0\x20\0".to_vec();
        for (bytes, media_type) in [
            (png(64, 32), "image/png"),
            (jpeg, "image/jpeg"),
            (large, "image/webp"),
            (whole, "image/webp"),
            (lossy, "image/webp"),
        ] {
            let logo = Logo::of_file(&bytes).unwrap();
            assert_eq!((logo.media_type(), logo.size()), (media_type, (64, 32)));
            assert_eq!(logo.bytes(), bytes);
            assert_eq!(logo.as_str().parse::<Logo>().unwrap(), logo);
        }
    }

    #[test]
    fn what_is_none_or_too_large_is_refused() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        let mut heavy = png(64, 32);
        heavy.resize(LARGEST + 1, 0);
        let long = png(2001, 1);
        for (bytes, code) in [
            (&svg[..], "invalid_logo"),
            (&b"\x89PNG\r\n\x1a\n"[..], "invalid_logo"),
            (&b"\xff\xd8\xff"[..], "invalid_logo"),
            (&heavy, "logo_too_large"),
            (&long, "logo_too_large"),
        ] {
            assert_eq!(Logo::of_file(bytes).unwrap_err().code, code);
        }
        for text in [
            "https://example.org/logo.png",
            "data:image/png;base64,?",
            "data:text/html;base64,AAAA",
        ] {
            assert_eq!(text.parse::<Logo>().unwrap_err().code, "invalid_logo");
        }
        // What is said of it is not believed, and written anew.
        let said = Logo::of_file(&png(1, 1)).unwrap();
        let otherwise = said.as_str().replace("image/png", "image/svg+xml");
        assert_eq!(otherwise.parse::<Logo>().unwrap(), said);
    }
}
