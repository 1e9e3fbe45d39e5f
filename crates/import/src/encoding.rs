//! In which encoding a file of text is.

use std::{
    fmt,
    io::{self, Read, Seek, SeekFrom},
    str::FromStr,
};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::source::Seekable;
use network::Invalid;

/// An encoding, by a name of the WHATWG's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "windows-1252")]
pub struct FileEncoding(&'static Encoding);

impl FromStr for FileEncoding {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match Encoding::for_label(text.trim().as_bytes()) {
            Some(encoding) => Ok(Self(encoding)),
            None => Err(Invalid::new(
                "unknown_encoding",
                format!(
                    "\"{text}\" is not an encoding; usual ones are windows-1252, windows-1250, \
                     iso-8859-15, macintosh and utf-16le"
                ),
            )),
        }
    }
}

impl TryFrom<String> for FileEncoding {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
            .map_err(|invalid: Invalid| format!("{invalid:#}"))
    }
}

impl From<FileEncoding> for String {
    fn from(FileEncoding(encoding): FileEncoding) -> Self {
        encoding.name().to_ascii_lowercase()
    }
}

impl fmt::Display for FileEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from(*self))
    }
}

/// A text as UTF-8, without a byte-order mark. Where the file does not say what it is in, it is
/// UTF-8 or what is `wished`; whatever else it is, is told and never guessed.
pub fn decoded<'r>(
    name: &str,
    mut content: Box<dyn Seekable + 'r>,
    wished: Option<FileEncoding>,
) -> Result<Box<dyn Read + 'r>, String> {
    let failed = |error: io::Error| format!("{name} cannot be read: {error}");
    let mut head = Vec::new();
    (&mut content)
        .take(4)
        .read_to_end(&mut head)
        .map_err(failed)?;
    content.rewind().map_err(failed)?;
    let marked = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    let encoding = match (marked, wished) {
        (Some(encoding), _) | (None, Some(FileEncoding(encoding))) => encoding,
        (None, None) => UTF_8,
    };
    if encoding == UTF_8 {
        check_utf8(name, &mut content)?;
        let mark = if marked.is_some() { MARK } else { 0 };
        content.seek(SeekFrom::Start(mark)).map_err(failed)?;
        return Ok(Box::new(content));
    }
    check(name, &mut content, encoding)?;
    Ok(Box::new(
        DecodeReaderBytesBuilder::new()
            .encoding(Some(encoding))
            .build(content),
    ))
}

/// How long the byte-order mark of UTF-8 is.
const MARK: u64 = 3;

/// Fails for a text with bytes that are nothing in an encoding that was asked for.
fn check(
    name: &str,
    content: &mut (impl Read + Seek),
    encoding: &'static Encoding,
) -> Result<(), String> {
    let failed = |error: io::Error| format!("{name} cannot be read: {error}");
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut block, mut text) = (vec![0; BLOCK], vec![0; BLOCK]);
    let mut line = 1;
    loop {
        let length = content.read(&mut block).map_err(failed)?;
        let mut rest = &block[..length];
        loop {
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(rest, &mut text, length == 0);
            line += text[..written]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    return Err(format!(
                        "{name} is not {}, which has nothing for what stands in line {line}; say \
                         another encoding, or save it as CSV UTF-8",
                        FileEncoding(encoding)
                    ));
                }
            }
        }
        if length == 0 {
            return content.rewind().map_err(failed);
        }
    }
}

