use proptest::prelude::*;
use serde_json::json;

use super::*;

fn read(text: &str) -> Result<String, Invalid> {
    text.parse::<Identifier>().map(|read| read.to_string())
}

/// Numbers that their registers show as examples, or of organisations that everybody knows.
const RIGHT: [&str; 43] = [
    "wikidata:Q42",
    "ror:05a28rw58",
    "ror:01ggx4157",
    "ror:052gg0110",
    "ror:03vek6s52",
    "isni:0000000121032683",
    "isni:000000012281955X",
    "lei:5493001KJTIIGC8Y1R12",
    "lei:213800KUD8LAJWSQ9D15",
    "vat:ATU13585627",
    "vat:BE0403019261",
    "vat:BG175074752",
    "vat:CY10259033P",
    "vat:CZ25123891",
    "vat:DE136695976",
    "vat:DK13585628",
    "vat:EE100931558",
    "vat:EL094259216",
    "vat:ESB58378431",
    "vat:ES54362315K",
    "vat:FI20774740",
    "vat:FR40303265045",
    "vat:HR33392005961",
    "vat:HU12892312",
    "vat:IE6433435F",
    "vat:IE6433435OA",
    "vat:IT00743110157",
    "vat:LT119511515",
    "vat:LT100001919017",
    "vat:LU15027442",
    "vat:LV40003521600",
    "vat:MT11679112",
    "vat:NL004495445B01",
    "vat:PL8567346215",
    "vat:PT501964843",
    "vat:RO18547290",
    "vat:SE556703748501",
    "vat:SI50223054",
    "vat:SK2022749619",
    "vat:GB980780684",
    "vat:CHE107787577",
    "GB-CHC:1234567",
    "BE-BCE_KBO:0403.019.261",
];

#[test]
fn what_registers_show_is_right() {
    for text in RIGHT {
        assert_eq!(read(text).as_deref(), Ok(text));
    }
}

#[test]
fn it_is_read_as_people_write_it() {
    for (text, right) in [
        ("Q42", "wikidata:Q42"),
        ("https://www.wikidata.org/wiki/Q42", "wikidata:Q42"),
        (
            "http://www.wikidata.org/entity/Q42#identifiers",
            "wikidata:Q42",
        ),
        ("https://ror.org/05a28rw58", "ror:05a28rw58"),
        ("ROR: https://ror.org/05A28RW58/", "ror:05a28rw58"),
        (
            "https://isni.org/isni/0000000121032683",
            "isni:0000000121032683",
        ),
        ("ISNI:0000 0001 2103 2683", "isni:0000000121032683"),
        ("isni:ISNI 0000 0001 2103 2683", "isni:0000000121032683"),
        (
            "https://search.gleif.org/#/record/5493001KJTIIGC8Y1R12",
            "lei:5493001KJTIIGC8Y1R12",
        ),
        ("XI-LEI-5493001kjtiigc8y1r12", "lei:5493001KJTIIGC8Y1R12"),
        ("vat: be 0403.019.261", "vat:BE0403019261"),
        ("vat:BE403019261", "vat:BE0403019261"),
        ("vat:GR 094259216", "vat:EL094259216"),
        ("vat:CHE-107.787.577 IVA", "vat:CHE107787577"),
        ("gb-chc: 1234567", "GB-CHC:1234567"),
        ("GB-CHC-1234567", "GB-CHC:1234567"),
        ("GB-CHC:GB-CHC-1234567", "GB-CHC:1234567"),
        ("DE-CR:HRB 12345 B", "DE-CR:HRB 12345 B"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(right), "{text}");
    }
}

