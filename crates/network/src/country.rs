//! Countries.

mod names;

use std::{fmt, sync::LazyLock};

use icu_experimental::displaynames::{DisplayNamesOptions, multi::RegionDisplayNames};
use icu_locale::subtags::Region;
use serde::{Serialize, Serializer};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

use crate::{checked_text::read_by_parse, invalid::Invalid, lang::Lang, page_lang::PageLang};

/// A country or territory: an officially assigned ISO 3166-1 alpha-2 code, or `XK`.
///
/// `XK` is Kosovo: ISO assigns it no code, and leaves `XK` to users, of whom the European Union
/// and CLDR take it for Kosovo.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads a code in any case.
    ///
    /// Fails with `unknown_country`, naming the code that was likely meant when the text is
    /// another code for a country or its name in one of the published languages.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let given = text.trim();
        assigned(given).ok_or_else(|| {
            let told = |country: &Self| format!("{country} ({})", country.name(Lang::En));
            let remedy = match &names::meant(given)[..] {
                [] => "it is two letters, such as BE (Belgium)".to_owned(),
                [country] => format!("did you mean {}?", told(country)),
                several => {
                    let several: Vec<String> = several.iter().map(told).collect();
                    format!(
                        "it may be {}; write the one that is meant",
                        several.join(" or ")
                    )
                }
            };
            Invalid::new(
                "unknown_country",
                format!("\"{given}\" is not an ISO 3166-1 alpha-2 country code; {remedy}"),
            )
        })
    }

    /// The country that a text names beyond doubt, by another code or by a name: in the published
    /// languages or its own, a former one, or a usual abbreviation. Nothing where it may be several.
    pub fn called(text: &str) -> Option<Self> {
        match names::called(text)[..] {
            [country] => Some(country),
            _ => None,
        }
    }

    /// The country of a folded name, in the published languages or its own, or of a usual
    /// abbreviation. Nothing where several are called so.
    pub fn named(folded: &str) -> Option<Self> {
        names::named(folded)
    }

    /// The code, in capitals.
    pub fn as_str(self) -> &'static str {
        self.entry().code
    }

    /// Every country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.entries.iter().map(|entry| entry.country)
    }

    /// The name that CLDR gives it in `lang`.
    pub fn name(self, lang: impl Into<PageLang>) -> &'static str {
        self.entry().names[lang.into().index()]
    }

    /// The country as a BCP 47 region.
    pub(super) fn region(self) -> Option<Region> {
        Region::try_from_utf8(&self.0).ok()
    }

    fn entry(self) -> &'static Entry {
        // Only `assigned` and the table make countries, both from codes in the table.
        &TABLE.entries[usize::from(TABLE.places[place(self.0)])]
    }
}

/// One country of the table.
struct Entry {
    country: Country,
    code: &'static str,
    names: [&'static str; PageLang::COUNT],
}

struct Table {
    entries: Vec<Entry>,
    /// For each two letters, the place among the entries.
    places: [u8; 26 * 26],
}

const NOWHERE: u8 = u8::MAX;
const KOSOVO: &str = "XK";

/// Names borrowed from the data compiled into the program.
static REGION_NAMES: LazyLock<[RegionDisplayNames; PageLang::COUNT]> = LazyLock::new(|| {
    PageLang::ALL.map(|lang| {
        RegionDisplayNames::try_new((&lang.locale()).into(), DisplayNamesOptions::default())
            .expect("names of regions are compiled in")
    })
});

/// The codes are those of the `rust_iso3166` crate, which has ISO's list and nothing else. CLDR's
/// own list of regions would not do: it mixes in groupings and reserved codes (`EU`, `UN`, `EZ`,
/// `IC`) that would have to be taken out by hand.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let names = LazyLock::force(&REGION_NAMES);
    let mut entries: Vec<Entry> = rust_iso3166::ALL
        .iter()
        .map(|country| country.alpha2)
        .chain([KOSOVO])
        .filter_map(|code| {
            let country = Country(code.as_bytes().try_into().ok()?);
            let region = country.region()?;
            let names = PageLang::ALL.map(|lang| names[lang.index()].of(region).unwrap_or(code));
            Some(Entry {
                country,
                code,
                names,
            })
        })
        .collect();
    entries.sort_unstable_by_key(|entry| entry.country);
    let mut places = [NOWHERE; 26 * 26];
    for (index, entry) in (0..NOWHERE).zip(&entries) {
        places[place(entry.country.0)] = index;
    }
    Table { entries, places }
});

