//! A bounded cache of shaped words.

use crate::print::glyph::ShapedWord;
use std::collections::HashMap;
use std::sync::Arc;

/// The maximum number of bytes of shaped words in the cache. The few thousand words of a day's
/// articles take a tenth of it.
const MOST_BYTES: usize = 6 << 20;

/// The number of bytes that a cached word takes besides its text and glyphs.
const WORD_COST: usize = 120;

/// A bounded cache of shaped words.
#[derive(Debug, Default)]
pub(super) struct WordCache {
    pub(super) shaped: HashMap<Box<str>, Arc<ShapedWord>>,
    pub(super) bytes: usize,
}

impl WordCache {
    pub(super) fn keep(&mut self, text: &str, word: &Arc<ShapedWord>) {
        let cost = WORD_COST + text.len() + size_of_val(&*word.glyphs);
        if self.bytes + cost > MOST_BYTES {
            *self = Self::default();
        }
        self.bytes += cost;
        self.shaped.insert(text.into(), Arc::clone(word));
    }
}
