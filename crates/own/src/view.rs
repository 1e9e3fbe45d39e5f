//! An entry as strangers see it, in a few lines.

use directory::{Snapshot, views::services};
use network::{Email, LocationId, MemberId, PageLang, Timestamp, WebAddress};
use publication::{PublicLocation, PublicMember};

/// What strangers see of a member.
pub struct View {
    /// Its name.
    pub name: String,
    /// What it does, in the language of the page where there is such a text.
    pub summary: String,
    /// The language that it is in, or would be.
    pub summary_language: String,
    /// Its website.
    pub website: String,
    /// Its e-mail address.
    pub email: String,
    /// Its telephone numbers, a line each.
    pub phones: String,
    /// What it does for people.
    pub services: Vec<String>,
    /// Its places.
    pub places: Vec<Place>,
    /// When somebody last confirmed it.
    pub confirmed: Option<Timestamp>,
    /// The public revision of its last change.
    pub revision: u64,
}

/// A place as strangers see it.
pub struct Place {
    /// Its identifier.
    pub id: LocationId,
    /// Whether its address is shown, and not the city alone.
    pub is_exact: bool,
    /// Street and number.
    pub address: String,
    /// Its postal code.
    pub postal_code: String,
    /// Its city.
    pub city: String,
    /// When it is open.
    pub opening_hours: String,
}

impl Place {
    /// The place in a line.
    pub fn line(&self) -> String {
        let city = [self.postal_code.as_str(), self.city.as_str()];
        let city: Vec<&str> = city.into_iter().filter(|part| !part.is_empty()).collect();
        let address = self.address.lines().map(str::trim).collect::<Vec<_>>();
        let address = address.join(", ");
        match address.is_empty() {
            true => city.join(" "),
            false => format!("{address}, {}", city.join(" ")),
        }
    }
}

impl View {
    /// What strangers see of a member at this moment; nothing of one that they do not see.
    pub fn of(snapshot: &Snapshot, id: MemberId, lang: PageLang) -> Option<Self> {
        let published = snapshot.published_member(id)?;
        let member = &published.member;
        let tongues = member.tongues(None);
        let summary = member.summary.pick(lang, tongues);
        let services = services(&member.service_offers, &snapshot.taxonomy, lang);
        Some(Self {
            name: member.name.clone(),
            summary_language: match summary {
                Some((language, _)) => language.to_string(),
                None => lang.code().to_owned(),
            },
            summary: summary.map_or_else(String::new, |(_, text)| text.to_owned()),
            website: text(member.website.as_ref().map(WebAddress::as_str)),
            email: text(member.email.as_ref().map(Email::as_str)),
            phones: phones(member),
            services: services
                .iter()
                .map(|one| one.label.get().to_owned())
                .collect(),
            places: member.locations.iter().map(place).collect(),
            confirmed: member.verified_at,
            revision: published.revision,
        })
    }
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn phones(member: &PublicMember) -> String {
    let phones = member.phones.iter().map(|phone| phone.number.as_str());
    phones.collect::<Vec<_>>().join("\n")
}

fn place(place: &PublicLocation) -> Place {
    match place {
        PublicLocation::Exact(place) => Place {
            id: place.id,
            is_exact: true,
            address: text(place.address.as_deref()),
            postal_code: text(place.postal_code.as_deref()),
            city: place.city.clone(),
            opening_hours: text(place.opening_hours.as_deref()),
        },
        PublicLocation::City(place) => Place {
            id: place.id,
            is_exact: false,
            address: String::new(),
            postal_code: String::new(),
            city: place.city.clone(),
            opening_hours: String::new(),
        },
    }
}
