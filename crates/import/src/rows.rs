//! All that the files of an import say, by member. It holds what a change needs of each row and no
//! more.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use crate::{
    drafts::{
        ContactDraft, LocationDraft, MemberDraft, NetworkDraft, NoteDraft, OfferDraft,
        ServiceTypeDraft,
    },
    fields::TableName,
    finding::Origin,
    reading::{Fitted, RowReader},
    report::Report,
};
use network::{Invalid, ServiceCode};

/// How a row of a part names its member: by slug or by external identifier.
pub type MemberKey = String;

/// The rows of an import.
#[derive(Debug, Default)]
pub struct ImportRows {
    /// Where the members' rows stand.
    pub members_from: Origin,
    /// Whether there were rows for members at all.
    pub has_members: bool,
    /// The members' rows.
    pub members: Vec<MemberDraft>,
    /// The places' rows.
    pub locations: PartRows<LocationDraft>,
    /// The services' rows.
    pub services: PartRows<OfferDraft>,
    /// The rows of people.
    pub contacts: PartRows<ContactDraft>,
    /// The rows of notes.
    pub notes: PartRows<NoteDraft>,
    /// What is said of the taxonomy and the network.
    pub shared: SharedRows,
    /// The slugs and external identifiers of members' rows that could not be read.
    pub refused_keys: Vec<String>,
    /// Members' rows that could not be read, and do not say whose they are.
    pub nameless_rows: usize,
    /// Identifiers of parts that the registry has, whosever they are.
    pub taken: HashSet<Uuid>,
}

/// The rows of one kind of part, by the key that names their member.
#[derive(Debug)]
pub struct PartRows<T> {
    /// Where they stand.
    pub from: Origin,
    /// The rows, in the order of the file.
    pub by_member: HashMap<MemberKey, Vec<T>>,
}

impl<T> Default for PartRows<T> {
    fn default() -> Self {
        Self {
            from: Origin::default(),
            by_member: HashMap::new(),
        }
    }
}

impl<T> PartRows<T> {
    /// Adds a member's rows.
    pub fn add(&mut self, key: &MemberKey, rows: impl IntoIterator<Item = T>) {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_some() {
            self.by_member.entry(key.clone()).or_default().extend(rows);
        }
    }

    /// Takes out the rows that name the member of a row.
    pub fn take(&mut self, draft: &MemberDraft) -> Vec<T> {
        let keys = [own_key(draft.line)].into_iter().chain(draft.keys());
        keys.filter_map(|key| self.by_member.remove(&key))
            .flatten()
            .collect()
    }
}

/// The most service types that rows may name.
const MOST_SERVICE_TYPES: usize = 5_000;

/// The rows of what all members share.
#[derive(Debug, Default)]
pub struct SharedRows {
    /// The codes of the registry.
    pub known_types: Vec<ServiceCode>,
    /// The codes of the rows so far.
    pub new_types: HashSet<ServiceCode>,
    /// The rows of service types.
    pub service_types: Vec<ServiceTypeDraft>,
    /// The row of the network.
    pub network: Option<NetworkDraft>,
}

impl SharedRows {
    /// The codes that rows may name.
    pub fn codes(&self) -> impl Iterator<Item = &ServiceCode> {
        let new = self.service_types.iter().map(|draft| &draft.code);
        self.known_types.iter().chain(new)
    }

    /// Reads a row for a service type.
    pub fn read_service_type(&mut self, row: &mut RowReader<'_>) {
        let Some(draft) = ServiceTypeDraft::read(row) else {
            return;
        };
        let parent = draft.code.parent();
        let is_known =
            |code: &ServiceCode| self.new_types.contains(code) || self.known_types.contains(code);
        if self.service_types.len() >= MOST_SERVICE_TYPES {
            row.refuse_field(
                "code",
                Invalid::new(
                    "too_many",
                    format!("{MOST_SERVICE_TYPES} service types are the most; leave this row out"),
                ),
            );
        } else if parent.is_some_and(|parent| !is_known(&parent)) {
            row.refuse_field(
                "code",
                Invalid::new(
                    "unknown_parent",
                    "the type above it is not there; put its row before this one",
                ),
            );
        } else if row.mistakes() == 0 {
            self.new_types.insert(draft.code.clone());
            self.service_types.push(draft);
        }
    }

