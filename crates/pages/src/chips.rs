//! What a list is narrowed by, in words: each with the page without it.

use directory::{
    Facet, Snapshot, begins_like_a_number,
    search::{Query, Understood},
};
use http::parameters::{TimeOrDay, Value};
use translations::{Texts, say};

use crate::{
    address::{Address, HERE},
    state::plain,
    words::{apart, isolated},
};

/// A link to another state of a page, with its words.
pub struct Chip {
    pub label: String,
    pub href: Address,
}

impl Chip {
    /// Its words, with what was put into them kept apart.
    pub fn html(&self) -> String {
        isolated(&self.label)
    }
}

/// What the list is narrowed by, each with the page without it.
pub fn chips(
    texts: Texts,
    snapshot: &Snapshot,
    base: &Address,
    understood: &[Understood],
) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (name, list) in base.pairs() {
        let whole = |label: String| Chip {
            label,
            href: plain(&base.without(&[name.as_str()])),
        };
        match name.as_str() {
            "q" if !understood.is_empty() => {
                chips.extend(understood_chips(texts, base, list, understood));
            }
            "q" => chips.push(whole(texts.say_with("chip-text", "text", &apart(list)))),
            "near" => chips.push(whole(near_label(texts, list, base.get("radius")))),
            "bbox" => chips.push(whole(texts.say("chip-map"))),
            "open_now" => chips.push(whole(texts.say("open-now"))),
            "updated_since" => {
                if let Ok(TimeOrDay(since)) = TimeOrDay::parse(list) {
                    chips.push(whole(texts.say_with("chip-since", "date", since.date())));
                }
            }
            name => {
                let narrows = |facet: &&Facet| facet.parameters().contains(&name);
                let Some(facet) = Facet::ALL.iter().find(narrows) else {
                    continue;
                };
                for value in list.split(',').map(str::trim) {
                    let without = base.toggled(name, value, |a, b| a == b);
                    let label = facet.label(value, &snapshot.taxonomy, texts.0);
                    chips.push(Chip {
                        label: apart(label.as_deref().unwrap_or(value)),
                        href: plain(&without),
                    });
                }
            }
        }
    }
    chips
}

/// What words of the text were understood as, each with the page without these words; and the
/// words beside.
fn understood_chips(
    texts: Texts,
    base: &Address,
    text: &str,
    understood: &[Understood],
) -> Vec<Chip> {
    let without = |text: String| {
        let words: Vec<&str> = text.split_whitespace().collect();
        plain(&base.with("q", &words.join(" ")))
    };
    let mut chips = Vec::new();
    let mut rest = text.to_owned();
    for one in understood.iter().rev() {
        let name = match (one.left_out, one.nearest) {
            (true, _) => "chip-left-out",
            (false, true) => "chip-nearest",
            (false, false) => "chip-understood",
        };
        let place = one.place.clone();
        let mut other = text.to_owned();
        if text.get(place.clone()).is_some() {
            other.replace_range(place.clone(), " ");
        }
        if rest.get(place.clone()).is_some() {
            rest.replace_range(place, " ");
        }
        chips.push(Chip {
            label: say!(
                texts,
                name,
                text = &apart(&one.text),
                label = &apart(&one.label)
            ),
            href: without(other),
        });
    }
    chips.reverse();
    if Query::parse(&rest).is_ok() {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let known: Vec<&str> = understood
            .iter()
            .filter_map(|one| text.get(one.place.clone()))
            .collect();
        chips.push(Chip {
            label: texts.say_with("chip-text", "text", &apart(&words.join(" "))),
            href: without(known.join(" ")),
        });
    }
    chips
}

fn near_label(texts: Texts, near: &str, radius: Option<&str>) -> String {
    let place = match near == HERE || begins_like_a_number(near) {
        true => texts.say("this-point"),
        false => apart(near),
    };
    let km: f64 = radius
        .and_then(|radius| radius.parse().ok())
        .unwrap_or(50.0);
    say!(texts, "chip-near", place = &place, km = km)
}
