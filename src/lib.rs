//! The Member Network Directory: the member organisations of a civil-society network, kept safely
//! and served as a public JSON API.
//!
//! The modules depend in one direction, from the top to the bottom of this list:
//!
//! - [`network`]: the domain, plain types and rules.
//! - [`registry`]: the books of record, in SQLite or Postgres.
//! - [`intake`]: what comes in bulk, planned and written into the registry.
//! - [`secretariat`]: what the secretariat and the members do with the books.
//! - [`publication`]: the gate that decides what the public sees.
//! - [`outlet`]: what goes out in bulk, the whole registry as a file.
//! - [`directory`]: the read model in memory that public answers are made from.
//! - [`translations`]: what pages and digests say, in seven languages.
//! - [`http`]: routes, formats, errors, and the OpenAPI document.
//! - [`web`]: the pages for people, made from the same answers.
//! - [`config`], [`telemetry`], [`cli`]: settings, logs and metrics, the command line.
//!
//! `docs/ARCHITECTURE.md` follows one query and one change through all of them.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod cli;
pub mod config;
pub mod directory;
pub mod http;
pub mod intake;
pub mod network;
pub mod outlet;
pub mod publication;
pub mod registry;
pub mod secretariat;
pub mod telemetry;
pub mod translations;
pub mod web;
pub mod webhooks;
