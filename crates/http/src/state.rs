//! What every request handler may use.

use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;

use super::{
    answer::{Answers, KeptBodies},
    crowd::Crowd,
    openapi::Document,
    problem::{Kind, Problem},
    published::Published,
    site::Site,
};
use directory::{Directory, Health};
use network::nearest::nearest;

/// What whoever runs the program says of the site as a publication.
#[derive(Debug, Clone, Default)]
pub struct Publishing {
    /// The address of the licence under which the data may be used.
    pub licence: Option<String>,
    /// Where weaknesses of the site are told.
    pub security_contact: Option<String>,
}

/// What every request handler may use.
pub struct State {
    /// The directory.
    pub directory: Arc<Directory>,
    /// What answers have in common.
    pub answers: Answers,
    /// How the database is; nothing where nobody looks.
    pub health: Option<Arc<Health>>,
    /// The counts; nothing where nobody counts.
    pub metrics: Option<PrometheusHandle>,
    /// The description of the API.
    pub document: Document,
    /// The documents that it is published as.
    pub published: Published,
    /// The pages for people; nothing where there are none.
    pub site: Option<Arc<dyn Site>>,
    /// Under which licence, and whom to tell of weaknesses.
    pub publishing: Publishing,
    /// Who asks, and how much of everything they have.
    pub crowd: Arc<Crowd>,
    /// The crowd that the counts are of; nothing where it is no other.
    pub counted: Option<Arc<Crowd>>,
}

impl State {
    /// What is needed to serve a directory. `build` tells builds of the program
    /// apart, for the ETags; `compressed_cache` is the most that answers which are kept may take,
    /// in bytes.
    pub fn new(
        directory: Arc<Directory>,
        document: Document,
        build: &'static str,
        compressed_cache: u64,
        health: Option<Arc<Health>>,
        metrics: Option<PrometheusHandle>,
    ) -> Self {
        Self {
            answers: Answers::new(
                KeptBodies::new(compressed_cache),
                &[build, directory.public_url().as_str()],
            ),
            directory,
            health,
            metrics,
            document,
            published: Published::default(),
            site: None,
            publishing: Publishing::default(),
            crowd: Arc::new(Crowd::of_friends()),
            counted: None,
        }
    }

    /// The error of an address that does not exist, with the one that was meant, if it is near.
    pub fn unknown(&self, path: &str) -> Problem {
        let remedy = match nearest(path.trim_end_matches('/'), self.document.plain_paths()) {
            Some(near) => format!("Did you mean {near}?"),
            None => "The OpenAPI document under /openapi.json lists every address.".to_owned(),
        };
        Problem::new(
            Kind::NotFound,
            format!("There is nothing under this address. {remedy}"),
        )
    }

    /// The same for a crowd, and not for friends alone.
    pub fn with_crowd(self, crowd: Arc<Crowd>) -> Self {
        Self { crowd, ..self }
    }

    /// The same, which tells how the crowd at another address is.
    pub fn counting(self, crowd: Arc<Crowd>) -> Self {
        Self {
            counted: Some(crowd),
            ..self
        }
    }

    /// The same, which says of itself what whoever runs the program does.
    pub fn publishing(self, publishing: Publishing) -> Self {
        let licence = publishing.licence.as_deref().unwrap_or_default();
        Self {
            answers: self.answers.with_setting(licence),
            publishing,
            ..self
        }
    }

    /// The same with pages for people.
    pub fn with_site(self, site: Arc<dyn Site>) -> Self {
        Self {
            site: Some(site),
            ..self
        }
    }
}
