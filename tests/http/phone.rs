//! What somebody who stands in the street needs of a page, told by the server alone.

use std::sync::LazyLock;

use crate::support::{Shared, TestServer, sheets::sheets};

static SERVER: LazyLock<Shared<TestServer>> = LazyLock::new(|| {
    let members = "slug,name,country,phone,email,verified_at\n\
                   huis,\"Huis, voor; allen\",BE,+32 9 266 70 10,info@example.org,2020-01-02T00:00:00Z\n\
                   haven,De Haven,BE,,,\n";
    let places = "member,city,country,latitude,longitude,visibility,address,postal_code\n\
                  huis,Gent,BE,51.05,3.72,public,Voorbeeldstraat 1,9000\n\
                  haven,Gent,BE,51.05,3.72,city,Geheimstraat 77,9000\n";
    Shared::server(TestServer::of(&sheets().members(members).locations(places)))
});

fn visit(path: &str) -> String {
    let page = SERVER.get_with(path, &[("Accept", "text/html")]).text();
    // A number and its unit stay on one line.
    page.replace('\u{a0}', " ")
}

#[test]
fn a_member_goes_into_the_contacts_with_what_is_public() {
    let card = SERVER.get("/members/huis.vcf");
    assert_eq!(
        card.header("content-type"),
        Some("text/vcard; charset=utf-8")
    );
    assert_eq!(
        card.header("content-disposition"),
        Some("attachment; filename=\"huis.vcf\"")
    );
    let card = card.text();
    for line in [
        "BEGIN:VCARD\r\nVERSION:3.0\r\n",
        "\r\nFN:Huis\\, voor\\; allen\r\n",
        "\r\nTEL;TYPE=WORK,VOICE:+3292667010\r\n",
        "\r\nADR;TYPE=WORK:;;Voorbeeldstraat 1;Gent;;9000;Belgium\r\n",
        "\r\nEND:VCARD\r\n",
    ] {
        assert!(card.contains(line), "{line:?} in {card}");
    }
    let hidden = SERVER.get("/members/haven.vcf").text();
    assert!(hidden.contains("ADR;TYPE=WORK:;;;Gent;;;Belgium") && !hidden.contains("Geheim"));
    assert_eq!(SERVER.get("/members/nobody.vcf").status, 404);
}

#[test]
fn a_page_says_how_far_at_most_and_when_a_check_is_long_ago() {
    let list = visit("/?lang=en&near=51.05,3.72");
    assert!(list.contains("less than 1 km"), "{list}");
    assert!(list.contains("up to 8 km away"), "{list}");
    assert!(
        list.contains("2 January 2020. That was a long time ago"),
        "{list}"
    );
    assert!(list.contains("href=\"tel:+3292667010\""));
    let member = visit("/members/huis?lang=en");
    assert!(member.contains("2 January 2020. That was a long time ago"));
    assert!(member.contains("href=\"geo:51.05,3.72?q=51.05,3.72\""));
    assert!(member.contains("<figure class=\"code\">"));
    assert!(!visit("/members/haven?lang=en").contains("geo:"));
}

#[test]
fn without_scripts_a_search_shows_its_results_and_a_member_leads_back_to_them() {
    let list = visit("/?lang=en&near=Gent&radius=10");
    assert!(list.contains("action=\"/#results\"") && list.contains("id=\"results\""));
    let href = "/members/huis?lang=en&amp;back=near%3DGent%26radius%3D10";
    let escaped = list.replace("&#38;", "&amp;");
    assert!(escaped.contains(href), "{list}");
    let member = visit("/members/huis?lang=en&back=near%3DGent%26radius%3D10%26evil%3D1");
    assert!(
        member
            .replace("&#38;", "&")
            .contains("href=\"/?near=Gent&radius=10&lang=en#results\""),
        "{member}"
    );
    // The page has one address for whoever lists it.
    assert!(
        member.contains("<link rel=\"canonical\" href=\"") && !member.contains("?lang=en&#38;back")
    );
    assert!(!visit("/members/huis?lang=en").contains("id=\"back\""));
}

#[test]
fn every_page_can_be_left_at_once() {
    for path in ["/?lang=de", "/members/huis?lang=de", "/nowhere?lang=de"] {
        let page = visit(path);
        assert!(
            page.contains("id=\"exit\" href=\"https://www.wikipedia.org/\" rel=\"noopener noreferrer nofollow\""),
            "{path}"
        );
    }
}

#[test]
fn what_is_new_is_told_for_any_period_in_the_frame_of_the_pages() {
    let news = visit("/news?lang=nl&since=2020-01-01&until=");
    assert!(news.contains("class=\"exit\"") && news.contains("value=\"2020-01-01\""));
    assert!(news.contains(">Huis, voor; allen</a>"), "{news}");
    // Who reads a language that the newsletter has not reads it in English.
    let persian = visit("/news?lang=fa");
    assert!(persian.contains("<article class=\"news\" lang=\"en\" dir=\"ltr\">"));
    let backwards = SERVER.get("/news?since=2020-02-01&until=2020-01-01");
    assert_eq!(backwards.status, 400);
}
