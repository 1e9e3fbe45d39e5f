//! What cannot be taken: every mistake of every file at once, with where it stands, what is wrong
//! and what would be right; and nothing is written.

use crate::support::{Database, Sheets, sheets::sheets};

/// File, line, column, the value that is told, and what the message must offer.
type Mistake = (&'static str, u64, &'static str, &'static str, &'static str);

/// A workbook as it comes, with two good members in it.
fn workbook() -> (Sheets, Vec<Mistake>) {
    let members = "\
external_id,slug,name,language,country,membership_type,status,joined_on,left_on,listing,founded_year,website,email,phone,working_languages,other_names,verified_at
1,good,Good,nl,BE,ordinary,active,2010-01-01,,listed,1999,https://good.example.org,info@good.example.org,+32 9 123 45 67,nl|en,,2024-01-01T00:00:00Z
2,bad slug!,Two,,BE,,,,,,,,,,,,
3,three,,,BE,,,,,,,,,,,,
4,four,Four,,Belgium,,,,,,,,,,,,
5,five,Five,,,,,,,,,,,,,,
6,six,Six,dutch,BE,,,,,,,,,,,,
7,seven,Seven,,BE,ordinry,,,,,,,,,,,
8,eight,Eight,,BE,,activ,,,,,,,,,,
9,nine,Nine,,BE,,,01/02/2010,,,,,,,,,
10,ten,Ten,,BE,,,,2010-02-30,,,,,,,,
11,eleven,Eleven,,BE,,,,,half,,,,,,,
12,twelve,Twelve,,BE,,,,,,nineteen,,,,,,
13,thirteen,Thirteen,,BE,,,,,,,www.thirteen.example,,,,,
14,fourteen,Fourteen,,BE,,,,,,,,info(at)fourteen,,,,
15,fifteen,Fifteen,,BE,,,,,,,,,call us,,,
16,sixteen,Sixteen,,BE,,,,,,,,,,nl|flemish,,
17,seventeen,Seventeen,,BE,,,,,,,,,,,xx-unknown-language-tag:Name,
18,eighteen,Eighteen,,BE,,,,,,,,,,,,last year
1,nineteen,Nineteen,,BE,,,,,,,,,,,,
20,good,Twenty,,BE,,,,,,,,,,,,
21,also-good,Also good,,NL,,,,,listed,,,,,,,
";
    let locations = "\
member,label,address,city,country,latitude,longitude,visibility
good,office,Street 1,Gent,BE,51.05,3.72,public
good,cellar,Street 2,Gent,,,,
good,office,Street 3,,,,,
good,office,Street 4,Gent,,91,3.7,
good,office,Street 5,Gent,,\"51,05\",3.7,
good,office,Street 6,Gent,,51.05,,
good,office,Street 7,Gent,,,,maybe
good,office,Street 8,Gent,Flanders,,,
nobody,office,Street 9,Gent,,,,
,office,Street 10,Gent,,,,
";
    let services = "\
member,service,free_of_charge,delivery,languages,countries
good,housing,true,,,
good,housng,,,,
good,labour,perhaps,,,
good,labour,,by_pigeon,,
good,,,,,
nobody,labour,,,,
";
    let mistakes = vec![
        ("members.csv", 3, "slug", "bad slug!", ""),
        ("members.csv", 4, "name", "", "missing"),
        ("members.csv", 5, "country", "Belgium", "BE"),
        ("members.csv", 6, "country", "", "missing"),
        ("members.csv", 7, "language", "dutch", "nl"),
        ("members.csv", 8, "membership_type", "ordinry", "ordinary"),
        ("members.csv", 9, "status", "activ", ""),
        ("members.csv", 10, "joined_on", "01/02/2010", "20"),
        ("members.csv", 11, "left_on", "2010-02-30", ""),
        ("members.csv", 12, "listing", "half", "unlisted"),
        ("members.csv", 13, "founded_year", "nineteen", ""),
        (
            "members.csv",
            14,
            "website",
            "www.thirteen.example",
            "https://",
        ),
        ("members.csv", 15, "email", "info(at)fourteen", "@"),
        ("members.csv", 16, "phone", "call us", "+"),
        ("members.csv", 17, "working_languages", "flemish", ""),
        ("members.csv", 18, "other_names", "", ""),
        ("members.csv", 19, "verified_at", "last year", "T"),
        ("members.csv", 20, "", "1", "line 2"),
        ("members.csv", 21, "", "good", "line 2"),
        ("locations.csv", 3, "label", "cellar", "office"),
        ("locations.csv", 4, "city", "", "missing"),
        ("locations.csv", 5, "latitude", "91", "90"),
        ("locations.csv", 6, "latitude", "51,05", "51.05"),
        ("locations.csv", 7, "latitude", "", "longitude"),
        ("locations.csv", 8, "visibility", "maybe", "hidden"),
        ("locations.csv", 9, "country", "Flanders", ""),
        ("locations.csv", 10, "", "nobody", "slug"),
        ("locations.csv", 11, "member", "", "missing"),
        ("services.csv", 3, "service", "housng", "housing"),
        ("services.csv", 4, "free_of_charge", "perhaps", "true"),
        ("services.csv", 5, "delivery", "by_pigeon", "online"),
        ("services.csv", 6, "service", "", "missing"),
        ("services.csv", 7, "", "nobody", "slug"),
    ];
    let sheets = sheets()
        .members(members)
        .locations(locations)
        .services(services);
    (sheets, mistakes)
}

