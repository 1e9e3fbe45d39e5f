//! One person in one document of the books: found, and taken out.
//!
//! The documents are the JSON of records as they are, as they once stood, and as they were proposed
//! to be; so what is here goes by the names of fields alone.

use std::{cell::RefCell, collections::BTreeSet, ops::Range};

use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::sentences::{sentences, without};
use network::disclosure::Person;

/// What stands where a field must say something and nothing may be said.
pub const ERASED: &str = "(erased)";

/// What was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The person as a contact.
    Contact,
    /// An e-mail address or telephone number in a field for one.
    Field,
    /// A sentence of a text, or a line that is one.
    Sentence,
    /// A copy that is kept for a while, and goes without being asked about.
    Copy,
}

/// Something of the person that was met.
#[derive(Debug, Clone, Copy)]
pub struct Met<'a> {
    /// What it is.
    pub kind: Kind,
    /// By what it is known again: what it says, or the identifier of a contact.
    pub key: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Where in the document it stands.
    pub path: &'a [String],
}

/// Whether what was met is taken out.
pub type Judge<'j> = dyn FnMut(Met<'_>) -> bool + 'j;

/// What became of a part of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Same,
    /// Something was taken out of it.
    Changed,
    /// It is to be taken out as a whole.
    Gone,
    /// What it stands in is to be taken out as a whole.
    GoneWithParent,
}

/// Looks for a person in documents.
#[derive(Debug)]
pub struct Reader<'a> {
    /// By what the person is known here.
    pub person: &'a Person,
    /// Identifiers of contacts that are the person; those that are met are added.
    pub contacts: &'a RefCell<BTreeSet<String>>,
    /// Makes new slugs that tell nothing of the old ones.
    pub salt: u64,
    /// Whether a contact of the same name may be somebody else: then it is asked about, unless it has
    /// the person's address or number too.
    pub namesakes: bool,
    /// Whether no field may become absent.
    pub all_required: bool,
}

/// Fields that hold no words of people.
const WORDLESS: &[&str] = &[
    "code",
    "countries",
    "country",
    "digest",
    "kind",
    "language",
    "languages",
    "legal_basis",
    "listing",
    "name_language",
    "parent",
    "pointer",
    "prefix",
    "scheme",
    "service",
    "services",
    "status",
    "visibility",
];

/// Fields that are one thing as a whole.
const UNDIVIDED: &[&str] = &[
    "acronym",
    "address",
    "city",
    "email",
    "external_id",
    "former_slugs",
    "name",
    "number",
    "phone",
    "slug",
    "url",
    "website",
];

/// Fields that hold texts by language.
const LOCALIZED: &[&str] = &[
    "access",
    "accessibility",
    "audience",
    "description",
    "eligibility",
    "imprint",
    "label",
    "summary",
];

