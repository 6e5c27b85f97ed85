//! Superscripts and subscripts, for a grid of cells that cannot shift letters.
//!
//! Unicode has such characters for digits, signs and a few letters; other text is written as in
//! mathematics: `^(…)` and `_(…)`. In print the letters are shifted indeed, and [`plain`] returns
//! them.

use std::borrow::Cow;

const RAISED: &str = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁻−⁼=⁽(⁾)ⁿnⁱi";
const LOWERED: &str = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-₋−₌=₍(₎)ₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜt";

/// Returns `text` as a superscript: `10` as `¹⁰`, `k/2` as `^(k/2)`.
///
/// Ordinal endings, such as `th`, need no `^` before them to be clear.
pub fn raised(text: &str) -> Cow<'_, str> {
    if text.chars().count() > 1 && text.chars().all(char::is_alphabetic) {
        return text.into();
    }
    shifted(text, RAISED, '^')
}

/// Returns `text` as a subscript: `2` as `₂`, `max` as `_(max)`.
pub fn lowered(text: &str) -> Cow<'_, str> {
    shifted(text, LOWERED, '_')
}

/// Returns the plain letters of what [`raised`] or [`lowered`] returned: `10` for `¹⁰`, `k/2` for
/// `^(k/2)`.
pub fn plain(shifted: &str) -> Cow<'_, str> {
    if let Some(text) = shifted
        .strip_prefix(['^', '_'])
        .filter(|text| !text.is_empty())
    {
        let inner = text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'));
        return inner.unwrap_or(text).into();
    }
    if shifted.is_ascii() {
        return shifted.into();
    }
    let of = |c: char| {
        let found = pairs(RAISED)
            .chain(pairs(LOWERED))
            .find(|(own, _)| *own == c);
        found.map_or(c, |(_, plain)| plain)
    };
    shifted.chars().map(of).collect::<String>().into()
}

/// Returns the pairs of a table: the shifted character and the plain one.
fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    let mut all = table.chars();
    std::iter::from_fn(move || Some((all.next()?, all.next()?)))
}

/// Replaces each character by the one before it in `table`. If `text` has any other character, it
/// is written after `sign` instead, in brackets if longer than one character.
fn shifted<'t>(text: &'t str, table: &str, sign: char) -> Cow<'t, str> {
    // The number of a note already has brackets.
    let is_note = text.starts_with('[') && text.ends_with(']');
    if is_note || text.trim().is_empty() {
        return text.into();
    }
    let of = |c: char| {
        pairs(table)
            .find(|(_, plain)| *plain == c)
            .map(|(own, _)| own)
    };
    match text.chars().map(of).collect::<Option<String>>() {
        Some(shifted) => shifted.into(),
        None if text.chars().count() == 1 => format!("{sign}{text}").into(),
        None => format!("{sign}({text})").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_do_not_change_by_losing_their_shift() {
        for (text, above, below) in [
            ("6", "⁶", "₆"),
            ("-10", "⁻¹⁰", "₋₁₀"),
            ("n+1", "ⁿ⁺¹", "ₙ₊₁"),
            ("k/2", "^(k/2)", "_(k/2)"),
            ("६", "^६", "_६"),
            ("th", "th", "ₜₕ"),
            ("[3]", "[3]", "[3]"),
        ] {
            assert_eq!((&*raised(text), &*lowered(text)), (above, below));
            let back = [plain(above), plain(below)];
            assert_eq!(back.map(|text| text.replace('−', "-")), [text, text]);
        }
    }
}
