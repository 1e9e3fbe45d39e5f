//! What goes out comes in again: an export, imported into an empty database, on the other kind of
//! database too, is the same registry.

use std::{fs::File, io::Read};

use member_directory::{
    export::{self, ExportFormat},
    import::{self, NamedFile, Quiet, TABLES, fields::TableName, mapping::Mapping, package},
    network::{
        Contact, ContactId, LARGEST_LOGO, LegalBasis, Listing, LocalizedText, Location,
        LocationKind, Logo, Member, MembershipStatus, NetworkProfile, ServiceType, Visibility,
    },
    publication::public_digest,
    registry::{Actor, Intent, NewKey, Registry, members, profile, service_types},
};
use proptest::{collection::vec, prelude::*, strategy::ValueTree};

use crate::support::{
    Database,
    anything::{location, member, texts},
};

/// A registry in a database file of its own, or in a given one.
struct Books {
    registry: Registry,
    _folder: Option<tempfile::TempDir>,
}

fn sqlite() -> Books {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("books.db").display());
    let registry = Registry::new(url.parse().expect("an address"), public_digest);
    registry.migrate().expect("tables");
    Books {
        registry,
        _folder: Some(folder),
    }
}

fn books_in(database: &Database) -> Books {
    let registry = Registry::new(database.url().parse().expect("an address"), public_digest);
    registry.migrate().expect("tables");
    Books {
        registry,
        _folder: None,
    }
}

