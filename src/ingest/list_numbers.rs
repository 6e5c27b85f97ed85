//! Numbers of list items that differ from plain counting.
//!
//! A list is shown with the numbers 1, 2, 3, or from its declared start. An item whose number differs
//! from that, or is a letter, gets a label.

/// How the numbers of a list are written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum NumberStyle {
    #[default]
    Decimal,
    /// `a`, `b`, …, `z`, `aa`; in capitals if `true`.
    Letters(bool),
    /// `i`, `ii`, `iii`; in capitals if `true`.
    Roman(bool),
}

impl NumberStyle {
    /// Returns the style that the `type` attribute of HTML names, or the value of the style property
    /// `list-style-type`.
    pub(super) fn named(name: &str) -> Self {
        match name.trim() {
            "a" | "lower-alpha" | "lower-latin" => Self::Letters(false),
            "A" | "upper-alpha" | "upper-latin" => Self::Letters(true),
            "i" | "lower-roman" => Self::Roman(false),
            "I" | "upper-roman" => Self::Roman(true),
            _ => Self::Decimal,
        }
    }

    fn written(self, number: i64) -> String {
        let (text, is_capital) = match self {
            Self::Letters(is_capital) if number > 0 => (letters(number), is_capital),
            Self::Roman(is_capital) if (1..4_000).contains(&number) => (roman(number), is_capital),
            Self::Decimal | Self::Letters(_) | Self::Roman(_) => (number.to_string(), false),
        };
        if is_capital {
            text.to_ascii_uppercase()
        } else {
            text
        }
    }
}

fn letters(mut number: i64) -> String {
    let mut reversed = Vec::new();
    while number > 0 {
        let digit = u8::try_from((number - 1) % 26).unwrap_or_default();
        reversed.push(char::from(b'a' + digit));
        number = (number - 1) / 26;
    }
    reversed.iter().rev().collect()
}

fn roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// The numbers of an open list.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListNumbers {
    style: NumberStyle,
    /// The number of the next item.
    next: i64,
    /// The number that the next item has if the list is counted from its start.
    counted: i64,
    /// The number of the current item, if that has begun and has no text yet.
    current: Option<i64>,
    step: i64,
}

impl ListNumbers {
    /// Returns the numbers of a list. `counted` is the number from which the list is counted when it
    /// is shown.
    pub(super) fn new(start: i64, counted: i64, style: NumberStyle, is_reversed: bool) -> Self {
        Self {
            style,
            next: start,
            counted,
            current: None,
            step: if is_reversed { -1 } else { 1 },
        }
    }

    /// Begins an item; `value` is its declared number.
    pub(super) fn begin_item(&mut self, value: Option<i64>) {
        let number = value.unwrap_or(self.next);
        self.current = Some(number);
        self.next = number.saturating_add(self.step);
    }

    /// Returns the number of the next item.
    pub(super) fn next(&self) -> i64 {
        self.next
    }

    /// Sets the number from which the rest of the list is counted.
    pub(super) fn count_from(&mut self, counted: i64) {
        self.counted = counted;
    }

    /// Returns the label of the current item if its number is not what counting gives.
    pub(super) fn label(&mut self) -> Option<String> {
        if self.current.is_none() {
            self.begin_item(None);
        }
        let number = self.current.take().unwrap_or(self.next);
        let is_plain = self.style == NumberStyle::Decimal;
        if is_plain && number == self.counted {
            self.counted = number.saturating_add(1);
            return None;
        }
        let after = if is_plain { number } else { self.counted };
        self.counted = after.saturating_add(1);
        Some(self.style.written(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(mut numbers: ListNumbers, values: &[Option<i64>]) -> Vec<Option<String>> {
        let mut label = |value: &Option<i64>| {
            numbers.begin_item(*value);
            numbers.label()
        };
        values.iter().map(&mut label).collect()
    }

    #[test]
    fn only_other_numbers_than_those_of_counting_are_labels() {
        let text = |text: &str| Some(text.to_owned());
        let plain = |start, counted| ListNumbers::new(start, counted, NumberStyle::Decimal, false);
        assert_eq!(labels(plain(5, 5), &[None, None]), [None, None]);
        assert_eq!(labels(plain(5, 1), &[None, None]), [text("5"), None]);
        assert_eq!(
            labels(plain(1, 1), &[None, Some(7), None]),
            [None, text("7"), None]
        );
        let reversed = ListNumbers::new(3, 3, NumberStyle::Decimal, true);
        assert_eq!(labels(reversed, &[None, None]), [None, text("2")]);
        let letters = ListNumbers::new(1, 1, NumberStyle::named("A"), false);
        assert_eq!(labels(letters, &[None, None]), [text("A"), text("B")]);
    }

    #[test]
    fn letters_and_roman_numbers_go_on() {
        for (number, in_letters, in_roman) in
            [(1, "a", "i"), (27, "aa", "xxvii"), (704, "aab", "dcciv")]
        {
            assert_eq!(letters(number), in_letters);
            assert_eq!(roman(number), in_roman);
        }
        assert_eq!(NumberStyle::Roman(false).written(5_000), "5000");
    }
}
