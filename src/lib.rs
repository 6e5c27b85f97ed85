//! `newsreader`: a terminal news reader for Hindi and every other script.

pub mod article;
pub mod document;
pub mod key;
pub mod text;
pub mod words;
