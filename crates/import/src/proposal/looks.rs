//! What the cells of a column look like.

use std::collections::BTreeMap;

use crate::{
    privacy::{self, Word},
    rules,
    vocabulary::Vocabulary,
};
use network::{Country, Email, LanguageTag, Phone, WebAddress, codes::codes};

codes! {
    /// What most cells of a column look like.
    Looks ("look of cells") {
        /// Addresses on the web.
        Web = "web_address",
        /// E-mail addresses.
        Email = "email",
        /// Telephone numbers.
        Phone = "phone",
        /// Countries, by code or by name.
        Country = "country",
        /// Languages, by code or by name.
        Languages = "languages",
        /// Days.
        Day = "day",
        /// Years.
        Year = "year",
        /// Degrees with a fraction.
        Degrees = "degrees",
        /// Yes and no, or ticks.
        YesOrNo = "yes_or_no",
        /// Whole numbers.
        Number = "number",
        /// Words.
        Text = "text",
    }
}

/// How many different texts of a column are kept.
const MOST_DISTINCT: usize = 60;
/// How many filled cells are looked at.
const MOST_LOOKED_AT: usize = 2_000;
/// Texts longer than this are no values of a list.
const LONGEST_VALUE: usize = 80;

/// What is known of the cells of a column.
#[derive(Debug, Default)]
pub struct Cells {
    /// How many have anything in them.
    pub filled: usize,
    /// How many of the rows have nothing.
    pub empty: usize,
    /// The different texts, with how often each is there; no more than are of use.
    pub distinct: BTreeMap<String, usize>,
    /// Whether there are more different texts than are kept.
    pub many: bool,
    counts: BTreeMap<Looks, usize>,
    looked_at: usize,
}

impl Cells {
    /// Looks at another cell.
    pub fn add(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        if let Some(count) = self.distinct.get_mut(cell) {
            *count += 1;
        } else if self.distinct.len() < MOST_DISTINCT && cell.len() <= LONGEST_VALUE {
            self.distinct.insert(cell.to_owned(), 1);
        } else {
            self.many = true;
        }
        if self.looked_at < MOST_LOOKED_AT {
            self.looked_at += 1;
            for looks in all_looks(cell) {
                *self.counts.entry(looks).or_default() += 1;
            }
        }
    }

    /// Whether at least so many of a hundred cells look like this.
    pub fn mostly(&self, looks: Looks, percent: usize) -> bool {
        let count = self.counts.get(&looks).copied().unwrap_or_default();
        self.looked_at > 0 && count * 100 >= self.looked_at * percent
    }

    /// What nearly all of them look like, by the surest sign.
    pub fn looks(&self) -> Option<Looks> {
        match self.looked_at {
            0 => None,
            _ => Some(
                Looks::ALL
                    .iter()
                    .copied()
                    .find(|looks| self.mostly(*looks, 80))
                    .unwrap_or(Looks::Text),
            ),
        }
    }
}

fn all_looks(cell: &str) -> Vec<Looks> {
    let mut looks = Vec::new();
    let lower = cell.to_lowercase();
    let is_web = lower.starts_with("www.") && !lower.contains(' ');
    if is_web || (lower.starts_with("http") && cell.parse::<WebAddress>().is_ok()) {
        looks.push(Looks::Web);
    }
    if cell.parse::<Email>().is_ok() {
        looks.push(Looks::Email);
    }
    let number: Option<f64> = cell.replace(',', ".").parse().ok();
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    if number.is_some() && cell.contains(['.', ',']) {
        looks.push(Looks::Degrees);
    }
    let is_year = cell.len() == 4 && digits == 4 && matches!(&cell[..2], "18" | "19" | "20");
    if is_year {
        looks.push(Looks::Year);
    } else if is_day(cell) {
        looks.push(Looks::Day);
    } else if (7..=16).contains(&digits) && cell.parse::<Phone>().is_ok() {
        looks.push(Looks::Phone);
    }
    if matches!(privacy::word(cell), Some(Word::Yes | Word::No)) {
        looks.push(Looks::YesOrNo);
    } else if (cell.len() == 2 && Country::parse(cell).is_ok()) || Country::called(cell).is_some() {
        looks.push(Looks::Country);
    }
    if are_languages(cell) {
        looks.push(Looks::Languages);
    }
    if digits == cell.len() {
        looks.push(Looks::Number);
    }
    looks
}

fn is_day(cell: &str) -> bool {
    let day = cell.split([' ', 'T']).next().unwrap_or(cell);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let are_numbers = parts.iter().all(|part| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    parts.len() == 3 && are_numbers
}

fn are_languages(cell: &str) -> bool {
    let mut items = cell
        .split(rules::ANY_SEPARATOR)
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .peekable();
    let is_one = |item: &str| {
        let is_code = item.len() <= 3 && LanguageTag::parse(item).is_ok();
        is_code || LanguageTag::called(item).is_some()
    };
    items.peek().is_some() && items.all(is_one)
}

impl Cells {
    /// Whether all that is seen are UUIDs.
    pub fn are_uuids(&self) -> bool {
        let mut texts = self.distinct.keys();
        !self.distinct.is_empty() && texts.all(|text| text.parse::<uuid::Uuid>().is_ok())
    }

    /// Whether all that is seen are single short words: abbreviations.
    pub fn are_short_words(&self) -> bool {
        const LONGEST: usize = 12;
        let is_short =
            |text: &String| text.chars().count() <= LONGEST && !text.contains(char::is_whitespace);
        self.filled > 0 && !self.many && self.distinct.keys().all(is_short)
    }

    /// Whether most that is seen are e-mail addresses of offices, and of no person.
    pub fn are_roles(&self, vocabulary: &Vocabulary) -> bool {
        let is_role = |text: &&String| {
            let local = text.split('@').next().unwrap_or_default().to_lowercase();
            vocabulary.roles.contains(&local)
        };
        let roles = self.distinct.keys().filter(is_role).count();
        !self.distinct.is_empty() && roles * 10 >= self.distinct.len() * 8
    }
}
