//! What of a secret is told.

use crate::codes::codes;

codes! {
    /// What of a secret is told.
    Disclosed ("part of a secret") {
        /// Street and house number, or the street alone where a text says that it is one.
        Address = "address",
        /// A point so near that it tells the house.
        Point = "point",
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A person's name.
        Name = "name",
    }
}
