//! What a list is narrowed by, and what it finds.

use std::collections::HashSet;

use roaring::RoaringBitmap;
use uuid::Uuid;

use super::{
    asked::{Asked, Postcode},
    subject::{ROOT, Subject},
};
use crate::{
    parameters::Query,
    problem::{Kind, Problem},
};
use directory::{
    Circle, Filter, Found, Matching, Offer, OfferAt, Offers, Search, Snapshot,
    search::{Query as Text, Subject as Searched},
};
use hsds::{
    LOCATION_KINDS, SERVICE_TYPES, TaxonomyTerm, Vocabulary, kind_term_id, service_term_id,
};
use network::{Invalid, Lang, LocationId, LocationKind, fold, middle};
use publication::PublicLocation;

/// What services must be, by the terms and taxonomies that were named.
#[derive(Default)]
pub struct Terms {
    /// The kinds of services, by their places in the taxonomy.
    kinds: Option<HashSet<usize>>,
    /// What the place is used for at which they are given.
    place: Option<LocationKind>,
    /// Whether they must be given at a place.
    has_place: bool,
}

impl Terms {
    /// Those that were named; a mistake where there is no such thing.
    pub fn named(asked: &Asked, snapshot: &Snapshot, query: &mut Query<'_>) -> Self {
        let mut terms = Self::default();
        if let Some(id) = asked.taxonomy_id {
            match id {
                _ if id == LOCATION_KINDS.id() => terms.has_place = true,
                _ if id == SERVICE_TYPES.id() => {}
                _ => query.refuse("taxonomy_id", missing("taxonomy", "taxonomies")),
            }
        }
        if let Some(id) = asked.taxonomy_term_id {
            let mut types = snapshot.taxonomy.types().iter();
            let service = types.find(|kind| service_term_id(kind.code.as_str()) == id);
            let mut kinds = LocationKind::ALL.iter().copied();
            terms.place = kinds.find(|kind| kind_term_id(*kind) == id);
            terms.kinds = service.map(|kind| kinds_below(snapshot, kind.code.as_str()));
            if terms.place.is_none() && terms.kinds.is_none() {
                query.refuse("taxonomy_term_id", missing("term", "taxonomy_terms"));
            }
        }
        if let Some(id) = asked.parent_id
            && TaxonomyTerm::all(snapshot.taxonomy.types()).all(|term| term.id != id)
        {
            query.refuse("parent_id", missing("term", "taxonomy_terms"));
        }
        terms
    }

    fn hold(&self, offer: &Offer) -> bool {
        let kinds = self.kinds.as_ref();
        kinds.is_none_or(|kinds| kinds.contains(&offer.kind))
            && (!self.has_place || !offer.at.is_empty())
    }

    fn hold_at(&self, at: &OfferAt) -> bool {
        self.place.is_none_or(|kind| at.kind == kind)
    }

    fn hold_anywhere(&self, offer: &Offer, offers: &Offers) -> bool {
        let mut places = offers.at_places()[offer.at.clone()].iter();
        self.place.is_none() || places.any(|at| self.hold_at(at))
    }
}

/// The places in the taxonomy of a kind of service and of those below it.
fn kinds_below(snapshot: &Snapshot, code: &str) -> HashSet<usize> {
    let types = snapshot.taxonomy.types().iter().enumerate();
    let these = types.filter(|(_, kind)| kind.code.as_str() == code || kind.code.is_below(code));
    these.map(|(place, _)| place).collect()
}

fn missing(what: &str, list: &str) -> Invalid {
    let message = format!("there is no {what} with this identifier; {ROOT}/{list} lists them");
    Invalid::new("unknown_id", message)
}

/// The places that have a postal code, or are near it.
pub struct Surroundings(HashSet<LocationId>);

