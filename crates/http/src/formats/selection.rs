//! What a list answers with, whatever its format.

use std::sync::Arc;

use serde::Serialize;

use super::columns::{Column, DISTANCE, Row};
use directory::{
    Card, Catalogue, Fields, PublicUrl, Ranking, Snapshot,
    search::{Highlight, Marker},
    views::Setting,
};
use network::{LanguageTag, PageLang};

/// The things that a list answers with, and how they are to be shown. It holds the directory at
/// its revision and the numbers of the things, not the things.
pub struct Selection {
    /// The directory at the revision that answers.
    pub snapshot: Arc<Snapshot>,
    /// Where the things are.
    pub catalogue: fn(&Snapshot) -> &Catalogue,
    /// The things, in their order.
    pub numbers: Vec<u32>,
    /// How far they are, in millimetres, where a place was named.
    pub distances: Option<Ranking>,
    /// What marks where they answer a text, where that was asked for.
    pub marker: Option<Marker>,
    /// The language of labels and texts; of a page, it may be one in which nothing is rendered.
    pub lang: PageLang,
    /// The reader's own language, where it is none of the seven.
    pub reader: Option<LanguageTag>,
    /// The fields that are wanted.
    pub fields: Fields,
    /// The names of the fields, by their number.
    pub field_names: &'static [String],
    /// The columns that there are.
    pub columns: &'static [Column],
    /// Where links begin.
    pub public_url: PublicUrl,
}

impl Selection {
    /// The thing with this number.
    pub fn card(&self, number: u32) -> &Card {
        (self.catalogue)(&self.snapshot).card(number)
    }

    /// How far a thing is, in kilometres to the metre, where a place was named.
    pub fn distance_km(&self, number: u32) -> Option<f64> {
        let millimetres = self.distances.as_ref()?.rank(number)?;
        Some(((millimetres + 500) / 1000) as f64 / 1000.0)
    }

    /// About how many bytes all its things are as JSON.
    pub fn length(&self) -> usize {
        let lang = self.lang.published();
        let cards = self.numbers.iter().map(|number| self.card(*number));
        cards
            .map(|card| card.rendered.length(lang, self.fields))
            .sum()
    }

    /// Writes a thing as a JSON object, with what the query knows of it beyond its record.
    pub fn write_record(&self, out: &mut Vec<u8>, number: u32) -> serde_json::Result<()> {
        let card = self.card(number);
        let setting = Setting {
            taxonomy: &self.snapshot.taxonomy,
            public_url: &self.public_url,
            reader: self.reader.as_ref(),
        };
        let lang = self.lang.published();
        match self.snapshot.in_own_language(card.key, setting)? {
            Some(own) => own.rendered.write(out, lang, self.fields),
            None => card.rendered.write(out, lang, self.fields),
        }
        if let Some(distance) = self.distance_km(number) {
            append(out, DISTANCE, &distance)?;
        }
        if let Some(marker) = &self.marker {
            append(out, "highlights", &self.highlights(marker, number))?;
        }
        Ok(())
    }

    /// Where a thing answers the text that was looked for.
    fn highlights(&self, marker: &Marker, number: u32) -> Vec<Highlight> {
        match self.snapshot.record(self.card(number).key) {
            Some((published, Some(location))) => marker.location(published, location),
            Some((published, None)) => {
                let lang = self.lang.published();
                marker.member(published, &self.snapshot.taxonomy, lang)
            }
            None => Vec::new(),
        }
    }

    /// Whether a field is wanted.
    pub fn wants(&self, field: &str) -> bool {
        let number = self.field_names.iter().position(|name| name == field);
        number.is_some_and(|number| self.fields.has(number))
    }

    /// The columns of the fields that are wanted.
    pub fn wanted_columns(&self) -> Vec<&'static Column> {
        let wanted = |field| match field {
            DISTANCE => self.distances.is_some(),
            field => self.wants(field),
        };
        let columns = self.columns.iter();
        columns.filter(|column| wanted(column.field)).collect()
    }

    /// The thing with this number as the columns see it. A number of this directory has one.
    pub fn row(&self, number: u32) -> Option<Row<'_>> {
        let (published, location) = self.snapshot.record(self.card(number).key)?;
        Some(Row {
            published,
            location,
            setting: Setting {
                taxonomy: &self.snapshot.taxonomy,
                public_url: &self.public_url,
                reader: self.reader.as_ref(),
            },
            lang: self.lang.published(),
            distance_km: self.distance_km(number),
        })
    }
}

/// Puts a field at the end of the object that was just written.
fn append(out: &mut Vec<u8>, name: &str, value: &impl Serialize) -> serde_json::Result<()> {
    out.pop();
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    serde_json::to_writer(&mut *out, name)?;
    out.push(b':');
    serde_json::to_writer(&mut *out, value)?;
    out.push(b'}');
    Ok(())
}
