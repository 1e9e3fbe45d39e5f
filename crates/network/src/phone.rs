//! Telephone numbers: as people write them, and apart where several stand in one text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, de::IgnoredAny};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use crate::{
    checked_text::checked_text,
    country::Country,
    dialling::{self, DialUri},
    digits::{digit, runs},
    invalid::Invalid,
    text::without_unseen,
};

checked_text!(
    /// One telephone number as people write it, with whatever they say beside it ("after six"); best
    /// in international form, `+32 9 123 45 67`.
    #[schema(value_type = String, min_length = 3, max_length = 100, example = "+32 9 123 45 67")]
    PhoneNumber,
    check_number
);

/// A telephone number, in the books without how it is dialled: that follows from the number and the
/// country.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "WrittenPhone")]
pub struct Phone {
    /// The number as the member writes it; best in international form, `+32 9 123 45 67`.
    pub number: PhoneNumber,
}

/// A telephone number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PhoneEntry)]
struct WrittenPhone {
    /// The number as the member writes it; best in international form, `+32 9 123 45 67`.
    number: PhoneNumber,
    /// How it is dialled from anywhere (RFC 3966, in E.164), made from the number and the country of
    /// the place, or of the member; null where it cannot be, as 112. It may be sent back.
    #[serde(default)]
    #[schema(value_type = Option<DialUri>, read_only)]
    #[expect(dead_code)]
    uri: Option<IgnoredAny>,
}

impl PartialSchema for Phone {
    fn schema() -> RefOr<Schema> {
        WrittenPhone::schema()
    }
}

impl ToSchema for Phone {
    fn name() -> Cow<'static, str> {
        WrittenPhone::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        WrittenPhone::schemas(schemas);
    }
}

impl From<WrittenPhone> for Phone {
    fn from(written: WrittenPhone) -> Self {
        written.number.into()
    }
}

impl From<PhoneNumber> for Phone {
    fn from(number: PhoneNumber) -> Self {
        Self { number }
    }
}

impl std::str::FromStr for Phone {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        text.parse().map(|number: PhoneNumber| number.into())
    }
}

impl std::fmt::Display for Phone {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.number.fmt(out)
    }
}

impl Phone {
    /// How it is dialled, for somebody in `country` who writes it; nothing where it cannot be.
    pub fn uri(&self, country: Country) -> Option<DialUri> {
        dialling::uri(self.number.as_str(), country)
    }

    /// Every number of a text, such as the cell of a spreadsheet: "09 234 56 78 / 0470 12 34 56".
    pub fn all_in(text: &str) -> Result<Vec<Self>, Invalid> {
        let apart = numbers_in(&plain(text));
        if apart.is_empty() {
            return Err(no_number(text));
        }
        let read = |number: &String| {
            if is_spoiled(number) {
                return Err(spoiled(text));
            }
            if runs(number).iter().any(|run| run.digits > MOST_DIALLED) {
                return Err(several(text));
            }
            number.parse()
        };
        apart.iter().map(read).collect()
    }
}

/// The most characters that a number and what is said beside it may have.
const LONGEST: usize = 100;
/// The most digits that a number may be written with.
const MOST_DIGITS: usize = 20;
/// The most digits of a number (ITU-T E.164), with what is dialled before it to call abroad: whoever
/// writes more in a table means two.
const MOST_DIALLED: usize = 17;
/// The fewest digits by which a number is known among words; shorter ones begin the text.
const TELLING: usize = 6;
/// The fewest digits of a number that is dialled in its country alone, such as 112.
const FEWEST: usize = 3;

fn check_number(text: &str) -> Result<String, Invalid> {
    let number = plain(text);
    if numbers_in(&number).len() > 1 || telling_runs(&number) > 1 {
        return Err(several(text));
    }
    match is_number(&number) {
        true => Ok(number),
        false => Err(no_number(text)),
    }
}

fn several(text: &str) -> Invalid {
    Invalid::new(
        "several_phones",
        format!(
            "\"{text}\" is more than one telephone number; write each by itself (in a table, with | \
             between them)"
        ),
    )
}

