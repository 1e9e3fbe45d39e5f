//! Records that are serialised once, when they change, and not for each request.
//!
//! A record's JSON differs between the seven languages in a few fields only (labels, texts). So a
//! record is kept as one run of bytes for the fields that are alike, and beside it the few fields
//! that are not: those that many records share (a country's name, a set of services) are kept
//! once for all of them.

use std::{collections::HashMap, sync::Arc};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use network::Lang;

const LANGS: usize = Lang::ALL.len();

/// One field in the seven languages.
#[derive(Debug, PartialEq, Eq, Hash)]
struct InLanguages {
    /// The texts that differ, each as `"name":value,`.
    texts: Box<[Box<[u8]>]>,
    /// Which of them each language has.
    of: [u8; LANGS],
}

impl InLanguages {
    fn new(given: [Vec<u8>; LANGS]) -> Self {
        let mut texts: Vec<Box<[u8]>> = Vec::new();
        let of = given.map(|text| {
            let place = texts.iter().position(|known| **known == *text);
            place.unwrap_or_else(|| {
                texts.push(text.into());
                texts.len() - 1
            }) as u8
        });
        Self {
            texts: texts.into(),
            of,
        }
    }

    fn get(&self, lang: Lang) -> &[u8] {
        &self.texts[usize::from(self.of[lang.index()])]
    }
}

/// A record's JSON in the seven languages.
#[derive(Debug)]
pub struct Rendered {
    /// The fields that are alike in all languages, each as `"name":value,`.
    common: Box<[u8]>,
    /// Where each field ends in `common`; a field that varies takes no room there.
    ends: Box<[u32]>,
    /// The fields that vary, by their number, in order.
    varying: Box<[(u8, Arc<InLanguages>)]>,
}

/// Which top-level fields of a record are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fields {
    /// The first so many.
    First(u8),
    /// Those whose bit is set.
    Only(u64),
}

impl Fields {
    /// Whether the field with this number is wanted.
    pub fn has(self, number: usize) -> bool {
        match self {
            Self::First(count) => number < usize::from(count),
            Self::Only(wanted) => number < 64 && wanted >> number & 1 == 1,
        }
    }
}

/// Serialises records, and keeps what they share.
#[derive(Debug, Default)]
pub struct Renderer {
    shared: HashMap<Arc<InLanguages>, ()>,
}

impl Renderer {
    /// Renders a record, given as what is serialised for each language.
    ///
    /// Every language's record must have the same fields.
    pub fn render<T: Serialize>(
        &mut self,
        in_language: impl Fn(Lang) -> T,
    ) -> Result<Rendered, serde_json::Error> {
        let texts = Lang::ALL
            .iter()
            .map(|lang| serde_json::to_string(&in_language(*lang)))
            .collect::<Result<Vec<_>, _>>()?;
        let split = texts
            .iter()
            .map(|text| serde_json::from_str::<Split<'_>>(text))
            .collect::<Result<Vec<_>, _>>()?;
        let mut common = Vec::with_capacity(texts[0].len());
        let mut ends = Vec::with_capacity(split[0].0.len());
        let mut varying = Vec::new();
        for (number, (name, value)) in split[0].0.iter().enumerate() {
            if split
                .iter()
                .all(|fields| fields.0[number].1.get() == value.get())
            {
                write_field(&mut common, name, value);
            } else {
                let texts = InLanguages::new(std::array::from_fn(|lang| {
                    let (name, value) = split[lang].0[number];
                    let mut text = Vec::with_capacity(name.len() + value.get().len() + 4);
                    write_field(&mut text, name, value);
                    text
                }));
                varying.push((number as u8, self.share(texts)));
            }
            ends.push(common.len() as u32);
        }
        Ok(Rendered {
            common: common.into(),
            ends: ends.into(),
            varying: varying.into(),
        })
    }

    fn share(&mut self, texts: InLanguages) -> Arc<InLanguages> {
        let texts = Arc::new(texts);
        if let Some((known, ())) = self.shared.get_key_value(&texts) {
            return Arc::clone(known);
        }
        self.shared.insert(Arc::clone(&texts), ());
        texts
    }
}

impl Rendered {
    /// Writes the record as a JSON object.
    pub fn write(&self, out: &mut Vec<u8>, lang: Lang, fields: Fields) {
        out.push(b'{');
        let begin = out.len();
        match fields {
            Fields::First(count) => self.write_first(out, lang, count),
            Fields::Only(wanted) => self.write_only(out, lang, wanted),
        }
        if out.len() > begin {
            // Every field ends with a comma; the last one's becomes the end of the object.
            out.pop();
        }
        out.push(b'}');
    }

