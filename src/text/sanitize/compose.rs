//! Unicode's composed form (NFC), but not in the Indic blocks.

use super::character::is_indic;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

/// Composes `text` (NFC) except in the Indic blocks, where letters stay as their publisher typed
/// them.
///
/// In the Indic blocks NFC would split a precomposed `ड़`, and would move a nukta that was typed
/// after the virama in front of it. Users would see no difference, but the text would no longer
/// equal that of the page.
pub(super) fn compose(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_ascii() || is_as_typed(c)) {
        return Cow::Borrowed(text);
    }
    let mut composed = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let typed = rest.find(|c| !is_as_typed(c)).unwrap_or(rest.len());
        let (as_typed, after) = rest.split_at(typed);
        let end = after.find(is_as_typed).unwrap_or(after.len());
        let (other, after) = after.split_at(end);
        composed.push_str(as_typed);
        composed.push_str(&NFC.normalize(other));
        rest = after;
    }
    if composed == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(composed)
    }
}

/// Whether `c` is an Indic letter or sign, or a joiner between them.
fn is_as_typed(c: char) -> bool {
    is_indic(c) || matches!(c, '\u{200c}' | '\u{200d}')
}
