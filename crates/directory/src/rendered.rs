//! Records that are serialised once, when they change, and not for each request.
//!
//! A record's JSON differs between the seven languages in a few values only (labels, texts). So a
//! record is written once, as one run of bytes with gaps, and beside it is kept what fills them:
//! values that many records share (a country's name, a service's label) are kept once for all of
//! them. A place is kept as where it stands in its member's run.

mod renderer;

use std::{
    ops::Range,
    sync::{Arc, LazyLock},
};

pub use renderer::Renderer;

use super::views::{LOCATION_FIELDS, MEMBER_FIELDS};
use network::Lang;

const LANGS: usize = Lang::ALL.len();

/// A value in the seven languages.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
struct InLanguages {
    /// The texts that differ, one behind the other.
    texts: Box<[u8]>,
    /// Where each language's stands.
    at: [(u32, u32); LANGS],
}

impl InLanguages {
    /// Takes a line for each language.
    fn new(lines: &[u8]) -> Self {
        let mut texts = Vec::with_capacity(lines.len());
        let mut at = [(0, 0); LANGS];
        for (place, text) in lines.split(|byte| *byte == b'\n').take(LANGS).enumerate() {
            let is_same =
                |(begin, end): &(u32, u32)| texts[*begin as usize..*end as usize] == *text;
            at[place] = match at[..place].iter().copied().find(is_same) {
                Some(known) => known,
                None => {
                    let begin = texts.len() as u32;
                    texts.extend_from_slice(text);
                    (begin, texts.len() as u32)
                }
            };
        }
        Self {
            texts: texts.as_slice().into(),
            at,
        }
    }

    fn get(&self, lang: Lang) -> &[u8] {
        let (begin, end) = self.at[lang.index()];
        &self.texts[begin as usize..end as usize]
    }
}

/// The fields of a record in the seven languages.
#[derive(Debug)]
pub struct Text {
    /// The fields, each as `"name":value,`, without what differs between the languages.
    common: Box<[u8]>,
    /// Where each field ends in `common`. It lies here, as what follows does, because a list writes
    /// many records, and each further place to look at is one that the processor waits for.
    ends: [u32; MOST_FIELDS],
    /// How many fields there are.
    count: u32,
    /// Between which places in `common` all that differs stands.
    varies: Range<u32>,
    /// What differs, with its place in `common`, in order.
    varying: Box<[(u32, Arc<InLanguages>)]>,
}

/// As many fields as a member has.
const MOST_FIELDS: usize = 24;

/// An object within a record: where it begins and ends, and where each of its fields ends.
#[derive(Debug)]
pub struct Part {
    at: Range<u32>,
    ends: Box<[u32]>,
}

/// A record's JSON in the seven languages.
#[derive(Debug)]
pub enum Rendered {
    /// That of a member.
    Member(Arc<Text>),
    /// That of a place, nearly all of which stands in its member's.
    Place {
        /// The member's.
        of: Arc<Text>,
        /// The place in it.
        part: Part,
        /// Its field of services, where it is not the member's.
        services: Option<Box<Text>>,
    },
}

/// The first fields of a member are those of a reference to it, up to this one …
const NAME_LANGUAGE: usize = 3;
/// … and these are further fields that a place shows of it, which are its last ones.
static SHARED_FIELDS: LazyLock<[usize; 3]> = LazyLock::new(|| {
    ["services", "updated_at", "url"].map(|name| {
        MEMBER_FIELDS
            .iter()
            .take_while(|field| *field != name)
            .count()
    })
});

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

impl Text {
    /// Where a field stands.
    fn field(&self, number: usize) -> Range<u32> {
        let begin = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        begin..self.ends[number]
    }

    /// Where the first so many fields end.
    fn end_of(&self, count: u8) -> u32 {
        let last = usize::from(count).min(self.count as usize).checked_sub(1);
        last.map_or(0, |last| self.ends[last])
    }

    fn length(&self, lang: Lang, alike: usize) -> usize {
        let varying = self.varying.iter();
        alike
            + varying
                .map(|(_, texts)| texts.get(lang).len())
                .sum::<usize>()
            + 2
    }

    /// Writes fields, each with a comma behind it.
    fn write(&self, out: &mut Vec<u8>, lang: Lang, fields: Fields) {
        match fields {
            Fields::First(count) => self.copy(out, lang, 0..self.end_of(count)),
            Fields::Only(_) => {
                for number in (0..self.count as usize).filter(|number| fields.has(*number)) {
                    self.copy(out, lang, self.field(number));
                }
            }
        }
    }

