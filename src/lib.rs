//! `newsreader`: a terminal news reader for Hindi and every other script.

pub mod app;
pub mod article;
pub mod document;
pub mod key;
pub mod search;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod words;
