//! Spreadsheets whose columns are not ours: a mapping is proposed, and what is public after an import
//! with it is right.

use serde_json::{Value, json};

use crate::support::{Database, Run, Serve, TestServer, answer::texts, sheets::sheets};

/// Proposes a mapping for a file, and gives its text.
#[track_caller]
fn propose(database: &Database, name: &str, content: &str) -> String {
    std::fs::write(database.folder().join(name), content).unwrap();
    database
        .run(&["import", name, "--propose-mapping", "mapping.toml"])
        .well();
    std::fs::read_to_string(database.folder().join("mapping.toml")).unwrap()
}

#[track_caller]
fn import(database: &Database, name: &str) -> Run {
    database.run(&["import", name, "--mapping", "mapping.toml"])
}

/// Imports a file by what is proposed for it, and serves it.
#[track_caller]
fn serve(name: &str, content: &str) -> (TestServer, String) {
    let database = Database::new();
    let mapping = propose(&database, name, content);
    let run = import(&database, name);
    assert_eq!(run.code, Some(0), "{mapping}\n{run:#?}");
    (Serve::on(database).start(), mapping)
}

/// What an export of organisations has (CiviCRM, English labels).
const CIVICRM: &str = "\
Contact ID,Contact Type,Organization Name,Legal Name,Nickname,Street Address,Supplemental Address 1,City,Postal Code,State,Country,Latitude,Longitude,Email,Phone,Website,Preferred Language,Membership Type,Status,Member Since,End Date,Note,Do Not Phone,Do Not Email,Do Not Mail,Do Not Trade,No Bulk Emails (User Opt Out),Is Deceased
101,Organization,Open Huis Gent,Open Huis Gent vzw,OHG,Kerkstraat 1,2de verdieping,Gent,9000,East Flanders,Belgium,51.0543,3.7174,info@openhuis.example,+32 9 210 00 00,https://www.openhuis.example,Dutch (Netherlands),General,Current,2012-09-01,,Calls on Fridays only,No,No,No,No,No,No
102,Organization,Maison du Pont,,MDP,Rue Neuve 5,,Bruxelles,1000,Brussels,Belgium,,,bonjour@pont.example,+32 2 210 00 01,https://pont.example,French (France),Associate,Grace,2015-01-15,,,Yes,Yes,Yes,No,No,No
103,Organization,Casa Azul,,AZUL,Calle Mayor 3,,Madrid,28013,Madrid,Spain,,,hola@azul.example,+34 910 000 000,https://azul.example,Spanish (Spain),General,New,2020-03-01,,,No,No,No,Yes,No,No
104,Organization,Altes Haus,,AH,Hauptstr. 9,,Berlin,10115,Berlin,Germany,,,post@altes.example,+49 30 901820,https://altes.example,German (Germany),General,Expired,2001-01-01,2019-12-31,,No,No,No,No,No,No
105,Organization,Nova Ponte,,NP,Rua Nova 7,,Lisboa,1100,Lisboa,Portugal,,,geral@ponte.example,+351 210 000 000,https://ponte.example,Portuguese (Portugal),General,Current,2019-05-01,,,No,No,No,No,Yes,No
";

