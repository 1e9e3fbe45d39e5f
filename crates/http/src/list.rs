//! What the lists of members and of locations have in common: parameters, paging and facets. How
//! they are written is in [`formats`](super::formats).

mod asked;
pub mod near;
pub mod parameters;

use std::{
    collections::BTreeMap,
    iter,
    sync::{Arc, LazyLock},
};

use actix_web::{HttpRequest, HttpResponse, http::header};
use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};

use super::{
    answer::{Answer, Begun, Passing},
    cursor,
    formats::{
        Format, columns::Column, definition, document::Rest, file::FileAnswer, json::Json,
        selection::Selection,
    },
    negotiation::{self, Encoding, Reader, essence, reader},
    openapi::completion::add_problem,
    parameters::Query,
    problem::{Kind, Problem},
    state::State,
};
use directory::{
    Catalogue, Facet, Facets, Fields, Filter, Piece, PublicUrl, Ranked, Search, Snapshot, Sort,
    search::{Subject, Understood},
};
use network::{Lang, LanguageTag, PageLang, Timestamp};

pub use super::formats::document::Page;
use asked::{Asked, ListPosition};
pub use parameters::{
    CityName, IdentifierText, ListParameters, LocationField, LocationFieldsParameter,
    MemberDetailField, MemberField, MemberFieldsParameter, QueryText, ServiceFilter, chosen_fields,
};

/// Which list is asked for.
pub struct List {
    /// Its path: `/v1/members`.
    pub path: &'static str,
    /// Where its things are.
    pub catalogue: fn(&Snapshot) -> &Catalogue,
    /// What a text finds in it.
    pub subject: Subject,
    /// The fields that it can show.
    pub fields: &'static LazyLock<Vec<String>>,
    /// How many of them it shows.
    pub shown: fn() -> usize,
    /// The format that it has when nobody says.
    pub usual: Format,
    /// Its columns, in the formats that are tables.
    pub columns: &'static [Column],
    /// The names of the parameters that it takes.
    pub parameters: fn() -> Vec<&'static str>,
    /// Reads the parameter that chooses fields.
    pub chosen: fn(&mut Query<'_>) -> Fields,
}

/// Tells who reads, by a request and its parameter for the language.
type ReaderOf = fn(&HttpRequest, Option<&LanguageTag>) -> Reader;

/// What a request finds.
struct Found {
    selection: Selection,
    /// How many things of the list come before, where that was to be counted.
    before: usize,
    rest: Rest,
}

/// What a page for people shows of a list.
pub struct Shown {
    /// The things of the page.
    pub selection: Selection,
    /// Where the page stands in the list.
    pub page: Page,
    /// How many things of the list come before the page.
    pub before: usize,
    /// The counts that were asked for.
    pub facets: Facets,
    /// What the list is narrowed by.
    pub filter: Filter,
    /// The order it is in.
    pub sort: Sort,
    /// What the text was understood as.
    pub understood: Vec<Understood>,
}

impl List {
    /// Answers a request for the list; `extension` is the format that the address ends in.
    pub fn answer(
        &self,
        request: &HttpRequest,
        state: &State,
        extension: Option<Format>,
    ) -> Result<HttpResponse, Problem> {
        let snapshot = Arc::clone(&state.directory.current());
        let query = self.query(request.query_string());
        let now = Timestamp::now();
        let asked = self.read(request, query, &snapshot, extension, reader::<Lang>, now)?;
        let definition = asked.format.definition();
        let answer = Answer {
            request,
            snapshot: &snapshot,
            lang: Some(asked.lang),
            media_type: definition.media_type,
            passing: self.passing(&asked, &snapshot),
        };
        let path = match extension {
            Some(extension) => format!("{}.{extension}", self.path),
            None => self.path.to_owned(),
        };
        let public_url = state.directory.public_url();
        let link = |page: &Page| {
            page.next.as_ref().map(|next| {
                let next = cursor::next_link(public_url, &path, request, next);
                (header::LINK, format!("<{next}>; rel=\"next\""))
            })
        };
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        if asked.whole || definition.is_file {
            let encoding = match definition.is_compressed {
                true => Encoding::Identity,
                false => negotiation::encoding(request),
            };
            let mut response = match state.answers.begin(&answer, encoding) {
                Begun::Known(response) => return Ok(response),
                Begun::Wanted(response, _) => response,
            };
            let Found {
                selection, rest, ..
            } = self.find(&snapshot, &asked, public_url)?;
            if let Some(link) = link(&rest.page) {
                response.insert_header(link);
            }
            let file = FileAnswer {
                selection,
                rest,
                format: asked.format,
                name,
                encoding,
                is_whole: asked.whole,
            };
            return file.give(request, state, response);
        }
        state.answers.give(&answer, |out| {
            let Found {
                selection, rest, ..
            } = self.find(&snapshot, &asked, public_url)?;
            let next = link(&rest.page);
            (definition.form)(&selection, rest, name)
                .and_then(|mut form| definition::write(&mut *form, out, &selection))
                .map_err(|error| Problem::internal(&error))?;
            Ok(next)
        })
    }

