//! Members as the rows of a package.

use super::{KINDS, Package, SERVICES, derived, layout::Table, maybe, needed, term, text};
use crate::error::Error;
use crate::tables::Cell::{self, Empty, Number, Plain, Text};
use network::{
    Contact, Country, DialUri, Email, Lang, LanguageTag, LocalizedText, Location, Member,
    MembershipStatus, Phone, Point, ServiceOffer, WebAddress,
};

/// The text for a reader of English; `own` is the language of its writer.
fn in_english<'t>(texts: &'t LocalizedText, own: Option<&LanguageTag>) -> Option<&'t str> {
    texts.pick(Lang::En, own).map(|(_, text)| text)
}

impl Package {
    /// Everything of a member.
    pub fn member(&mut self, member: &Member) -> Result<(), Error> {
        let own = member.name_language.as_ref();
        let summary = member.summary.pick(Lang::En, own).map(|(_, text)| text);
        let id = text(member.id);
        let cells = [
            id.clone(),
            text(&member.name),
            maybe(member.acronym.as_ref()),
            // The specification demands one.
            text(summary.unwrap_or(&member.name)),
            maybe(member.email.as_ref().map(Email::in_ascii)),
            maybe(member.website.as_ref().map(WebAddress::uri)),
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
        let country = member.country;
        self.phones(&member.phones, country, [Empty, id.clone(), Empty])?;
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

    /// The numbers of a location, an organization or a contact, as somebody in `country` wrote them.
    fn phones(
        &mut self,
        phones: &[Phone],
        country: Country,
        whose: [Cell; 3],
    ) -> Result<(), Error> {
        let key = whose.iter().map(|cell| match cell {
            Text(text) => text.as_str(),
            _ => "",
        });
        let key: Vec<&str> = ["phone"].into_iter().chain(key).collect();
        for (place, phone) in phones.iter().enumerate() {
            // The first one is known by what it was known by as the only one.
            let place = (place > 0).then(|| place.to_string());
            let key: Vec<&str> = key.iter().copied().chain(place.as_deref()).collect();
            let [location, organization, contact] = whose.clone();
            let uri = phone.uri(country);
            let cells = [
                derived(&key),
                location,
                organization,
                contact,
                // Other programs read it: an apostrophe would belong to the number, and no number has
                // what a formula needs to do anything.
                Plain(phone.to_string()),
                match uri.as_ref().and_then(DialUri::extension) {
                    Some(extension) => text(extension),
                    None => Empty,
                },
            ];
            self.row(Table::Phones, &cells)?;
        }
        Ok(())
    }

    fn location(&mut self, member: &Member, place: &Location) -> Result<(), Error> {
        let id = text(place.id);
        let key = place.id.to_string();
        let own = member.name_language.as_ref();
        let cells = [
            id.clone(),
            text("physical"),
            text(member.id),
            text(in_english(&place.label, own).unwrap_or(place.kind.as_str())),
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
            needed(Some(first)),
            maybe(Some(more).filter(|line| !line.is_empty())),
            text(&place.city),
            Empty,
            needed(place.region.as_deref()),
            needed(place.postal_code.as_deref()),
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
        self.phones(&place.phones, place.country, [id.clone(), Empty, Empty])?;
        if let Some(hours) = &place.opening_hours {
            let cells = [derived(&["schedule", &key]), id.clone(), text(hours)];
            self.row(Table::Schedules, &cells)?;
        }
        self.languages(&place.languages, &key, [Empty, id.clone()])?;
        if let Some(note) = in_english(&place.accessibility, own) {
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
                text(email.in_ascii()),
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
            let tag = language.as_str();
            // The specification's codes are those of ISO 639, without a script or a region.
            let code = language.primary();
            let cells = [
                derived(&["language", key, tag]),
                service,
                location,
                text(language.name(Lang::En)),
                text(code),
                maybe(Some(tag).filter(|tag| *tag != code)),
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
        let who = [&offer.audience, &offer.eligibility];
        let who = who.into_iter().filter_map(|texts| in_english(texts, own));
        let who: Vec<&str> = who.collect();
        let status = match member.membership.status {
            MembershipStatus::Member if member.withdrawn_at.is_none() => "active",
            _ => "inactive",
        };
        let cells = [
            id.clone(),
            text(member.id),
            text(label),
            maybe(in_english(&offer.description, own)),
            text(status),
            maybe(in_english(&offer.access, own)),
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
                text("text"),
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
            maybe(contact.email.as_ref().map(Email::in_ascii)),
        ];
        self.row(Table::Contacts, &cells)?;
        let phones: Vec<Phone> = contact.phone.iter().cloned().map(Phone::from).collect();
        self.phones(&phones, member.country, [Empty, Empty, id])
    }
}