#[test]
fn what_a_crm_exports_is_public_as_far_as_its_opt_outs_let_it() {
    let (server, mapping) = serve("export.csv", CIVICRM);
    let known = texts(&server.json("/v1/members?limit=50")["data"], "slug");
    // One may not be passed on, and one has left.
    assert_eq!(
        known,
        ["maison-du-pont", "nova-ponte", "open-huis-gent"],
        "{mapping}"
    );
    let member = server.json("/v1/members/open-huis-gent");
    assert_eq!(member["country"]["code"], "BE");
    assert_eq!(member["acronym"], "OHG");
    assert_eq!(
        member["names"],
        json!([{"language": null, "name": "Open Huis Gent vzw"}])
    );
    assert_eq!(member["email"], "info@openhuis.example");
    assert!(member.to_string().contains("+32 9 210 00 00"), "{member}");
    assert_eq!(member["membership"]["type"], "ordinary");
    let place = &member["locations"][0];
    assert_eq!(place["address"], "Kerkstraat 1\n2de verdieping");
    assert_eq!(place["region"], "East Flanders");
    assert_eq!(place["point"]["latitude"], 51.0543);

    let other = server.json("/v1/members/maison-du-pont");
    assert_eq!(other["email"], Value::Null, "{mapping}");
    assert_eq!(other["membership"]["type"], "affiliate");
    let place = &other["locations"][0];
    assert_eq!(
        (&place["city"], &place["address"]),
        (&json!("Bruxelles"), &Value::Null)
    );
    let third = server.json("/v1/members/nova-ponte");
    assert_eq!(third["email"], Value::Null);
    for secret in [
        "+32 2 210 00 01",
        "bonjour@pont",
        "Rue Neuve",
        "geral@ponte",
        "Fridays",
        "Casa Azul",
    ] {
        let whole = server.get("/v1/members?limit=50&fields=").text()
            + &other.to_string()
            + &third.to_string()
            + &server.get("/v1/locations").text();
        assert!(!whole.contains(secret), "{secret}");
    }
}

/// An opt-out that says nothing is not a yes; and one that cannot be read is no no.
#[test]
fn an_opt_out_that_says_nothing_publishes_nothing_new() {
    let database = Database::new();
    propose(&database, "export.csv", CIVICRM);
    let without = |from: &str, to: &str| {
        let content = CIVICRM.replacen(from, to, 1);
        assert_ne!(content, CIVICRM);
        std::fs::write(database.folder().join("export.csv"), content).unwrap();
        import(&database, "export.csv")
    };
    let empty = without("only,No,No", "only,,No").ended_with(3);
    assert!(empty.stdout.contains("Do Not Phone"), "{empty:?}");
    assert!(empty.stdout.contains("nobody has decided"), "{empty:?}");
    let unreadable = without("only,No,No", "only,perhaps,No").ended_with(3);
    assert!(
        unreadable
            .stdout
            .contains("\"perhaps\" is neither yes nor no"),
        "{unreadable:?}"
    );
    assert_eq!(database.count("members"), 0);
    // Of a member that is known, what says nothing changes nothing.
    std::fs::write(database.folder().join("export.csv"), CIVICRM).unwrap();
    import(&database, "export.csv").well();
    without("+32 9 210 00 00,https://www.openhuis.example,Dutch (Netherlands),General,Current,2012-09-01,,Calls on Fridays only,No",
            "+32 9 999 99 99,https://www.openhuis.example,Dutch (Netherlands),General,Current,2012-09-01,,Calls on Fridays only,").well();
    let server = Serve::on(database).start();
    assert!(
        server
            .get("/v1/members/open-huis-gent")
            .text()
            .contains("+32 9 210 00 00")
    );
}

/// A sheet as people make it, in each language: what it is called, its header, and a row of it.
const SHEETS: [(&str, &str); 7] = [
    (
        "en",
        "Organisation;Country;City;Address;Postcode;Telephone;E-mail;Website;Languages;Housing;Labour;Member since;Contact person;Contact e-mail;Notes;Attachments",
    ),
    (
        "nl",
        "Naam;Land;Gemeente;Adres;Postcode;Telefoon;Mail;Website;Talen;Wonen;Werk;Lid sinds;Contactpersoon;E-mail contactpersoon;Opmerkingen;Bijlagen",
    ),
    (
        "de",
        "Name der Organisation;Land;Stadt;Adresse;PLZ;Tel.;E-Mail;Web;Sprachen;Wohnen;Arbeit;Mitglied seit;Ansprechpartner;E-Mail Ansprechpartner;Bemerkungen;Anhänge",
    ),
    (
        "fr",
        "Nom;Pays;Ville;Adresse;Code postal;Téléphone;Courriel;Site web;Langues;Logement;Emploi;Membre depuis;Personne de contact;Courriel personne de contact;Remarques;Annexes",
    ),
    (
        "es",
        "Nombre;País;Ciudad;Dirección;Código postal;Teléfono;Correo;Sitio web;Idiomas;Vivienda;Empleo;Miembro desde;Persona de contacto;Correo persona de contacto;Notas;Adjuntos",
    ),
    (
        "it",
        "Nome;Paese;Città;Indirizzo;CAP;Telefono;Mail;Sito;Lingue;Alloggio;Lavoro;Membro dal;Persona di contatto;Mail persona di contatto;Note;Allegati",
    ),
    (
        "pt",
        "Nome;País;Cidade;Morada;Código postal;Telefone;E-mail;Web;Línguas;Habitação;Emprego;Membro desde;Pessoa de contacto;E-mail pessoa de contacto;Notas;Anexos",
    ),
];

