//! The colour of a network, and what is made of it so that everybody can read it.

use crate::{checked_text::checked_text, invalid::Invalid};

checked_text!(
    /// A colour for links and buttons (sRGB, as `#0f5c5c`), dark enough to be read on the light ground
    /// of the pages.
    #[schema(value_type = String, pattern = "^#[0-9A-Fa-f]{6}$", example = "#0f5c5c")]
    AccentColor,
    check
);

/// The least contrast of a text with its ground (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// That of a small text on a ground of its own, where there is room for more (1.4.6).
const MORE: f64 = 7.0;

const WHITE: Rgb = Rgb([255, 255, 255]);
const BLACK: Rgb = Rgb([0, 0, 0]);

/// The grounds of the pages, in light and in dark: `--paper` and `--surface` of their style sheet.
const LIGHT: [Rgb; 2] = [Rgb([0xf6, 0xf4, 0xee]), WHITE];
const DARK: [Rgb; 2] = [Rgb([0x12, 0x1a, 0x1c]), Rgb([0x1b, 0x25, 0x27])];

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rgb([u8; 3]);

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// How bright it is, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio).
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The least contrast with any of these.
    fn least_contrast(self, grounds: &[Self]) -> f64 {
        let contrasts = grounds.iter().map(|ground| self.contrast(*ground));
        contrasts.fold(f64::INFINITY, f64::min)
    }

    /// This colour with so many hundredths of another.
    fn mixed(self, other: Self, hundredths: u16) -> Self {
        let mut parts = [0; 3];
        for (part, (own, other)) in parts.iter_mut().zip(self.0.into_iter().zip(other.0)) {
            let sum = u16::from(own) * (100 - hundredths) + u16::from(other) * hundredths;
            *part = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(parts)
    }

    /// The nearest colour on the way to another that has enough contrast with these grounds.
    fn readable(self, toward: Self, grounds: &[Self], least: f64) -> Self {
        let steps = (0..=100).map(|hundredths| self.mixed(toward, hundredths));
        let mut fit = steps.filter(|color| color.least_contrast(grounds) >= least);
        fit.next().unwrap_or(toward)
    }
}

fn check(text: &str) -> Result<String, Invalid> {
    let color = Rgb::parse(text.trim()).ok_or_else(|| {
        Invalid::new(
            "invalid_color",
            format!("\"{text}\" is not a colour; write it as # and six hexadecimal digits, such as #0f5c5c"),
        )
    })?;
    let contrast = color.least_contrast(&LIGHT);
    if contrast >= LEAST {
        return Ok(color.to_string());
    }
    let darker = color.readable(BLACK, &LIGHT, LEAST);
    // Rounded down, so that it never says what would be enough.
    let tenths = (contrast * 10.0).floor() / 10.0;
    Err(Invalid::new(
        "low_contrast",
        format!(
            "{color} has a contrast of {tenths:.1}:1 with the ground of the pages, and many could not \
             read it; take a colour with at least 4.5:1 (WCAG 2.2), such as {darker}"
        ),
    ))
}

/// The colours that pages are drawn with, in light or in dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tones {
    /// Links and lines, and the ground of the most important button.
    pub accent: String,
    /// What is written on that.
    pub accent_ink: String,
    /// The ground of what is chosen.
    pub soft: String,
    /// What is written on that.
    pub soft_ink: String,
}

impl AccentColor {
    /// The colours of light pages and of dark ones.
    pub fn tones(&self) -> [Tones; 2] {
        // It was read before.
        let accent = Rgb::parse(self.as_str()).unwrap_or(BLACK);
        let tones = |accent: Rgb, ink: Rgb, away: Rgb, ground: Rgb, share: u16| {
            let soft = ground.mixed(accent, share);
            Tones {
                accent_ink: accent.readable(ink, &[accent], LEAST).to_string(),
                soft_ink: accent.readable(away, &[soft], MORE).to_string(),
                accent: accent.to_string(),
                soft: soft.to_string(),
            }
        };
        let bright = accent.readable(WHITE, &DARK, MORE);
        [
            tones(accent, WHITE, BLACK, WHITE, 13),
            tones(bright, BLACK, WHITE, DARK[1], 18),
        ]
    }

    /// The same colour for pages of others, light or dark: as bright as it may be on white.
    pub fn anywhere(&self) -> String {
        let accent = Rgb::parse(self.as_str()).unwrap_or(BLACK);
        let steps = (0..=100)
            .rev()
            .map(|hundredths| accent.mixed(WHITE, hundredths));
        let mut fit = steps.filter(|color| color.contrast(WHITE) >= LEAST);
        fit.next().unwrap_or(accent).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(text: &str) -> Rgb {
        Rgb::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((rgb("#767676").contrast(WHITE) - 4.54).abs() < 0.01);
        assert!((rgb("#777777").contrast(WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_colour_that_can() {
        for (text, code) in [
            ("red", "invalid_color"),
            ("#12345", "invalid_color"),
            ("#12345g", "invalid_color"),
            ("#ffcc00", "low_contrast"),
            ("#777777", "low_contrast"),
        ] {
            let invalid = text.parse::<AccentColor>().unwrap_err();
            assert_eq!(invalid.code, code, "{text}");
            let offered = invalid.message.rsplit(' ').next().unwrap();
            assert!(offered.parse::<AccentColor>().is_ok(), "{invalid}");
        }
        let kept = " #0F5C5C ".parse::<AccentColor>().unwrap();
        assert_eq!(kept.as_str(), "#0f5c5c");
    }

    #[test]
    fn everything_made_of_a_colour_can_be_read() {
        for text in [
            "#000000", "#0f5c5c", "#8a1c4a", "#0000ff", "#a05a00", "#6a6a6a",
        ] {
            let color: AccentColor = text.parse().unwrap();
            for (tones, grounds) in color.tones().iter().zip([LIGHT, DARK]) {
                let accent = rgb(&tones.accent);
                assert!(
                    accent.least_contrast(&grounds) >= LEAST,
                    "{text}: {tones:?}"
                );
                assert!(
                    accent.contrast(rgb(&tones.accent_ink)) >= LEAST,
                    "{text}: {tones:?}"
                );
                let soft = rgb(&tones.soft);
                assert!(
                    soft.contrast(rgb(&tones.soft_ink)) >= LEAST,
                    "{text}: {tones:?}"
                );
            }
            let anywhere = rgb(&color.anywhere());
            assert!(
                anywhere.contrast(WHITE) >= LEAST && anywhere.contrast(BLACK) >= 4.0,
                "{text}: {anywhere}"
            );
        }
    }
}