    fn copy(&self, out: &mut Vec<u8>, lang: Lang, range: Range<u32>) {
        let mut copied = range.start as usize;
        let is_alike = range.end < self.varies.start || self.varies.end <= range.start;
        let varying = if is_alike { &[] } else { &*self.varying };
        // A range begins with a name or a comma, and may end with a gap.
        let is_within = |place: u32| range.start < place && place <= range.end;
        for (place, texts) in varying.iter().filter(|(place, _)| is_within(*place)) {
            out.extend_from_slice(&self.common[copied..*place as usize]);
            out.extend_from_slice(texts.get(lang));
            copied = *place as usize;
        }
        out.extend_from_slice(&self.common[copied..range.end as usize]);
    }
}

impl Rendered {
    /// About how many bytes [`write`](Self::write) writes at most.
    pub fn length(&self, lang: Lang, fields: Fields) -> usize {
        match (self, fields) {
            (Self::Member(text), Fields::First(count)) => {
                text.length(lang, text.end_of(count) as usize)
            }
            (Self::Member(text), Fields::Only(_)) => text.length(lang, text.common.len()),
            (Self::Place { of, part, .. }, _) => {
                let shown = SHARED_FIELDS.map(|number| of.field(number).len());
                let reference = of.ends[NAME_LANGUAGE] as usize + "\"member\":{},".len();
                of.length(
                    lang,
                    part.at.len() + reference + shown.iter().sum::<usize>(),
                )
            }
        }
    }

    /// Writes the record as a JSON object.
    pub fn write(&self, out: &mut Vec<u8>, lang: Lang, fields: Fields) {
        out.push(b'{');
        let begin = out.len();
        match self {
            Self::Member(text) => text.write(out, lang, fields),
            Self::Place { of, part, services } => {
                write_place(out, lang, fields, (of, part, services.as_deref()));
            }
        }
        if out.len() > begin {
            // Every field ends with a comma; the last one's becomes the end of the object.
            out.pop();
        }
        out.push(b'}');
    }
}

fn write_place(
    out: &mut Vec<u8>,
    lang: Lang,
    fields: Fields,
    (of, part, services): (&Text, &Part, Option<&Text>),
) {
    let own = LOCATION_FIELDS.len() - 3;
    match fields {
        Fields::First(count) if usize::from(count) >= own => {
            of.copy(out, lang, part.at.clone());
            out.push(b',');
        }
        _ => {
            for number in (0..own).filter(|number| fields.has(*number)) {
                // All but the first have a comma before them.
                let before = number.checked_sub(1);
                let begin = before.map_or(part.at.start, |before| part.ends[before] + 1);
                of.copy(out, lang, begin..part.ends[number]);
                out.push(b',');
            }
        }
    }
    let [of_services, of_time, of_url] = *SHARED_FIELDS;
    if fields.has(own) {
        out.extend_from_slice(b"\"member\":{");
        of.copy(out, lang, 0..of.ends[NAME_LANGUAGE]);
        of.copy(out, lang, of.field(of_url));
        out.pop();
        out.extend_from_slice(b"},");
    }
    if fields.has(own + 1) {
        match services {
            Some(text) => text.write(out, lang, Fields::First(1)),
            None => of.copy(out, lang, of.field(of_services)),
        }
    }
    if fields.has(own + 2) {
        of.copy(out, lang, of.field(of_time));
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::told::{Telling, Told};

    #[derive(Serialize)]
    struct Record {
        id: u8,
        label: Told<&'static str>,
        nothing: Option<u8>,
        last: &'static str,
    }

    fn record(telling: impl Into<Telling>) -> Record {
        Record {
            id: 7,
            label: telling.into().tell(|lang| match lang.code() {
                "nl" => "in \"nl\"",
                _ => "in\nanother",
            }),
            nothing: None,
            last: "x,}",
        }
    }

    fn rendered(renderer: &mut Renderer) -> Arc<Text> {
        Arc::new(renderer.render(&record(Telling::InEach), None).unwrap().0)
    }

    fn written(lang: Lang, fields: Fields) -> String {
        let mut out = Vec::new();
        Rendered::Member(rendered(&mut Renderer::default())).write(&mut out, lang, fields);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_record_reads_as_if_it_were_serialised_for_the_request() {
        for lang in Lang::ALL {
            assert_eq!(
                written(lang, Fields::First(4)),
                serde_json::to_string(&record(lang)).unwrap()
            );
        }
    }

    #[test]
    fn only_the_wanted_fields_are_written() {
        for (fields, expected) in [
            (Fields::Only(0b0011), r#"{"id":7,"label":"in \"nl\""}"#),
            (Fields::Only(0b1000), r#"{"last":"x,}"}"#),
            (Fields::First(1), r#"{"id":7}"#),
            (Fields::Only(0), "{}"),
        ] {
            assert_eq!(written(Lang::Nl, fields), expected);
        }
    }

    #[test]
    fn what_records_share_is_kept_once() {
        let mut renderer = Renderer::default();
        let (one, two) = (rendered(&mut renderer), rendered(&mut renderer));
        assert!(Arc::ptr_eq(&one.varying[0].1, &two.varying[0].1));
    }
}
