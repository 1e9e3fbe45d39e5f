//! The fields of a member and of a place, as forms show them and as the API takes them: each is
//! declared once, and read and written by its kind.

pub mod listed;

use serde_json::{Map, Value, json};

use crate::{api::Fault, form::Fields};
use network::{Collation, Country, Lang, MembershipType, PageLang};
use translations::{Texts, own_name};

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text, or nothing.
    Line,
    /// A country.
    Country,
    /// An e-mail address, or nothing.
    Email,
    /// A web address, or nothing.
    Url,
    /// A whole number, or nothing.
    Number,
    /// Codes with commas between them.
    Codes,
    /// Telephone numbers, a line each.
    Phones,
    /// Links, a line each, behind what they are.
    Links,
    /// Identifiers, a line each, behind their scheme.
    Identifiers,
    /// A day, or nothing.
    Day,
    /// How much of a place is shown.
    Visibility,
    /// What a place is used for.
    Purpose,
    /// Why a person's data may be kept.
    LegalBasis,
    /// Whether an entry stands in the public directory.
    Listing,
    /// A service of the taxonomy.
    Service,
    /// One of the member's places, or none.
    OwnPlace,
    /// Yes, no, or nobody knows.
    Maybe,
    /// A point on the map, as latitude and longitude, or nothing.
    Point,
    /// Lines of text, or nothing.
    Lines,
    /// A text in each language.
    Texts,
    /// Words in each language, a line each.
    Words,
    /// Other names, a line each, behind their language.
    Names,
    /// A kind of membership.
    Membership,
    /// Any of the ways in which a service reaches people.
    Delivery,
}

/// The fields of a member that the form has, as the API names them.
pub const MEMBER: [(&str, Kind); 19] = [
    ("name", Kind::Line),
    ("name_language", Kind::Line),
    ("names", Kind::Names),
    ("acronym", Kind::Line),
    ("country", Kind::Country),
    ("website", Kind::Url),
    ("email", Kind::Email),
    ("phones", Kind::Phones),
    ("links", Kind::Links),
    ("identifiers", Kind::Identifiers),
    ("languages", Kind::Codes),
    ("founded_year", Kind::Number),
    ("summary", Kind::Texts),
    ("external_id", Kind::Line),
    ("slug", Kind::Line),
    ("membership.type", Kind::Membership),
    ("membership.joined_on", Kind::Day),
    ("membership.left_on", Kind::Day),
    ("listing", Kind::Listing),
];

/// What is asked first of a new place.
pub const NEW_PLACE: [(&str, Kind); 4] = [
    ("kind", Kind::Purpose),
    ("visibility", Kind::Visibility),
    ("address", Kind::Lines),
    ("city", Kind::Line),
];

/// The fields of a place.
pub const PLACE: [(&str, Kind); 14] = [
    ("visibility", Kind::Visibility),
    ("kind", Kind::Purpose),
    ("label", Kind::Texts),
    ("address", Kind::Lines),
    ("postal_code", Kind::Line),
    ("city", Kind::Line),
    ("region", Kind::Line),
    ("country", Kind::Country),
    ("point", Kind::Point),
    ("phones", Kind::Phones),
    ("email", Kind::Email),
    ("opening_hours", Kind::Line),
    ("languages", Kind::Codes),
    ("accessibility", Kind::Texts),
];

/// Those of a service that a member gives.
pub const OFFER: [(&str, Kind); 10] = [
    ("service", Kind::Service),
    ("location_id", Kind::OwnPlace),
    ("delivery", Kind::Delivery),
    ("countries", Kind::Codes),
    ("free_of_charge", Kind::Maybe),
    ("languages", Kind::Codes),
    ("description", Kind::Texts),
    ("audience", Kind::Texts),
    ("eligibility", Kind::Texts),
    ("access", Kind::Texts),
];

/// What is asked first of a new one.
pub const NEW_OFFER: [(&str, Kind); 3] = [
    ("service", Kind::Service),
    ("location_id", Kind::OwnPlace),
    ("free_of_charge", Kind::Maybe),
];

/// Those of a person at a member.
pub const PERSON: [(&str, Kind); 6] = [
    ("name", Kind::Line),
    ("role", Kind::Line),
    ("email", Kind::Email),
    ("phone", Kind::Line),
    ("legal_basis", Kind::LegalBasis),
    ("consented_on", Kind::Day),
];

