//! What large cities are called in the languages of pages: those that CLDR names time zones after.

use icu_datetime::{NoCalendarFormatter, fieldsets::zone::ExemplarCity, input::TimeZone};

use network::PageLang;

/// Time zones whose names end in the English name of a city that is the largest of a country, or
/// nearly so.
#[rustfmt::skip]
const ZONES: [&str; 52] = [
    "Africa/Algiers", "Africa/Cairo", "Africa/Casablanca", "Africa/Dakar", "Africa/Johannesburg",
    "Africa/Lagos", "Africa/Nairobi", "Africa/Tunis", "America/Bogota", "America/Chicago",
    "America/Lima", "America/Los_Angeles", "America/Mexico_City", "America/New_York",
    "America/Sao_Paulo", "America/Toronto", "Asia/Beirut", "Asia/Nicosia", "Asia/Tokyo",
    "Australia/Sydney", "Europe/Amsterdam", "Europe/Athens", "Europe/Belgrade", "Europe/Berlin",
    "Europe/Bratislava", "Europe/Brussels", "Europe/Bucharest", "Europe/Budapest",
    "Europe/Copenhagen", "Europe/Dublin", "Europe/Helsinki", "Europe/Istanbul", "Europe/Kyiv",
    "Europe/Lisbon", "Europe/Ljubljana", "Europe/London", "Europe/Luxembourg", "Europe/Madrid",
    "Europe/Malta", "Europe/Moscow", "Europe/Oslo", "Europe/Paris", "Europe/Prague", "Europe/Riga",
    "Europe/Rome", "Europe/Sofia", "Europe/Stockholm", "Europe/Tallinn", "Europe/Vienna",
    "Europe/Vilnius", "Europe/Warsaw", "Europe/Zagreb",
];

/// What a language calls a city, which is given by its English name; nothing where CLDR has none.
pub fn city(lang: impl Into<PageLang>, english: &str) -> Option<String> {
    let named = english.replace(' ', "_");
    let is_named = |zone: &&&str| zone.rsplit('/').next() == Some(&named);
    let zone = TimeZone::from_iana_id(ZONES.iter().find(is_named)?);
    let formatter = NoCalendarFormatter::try_new((&lang.into().locale()).into(), ExemplarCity);
    Some(formatter.ok()?.format(&zone.without_offset()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use network::Lang;

    #[test]
    fn a_large_city_is_called_as_readers_call_it() {
        let langs = [
            "en", "de", "nl", "fr", "es", "it", "pt", "ar", "uk", "ru", "tr", "fa",
        ];
        let called = langs.map(|lang| city(PageLang::of_range(lang).unwrap(), "London").unwrap());
        let wanted = [
            "London",
            "London",
            "Londen",
            "Londres",
            "Londres",
            "Londra",
            "Londres",
            "لندن",
            "Лондон",
            "Лондон",
            "Londra",
            "لندن",
        ];
        assert_eq!(called, wanted);
        assert_eq!(city(Lang::It, "Gent"), None);
        for zone in ZONES {
            let english = zone.rsplit('/').next().unwrap().replace('_', " ");
            assert!(
                city(Lang::En, &english).is_some_and(|name| !name.is_empty()),
                "{zone}"
            );
        }
    }
}
