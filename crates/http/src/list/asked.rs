//! What was asked of a list: the query, read strictly.

use std::{
    fmt::{self, Write},
    iter,
};

use actix_web::HttpRequest;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::{
    List,
    near::{Near, candidate},
    parameters::ListParameters,
};
use crate::{
    cursor,
    formats::{Format, document::NearView},
    list::ReaderOf,
    negotiation::{self, Reader},
    parameters::{CursorText, Flag, Number, Parameters, Query, Values},
    problem::Problem,
};
use directory::{
    Catalogue, Facet, Fields, Filter, Matching, Piece, Position, Reading, Search, Snapshot, Sort,
};
use network::{Invalid, LanguageTag, PageLang, Point, Timestamp};

/// How many things a page has when nobody says.
const LIMIT: usize = 50;

/// The parameters whose mistakes are told after those of the text and the filters; last what the
/// format has no room for.
const READ_LAST: [&str; 14] = [
    "updated_since",
    "open_now",
    "open_at",
    "bbox",
    "near",
    "radius",
    "lang",
    "sort",
    "limit",
    "facets",
    "fields",
    "highlight",
    "format",
    "cursor",
];

/// What a cursor of a list holds.
#[derive(Serialize, Deserialize)]
pub(super) struct ListPosition {
    #[serde(flatten)]
    pub(super) position: Position,
    /// The point that a place's name stood for on the first page: it may move meanwhile.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub(super) centre: Option<Point>,
}

/// What was asked of a list.
pub(super) struct Asked {
    pub(super) filter: Filter,
    pub(super) sort: Sort,
    pub(super) reading: Reading,
    pub(super) limit: usize,
    /// How many things a page has, if the query says it.
    pub(super) given_limit: Option<usize>,
    /// Whether everything is wanted, and not a page of it.
    pub(super) whole: bool,
    /// Whether to count what comes before the page: a cursor knows no number.
    pub(super) counts_before: bool,
    pub(super) question: u64,
    pub(super) after: Option<Position>,
    pub(super) fields: Fields,
    pub(super) facets: Vec<Facet>,
    /// Whether to show where a text was met.
    pub(super) highlight: bool,
    pub(super) lang: PageLang,
    /// The reader's own language, where it is none of the seven.
    pub(super) reader: Option<LanguageTag>,
    pub(super) format: Format,
    /// The point that a place's name stands for.
    pub(super) centre: Option<Point>,
    /// What that name was taken for.
    pub(super) near: Option<NearView>,
}

impl Asked {
    /// The page that was asked for; nothing when the cursor is of another order.
    pub(super) fn piece(
        &self,
        catalogue: &Catalogue,
        search: &Search<'_>,
        matching: &Matching<'_>,
        limit: usize,
    ) -> Option<Piece> {
        let after = self.after.as_ref();
        match self.reading {
            Reading::Kept(order, direction) => {
                catalogue.read(matching, order, direction, after, limit)
            }
            Reading::Ranked(ranked) => {
                let ranking = search.ranking(ranked)?;
                catalogue.read_ranked(matching, (ranked, ranking), after, limit)
            }
        }
    }

    /// The position of a thing in the order that was asked for.
    pub(super) fn position(
        &self,
        catalogue: &Catalogue,
        search: &Search<'_>,
        number: u32,
    ) -> Option<Position> {
        let card = catalogue.card(number);
        match self.reading {
            Reading::Kept(order, _) => Some(order.position(card)),
            Reading::Ranked(ranked) => {
                let rank = search.ranking(ranked)?.rank(number)?;
                Some(ranked.position(rank, card))
            }
        }
    }
}

