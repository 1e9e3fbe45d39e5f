//! What the API calls a field and what stands in it, in the words of whoever reads it: in the
//! history, in corrections, beside duplicates, and where something hidden is told.

mod fields;

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::{
    member_form::{
        Choice,
        listed::{IDENTIFIER, LINK, line},
    },
    session::Visitor,
};
use directory::Snapshot;
use fields::{
    Means::{
        self, Code, Country as Land, Day, Language, Membership, Moment, Service, Switch, Text,
        Texts as ByLang, Whether,
    },
    UNSAID, word,
};
use network::{Country, Lang, LanguageTag, MembershipType, Timestamp, parse_date};
use translations::{Texts, date, own_name};

/// A field that changed.
#[derive(Deserialize)]
pub struct FieldChange {
    pub pointer: String,
    before: Value,
    after: Value,
}

impl FieldChange {
    /// What the field of an entry is called.
    pub fn field(&self, words: &Words) -> String {
        words.field(&self.pointer)
    }

    /// What stood there.
    pub fn was(&self, words: &Words) -> String {
        words.value(&self.pointer, &self.before)
    }

    /// What stands there after it.
    pub fn is(&self, words: &Words) -> String {
        words.value(&self.pointer, &self.after)
    }

    /// The same of a record of some kind, in words; nothing of what people do not read.
    pub fn told(&self, subject: &str, words: &Words) -> Option<Changed> {
        let pointer = &self.pointer;
        words.is_said(subject, pointer).then(|| Changed {
            field: words.field_of(subject, pointer),
            was: words.value_of(subject, pointer, &self.before),
            is: words.value_of(subject, pointer, &self.after),
        })
    }
}

/// A field that changed, in words.
pub struct Changed {
    pub field: String,
    pub was: String,
    pub is: String,
}

/// The words of whoever reads.
pub struct Words {
    pub texts: Texts,
    snapshot: Arc<Snapshot>,
}

impl Words {
    /// Those of somebody who is signed in.
    pub fn of(visitor: &Visitor) -> Self {
        Self {
            texts: visitor.texts(),
            snapshot: Arc::clone(&visitor.directory().current()),
        }
    }

    /// What a place in an entry is called, given by its JSON pointer.
    pub fn field(&self, pointer: &str) -> String {
        self.field_of("member", pointer)
    }

    /// What a place in a record of some kind is called, given by its JSON pointer.
    pub fn field_of(&self, subject: &str, pointer: &str) -> String {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        match &steps[..] {
            [list, _, rest @ ..] if is_list(list) => {
                let whole = self.label(subject, list, &[]);
                match rest {
                    [] => whole,
                    [name, rest @ ..] => format!("{whole}: {}", self.label(list, name, rest)),
                }
            }
            ["membership", name] => self.label("membership", name, &[]),
            [name, rest @ ..] => self.label(subject, name, rest),
            [] => String::new(),
        }
    }

    /// What a field is called, and in which language it is, where it is a text in one.
    fn label(&self, part: &str, name: &str, rest: &[&str]) -> String {
        let Some((_, _, text, means)) = word(part, name) else {
            return name.replace('_', " ");
        };
        let label = self.texts.say(text);
        match (means, rest) {
            (ByLang, [language, ..]) => format!("{label}: {}", self.written_in(language)),
            _ => label,
        }
    }

    /// What stands at a place in an entry.
    pub fn value(&self, pointer: &str, value: &Value) -> String {
        self.value_of("member", pointer, value)
    }

    /// What stands at a place in a record of some kind.
    pub fn value_of(&self, subject: &str, pointer: &str, value: &Value) -> String {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        match &steps[..] {
            [list, _] | [list] if is_list(list) => self.whole(list, value),
            [list, _, name, ..] if is_list(list) => self.read(list, name, value),
            ["membership", name] => self.read("membership", name, value),
            [name, ..] => self.read(subject, name, value),
            [] => self.whole(subject, value),
        }
    }

    /// A record, or a part of one, field by field.
    fn whole(&self, part: &str, value: &Value) -> String {
        match value {
            Value::Object(fields) => {
                let fields = fields
                    .iter()
                    .filter(|(name, value)| !UNSAID.contains(&name.as_str()) && !is_empty(value));
                let said = fields.map(|(name, value)| {
                    format!(
                        "{}: {}",
                        self.label(part, name, &[]),
                        self.read(part, name, value)
                    )
                });
                said.collect::<Vec<_>>().join("; ")
            }
            Value::Array(values) => {
                let values = values.iter().map(|value| self.whole(part, value));
                values.collect::<Vec<_>>().join(" · ")
            }
            value => self.plain(value),
        }
    }

