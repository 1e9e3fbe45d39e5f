//! What the form sends.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, web};
use encoding_rs::WINDOWS_1252;
use futures_util::StreamExt;

use super::rows::{Mistake, Rows};
use crate::serving::SheetReader;
use http::problem::{Kind, Problem};

/// How large a form may be, in bytes.
const LONGEST_FORM: usize = 2 * 1024 * 1024;
/// How many parts it may have.
const MOST_PARTS: usize = 10;

/// In which form the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// As a page.
    Page,
    /// As a CSV file.
    Csv,
    /// As a workbook.
    Xlsx,
}

/// What the form sends.
pub struct Asked {
    /// What was pasted.
    pub text: String,
    /// The file, where one was chosen.
    pub file: Option<File>,
    /// In which form the answer is wanted.
    pub wanted: Wanted,
}

/// A file that was handed over.
pub struct File(Vec<u8>);

impl Asked {
    /// Reads the form.
    pub async fn read(request: &HttpRequest, payload: web::Payload) -> Result<Self, Problem> {
        let mut asked = Self {
            text: String::new(),
            file: None,
            wanted: Wanted::Page,
        };
        let mut left = LONGEST_FORM;
        let mut form = Multipart::new(request.headers(), payload);
        for _ in 0..MOST_PARTS {
            let Some(field) = form.next().await else {
                return Ok(asked);
            };
            let mut field = field.map_err(|_| unreadable())?;
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes(left).await.map_err(|_| too_large())?;
            let bytes = bytes.map_err(|_| unreadable())?.to_vec();
            left -= bytes.len();
            match name.as_str() {
                "names" => asked.text = text(bytes).ok_or_else(unreadable)?,
                "file" if !bytes.is_empty() => asked.file = Some(File(bytes)),
                "as" if bytes == b"csv" => asked.wanted = Wanted::Csv,
                "as" if bytes == b"xlsx" => asked.wanted = Wanted::Xlsx,
                _ => {}
            }
        }
        Err(unreadable())
    }
}

impl File {
    /// Its rows.
    pub fn rows(self, reader: Option<SheetReader>) -> Result<Rows, Mistake> {
        if self.0.starts_with(b"PK") {
            let rows = reader.and_then(|read| read(self.0));
            return Rows::of_cells(rows.ok_or(Mistake::Unreadable)?);
        }
        Rows::of_text(&text(self.0).ok_or(Mistake::Unreadable)?)
    }
}

/// A text in what its byte-order mark says (Excel's "Unicode Text" is UTF-16), in UTF-8, or in what
/// Windows writes where it is told nothing; nothing where it is no text.
fn text(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| WINDOWS_1252.decode(error.as_bytes()).0.into_owned());
    (!text.contains('\0')).then_some(text)
}

fn unreadable() -> Problem {
    Problem::new(
        Kind::MalformedBody,
        "The form could not be read. Send it as multipart/form-data, with the names in \"names\" or a file in \"file\".",
    )
}

fn too_large() -> Problem {
    let most = LONGEST_FORM / (1024 * 1024);
    Problem::new(
        Kind::BodyTooLarge,
        format!("The file may have {most} MB at most."),
    )
}
