//! What the OpenAPI document says, read for tests that walk through all of it.

use serde_json::Value;

/// An operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// In capitals.
    pub method: String,
    /// With its parameters in braces.
    pub path: String,
    /// What is said of it.
    pub words: Value,
}

/// What is asked of the directory and of the registry, as one document; `get` reads one of them.
/// What operations have in common stands in each of them.
pub fn whole(get: impl Fn(&str) -> Value) -> Value {
    let mut whole = spelt_out(get("/openapi.json"));
    let registry = spelt_out(get("/openapi/registry.json"));
    for part in [
        "/paths",
        "/components/schemas",
        "/components/securitySchemes",
    ] {
        let more = registry.pointer(part).and_then(Value::as_object);
        let more = more.unwrap_or_else(|| panic!("the registry has {part}"));
        let (above, name) = part.rsplit_once('/').expect("a pointer");
        let known = &mut whole.pointer_mut(above).expect("the same form")[name];
        for (name, value) in more {
            known[name] = value.clone();
        }
    }
    let tags = registry["tags"].as_array().expect("tags").clone();
    whole["tags"].as_array_mut().expect("tags").extend(tags);
    whole
}

/// A document with its shared parameters, headers and answers where they are referred to.
pub fn spelt_out(mut document: Value) -> Value {
    fn spell(part: &mut Value, components: &Value) {
        if let Some(place) = part.get("$ref").and_then(Value::as_str)
            && let Some(place) = place.strip_prefix("#/components")
            && !place.starts_with("/schemas/")
        {
            *part = components
                .pointer(place)
                .expect("what is referred to")
                .clone();
        }
        match part {
            Value::Object(fields) => fields.values_mut().for_each(|part| spell(part, components)),
            Value::Array(parts) => parts.iter_mut().for_each(|part| spell(part, components)),
            _ => {}
        }
    }
    let components = document["components"].clone();
    let mut paths = document["paths"].take();
    for item in paths
        .as_object_mut()
        .into_iter()
        .flat_map(|paths| paths.values_mut())
    {
        spell(item, &components);
    }
    document["paths"] = paths;
    document
}

/// Every operation of a document.
pub fn operations(document: &Value) -> Vec<Operation> {
    let methods = ["get", "put", "post", "delete", "patch"];
    let paths = document["paths"].as_object().expect("paths");
    paths
        .iter()
        .flat_map(|(path, item)| {
            let named = methods.iter().filter(|method| item[**method].is_object());
            named.map(move |method| Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                words: item[*method].clone(),
            })
        })
        .collect()
}

impl Operation {
    /// Its name in the document.
    pub fn id(&self) -> &str {
        self.words["operationId"].as_str().unwrap_or_default()
    }

    /// Whether its answer goes on for as long as the client listens.
    pub fn is_endless(&self) -> bool {
        self.id() == "followChanges"
    }

    /// Whether it belongs to the registry API.
    pub fn is_registry(&self) -> bool {
        self.path.starts_with("/v1/registry")
    }

    /// The roles that may ask for it; none where no key is needed.
    pub fn roles(&self) -> Vec<&str> {
        let named = self.words["security"][0]["key"].as_array();
        let roles = named.into_iter().flatten();
        roles.filter_map(Value::as_str).collect()
    }

    /// Its parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &Value> {
        self.words["parameters"].as_array().into_iter().flatten()
    }

    /// Whether it has a parameter of this name.
    pub fn takes(&self, name: &str) -> bool {
        self.parameters().any(|parameter| parameter["name"] == name)
    }

    /// Its path about this member, with the examples of its other parameters.
    pub fn path_of(&self, member: &str) -> String {
        let path = self.path.replace("{member}", member);
        let path = self
            .parameters()
            .filter(|parameter| parameter["in"] == "path")
            .fold(path, |path, parameter| {
                let name = parameter["name"].as_str().unwrap_or_default();
                let example = match text(&parameter["example"]) {
                    // Of this form, and nobody's.
                    None => "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11".to_owned(),
                    Some(example) => example.replace('/', "%2F"),
                };
                path.replace(&format!("{{{name}}}"), &example)
            });
        assert!(!path.contains('{'), "{path} has a parameter without a name");
        path
    }
}

impl Operation {
    /// What it cannot be asked without, by the examples: `q=gen`, or nothing.
    pub fn required_query(&self) -> String {
        let required =
            |parameter: &&Value| parameter["in"] == "query" && parameter["required"] == true;
        let pairs: Vec<String> = self
            .parameters()
            .filter(required)
            .filter_map(|parameter| {
                let example = text(&parameter["example"])?;
                Some(format!("{}={example}", parameter["name"].as_str()?))
            })
            .collect();
        pairs.join("&")
    }
}

/// An example as it stands in an address.
pub fn text(example: &Value) -> Option<String> {
    match example {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Some(items.join(","))
        }
        other => Some(other.to_string()),
    }
}
