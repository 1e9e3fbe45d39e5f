//! Writes a mapping that is proposed, with a comment at each line.

use super::{
    lines::{Line, Lines},
    rules::{Rule, RuleValue},
    seen::{Meaning, Seen},
};
use crate::{
    bounds::listed, drafts::TABLES, fields::TableName, mapping::OWN_LANGUAGE, mapping_file::quoted,
    vocabulary::Vocabulary,
};

const HEAD: &str = "\
# Which column feeds which field, as the program proposes it. Read every line, then try it:
#   member-directory import FILE --mapping THIS_FILE --dry-run
# On the left stands a field of the directory, on the right a column of your file. Behind each line
# stands how sure it is: sure, likely or guess. A line that begins with # does nothing; take the # away
# to use it. What begins with DECIDE needs you before the file can be imported.
# The guide: docs/import.md
";

/// The mapping.
pub fn mapping(tables: &[(Seen, Lines)]) -> String {
    let mut text = HEAD.to_owned();
    let mut ignored = tables
        .iter()
        .flat_map(|(_, lines)| &lines.ignored)
        .peekable();
    if ignored.peek().is_some() {
        text.push_str("\nignore = [\n");
        for (column, why) in ignored {
            text.push_str(&format!("    {}, # {}\n", quoted(column), one_line(why)));
        }
        text.push_str("]\n");
    }
    for (seen, lines) in tables {
        let Some(own) = seen.table else { continue };
        for table in TABLES {
            let of_table = lines.lines.iter();
            let mut of_table: Vec<&Line> = of_table
                .filter(|line| line.field.table == table.name)
                .collect();
            of_table.sort_by_key(|line| {
                let mut fields = table.fields.iter();
                fields.position(|field| field.name == line.field.field)
            });
            if !of_table.is_empty() {
                section(&mut text, (seen, own, table.name), &of_table);
            }
            if table.name == own {
                decisions(&mut text, lines);
                left(&mut text, seen, lines);
            }
        }
    }
    let unknown: Vec<String> = tables
        .iter()
        .filter(|(seen, _)| seen.table.is_none())
        .map(|(seen, _)| quoted(&seen.called()))
        .collect();
    if !unknown.is_empty() {
        text.push_str(&format!(
            "\n# Not read, for nobody knows what their rows are: {}\n",
            unknown.join(", ")
        ));
    }
    text
}

fn section(text: &mut String, (seen, own, table): (&Seen, TableName, TableName), lines: &[&Line]) {
    let is_offer = lines.iter().all(|line| line.is_offer);
    text.push_str(&format!(
        "\n{}[{table}]\n",
        if is_offer { "# " } else { "" }
    ));
    if table != own {
        text.push_str(if is_offer {
            "# from = \"members\"\n"
        } else {
            "from = \"members\"\n"
        });
    } else if TableName::of(seen.called().trim()) != Some(own) {
        text.push_str(&format!("sheet = {}\n", quoted(&seen.called())));
    }
    if table == own {
        only_rows(text, seen);
    }
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|line| line.field == first.field)
            .count();
        let (of_field, more) = rest.split_at(same);
        let mut others = lines.iter().map(|line| &line.field);
        let in_languages =
            others.any(|other| other.field == first.field.field && other.lang.is_some());
        field(text, of_field, in_languages);
        rest = more;
    }
}

/// Which rows are taken, where a column tells those of organisations from others.
fn only_rows(text: &mut String, seen: &Seen) {
    let Some(column) = seen.row_kind() else {
        return;
    };
    let vocabulary = Vocabulary::get();
    let words = column.cells.distinct.keys();
    let is_organisation =
        |word: &&String| vocabulary.value("row_kind", word) == Some("organisation");
    let mut words: Vec<String> = words
        .filter(is_organisation)
        .map(|word| quoted(word))
        .collect();
    if words.is_empty() {
        text.push_str("# LOOK: no row is about an organisation, so none is taken\n");
        words.push(quoted("Organization"));
    }
    text.push_str(&format!(
        "only_rows = {{ column = {}, values = [{}] }}  # {}: {}\n",
        quoted(&column.name),
        words.join(", "),
        column.found.confidence,
        one_line(&column.found.why)
    ));
}

