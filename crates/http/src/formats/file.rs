//! Answers that are files and whole lists: streamed, with a name to be saved under.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::header::{self, HeaderName},
};

use super::{
    Format,
    definition::Writing,
    document::Rest,
    selection::Selection,
    stream::{FileStream, ListStream, NoBody},
};
use crate::{
    crowd::HasSeat, entrance, holding::Holding, negotiation::Encoding, problem::Problem,
    state::State,
};

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
    /// Whether it is all that the filters find, and no page.
    pub is_whole: bool,
    /// The number of its ETag.
    pub tag: u128,
}

impl FileAnswer {
    /// Gives the file, or for a HEAD request its head alone, for which nothing is made.
    pub async fn give(
        self,
        request: &HttpRequest,
        state: &State,
        mut response: HttpResponseBuilder,
    ) -> Result<HttpResponse, Problem> {
        response.insert_header(disposition(self.name, self.format));
        if let Some(encoding) = self.encoding.name() {
            response.insert_header((header::CONTENT_ENCODING, encoding));
        }
        if entrance::is_head(request) {
            return Ok(response.body(NoBody));
        }
        let seat = match self.is_whole {
            true => state.crowd.admit_file(request),
            false => state.crowd.seat_large(request),
        }?;
        let mut response = match self.format.definition().writing {
            Writing::Form(form) => {
                let form = form(&self.selection, self.rest);
                let body = ListStream::new(self.selection, form, self.encoding);
                response.body(Holding::new(body, seat))
            }
            Writing::File(write) => {
                let making = state.answers.files();
                let made = making.file(self.tag, move |given_up| {
                    write(&self.selection, self.name, given_up)
                });
                let made = made.await?;
                response.body(Holding::new(FileStream::new(made.file, made.length), seat))
            }
        };
        response.extensions_mut().insert(HasSeat);
        Ok(response)
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
