//! Finds which of a member's places and offers a row is about.
//!
//! Spreadsheets have no key for a place, and an address is often just what changed. So rows are
//! paired with what the registry has from the surest sign to the weakest. Whatever the registry
//! has and the file has not is left alone: an import never removes anything.
//!
//! How public a place may become stands above the pairing: see the module `visibility`.

use std::collections::{HashMap, HashSet, VecDeque};

use uuid::Uuid;

use super::{
    positions,
    visibility::{Limits, city_fits},
};
use crate::{
    drafts::{LocationDraft, OfferDraft},
    options::ImportOptions,
    reading::missing,
    report::Outcome,
};
use network::{
    Country, Invalid, LanguageTag, Location, LocationId, OfferId, ServiceOffer,
    disclosure::SecretIndex,
};

/// A member's things after the rows were applied to them.
#[derive(Debug)]
pub struct Reconciled<T> {
    /// The things.
    pub things: Vec<T>,
    /// What became of each row.
    pub outcomes: Vec<Outcome>,
    /// How many things no row was about.
    pub left_alone: usize,
    /// Of each row that made or changed something, which.
    pub made: Vec<Option<usize>>,
    /// The identifiers that rows give, with those that their things have.
    pub called: HashMap<LocationId, LocationId>,
}

/// Applies rows to the places of a member of a country, which writes in a language.
pub fn locations(
    existing: &[Location],
    rows: &[LocationDraft],
    (country, language): (Country, &LanguageTag),
    secrets: &SecretIndex,
    taken: &HashSet<Uuid>,
    options: &ImportOptions,
) -> Reconciled<Location> {
    let identified = |place: &Location, row: &LocationDraft| {
        kind_fits(place, row) && city_fits(place, row) && is_identified_as(row, place)
    };
    let by_id = pair(existing, rows, |place, row| row.id == Some(place.id));
    let mut surely = by_id;
    pair_more(&mut surely, existing, rows, |place, row| {
        identified(place, row)
            && row
                .visibility
                .value()
                .is_none_or(|stated| stated == place.visibility)
    });
    pair_more(&mut surely, existing, rows, identified);
    let mut pairs = surely.clone();
    pair_more(&mut pairs, existing, rows, |place, row| {
        kind_fits(place, row) && city_fits(place, row)
    });
    pair_more(&mut pairs, existing, rows, kind_fits);
    let limits = Limits {
        secrets,
        country,
        strictest_unsure: (0..existing.len())
            .filter(|place| !surely.contains(&Some(*place)))
            .map(|place| existing[place].visibility)
            .min(),
    };
    let mut things = existing.to_vec();
    let mut called = HashMap::new();
    let mut made = vec![None; rows.len()];
    let outcomes = rows
        .iter()
        .zip(pairs.iter().zip(&surely))
        .enumerate()
        .map(|(line, (row, (pair, sure)))| {
            let paired = pair.map(|number| &existing[number]);
            let visibility =
                match limits.visibility(row, paired, sure.is_some(), options.confirm_publication) {
                    Ok(visibility) => visibility,
                    Err(invalid) => return Outcome::Refused(invalid),
                };
            let Some(number) = *pair else {
                if let Some(undecided) = &row.undecided {
                    return Outcome::Refused(undecided.invalid());
                }
                if row.fields.kind.is_none() && row.visibility.value().is_none() {
                    // A file that does not tell a shelter from an office must not publish one.
                    return Outcome::Refused(Invalid::new(
                        "required",
                        "a new place needs a kind or a visibility; add one of the columns, or a \
                         value in the mapping",
                    ));
                }
                return match row.create(country, language, visibility) {
                    Some(mut place) => {
                        if let Some(invalid) =
                            positions::refuse(None, &place, options.confirm_positions)
                        {
                            return Outcome::Refused(invalid);
                        }
                        if taken.contains(&place.id.uuid()) {
                            // Another's: a row that was copied, say.
                            place.id = LocationId::new();
                        }
                        called.extend(row.id.map(|id| (id, place.id)));
                        made[line] = Some(things.len());
                        things.push(place);
                        Outcome::Created
                    }
                    None => Outcome::Refused(missing("city")),
                };
            };
            let mut place = things[number].clone();
            row.apply(&mut place, language);
            place.visibility = visibility;
            if let Some(invalid) = positions::refuse(paired, &place, options.confirm_positions) {
                return Outcome::Refused(invalid);
            }
            called.extend(row.id.map(|id| (id, place.id)));
            things[number] = place;
            made[line] = (existing[number] != things[number]).then_some(number);
            Outcome::of(existing[number] != things[number])
        })
        .collect();
    Reconciled {
        left_alone: existing.len() - pairs.iter().flatten().count(),
        things,
        outcomes,
        made,
        called,
    }
}

