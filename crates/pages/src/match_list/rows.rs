//! The rows of a list: which of its columns is what, and what is known of each organisation.

use csv::ReaderBuilder;

use directory::recognition::{Known, Wanted};
use network::fold;
use translations::Texts;

/// The most names of a list.
pub const MOST_ROWS: usize = 1_000;
/// The longest cell that is looked at, in characters.
const LONGEST_CELL: usize = 500;
/// How many columns are looked at.
const MOST_COLUMNS: usize = 50;

/// Why a list cannot be read.
pub enum Mistake {
    /// It has too many rows.
    TooLong,
    /// It is no text and no spreadsheet.
    Unreadable,
}

impl Mistake {
    /// The mistake in words.
    pub fn say(&self, texts: Texts) -> String {
        match self {
            Self::TooLong => texts.say_with("match-too-long", "count", MOST_ROWS),
            Self::Unreadable => texts.say("match-unreadable"),
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Name,
    Country,
    City,
    Website,
    Email,
    /// By what it is known here or elsewhere: identifiers of this scheme, or with their scheme before
    /// them.
    Identifier(Option<&'static str>),
}

/// How columns are called, folded.
#[rustfmt::skip]
const CALLED: [(Meaning, &[&str]); 11] = [
    (Meaning::Name, &[
        "name", "names", "organisation", "organization", "organisation name", "organization name", "member",
        "naam", "organisatie", "lid", "mitglied", "nom", "membre", "nombre", "organizacion", "miembro",
        "organizzazione", "membro", "nome", "organizacao", "ad", "kurum", "kurulus",
        "название", "наименование", "организация", "назва", "організація", "الاسم", "المنظمه", "نام", "سازمان",
    ]),
    (Meaning::Country, &[
        "country", "country code", "land", "landcode", "pays", "pais", "paese", "ulke", "страна", "країна",
        "البلد", "الدوله", "كشور",
    ]),
    (Meaning::City, &[
        "city", "town", "place", "stad", "plaats", "gemeente", "stadt", "ort", "ville", "ciudad", "citta", "cidade",
        "sehir", "город", "місто", "المدينه", "شهر",
    ]),
    (Meaning::Website, &[
        "website", "web", "url", "site", "web site", "webseite", "site web", "sitio web", "sito", "sito web",
        "web sitesi", "сайт", "вебсайт", "الموقع", "وبسايت",
    ]),
    (Meaning::Email, &[
        "email", "e-mail", "mail", "e-mail address", "email address", "e-mailadres", "e-mail-adresse", "courriel",
        "correo", "correo electronico", "posta elettronica", "e-posta", "электронная почта", "електронна пошта",
    ]),
    (Meaning::Identifier(None), &["id", "slug", "identifier", "identifiers", "identifier uri", "identifier_uri"]),
    (Meaning::Identifier(Some("wikidata")), &["wikidata", "wikidata id", "qid"]),
    (Meaning::Identifier(Some("ror")), &["ror", "ror id"]),
    (Meaning::Identifier(Some("isni")), &["isni"]),
    (Meaning::Identifier(Some("lei")), &["lei"]),
    (Meaning::Identifier(Some("vat")), &[
        "vat", "vat id", "vat number", "btw", "btw-nummer", "ust-id", "ust-idnr", "tva", "iva", "partita iva",
    ]),
];

fn meaning(header: &str) -> Option<Meaning> {
    let header = fold(header.trim().trim_end_matches(':'));
    let mut known = CALLED.into_iter();
    let called = known.find(|(_, names)| names.iter().any(|name| fold(name) == header));
    called.map(|(meaning, _)| meaning)
}

/// Whether a text without a header is a table all the same: no name has a semicolon, and here each line
/// has as many.
fn has_cells(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut counts = lines.map(|line| line.matches(';').count());
    let first = counts.next().unwrap_or_default();
    let mut others = counts.peekable();
    first > 0 && others.peek().is_some() && others.all(|count| count == first)
}

/// The rows of a list.
pub struct Rows {
    /// What its columns hold, where that is known.
    meanings: Vec<Option<Meaning>>,
    header: Option<Vec<String>>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    /// Reads what was pasted: a name a line, or a table with a header.
    pub fn of_text(text: &str) -> Result<Self, Mistake> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().find(|line| !line.trim().is_empty());
        let first = first.unwrap_or_default();
        let is_table = |delimiter: char| {
            let mut cells = first.split(delimiter);
            first.contains(delimiter)
                && (delimiter == '\t'
                    || cells.any(|cell| meaning(cell.trim_matches('"')).is_some()))
        };
        let Some(delimiter) = ['\t', ';', ',']
            .into_iter()
            .find(|one| is_table(*one))
            .or_else(|| has_cells(text).then_some(';'))
        else {
            return Self::of_cells(text.lines().map(|line| vec![line.trim().to_owned()]));
        };
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter as u8)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records = reader.records().take(MOST_ROWS + 2);
        let records: Result<Vec<Vec<String>>, _> = records
            .map(|record| record.map(|record| record.iter().map(str::to_owned).collect()))
            .collect();
        Self::of_cells(records.map_err(|_| Mistake::Unreadable)?)
    }

    /// Takes rows of cells, of which the first may be a header.
    pub fn of_cells(cells: impl IntoIterator<Item = Vec<String>>) -> Result<Self, Mistake> {
        let cut = |cell: String| match cell.char_indices().nth(LONGEST_CELL) {
            Some((end, _)) => cell[..end].to_owned(),
            None => cell,
        };
        let filled = cells
            .into_iter()
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let mut rows: Vec<Vec<String>> = filled
            .take(MOST_ROWS + 2)
            .map(|row| row.into_iter().take(MOST_COLUMNS).map(cut).collect())
            .collect();
        let first = rows.first().map_or(&[][..], Vec::as_slice);
        let meanings: Vec<Option<Meaning>> = first.iter().map(|cell| meaning(cell)).collect();
        let has_header = meanings.iter().any(Option::is_some);
        let header = has_header.then(|| rows.remove(0));
        if rows.len() > MOST_ROWS {
            return Err(Mistake::TooLong);
        }
        Ok(Self {
            meanings,
            header,
            rows,
        })
    }

    /// What is known of each organisation, with its name as it stands there.
    pub fn wanted(&self) -> impl Iterator<Item = Wanted> {
        let place = |wanted| self.meanings.iter().position(|one| *one == Some(wanted));
        let names = place(Meaning::Name).unwrap_or(match &self.header {
            // The first column that is nothing else.
            Some(_) => self.meanings.iter().position(Option::is_none).unwrap_or(0),
            None => 0,
        });
        self.rows.iter().map(move |row| {
            let mut known = Known::default();
            let cells = row.iter().zip(&self.meanings);
            for (cell, meaning) in cells.filter(|(cell, _)| !cell.trim().is_empty()) {
                match meaning {
                    Some(Meaning::Country) => known.country(cell),
                    Some(Meaning::City) => known.city(cell),
                    Some(Meaning::Website) => known.website(cell),
                    Some(Meaning::Email) => known.email(cell),
                    Some(Meaning::Identifier(scheme)) => {
                        for one in cell.split(['|', ';']) {
                            known.identifier_of(*scheme, one);
                        }
                    }
                    Some(Meaning::Name) | None => {}
                }
            }
            Wanted {
                name: row.get(names).cloned().unwrap_or_default(),
                known,
            }
        })
    }

    /// The rows as a text that can be read again.
    pub fn as_text(&self) -> String {
        let lines = self.header.iter().chain(&self.rows);
        let lines: Vec<String> = lines
            .map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
                    .collect();
                cells.join("\t").trim_end().replace('"', "\u{201d}")
            })
            .collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let rows = Rows::of_text(text).ok().expect("it can be read");
        rows.wanted().map(|wanted| wanted.name).collect()
    }

    #[test]
    fn names_are_read_a_line_each_or_from_their_column() {
        for text in [
            "Huis, Gent\nMaison",
            "\u{feff}Name\nHuis, Gent\n\nMaison\n",
            "country;organisation\nBE;Huis, Gent\nFR;Maison",
            "Land,Naam\nBE,\"Huis, Gent\"\nFR,Maison",
            "Huis, Gent\tBE\nMaison\tFR",
            "Huis, Gent;BE\r\n\r\nMaison;FR\r\n",
            "BE\tHuis, Gent\nFR\tMaison\n"
                .replace("BE\t", "Land\tX\nBE\t")
                .as_str(),
        ] {
            assert_eq!(names(text), ["Huis, Gent", "Maison"], "{text}");
        }
    }

    #[test]
    fn what_was_read_can_be_read_again() {
        let rows = Rows::of_text("name;city\nHuis;Gent\n\"Say \"\"x\"\"\";Aalst").ok();
        let text = rows.expect("it can be read").as_text();
        assert_eq!(text, "name\tcity\nHuis\tGent\nSay ”x”\tAalst");
        assert_eq!(names(&text), ["Huis", "Say ”x”"]);
    }

    #[test]
    fn a_list_has_an_end() {
        let text = "a\n".repeat(MOST_ROWS);
        assert_eq!(names(&text).len(), MOST_ROWS);
        assert!(Rows::of_text(&format!("{text}b")).is_err());
    }
}
