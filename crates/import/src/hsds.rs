//! Tabular packages after the Human Services Data Specification 3, as the tables of the directory:
//! an organization with its identifiers, telephone and description is a member, a location with its
//! address, telephone and schedule a place, and a service with its taxonomy term a service.
//!
//! Packages of the first version are read too, as Ohana writes them (`first_version.rs`).
//!
//! The specification knows neither memberships nor who may see what. So a new member from a package
//! is an applicant, and a new place whose use is not said is hidden, until someone decides.

mod contacts;
mod first_version;
mod identifiers;
mod json;
mod package;
mod services;
mod unread;

use std::collections::HashMap;

use ::hsds::{KIND, NOT_GIVEN};

use self::{
    contacts::contacts,
    identifiers::identifiers,
    package::{
        Keys, Package, codes, first, is_kind, is_uuid, one, owners_by_service, place_id, read, row,
        source, tags, telephones, tell,
    },
    services::services,
    unread::tell_unread,
};
use crate::{
    bounds::MOST_PARTS,
    fields::TableName,
    source::{NamedFile, Source, Sources, Told},
};

/// The file that every package has.
pub const ORGANIZATIONS: &str = "organizations";

/// The most characters that an alternate name has which is an acronym.
const LONGEST_ACRONYM: usize = 12;

/// Makes tables of a package; fails with every file that cannot be read.
pub fn tables(files: Vec<NamedFile>) -> Result<Sources<'static>, Vec<String>> {
    let (mut package, mut mistakes) = (Package::default(), Vec::new());
    for file in files {
        match read(file) {
            Ok((stem, file)) => {
                package.files.insert(stem, file);
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    match mistakes.is_empty() {
        true => Ok(tables_of(&package)),
        false => Err(mistakes),
    }
}

/// Makes tables of documents of JSON, whose records may stand in any of them; fails with every one
/// that cannot be read.
pub fn tables_of_json(documents: Vec<NamedFile>) -> Result<Sources<'static>, Vec<String>> {
    let mut package = Package::default();
    let mistakes = json::read(documents, &mut package.files);
    match mistakes.is_empty() {
        true => Ok(tables_of(&package)),
        false => Err(mistakes),
    }
}

fn tables_of(package: &Package) -> Sources<'static> {
    let keys = Keys::of(package);
    let mut told = Vec::new();
    tell_unread(package, &mut told);
    let mut tables = vec![
        (TableName::Members, members(package, &keys, &mut told)),
        (TableName::Locations, locations(package, &keys, &mut told)),
        (TableName::Services, services(package, &keys, &mut told)),
    ];
    if first_version::is_one(package) {
        tables.push((TableName::Contacts, contacts(package, &keys)));
    }
    Sources {
        from_elsewhere: true,
        told,
        ..Sources::of(tables)
    }
}

fn members<'p>(package: &'p Package, keys: &Keys<'p>, told: &mut Vec<Told>) -> Source<'static> {
    let identifiers = identifiers(package, told);
    let phones = package.by("phones", "organization_id");
    let locations = package.by("locations", "organization_id");
    let addresses = package.by("addresses", "location_id");
    // Of an organization without an address, where all others are in one country.
    let mut countries = package.of("addresses").iter();
    let only_country = countries.next().map_or("", |first| first.get("country"));
    let is_only = countries.all(|address| address.get("country") == only_country);
    let only_country = if is_only { only_country } else { "" };
    source(package, ORGANIZATIONS, |organization| {
        let id = organization.get("id");
        let alternate = organization.get("alternate_name");
        let is_acronym = alternate.chars().count() <= LONGEST_ACRONYM
            && !alternate.contains(char::is_whitespace);
        let (acronym, other) = match is_acronym {
            true => (alternate, String::new()),
            false => {
                let escaped = alternate.replace('\\', "\\\\").replace('|', "\\|");
                ("", format!(":{escaped}"))
            }
        };
        let country = match keys.get(id, "country") {
            "" => locations
                .get(id)
                .into_iter()
                .flatten()
                .take(MOST_PARTS)
                .filter_map(|place| addresses.get(place.get("id"))?.first())
                .map(|address| address.get("country"))
                .next()
                .unwrap_or(only_country),
            country => country,
        };
        let country = first_version::country(country);
        let founded = match organization.get("year_incorporated") {
            "" => organization.get("date_incorporated"),
            year => year,
        };
        let described = match organization.get("description") {
            // The specification demands one, so that a name may stand in.
            text if text == organization.get("name") => "",
            text => text,
        };
        let cells = [
            ("id", if is_uuid(id) { id } else { "" }),
            ("external_id", keys.external_id(id)),
            ("slug", keys.get(id, "slug")),
            ("name", organization.get("name")),
            ("other_names", &other),
            ("acronym", acronym),
            ("country", &country),
            ("website", organization.get("website")),
            ("email", organization.get("email")),
            ("phones", &telephones(phones.get(id))),
            (
                "identifiers",
                identifiers.get(id).map_or("", String::as_str),
            ),
            ("founded_year", first_version::year(founded)),
            ("summary_en", described),
        ];
        one(row(organization.number, cells))
    })
}