#[test]
fn a_sheet_in_each_of_the_seven_languages_needs_no_word_of_toml() {
    let row = "Open Huis;België;Gent;Kerkstraat 1;9000;+32 9 210 00 00;info@huis.example;https://HOST.example;\
               Nederlands, français;x;;2012-09-01;Ann Peeters;ann.peeters@mail.example;Pays late;file.pdf";
    // Names that have nothing in common.
    let names = ["zon", "berg", "linde", "haven", "molen", "brug", "veer"];
    let database = Database::new();
    let mut mappings = Vec::new();
    for ((lang, header), name) in SHEETS.iter().zip(names) {
        let row = row.replace("Open Huis", name).replace("HOST", name);
        let file = format!("{lang}.csv");
        let _ = std::fs::remove_file(database.folder().join("mapping.toml"));
        mappings.push(propose(&database, &file, &format!("{header}\n{row}\n")));
        import(&database, &file).well();
    }
    let server = Serve::on(database).start();
    for (((lang, _), name), mapping) in SHEETS.iter().zip(names).zip(mappings) {
        let member = server.json(&format!("/v1/members/{name}"));
        assert_eq!(member["country"]["code"], "BE", "{lang}: {mapping}");
        assert_eq!(member["email"], "info@huis.example", "{lang}: {mapping}");
        assert_eq!(
            member["website"],
            format!("https://{name}.example"),
            "{lang}: {mapping}"
        );
        assert_eq!(
            member["languages"],
            json!(["nl", "fr"]),
            "{lang}: {mapping}"
        );
        assert_eq!(
            texts(&member["services"], "code"),
            ["housing"],
            "{lang}: {mapping}"
        );
        assert_eq!(
            member["membership"]["joined_on"], "2012-09-01",
            "{lang}: {mapping}"
        );
        // Nobody said who may know the street.
        let place = &member["locations"][0];
        assert_eq!(
            (&place["city"], &place["address"]),
            (&json!("Gent"), &Value::Null),
            "{lang}"
        );
        let text = member.to_string();
        for private in [
            "Peeters",
            "ann.peeters",
            "Pays late",
            "Kerkstraat",
            "file.pdf",
        ] {
            assert!(!text.contains(private), "{lang}: {private} in {text}");
        }
        let kept = |column: &str, table: &str| {
            server.database.values(&format!(
                "SELECT {table}.{column} AS value FROM {table} JOIN members ON member_id = members.id \
                 WHERE slug = '{name}'"
            ))
        };
        let people = (kept("name", "contacts"), kept("email", "contacts"));
        let one = |text: &str| vec![text.to_owned()];
        assert_eq!(
            people,
            (one("Ann Peeters"), one("ann.peeters@mail.example")),
            "{lang}: {mapping}"
        );
        assert_eq!(kept("text", "notes"), ["Pays late"], "{lang}");
    }
}

