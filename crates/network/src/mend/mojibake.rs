//! Texts that were written in one encoding and read in another.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252};

/// The text that a text was before it was decoded wrongly once, where it surely was: UTF-8 read as
/// another encoding, or HTML read as text. Nothing for a text that is right.
pub fn decoded(text: &str) -> Option<String> {
    // What was read wrongly twice is read back twice.
    let once = decoded_once(text)?;
    let twice = decoded_once(&once);
    let thrice = twice.as_deref().and_then(decoded_once);
    Some(thrice.or(twice).unwrap_or(once))
}

fn decoded_once(text: &str) -> Option<String> {
    let plain = from_html(text);
    let text_now = plain.as_deref().unwrap_or(text);
    let read = match text_now.is_ascii() {
        true => None,
        false => [WINDOWS_1252, WINDOWS_1250, MACINTOSH]
            .into_iter()
            .find_map(|encoding| read_as(text_now, encoding)),
    };
    read.or(plain)
}

/// What a text was whose UTF-8 was read in another encoding. What was right stays as it is.
fn read_as(text: &str, encoding: &'static Encoding) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    let mut any = false;
    while let Some(c) = rest.chars().next() {
        match sequence(rest, encoding) {
            Some((decoded, length)) => {
                mended.push(decoded);
                rest = &rest[length..];
                any = true;
            }
            None => {
                mended.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    (any && !is_chance(&mended)).then_some(mended)
}

/// Whether a text has letters of another script as they come of two Latin letters that happen to
/// stand side by side, as in the Slovak `JÚĽŠ`: within a Latin word, or one or two alone.
fn is_chance(text: &str) -> bool {
    let is_foreign = |c: char| c >= '\u{370}' && c.is_alphabetic();
    let is_latin = |c: char| c < '\u{370}' && c.is_alphabetic();
    let mut words = text.split(|c: char| !c.is_alphabetic());
    let foreign = text.chars().filter(|c| is_foreign(*c)).count();
    (1..3).contains(&foreign)
        || words.any(|word| word.contains(is_foreign) && word.contains(is_latin))
}

/// The letter that the first letters of a text are the bytes of, and how long they are.
fn sequence(text: &str, encoding: &'static Encoding) -> Option<(char, usize)> {
    let mut letters = text.char_indices();
    let (_, first) = letters.next()?;
    let lead = byte_of(first, encoding)?;
    let more = match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    let mut length = first.len_utf8();
    for _ in 0..more {
        let (place, letter) = letters.next()?;
        let byte = byte_of(letter, encoding).filter(|byte| (0x80..0xC0).contains(byte))?;
        bytes.push(byte);
        length = place + letter.len_utf8();
    }
    let decoded = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    is_usual(decoded).then_some((decoded, length))
}

/// The byte that a letter was read from.
fn byte_of(letter: char, encoding: &'static Encoding) -> Option<u8> {
    // Latin-1's control characters are what five bytes of Windows-1252 are read as.
    if ('\u{80}'..'\u{A0}').contains(&letter) {
        return u8::try_from(u32::from(letter)).ok();
    }
    if letter.is_ascii() {
        return None;
    }
    let mut buffer = [0; 4];
    let text = letter.encode_utf8(&mut buffer);
    let (bytes, _, lost) = encoding.encode(text);
    match bytes[..] {
        [byte] if !lost => Some(byte),
        _ => None,
    }
}

/// Letters and signs of texts in Europe: what comes of two letters that happen to stand side by
/// side is mostly none of them.
fn is_usual(letter: char) -> bool {
    matches!(letter,
        '\u{A0}'..='\u{17F}' | '\u{218}'..='\u{21B}' | '\u{2010}'..='\u{2044}' | '€' | '™' | '\u{FFFD}')
        || (letter.is_alphabetic()
            && matches!(letter, '\u{370}'..='\u{4FF}' | '\u{600}'..='\u{6FF}'))
}

/// A text without the marks of HTML, where it has any.
fn from_html(text: &str) -> Option<String> {
    if !text.contains(['&', '<']) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut any = false;
    while let Some(c) = rest.chars().next() {
        let found = match c {
            '&' => entity(rest),
            '<' => tag(rest),
            _ => None,
        };
        let (replacement, length) = match found {
            Some((replacement, length)) => {
                any = true;
                (Some(replacement), length)
            }
            None => (None, c.len_utf8()),
        };
        match replacement {
            Some(replacement) => plain.push_str(&replacement),
            None => plain.push(c),
        }
        rest = &rest[length..];
    }
    any.then(|| plain.trim().to_owned())
}

/// The named entities of HTML 2 and 4 that texts in Europe have; the letters of Latin-1 stand in
/// their order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr \
    deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
    Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
    Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
    szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute \
    icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
    thorn yuml";
const OTHERS: [(&str, &str); 22] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("euro", "€"),
    ("OElig", "Œ"),
    ("oelig", "œ"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("Yuml", "Ÿ"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("bull", "•"),
    ("hellip", "…"),
    ("trade", "™"),
];

fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.find(';').filter(|end| (2..=10).contains(end))?;
    let name = &text[1..end];
    let number = name.strip_prefix('#');
    let letter = match number {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            let letter = char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?;
            String::from(letter)
        }
        None => match LATIN_1.split_whitespace().position(|known| known == name) {
            Some(place) => String::from(char::from_u32(0xA0 + u32::try_from(place).ok()?)?),
            None => OTHERS
                .iter()
                .find(|(known, _)| *known == name)?
                .1
                .to_owned(),
        },
    };
    // A space that does not break is shown as any other.
    Some((letter.replace('\u{A0}', " "), end + 1))
}

/// The tags that editors of texts leave behind.
const TAGS: &str = "p br b i u em strong span div a ul ol li h1 h2 h3 h4 font table tr td th tbody";

fn tag(text: &str) -> Option<(String, usize)> {
    let end = text.find('>')?;
    let within = text[1..end].trim_start_matches('/');
    let name = within.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let name = name.to_ascii_lowercase();
    if !TAGS.split_whitespace().any(|known| known == name) {
        return None;
    }
    let breaks = matches!(name.as_str(), "p" | "br" | "div" | "li" | "tr");
    Some((if breaks { "\n" } else { "" }.to_owned(), end + 1))
}
