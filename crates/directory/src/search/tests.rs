//! What is found, and what comes first.

use proptest::{collection::vec, prelude::*, sample::select};
use uuid::Uuid;

use super::*;
use crate::{Taxonomy, moves::Moves};
use network::{
    Country, LanguageTag, LocationId, LocationKind, Member, MemberId, OfferId, OtherName,
    ServiceOffer, ServiceType, Timestamp,
};
use publication::{CityPlace, PublicLocation, PublicMember, PublicOffer, Published, publish};

/// An offer of which nothing is known but the service and where it is given.
pub fn offer(id: OfferId, service: &str, location: Option<LocationId>) -> PublicOffer {
    let country = Country::parse("BE").unwrap();
    let mut giver = Member::new("giver".parse().unwrap(), "Giver".to_owned(), country);
    let offer = ServiceOffer::new(service.parse().unwrap());
    giver.service_offers.push(offer);
    let known = publish(&giver).unwrap().service_offers.remove(0);
    PublicOffer {
        id,
        location,
        ..known
    }
}

/// A member with a name and a city.
fn member(number: u128, name: &str, city: &str) -> Published {
    let country = Country::parse("BE").unwrap();
    let slug = format!("member-{number}").parse().unwrap();
    Published {
        member: PublicMember {
            id: MemberId::from(Uuid::from_u128(number)),
            locations: vec![PublicLocation::City(Box::new(CityPlace {
                id: LocationId::from(Uuid::from_u128(1_000_000 + number)),
                kind: LocationKind::Office,
                city: city.to_owned(),
                region: None,
                country,
                cell: None,
            }))],
            ..publish(&Member::new(slug, name.to_owned(), country)).unwrap()
        },
        former_slugs: Vec::new(),
        updated_at: Timestamp::now(),
        revision: 1,
    }
}

/// What a member has besides its name, said one after the other.
trait Having: Sized {
    fn named(self, language: &str, name: &str) -> Self;
    fn called(self, acronym: &str) -> Self;
    fn saying(self, language: &str, summary: &str) -> Self;
    fn offering(self, service: &str) -> Self;
}

impl Having for Published {
    fn named(mut self, language: &str, name: &str) -> Self {
        self.member.names.push(OtherName {
            language: LanguageTag::parse(language).ok(),
            name: name.to_owned(),
        });
        self
    }

    fn called(mut self, acronym: &str) -> Self {
        self.member.acronym = Some(acronym.to_owned());
        self
    }

    fn saying(mut self, language: &str, summary: &str) -> Self {
        let language = LanguageTag::parse(language).unwrap();
        self.member.summary.0.insert(language, summary.to_owned());
        self
    }

    fn offering(mut self, service: &str) -> Self {
        let offer = offer(OfferId::from(Uuid::nil()), service, None);
        self.member.service_offers.push(offer);
        self
    }
}

struct Library {
    members: Vec<Published>,
    taxonomy: Taxonomy,
    texts: Texts,
}

impl Library {
    fn new(members: Vec<Published>) -> Self {
        let taxonomy = Taxonomy::new(ServiceType::core());
        Self {
            texts: texts_of(&members, &taxonomy),
            members,
            taxonomy,
        }
    }

    /// The names of what is found, the best first.
    fn find(&self, query: &str) -> Vec<&str> {
        let query = Query::parse(query).unwrap();
        let best = self.texts.best_by_letters(&query, 100);
        best.into_iter()
            .map(|number| self.members[number as usize].member.name.as_str())
            .collect()
    }

    #[track_caller]
    fn assert_first(&self, wanted: &str, queries: &[&str]) {
        for query in queries {
            assert_eq!(self.find(query).first(), Some(&wanted), "{query}");
        }
    }
}

fn ids(members: &[Published]) -> Vec<Uuid> {
    members
        .iter()
        .map(|member| member.member.id.uuid())
        .collect()
}

fn reader<'a>(
    members: &'a [Published],
    taxonomy: &Taxonomy,
) -> impl Fn(Uuid) -> Option<Lines> + Sync + use<'a> {
    let labels = Labels::new(taxonomy);
    move |id| {
        let member = members.iter().find(|member| member.member.id.uuid() == id);
        member.map(|member| lines(member, &labels))
    }
}