#[test]
fn privacy_under_names_of_their_own_is_kept_or_asked_about() {
    let (server, mapping) = serve(
        "members.csv",
        "Nr,Organisation,Country,City,Address,Telephone,Confidential,Show phone on website\n\
         1,Open House,BE,Gent,Church Street 1,+32 9 210 00 00,no,yes\n\
         2,Safe House,BE,Brugge,Secret Lane 2,+32 50 20 00 00,yes,yes\n\
         3,Quiet House,BE,Aalst,Silent Road 3,+32 53 20 00 00,no,no\n",
    );
    let all = server.get("/v1/members?limit=50").text() + &server.get("/v1/locations").text();
    for hidden in ["Safe House", "Secret Lane", "+32 50", "+32 53"] {
        assert!(!all.contains(hidden), "{hidden}: {mapping}");
    }
    let member = server.json("/v1/members/open-house");
    assert!(member.to_string().contains("+32 9 210 00 00"), "{mapping}");
    assert_eq!(
        member["locations"][0]["address"], "Church Street 1",
        "{mapping}"
    );

    // What a yes means is nobody's guess, and an empty cell of what hides is no answer.
    let database = Database::new();
    let mapping = propose(
        &database,
        "members.csv",
        "Nr,Organisation,Country,Public or private?,Geheim\n1,Open House,BE,yes,x\n2,Safe House,BE,no,\n",
    );
    assert!(
        mapping.contains("# DECIDE: the column \"Public or private?\""),
        "{mapping}"
    );
    assert!(
        mapping.contains(
            "# listing = { column = \"Public or private?\", yes = \"listed\", no = \"unlisted\" }"
        ),
        "{mapping}"
    );
    assert!(
        mapping.contains("if an empty cell means no, write empty = \"listed\""),
        "{mapping}"
    );
    import(&database, "members.csv").ended_with(1);
    assert_eq!(database.count("members"), 0);
}

#[test]
fn a_mapping_is_written_over_nothing_and_other_sheets_are_found() {
    let database = Database::new();
    propose(&database, "members.csv", "Naam,Land\nHuis,BE\n");
    let again = database
        .run(&["import", "members.csv", "--propose-mapping", "mapping.toml"])
        .ended_with(1);
    assert!(
        again.stderr.contains("mapping.toml is there already"),
        "{again:?}"
    );
    // Several files, none with a name of ours.
    let folder = database.folder().join("files");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(
        folder.join("Onze leden.csv"),
        "Lidnummer,Naam,Land\n7,Open Huis,België\n",
    )
    .unwrap();
    std::fs::write(
        folder.join("Adressen.csv"),
        "Lidnummer,Soort locatie,Straat,Plaats,Openbaar\n7,kantoor,Kerkstraat 1,Gent,ja\n7,nachtopvang,Geheimlaan 2,Gent,nee\n",
    )
    .unwrap();
    database
        .run(&["import", "files", "--propose-mapping", "files.toml"])
        .well();
    let mapping = std::fs::read_to_string(database.folder().join("files.toml")).unwrap();
    let run = database.run(&["import", "files", "--mapping", "files.toml"]);
    assert_eq!(run.code, Some(0), "{mapping}\n{run:#?}");
    let server = Serve::on(database).start();
    let member = server.json("/v1/members/open-huis");
    assert_eq!(
        texts(&member["locations"], "address"),
        ["Kerkstraat 1"],
        "{mapping}"
    );
    assert_eq!(server.database.count("locations"), 2);
}

/// What was right once is remembered under a name, and told when the same columns come again.
#[test]
fn a_mapping_is_remembered_on_the_command_line() {
    let database = Database::new();
    propose(&database, "export.csv", CIVICRM);
    let arguments = [
        "import",
        "export.csv",
        "--mapping",
        "mapping.toml",
        "--save-mapping",
        "crm",
    ];
    let run = database.run(&arguments).well();
    assert!(run.stdout.contains("--mapping crm"), "{run:?}");
    std::fs::write(database.folder().join("next.csv"), CIVICRM).unwrap();
    let run = database
        .run(&["import", "next.csv", "--propose-mapping", "other.toml"])
        .well();
    assert!(
        run.stdout
            .contains("remembered that fits these columns: --mapping crm"),
        "{run:?}"
    );
    let run = database
        .run(&["import", "next.csv", "--mapping", "crm"])
        .well();
    assert!(
        run.stdout.contains("the registry says all of this already"),
        "{run:?}"
    );
    let unknown = database
        .run(&["import", "next.csv", "--mapping", "crn"])
        .ended_with(1);
    assert!(
        unknown
            .stderr
            .contains("no mapping is remembered under that name"),
        "{unknown:?}"
    );
}