#[test]
fn every_mistake_of_every_file_is_told_at_once() {
    let database = Database::new();
    let (files, mistakes) = workbook();
    let run = database.import(&files, &[]).ended_with(3);
    let refused: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with("refused: "))
        .collect();
    for (file, line, column, value, offers) in &mistakes {
        let place = format!("refused: {file}, line {line}");
        let told = refused
            .iter()
            .find(|told| {
                told.strip_prefix(&place)
                    .is_some_and(|rest| rest.starts_with([',', ':']))
            })
            .unwrap_or_else(|| panic!("{place} is missing in\n{}", run.stdout));
        if !column.is_empty() {
            assert!(told.contains(&format!("column \"{column}\"")), "{told}");
        }
        assert!(told.contains(value), "{value} in {told}");
        assert!(told.contains(offers), "{offers} in {told}");
    }
    for told in &refused {
        let expected = mistakes
            .iter()
            .any(|(file, line, ..)| told.starts_with(&format!("refused: {file}, line {line}")));
        assert!(expected, "nothing is wrong there: {told}");
    }
    assert!(run.stdout.contains("nothing was written"), "{}", run.stdout);
}

#[test]
fn a_refused_import_writes_nothing() {
    let database = Database::new();
    let (files, _) = workbook();
    database.import(&files, &[]).ended_with(3);
    assert_eq!(database.revisions(), (1, 1));
    for table in [
        "members",
        "locations",
        "service_offers",
        "membership_events",
    ] {
        assert_eq!(database.count(table), 0, "{table}");
    }
    let server = crate::support::Serve::on(database).start();
    assert_eq!(server.json("/v1/members")["page"]["total"], 0);
}

#[test]
fn the_good_rows_are_taken_on_demand() {
    let database = Database::new();
    let (files, mistakes) = workbook();
    let run = database.import(&files, &["--skip-refused"]).well();
    assert!(
        run.stdout.contains("written as revision 2"),
        "{}",
        run.stdout
    );
    assert_eq!(
        database.values("SELECT slug AS value FROM members ORDER BY slug"),
        ["also-good", "good"]
    );
    assert_eq!(
        database.values("SELECT address AS value FROM locations"),
        ["Street 1"]
    );
    assert_eq!(
        database.values("SELECT service AS value FROM service_offers"),
        ["housing"]
    );
    for (file, line, ..) in mistakes {
        assert!(
            run.stdout
                .contains(&format!("refused: {file}, line {line}"))
        );
    }

    // Again: what was taken is the same, what was refused still is.
    let again = database.import(&files, &["--skip-refused"]).well();
    assert!(
        again.stdout.contains("nothing was written"),
        "{}",
        again.stdout
    );
    assert_eq!(database.revisions().0, 2);
}

/// A value that is wrong is not also told to be missing.
#[test]
fn one_mistake_is_told_once() {
    let database = Database::new();
    let (files, mistakes) = workbook();
    let run = database.import(&files, &[]).ended_with(3);
    let refused = run.stdout.matches("refused: ").count();
    assert_eq!(refused, mistakes.len(), "{}", run.stdout);
}

