//! The check digits of Wikidata (none), ROR (ISO 7064 MOD 97-10 over base 32), ISNI (MOD 11-2) and LEI
//! (MOD 97-10).

use super::Fault;

/// `Q42`.
pub fn wikidata(text: &str) -> Result<String, Fault> {
    let item = text.to_ascii_uppercase();
    let number = item.strip_prefix('Q').ok_or(Fault::Form)?;
    let is_number = (1..=12).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.starts_with('0');
    is_number.then_some(item).ok_or(Fault::Form)
}

/// The signs of base 32 as Crockford has it: no i, l, o and u.
const BASE_32: &str = "0123456789abcdefghjkmnpqrstvwxyz";

/// `05a28rw58`: a zero, six signs of base 32, and two check digits.
pub fn ror(text: &str) -> Result<String, Fault> {
    let id = text.to_ascii_lowercase();
    let bytes = id.as_bytes();
    if bytes.len() != 9 || bytes[0] != b'0' || !bytes[7..].iter().all(u8::is_ascii_digit) {
        return Err(Fault::Form);
    }
    let number = id[..7].chars().try_fold(0u64, |number, sign| {
        let value = BASE_32.find(sign).ok_or(Fault::Form)?;
        Ok(number * 32 + value as u64)
    })?;
    let check = 98 - number * 100 % 97;
    match id[7..].parse() == Ok(check) {
        true => Ok(id),
        false => Err(Fault::Digits),
    }
}

/// `0000 0001 2103 2683`: fifteen digits and a check digit, which may be X. Kept without spaces.
pub fn isni(text: &str) -> Result<String, Fault> {
    let id: String = text
        .chars()
        .filter(|sign| !matches!(sign, ' ' | '-' | '\u{a0}'))
        .collect::<String>()
        .to_ascii_uppercase();
    if id.len() != 16
        || !id.is_ascii()
        || !id[..id.len() - 1].bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(Fault::Form);
    }
    let sum = id[..15]
        .bytes()
        .fold(0u32, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = match (12 - sum) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).ok_or(Fault::Form)?,
    };
    match id.chars().next_back() {
        Some(last) if last == check => Ok(id),
        Some('0'..='9' | 'X') => Err(Fault::Digits),
        _ => Err(Fault::Form),
    }
}

/// `5493001KJTIIGC8Y1R12`: eighteen signs and two check digits.
pub fn lei(text: &str) -> Result<String, Fault> {
    let id = text.replace([' ', '-'], "").to_ascii_uppercase();
    let has_form = id.len() == 20
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && id[18..].bytes().all(|byte| byte.is_ascii_digit());
    match has_form {
        true if mod_97(&id) == 1 => Ok(id),
        true => Err(Fault::Digits),
        false => Err(Fault::Form),
    }
}

/// What remains of a text, in which letters stand for 10 to 35, when it is divided by 97.
pub fn mod_97(text: &str) -> u32 {
    text.chars()
        .filter_map(|sign| sign.to_digit(36))
        .fold(0, |rest, value| match value {
            0..=9 => (rest * 10 + value) % 97,
            value => (rest * 100 + value) % 97,
        })
}