    /// Reads a row for the network.
    pub fn read_network(&mut self, row: &mut RowReader<'_>) {
        if self.network.is_some() {
            row.refuse_field(
                "name",
                Invalid::new("repeated", "there is one network; remove the other rows"),
            );
        } else {
            self.network = Some(NetworkDraft::read(row));
        }
    }
}

/// The rows of one member's places and services.
#[derive(Debug, Default)]
pub struct MemberParts {
    /// The rows of its places.
    pub locations: Vec<LocationDraft>,
    /// The rows of its services.
    pub offers: Vec<OfferDraft>,
}

impl ImportRows {
    /// Takes out the rows of a member's places and services.
    pub fn take_parts(&mut self, draft: &MemberDraft) -> MemberParts {
        MemberParts {
            locations: self.locations.take(draft),
            offers: self.services.take(draft),
        }
    }

    /// Takes out the rows of places and services whose key is as `fits` says, by that key.
    pub fn take_parts_if(
        &mut self,
        fits: impl Fn(&MemberKey) -> bool,
    ) -> BTreeMap<MemberKey, MemberParts> {
        let mut taken: BTreeMap<MemberKey, MemberParts> = BTreeMap::new();
        let locations = &mut self.locations.by_member;
        for (key, rows) in locations.extract_if(|key, _| fits(key)) {
            taken.entry(key).or_default().locations = rows;
        }
        for (key, rows) in self.services.by_member.extract_if(|key, _| fits(key)) {
            taken.entry(key).or_default().offers = rows;
        }
        taken
    }

    /// Refuses a member's own row.
    pub fn refuse_member(&self, line: u64, invalid: Invalid, report: &mut Report) {
        report.refuse(TableName::Members, &self.members_from, line, invalid);
    }

    /// Refuses the rows of places and services for one reason. Those that are made from a member's
    /// own row are no rows of their own, and are refused with it.
    pub fn refuse_parts(&self, parts: &MemberParts, invalid: &Invalid, report: &mut Report) {
        let mut refuse = |table, from: &Origin, line| {
            if *from != self.members_from {
                report.refuse(table, from, line, invalid.clone());
            }
        };
        for row in &parts.locations {
            refuse(TableName::Locations, &self.locations.from, row.line);
        }
        for row in &parts.offers {
            refuse(TableName::Services, &self.services.from, row.line);
        }
    }

    /// Gives each member the rows of its people and notes, and refuses those whose member has no
    /// row of its own.
    pub fn join_people(&mut self, report: &mut Report) {
        for draft in &mut self.members {
            draft.contacts = self.contacts.take(draft);
            draft.notes = self.notes.take(draft);
        }
        let mut refuse = |table, from: &Origin, key: &MemberKey, line| {
            // What is part of a record is refused with it.
            if !is_own_key(key) {
                report.refuse(table, from, line, no_member_row(key));
            }
        };
        for (key, rows) in self.contacts.by_member.drain() {
            for row in rows {
                refuse(TableName::Contacts, &self.contacts.from, &key, row.line);
            }
        }
        for (key, rows) in self.notes.by_member.drain() {
            for row in rows {
                refuse(TableName::Notes, &self.notes.from, &key, row.line);
            }
        }
    }
}

/// The parts of a member that is refused are refused with it.
pub fn member_refused() -> Invalid {
    Invalid::new(
        "member_refused",
        "the row of its member is refused; mend that one first",
    )
}

fn no_member_row(key: &str) -> Invalid {
    Invalid::new(
        "unknown_member",
        format!(
            "no row for a member has the slug or the external_id \"{key}\"; add the \
             member's own row, with no more than its slug where nothing else changes"
        ),
    )
}

/// The key by which a row of a part names its member.
pub fn member_key(fitted: &Fitted, row: &mut RowReader<'_>) -> Option<MemberKey> {
    if !fitted.feeds("member") {
        row.refuse_field(
            "member",
            Invalid::new(
                "required",
                "there is no column that names the member; add one, by slug or by external_id",
            ),
        );
        return None;
    }
    row.required("member", crate::given::name)
}

/// The key of what is made from a member's own row, or is part of its record. No slug and no
/// external identifier begins with a control character.
pub fn own_key(line: u64) -> MemberKey {
    format!("{OWN}{line}")
}

/// Whether a key is of what is made from a member's own row.
pub fn is_own_key(key: &str) -> bool {
    key.starts_with(OWN)
}

const OWN: char = '\u{1}';
