//! How a story lies in the library: a byte that says how, then JSON.
//!
//! Deflated, Devanagari takes a third of its bytes, which are three a letter; that halves the file
//! and costs less than reading the other half from the disk would.

use super::Error;
use crate::article::Article;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{Read as _, Write as _};

/// JSON as it is.
const PLAIN: u8 = 0;
/// Deflated JSON.
const DEFLATED: u8 = 1;
/// A story that inflates to more than this was not written by us.
const LONGEST: u64 = 64 << 20;

/// Returns the bytes that keep `article`.
pub(super) fn pack(article: &Article) -> Result<Vec<u8>, Error> {
    let json = serde_json::to_vec(article)?;
    // Of the levels, the first one gives most of what there is to gain.
    let mut encoder = DeflateEncoder::new(vec![DEFLATED], Compression::fast());
    let deflated = encoder.write_all(&json).and_then(|()| encoder.finish());
    match deflated {
        Ok(packed) if packed.len() <= json.len() => Ok(packed),
        Ok(_) | Err(_) => {
            let mut plain = vec![PLAIN];
            plain.extend(json);
            Ok(plain)
        }
    }
}

/// Returns the article that `bytes` keep.
pub(super) fn unpack(bytes: &[u8]) -> Result<Article, Error> {
    match bytes.split_first() {
        Some((&PLAIN, json)) => Ok(serde_json::from_slice(json)?),
        Some((&DEFLATED, deflated)) => {
            let mut json = Vec::new();
            DeflateDecoder::new(deflated)
                .take(LONGEST)
                .read_to_end(&mut json)
                .map_err(serde_json::Error::io)?;
            Ok(serde_json::from_slice(&json)?)
        }
        Some(_) | None => Err(Error::Unreadable),
    }
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
            assert_eq!(unpack(&pack(&article).unwrap()).unwrap(), article);
        }
    }

    #[test]
    fn other_bytes_are_no_story() {
        for bytes in [&b""[..], b"\x07{}", b"\x01garbage", b"\x00{"] {
            assert!(unpack(bytes).is_err(), "{bytes:?}");
        }
    }
}
