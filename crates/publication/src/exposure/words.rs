//! What is told, and where, in words.

use network::{
    Member, Visibility,
    disclosure::{Disclosed, Hidden, SecretHolder},
};

/// The pointer into the entry as staff read it, in which hidden things stand too.
pub fn pointer(member: &Member, path: &[String]) -> String {
    let place_of = |id: &String| {
        let mut places = member.locations.iter();
        let mut offers = member.service_offers.iter();
        places
            .position(|place| place.id.to_string() == *id)
            .or_else(|| offers.position(|offer| offer.id.to_string() == *id))
    };
    path.iter()
        .map(|part| match place_of(part) {
            Some(number) => format!("/{number}"),
            None => format!("/{part}"),
        })
        .collect()
}

/// Where a text stands, in words.
pub fn place_of(member: &Member, path: &[String]) -> String {
    let (owner, rest) = match path {
        [list, id, rest @ ..] if list == "locations" => {
            let place = member
                .locations
                .iter()
                .find(|place| place.id.to_string() == *id);
            (
                place.map(|place| format!("the {} in {}", place.kind, place.city)),
                rest,
            )
        }
        [list, id, rest @ ..] if list == "service_offers" => {
            let mut offers = member.service_offers.iter();
            let offer = offers.find(|offer| offer.id.to_string() == *id);
            (
                offer.map(|offer| format!("the offer of {}", offer.service)),
                rest,
            )
        }
        rest => (None, rest),
    };
    let field = match rest {
        [field, language] if language.parse::<usize>().is_err() => {
            format!("\"{field}\" ({language})")
        }
        [field, ..] => format!("\"{field}\""),
        [] => "the entry".to_owned(),
    };
    match owner {
        Some(owner) => format!("{field} of {owner}"),
        None => field,
    }
}

/// What of a secret is told, in words; `whose` it is, as in "its".
pub fn in_words(hidden: &Hidden, tells: Disclosed, whose: &str) -> String {
    let about = match &hidden.holder {
        SecretHolder::Location {
            kind,
            city,
            visibility: Visibility::City,
            ..
        } => {
            format!("{whose} {kind} in {city}, which is shown by its city only")
        }
        SecretHolder::Location { kind, city, .. } => format!("{whose} hidden {kind} in {city}"),
        SecretHolder::Contact { .. } => format!("one of {whose} contacts"),
    };
    let what = match tells {
        Disclosed::Address => "the address",
        Disclosed::Point => "a point within 150 metres",
        Disclosed::Phone => "the telephone number",
        Disclosed::Email => "the e-mail address",
        Disclosed::Name => "the name",
    };
    format!("{what} of {about}")
}
