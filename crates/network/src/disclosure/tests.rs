use proptest::prelude::*;

use super::*;
use crate::{Contact, Country, Location, LocationId, LocationKind, Point, Visibility};

fn hidden(address: &str) -> Location {
    Location {
        id: LocationId::new(),
        kind: LocationKind::Shelter,
        label: Default::default(),
        address: Some(address.to_owned()),
        postal_code: None,
        city: "Zottegem".to_owned(),
        region: None,
        country: Country::parse("BE").unwrap(),
        point: Point::new(50.87, 3.81).ok(),
        phones: vec!["+32 9 999 99 99".parse().unwrap()],
        email: "nacht@shelter.example".parse().ok(),
        opening_hours: None,
        languages: Vec::new(),
        accessibility: Default::default(),
        visibility: Visibility::Hidden,
    }
}

fn told(secret: &Secret, text: &str) -> Vec<Disclosed> {
    secret.told_by(&Text::new(text)).collect()
}

#[test]
fn an_address_is_known_however_it_is_written() {
    let mut missed = Vec::new();
    for (address, ways) in [
        (
            "Geheimstraat 77",
            &[
                "Kom naar Geheimstraat 77, elke avond.",
                "Geheimstr. 77",
                "77 Geheimstraat",
                "Geheimstraat 77 bus 2",
                "geheim straat 77",
                "GEHEIMSTRAAT 77A",
                "Geheimstraat nr. 77",
                "Geh\u{200d}eim\u{ad}straat 77",
                "Geheimsraat 77",
                "Gehiemstraat 77",
                "ring at the door in the Geheimstraat (number 77)",
                "Geheimstraat77",
                "We are in the Geheimstraat behind the church",
            ][..],
        ),
        (
            "12, rue de la Paix",
            &[
                "12 r. de la Paix",
                "rue de la paix, 12",
                "Paix 12",
                "12 bis rue de la Paix",
            ],
        ),
        (
            "Avenida 25 de Abril 143",
            &["Av. 25 de Abril, 143", "143 avenida 25 de abril"],
        ),
        (
            "Karl-Marx-Allee 9",
            &["Karl Marx Allee 9", "Karl-Marx-Al. 9", "9, Karl-Marx-Allee"],
        ),
        (
            "Via Giuseppe Verdi, 8",
            &["v. Giuseppe Verdi 8", "via G. Giuseppe Verdi n. 8"],
        ),
        ("вул. Шевченка, 14", &["вулиця Шевченка 14", "Шевченка 14"]),
        (
            "Flat 3, 22B Baker Street",
            &["22B Baker Street", "22b Baker St.", "Baker Street 22"],
        ),
        (
            "C/ de Sants, 85, 2º 1ª",
            &["Carrer de Sants 85", "c. Sants, 85"],
        ),
        (
            "Rua da Sofia, 20 - 2º Esq.",
            &["R. da Sofia 20", "Rua Sofia, n.º 20"],
        ),
        ("ul. Marszałkowska 27/35 m. 4", &["ulica Marszalkowska 27"]),
        (
            "Sonnenallee 45, 2. Hof",
            &["Sonnenallee 45", "45 Sonnenal."],
        ),
        (
            "Kerkstraat 12, 3de verd.",
            &["Kerkstraat 12", "Kerkstr. 12"],
        ),
        ("Πατησίων 100, 3ος όροφος", &["Πατησίων 100"]),
        (
            "Λεωφόρος Αλεξάνδρας 12",
            &["Λεωφ. Αλεξάνδρας 12", "Αλεξάνδρας 12"],
        ),
        (
            "Résidence Les Lilas, 3 avenue Jean-Jaurès",
            &["3 av. Jean Jaurès", "avenue Jean-Jaurès, 3"],
        ),
        (
            "Paseo de la Castellana, nº 120, bajo izda.",
            &["Paseo de la Castellana 120", "P. Castellana 120"],
        ),
        ("Groenplaats 8", &["Groenpl. 8", "8 Groenplaats"]),
        ("Straße des 17. Juni 135", &["Str. des 17. Juni 135"]),
        ("Via Garibaldi 12, scala B, piano 3", &["v. Garibaldi 12"]),
        ("Haus 4, Gartenweg 9", &["Gartenweg 9", "Gartenw. 9"]),
        (
            "14, rue Oberkampf, bât. B",
            &[
                "Oberkampf n°14",
                "métro Oberkampf, n° 14",
                "14 rue O b e r k a m p f",
                "14 rue Oberk.",
                "14 улица Оберкампф",
            ],
        ),
        (
            "ul. Marszałkowska 27/35 m. 4",
            &[
                "na Marszałkowskiej 27",
                "przy ul. Marszałkowskiej",
                "Маршалковская 27",
                "Marszałk. 27",
            ],
        ),
        (
            "Λεωφόρος Αλεξάνδρας 12",
            &[
                "Leoforos Alexandras 12",
                "12 Alexandras Ave",
                "Leof. Aleksandras 12",
            ],
        ),
        (
            "Αγίου Δημητρίου 8",
            &["Agiou Dimitriou 8", "Ag. Dimitriou 8"],
        ),
        (
            "вул. Саксаганського, 41-Б",
            &[
                "Saksahanskoho 41",
                "vul. Saksahans'koho 41B",
                "Saksaganskogo str. 41b",
                "на Саксаганській, 41",
            ],
        ),
        (
            "Rua Dr. António Cândido 7",
            &["Rua do Dr. Cândido, 7", "na Antonio Candido, porta 7"],
        ),
        (
            "Sint-Pietersnieuwstraat 120",
            &["St Pieters-Nieuwstr 120 bus 3"],
        ),
        (
            "The Old Rectory, Church Lane",
            &[
                "Old Rectory",
                "the old rectory on church lane",
                "Church Lane Leeds",
            ],
        ),
        (
            "Résidence Les Lilas, 3 av. Jean-Jaurès",
            &["Résidence Les Lilas", "Jaurès 3", "av. Jaurès 3"],
        ),
        (
            "Via S. Giovanni in Laterano 45",
            &["Laterano 45", "via San Giovani in Laterano 45"],
        ),
        ("P.zza Dante 4", &["Piazza Dante 4"]),
        (
            "C.so V. Emanuele II 33",
            &[
                "corso Vittorio Emanuele 33",
                "Corso Vittorio Emanuele II, 33",
            ],
        ),
        ("Via F.lli Bandiera 6", &["via Fratelli Bandiera 6"]),
        ("Via XX Settembre 9", &["Via Venti Settembre 9"]),
        (
            "Lieu-dit Kerouzien",
            &["Kerouzien", "au lieu-dit Kerouzien"],
        ),
        ("Rose Cottage, Mill Lane", &["Rose Cottage"]),
        ("C/ Goya s/n", &["calle Goya"]),
        ("15 Mount Pleasant", &["15 Mt Pleasant"]),
        ("Ronda Sant Pere 12", &["Sant Pere 12"]),
        (
            "7, rue du Bac",
            &["rue du Bac; ring at the second green door, number 7"],
        ),
        ("Friedrich-Ebert-Str. 88", &["Friedrich-Ebert-Sr. 88"]),
        ("Am Kornmarkt 3", &["am Kornmarkt neben der Kirche"]),
        (
            "17 Elm Grove",
            &["in Elm Grove; ring at the second green door, number 17"],
        ),
        ("Meir 24", &["de Meir; bel aan de groene deur, nummer 24"]),
        ("Ґрушевського 5", &["Hrushevskoho 5", "Грушевского, д. 5"]),
        (
            "Goetheallee 149",
            &[
                "Goetheal1ee 149",
                "G0etheallee 149",
                "Goetheal. l49",
                "Goethn Allee 149",
                "Goetheallee149",
                "Goetehal. 149",
            ],
        ),
        (
            "aleja Piotrkowska 100",
            &["Piotrkowska lOO", "Piotrkowska 1O0", "alejaPiotrkowska100"],
        ),
        ("Lindenring 18", &["Linden Ring 18 Whg. 5"]),
        ("Björktorget 165", &["Brörkt. 165", "Björk torget, 165"]),
        (
            "89, rue de la République",
            &["89ruedelaRépublique", "89 rue de la République-Française"],
        ),
        ("plaza de Goya, 88", &["plazadegoya,88", "pza. de G0ya, 88"]),
        ("Vörösmarty körút 54.", &["Vörösmary krt. 54"]),
        (
            "Gazi Osman Paşa Bulvarı 79",
            &[
                "Gazi Osman Paşa Blv. No: 79/A",
                "Gazi Osmn Paşa Bul. 79",
                "Gazi Paşa Bulvarı 79",
            ],
        ),
        ("Işıklar Caddesi No: 7", &["Işıkla Cd. 7"]),
        (
            "nábřeží Štefánikova 75",
            &["Štefánikova 75", "nábř. Štefánikova 75"],
        ),
        (
            "47 شارع الأمير محمد",
            &["47، الطابق 2 ش. الأمير محمد", "الأمير محمد 47"],
        ),
        ("Molenmarkt 163", &["Motenmkt 163", "Molenmkt. 163"]),
        ("Mannerheimintie 12", &["Mannerheimint. 12"]),
        (
            "Postbus 123",
            &["Schrijf naar Postbus 123", "postbus 123, Gent"],
        ),
    ] {
        let secret = Secret::of_location(&hidden(address)).unwrap();
        for way in ways {
            let told = told(&secret, way);
            if told != [Disclosed::Address] {
                missed.push(format!("{address}: {way}: {told:?}"));
            }
        }
    }
    assert_eq!(missed, [""; 0]);
}

