//! What a row says about a member.

use super::person::{ContactDraft, NoteDraft};
use crate::{
    fields::{Field, Shape, TableFields, TableName, table},
    given::{Apply, Given, Stated, Texts, email, link, name, past_date, website},
    reading::{LISTING, RowReader, Undecided},
};
use network::{
    Country, Date, Email, Identifier, Invalid, LanguageTag, Link, Listing, Member, MemberId,
    MembershipStatus, MembershipType, OtherName, Phone, Slug, Timestamp, VerifiedBy, WebAddress,
    parse_past_time, parse_year, text,
};

table! {
    COLUMNS = Members, Some("");
    /// What a row gives for the fields that are a member's alone.
    MemberFields of Member {
        id "/id" One;
        external_id "/external_id" One;
        slug "/slug" One;
        former_slugs "/former_slugs" List;
        name "/name" One;
        name_language "/name_language" One: Given<Option<LanguageTag>> = one(LanguageTag::parse) => name_language;
        names "/names" Names: Given<Vec<OtherName>> = names(other_name) => names;
        acronym "/acronym" One: Given<Option<String>> = one(name) => acronym;
        country "/country" One;
        website "/website" WebLink: Given<Option<WebAddress>> = one(website) => website;
        email "/email" MailLink: Given<Option<Email>> = one(email) => email;
        phones "/phones" Phones: Given<Vec<Phone>> = lists(Phone::all_in) => phones;
        links "/links" Links: Given<Vec<Link>> = list(link) => links;
        identifiers "/identifiers" Identifiers: Given<Vec<Identifier>> = list(str::parse) => identifiers;
        founded_year "/founded_year" Number: Given<Option<i16>> = one(parse_year) => founded_year;
        languages "/languages" List: Given<Vec<LanguageTag>> = list(LanguageTag::parse) => languages;
        summary "/summary" Texts: Texts = texts(text::paragraphs) => summary;
        membership_type "/membership/type" One: Given<MembershipType> = kept(str::parse) => membership.kind;
        membership_status "/membership/status" One: Given<MembershipStatus> = kept(str::parse) => membership.status;
        joined_on "/membership/joined_on" Day: Given<Option<Date>> = one(past_date) => membership.joined_on;
        left_on "/membership/left_on" Day: Given<Option<Date>> = one(past_date) => membership.left_on;
        listing "/listing" One: Stated<Listing> = stated(LISTING) => listing;
        verified_at "/verified_at" One: Given<Option<Timestamp>> = one(parse_past_time) => verified_at;
        verified_by "/verified_by" One: Given<Option<VerifiedBy>> = one(str::parse) => verified_by;
        withdrawn_at "/withdrawn_at" One;
        merged_into "/merged_into" One;
    }
}

fn other_name(language: Option<LanguageTag>, given: &str) -> Result<OtherName, Invalid> {
    let name = name(given)?;
    Ok(OtherName { language, name })
}

/// What a row says about a member.
#[derive(Debug)]
pub struct MemberDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<MemberId>,
    /// Taken for a new member only, as are withdrawal and merger.
    pub former_slugs: Vec<Slug>,
    pub withdrawn_at: Option<Timestamp>,
    pub merged_into: Option<MemberId>,
    /// What a new member is when the row does not say.
    pub status_when_new: MembershipStatus,
    pub external_id: Option<String>,
    pub slug: Option<Slug>,
    pub name: Given<String>,
    pub country: Given<Country>,
    pub fields: MemberFields,
    /// What it leaves open that must be decided for a new member.
    pub undecided: Option<Undecided>,
    /// The rows of its people.
    pub contacts: Vec<ContactDraft>,
    /// The rows of its notes.
    pub notes: Vec<NoteDraft>,
}

impl MemberDraft {
    /// Reads a row.
    pub fn read(line: u64, row: &mut RowReader<'_>) -> Self {
        Self {
            line,
            id: row.kept("id", str::parse),
            former_slugs: row.list("former_slugs", str::parse).unwrap_or_default(),
            withdrawn_at: row.kept("withdrawn_at", parse_past_time),
            merged_into: row.kept("merged_into", str::parse),
            status_when_new: MembershipStatus::Member,
            external_id: row.kept("external_id", name),
            slug: row.kept("slug", str::parse),
            name: row.required("name", name),
            country: row.required("country", Country::parse),
            fields: MemberFields::read(row),
            undecided: row.undecided(),
            contacts: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A member made from this row alone; nothing when name or country is missing.
    pub fn create(&self, slug: Slug) -> Option<Member> {
        let mut member = Member {
            withdrawn_at: self.withdrawn_at,
            merged_into: self.merged_into,
            ..Member::new(slug, self.name.clone()?, self.country?)
        };
        member.id = self.id.unwrap_or(member.id);
        member.membership.status = self.status_when_new;
        self.apply(&mut member);
        Some(member)
    }

    /// Applies what the row says to a member.
    pub fn apply(&self, member: &mut Member) {
        if let Some(external_id) = &self.external_id {
            member.external_id = Some(external_id.clone());
        }
        self.slug.apply(&mut member.slug);
        self.name.apply(&mut member.name);
        self.country.apply(&mut member.country);
        let verified_at = member.verified_at;
        self.fields.apply(member);
        // A confirmation of which nobody says whose it is, is not that of the one before.
        let is_other = member.verified_at != verified_at && self.fields.verified_by.is_none();
        if is_other || member.verified_at.is_none() {
            member.verified_by = None;
        }
        for draft in &self.contacts {
            draft.apply(&mut member.contacts);
        }
        for draft in &self.notes {
            draft.apply(&mut member.notes);
        }
    }

    /// The keys by which rows of its parts can name it: its slug and its external identifier.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let slug = self.slug.as_ref().map(ToString::to_string);
        slug.into_iter().chain(self.external_id.clone())
    }
}
