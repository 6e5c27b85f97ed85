//! The kinds of letters, which terminals treat alike.

use unicode_width::UnicodeWidthChar as _;

/// The kinds of letters of a cluster.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::text::width) enum LetterKind {
    /// A letter with its width in Unicode's table.
    Letter(usize),
    Spacing,
    /// A vowel sign that is spacing in print but has no width in Unicode's table; terminals
    /// disagree on it.
    Extending,
    Virama,
    Mark,
    Zwj,
    Zwnj,
}

/// Returns the kind of `c`.
pub(in crate::text::width) fn kind(c: char) -> LetterKind {
    match c {
        '\u{94d}' => LetterKind::Virama,
        '\u{903}'
        | '\u{93b}'
        | '\u{93e}'..='\u{940}'
        | '\u{949}'..='\u{94c}'
        | '\u{94e}'
        | '\u{94f}' => LetterKind::Spacing,
        '\u{900}'..='\u{902}'
        | '\u{93a}'
        | '\u{93c}'
        | '\u{941}'..='\u{948}'
        | '\u{951}'..='\u{957}'
        | '\u{962}'
        | '\u{963}' => LetterKind::Mark,
        '\u{904}'..='\u{97f}' => LetterKind::Letter(1),
        '\u{200d}' => LetterKind::Zwj,
        '\u{200c}' => LetterKind::Zwnj,
        c => other_kind(c),
    }
}

/// Returns the kind of a letter of another Indic block. All these blocks have the same layout:
/// signs at 3E–4C and the virama at 4D from the start of the block. Unicode's table decides whether
/// a sign is spacing.
fn other_kind(c: char) -> LetterKind {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that asks Unicode"
    )]
    let width = c.width().unwrap_or(0);
    let place = u32::from(c) & 0x7f;
    let indic = matches!(c, '\u{980}'..='\u{dff}');
    match width {
        0 if indic && place == 0x4d => LetterKind::Virama,
        0 if is_extending(c) => LetterKind::Extending,
        0 => LetterKind::Mark,
        1 if indic && matches!(place, 0x02 | 0x03 | 0x3e..=0x4c | 0x57) => LetterKind::Spacing,
        width => LetterKind::Letter(width),
    }
}

/// Whether `c` is a spacing mark (Mc) that nevertheless extends the cluster
/// (`Other_Grapheme_Extend`): a part of a two-part vowel sign in Bengali, Odia, Tamil, Kannada,
/// Malayalam or Sinhala.
fn is_extending(c: char) -> bool {
    matches!(
        c,
        '\u{9be}'
            | '\u{9d7}'
            | '\u{b3e}'
            | '\u{b57}'
            | '\u{bbe}'
            | '\u{bd7}'
            | '\u{cc0}'
            | '\u{cc2}'
            | '\u{cc7}'
            | '\u{cc8}'
            | '\u{cca}'
            | '\u{ccb}'
            | '\u{cd5}'
            | '\u{cd6}'
            | '\u{d3e}'
            | '\u{d57}'
            | '\u{dcf}'
            | '\u{ddf}'
    )
}
