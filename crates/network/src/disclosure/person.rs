//! One person, known in any text: by name, in any order and with initials, by e-mail address and by
//! telephone number.
//!
//! Whoever looks for a person to erase would rather read one sentence too many than miss one, so
//! this is more generous than what is asked before something is published.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    disguised::as_seen,
    emails::emails_in,
    name::{Name, words},
};
use crate::{
    digits::{plain_digits, runs},
    fold,
};

/// The fewest digits by which a telephone number is known within a longer row of digits.
const TELLING: usize = 7;
/// So many digits of a country may stand before a number.
const COUNTRY: usize = 3;

/// By what a person is known.
#[derive(Debug, Clone, Default)]
pub struct Person {
    names: Vec<Name>,
    emails: BTreeSet<String>,
    /// Their digits, and whether the country is among them.
    phones: BTreeMap<String, bool>,
}

impl Person {
    /// Somebody with these names, e-mail addresses and telephone numbers. What says nothing (an
    /// empty text, a title alone) is left out.
    pub fn new<'a>(
        names: impl IntoIterator<Item = &'a str>,
        emails: impl IntoIterator<Item = &'a str>,
        phones: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut person = Self::default();
        for name in names.into_iter().filter_map(Name::parse) {
            if !person.names.contains(&name) {
                person.names.push(name);
            }
        }
        let emails = emails.into_iter().map(|email| fold(email.trim()));
        person
            .emails
            .extend(emails.filter(|email| !email.is_empty()));
        let phones = phones.into_iter().flat_map(|phone| {
            let abroad =
                phone.trim_start().starts_with(['+', '＋']) || phone.trim_start().starts_with("00");
            digits(phone).map(|digits| (digits, abroad))
        });
        person
            .phones
            .extend(phones.filter(|(phone, _)| phone.len() >= 3));
        person
    }

    /// Whether nobody could be known by it.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.emails.is_empty() && self.phones.is_empty()
    }

    /// The same person without names of a single word, which many things and people have.
    pub fn without_single_names(&self) -> Self {
        let mut person = self.clone();
        person.names.retain(|name| !name.is_single());
        person
    }

    /// The same person, known by more.
    pub fn with(mut self, more: &Self) -> Self {
        for name in &more.names {
            if !self.names.contains(name) {
                self.names.push(name.clone());
            }
        }
        self.emails.extend(more.emails.iter().cloned());
        self.phones.extend(
            more.phones
                .iter()
                .map(|(phone, abroad)| (phone.clone(), *abroad)),
        );
        self
    }

    /// Whether a text has anything of the person.
    pub fn is_in(&self, text: &str) -> bool {
        if text.len() < 2 {
            return false;
        }
        let text = &as_seen(text);
        self.email_in(text) || self.phone_in(text) || self.name_in(text)
    }

    /// Whether a name is the person's, written in any order, and no more than that.
    pub fn has_name(&self, name: &str) -> bool {
        let Some(other) = Name::parse(name) else {
            return false;
        };
        self.names.iter().any(|own| own.is(&other))
    }

    /// Whether an e-mail address is the person's.
    pub fn has_email(&self, email: &str) -> bool {
        self.emails.contains(&fold(email.trim()))
    }

    /// Whether a telephone number is the person's, with the country or without.
    pub fn has_phone(&self, phone: &str) -> bool {
        let [all, longest] = digits(phone);
        let is_own = |phone: &str| self.phones.keys().any(|own| same_number(own, phone));
        is_own(&all) || is_own(&longest)
    }

    fn email_in(&self, text: &str) -> bool {
        if self.emails.is_empty() {
            return false;
        }
        let text = fold(text);
        // A text in which it cannot stand, however it is written, is not taken apart.
        let domain_in = |email: &String| {
            let (mailbox, _) = email.split_once('@').unwrap_or((email, ""));
            text.contains(mailbox)
        };
        if !self.emails.iter().any(domain_in) {
            return false;
        }
        let found = emails_in(&text);
        found.iter().any(|email| self.emails.contains(email))
    }

    fn phone_in(&self, text: &str) -> bool {
        if self.phones.is_empty() || !text.contains(|c: char| c.is_numeric()) {
            return false;
        }
        runs_of_digits(&fold(text)).iter().any(|run| {
            self.phones.iter().any(|(own, abroad)| match own.len() {
                0..TELLING => run.trim_start_matches('0') == own,
                // Which of the digits are the country's is not known.
                length if *abroad => run.contains(&own[COUNTRY.min(length - TELLING)..]),
                _ => run.contains(own.as_str()),
            })
        })
    }

    fn name_in(&self, text: &str) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let words = words(text);
        let mut spaceless = None;
        self.names.iter().any(|name| {
            let mut without_spaces = || {
                let spaceless = spaceless.get_or_insert_with(|| fold(text).replace(' ', ""));
                name.is_unspaced_in(spaceless)
            };
            name.is_among(&words) || without_spaces()
        })
    }
}

/// The digits of a number without the noughts before it: all of them, and those of its longest row
/// alone, for hours or an extension may stand beside it.
fn digits(phone: &str) -> [String; 2] {
    let phone = plain_digits(&fold(phone).replace("(0)", ""));
    let digits = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_owned()
    };
    let runs = runs(&phone);
    let longest = runs.iter().max_by_key(|run| run.digits);
    let longest = longest.map_or("", |run| &phone[run.from..run.to]);
    [digits(&phone), digits(longest)]
}

fn same_number(one: &str, other: &str) -> bool {
    let apart = one.len().abs_diff(other.len());
    let (short, long) = match one.len() < other.len() {
        true => (one, other),
        false => (other, one),
    };
    !short.is_empty()
        && long.ends_with(short)
        && (apart == 0 || short.len() >= TELLING && apart <= COUNTRY)
}

