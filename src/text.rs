//! What cluster, width, word and line mean here.
//!
//! A *cluster* is what a reader calls a letter: an extended grapheme cluster by Unicode 15.1 or
//! newer, so that the conjunct स्त्री is one. Its *width* is a number of units that only a
//! [`measure::Measure`] knows: cells of this terminal, or fractions of a pixel of a font. A *word*
//! is what stands between two places where a line may end. A *line* is what fits.

pub mod calibration;
pub mod clean_text;
pub mod cluster;
pub mod direction;
pub mod measure;
pub mod sanitize;
pub mod script;
pub mod truncate;
pub mod width;
pub mod word;
pub mod wrap;