impl List {
    /// Reads what a query asks of the list at this moment; the request says the rest (language,
    /// format).
    pub(super) fn read(
        &self,
        request: &HttpRequest,
        mut query: Query<'_>,
        snapshot: &Snapshot,
        extension: Option<Format>,
        reader: ReaderOf,
        now: Timestamp,
    ) -> Result<Asked, Problem> {
        let mut asked = ListParameters::take(&mut query);
        let fields = (self.chosen)(&mut query);
        let mut filter = asked.take_filter(&mut query, snapshot, now);
        let near = Near::new(&mut query, asked.near, asked.radius);
        let Reader { lang, own: reader } = reader(request, asked.lang.as_ref());
        filter.reader.clone_from(&reader);
        let sort = sort(&mut query, asked.sort);
        let reading = sort.reading(lang.published());
        let limit = asked.limit.map(|Number(limit)| limit);
        let Values(facets) = asked.facets;
        let highlight = asked.highlight.is_some_and(|Flag(shown)| shown);
        if highlight && !query.has("q") {
            query.refuse("highlight", text_missing("to show what was met"));
        }
        let named = negotiation::named_format(&mut query, asked.format, extension);
        let question = question(self.path, &filter, near.as_ref(), reading);
        let (after, known) = asked
            .cursor
            .and_then(|CursorText(text)| {
                query.check("cursor", cursor::decode::<ListPosition>(question, &text))
            })
            .map(|known| (known.position, known.centre))
            .unzip();
        let filters = Facet::ALL.iter().flat_map(|facet| facet.parameters());
        let order: Vec<&str> = iter::once("q")
            .chain(filters.copied())
            .chain(READ_LAST)
            .collect();
        query.sort(&order);
        let format = negotiation::format(request, named, &self.formats(), self.path);
        if let Ok(format) = &format {
            refuse_additions(&mut query, *format, &facets, highlight);
        }
        query.finish()?;
        let format = format?;
        let (mut centre, mut near_view) = (None, None);
        if let Some(near) = near {
            let (circle, located) =
                near.circle(snapshot, &filter.country, known.flatten(), lang)?;
            centre = near.is_named().then_some(circle.centre);
            filter.near = Some(circle);
            let offer = |place| candidate(snapshot, place, lang);
            near_view = located.and_then(|located| {
                Some(NearView {
                    place: offer(located.place)?,
                    point: located.point,
                    others: located.others.into_iter().filter_map(offer).collect(),
                })
            });
        }
        Ok(Asked {
            filter,
            sort,
            reading,
            limit: limit.unwrap_or(LIMIT),
            given_limit: limit,
            whole: format.definition().is_whole && limit.is_none() && after.is_none(),
            counts_before: false,
            question,
            after,
            fields,
            facets,
            highlight,
            lang,
            reader,
            format,
            centre,
            near: near_view,
        })
    }
}

/// The order: nearest first where a place is named, else best first where a text is, else by name.
fn sort(query: &mut Query<'_>, given: Option<Sort>) -> Sort {
    let (near, text) = (query.has("near"), query.has("q"));
    let usual = match (near, text) {
        (true, _) => Sort::Distance,
        (false, true) => Sort::Relevance,
        (false, false) => Sort::Name,
    };
    let sort = given.unwrap_or(usual);
    match sort {
        Sort::Distance if !near => query.refuse(
            "sort",
            Invalid::new(
                "near_missing",
                "an order by distance needs a place to measure from; give near=51.05,3.72 or near=Gent too, or another order",
            ),
        ),
        Sort::Relevance if !text => query.refuse("sort", text_missing("an order by relevance")),
        _ => {}
    }
    sort
}

fn text_missing(what: &str) -> Invalid {
    Invalid::new(
        "q_missing",
        format!("{what} needs words to look for; give \"q\" too, or leave this out"),
    )
}

fn refuse_additions(query: &mut Query<'_>, format: Format, facets: &[Facet], highlight: bool) {
    for (name, given) in [("facets", !facets.is_empty()), ("highlight", highlight)] {
        if given && !format.definition().has_facets {
            let message = format!("{format} has no room for it; ask for format=json");
            query.refuse(name, Invalid::new("not_in_format", message));
        }
    }
}

/// A text that is only hashed.
struct HashedText(Xxh3);

impl fmt::Write for HashedText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// What a cursor belongs to.
fn question(path: &str, filter: &Filter, near: Option<&Near>, reading: Reading) -> u64 {
    let mut hash = HashedText(Xxh3::new());
    // Writing into a hash cannot fail.
    let near = near.map(Near::question);
    let _ = write!(hash, "{path} {filter:?} {near:?} {reading:?}");
    hash.0.digest()
}
