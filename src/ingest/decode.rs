//! Decodes bytes into text. The charset is that of the byte order mark; without one it is UTF-8 if
//! the bytes are valid UTF-8, else the charset that the text declares, else the one that its letters
//! suggest.
//!
//! For a page, the charset that the server declares precedes the one in the page, as in browsers.
//! One rule differs from browsers: valid UTF-8 is decoded as UTF-8 whatever is declared, because
//! text in another charset is valid UTF-8 only by chance, and many servers declare a charset that
//! is only their default. For the same reason a text in which hardly a letter is valid UTF-8 is not
//! UTF-8 although it says so.

mod charset;
mod surrogates;

pub(crate) use charset::encoding_named;

use super::Problem;
use super::binary::low_bytes;
use charset::{declared, guessed};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The number of bytes by which UTF-16 without a mark is detected.
const HEAD: usize = 1024;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Decodes `bytes`. Invalid bytes become U+FFFD and give a problem.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    origin: &str,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    surrogates::join(decode_any(bytes, None, origin, problems))
}

/// Decodes a page for which the server declared `charset`.
pub(super) fn page<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
    origin: &str,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    surrogates::join(decode_any(bytes, charset, origin, problems))
}

fn decode_any<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
    origin: &str,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    // Programs that put files together leave a mark of each.
    let bytes = if bytes.starts_with(MARK) {
        past_marks(bytes)
    } else {
        bytes
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return decoded(encoding, rest, origin, problems);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decoded(encoding, bytes, origin, problems);
    }
    let by_server = charset.and_then(encoding_named);
    if by_server == Some(ISO_2022_JP) {
        // It consists of ASCII bytes, so it is valid UTF-8.
        return decoded(ISO_2022_JP, bytes, origin, problems);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let by_text = declared(bytes);
    let is_possible = |encoding: &&'static Encoding| *encoding != UTF_8 || !is_hardly_utf8(bytes);
    let stated = by_server
        .filter(is_possible)
        .or_else(|| by_text.filter(is_possible));
    match stated {
        Some(encoding) => decoded(encoding, bytes, origin, problems),
        None if is_mostly_utf8(bytes) => decoded(UTF_8, bytes, origin, problems),
        None => {
            let encoding = guessed(bytes, origin);
            if encoding == UTF_8 {
                return decoded(UTF_8, bytes, origin, problems);
            }
            let why = match by_server.or(by_text) {
                Some(_) => "not UTF-8 as it says",
                None => "neither UTF-8 nor a declared charset",
            };
            let what = format!("{why}; read as {}", encoding.name());
            problems.push(Problem::new(origin, None, what));
            decoded(encoding, bytes, origin, problems)
        }
    }
}

fn past_marks(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(MARK) {
        bytes = rest;
    }
    bytes
}

fn decoded<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    origin: &str,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let line = 1 + text
            .split('\u{fffd}')
            .next()
            .unwrap_or_default()
            .matches('\n')
            .count();
        let count = text.matches('\u{fffd}').count();
        let places = if count == 1 {
            "1 place".to_owned()
        } else {
            format!("{count} places")
        };
        let what = format!("not valid {} in {places}; shown as �", encoding.name());
        problems.push(Problem::new(origin, Some(line), what));
    }
    text
}

/// Detects UTF-16 without a byte order mark: in a Latin or Indic script, every second byte is the
/// same, namely the high byte of the script's characters.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD) & !1)?;
    if head.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let enough = head.len() / 2 * 4 / 5;
    match low_bytes(head) {
        [even, odd] if even >= enough && odd * 4 < even => Some(UTF_16BE),
        [even, odd] if odd >= enough && even * 4 < odd => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether most non-ASCII characters are valid UTF-8, as in damaged or truncated UTF-8 text.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (valid, invalid) = validity(bytes);
    valid > invalid
}

/// Whether hardly any non-ASCII character is valid UTF-8: whatever it declares, the text is in another charset.
pub(crate) fn is_hardly_utf8(bytes: &[u8]) -> bool {
    let (valid, invalid) = validity(bytes);
    valid * 4 < invalid
}

/// Returns the number of non-ASCII characters that are valid UTF-8, and that of invalid sequences in bytes.
fn validity(bytes: &[u8]) -> (usize, usize) {
    let chunks = bytes.utf8_chunks();
    chunks.fold((0, 0), |(valid, invalid), chunk| {
        let multibyte = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (valid + multibyte, invalid + chunk.invalid().len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, remarks: usize) {
        let mut problems = Vec::new();
        assert_eq!(decode(bytes, "f", &mut problems), expected);
        assert_eq!(problems.len(), remarks, "{problems:?}");
    }

    #[test]
    fn charsets_are_detected() {
        check("हिन्दी".as_bytes(), "हिन्दी", 0);
        check(b"\xef\xbb\xbfabc", "abc", 0);
        check(b"\xff\xfe\x39\x09", "ह", 0);
        check(
            b"\x09\x39\x09\x3f\x09\x28\x09\x4d\x09\x26\x09\x40",
            "हिन्दी",
            0,
        );
        check(
            b"<meta charset=\"windows-1252\">caf\xe9",
            "<meta charset=\"windows-1252\">café",
            0,
        );
        check(
            b"<meta charset=utf-16 >caf\xc3\xa9\xff",
            "<meta charset=utf-16 >café\u{fffd}",
            1,
        );
        check(b"caf\xe9", "café", 1);
        check(b"\xef\xbb\xbf\xef\xbb\xbfabc", "abc", 0);
        let russian = "Погода в столице: завтра ожидается сильный снег и ветер.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, russian, 1);
        let said = [b"<?xml version='1.0' encoding='UTF-8'?>", &*bytes].concat();
        check(
            &said,
            &format!("<?xml version='1.0' encoding='UTF-8'?>{russian}"),
            1,
        );
        check(
            b"the news of the day\xff and \xfe more",
            "the news of the day\u{fffd} and \u{fffd} more",
            1,
        );
        check(
            b"a caf\xe9 in Z\xfcrich \x96 \x93open\x94",
            "a café in Zürich – “open”",
            1,
        );
        check(
            b"water \x81\x8d\xd2 rises",
            "water \u{fffd}\u{fffd}\u{fffd} rises",
            1,
        );
        check(b"\xe0\xa4\xb9\xe0\xa4\xbf\xff", "हि\u{fffd}", 1);
    }

    #[test]
    fn the_server_precedes_the_page() {
        for (bytes, charset, expected) in [
            (
                &b"<meta charset=koi8-r>caf\xe9"[..],
                Some("iso-8859-1"),
                "<meta charset=koi8-r>café",
            ),
            (b"caf\xe9", Some("no such charset"), "café"),
            ("हिन्दी".as_bytes(), Some("iso-8859-1"), "हिन्दी"),
            (b"\xef\xbb\xbfcaf\xc3\xa9", Some("shift_jis"), "café"),
            (b"\x1b$B$3\x1b(B", Some("iso-2022-jp"), "こ"),
        ] {
            assert_eq!(page(bytes, charset, "f", &mut Vec::new()), expected);
        }
    }
}
