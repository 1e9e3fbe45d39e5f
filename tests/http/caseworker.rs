//! Finds what a caseworker looks for: `benches/caseworker.tsv` lists queries over the sample
//! network, with the members of which one must be among the first three.
//!
//! A line is a query, the slugs that will do (`|` between them), and why it is there. All that
//! fail are told at once, so that a change of the ranking shows all that it changes.

use std::{collections::HashSet, fs};

use crate::support::{sample::SAMPLE, shared};

struct Case {
    query: String,
    wanted: Vec<String>,
    why: String,
}

fn cases() -> Vec<Case> {
    let path = format!("{}/benches/caseworker.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).expect("the list is there");
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [query, wanted, why] = cells[..] else {
                panic!("not three cells: {line}");
            };
            Case {
                query: query.to_owned(),
                wanted: wanted.split('|').map(str::to_owned).collect(),
                why: why.to_owned(),
            }
        })
        .collect()
}

/// The slugs of the first three.
fn first_three(query: &str) -> Vec<String> {
    let parameters: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("q", query)
        .finish();
    let page = shared().json(&format!("/v1/members?limit=3&fields=slug&{parameters}"));
    page["data"]
        .as_array()
        .unwrap_or_else(|| panic!("no data in {page}"))
        .iter()
        .map(|member| member["slug"].as_str().expect("a slug").to_owned())
        .collect()
}

#[test]
fn one_of_the_wanted_is_among_the_first_three() {
    let cases = cases();
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let got = first_three(&case.query);
            let found = case.wanted.iter().any(|wanted| got.contains(wanted));
            (!found).then(|| {
                format!(
                    "{:?} ({}): wanted {}, got {}",
                    case.query,
                    case.why,
                    case.wanted.join(" or "),
                    got.join(", "),
                )
            })
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} queries:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n"),
    );
}

#[test]
fn the_list_asks_for_members_of_the_sample() {
    let known: HashSet<&str> = SAMPLE.members.iter().map(|one| &*one["slug"]).collect();
    for case in cases() {
        for wanted in &case.wanted {
            assert!(known.contains(&**wanted), "{:?}: no {wanted}", case.query);
        }
    }
}
