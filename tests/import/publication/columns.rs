//! New places, and columns with other names than the ones that are read.

use super::{MEMBERS, assert_file_kept, assert_kept};
use crate::support::{Database, sheets::sheets};

/// What is new is known to the files alone: a shelter is hidden, all else is public.
#[test]
fn a_new_shelter_is_hidden_unless_the_file_says_otherwise() {
    assert_kept(
        Database::new(),
        &sheets().members(MEMBERS).locations(
            "member,label,address,city\nhaven,shelter,Secret Street 5,Gent\nhaven,office,Main Street 1,Gent\n",
        ),
    );
}

/// A typo in the visibility is refused, and the rows beside it are not laid over the hidden place.
#[test]
fn a_slip_in_the_visibility() {
    assert_file_kept(
        "member,label,address,city,visibility\n\
         haven,shelter,Secret Street 5,Gent,hiden\n\
         haven,shelter,Secret Street 6,Gent,public\n",
    );
}

/// The API calls it "kind"; the sample's files call it "label". Whoever writes the first loses the
/// kind without a word, and a shelter becomes a public office.
#[test]
fn a_column_of_kinds_under_its_other_name() {
    assert_kept(
        Database::new(),
        &sheets()
            .members(MEMBERS)
            .locations("member,kind,address,city\nhaven,shelter,Secret Street 5,Gent\n"),
    );
}

/// A column of visibilities whose name is a slip is not passed over.
#[test]
fn a_column_of_visibilities_with_a_slip_in_its_name() {
    for name in ["Visibility", "VISIBILITY", "visibilty", "visibility "] {
        assert_kept(
            Database::new(),
            &sheets().members(MEMBERS).locations(format!(
                "member,label,address,city,{name}\nhaven,office,Secret Street 5,Gent,hidden\n"
            )),
        );
    }
}

#[test]
fn a_column_of_listings_with_a_slip_in_its_name() {
    for name in ["Listing", "listng"] {
        let database = Database::new();
        let file = format!("slug,name,country,{name}\nsecret,Secret,BE,unlisted\n");
        assert_kept(database, &sheets().members(file));
    }
}
