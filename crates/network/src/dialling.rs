//! How a telephone number is dialled from anywhere: what is written, read by libphonenumber's rules.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use phonenumber::{
    country,
    metadata::{DATABASE, Database, Metadata},
};
use regex_lite::Regex;

use crate::{
    checked_text::checked_text,
    country::Country,
    digits::{digit, plain_digits, runs},
    invalid::Invalid,
};

checked_text!(
    /// A number as it is dialled from anywhere (RFC 3966): `tel:` and the number in E.164, and
    /// `;ext=` where there is an extension.
    #[schema(value_type = String, format = Uri, pattern = r"^tel:\+[0-9]{4,15}(;ext=[0-9]{1,7})?$", example = "tel:+3292345678")]
    DialUri,
    check_uri
);

impl DialUri {
    /// The number with its plus, and its extension: the address without its scheme.
    pub fn number(&self) -> &str {
        self.0.trim_start_matches("tel:")
    }

    /// The digits of the extension.
    pub fn extension(&self) -> Option<&str> {
        self.0.split_once(";ext=").map(|(_, extension)| extension)
    }

    /// The digits of the number, with its country's and without its extension.
    pub fn digits(&self) -> &str {
        let number = self.0.trim_start_matches("tel:+");
        number.split_once(';').map_or(number, |(number, _)| number)
    }
}

/// The most digits of a number (ITU-T E.164).
const MOST_DIGITS: usize = 15;
/// The most digits of an extension.
const LONGEST_EXTENSION: usize = 7;

fn check_uri(text: &str) -> Result<&str, Invalid> {
    let are_digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let is_right = text.strip_prefix("tel:+").is_some_and(|number| {
        let (number, extension) = number.split_once(";ext=").unwrap_or((number, "0"));
        are_digits(number, 4, MOST_DIGITS) && are_digits(extension, 1, LONGEST_EXTENSION)
    });
    match is_right {
        true => Ok(text),
        false => Err(Invalid::new(
            "invalid_uri",
            format!("\"{text}\" is not a number to dial; one looks like tel:+3291234567"),
        )),
    }
}

/// How a number is dialled that somebody in `country` wrote; nothing where no number is read from
/// it, or more than one might be.
pub fn uri(written: &str, country: Country) -> Option<DialUri> {
    let (end, extension) = extension(written).map_or((written.len(), ""), |(end, it)| (end, it));
    let written = &written[..end];
    let mut read = runs(written)
        .into_iter()
        .filter_map(|run| read_run(&written[run.from..run.to], country));
    let number = match (read.next(), read.next()) {
        (Some(number), None) => number,
        (None, _) => read_letters(written, country)?,
        (Some(_), Some(_)) => return None,
    };
    let extension = match extension {
        "" => String::new(),
        digits => format!(";ext={}", plain_digits(digits)),
    };
    format!("tel:+{number}{extension}").parse().ok()
}

/// What an extension is called.
const EXTENSION: [&str; 19] = [
    "ext",
    "extension",
    "extensie",
    "x",
    "#",
    "toestel",
    "tst",
    "poste",
    "durchwahl",
    "dw",
    "app",
    "apparat",
    "nebenstelle",
    "int",
    "interno",
    "anexo",
    "ramal",
    "extensión",
    "doorkies",
];

/// Where the number ends that an extension follows, and the extension's digits.
pub fn extension(written: &str) -> Option<(usize, &str)> {
    let is_digit = |c: char| digit(c).is_some();
    let before = written.trim_end_matches(is_digit);
    let digits = &written[before.len()..];
    if !(1..=LONGEST_EXTENSION).contains(&digits.chars().count()) {
        return None;
    }
    let name_end = before.trim_end_matches([' ', '.', ':']);
    let name_of = name_end.trim_end_matches(|c: char| c.is_alphabetic() || c == '#');
    let name = name_end[name_of.len()..].to_lowercase();
    let is_called = EXTENSION.contains(&name.as_str());
    let number = name_of.trim_end_matches([' ', ',', '-', '(']);
    let follows = number.ends_with(is_digit) || number.ends_with(')');
    (is_called && follows).then_some((number.len(), digits))
}

/// The number that one run of digits is, in E.164 without its plus.
fn read_run(run: &str, country: Country) -> Option<String> {
    let run = plain_digits(run);
    // Dialled at home alone, but for Italy, where it is a part of the number.
    if (run.starts_with('+') || run.starts_with("00"))
        && run.contains("(0)")
        && let Some(number) = read(&run.replace("(0)", ""), country)
    {
        return Some(number);
    }
    let whole = read(&run, country);
    // "030 123456/7": two numbers that end with 6 and 7, or one that ends with 67.
    match run.rsplit_once('/') {
        Some((first, ending)) if ending.len() <= 2 => match (read(first, country), whole) {
            (Some(_), Some(_)) => None,
            (first, whole) => first.or(whole),
        },
        _ => whole,
    }
}

