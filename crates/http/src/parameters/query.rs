//! A query while it is read: strictly, and with all mistakes told at once.

use std::{borrow::Cow, mem};

use percent_encoding::percent_decode_str;

use super::Parameters;
use crate::problem::{FieldError, Problem};
use network::{Invalid, nearest::nearest};

/// A request's query while it is read.
pub struct Query<'a> {
    pub(super) pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The parameters that the operation takes, in the order of the document.
    known: Vec<Cow<'static, str>>,
    /// In which order the mistakes are told; as they were found where it names none.
    order: Vec<&'static str>,
    pub(super) errors: Vec<FieldError>,
}

impl<'a> Query<'a> {
    /// Reads the parameters of an operation from a query. Mistakes that are found later may be
    /// added before [`Query::finish`].
    pub fn begin<P: Parameters>(query: &'a str) -> (Self, P) {
        let mut query = Self::new(query, P::names());
        query.order = P::names();
        let read = P::take(&mut query);
        (query, read)
    }

    /// Begins to read a query; `known` are the parameters that the operation takes.
    pub fn new(
        query: &'a str,
        known: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        let mut read = Self {
            pairs: Vec::new(),
            known: known.into_iter().map(Into::into).collect(),
            order: Vec::new(),
            errors: Vec::new(),
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Malformed encodings do not come this far: the address is checked as a whole before.
            let (name, value) = (decode(name), decode(value));
            if read.known.contains(&name) {
                read.pairs.push((name, value));
            } else {
                read.unknown(&name);
            }
        }
        read
    }

    /// A parameter that is given once at most.
    pub fn one<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let mut values = self.values(name).into_iter();
        let value = values.next()?;
        if values.next().is_some() {
            self.refuse(
                name,
                Invalid::new("repeated", "it is given more than once; give it once"),
            );
            return None;
        }
        self.parse(name, &value, &parse)
    }

    /// A list: a comma stands between its values, or the parameter is given again for each.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Vec<T> {
        let texts = self.values(name);
        let items = texts.iter().flat_map(|text| text.split(','));
        items
            .filter_map(|item| match item.trim().is_empty() {
                true => self.check(name, Err(empty())),
                false => self.parse(name, item, &parse),
            })
            .collect()
    }

    /// Whether a parameter is given, right or wrong.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(known, _)| known == name)
    }

    /// Takes the result of a check that was made after the reading, or notes its mistake.
    pub fn check<T>(&mut self, name: &'static str, checked: Result<T, Invalid>) -> Option<T> {
        checked.map_err(|invalid| self.refuse(name, invalid)).ok()
    }

    /// Notes that a parameter is missing, if it is.
    pub fn require(&mut self, name: &'static str, remedy: &str) {
        if !self.has(name) {
            self.refuse(
                name,
                Invalid::new("required", format!("it is missing; {remedy}")),
            );
        }
    }

    /// Notes a mistake.
    pub fn refuse(&mut self, name: &'static str, invalid: Invalid) {
        self.errors.push(FieldError::parameter(name, invalid));
    }

    /// Puts the mistakes that were found so far in the order of these parameters; what there is no
    /// parameter for comes first.
    pub fn sort(&mut self, order: &[&str]) {
        self.errors.sort_by_key(|error| {
            let parameter = error.parameter.as_deref();
            order.iter().position(|name| parameter == Some(*name))
        });
    }

    /// Ends the reading: fails when there was any mistake.
    pub fn finish(mut self) -> Result<(), Problem> {
        if self.errors.is_empty() {
            return Ok(());
        }
        let order = mem::take(&mut self.order);
        self.sort(&order);
        Err(Problem::invalid_parameters(self.errors))
    }

    fn values(&self, name: &str) -> Vec<Cow<'a, str>> {
        self.pairs
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    fn parse<T>(
        &mut self,
        name: &'static str,
        text: &str,
        parse: &impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        self.check(name, parse(text.trim()))
    }

    pub(super) fn unknown(&mut self, name: &str) {
        let known = &self.known;
        let bare = name.split_once('[').map(|(bare, _)| bare);
        let remedy = match nearest(name, known.iter().map(AsRef::as_ref)) {
            _ if bare.is_some_and(|bare| known.iter().any(|name| name == bare)) => format!(
                "write \"{0}\" without brackets, and a list as {0}=a,b or {0}=a&{0}=b",
                bare.unwrap_or_default()
            ),
            _ if name == "_" => "jQuery adds it to get past caches; ask with \"cache: true\", \
                                 for an answer here says itself how long it may be kept"
                .to_owned(),
            Some(near) => format!("did you mean \"{near}\"?"),
            None if known.is_empty() => "this address takes no parameters".to_owned(),
            None => format!("this address takes {}", known.join(", ")),
        };
        self.errors.push(FieldError::parameter(
            name,
            Invalid::new(
                "unknown_parameter",
                format!("there is no such parameter; {remedy}"),
            ),
        ));
    }
}

fn empty() -> Invalid {
    Invalid::new(
        "empty",
        "a value is empty; leave the parameter out to ask for all",
    )
}

/// Decodes a part of a query, in which a plus stands for a space.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['+', '%']) {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace('+', " ");
    Cow::Owned(percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 3] = ["country", "limit", "sort"];

    fn upper(text: &str) -> Result<String, Invalid> {
        if text.chars().all(char::is_alphabetic) {
            Ok(text.to_uppercase())
        } else {
            Err(Invalid::new(
                "not_letters",
                format!("\"{text}\" has more than letters"),
            ))
        }
    }

    #[test]
    fn a_comma_means_the_same_as_a_second_time() {
        let mut query = Query::new("country=be,nl&country=d%65", KNOWN);
        assert_eq!(query.list("country", upper), ["BE", "NL", "DE"]);
        assert!(query.finish().is_ok());
    }

    #[test]
    fn all_mistakes_come_at_once() {
        let mut query = Query::new("contry=be&country=b3,&limit=a&limit=b&zzzzzz=1", KNOWN);
        query.list("country", upper);
        query.one("limit", upper);
        let problem = query.finish().unwrap_err();
        let told: Vec<_> = problem
            .errors
            .iter()
            .map(|error| {
                (
                    error.parameter.as_deref().unwrap_or(""),
                    error.code.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("contry", "unknown_parameter"),
                ("zzzzzz", "unknown_parameter"),
                ("country", "not_letters"),
                ("country", "empty"),
                ("limit", "repeated"),
            ]
        );
        assert!(problem.errors[0].message.contains("\"country\""));
        assert!(problem.errors[1].message.contains("country, limit, sort"));
    }

    #[test]
    fn a_plus_is_a_space() {
        let mut query = Query::new("sort=New+York%2B", KNOWN);
        assert_eq!(
            query.one("sort", |text| Ok(text.to_owned())).as_deref(),
            Some("New York+")
        );
    }
}
