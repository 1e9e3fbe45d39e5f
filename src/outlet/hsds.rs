//! A tabular package after the Human Services Data Specification 3: CSV files in a zip, with a
//! `datapackage.json` that describes them (Frictionless Data Package).
//!
//! It is for interchange. Unless it is asked for more, it holds what comes through the gate and
//! nothing else.

use std::fs::File;

use serde_json::json;
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_128;

use super::{
    Books, Error,
    package::CsvFiles,
    tables::Cell::{self, Empty, Number, Text},
};
use crate::{
    network::{
        Contact, Lang, LanguageTag, Location, LocationKind, Member, MembershipStatus, Phone, Point,
        ServiceOffer, ServiceType, Visibility,
    },
    publication::{PublicLocation, publish},
};

/// A file of the package, with its columns.
macro_rules! files {
    ($( $name:ident = $file:literal ($($column:literal),+), )+) => {
        #[derive(Clone, Copy)]
        enum Table { $( $name, )+ }

        const FILES: &[(&str, &[&str])] = &[ $( ($file, &[$($column),+]), )+ ];
    };
}

files! {
    Organizations = "organizations" ("id", "name", "alternate_name", "description", "email", "website", "year_incorporated"),
    Identifiers = "organization_identifiers" ("id", "organization_id", "identifier_type", "identifier"),
    Services = "services" ("id", "organization_id", "name", "description", "status", "application_process", "fees_description", "eligibility_description"),
    Locations = "locations" ("id", "location_type", "organization_id", "name", "latitude", "longitude"),
    Addresses = "addresses" ("id", "location_id", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country", "address_type"),
    Phones = "phones" ("id", "location_id", "organization_id", "contact_id", "number"),
    Schedules = "schedules" ("id", "location_id", "description"),
    Languages = "languages" ("id", "service_id", "location_id", "name", "code"),
    Accessibility = "accessibility" ("id", "location_id", "description"),
    ServicesAtLocations = "service_at_location" ("id", "service_id", "location_id"),
    ServiceAreas = "service_areas" ("id", "service_id", "name", "extent", "extent_type"),
    Contacts = "contacts" ("id", "organization_id", "location_id", "name", "title", "email"),
    Taxonomies = "taxonomies" ("id", "name", "description"),
    Terms = "taxonomy_terms" ("id", "code", "name", "description", "parent_id", "taxonomy_id"),
    Attributes = "attributes" ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity"),
}

/// The taxonomies of a package.
const SERVICES: &str = "service-types";
const KINDS: &str = "location-kinds";

/// Writes the package.
pub fn write(books: &mut Books<'_>, private: bool, out: &mut File) -> Result<(), Error> {
    let mut package = Package {
        files: CsvFiles::default(),
        types: books.service_types.clone(),
    };
    for (name, columns) in FILES {
        package.files.begin(name, columns)?;
    }
    package.taxonomies()?;
    books.each_member(|record| {
        let seen = match private {
            true => Some(record.member.clone()),
            false => seen(&record.member),
        };
        match seen {
            Some(member) if member.merged_into.is_none() => package.member(&member),
            _ => Ok(()),
        }
    })?;
    let described = datapackage(&books.profile().name)?;
    package.files.pack(out, &[("datapackage.json", described)])
}

/// What the public sees of a member: made of what comes through the gate alone.
fn seen(member: &Member) -> Option<Member> {
    let public = publish(member)?;
    Some(Member {
        id: public.id,
        external_id: None,
        slug: public.slug,
        former_slugs: Vec::new(),
        name: public.name,
        name_language: public.name_language,
        names: public.names,
        acronym: public.acronym,
        country: public.country,
        website: public.website,
        email: public.email,
        phone: public.phone,
        founded_year: public.founded_year,
        languages: public.languages,
        summary: public.summary,
        membership: crate::network::Membership {
            kind: public.membership_type,
            status: MembershipStatus::Member,
            joined_on: public.joined_on,
            left_on: None,
        },
        listing: crate::network::Listing::Listed,
        verified_at: public.verified_at,
        withdrawn_at: None,
        merged_into: None,
        locations: public.locations.into_iter().map(seen_location).collect(),
        service_offers: public
            .service_offers
            .into_iter()
            .map(|offer| ServiceOffer {
                id: offer.id,
                service: offer.service,
                location: offer.location,
                description: offer.description,
                audience: offer.audience,
                eligibility: offer.eligibility,
                access: offer.access,
                languages: offer.languages,
                free_of_charge: offer.free_of_charge,
                delivery: offer.delivery,
                countries: offer.countries,
            })
            .collect(),
        contacts: Vec::new(),
        notes: Vec::new(),
    })
}

fn seen_location(location: PublicLocation) -> Location {
    match location {
        PublicLocation::Exact(place) => Location {
            id: place.id,
            kind: place.kind,
            label: place.label,
            address: place.address,
            postal_code: place.postal_code,
            city: place.city,
            region: place.region,
            country: place.country,
            point: place.point,
            phone: place.phone,
            email: place.email,
            opening_hours: place.opening_hours,
            languages: place.languages,
            accessibility: place.accessibility,
            visibility: Visibility::Public,
        },
        PublicLocation::City(place) => Location {
            id: place.id,
            kind: place.kind,
            label: None,
            address: None,
            postal_code: None,
            city: place.city,
            region: place.region,
            country: place.country,
            point: place.cell.map(crate::network::Cell::centre),
            phone: None,
            email: None,
            opening_hours: None,
            languages: Vec::new(),
            accessibility: Default::default(),
            visibility: Visibility::City,
        },
    }
}

struct Package {
    files: CsvFiles,
    types: Vec<ServiceType>,
}

impl Package {
    fn row(&mut self, table: Table, cells: &[Cell]) -> Result<(), Error> {
        self.files.line(table as usize, cells)
    }

    fn taxonomies(&mut self) -> Result<(), Error> {
        for (name, description) in [
            (SERVICES, "The kinds of services of this network"),
            (KINDS, "What locations are used for"),
        ] {
            let id = derived(&["taxonomy", name]);
            self.row(Table::Taxonomies, &[id, text(name), text(description)])?;
        }
        for service in self.types.clone() {
            let code = service.code.as_str();
            let parent = service.code.parent();
            let cells = [
                term(SERVICES, code),
                text(code),
                text(service.label(Lang::En)),
                text(service.label(Lang::En)),
                parent.map_or(Empty, |parent| term(SERVICES, parent.as_str())),
                derived(&["taxonomy", SERVICES]),
            ];
            self.row(Table::Terms, &cells)?;
        }
        for kind in LocationKind::ALL {
            let cells = [
                term(KINDS, kind.as_str()),
                text(kind),
                text(kind),
                text(kind),
                Empty,
                derived(&["taxonomy", KINDS]),
            ];
            self.row(Table::Terms, &cells)?;
        }
        Ok(())
    }

    fn member(&mut self, member: &Member) -> Result<(), Error> {
        let own = member.name_language.as_ref();
        let summary = member.summary.pick(Lang::En, own).map(|(_, text)| text);
        let id = text(member.id);
        let cells = [
            id.clone(),
            text(&member.name),
            maybe(member.acronym.as_ref()),
            // The specification demands one.
            text(summary.unwrap_or(&member.name)),
            maybe(member.email.as_ref()),
            maybe(member.website.as_ref().map(|website| website.as_str())),
            member
                .founded_year
                .map_or(Empty, |year| Number(year.into())),
        ];
        self.row(Table::Organizations, &cells)?;
        for (kind, identifier) in [
            ("slug", Some(member.slug.as_str())),
            ("external_id", member.external_id.as_deref()),
            ("country", Some(member.country.as_str())),
        ] {
            if let Some(identifier) = identifier {
                let derived = derived(&["identifier", kind, &member.id.to_string()]);
                let cells = [derived, id.clone(), text(kind), text(identifier)];
                self.row(Table::Identifiers, &cells)?;
            }
        }
        self.phone(member.phone.as_ref(), [Empty, id.clone(), Empty])?;
        for place in &member.locations {
            self.location(member, place)?;
        }
        for offer in &member.service_offers {
            self.offer(member, offer)?;
        }
        for contact in &member.contacts {
            self.contact(member, contact)?;
        }
        Ok(())
    }

    /// A number of a location, an organization or a contact.
    fn phone(&mut self, phone: Option<&Phone>, whose: [Cell; 3]) -> Result<(), Error> {
        let Some(phone) = phone else { return Ok(()) };
        let key: Vec<String> = whose.iter().map(shown).collect();
        let key: Vec<&str> = ["phone"]
            .into_iter()
            .chain(key.iter().map(String::as_str))
            .collect();
        let [location, organization, contact] = whose;
        let cells = [
            derived(&key),
            location,
            organization,
            contact,
            text(phone.as_str()),
        ];
        self.row(Table::Phones, &cells)
    }

    fn location(&mut self, member: &Member, place: &Location) -> Result<(), Error> {
        let id = text(place.id);
        let key = place.id.to_string();
        let cells = [
            id.clone(),
            text("physical"),
            text(member.id),
            text(place.label.as_deref().unwrap_or(place.kind.as_str())),
            place
                .point
                .map_or(Empty, |point| Number(Point::latitude(point))),
            place
                .point
                .map_or(Empty, |point| Number(Point::longitude(point))),
        ];
        self.row(Table::Locations, &cells)?;
        let address = place.address.as_deref().unwrap_or_default();
        let (first, more) = address.split_once('\n').unwrap_or((address, ""));
        let cells = [
            derived(&["address", &key]),
            id.clone(),
            maybe(Some(first).filter(|line| !line.is_empty())),
            maybe(Some(more).filter(|line| !line.is_empty())),
            text(&place.city),
            Empty,
            maybe(place.region.as_ref()),
            maybe(place.postal_code.as_ref()),
            text(place.country),
            text("physical"),
        ];
        self.row(Table::Addresses, &cells)?;
        let kind = derived(&["attribute", "kind", &key]);
        let cells = [
            kind,
            id.clone(),
            term(KINDS, place.kind.as_str()),
            text(KINDS),
            text("location"),
        ];
        self.row(Table::Attributes, &cells)?;
        self.phone(place.phone.as_ref(), [id.clone(), Empty, Empty])?;
        if let Some(hours) = &place.opening_hours {
            let cells = [derived(&["schedule", &key]), id.clone(), text(hours)];
            self.row(Table::Schedules, &cells)?;
        }
        self.languages(&place.languages, &key, [Empty, id.clone()])?;
        let own = member.name_language.as_ref();
        if let Some((_, note)) = place.accessibility.pick(Lang::En, own) {
            let cells = [derived(&["accessibility", &key]), id.clone(), text(note)];
            self.row(Table::Accessibility, &cells)?;
        }
        if let Some(email) = &place.email {
            let cells = [
                derived(&["desk", &key]),
                Empty,
                id,
                Empty,
                Empty,
                text(email.as_str()),
            ];
            self.row(Table::Contacts, &cells)?;
        }
        Ok(())
    }

    fn languages(
        &mut self,
        languages: &[LanguageTag],
        key: &str,
        whose: [Cell; 2],
    ) -> Result<(), Error> {
        for language in languages {
            let [service, location] = whose.clone();
            let cells = [
                derived(&["language", key, language.as_str()]),
                service,
                location,
                text(language.name(Lang::En)),
                text(language.as_str()),
            ];
            self.row(Table::Languages, &cells)?;
        }
        Ok(())
    }

    fn offer(&mut self, member: &Member, offer: &ServiceOffer) -> Result<(), Error> {
        let id = text(offer.id);
        let key = offer.id.to_string();
        let label = self
            .types
            .iter()
            .find(|service| service.code == offer.service)
            .map_or(offer.service.as_str(), |service| service.label(Lang::En))
            .to_owned();
        let own = member.name_language.as_ref();
        let description = offer.description.pick(Lang::En, own).map(|(_, text)| text);
        let who: Vec<&str> = [&offer.audience, &offer.eligibility]
            .into_iter()
            .filter_map(Option::as_deref)
            .collect();
        let status = match member.membership.status {
            MembershipStatus::Member if member.withdrawn_at.is_none() => "active",
            _ => "inactive",
        };
        let cells = [
            id.clone(),
            text(member.id),
            text(label),
            maybe(description),
            text(status),
            maybe(offer.access.as_ref()),
            match offer.free_of_charge {
                Some(true) => text("free of charge"),
                Some(false) => text("not free of charge"),
                None => Empty,
            },
            maybe(Some(who.join("; ")).filter(|who| !who.is_empty())),
        ];
        self.row(Table::Services, &cells)?;
        let attribute = derived(&["attribute", "service", &key]);
        let of = term(SERVICES, offer.service.as_str());
        let cells = [attribute, id.clone(), of, text(SERVICES), text("service")];
        self.row(Table::Attributes, &cells)?;
        if let Some(place) = offer.location {
            let cells = [
                derived(&["service_at_location", &key]),
                id.clone(),
                text(place),
            ];
            self.row(Table::ServicesAtLocations, &cells)?;
        }
        self.languages(&offer.languages, &key, [id.clone(), Empty])?;
        for country in &offer.countries {
            let cells = [
                derived(&["area", &key, country.as_str()]),
                id.clone(),
                text(country.name(Lang::En)),
                text(country.as_str()),
                text("country"),
            ];
            self.row(Table::ServiceAreas, &cells)?;
        }
        Ok(())
    }

    fn contact(&mut self, member: &Member, contact: &Contact) -> Result<(), Error> {
        let id = text(contact.id);
        let cells = [
            id.clone(),
            text(member.id),
            Empty,
            text(&contact.name),
            maybe(contact.role.as_ref()),
            maybe(contact.email.as_ref().map(|email| email.as_str())),
        ];
        self.row(Table::Contacts, &cells)?;
        self.phone(contact.phone.as_ref(), [Empty, Empty, id])
    }
}

fn text(value: impl ToString) -> Cell {
    Text(value.to_string())
}

fn maybe(value: Option<impl ToString>) -> Cell {
    value.map_or(Empty, text)
}

fn shown(cell: &Cell) -> String {
    match cell {
        Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn term(taxonomy: &str, code: &str) -> Cell {
    derived(&["term", taxonomy, code])
}

/// The identifier of what has none here: the same for the same thing every time (UUID version 8).
fn derived(key: &[&str]) -> Cell {
    let digest = xxh3_128(key.join("\u{1f}").as_bytes());
    text(uuid::Builder::from_custom_bytes(digest.to_be_bytes()).into_uuid() as Uuid)
}

/// What the files are, for programs (`tabular-data-package`).
fn datapackage(name: &str) -> Result<Vec<u8>, Error> {
    let kind = |column: &str| match column {
        "latitude" | "longitude" => "number",
        "year_incorporated" => "integer",
        _ => "string",
    };
    let resources: Vec<_> = FILES
        .iter()
        .map(|(file, columns)| {
            let fields: Vec<_> = columns
                .iter()
                .map(|column| json!({ "name": column, "type": kind(column) }))
                .collect();
            json!({
                "name": file,
                "path": format!("{file}.csv"),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "profile": "tabular-data-resource",
                "schema": { "primaryKey": "id", "fields": fields },
            })
        })
        .collect();
    Ok(serde_json::to_vec_pretty(&json!({
        "name": "human-services-data",
        "title": name,
        "profile": "tabular-data-package",
        "resources": resources,
    }))?)
}
