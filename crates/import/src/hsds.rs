//! Tabular packages after the Human Services Data Specification 3, as the tables of the directory:
//! an organization with its identifiers, telephone and description is a member, a location with its
//! address, telephone and schedule a place, and a service with its taxonomy term a service.
//!
//! Packages of the first version are read too, as Ohana writes them (`first_version.rs`).
//!
//! The specification knows neither memberships nor who may see what. So a new member from a package
//! is an applicant, and a new place whose use is not said is hidden, until someone decides.

mod first_version;

use std::collections::{HashMap, HashSet};

use network::Invalid;
use uuid::{Builder, Uuid};
use xxhash_rust::xxh3::xxh3_128;

use crate::{
    bounds::{Counted, MOST_NAMED, MOST_PARTS},
    fields::TableName,
    finding::Origin,
    rules,
    source::{NamedFile, SheetRow, SheetRows, Source, Sources, Told, stem},
    table::{HeaderSearch, Row, Table},
};

/// The file that every package has.
pub const ORGANIZATIONS: &str = "organizations";

/// What the codes of kinds of places begin with in a package of this program.
pub const KIND: &str = "location-kinds:";

/// What stands in a package of this program where the specification demands a text and there is
/// none.
pub const NOT_GIVEN: &str = "-";

/// The most characters that an alternate name has which is an acronym.
const LONGEST_ACRONYM: usize = 12;

/// A file of a package.
#[derive(Default)]
struct File {
    name: String,
    columns: Vec<String>,
    records: Vec<Record>,
}

/// A line of a file.
#[derive(Default)]
struct Record {
    number: u64,
    fields: HashMap<String, String>,
}

impl Record {
    fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// A package.
#[derive(Default)]
struct Package {
    /// The files by what they are called, without their ending.
    files: HashMap<String, File>,
    /// A line with nothing on it.
    blank: Record,
}

impl Package {
    fn of(&self, file: &str) -> &[Record] {
        self.files.get(file).map_or(&[], |file| &file.records)
    }

    /// The lines of a file by one of their fields.
    fn by(&self, file: &str, field: &str) -> HashMap<&str, Vec<&Record>> {
        let mut found: HashMap<&str, Vec<&Record>> = HashMap::new();
        for record in self.of(file) {
            let key = record.get(field);
            if !key.is_empty() {
                found.entry(key).or_default().push(record);
            }
        }
        found
    }

    fn has_column(&self, file: &str, column: &str) -> bool {
        let columns = self.files.get(file).map(|file| &file.columns);
        columns.is_some_and(|columns| columns.iter().any(|known| known == column))
    }

    /// What an organization has by the identifier of a line that belongs to it, or to a place of it.
    fn owner<'p>(&self, record: &'p Record, of_places: &HashMap<&'p str, &'p str>) -> &'p str {
        match record.get("organization_id") {
            "" => of_places
                .get(record.get("location_id"))
                .copied()
                .unwrap_or_default(),
            organization => organization,
        }
    }

    /// Whose each place is.
    fn owners_of_places(&self) -> HashMap<&str, &str> {
        let places = self.of("locations").iter();
        places
            .map(|place| (place.get("id"), place.get("organization_id")))
            .collect()
    }

    fn name(&self, file: &str) -> String {
        self.files
            .get(file)
            .map_or_else(String::new, |file| file.name.clone())
    }
}

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
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let keys = Keys::of(&package);
    let mut told = Vec::new();
    let mut tables = vec![
        (TableName::Members, members(&package, &keys)),
        (TableName::Locations, locations(&package, &keys, &mut told)),
        (TableName::Services, services(&package, &keys, &mut told)),
    ];
    if first_version::is_one(&package) {
        tables.push((TableName::Contacts, contacts(&package, &keys)));
    }
    Ok(Sources {
        from_elsewhere: true,
        told,
        ..Sources::of(tables)
    })
}

/// Tells what of a line is left out.
fn tell(
    told: &mut Vec<Told>,
    package: &Package,
    file: &str,
    record: &Record,
    what: &str,
    remedy: &str,
) {
    told.push(Told {
        origin: Origin {
            file: package.name(file),
            sheet: None,
        },
        row: record.number,
        invalid: Invalid::new("left_out", format!("{what}; {remedy}")),
    });
}

