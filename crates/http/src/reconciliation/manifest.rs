//! What the service says of itself.

use serde::Serialize;
use utoipa::ToSchema;

use super::{BATCH_SIZE, EntityType, ORGANIZATION, ROOT};
use crate::docs::guides;
use directory::PublicUrl;

/// What the service is, and where its parts are.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationManifest)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The versions of the specification.
    #[schema(example = json!(["0.2"]))]
    versions: [&'static str; 1],
    /// What it is called: the network's name.
    name: String,
    /// What identifiers of members begin with when they are written as a whole.
    #[schema(format = Uri)]
    identifier_space: String,
    /// What members are.
    #[schema(format = Uri)]
    schema_space: &'static str,
    /// The type of all members.
    default_types: [EntityType; 1],
    /// The guide.
    #[schema(format = Uri)]
    documentation: String,
    /// The version of the program.
    service_version: &'static str,
    /// Where a member is seen.
    view: Template,
    /// Where a member is seen in short.
    preview: Preview,
    /// Where typing is completed.
    suggest: Suggest,
    /// Where more is found out about members.
    extend: Extend,
    /// How many queries one request may hold.
    batch_size: usize,
}

/// An address with a place for an identifier.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationView)]
struct Template {
    /// The address, with `{{id}}` in it.
    url: String,
}

/// Where a member is seen in short, and how large that is.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationPreview)]
struct Preview {
    /// The address, with `{{id}}` in it.
    url: String,
    /// In pixels.
    width: u16,
    /// In pixels.
    height: u16,
}

/// Where typing is completed.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationSuggest)]
struct Suggest {
    /// Members.
    entity: Service,
    /// Properties.
    property: Service,
    /// Types.
    r#type: Service,
}

/// A part of the service.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationService)]
struct Service {
    /// Where its address begins.
    #[schema(format = Uri)]
    service_url: String,
    /// How it goes on.
    service_path: String,
}

/// Where more is found out about members.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationExtend)]
struct Extend {
    /// What can be found out.
    propose_properties: Service,
}

/// How large a preview is, in pixels: its width and its height.
pub const PREVIEW_SIZE: (u16, u16) = (400, 240);

impl Manifest {
    /// The service of a network.
    pub fn new(name: &str, public_url: &PublicUrl) -> Self {
        let template = |path: &str| public_url.url(format_args!("{path}/{{{{id}}}}"));
        let service = |path: &str| Service {
            service_url: public_url.url(""),
            service_path: format!("{ROOT}/{path}"),
        };
        Self {
            versions: ["0.2"],
            name: name.to_owned(),
            identifier_space: public_url.url("/v1/members/"),
            schema_space: "https://schema.org/Organization",
            default_types: [ORGANIZATION],
            documentation: public_url.url(guides::RECONCILIATION),
            service_version: env!("CARGO_PKG_VERSION"),
            view: Template {
                url: template("/v1/members"),
            },
            preview: Preview {
                url: template("/reconcile/preview"),
                width: PREVIEW_SIZE.0,
                height: PREVIEW_SIZE.1,
            },
            suggest: Suggest {
                entity: service("suggest/entity"),
                property: service("suggest/property"),
                r#type: service("suggest/type"),
            },
            extend: Extend {
                propose_properties: service("properties"),
            },
            batch_size: BATCH_SIZE,
        }
    }
}