#[test]
fn a_mistyped_digit_is_told() {
    for (text, code, told) in [
        ("ror:05a28rw59", "invalid_identifier", "check digits"),
        (
            "isni:0000000121032684",
            "invalid_identifier",
            "check digits",
        ),
        (
            "lei:5493001KJTIIGC8Y1R13",
            "invalid_identifier",
            "check digits",
        ),
        ("vat:BE0403019262", "invalid_identifier", "check digits"),
        ("vat:BE04030192", "invalid_identifier", "one looks like"),
        ("vat:QQ1234567", "invalid_identifier", "one looks like"),
        (
            "isni:00000001210326é",
            "invalid_identifier",
            "one looks like",
        ),
        ("ror:05a28éw5", "invalid_identifier", "one looks like"),
        (
            "lei:5493001KJTIIGC8Y1Ré",
            "invalid_identifier",
            "one looks like",
        ),
        ("vat:BE04030192é", "invalid_identifier", "one looks like"),
        ("wikidata:Q0", "invalid_identifier", "one looks like Q42"),
        (
            "wikidata:Open Huis",
            "invalid_identifier",
            "one looks like Q42",
        ),
        (
            "1234567",
            "invalid_identifier",
            "does not say of which scheme",
        ),
        ("wikidat:Q42", "unknown_scheme", "did you mean \"wikidata\""),
        ("charity:1", "unknown_scheme", "org-id.guide"),
        ("GB-CHC:", "empty", ""),
        (
            "GB-CHC:https://a.example/1",
            "invalid_identifier",
            "the number alone",
        ),
    ] {
        let invalid = read(text).unwrap_err();
        assert!(invalid.message.contains(told), "{text}: {invalid}");
        assert!(
            code == "empty" || invalid.code == code,
            "{text}: {}",
            invalid.code
        );
    }
    // A digit that another one takes the place of never goes unseen.
    for right in RIGHT.iter().filter(|text| !text.contains('-')) {
        let (scheme, value) = right.split_once(':').unwrap();
        let unchecked = ["wikidata", "vat:FR", "vat:ES5"];
        if unchecked.iter().any(|begin| right.starts_with(begin)) {
            continue;
        }
        let last = value.rfind(|c: char| c.is_ascii_digit()).unwrap();
        let digit = value.as_bytes()[last] - b'0';
        // Of a Dutch or Swedish number the last ones are no check digits.
        let at = match scheme {
            "vat" if value.starts_with("NL") => 10,
            "vat" if value.starts_with("SE") => 11,
            _ => last,
        };
        let digit = match at == last {
            true => digit,
            false => value.as_bytes()[at] - b'0',
        };
        let mut wrong = value.to_owned();
        wrong.replace_range(at..=at, &((digit + 1) % 10).to_string());
        assert!(
            read(&format!("{scheme}:{wrong}")).is_err(),
            "{scheme}:{wrong}"
        );
    }
}

#[test]
fn json_has_the_address_and_takes_it_back() {
    let read: Identifier =
        serde_json::from_value(json!({"scheme": "ROR", "value": "https://ror.org/05a28rw58"}))
            .unwrap();
    let shown = json!({"scheme": "ror", "value": "05a28rw58", "uri": "https://ror.org/05a28rw58"});
    assert_eq!(json!(read), shown);
    assert_eq!(serde_json::from_value::<Identifier>(shown).unwrap(), read);
    let vat: Identifier = "vat:BE0403019261".parse().unwrap();
    assert_eq!(json!(vat)["uri"], json!(null));
}

proptest! {
    /// Whatever is taken is read again as it is written, and so is its address.
    #[test]
    fn what_is_written_is_read_again(
        scheme in prop::sample::select(&["wikidata", "ror", "isni", "lei", "vat", "GB-CHC", "US-EIN", "CA_AB-X1"][..]),
        value in "[ -~]{0,20}|Q[0-9]{1,8}|BE[01][0-9]{9}|0000 ?[0-9]{11}[0-9X]|GB-CHC-[0-9]{7}",
    ) {
        if let Ok(read) = format!("{scheme}:{value}").parse::<Identifier>() {
            prop_assert_eq!(read.to_string().parse(), Ok(read.clone()));
            if let Some(uri) = read.uri() {
                prop_assert_eq!(uri.parse(), Ok(read.clone()));
            }
            prop_assert_eq!(serde_json::from_value(json!(read)).ok(), Some(read));
        }
    }
}