/// A number that is written with the letters of the keys: "1-800-HELP-NOW".
fn read_letters(written: &str, country: Country) -> Option<String> {
    let is_key = |c: char| c.is_ascii_uppercase();
    let fits = |c: char| is_key(c) || c.is_ascii_digit() || "+()./- ".contains(c);
    let keys = written.chars().filter(|c| is_key(*c)).count();
    if keys < 3
        || !written.starts_with(['+', '(']) && !written.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    written.chars().all(fits).then(|| read(written, country))?
}

/// Reads one number, and nothing else.
fn read(number: &str, country: Country) -> Option<String> {
    LazyLock::force(&PREPARED);
    let (number, country) = rules(number, country);
    let read = phonenumber::parse(country, number).ok()?;
    let (code, national) = (read.code().value(), read.national().to_string());
    let digits = format!("{code}{national}");
    (digits.len() <= MOST_DIGITS && is_given(code, &national)).then_some(digits)
}

/// A number with the country by whose rules it is read: with a plus, or with what is dialled before
/// one to call abroad, the country that it is of. The library would take the prefix of calls within
/// the writer's country from it.
fn rules(number: &str, country: Country) -> (Cow<'_, str>, Option<country::Id>) {
    let own: Option<country::Id> = country.as_str().parse().ok();
    let of_own = |number| (Cow::Borrowed(number), own);
    let Some(abroad) = digits_abroad(number, own) else {
        return of_own(number);
    };
    let of = (1..=3).find_map(|length| {
        let code: u16 = abroad.get(..length)?.parse().ok()?;
        DATABASE.by_code(&code)
    });
    let Some(of) = of else {
        return of_own(number);
    };
    let country = own.filter(|own| of.iter().any(|country| country.id() == own.as_ref()));
    let country = country.or_else(|| of.first()?.id().parse().ok());
    (Cow::Owned(format!("+{abroad}")), country)
}

/// The digits behind the plus of a number, or behind what stands for it in a country.
fn digits_abroad(number: &str, own: Option<country::Id>) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if number.trim_start_matches('(').starts_with('+') {
        return Some(digits);
    }
    let metadata = DATABASE.by_id(own?.as_ref())?;
    let prefix = metadata.international_prefix()?.find(&digits)?;
    let rest = &digits[prefix.end()..];
    (prefix.start() == 0 && !rest.starts_with('0') && !rest.is_empty()).then(|| rest.to_owned())
}

/// The library forgets the patterns that it compiled as soon as it knows a hundred.
static PREPARED: LazyLock<()> = LazyLock::new(|| {
    let cache = DATABASE.cache();
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    cache.set_capacity(1000);
});

/// The numbers of the countries with a calling code.
type Given = Arc<[(Regex, Vec<u16>)]>;

static GIVEN: LazyLock<RwLock<HashMap<u16, Given>>> = LazyLock::new(RwLock::default);

/// Whether a number belongs to those that are given to somebody, of whatever kind. The library's own
/// answer compiles ten patterns for each country, and takes what only begins like a number.
fn is_given(code: u16, national: &str) -> bool {
    let known = {
        let known = GIVEN.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&code).cloned()
    };
    let given = known.unwrap_or_else(|| {
        let given: Given = patterns(&DATABASE, code).collect();
        let mut known = GIVEN.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(code, Arc::clone(&given));
        given
    });
    given.iter().any(|(pattern, lengths)| {
        let length = u16::try_from(national.len()).unwrap_or(u16::MAX);
        (lengths.is_empty() || lengths.contains(&length)) && pattern.is_match(national)
    })
}

