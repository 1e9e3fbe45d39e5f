//! Rows about the hidden place, in every form that a file has.

use super::{LOCATIONS, all_that_is_public, assert_file_kept, assert_kept, registry};
use crate::support::sheets::sheets;

#[test]
fn the_same_rows_without_a_visibility() {
    assert_file_kept(
        "member,label,address,city\n\
         haven,office,Main Street 1,Gent\n\
         haven,shelter,Secret Street 5,Gent\n",
    );
}

#[test]
fn an_empty_visibility() {
    assert_file_kept(
        "member,label,address,city,visibility\n\
         haven,shelter,Secret Street 5,Gent,\n\
         haven,office,Main Street 1,Gent,\n",
    );
}

#[test]
fn the_rows_in_another_order() {
    assert_file_kept(
        "member,label,address,city\n\
         haven,shelter,Secret Street 5,Gent\n\
         haven,office,Main Street 1,Gent\n",
    );
}

#[test]
fn a_visibility_that_says_public_or_city() {
    for visibility in ["public", "city", "PUBLIC", " Public "] {
        let file = format!(
            "member,label,address,city,visibility\nhaven,shelter,Secret Street 5,Gent,{visibility}\n"
        );
        let database = registry(LOCATIONS);
        let run = database
            .import(&sheets().locations(file), &[])
            .ended_with(3);
        assert!(run.stdout.contains("--confirm-publication"), "{run:?}");
        assert!(run.stdout.contains("line 2"), "{run:?}");
        assert_eq!(
            database.values("SELECT visibility AS value FROM locations WHERE kind = 'shelter'"),
            ["hidden"]
        );
    }
    assert_file_kept(
        "member,label,address,city,visibility\n\
         haven,shelter,Secret Street 5,Gent,public\n\
         haven,office,Main Street 1,Gent,public\n",
    );
}

/// The one way in which a hidden place becomes public.
#[test]
fn what_is_confirmed_is_published() {
    let database = registry(LOCATIONS);
    let file = "member,label,address,city,visibility\nhaven,shelter,Secret Street 5,Gent,public\n";
    database
        .import(&sheets().locations(file), &["--confirm-publication"])
        .well();
    assert!(all_that_is_public(database).contains("Secret Street 5"));
}

/// Confirming publishes what the file says is public, and nothing that it does not speak of.
#[test]
fn a_confirmation_is_no_reason_to_publish_what_has_no_visibility() {
    for file in [
        "member,label,address,city\nhaven,shelter,Secret Street 5,Gent\n",
        "member,label,address,city,visibility\nhaven,shelter,Secret Street 5,Gent,\n",
        "member,label,address,city\nhaven,shelter,Secret Street 6,Gent\n",
        "member,label,address,city\nhaven,office,Secret Street 5,Gent\n",
    ] {
        let database = registry(LOCATIONS);
        let _ = database.import(&sheets().locations(file), &["--confirm-publication"]);
        let public = all_that_is_public(database);
        assert!(!public.contains("Secret"), "{file}{public}");
    }
}

#[test]
fn another_spelling_of_the_address() {
    for address in [
        "SECRET STREET 5",
        "Secret Street 5 (back door)",
        "5 Secret Street",
        "Secret Street 17",
    ] {
        assert_file_kept(&format!(
            "member,label,address,city\nhaven,shelter,{address},Gent\nhaven,office,Main Street 1,Gent\n"
        ));
    }
}

#[test]
fn a_new_postal_code_or_city() {
    assert_file_kept(
        "member,label,address,postal_code,city\nhaven,shelter,Secret Street 5,9999,Gent\n",
    );
    assert_file_kept("member,label,address,city\nhaven,shelter,Secret Street 5,Geheimstad\n");
    assert_file_kept("member,label,address,city\nhaven,shelter,Main Street 1,Geheimstad\n");
}

/// The kind was corrected: the place is the same house all the same.
#[test]
fn another_kind_without_a_visibility() {
    for kind in ["office", "clinic", "classroom", "other"] {
        assert_file_kept(&format!(
            "member,label,address,city\nhaven,{kind},Secret Street 5,Gent\n"
        ));
        assert_file_kept(&format!(
            "member,label,address,city\nhaven,{kind},Secret Street 5,Geheimstad\n"
        ));
    }
}

#[test]
fn the_member_named_by_its_external_id() {
    for key in ["7", "haven"] {
        assert_file_kept(&format!(
            "member,label,address,city\n{key},shelter,Secret Street 5,Gent\n{key},shelter,Secret Street 6,Gent\n"
        ));
    }
    // With a file of members beside it that has another slug for it.
    assert_kept(
        registry(LOCATIONS),
        &sheets()
            .members("external_id,slug,name,country\n7,haven-gent,De Haven,BE\n")
            .locations("member,label,address,city\n7,shelter,Secret Street 5,Gent\n"),
    );
}
