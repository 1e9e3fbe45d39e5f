//! Services of a package.

use std::collections::HashSet;

use super::{
    first_version,
    package::{Keys, Package, Record, codes, first, is_uuid, place_id, row, source, tags, tell},
};
use crate::{
    bounds::{MOST_NAMED, short},
    source::{Source, Told},
    vocabulary::known_service,
};
use network::ServiceCode;

/// What a service is by its name, where it has no term of the network's taxonomy.
fn called(name: &str) -> Vec<String> {
    let code = name
        .parse::<ServiceCode>()
        .ok()
        .map(|code| code.to_string());
    code.or_else(|| known_service(name)).into_iter().collect()
}

/// The rows of services, as the directory has them.
pub fn services<'p>(
    package: &'p Package,
    keys: &Keys<'p>,
    told: &mut Vec<Told>,
) -> Source<'static> {
    let at = package.by("service_at_location", "service_id");
    let languages = package.by("languages", "service_id");
    let areas = package.by("service_areas", "service_id");
    let (codes, taxonomy) = (codes(package), first_version::taxonomy(package));
    let of_places = package.owners_of_places();
    let is_first_version = first_version::is_one(package);
    let virtual_places = package.of("locations").iter();
    let virtual_places: HashSet<&str> = virtual_places
        .filter(|place| first_version::is_virtual(place))
        .map(|place| place.get("id"))
        .collect();
    // What this program writes of members that left is inactive, and comes back as it was.
    let has_ended = |service: &Record| {
        let owner = package.owner(service, &of_places);
        keys.get(owner, "slug").is_empty() && first_version::has_ended(service)
    };
    for service in package
        .of("services")
        .iter()
        .filter(|service| has_ended(service))
    {
        let what = format!(
            "the service is {}, so it is left out",
            service.get("status")
        );
        tell(
            told,
            package,
            "services",
            service,
            &what,
            "make it active if it is given",
        );
    }
    let kinds = |service: &Record| match codes.get(service.get("id")) {
        Some(code) => vec![(*code).to_owned()],
        None if is_first_version => first_version::services(&taxonomy, service),
        None => called(service.get("name")),
    };
    for service in package
        .of("services")
        .iter()
        .filter(|service| !has_ended(service))
    {
        first_version::tell_languages(told, package, "services", service);
        if kinds(service).is_empty() {
            let what = format!(
                "nothing says what kind of service \"{}\" is, so it is left out",
                short(service.get("name"))
            );
            let remedy = "give it a term that is the code of one of the network's services";
            tell(told, package, "services", service, &what, remedy);
        }
    }
    source(package, "services", |service| {
        let id = service.get("id");
        let free = match service.get("fees_description") {
            "free of charge" => "true",
            "not free of charge" => "false",
            _ if first_version::is_free(service.get("fees")) => "true",
            _ => "",
        };
        let areas = areas.get(id).into_iter().flatten();
        let countries = areas.map(|area| area.get("extent")).take(MOST_NAMED);
        let countries: Vec<&str> = countries.collect();
        let countries = match countries.is_empty() {
            true => first_version::countries(service.get("service_areas")),
            false => countries.join("|"),
        };
        let named = kinds(service);
        let place = match first(at.get(id), "location_id") {
            "" => service.get("location_id"),
            place => place,
        };
        let place = Some(place).filter(|place| !virtual_places.contains(place));
        let place = place.map(place_id);
        let who = match service.get("eligibility_description") {
            "" => service.get("eligibility"),
            who => who,
        };
        let languages = match service.get("languages") {
            "" => tags(languages.get(id)),
            listed => first_version::languages(listed).0,
        };
        let cells = |code: &str| {
            let cells = [
                (
                    "id",
                    if is_uuid(id) && named.len() == 1 {
                        id
                    } else {
                        ""
                    },
                ),
                ("member", keys.member(package.owner(service, &of_places))),
                ("service", code),
                ("location", place.as_deref().unwrap_or_default()),
                ("description_en", service.get("description")),
                ("audience_en", service.get("audience")),
                ("eligibility_en", who),
                ("access_en", service.get("application_process")),
                ("languages", &languages),
                ("free_of_charge", free),
                ("countries", &countries),
            ];
            row(service.number, cells)
        };
        let (columns, _) = cells("");
        if has_ended(service) {
            return (columns, Vec::new());
        }
        let rows = named.iter().map(|code| cells(code).1);
        (columns, rows.collect())
    })
}
