//! What is told with its one clear mend, what is warned of, and where a point may lie.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{
    ApiClient, Database, TestServer,
    imports::{import_path, number},
    sheets::sheets,
};

/// A column of members, each with one of these texts.
fn members(column: &str, texts: &[&str]) -> String {
    let mut csv = format!("slug,name,country,{column}\n");
    for (number, text) in texts.iter().enumerate() {
        let text = text.replace('"', "\"\"");
        // Names that have nothing in common.
        let name = ["Zon", "Berg", "Linde", "Haven", "Molen"][number % 5];
        csv += &format!("m{number},{name} {number}{number}{number},BE,\"{text}\"\n");
    }
    csv
}

/// The mends of a plan by what stands in the cells, of one field.
fn mends(import: &Value, field: &str) -> BTreeMap<String, String> {
    let listed = import["plan"]["suggestions"].as_array().unwrap();
    let of_field = listed.iter().filter(|mend| mend["field"] == field);
    let text = |mend: &Value, name: &str| mend[name].as_str().unwrap().to_owned();
    of_field
        .map(|mend| (text(mend, "from"), text(mend, "to")))
        .collect()
}

/// The codes of an import's warnings with their rows.
fn warnings(editor: &ApiClient<'_>, import: &Value) -> Vec<(u64, String)> {
    let items = editor.items(import, "warning");
    let told = items.iter().map(|item| &item["warning"]);
    told.map(|one| {
        let code = one["code"].as_str().unwrap().to_owned();
        (one["row"].as_u64().unwrap(), code)
    })
    .collect()
}

#[test]
fn what_is_clear_is_offered_and_one_answer_takes_it() {
    let server = TestServer::of(&sheets().members("slug,name,country\nfirst,First of all,NL\n"));
    let editor = server.clerk("editor");
    let countries = "slug,name,country\na,Alpha,België\nb,Beta,België\nc,Gamma,UK\n\
                     d,Delta,\"BE, FR\"\n";
    let import = editor.plan(&[("members.csv", countries.as_bytes())], &[]);
    let listed = &import["plan"]["suggestions"];
    assert_eq!(
        listed[0],
        json!({"kind": "country", "field": "country", "from": "België", "to": "BE", "cells": 2})
    );
    assert_eq!(listed.as_array().unwrap().len(), 2, "{listed}");
    let refused = editor.items(&import, "refused");
    assert_eq!(refused[0]["refusal"]["suggestion"]["to"], "BE");
    assert!(refused[3]["refusal"]["suggestion"].is_null());
    let remedy = refused[3]["refusal"]["remedy"].as_str().unwrap();
    assert!(remedy.contains("BE (Belgium) or FR (France)"), "{remedy}");
    // With the plan that was read, and with others refused still.
    let apply = |import: &Value, more: Value| {
        let mut body = json!({"revision": number(import, "/plan/revision")});
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        editor.post(&format!("{}/apply", import_path(import)), &body)
    };
    apply(&import, json!({"accept_suggestions": ["country"]})).problem(409);
    let skipping = editor.plan(
        &[("members.csv", countries.as_bytes())],
        &[("skip_refused", "true")],
    );
    // The registry moves on, and nobody has read what would become of these rows now.
    editor.patch("first", &json!({"acronym": "F"}));
    let moved = apply(&skipping, json!({"accept_suggestions": ["country"]}));
    assert!(moved.problem(409).to_string().contains("moved on"));
    let again = editor.post(
        &format!("{}/plan", import_path(&skipping)),
        &json!({"skip_refused": true}),
    );
    let again = editor.settled(&again.json());
    apply(&again, json!({"accept_suggestions": ["country"]})).ok();
    assert_eq!(editor.get("/members/beta").status, 404);
    assert_eq!(editor.get("/members/b").ok()["country"], "BE");
    assert_eq!(editor.get("/members/c").ok()["country"], "GB");
    assert_eq!(editor.get("/members/d").status, 404);
}

