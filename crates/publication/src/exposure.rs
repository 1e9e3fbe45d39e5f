//! What the public entry of a member tells of what is secret: the address of its shelter in a
//! summary, the telephone number of a person as its own.
//!
//! Every text of the public entry is searched for what the member's own places and people keep from
//! the public, and those of others at the same address. Addresses, points, telephone numbers and
//! e-mail addresses are compared with those of all members. How likeness is found is said in
//! [`network::disclosure`].

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use network::{
    Contact, DialUri, Location, Member, MemberId, Point, Visibility,
    disclosure::{
        Disclosed, Hidden, Public, SecretHolder, SecretIndex, Text, Whereabouts, may_reach,
    },
};

use super::{PublicMember, publish};

/// Fields of a public entry that hold a code, a date or an identifier, in which nobody writes.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "kind", "country", "countries", "languages", "name_language", "language", "service", "location",
    "membership_type", "joined_on", "verified_at", "verified_by", "delivery", "precision",
    "point", "scheme",
];

/// Something public that tells something secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Exposure {
    /// The match; another one once the text or the secret changes.
    #[schema(example = "9f2c4b7a01d3e85f6a7c1b2d3e4f5061")]
    pub id: String,
    /// The member whose public entry tells it.
    #[serde(skip)]
    pub member_id: MemberId,
    /// Where in the entry (JSON Pointer, RFC 6901).
    #[schema(example = "/summary/nl")]
    pub pointer: String,
    /// What is read there.
    #[schema(example = "Kom naar Kerkstraat 12")]
    pub text: String,
    /// What it tells.
    pub tells: Disclosed,
    /// The member that keeps it secret.
    #[serde(skip)]
    pub secret_of: MemberId,
    /// What it tells about.
    pub about: SecretHolder,
    /// The same in a sentence.
    #[schema(example = "the \"summary\" (nl) tells the address of its hidden shelter in Gent")]
    pub sentence: String,
}

/// The people at a member, as [`told`] asks for them.
pub type PeopleOf<'a, E> = &'a mut dyn FnMut(MemberId) -> Result<Vec<Contact>, E>;

/// What the public entry of a member tells of what is secret. `secrets` are those of all members.
pub fn told<E>(
    member: &Member,
    secrets: &SecretIndex,
    people: PeopleOf<'_, E>,
) -> Result<Vec<Exposure>, E> {
    match publish(member) {
        Some(_) => newly_told(None, member, secrets, people),
        None => Ok(Vec::new()),
    }
}

/// What the public entry of a member tells after a change that it did not before.
pub fn newly_told<E>(
    before: Option<&Member>,
    after: &Member,
    secrets: &SecretIndex,
    people: PeopleOf<'_, E>,
) -> Result<Vec<Exposure>, E> {
    let public = publish(after);
    let was = before.and_then(publish);
    let mut search = Search {
        member: after,
        found: Vec::new(),
    };
    // Of a member that is not published yet too: nobody asks again for each place when it is.
    let known = before.filter(|_| was.is_some() || public.is_none());
    search.places(before, known, secrets);
    let Some(public) = public else {
        return Ok(search.found);
    };
    let known: HashSet<String> = was.iter().flat_map(texts).map(|shown| shown.text).collect();
    let shown = texts(&public);
    let is_new = |shown: &&Shown| !known.contains(&shown.text);
    if !shown.iter().any(|shown| is_new(&shown)) {
        return Ok(search.found);
    }
    search.reach(shown.iter().filter(is_new), secrets);
    search.misplaced(&known, secrets);
    let mut kept = kept_secret(before, after, secrets, people)?;
    if kept.is_empty() {
        return Ok(search.found);
    }
    let public = public_already(&known, before.filter(|_| was.is_some()).unwrap_or(after));
    for hidden in &mut kept {
        hidden.secret = std::mem::take(&mut hidden.secret).without(&public);
    }
    let read: Vec<Read<'_>> = shown
        .iter()
        .map(|shown| Read {
            text: shown.searched(),
            is_new: is_new(&shown),
            shown,
        })
        .collect();
    for read in read.iter().filter(|read| read.is_new) {
        search.text(read, &kept);
    }
    for (place, one) in read.iter().enumerate() {
        let others = read[place + 1..].iter();
        for other in others.filter(|other| one.is_beside(other)) {
            search.between(one, other, &kept);
        }
    }
    Ok(search.found)
}