#[test]
fn each_kind_of_secret_is_known_in_the_ways_that_people_have() {
    let mut mistaken = Vec::new();
    let (mut head, mut secret) = ("", Secret::default());
    for line in include_str!("tests/ways.txt").lines() {
        match line.strip_prefix('\t') {
            Some(way) if told(&secret, way).is_empty() != head.starts_with("not ") => {
                mistaken.push(format!("{head}: {way}"));
            }
            Some(_) => {}
            None if line.is_empty() || line.starts_with('#') => {}
            None => (head, secret) = (line, secret_of(line).unwrap()),
        }
    }
    assert_eq!(mistaken, [""; 0]);
}

/// The secret that a line like "address BE: Geheimstraat 77" says, or "code NL: 1012AB Kade 7".
fn secret_of(line: &str) -> Option<Secret> {
    let line = line.trim_start_matches("not ");
    if let Some(rest) = line.strip_prefix("numbered ") {
        // Something public stands in the street, so the name alone says nothing.
        let secret = secret_of(rest)?;
        let mut public = Public::default();
        let (_, address) = rest.split_once(": ")?;
        public.add_address(&address.replace(char::is_numeric, ""));
        return Some(secret.without(&public));
    }
    let (kind, what) = line.split_once(": ")?;
    let (kind, country) = kind.split_once(' ').unwrap_or((kind, "BE"));
    let mut place = Location {
        country: Country::parse(country).ok()?,
        address: None,
        point: None,
        phones: Vec::new(),
        email: None,
        ..hidden("")
    };
    match kind {
        "address" => place.address = Some(what.to_owned()),
        "code" => {
            let (code, address) = what.split_once(' ')?;
            place.postal_code = Some(code.to_owned());
            place.address = Some(address.to_owned());
        }
        "email" => place.email = what.parse().ok(),
        "phone" => place.phones = vec![what.parse().ok()?],
        "point" => {
            let (latitude, longitude) = what.split_once(' ')?;
            place.point = Point::new(latitude.parse().ok()?, longitude.parse().ok()?).ok();
        }
        _ => {
            return Secret::of_contact(&Contact {
                id: crate::ContactId::new(),
                name: what.to_owned(),
                role: None,
                email: None,
                phone: None,
                legal_basis: crate::LegalBasis::Contract,
                consented_on: None,
            });
        }
    }
    Secret::of_location(&place)
}