/// The files of a package after the first version of HSDS, as Ohana writes it.
const OHANA: [(&str, &str); 10] = [
    (
        "organizations",
        "id,accreditations,alternate_name,date_incorporated,description,email,funding_sources,legal_status,licenses,name,tax_id,tax_status,website\n\
         1,,OH,1998-03-01,A house with open doors.,info@house.example,,Nonprofit,,Open House,,,https://house.example\n",
    ),
    (
        "locations",
        "id,organization_id,accessibility,admin_emails,alternate_name,description,email,languages,latitude,longitude,name,short_desc,transportation,website,virtual\n\
         1,1,\"elevator, ramp\",ann@private.example,,About the place,,\"Spanish, Dutch\",51.0543,3.7174,Front desk,Desk,Bus 5,,false\n\
         2,1,,,,Online only,,,,,Web desk,Web,,,true\n",
    ),
    (
        "addresses",
        "id,location_id,address_1,address_2,city,state_province,postal_code,country\n\
         1,1,Church Street 1,Floor 2,Gent,East Flanders,9000,Belgium\n",
    ),
    (
        "phones",
        "id,contact_id,location_id,organization_id,service_id,country_prefix,department,extension,number,number_type,vanity_number\n\
         1,,,1,,,,,+32 9 210 00 09,fax,\n2,,,1,,,,,+32 9 210 00 00,voice,\n3,1,,,,,,,+32 470 11 22 33,voice,\n",
    ),
    (
        "services",
        "id,location_id,program_id,accepted_payments,alternate_name,application_process,audience,description,eligibility,email,fees,funding_sources,interpretation_services,keywords,languages,name,required_documents,service_areas,status,website,wait_time,taxonomy_ids\n\
         1,1,,,,Walk in,Everyone,A bed for a night,Adults,,Free,,,,Dutch,Beds,,Belgium,active,,,101\n\
         2,1,,,,,,An old course,,,,,,,,Courses,,,defunct,,,102\n",
    ),
    (
        "contacts",
        "id,location_id,organization_id,service_id,department,email,name,title\n1,1,,,,ben@private.example,Ben Claes,Coordinator\n",
    ),
    (
        "regular_schedules",
        "id,contact_id,location_id,service_id,weekday,opens_at,closes_at\n\
         1,,1,,Monday,9:30am,5pm\n2,,1,,Tuesday,9:30am,5pm\n",
    ),
    (
        "taxonomy",
        "taxonomy_id,name,parent_id,parent_name\n101,Emergency Shelter,,\n102,Training,,\n",
    ),
    ("programs", "id,organization_id,name,alternate_name\n"),
    (
        "mail_addresses",
        "id,location_id,attention,address_1,address_2,city,state_province,postal_code,country\n",
    ),
];

