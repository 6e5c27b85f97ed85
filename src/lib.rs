//! `newsreader`: a terminal news reader for Hindi and every other script.

#![cfg_attr(
    test,
    allow(clippy::string_slice, reason = "a test that cuts a letter should fail")
)]

pub mod app;
pub mod article;
pub mod bundled;
pub mod cli;
pub mod document;
pub mod ingest;
pub mod key;
pub mod open;
pub mod runtime;
pub mod search;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod words;
