use proptest::{prelude::*, sample::Index};
use serde_json::json;

use super::{super::*, House, house};

/// Some value of a document and what takes its place.
fn wrong_value() -> impl Strategy<Value = (Index, Value)> {
    let value = prop_oneof![
        Just(Value::Null),
        Just(json!(true)),
        Just(json!(-70000)),
        Just(json!(1e300)),
        Just(json!("")),
        Just(json!("red")),
        Just(json!([])),
        Just(json!([[], {}, 1])),
        Just(json!({})),
        Just(json!({"colour": 1, "name": 2})),
    ];
    (any::<Index>(), value)
}

fn all_values(value: &Value, all: &mut Vec<String>, at: &str) {
    all.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                all_values(item, all, &format!("{at}/{place}"));
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                all_values(value, all, &format!("{at}/{name}"));
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn no_document_has_two_mistakes_in_one_place(wrong in proptest::collection::vec(wrong_value(), 1..6)) {
        let mut document = house(&json!({
            "open": true, "summary": {"nl": "x"}, "lease": {"from": 1, "to": 2},
            "rooms": [
                {"colour": "red", "languages": ["nl", "fr"], "point": {"latitude": 1, "longitude": 2}},
                {"colour": "green", "languages": ["nl"]},
            ],
        }));
        for (place, value) in wrong {
            let mut all = Vec::new();
            all_values(&document, &mut all, "");
            *document.pointer_mut(place.get::<String>(&all)).unwrap() = value;
        }
        let Err(mistakes) = read::<House>(&document) else {
            return Ok(());
        };
        prop_assert!(!mistakes.is_empty());
        let of_form = mistakes.iter().filter(|mistake| mistake.invalid.code != "length");
        let pointers: Vec<_> = of_form.map(|mistake| mistake.pointer.as_str()).collect();
        for (place, upper) in pointers.iter().enumerate() {
            for (other, lower) in pointers.iter().enumerate() {
                let below = lower.strip_prefix(upper).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
                prop_assert!(place == other || !below, "{upper} and {lower} of {document}");
            }
        }
    }
}
