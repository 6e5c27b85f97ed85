//! `newsreader`: a terminal news reader for Hindi and every other script.

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
