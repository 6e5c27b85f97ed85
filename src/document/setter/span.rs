//! What a typesetter is given: spans of text with their style, and the extent of a paragraph.

use crate::document::{Frame, Role};
use crate::text::measure::LetterForm;
use std::borrow::Cow;
use std::ops::Range;

/// Text in one role before it is broken into lines.
#[derive(Clone, Debug)]
pub(in crate::document) struct Span<'a> {
    pub(in crate::document) text: &'a str,
    pub(in crate::document) style: SpanStyle,
}

/// How a stretch of text is shown, and what it opens.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct SpanStyle {
    pub(in crate::document) role: Role,
    pub(in crate::document) target: Option<usize>,
    pub(in crate::document) form: LetterForm,
}

impl SpanStyle {
    pub(in crate::document) fn new(role: Role, target: Option<usize>) -> Self {
        Self {
            role,
            target,
            form: LetterForm::Text,
        }
    }
}

impl<'a> Span<'a> {
    pub(in crate::document) fn new(text: &'a str, role: Role) -> Self {
        Self::linked(text, role, None)
    }

    /// Returns text that opens `target`.
    pub(in crate::document) fn linked(text: &'a str, role: Role, target: Option<usize>) -> Self {
        Self {
            text,
            style: SpanStyle::new(role, target),
        }
    }
}

/// The horizontal extent of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::document) struct Indent<'a> {
    /// The left indent, in units.
    pub(in crate::document) left: usize,
    /// The right indent, in units.
    pub(in crate::document) right: usize,
    /// The marker in the left indent, on the first line or on every line.
    pub(in crate::document) marker: Option<Marker<'a>>,
    /// The sides of the card that contains the paragraph.
    pub(in crate::document) frame: Option<Frame>,
}

/// A bullet, number or bar in the indent of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct Marker<'a> {
    pub(in crate::document) text: &'a str,
    pub(in crate::document) role: Role,
    pub(in crate::document) target: Option<usize>,
    pub(in crate::document) on_every_line: bool,
}

/// A stretch of text with its style.
pub(in crate::document) type StyledText<'t> = (Cow<'t, str>, SpanStyle);

/// A stretch of text that is already in the document: its range and style.
pub(in crate::document) type StyledRange = (Range<usize>, SpanStyle);

/// The stretches of a text, in order.
pub(in crate::document) type StyledRanges = Vec<StyledRange>;
