//! Finds the charset of a text: as it declares it, under whatever name, or as its letters suggest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252,
    WINDOWS_1254, WINDOWS_1257,
};

/// The number of bytes that are searched for a declaration. Browsers stop at 1,024, and then guess.
const DECLARATION: usize = 64 << 10;

/// The number of bytes from which a charset is guessed.
const GUESSED: usize = 256 << 10;

/// The number of letters from which a guess among the code pages of Latin letters is believed.
const FEW: usize = 8;

/// Names that are in no standard, without their marks, and the names they mean.
const NAMES: [(&str, &str); 14] = [
    ("utf8mb4", "utf-8"),
    ("utf8mb3", "utf-8"),
    ("utf8sig", "utf-8"),
    ("unicode", "utf-8"),
    ("latin", "windows-1252"),
    ("iso88591", "windows-1252"),
    ("iso885915", "iso-8859-15"),
    ("iso88595", "iso-8859-5"),
    ("koi8r", "koi8-r"),
    ("koi8u", "koi8-u"),
    ("shiftjis", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("euckr", "euc-kr"),
    ("cp936", "gbk"),
];

/// Returns the encoding with this name, in any spelling: `cp-1251`, `win1251`, `UTF 8`.
pub(crate) fn encoding_named(name: &str) -> Option<&'static Encoding> {
    if let Some(encoding) = Encoding::for_label(name.trim().as_bytes()) {
        return Some(encoding);
    }
    let letters: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if let Some(encoding) = Encoding::for_label(letters.as_bytes()) {
        return Some(encoding);
    }
    if let Some((_, known)) = NAMES.iter().find(|(name, _)| *name == letters) {
        return Encoding::for_label(known.as_bytes());
    }
    // Code pages of Windows: `win-1251`, `ms1251`, `ansi1251`.
    let digits = letters.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_page = digits.len() == 4 && digits.starts_with("125");
    is_page.then(|| Encoding::for_label(format!("windows-{digits}").as_bytes()))?
}

/// Returns the encoding that the text declares in `<?xml encoding=…>` or `<meta … charset=…>`.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARATION))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.as_str();
    // Other tags have charsets too, namely those of the files that they load.
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let (inside, behind) = tag.split_once('>').unwrap_or((tag, ""));
        let is_meta = inside
            .strip_prefix("meta")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '/'));
        let found = if inside.starts_with("?xml") {
            value(inside, "encoding")
        } else if is_meta {
            value(inside, "charset")
        } else {
            None
        };
        if let Some(encoding) = found.and_then(encoding_named) {
            // This declaration was readable as ASCII, so the text is not UTF-16 even if it declares
            // that.
            let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if is_wide { UTF_8 } else { encoding });
        }
        if inside.starts_with("body") {
            return None;
        }
        rest = if is_meta || inside.starts_with('?') {
            behind
        } else {
            tag
        };
    }
    None
}

/// Returns the value of `name=…` in a tag, with or without quotation marks.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end =
        rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | ' '));
    rest.get(..end.unwrap_or(rest.len()))
}

/// Guesses the encoding of a text that is not UTF-8; the country of its address is a hint.
pub(super) fn guessed(bytes: &[u8], origin: &str) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(
        bytes.get(..bytes.len().min(GUESSED)).unwrap_or_default(),
        true,
    );
    let url = url::Url::parse(origin).ok();
    let host = url
        .as_ref()
        .and_then(url::Url::host_str)
        .unwrap_or_default();
    let country = host.rsplit('.').next().unwrap_or_default();
    let is_name = !country.is_empty() && country.bytes().all(|byte| byte.is_ascii_lowercase());
    let guess = detector.guess(is_name.then_some(country.as_bytes()), Utf8Detection::Deny);
    let is_rare = [
        WINDOWS_1250,
        WINDOWS_1254,
        WINDOWS_1257,
        ISO_8859_2,
        ISO_8859_4,
    ]
    .contains(&guess);
    let letters = bytes
        .iter()
        .filter(|byte| !byte.is_ascii())
        .take(FEW)
        .count();
    // Among code pages of Latin letters, a few letters prove nothing against the most common one. In a
    // text that is nearly all ASCII they prove nothing at all.
    if letters < FEW && is_nearly_ascii(bytes) {
        latin_or_damaged(bytes)
    } else if is_rare && letters < FEW {
        WINDOWS_1252
    } else {
        guess
    }
}

