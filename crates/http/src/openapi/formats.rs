//! An operation for each format of a list: a client that is made from the document then knows what
//! type an answer has. The server itself has one route for all formats of a list.

use serde_json::{Map, Value};

use crate::{
    formats::Format,
    negotiation::{Offered, TextFormat, essence},
};

/// How the path of a list ends that has its format in the address.
const EXTENSION: &str = ".{format}";

/// What is said of a format.
struct Known {
    code: &'static str,
    title: &'static str,
    media_type: &'static str,
    has_facets: bool,
}

fn known() -> impl Iterator<Item = Known> {
    let lists = Format::ALL.iter().map(|format| Known {
        code: format.as_str(),
        title: format.title(),
        media_type: essence(format.media_type()),
        has_facets: format.definition().has_facets,
    });
    let texts = TextFormat::ALL.iter().map(|format| Known {
        code: format.as_str(),
        title: format.title(),
        media_type: essence(format.media_type()),
        has_facets: true,
    });
    lists.chain(texts)
}

/// Puts an operation for each format in the place of those that have several.
pub(super) fn part(paths: &mut Map<String, Value>) {
    let mut parted = Map::new();
    let (several, alone): (Vec<_>, Vec<_>) = std::mem::take(paths)
        .into_iter()
        .partition(|(path, _)| path.ends_with(EXTENSION));
    for (path, item) in alone {
        parted.insert(path.clone(), item);
        let of_it = several.iter().filter(|(several, _)| {
            let list = several.strip_suffix(EXTENSION);
            list == Some(&path)
        });
        for (_, item) in of_it {
            let others = others(&path, &item["get"], &mut parted);
            if let Some(usual) = parted.get_mut(&path) {
                keep_usual(&mut usual["get"], &others);
            }
            for (path, operation) in others {
                parted.insert(path, serde_json::json!({ "get": operation }));
            }
        }
    }
    *paths = parted;
}

/// The operations of the formats that are not the usual one of a list.
fn others(list: &str, whole: &Value, parted: &mut Map<String, Value>) -> Vec<(String, Value)> {
    let usual = parted.get(list).map(|item| &item["get"]);
    let usual_type = usual
        .and_then(|usual| media_types(usual).next())
        .map(str::to_owned);
    let summary = usual
        .and_then(|usual| usual["summary"].as_str())
        .unwrap_or_default();
    let summary = summary.trim_end_matches('.').to_owned();
    let mut others = Vec::new();
    for format in known() {
        let mut operation = whole.clone();
        let content = &mut operation["responses"]["200"]["content"];
        let Some(body) = content.get(format.media_type).cloned() else {
            continue;
        };
        if usual_type.as_deref() == Some(format.media_type)
            || others
                .iter()
                .any(|(path, _)| *path == format!("{list}.{}", format.code))
        {
            continue;
        }
        *content = serde_json::json!({ format.media_type: body });
        operation["operationId"] = format!(
            "{}{}",
            whole["operationId"].as_str().unwrap_or_default(),
            capitalised(format.code),
        )
        .into();
        operation["summary"] = format!("{summary} as {}.", format.title).into();
        leave_out(&mut operation, |name| {
            name == "format" || !format.has_facets && ["facets", "highlight"].contains(&name)
        });
        // The format is there; what is asked for in it may not be.
        let missing = operation["responses"]["404"]["description"].as_str();
        let missing = missing.and_then(|said| said.strip_suffix(", or no such format"));
        match missing.map(str::to_owned) {
            Some(said) => operation["responses"]["404"]["description"] = said.into(),
            None => {
                if let Some(responses) = operation["responses"].as_object_mut() {
                    responses.shift_remove("404");
                }
            }
        }
        others.push((format!("{list}.{}", format.code), operation));
    }
    others
}

/// Leaves an operation its usual format alone, and says where the others are.
fn keep_usual(operation: &mut Value, others: &[(String, Value)]) {
    leave_out(operation, |name| name == "format");
    let Some(usual) = media_types(operation).next().map(str::to_owned) else {
        return;
    };
    if let Some(content) = operation["responses"]["200"]["content"].as_object_mut() {
        content.retain(|media_type, _| *media_type == usual);
    }
    let addresses: Vec<String> = others.iter().map(|(path, _)| format!("`{path}`")).collect();
    let said = operation["description"].as_str().unwrap_or_default();
    operation["description"] = format!(
        "{said}\n\nIn other formats: {}, or by `format` or the header `Accept`.",
        addresses.join(", ")
    )
    .trim()
    .into();
}

fn media_types(operation: &Value) -> impl Iterator<Item = &str> {
    let content = operation["responses"]["200"]["content"].as_object();
    content.into_iter().flat_map(Map::keys).map(String::as_str)
}

fn leave_out(operation: &mut Value, is_needless: impl Fn(&str) -> bool) {
    if let Some(parameters) = operation["parameters"].as_array_mut() {
        parameters.retain(|parameter| {
            let name = parameter["name"].as_str();
            !name.is_some_and(&is_needless)
        });
    }
}

fn capitalised(code: &str) -> String {
    let mut letters = code.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