/// Applies rows to the offers of a member that writes in a language; `place_of` tells which of its places a row means.
pub fn offers(
    existing: &[ServiceOffer],
    rows: &[OfferDraft],
    language: &LanguageTag,
    taken: &HashSet<Uuid>,
    place_of: impl Fn(LocationId) -> Option<LocationId>,
) -> Reconciled<ServiceOffer> {
    let service_fits = |offer: &ServiceOffer, row: &OfferDraft| offer.service == row.service;
    let mut pairs = pair(existing, rows, |offer, row| row.id == Some(offer.id));
    pair_more(&mut pairs, existing, rows, |offer, row| {
        service_fits(offer, row) && row.audience.is_said_by(&offer.audience, language)
    });
    pair_more(&mut pairs, existing, rows, service_fits);
    let mut things = existing.to_vec();
    let outcomes = rows
        .iter()
        .zip(&pairs)
        .map(|(row, pair)| {
            let location = match row.location {
                None => None,
                Some(None) => Some(None),
                Some(Some(id)) => match place_of(id) {
                    Some(place) => Some(Some(place)),
                    None => {
                        return Outcome::Refused(Invalid::new(
                            "unknown_location",
                            format!(
                                "{id} is none of the member's places; correct it, or add the \
                                 place's row"
                            ),
                        ));
                    }
                },
            };
            match pair {
                Some(number) => {
                    let offer = &mut things[*number];
                    row.apply(offer, language);
                    offer.location = location.unwrap_or(offer.location);
                    Outcome::of(existing[*number] != *offer)
                }
                None => {
                    let mut offer = row.create(language);
                    offer.location = location.flatten();
                    if taken.contains(&offer.id.uuid()) {
                        offer.id = OfferId::new();
                    }
                    things.push(offer);
                    Outcome::Created
                }
            }
        })
        .collect();
    Reconciled {
        left_alone: existing.len() - pairs.iter().flatten().count(),
        things,
        outcomes,
        made: Vec::new(),
        called: HashMap::new(),
    }
}

fn kind_fits(place: &Location, row: &LocationDraft) -> bool {
    row.fields.kind.is_none_or(|kind| kind == place.kind)
}

/// Whether the row names the place by its address or its point, and contradicts neither.
fn is_identified_as(row: &LocationDraft, place: &Location) -> bool {
    let names_it =
        matches!(row.fields.address, Some(Some(_))) || matches!(row.point, Some(Some(_)));
    names_it
        && row
            .fields
            .address
            .as_ref()
            .is_none_or(|address| *address == place.address)
        && row
            .fields
            .postal_code
            .as_ref()
            .is_none_or(|code| *code == place.postal_code)
        && row.point.is_none_or(|point| point == place.point)
}

/// For each row the first thing that it fits and that no row before it took.
fn pair<T, R>(existing: &[T], rows: &[R], fits: impl Fn(&T, &R) -> bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; rows.len()];
    pair_more(&mut pairs, existing, rows, fits);
    pairs
}

