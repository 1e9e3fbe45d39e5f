//! Spreadsheets that are handed over to the registry API.

use serde_json::{Value, json};

use super::{Answer, ApiClient, eventually};

/// What stands between the parts of a body.
const BOUNDARY: &str = "a-line-that-no-file-has";

/// A file by its name.
pub type File<'f> = (&'f str, &'f [u8]);

/// A body of multipart/form-data (RFC 7578).
pub fn multipart(files: &[File<'_>], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in files {
        body.extend_from_slice(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    for (name, value) in fields {
        body.extend_from_slice(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .as_bytes(),
        );
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// A number of an import.
pub fn number(import: &Value, pointer: &str) -> u64 {
    import
        .pointer(pointer)
        .and_then(Value::as_u64)
        .unwrap_or_else(|| panic!("no number {pointer} in {import}"))
}

impl ApiClient<'_> {
    /// Hands files over, with these options.
    #[track_caller]
    pub fn hand_over(
        &self,
        files: &[File<'_>],
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let authorization = format!("Bearer {}", self.key);
        let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
        let mut all = headers.to_vec();
        all.push(("Authorization", &authorization));
        all.push(("Content-Type", &content_type));
        let body = multipart(files, fields);
        self.server.ask(
            reqwest::Method::POST,
            "/v1/registry/imports",
            &all,
            Some(body),
        )
    }

    /// Hands files over, and waits until they are planned.
    #[track_caller]
    pub fn plan(&self, files: &[File<'_>], fields: &[(&str, &str)]) -> Value {
        let answer = self.hand_over(files, fields, &[]);
        assert_eq!(answer.status, 202, "{}", answer.text());
        let planned = self.settled(&answer.json());
        assert_eq!(planned["status"], "planned", "{planned}");
        planned
    }

    /// An import once nothing more happens to it by itself.
    #[track_caller]
    pub fn settled(&self, import: &Value) -> Value {
        let path = import_path(import);
        eventually("the import is planned", || {
            let import = self.get(&path).ok();
            (import["status"] != "planning").then_some(import)
        })
    }

    /// The items of a plan, those of these kinds or of all.
    #[track_caller]
    pub fn items(&self, import: &Value, kinds: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut path = format!("{}/plan?limit=1000", import_path(import));
        if !kinds.is_empty() {
            path += &format!("&kind={kinds}");
        }
        let mut cursor = String::new();
        loop {
            let page = self.get(&format!("{path}{cursor}")).ok();
            items.extend(page["data"].as_array().expect("items").iter().cloned());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
        }
    }

    /// Applies an import as it was planned.
    #[track_caller]
    pub fn apply(&self, import: &Value) -> Answer {
        let revision = number(import, "/plan/revision");
        let path = format!("{}/apply", import_path(import));
        self.post(&path, &json!({ "revision": revision }))
    }

    /// Takes an import back.
    #[track_caller]
    pub fn undo(&self, import: &Value) -> Answer {
        self.post(&format!("{}/undo", import_path(import)), &json!({}))
    }
}

/// Where an import is found, below `/v1/registry`.
#[track_caller]
pub fn import_path(import: &Value) -> String {
    format!("/imports/{}", import["id"].as_str().expect("an identifier"))
}
