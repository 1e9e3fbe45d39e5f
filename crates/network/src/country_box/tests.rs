use super::*;

fn country(code: &str) -> Country {
    code.parse().unwrap()
}

fn point(latitude: f64, longitude: f64) -> Point {
    Point::new(latitude, longitude).unwrap()
}

#[test]
fn every_country_has_a_box_and_nobody_else_has() {
    assert!(BOXES.is_sorted_by(|left, right| left.0 < right.0));
    let boxed: Vec<&str> = BOXES.iter().map(|(code, _)| *code).collect();
    let codes: Vec<&str> = Country::all().map(Country::as_str).collect();
    assert_eq!(boxed, codes);
    for (code, [west, south, east, north]) in BOXES.iter().copied() {
        assert!(south < north, "{code}");
        // Every corner is on the earth.
        point(south, west);
        point(north, east);
        let wraps = ["FJ", "KI", "NZ", "RU", "UM", "US"].contains(&code);
        assert_eq!(west > east, wraps, "{code}");
    }
}

/// A city, its country, and one that is far enough away to be another.
const CITIES: [(&str, f64, f64, &str, &str); 101] = [
    // The capitals of the European Union.
    ("Amsterdam", 52.37, 4.90, "NL", "IT"),
    ("Athina", 37.98, 23.73, "GR", "RO"),
    ("Berlin", 52.52, 13.41, "DE", "NL"),
    ("Bratislava", 48.15, 17.11, "SK", "SI"),
    ("Bruxelles", 50.85, 4.35, "BE", "DK"),
    ("București", 44.43, 26.10, "RO", "HU"),
    ("Budapest", 47.50, 19.04, "HU", "PL"),
    ("Dublin", 53.35, -6.26, "IE", "FR"),
    ("Helsinki", 60.17, 24.94, "FI", "LV"),
    ("København", 55.68, 12.57, "DK", "NO"),
    ("Lefkosia", 35.17, 33.36, "CY", "GR"),
    ("Lisboa", 38.72, -9.14, "PT", "FR"),
    ("Ljubljana", 46.05, 14.51, "SI", "CZ"),
    ("Luxembourg", 49.61, 6.13, "LU", "CH"),
    ("Madrid", 40.42, -3.70, "ES", "FR"),
    ("Paris", 48.86, 2.35, "FR", "ES"),
    ("Praha", 50.08, 14.44, "CZ", "AT"),
    ("Rīga", 56.95, 24.11, "LV", "EE"),
    ("Roma", 41.90, 12.50, "IT", "SI"),
    ("Sofia", 42.70, 23.32, "BG", "RO"),
    ("Stockholm", 59.33, 18.07, "SE", "FI"),
    ("Tallinn", 59.44, 24.75, "EE", "LT"),
    ("Valletta", 35.90, 14.51, "MT", "HR"),
    ("Vilnius", 54.69, 25.28, "LT", "EE"),
    ("Warszawa", 52.23, 21.01, "PL", "DE"),
    ("Wien", 48.21, 16.37, "AT", "DE"),
    ("Zagreb", 45.81, 15.98, "HR", "SK"),
    // The rest of Europe.
    ("Bern", 46.95, 7.45, "CH", "AT"),
    ("Chișinău", 47.01, 28.86, "MD", "BG"),
    ("Kyiv", 50.45, 30.52, "UA", "PL"),
    ("London", 51.51, -0.13, "GB", "FR"),
    ("Minsk", 53.90, 27.57, "BY", "PL"),
    ("Oslo", 59.91, 10.75, "NO", "DK"),
    ("Podgorica", 42.44, 19.26, "ME", "MK"),
    ("Prishtina", 42.66, 21.17, "XK", "BG"),
    ("Reykjavík", 64.15, -21.94, "IS", "NO"),
    ("Sarajevo", 43.86, 18.41, "BA", "RS"),
    ("Skopje", 42.00, 21.43, "MK", "HR"),
    ("Tirana", 41.33, 19.82, "AL", "MK"),
    ("Tórshavn", 62.01, -6.77, "FO", "DK"),
    ("İstanbul", 41.01, 28.98, "TR", "RO"),
    // Parts far from the capital that still are the country.
    ("Ajaccio", 41.93, 8.74, "FR", "ES"),
    ("Funchal", 32.65, -16.91, "PT", "FR"),
    ("Las Palmas", 28.12, -15.43, "ES", "PT"),
    ("Ponta Delgada", 37.74, -25.67, "PT", "ES"),
    ("Puerto Ayora", -0.74, -90.31, "EC", "CO"),
    ("Kaliningrad", 54.71, 20.51, "RU", "BY"),
    ("Anadyr", 64.73, 177.51, "RU", "CA"),
    ("Uelen", 66.16, -169.81, "RU", "CA"),
    ("Anchorage", 61.22, -149.90, "US", "CA"),
    ("Honolulu", 21.31, -157.86, "US", "MX"),
    ("Hanga Roa", -27.15, -109.43, "CL", "AR"),
    ("Waitangi, Chatham", -43.95, -176.56, "NZ", "AU"),
    ("Hobart", -42.88, 147.33, "AU", "NZ"),
    // Territories with a code of their own.
    ("Longyearbyen", 78.22, 15.65, "SJ", "NO"),
    ("Nuuk", 64.18, -51.74, "GL", "DK"),
    ("Saint-Denis", -20.88, 55.45, "RE", "FR"),
    ("Cayenne", 4.92, -52.31, "GF", "FR"),
    ("Willemstad", 12.11, -68.93, "CW", "NL"),
    ("San Juan", 18.47, -66.11, "PR", "CU"),
    ("Hong Kong", 22.32, 114.17, "HK", "VN"),
    // Africa.
    ("Abuja", 9.06, 7.49, "NG", "GH"),
    ("Addis Ababa", 9.03, 38.74, "ET", "KE"),
    ("Alger", 36.75, 3.06, "DZ", "FR"),
    ("Cairo", 30.04, 31.24, "EG", "SD"),
    ("Cape Town", -33.92, 18.42, "ZA", "NA"),
    ("Dakar", 14.72, -17.47, "SN", "GM"),
    ("Kinshasa", -4.32, 15.31, "CD", "KE"),
    ("Laâyoune", 27.15, -13.20, "EH", "DZ"),
    ("Nairobi", -1.29, 36.82, "KE", "UG"),
    ("Rabat", 34.02, -6.84, "MA", "FR"),
    ("Victoria", -4.62, 55.45, "SC", "MU"),
    // Asia.
    ("Bangkok", 13.76, 100.50, "TH", "KH"),
    ("Beijing", 39.90, 116.41, "CN", "KP"),
    ("Beirut", 33.89, 35.50, "LB", "JO"),
    ("Gaza", 31.50, 34.47, "PS", "SY"),
    ("Jakarta", -6.21, 106.85, "ID", "MY"),
    ("Kabul", 34.56, 69.21, "AF", "TJ"),
    ("Manila", 14.60, 120.98, "PH", "MY"),
    ("New Delhi", 28.61, 77.21, "IN", "BD"),
    ("Seoul", 37.57, 126.98, "KR", "TW"),
    ("Taipei", 25.03, 121.57, "TW", "PH"),
    ("Tbilisi", 41.72, 44.79, "GE", "IR"),
    ("Tel Aviv", 32.09, 34.78, "IL", "EG"),
    ("Tokyo", 35.69, 139.69, "JP", "CN"),
    ("Ulaanbaatar", 47.89, 106.91, "MN", "KZ"),
    // The Americas.
    ("Bogotá", 4.71, -74.07, "CO", "EC"),
    ("Brasília", -15.79, -47.88, "BR", "BO"),
    ("Buenos Aires", -34.60, -58.38, "AR", "CL"),
    ("La Habana", 23.11, -82.37, "CU", "MX"),
    ("Ciudad de México", 19.43, -99.13, "MX", "BR"),
    ("Lima", -12.05, -77.04, "PE", "BO"),
    ("Ottawa", 45.42, -75.70, "CA", "GL"),
    ("Port-au-Prince", 18.54, -72.34, "HT", "PR"),
    ("Washington", 38.91, -77.04, "US", "CA"),
    // Both sides of the antimeridian.
    ("Suva", -18.14, 178.44, "FJ", "TO"),
    ("Lakeba", -18.22, -178.80, "FJ", "TO"),
    ("Wellington", -41.29, 174.78, "NZ", "AU"),
    ("South Tarawa", 1.33, 172.98, "KI", "TV"),
    ("Kiritimati", 1.87, -157.43, "KI", "PF"),
    ("Apia", -13.83, -171.77, "WS", "FJ"),
];

