//! The texts of a public entry, in which somebody could have said something.

use std::cell::OnceCell;

use serde_json::Value;

use network::{DialUri, MemberId, disclosure::Text};

use crate::PublicMember;

/// Fields of a public entry that hold a code, a date or an identifier, in which nobody writes.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "kind", "country", "countries", "languages", "name_language", "language", "service", "location",
    "membership_type", "joined_on", "verified_at", "verified_by", "delivery", "precision",
    "point", "scheme",
];

/// A text of a public entry.
#[derive(Debug)]
pub struct Shown {
    /// Its field and the fields around it.
    pub path: Vec<String>,
    pub text: String,
    /// Of a telephone number: how it is dialled.
    pub dialled: Option<DialUri>,
}

/// A text of a public entry, made ready to be searched once that is asked for.
pub struct Read<'a> {
    pub shown: &'a Shown,
    text: OnceCell<Text>,
    /// Whether it was not there before.
    pub is_new: bool,
}

impl<'a> Read<'a> {
    pub fn new(shown: &'a Shown, is_new: bool) -> Self {
        Self {
            shown,
            text: OnceCell::new(),
            is_new,
        }
    }

    /// The text, taken apart.
    pub fn text(&self) -> &Text {
        self.text.get_or_init(|| self.shown.searched())
    }

    /// Whether both stand in one place, and what they tell together may be new.
    pub fn is_beside(&self, other: &Self) -> bool {
        (self.is_new || other.is_new) && self.shown.owner() == other.shown.owner()
    }
}

impl Shown {
    /// The text as it is searched: a number with all that it may be compared by.
    fn searched(&self) -> Text {
        match &self.dialled {
            Some(dialled) => Text::new(&format!("{} tel +{}", self.text, dialled.digits())),
            None => Text::new(&self.text),
        }
    }

    /// The place, the offer or the entry that the field is one of.
    fn owner(&self) -> &[String] {
        match self.path.as_slice() {
            [list, id, ..] if list == "locations" || list == "service_offers" => &self.path[..2],
            _ => &[],
        }
    }
}

/// Every text of a public entry, in which its writer could have said something. New fields are
/// among them unless they are named as codes.
pub fn texts(public: &PublicMember) -> Vec<Shown> {
    let mut shown = Vec::new();
    // Serialising plain data into memory cannot fail.
    let entry = serde_json::to_value(public).unwrap_or_default();
    collect(&entry, &mut Vec::new(), &mut shown);
    shown
}

fn collect(value: &Value, path: &mut Vec<String>, shown: &mut Vec<Shown>) {
    match value {
        Value::String(text) => shown.push(Shown {
            path: path.clone(),
            text: text.clone(),
            dialled: None,
        }),
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                // Things with an identifier are found by it: hidden ones stand between them.
                let id = item["id"].as_str().map(str::to_owned);
                path.push(id.unwrap_or_else(|| number.to_string()));
                collect(item, path, shown);
                path.pop();
            }
        }
        Value::Object(fields) => {
            // The same names are languages too: Indonesian is `id`, Urim `uri`.
            let is_phone = fields.contains_key("number");
            let is_code = |name: &str, value: &Value| match name {
                "id" => value
                    .as_str()
                    .is_some_and(|id| id.parse::<MemberId>().is_ok()),
                "uri" => is_phone || fields.contains_key("scheme"),
                name => CODES.contains(&name),
            };
            for (name, value) in fields.iter().filter(|(name, value)| !is_code(name, value)) {
                path.push(name.clone());
                collect(value, path, shown);
                path.pop();
            }
            let dialled = fields.get("uri").filter(|_| is_phone);
            let dialled = dialled.and_then(Value::as_str);
            if let (Some(dialled), Some(number)) = (dialled, shown.last_mut()) {
                number.dialled = dialled.parse().ok();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
