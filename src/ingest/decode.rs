//! Decodes bytes into text. The charset is that of the byte order mark; without one it is UTF-8 if
//! the bytes are valid UTF-8, else the charset that the text declares, else windows-1252, which
//! decodes any bytes.
//!
//! For a page, the charset that the server declares precedes the one in the page, as in browsers.
//! One rule differs from browsers: valid UTF-8 is decoded as UTF-8 whatever is declared, because
//! text in another charset is valid UTF-8 only by chance, and many servers declare a charset that
//! is only their default.

use super::Problem;
use super::binary::low_bytes;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The number of bytes that are searched for a charset declaration, as in browsers.
const DECLARATION: usize = 1024;

/// Decodes `bytes`. Invalid bytes become U+FFFD and give a problem.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    origin: &str,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return decoded(encoding, rest, origin, problems);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decoded(encoding, bytes, origin, problems);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    match declared(bytes) {
        Some(encoding) => decoded(encoding, bytes, origin, problems),
        None if mostly_utf8(bytes) => decoded(UTF_8, bytes, origin, problems),
        None => {
            let what = "neither UTF-8 nor a declared charset; read as windows-1252";
            problems.push(Problem::new(origin, None, what));
            decoded(WINDOWS_1252, bytes, origin, problems)
        }
    }
}

/// Decodes a page for which the server declared `charset`.
pub(super) fn page<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
    origin: &str,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    let has_mark = Encoding::for_bom(bytes).is_some();
    let elsewhere = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match elsewhere.or_else(|| declared(bytes)) {
        // ISO-2022-JP consists of ASCII bytes, so it is valid UTF-8.
        Some(encoding) if !has_mark && encoding == ISO_2022_JP => {
            decoded(encoding, bytes, origin, problems)
        }
        Some(encoding) if !has_mark && std::str::from_utf8(bytes).is_err() => {
            decoded(encoding, bytes, origin, problems)
        }
        _ => decode(bytes, origin, problems),
    }
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
    let head = bytes.get(..bytes.len().min(DECLARATION) & !1)?;
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
fn mostly_utf8(bytes: &[u8]) -> bool {
    let chunks = bytes.utf8_chunks();
    let (valid, invalid) = chunks.fold((0, 0), |(valid, invalid), chunk| {
        let multibyte = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (valid + multibyte, invalid + chunk.invalid().len())
    });
    valid > invalid
}

/// Parses `charset=…` or `encoding="…"` in the first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARATION))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset=", "encoding="].into_iter().find_map(|label| {
        let (_, rest) = head.split_once(label)?;
        let name = rest.trim_start_matches(['"', '\'']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
        let encoding = Encoding::for_label(name.get(..end)?.as_bytes())?;
        // This declaration was readable as ASCII, so the text is not UTF-16 even if it declares
        // that.
        Some(if encoding == UTF_16LE || encoding == UTF_16BE {
            UTF_8
        } else {
            encoding
        })
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
