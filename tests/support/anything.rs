//! Any member at all, with every field and with texts that come to grief, for property tests.

use member_directory::network::{
    Contact, ContactId, Delivery, Identifier, LanguageTag, LegalBasis, Link, Listing,
    LocalizedText, Location, LocationId, LocationKind, Member, MemberId, Membership,
    MembershipStatus, MembershipType, Note, NoteId, OfferId, OtherName, Phone, Point, ServiceOffer,
    Timestamp, VerifiedBy, Visibility, text,
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
};

/// Texts that have come to grief somewhere.
const AWKWARD: &[&str] = &[
    "=1+1",
    "+32 9 123",
    "-x",
    "@SUM(A1)",
    "'=quoted",
    "'t Huis",
    "say \"x\"",
    "a,b;c\td",
    "a|b",
    "back\\slash",
    "\\|",
    "en:Name",
    ":x",
    "héllo Ωμέγα 東京",
    "يونس",
    "שלום",
    "👩‍👩‍👧‍👦",
    "true",
    "2012",
    "007",
    "1e5",
    "<b>&amp;</b>",
    "NULL",
    "#REF!",
    "_x0041_",
    "50%",
    "＝wide",
];

pub fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        select(AWKWARD).prop_map(str::to_owned),
        "[a-zA-Zéß|\\\\:=\"' ,;-]{1,30}",
    ]
    .prop_filter_map("a text", |given| text::line(&given, 300).ok())
}

pub fn paragraphs() -> impl Strategy<Value = String> {
    (line(), option::of(line()), 0..400usize).prop_filter_map("a text", |(first, second, more)| {
        let mut given = first;
        if let Some(second) = second {
            given = format!("{given}\n\n{second}\tx");
        }
        given.push_str(&"long ".repeat(more));
        text::paragraphs(&given).ok()
    })
}

pub fn tag() -> impl Strategy<Value = LanguageTag> {
    select(&["en", "nl", "ar", "zh-Hant", "sr-Latn", "fr-BE", "pt"][..])
        .prop_map(|tag| tag.parse().expect("a tag"))
}

pub fn tags() -> impl Strategy<Value = Vec<LanguageTag>> {
    vec(tag(), 0..4).prop_map(|mut tags| {
        let mut seen = std::collections::HashSet::new();
        tags.retain(|tag| seen.insert(tag.clone()));
        tags
    })
}

pub fn texts() -> impl Strategy<Value = LocalizedText> {
    vec((tag(), paragraphs()), 0..3).prop_map(|texts| LocalizedText(texts.into_iter().collect()))
}

/// Texts of one line each.
fn lines() -> impl Strategy<Value = LocalizedText> {
    vec((tag(), line()), 0..3).prop_map(|texts| LocalizedText(texts.into_iter().collect()))
}

fn parsed<T>(from: &'static [&'static str]) -> impl Strategy<Value = Option<T>>
where
    T: std::str::FromStr + std::fmt::Debug,
    T::Err: std::fmt::Debug,
{
    option::of(select(from)).prop_map(|text| text.map(|text| text.parse().expect("it is one")))
}

/// Numbers as people write them, each once.
fn phones() -> impl Strategy<Value = Vec<Phone>> {
    let numbers = &[
        "+32 9 123 45 67",
        "09/234.56.78, ext. 12",
        "+44 20 7946 0000 (after six)",
        "112",
        "-9 123 456",
        "\u{660}\u{669}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}",
    ];
    subsequence(numbers.as_slice(), 0..=numbers.len()).prop_map(|texts| {
        texts
            .iter()
            .map(|text| text.parse().expect("a number"))
            .collect()
    })
}

/// Addresses with what comes to grief in a list of them, each once.
fn links() -> impl Strategy<Value = Vec<Link>> {
    let links = &[
        "facebook:https://facebook.example/a|b",
        "other:https://example.org/x:y,z;",
        "donation:http://пример.example/?a=1&b=\\",
        "mastodon:https://social.example/@huis",
    ];
    subsequence(links.as_slice(), 0..=links.len()).prop_map(|texts| {
        texts
            .iter()
            .map(|text| text.parse().expect("a link"))
            .collect()
    })
}

/// Identifiers of every form, each once.
fn identifiers() -> impl Strategy<Value = Vec<Identifier>> {
    let identifiers = &[
        "wikidata:Q42",
        "ror:05a28rw58",
        "isni:000000012281955X",
        "vat:BE0403019261",
        "GB-CHC:0012345",
        "DE-CR:HRB 1|2 \\ B",
        "US-EIN:+1-2",
    ];
    subsequence(identifiers.as_slice(), 0..=identifiers.len()).prop_map(|texts| {
        texts
            .iter()
            .map(|text| text.parse().expect("an identifier"))
            .collect()
    })
}

pub fn location() -> impl Strategy<Value = Location> {
    (
        (
            select(LocationKind::ALL),
            lines(),
            option::of(paragraphs()),
            option::of(line()),
            line(),
            option::of(line()),
        ),
        (
            option::of((-90.0..=90.0f64, -180.0..=180.0f64)),
            phones(),
            parsed(&["desk@example.org"]),
            option::of(line()),
            tags(),
            texts(),
            select(Visibility::ALL),
        ),
    )
        .prop_map(
            |(
                (kind, label, address, postal_code, city, region),
                (point, phones, email, opening_hours, languages, accessibility, visibility),
            )| Location {
                id: LocationId::new(),
                kind,
                label,
                address,
                postal_code,
                city,
                region,
                country: "NL".parse().expect("a country"),
                point: point.map(|(latitude, longitude)| {
                    Point::new(latitude, longitude).expect("it is on the earth")
                }),
                phones,
                email,
                opening_hours,
                languages,
                accessibility,
                visibility,
            },
        )
}