#[test]
fn a_package_of_ohana_is_read_as_it_is() {
    let database = Database::new();
    let folder = database.folder().join("ohana");
    std::fs::create_dir(&folder).unwrap();
    for (name, content) in OHANA {
        std::fs::write(folder.join(format!("{name}.csv")), content).unwrap();
    }
    let run = database.run(&["import", "ohana"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert!(
        run.stdout
            .contains("the service is defunct, so it is left out"),
        "{run:?}"
    );
    assert!(
        run.stdout
            .contains("the place is virtual, so it is left out"),
        "{run:?}"
    );
    let value = |sql: &str| database.value(&format!("SELECT {sql}"));
    assert_eq!(value("founded_year AS value FROM members"), "1998");
    assert_eq!(value("country AS value FROM members"), "BE");
    assert_eq!(
        value("membership_status AS value FROM members"),
        "applicant"
    );
    assert_eq!(
        value("address AS value FROM locations"),
        "Church Street 1\nFloor 2"
    );
    assert_eq!(value("visibility AS value FROM locations"), "hidden");
    assert_eq!(
        value("opening_hours AS value FROM locations"),
        "Mo-Tu 09:30-17:00"
    );
    let mut languages = database.values("SELECT language AS value FROM location_languages");
    languages.sort();
    assert_eq!(languages, ["es", "nl"]);
    assert_eq!(value("service AS value FROM service_offers"), "housing");
    let mut people = database.values("SELECT email AS value FROM contacts");
    people.sort();
    assert_eq!(people, ["ann@private.example", "ben@private.example"]);
    // Nobody here has decided about it yet; once it is a member, people are none of the public's.
    let decided = sheets()
        .members("external_id,status\n1,member\n")
        .locations("member,kind,city,visibility\n1,other,Gent,public\n");
    database.import(&decided, &["--confirm-publication"]).well();
    let server = Serve::on(database).start();
    let member = server.json("/v1/members/open-house").to_string();
    for private in ["private.example", "Ben Claes", "470", "210 00 09"] {
        assert!(!member.contains(private), "{private}: {member}");
    }
    assert!(member.contains("+32 9 210 00 00"), "{member}");
}

/// Proposes a mapping for files of a folder, by their names and contents.
#[track_caller]
fn propose_all(files: &[(&str, &str)]) -> (Database, String) {
    let database = Database::new();
    let folder = database.folder().join("files");
    std::fs::create_dir(&folder).unwrap();
    for (name, content) in files {
        std::fs::write(folder.join(name), content).unwrap();
    }
    database
        .run(&["import", "files", "--propose-mapping", "mapping.toml"])
        .well();
    let mapping = std::fs::read_to_string(database.folder().join("mapping.toml")).unwrap();
    (database, mapping)
}

#[test]
fn a_lone_table_has_the_members_whatever_it_is_called() {
    let database = Database::new();
    let mapping = propose(
        &database,
        "Adressen.csv",
        "Lidnummer,Naam,Land\n7,Open Huis,BE\n",
    );
    let run = import(&database, "Adressen.csv");
    assert_eq!(run.code, Some(0), "{mapping}\n{run:#?}");
    assert_eq!(database.count("members"), 1, "{mapping}");

    // A sheet without anything in it is there all the same.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Onze leden").unwrap();
    for (column, [name, cell]) in (0..).zip([["Lidnummer", "8"], ["Naam", "Huis"], ["Land", "BE"]])
    {
        sheet.write_string(0, column, name).unwrap();
        sheet.write_string(1, column, cell).unwrap();
    }
    book.add_worksheet().set_name("Blad2").unwrap();
    let path = database.folder().join("leden.xlsx");
    std::fs::write(path, book.save_to_buffer().unwrap()).unwrap();
    database
        .run(&["import", "leden.xlsx", "--propose-mapping", "book.toml"])
        .well();
    let run = database.run(&["import", "leden.xlsx", "--mapping", "book.toml"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_eq!(database.count("members"), 2);
}

#[test]
fn texts_of_cells_are_no_lines_of_a_mapping_and_few_of_them_stand_in_it() {
    let (_, mapping) = propose_all(&[
        ("Leden.csv", "Lidnummer,Naam,Land\n7,Open Huis,BE\n"),
        (
            "Adressen.csv",
            "Lidnummer,Soort locatie,Plaats\n7,\"kantoor\n[notes]\",Gent\n7,\"\u{7f}\"\"loods\\\",Gent\n",
        ),
        ("iets\n[notes]\ntext = \"Naam\"\nx.csv", "a,b\n1,2\n"),
    ]);
    assert!(!mapping.lines().any(|line| line == "[notes]"), "{mapping}");
    assert!(
        mapping.contains(r#""kantoor\u000A[notes]" = "other""#),
        "{mapping}"
    );
    assert!(
        mapping.contains(r#""\u007F\"loods\\" = "other""#),
        "{mapping}"
    );

    let rows: String = (0..30).map(|n| format!("7,geheim {n},Gent\n")).collect();
    let (_, mapping) = propose_all(&[
        ("Leden.csv", "Lidnummer,Naam,Land\n7,Open Huis,BE\n"),
        (
            "Adressen.csv",
            &format!("Lidnummer,Soort locatie,Plaats\n{rows}"),
        ),
    ]);
    assert!(!mapping.contains("geheim"), "{mapping}");
    assert!(mapping.contains("30 different texts"), "{mapping}");
}

#[test]
fn what_reaches_a_person_is_no_field_of_the_member() {
    let long = format!("ann@{}.example", "a".repeat(80));
    for (header, row, private) in [
        (
            "Telefoon;Mail",
            "+32 470 11 22 33;info@huis.example",
            "phone = \"Telefoon\"",
        ),
        (
            "Mail;Telefoon",
            "ann@mail.example;+32 470 11 22 33",
            "phone = \"Telefoon\"",
        ),
        ("Mail;Web", &format!("{long};"), "email = \"Mail\""),
    ] {
        let mapping = propose(
            &Database::new(),
            "leden.csv",
            &format!("Naam;Land;Contactpersoon;{header}\nHuis;BE;Ann Peeters;{row}\n"),
        );
        let (members, contacts) = mapping.split_once("\n[contacts]").expect(&mapping);
        assert!(contacts.contains(private), "{mapping}");
        assert!(!members.contains(&format!("\n{private}")), "{mapping}");
        assert!(!members.contains("\nphones"), "{mapping}");
    }
}

#[test]
fn a_remembered_mapping_with_our_own_columns_besides_is_offered_again() {
    let database = Database::new();
    let content = "id,external_id,Naam ,country\n,7,Open Huis,BE\n";
    std::fs::write(database.folder().join("x.csv"), content).unwrap();
    std::fs::write(
        database.folder().join("ours.toml"),
        "standard_columns = true\n[members]\nname = \"naam\"\n",
    )
    .unwrap();
    database
        .run(&[
            "import",
            "x.csv",
            "--mapping",
            "ours.toml",
            "--save-mapping",
            "ours",
        ])
        .well();
    let run = database
        .run(&["import", "x.csv", "--propose-mapping", "other.toml"])
        .well();
    assert!(run.stdout.contains("--mapping ours"), "{run:?}");
}

#[test]
fn more_columns_than_anybody_reads_are_no_proposal() {
    let database = Database::new();
    let folder = database.folder().join("files");
    std::fs::create_dir(&folder).unwrap();
    let names: Vec<String> = (0..1_000).map(|n| format!("c{n}")).collect();
    for file in 0..21 {
        std::fs::write(folder.join(format!("{file}.csv")), names.join(",")).unwrap();
    }
    let run = database
        .run(&["import", "files", "--propose-mapping", "mapping.toml"])
        .ended_with(1);
    assert!(
        run.stderr.contains("more than 20000 columns together"),
        "{run:?}"
    );
}

#[test]
fn privacy_that_no_field_says_is_asked_about_and_shelters_are_thought_of() {
    let (_, mapping) = propose_all(&[
        (
            "Leden.csv",
            "Lidnummer,Naam,Land,Gemeente,Soort locatie,Do Not Mail\n7,Open Huis,BE,Gent,opvang,No\n",
        ),
        (
            "Aanbod.csv",
            "Lidnummer,Dienst,Vertrouwelijk\n7,wonen,nee\n",
        ),
    ]);
    for told in [
        "# DECIDE: the column \"Vertrouwelijk\": it sounds like privacy, and no field of this table",
        "# if it keeps nothing from the public, write ignore = [\"Vertrouwelijk\"]",
        "# LOOK: a no makes a place public with its address, a shelter too",
    ] {
        assert!(mapping.contains(told), "{told}: {mapping}");
    }
}

/// What an export of all contacts has: people and households among the organisations.
const ALL_CONTACTS: &str = "\
Contact ID,Contact Type,Display Name,Organization Name,First Name,Last Name,Job Title,Email,Phone,Street Address,City,Country,Do Not Phone,Do Not Mail
101,Organization,Open Huis Gent,Open Huis Gent,,,,info@openhuis.example,+32 9 210 00 00,Kerkstraat 1,Gent,Belgium,No,No
201,Individual,Ann Peeters,Open Huis Gent,Ann,Peeters,Coordinator,ann@mail.example,+32 470 11 22 33,Thuisstraat 4,Gent,Belgium,No,No
301,Household,Familie Claes,,,,,claes@mail.example,+32 470 11 22 34,Gezinslaan 7,Gent,Belgium,No,No
";

#[test]
fn people_of_an_export_become_no_members() {
    let (server, mapping) = serve("export.csv", ALL_CONTACTS);
    assert_eq!(
        texts(&server.json("/v1/members")["data"], "slug"),
        ["open-huis-gent"],
        "{mapping}"
    );
    let member = server.json("/v1/members/open-huis-gent").to_string();
    assert!(member.contains("+32 9 210 00 00"), "{mapping}");
    let all = server.get("/v1/members").text() + &member + &server.get("/v1/locations").text();
    for private in [
        "Peeters",
        "Claes",
        "Thuisstraat",
        "Gezinslaan",
        "+32 470",
        "mail.example",
    ] {
        assert!(!all.contains(private), "{private}: {mapping}");
    }
    // Without a single organisation nothing is taken.
    let database = Database::new();
    let people = ALL_CONTACTS.replace("101,Organization", "101,Individual");
    let mapping = propose(&database, "export.csv", &people);
    assert!(
        mapping.contains("# LOOK: no row is about an organisation"),
        "{mapping}"
    );
    import(&database, "export.csv").well();
    assert_eq!(database.count("members"), 0);
}

#[test]
fn who_has_a_first_and_a_last_name_is_a_person() {
    let database = Database::new();
    let names = "Voornaam,Achternaam,Naam,Land,Mail,GSM,Adres,Gemeente\n\
                 Ann,Peeters,Ann Peeters,BE,ann@mail.example,0470 11 22 33,Thuisstraat 4,Gent\n";
    let mapping = propose(&database, "leden.csv", names);
    assert!(!mapping.contains("[members]"), "{mapping}");

    // What reaches somebody beside the name of the organisation is that person's.
    let (server, mapping) = serve(
        "lijst.csv",
        "Voornaam,Achternaam,Organisatie,Land,Mail,Tel,Adres,Gemeente,Do Not Mail\n\
         Ann,Peeters,Open Huis Gent,BE,ann@mail.example,0470 11 22 33,Thuisstraat 4,Gent,no\n",
    );
    let member = server.json("/v1/members/open-huis-gent").to_string();
    for private in ["Peeters", "mail.example", "11 22 33", "Thuisstraat"] {
        assert!(!member.contains(private), "{private}: {mapping}");
    }
    assert!(member.contains("Gent"), "{mapping}");
}

/// A telephone that a column calls private is no answer of yes or no, and stays private.
#[test]
fn what_reaches_somebody_is_as_private_as_its_name_says() {
    let (server, mapping) = serve(
        "Grid view.csv",
        "Org name,Country,Public phone,Private phone,Secret e-mail,Publish?\n\
         Open Huis,BE,+32 9 210 00 00,+32 470 11 22 33,ann@mail.example,checked\n\
         Stil Huis,BE,+32 9 210 00 09,+32 470 11 22 39,jan@mail.example,\n",
    );
    let all = server.get("/v1/members?limit=50").text();
    let member = server.json("/v1/members/open-huis").to_string();
    assert!(member.contains("+32 9 210 00 00"), "{mapping}");
    for private in ["+32 470", "mail.example", "Stil Huis"] {
        assert!(
            !(member.clone() + &all).contains(private),
            "{private}: {mapping}"
        );
    }
}
