//! The tables beside members, places and services: people and notes, the taxonomy, the network.

use std::collections::{HashMap, HashSet};

use super::{
    drafts::{ContactDraft, MemberDraft, MemberKey, NoteDraft, Texts, lay, yes_or_no},
    plan::Sheets,
    reading::{Fed, RowReader, overlay},
    report::{Origin, Refusal, Report},
};
use crate::{
    network::{
        Invalid, Lang, NetworkProfile, ServiceCode, ServiceType, WebAddress, parse_year, text,
    },
    registry::{Change, Error, audit::Action, service_types},
};

/// What the tables beside the members say.
#[derive(Debug, Default)]
pub struct Extras {
    /// Where contacts' rows stand.
    pub contacts_from: Origin,
    /// Where notes' rows stand.
    pub notes_from: Origin,
    /// Contacts, by the key that names the member.
    pub contacts: HashMap<MemberKey, Vec<ContactDraft>>,
    /// Notes, by the key that names the member.
    pub notes: HashMap<MemberKey, Vec<NoteDraft>>,
    /// The codes of the registry.
    pub known_types: Vec<ServiceCode>,
    /// Service types, as far as they are said.
    pub service_types: Vec<ServiceTypeDraft>,
    /// What the network says of itself.
    pub network: Option<NetworkDraft>,
}

/// What a row says about a service type.
#[derive(Debug)]
pub struct ServiceTypeDraft {
    /// Its code.
    pub code: ServiceCode,
    labels: Texts,
    former_codes: Vec<ServiceCode>,
}

impl ServiceTypeDraft {
    /// Reads a row; nothing when it has no code.
    pub fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let code = row.required("code", str::parse)?;
        let labels = row.texts("labels", |given| text::line(given, text::NAME_LENGTH));
        for language in labels.keys() {
            if Lang::parse(language.as_str()).is_err() {
                row.refuse_field(
                    "labels",
                    Invalid::new(
                        "unknown_lang",
                        format!(
                            "labels are had in {}; \"{language}\" is none of them",
                            Lang::ALL.map(Lang::code).join(", ")
                        ),
                    ),
                );
            }
        }
        Some(Self {
            code,
            labels,
            former_codes: row.list("former_codes", str::parse).unwrap_or_default(),
        })
    }

    fn apply(&self, service: &mut ServiceType) {
        for (language, label) in &self.labels {
            let Ok(lang) = Lang::parse(language.as_str()) else {
                continue;
            };
            match label {
                Some(label) => service.labels.insert(lang, label.clone()),
                None => service.labels.remove(&lang),
            };
        }
    }
}

/// What a row says about the network.
#[derive(Debug)]
pub struct NetworkDraft {
    name: Fed<String>,
    short_name: Fed<Option<String>>,
    description: Texts,
    website: Fed<Option<WebAddress>>,
    founded_year: Fed<Option<i16>>,
    sample_data: Fed<Option<bool>>,
}

impl NetworkDraft {
    /// Reads a row.
    pub fn read(row: &mut RowReader<'_>) -> Self {
        let name = |given: &str| text::line(given, text::NAME_LENGTH);
        Self {
            name: row.required("name", name),
            short_name: row.one("short_name", name),
            description: row.texts("description", text::paragraphs),
            website: row.one("website", str::parse),
            founded_year: row.one("founded_year", parse_year),
            sample_data: row.one("sample_data", yes_or_no),
        }
    }

    fn apply(&self, profile: &mut NetworkProfile) {
        lay(&mut profile.name, &self.name);
        lay(&mut profile.short_name, &self.short_name);
        overlay(&mut profile.description, &self.description);
        lay(&mut profile.website, &self.website);
        lay(&mut profile.founded_year, &self.founded_year);
    }
}

/// Gives each member the rows of its people and notes, and refuses those whose member has no row
/// of its own.
pub fn join(sheets: &mut Sheets, report: &mut Report) {
    let extras = &mut sheets.extras;
    for draft in &mut sheets.members {
        draft.contacts = rows_of(draft, &mut extras.contacts);
        draft.notes = rows_of(draft, &mut extras.notes);
    }
    let contacts = extras
        .contacts
        .drain()
        .flat_map(|(key, rows)| rows.into_iter().map(move |row| (key.clone(), row.line)));
    let contacts: Vec<_> = contacts.map(|row| (&extras.contacts_from, row)).collect();
    let notes = extras
        .notes
        .drain()
        .flat_map(|(key, rows)| rows.into_iter().map(move |row| (key.clone(), row.line)));
    let notes: Vec<_> = notes.map(|row| (&extras.notes_from, row)).collect();
    for (origin, (key, line)) in contacts.into_iter().chain(notes) {
        report.other_rows_refused += 1;
        report.refusals.push(Refusal::of_row(
            origin,
            line,
            Invalid::new(
                "unknown_member",
                format!(
                    "no row for a member has the slug or the external_id \"{key}\"; add the \
                     member's own row, with no more than its slug where nothing else changes"
                ),
            ),
        ));
    }
}

