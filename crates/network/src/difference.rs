//! What differs between two JSON documents, field by field, and how such changes are made.
//!
//! An absent field and a null are the same. A list whose elements all are objects with an `id` of
//! their own is compared by id; any other list is one value.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldChange {
    /// The field: a JSON pointer (RFC 6901), in which an element's `id` stands for its index in a
    /// list whose elements have one: `/locations/0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11/phones`. When
    /// such a list has the same elements in another order, the pointer is the list's, and the
    /// values are the ids.
    pub pointer: String,
    /// Its value before; null when it was absent.
    pub before: Value,
    /// Its value after; null when it is absent.
    pub after: Value,
}

/// What differs between two documents, in the order of `before`, what was added last.
pub fn between(before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    compare("", before, after, &mut changes);
    changes
}

fn compare(pointer: &str, before: &Value, after: &Value, changes: &mut Vec<FieldChange>) {
    match (before, after) {
        (Value::Object(left), Value::Object(right)) => {
            let added = right.keys().filter(|name| !left.contains_key(*name));
            for name in left.keys().chain(added) {
                let pointer = below(pointer, name);
                compare(&pointer, field(left, name), field(right, name), changes);
            }
        }
        (Value::Array(left), Value::Array(right)) => match (ids(left), ids(right)) {
            (Some(left_ids), Some(right_ids)) if !(left.is_empty() && right.is_empty()) => {
                compare_order(pointer, &left_ids, &right_ids, changes);
                let added = right_ids.iter().filter(|id| !left_ids.contains(id));
                for id in left_ids.iter().chain(added) {
                    let (left, right) = (element(left, id), element(right, id));
                    compare(&below(pointer, id), left, right, changes);
                }
            }
            _ => compare_values(pointer, before, after, changes),
        },
        _ => compare_values(pointer, before, after, changes),
    }
}

fn compare_order(pointer: &str, before: &[&str], after: &[&str], changes: &mut Vec<FieldChange>) {
    // Of other elements there is no order to compare.
    if before != after && same_elements(before, after) {
        changes.push(FieldChange {
            pointer: pointer.to_owned(),
            before: before.into(),
            after: after.into(),
        });
    }
}

fn compare_values(pointer: &str, before: &Value, after: &Value, changes: &mut Vec<FieldChange>) {
    if !same(before, after) {
        changes.push(FieldChange {
            pointer: pointer.to_owned(),
            before: before.clone(),
            after: after.clone(),
        });
    }
}

/// Makes changes in a document that may have moved on since. A change fits when the document has
/// its `before` at its place now.
///
/// Fails with the pointers that do not fit, and the document stays as it is: a change does not fit
/// either when the object or the element that its field belongs to is gone.
pub fn apply(document: &mut Value, changes: &[FieldChange]) -> Result<(), Vec<String>> {
    let mut changed = document.clone();
    let unfit: Vec<_> = changes
        .iter()
        .filter(|change| make(&mut changed, change).is_none())
        .map(|change| change.pointer.clone())
        .collect();
    if unfit.is_empty() {
        *document = changed;
        Ok(())
    } else {
        Err(unfit)
    }
}

/// What a document has now at the place of a change, in the form of its `before`; null when that
/// place is gone.
pub fn current(document: &Value, change: &FieldChange) -> Value {
    let found = steps(&change.pointer).and_then(|path| {
        path.iter().try_fold(document, |value, step| match value {
            Value::Object(fields) => fields.get(step),
            Value::Array(items) => items.iter().find(|item| id_of(item) == Some(step)),
            _ => None,
        })
    });
    match found {
        None => Value::Null,
        // A change of order names the elements.
        Some(Value::Array(items)) if texts(&change.before).is_some() => match ids(items) {
            Some(ids) => ids.into(),
            None => Value::Array(items.clone()),
        },
        Some(value) => value.clone(),
    }
}

/// Makes one change; `None`, and nothing is done, when it does not fit.
fn make(document: &mut Value, change: &FieldChange) -> Option<()> {
    let mut path = steps(&change.pointer)?;
    let Some(last) = path.pop() else {
        return put(document, change);
    };
    let parent = path
        .iter()
        .try_fold(document, |value, step| child(value, step))?;
    match parent {
        Value::Object(fields) => put_field(fields, &last, change),
        Value::Array(items) => put_element(items, &last, change),
        _ => None,
    }
}

