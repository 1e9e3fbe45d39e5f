//! The public API as a partner's developer meets it: the real program, asked over HTTP. One module
//! a path, and one for each thing that all paths have in common.

mod caseworker;
mod conditional;
mod cors;
mod crowds;
mod embed;
mod encodings;
mod errors;
mod files;
mod guides;
mod health;
mod hsds;
mod internal;
mod linked_data;
mod map;
mod match_list;
mod metrics;
mod openapi;
mod pages;
mod phone;
mod policies;
mod prefix;
mod problems;
mod reconciliation;
mod request_ids;
mod search_engines;
mod snapshots;
mod v1;
mod whole_lists;