/// What is no secret: what the public read before, and the streets of houses that it may know.
fn public_already(known: &HashSet<String>, member: &Member) -> Public {
    let mut public = Public::default();
    for text in known {
        public.add_text(Text::new(text));
    }
    let places = member.locations.iter();
    for place in places.filter(|place| place.visibility == Visibility::Public) {
        let address = place.address.iter();
        // A street without a house may be all that is to be hidden.
        for address in address.filter(|address| address.contains(char::is_numeric)) {
            public.add_address(address);
        }
    }
    public
}

/// What texts are searched for: what the member itself keeps secret, and others at the same address.
fn kept_secret<E>(
    before: Option<&Member>,
    after: &Member,
    secrets: &SecretIndex,
    people: PeopleOf<'_, E>,
) -> Result<Vec<Hidden>, E> {
    let mut kept = own_secrets(before, after);
    for neighbour in neighbours(after, secrets) {
        let is_here = |hidden: &&Hidden| {
            let mut places = after.locations.iter();
            places.any(|place| hidden.told_by_place(&place.into()).is_some())
        };
        kept.extend(secrets.of_member(neighbour).filter(is_here).cloned());
        let people = people(neighbour)?;
        let people = people.iter();
        kept.extend(people.filter_map(|person| Hidden::contact(neighbour, person)));
    }
    Ok(kept)
}

/// What the member itself keeps secret, before and after a change: a place that the change makes
/// public is no secret any more.
fn own_secrets(before: Option<&Member>, after: &Member) -> Vec<Hidden> {
    let is_shown = |place: &Location| {
        let mut now = after.locations.iter();
        now.any(|now| now.id == place.id && now.visibility == Visibility::Public)
    };
    let gone = before.into_iter();
    let places = gone.clone().flat_map(|before| &before.locations);
    let places = places.filter(|place| !after.locations.contains(place));
    let people = gone.flat_map(|before| &before.contacts);
    let people = people.filter(|person| !after.contacts.contains(person));
    let places = after
        .locations
        .iter()
        .chain(places)
        .filter(|place| !is_shown(place));
    let people = after.contacts.iter().chain(people);
    places
        .filter_map(|place| Hidden::location(after.id, place))
        .chain(people.filter_map(|person| Hidden::contact(after.id, person)))
        .collect()
}

/// The other members that keep an address secret where this one has a place.
fn neighbours(member: &Member, secrets: &SecretIndex) -> HashSet<MemberId> {
    let told = member
        .locations
        .iter()
        .flat_map(|place| secrets.told_by_place(&place.into()));
    told.map(|(hidden, _)| hidden.member)
        .filter(|other| *other != member.id)
        .collect()
}

/// A text of a public entry.
#[derive(Debug)]
struct Shown {
    /// Its field and the fields around it.
    path: Vec<String>,
    text: String,
    /// Of a telephone number: how it is dialled.
    dialled: Option<DialUri>,
}

/// A text of a public entry, made ready to be searched.
struct Read<'a> {
    shown: &'a Shown,
    text: Text,
    /// Whether it was not there before.
    is_new: bool,
}

impl Read<'_> {
    /// Whether both stand in one place, and what they tell together may be new.
    fn is_beside(&self, other: &Self) -> bool {
        (self.is_new || other.is_new) && self.shown.owner() == other.shown.owner()
    }
}

impl Shown {
    /// The text as it is searched: a number with all that it may be compared by.
    fn searched(&self) -> Text {
        match &self.dialled {
            Some(dialled) => Text::new(&format!("{} tel +{}", self.text, dialled.digits())),
            None => Text::new(&self.text),
        }
    }

    /// The place, the offer or the entry that the field is one of.
    fn owner(&self) -> &[String] {
        match self.path.as_slice() {
            [list, id, ..] if list == "locations" || list == "service_offers" => &self.path[..2],
            _ => &[],
        }
    }
}

