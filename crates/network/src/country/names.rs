//! What countries are called: other codes, names in many languages, former names, abbreviations.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use icu_experimental::displaynames::{DisplayNamesOptions, multi::RegionDisplayNames};
use icu_locale::{LanguageIdentifier, Locale, LocaleExpander};

use super::{Country, TABLE, assigned};
use crate::{collation::fold, lang::Lang, nearest::nearest};

/// The countries that a text names: one where it is clear, several where it may be any of them.
pub fn called(text: &str) -> Vec<Country> {
    let text = plain(text);
    let one = one(&text);
    if !one.is_empty() {
        return one.iter().copied().collect();
    }
    // A name has all of it; what stands between names does not.
    let parts = text.split(['/', ',', ';', '|', '&', '+', '\n']);
    let parts: Vec<&str> = parts.flat_map(|part| part.split(" and ")).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut all = BTreeSet::new();
    for part in parts {
        let part = part.trim();
        let found = match assigned(part) {
            Some(country) => BTreeSet::from([country]),
            None => self::one(part),
        };
        if found.is_empty() {
            return Vec::new();
        }
        all.extend(found);
    }
    all.into_iter().collect()
}

/// The one country of a folded name.
pub fn named(folded: &str) -> Option<Country> {
    let countries = NAMES.get(folded)?;
    countries.first().filter(|_| countries.len() == 1).copied()
}

/// The countries that a text may mean, at last the one whose name is nearest.
pub fn meant(text: &str) -> Vec<Country> {
    let called = called(text);
    if !called.is_empty() {
        return called;
    }
    let name = fold(text);
    // An abbreviation is right or another one.
    let names = NAMES.keys().map(String::as_str);
    let near = nearest(&name, names.filter(|name| name.len() > 3));
    near.and_then(|near| NAMES.get(near))
        .into_iter()
        .flatten()
        .copied()
        .collect()
}

/// A text without the marks that people set around names: `U.K.`, `Kosovo*`.
fn plain(text: &str) -> String {
    let text = text.trim().trim_end_matches('*').trim_end();
    let text = text.replace(['’', '‘', '`', '´'], "'");
    match text.split('.').all(|part| part.trim().chars().count() <= 2) {
        true => match text.replace(['.', ' '], "").as_str() {
            "EEUU" => "USA".to_owned(),
            letters => letters.to_owned(),
        },
        false => text,
    }
}

/// The countries of one name.
fn one(text: &str) -> BTreeSet<Country> {
    if let Some(country) = other_code(text) {
        return BTreeSet::from([country]);
    }
    let folded = fold(text);
    if let Some(countries) = NAMES.get(&folded) {
        return countries.clone();
    }
    let bare = BEFORE.iter().find_map(|before| folded.strip_prefix(before));
    bare.and_then(|bare| NAMES.get(bare))
        .cloned()
        .unwrap_or_default()
}

/// What may stand before a name and changes nothing.
const BEFORE: [&str; 12] = [
    "the republic of the ",
    "the republic of ",
    "republic of the ",
    "republic of ",
    "the kingdom of ",
    "kingdom of ",
    "state of ",
    "republik ",
    "republiek ",
    "republique de ",
    "the ",
    "de ",
];

/// The country for a code of another kind that ISO has: alpha-3 (`DEU`) or numeric (`276`).
fn other_code(given: &str) -> Option<Country> {
    let code = given.to_ascii_uppercase();
    let by_iso = rust_iso3166::from_alpha3(&code).or_else(|| rust_iso3166::from_numeric_str(&code));
    assigned(by_iso?.alpha2)
}

