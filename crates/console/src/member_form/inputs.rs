//! The fields of a form, with what stands in them and what is wrong with it.

use serde_json::Value;

use super::{
    Kind,
    values::{BETWEEN, languages, typed, value_at, written},
};
use crate::{api::Fault, form::Fields};
use network::{Collation, Country, Lang, MembershipType, PageLang};
use translations::{Texts, own_name};

/// Something that can be chosen.
pub struct Choice {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub label: String,
    /// What it means, in a sentence, where that is not plain.
    pub lead: String,
}

/// A field of a form.
pub struct Input {
    /// What it is found by in the page.
    pub id: String,
    /// Its name in the form.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// What the browser takes it for; empty for several lines.
    pub r#type: &'static str,
    /// What can be chosen; nothing where it is written.
    pub choices: Vec<Choice>,
    /// Whether several can be chosen.
    pub is_many: bool,
    /// The language of what is written into it, where that is known.
    pub lang: String,
    /// Whether that is the language of whoever reads the form.
    pub is_readers: bool,
    /// What is wrong with it.
    pub mistake: Option<String>,
}

impl Input {
    /// What stands in it, as a person reads it.
    pub fn shown(&self) -> String {
        let chosen = self.choices.iter().filter(|choice| self.is_chosen(choice));
        let chosen: Vec<&str> = chosen.map(|choice| choice.label.as_str()).collect();
        match chosen[..] {
            [] => self.value.clone(),
            _ => chosen.join(", "),
        }
    }

    /// Whether something that can be chosen is.
    pub fn is_chosen(&self, choice: &Choice) -> bool {
        match self.is_many {
            true => self.value.split(BETWEEN).any(|code| code == choice.code),
            false => self.value == choice.code,
        }
    }

    /// Whether all that can be chosen stands in sight, each with what it means.
    pub fn is_switch(&self) -> bool {
        self.choices.iter().any(|choice| !choice.lead.is_empty())
    }

    /// Whether it is a text in one more language, with nothing in it yet.
    pub fn is_spare(&self) -> bool {
        !self.lang.is_empty() && !self.is_readers && self.value.is_empty() && self.mistake.is_none()
    }
}

/// The fields of a record in a form: with what was typed where it was refused, else as the record is.
pub fn inputs(
    texts: Texts,
    fields: &[(&str, Kind)],
    record: &Value,
    refused: Option<(&Fields, &Fault)>,
) -> Vec<Input> {
    let of = record["id"].as_str().unwrap_or("new");
    let mut inputs = Vec::new();
    for (name, kind) in fields {
        let label = label(texts, name);
        let names: Vec<(String, String, String)> = match kind {
            Kind::Texts | Kind::Words => languages(value_at(record, name))
                .into_iter()
                .map(|lang| (format!("{name}.{lang}"), label_in(&label, &lang), lang))
                .collect(),
            _ => vec![((*name).to_owned(), label, String::new())],
        };
        for (name, label, lang) in names {
            let value = match refused {
                Some((given, _)) => typed(*kind, given, &name),
                None => written(*kind, value_at(record, &name)),
            };
            let mistake = refused.and_then(|(_, fault)| mistake_at(fault, &name));
            inputs.push(Input {
                id: format!("{of}-{name}"),
                label,
                value,
                r#type: match kind {
                    Kind::Lines
                    | Kind::Texts
                    | Kind::Words
                    | Kind::Phones
                    | Kind::Links
                    | Kind::Names
                    | Kind::Identifiers => "",
                    Kind::Email => "email",
                    Kind::Url => "url",
                    Kind::Number => "number",
                    Kind::Day => "date",
                    _ => "text",
                },
                choices: choices(texts, *kind),
                is_many: *kind == Kind::Delivery,
                is_readers: lang == texts.0.code(),
                lang,
                mistake,
                name,
            });
        }
    }
    inputs
}

