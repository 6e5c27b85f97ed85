//! The stored form of an article: a version byte, then JSON.
//!
//! A Devanagari letter takes three bytes, and deflate saves two thirds of them. That halves the
//! file, and inflating costs less than reading the other half from the disk.

use super::Error;
use crate::article::Article;
use crate::text::clean_text::CleanText;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::cell::Cell;
use std::io::{Read as _, Write as _};

/// The JSON is not compressed.
const PLAIN: u8 = 0;
/// The JSON is deflated.
const DEFLATED: u8 = 1;
/// The maximum number of bytes of JSON; we never write more.
const LONGEST: u64 = 64 << 20;

thread_local! {
    /// The encoder that this thread reuses. An encoder takes 400 kB. A new one for each article
    /// would take a quarter of the memory of a refresh, and would fragment the heap.
    static DEFLATES: Cell<Option<DeflateEncoder<Vec<u8>>>> = const { Cell::new(None) };
}

/// Returns the stored form of `article`.
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
    // `take` leaves the cell empty, so an encoder that failed is not reused.
    let mut encoder = DEFLATES.take().unwrap_or_else(|| {
        // The fastest level already gives most of the gain.
        DeflateEncoder::new(vec![DEFLATED], Compression::fast())
    });
    encoder.write_all(json)?;
    let packed = encoder.reset(vec![DEFLATED])?;
    DEFLATES.set(Some(encoder));
    Ok(packed)
}

/// Returns the article that `bytes` contain, or `None` if they are damaged.
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
    // Earlier versions stored file names without cleaning them.
    article.origin = CleanText::from(article.origin).into_string();
    Some(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_round_trips() {
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
    fn damaged_bytes_are_no_article() {
        for bytes in [&b""[..], b"\x07{}", b"\x01garbage", b"\x00{"] {
            assert!(unpack(bytes).is_none(), "{bytes:?}");
        }
    }
}
