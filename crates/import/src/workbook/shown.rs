//! Numbers as a spreadsheet shows them: a telephone number may have its noughts and its plus in the
//! format of its cell alone.

use calamine::Style;
use ssfmt::{FormatOptions, NumberFormat};

/// The longest code of a format that a spreadsheet program takes, in characters. What a longer one
/// shows would be worked out for every cell anew.
const LONGEST_CODE: usize = 255;

/// How the format of a cell shows what is in it.
#[derive(Debug, Default)]
pub enum Shape {
    /// As it is.
    #[default]
    Plain,
    /// In hundredths.
    Percent,
    /// By a format of its own.
    Format(Box<NumberFormat>, Blank),
}

impl Shape {
    /// The shape that a style gives to numbers.
    pub fn of(style: &Style) -> Self {
        let format = style.number_format.as_ref();
        Self::of_code(format.map_or("", |format| format.format_code.as_ref()))
    }

    fn of_code(code: &str) -> Self {
        let is_none = code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@";
        if is_none || code.chars().nth(LONGEST_CODE).is_some() {
            return Self::Plain;
        }
        match NumberFormat::parse(code) {
            // Two digits behind the point are what a percentage is shown with at most.
            Ok(_) if code.ends_with('%') => Self::Percent,
            Ok(format) => Self::Format(Box::new(format), Blank::of(code)),
            Err(_) => Self::Plain,
        }
    }

    /// What is shown of a number; nothing where the format hides it.
    pub fn shown(&self, number: f64) -> Option<String> {
        match self {
            Self::Plain => Some(number.to_string()),
            Self::Percent => {
                let hundredths = (number * 10_000.0).round() / 100.0;
                Some(format!("{hundredths}%"))
            }
            Self::Format(_, blank) if blank.hides(number) => None,
            Self::Format(format, _) => {
                let shown = format.format(number, &FormatOptions::default());
                let shown = shown.trim();
                (!shown.is_empty()).then(|| shown.to_owned())
            }
        }
    }

    /// Whether the format hides a text.
    pub fn hides_text(&self) -> bool {
        match self {
            Self::Format(format, _) => format
                .format_text("x", &FormatOptions::default())
                .trim()
                .is_empty(),
            _ => false,
        }
    }
}

/// The sections of a format that show nothing, which the library takes for no section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Blank {
    positive: bool,
    negative: bool,
    zero: bool,
}

impl Blank {
    fn of(code: &str) -> Self {
        let (mut sections, mut is_quoted, mut letters) = (vec![0], false, code.chars());
        while let Some(c) = letters.next() {
            match c {
                '"' => is_quoted = !is_quoted,
                '\\' if !is_quoted => drop(letters.next()),
                ';' if !is_quoted => {
                    sections.push(0);
                    continue;
                }
                ' ' if !is_quoted => continue,
                _ => {}
            }
            if let Some(length) = sections.last_mut() {
                *length += 1;
            }
        }
        let is_blank = |section: usize| sections.len() > 1 && sections.get(section) == Some(&0);
        Self {
            positive: is_blank(0),
            negative: is_blank(1),
            // Without a section of its own, nought is shown as a positive number.
            zero: is_blank(if sections.len() > 2 { 2 } else { 0 }),
        }
    }

    fn hides(self, number: f64) -> bool {
        match number {
            number if number > 0.0 => self.positive,
            number if number < 0.0 => self.negative,
            _ => self.zero,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_they_are_shown() {
        let shape = |code: &str| {
            Shape::Format(
                Box::new(NumberFormat::parse(code).unwrap()),
                Blank::of(code),
            )
        };
        for (number, code, shown) in [
            (
                472_345_678.0,
                "0#\" \"##\" \"##\" \"##\" \"##",
                "04 72 34 56 78",
            ),
            (92_345_678.0, "000 00 00 00", "092 34 56 78"),
            (3_292_345_678.0, "\"+\"0", "+3292345678"),
            (
                3_292_345_678.0,
                "\"+\"00\" \"0\" \"000\" \"00\" \"00",
                "+32 9 234 56 78",
            ),
            (1_067.0, "00000", "01067"),
            (1_067.0, "\"D-\"00000", "D-01067"),
            (12_345.0, "00000\\-0000", "00001-2345"),
            (
                5_551_234.0,
                "[<=9999999]###-####;(###) ###-####",
                "555-1234",
            ),
            (
                2_125_551_234.0,
                "[<=9999999]###-####;(###) ###-####",
                "(212) 555-1234",
            ),
            (1_234.0, "[$-407]00000", "01234"),
            (123_456_789.0, "000 000 000", "123 456 789"),
            (1_234.0, "0000_);(0000)", "1234"),
        ] {
            assert_eq!(shape(code).shown(number).as_deref(), Some(shown), "{code}");
        }
        for (code, number) in [(";;;", 1.0), ("0;;", -1.0), ("0;-0;;@", 0.0), (" ;", 0.0)] {
            assert_eq!(shape(code).shown(number), None, "{code}");
        }
        for (code, number) in [("0;;", 1.0), ("\";\"0", 0.0)] {
            assert!(shape(code).shown(number).is_some(), "{code}");
        }
        let long = Shape::of_code(&"0,".repeat(200));
        assert!(matches!(long, Shape::Plain), "{long:?}");
        assert!(shape(";;;").hides_text());
        assert!(!shape("0000").hides_text());
        assert_eq!(
            Shape::Plain.shown(32_470_123_456.0).as_deref(),
            Some("32470123456")
        );
        assert_eq!(Shape::Percent.shown(0.125).as_deref(), Some("12.5%"));
    }
}