/// Also by numbers that no house has: a row of them is not followed to its end.
#[test]
fn numbers_that_are_no_houses_tell_none() {
    let secret = Secret::of_location(&hidden("Kerkstraat 20")).unwrap();
    for text in ["4294967295-4294967290", "from 4294967294 to 4294967295"] {
        assert_eq!(told(&secret, text), [], "{text}");
    }
    // The street is told by its name.
    let row = "Kerkstraat 4294967290-4294967295";
    assert_eq!(told(&secret, row), [Disclosed::Address]);
}

#[test]
fn another_house_is_another_house() {
    let secret = Secret::of_location(&hidden("Kerkstraat 20")).unwrap();
    let mut public = Public::default();
    public.add_address("Kerkstraat 1");
    let secret = secret.without(&public);
    for text in [
        "Kerkstraat 1",
        "The church (kerk) is open from 20 to 22",
        "In de kerk van 12 tot 20 uur",
        "Kerkstraat 22 en Kerkstraat 1",
        "Dorpsstraat 20",
        "Our desk in the Kerkstraat",
    ] {
        assert_eq!(told(&secret, text), [], "{text}");
    }
    assert_eq!(told(&secret, "Kerkstraat 20"), [Disclosed::Address]);
    public.add_address("Kerkstraat 22");
    let secret = secret.without(&public);
    assert_eq!(told(&secret, "Kerkstraat 22, near the station"), []);
    for text in ["near Kerkstraat 21", "our shelter is next to Kerkstraat 22"] {
        assert_eq!(told(&secret, text), [Disclosed::Address], "{text}");
    }
    for (address, other) in [
        ("Viale Monza n. 12/A", "Viale Monza n. 43/A"),
        ("86 rue de l'Exemple", "88 rue de l'Exemple"),
        ("14, rue Oberkampf, bât. B", "24, rue Oberkampf, bât. B"),
        ("Flat 3, 22B Baker Street", "Flat 34, 53B Baker Street"),
        ("3 av. Jean-Jaurès", "5 av. Jean-Jaurès"),
        ("Kerkstraat 12", "In de kerk van 12 tot 14 uur"),
        ("The Old Rectory, Church Lane", "Church Lane 28"),
        ("Stationsstraat 9", "We are by the station, open from 9"),
        ("ul. Marszałkowska 27", "ul. Marszałkowskiej 29"),
        ("вул. Саксаганського, 41", "Saksahanskoho 43"),
        ("101, rue Saint-Exupéry", "64 sq. Saint-Exupéry"),
        ("calçada 25 de Abril 203", "232 praça 25 de Abril"),
        ("aleja Jana Pawła II 40", "plac Jana Pawła II, 93A"),
        ("236 طريق الأمير محمد", "شارع الأمير محمد مبنى 3"),
        (
            "largo XX Settembre 107",
            "In 114, c.so XX Settembre alle 18",
        ),
    ] {
        let secret = Secret::of_location(&hidden(address)).unwrap();
        assert_eq!(told(&secret, other), [], "{address}: {other}");
    }
}

