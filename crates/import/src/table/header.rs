//! Finds the row that names the columns: mostly the first, or one below a title.

use crate::{
    bounds::{listed, short},
    options::ImportOptions,
    privacy::{self, Effect},
};
use network::text::is_unseen;

/// How many rows are looked at.
const LOOKED_AT: usize = 20;

/// What tells the row with the names of the columns from others.
pub struct HeaderSearch<'a> {
    /// Its number, where somebody said it.
    pub row: Option<u64>,
    /// Whether something is read from a column of this name.
    pub is_known: &'a dyn Fn(&str) -> bool,
}

impl<'a> HeaderSearch<'a> {
    /// The search for a row with such names, unless the options say which it is.
    pub fn new(options: &ImportOptions, is_known: &'a dyn Fn(&str) -> bool) -> Self {
        Self {
            row: options.header_row,
            is_known,
        }
    }

    /// The first row.
    pub fn first() -> HeaderSearch<'static> {
        HeaderSearch {
            row: None,
            is_known: &|_| false,
        }
    }

    /// How many rows have to be looked at to find it.
    pub fn looked_at(&self) -> usize {
        match self.row {
            Some(_) => 1,
            None => LOOKED_AT,
        }
    }

    /// The place of the row among the first rows, each with its number and its cells.
    pub fn find(&self, name: &str, rows: &[(u64, Vec<String>)]) -> Result<usize, String> {
        if let Some(wanted) = self.row {
            let place = rows.iter().position(|(number, _)| *number == wanted);
            return place.ok_or_else(|| {
                format!("{name} has nothing in row {wanted}; say the row that names the columns")
            });
        }
        let known = |place: usize| {
            let (_, cells) = &rows[place];
            cells.iter().filter(|cell| (self.is_known)(cell)).count()
        };
        if rows.is_empty() {
            return Err(format!("{name} is empty; its first row names the columns"));
        }
        let (mut best, mut most) = (0, known(0));
        if most < 2 {
            for place in 1..rows.len() {
                let count = known(place);
                if count >= 2 && count > most {
                    (best, most) = (place, count);
                }
            }
        }
        let above = rows[..best].iter();
        let private = above
            .flat_map(|(number, cells)| cells.iter().map(move |cell| (number, cell)))
            .find(|(_, cell)| {
                privacy::column(cell).is_some_and(|heard| heard.yes == Some(Effect::Hides))
            });
        match private {
            None => Ok(best),
            Some((number, cell)) => Err(format!(
                "{name} has \"{}\" in row {number}, above the names of the columns, which sounds \
                 like privacy; if all of it may be imported, take that row out, or say --header-row {}",
                short(cell),
                rows[best].0
            )),
        }
    }
}

/// What a row holds that was taken for the header, and how to say another.
pub fn told(number: u64, columns: &[String]) -> String {
    let named = columns.iter().filter(|column| !column.is_empty());
    format!(
        "row {number} was taken for the names of the columns, and holds {}; if another one names \
         them, say which with --header-row",
        listed(named)
    )
}

/// A name of a column as it is meant: without breaks, double spaces, and what nobody sees.
pub fn clean(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two names of columns are one to whoever reads them.
pub fn is_same(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}
