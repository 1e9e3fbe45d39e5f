//! How the OpenAPI document describes what is no plain JSON, and lists.

use utoipa::{
    ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

/// A schema of the document.
pub struct Described {
    /// Its name.
    pub name: String,
    /// What it says, and before it the schemas that it refers to.
    pub schemas: Vec<(String, RefOr<Schema>)>,
}

impl Described {
    /// The schema of a type.
    pub fn of<T: ToSchema>() -> Self {
        let mut schemas = Vec::new();
        T::schemas(&mut schemas);
        schemas.push((T::name().into_owned(), T::schema()));
        Self {
            name: T::name().into_owned(),
            schemas,
        }
    }

    /// A text.
    pub fn text(name: &str, description: impl Into<String>) -> Self {
        Self::object(name, ObjectBuilder::new(), description)
    }

    /// A text with a schema that says more.
    pub fn object(name: &str, schema: ObjectBuilder, description: impl Into<String>) -> Self {
        let schema = schema
            .schema_type(Type::String)
            .description(Some(description));
        Self {
            name: name.to_owned(),
            schemas: vec![(name.to_owned(), schema.into())],
        }
    }
}

/// Declares the schema of a list: its own fields first, then what every list says beside its things.
macro_rules! list_schema {
    (
        $(#[$($about:tt)+])+
        $name:ident {
            $( $(#[$($said:tt)+])+ $field:ident: $type:ty, )+
        }
    ) => {
        $(#[$($about)+])+
        #[derive(serde::Serialize, utoipa::ToSchema)]
        pub struct $name {
            $( $(#[$($said)+])+ $field: $type, )+
            /// Where the page stands in the list.
            page: $crate::formats::document::Page,
            /// With the name of a place in `near`: what it was taken for.
            #[schema(nullable = false)]
            near: Option<$crate::formats::document::NearView>,
            /// With `q`: what its words were understood as, beyond their letters, with the filter
            /// that each stands for. Whoever meets all of it is found, but for what was left out;
            /// quotation marks keep words from being understood. Empty where nothing was, or where
            /// the words are the name of something.
            #[schema(nullable = false)]
            understood: Option<Vec<directory::search::Understood>>,
            /// The counts that were asked for with `facets`.
            #[schema(nullable = false)]
            facets: Option<directory::Facets>,
            #[serde(flatten)]
            standing: directory::Standing,
        }
    };
}
pub(super) use list_schema;

/// A server-sent event (WHATWG HTML, "Server-sent events").
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct ServerSentEvent {
    /// What to go on from after a cut, as `Last-Event-ID`.
    #[schema(required = false, nullable = false)]
    id: Option<String>,
    /// What happened.
    event: String,
    /// More of it, as JSON.
    data: String,
}
