//! Records that are serialised once, when they change, and not for each request.
//!
//! A record's JSON differs between the seven languages in a few fields only (labels, texts). So a
//! record is kept as one run of bytes for the fields that are alike, and beside it the few fields
//! that are not: those that many records share (a country's name, a set of services) are kept
//! once for all of them.

use std::{collections::HashSet, io, sync::Arc};

use serde::Serialize;
use serde_json::ser::Formatter;

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
    fn new(given: [&[u8]; LANGS]) -> Self {
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

/// A field that is not alike in all languages.
#[derive(Debug)]
struct Varying {
    number: u8,
    /// How much of the fields that are alike stands before it: also kept here because a list writes
    /// many records, and each further place to look at is one that the processor waits for.
    before: u32,
    texts: Arc<InLanguages>,
}

/// A record's JSON in the seven languages.
#[derive(Debug)]
pub struct Rendered {
    /// The fields that are alike in all languages, each as `"name":value,`.
    common: Box<[u8]>,
    /// Where each field ends in `common`; a field that varies takes no room there.
    ends: Box<[u32]>,
    /// The fields that vary, in order.
    varying: Box<[Varying]>,
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
    shared: HashSet<Arc<InLanguages>>,
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
            .map(|lang| field_lines(&in_language(*lang)))
            .collect::<Result<Vec<_>, _>>()?;
        let lines: Vec<Vec<&[u8]>> = texts.iter().map(|text| fields_of(text)).collect();
        let mut common = Vec::with_capacity(texts[0].len());
        let mut ends = Vec::with_capacity(lines[0].len());
        let mut varying = Vec::new();
        for (number, first) in lines[0].iter().enumerate() {
            if lines.iter().all(|fields| fields[number] == *first) {
                common.extend_from_slice(first);
            } else {
                let texts = InLanguages::new(std::array::from_fn(|lang| lines[lang][number]));
                varying.push(Varying {
                    number: number as u8,
                    before: common.len() as u32,
                    texts: self.share(texts),
                });
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
        if let Some(known) = self.shared.get(&texts) {
            return Arc::clone(known);
        }
        self.shared.insert(Arc::clone(&texts));
        texts
    }
}

impl Rendered {
    /// About how many bytes [`write`](Self::write) writes at most.
    pub fn length(&self, lang: Lang, fields: Fields) -> usize {
        let alike = match fields {
            Fields::First(count) => self.end_of(count),
            Fields::Only(_) => self.common.len(),
        };
        let varying = self.varying.iter();
        let varying = varying.filter(|field| fields.has(usize::from(field.number)));
        let varying = varying.map(|field| field.texts.get(lang).len());
        alike + varying.sum::<usize>() + 2
    }

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
        for field in self.varying.iter().filter(|field| field.number < count) {
            let before = field.before as usize;
            out.extend_from_slice(&self.common[written..before]);
            out.extend_from_slice(field.texts.get(lang));
            written = before;
        }
        out.extend_from_slice(&self.common[written..self.end_of(count)]);
    }

    /// Where the first so many fields end in what is alike in all languages.
    fn end_of(&self, count: u8) -> usize {
        let last = usize::from(count).min(self.ends.len()).checked_sub(1);
        last.map_or(0, |last| self.ends[last] as usize)
    }

    fn write_only(&self, out: &mut Vec<u8>, lang: Lang, wanted: u64) {
        let mut begin = 0;
        for (number, end) in self.ends.iter().enumerate() {
            let end = *end as usize;
            if wanted >> number & 1 == 1 {
                let mut varying = self.varying.iter();
                match varying.find(|field| usize::from(field.number) == number) {
                    Some(field) => out.extend_from_slice(field.texts.get(lang)),
                    None => out.extend_from_slice(&self.common[begin..end]),
                }
            }
            begin = end;
        }
    }
}

/// Stands behind each field in [`field_lines`]. JSON has a line end within a string escaped.
const END_OF_FIELD: u8 = b'\n';

/// Serialises a record field by field: each top-level field as `"name":value,` and a line end.
fn field_lines(record: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::with_capacity(2048);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, FieldLines::default());
    record.serialize(&mut serializer)?;
    Ok(out)
}

/// The fields of a record as [`field_lines`] wrote them, without their line ends.
fn fields_of(lines: &[u8]) -> Vec<&[u8]> {
    let fields = lines.split_inclusive(|byte| *byte == END_OF_FIELD);
    fields.map(|field| &field[..field.len() - 1]).collect()
}

/// How JSON is written by [`field_lines`]: without the braces of the record itself, and with a line
/// end behind each of its fields.
#[derive(Default)]
struct FieldLines {
    /// How many objects are open.
    depth: usize,
}

impl Formatter for FieldLines {
    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        match self.depth {
            1 => Ok(()),
            _ => out.write_all(b"{"),
        }
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        match self.depth {
            0 => Ok(()),
            _ => out.write_all(b"}"),
        }
    }

    fn begin_object_key<W>(&mut self, out: &mut W, first: bool) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        match first || self.depth == 1 {
            true => Ok(()),
            false => out.write_all(b","),
        }
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        match self.depth {
            1 => out.write_all(&[b',', END_OF_FIELD]),
            _ => Ok(()),
        }
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
        assert!(Arc::ptr_eq(&one.varying[0].texts, &two.varying[0].texts));
    }
}
