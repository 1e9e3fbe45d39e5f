//! `near`, `radius`, `bbox` and the order by distance: members and places by where they are.

use serde_json::Value;

use crate::support::{Database, Serve, TestServer, answer::texts, shared, sheets::sheets};

/// Members whose places are at known points; some have several, some none.
fn world() -> TestServer {
    TestServer::of(
        &sheets()
            .members(
                "slug,name,country\n\
                 brussels,Brussels RegistryState,BE\n\
                 paris,Paris RegistryState,FR\n\
                 both,London And New York,GB\n\
                 suva,Suva RegistryState,FJ\n\
                 tonga,Tonga RegistryState,TO\n\
                 apia,Apia RegistryState,WS\n\
                 north,North Pole RegistryState,NO\n\
                 south,South Pole RegistryState,AQ\n\
                 placeless,No Place,BE\n\
                 twin-a,Ayuda Sol,ES\n\
                 twin-b,Zona Luna,ES\n\
                 shelter,Quiet House,DE\n\
                 illinois,Illinois Aid,US\n\
                 missouri,Missouri Welcome,US\n\
                 pointless,Pointless,BE\n",
            )
            .locations(
                "member,label,address,postal_code,city,region,country,latitude,longitude,visibility\n\
                 brussels,office,A 1,,Brussel,,BE,50.8503,4.3517,public\n\
                 paris,office,A 1,75011,Paris,,FR,48.8566,2.3522,public\n\
                 both,office,A 1,,London,,GB,51.5074,-0.1278,public\n\
                 both,office,A 2,,New York,,US,40.7128,-74.0060,public\n\
                 suva,office,A 1,,Suva,,FJ,-18.1248,178.4501,public\n\
                 tonga,office,A 1,,Nukuʻalofa,,TO,-21.1393,-175.2049,public\n\
                 apia,office,A 1,,Apia,,WS,-13.8507,-171.7514,public\n\
                 north,office,A 1,,Nord,,NO,89.9,20.0,public\n\
                 south,office,A 1,,Amundsen,,AQ,-90.0,0.0,public\n\
                 twin-a,office,A 1,,Madrid,,ES,40.4168,-3.7038,public\n\
                 twin-b,office,A 1,,Madrid,,ES,40.4168,-3.7038,public\n\
                 shelter,office,Secret 1,,Kiel,,DE,54.3233,10.1228,city\n\
                 shelter,office,Secret 2,,Mainz,,DE,50.0012,8.2711,hidden\n\
                 illinois,office,A 1,,Springfield,Illinois,US,39.7817,-89.6501,public\n\
                 missouri,office,A 1,,Springfield,Missouri,US,37.2090,-93.2923,public\n\
                 pointless,office,A 1,,Nergens,,BE,,,public\n",
            ),
    )
}

/// Slugs and distances in the order of the answer.
#[track_caller]
fn found(server: &TestServer, query: &str) -> Vec<(String, f64)> {
    let page = server.json(&format!("/v1/members?{query}"));
    let data = page["data"].as_array().unwrap();
    assert_eq!(page["page"]["total"], data.len(), "{query}");
    data.iter()
        .map(|member| {
            let distance = member["distance_km"].as_f64().expect("a distance");
            (member["slug"].as_str().unwrap().to_owned(), distance)
        })
        .collect()
}

/// Whether these are the members, at these geodesic distances but for 0.5 %.
#[track_caller]
fn assert_found(server: &TestServer, query: &str, expected: &[(&str, f64)]) {
    let found = found(server, query);
    assert_eq!(found.len(), expected.len(), "{query}: {found:?}");
    for ((slug, distance), (expected, geodesic)) in found.iter().zip(expected) {
        assert_eq!(slug, expected, "{query}: {found:?}");
        assert!(
            (distance - geodesic).abs() <= geodesic * 0.005 + 0.001,
            "{query}: {distance}, not {geodesic}"
        );
    }
}