/// What people write that neither ISO nor CLDR has, folded, a country a line: abbreviations and
/// codes of other lists, parts that stand for the whole, former names, names in the languages of
/// the pages.
const COLLOQUIAL: [&str; 43] = [
    "AE uae, vae, eau, emirates",
    "AL shqiperia",
    "BE vlaanderen, flanders, wallonie, wallonia",
    "BF upper volta, opper-volta, haute-volta, obervolta",
    "BJ dahomey",
    "BY belorussia, byelorussia, white russia, wit-rusland, weissrussland, russie blanche, bielorussie, bielorrusia, bielorussia",
    "CD drc, rdc, dr congo, rd congo, zaire, congo-kinshasa, democratic republic of congo, democratic republic of the congo, democratische republiek congo, republique democratique du congo, demokratische republik kongo",
    "CG congo-brazzaville, republic of congo, republic of the congo, republique du congo",
    "CI ivory coast, ivoorkust, elfenbeinkuste, costa de marfil, costa d'avorio, costa do marfim, cote d'ivoire",
    "CN prc, people's republic of china, mainland china",
    "CV cape verde, kaapverdie, kap verde, cap-vert",
    "CZ czech republic, tschechische republik, tsjechische republiek, republique tcheque, republica checa, repubblica ceca, cechy",
    "DE ger, brd, ddr, bundesrepublik, bundesrepublik deutschland, federal republic of germany, west germany, east germany, rfa",
    "DK den",
    "ES catalonia, catalunya",
    "GB uk, britain, great britain, groot-brittannie, grossbritannien, grande-bretagne, gran bretana, gran bretagna, gra-bretanha, england, engeland, angleterre, inglaterra, inghilterra, scotland, schotland, schottland, ecosse, escocia, scozia, wales, pays de galles, gales, galles, northern ireland, noord-ierland, nordirland, irlande du nord, irlanda del norte, irlanda del nord, irlanda do norte, vk, u.k., cymru",
    "GR el, hellas, elliniki dimokratia",
    "HR cro",
    "IE eire, republic of ireland, irish republic, republiek ierland",
    "IR persia, perzie, persien",
    "KP north korea, dprk, noord-korea, nordkorea",
    "KR south korea, rok, republic of korea, zuid-korea, sudkorea, coree du sud",
    "LA laos",
    "LK ceylon",
    "MD moldavia, moldavie, moldawien, moldova",
    "MK macedonia, macedonie, mazedonien, fyrom, former yugoslav republic of macedonia",
    "MM burma, birma, birmanie, birmania",
    "NL ned, holland, hollande, holanda, olanda, the netherlands",
    "NZ aotearoa",
    "PS palestine, palestina, palastina, west bank, gaza",
    "RU russia, russian federation",
    "SA ksa",
    "SY syria",
    "SZ swaziland",
    "TH siam",
    "TL east timor, oost-timor, osttimor, timor oriental",
    "TR turkey, turkije, turkei, turquie, turquia, turchia",
    "TW taiwan",
    "TZ tanzania, tanganyika, zanzibar",
    "US usa, us, u.s., u.s.a., united states of america, vs, vsa, eua, etats-unis d'amerique",
    "VA vatican, holy see, vaticaan, vatikan",
    "ZA rsa, south africa",
    "ZW rhodesia",
];

/// Names of what were several countries later, or are.
const SEVERAL: [&str; 10] = [
    "BA HR ME MK RS SI XK: yugoslavia, yu, yug, joegoslavie, jugoslawien, yougoslavie, jugoslavia",
    "ME RS: serbia and montenegro, servie en montenegro, serbien und montenegro, scg, cs",
    "CZ SK: czechoslovakia, tsjechoslowakije, tschechoslowakei, tchecoslovaquie, csk",
    "AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ: ussr, su, soviet union, sovjetunie, sowjetunion, urss",
    "CD CG: congo, kongo",
    "KP KR: korea, coree, corea, coreia",
    "AW BQ CW SX: netherlands antilles, nederlandse antillen, an",
    "VG VI: virgin islands",
    "MF SX: saint martin, sint maarten, st. martin",
    "CA US: north america, america",
];

/// Every name by which countries are called, folded, with those that are called so.
static NAMES: LazyLock<BTreeMap<String, BTreeSet<Country>>> = LazyLock::new(|| {
    let mut names: BTreeMap<String, BTreeSet<Country>> = BTreeMap::new();
    let mut note = |name: &str, country: Country| {
        let name = fold(&name.replace(['’', '‘'], "'"));
        names.entry(name).or_default().insert(country);
    };
    for entry in &TABLE.entries {
        for name in entry.names {
            note(name, entry.country);
        }
        if let Some(name) = own_name(entry.country) {
            note(&name, entry.country);
        }
        if let Some(iso) = rust_iso3166::from_alpha2(entry.code) {
            note(iso.name, entry.country);
            if let Some((short, rest)) = iso.name.split_once(" (") {
                note(short, entry.country);
                let whole = format!("{} {short}", rest.trim_end_matches(')'));
                note(whole.trim_start_matches("the "), entry.country);
            }
        }
    }
    // What is said here is surer than what was found there.
    for line in COLLOQUIAL {
        if let Some((code, called)) = line.split_once(' ')
            && let Some(country) = assigned(code)
        {
            for name in called.split(", ") {
                names.insert(fold(name), BTreeSet::from([country]));
            }
        }
    }
    for line in SEVERAL {
        if let Some((codes, called)) = line.split_once(": ") {
            let countries: BTreeSet<Country> = codes.split(' ').filter_map(assigned).collect();
            for name in called.split(", ") {
                names.insert(fold(name), countries.clone());
            }
        }
    }
    names
});

/// The name of a country in the language that is likely spoken there, where that is known and none
/// of the published languages, in which it has its name already.
fn own_name(country: Country) -> Option<String> {
    let region = country.region()?;
    let mut id = LanguageIdentifier::UNKNOWN;
    id.region = Some(region);
    LocaleExpander::new_common().maximize(&mut id);
    if id.language.is_unknown() || id.language.as_str().parse::<Lang>().is_ok() {
        return None;
    }
    let locale = Locale::from(id);
    let names =
        RegionDisplayNames::try_new((&locale).into(), DisplayNamesOptions::default()).ok()?;
    names.of(region).map(ToOwned::to_owned)
}