/// Fails for a text that is not UTF-8, with what it seems to be.
fn check_utf8(name: &str, content: &mut (impl Read + Seek)) -> Result<(), String> {
    let failed = |error: io::Error| format!("{name} cannot be read: {error}");
    let mut seen = Seen::default();
    in_blocks(content, |block| seen.block(block)).map_err(failed)?;
    let Some(line) = seen.wrong() else {
        return Ok(());
    };
    if let Some(encoding) = seen.wide() {
        return Err(seems(name, encoding));
    }
    if seen.several > 0 {
        return Err(format!(
            "{name} is UTF-8, but for what stands in line {line}; mend that line, and save the \
             file as CSV UTF-8"
        ));
    }
    if let Some(encoding) = seen.narrow() {
        return Err(seems(name, encoding));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    content.rewind().map_err(failed)?;
    in_blocks(content, |block| {
        detector.feed(block, false);
    })
    .map_err(failed)?;
    detector.feed(b"", true);
    Err(seems(name, detector.guess(None, Utf8Detection::Deny)))
}

fn in_blocks(content: &mut impl Read, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let mut block = vec![0; BLOCK];
    loop {
        match content.read(&mut block)? {
            0 => return Ok(()),
            length => take(&block[..length]),
        }
    }
}

fn seems(name: &str, encoding: &'static Encoding) -> String {
    let encoding = FileEncoding(encoding);
    format!(
        "{name} is not UTF-8; it seems to be {encoding}: read it so with --encoding {encoding}, \
         and look at names with accents in the report, or save it as CSV UTF-8"
    )
}

/// How much is looked at together, in bytes.
const BLOCK: usize = 64 * 1024;

/// What was seen of a text.
#[derive(Default)]
struct Seen {
    /// The beginning of a character whose end is still to come.
    begun: Vec<u8>,
    /// The line that is read, less one.
    lines: u64,
    /// The line with the first bytes that are not UTF-8.
    wrong: Option<u64>,
    /// How many characters of several bytes there are.
    several: u64,
    /// How many bytes are nought, in even and in odd places.
    noughts: [u64; 2],
    bytes: u64,
    /// How many lines end with CR alone, and how many bytes are neither ASCII nor letters and signs of
    /// Western Europe in Windows-1252.
    returns: u64,
    others: u64,
}

/// The letters and signs of the seven languages in Windows-1252, but for those of ASCII.
const WESTERN: &[u8] = b"\x80\x85\x8C\x91\x92\x93\x94\x95\x96\x97\x99\x9C\xA0\xA1\xAA\xAB\xB0\xB4\xB7\xBA\xBB\xBF\xC0\xC1\xC2\xC4\xC7\xC8\xC9\xCA\xCB\xCD\xCE\xCF\xD1\xD3\xD6\xDA\xDC\xDF\xE0\xE1\xE2\xE3\
\xE4\xE7\xE8\xE9\xEA\xEB\xEC\xED\xEE\xEF\xF1\xF2\xF3\xF4\xF5\xF6\xF9\xFA\xFB\xFC";

impl Seen {
    fn block(&mut self, block: &[u8]) {
        for byte in block {
            self.returns += u64::from(*byte == b'\r');
            self.others += u64::from(!byte.is_ascii() && !WESTERN.contains(byte));
            self.noughts[(self.bytes % 2) as usize] += u64::from(*byte == 0);
            self.bytes += 1;
        }
        let mut text = std::mem::take(&mut self.begun);
        text.extend_from_slice(block);
        let mut rest = &text[..];
        loop {
            let (valid, wrong) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            let (good, bad) = rest.split_at(valid);
            self.lines += good.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.several += good.iter().filter(|byte| **byte >= 0xC0).count() as u64;
            match wrong {
                None => return,
                Some(None) => {
                    self.begun = bad.to_vec();
                    return;
                }
                Some(Some(length)) => {
                    self.wrong.get_or_insert(self.lines + 1);
                    rest = &bad[length..];
                }
            }
        }
    }

    /// The line with the first bytes that are not UTF-8, at the end of the text.
    fn wrong(&self) -> Option<u64> {
        let cut = (!self.begun.is_empty()).then_some(self.lines + 1);
        let wide = self.wide().map(|_| 1);
        self.wrong.or(cut).or(wide)
    }

    /// What hardly needs a guess: a text of Western Europe, or of an old Mac.
    fn narrow(&self) -> Option<&'static Encoding> {
        match self.others {
            _ if self.lines == 0 && self.returns > 0 => Some(MACINTOSH),
            0 => Some(WINDOWS_1252),
            _ => None,
        }
    }

    /// UTF-16, where every other byte is nought.
    fn wide(&self) -> Option<&'static Encoding> {
        let many = self.bytes / 4;
        match self.noughts {
            _ if self.bytes < 4 => None,
            [_, odd] if odd > many => Some(UTF_16LE),
            [even, _] if even > many => Some(UTF_16BE),
            _ => None,
        }
    }
}
