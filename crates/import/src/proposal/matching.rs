//! What a column means: by its name, and by what its cells look like. Privacy comes first.

use std::collections::HashSet;

use super::{
    looks::{Cells, Looks},
    seen::{Confidence, Match, Meaning, Privacy},
};
use crate::{
    fields::TableName,
    privacy::{self, Effect},
    vocabulary::{FieldName, Vocabulary, plain},
};
use network::{Listing, ServiceType, Visibility, nearest::nearest};

use TableName::{Contacts, Locations, Members};

/// What columns are matched with.
pub struct Matcher<'a> {
    /// The words.
    pub vocabulary: &'a Vocabulary,
    /// The network's services.
    pub services: &'a [ServiceType],
    /// The tables that the rows may feed, the likeliest first.
    pub tables: Vec<TableName>,
}

impl Matcher<'_> {
    /// What a column means.
    pub fn column(&self, name: &str, cells: &Cells) -> Match {
        let called = plain(name);
        let found = self
            .privacy(&called, name, cells)
            .or_else(|| self.row_kind(&called, cells))
            .or_else(|| self.exactly(&called, cells))
            .or_else(|| self.of_a_person(&called))
            .or_else(|| self.last_name(&called, cells))
            .or_else(|| self.service(&called, cells))
            .or_else(|| self.passed_over(&called))
            .or_else(|| self.in_words(&called))
            .or_else(|| self.nearly(&called))
            .or_else(|| self.by_look(cells));
        match found.filter(|found| !is_no_answer(found, cells)) {
            Some(found) => doubted(found, cells),
            None => Match {
                meaning: Meaning::Unknown,
                confidence: Confidence::Guess,
                why: "nothing is known of it".to_owned(),
            },
        }
    }

    fn privacy(&self, called: &str, name: &str, cells: &Cells) -> Option<Match> {
        let (privacy, confidence) = match self.vocabulary.privacy.get(called) {
            Some(word) => (
                Privacy {
                    about: word.about,
                    yes: Some(Effect::Hides),
                    place: word.yes.clone(),
                    of_a_system: true,
                },
                Confidence::Sure,
            ),
            None => {
                if self.field(called).is_some_and(|field| is_own(field, cells)) {
                    return None;
                }
                let heard = privacy::column(name)?;
                if let Some(reached) = reached_by(cells) {
                    // It is what it says of: a telephone that is for everybody, or for nobody.
                    return match heard.yes {
                        Some(Effect::Shows) => None,
                        _ => self.kept_back(reached),
                    };
                }
                let privacy = Privacy {
                    about: heard.about,
                    yes: heard.yes,
                    place: None,
                    of_a_system: false,
                };
                (privacy, Confidence::Likely)
            }
        };
        Some(Match {
            meaning: Meaning::Privacy(privacy),
            confidence,
            why: "its name says what may be known".to_owned(),
        })
    }

    /// What reaches somebody, and is not for everybody.
    fn kept_back(&self, reached: &str) -> Option<Match> {
        let field = FieldName::of(Contacts, reached, None)?;
        Some(Match {
            meaning: match self.tables.contains(&Contacts) {
                true => Meaning::Field(field),
                false => Meaning::PassedOver,
            },
            confidence: Confidence::Likely,
            why: "its name says that it is not for everybody, so it stays private".to_owned(),
        })
    }

    fn row_kind(&self, called: &str, cells: &Cells) -> Option<Match> {
        let is_known = |text: &String| self.vocabulary.value("row_kind", text).is_some();
        let is_kind = self.vocabulary.row_kinds.contains(called)
            && self.tables.contains(&Members)
            && cells.distinct.keys().any(is_known);
        is_kind.then(|| Match {
            meaning: Meaning::RowKind,
            confidence: Confidence::Sure,
            why: "it tells rows of organisations, which are taken, from those of people".to_owned(),
        })
    }

    fn field(&self, called: &str) -> Option<&FieldName> {
        let mut tables = self.tables.iter();
        tables.find_map(|table| self.vocabulary.field(*table, called))
    }

    fn exactly(&self, called: &str, cells: &Cells) -> Option<Match> {
        let found = self.field(called)?;
        let field = self.by_cells(found, cells);
        Some(Match {
            meaning: Meaning::Field(field),
            confidence: Confidence::Sure,
            why: "by its name".to_owned(),
        })
    }

    /// The same name stands for two fields, which the cells tell apart.
    fn by_cells(&self, found: &FieldName, cells: &Cells) -> FieldName {
        let other = match found.field {
            // Our own identifiers are UUIDs; those of others are the keys of their spreadsheet.
            "id" if found.table == Members && !cells.are_uuids() => "external_id",
            "names" if cells.are_short_words() => "acronym",
            _ => return found.clone(),
        };
        FieldName::of(found.table, other, None).unwrap_or_else(|| found.clone())
    }

    /// What is a person's: its e-mail address is not the organisation's.
    fn of_a_person(&self, called: &str) -> Option<Match> {
        if !self.tables.contains(&Contacts) {
            return None;
        }
        let words: Vec<&str> = called.split(' ').collect();
        let is_persons = |word: &&str| self.vocabulary.person.contains(*word);
        if words.len() < 2 || !words.iter().any(is_persons) {
            return None;
        }
        let rest: Vec<&str> = words
            .into_iter()
            .filter(|word| !is_persons(word) && !JOINING.contains(word))
            .collect();
        let rest = rest.join(" ");
        let of_member = self.vocabulary.field(Members, &rest);
        let field = match of_member.map(|found| found.field) {
            Some(field @ ("email" | "phone" | "phones")) => field,
            Some("name") => "name",
            _ => self.vocabulary.field(Contacts, &rest)?.field,
        };
        let field = FieldName::of(Contacts, field, None)
            .or_else(|| FieldName::of(Contacts, "phone", None))?;
        Some(Match {
            meaning: Meaning::Field(field),
            confidence: Confidence::Likely,
            why: "its name is about a person, so it stays private".to_owned(),
        })
    }

    fn last_name(&self, called: &str, cells: &Cells) -> Option<Match> {
        let is_kept = self.tables.contains(&Contacts) && cells.filled > 0;
        if !is_kept || !self.vocabulary.last_names.contains(called) {
            return None;
        }
        Some(Match {
            meaning: Meaning::Field(FieldName::of(Contacts, "name", None)?),
            confidence: Confidence::Likely,
            why: "it is the name of a person, who stays private".to_owned(),
        })
    }

    fn service(&self, called: &str, cells: &Cells) -> Option<Match> {
        let is_read = self.tables.contains(&TableName::Services);
        // Nobody has ticked it yet, or all that stands there are ticks.
        let is_ticked = cells.filled == 0 || cells.mostly(Looks::YesOrNo, 90);
        if !is_read || !is_ticked {
            return None;
        }
        let code = self.vocabulary.service(self.services, called)?;
        Some(Match {
            meaning: Meaning::Service(code),
            confidence: Confidence::Likely,
            why: "it is called like a service, and nothing but ticks stands in it".to_owned(),
        })
    }

    fn passed_over(&self, called: &str) -> Option<Match> {
        let vocabulary = self.vocabulary;
        let is_known = vocabulary.passed_over.contains(called)
            || vocabulary.first_names.contains(called)
            || vocabulary.last_names.contains(called)
            || vocabulary.row_kinds.contains(called);
        is_known.then(|| Match {
            meaning: Meaning::PassedOver,
            confidence: Confidence::Sure,
            why: "the directory has no field for it".to_owned(),
        })
    }

    /// A name with all the words of one that is known, and more.
    fn in_words(&self, called: &str) -> Option<Match> {
        let words: HashSet<&str> = called.split(' ').collect();
        let mut best: Option<(usize, &FieldName, &str)> = None;
        for table in &self.tables {
            for (known, field) in self.vocabulary.names(*table) {
                let has_all = known.len() >= 4 && known.split(' ').all(|word| words.contains(word));
                // The longest says most; between equals the order of the alphabet decides.
                let is_better = best.is_none_or(|(length, _, other)| {
                    known.len() > length || (known.len() == length && known < other)
                });
                if has_all && !is_vague(known) && is_better {
                    best = Some((known.len(), field, known));
                }
            }
            if best.is_some() {
                break;
            }
        }
        let (_, field, known) = best?;
        Some(Match {
            meaning: Meaning::Field(field.clone()),
            confidence: Confidence::Likely,
            why: format!("its name has the words \"{known}\""),
        })
    }

    fn nearly(&self, called: &str) -> Option<Match> {
        if called.chars().count() < 5 {
            return None;
        }
        for table in &self.tables {
            let mut names: Vec<(&str, &FieldName)> = self.vocabulary.names(*table).collect();
            names.sort_unstable_by_key(|(name, _)| *name);
            // A slip is rarely in the first letter, and other words are.
            let first = called.chars().next();
            let like = names.iter().map(|(name, _)| *name);
            let like =
                like.filter(|name| name.chars().count() >= 5 && name.chars().next() == first);
            let near = nearest(called, like);
            if let Some((known, field)) = names.iter().find(|(name, _)| Some(*name) == near) {
                return Some(Match {
                    meaning: Meaning::Field((*field).clone()),
                    confidence: Confidence::Guess,
                    why: format!("its name is nearly \"{known}\""),
                });
            }
        }
        None
    }

    /// A column of which the name says nothing. What may be a person's is no guess to be made.
    fn by_look(&self, cells: &Cells) -> Option<Match> {
        let (field, why) = match cells.looks()? {
            Looks::Web => ("website", "its cells are addresses on the web"),
            Looks::Country => ("country", "its cells are countries"),
            Looks::Languages if cells.filled > 1 => ("languages", "its cells are languages"),
            Looks::Email if cells.are_roles(self.vocabulary) => {
                ("email", "its cells are e-mail addresses of offices")
            }
            _ => return None,
        };
        let mut tables = self.tables.iter();
        let field = tables.find_map(|table| FieldName::of(*table, field, None))?;
        Some(Match {
            meaning: Meaning::Field(field),
            confidence: Confidence::Guess,
            why: why.to_owned(),
        })
    }
}

