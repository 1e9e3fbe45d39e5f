//! A registry with whatever there may be in one.

use member_directory::{
    network::{Listing, Member, MembershipStatus, ServiceType},
    publication::public_digest,
    registry::{Actor, Change, Error, Intent, Registry},
};
use proptest::{strategy::Strategy, strategy::ValueTree, test_runner::TestRunner};

use crate::support::{Database, Serve, TestServer, anything};

/// How many members it has.
const MEMBERS: usize = 60;

/// A server with members of all kinds, the same ones every time but for their identifiers.
pub fn odd() -> TestServer {
    let mut runner = TestRunner::deterministic();
    let any = anything::member();
    let mut members: Vec<Member> = (0..MEMBERS)
        .map(|_| any.new_tree(&mut runner).expect("a member").current())
        .collect();
    for (number, member) in members.iter_mut().enumerate() {
        // Else hardly any would be public.
        if number % 2 == 0 {
            member.listing = Listing::Listed;
            member.membership.status = MembershipStatus::Member;
            member.withdrawn_at = None;
        }
    }
    if let [first, .., last] = &mut members[..] {
        last.merged_into = Some(first.id);
        last.withdrawn_at = Some("2026-11-24T10:00:00Z".parse().expect("a time"));
        first.former_slugs.push(last.slug.clone());
        first.website = Some(
            "https://münchen.example/ä?x=a|b"
                .parse()
                .expect("an address"),
        );
        first.email = Some("info@münchen.example".parse().expect("an address"));
    }
    let database = with_types();
    write(&database, |change| {
        change.create_members(members.clone()).map(drop)
    });
    Serve::on(database).start()
}

/// An empty registry that has the same services.
pub fn with_types() -> Database {
    let types: Vec<ServiceType> = ["healthcare/dental", "legal", "office"]
        .iter()
        .map(|code| ServiceType {
            code: code.parse().expect("a code"),
            labels: Default::default(),
            search_words: Default::default(),
            former_codes: Vec::new(),
        })
        .collect();
    let database = Database::new();
    write(&database, |change| change.create_service_types(&types));
    database
}

fn write(database: &Database, work: impl FnOnce(&mut Change<'_>) -> Result<(), Error>) {
    let registry = Registry::new(database.url().parse().expect("an address"), public_digest);
    registry.migrate().expect("tables");
    registry
        .write(Actor::CommandLine, Intent::Commit, work)
        .expect("it is written");
}
