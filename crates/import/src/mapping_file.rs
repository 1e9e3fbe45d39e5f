//! Reads a mapping file, and names every mistake in it.

use crate::{
    drafts::TABLES,
    fields::{Shape, TableFields},
    mapping::{EVERY_LANGUAGE, FieldSource, Mapping},
};
use network::nearest::nearest;

/// What a source can say.
const SOURCE_KEYS: &[&str] = &[
    "column", "value", "split", "escape", "form", "language", "skip", "take", "values", "others",
];

impl Mapping {
    /// The mapping for files with the directory's own columns.
    pub fn standard() -> Result<Self, Vec<String>> {
        let mut standard = Self::parse(include_str!("standard.toml"))?;
        for table in TABLES {
            let fields = &mut standard.section_mut(table.name).fields;
            for field in table.fields {
                let own = || FieldSource::Column(field.name.to_owned());
                fields.entry(field.name.to_owned()).or_insert_with(own);
            }
        }
        Ok(standard)
    }

    /// Reads a mapping; fails with every mistake in it.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let mapping: Self = toml::from_str(text).map_err(|error| vec![error.to_string()])?;
        let mut mistakes = Vec::new();
        for table in TABLES {
            for (field, source) in &mapping.section(table.name).fields {
                let told = mistakes_of(table, field, source).into_iter();
                mistakes.extend(told.map(|told| format!("[{}] {field}: {told}", table.name)));
            }
        }
        match mistakes.is_empty() {
            true => Ok(mapping),
            false => Err(mistakes),
        }
    }
}

fn mistakes_of(table: &TableFields, field: &str, source: &FieldSource) -> Vec<String> {
    let mut mistakes = Vec::new();
    let fields: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
    let known = table.fields.iter().find(|known| known.name == field);
    if known.is_none() {
        mistakes.push(match nearest(field, fields.iter().copied()) {
            Some(near) => format!("there is no such field; did you mean {near}?"),
            None => format!("there is no such field; there are {}", fields.join(", ")),
        });
    }
    mistakes.extend(misfit(
        source,
        known.is_some_and(|known| known.shape == Shape::Texts),
    ));
    if let FieldSource::Languages(languages) = source
        && let Some(every) = languages.get(EVERY_LANGUAGE)
        && !every
            .source()
            .column
            .is_some_and(|column| column.ends_with('*'))
    {
        mistakes.push(
            "the source for every language needs a column that ends in a star, such as \"about_*\""
                .to_owned(),
        );
    }
    for source in source.sources() {
        if source.column.is_some() == source.value.is_some() {
            mistakes.push("give it either a column or a value".to_owned());
        }
    }
    mistakes
}

/// Why a source cannot feed a field; `by_language` says whether that holds a text by language.
fn misfit(source: &FieldSource, by_language: bool) -> Option<String> {
    match source {
        FieldSource::Languages(_) if by_language => None,
        _ if by_language => Some(
            "it is a text by language; say which language the column is in, such as \
             { en = \"about\" }"
                .to_owned(),
        ),
        FieldSource::Languages(keys) => {
            let key = keys.keys().find(|key| !SOURCE_KEYS.contains(&key.as_str()));
            Some(match key {
                Some(key) => match nearest(key, SOURCE_KEYS.iter().copied()) {
                    Some(near) => format!("there is no \"{key}\"; did you mean \"{near}\"?"),
                    None => format!(
                        "there is no \"{key}\"; there are {}",
                        SOURCE_KEYS.join(", ")
                    ),
                },
                None => "its values are not of the right kind; see docs/import.md".to_owned(),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_mapping_is_one() {
        assert!(Mapping::standard().is_ok());
    }

    #[test]
    fn a_text_needs_its_language_and_other_fields_have_none() {
        let mistakes =
            Mapping::parse("[members]\nsummary = \"about\"\nname = { colum = \"x\" }").unwrap_err();
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("summary: it is a text by language"))
        );
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("did you mean \"column\"?"))
        );
    }

    #[test]
    fn the_mistakes_of_a_mapping_are_named_at_once() {
        let mistakes = Mapping::parse(
            "[members]\nnam = \"title\"\nacronym = { split = \"|\" }\n[services]\nservice = \"types\"",
        )
        .unwrap_err();
        assert_eq!(mistakes.len(), 2, "{mistakes:?}");
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("did you mean name?"))
        );
        assert!(
            mistakes
                .iter()
                .any(|mistake| mistake.contains("either a column or a value"))
        );
    }
}
