//! By what members are known elsewhere, and their further addresses: written, checked, found, shown.

use serde_json::{Value, json};

use crate::support::TestServer;

fn known() -> Value {
    json!({
        "name": "Nieuw Huis Mechelen",
        "country": "BE",
        "website": "https://nieuwhuis.example",
        "identifiers": [
            {"scheme": "Wikidata", "value": "https://www.wikidata.org/wiki/Q42"},
            {"scheme": "vat", "value": "be 0403.019.261"},
            {"scheme": "be-bce_kbo", "value": "0403019261"},
        ],
        "links": [
            {"kind": "facebook", "url": "https://facebook.com/nieuwhuis"},
            {"kind": "donation", "url": "https://nieuwhuis.example/geef"},
        ],
    })
}

fn shown() -> Value {
    json!([
        {"scheme": "wikidata", "value": "Q42", "uri": "http://www.wikidata.org/entity/Q42"},
        {"scheme": "vat", "value": "BE0403019261", "uri": null},
        {"scheme": "BE-BCE_KBO", "value": "0403019261", "uri": null},
    ])
}

#[test]
fn they_are_written_in_their_plain_form_and_shown_everywhere() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&known());
    assert_eq!(record["identifiers"], shown());
    assert_eq!(record["links"], known()["links"]);
    // What was read is taken back as it is.
    let same = json!({"identifiers": record["identifiers"], "links": record["links"]});
    assert_eq!(
        editor.patch("nieuw-huis-mechelen", &same)["version"],
        record["version"]
    );
    let found = |query: &str| -> Vec<Value> {
        let list = server.json(&format!("/v1/members?fields=slug&{query}"));
        let slugs = list["data"].as_array().into_iter().flatten();
        slugs.map(|member| member["slug"].clone()).collect()
    };
    assert!(found("identifier=wikidata:Q42").is_empty(), "an applicant");
    editor.step("nieuw-huis-mechelen", "admit");
    let public = server.json("/v1/members/nieuw-huis-mechelen");
    assert_eq!(public["identifiers"], shown());
    assert_eq!(public["links"], known()["links"]);
    for query in [
        "identifier=wikidata:Q42",
        "identifier=http://www.wikidata.org/entity/Q42",
        "identifier=Q42",
        "identifier=VAT:BE%200403.019.261",
        "identifier=BE-BCE_KBO:0403019261,ror:05a28rw58",
        "identifier=wikidata:Q42&country=BE",
    ] {
        assert_eq!(found(query), ["nieuw-huis-mechelen"], "{query}");
    }
    assert!(found("identifier=ror:05a28rw58").is_empty());
    assert!(found("identifier=wikidata:Q42&country=NL").is_empty());
    let places = server.json("/v1/locations?identifier=wikidata:Q42");
    assert_eq!(places["page"]["total"], 0);
    let wrong = server.get("/v1/members?identifier=vat:BE0403019262");
    assert_eq!(wrong.status, 400);

    let csv = server
        .get("/v1/members.csv?identifier=wikidata:Q42&fields=links,identifiers")
        .text();
    assert!(
        csv.contains("wikidata:Q42 | vat:BE0403019261 | BE-BCE_KBO:0403019261"),
        "{csv}"
    );
    let node = server.json("/v1/members/nieuw-huis-mechelen.jsonld");
    let text = node.to_string();
    for part in [
        r#"{"@type":"PropertyValue","propertyID":"wikidata","value":"Q42","url":"http://www.wikidata.org/entity/Q42"}"#,
        r#""sameAs":["https://nieuwhuis.example","https://facebook.com/nieuwhuis","http://www.wikidata.org/entity/Q42"]"#,
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let id = record["id"].as_str().unwrap_or_default();
    let organization = server.json(&format!("/hsds/v3/organizations/{id}"));
    let listed = organization["organization_identifiers"].to_string();
    assert!(
        listed.contains(r#""identifier_scheme":"BE-BCE_KBO""#),
        "{listed}"
    );
    assert!(
        listed.contains(r#""identifier_scheme":"XI-WIKID""#),
        "{listed}"
    );
    let page = server.get("/members/nieuw-huis-mechelen?lang=en").text();
    for part in [
        "href=\"https://facebook.com/nieuwhuis\"",
        "href=\"http://www.wikidata.org/entity/Q42\"",
        "VAT number",
        "Donate",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn two_members_with_one_identifier_are_asked_about_and_never_refused_by_a_change() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    editor.create(&known());
    let other = json!({
        "name": "Something quite different", "country": "NL",
        "identifiers": [{"scheme": "wikidata", "value": "Q42"}],
    });
    let problem = editor.post("/members", &other).problem(409);
    assert_eq!(
        problem["candidates"][0]["reasons"],
        json!(["same_identifier"]),
        "{problem}"
    );
    editor.create(&json!({"name": "Something quite different", "country": "NL"}));
    editor.patch(
        "something-quite-different",
        &json!({"identifiers": other["identifiers"]}),
    );
    let pairs = editor.get("/duplicates?limit=200").ok();
    let reasons = pairs["data"].as_array().into_iter().flatten();
    assert!(
        reasons
            .map(|pair| &pair["reasons"])
            .any(|reasons| *reasons == json!(["same_identifier"])),
        "{pairs}"
    );
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let mut wrong = known();
    wrong["identifiers"] = json!([
        {"scheme": "wikidata", "value": "Q42"},
        {"scheme": "ror", "value": "05a28rw59"},
        {"scheme": "charity", "value": "1"},
    ]);
    wrong["links"] = json!([
        {"kind": "facebok", "url": "https://facebook.com/a"},
        {"kind": "other", "url": "javascript:alert(1)"},
    ]);
    let mistakes = editor.post("/members", &wrong).body_mistakes();
    let told: Vec<(&str, &str)> = mistakes
        .iter()
        .map(|(pointer, code)| (pointer.as_str(), code.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("/identifiers/1", "invalid_identifier"),
            ("/identifiers/2/scheme", "unknown_scheme"),
            ("/links/0/kind", "unknown_code"),
            ("/links/1/url", "invalid_url"),
        ]
    );
    let twice = json!({"scheme": "wikidata", "value": "Q42"});
    wrong["identifiers"] =
        json!([twice, {"scheme": "wikidata", "value": "http://www.wikidata.org/entity/Q42"}]);
    wrong["links"] = json!([]);
    let mistakes = editor.post("/members", &wrong).body_mistakes();
    assert_eq!(mistakes[0].1, "repeated", "{mistakes:?}");
}

#[test]
fn a_hidden_telephone_in_them_is_asked_about() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    editor.create(&json!({
        "name": "Nieuw Huis Mechelen", "country": "BE",
        "locations": [{"kind": "shelter", "city": "Mechelen", "phones": [{"number": "+32 15 99 99 98"}]}],
    }));
    editor.step("nieuw-huis-mechelen", "admit");
    let path = "/members/nieuw-huis-mechelen";
    for told in [
        json!({"identifiers": [{"scheme": "BE-X1", "value": "015 99 99 98"}]}),
        json!({"links": [{"kind": "whatsapp", "url": "https://wa.me/3215999998"}]}),
    ] {
        let mistakes = editor.change("PATCH", path, path, &told).body_mistakes();
        assert_eq!(mistakes[0].0, "/confirm_publication", "{told}");
    }
}
