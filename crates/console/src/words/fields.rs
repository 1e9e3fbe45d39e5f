//! What the fields of records are called, and how what stands in them is read.

/// How what stands in a field is read.
#[derive(Clone, Copy)]
pub enum Means {
    /// As it is written.
    Text,
    /// Texts by their languages.
    Texts,
    /// Countries by their codes.
    Country,
    /// Languages by their codes.
    Language,
    /// Services by their codes.
    Service,
    /// A code that has a text of this name, with the code in the place of `{}`.
    Code(&'static str),
    /// A kind of membership.
    Membership,
    /// Yes or no.
    Switch,
    /// A day.
    Day,
    /// A moment, of which the day is said.
    Moment,
    /// Whether there is one: an identifier says nothing to people.
    Whether,
}
use Means::{
    Code, Country as Land, Day, Language, Membership, Moment, Service, Switch, Text,
    Texts as ByLang, Whether,
};

/// What a field is part of (empty where that does not matter), its name, the name of its text, and
/// how it is read.
pub type Word = (&'static str, &'static str, &'static str, Means);

#[rustfmt::skip]
const WORDS: &[Word] = &[
    ("locations", "label", "console-word-label", ByLang),
    ("locations", "kind", "console-field-kind", Code("console-kind-{}")),
    ("service_offers", "location_id", "console-field-place", Whether),
    ("service_offers", "description", "console-field-description", ByLang),
    ("membership", "type", "console-column-membership-type", Membership),
    ("membership", "status", "console-column-membership-status", Code("console-status-{}")),
    ("contacts", "role", "console-field-role", Text),
    ("notes", "recorded_at", "console-import-day", Moment),
    ("webhook", "status", "console-status", Code("console-webhook-{}")),
    ("webhook", "description", "console-key-label", Text),
    ("api_key", "member_id", "console-import-of-members", Whether),
    ("network", "logo", "console-logo", Whether),
    ("", "accent_color", "console-color", Text),
    ("", "name", "console-field-name", Text),
    ("", "acronym", "console-field-acronym", Text),
    ("", "country", "console-field-country", Land),
    ("", "countries", "console-word-countries", Land),
    ("", "website", "console-field-website", Text),
    ("", "email", "console-field-email", Text),
    ("", "phones", "console-column-phones", Text),
    ("", "phone", "console-field-phone", Text),
    ("", "links", "console-column-links", Text),
    ("", "identifiers", "console-column-identifiers", Text),
    ("", "languages", "console-shown-languages", Language),
    ("", "language", "page-language", Language),
    ("", "lang", "page-language", Language),
    ("", "founded_year", "console-field-founded-year", Text),
    ("", "summary", "console-field-summary", ByLang),
    ("", "external_id", "console-column-external-id", Text),
    ("", "slug", "console-column-slug", Text),
    ("", "former_slugs", "console-word-former-slugs", Text),
    ("", "name_language", "console-word-name-language", Language),
    ("", "names", "console-word-names", Text),
    ("", "membership", "console-membership", Text),
    ("", "joined_on", "console-column-joined-on", Day),
    ("", "left_on", "console-column-left-on", Day),
    ("", "listing", "console-column-listing", Code("console-listing-{}")),
    ("", "verified_at", "console-confirmed-on", Moment),
    ("", "verified_by", "console-word-verified-by", Code("console-verified-by-{}")),
    ("", "withdrawn_at", "console-is-withdrawn", Moment),
    ("", "merged_into", "console-word-merged", Whether),
    ("", "locations", "console-field-place", Text),
    ("", "service_offers", "console-service", Text),
    ("", "contacts", "console-people", Text),
    ("", "notes", "console-notes", Text),
    ("", "address", "console-field-address", Text),
    ("", "postal_code", "console-field-postal-code", Text),
    ("", "city", "console-field-city", Text),
    ("", "region", "console-column-region", Text),
    ("", "point", "console-word-point", Text),
    ("", "latitude", "console-column-latitude", Text),
    ("", "longitude", "console-column-longitude", Text),
    ("", "opening_hours", "console-column-opening-hours", Text),
    ("", "accessibility", "console-field-accessibility", ByLang),
    ("", "visibility", "console-field-visibility", Code("console-visibility-{}")),
    ("", "service", "console-service", Service),
    ("", "description", "console-field-description", ByLang),
    ("", "audience", "console-field-audience", ByLang),
    ("", "eligibility", "console-field-eligibility", ByLang),
    ("", "access", "console-field-access", ByLang),
    ("", "free_of_charge", "console-field-free-of-charge", Switch),
    ("", "delivery", "console-word-delivery", Code("console-given-{}")),
    ("", "legal_basis", "console-field-legal-basis", Code("console-basis-{}")),
    ("", "consented_on", "console-field-consented-on", Day),
    ("", "text", "console-field-text", Text),
    ("", "short_name", "console-field-short-name", Text),
    ("", "imprint", "console-field-imprint", ByLang),
    ("", "sample_data", "console-word-sample-data", Switch),
    ("", "code", "console-code", Text),
    ("", "labels", "console-field-labels", ByLang),
    ("", "search_words", "console-field-search-words", ByLang),
    ("", "former_codes", "console-word-former-codes", Text),
    ("", "label", "console-key-label", Text),
    ("", "role", "console-role", Code("console-role-{}")),
    ("", "expires_at", "console-key-end", Moment),
    ("", "revoked_at", "console-key-revoked", Moment),
    ("", "removed_at", "console-word-removed", Moment),
    ("", "last_used_at", "console-last-seen", Moment),
    ("", "url", "console-webhook-url", Text),
    ("", "events", "console-webhook-events", Code("console-event-{}")),
    ("", "status_reason", "console-reason", Text),
];

/// What nobody reads: identifiers, and what the books keep for themselves.
pub const UNSAID: [&str; 7] = [
    "id",
    "prefix",
    "staff_id",
    "created_at",
    "updated_at",
    "previous_secret_until",
    "uri",
];

pub fn word(part: &str, name: &str) -> Option<&'static Word> {
    let of = |part: &str| WORDS.iter().find(|word| word.0 == part && word.1 == name);
    of(part).or_else(|| of(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use network::{
        ApiKey, Contact, Location, Member, Membership, NetworkProfile, Note, ServiceOffer,
        ServiceType, StaffPerson, Webhook,
    };
    use utoipa::PartialSchema;

    fn fields<T: PartialSchema>() -> Vec<String> {
        let schema = serde_json::to_value(T::schema()).unwrap();
        let properties = schema["properties"].as_object().unwrap();
        properties.keys().cloned().collect()
    }

    #[test]
    fn every_field_that_changes_has_words() {
        for (part, fields) in [
            ("member", fields::<Member>()),
            ("membership", fields::<Membership>()),
            ("locations", fields::<Location>()),
            ("service_offers", fields::<ServiceOffer>()),
            ("contacts", fields::<Contact>()),
            ("notes", fields::<Note>()),
            ("network", fields::<NetworkProfile>()),
            ("service_type", fields::<ServiceType>()),
            ("api_key", fields::<ApiKey>()),
            ("staff", fields::<StaffPerson>()),
            ("webhook", fields::<Webhook>()),
        ] {
            for name in fields {
                let is_said = word(part, &name).is_some() || UNSAID.contains(&name.as_str());
                assert!(is_said, "{part}: {name}");
            }
        }
    }
}