/// Every text of a public entry, in which its writer could have said something. New fields are
/// among them unless they are named as codes.
fn texts(public: &PublicMember) -> Vec<Shown> {
    let mut shown = Vec::new();
    // Serialising plain data into memory cannot fail.
    let entry = serde_json::to_value(public).unwrap_or_default();
    collect(&entry, &mut Vec::new(), &mut shown);
    shown
}

fn collect(value: &Value, path: &mut Vec<String>, shown: &mut Vec<Shown>) {
    match value {
        Value::String(text) => shown.push(Shown {
            path: path.clone(),
            text: text.clone(),
            dialled: None,
        }),
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                // Things with an identifier are found by it: hidden ones stand between them.
                let id = item["id"].as_str().map(str::to_owned);
                path.push(id.unwrap_or_else(|| number.to_string()));
                collect(item, path, shown);
                path.pop();
            }
        }
        Value::Object(fields) => {
            // The same names are languages too: Indonesian is `id`, Urim `uri`.
            let is_phone = fields.contains_key("number");
            let is_code = |name: &str, value: &Value| match name {
                "id" => value
                    .as_str()
                    .is_some_and(|id| id.parse::<MemberId>().is_ok()),
                "uri" => is_phone || fields.contains_key("scheme"),
                name => CODES.contains(&name),
            };
            for (name, value) in fields.iter().filter(|(name, value)| !is_code(name, value)) {
                path.push(name.clone());
                collect(value, path, shown);
                path.pop();
            }
            let dialled = fields.get("uri").filter(|_| is_phone);
            let dialled = dialled.and_then(Value::as_str);
            if let (Some(dialled), Some(number)) = (dialled, shown.last_mut()) {
                number.dialled = dialled.parse().ok();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

struct Search<'a> {
    member: &'a Member,
    found: Vec<Exposure>,
}

impl Search<'_> {
    /// Compares where the member's places are, as far as that is not `known`, with all that is less
    /// public, or was before.
    fn places(&mut self, before: Option<&Member>, known: Option<&Member>, secrets: &SecretIndex) {
        // How a place stood, where it was no less visible.
        let was_shown = |place: &Location| {
            let mut before = known.iter().flat_map(|before| &before.locations);
            before.find(|was| was.id == place.id && was.visibility >= place.visibility)
        };
        let is_known = |place: &Location| {
            was_shown(place).is_some_and(|was| {
                was.point == place.point
                    && was.address == place.address
                    && was.city == place.city
                    && was.postal_code == place.postal_code
                    && was.country == place.country
            })
        };
        let member = self.member;
        let gone = before.iter().flat_map(|before| &before.locations);
        let others = member.locations.iter().chain(gone);
        let others: Vec<_> = others
            .filter_map(|other| Some((other.id, Hidden::location(member.id, other)?)))
            .collect();
        for place in &member.locations {
            if place.visibility == Visibility::Hidden || is_known(place) {
                continue;
            }
            let was = was_shown(place);
            // Where a part of it moved, what the rest told before is not told anew.
            let told_before =
                |hidden: &Hidden| was.and_then(|was| hidden.told_by_place(&was.into()));
            let address = place.address.as_deref().map(Text::new);
            for (_, hidden) in others.iter().filter(|(id, _)| *id != place.id) {
                // In its own entry the same street and number is the same house in any town.
                let is_at = |address: &Text| hidden.secret.is_at(address);
                let tells = match hidden.told_by_place(&place.into()) {
                    None => address
                        .as_ref()
                        .is_some_and(is_at)
                        .then_some(Disclosed::Address),
                    told => told.filter(|_| told != told_before(hidden)),
                };
                self.place(place, hidden, tells);
            }
            for (hidden, tells) in secrets.told_by_place(&place.into()) {
                if hidden.member != member.id && told_before(hidden) != Some(tells) {
                    self.place(place, hidden, Some(tells));
                }
            }
        }
    }

    /// Compares what is written beside the address of a place with the addresses of others.
    fn misplaced(&mut self, known: &HashSet<String>, secrets: &SecretIndex) {
        let member = self.member;
        let public = |place: &&Location| place.visibility != Visibility::Hidden;
        for place in member.locations.iter().filter(public) {
            let number = place.address.as_ref().filter(|address| is_number(address));
            let numbered = number.map(|number| format!("{} {number}", place.city));
            let city = Some(place.city.as_str());
            let texts = [
                // Where the street is written for the town, the town is not known.
                (vec!["city"], Some(&place.city), None),
                (vec!["city"], numbered.as_ref(), None),
                (vec!["region"], place.region.as_ref(), city),
            ];
            let labels = place.label.0.iter();
            let labels = labels
                .map(|(language, label)| (vec!["label", language.as_str()], Some(label), city));
            for (field, text, city) in texts.into_iter().chain(labels) {
                // A street without a number may be in any town.
                let is_asked =
                    |text: &&String| !known.contains(*text) && Text::new(text).has_number();
                let Some(text) = text.filter(is_asked) else {
                    continue;
                };
                let typed = Whereabouts {
                    address: Some(text),
                    city,
                    point: None,
                    ..place.into()
                };
                for (hidden, tells) in secrets.told_by_place(&typed) {
                    if hidden.member != member.id && hidden.is_less_public_than(place) {
                        let id = place.id.to_string();
                        let path = ["locations", &id].into_iter().chain(field.iter().copied());
                        let shown = Shown {
                            path: path.map(str::to_owned).collect(),
                            text: text.clone(),
                            dialled: None,
                        };
                        self.note(&shown, hidden, tells);
                    }
                }
            }
        }
    }

    /// Notes that a place tells where a less public one is.
    fn place(&mut self, place: &Location, hidden: &Hidden, tells: Option<Disclosed>) {
        let Some(tells) = tells.filter(|_| hidden.is_less_public_than(place)) else {
            return;
        };
        let point = |point: Point| format!("{}, {}", point.latitude(), point.longitude());
        let (field, text) = match tells {
            Disclosed::Point => ("point", place.point.map(point)),
            _ => ("address", place.address.clone()),
        };
        let path = [
            "locations".to_owned(),
            place.id.to_string(),
            field.to_owned(),
        ];
        let shown = Shown {
            path: path.to_vec(),
            text: text.unwrap_or_default(),
            dialled: None,
        };
        self.note(&shown, hidden, tells);
    }

    /// Searches for the telephone numbers, e-mail addresses and points of all hidden places.
    fn reach<'s>(&mut self, shown: impl Iterator<Item = &'s Shown>, secrets: &SecretIndex) {
        let member = self.member.id;
        for shown in shown.filter(|shown| may_reach(&shown.text)) {
            for (hidden, tells) in secrets.reached_by(&shown.searched()) {
                if hidden.member != member {
                    self.note(shown, hidden, tells);
                }
            }
        }
    }

    /// Searches a text for secrets.
    fn text(&mut self, read: &Read<'_>, secrets: &[Hidden]) {
        for hidden in secrets {
            for tells in hidden.secret.told_by(&read.text) {
                self.note(read.shown, hidden, tells);
            }
        }
    }

    /// Searches two texts for secrets of which each has a part.
    fn between(&mut self, one: &Read<'_>, other: &Read<'_>, secrets: &[Hidden]) {
        for hidden in secrets {
            let mut told = hidden.secret.told_between(&one.text, &other.text);
            if told.is_empty() {
                told = hidden.secret.told_between(&other.text, &one.text);
            }
            for tells in told {
                let new = if other.is_new { other } else { one };
                let both = Shown {
                    path: new.shown.path.clone(),
                    text: format!("{} … {}", one.shown.text, other.shown.text),
                    dialled: None,
                };
                self.note(&both, hidden, tells);
            }
        }
    }

    fn note(&mut self, shown: &Shown, hidden: &Hidden, tells: Disclosed) {
        let exposure = Exposure {
            id: fingerprint(self.member.id, shown, hidden, tells),
            member_id: self.member.id,
            pointer: self.pointer(&shown.path),
            text: shown.text.clone(),
            tells,
            secret_of: hidden.member,
            about: hidden.holder.clone(),
            sentence: format!(
                "{} tells {}",
                self.place_of(&shown.path),
                self.secret(hidden, tells)
            ),
        };
        if !self.found.contains(&exposure) {
            self.found.push(exposure);
        }
    }

    /// The pointer into the entry as staff read it, in which hidden things stand too.
    fn pointer(&self, path: &[String]) -> String {
        let place_of = |id: &String| {
            let mut places = self.member.locations.iter();
            let mut offers = self.member.service_offers.iter();
            places
                .position(|place| place.id.to_string() == *id)
                .or_else(|| offers.position(|offer| offer.id.to_string() == *id))
        };
        path.iter()
            .map(|part| match place_of(part) {
                Some(number) => format!("/{number}"),
                None => format!("/{part}"),
            })
            .collect()
    }

    /// Where a text stands, in words.
    fn place_of(&self, path: &[String]) -> String {
        let (owner, rest) = match path {
            [list, id, rest @ ..] if list == "locations" => {
                let place = self
                    .member
                    .locations
                    .iter()
                    .find(|place| place.id.to_string() == *id);
                (
                    place.map(|place| format!("the {} in {}", place.kind, place.city)),
                    rest,
                )
            }
            [list, id, rest @ ..] if list == "service_offers" => {
                let mut offers = self.member.service_offers.iter();
                let offer = offers.find(|offer| offer.id.to_string() == *id);
                (
                    offer.map(|offer| format!("the offer of {}", offer.service)),
                    rest,
                )
            }
            rest => (None, rest),
        };
        let field = match rest {
            [field, language] if language.parse::<usize>().is_err() => {
                format!("\"{field}\" ({language})")
            }
            [field, ..] => format!("\"{field}\""),
            [] => "the entry".to_owned(),
        };
        match owner {
            Some(owner) => format!("{field} of {owner}"),
            None => field,
        }
    }

    /// What is told, in words.
    fn secret(&self, hidden: &Hidden, tells: Disclosed) -> String {
        let whose = match hidden.member == self.member.id {
            true => "its",
            false => "another member's",
        };
        in_words(hidden, tells, whose)
    }
}

