//! The text of CSV files, as spreadsheets write it: how its lines end, and what stands between its
//! cells.

use std::{
    cell::RefCell,
    collections::VecDeque,
    io::{BufRead, Read},
    rc::Rc,
};

/// Passes a text on with LF for CRLF, so that lines are counted right and a cell of several lines
/// is the same whichever program wrote it.
pub struct LineFeeds<R> {
    content: R,
    /// How many bytes were passed on.
    offset: u64,
    /// Whether the next byte begins a line.
    line_begins: bool,
    blank_lines: Rc<RefCell<BlankLines>>,
}

/// Where blank lines are, in bytes, as far as no row behind them was read yet.
#[derive(Default)]
pub struct BlankLines(VecDeque<u64>);

impl BlankLines {
    /// How many blank lines follow one another from `offset` on.
    pub fn following(&mut self, offset: u64) -> u64 {
        while self.0.front().is_some_and(|line| *line < offset) {
            self.0.pop_front();
        }
        let lines = (offset..).zip(&self.0);
        lines
            .take_while(|(expected, line)| expected == *line)
            .count() as u64
    }
}

impl<R> LineFeeds<R> {
    /// Passes `content` on, and notes its blank lines.
    pub fn new(content: R, blank_lines: Rc<RefCell<BlankLines>>) -> Self {
        Self {
            content,
            offset: 0,
            line_begins: true,
            blank_lines,
        }
    }

    fn note(&mut self, passed: &[u8]) {
        for byte in passed {
            if *byte == b'\n' && self.line_begins {
                self.blank_lines.borrow_mut().0.push_back(self.offset);
            }
            self.line_begins = *byte == b'\n';
            self.offset += 1;
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
                self.note(b"\r");
                return Ok(1);
            }
            None => length,
        };
        out[..given].copy_from_slice(&available[..given]);
        self.content.consume(given);
        self.note(&out[..given]);
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
