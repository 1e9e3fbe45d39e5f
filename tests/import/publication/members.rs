//! Who is not public stays so.

use super::assert_kept;
use crate::support::{Database, Serve, sheets::sheets};

/// A member that is not listed stays so, however its row is found.
#[test]
fn an_unlisted_member_stays_unlisted() {
    for (file, flags) in [
        (
            "external_id,slug,name,country\n7,secret-member,Secret,BE\n",
            &[][..],
        ),
        ("slug,name,country\nsecret-member,Secret,BE\n", &[]),
        ("external_id,name,country\n7,Secret anew,BE\n", &[]),
        (
            "external_id,slug,name,country,listing\n7,new-slug,Secret,BE,\n",
            &[],
        ),
        (
            "external_id,slug,name,country,listing\n7,secret-member,Secret,BE,listed\n",
            &[],
        ),
        (
            "slug,name,country\nsecret-member,Secret,NL\n",
            &["--confirm-publication"],
        ),
    ] {
        let database = Database::of(&sheets().members(
            "external_id,slug,name,country,listing\n7,secret-member,Secret,BE,unlisted\n",
        ));
        for more in [&[][..], &["--skip-refused"]] {
            let _ = database.import(&sheets().members(file), &[flags, more].concat());
        }
        let server = Serve::on(database).start();
        assert_eq!(server.json("/v1/members")["page"]["total"], 0, "{file}");
    }
}

#[test]
fn a_confirmed_listing_is_one() {
    let database =
        Database::of(&sheets().members("slug,name,country,listing\nshy,Shy,BE,unlisted\n"));
    let file = sheets().members("slug,name,country,listing\nshy,Shy,BE,listed\n");
    let run = database.import(&file, &[]).ended_with(3);
    assert!(run.stdout.contains("--confirm-publication"), "{run:?}");
    database.import(&file, &["--confirm-publication"]).well();
    assert_eq!(Serve::on(database).start().slugs("/v1/members"), ["shy"]);
}

/// An old spreadsheet says "active" of who was suspended since.
#[test]
fn a_suspended_member_is_not_made_public_again_by_an_old_file() {
    let file = sheets().members("slug,name,country,status\na,Secret,BE,active\n");
    let database = Database::of(&file);
    database
        .import(
            &sheets().members("slug,name,country,status\na,Secret,BE,suspended\n"),
            &[],
        )
        .well();
    assert_kept(database, &file);
}
