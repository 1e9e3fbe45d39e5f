//! What is known about people, and what staff write for each other. None of it is ever public.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::{
    codes::codes,
    ids::{ContactId, NoteId},
    invalid::at,
    phone::PhoneNumber,
    reach::Email,
    text::serde_text,
    time::{Date, Timestamp},
};

codes! {
    /// Why a person's data may be kept (GDPR, article 6(1)).
    LegalBasis ("legal basis") {
        /// The person agreed (a).
        Consent = "consent",
        /// A contract with the person needs it (b).
        Contract = "contract",
        /// A law demands it (c).
        LegalObligation = "legal_obligation",
        /// The network's legitimate interest outweighs the person's (f).
        LegitimateInterest = "legitimate_interest",
    }
}

/// A person at a member. Never public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "consent_has_a_date", skip_on_field_errors = false))]
pub struct Contact {
    /// Its identifier; made when it is left out.
    #[schema(required = false)]
    pub id: ContactId,
    /// The person's name.
    #[serde(deserialize_with = "serde_text::name")]
    #[schema(min_length = 1, max_length = 300)]
    pub name: String,
    /// What the person does there.
    #[serde(default, deserialize_with = "serde_text::optional_line")]
    #[schema(max_length = 500)]
    pub role: Option<String>,
    /// The person's e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// The person's telephone number.
    #[serde(default)]
    pub phone: Option<PhoneNumber>,
    /// Why the data may be kept.
    pub legal_basis: LegalBasis,
    /// When the person agreed; always there when consent is the basis.
    #[serde(default, deserialize_with = "super::time::optional_date")]
    #[schema(value_type = Option<String>, format = Date)]
    pub consented_on: Option<Date>,
}

fn consent_has_a_date(contact: &Contact) -> Result<(), ValidationError> {
    if contact.legal_basis == LegalBasis::Consent && contact.consented_on.is_none() {
        return Err(at(
            "/consented_on",
            "required",
            "consent needs the date on which the person agreed",
        ));
    }
    Ok(())
}

/// A remark of the staff about a member. Never public, nor shown to the member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its identifier; made when it is left out.
    #[schema(required = false)]
    pub id: NoteId,
    /// What was noted.
    #[serde(deserialize_with = "serde_text::required_paragraphs")]
    #[schema(min_length = 1, max_length = 10000)]
    pub text: String,
    /// When it was written.
    #[schema(required = false, read_only)]
    pub recorded_at: Timestamp,
}