impl Surroundings {
    /// Those that were named. Of places that are shown by their city no postal code is known, and
    /// each counts as being in the centre of its cell.
    pub fn named(asked: &Asked, snapshot: &Snapshot, query: &mut Query<'_>) -> Option<Self> {
        let Some(postcode) = &asked.postcode else {
            if asked.proximity.is_some() {
                let message =
                    "a distance needs a postal code to measure from; give \"postcode\" too";
                query.refuse("proximity", Invalid::new("postcode_missing", message));
            }
            return None;
        };
        let places = || {
            let cards = snapshot.locations.cards();
            cards.filter_map(|card| snapshot.record(card.key)?.1)
        };
        let has_code = |place: &&PublicLocation| {
            let code = place.postal_code().map(Postcode::plain);
            code.as_ref() == Some(postcode)
        };
        let there = places().filter(has_code);
        let Some(metres) = asked.proximity else {
            return Some(Self(there.map(PublicLocation::id).collect()));
        };
        let Some(centre) = middle(there.filter_map(PublicLocation::point)) else {
            let message = "no published place has this postal code, so nobody knows where it is; \
                           /v1/members takes the name of any town as \"near\"";
            query.refuse("postcode", Invalid::new("unknown_postcode", message));
            return None;
        };
        let circle = Circle {
            centre,
            radius: metres / 1000.0,
        };
        let near = snapshot.locations.points().in_circle(&circle);
        let near = near.numbers().iter();
        let near = near.map(|number| snapshot.locations.card(number).key.location.into());
        Some(Self(near.collect()))
    }
}

/// The numbers of all that is found, in the order of the list.
pub fn find(
    subject: Subject,
    asked: &Asked,
    terms: &Terms,
    near: Option<&Surroundings>,
    snapshot: &Snapshot,
) -> RoaringBitmap {
    if !asked.is_narrowed() {
        return everything(subject, snapshot);
    }
    match subject {
        Subject::Organizations => {
            let found = asked.search.as_ref().map(|text| searched(text, snapshot).0);
            match (found, giving(asked, terms, snapshot)) {
                (None, None) => everything(subject, snapshot),
                (Some(these), None) | (None, Some(these)) => these,
                (Some(found), Some(giving)) => found & giving,
            }
        }
        Subject::Services => {
            let wanted = wanted(asked, terms, snapshot);
            let offers = snapshot.offers();
            numbers(offers.all(), |offer| {
                wanted(offer) && terms.hold_anywhere(offer, offers)
            })
        }
        Subject::ServicesAtLocations => {
            let wanted = wanted(asked, terms, snapshot);
            let offers = snapshot.offers();
            numbers(offers.at_places(), |at| {
                terms.hold_at(at)
                    && near.is_none_or(|Surroundings(places)| places.contains(&at.location))
                    && wanted(&offers.all()[at.offer as usize])
            })
        }
        Subject::Taxonomies => numbers(Vocabulary::ALL, |one| says(asked, [one.name])),
        Subject::Terms => terms_found(asked, snapshot),
    }
}

/// The organisations with services of the terms and taxonomies that were named, where any were.
fn giving(asked: &Asked, terms: &Terms, snapshot: &Snapshot) -> Option<RoaringBitmap> {
    asked.taxonomy_id.or(asked.taxonomy_term_id)?;
    let offers = snapshot.offers();
    let these = offers.all().iter();
    let these = these.filter(|offer| terms.hold(offer) && terms.hold_anywhere(offer, offers));
    Some(these.map(|offer| offer.member).collect())
}

fn everything(subject: Subject, snapshot: &Snapshot) -> RoaringBitmap {
    let count = match subject {
        Subject::Organizations => snapshot.members.len(),
        Subject::Services => snapshot.offers().all().len() as u32,
        Subject::ServicesAtLocations => snapshot.offers().at_places().len() as u32,
        Subject::Taxonomies => Vocabulary::ALL.len() as u32,
        Subject::Terms => (snapshot.taxonomy.types().len() + LocationKind::ALL.len()) as u32,
    };
    let mut all = RoaringBitmap::new();
    all.insert_range(0..count);
    all
}

/// The places of those that fit.
fn numbers<T>(things: impl IntoIterator<Item = T>, fits: impl Fn(&T) -> bool) -> RoaringBitmap {
    let things = (0..).zip(things);
    let found = things.filter(|(_, thing)| fits(thing));
    found.map(|(number, _)| number).collect()
}

