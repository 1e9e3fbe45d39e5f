//! What a row says about a member, a place or a service, checked and typed.

use std::collections::BTreeMap;

use super::{
    extras::{ContactDraft, NoteDraft},
    reading::{Fed, Fitted, RowReader, overlay},
};
use network::{
    Country, Date, Delivery, Email, Invalid, LanguageTag, Listing, Location, LocationId,
    LocationKind, Member, MemberId, Membership, MembershipStatus, MembershipType, OfferId,
    OtherName, Phone, Point, ServiceCode, ServiceOffer, Slug, Timestamp, Visibility, WebAddress,
    parse_date, parse_degrees, parse_year, text,
};

/// A text by language: for each language that is fed, the text or nothing.
pub type Texts = BTreeMap<LanguageTag, Option<String>>;

/// Reads a name.
pub fn name(given: &str) -> Result<String, Invalid> {
    text::line(given, text::NAME_LENGTH)
}

/// Reads a text of one line.
pub fn line(given: &str) -> Result<String, Invalid> {
    text::line(given, text::LINE_LENGTH)
}

/// What a row says about a member. A field that is not fed keeps what the registry has.
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
    /// The rows of its people.
    pub contacts: Vec<ContactDraft>,
    /// The rows of its notes.
    pub notes: Vec<NoteDraft>,
    pub external_id: Option<String>,
    pub slug: Option<Slug>,
    pub name: Fed<String>,
    pub country: Fed<Country>,
    name_language: Fed<Option<LanguageTag>>,
    pub names: Fed<Vec<OtherName>>,
    pub acronym: Fed<Option<String>>,
    pub website: Fed<Option<WebAddress>>,
    email: Fed<Option<Email>>,
    phone: Fed<Option<Phone>>,
    founded_year: Fed<Option<i16>>,
    languages: Fed<Vec<LanguageTag>>,
    summary: Texts,
    membership_type: Fed<Option<MembershipType>>,
    pub status: Fed<Option<MembershipStatus>>,
    pub joined_on: Fed<Option<Date>>,
    pub left_on: Fed<Option<Date>>,
    pub listing: Fed<Option<Listing>>,
    verified_at: Fed<Option<Timestamp>>,
}

impl MemberDraft {
    /// Reads a row.
    pub fn read(line_number: u64, row: &mut RowReader<'_>) -> Self {
        Self {
            line: line_number,
            id: row.one("id", str::parse).flatten(),
            former_slugs: row.list("former_slugs", str::parse).unwrap_or_default(),
            withdrawn_at: row.one("withdrawn_at", str::parse).flatten(),
            merged_into: row.one("merged_into", str::parse).flatten(),
            status_when_new: MembershipStatus::Member,
            contacts: Vec::new(),
            notes: Vec::new(),
            external_id: row.one("external_id", name).flatten(),
            slug: row.one("slug", str::parse).flatten(),
            name: row.required("name", name),
            country: row.required("country", Country::parse),
            name_language: row.one("name_language", LanguageTag::parse),
            names: row.names("names", |language, given| {
                Ok(OtherName {
                    language,
                    name: name(given)?,
                })
            }),
            acronym: row.one("acronym", name),
            website: row.one("website", str::parse),
            email: row.one("email", str::parse),
            phone: row.one("phone", str::parse),
            founded_year: row.one("founded_year", parse_year),
            languages: row.list("languages", LanguageTag::parse),
            summary: row.texts("summary", text::paragraphs),
            membership_type: row.one("membership_type", str::parse),
            status: row.one("membership_status", str::parse),
            joined_on: row.one("joined_on", parse_date),
            left_on: row.one("left_on", parse_date),
            listing: row.one("listing", str::parse),
            verified_at: row.one("verified_at", str::parse),
        }
    }

    /// A member made from this row alone; nothing when name or country is missing.
    pub fn create(&self, slug: Slug) -> Option<Member> {
        let mut member = Member {
            id: self.id.unwrap_or_else(MemberId::new),
            external_id: None,
            slug,
            former_slugs: Vec::new(),
            name: self.name.clone()?,
            name_language: None,
            names: Vec::new(),
            acronym: None,
            country: self.country?,
            website: None,
            email: None,
            phone: None,
            founded_year: None,
            languages: Vec::new(),
            summary: Default::default(),
            membership: Membership {
                kind: MembershipType::Ordinary,
                status: self.status_when_new,
                joined_on: None,
                left_on: None,
            },
            listing: Listing::Listed,
            verified_at: None,
            withdrawn_at: self.withdrawn_at,
            merged_into: self.merged_into,
            locations: Vec::new(),
            service_offers: Vec::new(),
            contacts: Vec::new(),
            notes: Vec::new(),
        };
        self.apply(&mut member);
        Some(member)
    }