fn offer() -> impl Strategy<Value = (ServiceOffer, Option<usize>)> {
    (
        (
            select(&["housing", "healthcare", "healthcare/dental", "legal"][..]),
            texts(),
            lines(),
            lines(),
            lines(),
        ),
        (
            tags(),
            option::of(any::<bool>()),
            vec(select(Delivery::ALL), 0..3),
            select(vec![vec![], vec!["BE"], vec!["NL", "BE"]]),
            option::of(0..3usize),
        ),
    )
        .prop_map(
            |(
                (service, description, audience, eligibility, access),
                (languages, free_of_charge, mut delivery, countries, place),
            )| {
                delivery.sort_unstable();
                delivery.dedup();
                let offer = ServiceOffer {
                    id: OfferId::new(),
                    service: service.parse().expect("a code"),
                    location: None,
                    description,
                    audience,
                    eligibility,
                    access,
                    languages,
                    free_of_charge,
                    delivery,
                    countries: countries
                        .iter()
                        .map(|code| code.parse().expect("a country"))
                        .collect(),
                };
                (offer, place)
            },
        )
}

fn contact() -> impl Strategy<Value = Contact> {
    (
        line(),
        option::of(line()),
        parsed(&["ann@example.org"]),
        parsed(&["+32 9 123 45 67"]),
        select(LegalBasis::ALL),
        parsed(&["2019-02-03", "1899-12-31"]),
    )
        .prop_map(|(name, role, email, phone, legal_basis, consented_on)| {
            let day = || "2020-02-29".parse().expect("a day");
            Contact {
                id: ContactId::new(),
                name,
                role,
                email,
                phone,
                legal_basis,
                consented_on: match legal_basis {
                    LegalBasis::Consent => consented_on.or_else(|| Some(day())),
                    _ => consented_on,
                },
            }
        })
}

fn note() -> impl Strategy<Value = Note> {
    paragraphs().prop_map(|text| Note {
        id: NoteId::new(),
        text,
        recorded_at: "2026-11-24T09:30:00.123456Z".parse().expect("a time"),
    })
}

pub fn member() -> impl Strategy<Value = Member> {
    (
        (
            option::of("[A-Z]{2}[0-9]{6}"),
            line(),
            option::of(tag()),
            vec((option::of(tag()), line()), 0..4),
            option::of(line()),
            parsed(&["https://example.org/a?b=c,d", "http://пример.example"]),
            parsed(&["info@example.org"]),
            (phones(), links(), identifiers()),
            option::of(select(&[800i16, 1998, 2026][..])),
        ),
        (
            tags(),
            texts(),
            select(MembershipType::ALL),
            select(MembershipStatus::ALL),
            parsed(&["1850-01-01", "2012-09-01"]),
            parsed(&["2020-02-29"]),
            select(Listing::ALL),
            (
                parsed::<Timestamp>(&["2026-11-24T09:30:00.000001Z"]),
                option::of(select(VerifiedBy::ALL)),
            ),
            any::<bool>(),
        ),
        vec(location(), 0..3),
        vec(offer(), 0..3),
        vec(contact(), 0..3),
        vec(note(), 0..2),
    )
        .prop_map(
            |(
                (
                    external_id,
                    name,
                    name_language,
                    names,
                    acronym,
                    website,
                    email,
                    (phones, links, identifiers),
                    founded_year,
                ),
                (
                    languages,
                    summary,
                    kind,
                    status,
                    joined_on,
                    left_on,
                    listing,
                    (verified_at, verified_by),
                    withdrawn,
                ),
                locations,
                offers,
                contacts,
                notes,
            )| {
                let id = MemberId::new();
                let mut several: Vec<OtherName> = Vec::new();
                for (language, name) in names {
                    let name = OtherName { language, name };
                    if !several.contains(&name) {
                        several.push(name);
                    }
                }
                let service_offers = offers
                    .into_iter()
                    .map(|(offer, place)| ServiceOffer {
                        location: place
                            .and_then(|place| locations.get(place))
                            .map(|place| place.id),
                        ..offer
                    })
                    .collect();
                Member {
                    id,
                    external_id: external_id.map(|key| format!("{key}-{id}")),
                    slug: format!("m-{id}").parse().expect("a slug"),
                    former_slugs: Vec::new(),
                    name,
                    name_language,
                    names: several,
                    acronym,
                    country: "BE".parse().expect("a country"),
                    website,
                    email,
                    phones,
                    links,
                    identifiers,
                    founded_year,
                    languages,
                    summary,
                    membership: Membership {
                        kind,
                        status,
                        joined_on,
                        left_on,
                    },
                    listing,
                    verified_at,
                    verified_by: verified_by.filter(|_| verified_at.is_some()),
                    withdrawn_at: withdrawn
                        .then(|| "2026-11-24T10:00:00Z".parse().expect("a time")),
                    merged_into: None,
                    locations,
                    service_offers,
                    contacts,
                    notes,
                }
            },
        )
}
