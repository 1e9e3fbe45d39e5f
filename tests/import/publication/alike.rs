//! Rows that could be about several places, or about a hidden one under another guise.

use super::{assert_file_kept, assert_kept, registry};
use crate::support::sheets::sheets;

#[test]
fn new_rows_beside_the_hidden_one() {
    assert_file_kept(
        "member,label,address,city\n\
         haven,shelter,Secret Street 8,Gent\n\
         haven,shelter,Secret Street 9,Gent\n\
         haven,shelter,Secret Street 5,Gent\n",
    );
}

/// The kind was corrected, and the column of visibilities was filled in by the same hand.
#[test]
fn another_kind_with_a_visibility() {
    assert_file_kept(
        "member,label,address,city,visibility\nhaven,clinic,Secret Street 5,Gent,public\n",
    );
}

/// The row of the shelter calls it an office, so it is laid over the office, which is public.
#[test]
fn the_hidden_address_in_a_row_that_is_taken_for_another_place() {
    assert_file_kept(
        "member,label,address,city,visibility\nhaven,office,Secret Street 5,Gent,public\n",
    );
}

/// The same house stands in the file twice.
#[test]
fn the_hidden_address_in_a_row_of_its_own() {
    assert_file_kept(
        "member,label,address,city\n\
         haven,office,Main Street 1,Gent\n\
         haven,shelter,Secret Street 5,Gent\n\
         haven,office,Secret Street 5,Gent\n",
    );
}

#[test]
fn the_hidden_place_twice_once_public() {
    assert_file_kept(
        "member,label,address,city,visibility\n\
         haven,shelter,Secret Street 5,Gent,hidden\n\
         haven,shelter,Secret Street 5,Gent,public\n",
    );
}

/// Two places of one kind in one city, of which one is hidden.
const ALIKE: &str = "\
member,label,address,city,latitude,longitude,phone,visibility
haven,office,Secret Street 5,Gent,51.01234,3.69876,+32 477 12 34 56,hidden
haven,office,Main Street 1,Gent,51.05,3.72,+32 9 111 11 11,public
";

/// Without the column of addresses nothing tells the two apart but their order, which is another.
#[test]
fn places_alike_in_another_order_without_an_address() {
    for file in [
        "member,label,city,latitude,longitude\nhaven,office,Gent,51.05,3.72\nhaven,office,Gent,51.01234,3.69876\n",
        "member,label,city,phone\nhaven,office,Gent,+32 9 111 11 11\nhaven,office,Gent,+32 477 12 34 56\n",
    ] {
        assert_kept(registry(ALIKE), &sheets().locations(file));
    }
}

#[test]
fn places_alike_with_their_addresses_in_any_order() {
    for file in [
        "member,label,address,city\nhaven,office,Main Street 1,Gent\nhaven,office,Secret Street 5,Gent\n",
        "member,label,address,city\nhaven,office,Secret Street 6,Gent\nhaven,office,Main Street 1,Gent\n",
        "member,label,address,city\nhaven,office,Main Street 2,Gent\nhaven,office,Secret Street 6,Gent\n",
        "member,label,address,city\nhaven,office,Secret Street 6,Gent\nhaven,office,Main Street 2,Gent\n",
        "member,label,address,city,visibility\nhaven,office,Main Street 2,Gent,public\nhaven,office,Secret Street 6,Gent,hidden\n",
        "member,label,address,city,visibility\nhaven,office,Secret Street 6,Gent,hidden\nhaven,office,Main Street 2,Gent,public\n",
        "member,label,address,city,visibility\nhaven,office,Secret Street 6,Gent,\nhaven,office,Main Street 2,Gent,public\n",
    ] {
        assert_kept(registry(ALIKE), &sheets().locations(file));
    }
}

/// The hidden place moves to another member in the files.
#[test]
fn the_hidden_address_under_another_member() {
    assert_file_kept("member,label,address,city\nother,shelter,Secret Street 5,Gent\n");
    assert_kept(
        registry(ALIKE),
        &sheets().locations("member,label,address,city\nother,office,Secret Street 5,Gent\n"),
    );
}