#[test]
fn the_command_line_takes_them_too_and_says_what_it_took() {
    let database = Database::new();
    let files = sheets().members(
        "slug,name,country,website,joined_on,working_languages\n\
         a,Alpha,België,www.alpha.example,13/09/2012,\"Dutch, French\"\n\
         b,Beta,Holland,none,1 septembre 2012,Nederlands\n",
    );
    let run = database.import(&files, &[]).ended_with(3);
    assert!(
        run.stdout
            .contains("suggested (country): BE for \"België\" in country, 1 cell\n"),
        "{}",
        run.stdout
    );
    let run = database.import(&files, &["--accept-suggestions=country,website"]);
    assert!(
        run.ended_with(3)
            .stdout
            .contains("taken (website): https://www.alpha.example")
    );
    database.import(&files, &["--accept-suggestions"]).well();
    assert_eq!(
        database.values("SELECT country AS value FROM members ORDER BY slug"),
        ["BE", "NL"]
    );
    assert_eq!(database.count("member_languages"), 3);
    // What is there already stays so.
    let again = database.import(&files, &["--accept-suggestions"]).well();
    assert!(
        again
            .stdout
            .contains("the registry says all of this already"),
        "{}",
        again.stdout
    );
}

#[test]
fn nothing_is_offered_that_could_be_meant_otherwise() {
    let server = TestServer::of(&sheets().members("slug,name,country\nfirst,First of all,NL\n"));
    let editor = server.clerk("editor");
    let plan = |column: &str, texts: &[&str]| {
        editor.plan(&[("members.csv", members(column, texts).as_bytes())], &[])
    };
    let offered = |column: &str, field: &str, texts: &[&str]| mends(&plan(column, texts), field);
    let pairs = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let owned = pairs
            .iter()
            .map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
        owned.collect()
    };
    let found = offered(
        "joined_on",
        "joined_on",
        &[
            "2012/09/01",
            "01/09/2012",
            "1.9.2012",
            "01-09-12",
            "Sept 2012",
            "0000-00-00",
            "31/02/2012",
        ],
    );
    assert_eq!(
        found,
        pairs(&[("2012/09/01", "2012-09-01"), ("0000-00-00", "")])
    );
    let found = offered(
        "email",
        "email",
        &[
            "mailto:a@huis.example",
            "a@huis.example; b@huis.example",
            "info@huis",
            "n/a",
        ],
    );
    assert_eq!(
        found,
        pairs(&[("mailto:a@huis.example", "a@huis.example"), ("n/a", "")])
    );
    let found = offered(
        "founded_year",
        "founded_year",
        &["since 1998", "1998?", "98", "1998.0"],
    );
    assert_eq!(found, pairs(&[("since 1998", "1998"), ("1998.0", "1998")]));
    let found = offered(
        "working_languages",
        "languages",
        &[
            "nl, fr",
            "English & French",
            "Serbo-Croatian",
            "de_DE",
            "sign language",
        ],
    );
    assert_eq!(
        found,
        pairs(&[("nl, fr", "nl|fr"), ("English & French", "en|fr")])
    );
}

#[test]
fn what_is_probably_not_meant_is_warned_of() {
    let server = TestServer::of(&sheets().members("slug,name,country\nfirst,First of all,NL\n"));
    let editor = server.clerk("editor");
    let warned = |csv: &str| {
        let options = [("skip_refused", "true")];
        let import = editor.plan(&[("members.csv", csv.as_bytes())], &options);
        assert_eq!(import["plan"]["items"]["refused"], 0, "{import}");
        warnings(&editor, &import)
    };
    let csv = "slug,name,country,working_languages,summary_fr,acronym\n\
               a,CÃ´te d'HumanitÃ©,FR,all,,\n\
               b,Dom \u{FFFD}d\u{FFFD},FR,fr,Caf&eacute; &amp; Droit,\n\
               c,\"Zorg\nTwee\",FR,nl,,-\n\
               d,Œuvre Münster,FR,br|ti,L’Été,OM\n";
    let told = [
        (2, "wrongly_decoded"),
        (2, "language_hardly_meant"),
        (3, "letter_lost"),
        (3, "wrongly_decoded"),
        (4, "line_break"),
        (4, "placeholder"),
    ];
    let mut found = warned(csv);
    let mut told = told.map(|(row, code)| (row, code.to_owned()));
    found.sort();
    told.sort();
    assert_eq!(found, told);
    let twice = "external_id,name,country,website\n\
                 1,Zonnebloem Werkt Samen,BE,https://zonnebloem.example\n\
                 2,ZONNEBLOEM WERKT SAMEN,BE,http://www.zonnebloem.example/\n\
                 3,Zonnebloem werkt  samen vzw,BE,\n\
                 4,Kanaal Tachtig,BE,https://kanaal.example\n";
    let found = warned(twice);
    assert_eq!(found, [3, 4].map(|row| (row, "twice_in_file".to_owned())));
}

