//! The identity of an article.
//!
//! Reading positions and marks depend on it, so the same article must get the same id in every
//! version of this program and on every machine. The id is derived from the article's own address
//! or, if it has none, from its words. Where several articles of a feed share an address, what the
//! feed tells them apart by is added.

use super::address::canonical_address;
use super::{Article, Block};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::fmt;

/// The id of an article: 16 hexadecimal digits, the first 64 bits of a SHA-256 hash.
///
/// With 64 bits, the chance that any two of 100,000 articles share an id is less than one in a
/// billion.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ArticleId(u64);

impl ArticleId {
    /// Returns the id of `article`, from its canonical address or, if it has none, from its words.
    ///
    /// The `id` field of `article` is ignored.
    pub fn of(article: &Article) -> Self {
        match article.url.as_deref().and_then(canonical_address) {
            Some(address) => Self::of_bytes(address.as_bytes()),
            None => {
                let mut digest = Sha256::new();
                digest.update(article.headline.as_bytes());
                let mut add = |piece: &str| {
                    digest.update(b"\n");
                    digest.update(piece.as_bytes());
                };
                article.summary.iter().for_each(|text| add(&joined(text)));
                for block in &article.blocks {
                    let is_code = matches!(block, Block::Code { .. });
                    for text in block.texts() {
                        if is_code {
                            add(text);
                        } else {
                            add(&joined(text));
                        }
                    }
                }
                Self::head_of(&digest.finalize())
            }
        }
    }

    /// Returns the id of one of several articles with the same address, which `part` tells apart: `#` and a
    /// fragment, a guid, or a headline. Returns `None` for anything but a web address.
    pub(crate) fn of_part(address: &str, part: &str) -> Option<Self> {
        let address = canonical_address(address)?;
        Some(Self::of_bytes(format!("{address}\n{part}").as_bytes()))
    }

    /// Returns the key of an article's guid, which counts within its feed; `feed` is the address or path of the
    /// feed.
    pub(crate) fn of_guid(feed: &str, guid: &str) -> Self {
        let feed = canonical_address(feed).unwrap_or_else(|| feed.to_owned());
        Self::of_bytes(format!("{feed}\n\n{guid}").as_bytes())
    }

    /// Returns the 64 bits, for storage.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Returns the id with these 64 bits.
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        Self::head_of(&Sha256::digest(bytes))
    }

    fn head_of(digest: &[u8]) -> Self {
        Self(
            digest
                .iter()
                .take(8)
                .fold(0, |id, byte| id << 8 | u64::from(*byte)),
        )
    }
}

/// Returns a text with spaces instead of line breaks, so that an article has the same id as when
/// line breaks were not kept.
fn joined(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        text.replace('\n', " ").into()
    } else {
        text.into()
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for ArticleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ArticleId {
    /// Reads an id in our own form; any other string or number is another program's id and is hashed. What is no
    /// name of an article gives the default id, for which a new one is made.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = match Value::deserialize(deserializer)? {
            Value::String(name) => name.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
        };
        let is_name = name.contains(|c: char| c.is_alphanumeric() && c != '0')
            && !["null", "none", "nil", "nan", "undefined"]
                .iter()
                .any(|no_name| name.eq_ignore_ascii_case(no_name));
        if !is_name {
            return Ok(Self::default());
        }
        let own = name.len() == 16 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        Ok(match u64::from_str_radix(&name, 16) {
            Ok(id) if own => Self(id),
            _ => Self::of_bytes(name.as_bytes()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> ArticleId {
        ArticleId::of(&Article {
            url: Some(url.to_owned()),
            ..Article::default()
        })
    }

    #[test]
    fn one_story_by_several_addresses_has_one_id() {
        let plain = at("https://example.org/news/1");
        for address in [
            "http://www.example.org/news/1/",
            "https://example.org/news/1?utm_source=x&fbclid=y",
            "https://EXAMPLE.org/news/1#top",
        ] {
            assert_eq!(at(address), plain, "{address}");
        }
        assert_ne!(at("https://example.org/news/1?id=2"), plain);
    }

    #[test]
    fn without_an_address_the_words_decide() {
        let one = Article {
            headline: "एक".to_owned(),
            ..Article::default()
        };
        let two = Article {
            headline: "दो".to_owned(),
            ..Article::default()
        };
        assert_ne!(ArticleId::of(&one), ArticleId::of(&two));
        let note = |summary: &str| Article {
            summary: Some(summary.to_owned()),
            ..Article::default()
        };
        assert_eq!(
            ArticleId::of(&note("एक\nदो")),
            ArticleId::of(&note("एक दो"))
        );
        assert_eq!(
            ArticleId::of(&one),
            ArticleId::of(&one.clone().identified())
        );
    }

    #[test]
    fn the_written_form_reads_back() {
        let id = at("https://example.org/");
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<ArticleId>(&json).unwrap(), id);
    }

    #[test]
    fn what_is_no_name_gives_no_id() {
        let read = |json: &str| serde_json::from_str::<ArticleId>(json).unwrap();
        for json in [
            "\"\"",
            "\" \"",
            "null",
            "0",
            "\"undefined\"",
            "{}",
            "[1]",
            "true",
            "\"-\"",
        ] {
            assert_eq!(read(json), ArticleId::default(), "{json}");
        }
        assert_eq!(read("17"), read("\"17\""));
        assert_ne!(read("17"), read("18"));
    }
}
