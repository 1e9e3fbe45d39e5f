//! What of a record differs between the seven languages of the directory.

use serde::{Serialize, Serializer, ser::Error};

use network::{Lang, PageLang};

/// In which languages a view tells what differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// In this one.
    In(PageLang),
    /// In all seven: such a view can be rendered, and nothing else.
    InEach,
}

impl From<PageLang> for Telling {
    fn from(lang: PageLang) -> Self {
        Self::In(lang)
    }
}

impl From<Lang> for Telling {
    fn from(lang: Lang) -> Self {
        Self::In(lang.into())
    }
}

impl Telling {
    /// Tells what `of` gives for a language.
    pub fn tell<T: Copy + PartialEq>(self, of: impl Fn(PageLang) -> T) -> Told<T> {
        match self {
            Self::In(lang) => Told::In(of(lang)),
            Self::InEach => match Lang::ALL.map(|lang| of(lang.into())) {
                each if each.iter().all(|one| *one == each[0]) => Told::In(each[0]),
                each => Told::InEach(each),
            },
        }
    }
}

/// A value in the language of the answer.
#[derive(Debug, Clone, Copy)]
pub enum Told<T> {
    /// The value, for one language or alike in all.
    In(T),
    /// What it is in each language.
    InEach([T; Lang::ALL.len()]),
}

impl<T: Copy> Told<T> {
    /// The value of a view that was made for one language.
    pub fn get(&self) -> T {
        match self {
            Self::In(value) => *value,
            Self::InEach(each) => each[0],
        }
    }
}

impl<T: Serialize> Serialize for Told<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::In(value) => value.serialize(serializer),
            // No view has bytes, so whoever renders knows these by what they are.
            Self::InEach(each) => {
                let mut lines = Vec::with_capacity(128);
                for value in each {
                    serde_json::to_writer(&mut lines, value).map_err(S::Error::custom)?;
                    lines.push(b'\n');
                }
                serializer.serialize_bytes(&lines)
            }
        }
    }
}
