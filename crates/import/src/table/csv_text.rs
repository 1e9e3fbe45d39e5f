//! The text of CSV files, as spreadsheets write it: how its lines end, and what stands between its
//! cells.

use std::{
    cell::RefCell,
    collections::VecDeque,
    io::{BufRead, Read},
    rc::Rc,
};

use crate::bounds::LONGEST_ROW;

/// Passes a text on with LF for CRLF, so that lines are counted right and a cell of several lines
/// is the same whichever program wrote it. Fails in the middle of a row that is too long, which is
/// mostly one with a quote that nothing closes.
pub struct LineFeeds<R> {
    content: R,
    /// How many bytes were passed on.
    offset: u64,
    /// Whether the next byte begins a line.
    line_begins: bool,
    lines: Rc<RefCell<Lines>>,
}

/// What is known of the lines that were passed on.
#[derive(Default)]
pub struct Lines {
    /// Where blank lines are, in bytes, as far as no row behind them was read yet; those that follow
    /// one another are told as one, with their number.
    blank: VecDeque<(u64, u64)>,
    /// How many bytes that stand on lines were passed on for the row that is read.
    of_row: usize,
}

impl Lines {
    /// Another row is read from here on.
    pub fn row_begins(&mut self) {
        self.of_row = 0;
    }

    /// How many blank lines follow one another from `offset` on.
    pub fn blank_from(&mut self, offset: u64) -> u64 {
        while let Some((first, number)) = self.blank.front_mut() {
            if first.saturating_add(*number) > offset {
                return match *first <= offset {
                    true => *first + *number - offset,
                    false => 0,
                };
            }
            self.blank.pop_front();
        }
        0
    }

    fn note_blank(&mut self, offset: u64) {
        match self.blank.back_mut() {
            Some((first, number)) if *first + *number == offset => *number += 1,
            _ => self.blank.push_back((offset, 1)),
        }
    }
}

impl<R> LineFeeds<R> {
    /// Passes `content` on, and notes its lines.
    pub fn new(content: R, lines: Rc<RefCell<Lines>>) -> Self {
        Self {
            content,
            offset: 0,
            line_begins: true,
            lines,
        }
    }

    fn note(&mut self, passed: &[u8]) -> std::io::Result<()> {
        let mut lines = self.lines.borrow_mut();
        for byte in passed {
            match *byte == b'\n' && self.line_begins {
                true => lines.note_blank(self.offset),
                false => lines.of_row += 1,
            }
            self.line_begins = *byte == b'\n';
            self.offset += 1;
        }
        match lines.of_row > LONGEST_ROW {
            true => Err(std::io::Error::other(format!(
                "a row has more than {} MB; is there a quote that nothing closes?",
                LONGEST_ROW / (1024 * 1024)
            ))),
            false => Ok(()),
        }
    }
}

impl<R: BufRead> Read for LineFeeds<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        let available = self.content.fill_buf()?;
        let length = available.len().min(out.len());
        let given = match available[..length].iter().position(|byte| *byte == b'\r') {
            // Up to the CR, which is looked at next.
            Some(place) if place > 0 => place,
            Some(_) => {
                self.content.consume(1);
                // Looking ahead may have to read on; at the end of the text a CR stays.
                if self.content.fill_buf()?.first() == Some(&b'\n') {
                    return self.read(out);
                }
                out[0] = b'\r';
                self.note(b"\r")?;
                return Ok(1);
            }
            None => length,
        };
        out[..given].copy_from_slice(&available[..given]);
        self.content.consume(given);
        self.note(&out[..given])?;
        Ok(given)
    }
}

/// What stands between the cells: whichever of comma, semicolon and tab the header has most of,
/// outside quotes.
pub fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(delimiter == byte);
                }
            }
            _ => {}
        }
    }
    // The first of equals, so that a file with one column has commas.
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .iter()
        .find(|(_, count)| *count == most)
        .map_or(b',', |(delimiter, _)| *delimiter)
}
