//! The paths under `/v1`.

mod digest;
mod feed;
mod locations;
mod member;
mod members;
mod network;
mod suggest;
mod vocabularies;