fn spoiled(text: &str) -> Invalid {
    Invalid::new(
        "invalid_phone",
        format!(
            "\"{text}\" is what a spreadsheet makes of a telephone number that it takes for a \
             quantity; write it as text, such as +32 9 123 45 67"
        ),
    )
}

fn no_number(text: &str) -> Invalid {
    Invalid::new(
        "invalid_phone",
        format!("\"{text}\" is not a telephone number; one looks like +32 9 123 45 67"),
    )
}

/// Whether a text has one number, and nothing that no number has beside it.
fn is_number(text: &str) -> bool {
    let runs = runs(text);
    let longest = runs.iter().map(|run| run.digits).max().unwrap_or_default();
    let is_known = match text.contains(char::is_alphabetic) {
        true => longest >= TELLING || begins_with_number(text),
        false => longest >= TELLING || longest >= FEWEST && runs.len() == 1,
    };
    let is_strange = |c: char| {
        c.is_control() || matches!(c, '@' | '<' | '>' | '{' | '}' | '\\' | '=' | '"' | '!')
    };
    is_known
        && longest <= MOST_DIGITS
        && text.chars().count() <= LONGEST
        && !text.contains(is_strange)
        && !text.contains("//")
        && !calls(text)
}

/// Whether a spreadsheet could take it for a formula that calls something.
fn calls(text: &str) -> bool {
    let mut brackets = text.match_indices('(');
    brackets.any(|(at, _)| text[..at].ends_with(char::is_alphabetic))
}

/// "112 (police)", "dial 1733": a number that begins the text, or follows its first word.
fn begins_with_number(text: &str) -> bool {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let begins = |text: &str| {
        let first = runs(text).into_iter().next();
        first.is_some_and(|run| run.from == 0 && run.digits >= FEWEST)
    };
    begins(text) || !word.contains(char::is_numeric) && begins(rest.trim_start())
}

/// A number that was read as a quantity: `3.24701E+10`, `32470123456.0`.
fn is_spoiled(text: &str) -> bool {
    let text = text.replace(',', ".").to_ascii_lowercase();
    let is_quantity = |text: &str| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        match text.split_once('.') {
            Some((whole, rest)) => digits(whole) && digits(rest),
            None => digits(text),
        }
    };
    let has_power = text.split_once('e').is_some_and(|(quantity, power)| {
        is_quantity(quantity) && is_quantity(power.trim_start_matches(['+', '-']))
    });
    let has_fraction = text.rsplit_once('.').is_some_and(|(whole, fraction)| {
        whole.len() >= TELLING
            && whole.bytes().all(|b| b.is_ascii_digit())
            && fraction.bytes().all(|b| b == b'0')
            && !fraction.is_empty()
    });
    has_power || has_fraction
}

/// A text with plain spaces and hyphens, without what nobody sees, and of a `tel:` address what people
/// read.
fn plain(text: &str) -> String {
    let text: String = without_unseen(text)
        .chars()
        .map(|c| match c {
            '\n' | '\r' => '\n',
            c if c.is_whitespace() => ' ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' => '-',
            '\u{FF0B}' => '+',
            c => c,
        })
        .collect();
    let around = |c: char| c.is_whitespace() || c == '|' || c == ';';
    let text = text.trim_matches(around).replace(";ext=", " ext. ");
    let is_scheme = |head: &str| head.eq_ignore_ascii_case("tel:");
    match text.split_at_checked(4) {
        Some((head, rest)) if is_scheme(head) && !rest.starts_with(' ') => rest.to_owned(),
        _ => text,
    }
}

fn telling_runs(text: &str) -> usize {
    let extension = dialling::extension(text).map_or(text.len(), |(end, _)| end);
    let runs = runs(&text[..extension]).into_iter();
    runs.filter(|run| run.digits >= TELLING).count()
}

/// What may stand between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    /// A comma, or a word for "or" and "and".
    Word,
    /// A slash or a hyphen, which may as well stand within one.
    Sign,
    /// Nothing: the next one begins with its plus, or with what it is called.
    Nothing,
}

