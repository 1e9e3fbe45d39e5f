//! What helps whoever found nothing.

use directory::{Circle, Facet, Filter, Ranked, Search, Snapshot, search::Subject};
use network::PageLang;
use translations::{Texts, say};

use super::{address::Address, card::distance, chips::Chip, facets::FACETS};

/// How far the nearest may be, in kilometres: anywhere on earth.
const ANYWHERE: f64 = 20_000.0;

/// How many suggestions of a spelling there are.
const MOST_SPELLINGS: usize = 3;

/// What helps whoever found nothing.
pub struct Empty {
    /// The query with one condition less, and how many members that finds.
    pub relaxed: Vec<Chip>,
    /// The nearest that there is, where a place was named.
    pub nearest: Option<Chip>,
    /// What may have been meant by the words.
    pub spellings: Vec<Chip>,
}

/// The conditions that can be taken back: their parameters and the texts of their names.
fn conditions() -> impl Iterator<Item = (&'static str, &'static str)> {
    let properties = FACETS.into_iter().flat_map(|(facet, _, condition)| {
        let parameters = facet.parameters().iter();
        parameters.map(move |name| (*name, condition))
    });
    let first = std::iter::once(("q", "condition-text"));
    let last = [
        ("open_now", "condition-open"),
        ("near", "condition-near"),
        ("bbox", "condition-map"),
    ];
    first.chain(properties).chain(last)
}

/// The filter without the condition of a parameter.
fn without(filter: &Filter, name: &str) -> Filter {
    let mut wider = filter.clone();
    match name {
        "q" => wider.text = None,
        "near" => wider.near = None,
        "bbox" => wider.bbox = None,
        "open_now" => wider.open_at = None,
        name => wider.clear(name),
    }
    wider
}

impl Empty {
    /// What helps after a filter found nothing.
    pub fn new(texts: Texts, snapshot: &Snapshot, filter: &Filter, base: &Address) -> Self {
        let mut relaxed = Vec::new();
        for (name, id) in conditions() {
            if base.get(name).is_none() {
                continue;
            }
            let wider = without(filter, name);
            let count = search(snapshot, &wider, texts.0).find(None).len();
            if count > 0 {
                let dropped: &[&str] = match name {
                    "near" => &["near", "radius", "sort"],
                    name => &[name, "sort"],
                };
                let condition = texts.say(id);
                relaxed.push(Chip {
                    label: say!(texts, "relaxed", condition = &condition, count = count),
                    href: base.without(dropped),
                });
            }
        }
        Self {
            relaxed,
            nearest: nearest(texts, snapshot, filter, base),
            spellings: spellings(texts, snapshot, filter, base),
        }
    }
}

fn search<'a>(snapshot: &'a Snapshot, filter: &'a Filter, lang: PageLang) -> Search<'a> {
    Search::new(filter, snapshot, Subject::Members, lang)
}

/// The circle that reaches the nearest member.
fn nearest(texts: Texts, snapshot: &Snapshot, filter: &Filter, base: &Address) -> Option<Chip> {
    let circle = filter.near?;
    let wider = Filter {
        near: Some(Circle {
            radius: ANYWHERE,
            ..circle
        }),
        ..filter.clone()
    };
    let search = search(snapshot, &wider, texts.0);
    let matching = search.find(None);
    let ranking = search.ranking(Ranked::Distance)?;
    let members = &snapshot.members;
    let first = members.read_ranked(&matching, (Ranked::Distance, ranking), None, 1);
    let first = first.and_then(|piece| piece.numbers.first().copied());
    let found = first.and_then(|number| ranking.rank(number));
    found.map(|millimetres| {
        let km = millimetres as f64 / 1e6;
        let radius = (km / 10.0).ceil() * 10.0;
        let away = distance(texts, km);
        Chip {
            label: texts.say_with("nearest-is", "distance", &away),
            href: base.with("radius", &radius.to_string()),
        }
    })
}

/// Cities, services and members that sound like what was typed.
fn spellings(texts: Texts, snapshot: &Snapshot, filter: &Filter, base: &Address) -> Vec<Chip> {
    let Some(query) = &filter.text else {
        return Vec::new();
    };
    let suggested = snapshot.suggest(query, MOST_SPELLINGS);
    let plain = base.without(&["q", "sort"]);
    let chip = |facet: Facet, value: &str, label: &str| Chip {
        label: label.to_owned(),
        href: plain.with(facet.as_str(), value),
    };
    let cities = suggested.cities.into_iter();
    let cities = cities.map(|city| chip(Facet::City, &city.name, &city.name));
    let services = suggested.services.into_iter();
    let services = services.map(|it| chip(Facet::Service, it.code.as_str(), it.label(texts.0)));
    let countries = suggested.countries.into_iter();
    let countries = countries.map(|it| chip(Facet::Country, it.as_str(), it.name(texts.0)));
    let members = suggested.members.into_iter().filter_map(|number| {
        let (published, _) = snapshot.record(snapshot.members.card(number).key)?;
        Some(Chip {
            label: published.member.name.clone(),
            href: base
                .of_member(&published.member.slug)
                .with("lang", texts.0.code()),
        })
    });
    cities
        .chain(services)
        .chain(countries)
        .chain(members)
        .take(MOST_SPELLINGS * 2)
        .collect()
}