fn rows_of<T>(draft: &MemberDraft, rows: &mut HashMap<MemberKey, Vec<T>>) -> Vec<T> {
    let slug = draft.slug.as_ref().map(ToString::to_string);
    let keys = slug.into_iter().chain(draft.external_id.clone());
    keys.filter_map(|key| rows.remove(&key)).flatten().collect()
}

/// Writes the taxonomy and the network's profile. Types that are not named stay; those that are
/// there keep their place and former codes.
pub fn write(change: &mut Change<'_>, extras: &Extras, empty: bool) -> Result<(), Error> {
    let known = service_types::load(change.connection())?;
    let mut new: Vec<ServiceType> = Vec::new();
    let mut codes: HashSet<ServiceCode> = known
        .iter()
        .flat_map(|service| service.former_codes.iter().chain([&service.code]))
        .cloned()
        .collect();
    for draft in &extras.service_types {
        if let Some(before) = known.iter().find(|known| known.code == draft.code) {
            let mut after = before.clone();
            draft.apply(&mut after);
            after.former_codes.extend(
                draft
                    .former_codes
                    .iter()
                    .filter(|code| codes.insert((*code).clone()))
                    .cloned(),
            );
            after.former_codes.sort();
            if after != *before {
                change.rewrite_service_type(before, &after, Action::Update, None)?;
            }
            continue;
        }
        if !codes.insert(draft.code.clone()) {
            continue;
        }
        let mut service = ServiceType {
            code: draft.code.clone(),
            labels: Default::default(),
            former_codes: draft
                .former_codes
                .iter()
                .filter(|code| codes.insert((*code).clone()))
                .cloned()
                .collect(),
        };
        service.former_codes.sort();
        draft.apply(&mut service);
        new.push(service);
    }
    change.create_service_types(&new)?;
    if let Some(draft) = &extras.network {
        let mut profile = change.network().profile.clone();
        draft.apply(&mut profile);
        if empty {
            lay(&mut profile.sample_data, &draft.sample_data.flatten());
        }
        change.set_profile(profile)?;
    }
    Ok(())
}

/// Reads a row of one of these tables.
pub fn read_row(
    table: &str,
    key: impl FnOnce(&mut RowReader<'_>) -> Option<MemberKey>,
    row: &mut RowReader<'_>,
    line: u64,
    extras: &mut Extras,
) {
    match table {
        "contacts" => {
            let key = key(row);
            if let (Some(draft), Some(key)) = (ContactDraft::read(line, row), key)
                && row.mistakes() == 0
            {
                extras.contacts.entry(key).or_default().push(draft);
            }
        }
        "notes" => {
            let key = key(row);
            if let (Some(draft), Some(key)) = (NoteDraft::read(line, row), key)
                && row.mistakes() == 0
            {
                extras.notes.entry(key).or_default().push(draft);
            }
        }
        "service_types" => {
            if let Some(draft) = ServiceTypeDraft::read(row) {
                let parent = draft.code.parent();
                if parent.is_some_and(|parent| !extras.knows(&parent)) {
                    row.refuse_field(
                        "code",
                        Invalid::new(
                            "unknown_parent",
                            "the type above it is not there; put its row before this one",
                        ),
                    );
                } else if row.mistakes() == 0 {
                    extras.service_types.push(draft);
                }
            }
        }
        _ => {
            if extras.network.is_some() {
                row.refuse_field(
                    "name",
                    Invalid::new("repeated", "there is one network; remove the other rows"),
                );
            } else {
                extras.network = Some(NetworkDraft::read(row));
            }
        }
    }
}

impl Extras {
    fn knows(&self, code: &ServiceCode) -> bool {
        self.known_types.contains(code)
            || self.service_types.iter().any(|draft| draft.code == *code)
    }
}
