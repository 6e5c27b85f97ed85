//! Which characters have an effect that a reader sees, and which could mislead.

/// Whether `c` changes the writing direction, which can display words in a different order from the
/// one in the text.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub(super) fn is_suspect(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether `c` belongs to a script in which a joiner selects the form of a letter.
pub(super) fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}')
}

/// Whether `c` is invisible. Invisible characters are removed unless they have an effect. The last
/// one in the list is kitty's placeholder, which could display part of any image that the terminal
/// stores.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' | '\u{10eeee}')
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// Whether the invisible character `c` has an effect between its neighbours.
pub(super) fn has_work(c: char, before: char, after: Option<char>) -> bool {
    let letter = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_suspect(c);
    match c {
        '\u{200c}' | '\u{200d}' => {
            // An emoji may have a variation selector before its joiner, as in ❤️‍🔥.
            let holds = letter(before) || is_variation_selector(before);
            holds && (is_indic(before) || after.is_some_and(letter))
        }
        c if is_variation_selector(c) => {
            letter(before) || before.is_ascii_digit() || matches!(before, '#' | '*')
        }
        _ => false,
    }
}
