//! `/v1/registry/service-types`: the taxonomy of services.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    operation::{ADMIN, Operation, STAFF, text},
    reply::Reply,
    state::PREFIX,
    views::ServiceTypeWrite,
};
use editing::{
    Refusal,
    taxonomy::{self, ServiceTypeMerge},
};
use network::ServiceType;
use registry::{AnyConnection, service_types};

/// A service type in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceTypeRecord {
    #[serde(flatten)]
    #[schema(inline)]
    service: ServiceType,
    /// Whether it is one of the four that every network has.
    core: bool,
    /// How many members offer exactly this.
    #[schema(example = 12)]
    members: usize,
}

/// The whole taxonomy.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceTypeList {
    /// The service types, in their order.
    data: Vec<ServiceTypeRecord>,
}

/// The words that find a service type.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchWordList {
    /// The words, by language.
    data: Vec<SearchWordsOf>,
}

/// The words of one language that find a service type.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchWordsOf {
    /// BCP 47.
    #[schema(example = "fr")]
    language: String,
    /// Whether they are the network's own; if not, the program's.
    own: bool,
    /// The words and phrases.
    #[schema(example = json!(["logement", "toit"]))]
    words: Vec<String>,
}

impl SearchWordList {
    fn of(service: &ServiceType) -> Self {
        let own = service
            .search_words
            .0
            .iter()
            .map(|(language, words)| SearchWordsOf {
                language: language.to_string(),
                own: true,
                words: words.clone(),
            });
        let shipped = directory::shipped_words(&service.code).into_iter();
        let is_replaced = |language: &str| {
            let mut tags = service.search_words.0.keys();
            tags.any(|tag| tag.primary() == language)
        };
        let shipped =
            shipped
                .filter(|(language, _)| !is_replaced(language))
                .map(|(language, words)| SearchWordsOf {
                    language: language.to_owned(),
                    own: false,
                    words: words.into_iter().map(str::to_owned).collect(),
                });
        let mut data: Vec<SearchWordsOf> = own.chain(shipped).collect();
        data.sort_by(|a, b| a.language.cmp(&b.language));
        Self { data }
    }
}

fn record(
    connection: &mut AnyConnection,
    service: ServiceType,
) -> Result<ServiceTypeRecord, Refusal> {
    Ok(ServiceTypeRecord {
        core: service.is_core(),
        members: service_types::members_offering(connection, &service.code)?.len(),
        service,
    })
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/service-types", "listServiceTypes", STAFF)
            .says(text! {
                /// Lists the taxonomy.
                ///
                /// Every service type with its labels by language, the core ones first, each before its children.
            })
            .answers::<ServiceTypeList>("The service types")
            .read(|connection, _| {
                let types = service_types::load(connection)?;
                let data = types.into_iter().map(|service| record(connection, service));
                let data = data.collect::<Result<_, _>>()?;
                Reply::json(&ServiceTypeList { data })
            }),
        Operation::post("/service-types", "createServiceType", ADMIN)
            .says(text! {
                /// Adds a service type.
                ///
                /// A child's code begins with its parent's and a slash.
            })
            .takes::<ServiceTypeWrite>(json!({
                "code": "healthcare/eyes",
                "labels": {"en": "Eye care", "nl": "Oogzorg"},
                "search_words": {"en": ["glasses", "eye doctor"], "nl": ["bril", "oogarts"]},
            }))
            .makes::<ServiceType>("The service type that was added")
            .write(|change, wanted| {
                let service = taxonomy::create(change, wanted.edit)?;
                let code = service.code.as_str().replace('/', "%2F");
                Ok(Reply::value(&service)?.created(format!("{PREFIX}/service-types/{code}")))
            }),
        Operation::get("/service-types/{code}", "getServiceType", STAFF)
            .says(text! {
                /// Shows a service type.
                ///
                /// Its labels by language, its parent, and how many offers there are of it.
            })
            .answers::<ServiceType>("The service type")
            .read(|connection, session| {
                Reply::value(&taxonomy::find(connection, session.at("code"))?.0)
            }),
        Operation::put("/service-types/{code}", "replaceServiceType", ADMIN)
            .says(text! {
                /// Replaces the labels and search words of a service type.
                ///
                /// What is left out is taken out. The code itself stays: merge it into another one instead.
            })
            .takes::<ServiceTypeWrite>(json!({
                "code": "housing",
                "labels": {"en": "Housing", "nl": "Wonen"},
                "search_words": {"nl": ["kot", "woning", "kamer"]},
            }))
            .answers::<ServiceType>("The service type as it is now")
            .write(|change, wanted| Reply::value(&taxonomy::update(change, wanted.edit)?)),
        Operation::patch("/service-types/{code}", "patchServiceType", ADMIN)
            .says(text! {
                /// Changes labels and search words of a service type.
                ///
                /// The body is a JSON Merge Patch (RFC 7396).
            })
            .takes::<ServiceTypeWrite>(json!({"labels": {"nl": "Wonen", "pt": null}}))
            .answers::<ServiceType>("The service type as it is now")
            .write(|change, wanted| Reply::value(&taxonomy::update(change, wanted.edit)?)),
        Operation::get(
            "/service-types/{code}/search-words",
            "listSearchWords",
            STAFF,
        )
        .says(text! {
            /// Lists the words that find a service type.
            ///
            /// By language: the network's own, and where it has none, those that the program has for this code.
            /// Its labels are found too. To change the words of a language, send all of them as `search_words`.
        })
        .at("The code; a slash in it is written %2F", "housing")
        .answers::<SearchWordList>("The words, by language")
        .read(|connection, session| {
            let (service, _) = taxonomy::find(connection, session.at("code"))?;
            Reply::json(&SearchWordList::of(&service))
        }),
        Operation::delete("/service-types/{code}", "removeServiceType", ADMIN)
            .says(text! {
                /// Deletes a service type that nobody offers.
                ///
                /// The four core codes cannot go. One that is offered is merged into another one instead.
            })
            .at(
                "The code; a slash in it is written %2F",
                "healthcare/dental",
            )
            .removes()
            .write(|change, wanted| {
                taxonomy::remove(change, wanted.edit)?;
                Ok(Reply::empty())
            }),
        Operation::post("/service-types/{code}/merge", "mergeServiceType", ADMIN)
            .says(text! {
                /// Merges a service type into another one.
                ///
                /// What members offer under its code is offered under the other's from then on, and its code still
                /// finds that as a filter of the public directory.
            })
            .at(
                "The code that goes; a slash in it is written %2F",
                "healthcare/dental",
            )
            .conditional()
            .takes::<ServiceTypeMerge>(json!({"into": "healthcare"}))
            .answers::<ServiceType>("The service type that stays, as it is now")
            .write(|change, wanted| Reply::value(&taxonomy::merge(change, wanted.edit)?)),
    ]
}
