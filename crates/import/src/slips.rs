//! What can be taken as it stands, and is probably not meant.

use network::{Invalid, Timestamp, hours};

/// What is probably not meant in a cell that feeds a field and can be taken.
pub fn slip(field: &str, text: &str) -> Option<Invalid> {
    match field {
        "founded_year" => year_to_come(text),
        "opening_hours" => hours::doubt(text),
        _ => None,
    }
}

fn year_to_come(text: &str) -> Option<Invalid> {
    let (year, now) = (text.parse::<i16>().ok()?, Timestamp::now().date().year());
    (year > now).then(|| {
        Invalid::new(
            "year_to_come",
            format!("{year} is still to come; write the year in which it was founded"),
        )
    })
}
