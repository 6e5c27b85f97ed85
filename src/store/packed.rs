//! How a story lies in the library: a byte that says how, then JSON.
//!
//! Deflated, Devanagari takes a third of its bytes, which are three a letter; that halves the file
//! and costs less than reading the other half from the disk would.

use super::Error;
use crate::article::Article;
use crate::text::clean_text::CleanText;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::cell::Cell;
use std::io::{Read as _, Write as _};

/// JSON as it is.
const PLAIN: u8 = 0;
/// Deflated JSON.
const DEFLATED: u8 = 1;
/// A story that inflates to more than this was not written by us.
const LONGEST: u64 = 64 << 20;

thread_local! {
    /// What deflates on this thread, between two stories. It is 400 kB in one piece: had anew for each
    /// story of each thread, it would be a quarter of a refresh's memory, in gaps between other things.
    static DEFLATES: Cell<Option<DeflateEncoder<Vec<u8>>>> = const { Cell::new(None) };
}

/// Returns the bytes that keep `article`.
pub(super) fn pack(article: &Article) -> Result<Vec<u8>, Error> {
    let json = serde_json::to_vec(article)?;
    match deflated(&json) {
        Ok(packed) if packed.len() <= json.len() => Ok(packed),
        Ok(_) | Err(_) => {
            let mut plain = vec![PLAIN];
            plain.extend(json);
            Ok(plain)
        }
    }
}

fn deflated(json: &[u8]) -> std::io::Result<Vec<u8>> {
    // Taken out meanwhile: one that fails half way does not serve the next story.
    let mut encoder = DEFLATES.take().unwrap_or_else(|| {
        // Of the levels, the first one gives most of what there is to gain.
        DeflateEncoder::new(vec![DEFLATED], Compression::fast())
    });
    encoder.write_all(json)?;
    let packed = encoder.reset(vec![DEFLATED])?;
    DEFLATES.set(Some(encoder));
    Ok(packed)
}

/// Returns the article that `bytes` keep; `None` where they are damaged.
pub(super) fn unpack(bytes: &[u8]) -> Option<Article> {
    let mut article: Article = match bytes.split_first()? {
        (&PLAIN, json) => serde_json::from_slice(json).ok()?,
        (&DEFLATED, deflated) => {
            let mut json = Vec::new();
            let mut inflated = DeflateDecoder::new(deflated).take(LONGEST);
            inflated.read_to_end(&mut json).ok()?;
            serde_json::from_slice(&json).ok()?
        }
        _ => return None,
    };
    // Older versions stored the names of files as they are.
    article.origin = CleanText::from(article.origin).into_string();
    Some(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for headline in ["", "नमस्ते", &"क्षत्रिय ".repeat(500)] {
            let article = Article {
                headline: headline.to_owned(),
                ..Article::default()
            };
            let packed = pack(&article).unwrap();
            assert_eq!(unpack(&packed).unwrap(), article);
            assert_eq!(pack(&article).unwrap(), packed, "the second by the same");
        }
    }

    #[test]
    fn other_bytes_are_no_story() {
        for bytes in [&b""[..], b"\x07{}", b"\x01garbage", b"\x00{"] {
            assert!(unpack(bytes).is_none(), "{bytes:?}");
        }
    }
}
