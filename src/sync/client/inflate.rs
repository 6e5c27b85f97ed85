//! Decompresses bodies, all but those in brotli, which the HTTP library decompresses. Servers announce what they do
//! not do and do what they do not announce, so the bytes themselves decide.

use crate::fetch_error::FetchError;
use flate2::bufread::GzDecoder;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// The first bytes of gzip.
const GZIP: &[u8] = b"\x1f\x8b";

/// The maximum number of times that a body is compressed; some servers do it twice.
const MOST_LAYERS: usize = 3;

/// Decompresses `packed`, whose `Content-Encoding` is `encoding`; returns the data and whether the input was
/// truncated.
///
/// # Errors
/// Returns an error if the data is longer than `longest` bytes or nothing can be decompressed.
pub(super) fn decompressed(
    packed: Vec<u8>,
    encoding: Option<&str>,
    longest: u64,
) -> Result<(Vec<u8>, bool), FetchError> {
    let (mut bytes, mut is_cut) = (packed, false);
    if encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("deflate")) {
        (bytes, is_cut) = inflate(&bytes, longest)?;
    }
    for _ in 0..MOST_LAYERS {
        if !bytes.starts_with(GZIP) {
            break;
        }
        let (inner, broke_off) = gunzip(&bytes, longest)?;
        (bytes, is_cut) = (inner, is_cut || broke_off);
    }
    Ok((bytes, is_cut))
}

/// Decompresses gzip: one member or several. What follows them is not part of the data.
fn gunzip(packed: &[u8], longest: u64) -> Result<(Vec<u8>, bool), FetchError> {
    let (mut bytes, mut rest) = (Vec::new(), packed);
    while rest.starts_with(GZIP) {
        let mut decoder = GzDecoder::new(rest);
        match unpack(&mut decoder, longest.saturating_sub(bytes.len() as u64)) {
            Ok((member, is_cut)) => {
                bytes.extend(member);
                if is_cut {
                    return Ok((bytes, true));
                }
            }
            Err(FetchError::BadCompression) if !bytes.is_empty() => return Ok((bytes, true)),
            Err(FetchError::TooLong(_)) => return Err(FetchError::TooLong(longest >> 20)),
            Err(error) => return Err(error),
        }
        rest = decoder.into_inner();
    }
    Ok((bytes, false))
}

/// Decompresses the `deflate` content encoding, which is defined as the zlib format, but some servers send a raw
/// deflate stream.
fn inflate(packed: &[u8], longest: u64) -> Result<(Vec<u8>, bool), FetchError> {
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
    fn gzip_is_decompressed_whatever_is_announced() {
        let zipped = |text: &[u8]| {
            let mut packed = Vec::new();
            let level = Compression::default();
            let mut encoder = flate2::read::GzEncoder::new(text, level);
            encoder.read_to_end(&mut packed).unwrap();
            packed
        };
        let once = zipped(b"<rss></rss>");
        let plain = |packed: Vec<u8>, encoding| decompressed(packed, encoding, 1 << 20).unwrap();
        let whole = (b"<rss></rss>".to_vec(), false);
        for encoding in [None, Some("gzip"), Some("x-gzip"), Some("utf-8")] {
            assert_eq!(plain(once.clone(), encoding), whole);
            assert_eq!(plain(zipped(&once), encoding), whole);
            assert_eq!(plain(b"<rss></rss>".to_vec(), encoding), whole);
            assert_eq!(plain([&once[..], &[0; 10]].concat(), encoding), whole);
        }
        let two = (b"<rss></rss><rss></rss>".to_vec(), false);
        assert_eq!(plain([&once[..], &once].concat(), Some("gzip")), two);
        assert!(plain(once[..once.len() - 8].to_vec(), Some("gzip")).1);
        let long = zipped(&vec![0; 3 << 20]);
        assert_eq!(
            decompressed(long, None, 1 << 20),
            Err(FetchError::TooLong(1))
        );
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
