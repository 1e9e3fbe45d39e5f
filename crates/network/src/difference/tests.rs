use proptest::{collection::vec, prelude::*, sample::select as one_of};
use serde_json::json;

use super::*;

fn change(pointer: &str, before: Value, after: Value) -> FieldChange {
    FieldChange {
        pointer: pointer.to_owned(),
        before,
        after,
    }
}

fn applied(mut document: Value, changes: &[FieldChange]) -> Result<Value, Vec<String>> {
    let original = document.clone();
    match apply(&mut document, changes) {
        Ok(()) => Ok(document),
        Err(unfit) => {
            assert_eq!(document, original, "nothing is done when one does not fit");
            Err(unfit)
        }
    }
}

#[test]
fn objects_differ_field_by_field_and_lists_without_ids_as_a_whole() {
    let before = json!({"a": 1, "b": {"c/d": 2, "e": null}, "f": [1, 2], "g": 3, "h": [{"id": 1}]});
    let after = json!({"b": {"c/d": 3}, "f": [2, 1], "g": 3, "h": [{"id": 2}], "i": null, "j": 0});
    assert_eq!(
        between(&before, &after),
        [
            change("/a", json!(1), Value::Null),
            change("/b/c~1d", json!(2), json!(3)),
            change("/f", json!([1, 2]), json!([2, 1])),
            change("/h", json!([{"id": 1}]), json!([{"id": 2}])),
            change("/j", Value::Null, json!(0)),
        ]
    );
    assert_eq!(
        between(&json!([1]), &json!({})),
        [change("", json!([1]), json!({}))]
    );
}

#[test]
fn elements_with_an_id_are_told_apart_by_it() {
    let before = json!({"places": [{"id": "x", "n": 1}, {"id": "y", "n": 2}]});
    let after = json!({"places": [{"id": "z"}, {"id": "y", "n": 3}]});
    assert_eq!(
        between(&before, &after),
        [
            change("/places/x", json!({"id": "x", "n": 1}), Value::Null),
            change("/places/y/n", json!(2), json!(3)),
            change("/places/z", Value::Null, json!({"id": "z"})),
        ]
    );
    assert_eq!(
        between(&json!({"places": []}), &json!({"places": [{"id": "z"}]})),
        [change("/places/z", Value::Null, json!({"id": "z"}))]
    );
    // Two elements of one id cannot be told apart.
    let twins = json!([{"id": "x"}, {"id": "x"}]);
    assert_eq!(between(&twins, &json!([])), [change("", twins, json!([]))]);
}

#[test]
fn another_order_is_one_change_by_ids() {
    let before = json!({"places": [{"id": "x"}, {"id": "y"}, {"id": "z"}]});
    let after = json!({"places": [{"id": "z"}, {"id": "x", "n": 1}, {"id": "y"}]});
    let changes = between(&before, &after);
    assert_eq!(
        changes,
        [
            change("/places", json!(["x", "y", "z"]), json!(["z", "x", "y"])),
            change("/places/x/n", Value::Null, json!(1)),
        ]
    );
    assert_eq!(applied(before, &changes), Ok(after.clone()));
    // The order that was changed is not the order now.
    assert_eq!(applied(after, &changes[..1]), Err(vec!["/places".into()]));
}

#[test]
fn a_change_fits_only_where_its_before_is() {
    let document = json!({"a": 1, "b": {"c": 2}, "places": [{"id": "x", "n": 1}]});
    let unfit = [
        change("/a", json!(2), json!(3)),
        change("/d", json!(1), json!(2)),
        change("/a", Value::Null, json!(3)),
        change("/gone/c", Value::Null, json!(3)),
        change("/a/c", Value::Null, json!(3)),
        change("/places/y/n", Value::Null, json!(3)),
        change("/places/x", Value::Null, json!({"id": "x"})),
        change("/places/y", json!({"id": "y"}), Value::Null),
        change("/places/y", Value::Null, json!({"id": "z"})),
        change("/places", json!(["x"]), json!(["y"])),
        change("a", json!(1), json!(2)),
    ];
    for change in &unfit {
        let fitting = self::change("/b/c", json!(2), json!(9));
        assert_eq!(
            applied(document.clone(), &[fitting, change.clone()]),
            Err(vec![change.pointer.clone()])
        );
    }
    let pointers: Vec<_> = unfit.iter().map(|change| change.pointer.clone()).collect();
    assert_eq!(applied(document, &unfit), Err(pointers));
}

