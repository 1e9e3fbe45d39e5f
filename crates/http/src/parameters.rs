//! Query parameters: read strictly, with all mistakes of a request told at once.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use utoipa::{IntoParams, openapi::path::ParameterIn};

use super::problem::{FieldError, Problem};
use directory::Choice;
use network::{Invalid, nearest::nearest};

/// The names of the parameters that a type documents: what an operation takes is what its
/// document says, and nothing else.
pub fn names<P: IntoParams>() -> Vec<String> {
    P::into_params(|| Some(ParameterIn::Query))
        .into_iter()
        .map(|parameter| parameter.name)
        .collect()
}

/// A request's query while it is read.
pub struct Query<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    errors: Vec<FieldError>,
}

impl<'a> Query<'a> {
    /// Begins to read a query; `known` are the parameters that the operation takes.
    pub fn read(query: &'a str, known: &[String]) -> Self {
        let mut read = Self {
            pairs: Vec::new(),
            errors: Vec::new(),
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Malformed encodings do not come this far: the address is checked as a whole before.
            let (name, value) = (decode(name), decode(value));
            if known.iter().any(|known| *known == name) {
                read.pairs.push((name, value));
            } else {
                read.unknown(&name, known);
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

    /// A parameter that is given once at most and holds a list; a comma stands between the values.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<Vec<T>> {
        let text = self.one(name, |text| Ok(text.to_owned()))?;
        Some(self.parse_list(name, &text, &parse))
    }

    /// A filter: a comma means *or*, and the parameter given again means *and*.
    pub fn choice<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Choice<T> {
        self.values(name)
            .iter()
            .map(|text| self.parse_list(name, text, &parse))
            .collect()
    }

    /// Whether a parameter is given, right or wrong.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(known, _)| known == name)
    }

    /// Notes a mistake.
    pub fn refuse(&mut self, name: &'static str, invalid: Invalid) {
        self.errors.push(FieldError::parameter(name, invalid));
    }

    /// Ends the reading: fails when there was any mistake.
    pub fn finish(self) -> Result<(), Problem> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Problem::invalid_parameters(self.errors))
        }
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
        match parse(text.trim()) {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.refuse(name, invalid);
                None
            }
        }
    }

    fn parse_list<T>(
        &mut self,
        name: &'static str,
        text: &str,
        parse: &impl Fn(&str) -> Result<T, Invalid>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for item in text.split(',') {
            if item.trim().is_empty() {
                self.refuse(
                    name,
                    Invalid::new(
                        "empty",
                        "a value is empty; leave the parameter out to ask for all",
                    ),
                );
            } else {
                values.extend(self.parse(name, item, parse));
            }
        }
        values
    }

    fn unknown(&mut self, name: &str, known: &[String]) {
        let remedy = match nearest(name, known.iter().map(String::as_str)) {
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

/// Reads a whole number from 1 to `most`.
pub fn whole_number(text: &str, most: usize) -> Result<usize, Invalid> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|number| digits && (1..=most).contains(number))
        .ok_or_else(|| {
            Invalid::new(
                "out_of_range",
                format!("\"{text}\" is no whole number from 1 to {most}"),
            )
        })
}

/// The error for a text that is no yes and no no.
pub fn no_boolean(text: &str) -> Invalid {
    Invalid::new(
        "invalid_boolean",
        format!("\"{text}\" is neither true nor false"),
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

    fn known() -> Vec<String> {
        ["country", "limit", "sort"].map(String::from).into()
    }

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
    fn a_comma_means_or_and_a_second_time_means_and() {
        let mut query = Query::read("country=be,nl&country=d%65", &known());
        assert_eq!(
            query.choice("country", upper),
            [vec!["BE", "NL"], vec!["DE"]]
        );
        assert!(query.finish().is_ok());
    }

    #[test]
    fn all_mistakes_come_at_once() {
        let mut query = Query::read("contry=be&country=b3,&limit=a&limit=b&zzzzzz=1", &known());
        query.choice("country", upper);
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
        let mut query = Query::read("sort=New+York%2B", &known());
        assert_eq!(
            query.one("sort", |text| Ok(text.to_owned())).as_deref(),
            Some("New York+")
        );
    }
}