fn read(file: NamedFile) -> Result<(String, File), String> {
    let stem = stem(&file.name);
    let mut table = Table::open(&file.name, file.content, None, &HeaderSearch::first())?;
    table.check_twice(|_| true)?;
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.to_ascii_lowercase())
        .collect();
    let (mut records, mut row) = (Vec::new(), Row::default());
    let mut counted = Counted::default();
    while table.read(&mut row)? {
        counted.row(&file.name)?;
        let mut fields = HashMap::new();
        for (number, column) in columns.iter().enumerate() {
            let text = row.cell(number).map_err(|unreadable| {
                format!("{}, line {}: {}", file.name, row.line, unreadable.message)
            })?;
            if !text.is_empty() {
                counted.cell(&file.name, column.len() + text.len())?;
                fields.insert(column.clone(), text.into_owned());
            }
        }
        records.push(Record {
            number: row.line,
            fields,
        });
    }
    Ok((
        stem,
        File {
            name: file.name,
            columns,
            records,
        },
    ))
}

/// By what organizations are recognised.
struct Keys<'p> {
    /// By organization and kind of identifier.
    identifiers: HashMap<(&'p str, &'p str), &'p str>,
}

impl<'p> Keys<'p> {
    fn of(package: &'p Package) -> Self {
        let identifiers = package.of("organization_identifiers").iter();
        Self {
            identifiers: identifiers
                .map(|record| {
                    let key = (record.get("organization_id"), record.get("identifier_type"));
                    (key, record.get("identifier"))
                })
                .collect(),
        }
    }

    fn get(&self, organization: &'p str, kind: &'p str) -> &'p str {
        self.identifiers
            .get(&(organization, kind))
            .copied()
            .unwrap_or_default()
    }

    /// The network's own key; one from elsewhere is known by the package's.
    fn external_id(&self, organization: &'p str) -> &'p str {
        match (
            self.get(organization, "external_id"),
            self.get(organization, "slug"),
        ) {
            ("", "") => organization,
            (external_id, _) => external_id,
        }
    }

    /// How the rows of places and services name it.
    fn member(&self, organization: &'p str) -> &'p str {
        match self.get(organization, "slug") {
            "" => self.external_id(organization),
            slug => slug,
        }
    }
}

fn members<'p>(package: &'p Package, keys: &Keys<'p>) -> Source<'static> {
    let phones = package.by("phones", "organization_id");
    let locations = package.by("locations", "organization_id");
    let addresses = package.by("addresses", "location_id");
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
                .unwrap_or_default(),
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
            ("founded_year", rules::year(founded).unwrap_or(founded)),
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
            listed => first_version::languages(listed),
        };
        // One with a name or a role is a person's, and no desk's.
        let desk = contacts.get(id).into_iter().flatten();
        let desk = desk
            .filter(|contact| contact.get("name").is_empty() && contact.get("title").is_empty())
            .map(|contact| contact.get("email"))
            .next();
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
            (
                "accessibility_en",
                &place.get("accessibility").replace('_', " "),
            ),
        ];
        match first_version::is_virtual(place) {
            true => (cells.map(|(column, _)| column), Vec::new()),
            false => one(row(place.number, cells)),
        }
    })
}

