//! Reads a mapping file, and names every mistake in it.

use crate::{
    bounds::{self, MOST_FAULTS, short},
    drafts::TABLES,
    fields::{Field, Shape, TableFields},
    mapping::{CellSource, EVERY_LANGUAGE, FieldSource, Mapping, OWN_LANGUAGE, Others},
};
use network::{IdentifierScheme, LinkKind, nearest::nearest};

/// What a source can say.
const SOURCE_KEYS: &[&str] = &[
    "column", "value", "split", "escape", "form", "language", "kind", "skip", "take", "values",
    "others", "yes", "no", "empty", "unless", "only_if",
];

impl Mapping {
    /// The mapping for files with the directory's own columns.
    pub fn standard() -> Result<Self, Vec<String>> {
        let mut standard = Self::read(include_str!("standard.toml"))?;
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
        let mut mapping = Self::read(text)?;
        if mapping.standard_columns {
            mapping.add_standard(Self::standard()?);
        }
        Ok(mapping)
    }

    /// Reads the fields that are not named from the directory's own columns.
    fn add_standard(&mut self, mut standard: Self) {
        for table in TABLES {
            let fields = std::mem::take(&mut standard.section_mut(table.name).fields);
            let section = self.section_mut(table.name);
            for (name, source) in fields {
                if !section.fields.contains_key(&name) {
                    section.standard.insert(name.clone());
                    section.fields.insert(name, source);
                }
            }
        }
    }

    fn read(text: &str) -> Result<Self, Vec<String>> {
        check_size(text).map_err(|mistake| vec![mistake])?;
        let mapping: Self =
            toml::from_str(text).map_err(|error| bounds::told(vec![error.to_string()]))?;
        let mut mistakes = Vec::new();
        for table in TABLES {
            for (field, source) in &mapping.section(table.name).fields {
                if mistakes.len() >= MOST_FAULTS {
                    break;
                }
                let told = mistakes_of(table, field, source).into_iter();
                let field = short(field);
                mistakes.extend(told.map(|told| format!("[{}] {field}: {told}", table.name)));
            }
        }
        match mistakes.is_empty() {
            true => Ok(mapping),
            false => Err(bounds::told(mistakes)),
        }
    }
}

/// A text as a mapping has it: on one line, whatever stands in it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The longest mapping, in bytes.
const LONGEST: usize = 200_000;
/// The longest line of a mapping, in bytes: no text of it is longer.
const LONGEST_LINE: usize = 10_000;
/// The most dots in a line of a mapping. Each may be a table within the one before it.
const MOST_DOTS: usize = 500;
/// The most columns, or values, that feed one field.
const MOST_SOURCES: usize = 100;

/// Every row is read by a mapping, so a large one costs more than it is long.
fn check_size(text: &str) -> Result<(), String> {
    if text.len() > LONGEST {
        return Err(format!(
            "the mapping has {} bytes; {LONGEST} are the most",
            text.len()
        ));
    }
    for (number, line) in (1..).zip(text.lines()) {
        if line.len() > LONGEST_LINE {
            return Err(format!(
                "line {number} of the mapping has {} bytes; {LONGEST_LINE} are the most",
                line.len()
            ));
        }
        if line.bytes().filter(|byte| *byte == b'.').count() > MOST_DOTS {
            return Err(format!(
                "line {number} of the mapping has more than {MOST_DOTS} dots; write a section as \
                 [members] and a field as name = \"column\""
            ));
        }
    }
    Ok(())
}

