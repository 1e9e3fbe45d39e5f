//! The domain: members, their locations and services, membership, languages, countries,
//! visibility and access. Plain types and rules; it reads and writes nothing.

mod access;
mod checked_text;
pub mod codes;
mod collation;
mod color;
mod country;
mod country_box;
pub mod deletions;
pub mod dialling;
pub mod difference;
mod digits;
pub mod disclosure;
mod distance;
pub mod earlier;
mod history;
mod hold;
pub mod hours;
mod identifier;
mod ids;
pub mod invalid;
mod label;
mod lang;
mod language;
mod likeness;
mod link;
mod logo;
mod mail;
mod member;
mod membership;
pub mod mend;
pub mod nearest;
mod opening;
pub mod outlines;
mod outward;
mod page_lang;
mod person;
mod phone;
mod place;
pub mod position;
mod profile;
mod reach;
mod report;
mod search_words;
mod service;
pub mod sharing;
mod slug;
pub mod spreadsheet;
pub mod text;
mod time;
mod time_zone;
pub mod vital;
mod webhook;

pub use access::{ApiKey, KeyState, Role, StaffPerson, StaffRole};
pub use collation::{Collation, fold, label_key};
pub use color::{AccentColor, Tones};
pub use country::Country;
pub use dialling::DialUri;
pub use difference::FieldChange;
pub use distance::{LEAST_RADIUS, Spot, longest_chord_squared, middle};
pub use history::{HISTORY, HistoryReach};
pub use hold::Hold;
pub use identifier::{Identifier, IdentifierScheme};
pub use ids::{
    ContactId, Epoch, EventId, ImportId, KeyId, LinkId, LocationId, MailId, MemberId, NetworkId,
    NoteId, OfferId, ProposalId, ReportId, StaffId, WebhookDeliveryId, WebhookEventId, WebhookId,
};
pub use invalid::{Invalid, all_different};
pub use lang::Lang;
pub use language::{LanguageTag, language_names};
pub use likeness::{
    Candidate, DuplicateIndex, Features, LikenessReason, Suspects, site, telling_words,
};
pub use link::{Link, LinkKind};
pub use logo::{LARGEST as LARGEST_LOGO, Logo};
pub use mail::{Mail, MailContent, MailKind, MailStatus, MailStop, MailStopCause, NewMail};
pub use member::{Member, OtherName, VerifiedBy, has_ended, writes_in};
pub use membership::{
    Listing, Membership, MembershipEvent, MembershipMove, MembershipStatus, MembershipType,
    PublicChangeKind,
};
pub use opening::Opening;
pub use outward::Outward;
pub use page_lang::{PageLang, PagesAlone, direction};
pub use person::{Contact, LegalBasis, Note};
pub use phone::{Phone, PhoneNumber};
pub use place::{Cell, Location, LocationKind, Point, Visibility, parse_degrees};
pub use profile::{NetworkProfile, UNNAMED};
pub use reach::{Email, WebAddress};
pub use report::{EntryWish, PersonalLink, Report, ReportDraft, ReportKind, ReportStatus};
pub use search_words::{SearchWords, read_words};
pub use service::{Delivery, ServiceCode, ServiceOffer, ServiceType};
pub use slug::Slug;
pub use text::{LocalizedText, Tongues};
pub use time::{
    Date, Timestamp, check_past, optional_date, parse_beginning, parse_date, parse_end,
    parse_past_date, parse_past_time, parse_retry_after, parse_year, required_date,
};
pub use webhook::{
    Webhook, WebhookAttempt, WebhookDelivery, WebhookDeliveryStatus, WebhookEvent,
    WebhookEventKind, WebhookStatus, WebhookTopic,
};
