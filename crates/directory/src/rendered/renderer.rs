//! How records are serialised for all seven languages at once.

use std::{collections::HashSet, io, sync::Arc};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::{InLanguages, MOST_FIELDS, Part, Text};

/// Serialises records, and keeps what they share.
#[derive(Debug, Default)]
pub struct Renderer {
    shared: HashSet<Arc<InLanguages>>,
    written: Vec<u8>,
    common: Vec<u8>,
}

impl Renderer {
    /// Renders a record that is told in each language, and says where the objects in its field
    /// number `parted` stand.
    pub fn render(
        &mut self,
        record: &impl Serialize,
        parted: Option<usize>,
    ) -> Result<(Text, Vec<Part>), serde_json::Error> {
        let Self {
            shared,
            written,
            common,
        } = self;
        written.clear();
        common.clear();
        let mut varying = Vec::new();
        let marks = Marks {
            depth: 0,
            field: 0,
            parted,
            told: |lines: &[u8]| varying.push(share(shared, lines)),
        };
        record.serialize(&mut serde_json::Serializer::with_formatter(
            &mut *written,
            marks,
        ))?;
        let mut varying = varying.into_iter();
        let (mut ends, mut count, mut places) = ([0; MOST_FIELDS], 0, Vec::new());
        let mut parts: Vec<(u32, Vec<u32>)> = Vec::new();
        for run in written.split_inclusive(|byte| *byte < b' ') {
            let Some((mark, run)) = run.split_last() else {
                continue;
            };
            common.extend_from_slice(run);
            let end = common.len() as u32;
            match *mark {
                VARYING => places.extend(varying.next().map(|texts| (end, texts))),
                BEGIN_OF_PART => parts.push((end, Vec::with_capacity(16))),
                END_IN_PART => parts
                    .last_mut()
                    .into_iter()
                    .for_each(|(_, ends)| ends.push(end)),
                _ => {
                    ends[count] = end;
                    count += 1;
                }
            }
        }
        let text = Text {
            common: common.as_slice().into(),
            ends,
            count: count as u32,
            varies: match &places[..] {
                [] => 0..0,
                [(first, _), ..] => *first..places[places.len() - 1].0 + 1,
            },
            varying: places.into(),
        };
        let parts = parts.iter().map(|(begin, ends)| Part {
            at: *begin..ends.last().copied().unwrap_or(*begin),
            ends: ends.as_slice().into(),
        });
        Ok((text, parts.collect()))
    }
}

fn share(shared: &mut HashSet<Arc<InLanguages>>, lines: &[u8]) -> Arc<InLanguages> {
    let texts = InLanguages::new(lines);
    match shared.get(&texts) {
        Some(known) => Arc::clone(known),
        None => {
            let texts = Arc::new(texts);
            shared.insert(Arc::clone(&texts));
            texts
        }
    }
}

/// Stands behind each field of a record. JSON has such bytes within a string escaped.
const END_OF_FIELD: u8 = b'\n';
/// Stands in place of what differs between the languages.
const VARYING: u8 = 0;
/// Stands where an object in the parted field begins, …
const BEGIN_OF_PART: u8 = 1;
/// … and behind each of its fields.
const END_IN_PART: u8 = 2;

/// How JSON is written for rendering: with marks, each field of the record itself with a comma behind
/// it, and without the record's braces.
struct Marks<F> {
    /// How many objects are open.
    depth: usize,
    /// The number of the record's field.
    field: usize,
    parted: Option<usize>,
    /// Takes what differs, a line for each language.
    told: F,
}

impl<F: FnMut(&[u8])> Formatter for Marks<F> {
    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        match self.depth {
            1 => Ok(()),
            2 if self.parted == Some(self.field) => out.write_all(&[b'{', BEGIN_OF_PART]),
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
            1 => {
                self.field += 1;
                out.write_all(&[b',', END_OF_FIELD])
            }
            2 if self.parted == Some(self.field) => out.write_all(&[END_IN_PART]),
            _ => Ok(()),
        }
    }

    fn write_byte_array<W>(&mut self, out: &mut W, lines: &[u8]) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        (self.told)(lines);
        out.write_all(&[VARYING])
    }
}