#[test]
fn what_stands_in_two_texts_is_told_by_both() {
    let secret = Secret::of_location(&hidden("Sint-Pietersnieuwstraat 120")).unwrap();
    let mut public = Public::default();
    public.add_address("Sint-Pietersnieuwstraat 4");
    let secret = secret.without(&public);
    let between = |one: &str, other: &str| secret.told_between(&Text::new(one), &Text::new(other));
    for (one, other, what) in [
        (
            "Sint-Pietersnieuwstraat",
            "nr. 120, bel aan",
            Disclosed::Address,
        ),
        ("In de Sint-Pietersnieuwstraat", "120", Disclosed::Address),
        (
            "Onze straat: Sint-Pieters",
            "nieuwstraat, numéro 120",
            Disclosed::Address,
        ),
        ("Bel 09 999", "99 99 (na 18 uur)", Disclosed::Phone),
        ("+32 9 99", "9 99 99", Disclosed::Phone),
        ("nacht@", "shelter.example", Disclosed::Email),
        ("50.8700", "E 3.8101", Disclosed::Point),
        ("N 50,8700", "3,8101", Disclosed::Point),
        ("٥٠٫٨٧٠٠", "٣٫٨١٠١", Disclosed::Point),
    ] {
        assert_eq!(between(one, other), [what], "{one} | {other}");
    }
    for (one, other) in [
        ("Sint-Pietersnieuwstraat 4", "nr. 120"),
        ("Sint-Pietersnieuwstraat", "Mo-Fr 9-12, 120 plaatsen"),
        ("Korenmarkt", "120"),
        ("Bel 09 999", "98 99"),
        ("Open 9-12", "13-17"),
    ] {
        assert_eq!(between(one, other), [], "{one} | {other}");
    }
}