/// Whether most words have no other letters than those of ASCII.
fn is_nearly_ascii(bytes: &[u8]) -> bool {
    let words = bytes.split(u8::is_ascii_whitespace);
    let words = words.filter(|word| {
        word.iter()
            .any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
    });
    let (plain, other): (Vec<&[u8]>, Vec<&[u8]>) = words.partition(|word| word.is_ascii());
    plain.len() > other.len()
        || other.iter().all(|word| {
            let ascii = word
                .iter()
                .filter(|byte| byte.is_ascii_alphabetic())
                .count();
            ascii * 2 > word.len()
        })
}

/// Returns Windows' code page for western Europe if every byte beyond ASCII stands where its letter or
/// sign would be written, else UTF-8: then the bytes are damaged.
fn latin_or_damaged(bytes: &[u8]) -> &'static Encoding {
    let is_letter = |index: Option<usize>| {
        let byte = index.and_then(|index| bytes.get(index));
        byte.is_some_and(u8::is_ascii_alphabetic)
    };
    let fits = |(index, byte): (usize, &u8)| match byte {
        // Quotation marks, dashes, the ellipsis, signs of currency and of rights, fractions, degrees.
        0x80 | 0x82 | 0x84 | 0x85 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b | 0xa0..=0xbf => true,
        0xc0..=0xd6
        | 0xd8..=0xf6
        | 0xf8..=0xfe
        | 0x8a
        | 0x8c
        | 0x8e
        | 0x9a
        | 0x9c
        | 0x9e
        | 0x9f => is_letter(index.checked_sub(1)) || is_letter(index.checked_add(1)),
        _ => false,
    };
    let mut beyond = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| !byte.is_ascii());
    if beyond.all(fits) {
        WINDOWS_1252
    } else {
        UTF_8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, WINDOWS_1251};

    #[test]
    fn charsets_have_many_names() {
        for (name, expected) in [
            ("cp-1251", Some(WINDOWS_1251)),
            ("CP1251", Some(WINDOWS_1251)),
            ("win-1251", Some(WINDOWS_1251)),
            ("Windows 1251", Some(WINDOWS_1251)),
            ("KOI8R", Some(KOI8_R)),
            ("UTF 8", Some(UTF_8)),
            ("utf8mb4", Some(UTF_8)),
            ("ISO_8859.1", Some(WINDOWS_1252)),
            ("none", None),
            ("", None),
        ] {
            assert_eq!(encoding_named(name), expected, "{name}");
        }
    }

    #[test]
    fn only_the_document_declares_its_charset() {
        let far = format!(
            "<head><script>{}</script><meta charset=windows-1251>",
            "x".repeat(5_000)
        );
        for (text, expected) in [
            (
                "<script charset=utf-8 src=a></script><meta charset=koi8-r>",
                Some(KOI8_R),
            ),
            (
                "<!-- <meta charset=utf-8> --><meta charset='koi8-r'>",
                Some(KOI8_R),
            ),
            (
                "<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">",
                Some(KOI8_R),
            ),
            (
                "<?xml version='1.0' encoding = 'cp-1251' ?>",
                Some(WINDOWS_1251),
            ),
            (&far, Some(WINDOWS_1251)),
            ("<p>charset=utf-8</p>", None),
            ("<body><meta charset=koi8-r>", None),
        ] {
            assert_eq!(declared(text.as_bytes()), expected, "{text}");
        }
    }
}