fn service_type(code: &str, former: &[&str]) -> ServiceType {
    ServiceType {
        code: code.parse().expect("a code"),
        labels: [(
            member_directory::network::Lang::Nl,
            "Tandzorg, \"x\"".to_owned(),
        )]
        .into(),
        search_words: serde_json::from_str(r#"{"nl": ["tandarts", "kiespijn"], "ckb": ["ددان"]}"#)
            .expect("words"),
        former_codes: former
            .iter()
            .map(|code| code.parse().expect("a code"))
            .collect(),
    }
}

/// As large as one may be: a PNG of one point, with much behind it.
fn largest_logo() -> Logo {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01".to_vec();
    bytes.resize(LARGEST_LOGO, 7);
    Logo::of_file(&bytes).expect("a picture")
}

impl Books {
    /// Fills the books with members, some of whose slugs changed, and one of which was merged.
    fn fill(&self, mut new: Vec<Member>, description: LocalizedText) {
        let write = |work: &mut dyn FnMut(
            &mut member_directory::registry::Change<'_>,
        )
            -> Result<(), member_directory::registry::Error>| {
            self.registry
                .write(Actor::CommandLine, Intent::Commit, |change| work(change))
                .map(drop)
                .expect("it is written");
        };
        if let [first, .., last] = &mut new[..] {
            last.merged_into = Some(first.id);
            last.withdrawn_at = Some("2026-11-24T10:00:00Z".parse().expect("a time"));
            first.former_slugs.push(last.slug.clone());
        }
        write(&mut |change| {
            change.create_service_types(&[
                service_type("healthcare/dental", &["healthcare/teeth"]),
                service_type("legal", &[]),
            ])?;
            change.set_profile(NetworkProfile {
                name: "=Network".to_owned(),
                short_name: Some("N, \"W\"".to_owned()),
                description: description.clone(),
                imprint: LocalizedText(description.0.clone().into_iter().take(1).collect()),
                website: Some("https://example.org".parse().expect("an address")),
                founded_year: Some(2001),
                email: Some("desk@example.org".parse().expect("an address")),
                phone: Some("+32 9 210 00 00".parse().expect("a number")),
                accent_color: Some("#8a1c4a".parse().expect("a colour")),
                logo: Some(largest_logo()),
                sample_data: false,
            })
        });
        write(&mut |change| change.create_members(new.clone()).map(drop));
        // A published slug that changes stays as a former one.
        write(&mut |change| {
            let records = members::load_all(change.connection())?;
            let changed = records.into_iter().take(1).map(|record| {
                let mut after = record.member.clone();
                after.slug = format!("n-{}", after.id).parse().expect("a slug");
                after.notes.clear();
                (record, after)
            });
            change.replace_members(changed.collect()).map(drop)
        });
        self.registry
            .write(Actor::CommandLine, Intent::Commit, |change| {
                let key = change.create_key(NewKey {
                    label: "the desk".to_owned(),
                    role: member_directory::network::Role::Editor,
                    member_id: None,
                    expires_at: None,
                })?;
                change.revoke_key(key.0.id).map(drop)
            })
            .expect("a key is made");
    }

    fn export(&self, format: ExportFormat) -> Vec<u8> {
        let mut file: File = tempfile::tempfile().expect("a file");
        export::write(&self.registry, format, true, &mut file, &Quiet).expect("an export");
        export::rewound(&mut file).expect("its beginning");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its content");
        bytes
    }

    #[track_caller]
    fn import(&self, name: &str, bytes: Vec<u8>) -> import::Report {
        let mapping = Mapping::standard().expect("a mapping");
        let files = vec![NamedFile::of_bytes(name, bytes)];
        let sources = package::open(files, &mapping).expect("a package");
        let report = import::import(
            &self.registry,
            sources,
            &mapping,
            // Any member at all may publish the number of its hidden place, which an import asks about.
            &import::ImportOptions {
                confirm_publication: true,
                confirm_positions: true,
                ..import::ImportOptions::default()
            },
            &Quiet,
        )
        .expect("an import");
        assert!(!report.has_refusals(), "{report}");
        report
    }

    /// The same, as far as files of this format have room for it.
    fn records_in(&self, format: ExportFormat) -> (NetworkProfile, Vec<ServiceType>, Vec<Member>) {
        let mut records = self.records();
        if format != ExportFormat::Ndjson {
            records.0.logo = None;
        }
        records
    }

    /// All that records have.
    fn records(&self) -> (NetworkProfile, Vec<ServiceType>, Vec<Member>) {
        self.registry
            .read::<_, member_directory::registry::Error>(|connection| {
                let members = members::load_all(connection)?;
                Ok((
                    profile::load(connection)?.profile,
                    service_types::load(connection)?,
                    members.into_iter().map(|record| record.member).collect(),
                ))
            })
            .expect("the books")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn an_export_that_is_imported_is_the_same_registry(
        members in vec(member(), 1..5), description in texts(),
    ) {
        let first = sqlite();
        first.fill(members, description);
        let everything = String::from_utf8(first.export(ExportFormat::Ndjson)).expect("UTF-8");
        for (format, name) in [
            (ExportFormat::Ndjson, "registry.ndjson"),
            (ExportFormat::Csv, "registry.zip"),
            (ExportFormat::Xlsx, "registry.xlsx"),
        ] {
            let database = Database::new();
            let second = books_in(&database);
            second.import(name, first.export(format));
            prop_assert_eq!(second.records(), first.records_in(format), "{}", name);
            let third = sqlite();
            third.import(name, second.export(format));
            prop_assert_eq!(third.records(), first.records_in(format), "{}", name);
            if format == ExportFormat::Ndjson {
                let again = String::from_utf8(third.export(format)).expect("UTF-8");
                prop_assert_eq!(&again, &everything);
            }
            // Nothing changes when it is imported where it came from.
            let report = first.import(name, first.export(format));
            prop_assert_eq!(report.revision, None, "{}", report);
        }
    }
}

/// A field that is added to a record has to be added to the tables too.
#[test]
fn every_field_of_a_record_has_a_place_in_the_tables() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let full = (0..500)
        .map(|_| member().new_tree(&mut runner).expect("a member").current())
        .find(|member| {
            !member.locations.is_empty()
                && !member.service_offers.is_empty()
                && !member.contacts.is_empty()
                && !member.notes.is_empty()
                && member.locations[0].point.is_some()
        })
        .expect("one that has everything");
    let entry = serde_json::to_value(&full).expect("JSON");
    let type_of_service = serde_json::to_value(service_type("legal", &[])).expect("JSON");
    let within: Vec<&str> = TABLES.iter().filter_map(|table| table.within).collect();
    for table in TABLES {
        let record = match (table.within, table.name) {
            (Some(""), _) => &entry,
            (Some(parts), _) => entry.pointer(parts).map(|parts| &parts[0]).expect("a part"),
            (None, TableName::ServiceTypes) => &type_of_service,
            (None, _) => continue,
        };
        for (key, value) in record.as_object().expect("an object") {
            let pointer = format!("/{key}");
            let has_place =
                |pointer: &str| table.fields.iter().any(|field| field.pointer == pointer);
            let all_have = value.as_object().is_some_and(|inner| {
                !inner.is_empty()
                    && inner
                        .keys()
                        .all(|key| has_place(&format!("{pointer}/{key}")))
            });
            assert!(
                has_place(&pointer) || all_have || within.contains(&pointer.as_str()),
                "{} has no column for {pointer}",
                table.name
            );
        }
    }
}

#[test]
fn a_registry_is_restored_into_an_empty_database_only_and_wholly_or_not_at_all() {
    let first = sqlite();
    first.fill(Vec::new(), LocalizedText::default());
    let export = first.export(ExportFormat::Ndjson);
    let text = String::from_utf8(export.clone()).expect("UTF-8");
    let import = |books: &Books, text: &str| {
        let file = NamedFile::of_bytes("all.ndjson", text.as_bytes().to_vec());
        let mapping = Mapping::standard().expect("a mapping");
        let sources = package::open(vec![file], &mapping).expect("a package");
        let told = import::import(
            &books.registry,
            sources,
            &mapping,
            &import::ImportOptions::default(),
            &Quiet,
        );
        told.err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };
    // Where it came from it says nothing new, and history stays what it is.
    assert_eq!(import(&first, &text), "");
    assert_eq!(first.export(ExportFormat::Ndjson), export);
    let second = sqlite();
    let before = second.export(ExportFormat::Ndjson);
    let mut broken: Vec<&str> = text.lines().collect();
    broken.push("{\"kind\":\"membr\"}");
    assert!(import(&second, &broken.join("\n")).contains("no kind \"membr\""));
    let newer = text.replacen("\"version\":2", "\"version\":3", 1);
    assert!(import(&second, &newer).contains("another version"));
    assert_eq!(second.export(ExportFormat::Ndjson), before);
    assert_eq!(import(&second, &text), "");
    assert_eq!(second.export(ExportFormat::Ndjson), export);
}

#[test]
fn a_copy_opens_nothing() {
    let first = sqlite();
    let made = first
        .registry
        .write(Actor::CommandLine, Intent::Commit, |change| {
            change.create_key(NewKey {
                label: "the desk".to_owned(),
                role: member_directory::network::Role::Admin,
                member_id: None,
                expires_at: None,
            })
        })
        .expect("a key");
    let (key, secret) = made.value;
    let second = sqlite();
    let export = first.export(ExportFormat::Ndjson);
    second.import("all.ndjson", export);
    assert_eq!(
        second
            .registry
            .key_by_text(secret.reveal())
            .expect("an answer"),
        None
    );
    let known = second.registry.keys().expect("the keys");
    assert_eq!((known.len(), known[0].id), (1, key.id));
    assert!(known[0].revoked_at.is_some());
}

/// The public package holds nothing that is hidden, and comes in as a proposal to decide about.
#[test]
fn an_hsds_package_holds_what_the_public_sees() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut place = |kind, address: &str, visibility| Location {
        kind,
        address: Some(address.to_owned()),
        label: LocalizedText::of("en".parse().unwrap(), format!("the {address}")),
        visibility,
        ..location().new_tree(&mut runner).expect("a place").current()
    };
    let mut seen = crate::support::members::member("seen", "Seen", "BE");
    seen.locations = vec![
        place(LocationKind::Office, "RegistryState 1", Visibility::Public),
        place(LocationKind::Shelter, "Secret 2", Visibility::Hidden),
        place(LocationKind::Clinic, "Quiet 3", Visibility::City),
    ];
    seen.contacts = vec![Contact {
        id: ContactId::new(),
        name: "Ann Person".to_owned(),
        role: None,
        email: None,
        phone: None,
        legal_basis: LegalBasis::Contract,
        consented_on: None,
    }];
    seen.external_id = Some("CRM-1".to_owned());
    let mut unseen = crate::support::members::member("unseen", "Unseen", "BE");
    unseen.listing = Listing::Unlisted;
    let first = sqlite();
    first
        .registry
        .write(Actor::CommandLine, Intent::Commit, |change| {
            change.create_members(vec![seen.clone(), unseen]).map(drop)
        })
        .map(drop)
        .map_err(|error: member_directory::registry::Error| error)
        .expect("it is written");
    let package = |private| {
        let mut file: File = tempfile::tempfile().expect("a file");
        export::write(
            &first.registry,
            ExportFormat::Hsds,
            private,
            &mut file,
            &Quiet,
        )
        .expect("an export");
        export::rewound(&mut file).expect("its beginning");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its content");
        bytes
    };
    let public = package(false);
    let held = unpacked(&public);
    for secret in ["Secret 2", "Quiet 3", "Ann Person", "CRM-1", "Unseen"] {
        assert!(!held.contains(secret), "{secret}");
        assert!(unpacked(&package(true)).contains(secret), "{secret}");
    }
    assert!(held.contains("RegistryState 1"));

    let second = sqlite();
    second.import("package.zip", public);
    let (_, _, members) = second.records();
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].id, seen.id);
    assert_eq!(members[0].slug, seen.slug);
    assert_eq!(members[0].membership.status, MembershipStatus::Applicant);
    let kinds: Vec<LocationKind> = members[0]
        .locations
        .iter()
        .map(|place| place.kind)
        .collect();
    assert_eq!(kinds, [LocationKind::Office, LocationKind::Clinic]);
    assert_eq!(members[0].locations[0].address, seen.locations[0].address);
}

/// The text of every file of a zip.
fn unpacked(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut held = String::new();
    for place in 0..zip.len() {
        zip.by_index(place)
            .expect("a file")
            .read_to_string(&mut held)
            .expect("UTF-8");
    }
    held
}