#[test]
fn a_city_lies_in_its_country_and_not_in_a_far_one() {
    for (city, latitude, longitude, here, elsewhere) in CITIES {
        let point = point(latitude, longitude);
        assert!(country(here).could_contain(point), "{city} in {here}");
        assert!(
            !country(elsewhere).could_contain(point),
            "{city} in {elsewhere}"
        );
    }
}

#[test]
fn numbers_that_were_exchanged_or_lost_a_sign_are_noticed() {
    assert!(!country("BE").could_contain(point(3.72, 51.05)));
    assert!(!country("PT").could_contain(point(38.72, 9.14)));
    assert!(!country("ZA").could_contain(point(33.92, 18.42)));
    assert!(!country("GR").could_contain(point(0.0, 0.0)));
}

#[test]
fn every_place_of_the_sample_lies_in_its_country() {
    let file = include_str!("../../../../data/sample-network/locations.csv");
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let [code, latitude, longitude] = ["country", "latitude", "longitude"].map(column);
    let mut places = 0;
    for row in reader.records() {
        let row = row.unwrap();
        if row[latitude].is_empty() {
            continue;
        }
        let point = point(
            row[latitude].parse().unwrap(),
            row[longitude].parse().unwrap(),
        );
        assert!(country(&row[code]).could_contain(point), "{row:?}");
        places += 1;
    }
    assert!(places > 100, "{places}");
}
