//! People of a package.

use std::collections::HashMap;

use super::{
    first_version,
    package::{Keys, Package, row_of},
};
use crate::source::{SheetRows, Source};

/// The people of a package of the first version. They are kept and never published.
pub fn contacts<'p>(package: &'p Package, keys: &Keys<'p>) -> Source<'static> {
    let of_places = package.owners_of_places();
    let phones = package.by("phones", "contact_id");
    let services = package.of("services").iter();
    let of_services: HashMap<&str, &str> = services
        .map(|service| (service.get("id"), package.owner(service, &of_places)))
        .collect();
    let cells = |owner: &'p str, name: &str, role: &str, email: &str, phone: &str| {
        [
            ("member", keys.member(owner).to_owned()),
            ("name", name.to_owned()),
            ("role", role.to_owned()),
            ("email", email.to_owned()),
            ("phone", phone.to_owned()),
            ("legal_basis", "legitimate_interest".to_owned()),
        ]
    };
    let mut rows = Vec::new();
    for contact in package.of("contacts") {
        let owner = match package.owner(contact, &of_places) {
            "" => of_services
                .get(contact.get("service_id"))
                .copied()
                .unwrap_or_default(),
            owner => owner,
        };
        let phone = phones
            .get(contact.get("id"))
            .and_then(|phones| phones.first());
        let phone = phone
            .map(|phone| first_version::number(phone))
            .unwrap_or_default();
        let (name, email) = (contact.get("name"), contact.get("email"));
        let name = if name.is_empty() { email } else { name };
        rows.push(row_of(
            contact.number,
            &cells(owner, name, contact.get("title"), email, &phone),
        ));
    }
    for place in package.of("locations") {
        let addresses = place.get("admin_emails").split([',', ';', '|', ' ']);
        for email in addresses.map(str::trim).filter(|email| !email.is_empty()) {
            rows.push(row_of(
                place.number,
                &cells(place.get("organization_id"), email, "", email, ""),
            ));
        }
    }
    let columns = cells("", "", "", "", "").map(|(column, _)| column.to_owned());
    let rows = SheetRows::of_columns(columns, rows);
    Source::rows(package.name("contacts"), Some("contacts".to_owned()), rows)
}