#[test]
fn a_street_in_the_field_of_the_city_is_the_street() {
    let secret = Secret::of_location(&hidden("Geheimstraat 77")).unwrap();
    for city in ["Geheimstraat", "Geheim str.", "Zottegem, Geheimstraat 77"] {
        assert_eq!(told(&secret, city), [Disclosed::Address], "{city}");
    }
    assert_eq!(told(&secret, "Zottegem"), []);
}

#[test]
fn a_telephone_number_and_an_email_address_are_known_however_they_are_written() {
    let secret = Secret::of_location(&hidden("Geheimstraat 77")).unwrap();
    for text in [
        "Call +32 9 999 99 99",
        "09 999 99 99",
        "0032 (0)9/999.99.99 day and night",
        "Gent 9000 09 999 99 99",
        "tel:+3299999999",
        "09·999·99·99",
        "09_999_99_99",
        "٠٩ ٩٩٩ ٩٩ ٩٩",
        "O9 999 99 99",
        "+32 9 999 99 99 of OO32 9 999 99 99",
        "0 9 9 9 9 9 9 9 9",
    ] {
        assert_eq!(told(&secret, text), [Disclosed::Phone], "{text}");
    }
    for text in [
        "Mail nacht@shelter.example.",
        "NACHT@Shelter.Example",
        "nacht (at) shelter.example",
        "nacht [at] shelter [dot] example",
        "nacht{at}shelter{dot}example",
        "nacht@ shelter.example",
        "nacht&#64;shelter.example",
        "https://x.example/nacht%40shelter.example",
        "nacht arobase shelter point example",
        "nacht@shelter .example",
        "n.a.c.h.t@shelter,example",
        "nacht+crisis@www.shelter.example",
        "nacht-at-shelter-dot-example",
        "We are at nacht AT shelter DOT example",
        "nacht собака shelter точка example",
        "nacht@NOSPAM.shelter.example",
        "nacht (ät) shelter (Punkt) example",
        "https://x.example/nacht%2Bcrisis%40shelter.example",
    ] {
        assert_eq!(told(&secret, text), [Disclosed::Email], "{text}");
    }
    for text in [
        "In 2024 we helped 999 people",
        "dag@shelter.example",
        "mitternacht@shelter.example",
        "+32 9 999 99 98",
        "+32 3 999 99 99",
    ] {
        assert_eq!(told(&secret, text), [], "{text}");
    }
}