/// What most cells are that reach somebody, as contacts have it.
fn reached_by(cells: &Cells) -> Option<&'static str> {
    [(Looks::Phone, "phone"), (Looks::Email, "email")]
        .into_iter()
        .find(|(looks, _)| cells.mostly(*looks, 50))
        .map(|(_, field)| field)
}

/// Words between those that say something.
const JOINING: [&str; 16] = [
    "of", "the", "van", "de", "der", "des", "du", "da", "do", "del", "di", "della", "s", "l", "la",
    "le",
];

/// Names that mean something alone and nothing among others.
fn is_vague(known: &str) -> bool {
    const VAGUE: [&str; 16] = [
        "name", "naam", "nome", "nombre", "code", "place", "site", "state", "number", "text",
        "free", "left", "function", "note", "source", "land",
    ];
    VAGUE.contains(&known)
}

/// Whether a column of our own name has our own words in it.
fn is_own(field: &FieldName, cells: &Cells) -> bool {
    let mut texts = cells.distinct.keys();
    match (field.table, field.field) {
        (Locations, "visibility") => texts.all(|text| text.parse::<Visibility>().is_ok()),
        (Members, "listing") => texts.all(|text| text.parse::<Listing>().is_ok()),
        _ => true,
    }
}

/// Whether a name was taken for a text's, and nothing but yes and no stands there.
fn is_no_answer(found: &Match, cells: &Cells) -> bool {
    let is_text =
        matches!(&found.meaning, Meaning::Field(field) if field.field != "free_of_charge");
    is_text && found.confidence != Confidence::Sure && cells.mostly(Looks::YesOrNo, 90)
}

/// A name that the cells contradict is a guess.
fn doubted(found: Match, cells: &Cells) -> Match {
    let Meaning::Field(field) = &found.meaning else {
        return found;
    };
    let expected = match field.field {
        "website" => Looks::Web,
        "email" => Looks::Email,
        "country" => Looks::Country,
        "latitude" | "longitude" => Looks::Degrees,
        "joined_on" | "left_on" => Looks::Day,
        _ => return found,
    };
    if cells.filled == 0 || cells.mostly(expected, 40) {
        return found;
    }
    Match {
        confidence: Confidence::Guess,
        why: format!("{}, though its cells do not look like it", found.why),
        ..found
    }
}