    fn read(&self, part: &str, name: &str, value: &Value) -> String {
        let means = word(part, name).map_or(Text, |word| word.3);
        match (means, value) {
            (_, Value::Null) => self.plain(value),
            (_, Value::Array(values)) => {
                let values = values.iter().map(|value| self.read(part, name, value));
                values.collect::<Vec<_>>().join(", ")
            }
            (ByLang, Value::Object(texts)) => {
                let texts = texts.iter().map(|(language, text)| {
                    format!("{}: {}", self.written_in(language), self.plain(text))
                });
                texts.collect::<Vec<_>>().join("; ")
            }
            (_, Value::Object(_)) => self.object(name, value),
            (Whether, _) => self.texts.say("console-yes"),
            (means, Value::String(text)) => self.said(means, text),
            (_, value) => self.plain(value),
        }
    }

    /// A telephone number, a link, another name, a point, or a part of a record.
    fn object(&self, name: &str, value: &Value) -> String {
        match name {
            "phones" => self.plain(&value["number"]),
            "links" => line(value, LINK),
            "identifiers" => line(value, IDENTIFIER),
            "names" => {
                let name = self.plain(&value["name"]);
                match value["language"].as_str() {
                    Some(language) => format!("{name} ({})", self.language(language)),
                    None => name,
                }
            }
            "point" => format!("{}, {}", value["latitude"], value["longitude"]),
            part => self.whole(part, value),
        }
    }

    fn said(&self, means: Means, text: &str) -> String {
        let lang = self.texts.0;
        let day = |text: &str| parse_date(text).map(|day| date(lang, day)).ok();
        let known = match means {
            Land => text
                .parse()
                .ok()
                .map(|code: Country| code.name(lang).to_owned()),
            Language => Some(self.language(text)),
            Service => {
                let mut types = self.snapshot.taxonomy.types().iter();
                let known = types.find(|known| known.code.to_string() == text);
                known.map(|known| known.label(lang).to_owned())
            }
            Membership => {
                let kind = text.parse().ok();
                kind.map(|kind: MembershipType| kind.label(lang).to_owned())
            }
            Code(family) => {
                let id = family.replace("{}", &text.replace(['_', '.'], "-"));
                return self.texts.say(&id);
            }
            Day => day(text),
            Moment => text.parse().ok().map(|at: Timestamp| date(lang, at.date())),
            Text | ByLang | Switch | Whether => None,
        };
        known.unwrap_or_else(|| text.to_owned())
    }

    /// The language of a text, as forms call it: by its own name, where they have it.
    fn written_in(&self, code: &str) -> String {
        Lang::parse(code).map_or_else(|_| self.language(code), own_name)
    }

    /// A language by its code.
    fn language(&self, code: &str) -> String {
        let tag = code.parse::<LanguageTag>();
        tag.map_or_else(|_| code.to_owned(), |tag| tag.name(self.texts.0))
    }

    /// A service by its code.
    pub fn service(&self, code: &str) -> String {
        self.said(Service, code)
    }

    /// All services, to choose from.
    pub fn services(&self) -> Vec<Choice> {
        let types = self.snapshot.taxonomy.types().iter();
        let choice = |known: &network::ServiceType| Choice {
            code: known.code.to_string(),
            label: known.label(self.texts.0).to_owned(),
            lead: String::new(),
        };
        types.map(choice).collect()
    }

    /// What was read as a whole.
    pub fn reading(&self, what: &str, details: Option<&Value>) -> String {
        let what = self
            .texts
            .say(&format!("console-read-{}", what.replace('_', "-")));
        match details.and_then(|details| details["format"].as_str()) {
            Some(format) => format!("{what}: {format}"),
            None => what,
        }
    }

    /// Whether a change of a field is told to people.
    pub fn is_said(&self, subject: &str, pointer: &str) -> bool {
        let has_words = !matches!(subject, "proposal" | "mapping" | "registry");
        let last = pointer.rsplit('/').next().unwrap_or_default();
        has_words && !UNSAID.contains(&last)
    }

    /// A value that is none of ours to translate.
    pub fn plain(&self, value: &Value) -> String {
        match value {
            Value::Null => "–".to_owned(),
            Value::String(text) => text.clone(),
            Value::Bool(true) => self.texts.say("console-yes"),
            Value::Bool(false) => self.texts.say("console-no"),
            Value::Number(number) => number.to_string(),
            Value::Array(values) => {
                let values = values.iter().map(|value| self.plain(value));
                values.collect::<Vec<_>>().join(", ")
            }
            Value::Object(_) => self.whole("", value),
        }
    }
}

/// Whether a field is a list of parts that are known by their identifiers.
fn is_list(name: &str) -> bool {
    matches!(name, "locations" | "service_offers" | "contacts" | "notes")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