/// Words for "or" and "and" in the seven languages.
const WORDS: [&str; 12] = [
    "or", "and", "of", "en", "ou", "et", "oder", "und", "o", "y", "e", "&",
];

/// The numbers of a text, each with what is said beside it. What is no number is given back as it is,
/// for its reader to refuse.
fn numbers_in(text: &str) -> Vec<String> {
    let mut found = vec![];
    for part in hard_parts(text) {
        let parts = vec![part.to_owned()];
        let parts = cut_all(parts, spaced_signs_and_words);
        let parts = cut_all(parts, tight_slashes);
        let parts = cut_all(parts, pluses);
        found.extend(cut_all(parts, labels));
    }
    found
}

/// A text at line breaks, bars and semicolons.
fn hard_parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['\n', '|', ';']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// Where a text may be cut: from where to where the sign is that is left out, and its kind.
type Cut = (usize, usize, Between);

fn cut_all(parts: Vec<String>, cuts: impl Fn(&str) -> Vec<Cut>) -> Vec<String> {
    parts
        .iter()
        .flat_map(|part| cut(part, &cuts(part)))
        .collect()
}

/// Cuts a text wherever a number stands on both sides.
fn cut(text: &str, cuts: &[Cut]) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (number, (end, next, between)) in cuts.iter().enumerate() {
        let until = cuts.get(number + 1).map_or(text.len(), |cut| cut.0);
        if *end < from || !is_between(&text[from..*end], &text[*next..until], *between) {
            continue;
        }
        parts.push(text[from..*end].trim().to_owned());
        from = *next;
    }
    parts.push(text[from..].trim().to_owned());
    parts
}

fn is_between(left: &str, right: &str, between: Between) -> bool {
    let (before, behind) = (runs(left), runs(right));
    let (Some(before), Some(behind)) = (before.last(), behind.first()) else {
        return false;
    };
    let both = |most: usize| before.digits >= most && behind.digits >= most;
    match between {
        Between::Word => is_telling(left) && is_telling(right),
        // "+49 6221/123456" is one number.
        Between::Sign => {
            let begins = right[behind.from..].trim_start_matches('(');
            both(TELLING)
                && (begins.starts_with(['+', '0'])
                    || both(TELLING + 1) && before.digits + behind.digits > 15)
        }
        Between::Nothing => both(TELLING),
    }
}

/// Whether a part of a text is a number by itself.
fn is_telling(part: &str) -> bool {
    let runs = runs(part);
    let is_bare = |c: char| digit(c).is_some() || "+()./- ".contains(c);
    runs.iter().any(|run| run.digits >= TELLING)
        || runs.iter().any(|run| run.digits >= FEWEST) && part.chars().all(is_bare)
}

fn spaced_signs_and_words(text: &str) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = text
        .match_indices(',')
        .map(|(at, _)| (at, at + 1, Between::Word))
        .collect();
    let mut from = 0;
    for word in text.split(' ') {
        let (at, next) = (from, from + word.len());
        from = next + 1;
        let lower = word.to_lowercase();
        if matches!(word, "/" | "-") {
            cuts.push((at, next, Between::Sign));
        } else if WORDS.contains(&lower.as_str()) {
            cuts.push((at, next, Between::Word));
        }
    }
    cuts.sort_unstable_by_key(|cut| cut.0);
    cuts
}

fn tight_slashes(text: &str) -> Vec<Cut> {
    text.match_indices('/')
        .map(|(at, _)| (at, at + 1, Between::Sign))
        .collect()
}

fn pluses(text: &str) -> Vec<Cut> {
    text.match_indices('+')
        .map(|(at, _)| (at, at, Between::Nothing))
        .collect()
}