/// The texts of these members after some of those of `before` went or changed, and others came.
fn texts(
    known: &Texts,
    before: &[Published],
    members: &[Published],
    changed: &[Uuid],
    taxonomy: &Taxonomy,
) -> Texts {
    let is_changed = |member: &Published| changed.contains(&member.member.id.uuid());
    let gone = (0..).zip(before).filter(|(_, member)| is_changed(member));
    let come = members.iter().filter(|member| is_changed(member));
    let place = |member: &Published| {
        before.partition_point(|known| known.member.id.uuid() < member.member.id.uuid()) as u32
    };
    let places: Vec<u32> = come.clone().map(place).collect();
    let moves = Moves::new(gone.map(|(number, _)| number).collect(), &places);
    let come = ids(&come.cloned().collect::<Vec<_>>());
    let stand = |ids: &[Uuid]| {
        let number = |id: &Uuid| {
            members
                .iter()
                .position(|known| known.member.id.uuid() == *id)
        };
        let standing = |number: usize| (number as u32, Box::from([number as u32]));
        ids.iter().map(|id| number(id).map(standing)).collect()
    };
    known
        .after([&moves, &moves], come, reader(members, taxonomy), stand)
        .unwrap()
}

/// The texts of these members, indexed together.
fn texts_of(members: &[Published], taxonomy: &Taxonomy) -> Texts {
    texts(&Texts::default(), &[], members, &ids(members), taxonomy)
}

fn library() -> Library {
    Library::new(vec![
        member(1, "Open Huis", "Gent").named("en", "Open Door"),
        member(2, "Open Huis Antwerpen", "Antwerpen"),
        member(3, "Flüchtlingshilfe Köln", "Köln").saying("de", "Beratung für Geflüchtete"),
        member(4, "Frauenhaus", "Kortrijk"),
        member(5, "Médecins Solidaires", "Liège").called("MSL"),
        member(6, "Αλληλεγγύη", "Αθήνα"),
        member(7, "Солидарность", "Киев"),
        member(8, "移民支援センター", "東京"),
        member(9, "مؤسسة الإغاثة", "بيروت"),
        member(10, "Łódzka Pomoc", "Łódź"),
        member(11, "De Brug", "Gent").offering("housing"),
        member(12, "Haven voor Vluchtelingen", "Brugge")
            .saying("fr", "Logements et cours de langue"),
        member(13, "Women's Aid", "Dublin").called("W.A.D."),
        member(14, "Rode Kruis Vlaanderen", "Mechelen"),
    ])
}

#[test]
fn case_accents_width_and_script_are_forgiven() {
    let library = library();
    library.assert_first(
        "Médecins Solidaires",
        &["medecins", "MÉDECINS solidaires", "ｍｅｄｅｃｉｎｓ"],
    );
    library.assert_first("Łódzka Pomoc", &["lodzka", "Łódź"]);
    library.assert_first(
        "Αλληλεγγύη",
        &["ΑΛΛΗΛΕΓΓΥΗ", "Allileggyi", "allilegyi", "Athina"],
    );
    library.assert_first(
        "Солидарность",
        &["солидарность", "Solidarnost", "solidarnost kiev"],
    );
    library.assert_first("مؤسسة الإغاثة", &["موسسة الاغاثة", "مُؤَسَّسَة"]);
    library.assert_first(
        "Flüchtlingshilfe Köln",
        &["fluchtlingshilfe", "Fluechtlingshilfe Koeln"],
    );
}

#[test]
fn names_without_spaces_are_found_by_their_parts() {
    library().assert_first(
        "移民支援センター",
        &["移民", "支援", "支援センター", "移民支援 東京"],
    );
}

#[test]
fn one_mistake_in_a_word_is_forgiven_and_two_in_a_long_one() {
    let library = library();
    let wrong = [
        "vluchtalingen",
        "vluchtlingen",
        "vluchteelingen",
        "vluchetlingen",
    ];
    library.assert_first("Haven voor Vluchtelingen", &wrong);
    library.assert_first(
        "Haven voor Vluchtelingen",
        &["vlugtelingen", "vluchtelenken"],
    );
    library.assert_first("Open Huis", &["opn huis gent", "open hius gent"]);
    assert!(library.find("kris").is_empty() || library.find("kris")[0] == "Rode Kruis Vlaanderen");
    assert!(
        library.find("bru9").is_empty(),
        "digits are not mistyped letters"
    );
}

#[test]
fn the_last_word_may_be_unfinished() {
    let library = library();
    library.assert_first("Rode Kruis Vlaanderen", &["rode kr", "rode kruis vla"]);
    assert!(
        library.find("ro kruis ").is_empty()
            || library.find("ro kruis ")[0] == "Rode Kruis Vlaanderen"
    );
}

#[test]
fn parts_of_compounds_are_found_and_compounds_by_their_parts() {
    let library = library();
    library.assert_first("Flüchtlingshilfe Köln", &["hilfe", "flüchtlings hilfe"]);
    library.assert_first("Frauenhaus", &["frauen", "haus kortrijk", "frauen haus"]);
    library.assert_first("Open Huis", &["openhuis gent"]);
}

