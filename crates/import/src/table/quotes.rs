//! The quotes of a CSV file (RFC 4180). A text in quotes may hold anything, so one that is not closed
//! swallows the rows behind it, with whatever is in them.

/// Follows the quotes of a text byte by byte.
pub struct Quotes {
    delimiter: u8,
    state: State,
    /// The line that is read.
    line: u64,
    /// How many cells the row has so far, and the most that a row had.
    cells: usize,
    most_cells: usize,
}

enum State {
    CellBegins,
    Plain,
    Quoted(Quoted),
    /// Behind a quote that closes, or is the first of two.
    Closed {
        begun: u64,
        spaced: bool,
    },
}

/// A text in quotes.
#[derive(Clone, Copy)]
struct Quoted {
    /// The line that it begins in.
    begun: u64,
    /// How many cells its last line would have, were it a row.
    like_cells: usize,
    /// Whether the byte before was what stands between cells.
    behind_delimiter: bool,
}

/// A row with fewer cells than this is not told from a line of text.
const FEWEST_CELLS: usize = 3;

impl Quotes {
    /// Begins to follow a text, from this line on.
    pub fn new(delimiter: u8, line: u64) -> Self {
        Self {
            delimiter,
            state: State::CellBegins,
            line,
            cells: 1,
            most_cells: 0,
        }
    }

    /// Goes on by one byte; fails where a quote closes nothing or swallowed a row.
    pub fn pass(&mut self, byte: u8) -> Result<(), String> {
        if byte == b'\n' {
            self.line += 1;
        }
        self.state = match self.state {
            State::CellBegins if byte == b'"' => State::Quoted(Quoted {
                begun: self.line,
                like_cells: 1,
                behind_delimiter: false,
            }),
            State::CellBegins | State::Plain => self.outside(byte),
            State::Quoted(quoted) => self.inside(quoted, byte)?,
            State::Closed {
                begun,
                spaced: false,
            } if byte == b'"' => State::Quoted(Quoted {
                begun,
                like_cells: 1,
                behind_delimiter: false,
            }),
            State::Closed { .. } if byte == self.delimiter || byte == b'\n' => self.outside(byte),
            State::Closed { begun, .. } if byte == b' ' => State::Closed {
                begun,
                spaced: true,
            },
            State::Closed { begun, .. } => {
                return Err(format!(
                    "the quote that begins in line {begun} is closed in line {}, and text stands \
                     behind it; close it where its text ends, or write a quote within a text twice",
                    self.line
                ));
            }
        };
        Ok(())
    }

    /// The end of the text; fails where a quote is still open.
    pub fn end(&self) -> Result<(), String> {
        match &self.state {
            State::Quoted(Quoted { begun, .. }) => Err(format!(
                "the quote that begins in line {begun} is never closed; close it where its text ends"
            )),
            _ => Ok(()),
        }
    }

    fn outside(&mut self, byte: u8) -> State {
        if byte == self.delimiter {
            self.cells += 1;
            State::CellBegins
        } else if byte == b'\n' {
            self.most_cells = self.most_cells.max(self.cells);
            self.cells = 1;
            State::CellBegins
        } else {
            State::Plain
        }
    }

    fn inside(&self, quoted: Quoted, byte: u8) -> Result<State, String> {
        let is_line_of_rows = quoted.like_cells >= self.most_cells.max(FEWEST_CELLS);
        match byte {
            b'"' => Ok(State::Closed {
                begun: quoted.begun,
                spaced: false,
            }),
            b'\n' if is_line_of_rows && self.line > quoted.begun + 1 => Err(format!(
                "the quote that begins in line {} holds line {}, which looks like a row of its own; \
                 close it where its text ends",
                quoted.begun,
                self.line - 1
            )),
            b'\n' => Ok(State::Quoted(Quoted {
                like_cells: 1,
                behind_delimiter: false,
                ..quoted
            })),
            byte => {
                // In a sentence a space follows a comma, in a row hardly ever.
                let is_cell = quoted.behind_delimiter && !matches!(byte, b' ' | b'\t');
                Ok(State::Quoted(Quoted {
                    like_cells: quoted.like_cells + usize::from(is_cell),
                    behind_delimiter: byte == self.delimiter,
                    ..quoted
                }))
            }
        }
    }
}