/// "M: 0470 12 34 56 T: 09 234 56 78", "09 234 56 78 (Ann) 0470 12 34 56 (Bea)".
fn labels(text: &str) -> Vec<Cut> {
    let runs = runs(text);
    let between = runs.windows(2).filter_map(|pair| {
        let (from, to) = (pair[0].to, pair[1].from);
        let words = &text[from..to];
        let at = match (words.rfind(')'), words.rfind(':')) {
            (Some(bracket), _) => bracket + 1,
            (None, Some(colon)) => words[..colon]
                .trim_end()
                .rfind(char::is_whitespace)
                .map_or(0, |space| space + 1),
            (None, None) => return None,
        };
        Some((from + at, from + at, Between::Nothing))
    });
    between.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn apart(text: &str) -> Vec<String> {
        Phone::all_in(text)
            .unwrap_or_else(|invalid| panic!("{text}: {invalid}"))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn one_number_stays_one_however_it_is_written() {
        for text in [
            "+32 (0)9 123.45-67",
            "09/234.56.78",
            "+49 6221/123456",
            "+49 33203 / 123456",
            "0043/1/5055050",
            "112",
            "116 123",
            "112 (police)",
            "tel. 09 234 56 78",
            "09 234 56 78 (Mo-Fr 9-17h)",
            "09 234 56 78, ext. 12",
            "1-800-HELP-NOW",
            "٠٩٢٣٤٥٦٧٨",
            "Mo-Fr 9-17: 09 234 56 78",
        ] {
            assert_eq!(apart(text), [text]);
        }
        assert_eq!(apart("tel:+3292345678;ext=12"), ["+3292345678 ext. 12"]);
        assert_eq!(
            apart("\u{200B}+32\u{a0}9\u{2011}234"),
            ["+32 9-234"],
            "spaces and hyphens of other kinds are plain ones"
        );
    }

    #[test]
    fn several_numbers_are_several() {
        let two = ["09 234 56 78", "0470 12 34 56"];
        for between in [
            " / ", "/", ", ", ",", "; ", "|", " or ", " of ", " ou ", " oder ", "\n", "\r\n", " - ",
        ] {
            assert_eq!(apart(&two.join(between)), two, "{between:?}");
        }
        for (text, expected) in [
            (
                "+32 9 234 56 78 +32 470 12 34 56",
                ["+32 9 234 56 78", "+32 470 12 34 56"],
            ),
            (
                "M: 0470 12 34 56 T: 09 234 56 78",
                ["M: 0470 12 34 56", "T: 09 234 56 78"],
            ),
            (
                "09 234 56 78 (Ann) 0470 12 34 56 (Bea)",
                ["09 234 56 78 (Ann)", "0470 12 34 56 (Bea)"],
            ),
            (
                "09/234.56.78 / 0470/12.34.56",
                ["09/234.56.78", "0470/12.34.56"],
            ),
            (
                "212 555 1234 / 212 555 5678",
                ["212 555 1234", "212 555 5678"],
            ),
            ("112, 101", ["112", "101"]),
        ] {
            assert_eq!(apart(text), expected);
        }
        for text in [
            "09 234 56 78 Ann 0470 12 34 56 Bea",
            "09 234 56 78 0470 12 34 56",
        ] {
            assert!(Phone::all_in(text).is_err(), "{text}");
        }
        let invalid = "09 234 56 78 / 0470 12 34 56".parse::<Phone>().unwrap_err();
        assert_eq!(invalid.code, "several_phones");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "call us",
            "-",
            "n/a",
            "",
            " ",
            "#######",
            "3.24701E+10",
            "3,24701E+10",
            "32470123456.0",
            "info@huis.example 09 234 56 78",
            "https://huis.example/123456",
            "Mo-Fr 09:00-17:00",
            "+HYPERLINK(A1,B123456)",
            "09 234 56 78 | Ann",
        ] {
            assert!(Phone::all_in(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_taken_apart_stays_as_it_is(text in "[0-9+()/., xA-Za:;|\n-]{0,40}") {
            if let Ok(phone) = text.parse::<Phone>() {
                prop_assert_eq!(Phone::all_in(phone.number.as_str()).unwrap(), [phone]);
            }
            for phone in Phone::all_in(&text).unwrap_or_default() {
                let number = phone.number.as_str();
                prop_assert_eq!(&number.parse::<Phone>().unwrap(), &phone);
                prop_assert_eq!(Phone::all_in(number).unwrap(), [phone.clone()]);
            }
        }
    }
}
