//! What would mend a cell that cannot be taken, where that is clear beyond doubt.

use crate::finding::SuggestionKind;
use network::{Country, LanguageTag, mend};

/// The values that a cell of a field would have if it were mended; none where it would be empty.
pub fn mend(field: &str, text: &str) -> Option<(SuggestionKind, Vec<String>)> {
    let one = |kind, mended: Option<String>| mended.map(|mended| (kind, vec![mended]));
    let found = match field {
        "country" | "countries" => {
            let country = Country::called(text).map(|country| country.as_str().to_owned());
            one(SuggestionKind::Country, country)
        }
        "language" | "name_language" | "languages" => mend::languages(text).map(|tags| {
            let tags = tags.iter().map(LanguageTag::to_string).collect();
            (SuggestionKind::Language, tags)
        }),
        "website" => one(SuggestionKind::Website, mend::web_address(text)),
        "email" => one(SuggestionKind::Email, mend::email(text)),
        "latitude" => one(SuggestionKind::Coordinate, mend::degrees(text, 90.0)),
        "longitude" => one(SuggestionKind::Coordinate, mend::degrees(text, 180.0)),
        "joined_on" | "left_on" | "consented_on" => one(SuggestionKind::Date, mend::date(text)),
        "founded_year" => one(SuggestionKind::Date, mend::year(text)),
        _ => None,
    };
    // What may be seen is never mended by silence.
    let may_be_empty = !matches!(field, "visibility" | "listing") && mend::is_placeholder(text);
    found.or_else(|| may_be_empty.then(|| (SuggestionKind::Placeholder, Vec::new())))
}
