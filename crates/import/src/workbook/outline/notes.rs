//! What is noted at the cells of a sheet.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::{Outline, SHEET, place_of};
use crate::{
    bounds::Counted,
    markup::{Piece, part},
    source::Beside,
    workbook::AUTHOR,
};

/// Reads the notes at the cells of a sheet that sound like privacy, but for those of this program.
pub(super) fn read<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
    outline: &mut Outline,
    counted: &mut Counted,
) -> Result<(), String> {
    let Some(mut document) = part(archive, path) else {
        return Ok(());
    };
    let mut authors: Vec<String> = Vec::new();
    let mut noted: Option<((u32, u32), bool, String)> = None;
    let (mut in_author, mut in_text) = (false, false);
    while let Some(piece) = document.next()? {
        match piece {
            Piece::Begin(element) => match element.name().as_str() {
                "author" => {
                    in_author = true;
                    counted.cell(&SHEET, 0)?;
                    authors.push(String::new());
                }
                "comment" | "threadedComment" => {
                    let author = element
                        .number("authorId")
                        .and_then(|id: usize| authors.get(id));
                    let is_own = author.is_some_and(|author| author == AUTHOR);
                    let place = element.own("ref").as_deref().and_then(place_of);
                    noted = place.map(|place| (place, is_own, String::new()));
                }
                "t" | "text" => in_text = true,
                _ => {}
            },
            Piece::Text(text) => {
                if in_author && let Some(author) = authors.last_mut() {
                    author.push_str(&text);
                } else if in_text && let Some((_, _, note)) = &mut noted {
                    note.push_str(&text);
                }
            }
            Piece::End(name) => match name.as_str() {
                "author" => in_author = false,
                "t" | "text" => in_text = false,
                "comment" | "threadedComment" => {
                    if let Some((place, false, note)) = noted.take() {
                        let private = Beside::private_note(&note);
                        counted.cell(&SHEET, 0)?;
                        outline.notes.extend(private.map(|note| (place, note)));
                    }
                }
                _ => {}
            },
        }
    }
    Ok(())
}
