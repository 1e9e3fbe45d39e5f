//! Answers that are files and whole lists: streamed, with a name to be saved under.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::header::{self, HeaderName},
    web,
};

use super::{
    Format,
    definition::Writing,
    document::Rest,
    selection::Selection,
    stream::{FileStream, ListStream, NoBody},
};
use crate::{entrance, negotiation::Encoding, problem::Problem};

/// A file that is to be given.
pub struct FileAnswer {
    /// What is in it.
    pub selection: Selection,
    /// What stands beside that, where the format has room for it.
    pub rest: Rest,
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
        match self.format.definition().writing {
            Writing::Form(form) => {
                let form = form(&self.selection, self.rest);
                Ok(response.body(ListStream::new(self.selection, form, self.encoding)))
            }
            Writing::File(write) => {
                // On a thread of its own: many rows take longer than other requests should wait.
                let written = web::block(move || write(&self.selection, self.name)).await;
                let (file, length) = written
                    .map_err(|error| Problem::internal(&error))?
                    .map_err(|error| Problem::internal(&error))?;
                Ok(response.body(FileStream::new(file, length)))
            }
        }
    }
}

/// A browser offers to save a file under its name; of a document it does so when it cannot show it,
/// or is asked to.
fn disposition(name: &str, format: Format) -> (HeaderName, String) {
    let way = match format.definition().is_file {
        true => "attachment",
        false => "inline",
    };
    (
        header::CONTENT_DISPOSITION,
        format!("{way}; filename=\"{name}.{format}\""),
    )
}
