//! What is answered.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    EntityType, ORGANIZATION,
    asked::{Extension, Question},
    properties::{Property, Subject},
};
use directory::{Found, PublicUrl, Snapshot, recognition::Recognised};
use network::{Lang, MemberId};

/// Who may be meant by one query, the likeliest first.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationResult)]
pub struct Answered {
    /// Who may be meant.
    result: Vec<Candidate>,
}

/// A member that may be meant.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationCandidate)]
pub struct Candidate {
    /// Its identifier.
    id: MemberId,
    /// Its name.
    #[schema(example = "Open Huis Gent")]
    name: String,
    /// Where it is.
    #[schema(example = "Gent, Belgium")]
    description: String,
    /// What it is.
    r#type: [EntityType; 1],
    /// How likely it is meant, from 0 to 100.
    score: f64,
    /// What the score is made of.
    features: Vec<Feature>,
    /// Whether it is meant for certain.
    r#match: bool,
}

/// What a score is made of.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationFeature)]
struct Feature {
    /// What is compared.
    #[schema(example = "name_similarity")]
    id: &'static str,
    /// How like it is, from 0 to 100, or whether it is the same.
    value: Value,
}

/// Answers a batch.
pub fn answered(snapshot: &Snapshot, lang: Lang, batch: &[Question]) -> BTreeMap<String, Answered> {
    let answer = |question: &Question| {
        let found = snapshot.recognise(&question.wanted, question.limit);
        let candidates = found.iter().filter_map(|found| {
            let mut candidate = Candidate::new(snapshot, lang, found)?;
            candidate.r#match &= question.is_ours;
            Some(candidate)
        });
        Answered {
            result: candidates.collect(),
        }
    };
    let answers = batch.iter();
    answers
        .map(|question| (question.key.clone(), answer(question)))
        .collect()
}

impl Candidate {
    fn new(snapshot: &Snapshot, lang: Lang, found: &Recognised) -> Option<Self> {
        let entity = Entity::new(snapshot, lang, found.number)?;
        let agreement = found.agreement;
        let said = [
            ("country_match", agreement.country),
            ("city_match", agreement.city),
            ("website_match", agreement.website),
            ("email_match", agreement.email),
        ];
        let likeness = Feature {
            id: "name_similarity",
            value: found.name_likeness.into(),
        };
        let said = said.into_iter().filter_map(|(id, said)| {
            Some(Feature {
                id,
                value: said?.into(),
            })
        });
        Some(Self {
            id: entity.id,
            name: entity.name,
            description: entity.description,
            r#type: entity.notable,
            score: found.score,
            features: std::iter::once(likeness).chain(said).collect(),
            r#match: found.is_match,
        })
    }
}

/// Members that may be meant by what was typed.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationEntities)]
pub struct Entities {
    /// The members, the likeliest first.
    pub result: Vec<Entity>,
}

/// A member.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationEntity)]
pub struct Entity {
    /// Its identifier.
    pub id: MemberId,
    /// Its name.
    #[schema(example = "Open Huis Gent")]
    name: String,
    /// Where it is.
    #[schema(example = "Gent, Belgium")]
    description: String,
    /// What it is.
    notable: [EntityType; 1],
}

impl Entity {
    /// A member by its number.
    pub fn new(snapshot: &Snapshot, lang: Lang, number: u32) -> Option<Self> {
        let (published, _) = snapshot.record(snapshot.members.card(number).key)?;
        let member = &published.member;
        let mut places: Vec<&str> = Vec::new();
        for place in &member.locations {
            if !places.contains(&place.city()) && places.len() < MOST_CITIES {
                places.push(place.city());
            }
        }
        places.push(member.country.name(lang));
        Some(Self {
            id: member.id,
            name: member.name.clone(),
            description: places.join(", "),
            notable: [ORGANIZATION],
        })
    }
}

/// How many cities a description names.
const MOST_CITIES: usize = 2;

/// Properties of members.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationExtension)]
pub struct Extended {
    /// The properties.
    meta: Vec<Column>,
    /// Of each member, its values of each property.
    rows: BTreeMap<String, BTreeMap<&'static str, Vec<Value>>>,
}

/// A property that was asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationColumn)]
struct Column {
    /// Its identifier.
    id: &'static str,
    /// Its name.
    name: &'static str,
}

impl Extended {
    /// What is asked for; who is no member has no values.
    pub fn new(snapshot: &Snapshot, public_url: &PublicUrl, lang: Lang, asked: &Extension) -> Self {
        let row = |id: &String| {
            let published = match snapshot.find(id) {
                Found::Member(card) => snapshot.published_member(card.key.member.into()),
                _ => None,
            };
            let values = |property: &&'static Property| {
                let values = published.map(|published| {
                    property.values(&Subject {
                        published,
                        snapshot,
                        public_url,
                        lang,
                    })
                });
                (property.id, values.unwrap_or_default())
            };
            (id.clone(), asked.properties.iter().map(values).collect())
        };
        let column = |property: &&'static Property| Column {
            id: property.id,
            name: property.name,
        };
        Self {
            meta: asked.properties.iter().map(column).collect(),
            rows: asked.ids.iter().map(row).collect(),
        }
    }
}
