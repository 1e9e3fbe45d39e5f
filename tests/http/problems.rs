//! The pages that `type` of an error leads to.

use crate::support::{Answer, shared};

fn page(problem: &serde_json::Value) -> Answer {
    let url = problem["type"].as_str().unwrap();
    let path = url
        .strip_prefix(&shared().url)
        .expect("an address of this server");
    shared().get(path)
}

#[test]
fn the_type_of_every_error_answers_with_a_page_about_it() {
    for problem in [
        shared().get("/nothing").problem(404),
        shared().get("/v1/members?limit=x").problem(400),
        shared().get("/v1/members/%ff").problem(400),
        shared().request("POST", "/v1/members", &[]).problem(405),
        shared()
            .get_with("/v1/members", &[("Accept", "text/html")])
            .problem(406),
        shared()
            .get(&format!("/v1/members?city={}", "a".repeat(9000)))
            .problem(414),
    ] {
        let page = page(&problem);
        assert_eq!(page.status, 200, "{problem}");
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert!(page.text().contains(problem["title"].as_str().unwrap()));
        assert!(page.text().contains(&problem["status"].to_string()));
    }
}

/// The list leads to every page, and every page says what to do.
#[test]
fn the_list_leads_to_every_page() {
    for path in ["/docs/problems", "/docs/problems/"] {
        let list = shared().get(path).text();
        let links: Vec<&str> = list
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|link| link.starts_with("/docs/problems/"))
            .collect();
        assert!(links.len() >= 10, "{list}");
        for link in links {
            let page = shared().get(link);
            assert_eq!(page.status, 200, "{link}");
            assert!(page.text().len() > 200, "{link}");
        }
    }
    shared().get("/docs/problems/none-such").problem(404);
}
