//! The three documents that the description of the API is published as: what everybody may ask,
//! the registry, and what webhooks send.

use serde_json::{Map, Value, json};

use super::{components, components::operations, formats, objects, patches, presence, wording};
use crate::{
    docs::guides,
    paths::{PRIVATE, is_below},
};
use directory::PublicUrl;

/// One of the published documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// What everybody may ask.
    Directory,
    /// What stands under [`PRIVATE`], for keys.
    Registry,
    /// What webhooks send.
    Webhooks,
}

/// What the documents say of whoever publishes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Where the server is.
    pub public_url: PublicUrl,
    /// The network's name: whom partners write to.
    pub name: String,
    /// Where it is found.
    pub website: Option<String>,
    /// Where it is written to.
    pub email: Option<String>,
}

impl Publisher {
    /// Whoever runs the program: nobody in particular.
    pub fn anybody() -> Self {
        Self {
            public_url: PublicUrl::new("https://directory.example.org"),
            name: "the network that runs this directory".to_owned(),
            website: Some("https://directory.example.org".to_owned()),
            email: Some("network@directory.example.org".to_owned()),
        }
    }
}

impl Volume {
    /// Every one, as they are offered.
    pub const ALL: [Self; 3] = [Self::Directory, Self::Registry, Self::Webhooks];

    /// Its name in addresses and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Directory => "openapi",
            Self::Registry => "registry",
            Self::Webhooks => "webhooks",
        }
    }

    /// Where it is found, without the extension.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Directory => "/openapi",
            Self::Registry => "/openapi/registry",
            Self::Webhooks => "/openapi/webhooks",
        }
    }

    /// What it is called where one chooses among them.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Directory => "Member Network Directory",
            Self::Registry => "Member Network Directory: registry",
            Self::Webhooks => "Member Network Directory: webhooks",
        }
    }

    /// What it is about.
    const fn about(self) -> &'static str {
        match self {
            Self::Directory => {
                "The member organisations of a civil-society network: who they are, what they do for people, and where.\n\n\
                 Reading needs no key. With a key of the role `partner` you may ask ten times as often (429): write to the network, which makes one for you, and send it as `Authorization: Bearer KEY`. Answers are cached by their `ETag`; ask again with `If-None-Match` and an unchanged answer costs nothing. Every error is a problem document (RFC 9457) that names what would be right.\n\n\
                 A list has other formats under addresses of their own (`/v1/members.geojson`); the parameter `format` and the header `Accept` choose one as well."
            }
            Self::Registry => {
                "The records themselves, private things included, for the secretariat's tools and for members.\n\n\
                 Every operation needs a key and names the roles that may ask for it: press *Authorize* and enter one. A change says in `If-Match` which state of the record it is about; `dry_run=true` tries it and changes nothing. Every error is a problem document (RFC 9457) that names what would be right."
            }
            Self::Webhooks => {
                "What the program sends to the addresses that an admin registers as webhooks (`/v1/registry/webhooks`).\n\n\
                 Answer with any 2xx within the time allowed. Each message is signed: the guide says how to check it, and how often a failed one is sent again."
            }
        }
    }

    /// The same, and where to read on.
    fn description(self, publisher: &Publisher) -> String {
        let public_url = &publisher.public_url;
        let website = publisher.website.as_ref();
        let website = website.map(|website| format!(", {website}"));
        format!(
            "{}\n\nRead the [{}]({}) first; what changed for clients is told in the [changelog]({}). \
             For keys and questions: {}{}.",
            self.about(),
            self.guide().0,
            public_url.url(self.guide().1),
            public_url.url(guides::CHANGELOG),
            publisher.name,
            website.unwrap_or_default(),
        )
    }

    /// The guide to it: what it is called, and its path.
    const fn guide(self) -> (&'static str, &'static str) {
        match self {
            Self::Directory => ("API guide", guides::FIRST),
            Self::Registry => ("guide to the registry", guides::REGISTRY),
            Self::Webhooks => ("guide to webhooks", guides::WEBHOOKS),
        }
    }

    fn holds(self, path: &str) -> bool {
        match self {
            Self::Directory => !is_below(path, PRIVATE),
            Self::Registry => is_below(path, PRIVATE),
            Self::Webhooks => false,
        }
    }

    /// Takes it out of the description of the whole API.
    pub(super) fn of(self, whole: &Value, publisher: &Publisher) -> Value {
        let mut paths = Map::new();
        for (path, item) in whole["paths"].as_object().into_iter().flatten() {
            if self.holds(path) {
                paths.insert(path.clone(), item.clone());
            }
        }
        formats::part(&mut paths);
        if self == Self::Directory {
            make_public(&mut paths);
        }
        let mut document =
            json!({ "openapi": whole["openapi"], "info": whole["info"], "servers": [] });
        match self {
            Self::Webhooks => {
                let mut messages = whole["webhooks"].as_object().cloned().unwrap_or_default();
                make_public(&mut messages);
                document["webhooks"] = messages.into();
            }
            _ => document["paths"] = paths.into(),
        }
        document["components"] = json!({ "schemas": whole["components"]["schemas"] });
        if self == Self::Registry {
            document["components"]["securitySchemes"] =
                whole["components"]["securitySchemes"].clone();
        }
        self.sign(&mut document, publisher);
        document["tags"] = tags(whole, &document);
        objects::join(&mut document);
        patches::write(&mut document);
        objects::open(&mut document);
        components::share(&mut document);
        components::prune(&mut document);
        presence::require(&mut document);
        wording::without_links(&mut document);
        document
    }

    /// Says in a document who publishes it.
    pub(super) fn sign(self, document: &mut Value, publisher: &Publisher) {
        let public_url = &publisher.public_url;
        let prefix = public_url.prefix();
        let (guide, path) = self.guide();
        document["info"] = self.info(document, publisher);
        document["servers"] = json!([{
            "url": if prefix.is_empty() { "/" } else { prefix },
            "description": "This server",
        }]);
        document["externalDocs"] =
            json!({ "description": format!("The {guide}"), "url": public_url.url(path) });
    }

    fn info(self, document: &Value, publisher: &Publisher) -> Value {
        let mut info = json!({
            "title": self.title(),
            "description": self.description(publisher),
            "contact": { "name": publisher.name },
        });
        for (field, known) in [("url", &publisher.website), ("email", &publisher.email)] {
            if let Some(known) = known {
                info["contact"][field] = known.as_str().into();
            }
        }
        info["license"] = document["info"]["license"].clone();
        info["version"] = document["info"]["version"].clone();
        info
    }
}

/// The tags that a document uses, in the order of the whole.
fn tags(whole: &Value, document: &Value) -> Value {
    let items = ["paths", "webhooks"].into_iter();
    let items = items.filter_map(|part| document[part].as_object());
    let used: Vec<&Value> = items
        .flat_map(Map::values)
        .filter_map(Value::as_object)
        .flat_map(Map::values)
        .filter_map(|operation| operation["tags"].as_array())
        .flatten()
        .collect();
    let tags = whole["tags"].as_array().into_iter().flatten();
    tags.filter(|tag| used.contains(&&tag["name"]))
        .cloned()
        .collect()
}

/// Says of operations that they need no key.
fn make_public(paths: &mut Map<String, Value>) {
    for operation in operations(paths) {
        operation.insert("security".to_owned(), json!([]));
    }
}
