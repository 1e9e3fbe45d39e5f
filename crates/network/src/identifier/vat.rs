//! VAT numbers: the prefix of a country and its form; check digits for the European Union, the United
//! Kingdom, Norway and Switzerland, as each country's tax office says how they are made.

use super::{Fault, check::mod_97};
use crate::country::Country;

/// The number with its prefix, without what people write between the digits: `BE0403019261`.
pub fn check(text: &str) -> Result<String, Fault> {
    let plain: String = text
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '.' | '-' | '/'))
        .collect::<String>()
        .to_ascii_uppercase();
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain || !(4..=17).contains(&plain.len()) {
        return Err(Fault::Form);
    }
    let (prefix, number) = plain.split_at(2);
    // Greece writes EL, and Switzerland the prefix of its registers, with the word for the tax.
    let (prefix, number) = match prefix {
        "GR" => ("EL", number.to_owned()),
        "CH" => ("CH", swiss(number).to_owned()),
        "NO" => ("NO", number.trim_end_matches("MVA").to_owned()),
        "BE" if number.len() == 9 => ("BE", format!("0{number}")),
        prefix => (prefix, number.to_owned()),
    };
    let is_known = matches!(prefix, "EL" | "XI") || Country::parse(prefix).is_ok();
    if !is_known || !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Form);
    }
    match fits(prefix, &number) {
        None => Err(Fault::Form),
        Some(false) => Err(Fault::Digits),
        Some(true) => Ok(match prefix {
            "CH" => format!("CHE{number}"),
            prefix => format!("{prefix}{number}"),
        }),
    }
}

/// The digits of a Swiss number: `E123456788MWST`.
fn swiss(number: &str) -> &str {
    let number = number.strip_prefix('E').unwrap_or(number);
    let ends = ["MWST", "TVA", "IVA", "VAT"];
    let end = ends.iter().find_map(|end| number.strip_suffix(end));
    end.unwrap_or(number)
}