#[test]
fn a_person_is_known_by_all_names_in_any_order() {
    let contact = Contact {
        id: crate::ContactId::new(),
        name: "Anna Vandenbroucke".to_owned(),
        role: None,
        email: None,
        phone: None,
        legal_basis: crate::LegalBasis::Contract,
        consented_on: None,
    };
    let secret = Secret::of_contact(&contact).unwrap();
    for text in [
        "Ask for Anna Vandenbroucke",
        "VANDENBROUCKE, Anna",
        "anna.vandenbroucke@huis.example",
        "A. Vandenbroucke",
        "Vandenbroucke, A.",
        "Annavandenbroucke",
        "Anna Vandenbrouke's office",
    ] {
        assert_eq!(told(&secret, text), [Disclosed::Name], "{text}");
    }
    for text in [
        "Anna is here on Mondays",
        "The Vandenbroucke house",
        "Mme Vandenbroucke",
        "Piet Vandenbroucke",
    ] {
        assert_eq!(told(&secret, text), [], "{text}");
    }
    for (name, way) in [
        ("Jan van den Berg", "J. van den Berg"),
        ("Jan van den Berg", "van den Berg, J."),
        ("Jan van den Berg", "Jan Vandenberg"),
        ("Jan van den Berg", "Jan v.d. Berg"),
        ("Jan van den Berg", "jan.vandenberg@x.example"),
        ("van den Berg, Jan", "J. Vandenberg"),
        ("Giuseppe D'Angelo", "G. D’Angelo"),
        ("Siobhán O’Neill", "S. ONeill"),
        ("György Szűcs", "György Szzűcs"),
        ("Mattia Esposito", "MattiaEsposito"),
        ("Concepción García Ibáñez", "concepción.garcíaibáñez"),
        ("María José García Márquez", "M. García"),
        ("Олександр Шевченко", "Oleksandr Shevchenko"),
        ("Соломія Гнатюк", "S. Hnatiuk"),
        ("Γιώργος Παπαδόπουλος", "G. Papadopoulos"),
        ("李小龍", "請聯絡李小龍"),
    ] {
        let contact = Contact {
            name: name.to_owned(),
            ..contact.clone()
        };
        let secret = Secret::of_contact(&contact).unwrap();
        assert_eq!(told(&secret, way), [Disclosed::Name], "{name}: {way}");
    }
    let contact = Contact {
        name: "María García López".to_owned(),
        ..contact
    };
    let secret = Secret::of_contact(&contact).unwrap();
    assert_eq!(told(&secret, "Pedro García López"), []);
}

#[test]
fn a_point_nearby_tells_the_house() {
    let secret = Secret::of_location(&hidden("Geheimstraat 77")).unwrap();
    for (latitude, longitude, near) in [
        (50.870001, 3.81, true),
        (50.871, 3.811, true),
        (50.8714, 3.81, false),
        (50.87, 3.8, false),
    ] {
        let point = Point::new(latitude, longitude).unwrap();
        assert_eq!(secret.is_near(point), near, "{latitude}, {longitude}");
    }
}

#[test]
fn nothing_of_a_public_place_is_a_secret() {
    let public = Location {
        visibility: Visibility::Public,
        ..hidden("Geheimstraat 77")
    };
    assert!(Secret::of_location(&public).is_none());
}

/// Ways in which people write one address: the street's name, its kind, and the number.
fn a_way(name: String, number: u32) -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["straat", "str.", " straat", "laan", "weg", "strasse"]);
    let addition = prop::sample::select(vec!["", "a", " bus 2", "/3", " (2nd floor)"]);
    let around = prop::sample::select(vec![("", ""), ("Come to ", " at night."), ("(", ")")]);
    let letters = name.chars().count();
    (
        kind,
        addition,
        around,
        any::<bool>(),
        any::<bool>(),
        1..letters,
        0..4_u8,
    )
        .prop_map(
            move |(kind, addition, (before, after), number_first, capitals, at, slip)| {
                let mut letters: Vec<char> = name.chars().collect();
                match slip {
                    0 => {
                        letters.remove(at);
                    }
                    1 => letters.insert(at, 'x'),
                    2 => letters.swap(at - 1, at),
                    _ => {}
                }
                let street: String = letters.into_iter().collect::<String>() + kind;
                let street = if capitals {
                    street.to_uppercase()
                } else {
                    street
                };
                match number_first {
                    true => format!("{before}{number}{addition} {street}{after}"),
                    false => format!("{before}{street} {number}{addition}{after}"),
                }
            },
        )
}

proptest! {
    #[test]
    fn no_way_of_writing_an_address_hides_it(
        (name, number, way) in ("[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]{2}[aeiou]lm[aeiou]", 1..300_u32)
            .prop_flat_map(|(name, number)| (Just(name.clone()), Just(number), a_way(name, number)))
    ) {
        for kind in ["straat", "laan", "weg"] {
            let secret = Secret::of_location(&hidden(&format!("{name}{kind} {number}"))).unwrap();
            prop_assert!(
                told(&secret, &way).contains(&Disclosed::Address),
                "{name}{kind} {number}: {way}"
            );
        }
    }
}
