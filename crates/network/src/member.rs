//! A member organisation with everything it has.

use std::{
    collections::HashSet,
    fmt::{self, Display},
    hash::Hash,
};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::{
    codes::codes,
    country::Country,
    identifier::Identifier,
    ids::MemberId,
    invalid::{all_different, at},
    lang::Lang,
    language::LanguageTag,
    link::Link,
    membership::{Listing, Membership, MembershipStatus, MembershipType},
    person::{Contact, Note},
    phone::Phone,
    place::Location,
    reach::{Email, WebAddress},
    service::ServiceOffer,
    slug::Slug,
    text::{LocalizedText, serde_text},
    time::Timestamp,
};

/// A name beside the main one: in another language or script, or a former or shorter one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OtherName {
    /// The language it is in, BCP 47; nothing when unknown.
    #[serde(default)]
    pub language: Option<LanguageTag>,
    /// The name.
    #[serde(deserialize_with = "serde_text::name")]
    #[schema(min_length = 1, max_length = 300)]
    pub name: String,
}

impl fmt::Display for OtherName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.language {
            Some(language) => write!(out, "\"{}\" ({language})", self.name),
            None => write!(out, "\"{}\"", self.name),
        }
    }
}

/// A member organisation as the books of record know it: the unit that is read, changed,
/// audited and published as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = MemberEntry)]
#[validate(schema(function = "parts_fit", skip_on_field_errors = false))]
pub struct Member {
    /// Its identifier, for ever.
    #[schema(required = false, read_only)]
    pub id: MemberId,
    /// The key it has in the network's own spreadsheet or CRM; unique, private.
    #[serde(default, deserialize_with = "serde_text::optional_name")]
    #[schema(max_length = 300)]
    pub external_id: Option<String>,
    /// Its readable key in addresses; made from the name when a new member has none.
    #[schema(required = false)]
    pub slug: Slug,
    /// Slugs that it was published under before, or that a member merged into it had; they lead
    /// to it for ever.
    #[serde(default)]
    #[schema(required = false, read_only)]
    pub former_slugs: Vec<Slug>,
    /// Its name.
    #[serde(deserialize_with = "serde_text::name")]
    #[schema(min_length = 1, max_length = 300)]
    pub name: String,
    /// The language of its name, BCP 47; the language it writes in.
    #[serde(default)]
    pub name_language: Option<LanguageTag>,
    /// Its names in other languages and scripts, each once.
    #[serde(default)]
    #[validate(
        length(max = 100, message = "100 are the most"),
        custom(function = "all_different"),
        nested
    )]
    pub names: Vec<OtherName>,
    /// What it is called for short.
    #[serde(default, deserialize_with = "serde_text::optional_name")]
    #[schema(max_length = 300)]
    pub acronym: Option<String>,
    /// The country it works in, ISO 3166-1 alpha-2.
    pub country: Country,
    /// Its website.
    #[serde(default)]
    pub website: Option<WebAddress>,
    /// The address that anybody may write to.
    #[serde(default)]
    pub email: Option<Email>,
    /// The numbers that anybody may call, the main one first.
    #[serde(default)]
    #[validate(
        length(max = 20, message = "20 are the most"),
        custom(function = "all_different")
    )]
    pub phones: Vec<Phone>,
    /// Its further addresses on the web: where it speaks to people, where they give.
    #[serde(default)]
    #[validate(
        length(max = 30, message = "30 are the most"),
        custom(function = "all_different")
    )]
    pub links: Vec<Link>,
    /// By what it is known elsewhere.
    #[serde(default)]
    #[validate(
        length(max = 30, message = "30 are the most"),
        custom(function = "all_different")
    )]
    pub identifiers: Vec<Identifier>,
    /// The year of its foundation.
    #[serde(default, deserialize_with = "super::time::optional_year")]
    #[schema(minimum = 800, maximum = 9999)]
    pub founded_year: Option<i16>,
    /// The languages it works in, BCP 47, the main one first.
    #[serde(default)]
    #[validate(
        length(max = 100, message = "100 are the most"),
        custom(function = "all_different")
    )]
    pub languages: Vec<LanguageTag>,
    /// What it does, by language.
    #[serde(default)]
    pub summary: LocalizedText,
    /// What it is to the network.
    #[schema(required = false)]
    #[validate(nested)]
    pub membership: Membership,
    /// Whether it wants to stand in the public directory; `listed` for a new one when it is left
    /// out.
    #[schema(required = false)]
    pub listing: Listing,
    /// When someone last confirmed that the entry is true.
    #[serde(default)]
    #[schema(read_only)]
    pub verified_at: Option<Timestamp>,
    /// On whose side that was; nothing where it is not known. Who it was is in the audit trail alone.
    #[serde(default)]
    #[schema(read_only)]
    pub verified_by: Option<VerifiedBy>,
    /// When the entry was withdrawn: it is kept and can be restored, and nobody but staff sees it.
    #[serde(default)]
    #[schema(read_only)]
    pub withdrawn_at: Option<Timestamp>,
    /// The member that it was merged into.
    #[serde(default)]
    #[schema(read_only)]
    pub merged_into: Option<MemberId>,
    /// Its places.
    #[serde(default)]
    #[validate(length(max = 500, message = "500 are the most"), nested)]
    pub locations: Vec<Location>,
    /// What it does for people.
    #[serde(default)]
    #[validate(length(max = 500, message = "500 are the most"), nested)]
    pub service_offers: Vec<ServiceOffer>,
    /// Its people. Never public.
    #[serde(default)]
    #[validate(length(max = 500, message = "500 are the most"), nested)]
    pub contacts: Vec<Contact>,
    /// What staff noted about it. Never public, nor shown to the member.
    #[serde(default)]
    #[validate(length(max = 5000, message = "5000 are the most"), nested)]
    pub notes: Vec<Note>,
}

