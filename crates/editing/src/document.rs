//! Documents that clients send, read with all mistakes told at once, each by its place.
//!
//! serde ends a reading at the first mistake. So the mistake is noted, its value is taken out of a
//! copy of the document, and the copy is read again, until nothing more is wrong with it. A field
//! that must be there is then given a guess in its place, so that what stands behind it is read
//! too. What a reading with a guess yields is thrown away.

mod fault;
mod parse;
mod reader;
mod rules;
mod tree;
mod unseen;

use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde_json::Value;
use validator::Validate;

pub use parse::parse;
pub use unseen::tell_unseen;

pub use fault::MOST_LEVELS;

use self::{
    fault::{Fault, Path, too_deep},
    rules::Broken,
    tree::{Guess, Node},
};
use network::{Invalid, difference};

/// The most mistakes that are told of one document.
pub const MOST_MISTAKES: usize = 100;
/// The most readings of one document: a bound on the work that a hostile one can ask for.
const MOST_READINGS: usize = 1000;

/// One mistake in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The place: a JSON pointer (RFC 6901); empty for the whole document.
    pub pointer: String,
    /// What is wrong there.
    pub invalid: Invalid,
}

impl Mistake {
    /// A mistake at a JSON pointer.
    pub fn new(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self::of(pointer, Invalid::new(code, message))
    }

    /// What is wrong with the value at a JSON pointer.
    pub fn of(pointer: impl Into<String>, invalid: Invalid) -> Self {
        Self {
            pointer: pointer.into(),
            invalid,
        }
    }
}

/// Reads a document. Fails with every mistake in it, in the order of the document, fields that
/// lack after those that are there; at most [`MOST_MISTAKES`].
///
/// Of what cannot be read, a place has one mistake at most, and none below one that is told; a rule
/// that looks at such a value is not asked. Places are known down to a struct with `#[serde(flatten)]` or an
/// enum without an outer tag, not inside it. A rule of the crate `validator` is told under the name
/// that the field has in Rust (without `r#`), so such a field must not be renamed; one for a whole
/// struct may name a place below it by a JSON pointer in its parameter `pointer`.
pub fn read<T: DeserializeOwned + Validate>(document: &Value) -> Result<T, Vec<Mistake>> {
    let Some(tree) = Node::of(document) else {
        return Err(vec![Mistake {
            pointer: String::new(),
            invalid: too_deep(),
        }]);
    };
    let mut reading = Reading {
        tree,
        told: Vec::new(),
        fitting: HashMap::new(),
        hopeless: HashSet::new(),
    };
    let read = reading.read::<T>();
    if let Some(Err(errors)) = read.as_ref().map(T::validate) {
        let broken = rules::broken(&errors, &reading.tree);
        reading.told_rules(broken);
    }
    match read {
        Some(read) if reading.told.is_empty() => Ok(read),
        _ => Err(reading.mistakes(document)),
    }
}

/// Fails unless a document is an empty object.
pub fn nothing_more(document: &Value) -> Result<(), Vec<Mistake>> {
    #[derive(serde::Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}
    read::<Nothing>(document).map(|_| ())
}

/// As [`read`], for a document of which mistakes are known already.
pub fn read_beside<T: DeserializeOwned + Validate>(
    document: &Value,
    mistakes: &mut Vec<Mistake>,
) -> Option<T> {
    read(document).map_err(|more| mistakes.extend(more)).ok()
}

/// A mistake that is told.
struct Told {
    path: Path,
    invalid: Invalid,
    /// Whether the value is lost by it; a field that nobody knows is no loss.
    lost: bool,
}

/// A document while it is read.
struct Reading<'a> {
    tree: Node<'a>,
    told: Vec<Told>,
    /// The guess that came the furthest for a field of this name.
    fitting: HashMap<&'static str, Guess>,
    /// Fields that no guess fits.
    hopeless: HashSet<Path>,
}

impl Reading<'_> {
    fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        for _ in 0..MOST_READINGS {
            match T::deserialize(&self.tree) {
                Ok(read) => return Some(read),
                Err(fault) => {
                    if !self.get_past(fault) || self.told.len() >= MOST_MISTAKES {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Notes a fault and changes the tree so that it does not come again; false when that cannot
    /// be done.
    fn get_past(&mut self, fault: Fault) -> bool {
        let (path, missing) = (fault.path(), fault.missing());
        if !self.touches(&path) {
            self.told.push(Told {
                path: path.clone(),
                lost: !fault.is_unknown_field(),
                invalid: fault.into_invalid(),
            });
        }
        match missing {
            Some(name) => self.supply(path, name),
            None => self.guess_again(&path) || self.tree.take_out(&path),
        }
    }

    fn supply(&mut self, path: Path, name: &'static str) -> bool {
        let object = &path[..path.len().saturating_sub(1)];
        if self.hopeless.contains(&path) {
            self.hopeless.insert(object.to_vec());
            return self.tree.take_out(object);
        }
        let guess = self.fitting.entry(name).or_default().anew();
        self.tree.supply(object, name, guess)
    }

    fn guess_again(&mut self, path: &Path) -> bool {
        let Some((name, guess)) = self.tree.guess_at(path) else {
            return false;
        };
        match guess.next() {
            Some(next) => {
                *guess = next;
                self.fitting.insert(name, next);
            }
            None => {
                self.hopeless.insert(path.clone());
                self.tree.take_out(path);
            }
        }
        true
    }

    /// Whether something is told that explains a mistake at `path`.
    fn touches(&self, path: &[String]) -> bool {
        self.told
            .iter()
            .any(|told| path.starts_with(&told.path) || (told.lost && told.path.starts_with(path)))
    }

    fn told_rules(&mut self, broken: Vec<Broken>) {
        let mut broken: Vec<_> = broken
            .into_iter()
            .filter(|broken| !self.touches(&broken.scope) && !self.touches(&broken.path))
            .collect();
        // `validator` keeps them without an order.
        broken.sort_by(|left, right| {
            (&left.path, &left.invalid.code).cmp(&(&right.path, &right.invalid.code))
        });
        self.told.extend(broken.into_iter().map(|broken| Told {
            path: broken.path,
            invalid: broken.invalid,
            lost: false,
        }));
    }

    fn mistakes(mut self, document: &Value) -> Vec<Mistake> {
        self.told
            .sort_by_cached_key(|told| places(document, &told.path));
        self.told
            .into_iter()
            .take(MOST_MISTAKES)
            .map(|told| Mistake {
                pointer: pointer(&told.path),
                invalid: told.invalid,
            })
            .collect()
    }
}

/// Where a path goes, by numbers that sort in the order of the document.
fn places(document: &Value, path: &[String]) -> Vec<usize> {
    let mut at = Some(document);
    path.iter()
        .map(|step| {
            let (place, next) = match at {
                Some(Value::Object(fields)) => (
                    fields.keys().position(|name| name == step),
                    fields.get(step),
                ),
                Some(Value::Array(items)) => {
                    let place = step.parse().ok();
                    (place, place.and_then(|place: usize| items.get(place)))
                }
                _ => (None, None),
            };
            at = next;
            place.unwrap_or(usize::MAX)
        })
        .collect()
}

/// The JSON pointer of a path.
pub fn pointer(path: &[String]) -> String {
    path.iter().fold(String::new(), |pointer, step| {
        difference::below(&pointer, step)
    })
}

#[cfg(test)]
mod tests;
