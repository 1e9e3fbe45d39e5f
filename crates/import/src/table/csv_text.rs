//! The text of CSV files, as spreadsheets write it: how its lines end, and what stands between its
//! cells.

use std::{
    cell::RefCell,
    collections::VecDeque,
    io::{BufRead, Read},
    rc::Rc,
};

use super::quotes::Quotes;
use crate::bounds::LONGEST_ROW;

/// Passes a text on with LF for CRLF and for CR, so that lines are counted right and a cell of several
/// lines is the same whichever program wrote it. Fails where a quote is not closed or closes nothing,
/// for what stands between quotes then is anybody's guess; and in the middle of a row that is too long.
pub struct LineFeeds<R> {
    content: R,
    quotes: Quotes,
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
    /// Passes `content` on, and notes its lines; says what stands between its cells, and how many lines
    /// stand before it.
    pub fn new(content: R, (delimiter, above): (u8, u64), lines: Rc<RefCell<Lines>>) -> Self {
        Self {
            content,
            quotes: Quotes::new(delimiter, above + 1),
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
            self.quotes.pass(*byte).map_err(std::io::Error::other)?;
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
        if available.is_empty() {
            self.quotes.end().map_err(std::io::Error::other)?;
        }
        let length = available.len().min(out.len());
        let given = match available[..length].iter().position(|byte| *byte == b'\r') {
            // Up to the CR, which is looked at next.
            Some(place) if place > 0 => place,
            Some(_) => {
                self.content.consume(1);
                // Looking ahead may have to read on.
                if self.content.fill_buf()?.first() == Some(&b'\n') {
                    return self.read(out);
                }
                out[0] = b'\n';
                self.note(b"\n")?;
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

/// How a text begins.
pub struct Beginning {
    /// What stands between the cells.
    pub delimiter: u8,
    /// How many bytes stand before the first row.
    pub passed_over: usize,
    /// How many lines these are.
    pub lines: u64,
}

/// How many lines are looked at to tell what stands between the cells.
const LOOKED_AT: usize = 10;
/// What may stand between the cells; of equals the first counts, so that a file with one column has
/// commas.
const DELIMITERS: [u8; 3] = *b",;\t";

impl Beginning {
    /// Looks at the beginning of a text. A first line `sep=;` says what stands between the cells,
    /// and is no row.
    pub fn of(head: &[u8]) -> Self {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        let mark = if head.starts_with(MARK) {
            MARK.len()
        } else {
            0
        };
        let text = &head[mark..];
        let line_end = |text: &[u8]| text.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let first = &text[..line_end(text).unwrap_or(text.len())];
        let plain: Vec<u8> = first.iter().copied().filter(|byte| *byte != b'"').collect();
        if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = plain[..]
            && delimiter.is_ascii()
        {
            let ending = match &text[first.len()..] {
                [b'\r', b'\n', ..] => 2,
                [] => 0,
                _ => 1,
            };
            return Self {
                delimiter,
                passed_over: mark + first.len() + ending,
                lines: 1,
            };
        }
        Self {
            delimiter: delimiter(text),
            passed_over: mark,
            lines: 0,
        }
    }
}

/// What stands between the cells: whichever the first line has most of, outside quotes. A first line
/// that has hardly any may be a title: then it is whichever most of the first lines have.
fn delimiter(head: &[u8]) -> u8 {
    let lines = counted(head);
    let most = |of: &dyn Fn(usize) -> usize| {
        let places = (0..DELIMITERS.len()).rev();
        places.max_by_key(|place| of(*place)).unwrap_or_default()
    };
    let first = |place: usize| lines.first().map_or(0, |line| line[place]);
    let in_first = most(&first);
    if first(in_first) >= 2 {
        return DELIMITERS[in_first];
    }
    let place = most(&|place| {
        let having = lines.iter().filter(|line| line[place] > 0).count();
        having * 1_000_000 + first(place).min(999_999)
    });
    DELIMITERS[place]
}

/// How many of each there are in the first lines, outside quotes.
fn counted(head: &[u8]) -> Vec<[usize; DELIMITERS.len()]> {
    let (mut lines, mut line) = (Vec::new(), [0; DELIMITERS.len()]);
    let (mut quoted, mut is_blank) = (false, true);
    for byte in head {
        match byte {
            b'\n' | b'\r' if !quoted => {
                if !is_blank {
                    lines.push(line);
                }
                (line, is_blank) = ([0; DELIMITERS.len()], true);
                if lines.len() == LOOKED_AT {
                    return lines;
                }
                continue;
            }
            b'"' => quoted = !quoted,
            byte if !quoted => {
                if let Some(place) = DELIMITERS.iter().position(|known| known == byte) {
                    line[place] += 1;
                }
            }
            _ => {}
        }
        is_blank = false;
    }
    if !is_blank {
        lines.push(line);
    }
    lines
}