fn services<'p>(package: &'p Package, keys: &Keys<'p>, told: &mut Vec<Told>) -> Source<'static> {
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
        // Without a term of the network's taxonomy, its name says at least what is meant.
        let named = match codes.get(id) {
            Some(code) => vec![(*code).to_owned()],
            None if is_first_version => first_version::services(&taxonomy, service),
            None => vec![service.get("name").to_owned()],
        };
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
            listed => first_version::languages(listed),
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

/// The people of a package of the first version. They are kept and never published.
fn contacts<'p>(package: &'p Package, keys: &Keys<'p>) -> Source<'static> {
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

fn is_uuid(id: &str) -> bool {
    id.parse::<Uuid>().is_ok()
}

/// The identifier of a place: its own, or one that is always the same for it, so that services find
/// it and another import does.
fn place_id(id: &str) -> String {
    if id.is_empty() || is_uuid(id) {
        return id.to_owned();
    }
    let digest = xxh3_128(format!("hsds location {id}").as_bytes());
    Builder::from_custom_bytes(digest.to_be_bytes())
        .into_uuid()
        .to_string()
}

/// The numbers on which somebody speaks.
fn telephones(phones: Option<&Vec<&Record>>) -> String {
    let phones = phones.into_iter().flatten();
    let spoken = phones.filter(first_version::is_telephone).take(MOST_NAMED);
    let numbers = spoken.map(|phone| first_version::number(phone));
    numbers.collect::<Vec<_>>().join("|")
}

/// The code of the first term of each thing that has one.
fn codes(package: &Package) -> HashMap<&str, &str> {
    let terms: HashMap<&str, &str> = package
        .of("taxonomy_terms")
        .iter()
        .map(|term| (term.get("id"), term.get("code")))
        .collect();
    let attributes = package.of("attributes").iter().rev();
    attributes
        .filter_map(|attribute| {
            let code = terms.get(attribute.get("taxonomy_term_id"))?;
            Some((attribute.get("link_id"), *code))
        })
        .collect()
}

/// Whose a place is by the services that are given there.
fn owners_by_service(package: &Package) -> HashMap<&str, &str> {
    let owners: HashMap<&str, &str> = package
        .of("services")
        .iter()
        .map(|service| (service.get("id"), service.get("organization_id")))
        .collect();
    let places = package.of("service_at_location").iter();
    places
        .filter_map(|place| {
            let owner = owners.get(place.get("service_id"))?;
            Some((place.get("location_id"), *owner))
        })
        .collect()
}

fn is_kind(code: &str) -> bool {
    code.parse::<network::LocationKind>().is_ok()
}

/// A field of the first of some lines.
fn first<'p>(records: Option<&Vec<&'p Record>>, field: &str) -> &'p str {
    let first = records.and_then(|records| records.first());
    first.map_or("", |record| record.get(field))
}

/// The tags of languages: the note, where it says more than the code.
fn tags(records: Option<&Vec<&Record>>) -> String {
    let records = records.into_iter().flatten().take(MOST_NAMED);
    let tags = records.map(|record| {
        let (code, note) = (record.get("code"), record.get("note"));
        let more = note
            .strip_prefix(code)
            .is_some_and(|more| more.starts_with('-') && !more.contains(char::is_whitespace));
        if more { note } else { code }
    });
    tags.collect::<Vec<_>>().join("|")
}

/// A row of a table, by the columns of the standard mapping.
fn row<const N: usize>(
    number: u64,
    cells: [(&'static str, &str); N],
) -> ([&'static str; N], SheetRow) {
    let row = row_of(number, &cells);
    (cells.map(|(column, _)| column), row)
}

fn row_of(number: u64, cells: &[(&'static str, impl AsRef<str>)]) -> SheetRow {
    let texts = cells.iter().map(|(_, text)| text.as_ref()).enumerate();
    let filled = texts.filter(|(_, text)| !text.is_empty());
    SheetRow {
        number,
        cells: filled
            .map(|(place, text)| (place, Ok(text.to_owned())))
            .collect(),
        ..SheetRow::default()
    }
}

/// The one row of a line.
fn one<const N: usize>(
    (columns, row): ([&'static str; N], SheetRow),
) -> ([&'static str; N], Vec<SheetRow>) {
    (columns, vec![row])
}

/// A table with the rows that `rows_of` makes of each line of a file.
fn source<'p, const N: usize>(
    package: &'p Package,
    file: &str,
    rows_of: impl Fn(&'p Record) -> ([&'static str; N], Vec<SheetRow>),
) -> Source<'static> {
    // A file without lines has the columns too.
    let (columns, _) = rows_of(&package.blank);
    let rows = package.of(file).iter().flat_map(|record| rows_of(record).1);
    let rows = SheetRows::of_columns(columns.map(ToOwned::to_owned), rows.collect());
    Source::rows(package.name(file), Some(file.to_owned()), rows)
}
