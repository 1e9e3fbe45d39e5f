//! The audit trail, read from the start: it must rebuild every record exactly.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{ApiClient, answer::leave_out};

/// What the registry knows about a record beside the entry itself.
const BOOKKEEPING: [&str; 6] = [
    "created_at",
    "updated_at",
    "version",
    "revision",
    "published",
    "warnings",
];

/// An entry without what the registry knows about it.
pub fn entry_of(record: &Value) -> Value {
    let mut entry = record.clone();
    for name in BOOKKEEPING {
        entry.as_object_mut().expect("a record").shift_remove(name);
    }
    // How a number is dialled follows from it.
    leave_out(&["uri"], &mut entry);
    entry
}

/// Every line of the trail that tells of a change, from the first, read page by page.
#[track_caller]
pub fn whole_trail(clerk: &ApiClient<'_>) -> Vec<Value> {
    let mut lines = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = clerk
            .get(&format!("/audit?sort=revision&limit=7{cursor}"))
            .ok();
        let page_of = page["data"].as_array().expect("lines").iter();
        lines.extend(page_of.filter(|line| line["action"] != "read").cloned());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return lines,
        }
    }
}

/// Every record, withdrawn ones included.
#[track_caller]
pub fn all_records(clerk: &ApiClient<'_>) -> Vec<Value> {
    let mut records = Vec::new();
    for withdrawn in ["false", "true"] {
        let page = clerk
            .get(&format!("/members?limit=200&withdrawn={withdrawn}"))
            .ok();
        assert!(page["page"]["next"].is_null(), "the network is small");
        records.extend(page["data"].as_array().expect("records").iter().cloned());
    }
    records
}

/// Plays the trail from its start and holds the result against the records as they are, and the
/// records as they stood against the trail.
#[track_caller]
pub fn assert_the_trail_rebuilds_everything(clerk: &ApiClient<'_>) {
    let lines = whole_trail(clerk);
    let mut members: BTreeMap<String, Value> = BTreeMap::new();
    let mut last = 0;
    for line in &lines {
        let revision = line["revision"].as_i64().expect("a revision");
        assert!(
            revision == last || revision == last + 1,
            "a gap before revision {revision}"
        );
        last = revision;
        if line["subject"] != "member" {
            continue;
        }
        let id = line["subject_id"]
            .as_str()
            .expect("an identifier")
            .to_owned();
        let known = members.get(&id).cloned().unwrap_or(Value::Null);
        if line["action"] != "purge" {
            assert_eq!(line["before"], known, "before revision {revision}");
        }
        match &line["after"] {
            Value::Null => members.remove(&id),
            after => members.insert(id, after.clone()),
        };
    }
    let records = all_records(clerk);
    assert_eq!(records.len(), members.len());
    for record in &records {
        let id = record["id"].as_str().expect("an identifier");
        assert_eq!(entry_of(record), members[id], "{}", record["name"]);
    }
    as_they_stood(clerk, &lines);
}

#[track_caller]
fn as_they_stood(clerk: &ApiClient<'_>, lines: &[Value]) {
    let told = lines.iter().filter(|line| {
        line["subject"] == "member"
            && line["after"]
                .as_object()
                .is_some_and(|after| after.len() > 1)
    });
    for line in told.rev().take(40) {
        let path = format!(
            "/members/{}?as_of={}",
            line["subject_id"].as_str().expect("an identifier"),
            line["revision"]
        );
        let stood = clerk.get(&path);
        if stood.status != 410 {
            assert_eq!(entry_of(&stood.ok()), line["after"], "{path}");
        }
    }
}