    /// Lays what the row says over a member.
    pub fn apply(&self, member: &mut Member) {
        if let Some(external_id) = &self.external_id {
            member.external_id = Some(external_id.clone());
        }
        if let Some(slug) = &self.slug {
            member.slug = slug.clone();
        }
        lay(&mut member.name, &self.name);
        lay(&mut member.country, &self.country);
        lay(&mut member.name_language, &self.name_language);
        lay(&mut member.names, &self.names);
        lay(&mut member.acronym, &self.acronym);
        lay(&mut member.website, &self.website);
        lay(&mut member.email, &self.email);
        lay(&mut member.phone, &self.phone);
        lay(&mut member.founded_year, &self.founded_year);
        lay(&mut member.languages, &self.languages);
        overlay(&mut member.summary, &self.summary);
        lay(&mut member.membership.kind, &self.membership_type.flatten());
        lay(&mut member.membership.status, &self.status.flatten());
        lay(&mut member.membership.joined_on, &self.joined_on);
        lay(&mut member.membership.left_on, &self.left_on);
        lay(&mut member.listing, &self.listing.flatten());
        lay(&mut member.verified_at, &self.verified_at);
        for draft in &self.contacts {
            draft.lay(&mut member.contacts);
        }
        for draft in &self.notes {
            draft.lay(&mut member.notes);
        }
    }
}

/// How a row of locations or services names its member: by slug or by external identifier.
pub type MemberKey = String;

/// What a row says about a place.
#[derive(Debug)]
pub struct LocationDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<LocationId>,
    /// Whether a new place is hidden when the row does not say.
    pub hidden_when_new: bool,
    pub kind: Fed<LocationKind>,
    label: Fed<Option<String>>,
    pub address: Fed<Option<String>>,
    pub postal_code: Fed<Option<String>>,
    pub city: Fed<String>,
    region: Fed<Option<String>>,
    country: Fed<Option<Country>>,
    pub point: Fed<Option<Point>>,
    phone: Fed<Option<Phone>>,
    email: Fed<Option<Email>>,
    opening_hours: Fed<Option<String>>,
    languages: Fed<Vec<LanguageTag>>,
    accessibility: Texts,
    pub visibility: Option<Visibility>,
}

impl LocationDraft {
    /// Reads a row.
    pub fn read(line_number: u64, row: &mut RowReader<'_>) -> Self {
        let told = row.mistakes();
        let latitude = row.one("latitude", |text| parse_degrees("latitude", text, 90.0));
        let longitude = row.one("longitude", |text| parse_degrees("longitude", text, 180.0));
        let point = match (latitude, longitude) {
            (Some(Some(latitude)), Some(Some(longitude))) => {
                Some(Point::new(latitude, longitude).ok())
            }
            (None, None) => None,
            (Some(Some(_)), _) | (_, Some(Some(_))) if row.mistakes() == told => {
                row.refuse_field(
                    "latitude",
                    Invalid::new(
                        "incomplete_point",
                        "latitude and longitude belong together; give both or neither",
                    ),
                );
                None
            }
            _ => Some(None),
        };
        Self {
            line: line_number,
            id: row.one("id", str::parse).flatten(),
            hidden_when_new: false,
            kind: row.required("kind", str::parse),
            label: row.one("label", line),
            address: row.one("address", text::paragraphs),
            postal_code: row.one("postal_code", line),
            city: row.required("city", line),
            region: row.one("region", line),
            country: row.one("country", Country::parse),
            point,
            phone: row.one("phone", str::parse),
            email: row.one("email", str::parse),
            opening_hours: row.one("opening_hours", line),
            languages: row.list("languages", LanguageTag::parse),
            accessibility: row.texts("accessibility", text::paragraphs),
            visibility: row.one("visibility", str::parse).flatten(),
        }
    }

    /// A place made from this row alone; the member's country is its own unless the row has one.
    /// Nothing when the city is missing.
    pub fn create(&self, country: Country, visibility: Visibility) -> Option<Location> {
        let mut location = Location {
            id: self.id.unwrap_or_else(LocationId::new),
            kind: self.kind.unwrap_or(LocationKind::Other),
            label: None,
            address: None,
            postal_code: None,
            city: self.city.clone()?,
            region: None,
            country,
            point: None,
            phone: None,
            email: None,
            opening_hours: None,
            languages: Vec::new(),
            accessibility: Default::default(),
            visibility,
        };
        self.apply(&mut location);
        Some(location)
    }

