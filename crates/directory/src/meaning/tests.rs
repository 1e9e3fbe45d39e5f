//! What queries are understood as.

use super::*;
use network::ServiceType;

struct Words {
    taxonomy: Taxonomy,
    own: OwnWords,
    gazetteer: Gazetteer,
    catalogue: Catalogue,
}

impl Words {
    fn new(types: Vec<ServiceType>) -> Self {
        let taxonomy = Taxonomy::new(types);
        Self {
            own: OwnWords::new(&taxonomy).unwrap(),
            taxonomy,
            gazetteer: Gazetteer::default(),
            catalogue: Catalogue::default(),
        }
    }

    /// The services that a query is understood to be about.
    fn services(&self, query: &str, reader: &str) -> Vec<String> {
        let meanings = Meanings {
            taxonomy: &self.taxonomy,
            own: &self.own,
            gazetteer: &self.gazetteer,
            members: &self.catalogue,
            catalogue: &self.catalogue,
            lang: network::Lang::En.into(),
            reader: reader.parse().unwrap(),
        };
        let query = Query::parse(query).unwrap();
        let spans = Spans::of(&meanings, &query, Depth::Guessed);
        let types = spans.iter().filter_map(|span| match span.meaning {
            Meaning::Need(need) => self.own.meeting(need).first().copied(),
            Meaning::Service(number) => Some(number),
            _ => None,
        });
        types
            .map(|number| self.taxonomy.types()[number].code.to_string())
            .collect()
    }
}

#[test]
fn most_queries_of_people_in_need_are_understood() {
    let words = Words::new(ServiceType::core());
    let (mut asked, mut missed) = (0, Vec::new());
    for line in include_str!("../../../../benches/needs.tsv")
        .lines()
        .skip(1)
    {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, query, service] = cells[..] else {
            panic!("{line}");
        };
        asked += 1;
        let understood = words.services(query, language);
        if !understood.iter().any(|known| known == service) {
            missed.push(format!("{line}: {understood:?}"));
        }
    }
    let share = 1.0 - missed.len() as f64 / f64::from(asked);
    assert!(share >= 0.98, "{share}\n{}", missed.join("\n"));
}
