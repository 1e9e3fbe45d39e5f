//! Whether a text or a place that the public sees tells what is secret: the address, the telephone
//! or the e-mail address of a place that is not shown, or a person's name, telephone or e-mail
//! address.
//!
//! What is looked for is likeness, not equality: people write "Geheimstr. 77", "77 Geheimstraat" and
//! "Geheimstraat 77 bus 2" for one door, and mistype it ([`street`]); they write telephone numbers
//! with and without the country and e-mail addresses as "name (at) host" ([`reach`]). What all
//! members keep secret stands in one index ([`index`]).

mod consonants;
mod coordinates;
mod disclosed;
mod disguised;
mod emails;
mod index;
mod letters;
mod misread;
mod name;
mod numerals;
mod person;
mod postal_code;
mod reach;
mod secret;
mod street;
mod text;

pub use self::{
    disclosed::Disclosed,
    index::{Hidden, SecretHolder, SecretIndex, Town, Whereabouts},
    person::Person,
    reach::may_reach,
    secret::{Public, Secret},
    text::{Text, says_number},
};
#[cfg(test)]
mod tests;