#[test]
fn a_document_that_moved_on_elsewhere_takes_the_change() {
    let moved = json!({"a": 1, "new": 5, "places": [{"id": "y"}, {"id": "x", "n": 1, "m": null}]});
    let changes = [
        change("/places/x/n", json!(1), Value::Null),
        change("/places/x/m", Value::Null, json!(2)),
        change("/places/z", Value::Null, json!({"id": "z"})),
        change("/a", json!(1), Value::Null),
    ];
    assert_eq!(
        applied(moved, &changes).unwrap(),
        json!({"new": 5, "places": [{"id": "y"}, {"id": "x", "m": 2}, {"id": "z"}]})
    );
}

#[test]
fn fields_keep_their_order() {
    let document = json!({"a": 1, "b": 2, "c": 3});
    let changes = [
        change("/a", json!(1), Value::Null),
        change("/b", json!(2), json!(4)),
    ];
    let document = applied(document, &changes).unwrap();
    assert_eq!(document.to_string(), r#"{"b":4,"c":3}"#);
}

#[test]
fn a_chosen_pointer_takes_what_is_below_it() {
    let changes = || {
        ["/name", "/names", "/places/x/n", "/places/y"]
            .map(|pointer| change(pointer, json!(1), json!(2)))
            .to_vec()
    };
    let chosen = |pointers: &[&str]| {
        let pointers: Vec<_> = pointers.iter().map(|p| (*p).to_owned()).collect();
        select(changes(), &pointers).map(|changes| {
            let pointers = changes.into_iter().map(|change| change.pointer);
            pointers.collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(
        chosen(&["/places", "/name"]).unwrap(),
        "/name /places/x/n /places/y"
    );
    assert_eq!(chosen(&["/places/x"]).unwrap(), "/places/x/n");
    assert_eq!(chosen(&[""]).unwrap().split(' ').count(), 4);
    assert_eq!(chosen(&[]).unwrap(), "");
    assert_eq!(
        chosen(&["/nam", "/name", "/places/y/n"]).unwrap_err(),
        ["/nam", "/places/y/n"]
    );
}

/// Documents with few names and ids, so that two of them have much in common.
fn document() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        Just(json!(0)),
        Just(json!("x")),
        Just(json!(["x", "y"])),
        Just(json!(["y", "x"])),
    ];
    scalar.prop_recursive(4, 40, 4, |inner| {
        let name = || one_of(vec!["a", "b", "id", "~/"]);
        let object = vec((name(), inner.clone()), 0..4)
            .prop_map(|fields| fields.into_iter().collect::<Value>());
        let ids = one_of(vec!["x", "y", "z", "~1"]);
        let by_id = vec((ids, object.clone()), 0..4).prop_map(|items| {
            let items = items.into_iter().map(|(id, mut item)| {
                item["id"] = json!(id);
                item
            });
            Value::Array(items.collect())
        });
        prop_oneof![object, by_id, vec(inner, 0..3).prop_map(Value::Array)]
    })
}

/// Without nulls in objects, and with the elements that have ids in the order of those.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(plain).collect();
            if items.iter().all(|item| item["id"].is_string()) {
                items.sort_by_key(|item| item["id"].to_string());
            }
            items.into()
        }
        other => other.clone(),
    }
}

proptest! {
    #[test]
    fn the_difference_leads_there_and_back(before in document(), after in document()) {
        let changes = between(&before, &after);
        let there = applied(before.clone(), &changes);
        prop_assert_eq!(there.as_ref().map(plain), Ok(plain(&after)));
        let back = applied(after, &reversed(changes));
        prop_assert_eq!(back.as_ref().map(plain), Ok(plain(&before)));
    }

    #[test]
    fn nothing_differs_from_itself(document in document()) {
        prop_assert_eq!(between(&document, &document), []);
        prop_assert_eq!(between(&document, &without_nulls(&document)), []);
    }

    #[test]
    fn another_order_leads_there_exactly(
        before in Just(vec!["a", "b", "c", "d"]).prop_shuffle(),
        after in Just(vec!["a", "b", "c", "d"]).prop_shuffle(),
        fields in vec((0..2, 0..2), 4),
    ) {
        let list = |ids: &[&str], pick: fn(&(i32, i32)) -> i32| -> Value {
            ids.iter().map(|id| {
                let place = usize::from(id.as_bytes()[0] - b'a');
                json!({"id": id, "n": pick(&fields[place])})
            }).collect()
        };
        let (before, after) = (list(&before, |n| n.0), list(&after, |n| n.1));
        let changes = between(&before, &after);
        prop_assert_eq!(applied(before.clone(), &changes), Ok(after.clone()));
        prop_assert_eq!(applied(after, &reversed(changes)), Ok(before));
    }
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), without_nulls(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}