fn locations<'p>(package: &'p Package, keys: &Keys<'p>, told: &mut Vec<Told>) -> Source<'static> {
    let addresses = package.by("addresses", "location_id");
    let phones = package.by("phones", "location_id");
    let schedules = package.by("schedules", "location_id");
    let by_weekday = package.by("regular_schedules", "location_id");
    let by_weekday: HashMap<&str, Result<String, ()>> = by_weekday
        .into_iter()
        .map(|(place, lines)| (place, first_version::hours(&lines)))
        .collect();
    let languages = package.by("languages", "location_id");
    let accessibility = package.by("accessibility", "location_id");
    let contacts = package.by("contacts", "location_id");
    let codes = codes(package);
    let of_services = owners_by_service(package);
    let is_first_version = first_version::is_one(package);
    for place in package.of("locations") {
        if first_version::is_virtual(place) {
            let what = "the place is virtual, so it is left out";
            tell(
                told,
                package,
                "locations",
                place,
                what,
                "take out \"virtual\" if it can be visited",
            );
        } else if is_first_version && !place.get("description").is_empty() {
            let what = "the description of the place is not taken";
            tell(
                told,
                package,
                "locations",
                place,
                what,
                "say it of the organization or a service",
            );
        }
        first_version::tell_languages(told, package, "locations", place);
        let id = place.get("id");
        if first(schedules.get(id), "description").is_empty()
            && by_weekday.get(id).is_some_and(Result::is_err)
        {
            let what = "its regular_schedules have a line that is not a weekday with two times, so its hours are left out";
            tell(told, package, "locations", place, what, "mend that line");
        }
    }
    source(package, "locations", |place| {
        let id = place.get("id");
        let organization = match place.get("organization_id") {
            "" => of_services.get(id).copied().unwrap_or_default(),
            organization => organization,
        };
        let address = addresses.get(id).and_then(|addresses| addresses.first());
        let of_address = |field: &str| match address.map_or("", |address| address.get(field)) {
            NOT_GIVEN => "",
            text => text,
        };
        let lines = [of_address("address_1"), of_address("address_2")];
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let region = match of_address("state_province") {
            "" => of_address("region"),
            region => region,
        };
        let kind = codes
            .get(id)
            .map(|code| code.strip_prefix(KIND).unwrap_or(code))
            .filter(|code| is_kind(code));
        let name = Some(place.get("name")).filter(|name| Some(*name) != kind);
        let country = first_version::country(of_address("country"));
        let hours = match first(schedules.get(id), "description") {
            "" => by_weekday
                .get(id)
                .and_then(|hours| hours.as_deref().ok())
                .unwrap_or_default(),
            hours => hours,
        };
        let languages = match place.get("languages") {
            "" => tags(languages.get(id)),
            listed => first_version::languages(listed).0,
        };
        // One with a name or a role is a person's, and no desk's.
        let desk = contacts.get(id).into_iter().flatten();
        let desk = desk
            .filter(|contact| contact.get("name").is_empty() && contact.get("title").is_empty())
            .map(|contact| contact.get("email"))
            .next();
        let accessible = match place.get("accessibility") {
            "" => first(accessibility.get(id), "description").to_owned(),
            listed => listed.replace('_', " "),
        };
        let cells = [
            ("id", &*place_id(id)),
            ("member", keys.member(organization)),
            ("kind", kind.unwrap_or("other")),
            ("place_name_en", name.unwrap_or_default()),
            ("address", &lines.join("\n")),
            ("postal_code", of_address("postal_code")),
            ("city", of_address("city")),
            ("region", region),
            ("country", &country),
            ("latitude", place.get("latitude")),
            ("longitude", place.get("longitude")),
            ("phones", &telephones(phones.get(id))),
            (
                "email",
                desk.filter(|_| !is_first_version).unwrap_or_default(),
            ),
            ("opening_hours", hours),
            ("languages", &languages),
            ("accessibility_en", &accessible),
        ];
        match first_version::is_virtual(place) {
            true => (cells.map(|(column, _)| column), Vec::new()),
            false => one(row(place.number, cells)),
        }
    })
}
