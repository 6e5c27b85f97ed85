//! Which way a text runs.

/// Whether most letters of a text are of a script that runs from right to left: its lines begin at the
/// right edge then.
///
/// Unicode's rule asks the first letter alone; a line of a Hindi story that begins with a word of Urdu
/// would turn round by it.
pub fn runs_from_right(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut balance = 0_i32;
    for c in text.chars() {
        if is_of_leftward_script(c) && !c.is_numeric() {
            balance += 1;
        } else if c.is_alphabetic() {
            balance -= 1;
        }
    }
    balance > 0
}

/// Whether a character is of a script that runs from right to left.
pub fn is_of_leftward_script(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_which_there_are_most_decide() {
        for (text, expected) in [
            ("وزیرِ اعظم نے Google کا دورہ کیا", true),
            ("صباح कहकर उसने दोस्तों से विदा ली", false),
            ("۲۰۲۴", false),
            ("2024", false),
            ("שלום", true),
        ] {
            assert_eq!(runs_from_right(text), expected, "{text}");
        }
    }
}
