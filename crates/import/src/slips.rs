//! What can be taken as it stands, and is probably not meant.

use crate::finding::SuggestionKind;
use network::{Invalid, Lang, LanguageTag, Timestamp, hours, mend};

/// Something that is probably not meant.
pub struct Slip {
    /// What it is.
    pub invalid: Invalid,
    /// What would be meant, where that is clear.
    pub mended: Option<(SuggestionKind, String)>,
}

/// Fields that are codes, numbers and addresses, in which a mistake is refused or has a form of its
/// own.
const NO_TEXTS: [&str; 22] = [
    "country",
    "visibility",
    "listing",
    "id",
    "slug",
    "member",
    "website",
    "email",
    "phone",
    "phones",
    "links",
    "identifiers",
    "latitude",
    "longitude",
    "free_of_charge",
    "delivery",
    "kind",
    "service",
    "membership_type",
    "membership_status",
    "verified_at",
    "verified_by",
];

/// What is probably not meant in a cell that feeds a field and can be taken.
pub fn slip(field: &str, text: &str) -> Option<Slip> {
    match field {
        "founded_year" => year_to_come(text),
        "language" | "name_language" | "languages" => hardly_meant(text),
        "joined_on" | "left_on" => empty_day(text),
        "opening_hours" => hours::doubt(text).map(Slip::from),
        field if NO_TEXTS.contains(&field) => None,
        _ => wrongly_decoded(text).or_else(|| placeholder(text)),
    }
}

impl From<Invalid> for Slip {
    fn from(invalid: Invalid) -> Self {
        Self {
            invalid,
            mended: None,
        }
    }
}

fn warned(code: &'static str, message: String) -> Slip {
    Invalid::new(code, message).into()
}

fn year_to_come(text: &str) -> Option<Slip> {
    let (year, now) = (text.parse::<i16>().ok()?, Timestamp::now().date().year());
    (year > now).then(|| {
        warned(
            "year_to_come",
            format!("{year} is still to come; write the year in which it was founded"),
        )
    })
}

/// The days from which spreadsheets and computers count, as which an empty cell is often written.
const FIRST_DAYS: [&str; 6] = [
    "1899-12-30",
    "1899-12-31",
    "1900-01-00",
    "1900-01-01",
    "1904-01-01",
    "1970-01-01",
];

fn empty_day(text: &str) -> Option<Slip> {
    let day = text.get(..10)?;
    FIRST_DAYS.contains(&day).then(|| {
        warned(
            "empty_day",
            format!("{day} is how many programs write an empty cell; leave it empty if it is one"),
        )
    })
}

fn hardly_meant(text: &str) -> Option<Slip> {
    let tag: LanguageTag = text.parse().ok()?;
    tag.is_hardly_meant().then(|| {
        warned(
            "language_hardly_meant",
            format!(
                "\"{text}\" is the language {}, which few people speak; name each language that is \
                 meant",
                tag.name(Lang::En)
            ),
        )
    })
}

fn wrongly_decoded(text: &str) -> Option<Slip> {
    if text.contains('\u{FFFD}') {
        let message = "it has U+FFFD, which stands for a letter that was lost when the file was \
                       saved; write that letter";
        return Some(warned("letter_lost", message.to_owned()));
    }
    let probably = mend::decoded(text)?;
    Some(Slip {
        invalid: Invalid::new(
            "wrongly_decoded",
            format!(
                "it was probably read in the wrong encoding, or is HTML; it probably was \"{probably}\""
            ),
        ),
        mended: Some((SuggestionKind::Text, probably)),
    })
}

fn placeholder(text: &str) -> Option<Slip> {
    (text.len() <= 20 && mend::is_placeholder(text)).then(|| Slip {
        invalid: Invalid::new(
            "placeholder",
            format!("\"{text}\" is shown as it stands; leave the cell empty if there is nothing"),
        ),
        mended: Some((SuggestionKind::Placeholder, String::new())),
    })
}
