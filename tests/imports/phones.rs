//! Telephone numbers as spreadsheets have them: shown as they were written, and dialled right.

use serde_json::{Value, json};

use crate::support::{Database, Serve, sheets::sheets};

/// A number as it is written, and how it is dialled.
type Number = (&'static str, Option<&'static str>);

/// What a cell becomes, for a member in Belgium.
const CELLS: &[(&str, &[Number])] = &[
    (
        "+32 9 234 56 78",
        &[("+32 9 234 56 78", Some("tel:+3292345678"))],
    ),
    ("09 234 56 78", &[("09 234 56 78", Some("tel:+3292345678"))]),
    (
        "+32 (0)9 234 56 78",
        &[("+32 (0)9 234 56 78", Some("tel:+3292345678"))],
    ),
    (
        "09 234 56 78 / 0470 12 34 56",
        &[
            ("09 234 56 78", Some("tel:+3292345678")),
            ("0470 12 34 56", Some("tel:+32470123456")),
        ],
    ),
    (
        "+32 9 234 56 78\n+32 470 12 34 56",
        &[
            ("+32 9 234 56 78", Some("tel:+3292345678")),
            ("+32 470 12 34 56", Some("tel:+32470123456")),
        ],
    ),
    (
        "M: 0470 12 34 56 T: 09 234 56 78",
        &[
            ("M: 0470 12 34 56", Some("tel:+32470123456")),
            ("T: 09 234 56 78", Some("tel:+3292345678")),
        ],
    ),
    (
        "+32 9 234 56 78 ext. 12",
        &[("+32 9 234 56 78 ext. 12", Some("tel:+3292345678;ext=12"))],
    ),
    (
        "09 234 56 78 (Mo-Fr 9-17h)",
        &[("09 234 56 78 (Mo-Fr 9-17h)", Some("tel:+3292345678"))],
    ),
    ("1-800-HELP-NOW", &[("1-800-HELP-NOW", None)]),
    ("116 123", &[("116 123", None)]),
    ("", &[]),
];

fn shown(numbers: &[Number]) -> Value {
    let numbers = numbers.iter();
    let numbers = numbers.map(|(number, uri)| json!({"number": number, "uri": uri}));
    numbers.collect()
}

#[test]
fn numbers_are_read_as_people_mean_them() {
    let rows = CELLS.iter().enumerate();
    let rows = rows.map(|(number, (cell, _))| format!("m{number},Member {number},BE,\"{cell}\"\n"));
    let members = format!("slug,name,country,phone\n{}", rows.collect::<String>());
    let places = "member,kind,city,country,phones,visibility\n\
                  m0,office,Lille,FR,03 20 12 34 56|112,public\n\
                  m0,shelter,Gent,BE,09 999 99 98,hidden\n";
    let files = sheets().members(members).locations(places);
    let server = Serve::on(Database::of(&files)).start();
    let editor = server.clerk("editor");
    for (number, (cell, numbers)) in CELLS.iter().enumerate() {
        let public = server.json(&format!("/v1/members/m{number}"));
        assert_eq!(public["phones"], shown(numbers), "{cell}");
        let record = editor.get(&format!("/members/m{number}")).ok();
        assert_eq!(record["phones"], shown(numbers), "{cell}");
    }
    let public = server.json("/v1/members/m0");
    assert_eq!(
        public["locations"][0]["phones"],
        json!([
            {"number": "03 20 12 34 56", "uri": "tel:+33320123456"},
            {"number": "112", "uri": null},
        ])
    );
    // What is a link on the page dials, and what does not is none.
    let page = server.get("/members/m9?lang=en").text();
    assert!(page.contains("116 123") && !page.contains("href=\"tel:"));
    let page = server.get("/members/m6?lang=en").text();
    assert!(page.contains("href=\"tel:+3292345678;ext=12\""));
    // The number of the hidden place is known however it is written.
    let told = editor.change(
        "PATCH",
        "/members/m1",
        "/members/m1",
        &json!({"phones": [{"number": "112"}, {"number": "+32 (0)9 999 99 98 (Ann)"}]}),
    );
    assert_eq!(told.body_mistakes()[0].0, "/confirm_publication");
}

#[test]
fn what_is_no_number_is_refused_at_its_cell() {
    let database = Database::new();
    let cells = ["3.24701E+10", "32470123456.0", "#######", "n/a", "call us"];
    let mut members = "slug,name,country,phone\n".to_owned();
    for (number, cell) in cells.iter().enumerate() {
        members += &format!("m{number},Member {number},BE,{cell}\n");
    }
    let files = sheets().members(members);
    let run = database.import(&files, &[]).ended_with(3);
    for (line, cell) in (2..).zip(cells) {
        let told = format!("refused: members.csv, line {line}, column \"phone\": \"{cell}\"");
        assert!(run.stdout.contains(&told), "{told}\n{}", run.stdout);
    }
}
