//! What is known about people, and what staff write for each other. None of it is ever public.

use serde::{Deserialize, Serialize};

use super::{ContactId, Date, Email, NoteId, Phone, Timestamp, codes::codes};

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

/// A person at a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its identifier.
    pub id: ContactId,
    /// The person's name.
    pub name: String,
    /// What the person does there.
    pub role: Option<String>,
    /// The person's e-mail address.
    pub email: Option<Email>,
    /// The person's telephone number.
    pub phone: Option<Phone>,
    /// Why the data may be kept.
    pub legal_basis: LegalBasis,
    /// When the person agreed; always there when consent is the basis.
    pub consented_on: Option<Date>,
}

/// A remark of the staff about a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its identifier.
    pub id: NoteId,
    /// What was noted.
    pub text: String,
    /// When it was written.
    pub recorded_at: Timestamp,
}