fn patterns(database: &Database, code: u16) -> impl Iterator<Item = (Regex, Vec<u16>)> {
    let countries = database.by_code(&code).unwrap_or_default();
    countries.into_iter().filter_map(|country: &Metadata| {
        let kinds = country.descriptors();
        let kinds = [
            kinds.fixed_line(),
            kinds.mobile(),
            kinds.toll_free(),
            kinds.premium_rate(),
            kinds.shared_cost(),
            kinds.personal_number(),
            kinds.voip(),
            kinds.uan(),
            kinds.pager(),
            kinds.voicemail(),
        ];
        let kinds: Vec<String> = kinds
            .into_iter()
            .flatten()
            .map(|kind| format!("(?:{})", kind.national_number().as_str()))
            .collect();
        let pattern = Regex::new(&format!("(?x)^(?:{})$", kinds.join("|"))).ok()?;
        let lengths = country.descriptors().general().possible_length();
        Some((pattern, lengths.to_vec()))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::phone::Phone;

    fn dialled(country: &str, written: &str) -> Option<String> {
        let phone: Phone = written
            .parse()
            .unwrap_or_else(|invalid| panic!("{invalid}"));
        phone
            .uri(Country::parse(country).unwrap())
            .map(String::from)
    }

    #[test]
    fn a_number_is_dialled_however_it_is_written() {
        for (country, written) in [
            ("BE", "+32 9 234 56 78"),
            ("NL", "+32 9 234 56 78"),
            ("BE", "09 234 56 78"),
            ("BE", "+32 (0)9 234 56 78"),
            ("BE", "0032 9 234 56 78"),
            ("BE", "00 32 (0) 9 234 56 78"),
            ("US", "011 32 9 234 56 78"),
            ("BE", "09/234.56.78"),
            ("BE", "(0)9 234 56 78"),
            ("BE", "92345678"),
            ("BE", "3292345678"),
            ("BE", "tel. 09 234 56 78"),
            ("BE", "Tel: +32 9 234 56 78"),
            ("BE", "tel:+3292345678"),
            ("BE", "09 234 56 78 (Mo-Fr 9-17h)"),
            ("BE", "09 234 56 78 (Ann)"),
            ("BE", "+32\u{2011}9\u{2011}234\u{2011}56\u{2011}78"),
            ("BE", "٠٩٢٣٤٥٦٧٨"),
            ("AQ", "+32 9 234 56 78"),
        ] {
            assert_eq!(
                dialled(country, written).as_deref(),
                Some("tel:+3292345678"),
                "{written}"
            );
        }
        for written in [
            "+32 9 234 56 78 ext. 12",
            "+32 9 234 56 78 x12",
            "+32 9 234 56 78, poste 12",
            "09 234 56 78 (toestel 12",
            "+32-9-234-56-78;ext=12",
            "09 234 56 78 #12",
        ] {
            assert_eq!(
                dialled("BE", written).as_deref(),
                Some("tel:+3292345678;ext=12"),
                "{written}"
            );
        }
        assert_eq!(
            dialled("IT", "+39 (0)6 1234 5678").as_deref(),
            Some("tel:+390612345678")
        );
        assert_eq!(
            dialled("US", "1-800-HELP-NOW").as_deref(),
            Some("tel:+18004357669")
        );
        assert_eq!(
            dialled("RU", "8 (495) 123-45-67").as_deref(),
            Some("tel:+74951234567")
        );
        for (country, written, expected) in [
            ("US", "+49 15123456789", "+4915123456789"),
            ("US", "+353 1 245 6789", "+35312456789"),
            ("US", "011 49 15123456789", "+4915123456789"),
            ("CA", "+86 131 2345 6789", "+8613123456789"),
            ("BE", "+39 06 1234 5678", "+390612345678"),
            ("BE", "0039 06 1234 5678", "+390612345678"),
            ("NL", "+225 07 07 12 34 56", "+2250707123456"),
            ("DE", "+242 06 612 3456", "+242066123456"),
            ("US", "+1 212 555 2368", "+12125552368"),
            ("CA", "+1 (416) 555-0123", "+14165550123"),
        ] {
            let uri = dialled(country, written);
            assert_eq!(
                uri.as_deref(),
                Some(&*format!("tel:{expected}")),
                "{written}"
            );
        }
    }

    #[test]
    fn what_cannot_be_dialled_from_anywhere_has_no_address() {
        for (country, written) in [
            ("BE", "112"),
            ("BE", "116 123"),
            ("BE", "1-800-HELP-NOW"),
            ("BE", "+49 30 1"),
            ("FR", "3919"),
            ("AQ", "09 234 56 78"),
            ("DE", "030 123456/7"),
        ] {
            assert_eq!(dialled(country, written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn what_is_dialled_is_a_number(
            written in "[+(]{0,2}[0-9 ()./-]{3,24}( ?(ext\\.?|x|toestel) ?[0-9]{1,8})?( \\([A-Za-z ]{0,9}\\))?",
            country in proptest::sample::select(Country::all().collect::<Vec<_>>()),
        ) {
            for phone in Phone::all_in(&written).unwrap_or_default() {
                if let Some(uri) = phone.uri(country) {
                    prop_assert_eq!(&uri.as_str().parse::<DialUri>().unwrap(), &uri);
                    let read = phonenumber::parse(None, format!("+{}", uri.digits())).unwrap();
                    prop_assert!(read.is_valid(), "{uri}");
                }
            }
        }
    }
}