#[test]
fn a_published_point_lies_in_its_country() {
    let server = TestServer::of(&sheets().members("slug,name,country\nwissel,Wissel Huis,BE\n"));
    let editor = server.clerk("editor");
    let plan = |place: &str, options: &[(&str, &str)]| {
        let csv = format!("member,kind,city,latitude,longitude,visibility\n{place}\n");
        editor.plan(&[("locations.csv", csv.as_bytes())], options)
    };
    let swapped = "wissel,office,Gent,3.7174,51.0543,public";
    let import = plan(swapped, &[]);
    assert_eq!(
        mends(&import, "latitude"),
        BTreeMap::from([("3.7174".to_owned(), "51.0543".to_owned())])
    );
    let refused = editor.items(&import, "refused");
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert_eq!(refused[0]["refusal"]["code"], "outside_country");
    assert_eq!(refused[1]["refusal"]["column"], "longitude");
    assert_eq!(import["plan"]["locations"]["refused"], 1);
    // One that nobody sees is warned of, and one beyond the border is in.
    let hidden = plan("wissel,shelter,Gent,3.7174,51.0543,hidden", &[]);
    assert_eq!(
        warnings(&editor, &hidden),
        [(2, "outside_country".to_owned())]
    );
    let near = plan("wissel,office,Putte,51.45,4.39,public", &[]);
    assert_eq!(near["plan"]["items"]["refused"], 0);
    let confirmed = plan(swapped, &[("confirm_positions", "true")]);
    assert_eq!(confirmed["plan"]["items"]["refused"], 0);
    let mended = plan(swapped, &[("accept_suggestions", "all")]);
    assert_eq!(mended["plan"]["accepted"].as_array().unwrap().len(), 2);
    editor.apply(&mended).ok();
    let place = &editor.get("/members/wissel").ok()["locations"][0];
    assert_eq!(
        place["point"],
        json!({"latitude": 51.0543, "longitude": 3.7174})
    );
    // Degrees in other forms, and both in one cell.
    let csv = "member;kind;city;latitude;longitude;visibility\n\
               wissel;clinic;Gent;\"51°03'15\"\"N\";3,7174;public\n\
               wissel;classroom;Gent;51.0543, 3.7174;;public\n\
               wissel;other;Gent;510543;37174;public\n";
    let import = editor.plan(&[("locations.csv", csv.as_bytes())], &[]);
    let latitudes = mends(&import, "latitude");
    assert_eq!(latitudes["51°03'15\"N"], "51.054167");
    assert_eq!(latitudes["51.0543, 3.7174"], "51.0543");
    assert_eq!(mends(&import, "longitude")[""], "3.7174");
    assert!(!latitudes.contains_key("510543"));
}

#[test]
fn an_import_tells_what_it_hides_and_others_show() {
    let server = TestServer::of(
        &sheets()
            .members("slug,name,country\nopen,Open Deur,BE\nstil,Stil Huis,BE\n")
            .locations(
                "member,kind,address,city,visibility\nopen,office,Geheimstraat 77,Zottegem,public\n",
            ),
    );
    let editor = server.clerk("editor");
    let csv = "member,kind,address,city,visibility\nstil,shelter,Geheimstr. 77,Zottegem,hidden\n";
    let import = editor.plan(&[("locations.csv", csv.as_bytes())], &[]);
    assert_eq!(
        warnings(&editor, &import),
        [(2, "public_elsewhere".to_owned())]
    );
    editor.apply(&import).ok();
    // Of a new office at that address, no row says what may be seen.
    let csv = "member,kind,address,city\nstil,clinic,Geheimstraat 77,Zottegem\n";
    let import = editor.plan(&[("locations.csv", csv.as_bytes())], &[]);
    let found = warnings(&editor, &import);
    assert!(
        found.contains(&(2, "becomes_hidden".to_owned())),
        "{found:?}"
    );
}
