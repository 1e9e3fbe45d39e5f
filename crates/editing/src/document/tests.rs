mod property;

use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;
use validator::ValidationError;

use super::*;
use network::{Country, Email, LanguageTag, LocalizedText, Point, WebAddress, codes::codes};

codes! {
    /// A colour.
    Colour ("colour") {
        /// Red.
        Red = "red",
        /// Green.
        Green = "green",
    }
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct House {
    name: String,
    country: Country,
    website: Option<WebAddress>,
    email: Option<Email>,
    founded_year: Option<i16>,
    #[serde(default)]
    #[validate(length(min = 1, message = "it is empty; name a language"))]
    languages: Vec<LanguageTag>,
    #[serde(default)]
    summary: LocalizedText,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    #[validate(nested)]
    rooms: Vec<Room>,
    #[validate(nested)]
    lease: Option<Lease>,
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Room {
    colour: Colour,
    point: Option<Point>,
    #[serde(default)]
    #[validate(length(min = 1, max = 2))]
    languages: Vec<LanguageTag>,
}

#[derive(Debug, Deserialize, Validate)]
#[validate(schema(function = "in_order"), schema(function = "in_this_age"))]
struct Lease {
    from: u8,
    #[serde(default)]
    to: u8,
}

fn in_order(lease: &Lease) -> Result<(), ValidationError> {
    if lease.from <= lease.to {
        return Ok(());
    }
    let mut error = ValidationError::new("date_order").with_message("it ends early".into());
    error.add_param("pointer".into(), &"/to");
    Err(error)
}

fn in_this_age(lease: &Lease) -> Result<(), ValidationError> {
    if lease.from < 200 {
        return Ok(());
    }
    Err(ValidationError::new("too_late"))
}

fn mistakes<T: DeserializeOwned + Validate>(document: &Value) -> Vec<Mistake> {
    match read::<T>(document) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes,
    }
}

fn told<T: DeserializeOwned + Validate>(document: &Value) -> Vec<(String, String)> {
    mistakes::<T>(document)
        .into_iter()
        .map(|mistake| (mistake.pointer, mistake.invalid.code.into_owned()))
        .collect()
}

fn message<T: DeserializeOwned + Validate>(document: &Value) -> String {
    let [mistake] = mistakes::<T>(document).try_into().unwrap();
    mistake.invalid.message
}

#[track_caller]
fn assert_told(document: &Value, expected: &[(&str, &str)]) {
    let told = told::<House>(document);
    let told: Vec<_> = told.iter().map(|(p, c)| (p.as_str(), c.as_str())).collect();
    assert_eq!(told, expected);
}

/// A house with no mistake but those that `patch` puts in.
fn house(patch: &Value) -> Value {
    let mut house = json!({"name": "A", "country": "BE", "languages": ["nl"]});
    crate::merge_patch::apply(&mut house, patch);
    house
}

#[test]
fn a_right_document_is_read() {
    let house: House = read(&json!({
        "name": "A", "country": "be", "website": null, "languages": ["nl"], "summary": {"NL": "x"},
        "open": true, "founded_year": -5, "rooms": [{"colour": "red", "languages": ["fr"],
        "point": {"latitude": 51, "longitude": 3.5}}], "lease": {"from": 1, "to": 2, "more": []},
    }))
    .unwrap();
    assert_eq!(house.name, "A");
    assert_eq!(house.country.as_str(), "BE");
    assert_eq!(house.founded_year, Some(-5));
    assert!(house.website.is_none() && house.email.is_none() && house.open);
    assert_eq!(house.summary.0.len(), 1);
    assert_eq!(house.rooms[0].colour, Colour::Red);
    assert_eq!(house.rooms[0].point.unwrap().latitude(), 51.0);
}

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_document() {
    assert_told(
        &json!({
            "rooms": [
                {"colour": "rde", "languages": ["nl"]},
                {"languages": []},
                {"colour": "red", "languages": ["nl", "xx-yy-zz", 5], "colr": 1},
                7,
                {"colour": null, "point": {"latitude": "north"}, "languages": []},
            ],
            "nmae": "A",
            "email": "info(at)example.org",
            "summary": {"klingonese": "x", "nl": 1},
            "founded_year": 70000,
            "lease": [],
            "country": "Belgiumm",
            "open": "yes",
        }),
        &[
            ("/rooms/0/colour", "unknown_code"),
            ("/rooms/1/languages", "length"),
            ("/rooms/1/colour", "required"),
            ("/rooms/2/languages/1", "unknown_language"),
            ("/rooms/2/languages/2", "invalid_type"),
            ("/rooms/2/colr", "unknown_field"),
            ("/rooms/3", "invalid_type"),
            ("/rooms/4/colour", "required"),
            ("/rooms/4/point/latitude", "invalid_type"),
            ("/rooms/4/point/longitude", "required"),
            ("/rooms/4/languages", "length"),
            ("/nmae", "unknown_field"),
            ("/email", "invalid_email"),
            ("/summary/klingonese", "unknown_language"),
            ("/summary/nl", "invalid_type"),
            ("/founded_year", "out_of_range"),
            ("/lease", "invalid_type"),
            ("/country", "unknown_country"),
            ("/open", "invalid_type"),
            ("/name", "required"),
            ("/languages", "length"),
        ],
    );
}

#[test]
fn a_place_has_one_mistake() {
    assert_told(&house(&json!({"name": 5})), &[("/name", "invalid_type")]);
    assert_told(
        &house(&json!({"rooms": [{"colour": 5, "languages": ["nl"]}]})),
        &[("/rooms/0/colour", "invalid_type")],
    );
    // The list is not empty: its one element is wrong.
    assert_told(
        &house(&json!({"languages": ["klingonese"]})),
        &[("/languages/0", "unknown_language")],
    );
}

#[test]
fn every_field_that_lacks_is_told() {
    assert_told(
        &json!({}),
        &[
            ("/name", "required"),
            ("/country", "required"),
            ("/languages", "length"),
        ],
    );
}

#[test]
fn rules_are_told_by_their_place() {
    assert_told(
        &house(&json!({
            "rooms": [
                {"colour": "red", "languages": ["nl"]},
                {"colour": "red", "languages": ["nl", "fr", "de"]},
            ],
            "lease": {"from": 250, "to": 100},
            "languages": [],
        })),
        &[
            ("/languages", "length"),
            ("/rooms/1/languages", "length"),
            ("/lease", "too_late"),
            ("/lease/to", "date_order"),
        ],
    );
    assert_eq!(
        message::<House>(&house(&json!({"languages": []}))),
        "it is empty; name a language"
    );
    let lease = json!({"lease": {"from": 3, "to": 2}});
    assert_eq!(message::<House>(&house(&lease)), "it ends early");
}

#[test]
fn a_rule_that_looks_at_a_mistake_is_not_asked() {
    // With the wrong end left out, the lease would end before it begins.
    assert_told(
        &house(&json!({"lease": {"from": 250, "to": "never"}})),
        &[("/lease/to", "invalid_type")],
    );
}

#[test]
fn people_can_read_what_is_wrong() {
    for (patch, expected) in [
        (json!({"name": 5}), "this is a number; it must be a text"),
        (json!({"name": {}}), "this is an object; it must be a text"),
        (json!({"country": []}), "this is a list; it must be a text"),
        (
            json!({"languages": "nl"}),
            "this is a text; it must be a list",
        ),
        (
            json!({"summary": true}),
            "this is true or false; it must be an object",
        ),
        (
            json!({"open": 1}),
            "this is a number; it must be true or false",
        ),
        (json!({"rooms": [null]}), "it is null; it must be an object"),
        (
            json!({"rooms": [[]]}),
            "this is a list; it must be an object",
        ),
        (
            json!({"rooms": [{"colour": 5, "languages": ["nl"]}]}),
            "this is a number; it must be a text",
        ),
        (
            json!({"founded_year": 1998.5}),
            "this is a number with a fraction; it must be a whole number",
        ),
        (
            json!({"founded_year": -40000}),
            "-40000 is out of range; it must be a whole number from -32768 to 32767",
        ),
        (
            json!({"founded_yaer": 1998}),
            "there is no such field; did you mean \"founded_year\"?",
        ),
        (
            json!({"rooms": [{"colour": "red", "languages": ["nl"], "x": 1}]}),
            "there is no such field; this object takes colour, point, languages",
        ),
        (
            json!({"rooms": [{"colour": "geren", "languages": ["nl"]}]}),
            "\"geren\" is not a colour; did you mean \"green\"?",
        ),
        (
            json!({"rooms": [{"colour": "red"}]}),
            "it must keep the rule length, max 2, min 1",
        ),
    ] {
        assert_eq!(message::<House>(&house(&patch)), expected, "{patch}");
    }
    let mut nameless = house(&json!({}));
    nameless["name"] = Value::Null;
    assert_told(&nameless, &[("/name", "required")]);
    assert_eq!(message::<House>(&nameless), "it is null; it must be a text");
}

#[test]
fn pointers_are_escaped() {
    assert_told(
        &house(&json!({"a/b~c": 1})),
        &[("/a~1b~0c", "unknown_field")],
    );
}

#[test]
fn the_whole_document_may_be_wrong() {
    assert_told(&json!([]), &[("", "invalid_type")]);
    assert_told(&json!("A"), &[("", "invalid_type")]);
    assert_told(&Value::Null, &[("", "required")]);
}

#[derive(Deserialize)]
struct Anything(IgnoredAny);

impl Validate for Anything {
    fn validate(&self) -> Result<(), validator::ValidationErrors> {
        Ok(())
    }
}

#[test]
fn only_so_many_levels_are_read() {
    let nested = |levels| (0..levels).fold(json!(1), |inner, _| json!([inner]));
    assert!(told::<Anything>(&nested(MOST_LEVELS)).is_empty());
    assert_eq!(
        told::<Anything>(&nested(MOST_LEVELS + 1)),
        [(String::new(), "too_deep".to_owned())]
    );
}

#[test]
fn no_more_than_a_hundred_mistakes_are_told() {
    let many = |count| house(&json!({"languages": vec![5; count]}));
    assert_eq!(told::<House>(&many(99)).len(), 99);
    assert_eq!(told::<House>(&many(1000)).len(), MOST_MISTAKES);
}

#[test]
fn a_fixed_number_of_elements_is_that_number() {
    #[derive(Deserialize, Validate)]
    #[expect(dead_code)]
    struct Pair {
        pair: (u8, u8),
        name: String,
    }
    let told = |pair: Value| told::<Pair>(&json!({"pair": pair, "name": "A"}));
    assert!(told(json!([1, 2])).is_empty());
    let wrong = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    assert_eq!(told(json!([1])), wrong("/pair", "invalid_length"));
    assert_eq!(told(json!([1, 2, 3])), wrong("/pair", "invalid_length"));
    assert_eq!(told(json!([1, "2"])), wrong("/pair/1", "invalid_type"));
}
