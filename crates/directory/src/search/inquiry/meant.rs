//! What the words of a query mean, where no name has them: who meets that.

use roaring::RoaringBitmap;

use super::{Answers, Inquiry};
use crate::search::{
    entry::Source,
    expand::Forgiveness,
    found::Found,
    hits::{Hits, Scored, Way},
    numbers::bits,
    query::Query,
    score::{MEANT, MOST, Scorer, WHOLE_NAME},
    understood::{Depth, Interpreter, Reading},
};

impl Inquiry<'_> {
    /// What a query finds by its letters and by its meaning. Who bears its words as a name comes
    /// first, be there a mistake in them; then whoever meets what they mean.
    pub fn find_meant(&self, query: &Query, meanings: &impl Interpreter) -> Hits {
        let mut answers = Answers::none(Scored::new());
        self.add(&mut answers, query.clone(), Forgiveness::Spelling);
        if query.words.is_empty() {
            return answers.hits();
        }
        // Who types words of a name that mean nothing else means the name.
        let strange = match query.required().count_ones() {
            0 | 1 => 0,
            _ => meanings.strange(query) & query.required(),
        };
        if answers.has_named(strange) {
            return answers.hits();
        }
        let as_written = answers.named.len();
        let forgiven = strange != 0 && !answers.convincing;
        if forgiven {
            self.forgive(&mut answers, query);
            if answers.has_named(strange) {
                return answers.hits();
            }
        }
        let said = meanings.read(query, Depth::Said);
        let rest = query.required() & !said.claimed;
        if said.is_empty() && answers.convincing || answers.has_named(rest) {
            return answers.hits();
        }
        if rest == 0 {
            answers.named.truncate(as_written);
            return self.meant(query, answers, said);
        }
        if !forgiven {
            self.forgive(&mut answers, query);
        }
        if answers.has_named(rest) {
            return answers.hits();
        }
        let reading = meanings.read(query, Depth::Guessed);
        let nobody = reading.found.is_empty() && query.required() & !reading.claimed != 0;
        if reading.is_empty() || nobody {
            self.at_last(&mut answers, query);
            let mut hits = answers.hits();
            if hits.scored.is_empty() {
                hits.understood = reading.understood;
            }
            return hits;
        }
        answers.named.truncate(as_written);
        self.meant(query, answers, reading)
    }

    /// Who meets what a query means, after those whose whole name it is, and before those in whose
    /// names its words stand as they are. Of a place, all who have its words.
    fn meant(&self, query: &Query, answers: Answers<Scored>, reading: Reading) -> Hits {
        // A language in which nobody works, and a town in which nobody is, may still be one that
        // somebody tells of.
        let is_only_near = reading.is_place() && reading.distances.is_some();
        if (reading.found.is_empty() || is_only_near) && !answers.found.is_empty() {
            return answers.hits();
        }
        let way = Way {
            query: query.clone(),
            forgiveness: Forgiveness::Spelling,
            known: 0,
        };
        let strict = !query.phrases.is_empty() || !query.unwanted.is_empty();
        let by_distance = reading.distances.as_ref().filter(|_| !strict);
        let by_letters = match by_distance {
            Some(_) => Scored::new(),
            None => self.any_words(&way, &reading.found),
        };
        let mut scored: Scored = Vec::new();
        for number in &reading.found {
            let more = if reading.first.contains(number) {
                MOST / 2
            } else {
                0
            };
            if let Some(distances) = by_distance {
                let nearness = distances.rank(number).map_or(0, nearness);
                scored.push((number, MEANT + nearness + more));
                continue;
            }
            match by_letters.binary_search_by_key(&number, |(number, _)| *number) {
                Ok(place) => scored.push((number, MEANT + more + by_letters[place].1 / 2)),
                Err(_) if strict => {}
                Err(_) => scored.push((number, MEANT + more)),
            }
        }
        let required = query.required();
        for (number, answer) in &answers.named {
            if answer.whole {
                scored.push((*number, WHOLE_NAME + answer.score));
            } else if answer.named & required == required {
                scored.push((*number, answer.score));
            }
        }
        if reading.is_place() && reading.claimed & required == required {
            scored.extend(answers.found);
        }
        scored.settle();
        Hits {
            scored,
            understood: reading.understood,
            ways: vec![way],
        }
    }

    /// How well those of `wanted` answer who have any of the words, by number.
    fn any_words(&self, way: &Way, wanted: &RoaringBitmap) -> Scored {
        let words: Vec<usize> = bits(way.query.required()).collect();
        let mut found = Scored::new();
        for placed in self.segments {
            let expansions = way.expansions(&placed.segment);
            let scorer = Scorer::new(&placed.segment, &way.query, &expansions, 0);
            // Whoever has none of the words may still lack what is not wanted.
            let documents = match way.query.unwanted.is_empty() {
                true => placed.candidates(&expansions, &words, &Source::ALL),
                false => placed.everybody(),
            };
            for document in documents.iter() {
                placed.answers(
                    self.subject,
                    document,
                    &scorer,
                    Some(wanted),
                    |number, answer| {
                        found.push((number, answer.score));
                    },
                );
            }
        }
        found.sort_unstable();
        found
    }
}

/// What is added to a score for so many millimetres from a place: the nearer, the more.
fn nearness(millimetres: u64) -> u32 {
    let share = 1.0 - millimetres as f64 / FARTHEST;
    (share.max(0.0) * f64::from(MOST / 2)) as u32
}

/// Half way round the earth, in millimetres.
const FARTHEST: f64 = 20_004e6;
