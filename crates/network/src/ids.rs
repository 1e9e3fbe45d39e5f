//! Identifiers: UUID version 7 (RFC 9562), made by the program, one type for each kind of record.

/// Declares an identifier type.
macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident, )+) => { $(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        #[schema(value_type = uuid::Uuid)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// A new identifier.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self($crate::ids::new_uuid())
            }

            /// The bare UUID.
            pub const fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::invalid::Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                uuid::Uuid::try_parse(text).map(Self).map_err(|_| $crate::invalid::Invalid::new(
                    "invalid_id",
                    format!("\"{text}\" is not an identifier; one looks like 0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11"),
                ))
            }
        }
    )+ };
}

/// A UUID version 7 whose bits behind the millisecond are all random.
///
/// The usual generator counts within a millisecond, so that records made together have numbers in
/// a row, and a number that is left out tells the public that something hidden was made there.
fn new_uuid() -> uuid::Uuid {
    uuid::Uuid::new_v7(uuid::Timestamp::now(uuid::NoContext))
}

ids! {
    /// Identifies the network itself, so that answers of two networks never share an ETag.
    NetworkId,
    /// Names the time through which the books were never put back to an earlier state. Within one
    /// epoch revisions only grow; after a restore another one begins.
    Epoch,
    /// Identifies a member organisation.
    MemberId,
    /// Identifies a location of a member.
    LocationId,
    /// Identifies a service offer of a member.
    OfferId,
    /// Identifies a contact, a person at a member.
    ContactId,
    /// Identifies a note about a member.
    NoteId,
    /// Identifies a membership event.
    EventId,
    /// Identifies an API key.
    KeyId,
    /// Identifies somebody of the secretariat.
    StaffId,
    /// Identifies a proposal.
    ProposalId,
    /// Identifies an import.
    ImportId,
    /// Identifies a webhook.
    WebhookId,
    /// Identifies something that webhooks are told of.
    WebhookEventId,
    /// Identifies an event's way to one webhook.
    WebhookDeliveryId,
    /// Identifies a mail, or an address to which none goes.
    MailId,
    /// Identifies a personal link.
    LinkId,
    /// Identifies what somebody reported about an entry.
    ReportId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_made_together_are_not_in_a_row() {
        let numbers: Vec<u128> = (0..1_000)
            .map(|_| LocationId::new().uuid().as_u128())
            .collect();
        let in_a_row = numbers
            .windows(2)
            .filter(|pair| pair[0].abs_diff(pair[1]) < 1 << 32);
        assert_eq!(in_a_row.count(), 0);
    }
}
