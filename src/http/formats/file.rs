//! Answers that are files: streamed, offered for saving.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::header::{self, HeaderName},
    web,
};

use super::{
    Selection,
    stream::{FileStream, LineStream, Lines, NoBody},
    xlsx,
};
use crate::http::{
    entrance,
    negotiation::{Encoding, Format},
    problem::Problem,
};

/// A file that is to be given.
pub struct FileAnswer {
    /// What is in it.
    pub selection: Selection,
    /// Its format.
    pub format: Format,
    /// What it is called, without its extension; the name of the sheet too.
    pub name: &'static str,
    /// How it is compressed.
    pub encoding: Encoding,
}

impl FileAnswer {
    /// Gives the file, or for a HEAD request its head alone, for which nothing is made.
    pub async fn give(
        self,
        request: &HttpRequest,
        mut response: HttpResponseBuilder,
    ) -> Result<HttpResponse, Problem> {
        response.insert_header(disposition(self.name, self.format));
        if let Some(encoding) = self.encoding.name() {
            response.insert_header((header::CONTENT_ENCODING, encoding));
        }
        if entrance::is_head(request) {
            return Ok(response.body(NoBody));
        }
        let lines = match self.format {
            Format::Csv => Lines::Csv(self.selection.wanted_columns()),
            Format::Xlsx => return self.give_workbook(response).await,
            _ => Lines::Ndjson,
        };
        Ok(response.body(LineStream::new(self.selection, lines, self.encoding)))
    }

    async fn give_workbook(
        self,
        mut response: HttpResponseBuilder,
    ) -> Result<HttpResponse, Problem> {
        // On a thread of its own: many rows take longer than other requests should wait.
        let written = web::block(move || xlsx::write(&self.selection, self.name)).await;
        let (file, length) = written
            .map_err(|error| Problem::internal(&error))?
            .map_err(|error| Problem::internal(&error))?;
        Ok(response.body(FileStream::new(file, length)))
    }
}

/// A browser offers to save it under this name.
fn disposition(name: &str, format: Format) -> (HeaderName, String) {
    (
        header::CONTENT_DISPOSITION,
        format!("attachment; filename=\"{name}.{format}\""),
    )
}
