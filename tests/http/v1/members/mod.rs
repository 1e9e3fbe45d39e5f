//! `/v1/members`.

mod facets;
mod fields;
mod filters;
mod formats;
mod languages;
mod meanings;
mod mistakes;
mod near;
mod open;
mod pages;
mod pages_under_change;
mod search;
mod sorts;
mod text;