fn pair_more<T, R>(
    pairs: &mut [Option<usize>],
    existing: &[T],
    rows: &[R],
    fits: impl Fn(&T, &R) -> bool,
) {
    let mut free: VecDeque<usize> = (0..existing.len())
        .filter(|number| !pairs.contains(&Some(*number)))
        .collect();
    for (pair, row) in pairs
        .iter_mut()
        .zip(rows)
        .filter(|(pair, _)| pair.is_none())
    {
        if let Some(place) = free.iter().position(|number| fits(&existing[*number], row)) {
            *pair = free.remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        drafts::table as table_of,
        fields::TableName,
        mapping::{Mapping, MissingColumns},
        reading::{Fitted, KnownRefusals, RowReader},
        table::{HeaderSearch, Row, Table},
    };
    use network::{LocationId, LocationKind, Visibility};
    use std::io::Cursor;

    /// Rows as a file has them: the columns of the standard mapping, as far as the text has them.
    fn rows(csv: &str) -> Vec<LocationDraft> {
        let mapping = Mapping::standard().unwrap();
        let mut table = Table::open(
            "locations.csv",
            Box::new(Cursor::new(csv.as_bytes())),
            None,
            &HeaderSearch::first(),
        )
        .unwrap();
        let known = (table_of(TableName::Locations), MissingColumns::Ignore);
        let fitted = Fitted::new(&mapping.locations, &table, known).unwrap();
        let origin = crate::finding::Origin::default();
        let (known, mut row, mut drafts) = (KnownRefusals::default(), Row::default(), Vec::new());
        while table.read(&mut row).unwrap() {
            let mut reader = RowReader::new(&fitted, (&origin, &table.columns), &row, &known);
            drafts.push(LocationDraft::read(row.line, &mut reader));
            assert_eq!(reader.finish().findings, []);
        }
        drafts
    }

    fn place(kind: LocationKind, address: &str, visibility: Visibility) -> Location {
        let mut place = rows(&format!("label,address,city\n{kind},{address},Gent\n"))[0]
            .create("BE".parse().unwrap(), &"nl".parse().unwrap(), visibility)
            .unwrap();
        place.id = LocationId::new();
        place
    }

    fn lay(existing: &[Location], csv: &str) -> Reconciled<Location> {
        locations(
            existing,
            &rows(csv),
            ("BE".parse().unwrap(), &"nl".parse().unwrap()),
            &secrets_of(existing),
            &HashSet::new(),
            &ImportOptions::default(),
        )
    }

    fn secrets_of(places: &[Location]) -> SecretIndex {
        SecretIndex::new(places.iter().map(|place| (network::MemberId::new(), place)))
    }

    fn shown(laid: &Reconciled<Location>) -> Vec<(&str, Visibility)> {
        laid.things
            .iter()
            .map(|place| (place.address.as_deref().unwrap_or(""), place.visibility))
            .collect()
    }

    use LocationKind::{Office, Shelter};
    use Visibility::{City, Hidden, Public};

    #[test]
    fn a_changed_address_changes_the_place_and_makes_no_second_one() {
        let existing = [place(Office, "Old 1", Public)];
        let laid = lay(&existing, "label,address,city\noffice,New 2,Gent\n");
        assert_eq!(laid.outcomes, [Outcome::Changed]);
        assert_eq!(shown(&laid), [("New 2", Public)]);
        assert_eq!(laid.things[0].id, existing[0].id);
    }

    #[test]
    fn a_shelter_is_hidden_unless_the_file_says_otherwise() {
        let laid = lay(
            &[],
            "label,address,city\nshelter,Secret 1,Gent\noffice,Desk 1,Gent\n",
        );
        assert_eq!(shown(&laid), [("Secret 1", Hidden), ("Desk 1", Public)]);
        let laid = lay(
            &[],
            "label,address,city,visibility\nshelter,Night 1,Gent,city\n",
        );
        assert_eq!(shown(&laid), [("Night 1", City)]);
    }

    #[test]
    fn rows_in_another_order_bring_nothing_to_light() {
        let existing = [
            place(Office, "Desk 1", Public),
            place(Office, "Secret 2", Hidden),
        ];
        let laid = lay(
            &existing,
            "label,address,city\noffice,Secret 2,Gent\noffice,Desk 1,Gent\n",
        );
        assert_eq!(laid.outcomes, [Outcome::Same, Outcome::Same]);
        assert_eq!(shown(&laid), [("Desk 1", Public), ("Secret 2", Hidden)]);
    }

    #[test]
    fn a_place_that_may_be_the_hidden_one_stays_hidden() {
        let existing = [
            place(Office, "Desk 1", Public),
            place(Office, "Secret 2", Hidden),
        ];
        // Both addresses were corrected, and their order turned round.
        let csv = "label,address,city\noffice,Secret Street 2,Gent\noffice,Desk Street 1,Gent\n";
        assert!(
            lay(&existing, csv)
                .things
                .iter()
                .all(|place| place.visibility == Hidden)
        );
        // The kind was corrected too.
        let csv = "label,address,city\noffice,Desk 1,Gent\nother,Secret Street 2,Gent\n";
        let laid = lay(&existing, csv);
        assert_eq!(shown(&laid)[2], ("Secret Street 2", Hidden));
    }

    #[test]
    fn a_hidden_address_stays_hidden_under_another_kind_and_without_an_address_column() {
        let existing = [
            place(Office, "Desk 1", Public),
            place(Shelter, "Secret 2", Hidden),
        ];
        let csv = "label,address,city\noffice,SECRET 2,Gent\nshelter,Secret 2,Gent\n";
        assert!(
            lay(&existing, csv)
                .things
                .iter()
                .all(|place| place.visibility == Hidden)
        );
        let csv = "label,address,city,visibility\noffice,secret 2,Gent,public\n";
        assert!(matches!(
            &lay(&existing, csv).outcomes[..],
            [Outcome::Refused(_)]
        ));

        let at = |latitude, place: Location| Location {
            point: Some(network::Point::new(latitude, 3.7).unwrap()),
            ..place
        };
        let existing = [
            at(51.01, place(Office, "", Public)),
            at(51.02, place(Office, "", Hidden)),
        ];
        let csv = "label,city,latitude,longitude\noffice,Gent,51.02,3.7\noffice,Gent,51.01,3.7\n";
        let laid = lay(&existing, csv);
        assert_eq!(laid.outcomes, [Outcome::Same, Outcome::Same]);
    }

    #[test]
    fn a_file_makes_nothing_more_public_without_being_asked_to() {
        let existing = [place(Shelter, "Secret 1", Hidden)];
        let csv = "label,address,city,visibility\nshelter,Secret 1,Gent,public\n";
        let laid = lay(&existing, csv);
        assert!(matches!(&laid.outcomes[..], [Outcome::Refused(_)]));
        assert_eq!(shown(&laid), [("Secret 1", Hidden)]);
        let confirmed = locations(
            &existing,
            &rows(csv),
            ("BE".parse().unwrap(), &"nl".parse().unwrap()),
            &secrets_of(&existing),
            &HashSet::new(),
            &ImportOptions {
                confirm_publication: true,
                ..ImportOptions::default()
            },
        );
        assert_eq!(shown(&confirmed), [("Secret 1", Public)]);
        let hiding = lay(
            &confirmed.things,
            "label,address,city,visibility\nshelter,Secret 1,Gent,hidden\n",
        );
        assert_eq!(shown(&hiding), [("Secret 1", Hidden)]);
    }

    proptest! {
        /// Without a visibility column no file brings an address to light that was not public,
        /// however its rows are ordered, changed or left out.
        #[test]
        fn no_file_without_visibility_publishes_a_hidden_address(
            existing in prop::collection::vec((0..5usize, 0..3usize), 0..5),
            rows_given in prop::collection::vec((0..5usize, 0..6usize), 0..6),
        ) {
            let existing: Vec<Location> = existing
                .iter()
                .map(|(kind, visibility)| place(
                    LocationKind::ALL[*kind],
                    &format!("Street {kind}{visibility}"),
                    Visibility::ALL[*visibility],
                ))
                .collect();
            let mut csv = "label,address,city\n".to_owned();
            for (kind, address) in &rows_given {
                let kind = LocationKind::ALL[*kind];
                let address = existing
                    .get(*address)
                    .and_then(|place| place.address.clone())
                    .unwrap_or_else(|| format!("New {address}"));
                csv.push_str(&format!("{kind},{address},Gent\n"));
            }
            let laid = lay(&existing, &csv);
            let was_public = |address: &Option<String>| {
                existing.iter().any(|place| place.address == *address && place.visibility == Public)
            };
            let was_secret = |address: &Option<String>| {
                existing.iter().any(|place| place.address == *address && place.visibility != Public)
            };
            for place in &laid.things {
                if place.visibility == Public && was_secret(&place.address) {
                    prop_assert!(was_public(&place.address), "{place:?} came to light");
                }
            }
        }

        /// What was written once is the same the second time.
        #[test]
        fn a_second_time_changes_nothing(
            rows_given in prop::collection::vec((0..5usize, 0..4usize, 0..3usize), 0..6),
        ) {
            let mut csv = "label,address,city,visibility\n".to_owned();
            for (kind, address, visibility) in &rows_given {
                let (kind, visibility) = (LocationKind::ALL[*kind], Visibility::ALL[*visibility]);
                csv.push_str(&format!("{kind},Street {address},Gent,{visibility}\n"));
            }
            let once = lay(&[], &csv);
            let twice = lay(&once.things, &csv);
            prop_assert!(twice.outcomes.iter().all(|outcome| *outcome == Outcome::Same), "{twice:?}");
            prop_assert_eq!(once.things, twice.things);
        }
    }
}
