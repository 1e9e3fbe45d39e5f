//! A restored backup gives the numbers of lost changes to other ones. Whoever knew the lost ones
//! must not take the new ones for them.

use std::sync::Arc;

use actix_web::{http::header, test as service_test, web};
use diesel::{Connection, RunQueryDsl, SqliteConnection};
use member_directory::{
    directory::{Directory, PublicUrl},
    http,
    network::Member,
    publication::{Feed, public_digest},
    registry::{Actor, Intent, Registry},
};

use crate::support::members;

fn open(file: &std::path::Path) -> Registry {
    let url = format!("sqlite://{}", file.display());
    Registry::new(url.parse().unwrap(), public_digest)
}

fn create(registry: &Registry, member: Member) -> Option<i64> {
    registry
        .write(Actor::CommandLine, Intent::Commit, |change| {
            change.create_members(vec![member])
        })
        .unwrap()
        .revision
}

async fn etag(directory: Arc<Directory>) -> String {
    let state = web::Data::new(member_directory::state(directory, 0, None, None));
    let service =
        service_test::init_service(http::app(state, member_directory::registry_api::data(None)))
            .await;
    let request = service_test::TestRequest::with_uri("/v1/members").to_request();
    let response = service_test::call_service(&service, request).await;
    response
        .headers()
        .get(header::ETAG)
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned()
}

#[actix_web::test]
async fn a_follower_and_an_etag_tell_a_restored_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (live, backup) = (
        folder.path().join("live.db"),
        folder.path().join("backup.db"),
    );
    let registry = open(&live);
    registry.migrate().unwrap();
    create(&registry, members::member("kept", "Kept", "BE"));
    let mut raw = SqliteConnection::establish(live.to_str().unwrap()).unwrap();
    diesel::sql_query(format!("VACUUM INTO '{}'", backup.display()))
        .execute(&mut raw)
        .unwrap();
    let lost = create(&registry, members::member("lost", "Lost", "BE"));
    let restored = open(&backup);

    let url = "https://directory.example.org";
    let everything = Feed::new(registry).changes_since(None).unwrap().unwrap();
    let mark = everything.mark;
    let directory = Arc::new(Directory::new(everything, PublicUrl::new(url)).unwrap());
    let etag_before = etag(Arc::clone(&directory)).await;
    assert_eq!(directory.current().members.len(), 2);

    // Both right after the restoration and once another change has the lost one's number.
    let feed = Feed::new(restored.clone());
    assert!(feed.changes_since(Some(mark)).unwrap().unwrap().complete);
    assert_eq!(create(&restored, members::member("new", "New", "BE")), lost);
    let changes = feed.changes_since(Some(mark)).unwrap().unwrap();
    assert!(changes.complete);
    assert!(directory.publish(changes).unwrap());
    let snapshot = directory.current();
    let slugs: Vec<&str> = snapshot
        .published()
        .map(|published| published.member.slug.as_str())
        .collect();
    assert!(
        slugs.contains(&"new") && !slugs.contains(&"lost"),
        "{slugs:?}"
    );
    drop(snapshot);
    assert_ne!(etag(directory).await, etag_before);

    // And once there are more changes than were lost.
    create(&restored, members::member("newer", "Newer", "BE"));
    assert!(feed.changes_since(Some(mark)).unwrap().unwrap().complete);
}