fn mistakes_of(table: &TableFields, field: &str, source: &FieldSource) -> Vec<String> {
    let mut mistakes = Vec::new();
    let fields: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
    let known = table.field(field);
    if known.is_none() {
        mistakes.push(match nearest(field, fields.iter().copied()) {
            Some(near) => format!("there is no such field; did you mean {near}?"),
            None => format!("there is no such field; there are {}", fields.join(", ")),
        });
    }
    mistakes.extend(misfit(
        source,
        known.map_or(Shape::One, |known| known.shape),
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
    let sources = source.sources();
    let deciding = |source: &CellSource| source.unless.len() + source.only_if.len();
    if let Some(most) = sources
        .iter()
        .map(deciding)
        .max()
        .filter(|most| *most > MOST_SOURCES)
    {
        mistakes.push(format!(
            "{most} columns decide about it; {MOST_SOURCES} are the most"
        ));
        return mistakes;
    }
    if sources.len() > MOST_SOURCES {
        mistakes.push(format!(
            "{} sources feed it; {MOST_SOURCES} are the most",
            sources.len()
        ));
        return mistakes;
    }
    for source in sources {
        let is_privacy = known.is_some_and(Field::is_privacy);
        if is_privacy && source.others == Others::Skip {
            mistakes.push(
                "others = \"skip\" would pass over what it says of privacy; name each value in values"
                    .to_owned(),
            );
        }
        if is_privacy && (source.skip > 0 || source.take.is_some()) {
            mistakes.push(
                "skip and take would pass over what it says of privacy; read the whole cell"
                    .to_owned(),
            );
        }
        if source.empty.is_some() && source.values.contains_key("") {
            mistakes.push(
                "both empty and values say what an empty cell stands for; write one of them"
                    .to_owned(),
            );
        }
        let answers = source.yes.is_some() || source.no.is_some();
        if answers && source.values.keys().any(|value| !value.is_empty()) {
            mistakes.push(
                "a cell is either an answer (yes, no) or one of values; write one of them"
                    .to_owned(),
            );
        }
        mistakes.extend(wrong_kind(&source, known.map(|known| known.shape)));
        if source.column.is_some() == source.value.is_some() {
            mistakes.push("give it either a column or a value".to_owned());
        }
    }
    mistakes
}

/// What is wrong with what a source says that its items are.
fn wrong_kind(source: &CellSource, shape: Option<Shape>) -> Option<String> {
    let kind = source.kind.as_deref()?;
    match shape {
        Some(Shape::Identifiers) => kind.parse::<IdentifierScheme>().err(),
        Some(Shape::Links) => kind.parse::<LinkKind>().err(),
        _ => return Some("kind is for identifiers and links alone; take it out".to_owned()),
    }
    .map(|invalid| invalid.message)
}

/// Why a source cannot feed a field of this shape.
fn misfit(source: &FieldSource, shape: Shape) -> Option<String> {
    match source {
        FieldSource::Languages(languages) if matches!(shape, Shape::Texts | Shape::Words) => {
            languages.contains_key(OWN_LANGUAGE).then(|| {
                "\"own\" does not say which language it is in; name it, such as { en = \"about\" }"
                    .to_owned()
            })
        }
        _ if shape == Shape::OwnTexts => None,
        _ if matches!(shape, Shape::Texts | Shape::Words) => Some(
            "it is a text by language; say which language the column is in, such as \
             { en = \"about\" }"
                .to_owned(),
        ),
        FieldSource::Languages(keys) => {
            let key = keys.keys().find(|key| !SOURCE_KEYS.contains(&key.as_str()));
            Some(match key {
                Some(key) => match nearest(key, SOURCE_KEYS.iter().copied()) {
                    Some(near) => {
                        format!("there is no \"{}\"; did you mean \"{near}\"?", short(key))
                    }
                    None => format!(
                        "there is no \"{}\"; there are {}",
                        short(key),
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
        let own = Mapping::parse("[members]\nsummary = { own = \"about\" }").unwrap_err();
        assert!(own[0].contains("which language it is in"), "{own:?}");
        for right in [
            "audience = \"For whom\"",
            "audience = { own = \"For whom\", fr = \"Pour qui\", \"*\" = \"who_*\" }",
            "audience = { column = \"For whom\", values = { w = \"women\" } }",
        ] {
            assert!(
                Mapping::parse(&format!("[services]\n{right}")).is_ok(),
                "{right}"
            );
        }
    }

    #[test]
    fn a_mapping_that_is_deep_or_long_is_refused_in_a_moment() {
        for hostile in [
            format!("members = {}", "[\n".repeat(90_000)),
            format!("members = {}", "{a=".repeat(3_000)),
            format!("members.{}x = 1", "a.".repeat(4_000)),
            format!("[members.{}x]\n", "a.".repeat(400)),
            format!("[members]\nname = \"{}\"", "x".repeat(20_000)),
            format!(
                "[members]\nother_names = [{}]",
                "\n{column=\"a\"},".repeat(9_000)
            ),
            (0..9_000).map(|n| format!("[members.f{n}]\n")).collect(),
            "[members]\n".repeat(15_000),
            "#".repeat(300_000),
        ] {
            let mistakes = Mapping::parse(&hostile).unwrap_err();
            assert!(mistakes.len() <= MOST_FAULTS + 1, "{}", mistakes.len());
            assert!(mistakes.iter().all(|mistake| mistake.len() < 10_000));
        }
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