/// What a service must be.
fn wanted<'a>(
    asked: &Asked,
    terms: &'a Terms,
    snapshot: &'a Snapshot,
) -> impl Fn(&Offer) -> bool + use<'a> {
    let found = asked.search.as_ref().map(|text| searched(text, snapshot));
    let changed = asked.modified_after;
    let changed = changed.map(|since| snapshot.members.updated_since(since));
    let of_organization = asked.organization_id;
    let organization = of_organization.map(|id| match snapshot.find(&id.to_string()) {
        Found::Member(card) => Some(card.key.member),
        _ => None,
    });
    move |offer| {
        let has = |members: &RoaringBitmap| members.contains(offer.member);
        terms.hold(offer)
            && found.as_ref().is_none_or(|(members, kinds)| {
                has(members)
                    && kinds
                        .as_ref()
                        .is_none_or(|kinds| kinds.contains(&offer.kind))
            })
            && changed.as_ref().is_none_or(has)
            && organization.is_none_or(|organization| {
                Some(snapshot.members.card(offer.member).key.member) == organization
            })
    }
}

/// The members that a text finds, and the kinds of services that it names, where it names any.
fn searched(text: &Text, snapshot: &Snapshot) -> (RoaringBitmap, Option<HashSet<usize>>) {
    let filter = Filter {
        text: Some(text.clone()),
        ..Filter::default()
    };
    let search = Search::new(&filter, snapshot, Searched::Members, Lang::En.into());
    let found = match search.find(None) {
        Matching::All(count) => (0..count).collect(),
        Matching::Some(members) => members.into_owned(),
    };
    let named = search.understood().iter();
    let named =
        named.filter(|understood| understood.parameter == "service" && !understood.left_out);
    let kinds = named.map(|understood| kinds_below(snapshot, &understood.value));
    let kinds = kinds.reduce(|mut all, kinds| {
        all.extend(kinds);
        all
    });
    (found, kinds)
}

fn terms_found(asked: &Asked, snapshot: &Snapshot) -> RoaringBitmap {
    let types = snapshot.taxonomy.types();
    let terms = (0..).zip(TaxonomyTerm::all(types));
    let found = terms.filter(|(number, term)| {
        let labels = types.get(*number as usize).map(|kind| kind.labels.values());
        let labels = labels.into_iter().flatten().map(String::as_str);
        let names = labels.chain([&*term.name, &*term.code]);
        asked.taxonomy_id.is_none_or(|id| id == term.taxonomy_id)
            && (!asked.top_only || term.parent_id.is_none())
            && asked.parent_id.is_none_or(|id| term.parent_id == Some(id))
            && says(asked, names)
    });
    found.map(|(number, _)| number).collect()
}

/// Whether names have all the words that are looked for, and none that is unwanted.
fn says<'a>(asked: &Asked, names: impl IntoIterator<Item = &'a str>) -> bool {
    let Some(text) = &asked.search else {
        return true;
    };
    let names: Vec<String> = names.into_iter().map(fold).collect();
    let said = |word: &str| names.iter().any(|name| name.contains(word));
    text.words.iter().all(|word| said(&word.term))
        && !text.unwanted.iter().flatten().any(|word| said(word))
}

/// The number of one thing.
pub fn one(subject: Subject, id: &str, snapshot: &Snapshot) -> Result<u32, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| unknown(subject))?;
    let number = match subject {
        Subject::Organizations => match snapshot.find(&id.to_string()) {
            Found::Member(card) => snapshot.number(card.key.member.into()),
            Found::Gone | Found::Moved(_) => {
                let detail = "This organisation is not in the directory any more.";
                return Err(Problem::new(Kind::Gone, detail));
            }
            Found::Unknown => None,
        },
        Subject::Services => snapshot.offer_number(id),
        Subject::ServicesAtLocations => snapshot.offer_at_number(id),
        Subject::Taxonomies => numbers(Vocabulary::ALL, |one| one.id() == id).min(),
        Subject::Terms => {
            let terms = TaxonomyTerm::all(snapshot.taxonomy.types());
            numbers(terms, |term| term.id == id).min()
        }
    };
    number.ok_or_else(|| unknown(subject))
}

/// The error of an identifier under which there is nothing.
fn unknown(subject: Subject) -> Problem {
    Problem::new(
        Kind::NotFound,
        format!(
            "There is nothing with this identifier; {ROOT}/{} lists all that there is.",
            subject.name()
        ),
    )
}