fn place(code: [u8; 2]) -> usize {
    code.iter()
        .fold(0, |place, letter| place * 26 + usize::from(letter - b'A'))
}

/// The country with this code in any case.
pub(super) fn assigned(given: &str) -> Option<Country> {
    let code: [u8; 2] = given.as_bytes().try_into().ok()?;
    if !code.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let code = code.map(|letter| letter.to_ascii_uppercase());
    (TABLE.places[place(code)] != NOWHERE).then_some(Country(code))
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({self})")
    }
}

read_by_parse!(Country);

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl utoipa::PartialSchema for Country {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A country or territory: an officially assigned ISO 3166-1 alpha-2 code, or `XK` \
                 for Kosovo.",
            ))
            .enum_values(Some(Country::all().map(Country::as_str)))
            .examples(["BE"])
            .into()
    }
}

impl utoipa::ToSchema for Country {
    fn name() -> std::borrow::Cow<'static, str> {
        // A country in an answer is a code with a name, and has the plain name in the document.
        "CountryCode".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use utoipa::PartialSchema;

    fn country(code: &str) -> Country {
        code.parse().unwrap()
    }

    #[track_caller]
    fn assert_meant(given: &str, code: &str) {
        let refusal = Country::parse(given).unwrap_err();
        assert_eq!(refusal.code, "unknown_country");
        let hint = format!("did you mean {code} (");
        assert!(refusal.message.contains(&hint), "{}", refusal.message);
    }

    #[test]
    fn the_assigned_codes_and_kosovo_are_known_and_no_others() {
        assert_eq!(Country::all().count(), 249 + 1);
        assert!(Country::all().is_sorted());
        for known in Country::all() {
            assert_eq!(Country::parse(known.as_str()), Ok(known));
            assert_eq!(known.to_string(), known.as_str());
        }
        assert_eq!(country("XK").name(Lang::En), "Kosovo");
        for code in [
            "EU", "UN", "EZ", "AC", "IC", "XA", "ZZ", "YU", "AN", "QO", "AA",
        ] {
            assert!(Country::parse(code).is_err(), "{code}");
        }
    }