impl Reader<'_> {
    /// Goes through a document.
    pub fn read(&self, document: &mut Value, judge: &mut Judge<'_>) -> Fate {
        self.value(document, &mut Vec::new(), judge)
    }

    fn value(&self, value: &mut Value, path: &mut Vec<String>, judge: &mut Judge<'_>) -> Fate {
        match value {
            Value::String(text) => match self.text(text, path, judge) {
                None => Fate::Same,
                Some(left) if !left.is_empty() => {
                    *text = left;
                    Fate::Changed
                }
                Some(_) => self.emptied(value, path),
            },
            Value::Array(items) => self.list(items, path, judge),
            Value::Object(fields) => self.object(fields, path, judge),
            _ => Fate::Same,
        }
    }

    fn list(&self, items: &mut Vec<Value>, path: &mut Vec<String>, judge: &mut Judge<'_>) -> Fate {
        let mut fate = Fate::Same;
        let mut place = 0;
        items.retain_mut(|item| {
            let id = item["id"].as_str().map(str::to_owned);
            path.push(id.unwrap_or_else(|| place.to_string()));
            place += 1;
            let of_item = self.value(item, path, judge);
            path.pop();
            if of_item != Fate::Same {
                fate = Fate::Changed;
            }
            matches!(of_item, Fate::Same | Fate::Changed)
        });
        fate
    }

    fn object(
        &self,
        fields: &mut Map<String, Value>,
        path: &mut Vec<String>,
        judge: &mut Judge<'_>,
    ) -> Fate {
        let mut named = false;
        match self.contact(fields, path, judge) {
            Some((_, true)) => return Fate::Gone,
            Some((Kind::Contact, false)) => return Fate::Same,
            Some((_, false)) => named = true,
            None => {}
        }
        if let Some(pointer) = fields.get("pointer").and_then(Value::as_str)
            && fields.contains_key("before")
            && fields.contains_key("after")
        {
            let pointer = pointer.to_owned();
            return self.change(&pointer, fields, path, judge);
        }
        let mut fate = Fate::Same;
        let names: Vec<String> = fields.keys().cloned().collect();
        for name in names {
            // It was judged as a whole.
            if named && name == "name" {
                continue;
            }
            let Some(value) = fields.get_mut(&name) else {
                continue;
            };
            path.push(name.clone());
            let of_field = self.value(value, path, judge);
            path.pop();
            match of_field {
                Fate::Same => continue,
                Fate::Changed => {}
                Fate::Gone
                    if path
                        .last()
                        .is_some_and(|name| LOCALIZED.contains(&name.as_str())) =>
                {
                    fields.shift_remove(&name);
                }
                Fate::Gone => *value = Value::Null,
                Fate::GoneWithParent => return Fate::Gone,
            }
            fate = Fate::Changed;
        }
        fate
    }

    /// As what an object is the person, if it is a contact, and whether it goes.
    fn contact(
        &self,
        fields: &Map<String, Value>,
        path: &[String],
        judge: &mut Judge<'_>,
    ) -> Option<(Kind, bool)> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let name = text("name")?;
        text("legal_basis")?;
        let id = text("id");
        let known = id.is_some_and(|id| self.contacts.borrow().contains(id));
        let reached = || {
            text("email").is_some_and(|email| self.person.has_email(email))
                || text("phone").is_some_and(|phone| self.person.has_phone(phone))
        };
        let named = self.person.has_name(name);
        let kind = match known || named && (!self.namesakes || reached()) {
            true => Kind::Contact,
            false if named || self.person.is_in(name) => Kind::Sentence,
            false => return None,
        };
        if let Some(id) = id
            && kind == Kind::Contact
        {
            self.contacts.borrow_mut().insert(id.to_owned());
        }
        let key = match named || known {
            true => id.unwrap_or(name),
            false => name,
        };
        let met = Met {
            kind,
            key,
            text: name,
            path,
        };
        Some((kind, judge(met)))
    }

    /// A change of a field, as it was proposed: its values stand where its pointer says.
    fn change(
        &self,
        pointer: &str,
        fields: &mut Map<String, Value>,
        path: &mut Vec<String>,
        judge: &mut Judge<'_>,
    ) -> Fate {
        if let Some(id) = self.contact_in(pointer)
            && judge(Met {
                kind: Kind::Contact,
                key: &id,
                text: &id,
                path,
            })
        {
            return Fate::Gone;
        }
        let mut fate = Fate::Same;
        let steps = pointer.split('/').skip(1).map(str::to_owned);
        let mut place: Vec<String> = path.iter().cloned().chain(steps).collect();
        for name in ["before", "after"] {
            let Some(value) = fields.get_mut(name) else {
                continue;
            };
            let said = !value.is_null();
            match self.value(value, &mut place, judge) {
                Fate::Same => continue,
                Fate::Changed => {}
                Fate::Gone | Fate::GoneWithParent => *value = Value::Null,
            }
            // Nobody proposed that the field should say nothing.
            if name == "after" && said && value.is_null() {
                return Fate::Gone;
            }
            fate = Fate::Changed;
        }
        fate
    }

    /// The contact of the person that a pointer leads to or into.
    fn contact_in(&self, pointer: &str) -> Option<String> {
        let id = pointer.strip_prefix("/contacts/")?.split('/').next()?;
        self.contacts.borrow().contains(id).then(|| id.to_owned())
    }

    /// What is left of a text; nothing when it stays as it is.
    fn text(&self, text: &str, path: &[String], judge: &mut Judge<'_>) -> Option<String> {
        let name = field_of(path);
        if WORDLESS.contains(&name) || is_mark(text) {
            return None;
        }
        if let Some(id) = self.contact_in(text) {
            return judge(Met {
                kind: Kind::Contact,
                key: &id,
                text: &id,
                path,
            })
            .then(String::new);
        }
        let kind = match name {
            "email" | "phone" | "number" => Kind::Field,
            _ => Kind::Sentence,
        };
        let is_person = match name {
            "phone" | "number" => self.person.has_phone(text),
            "email" => self.person.has_email(text),
            _ => false,
        };
        let is_identifier = name == "value" && path.iter().any(|step| step == "identifiers");
        let undivided = is_identifier || UNDIVIDED.contains(&name);
        self.taken_out(text, is_person, undivided, kind, path, judge)
    }

    /// Takes sentences out of a text, until none is left that is to be taken out: what stood apart
    /// may name somebody once it stands together.
    pub fn taken_out(
        &self,
        text: &str,
        is_person: bool,
        undivided: bool,
        kind: Kind,
        path: &[String],
        judge: &mut Judge<'_>,
    ) -> Option<String> {
        if is_person {
            return judge(Met {
                kind,
                key: text,
                text,
                path,
            })
            .then(String::new);
        }
        if !self.person.is_in(text) {
            return None;
        }
        let mut left = text.to_owned();
        let mut kept: BTreeSet<String> = BTreeSet::new();
        loop {
            let told = self.told_in(&left, undivided);
            let next = told
                .into_iter()
                .find(|range| !kept.contains(&left[range.clone()]));
            let Some(range) = next else { break };
            let sentence = left[range.clone()].to_owned();
            if judge(Met {
                kind,
                key: &sentence,
                text: &sentence,
                path,
            }) {
                left = without(&left, &range);
            } else {
                kept.insert(sentence);
            }
        }
        (left != text).then_some(left)
    }

    /// The sentences of a text that name the person. What is named across two of them makes them
    /// one; what is named across more makes one of the text.
    fn told_in(&self, text: &str, undivided: bool) -> Vec<Range<usize>> {
        let whole = |text: &str| {
            let start = text.len() - text.trim_start().len();
            start..start + text.trim().len()
        };
        if undivided {
            return if self.person.is_in(text) {
                vec![whole(text)]
            } else {
                Vec::new()
            };
        }
        let mut told: Vec<Range<usize>> = Vec::new();
        let mut last: Option<Range<usize>> = None;
        for range in sentences(text) {
            if self.person.is_in(&text[range.clone()]) {
                told.push(range);
                last = None;
                continue;
            }
            if let Some(before) = last.take() {
                let both = before.start..range.end;
                if self.person.is_in(&text[both.clone()]) {
                    told.push(both);
                    continue;
                }
            }
            last = Some(range);
        }
        if told.is_empty() && self.person.is_in(text) {
            told.push(whole(text));
        }
        told
    }

    /// What becomes of a text of which nothing is left.
    fn emptied(&self, value: &mut Value, path: &[String]) -> Fate {
        let steps: Vec<&str> = path.iter().rev().map(String::as_str).collect();
        let erased = match steps[..] {
            ["slug", ..] | [_, "former_slugs", ..] if self.all_required => ERASED.to_owned(),
            ["slug", ..] => {
                let old = value.as_str().unwrap_or_default();
                let digest = xxh3_64_with_seed(old.as_bytes(), self.salt);
                format!("erased-{:08x}", digest as u32)
            }
            _ if self.all_required => ERASED.to_owned(),
            ["text", _, "notes", ..]
            | ["name", _, "names", ..]
            | ["number", _, "phones", ..]
            | ["url", _, "links", ..]
            | ["value", _, "identifiers", ..] => return Fate::GoneWithParent,
            ["name" | "city", ..] | ["label"] | [_, "labels", ..] => ERASED.to_owned(),
            _ => return Fate::Gone,
        };
        *value = Value::String(erased);
        Fate::Changed
    }
}

/// The field that a path leads to: places in a list are passed over.
fn field_of(path: &[String]) -> &str {
    let is_place = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
    let mut steps = path.iter().rev().map(String::as_str);
    steps.find(|step| !is_place(step)).unwrap_or_default()
}

/// Whether a text is an identifier or a time.
fn is_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_uuid = || {
        bytes.len() == 36
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => *byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
    };
    let is_time = || {
        matches!(bytes.len(), 10 | 27)
            && bytes[4] == b'-'
            && bytes[7] == b'-'
            && bytes
                .iter()
                .all(|byte| byte.is_ascii_digit() || b"-:.TZ".contains(byte))
    };
    bytes.len() < 2 || is_uuid() || is_time()
}