/// A field with its source, or with all of them; `in_languages` says whether there are lines for its
/// texts in languages by name.
fn field(text: &mut String, lines: &[&Line], in_languages: bool) {
    let key = match lines[0].field.lang {
        Some(lang) => format!("{}.{lang}", lines[0].field.field),
        None if in_languages => format!("{}.{OWN_LANGUAGE}", lines[0].field.field),
        None => lines[0].field.field.to_owned(),
    };
    let (offers, taken): (Vec<&&Line>, Vec<&&Line>) = lines.iter().partition(|line| line.is_offer);
    match &taken[..] {
        [] => {}
        [line] => {
            look(text, line);
            text.push_str(&format!("{key} = {}  # {}\n", source(line), comment(line)));
        }
        several => {
            several.iter().for_each(|line| look(text, line));
            text.push_str(&format!("{key} = [\n"));
            for line in several {
                text.push_str(&format!("    {}, # {}\n", as_table(line), comment(line)));
            }
            text.push_str("]\n");
        }
    }
    for line in offers {
        text.push_str(&format!(
            "# {key} = {}  # {}\n",
            source(line),
            comment(line)
        ));
    }
}

fn look(text: &mut String, line: &Line) {
    if let Some(look) = &line.look {
        text.push_str(&format!("# LOOK: {}\n", one_line(look)));
    }
}

fn comment(line: &Line) -> String {
    format!("{}: {}", line.confidence, one_line(&line.why))
}

/// A text in a comment, which ends with its line.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn source(line: &Line) -> String {
    match (&line.column, &line.rules[..]) {
        (Some(column), []) => quoted(column),
        _ => as_table(line),
    }
}

fn as_table(line: &Line) -> String {
    let column = line
        .column
        .iter()
        .map(|column| format!("column = {}", quoted(column)));
    let mut rules: Vec<String> = column.collect();
    for key in ["unless", "only_if"] {
        let conditions: Vec<String> = line
            .rules
            .iter()
            .filter(|rule| rule.key == key)
            .map(condition)
            .collect();
        match &conditions[..] {
            [] => {}
            [one] => rules.push(format!("{key} = {one}")),
            several => rules.push(format!("{key} = [{}]", several.join(", "))),
        }
    }
    let others = line.rules.iter().filter_map(|rule| match &rule.value {
        RuleValue::Text(value) => Some(format!("{} = {}", rule.key, quoted(value))),
        RuleValue::Values(values) => {
            let values: Vec<String> = values
                .iter()
                .map(|(from, to)| format!("{} = {}", quoted(from), quoted(to)))
                .collect();
            Some(format!("{} = {{ {} }}", rule.key, values.join(", ")))
        }
        RuleValue::Condition(..) => None,
    });
    rules.extend(others);
    format!("{{ {} }}", rules.join(", "))
}

fn condition(rule: &Rule) -> String {
    match &rule.value {
        RuleValue::Condition(column, Some(empty)) => {
            format!(
                "{{ column = {}, empty = {} }}",
                quoted(column),
                quoted(empty)
            )
        }
        RuleValue::Condition(column, None) => quoted(column),
        RuleValue::Text(_) | RuleValue::Values(_) => String::new(),
    }
}

fn decisions(text: &mut String, lines: &Lines) {
    for decision in &lines.decisions {
        let about = match &decision.column {
            None => String::new(),
            Some(column) => format!("the column {}: ", quoted(column)),
        };
        text.push_str(&format!(
            "# DECIDE: {about}{}.\n",
            one_line(&decision.question)
        ));
        for answer in &decision.answers {
            text.push_str(&format!("# {}\n", one_line(answer)));
        }
    }
}

/// Names the columns that nothing is taken from.
fn left(text: &mut String, seen: &Seen, lines: &Lines) {
    let left: Vec<String> = seen
        .columns
        .iter()
        .filter(|column| match column.found.meaning {
            Meaning::Unknown | Meaning::PassedOver => true,
            Meaning::Field(_) => {
                let mut lines = lines.lines.iter();
                !lines.any(|line| line.column.as_deref() == Some(&column.name))
            }
            Meaning::Service(_) | Meaning::Privacy(_) | Meaning::Harmless | Meaning::RowKind => {
                false
            }
        })
        .map(|column| quoted(&column.name))
        .collect();
    if !left.is_empty() {
        text.push_str(&format!("# Not taken: {}\n", listed(left)));
    }
}
