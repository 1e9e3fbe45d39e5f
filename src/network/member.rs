//! A member organisation with everything it has.

use serde::{Deserialize, Serialize};

use super::{
    Contact, Country, Email, LanguageTag, Listing, LocalizedText, Location, MemberId, Membership,
    Note, Phone, ServiceOffer, Slug, Timestamp, WebAddress,
};

/// A name beside the main one: in another language or script, or a former or shorter one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OtherName {
    /// The language it is in, BCP 47; nothing when unknown.
    pub language: Option<LanguageTag>,
    /// The name.
    pub name: String,
}

/// A member organisation as the books of record know it: the unit that is read, changed,
/// audited and published as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Its identifier, for ever.
    pub id: MemberId,
    /// The key it has in the network's own spreadsheet or CRM; unique, private.
    pub external_id: Option<String>,
    /// Its readable key in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// The language of its name; the language it writes in.
    pub name_language: Option<LanguageTag>,
    /// Its names in other languages and scripts.
    pub names: Vec<OtherName>,
    /// What it is called for short.
    pub acronym: Option<String>,
    /// The country it works in.
    pub country: Country,
    /// Its website.
    pub website: Option<WebAddress>,
    /// The address that anybody may write to.
    pub email: Option<Email>,
    /// The number that anybody may call.
    pub phone: Option<Phone>,
    /// The year of its foundation.
    pub founded_year: Option<i16>,
    /// The languages it works in, the main one first.
    pub languages: Vec<LanguageTag>,
    /// What it does, by language.
    pub summary: LocalizedText,
    /// What it is to the network.
    pub membership: Membership,
    /// Whether it wants to stand in the public directory.
    pub listing: Listing,
    /// When someone last confirmed that the entry is true.
    pub verified_at: Option<Timestamp>,
    /// Its places.
    pub locations: Vec<Location>,
    /// What it does for people.
    pub service_offers: Vec<ServiceOffer>,
    /// Its people.
    pub contacts: Vec<Contact>,
    /// What staff noted about it.
    pub notes: Vec<Note>,
}