/// That of a note.
pub const NOTE: [(&str, Kind); 1] = [("text", Kind::Lines)];

/// Those of the network itself.
pub const NETWORK: [(&str, Kind); 8] = [
    ("name", Kind::Line),
    ("short_name", Kind::Line),
    ("website", Kind::Url),
    ("email", Kind::Email),
    ("phone", Kind::Line),
    ("founded_year", Kind::Number),
    ("description", Kind::Texts),
    ("imprint", Kind::Texts),
];

/// Those of a service, beside its code.
pub const SERVICE: [(&str, Kind); 2] = [("labels", Kind::Texts), ("search_words", Kind::Words)];

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

/// The languages of a text: the seven, and whatever else it is written in.
fn languages(text: &Value) -> Vec<String> {
    let mut languages: Vec<String> = Lang::ALL.map(|lang| lang.code().to_owned()).into();
    let others = text.as_object().into_iter().flat_map(Map::keys);
    for other in others {
        if !languages.contains(other) {
            languages.push(other.clone());
        }
    }
    languages
}

fn value_at<'a>(record: &'a Value, name: &str) -> &'a Value {
    name.split('.').fold(record, |value, part| &value[part])
}

/// Between codes of a list.
const BETWEEN: &str = ", ";

/// What somebody typed into a field, or chose.
fn typed(kind: Kind, given: &Fields, name: &str) -> String {
    match kind {
        Kind::Delivery => given.all(name).join(BETWEEN),
        _ => given.get(name).to_owned(),
    }
}

fn written(kind: Kind, value: &Value) -> String {
    let list = |separator: &str, field: Option<&str>| {
        let values = value.as_array().into_iter().flatten();
        let texts = values.filter_map(|value| match field {
            Some(field) => value[field].as_str(),
            None => value.as_str(),
        });
        texts.collect::<Vec<_>>().join(separator)
    };
    match kind {
        Kind::Codes | Kind::Delivery => list(BETWEEN, None),
        Kind::Words => list("\n", None),
        Kind::Phones => list("\n", Some("number")),
        Kind::Links => listed::lines(value, listed::LINK),
        Kind::Identifiers => listed::lines(value, listed::IDENTIFIER),
        Kind::Names => listed::names(value),
        Kind::Maybe => value
            .as_bool()
            .map_or_else(String::new, |switch| switch.to_string()),
        Kind::Point => match value {
            Value::Object(point) => format!("{}, {}", point["latitude"], point["longitude"]),
            other => other.as_str().unwrap_or_default().to_owned(),
        },
        Kind::Number => value
            .as_i64()
            .map_or_else(String::new, |number| number.to_string()),
        _ => value.as_str().unwrap_or_default().to_owned(),
    }
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

fn read(kind: Kind, text: &str) -> Value {
    let parts = |separators: &[char]| -> Vec<String> {
        let parts = text.split(separators).map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    match kind {
        Kind::Codes | Kind::Delivery => parts(&[',', ' ', ';']).into(),
        Kind::Words if !text.is_empty() => parts(&['\n', '\r']).into(),
        Kind::Phones => {
            let numbers = parts(&['\n', '\r']).into_iter();
            numbers.map(|number| json!({ "number": number })).collect()
        }
        Kind::Links => parts(&['\n', '\r'])
            .iter()
            .map(|line| listed::link(line))
            .collect(),
        Kind::Identifiers => parts(&['\n', '\r'])
            .iter()
            .map(|line| listed::identifier(line))
            .collect(),
        Kind::Names => parts(&['\n', '\r'])
            .iter()
            .map(|line| listed::name(line))
            .collect(),
        Kind::Number => match text.parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) if text.is_empty() => Value::Null,
            // The API says what is wrong with it.
            Err(_) => text.into(),
        },
        _ if text.is_empty() => Value::Null,
        Kind::Maybe => (text == "true").into(),
        Kind::Point => {
            let numbers: Vec<f64> = parts(&[',', ' ', ';'])
                .iter()
                .filter_map(|part| part.parse().ok())
                .collect();
            match numbers[..] {
                [latitude, longitude] => json!({ "latitude": latitude, "longitude": longitude }),
                // The API says what is wrong with it.
                _ => text.into(),
            }
        }
        _ => text.replace("\r\n", "\n").into(),
    }
}

#[cfg(test)]
mod tests;
