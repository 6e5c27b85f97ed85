//! Character references of HTML, as feeds use and misuse them.

use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// The longest name of an entity, in bytes.
const LONGEST_NAME: usize = 32;

/// Returns the text that `&name;` represents, or `&name;` itself if the name is unknown.
pub(super) fn resolve(name: &str) -> Cow<'static, str> {
    if let Some(text) = resolve_html5_entity(name) {
        return Cow::Borrowed(text);
    }
    let number = name
        .strip_prefix('#')
        .and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => digits.parse().ok(),
        });
    match number.map(character) {
        Some(c) => Cow::Owned(c.to_string()),
        None => Cow::Owned(format!("&{name};")),
    }
}

/// Returns the character with this number. The numbers 128 to 159, control characters in Unicode,
/// are read as windows-1252, because authors mean that.
fn character(number: u32) -> char {
    let byte = u8::try_from(number)
        .ok()
        .filter(|byte| *byte >= 0x80 && *byte < 0xa0);
    if let Some(byte) = byte {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return text.chars().next().unwrap_or('\u{fffd}');
    }
    match char::from_u32(number) {
        Some('\0') | None => '\u{fffd}',
        Some(c) => c,
    }
}

/// Resolves the character references in `text`; a bare `&` is kept.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(LONGEST_NAME).position(|b| b == b';');
        let name = end.and_then(|end| after.get(..end)).filter(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        });
        if let Some(name) = name {
            out.push_str(&resolve(name));
            rest = after.get(name.len() + 1..).unwrap_or_default();
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Escapes `text` for HTML.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_once() {
        for (text, expected) in [
            ("R&D", "R&D"),
            ("a &amp;lt; b", "a &lt; b"),
            ("&nbsp;&rsquo;", "\u{a0}’"),
            ("don&#146;t &#x939;", "don’t ह"),
            (
                "&#0; &#xd800; &#99999999999;",
                "\u{fffd} \u{fffd} &#99999999999;",
            ),
            ("&nothing; & &;", "&nothing; & &;"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