    fn write_first(&self, out: &mut Vec<u8>, lang: Lang, count: u8) {
        let mut written = 0;
        for (number, texts) in self.varying.iter().filter(|(number, _)| *number < count) {
            let end = self.ends[usize::from(*number)] as usize;
            out.extend_from_slice(&self.common[written..end]);
            out.extend_from_slice(texts.get(lang));
            written = end;
        }
        let last = usize::from(count).min(self.ends.len());
        let end = last
            .checked_sub(1)
            .map_or(0, |last| self.ends[last] as usize);
        out.extend_from_slice(&self.common[written..end]);
    }

    fn write_only(&self, out: &mut Vec<u8>, lang: Lang, wanted: u64) {
        let mut begin = 0;
        for (number, end) in self.ends.iter().enumerate() {
            let end = *end as usize;
            if wanted >> number & 1 == 1 {
                match self
                    .varying
                    .iter()
                    .find(|(varying, _)| usize::from(*varying) == number)
                {
                    Some((_, texts)) => out.extend_from_slice(texts.get(lang)),
                    None => out.extend_from_slice(&self.common[begin..end]),
                }
            }
            begin = end;
        }
    }
}

fn write_field(out: &mut Vec<u8>, name: &str, value: &RawValue) {
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    out.extend_from_slice(value.get().as_bytes());
    out.push(b',');
}

/// An object's fields in their order, each value as it is written.
struct Split<'a>(Vec<(&'a str, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Split<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Split<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::with_capacity(32);
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Split(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rendered: &Rendered, lang: Lang, fields: Fields) -> String {
        let mut out = Vec::new();
        rendered.write(&mut out, lang, fields);
        String::from_utf8(out).unwrap()
    }

    #[derive(Serialize)]
    struct Record {
        id: u8,
        label: String,
        nothing: Option<u8>,
        last: &'static str,
    }

    fn record(lang: Lang) -> Record {
        Record {
            id: 7,
            label: format!("in \"{lang}\""),
            nothing: None,
            last: "x,}",
        }
    }

    #[test]
    fn a_record_reads_as_if_it_were_serialised_for_the_request() {
        let rendered = Renderer::default().render(record).unwrap();
        for lang in Lang::ALL {
            assert_eq!(
                written(&rendered, lang, Fields::First(4)),
                serde_json::to_string(&record(lang)).unwrap()
            );
        }
    }

    #[test]
    fn only_the_wanted_fields_are_written() {
        let rendered = Renderer::default().render(record).unwrap();
        assert_eq!(
            written(&rendered, Lang::Nl, Fields::Only(0b0011)),
            r#"{"id":7,"label":"in \"nl\""}"#
        );
        assert_eq!(
            written(&rendered, Lang::Nl, Fields::Only(0b1000)),
            r#"{"last":"x,}"}"#
        );
        assert_eq!(
            written(&rendered, Lang::Nl, Fields::First(1)),
            r#"{"id":7}"#
        );
        assert_eq!(written(&rendered, Lang::Nl, Fields::Only(0)), "{}");
    }

    #[test]
    fn what_records_share_is_kept_once() {
        let mut renderer = Renderer::default();
        let one = renderer.render(record).unwrap();
        let two = renderer.render(record).unwrap();
        assert!(Arc::ptr_eq(&one.varying[0].1, &two.varying[0].1));
    }
}