    #[test]
    fn a_code_is_read_in_any_case() {
        for text in ["BE", "be", "Be", " be\n"] {
            assert_eq!(Country::parse(text).unwrap().as_str(), "BE");
        }
    }

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for known in Country::all() {
            for lang in PageLang::ALL {
                assert_ne!(known.name(lang), known.as_str(), "{known} {}", lang.code());
            }
        }
        let langs = [
            "en", "de", "nl", "fr", "es", "it", "pt", "ar", "uk", "ru", "tr", "fa",
        ];
        assert_eq!(
            langs.map(|lang| country("DE").name(PageLang::of_range(lang).unwrap())),
            [
                "Germany",
                "Deutschland",
                "Duitsland",
                "Allemagne",
                "Alemania",
                "Germania",
                "Alemanha",
                "ألمانيا",
                "Німеччина",
                "Германия",
                "Almanya",
                "آلمان",
            ]
        );
    }

    #[test]
    fn a_wrong_code_gets_the_right_one() {
        assert_eq!(
            Country::parse("UK").unwrap_err(),
            Invalid::new(
                "unknown_country",
                "\"UK\" is not an ISO 3166-1 alpha-2 country code; did you mean GB (United Kingdom)?"
            )
        );
        for (given, code) in [("EL", "GR"), ("el", "GR"), ("DEU", "DE"), ("276", "DE")] {
            assert_meant(given, code);
        }
    }

    #[test]
    fn a_name_gets_its_code() {
        for (given, code) in [
            ("Belgium", "BE"),
            ("Belgique", "BE"),
            ("België", "BE"),
            ("belgie", "BE"),
            ("Deutchland", "DE"),
            ("ALLEMAGNE", "DE"),
            ("Neederland", "NL"),
            ("The Netherlands", "NL"),
            ("Holland", "NL"),
            ("Great Britain", "GB"),
            ("Espana", "ES"),
            ("Brasil", "BR"),
            ("Cote d'Ivoire", "CI"),
            ("United States of America", "US"),
            ("USA", "US"),
            ("Czech Republic", "CZ"),
            ("Bosnia and Herzegovina", "BA"),
            ("Turkey", "TR"),
            ("Moldova", "MD"),
            ("Kosovo", "XK"),
            ("Österreich", "AT"),
            ("Austria", "AT"),
        ] {
            assert_meant(given, code);
        }
    }

    #[test]
    fn a_name_of_several_gets_all_of_them() {
        for (given, told) in [
            (
                "Serbia and Montenegro",
                "it may be ME (Montenegro) or RS (Serbia); write",
            ),
            ("BE, FR", "it may be BE (Belgium) or FR (France)"),
            ("Belgium / France", "it may be BE (Belgium) or FR (France)"),
            ("Korea", "it may be KP (North Korea) or KR (South Korea)"),
            (
                "Congo",
                "it may be CD (Congo - Kinshasa) or CG (Congo - Brazzaville)",
            ),
            ("YU", "RS (Serbia)"),
        ] {
            let refusal = Country::parse(given).unwrap_err();
            assert!(refusal.message.contains(told), "{}", refusal.message);
            assert_eq!(Country::called(given), None, "{given}");
        }
    }

    #[test]
    fn a_name_beyond_doubt_is_known() {
        for (given, code) in [
            ("België", "BE"),
            ("BEL", "BE"),
            ("UK", "GB"),
            ("U.K.", "GB"),
            ("Schotland", "GB"),
            ("The Netherlands", "NL"),
            ("Holanda", "NL"),
            ("GER", "DE"),
            ("EL", "GR"),
            ("Hellas", "GR"),
            ("Kosovo*", "XK"),
            ("Czech Republic", "CZ"),
            ("Türkiye", "TR"),
            ("Macedonia", "MK"),
            ("Republic of Moldova", "MD"),
            ("Ivory Coast", "CI"),
            ("Elfenbeinküste", "CI"),
            ("Éire", "IE"),
            ("Suomi", "FI"),
            ("Україна", "UA"),
            ("Wit-Rusland", "BY"),
            ("Burma", "MM"),
            ("USA", "US"),
            ("Vereinigte Staaten", "US"),
            ("Côte d\u{2019}Ivoire", "CI"),
            ("Belgium / België", "BE"),
        ] {
            let known = Country::called(given).map(Country::as_str);
            assert_eq!(known, Some(code), "{given}");
        }
        for given in ["B", "D", "Belgim", "Europe", "", "-", "Utopia"] {
            assert_eq!(Country::called(given), None, "{given}");
        }
    }

    #[test]
    fn what_resembles_nothing_is_told_the_format() {
        for given in [
            "",
            "QQ",
            "Q",
            "Utopia Planitia",
            "B€",
            "éü",
            "12",
            "\u{0}\u{0}",
        ] {
            let refusal = Country::parse(given).unwrap_err();
            assert!(
                refusal.message.ends_with("such as BE (Belgium)"),
                "{}",
                refusal.message
            );
        }
    }

    #[test]
    fn json_has_the_code() {
        assert_eq!(serde_json::to_string(&country("fr")).unwrap(), "\"FR\"");
        assert_eq!(
            serde_json::from_str::<Country>("\"fr\"").unwrap(),
            country("FR")
        );
        let refusal = serde_json::from_str::<Country>("\"UK\"")
            .unwrap_err()
            .to_string();
        assert!(refusal.contains("did you mean GB"), "{refusal}");
    }

    #[test]
    fn the_schema_lists_every_code() {
        let schema = serde_json::to_value(Country::schema()).unwrap();
        let codes: Vec<&str> = Country::all().map(Country::as_str).collect();
        assert_eq!(schema["enum"], serde_json::json!(codes));
        assert!(codes.contains(&"BE") && codes.contains(&"XK"));
    }
}