/// The geodesics are of GeographicLib.
#[test]
fn the_nearest_come_first_with_their_distances() {
    let server = world();
    assert_found(&server, "near=50.8503,4.3517", &[("brussels", 0.0)]);
    let three = [("brussels", 0.0), ("paris", 264.27), ("both", 321.60)];
    assert_found(&server, "near=50.8503,4.3517&radius=330", &three);
    assert_found(&server, "near=50.8503,4.3517&radius=266", &three[..2]);
    assert_found(&server, "near=50.8503,4.3517&radius=262", &three[..1]);
    // Of several places the nearest counts, on whichever side.
    assert_found(&server, "near=40.7,-74", &[("both", 1.51)]);
    assert_found(&server, "near=40.7,-74&bbox=-1,51,0,52", &[("both", 1.51)]);
    // Everybody with a point is within half the earth.
    let all = found(&server, "near=50.8503,4.3517&radius=20000");
    assert_eq!(all.len(), 13);
    assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{all:?}");
    // Equally near ones come by name.
    let twins = texts(
        &server.json("/v1/members?near=40,-3&radius=100")["data"],
        "slug",
    );
    assert_eq!(twins, ["twin-a", "twin-b"]);
}

#[test]
fn the_antimeridian_and_the_poles_are_like_any_other_place() {
    let server = world();
    let fiji = [("suva", 0.0), ("tonga", 744.36), ("apia", 1150.19)];
    assert_found(&server, "near=-18.1248,178.4501&radius=1160", &fiji);
    assert_found(
        &server,
        "near=-21.1393,-175.2049&radius=800",
        &[("tonga", 0.0), ("suva", 744.36)],
    );
    assert_found(&server, "near=90,0", &[("north", 11.17)]);
    assert_found(&server, "near=89.95,-160", &[("north", 16.75)]);
    assert_found(&server, "near=-90,123&radius=1", &[("south", 0.0)]);
    assert_found(&server, "near=-89.9,77", &[("south", 11.17)]);
    let slugs = |query: &str| {
        let mut slugs = server.slugs(&format!("/v1/members?{query}"));
        slugs.sort();
        slugs
    };
    assert_eq!(slugs("bbox=170,-25,-170,-10"), ["apia", "suva", "tonga"]);
    assert_eq!(slugs("bbox=178,-25,-174,-10"), ["suva", "tonga"]);
    assert_eq!(slugs("bbox=-174,-25,178,-10"), ["apia"]);
    assert_eq!(slugs("bbox=2,48,5,51"), ["brussels", "paris"]);
    assert_eq!(slugs("bbox=4.3517,50.8503,4.3517,50.8503"), ["brussels"]);
    assert_eq!(slugs("bbox=100,-90,110,-80"), ["south"]);
    assert_eq!(slugs("bbox=-180,-90,180,90").len(), 13);
    let without = server.json("/v1/members?bbox=2,48,5,51");
    assert!(without["data"][0].get("distance_km").is_none());
}

#[test]
fn what_stands_by_its_city_is_at_the_centre_of_its_cell() {
    let server = world();
    assert_found(&server, "near=54.35,10.15&radius=0.01", &[("shelter", 0.0)]);
    assert_eq!(found(&server, "near=54.3233,10.1228&radius=3"), []);
    assert_eq!(found(&server, "near=50.0012,8.2711&radius=50"), []);
    assert_eq!(server.slugs("/v1/members?bbox=8,50,8.5,50.1"), [""; 0]);
}

#[test]
fn all_filters_facets_fields_and_formats_combine() {
    let path = "/v1/members?near=51.05,3.72&radius=150&limit=200";
    let circle = shared().json(&format!("{path}&facets=service,country"));
    let members = circle["data"].as_array().unwrap();
    assert_eq!(circle["page"]["total"], members.len());
    assert!(members.len() > 10);
    for facet in circle["facets"]["country"].as_array().unwrap() {
        let code = facet["value"].as_str().unwrap();
        let alone = shared().json(&format!("{path}&country={code}"));
        assert_eq!(alone["page"]["total"], facet["count"], "{code}");
        let here = members
            .iter()
            .filter(|member| member["country"]["code"] == code);
        assert_eq!(alone["data"], Value::from_iter(here.cloned()), "{code}");
    }
    let few = shared().json(&format!("{path}&fields=slug&sort=name"));
    let expected = members.iter().map(|member| &member["distance_km"]);
    let mut listed: Vec<&Value> = few["data"].as_array().unwrap().iter().collect();
    assert!(
        listed
            .iter()
            .all(|member| member.as_object().unwrap().len() == 2)
    );
    listed.sort_by(|a, b| {
        let distance = |member: &Value| member["distance_km"].as_f64().unwrap();
        distance(a).total_cmp(&distance(b))
    });
    assert!(
        listed
            .iter()
            .map(|member| &member["distance_km"])
            .eq(expected)
    );
    let features = shared().json(&format!("{path}&format=geojson"));
    for (feature, member) in features["features"].as_array().unwrap().iter().zip(members) {
        assert_eq!(&feature["properties"], member);
    }
}

