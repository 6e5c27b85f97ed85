//! Untrusted text made harmless: the one gate between strangers' bytes and everything else.

use std::borrow::Cow;

/// Returns `text` as one clean line: no control characters, no bidirectional overrides, NFC.
pub fn line(text: &str) -> Cow<'_, str> {
    let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(text);
    if composed.chars().any(char::is_control) {
        return Cow::Owned(composed.chars().filter(|c| !c.is_control()).collect());
    }
    composed
}