    /// Answers a query that came in a body, in JSON: what it asks for stands in no address, nor in
    /// the answer's headers.
    pub fn search(
        &self,
        request: &HttpRequest,
        state: &State,
        query: Query<'_>,
    ) -> Result<HttpResponse, Problem> {
        let media_type = Format::Json.definition().media_type;
        negotiation::only(request, media_type)?;
        let snapshot = Arc::clone(&state.directory.current());
        let now = Timestamp::now();
        let asked = self.read(
            request,
            query,
            &snapshot,
            Some(Format::Json),
            reader::<Lang>,
            now,
        );
        let asked = asked.map_err(Problem::of_body)?;
        let answer = Answer {
            request,
            snapshot: &snapshot,
            lang: Some(asked.lang),
            media_type,
            passing: None,
        };
        state.answers.give(&answer, |out| {
            let public_url = state.directory.public_url();
            let Found {
                selection, rest, ..
            } = self.find(&snapshot, &asked, public_url)?;
            definition::write(&mut Json(rest), out, &selection)
                .map_err(|error| Problem::internal(&error))?;
            Ok([])
        })
    }

    /// Who is open, where that is what was asked.
    fn passing(&self, asked: &Asked, snapshot: &Snapshot) -> Option<Passing> {
        let moment = asked.filter.open_at.filter(|moment| moment.is_now)?;
        let open = (self.catalogue)(snapshot).open_at(moment.at);
        Some(Passing::within_minute(open.digest, moment.at))
    }

