//! The parts of a workbook, and how they relate to each other (ECMA-376, part 2).

use std::{
    collections::HashMap,
    io::{Read, Seek},
};

use zip::ZipArchive;

use crate::markup::{Piece, part};

/// The most texts that a workbook may say it has: more than cells of it are read.
const MOST_TEXTS: f64 = 4_194_304.0;

/// The sheets of a workbook: the part of each, by its name.
pub fn parts<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
) -> Result<HashMap<String, String>, String> {
    // Of what is called alike, the library that reads the values takes the last relation and part,
    // and the first sheet.
    let book = relations(archive, "_rels/.rels")?
        .into_iter()
        .rfind(|relation| relation.kind == "officeDocument")
        .map_or_else(
            || "xl/workbook.xml".to_owned(),
            |relation| relation.path(""),
        );
    let folder = folder_of(&book);
    let targets = relations(archive, &rels_of(&book))?.into_iter();
    let targets: HashMap<String, Relation> = targets
        .map(|relation| (relation.id.clone(), relation))
        .collect();
    let mut parts = HashMap::new();
    let Some(mut document) = part(archive, &book) else {
        return Ok(parts);
    };
    while let Some(piece) = document.next()? {
        if let Piece::Begin(element) = piece
            && element.is("sheet")
            && let (Some(name), Some(id)) = (element.own("name"), element.attribute("id"))
            && let Some(target) = targets.get(&id)
        {
            parts.entry(name).or_insert_with(|| target.path(folder));
        }
    }
    Ok(parts)
}

/// Whether a workbook says that it has more texts than its cells could show: the library takes memory
/// for as many as it says, and where there is none left the process ends.
pub fn has_too_many_texts<R: Read + Seek>(archive: &mut ZipArchive<R>) -> bool {
    let names = archive.file_names().filter_map(Result::ok);
    let is_texts = |name: &str| name.to_ascii_lowercase().ends_with("sharedstrings.xml");
    let paths: Vec<String> = names
        .filter(|name| is_texts(name))
        .map(|name| name.into_owned())
        .collect();
    paths.iter().any(|path| {
        let Some(mut document) = part(archive, path) else {
            return false;
        };
        while let Ok(Some(piece)) = document.next() {
            if let Piece::Begin(element) = piece
                && element.is("sst")
            {
                let said: Option<f64> = element.number("uniqueCount");
                return said.is_some_and(|said| said > MOST_TEXTS);
            }
        }
        false
    })
}

/// A relation of a part to another one.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last part of its type.
    pub(super) kind: String,
    pub(super) target: String,
}

impl Relation {
    /// The path of the other part, seen from a folder.
    pub(super) fn path(&self, folder: &str) -> String {
        if let Some(path) = self.target.strip_prefix('/') {
            return path.to_owned();
        }
        let mut path: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
        for name in self.target.split('/') {
            match name {
                ".." => {
                    path.pop();
                }
                "." | "" => {}
                name => path.push(name),
            }
        }
        path.join("/")
    }
}

pub(super) fn relations<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
) -> Result<Vec<Relation>, String> {
    let mut relations = Vec::new();
    let Some(mut document) = part(archive, path) else {
        return Ok(relations);
    };
    while let Some(piece) = document.next()? {
        if let Piece::Begin(element) = piece
            && element.is("Relationship")
            && let (Some(id), Some(target)) = (element.own("Id"), element.own("Target"))
        {
            let kind = element.own("Type").unwrap_or_default();
            relations.push(Relation {
                id,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target,
            });
        }
    }
    Ok(relations)
}

/// Where the relations of a part stand.
pub(super) fn rels_of(path: &str) -> String {
    let folder = folder_of(path);
    let name = path.rsplit('/').next().unwrap_or_default();
    format!("{folder}/_rels/{name}.rels")
        .trim_start_matches('/')
        .to_owned()
}

pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
