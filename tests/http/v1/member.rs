//! `/v1/members/{member}`: one member, by its identifier or its slug, for as long as it is
//! published and after.

use serde_json::json;

use crate::support::{Database, Serve, TestServer, sample::SAMPLE, shared, sheets::sheets};

#[test]
fn by_slug_and_by_identifier() {
    for slug in ["open-huis-gent", "anoichti-porta-athina"] {
        let by_slug = shared().json(&format!("/v1/members/{slug}"));
        assert_eq!(by_slug["slug"], slug);
        let id = by_slug["id"].as_str().unwrap();
        assert_eq!(shared().json(&format!("/v1/members/{id}")), by_slug);
        let upper = id.to_ascii_uppercase();
        assert_eq!(shared().get(&format!("/v1/members/{upper}")).status, 200);
        assert_eq!(
            by_slug["url"],
            format!("{}/v1/members/{slug}", shared().url)
        );
    }
}

/// Every member of the list is found under its own address, and the list shows the same of it.
#[test]
fn every_members_address_answers_with_what_the_list_shows() {
    for listed in shared().json("/v1/members?limit=200")["data"]
        .as_array()
        .unwrap()
    {
        let path = listed["url"].as_str().unwrap().replace(&shared().url, "");
        let shown = shared().json(&path);
        for (field, value) in listed.as_object().unwrap() {
            assert_eq!(&shown[field], value, "{path} {field}");
        }
        let offers = SAMPLE
            .services
            .iter()
            .filter(|offer| Some(offer["member"].as_str()) == listed["slug"].as_str());
        assert_eq!(
            shown["service_offers"].as_array().unwrap().len(),
            offers.count(),
            "{path}"
        );
    }
}

#[test]
fn with_its_offers_in_full() {
    let server = TestServer::of(
        &sheets()
            .members("slug,name,language,country\na,A,fr,BE\n")
            .services(
                "member,service,description_en,description_nl,audience,audience_nl,eligibility_fr,access,languages,free_of_charge,delivery,countries\n\
                 a,housing,A bed,Een bed,femmes,vrouwen,Sans papiers,Sonnez,nl|fr,true,in_person|phone,\n\
                 a,labour,Advice,,,,,,,false,online,BE|NL\n",
            ),
    );
    let offers = server.json("/v1/members/a?lang=nl")["service_offers"].clone();
    let mut first = offers[0].clone();
    first.as_object_mut().unwrap().remove("id");
    assert_eq!(
        first,
        json!({
            "service": {"code": "housing", "label": "Huisvesting"},
            "location_id": null,
            "description": "Een bed",
            "description_language": "nl",
            "audience": "vrouwen",
            "audience_language": "nl",
            "eligibility": "Sans papiers",
            "eligibility_language": "fr",
            "access": "Sonnez",
            "access_language": "fr",
            "languages": ["nl", "fr"],
            "free_of_charge": true,
            "delivery": ["in_person", "phone"],
            "countries": [],
        })
    );
    assert_eq!(offers[1]["description"], "Advice");
    assert_eq!(offers[1]["free_of_charge"], false);
    assert_eq!(offers[1]["delivery"], json!(["online"]));
    assert_eq!(offers[1]["countries"], json!(["BE", "NL"]));
}

#[test]
fn fields_narrow_it_too() {
    let member = shared().json("/v1/members/open-huis-gent?fields=name,service_offers");
    let names: Vec<_> = member.as_object().unwrap().keys().collect();
    assert_eq!(names, ["name", "service_offers"]);
}

#[test]
fn what_never_was_is_not_found() {
    for path in [
        "/v1/members/no-such-member",
        "/v1/members/0190d7a5-0000-7000-8000-000000000000",
        "/v1/members/OPEN_HUIS",
        "/v1/members/%20",
        "/v1/members/%F0%9F%A6%86",
        "/v1/members/..%2F..%2Fetc%2Fpasswd",
    ] {
        let problem = shared().get(path).problem(404);
        assert!(problem.get("errors").is_none(), "{problem}");
    }
}