    /// The query of an address.
    fn query<'a>(&self, query: &'a str) -> Query<'a> {
        Query::new(query, (self.parameters)())
    }

    /// Finds what a page for people shows: what the API would answer to `query`. `usual` names the
    /// facets that the page counts, and how many things it has when nobody says; `now` is the moment
    /// that the page is made for.
    pub fn show(
        &self,
        query: &str,
        request: &HttpRequest,
        snapshot: &Arc<Snapshot>,
        public_url: &PublicUrl,
        usual: Option<(&[Facet], usize)>,
        now: Timestamp,
    ) -> Result<Shown, Problem> {
        let mut asked = self.read_page(query, request, snapshot, now)?;
        asked.counts_before = true;
        // Whoever reads a page in one language may have another one of their own.
        asked.reader = asked.reader.or_else(|| negotiation::own_language(request));
        if let Some((facets, limit)) = usual {
            asked.facets = facets.to_vec();
            asked.limit = asked.given_limit.unwrap_or(limit);
        }
        let found = self.find(snapshot, &asked, public_url)?;
        Ok(Shown {
            selection: found.selection,
            page: found.rest.page,
            before: found.before,
            facets: found.rest.facets.unwrap_or_default(),
            understood: found.rest.understood.unwrap_or_default(),
            sort: asked.sort,
            filter: asked.filter,
        })
    }

    /// Reads what narrows the list at this moment, and the language of the page.
    pub fn narrowing(
        &self,
        query: &str,
        request: &HttpRequest,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Result<(Filter, PageLang), Problem> {
        let asked = self.read_page(query, request, snapshot, now)?;
        Ok((asked.filter, asked.lang))
    }

    /// Reads what a page asks of the list, in one of the languages of pages.
    fn read_page(
        &self,
        query: &str,
        request: &HttpRequest,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Result<Asked, Problem> {
        let (query, format) = (self.query(query), Some(Format::Json));
        self.read(request, query, snapshot, format, reader::<PageLang>, now)
    }

    /// The format that an address ends in; fails with 404 for one that there is not.
    pub fn extension(&self, text: &str) -> Result<Format, Problem> {
        text.parse::<Format>().map_err(|_| {
            let remedy = negotiation::remedy(&self.formats(), self.path);
            Problem::new(
                Kind::NotFound,
                format!("There is no format \"{text}\". {remedy}"),
            )
        })
    }

    /// Its formats, the usual one first.
    fn formats(&self) -> Vec<Format> {
        let others = Format::ALL.iter().filter(|format| **format != self.usual);
        iter::once(&self.usual).chain(others).copied().collect()
    }

    /// What the document says of the list in all its formats.
    pub fn responses(&self) -> BTreeMap<String, RefOr<Response>> {
        let things = match self.subject {
            Subject::Members => "Members",
            Subject::Locations => "Places",
        };
        let mut response = ResponseBuilder::new().description(format!(
            "{things}: a page of them as JSON; all that the filters find, or a page, in the other formats"
        ));
        for format in self.formats() {
            let definition = format.definition();
            let schema = Ref::from_schema_name((definition.schema)(self.subject).name);
            response = response.content(essence(definition.media_type), Content::new(Some(schema)));
        }
        let mut responses = BTreeMap::from([("200".to_owned(), response.build().into())]);
        add_problem(
            &mut responses,
            "503",
            "Too many large answers are under way; `Retry-After` says when to try again",
        );
        responses
    }

    fn listed_fields(&self) -> &'static [String] {
        &self.fields[..(self.shown)()]
    }

    /// Finds what was asked for.
    fn find(
        &self,
        snapshot: &Arc<Snapshot>,
        asked: &Asked,
        public_url: &PublicUrl,
    ) -> Result<Found, Problem> {
        let catalogue = (self.catalogue)(snapshot);
        let search = Search::new(&asked.filter, snapshot, self.subject, asked.lang);
        let matching = search.find(None);
        let limit = match asked.whole {
            true => catalogue.len() as usize,
            false => asked.limit,
        };
        let read = |limit| {
            let piece = asked.piece(catalogue, &search, &matching, limit);
            let fault = "a cursor passed its check and is of another order";
            piece.ok_or_else(|| Problem::internal(&fault))
        };
        let piece = read(limit)?;
        let before = match asked.counts_before && asked.after.is_some() {
            true => matching.len() as usize - read(catalogue.len() as usize)?.numbers.len(),
            false => 0,
        };
        let page = Page {
            total: matching.len(),
            limit: match asked.whole {
                true => piece.numbers.len(),
                false => asked.limit,
            },
            next: next_cursor(catalogue, &search, &piece, asked)?,
        };
        let facets = (!asked.facets.is_empty())
            .then(|| Facets::count(&asked.facets, snapshot, catalogue, &search, asked.lang));
        let marked = search.hits().filter(|_| asked.highlight);
        let marker = marked.map(|hits| snapshot.texts.marker(hits));
        let selection = Selection {
            snapshot: Arc::clone(snapshot),
            catalogue: self.catalogue,
            distances: search.ranking(Ranked::Distance).cloned(),
            marker,
            numbers: piece.numbers,
            lang: asked.lang,
            reader: asked.reader.clone(),
            fields: asked.fields,
            field_names: self.listed_fields(),
            columns: self.columns,
            public_url: public_url.clone(),
        };
        Ok(Found {
            selection,
            before,
            rest: Rest {
                page,
                near: asked.near.clone(),
                understood: asked
                    .filter
                    .text
                    .is_some()
                    .then(|| search.understood().to_vec()),
                facets,
            },
        })
    }
}

fn next_cursor(
    catalogue: &Catalogue,
    search: &Search<'_>,
    piece: &Piece,
    asked: &Asked,
) -> Result<Option<String>, Problem> {
    let Some(last) = piece.numbers.last().filter(|_| piece.more) else {
        return Ok(None);
    };
    let Some(position) = asked.position(catalogue, search, *last) else {
        return Ok(None);
    };
    let position = ListPosition {
        position,
        centre: asked.centre,
    };
    cursor::encode(asked.question, position)
        .map(Some)
        .map_err(|error| Problem::internal(&error))
}