#[test]
fn the_forms_of_a_word_are_one_in_summaries() {
    library().assert_first(
        "Haven voor Vluchtelingen",
        &["langue", "langues brugge", "logement brugge"],
    );
}

#[test]
fn a_service_is_found_in_every_language() {
    library().assert_first(
        "De Brug",
        &[
            "housing gent",
            "logement Gent",
            "Wohnen Gent",
            "huisvesting gent",
            "vivienda",
        ],
    );
}

#[test]
fn exact_comes_before_prefix_before_mistake_and_name_before_acronym_before_city_before_text() {
    let library = Library::new(vec![
        member(1, "Haven Gent", "Leuven"),
        member(2, "Havenhuis Gent", "Leuven"),
        member(3, "Hafen Gent", "Leuven"),
        member(4, "Haven", "Mons"),
        member(5, "A", "Mons").called("Haven"),
        member(6, "B", "Haven"),
        member(7, "C", "Mons").saying("nl", "Een haven voor iedereen"),
    ]);
    assert_eq!(
        library.find("haven"),
        ["Haven", "A", "Haven Gent", "Havenhuis Gent", "B", "C"]
    );
    assert_eq!(
        library.find("haven gent")[..2],
        ["Haven Gent", "Havenhuis Gent"]
    );
    let misspelt = library.find("havne gent");
    assert_eq!(misspelt[0], "Haven Gent");
}

#[test]
fn words_that_say_little_and_the_order_of_words_do_no_harm() {
    let library = library();
    library.assert_first(
        "Haven voor Vluchtelingen",
        &[
            "haven vluchtelingen",
            "vluchtelingen haven",
            "de haven der vluchtelingen",
        ],
    );
    library.assert_first("De Brug", &["de brug", "brug", "brug de"]);
}

#[test]
fn a_phrase_must_stand_as_it_is_and_what_is_not_wanted_must_not() {
    let library = library();
    assert_eq!(library.find("\"open huis\" -antwerpen"), ["Open Huis"]);
    assert_eq!(library.find("\"huis open\""), [""; 0]);
    assert_eq!(library.find("gent -\"open huis\""), ["De Brug"]);
    assert_eq!(library.find("-gent").len(), 12);
}

#[test]
fn initials_are_an_acronym_with_and_without_dots() {
    library().assert_first("Women's Aid", &["WAD", "w.a.d.", "womens aid", "women's"]);
}

#[test]
fn as_many_words_as_may_be_asked_for_can_be_taken_apart() {
    let query = format!("{}openhuis", "gent ".repeat(62));
    library().assert_first("Open Huis", &[&query]);
}

#[test]
fn when_nobody_has_all_words_those_who_have_most_come() {
    let library = library();
    library.assert_first("Rode Kruis Vlaanderen", &["rode kruis vlaanderen xylophon"]);
    assert!(library.find("xylophon qwertz").is_empty());
}

#[test]
fn a_place_is_found_by_its_own_city_and_by_its_member() {
    let mut brug = member(1, "De Brug", "Gent");
    let other = member(2, "x", "Brugge").member.locations.remove(0);
    brug.member.locations.push(other);
    let members = vec![brug];
    let taxonomy = Taxonomy::new(ServiceType::core());
    let nothing = Moves::new(Vec::new(), &[]);
    let stand = |_: &[Uuid]| vec![Some((0, Box::from([0, 1])))];
    let texts = Texts::default()
        .after(
            [&nothing, &nothing],
            ids(&members),
            reader(&members, &taxonomy),
            stand,
        )
        .unwrap();
    let places = |query: &str| -> Vec<u32> {
        let query = Query::parse(query).unwrap();
        let hits = texts.find_by_letters(&query, Subject::Locations);
        hits.scored.iter().map(|(number, _)| *number).collect()
    };
    assert_eq!(places("de brug"), [0, 1]);
    assert_eq!(places("brug gent"), [0]);
    assert_eq!(places("brugge"), [1]);
}