/// What can be chosen in a field of a kind.
fn choices(texts: Texts, kind: Kind) -> Vec<Choice> {
    let choice = |code: &str, text: String| Choice {
        code: code.to_owned(),
        label: texts.say(&text),
        lead: String::new(),
    };
    match kind {
        Kind::Country => countries(texts.0),
        Kind::Listing => ["listed", "unlisted"]
            .map(|code| choice(code, format!("console-listing-{code}")))
            .into(),
        Kind::Membership => MembershipType::ALL
            .iter()
            .map(|kind| Choice {
                code: kind.to_string(),
                label: kind.label(texts.0).to_owned(),
                lead: String::new(),
            })
            .collect(),
        Kind::Delivery => ["in_person", "phone", "online"]
            .map(|code| choice(code, format!("console-given-{}", code.replace('_', "-"))))
            .into(),
        Kind::Maybe => [("true", "console-yes"), ("false", "console-no")]
            .map(|(code, text)| choice(code, text.to_owned()))
            .into(),
        Kind::Visibility => ["hidden", "city", "public"]
            .map(|code| Choice {
                lead: texts.say(&format!("console-visibility-{code}-lead")),
                ..choice(code, format!("console-visibility-{code}"))
            })
            .into(),
        Kind::Purpose => ["office", "clinic", "shelter", "classroom", "other"]
            .map(|code| choice(code, format!("console-kind-{code}")))
            .into(),
        Kind::LegalBasis => [
            "consent",
            "contract",
            "legal_obligation",
            "legitimate_interest",
        ]
        .map(|code| choice(code, format!("console-basis-{}", code.replace('_', "-"))))
        .into(),
        _ => Vec::new(),
    }
}

/// The fields that are called as they are elsewhere.
const CALLED: [(&str, &str); 7] = [
    ("name_language", "console-word-name-language"),
    ("slug", "console-column-slug"),
    ("membership.type", "console-column-membership-type"),
    ("membership.joined_on", "console-column-joined-on"),
    ("membership.left_on", "console-column-left-on"),
    ("label", "console-word-label"),
    ("delivery", "console-word-delivery"),
];

/// What a field is called.
fn label(texts: Texts, name: &str) -> String {
    match CALLED.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => texts.say(text),
        None => texts.say(&format!("console-field-{}", name.replace('_', "-"))),
    }
}

/// What a text is called in one of its languages.
fn label_in(label: &str, lang: &str) -> String {
    let of = Lang::parse(lang).map_or(lang.to_owned(), own_name);
    format!("{label}: {of}")
}

/// The countries, by their names.
pub fn countries(lang: PageLang) -> Vec<Choice> {
    let named = Country::all().map(|country| Choice {
        code: country.as_str().to_owned(),
        label: country.name(lang).to_owned(),
        lead: String::new(),
    });
    let mut countries: Vec<_> = named.collect();
    countries.sort_by_cached_key(|country| Collation::Root.sort_key(&country.label));
    countries
}

/// What is wrong with a field, or with something in it.
fn mistake_at(fault: &Fault, name: &str) -> Option<String> {
    let pointer = format!("/{}", name.replace('.', "/"));
    let within = |at: &str| {
        let rest = at.strip_prefix(&pointer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut mistakes = fault
        .errors
        .iter()
        .filter(|mistake| within(&mistake.pointer));
    mistakes.next().map(|mistake| mistake.message.clone())
}

/// What is wrong that none of these fields shows.
pub fn unsaid<'a>(fault: &Fault, inputs: impl IntoIterator<Item = &'a Input>) -> Vec<String> {
    if fault.errors.is_empty() {
        return vec![fault.detail.clone()];
    }
    let inputs = inputs.into_iter();
    let shown: Vec<&String> = inputs.filter_map(|input| input.mistake.as_ref()).collect();
    let messages = fault.errors.iter().map(|mistake| &mistake.message);
    messages
        .filter(|message| !shown.contains(message))
        .cloned()
        .collect()
}
