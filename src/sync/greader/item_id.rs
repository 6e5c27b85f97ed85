//! The ids of stories, which a server may write in several ways.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// The number of hexadecimal digits of an id in its long form.
const LONG_DIGITS: usize = 16;

/// The id of a story, as its server listed it.
///
/// One server lists an id as a decimal number and sends the story with the same number in
/// hexadecimal, so two ids are equal if they mean the same 64 bits, signed or unsigned. Ids that are
/// no numbers are compared by their text.
#[derive(Clone, Debug)]
pub struct ItemId {
    text: String,
    canonical: CanonicalId,
}

/// What an id means.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum CanonicalId {
    /// 64 bits.
    Number(u64),
    /// Any other text.
    Opaque(String),
}

impl ItemId {
    /// Parses an id; `None` if it is empty.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (prefix, tail) = text.rsplit_once('/').unwrap_or(("", text));
        if tail.is_empty() {
            return None;
        }
        let is_long = prefix.starts_with("tag:");
        Some(Self {
            text: text.to_owned(),
            canonical: CanonicalId::of(tail, is_long),
        })
    }

    /// Returns the text as the server listed it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the long form, which servers understand whatever they list: some read the digits of a decimal id as
    /// hexadecimal. An id that is no number has none.
    pub(super) fn long_form(&self) -> Option<String> {
        match self.canonical {
            CanonicalId::Number(number) => {
                Some(format!("tag:google.com,2005:reader/item/{number:016x}"))
            }
            CanonicalId::Opaque(_) => None,
        }
    }
}

impl CanonicalId {
    /// Returns the meaning of `tail`. In the long form the digits are hexadecimal; in the short form
    /// only those that cannot be decimal.
    fn of(tail: &str, is_long: bool) -> Self {
        let is_hex = tail.len() <= LONG_DIGITS && tail.chars().all(|c| c.is_ascii_hexdigit());
        let hexadecimal = || {
            let has_length = is_long || tail.len() == LONG_DIGITS;
            let number = u64::from_str_radix(tail, 16).ok();
            number.filter(|_| is_hex && has_length)
        };
        let signed = || i64::from_str_radix(tail, 16).ok().map(i64::cast_unsigned);
        let number = if is_long {
            hexadecimal().or_else(signed)
        } else {
            decimal(tail).or_else(hexadecimal)
        };
        number.map_or_else(|| Self::Opaque(tail.to_owned()), Self::Number)
    }
}

/// Reads 64 bits in decimal, signed or unsigned. A leading zero is a digit of the hexadecimal form,
/// which has a fixed width.
fn decimal(text: &str) -> Option<u64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_padded = digits.len() == LONG_DIGITS && digits.starts_with('0');
    if is_padded || digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let signed = text.parse::<i64>().ok().map(i64::cast_unsigned);
    signed.or_else(|| text.parse().ok())
}

impl PartialEq for ItemId {
    fn eq(&self, other: &Self) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for ItemId {}

impl PartialOrd for ItemId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ItemId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.canonical.cmp(&other.canonical)
    }
}

impl Hash for ItemId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "tag:google.com,2005:reader/item/";

    #[test]
    fn ids_are_equal_in_all_forms() {
        for (one, other, expected) in [
            ("1", &format!("{LONG}0000000000000001")[..], true),
            ("26", &format!("{LONG}1a"), true),
            ("-1", "ffffffffffffffff", true),
            ("-1", "18446744073709551615", true),
            ("-1", &format!("{LONG}FFFFFFFFFFFFFFFF"), true),
            ("-26", &format!("{LONG}-1a"), true),
            (
                "-9223372036854775808",
                &format!("{LONG}8000000000000000"),
                true,
            ),
            ("1732870000123456", &format!("{LONG}000628093ccc9e40"), true),
            // Sixteen decimal digits are decimal, and hexadecimal in the long form.
            (
                "1732870000123456",
                &format!("{LONG}1732870000123456"),
                false,
            ),
            ("9007199254740993", "9007199254740992", false),
            ("000000000000048c", "1164", true),
            ("0000000000000010", "16", true),
            (
                "5f0000000000000000000001",
                "5f0000000000000000000002",
                false,
            ),
            (
                "5f0000000000000000000001",
                &format!("{LONG}5f0000000000000000000001"),
                true,
            ),
            ("99999999999999999999999", "99999999999999999999999", true),
            ("a/b", "b", true),
        ] {
            let id = |text| ItemId::parse(text).unwrap();
            assert_eq!(id(one) == id(other), expected, "{one} {other}");
        }
    }

    #[test]
    fn the_text_stays_as_listed() {
        for text in [
            "-1",
            "000628093ccc9e40",
            "कख",
            "tag:google.com,2005:reader/item/1A",
        ] {
            assert_eq!(ItemId::parse(text).unwrap().as_str(), text);
        }
        for text in ["", " ", "a/"] {
            assert_eq!(ItemId::parse(text), None);
        }
    }
}