/// What of a secret is told, in words; `whose` it is, as in "its".
pub fn in_words(hidden: &Hidden, tells: Disclosed, whose: &str) -> String {
    let about = match &hidden.holder {
        SecretHolder::Location {
            kind,
            city,
            visibility: Visibility::City,
            ..
        } => {
            format!("{whose} {kind} in {city}, which is shown by its city only")
        }
        SecretHolder::Location { kind, city, .. } => format!("{whose} hidden {kind} in {city}"),
        SecretHolder::Contact { .. } => format!("one of {whose} contacts"),
    };
    let what = match tells {
        Disclosed::Address => "the address",
        Disclosed::Point => "a point within 150 metres",
        Disclosed::Phone => "the telephone number",
        Disclosed::Email => "the e-mail address",
        Disclosed::Name => "the name",
    };
    format!("{what} of {about}")
}

/// Whether an address is a number alone.
fn is_number(address: &str) -> bool {
    let mut words = address.split(|c: char| !c.is_alphabetic());
    address.contains(|c: char| c.is_numeric()) && !words.any(|word| word.chars().nth(2).is_some())
}

/// Tells a match from every other, and from what it is once the text or the secret changes.
fn fingerprint(member: MemberId, shown: &Shown, hidden: &Hidden, tells: Disclosed) -> String {
    let holder = match &hidden.holder {
        SecretHolder::Location { id, .. } => id.to_string(),
        SecretHolder::Contact { id } => id.to_string(),
    };
    let value = hidden.secret.value(tells);
    let parts = [
        &member.to_string(),
        &shown.path.join("/"),
        &shown.text,
        &holder,
        tells.as_str(),
        &value,
    ];
    format!(
        "{:032x}",
        xxhash_rust::xxh3::xxh3_128(
            parts
                .map(|part| format!("{}:{part}", part.len()))
                .concat()
                .as_bytes()
        )
    )
}

#[cfg(test)]
mod tests;