fn put_field(fields: &mut Map<String, Value>, name: &str, change: &FieldChange) -> Option<()> {
    if !change.after.is_null()
        && let Some(value) = fields.get_mut(name)
    {
        return put(value, change);
    }
    if !same(field(fields, name), &change.before) {
        return None;
    }
    if change.after.is_null() {
        fields.shift_remove(name);
    } else {
        fields.insert(name.to_owned(), change.after.clone());
    }
    Some(())
}

fn put(value: &mut Value, change: &FieldChange) -> Option<()> {
    if same(value, &change.before) {
        *value = change.after.clone();
        return Some(());
    }
    match value {
        Value::Array(items) => put_in_order(items, change),
        _ => None,
    }
}

fn put_in_order(items: &mut [Value], change: &FieldChange) -> Option<()> {
    let (before, after) = (texts(&change.before)?, texts(&change.after)?);
    if ids(items)? != before || !same_elements(&before, &after) {
        return None;
    }
    items.sort_by_cached_key(|item| after.iter().position(|id| Some(*id) == id_of(item)));
    Some(())
}

fn put_element(items: &mut Vec<Value>, id: &str, change: &FieldChange) -> Option<()> {
    ids(items)?;
    let place = items.iter().position(|item| id_of(item) == Some(id));
    if !same(element(items, id), &change.before) {
        return None;
    }
    match (place, &change.after) {
        (Some(place), Value::Null) => {
            items.remove(place);
        }
        (None, Value::Null) => {}
        (_, after) if id_of(after) != Some(id) => return None,
        (Some(place), after) => items[place] = after.clone(),
        (None, after) => items.push(after.clone()),
    }
    Some(())
}

/// The changes that take these back.
pub fn reversed(changes: Vec<FieldChange>) -> Vec<FieldChange> {
    changes
        .into_iter()
        .rev()
        .map(|change| FieldChange {
            pointer: change.pointer,
            before: change.after,
            after: change.before,
        })
        .collect()
}

/// The chosen changes: a chosen pointer takes the change of that name and all below it.
///
/// Fails with the chosen pointers that take nothing.
pub fn select(
    changes: Vec<FieldChange>,
    chosen: &[String],
) -> Result<Vec<FieldChange>, Vec<String>> {
    let takes = |chosen: &str, change: &FieldChange| {
        change
            .pointer
            .strip_prefix(chosen)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let idle: Vec<_> = chosen
        .iter()
        .filter(|chosen| !changes.iter().any(|change| takes(chosen, change)))
        .cloned()
        .collect();
    if !idle.is_empty() {
        return Err(idle);
    }
    let mut changes = changes;
    changes.retain(|change| chosen.iter().any(|chosen| takes(chosen, change)));
    Ok(changes)
}

/// The JSON pointer (RFC 6901) of a step below another one.
pub fn below(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// The steps of a pointer; `None` when it is none.
fn steps(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let steps = pointer.strip_prefix('/')?.split('/');
    Some(
        steps
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
            .collect(),
    )
}

fn field<'a>(fields: &'a Map<String, Value>, name: &str) -> &'a Value {
    fields.get(name).unwrap_or(&Value::Null)
}

fn element<'a>(items: &'a [Value], id: &str) -> &'a Value {
    items
        .iter()
        .find(|item| id_of(item) == Some(id))
        .unwrap_or(&Value::Null)
}

fn child<'a>(value: &'a mut Value, step: &str) -> Option<&'a mut Value> {
    match value {
        Value::Object(fields) => fields.get_mut(step),
        Value::Array(items) => {
            ids(items)?;
            items.iter_mut().find(|item| id_of(item) == Some(step))
        }
        _ => None,
    }
}

fn id_of(item: &Value) -> Option<&str> {
    item.as_object()?.get("id")?.as_str()
}

/// The ids of a list's elements; `None` when one has none or two have the same.
fn ids(items: &[Value]) -> Option<Vec<&str>> {
    let ids: Vec<_> = items.iter().map(id_of).collect::<Option<_>>()?;
    let mut seen = HashSet::new();
    ids.iter().all(|id| seen.insert(*id)).then_some(ids)
}

fn texts(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

fn same_elements(left: &[&str], right: &[&str]) -> bool {
    let sorted = |ids: &[&str]| {
        let mut ids: Vec<_> = ids.iter().map(|id| (*id).to_owned()).collect();
        ids.sort();
        ids
    };
    sorted(left) == sorted(right)
}

/// Whether two values are equal, where an absent field is a null.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => left
            .keys()
            .chain(right.keys())
            .all(|name| same(field(left, name), field(right, name))),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        _ => left == right,
    }
}

#[cfg(test)]
mod tests;
