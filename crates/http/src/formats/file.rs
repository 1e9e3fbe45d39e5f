//! Answers that are files and whole lists: streamed, with a name to be saved under.

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, http::header};

use super::{
    Format,
    document::Rest,
    selection::Selection,
    stream::{Formed, NoBody, PieceStream, Pieces},
};
use crate::{
    crowd::{HasSeat, Seat},
    entrance,
    holding::Holding,
    negotiation::Encoding,
    problem::Problem,
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
}

impl FileAnswer {
    /// Gives the file, or for a HEAD request its head alone.
    pub fn give(
        self,
        request: &HttpRequest,
        state: &State,
        response: HttpResponseBuilder,
    ) -> Result<HttpResponse, Problem> {
        let definition = self.format.definition();
        let head = Head {
            file: format!("{}.{}", self.name, self.format),
            is_file: definition.is_file,
            encoding: self.encoding,
            is_whole: self.is_whole,
        };
        head.give_pieces(request, state, response, || {
            let selection = self.selection;
            let form = (definition.form)(&selection, self.rest, self.name)
                .map_err(|error| Problem::internal(&error))?;
            Ok(Formed { selection, form })
        })
    }
}

/// What is said of a file or a whole list before it is given.
pub struct Head {
    /// What to save it as.
    pub file: String,
    /// Whether a browser is to offer that.
    pub is_file: bool,
    /// How it is compressed.
    pub encoding: Encoding,
    /// Whether it is all that there is, and no page.
    pub is_whole: bool,
}

impl Head {
    /// Gives what is made while it is sent, or for a HEAD request the head alone, for which nothing
    /// is made.
    pub fn give_pieces<P: Pieces + 'static>(
        &self,
        request: &HttpRequest,
        state: &State,
        mut response: HttpResponseBuilder,
        pieces: impl FnOnce() -> Result<P, Problem>,
    ) -> Result<HttpResponse, Problem> {
        self.write(&mut response);
        if entrance::is_head(request) {
            return Ok(response.body(NoBody));
        }
        let seat = self.seat(request, state)?;
        let body = PieceStream::new(Box::new(pieces()?), self.encoding);
        let mut response = response.body(Holding::new(body, seat));
        response.extensions_mut().insert(HasSeat);
        Ok(response)
    }

    fn seat(&self, request: &HttpRequest, state: &State) -> Result<Seat, Problem> {
        match self.is_whole {
            true => state.crowd.admit_file(request),
            false => state.crowd.seat_large(request),
        }
    }

    /// A browser offers to save a file under its name; of a document it does so when it cannot show
    /// it, or is asked to.
    fn write(&self, response: &mut HttpResponseBuilder) {
        let way = match self.is_file {
            true => "attachment",
            false => "inline",
        };
        response.insert_header((
            header::CONTENT_DISPOSITION,
            format!("{way}; filename=\"{}\"", self.file),
        ));
        if let Some(encoding) = self.encoding.name() {
            response.insert_header((header::CONTENT_ENCODING, encoding));
        }
    }
}
