//! What is needed of XML: elements, their attributes, and texts.

use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
    name::QName,
};
use zip::ZipArchive;

/// A document while it is read.
pub struct Markup<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

/// The next thing in a document.
pub enum Piece<'b> {
    /// An element begins; an empty one ends right behind.
    Begin(Element<'b>),
    /// An element ends: its name, without a prefix.
    End(String),
    /// A text.
    Text(String),
}

/// The beginning of an element.
pub struct Element<'b>(BytesStart<'b>);

impl Element<'_> {
    /// Its name, without a prefix.
    pub fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// Whether this is its name, without a prefix.
    pub fn is(&self, name: &str) -> bool {
        self.0.local_name().as_ref() == name
    }

    /// An attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.first(|key| key.local_name().as_ref() == name)
    }

    /// An attribute by its whole name.
    pub fn own(&self, name: &str) -> Option<String> {
        self.first(|key| key.as_ref() == name)
    }

    fn first(&self, is_it: impl Fn(QName<'_>) -> bool) -> Option<String> {
        let attributes = self.0.attributes();
        let mut attributes = attributes.filter_map(Result::ok);
        let found = attributes.find(|attribute| is_it(attribute.key))?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// Whether an attribute, by its whole name, says yes.
    pub fn says(&self, name: &str) -> bool {
        matches!(self.own(name).as_deref(), Some("1" | "true" | "on"))
    }

    /// An attribute, by its whole name, that is a number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.own(name)?.trim().parse().ok()
    }
}

impl<R: BufRead> Markup<R> {
    /// Begins to read a document.
    pub fn new(content: R) -> Self {
        let mut reader = Reader::from_reader(content);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Self {
            reader,
            buffer: Vec::new(),
        }
    }

    /// The next element or text; nothing at the end.
    pub fn next(&mut self) -> Result<Option<Piece<'_>>, String> {
        loop {
            self.buffer.clear();
            // The borrow of one turn must not outlive it, so what goes on is told apart here.
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(|error| error.to_string())?;
            let piece = match event {
                Event::Start(element) => Piece::Begin(Element(element.into_owned())),
                Event::End(element) => Piece::End(element.local_name().as_ref().to_owned()),
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => Piece::Text(match &*entity {
                    "amp" => "&".to_owned(),
                    "lt" => "<".to_owned(),
                    "gt" => ">".to_owned(),
                    "quot" => "\"".to_owned(),
                    "apos" => "'".to_owned(),
                    _ => match entity.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string(),
                        _ => format!("&{};", &*entity),
                    },
                }),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(piece));
        }
    }
}

/// A part of a zip as a document; nothing when it has no such part. Names are compared as spreadsheet
/// programs do: whatever their case, and with either slash.
pub fn part<'z, R: Read + Seek>(
    archive: &'z mut ZipArchive<R>,
    path: &str,
) -> Option<Markup<BufReader<impl Read + use<'z, R>>>> {
    let plain = |path: &str| path.replace('\\', "/").to_ascii_lowercase();
    let wanted = plain(path);
    let name = {
        let names = archive.file_names().filter_map(Result::ok);
        // The last one, as the library does that reads the values of a workbook.
        let names = names.filter(|name| plain(name) == wanted);
        names.last()?.into_owned()
    };
    let file = archive.by_name(&name).ok()?;
    Some(Markup::new(BufReader::new(file)))
}
