//! Joins character references to the halves of a surrogate pair (`&#55357;&#56832;`), which software writes that
//! escapes UTF-16.

use std::borrow::Cow;

/// How references to the first halves begin.
const BEGINNINGS: [&str; 6] = ["#55", "#56", "#xd", "#xD", "#Xd", "#XD"];

/// Joins all such references in `text`, escaped ones too (`&amp;#55357;&amp;#56832;`).
pub(super) fn join(text: Cow<'_, str>) -> Cow<'_, str> {
    // Nearly all texts have none, and need not be copied.
    if !BEGINNINGS.iter().any(|beginning| text.contains(beginning)) {
        return text;
    }
    let mut out = String::new();
    let mut rest = &*text;
    while let Some(at) = rest.find('#') {
        let (before, tail) = rest.split_at(at);
        let joined = reference(tail).filter(|_| before.ends_with('&') || before.ends_with("&amp;"));
        let pair = joined.and_then(|(high, behind)| {
            let low = behind
                .strip_prefix("&amp;")
                .or_else(|| behind.strip_prefix('&'))?;
            let (low, behind) = reference(low)?;
            let units = [u16::try_from(high).ok()?, u16::try_from(low).ok()?];
            let is_pair = (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low);
            let letter = char::decode_utf16(units).next()?.ok().filter(|_| is_pair)?;
            Some((letter, behind))
        });
        out.push_str(before);
        match pair {
            Some((letter, behind)) => {
                for piece in ["#", &u32::from(letter).to_string(), ";"] {
                    out.push_str(piece);
                }
                rest = behind;
            }
            None => {
                out.push('#');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    if out.len() + rest.len() == text.len() {
        return text;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Reads `#55357;` or `#xd83d;`; returns the number and what is behind it.
fn reference(text: &str) -> Option<(u32, &str)> {
    let (name, behind) = text
        .strip_prefix('#')?
        .split_once(';')
        .filter(|(name, _)| name.len() <= 6)?;
    let number = match name.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => name.parse(),
    };
    Some((number.ok()?, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_are_joined() {
        for (text, expected) in [
            ("a &#55357;&#56832; b", "a &#128512; b"),
            ("&#xD83D;&#xDE00;", "&#128512;"),
            ("&amp;#55357;&amp;#56832;", "&amp;#128512;"),
            ("&#55357; &#56832;", "&#55357; &#56832;"),
            ("&#2361;&#2367; #1 &#x939;", "&#2361;&#2367; #1 &#x939;"),
            ("#55357;&#56832;", "#55357;&#56832;"),
        ] {
            assert_eq!(join(Cow::Borrowed(text)), expected, "{text}");
        }
    }
}