/// Unlisted, suspended or no member any more: gone, by slug and by identifier, and out of every
/// list and count.
#[test]
fn what_is_withdrawn_is_gone() {
    let server = TestServer::of(&sheets().members(
        "slug,name,country,status\n\
         unlisted,Unlisted,BE,active\nsuspended,Suspended,BE,active\nformer,Former,BE,active\nstays,Stays,BE,active\n",
    ));
    let id = |slug: &str| {
        let member = server.json(&format!("/v1/members/{slug}"));
        member["id"].as_str().unwrap().to_owned()
    };
    let ids = ["unlisted", "suspended", "former"].map(id);
    server.import(
        &sheets().members(
            "slug,name,country,status,listing\n\
             unlisted,Unlisted,BE,active,unlisted\nsuspended,Suspended,BE,suspended,\nformer,Former,BE,former,\n",
        ),
        &[],
    );
    for (slug, id) in ["unlisted", "suspended", "former"].iter().zip(&ids) {
        for key in [*slug, id.as_str()] {
            let problem = server.get(&format!("/v1/members/{key}")).problem(410);
            let text = problem.to_string();
            assert!(text.contains("/docs/problems/gone"), "{text}");
            assert!(
                !text.to_lowercase().contains("suspended"),
                "tells why: {text}"
            );
        }
    }
    assert_eq!(server.slugs("/v1/members"), ["stays"]);
    assert_eq!(server.json("/v1/network")["totals"]["members"], 1);
    assert_eq!(server.json("/v1/countries")["data"][0]["count"], 1);

    // A server that starts later says the same.
    let later = Serve::on(std::sync::Arc::clone(&server.database)).start();
    later.get("/v1/members/suspended").problem(410);
    later.get(&format!("/v1/members/{}", ids[2])).problem(410);
}

/// Whoever was never published is not admitted to have been there.
#[test]
fn what_was_never_published_is_not_found() {
    let server = TestServer::of(&sheets().members(
        "slug,name,country,status,listing\n\
         applicant,Applicant,BE,applicant,listed\nshy,Shy,BE,active,unlisted\n",
    ));
    for slug in ["applicant", "shy"] {
        server.get(&format!("/v1/members/{slug}")).problem(404);
    }
    assert_eq!(server.json("/v1/members")["page"]["total"], 0);
}

#[test]
fn an_earlier_slug_redirects_for_ever() {
    let server =
        TestServer::of(&sheets().members("external_id,slug,name,country\n7,first,Name,BE\n"));
    let renamed = |slug: &str| {
        let rows = format!("external_id,slug,name,country\n7,{slug},Name,BE\n");
        server.import(&sheets().members(rows), &[]);
    };
    renamed("second");
    let moved = |path: &str| {
        let answer = server.get(path);
        assert_eq!(answer.status, 308, "{}", answer.text());
        answer.header("location").unwrap().to_owned()
    };
    let url = &server.url;
    assert_eq!(
        moved("/v1/members/first"),
        format!("{url}/v1/members/second")
    );
    assert_eq!(
        moved("/v1/members/first?lang=nl&fields=name,slug"),
        format!("{url}/v1/members/second?lang=nl&fields=name,slug")
    );
    renamed("third");
    assert_eq!(
        moved("/v1/members/first"),
        format!("{url}/v1/members/third")
    );
    assert_eq!(
        moved("/v1/members/second"),
        format!("{url}/v1/members/third")
    );
    assert_eq!(server.json("/v1/members/third")["slug"], "third");

    // An old file does not bring an old slug back.
    renamed("first");
    assert_eq!(server.get("/v1/members/third").status, 200);
    assert_eq!(
        moved("/v1/members/first"),
        format!("{url}/v1/members/third")
    );
}

#[test]
fn an_earlier_slug_of_who_is_gone_is_gone() {
    let server =
        TestServer::of(&sheets().members("external_id,slug,name,country\n7,first,Name,BE\n"));
    for row in ["7,second,Name,BE,listed", "7,second,Name,BE,unlisted"] {
        let rows = format!("external_id,slug,name,country,listing\n{row}\n");
        server.import(&sheets().members(rows), &[]);
    }
    for slug in ["first", "second"] {
        server.get(&format!("/v1/members/{slug}")).problem(410);
    }
}

/// `PUBLIC_URL` is where links lead, whatever address the server listens on.
#[test]
fn links_lead_to_the_public_address() {
    let database = Database::of(
        &sheets().members("external_id,slug,name,country\n7,first,Name,BE\n8,other,Other,BE\n"),
    );
    database
        .import(
            &sheets().members("external_id,slug,name,country\n7,second,Name,BE\n"),
            &[],
        )
        .well();
    let server = Serve::on(database)
        .with("PUBLIC_URL", "https://directory.example.org/api/")
        .start();
    let base = "https://directory.example.org/api";
    assert_eq!(
        server.json("/v1/members/second")["url"],
        format!("{base}/v1/members/second")
    );
    assert_eq!(
        server.get("/v1/members/first").header("location"),
        Some(format!("{base}/v1/members/second").as_str())
    );
    let list = server.get("/v1/members?limit=1");
    let link = list.header("link").unwrap();
    assert!(
        link.starts_with(&format!("<{base}/v1/members?limit=1&cursor=")),
        "{link}"
    );
    let problem = server.get("/nothing").problem(404);
    assert_eq!(problem["type"], format!("{base}/docs/problems/not-found"));
}