/// Whether the check digits of a number fit; nothing where it has not its country's form.
fn fits(prefix: &str, number: &str) -> Option<bool> {
    let n = number.len();
    let digits: Option<Vec<u32>> = number.chars().map(|sign| sign.to_digit(10)).collect();
    let all = digits.as_deref();
    let of = |length: usize| all.filter(|digits| digits.len() == length);
    Some(match prefix {
        "AT" => {
            let digits = digits_of(number.strip_prefix('U')?, 8)?;
            let products = digits.iter().zip([1, 2, 1, 2, 1, 2, 1]);
            let sum: u32 = products.map(|(digit, weight)| cross(digit * weight)).sum();
            (10 - (sum + 4) % 10) % 10 == digits[7]
        }
        "BE" => {
            let digits = of(10).filter(|digits| digits[0] <= 1)?;
            97 - value(&digits[..8]) % 97 == value(&digits[8..])
        }
        "BG" => match n {
            9 => {
                let digits = of(9)?;
                let first = weighed(digits, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11;
                let second = || weighed(digits, &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10;
                (if first < 10 { first } else { second() }) == digits[8]
            }
            // The numbers of people are those of their birth.
            _ => of(10).map(|_| true)?,
        },
        "CY" => {
            let digits = digits_of(number.get(..8)?, 8)?;
            let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
            let values = digits
                .iter()
                .enumerate()
                .map(|(place, digit)| match place % 2 {
                    0 => odd[*digit as usize],
                    _ => *digit,
                });
            letter(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", values.sum::<u32>() % 26) == number.get(8..)?
        }
        "CZ" => match n {
            8 => {
                let digits = of(8)?;
                let check = 11 - weighed(digits, &[8, 7, 6, 5, 4, 3, 2]) % 11;
                check % 10 == digits[7]
            }
            // The numbers of people are those of their birth.
            _ => of(9).or(of(10)).map(|_| true)?,
        },
        "DE" => mod_11_10(of(9)?),
        "DK" => weighed(of(8)?, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
        "EE" => {
            let digits = of(9)?;
            (10 - weighed(digits, &[3, 7, 1, 3, 7, 1, 3, 7]) % 10) % 10 == digits[8]
        }
        "EL" => {
            let digits = of(9)?;
            weighed(digits, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == digits[8]
        }
        "ES" => spanish(number)?,
        "FI" => {
            let digits = of(8)?;
            let rest = weighed(digits, &[7, 9, 10, 5, 8, 4, 2]) % 11;
            rest != 1 && (11 - rest) % 11 == digits[7]
        }
        "FR" => {
            let (key, siren) = number.split_at_checked(2)?;
            let siren = value(&digits_of(siren, 9)?);
            match key.parse::<u64>() {
                Ok(key) => (12 + 3 * (siren % 97)) % 97 == key,
                Err(_) => true,
            }
        }
        "GB" | "XI" => match n {
            9 | 12 => {
                let digits = of(n)?;
                let sum = weighed(digits, &[8, 7, 6, 5, 4, 3, 2]) + digits[7] * 10 + digits[8];
                sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97)
            }
            5 => number.starts_with("GD") || number.starts_with("HA"),
            _ => return None,
        },
        "HR" => mod_11_10(of(11)?),
        "HU" => {
            let digits = of(8)?;
            (10 - weighed(digits, &[9, 7, 3, 1, 9, 7, 3]) % 10) % 10 == digits[7]
        }
        "IE" => irish(number)?,
        "IT" => luhn(of(11)?),
        "LT" => lithuanian(of(9).or(of(12))?),
        "LU" => {
            let digits = of(8)?;
            value(&digits[..6]) % 89 == value(&digits[6..])
        }
        "LV" => {
            let digits = of(11)?;
            digits[0] <= 3 || weighed(digits, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
        }
        "MT" => weighed(of(8)?, &[3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37),
        "NL" => {
            let (first, last) = number.split_at_checked(9)?;
            let digits = digits_of(first, 9)?;
            digits_of(last.strip_prefix('B')?, 2)?;
            weighed(&digits, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == digits[8]
                || mod_97(&format!("NL{number}")) == 1
        }
        "PL" => {
            let digits = of(10)?;
            weighed(digits, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9]
        }
        "PT" => {
            let digits = of(9)?;
            (11 - weighed(digits, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10 == digits[8]
        }
        "RO" => {
            let digits = all.filter(|digits| (2..=10).contains(&digits.len()))?;
            let weights = &[7, 5, 3, 2, 1, 7, 5, 3, 2][10 - digits.len()..];
            weighed(digits, weights) * 10 % 11 % 10 == digits[digits.len() - 1]
        }
        "SE" => luhn(&of(12)?[..10]),
        "SI" => {
            let digits = of(8)?;
            let check = 11 - weighed(digits, &[8, 7, 6, 5, 4, 3, 2]) % 11;
            check != 11 && check % 10 == digits[7]
        }
        "SK" => value(of(10)?).is_multiple_of(11),
        "CH" => {
            let digits = of(9)?;
            (11 - weighed(digits, &[5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11 == digits[8]
        }
        "NO" => {
            let digits = of(9)?;
            (11 - weighed(digits, &[3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == digits[8]
        }
        _ => true,
    })
}

fn digits_of(text: &str, length: usize) -> Option<Vec<u32>> {
    let digits: Option<Vec<u32>> = text.chars().map(|sign| sign.to_digit(10)).collect();
    digits.filter(|digits| digits.len() == length)
}

fn value(digits: &[u32]) -> u64 {
    digits
        .iter()
        .fold(0, |value, digit| value * 10 + u64::from(*digit))
}

/// The sum of the digits, each times its weight; those without one do not count.
fn weighed(digits: &[u32], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

/// The sum of the digits of a number below 100.
fn cross(number: u32) -> u32 {
    number / 10 + number % 10
}

fn letter(letters: &'static [u8], number: u32) -> &'static str {
    let place = number as usize;
    std::str::from_utf8(&letters[place..=place]).unwrap_or_default()
}

/// ISO/IEC 7812-1.
fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => *digit,
            _ => cross(digit * 2),
        })
        .sum();
    sum.is_multiple_of(10)
}

/// ISO 7064 MOD 11,10.
fn mod_11_10(digits: &[u32]) -> bool {
    let (last, before) = digits.split_last().unwrap_or((&0, &[]));
    let rest = before.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - rest) % 10 == *last
}

fn lithuanian(digits: &[u32]) -> bool {
    let (last, before) = digits.split_last().unwrap_or((&0, &[]));
    let sum = |from: u32| -> u32 {
        let weights = (0..).map(|place| (place + from) % 9 + 1);
        before
            .iter()
            .zip(weights)
            .map(|(digit, weight)| digit * weight)
            .sum()
    };
    let first = sum(0) % 11;
    (if first < 10 { first } else { sum(2) % 11 % 10 }) == *last
}

fn irish(number: &str) -> Option<bool> {
    // Before 2013 the second sign could be a letter, which has no check digit of its own here.
    let Some(digits) = number.get(..7).and_then(|text| digits_of(text, 7)) else {
        let bytes = number.as_bytes();
        let has_form = bytes.len() == 8 && bytes[0].is_ascii_digit();
        return has_form.then_some(true);
    };
    let (check, more) = number.get(7..)?.split_at_checked(1)?;
    let more = match more.as_bytes() {
        [] => 0,
        [letter @ b'A'..=b'I'] => u32::from(letter - b'A' + 1),
        [b'W'] => 0,
        _ => return None,
    };
    let sum = weighed(&digits, &[8, 7, 6, 5, 4, 3, 2]) + more * 9;
    Some(letter(b"WABCDEFGHIJKLMNOPQRSTUV", sum % 23) == check)
}

fn spanish(number: &str) -> Option<bool> {
    let (first, rest) = number.split_at_checked(1)?;
    let (middle, last) = rest.split_at_checked(7)?;
    let digits = digits_of(middle, 7)?;
    if last.len() != 1 {
        return None;
    }
    const OF_PEOPLE: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let of_people = |first: u64| {
        let number = first * 10_000_000 + value(&digits);
        letter(OF_PEOPLE, (number % 23) as u32) == last
    };
    Some(match first.as_bytes()[0] {
        digit @ b'0'..=b'9' => of_people(u64::from(digit - b'0')),
        b'X' => of_people(0),
        b'Y' => of_people(1),
        b'Z' => of_people(2),
        b'K' | b'L' | b'M' => true,
        b'A'..=b'W' => {
            let sum: u32 = digits
                .iter()
                .enumerate()
                .map(|(place, digit)| match place % 2 {
                    0 => cross(digit * 2),
                    _ => *digit,
                })
                .sum();
            let check = (10 - sum % 10) % 10;
            last.parse() == Ok(check) || letter(b"JABCDEFGHI", check) == last
        }
        _ => return None,
    })
}
