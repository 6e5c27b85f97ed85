//! Text as clusters, widths, words and lines.
//!
//! A *cluster* is what users call a letter: an extended grapheme cluster of Unicode 15.1 or newer,
//! in which the conjunct स्त्री is one cluster. Its *width* is a number of units that only a
//! [`measure::Measure`] interprets: cells of this terminal, or fractions of a pixel of a font. A
//! *word* is the text between two positions at which a line may break. A *line* is as many words as
//! fit.

pub mod calibration;
pub mod clean_text;
pub mod cluster;
pub mod direction;
pub mod measure;
pub mod nearest;
pub mod raised;
pub mod sanitize;
pub mod script;
pub mod truncate;
pub mod width;
pub mod word;
pub mod wrap;
