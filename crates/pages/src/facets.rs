//! The filters of the directory page: every value is a link that adds it or takes it back.

use askama::Template;

use directory::{Count, Facet, Facets, Filter, Moment, Search, Snapshot, search::Subject};
use http::list::Shown;
use network::{Timestamp, fold};
use translations::Texts;

use super::address::Address;

/// How many values stand there before "more".
const FIRST: usize = 8;

/// A value of a filter.
pub struct Choice {
    /// Its place in the page: `country-BE`.
    pub id: String,
    /// Its name.
    pub label: String,
    /// How many members have it.
    pub count: u64,
    /// The page with this value added, or taken back.
    pub href: Address,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The values of a property.
pub struct Group {
    /// The parameter's name.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// Whether it is unfolded from the start.
    pub open: bool,
    /// The values that stand there at once.
    pub first: Vec<Choice>,
    /// The others.
    pub more: Vec<Choice>,
}

/// The filters.
#[derive(Template)]
#[template(path = "facets.html")]
pub struct Filters {
    texts: Texts,
    /// Who is open now.
    open_now: Option<Choice>,
    groups: Vec<Group>,
}

/// The properties in the order in which people ask, with the texts of their name and of a condition
/// that can be taken back.
pub const FACETS: [(Facet, &str, &str); 5] = [
    (Facet::Service, "service", "condition-service"),
    (Facet::Country, "country", "condition-country"),
    (Facet::City, "city", "condition-city"),
    (Facet::Language, "language", "condition-language"),
    (Facet::MembershipType, "membership", "condition-membership"),
];

/// The properties in the order of the embedded list, with the texts of their name and of all values.
pub const EMBEDDED: [(Facet, &str, &str); 5] = [
    (Facet::Country, "embed-country", "embed-all-country"),
    (Facet::Service, "embed-service", "embed-all-service"),
    (Facet::Language, "embed-language", "embed-all-language"),
    (Facet::City, "embed-city", "embed-all-city"),
    (
        Facet::MembershipType,
        "embed-membership-type",
        "embed-all-membership-type",
    ),
];

impl Filters {
    /// The filters of a page at `address`, which names no place in the list.
    pub fn new(texts: Texts, address: &Address, facets: &Facets, open_now: Option<Choice>) -> Self {
        Self {
            texts,
            open_now,
            groups: FACETS
                .into_iter()
                .map(|(facet, title, _)| group(facet, texts.say(title), facets.get(facet), address))
                .filter(|group| group.first.len() > 1 || group.first.iter().any(|it| it.chosen))
                .collect(),
        }
    }
}

fn group(facet: Facet, title: String, counts: &[Count], address: &Address) -> Group {
    let name = facet.as_str();
    let same: fn(&str, &str) -> bool = match facet {
        Facet::City => |a, b| fold(a) == fold(b),
        _ => |a, b| a.eq_ignore_ascii_case(b),
    };
    let chosen = |value: &str| {
        let lists = address.pairs().iter().filter(|(known, _)| known == name);
        let mut values = lists.flat_map(|(_, list)| list.split(','));
        values.any(|known| same(known.trim(), value))
    };
    let mut choices: Vec<Choice> = counts
        .iter()
        .map(|count| Choice {
            id: format!("{name}-{}", count.value.replace([' ', '/'], "-")),
            chosen: chosen(&count.value),
            href: address.toggled(name, &count.value, same),
            label: count.label.clone(),
            count: count.count,
        })
        .collect();
    // Whoever chose something finds it at the top.
    choices.sort_by_key(|choice| !choice.chosen);
    let chosen = choices.iter().filter(|choice| choice.chosen).count();
    let first = choices.len().min(FIRST.max(chosen));
    let more = choices.split_off(first);
    Group {
        name,
        title,
        open: matches!(facet, Facet::Service | Facet::Country) || chosen > 0,
        first: choices,
        more,
    }
}

/// A service as a button, chosen or not.
pub struct Need<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub label: &'a str,
    /// The page with it alone, or without it.
    pub href: Address,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The core services; choosing one leaves another.
pub fn needs<'a>(texts: Texts, snapshot: &'a Snapshot, base: &Address) -> Vec<Need<'a>> {
    let core = snapshot.taxonomy.types().iter();
    let core = core.filter(|service| service.is_core());
    core.map(|service| {
        let code = service.code.as_str();
        let chosen = base.get("service") == Some(code);
        Need {
            code,
            label: service.label(texts.0),
            href: match chosen {
                true => base.without(&["service"]),
                false => base.with("service", code),
            },
            chosen,
        }
    })
    .collect()
}

/// The choice of who is open now; nothing where nobody says when they are.
pub fn open_now(
    texts: Texts,
    shown: &Shown,
    snapshot: &Snapshot,
    base: &Address,
    now: Timestamp,
) -> Option<Choice> {
    let chosen = base.get("open_now").is_some();
    let filter = Filter {
        open_at: Some(Moment {
            at: now,
            is_now: true,
        }),
        ..shown.filter.clone()
    };
    let open = Search::new(&filter, snapshot, Subject::Members, texts.0);
    snapshot.members.has_hours().then(|| Choice {
        id: "open-now".to_owned(),
        label: texts.say("open-now"),
        count: open.find(None).len(),
        href: match chosen {
            true => base.without(&["open_now"]),
            false => base.with("open_now", "true"),
        },
        chosen,
    })
}
