//! Reminders in fast time: who is asked when, who is not asked any more, and who never answers.

use std::time::Duration;

use serde_json::{Value, json};

use super::mailing::{member_with_contacts, writing};
use crate::support::{Database, sheets::sheets};
use member_directory::{
    editing::reminding, network::Timestamp, publication::public_digest, registry::Registry,
};

/// Has days pass for reminders: all that counts is so many days longer ago.
fn pass(days: u32, database: &Database) {
    let ago = |column: &str| match database.is_postgres() {
        true => format!(
            "to_char(({column})::timestamp - interval '{days} day', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        ),
        false => format!(
            "strftime('%Y-%m-%dT%H:%M:%S', {column}, '-{days} day') || substr({column}, 20)"
        ),
    };
    for (table, columns) in [
        ("members", &["verified_at"][..]),
        ("personal_links", &["made_at", "expires_at", "answered_at"]),
    ] {
        let sets: Vec<String> = columns
            .iter()
            .map(|column| format!("{column} = {}", ago(column)))
            .collect();
        let sql = format!("UPDATE {table} SET {}", sets.join(", "));
        database.execute(&sql).expect("days pass");
    }
}

#[test]
fn months_of_reminders_in_fast_time() {
    const MEMBERS: usize = 40;
    let server = writing();
    let admin = server.clerk("admin");
    let mut rows = "external_id,name,country\n".to_owned();
    for number in 0..MEMBERS {
        rows.push_str(&format!("m{number},Huis {number:02},BE\n"));
    }
    server.import(&sheets().members(rows), &["--allow-duplicates"]);
    for number in 0..MEMBERS {
        // One of ten has nobody who agreed.
        let basis = if number % 10 == 9 {
            "contract"
        } else {
            "consent"
        };
        admin.patch(
            &format!("huis-{number:02}"),
            &json!({ "contacts": [{
                "name": "Ann", "email": format!("ann{number}@huis.example"), "legal_basis": basis,
                "consented_on": if basis == "consent" { json!("2024-01-01") } else { Value::Null },
            }] }),
        );
    }
    let database = &server.database;
    let now = Timestamp::now().earlier(Duration::from_secs(330 * 86_400));
    let sql = format!("UPDATE members SET verified_at = '{now}', verified_by = 'secretariat'");
    database.execute(&sql).expect("they were confirmed");
    let registry = Registry::new(database.url().parse().unwrap(), public_digest).with_mail(true);
    let mut a_day = Vec::new();
    for day in 0..120 {
        let asked = reminding::remind_members(&registry, false).expect("they are asked");
        a_day.push(asked);
        // On the 45th day half of those who were asked confirm, by the links that they have.
        if day == 45 {
            let half = "UPDATE personal_links SET answered_at = made_at WHERE member_id IN \
                        (SELECT id FROM members WHERE external_id IN ('m0', 'm2', 'm4'))";
            database.execute(half).expect("they answer");
        }
        pass(1, database);
    }
    assert!(
        a_day[..5].iter().all(|asked| *asked == 0),
        "too early: {a_day:?}"
    );
    assert!(
        a_day.iter().all(|asked| *asked <= 5),
        "not spread: {a_day:?}"
    );
    let rounds = database.values(
        "SELECT count(*) AS value FROM personal_links WHERE round IS NOT NULL \
         GROUP BY member_id ORDER BY 1",
    );
    let thrice = rounds.iter().filter(|rounds| *rounds == "3").count();
    assert_eq!((rounds.len(), thrice), (36, 33), "{rounds:?}");
    assert_eq!(
        admin.get("/mails").ok()["page"]["total"],
        33 * 3 + rounds_of(&rounds)
    );
    assert_eq!(admin.get("/today").ok()["unanswered"], 33);
    let never = admin.get("/reminders").ok();
    let never = never["data"].as_array().expect("members").iter();
    assert_eq!(never.filter(|one| one["never_answers"] == true).count(), 33);
    // Nothing is taken down by itself.
    server.catch_up();
    assert_eq!(server.json("/v1/network")["totals"]["members"], MEMBERS);
}

/// How many reminders those got who answered before the third.
fn rounds_of(rounds: &[String]) -> usize {
    let rounds = rounds
        .iter()
        .map(|rounds| rounds.parse::<usize>().expect("a number"));
    rounds.filter(|rounds| *rounds < 3).sum()
}

/// The books of a database, from which mail goes out.
fn books(database: &Database) -> Registry {
    Registry::new(database.url().parse().unwrap(), public_digest).with_mail(true)
}

/// How often each of two members was asked in some months, if the first answers the first mail
/// without confirming its entry, and the second never.
#[test]
fn who_answers_is_asked_again_a_year_later_and_who_does_not_stays_on_today() {
    let server = writing();
    let admin = server.clerk("admin");
    let mut members = ["Antwoord", "Stil"].map(|name| {
        let mut member = member_with_contacts(&admin);
        let patch = json!({ "name": name });
        member = admin.patch(member["slug"].as_str().unwrap(), &patch);
        member["id"].as_str().unwrap().to_owned()
    });
    members.reverse();
    let [silent, answering] = members;
    let database = &server.database;
    let confirmed = Timestamp::now().earlier(Duration::from_secs(340 * 86_400));
    let sql =
        format!("UPDATE members SET verified_at = '{confirmed}', verified_by = 'secretariat'");
    database.execute(&sql).expect("they were confirmed");
    let registry = books(database);
    let asked = |member: &str| {
        let sql = format!(
            "SELECT count(*) AS value FROM personal_links WHERE round IS NOT NULL \
             AND member_id = '{member}'"
        );
        database.value(&sql)
    };
    // Ten days at a time, for two years and a half.
    for step in 0..90 {
        reminding::remind_members(&registry, false).expect("they are asked");
        if step == 1 {
            let sql = format!(
                "UPDATE personal_links SET answered_at = made_at WHERE member_id = '{answering}'"
            );
            database.execute(&sql).expect("it answers");
        }
        pass(10, database);
        if step == 30 {
            assert_eq!(asked(&answering), "1", "it has answered");
        }
        if step > 15 {
            assert_eq!(asked(&silent), "3", "after {step} steps");
            let unanswered = &admin.get("/today").ok()["unanswered"];
            assert!(*unanswered != 0, "{unanswered} after {step} steps");
        }
    }
    assert_eq!(asked(&answering), "4", "a year later it is asked anew");
}