    /// Lays what the row says over a place, all but its visibility.
    pub fn apply(&self, location: &mut Location) {
        lay(&mut location.kind, &self.kind);
        lay(&mut location.label, &self.label);
        lay(&mut location.address, &self.address);
        lay(&mut location.postal_code, &self.postal_code);
        lay(&mut location.city, &self.city);
        lay(&mut location.region, &self.region);
        lay(&mut location.country, &self.country.flatten());
        lay(&mut location.point, &self.point);
        lay(&mut location.phone, &self.phone);
        lay(&mut location.email, &self.email);
        lay(&mut location.opening_hours, &self.opening_hours);
        lay(&mut location.languages, &self.languages);
        overlay(&mut location.accessibility, &self.accessibility);
    }
}

/// What a row says about a service.
#[derive(Debug, Clone)]
pub struct OfferDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<OfferId>,
    /// Where it is given, by the identifier that the place's row has.
    pub location: Fed<Option<LocationId>>,
    pub service: ServiceCode,
    description: Texts,
    pub audience: Fed<Option<String>>,
    eligibility: Fed<Option<String>>,
    access: Fed<Option<String>>,
    languages: Fed<Vec<LanguageTag>>,
    free_of_charge: Fed<Option<bool>>,
    delivery: Fed<Vec<Delivery>>,
    countries: Fed<Vec<Country>>,
}

impl OfferDraft {
    /// Reads a row, which may name several services; `known` reads a code of the taxonomy.
    pub fn read(
        line_number: u64,
        row: &mut RowReader<'_>,
        known: impl Fn(&str) -> Result<ServiceCode, Invalid>,
    ) -> Vec<Self> {
        let services = row.list("service", known).unwrap_or_default();
        let id = row.one("id", str::parse).flatten();
        if id.is_some() && services.len() > 1 {
            row.refuse_field(
                "id",
                Invalid::new(
                    "repeated",
                    "the row names several services, and an identifier is one service's; give each \
                     a row of its own",
                ),
            );
        }
        let location = row.one("location", str::parse);
        let description = row.texts("description", text::paragraphs);
        let audience = row.one("audience", line);
        let eligibility = row.one("eligibility", line);
        let access = row.one("access", line);
        let languages = row.list("languages", LanguageTag::parse);
        let free_of_charge = row.one("free_of_charge", yes_or_no);
        let delivery = row.list("delivery", str::parse);
        let countries = row.list("countries", Country::parse);
        services
            .into_iter()
            .map(|service| Self {
                line: line_number,
                id,
                location,
                service,
                description: description.clone(),
                audience: audience.clone(),
                eligibility: eligibility.clone(),
                access: access.clone(),
                languages: languages.clone(),
                free_of_charge,
                delivery: delivery.clone(),
                countries: countries.clone(),
            })
            .collect()
    }

    /// An offer made from this row alone.
    pub fn create(&self) -> ServiceOffer {
        let mut offer = ServiceOffer {
            id: self.id.unwrap_or_else(OfferId::new),
            service: self.service.clone(),
            location: None,
            description: Default::default(),
            audience: None,
            eligibility: None,
            access: None,
            languages: Vec::new(),
            free_of_charge: None,
            delivery: Vec::new(),
            countries: Vec::new(),
        };
        self.apply(&mut offer);
        offer
    }

    /// Lays what the row says over an offer.
    pub fn apply(&self, offer: &mut ServiceOffer) {
        offer.service = self.service.clone();
        overlay(&mut offer.description, &self.description);
        lay(&mut offer.audience, &self.audience);
        lay(&mut offer.eligibility, &self.eligibility);
        lay(&mut offer.access, &self.access);
        lay(&mut offer.languages, &self.languages);
        lay(&mut offer.free_of_charge, &self.free_of_charge);
        if let Some(delivery) = &self.delivery {
            // The registry keeps a set; the order is that of the declaration.
            offer.delivery = Delivery::ALL
                .iter()
                .copied()
                .filter(|way| delivery.contains(way))
                .collect();
        }
        lay(&mut offer.countries, &self.countries);
    }
}

/// The key by which a row of locations or services names its member.
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
    row.required("member", name)
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

/// Lays what was fed over a field.
pub fn lay<T: Clone>(field: &mut T, fed: &Fed<T>) {
    if let Some(value) = fed {
        field.clone_from(value);
    }
}

/// Reads a word for yes or no.
pub fn yes_or_no(text: &str) -> Result<bool, Invalid> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err(Invalid::new(
            "invalid_boolean",
            format!("\"{text}\" is neither true nor false; translate other words in the mapping"),
        )),
    }
}