/// Rows of digits with no more than three signs between two of them.
fn runs_of_digits(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut between = usize::MAX;
    for c in text.chars() {
        if c.is_ascii_digit() {
            match runs.last_mut() {
                Some(run) if between <= 3 => run.push(c),
                _ => runs.push(c.to_string()),
            }
            between = 0;
        } else {
            between = if c.is_alphabetic() {
                usize::MAX
            } else {
                between.saturating_add(1)
            };
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Person {
        Person::new([name], [], [])
    }

    #[test]
    fn a_name_is_known_however_it_is_written() {
        for (name, ways) in [
            (
                "Marie-Claire van den Berg",
                &[
                    "Ask for Marie-Claire van den Berg.",
                    "van den Berg, Marie-Claire",
                    "MARIE CLAIRE VAN DEN BERG",
                    "Berg M.-C.",
                    "M.-C. van den Berg called",
                    "M. C. Berg",
                    "Marie van den Berg",
                    "marieclaireberg@huis.example",
                    "marie-claire_berg.pdf",
                ][..],
            ),
            ("van den Berg, Marie-Claire", &["Marie-Claire van den Berg"]),
            ("Łukasz Żółć", &["lukasz zolc", "ŻÓŁĆ Ł.", "Lukasz\nZolc"]),
            (
                "Jörg Müller",
                &["Joerg Mueller", "Jorg Muller", "MÜLLER, Jörg"],
            ),
            (
                "Dr. Anna B. Smith",
                &["Anna Smith", "Smith, A.", "Anna Bea Smith"],
            ),
            ("Mevr. A. Janssens", &["A. Janssens", "Anna Janssens"]),
            (
                "Seán O'Brien",
                &["O’Brien, Sean", "sean obrien", "S. O'Brien"],
            ),
            (
                "María José García López",
                &["Maria Garcia", "López, Mª José", "José García López"],
            ),
            ("王小明", &["联系王小明先生", "王 小明"]),
            ("Zyta", &["Zyta is on leave"]),
            (
                "Sr. Agnès Vanhoutte",
                &["Mme Vanhoutte called", "Vanhoutte's file", "Mrs. VANHOUTTE"],
            ),
            (
                "Jan van den Berg",
                &[
                    "mijnheer Van den Berg",
                    "Jan v.d. Berg",
                    "Vandenberg Jan",
                    "Janvandenberg",
                ],
            ),
            ("Chiara Dell'Acqua", &["C. Dell’Acqua", "Chiara Dellacqua"]),
            (
                "Ewa Kowalczyk-Nowak",
                &["Mrs. Kowalczyk-Nowak", "Ewa Kowalczyk Nowa"],
            ),
            ("Олена Шевченко", &["ШЕВЧЕНКО Олена", "О. Шевченко"]),
            (
                "Anna Vandenbroucke",
                &[
                    "Anna\u{200b} Vanden\u{ad}broucke",
                    "Anna Vandenbroucke\u{301}",
                    "Anna Vanden&shy;broucke",
                    "\u{410}nna Vandenbroucke",
                ],
            ),
        ] {
            for way in ways {
                assert!(person(name).is_in(way), "{name}: {way}");
            }
        }
    }

    #[test]
    fn another_person_is_another_person() {
        for (name, texts) in [
            (
                "Marie-Claire van den Berg",
                &[
                    "Marie-Claire Dupont",
                    "Berg en Dal",
                    "a mountain (berg) of mail",
                ][..],
            ),
            (
                "Anna Bos",
                &["in het bos", "Anna is here", "a bos of flowers"],
            ),
            (
                "Jan Janssens",
                &["Piet Janssens", "Jan is here. Ask Peeters or Janssens."],
            ),
        ] {
            for text in texts {
                assert!(!person(name).is_in(text), "{name}: {text}");
            }
        }
        assert!(
            person("李小龍")
                .without_single_names()
                .is_in("請聯絡李小龍")
        );
        assert!(person("Anna").without_single_names().is_empty());
        assert!(person("Anna Bos").has_name("BOS, Anna"));
        assert!(person("Anna Bos").has_name("Mevr. Anna Bos (chair)"));
        assert!(!person("Anna Bos").has_name("Anna Maria Bos"));
    }

    #[test]
    fn numbers_and_addresses_are_known_however_they_are_written() {
        let person = Person::new([], ["zyta.q@cedar.example"], ["+32 475 12 34 56"]);
        for text in [
            "0475/12.34.56",
            "0475-123456 by day",
            "tel:+32475123456",
            "0032 (0)475 12 34 56",
            "9000 Gent 0475 12 34 56",
            "zyta.q@cedar.example",
            "Zyta.Q (at) cedar (dot) example",
            "zyta.q @ cedar.example",
            "mailto:ZYTA.Q@Cedar.Example?subject=x",
            "zyta.q&#64;cedar.example",
            "zyta.q%40cedar.example",
            "0475 12&#8203;34 56",
        ] {
            assert!(person.is_in(text), "{text}");
        }
        for text in [
            "0465 12 34 56",
            "0475 12 34 57",
            "zyta@cedar.example",
            "In 2024: 475 people, 12 rooms",
        ] {
            assert!(!person.is_in(text), "{text}");
        }
        assert!(person.has_phone("0475 12 34 56"));
        assert!(person.has_phone("0475 12 34 56 (after 18)"));
        assert!(!person.has_phone("475"));
        assert!(person.has_email("ZYTA.Q@cedar.example"));
    }
}
