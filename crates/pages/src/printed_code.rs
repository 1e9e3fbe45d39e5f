//! The address of a page for paper: a code that a phone reads (QR).

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The quiet ground around a code, in modules (ISO/IEC 18004).
const MARGIN: usize = 4;

/// A code, to be drawn.
pub struct PrintedCode {
    /// How many modules it has on a side, its margin included.
    pub side: usize,
    /// The dark modules as SVG's path data.
    pub path: String,
}

impl PrintedCode {
    /// The code of an address; nothing for one that is too long for any.
    pub fn of(url: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(url, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run[0] == Color::Dark {
                    // Writing into a text does not fail.
                    let _ = write!(path, "M{} {}h{}", x + MARGIN, y + MARGIN, run.len());
                }
                x += run.len();
            }
        }
        Some(Self {
            side: width + 2 * MARGIN,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_its_finder_pattern() {
        let code = PrintedCode::of("https://directory.example.org/members/a").unwrap();
        assert_eq!(code.side, 29 + 8);
        assert!(code.path.starts_with("M4 4h7M"), "{}", code.path);
        assert!(PrintedCode::of(&"a".repeat(4000)).is_none());
    }
}