#[test]
fn what_was_met_is_marked() {
    let library = library();
    let marks = |query: &str| -> Vec<(&str, String)> {
        let query = Query::parse(query).unwrap();
        let hits = library.texts.find_by_letters(&query, Subject::Members);
        let marker = library.texts.marker(&hits);
        let first = library.texts.best_by_letters(&query, 1)[0];
        let marks = marker.member(
            &library.members[first as usize],
            &library.taxonomy,
            network::Lang::En,
        );
        marks
            .into_iter()
            .map(|mark| (mark.field, mark.text))
            .collect()
    };
    let mark = |text: &str| text.replace('[', "<mark>").replace(']', "</mark>");
    assert_eq!(marks("alilegyi"), [("name", mark("[Αλληλεγγύη]"))]);
    assert_eq!(
        marks("logement brugge"),
        [
            ("locations.city", mark("[Brugge]")),
            ("summary", mark("[Logements] et cours de langue")),
        ]
    );
    assert_eq!(
        marks("vivienda gent"),
        [
            ("locations.city", mark("[Gent]")),
            ("services.label", mark("[Vivienda]")),
        ]
    );
}

#[test]
fn suggestions_begin_as_typed() {
    let library = library();
    let suggest = |query: &str| -> Vec<&str> {
        let numbers = library.texts.suggest(&Query::parse(query).unwrap(), 3);
        numbers
            .into_iter()
            .map(|number| library.members[number as usize].member.name.as_str())
            .collect()
    };
    assert_eq!(suggest("o"), ["Open Huis", "Open Huis Antwerpen"]);
    assert_eq!(suggest("open huis a")[0], "Open Huis Antwerpen");
    assert_eq!(suggest("msl"), ["Médecins Solidaires"]);
}

const WORDS: [&str; 12] = [
    "haven",
    "haben",
    "brug",
    "brugge",
    "gent",
    "open",
    "openhuis",
    "huis",
    "hulp",
    "vluchtelingen",
    "vluchtelinge",
    "αθηνα",
];

fn some_words() -> impl Strategy<Value = String> {
    vec(select(&WORDS), 1..4).prop_map(|words| words.join(" "))
}

/// What somebody may type: words of names, of a service and of the country, and their beginnings.
fn unfinished_words() -> impl Strategy<Value = String> {
    let more = [
        "housing",
        "logement",
        "belgium",
        "belgi",
        "hous",
        "huisvesting",
    ];
    let words = WORDS.into_iter().chain(more).collect::<Vec<_>>();
    (vec(select(words), 1..4), 1..12usize).prop_map(|(words, letters)| {
        let whole = words.join(" ");
        whole.chars().take(letters).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_found_does_not_depend_on_which_shelf_a_member_stands_on(
        before in vec((0..30u128, some_words(), select(&WORDS)), 1..40),
        changes in vec((0..40u128, prop::option::of((some_words(), select(&WORDS)))), 0..20),
        queries in vec(some_words(), 1..6),
    ) {
        let taxonomy = Taxonomy::new(ServiceType::core());
        let mut members: Vec<Published> = Vec::new();
        let put = |members: &mut Vec<Published>, id: u128, now: Option<Published>| {
            members.retain(|member| member.member.id.uuid() != Uuid::from_u128(id));
            members.extend(now);
            members.sort_by_key(|member| member.member.id.uuid());
        };
        for (id, name, city) in before {
            put(&mut members, id, Some(member(id, &name, city)));
        }
        let mut grown = texts_of(&members, &taxonomy);
        for (id, now) in changes {
            let before = members.clone();
            put(&mut members, id, now.map(|(name, city)| member(id, &name, city)));
            let changed = [Uuid::from_u128(id)];
            grown = texts(&grown, &before, &members, &changed, &taxonomy);
        }
        let anew = texts_of(&members, &taxonomy);
        for query in queries {
            let query = Query::parse(&query).unwrap();
            for subject in [Subject::Members, Subject::Locations] {
                prop_assert_eq!(
                    grown.find_by_letters(&query, subject).scored,
                    anew.find_by_letters(&query, subject).scored
                );
            }
            prop_assert_eq!(grown.suggest(&query, 5), anew.suggest(&query, 5));
        }
    }

    #[test]
    fn the_best_are_the_first_of_all_that_is_found(
        members in vec(
            (some_words(), select(&WORDS), select(&WORDS), prop::bool::ANY), 1..40,
        ),
        queries in vec(unfinished_words(), 1..9),
        most in 0..7usize,
    ) {
        let members = (0u128..).zip(members).map(|(id, (name, city, text, housing))| {
            let member = member(id, &name, city).saying("nl", text);
            if housing { member.offering("housing") } else { member }
        });
        let library = Library::new(members.collect());
        for query in queries {
            let query = Query::parse(&query).unwrap();
            let mut all = library.texts.find_by_letters(&query, Subject::Members).scored;
            all.sort_by_key(|(number, score)| (std::cmp::Reverse(*score), *number));
            let first = all.into_iter().take(most).map(|(number, _)| number);
            prop_assert_eq!(library.texts.best_by_letters(&query, most), first.collect::<Vec<_>>());
        }
    }
}
