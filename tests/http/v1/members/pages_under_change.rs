//! Reading the list page by page while another process changes the directory: what keeps its place
//! in the order is read exactly once.

use std::collections::BTreeMap;

use crate::support::{Sheets, TestServer, answer::texts, sheets::sheets};

/// Forty members, `m00` to `m39`, that joined a day after each other.
fn forty() -> Sheets {
    let mut rows = "slug,name,country,joined_on\n".to_owned();
    for number in 0..40 {
        let (month, day) = (1 + number / 28, 1 + number % 28);
        rows += &format!("m{number:02},Member {number:02},BE,2010-{month:02}-{day:02}\n");
    }
    sheets().members(rows)
}

/// Reads the pages of seven, and makes one change after each.
fn read(server: &TestServer, sort: &str, changes: &[&str]) -> Vec<String> {
    let mut changes = changes.iter();
    let mut read = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = server.json(&format!("/v1/members?limit=7&sort={sort}{cursor}"));
        read.extend(texts(&page["data"], "slug"));
        let Some(next) = page["page"]["next"].as_str() else {
            return read;
        };
        cursor = format!("&cursor={next}");
        if let Some(change) = changes.next() {
            let rows = format!("slug,name,country,joined_on,listing\n{change}\n");
            server.import(&sheets().members(rows), &[]);
        }
    }
}

#[track_caller]
fn assert_each_once(read: &[String], expected: impl IntoIterator<Item = String>) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for slug in read {
        *times.entry(slug).or_default() += 1;
    }
    let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "read twice: {twice:?}");
    for slug in expected {
        assert!(times.contains_key(slug.as_str()), "{slug} was skipped");
    }
}

fn numbered(numbers: impl Iterator<Item = usize>) -> impl Iterator<Item = String> {
    numbers.map(|number| format!("m{number:02}"))
}

#[test]
fn by_name_while_members_come_and_go() {
    let server = TestServer::of(&forty());
    let read = read(
        &server,
        "name",
        &[
            // Before what was read, so it is not met any more.
            "a-new,A newcomer,BE,2024-01-01,listed",
            // Already read: gone without a gap behind.
            "m02,Member 02,BE,2010-01-03,unlisted",
            // The very member that the cursor names.
            "m20,Member 20,BE,2010-01-21,unlisted",
            // Ahead, so it is met.
            "z-new,Z newcomer,BE,2024-01-01,listed",
            // Ahead, and gone before it is met.
            "m39,Member 39,BE,2010-02-12,unlisted",
        ],
    );
    assert_each_once(&read, numbered(0..39));
    assert_eq!(read.last().map(String::as_str), Some("z-new"));
    assert!(!read.contains(&"a-new".to_owned()));
    assert!(!read.contains(&"m39".to_owned()));
}

/// The last one read moves to the front: the place in the order stays where it was.
#[test]
fn by_name_while_the_last_one_read_is_renamed() {
    let server = TestServer::of(&forty());
    let read = read(
        &server,
        "name",
        &[
            "m06,AAA renamed,BE,2010-01-07,listed",
            "m13,ZZZ renamed,BE,2010-01-14,listed",
        ],
    );
    // Who moves from before the reader to behind is met again under the new name, and only that.
    let others: Vec<String> = read.iter().filter(|slug| *slug != "m13").cloned().collect();
    assert_each_once(&others, numbered((0..40).filter(|number| *number != 13)));
}

#[test]
fn by_the_day_of_joining_while_days_change() {
    for (sort, changes) in [
        (
            "joined_on",
            ["m01,Member 01,BE,,listed", "n,New,BE,1990-01-01,listed"],
        ),
        (
            "-joined_on",
            ["m38,Member 38,BE,,listed", "n,New,BE,2025-01-01,listed"],
        ),
    ] {
        let server = TestServer::of(&forty());
        let read = read(&server, sort, &changes);
        // A member whose day is lost moves to the end, behind the reader's place.
        let moved = &changes[0][..3];
        let others: Vec<String> = read.iter().filter(|slug| *slug != moved).cloned().collect();
        assert_each_once(&others, numbered(0..40).filter(|slug| slug != moved));
        assert!(!read.contains(&"n".to_owned()), "{sort}");
    }
}

/// Everything has the same time of change here, so only the key tells the members apart.
#[test]
fn by_the_last_change_while_members_change() {
    for sort in ["updated_at", "-updated_at"] {
        let server = TestServer::of(&forty());
        let read = read(&server, sort, &["m05,Member 05 anew,BE,2010-01-06,listed"]);
        let others: Vec<String> = read.iter().filter(|slug| *slug != "m05").cloned().collect();
        assert_each_once(&others, numbered((0..40).filter(|number| *number != 5)));
    }
}
