//! What a form asks for, as a merge patch (RFC 7396).

use serde_json::{Map, Value, json};

use super::{
    Kind,
    values::{languages, read, typed, value_at, written},
};
use crate::form::Fields;

/// What a form says beside a field of which there are two versions: whose it takes.
pub const CHOICE: &str = "choice.";

/// A text as it is told apart: browsers write line ends of their own.
pub fn plainly(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The merge patch (RFC 7396) that a form asks for: the fields that are other than those of the
/// record, but for those of which the other version was chosen.
pub fn patch(fields: &[(&str, Kind)], record: &Value, given: &Fields) -> Value {
    let mut patch = Map::new();
    let is_theirs = |name: &str| given.get(&format!("{CHOICE}{name}")) == "theirs";
    for (name, kind) in fields {
        if matches!(kind, Kind::Texts | Kind::Words) {
            let mut texts = Map::new();
            for lang in languages(value_at(record, name)) {
                let name = format!("{name}.{lang}");
                let wanted = read(*kind, given.get(&name));
                if wanted != *value_at(record, &name) && !is_theirs(&name) {
                    texts.insert(lang, wanted);
                }
            }
            if !texts.is_empty() {
                patch.insert((*name).to_owned(), texts.into());
            }
            continue;
        }
        let typed = typed(*kind, given, name);
        if plainly(&typed) != plainly(&written(*kind, value_at(record, name))) && !is_theirs(name) {
            let value = read(*kind, &typed);
            match name.split_once('.') {
                Some((whole, part)) => {
                    let whole = patch.entry(whole).or_insert_with(|| json!({}));
                    whole[part] = value;
                }
                None => {
                    patch.insert((*name).to_owned(), value);
                }
            }
        }
    }
    patch.into()
}

/// What a record would be after such a patch: texts by language stay in the languages that it does not
/// speak of.
pub fn patched(record: &mut Value, patch: &Value) {
    for (name, value) in patch.as_object().into_iter().flatten() {
        match (&mut record[name], value) {
            (Value::Object(is), Value::Object(texts)) => {
                is.extend(texts.clone());
                is.retain(|_, text| !text.is_null());
            }
            (is, value) => *is = value.clone(),
        }
    }
}