#[test]
fn places_are_found_and_ordered_by_their_own_distance() {
    let server = world();
    let places = server.json("/v1/locations?near=51.5,-0.1&radius=8000&format=json&limit=200");
    let cities = texts(&places["data"], "city");
    assert_eq!(&cities[..3], ["London", "Brussel", "Paris"]);
    assert!(cities.contains(&"New York".to_owned()));
    let boxed = server.json("/v1/locations?bbox=-75,40,-73,41");
    assert_eq!(boxed["features"][0]["properties"]["city"], "New York");
    assert_eq!(boxed["page"]["total"], 1);
}

#[test]
fn pages_by_distance_are_the_whole_list() {
    for path in [
        "/v1/members?fields=id",
        "/v1/locations?format=json&fields=id",
    ] {
        let asked = format!("{path}&near=50,10&radius=20000");
        let whole = texts(&shared().json(&format!("{asked}&limit=200"))["data"], "id");
        assert!(whole.len() > 100);
        for limit in [1, 7, 50] {
            let (mut read, mut cursor) = (Vec::new(), String::new());
            while read.len() <= whole.len() {
                let page = shared().json(&format!("{asked}&limit={limit}{cursor}"));
                read.extend(texts(&page["data"], "id"));
                match page["page"]["next"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(read, whole, "{path} by {limit}");
        }
    }
}

#[test]
fn a_city_of_the_directory_can_be_named() {
    let server = world();
    let paris = found(&server, "near=48.8566,2.3522");
    for name in [
        "Paris",
        "paris",
        "PARÍS",
        "Paris,%20FR",
        "Paris,Frankreich",
        "Paris%2C+France",
    ] {
        assert_eq!(found(&server, &format!("near={name}")), paris, "{name}");
    }
    assert_eq!(
        found(&server, "near=Springfield,%20Missouri")[0].0,
        "missouri"
    );
    // A name means the same place on all pages, and the same list however it is written.
    let first = server.json("/v1/members?near=Paris&radius=500&limit=1");
    let cursor = first["page"]["next"].as_str().unwrap();
    let path = format!("/v1/members?near=PARIS&radius=500&limit=1&cursor={cursor}");
    assert_eq!(server.slugs(&path), ["brussels"]);
}

/// A town is a town whether members are there, hidden ones are, or none.
#[test]
fn any_town_can_be_named_in_any_language() {
    let server = world();
    let near = |query: &str| {
        let page = server.json(&format!("/v1/members?near={query}"));
        page["near"].clone()
    };
    for (query, expected) in [
        ("Aalst", "Aalst, BE"),
        ("Alost", "Aalst, BE"),
        ("Mainz", "Mainz, DE"),
        ("Mayence", "Mainz, DE"),
        ("Aalst,+Nederland", "Aalst, NL"),
        ("Aalst&country=NL", "Aalst, NL"),
        ("Cologne", "Köln, DE"),
        ("Keulen", "Köln, DE"),
        ("Muenchen", "Munich, DE"),
        ("%D8%A8%D8%B1%D9%88%D9%83%D8%B3%D9%84", "Brussel, BE"),
        ("Bruxelles", "Brussel, BE"),
        ("Londres", "London, GB"),
        ("1000+Brussel", "Brussel, BE"),
        ("St.+Gallen", "Sankt Gallen, CH"),
        ("Paris,+Texas", "Paris, US"),
    ] {
        assert_eq!(near(query)["near"], expected, "{query}");
    }
    let aalst = near("Aalst&lang=fr");
    assert_eq!(aalst["country_name"], "Belgique");
    assert!(aalst["point"]["latitude"].as_f64().unwrap() > 50.9);
    // Its twins are offered, each under a text that means it and no other.
    let others = aalst["others"].as_array().unwrap();
    assert!(!others.is_empty());
    for other in others {
        let text = other["near"].as_str().unwrap().replace(' ', "+");
        let found = near(&text);
        assert_eq!(found["near"], other["near"], "{other}");
    }
    // What lies near is found by any of its names; a point has no name.
    assert_eq!(found(&server, "near=Vilvorde")[0].0, "brussels");
    assert_eq!(near("50.85,4.35"), Value::Null);
}

#[test]
fn a_city_and_a_postal_code_of_the_directory_are_understood() {
    let server = world();
    for (city, slugs) in [
        ("Bruxelles", &["brussels"][..]),
        ("Londra,Par%C3%ADs", &["both", "paris"]),
        ("Mayence", &[]),
    ] {
        let mut found = server.slugs(&format!("/v1/members?city={city}"));
        found.sort();
        assert_eq!(found, slugs, "{city}");
    }
    for query in ["75011", "75011+Paris", "75011,FR", "75011&country=FR"] {
        let page = server.json(&format!("/v1/members?near={query}"));
        assert_eq!(page["near"]["near"], "Paris, FR", "{query}");
    }
    shared().get("/v1/members?near=99999999").problem(422);
}

#[test]
fn a_name_that_is_not_clear_is_answered_with_candidates() {
    let server = world();
    let error = |query: &str| {
        let problem = server
            .get(&format!("/v1/members?near={query}"))
            .problem(422);
        assert!(
            problem["type"]
                .as_str()
                .unwrap()
                .ends_with("/unclear-place")
        );
        assert_eq!(problem["errors"].as_array().unwrap().len(), 1);
        problem["errors"][0].clone()
    };
    let ambiguous = error("Springfield&lang=fr");
    assert_eq!(
        (&ambiguous["parameter"], &ambiguous["code"]),
        (&"near".into(), &"ambiguous".into())
    );
    let candidates = ambiguous["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 2);
    for (candidate, slug) in candidates.iter().zip(["illinois", "missouri"]) {
        assert_eq!(candidate["country"], "US");
        assert_eq!(candidate["country_name"], "États-Unis");
        assert_eq!(candidate["members"], 1);
        let near = candidate["near"].as_str().unwrap().replace(' ', "+");
        assert_eq!(found(&server, &format!("near={near}"))[0].0, slug);
    }
    let unknown = error("Brusslel");
    assert_eq!(unknown["code"], "unknown_place");
    assert_eq!(unknown["candidates"][0]["near"], "Brussel, BE");
    assert!(unknown["message"].as_str().unwrap().contains("Brusslel"));
    assert_eq!(error("Xyzzyqwert").get("candidates"), None);
    // A wrong city is worse than none: what begins otherwise is no advice.
    for stranger in ["Xarislle", "Zrussel", "Qadrid"] {
        assert_eq!(error(stranger).get("candidates"), None, "{stranger}");
    }
    assert_eq!(error("Nergens")["code"], "place_without_point");
    // What is wrong otherwise is told first.
    assert_eq!(
        server.mistakes("/v1/locations?near=Springfield&limit=0"),
        [("limit".to_owned(), "out_of_range".to_owned())]
    );
    server.get("/v1/locations?near=Springfield").problem(422);
}

#[test]
fn each_mistake_says_what_would_be_right() {
    for (query, code, offers) in [
        ("near=", "empty", "latitude,longitude"),
        ("near=51.05", "invalid_point", "near=51.05,3.72"),
        ("near=51.05,", "invalid_point", "near="),
        ("near=51,05,3,72", "invalid_point", "decimal points"),
        ("near=51.05;3.72", "invalid_point", "comma"),
        ("near=5e1,3.72", "invalid_point", "near="),
        ("near=51.05,NaN", "invalid_point", "near="),
        ("near=4.35,inf", "invalid_point", "near="),
        ("near=100.5,50", "out_of_range", "near=50,100.5"),
        ("near=-91,0", "out_of_range", "near=0,-91"),
        ("near=0,181", "out_of_range", "latitude and then longitude"),
        ("near=0,0&near=0,0", "repeated", "once"),
        ("radius=10", "near_missing", "near="),
        ("radius=0&near=0,0", "out_of_range", "above 0"),
        ("radius=-5&near=0,0", "out_of_range", "20000"),
        ("radius=20001&near=0,0", "out_of_range", "20000"),
        ("radius=10km&near=0,0", "out_of_range", "25"),
        ("radius=1e3&near=0,0", "out_of_range", "25"),
        ("sort=distance", "near_missing", "near="),
        ("sort=-distance&near=0,0", "unknown_code", "distance"),
        ("bbox=1,2,3", "invalid_bbox", "west,south,east,north"),
        ("bbox=1,2,3,4,5", "invalid_bbox", "west,south,east,north"),
        ("bbox=a,2,3,4", "invalid_bbox", "bbox="),
        ("bbox=", "invalid_bbox", "bbox="),
        ("bbox=5,50,3,40", "invalid_bbox", "bbox=5,40,3,50"),
        ("bbox=5,95,6,96", "out_of_range", "latitudes"),
        (
            "bbox=170,-25,190,-10",
            "out_of_range",
            "bbox=170,-25,-170,-10",
        ),
        ("nea=Gent", "unknown_parameter", "near"),
    ] {
        for path in ["/v1/members", "/v1/locations"] {
            let answer = shared().get(&format!("{path}?{query}"));
            let parameter = query.split('=').next().unwrap();
            assert_eq!(
                answer.mistakes(),
                [(parameter.to_owned(), code.to_owned())],
                "{query}"
            );
            let problem = answer.problem(400);
            let message = problem["errors"][0]["message"].as_str().unwrap();
            assert!(message.contains(offers), "{query}: {message}");
        }
    }
}

/// Where somebody looks for help stays between them and the server.
#[test]
fn neither_log_nor_counts_tell_where_somebody_looked() {
    let server = Serve::on(Database::new()).sample().internal().start();
    for query in [
        "near=47.123456,8.654321&radius=77.77",
        "near=Secretville",
        "near=Antwerpen&radius=77.77",
        "bbox=8.654321,47.123456,9,48",
        "near=47.123456,8.654321x",
    ] {
        server.get(&format!("/v1/members?{query}"));
        server.get(&format!("/v1/locations?{query}"));
    }
    let metrics = server.metrics();
    let log = format!("{:?}", server.log());
    for trace in ["47.123456", "8.654321", "77.77", "ecretville", "ntwerpen"] {
        assert!(!metrics.contains(trace), "{trace} in {metrics}");
        assert!(!log.contains(trace), "{trace} in {log}");
    }
}

/// The point of a city moves when a member comes to it; the pages that were begun go on from the
/// point that they began with.
#[test]
fn a_name_means_one_point_for_all_pages() {
    let columns = "member,label,address,city,country,latitude,longitude,visibility\n";
    let server = TestServer::of(
        &sheets()
            .members("slug,name,country\na,Alfa,BE\nb,Zonnebloem,BE\nc,Kwartier,BE\n")
            .locations(format!(
                "{columns}\
                 a,office,A 1,Gent,BE,51.05,3.72,public\n\
                 b,office,B 1,Gent,BE,51.06,3.74,public\n\
                 c,office,C 1,Gent,BE,51.02,3.66,public\n"
            )),
    );
    let whole = found(&server, "near=Gent");
    let first = server.json("/v1/members?near=Gent&limit=1");
    let cursor = first["page"]["next"].as_str().unwrap();
    let newcomer = sheets()
        .members("slug,name,country\nd,Dageraad,BE\n")
        .locations(format!("{columns}d,office,D 1,Gent,BE,51.2,3.9,public\n"));
    server.import(&newcomer, &[]);
    assert_ne!(found(&server, "near=Gent")[0].1, whole[0].1);
    let rest = server.json(&format!("/v1/members?near=Gent&cursor={cursor}"));
    let rest = rest["data"].as_array().unwrap().iter();
    let old = rest.filter(|member| member["slug"] != "d");
    let old = old.map(|member| {
        (
            member["slug"].as_str().unwrap(),
            member["distance_km"].as_f64(),
        )
    });
    let expected = whole[1..].iter();
    assert!(old.eq(expected.map(|(slug, distance)| (slug.as_str(), Some(*distance)))));
}
