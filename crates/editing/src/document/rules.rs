//! What the crate `validator` finds, by places in the document.

use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::{fault::Path, tree::Node};
use network::Invalid;

/// The name under which `validator` keeps what it finds of a struct as a whole.
const WHOLE: &str = "__all__";

/// A rule that is broken.
pub struct Broken {
    /// Where it is told.
    pub path: Path,
    /// What it looked at.
    pub scope: Path,
    /// What is wrong.
    pub invalid: Invalid,
}

/// Every broken rule; the tree tells which elements of a list were read.
pub fn broken(errors: &ValidationErrors, tree: &Node<'_>) -> Vec<Broken> {
    let mut all = Vec::new();
    of_struct(errors, &Path::new(), tree, &mut all);
    all
}

fn of_struct(errors: &ValidationErrors, at: &Path, tree: &Node<'_>, all: &mut Vec<Broken>) {
    for (field, kind) in errors.errors() {
        let path = match field.as_ref() {
            WHOLE => at.clone(),
            field => step(at, field.strip_prefix("r#").unwrap_or(field)),
        };
        match kind {
            ValidationErrorsKind::Field(errors) => {
                all.extend(errors.iter().map(|error| of_rule(error, &path)));
            }
            ValidationErrorsKind::Struct(errors) => of_struct(errors, &path, tree, all),
            ValidationErrorsKind::List(errors) => {
                for (place, errors) in errors {
                    let path = match tree.get(&path) {
                        Some(Node::List(items)) => match items.get(*place) {
                            Some((place, _)) => step(&path, &place.to_string()),
                            None => path.clone(),
                        },
                        _ => path.clone(),
                    };
                    of_struct(errors, &path, tree, all);
                }
            }
        }
    }
}

fn step(path: &Path, step: &str) -> Path {
    path.iter().cloned().chain([step.to_owned()]).collect()
}

fn of_rule(error: &ValidationError, scope: &Path) -> Broken {
    let below = error.params.get("pointer").and_then(|value| value.as_str());
    let below = below.unwrap_or_default().split('/').skip(1);
    let below = below.map(|step| step.replace("~1", "/").replace("~0", "~"));
    Broken {
        path: scope.iter().cloned().chain(below).collect(),
        scope: scope.clone(),
        invalid: Invalid::new(error.code.clone(), message(error)),
    }
}

fn message(error: &ValidationError) -> String {
    if let Some(message) = &error.message {
        return message.clone().into_owned();
    }
    let mut bounds: Vec<_> = error
        .params
        .iter()
        .filter(|(name, _)| !matches!(name.as_ref(), "value" | "pointer"))
        .map(|(name, value)| format!(", {name} {value}"))
        .collect();
    bounds.sort();
    format!("it must keep the rule {}{}", error.code, bounds.concat())
}