codes! {
    /// Who confirmed that an entry is true.
    VerifiedBy ("side that confirmed the entry") {
        /// The organisation itself.
        Organisation = "organisation",
        /// The network's secretariat.
        Secretariat = "secretariat",
    }
}

/// The language that a member writes in, as far as it says so: that of its name, else the main one of
/// those that it works in, else English.
pub fn writes_in(name_language: Option<&LanguageTag>, languages: &[LanguageTag]) -> LanguageTag {
    let said = name_language.or(languages.first());
    said.cloned().unwrap_or_else(|| Lang::En.into())
}

/// Whether nobody speaks for a member any more: its membership is over, or its entry was withdrawn or
/// merged into another one.
pub fn has_ended(status: MembershipStatus, is_withdrawn: bool, is_merged: bool) -> bool {
    status.is_over() || is_withdrawn || is_merged
}

impl Member {
    /// A listed member with nothing but what each of them has.
    pub fn new(slug: Slug, name: String, country: Country) -> Self {
        Self {
            id: MemberId::new(),
            external_id: None,
            slug,
            former_slugs: Vec::new(),
            name,
            name_language: None,
            names: Vec::new(),
            acronym: None,
            country,
            website: None,
            email: None,
            phones: Vec::new(),
            links: Vec::new(),
            identifiers: Vec::new(),
            founded_year: None,
            languages: Vec::new(),
            summary: LocalizedText::default(),
            membership: Membership {
                kind: MembershipType::Ordinary,
                status: MembershipStatus::Member,
                joined_on: None,
                left_on: None,
            },
            listing: Listing::Listed,
            verified_at: None,
            verified_by: None,
            withdrawn_at: None,
            merged_into: None,
            locations: Vec::new(),
            service_offers: Vec::new(),
            contacts: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The language that it writes in ([`writes_in`]).
    pub fn writes_in(&self) -> LanguageTag {
        writes_in(self.name_language.as_ref(), &self.languages)
    }

    /// Whether nobody speaks for it any more ([`has_ended`]).
    pub fn has_ended(&self) -> bool {
        has_ended(
            self.membership.status,
            self.withdrawn_at.is_some(),
            self.merged_into.is_some(),
        )
    }

    /// Every slug that leads to it.
    pub fn slugs(&self) -> impl Iterator<Item = &Slug> {
        std::iter::once(&self.slug).chain(&self.former_slugs)
    }
}

/// Identifiers stand once, and an offer names only a place that is there.
fn parts_fit(member: &Member) -> Result<(), ValidationError> {
    stand_once("/locations", &member.locations, |place| place.id)?;
    stand_once("/service_offers", &member.service_offers, |offer| offer.id)?;
    stand_once("/contacts", &member.contacts, |contact| contact.id)?;
    stand_once("/notes", &member.notes, |note| note.id)?;
    let known = |id| member.locations.iter().any(|place| place.id == id);
    let stray = member
        .service_offers
        .iter()
        .enumerate()
        .find_map(|(place, offer)| {
            let id = offer.location.filter(|id| !known(*id))?;
            Some((place, id))
        });
    match stray {
        None => Ok(()),
        Some((place, id)) => Err(at(
            format!("/service_offers/{place}/location_id"),
            "unknown_location",
            format!("{id} is none of the member's locations"),
        )),
    }
}

fn stand_once<T, I: Eq + Hash + Display + Copy>(
    list: &str,
    parts: &[T],
    id: impl Fn(&T) -> I,
) -> Result<(), ValidationError> {
    let mut seen = HashSet::new();
    let twice = parts
        .iter()
        .map(id)
        .enumerate()
        .find(|(_, id)| !seen.insert(*id));
    match twice {
        None => Ok(()),
        Some((place, id)) => Err(at(
            format!("{list}/{place}/id"),
            "repeated",
            format!("{id} stands in the list twice; leave it out for a new one"),
        )),
    }
}
