//! Keeps a published point in the country of its place, and finds points far from their city.

use std::collections::HashMap;

use crate::{
    drafts::LocationDraft,
    fields::TableName,
    finding::{Finding, Origin, Suggestion, SuggestionKind},
    options::ImportOptions,
    report::Report,
};
use network::{Country, Invalid, Location, Point, Spot, Visibility, fold, position::Misplaced};

/// What confirms that a point is meant.
const CONFIRMATION: &str = "--confirm-positions";
/// What refuses a place whose point lies elsewhere is called so.
const OUTSIDE: &str = "outside_country";

/// Exchanges latitude and longitude of rows where that is accepted and right.
pub fn exchange(
    rows: &mut [LocationDraft],
    country: Option<Country>,
    options: &ImportOptions,
    report: &mut Report,
) {
    if options.confirm_positions
        || !options
            .accept_suggestions
            .contains(&SuggestionKind::SwappedPoint)
    {
        return;
    }
    for row in rows {
        let swapped = misplaced(row, country).and_then(|found| found.swapped);
        if swapped.is_some() {
            for mend in mends(row) {
                report.accepted.count(&mend, 1);
            }
            row.point = Some(swapped);
        }
    }
}

/// Why a place cannot be published where it is now: its point lies elsewhere, and did not before.
pub fn refuse(before: Option<&Location>, place: &Location, confirmed: bool) -> Option<Invalid> {
    let stood = before.is_some_and(|before| {
        before.point == place.point
            && before.country == place.country
            && before.visibility >= place.visibility
    });
    if confirmed || stood {
        return None;
    }
    Misplaced::published(place).map(|found| found.told(CONFIRMATION))
}

/// Tells at its cells that a row is refused for its point; for another reason, it is not told here.
pub fn tell_refused(
    row: &LocationDraft,
    origin: &Origin,
    invalid: &Invalid,
    report: &mut Report,
) -> bool {
    let Some(cells) = row.point_at.as_ref().filter(|_| invalid.code == OUTSIDE) else {
        return false;
    };
    report.counts(TableName::Locations).refused += 1;
    // Which number is wrong is known only where the two are exchanged.
    let is_swapped = invalid.message.contains("; exchange ");
    let mends: Vec<Option<Suggestion>> = match is_swapped {
        true => mends(row).into_iter().map(Some).collect(),
        false => vec![None],
    };
    for (cell, mend) in cells.iter().zip(mends) {
        let refusal = Finding::of_row(origin, row.line, invalid.clone())
            .at_cell(Some((cell.number, &cell.name)), cell.text.clone());
        report.tell(refusal.with(mend));
    }
    true
}

/// Warns of a place that was taken although its point lies elsewhere, because it is hidden, or stood
/// so before: nobody is misled anew by it, but it is wrong.
pub fn warn_taken(
    (before, place): (Option<&Location>, &Location),
    row: &LocationDraft,
    origin: &Origin,
    report: &mut Report,
) {
    // A new place that is not hidden was refused unless its point is right.
    if before.is_none() && place.visibility != Visibility::Hidden {
        return;
    }
    let (Some(cells), Some(found)) = (&row.point_at, misplaced(row, Some(place.country))) else {
        return;
    };
    let [cell, _] = &**cells;
    let warning = Finding::of_row(origin, row.line, found.told(CONFIRMATION))
        .at_cell(Some((cell.number, &cell.name)), cell.text.clone());
    report.tell(warning.as_warning());
}

fn misplaced(row: &LocationDraft, country: Option<Country>) -> Option<Misplaced> {
    Misplaced::find(row.fields.country.or(country)?, row.point.flatten()?)
}

/// What the two cells would be if they were exchanged.
fn mends(row: &LocationDraft) -> Vec<Suggestion> {
    let (Some(cells), Some(point)) = (&row.point_at, row.point.flatten()) else {
        return Vec::new();
    };
    let [latitude, longitude] = &**cells;
    let mend = |field: &str, from: &str, to: f64| Suggestion {
        kind: SuggestionKind::SwappedPoint,
        field: field.to_owned(),
        from: from.to_owned(),
        to: to.to_string(),
    };
    vec![
        mend("latitude", &latitude.text, point.longitude()),
        mend("longitude", &longitude.text, point.latitude()),
    ]
}

/// Points of one city are no farther from its middle than this, in kilometres.
const ONE_CITY: f64 = 50.0;

/// The points of the files by their cities.
#[derive(Default)]
pub struct Cities(HashMap<(Country, String), Vec<Point>>);

impl Cities {
    /// Gets to know a row that names its city.
    pub fn note(&mut self, row: &LocationDraft, country: Option<Country>) {
        if let (Some(key), Some(point)) = (Self::key(row, country), row.point.flatten()) {
            self.0.entry(key).or_default().push(point);
        }
    }

    fn key(row: &LocationDraft, country: Option<Country>) -> Option<(Country, String)> {
        let city = row.fields.city.as_deref()?;
        Some((row.fields.country.or(country)?, fold(city)))
    }

    /// Keeps what tells anything: cities of which most points lie together.
    pub fn settle(&mut self) {
        for points in self.0.values_mut() {
            let near = |one: &Point| {
                let one = Spot::of(*one);
                let others = points.iter().map(|other| Spot::of(*other));
                others
                    .filter(|other| one.kilometres_to(other) <= ONE_CITY)
                    .count()
            };
            // Of a thousand points, fifty tell where the city is.
            let middle = points
                .iter()
                .take(50)
                .map(|point| (near(point), *point))
                .max_by_key(|(near, _)| *near);
            *points = match middle {
                Some((near, middle)) if 2 * near > points.len() && points.len() > 2 => vec![middle],
                _ => Vec::new(),
            };
        }
        self.0.retain(|_, points| !points.is_empty());
    }

    /// Warns of a row whose point is far from where its city is.
    pub fn warn(
        &self,
        row: &LocationDraft,
        country: Option<Country>,
        origin: &Origin,
        report: &mut Report,
    ) {
        let key = Self::key(row, country);
        let middle = key.and_then(|key| self.0.get(&key)?.first().copied());
        let (Some(middle), Some(point), Some(cells)) = (middle, row.point.flatten(), &row.point_at)
        else {
            return;
        };
        let far = Spot::of(middle).kilometres_to(&Spot::of(point));
        if far <= ONE_CITY {
            return;
        }
        let city = row.fields.city.as_deref().unwrap_or_default();
        let told = Invalid::new(
            "far_from_city",
            format!(
                "this point is {far:.0} km from the other places in {city}; correct the point or the \
                 city, or leave it if both are right"
            ),
        );
        let [cell, _] = &**cells;
        let warning = Finding::of_row(origin, row.line, told)
            .at_cell(Some((cell.number, &cell.name)), cell.text.clone());
        report.tell(warning.as_warning());
    }
}
