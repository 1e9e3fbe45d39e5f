//! A member as records.

use std::borrow::Cow;

use uuid::Uuid;

use crate::{
    Accessibility, Address, Attribute, Contact, Identifier, Language, Location, NOT_GIVEN,
    Organization, Phone, Schedule, Service, ServiceArea, ServiceAtLocation, TaxonomyTerm, derived,
    taxonomies::{LOCATION_KINDS, SERVICE_TYPES},
};
use network::{
    self, Country, DialUri, Email, Lang, LanguageTag, LocalizedText, LocationId, Member,
    MembershipStatus, OfferId, Point, ServiceOffer, ServiceType, Timestamp, WebAddress,
};

/// Makes the records of a member.
pub struct Mapper<'a> {
    /// The member, with no more than whoever reads the records may know.
    pub member: &'a Member,
    /// The taxonomy.
    pub types: &'a [ServiceType],
    /// What it is called for ever among linked data; nothing where no site is known.
    pub uri: Option<String>,
    /// When the public last saw it change; nothing where that is not told.
    pub last_modified: Option<Timestamp>,
    /// Whether a service that is tied to no place is given at each one of the member. Whoever reads
    /// a package back would tie it to them.
    pub everywhere: bool,
}

impl<'a> Mapper<'a> {
    /// The organisation, without what is within it.
    pub fn organization(&self) -> Organization<'a> {
        let member = self.member;
        Organization {
            id: member.id.uuid(),
            name: member.name.as_str().into(),
            description: self
                .in_english(&member.summary)
                .unwrap_or(&member.name)
                .into(),
            alternate_name: member.acronym.as_deref().map(Cow::from),
            email: member.email.as_ref().map(in_ascii),
            website: member
                .website
                .as_ref()
                .map(|website| WebAddress::uri(website).into()),
            uri: self.uri.clone(),
            year_incorporated: member.founded_year,
            contacts: Vec::new(),
            phones: Vec::new(),
            locations: Vec::new(),
            organization_identifiers: Vec::new(),
            services: Vec::new(),
        }
    }

    /// The organisation with all that it has, but for its services.
    pub fn full_organization(&self) -> Organization<'a> {
        let places = self.member.locations.iter();
        Organization {
            locations: places.map(|place| self.full_location(place)).collect(),
            ..self.organization_without_places()
        }
    }

    pub(crate) fn organization_without_places(&self) -> Organization<'a> {
        let member = self.member;
        let key = member.id.to_string();
        Organization {
            contacts: member
                .contacts
                .iter()
                .map(|contact| self.contact(contact))
                .collect(),
            phones: phones(&member.phones, member.country, ["", &key, ""]),
            organization_identifiers: self.identifiers(),
            ..self.organization()
        }
    }

    /// A service, without what is within it.
    pub fn service(&self, offer: &'a ServiceOffer) -> Service<'a> {
        let who = [&offer.audience, &offer.eligibility];
        let who: Vec<&str> = who
            .into_iter()
            .filter_map(|texts| self.in_english(texts))
            .collect();
        let member = self.member;
        Service {
            id: offer.id.uuid(),
            name: match self.kind(offer) {
                Some(kind) => kind.label(Lang::En).into(),
                None => offer.service.as_str().into(),
            },
            status: match member.membership.status {
                MembershipStatus::Member if member.withdrawn_at.is_none() => "active",
                _ => "inactive",
            },
            description: self.in_english(&offer.description).map(Cow::from),
            application_process: self.in_english(&offer.access).map(Cow::from),
            fees_description: offer.free_of_charge.map(|is_free| match is_free {
                true => "free of charge",
                false => "not free of charge",
            }),
            eligibility_description: Some(who.join("; ")).filter(|who| !who.is_empty()),
            last_modified: self.last_modified,
            organization: None,
            service_areas: Vec::new(),
            service_at_locations: Vec::new(),
            languages: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// A service with all that it has, but for its organisation.
    pub fn full_service(&self, offer: &'a ServiceOffer) -> Service<'a> {
        let places = self.member.locations.iter();
        Service {
            service_at_locations: places
                .filter(|place| self.is_given_at(offer, place))
                .map(|place| ServiceAtLocation {
                    id: id_at(offer, place),
                    location: self.full_location(place),
                    service: None,
                })
                .collect(),
            ..self.service_without_places(offer)
        }
    }

    pub(crate) fn service_without_places(&self, offer: &'a ServiceOffer) -> Service<'a> {
        let key = offer.id.to_string();
        Service {
            service_areas: offer
                .countries
                .iter()
                .map(|country| ServiceArea {
                    id: derived(&["area", &key, country.as_str()]),
                    name: country.name(Lang::En),
                    extent: country.as_str(),
                    extent_type: "text",
                })
                .collect(),
            languages: languages(&offer.languages, &key),
            attributes: self
                .kind(offer)
                .map(|kind| Attribute {
                    id: derived(&["attribute", "service", &key]),
                    link_type: SERVICE_TYPES.name,
                    link_entity: "service",
                    taxonomy_term: TaxonomyTerm::of_service(kind),
                })
                .into_iter()
                .collect(),
            ..self.service(offer)
        }
    }

    pub(crate) fn is_given_at(&self, offer: &ServiceOffer, place: &network::Location) -> bool {
        offer
            .location
            .map_or(self.everywhere, |tied| tied == place.id)
    }

    fn kind(&self, offer: &ServiceOffer) -> Option<&'a ServiceType> {
        self.types.iter().find(|kind| kind.code == offer.service)
    }

    /// A text for a reader of English.
    fn in_english(&self, texts: &'a LocalizedText) -> Option<&'a str> {
        let own = self.member.name_language.as_ref();
        texts.pick(Lang::En, own).map(|(_, text)| text)
    }

    fn identifiers(&self) -> Vec<Identifier<'a>> {
        let member = self.member;
        let known = [
            ("slug", Some(member.slug.as_str())),
            ("external_id", member.external_id.as_deref()),
            ("country", Some(member.country.as_str())),
        ];
        let own = known.into_iter().filter_map(|(kind, identifier)| {
            Some(Identifier {
                id: derived(&["identifier", kind, &member.id.to_string()]),
                identifier_type: kind.into(),
                identifier: identifier?.into(),
                identifier_scheme: None,
            })
        });
        let elsewhere = member.identifiers.iter().map(|known| Identifier {
            id: derived(&["identifier", &known.to_string(), &member.id.to_string()]),
            identifier_type: known.scheme().as_str().into(),
            identifier: known.value().into(),
            identifier_scheme: known.scheme().list().map(Cow::from),
        });
        own.chain(elsewhere).collect()
    }

    pub(crate) fn location(&self, place: &'a network::Location) -> Location<'a> {
        let label = self.in_english(&place.label);
        Location {
            id: place.id.uuid(),
            location_type: "physical",
            name: label.unwrap_or(place.kind.as_str()).into(),
            latitude: place.point.map(Point::latitude),
            longitude: place.point.map(Point::longitude),
            languages: Vec::new(),
            addresses: Vec::new(),
            contacts: Vec::new(),
            accessibility: Vec::new(),
            phones: Vec::new(),
            schedules: Vec::new(),
            attributes: Vec::new(),
        }
    }

    pub(crate) fn full_location(&self, place: &'a network::Location) -> Location<'a> {
        let key = place.id.to_string();
        let desk = place.email.as_ref().map(|email| Contact {
            id: derived(&["desk", &key]),
            name: None,
            title: None,
            email: Some(in_ascii(email)),
            phones: Vec::new(),
        });
        let accessibility = self
            .in_english(&place.accessibility)
            .map(|note| Accessibility {
                id: derived(&["accessibility", &key]),
                description: note.into(),
            });
        let schedule = place.opening_hours.as_deref().map(|hours| Schedule {
            id: derived(&["schedule", &key]),
            description: hours.into(),
        });
        let attribute = Attribute {
            id: derived(&["attribute", "kind", &key]),
            link_type: LOCATION_KINDS.name,
            link_entity: "location",
            taxonomy_term: TaxonomyTerm::of_kind(place.kind),
        };
        Location {
            languages: languages(&place.languages, &key),
            addresses: vec![address(place, &key)],
            contacts: desk.into_iter().collect(),
            accessibility: accessibility.into_iter().collect(),
            phones: phones(&place.phones, place.country, [&key, "", ""]),
            schedules: schedule.into_iter().collect(),
            attributes: vec![attribute],
            ..self.location(place)
        }
    }

    fn contact(&self, contact: &'a network::Contact) -> Contact<'a> {
        let key = contact.id.to_string();
        let numbers: Vec<network::Phone> = contact
            .phone
            .iter()
            .cloned()
            .map(network::Phone::from)
            .collect();
        Contact {
            id: contact.id.uuid(),
            name: Some(contact.name.as_str().into()),
            title: contact.role.as_deref().map(Cow::from),
            email: contact.email.as_ref().map(in_ascii),
            phones: phones(&numbers, self.member.country, ["", "", &key]),
        }
    }
}

/// The identifier of a service at the place that it is tied to, or at one of all where it is tied to
/// none.
pub fn service_at_location_id(offer: OfferId, one_of_all: Option<LocationId>) -> Uuid {
    let offer = offer.to_string();
    match one_of_all {
        None => derived(&["service_at_location", &offer]),
        Some(place) => derived(&["service_at_location", &offer, &place.to_string()]),
    }
}

pub(crate) fn id_at(offer: &ServiceOffer, place: &network::Location) -> Uuid {
    let one_of_all = offer.location.is_none().then_some(place.id);
    service_at_location_id(offer.id, one_of_all)
}

fn in_ascii<'a>(email: &Email) -> Cow<'a, str> {
    email.in_ascii().into()
}

/// A text that must be there, although nothing is known of it.
fn needed(value: Option<&str>) -> Cow<'_, str> {
    value
        .filter(|text| !text.is_empty())
        .unwrap_or(NOT_GIVEN)
        .into()
}

fn address<'a>(place: &'a network::Location, key: &str) -> Address<'a> {
    let address = place.address.as_deref().unwrap_or_default();
    let (first, more) = address.split_once('\n').unwrap_or((address, ""));
    Address {
        id: derived(&["address", key]),
        address_1: needed(Some(first)),
        city: place.city.as_str().into(),
        state_province: needed(place.region.as_deref()),
        postal_code: needed(place.postal_code.as_deref()),
        country: place.country.as_str(),
        address_type: "physical",
        address_2: Some(more).filter(|line| !line.is_empty()).map(Cow::from),
    }
}

/// The numbers of a location, an organisation or a contact, as somebody in `country` wrote them.
fn phones(phones: &[network::Phone], country: Country, whose: [&str; 3]) -> Vec<Phone> {
    let [location, organization, contact] = whose;
    let phones = phones.iter().enumerate();
    phones
        .map(|(place, phone)| {
            let key = ["phone", location, organization, contact];
            // The first one is known by what it was known by as the only one.
            let place = (place > 0).then(|| place.to_string());
            let key: Vec<&str> = key.into_iter().chain(place.as_deref()).collect();
            let uri = phone.uri(country);
            let extension = uri.as_ref().and_then(DialUri::extension);
            Phone {
                id: derived(&key),
                number: phone.to_string(),
                // The specification has a number here, which would lose the zeros it begins with.
                extension: extension
                    .filter(|extension| !extension.starts_with('0'))
                    .and_then(|extension| extension.parse().ok()),
            }
        })
        .collect()
}

fn languages<'a>(languages: &'a [LanguageTag], key: &str) -> Vec<Language<'a>> {
    let languages = languages.iter();
    languages
        .map(|language| {
            let tag = language.as_str();
            // The specification's codes are those of ISO 639, without a script or a region.
            let code = language.primary();
            Language {
                id: derived(&["language", key, tag]),
                name: language.name(Lang::En).into(),
                code: code.into(),
                note: Some(tag).filter(|tag| *tag != code).map(Cow::from),
            }
        })
        .collect()
}
