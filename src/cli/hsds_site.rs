//! Another directory that answers by the Human Services Data Specification: its records, as the
//! documents of an import.

use std::time::Duration;

use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;
use serde_json::Value;

use crate::outward::{self, words};
use import::NamedFile;
use network::{Outward, WebAddress};

/// How many records are asked for at once.
const PER_PAGE: usize = 100;
/// The most requests.
const MOST_REQUESTS: usize = 5_000;
/// The most bytes of all answers together, unpacked.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// The most bytes of one answer, unpacked: a hundred records have a hundredth of it each.
const MOST_OF_A_PAGE: usize = 32 * 1024 * 1024;
/// How long a request may take, and all of them together.
const ANSWERING: Duration = Duration::from_secs(60);
const READING: Duration = Duration::from_secs(15 * 60);

/// The lists that are read, those that name the others first.
const LISTS: [&str; 2] = ["organizations", "services"];

/// What is read of a page, besides its records.
#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    total_pages: Option<usize>,
    #[serde(default)]
    last_page: Option<bool>,
    contents: Vec<Value>,
}

/// Whether somebody names an address on the web, and no file.
pub fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    })
}

/// Reads everything that an API has; `address` is what stands before `/organizations`.
pub fn read(address: &str, outward: Outward) -> Result<Vec<NamedFile>, String> {
    let address: WebAddress = address.parse().map_err(|invalid| format!("{invalid}"))?;
    let base = outward
        .check(&address)
        .map_err(|invalid| format!("{address} is not read: {invalid}"))?;
    if base.query().is_some() {
        return Err(
            "name the address that stands before /organizations, without a question mark"
                .to_owned(),
        );
    }
    let failed = |error: &dyn std::fmt::Display| format!("{address} cannot be read: {error}");
    let client = outward::client(outward, ANSWERING).map_err(|error| failed(&error))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| failed(&error))?;
    let mut site = Site {
        client,
        base,
        requests: 0,
        bytes: 0,
        documents: Vec::new(),
    };
    runtime.block_on(async {
        match tokio::time::timeout(READING, site.lists()).await {
            Ok(read) => read.map_err(|error| failed(&error)),
            Err(_) => Err(failed(&"it takes longer than a quarter of an hour")),
        }
    })?;
    Ok(site.documents)
}

/// The API while it is read.
struct Site {
    client: Client,
    base: Url,
    requests: usize,
    bytes: usize,
    documents: Vec<NamedFile>,
}

impl Site {
    async fn lists(&mut self) -> Result<(), String> {
        let mut found = 0;
        for list in LISTS {
            found += usize::from(self.list(list).await?);
        }
        match found {
            0 => Err(
                "it has neither /organizations nor /services; name the address that stands before them"
                    .to_owned(),
            ),
            _ => Ok(()),
        }
    }

    /// Reads the pages of a list; whether there is one.
    async fn list(&mut self, list: &str) -> Result<bool, String> {
        let mut extra: &[(&str, &str)] = &[("full", "true")];
        let mut number = 1;
        let mut before = Vec::new();
        loop {
            let (page, size) = (number.to_string(), PER_PAGE.to_string());
            let paging = [("page", &*page), ("per_page", &*size)];
            let query: Vec<(&str, &str)> =
                paging.into_iter().chain(extra.iter().copied()).collect();
            let body = match self.get(&[list], &query).await? {
                Got::Body(body) => body,
                Got::Nothing if number == 1 => return Ok(false),
                // Not every API knows of full records in lists.
                Got::NotUnderstood if !extra.is_empty() => {
                    extra = &[];
                    continue;
                }
                Got::Nothing | Got::NotUnderstood => {
                    return Err(format!("page {number} of its {list} is refused"));
                }
            };
            let read: Page = serde_json::from_slice(&body).map_err(|error| {
                format!("page {number} of its {list} is no page of the specification: {error}")
            })?;
            // Who knows of no pages gives the same for each.
            if number > 1 && read.contents == before {
                return Ok(true);
            }
            let is_last = read.contents.is_empty()
                || read.last_page == Some(true)
                || read.total_pages.is_some_and(|total| number >= total);
            self.single_ones(list, &read.contents).await?;
            let name = format!("{list}, page {number}");
            self.documents.push(NamedFile::of_bytes(name, body));
            if is_last {
                return Ok(true);
            }
            number += 1;
            before = read.contents;
        }
    }

    /// Reads services one by one where a list does not say whose they are.
    async fn single_ones(&mut self, list: &str, records: &[Value]) -> Result<(), String> {
        let is_bare = |record: &&Value| {
            list == "services"
                && record.get("organization").is_none()
                && record.get("organization_id").is_none()
        };
        for record in records.iter().filter(is_bare) {
            let Some(id) = record["id"].as_str() else {
                continue;
            };
            if let Got::Body(body) = self.get(&[list, id], &[]).await? {
                let name = format!("{list}/{id}");
                // Over several lines, so that it is seen to be a document.
                let body = [b"[".as_slice(), &body, b"]"].concat();
                self.documents.push(NamedFile::of_bytes(name, body));
            }
        }
        Ok(())
    }

    async fn get(&mut self, steps: &[&str], query: &[(&str, &str)]) -> Result<Got, String> {
        self.requests += 1;
        if self.requests > MOST_REQUESTS {
            return Err(format!("it needs more than {MOST_REQUESTS} requests"));
        }
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(steps);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let request = self.client.get(url).header("Accept", "application/json");
        let mut response = request.send().await.map_err(words)?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(Got::Nothing),
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
                return Ok(Got::NotUnderstood);
            }
            status if status.is_redirection() => {
                return Err(
                    "it leads to another address, which is not followed; name that one".to_owned(),
                );
            }
            status => return Err(format!("it answers with {status}")),
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(words)? {
            self.bytes += chunk.len();
            if self.bytes > MOST_BYTES {
                return Err(format!(
                    "it has more than {} MB",
                    MOST_BYTES / (1024 * 1024)
                ));
            }
            body.extend_from_slice(&chunk);
            if body.len() > MOST_OF_A_PAGE {
                let most = MOST_OF_A_PAGE / (1024 * 1024);
                return Err(format!("one of its answers has more than {most} MB"));
            }
        }
        Ok(Got::Body(body))
    }
}

/// What came back.
enum Got {
    Body(Vec<u8>),
    /// There is no such list.
    Nothing,
    /// The question has something in it that it does not know.
    NotUnderstood,
}