/// Several mistakes in one row are all told.
#[test]
fn every_mistake_of_a_row_is_told() {
    let run = Database::new()
        .import(
            &sheets().members("slug,name,country,email,founded_year\nBad Slug!,,XX,nobody,soon\n"),
            &[],
        )
        .ended_with(3);
    let refused = run
        .stdout
        .lines()
        .filter(|line| line.starts_with("refused: "));
    assert_eq!(refused.count(), 5, "{}", run.stdout);
    let members = run.stdout.lines().find(|line| line.starts_with("members"));
    assert_eq!(
        members.unwrap().split_whitespace().collect::<Vec<_>>(),
        ["members", "0", "0", "0", "1"],
        "one row is refused"
    );
}

/// A membership moves as the statutes allow.
#[test]
fn a_status_that_cannot_follow_is_refused() {
    let row =
        |status: &str| sheets().members(format!("slug,name,country,status\na,A,BE,{status}\n"));
    let database = Database::of(&row("former"));
    let run = database.import(&row("active"), &[]).ended_with(3);
    assert!(
        run.stdout.contains("applicant"),
        "says what can follow: {}",
        run.stdout
    );
    database.import(&row("applicant"), &[]).well();
    database.import(&row("active"), &[]).well();
    assert_eq!(
        database.values("SELECT to_status AS value FROM membership_events ORDER BY revision"),
        ["former", "applicant", "member"]
    );
}

/// Dates that contradict each other are the row's mistake, not the database's.
#[test]
fn who_left_before_joining_is_refused() {
    let run = Database::new().import(
        &sheets().members("slug,name,country,joined_on,left_on\na,A,BE,2020-01-02,2020-01-01\n"),
        &[],
    );
    assert!(run.said().contains("members.csv, line 2"), "{run:?}");
    run.ended_with(3);
}

/// A member cannot lead to one that the same file brings and that is refused.
#[test]
fn who_was_merged_is_refused_with_whom_it_was_merged_into() {
    let members = "\
id,slug,name,country,merged_into,withdrawn_at
00000000-0000-4000-8000-000000000001,old,Old,BE,00000000-0000-4000-8000-000000000002,2026-11-24T10:00:00Z
00000000-0000-4000-8000-000000000002,new,New at Geheimstraat 77,BE,,
";
    let hidden = "member,label,address,city,visibility\n\
                  new,shelter,Geheimstraat 77,Zottegem,hidden\n";
    let files = sheets().members(members).locations(hidden);
    let database = Database::new();
    let run = database.import(&files, &["--skip-refused"]).well();
    for told in [
        "members.csv, line 2: the row of the member that it was merged into is refused",
        "members.csv, line 3: \"name\" tells",
    ] {
        assert!(run.stdout.contains(told), "{told} in {}", run.stdout);
    }
    database.import(&files, &["--confirm-publication"]).well();
    assert_eq!(database.count("members"), 2);
}

/// Who verified an entry is nothing without when: it was lost without a word.
#[test]
fn who_verified_it_needs_a_time() {
    for header in ["verified_at,verified_by", "verified_by,acronym"] {
        let row = match header.starts_with("verified_at") {
            true => ",secretariat",
            false => "secretariat,",
        };
        let files = sheets().members(format!(
            "slug,name,country,{header}\nhuis,Huis Een,BE,{row}\n"
        ));
        let told = Database::new().import(&files, &[]).ended_with(3);
        assert!(
            told.stdout.contains("verified_by has no verified_at"),
            "{told:?}"
        );
    }
    let database = Database::new();
    let known = "slug,name,country,verified_at\nhuis,Huis Een,BE,2026-01-01T00:00:00Z\n";
    database.import(&sheets().members(known), &[]).well();
    let by = sheets().members("slug,verified_by\nhuis,secretariat\n");
    database.import(&by, &[]).well();
    assert_eq!(
        database.value("SELECT verified_by AS value FROM members"),
        "secretariat"
    );
}

/// A name has plain spaces, whatever a program put between its words.
#[test]
fn no_space_that_keeps_a_line_together_becomes_public() {
    let database = Database::new();
    let files = sheets()
        .members("slug,name,country,acronym\nhuis,Huis\u{a0}Een \u{202f}Gent,BE,H\u{a0}E\n")
        .locations("member,kind,city,address,visibility\nhuis,office,Sint\u{a0}Niklaas,Kerk\u{a0}1,public\n");
    database.import(&files, &[]).well();
    let shown = "SELECT name || '|' || acronym || '|' || city || '|' || address AS value FROM members \
                 JOIN locations ON member_id = members.id";
    assert_eq!(
        database.value(shown),
        "Huis Een Gent|H E|Sint Niklaas|Kerk 1"
    );
}
