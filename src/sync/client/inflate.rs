//! Decompresses `Content-Encoding: deflate`. Our requests do not offer it, but old servers use it
//! all the same, and the HTTP library does not decompress it.

use crate::fetch_error::FetchError;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// Decompresses `packed`; returns the data and whether the input was truncated. The `deflate`
/// content encoding is defined as the zlib format, but some servers send a raw deflate stream.
pub(super) fn inflate(packed: &[u8], longest: u64) -> Result<(Vec<u8>, bool), FetchError> {
    let is_zlib = match packed {
        [first, second, ..] => {
            first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0
        }
        _ => false,
    };
    if is_zlib {
        unpack(ZlibDecoder::new(packed), longest)
    } else {
        unpack(DeflateDecoder::new(packed), longest)
    }
}

fn unpack(reader: impl Read, longest: u64) -> Result<(Vec<u8>, bool), FetchError> {
    let mut bytes = Vec::new();
    let read = reader.take(longest + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > longest {
        return Err(FetchError::TooLong(longest >> 20));
    }
    match read {
        Ok(_) => Ok((bytes, false)),
        Err(_broken) if bytes.is_empty() => Err(FetchError::BadCompression),
        Err(_broken) => Ok((bytes, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, ZlibEncoder};

    fn packed(text: &[u8]) -> [Vec<u8>; 2] {
        let (mut zlib, mut bare) = (Vec::new(), Vec::new());
        let level = Compression::default();
        ZlibEncoder::new(text, level)
            .read_to_end(&mut zlib)
            .unwrap();
        DeflateEncoder::new(text, level)
            .read_to_end(&mut bare)
            .unwrap();
        [zlib, bare]
    }

    #[test]
    fn both_formats_are_decompressed_as_far_as_they_go() {
        let numbers: Vec<String> = (0..5_000).map(|number: u32| number.to_string()).collect();
        let text = numbers.join(" ");
        for packed in packed(text.as_bytes()) {
            assert_eq!(
                inflate(&packed, 1 << 20),
                Ok((text.clone().into_bytes(), false))
            );
            let (part, is_cut) = inflate(&packed[..packed.len() / 2], 1 << 20).unwrap();
            assert!(is_cut && !part.is_empty() && text.as_bytes().starts_with(&part));
            assert_eq!(inflate(&packed, 1_000), Err(FetchError::TooLong(0)));
        }
        assert_eq!(
            inflate(b"<rss></rss>", 1 << 20),
            Err(FetchError::BadCompression)
        );
    }
}
