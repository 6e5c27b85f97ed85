//! The one gate through which all text from outside passes.
//!
//! Text from a feed or a page must reach a terminal as letters only. Each rule answers an attack on
//! readers of mail or news:
//!
//! - Escape sequences are removed whole, in their 7-bit and 8-bit forms, so that `ESC[31mred`
//!   leaves `red`; an unterminated one loses only its introducer and does not swallow the article.
//! - Control characters are removed; line breaks of all kinds become a space.
//! - Bidirectional overrides, embeddings and isolates are removed: they can display an address
//!   other than the one that is opened. Invisible characters stay only where they have an effect:
//!   joiners after a letter that can join, variation selectors after a character that has variants.
//! - A cluster has at most [`LONGEST_CLUSTER`] characters, counting marks, links of conjuncts and
//!   joined emoji; the excess is removed.
//! - The result is in Unicode's composed form (NFC) except in the Indic blocks, where letters stay
//!   as they were typed: `ड़` as one code point or as two, a nukta before the virama or after it.
//!   The letters of an article are its publisher's; search folds the spellings.

mod character;
mod compose;
mod length;
mod sequence;

use character::{has_work, is_bidi_control, is_invisible, is_suspect};
use compose::compose;
use length::ClusterLength;
use sequence::Scanner;
use std::borrow::Cow;

/// The maximum length of a cluster: 32 characters, or 128 bytes. The longest in real Hindi has
/// eleven characters, and the longest emoji ten.
pub const LONGEST_CLUSTER: usize = 32;

/// The visible replacement for a character that would control the terminal.
pub const MARK: char = '\u{fffd}';

/// Returns `text` as one clean line, without space at its ends.
///
/// ```
/// use newsreader::text::sanitize::clean_line;
/// assert_eq!(clean_line(" \x1b]0;x\x07ब्रेकिंग \x1b[31mन्यूज़\x1b[0m\r\n"), "ब्रेकिंग न्यूज़");
/// ```
pub fn clean_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_clean(text)
        && let Cow::Borrowed(text) = compose(text)
    {
        return Cow::Borrowed(text);
    }
    // Composition can put a joiner next to a letter on which it has no effect, and removing that
    // joiner can bring together characters that compose. Two passes are enough, except for texts
    // made to need more.
    let mut cleaned = compose(text).into_owned();
    for _ in 0..4 {
        let again = compose(clean(&cleaned, Spaces::Joined).trim()).into_owned();
        if again == cleaned {
            break;
        }
        cleaned = again;
    }
    Cow::Owned(cleaned)
}

/// Returns `text` as clean lines, for text with line breaks that its author set. A `\n` separates
/// two lines; empty lines are removed.
///
/// ```
/// use newsreader::text::sanitize::clean_lines;
/// assert_eq!(clean_lines(" रोड \x1b[31mनं. 4 \n\n भोपाल\t462001"), "रोड नं. 4\nभोपाल 462001");
/// ```
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.contains('\n') {
        return clean_line(text);
    }
    let lines = text.split('\n').map(clean_line);
    let lines: Vec<Cow<'_, str>> = lines.filter(|line| !line.is_empty()).collect();
    let cleaned = lines.join("\n");
    if cleaned == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(cleaned)
    }
}

/// Returns `text` as clean lines whose spaces and tabs are kept, for text in which every character
/// counts. Line breaks of all kinds become `\n`; blank lines at both ends are removed.
///
/// ```
/// use newsreader::text::sanitize::clean_code;
/// assert_eq!(clean_code("\nif a:\r\n\tb  \x1b[31m# c\x1b[0m\n"), "if a:\n\tb  # c");
/// ```
pub fn clean_code(text: &str) -> String {
    let mut cleaned = text.replace("\r\n", "\n");
    // As in `clean_line`, two passes are enough, except for texts made to need more.
    for _ in 0..5 {
        let again = compose(without_blank_ends(&clean(&cleaned, Spaces::Kept))).into_owned();
        if again == cleaned {
            break;
        }
        cleaned = again;
    }
    cleaned
}

/// Removes blank lines at both ends, and the space at the end of the last line.
fn without_blank_ends(text: &str) -> &str {
    let text = text.trim_end();
    let first = text.len() - text.trim_start().len();
    let indented = text.get(..first).and_then(|blank| blank.rfind('\n'));
    indented.and_then(|at| text.get(at + 1..)).unwrap_or(text)
}

/// Returns `text` without the characters that control a terminal: controls, escape sequences and
/// bidirectional controls. For text that is otherwise passed on unchanged.
pub fn strip_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(is_terminal_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = Scanner::new(text);
    while let Some(c) = chars.next() {
        match c {
            // A line or page break separated two words, so it becomes a space.
            '\t' | '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{1b}' | '\u{80}'..='\u{9f}' => chars.skip_sequence(c),
            c if is_terminal_control(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Returns `text` with a visible replacement for each character that controls a terminal, and a
/// space for each line break. For text whose exact content the user should see: file names, quoted
/// input in errors.
pub fn visible(text: &str) -> Cow<'_, str> {
    let mut length = ClusterLength::default();
    if text
        .chars()
        .all(|c| !is_terminal_control(c) && length.takes(c))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut length = ClusterLength::default();
    for c in text.chars() {
        let shown = match c {
            '\t' | '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c if is_terminal_control(c) => MARK,
            c => c,
        };
        if length.takes(shown) {
            out.push(shown);
        }
    }
    Cow::Owned(out)
}

/// Whether `c` could mislead a terminal or its user: a control character, a line break or a
/// bidirectional control.
#[must_use]
pub fn is_terminal_control(c: char) -> bool {
    c.is_control()
        || is_bidi_control(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{10eeee}' | '\u{10fffe}')
}

/// Whether `text` needs no cleaning.
///
/// Every letter of every article passes through here, so the two most common alphabets are tested
/// first. Clusters are counted only in words long enough to exceed the bound: a space or an ASCII
/// letter ends a cluster, unless the preceding character joins it to the cluster.
fn is_clean(text: &str) -> bool {
    let (mut word, mut longest, mut before) = (0, 0, 'a');
    for c in text.chars() {
        word += 1;
        match c {
            ' ' if before == ' ' => return false,
            ' '..='~' if !length::holds_on(before) => word = 0,
            ' '..='~' | '\u{900}'..='\u{97f}' => {}
            c if is_suspect(c) => return false,
            _ => {}
        }
        longest = longest.max(word);
        before = c;
    }
    let mut length = ClusterLength::default();
    longest < LONGEST_CLUSTER || text.chars().all(|c| length.takes(c))
}

/// What happens to white space.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Spaces {
    /// Any white space becomes one space.
    Joined,
    /// Spaces, tabs and line breaks are kept.
    Kept,
}

fn clean(text: &str, spaces: Spaces) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = Scanner::new(text);
    let mut length = ClusterLength::default();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if matches!(c, '\u{1b}' | '\u{80}'..='\u{9f}') && c != '\u{85}' {
            chars.skip_sequence(c);
            continue;
        }
        let kept = match c {
            '\t' if spaces == Spaces::Kept => '\t',
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
                if spaces == Spaces::Kept =>
            {
                '\n'
            }
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => continue,
            c if is_invisible(c) && !has_work(c, before, chars.peek()) => continue,
            c => c,
        };
        if spaces == Spaces::Joined && kept == ' ' && before == ' ' {
            continue;
        }
        if length.takes(kept) {
            out.push(kept);
            before = kept;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strangers_text_becomes_letters() {
        for (input, expected) in [
            ("\x1b]0;title\x07शीर्षक", "शीर्षक"),
            ("\x1b]0;title\x1b\\शीर्षक", "शीर्षक"),
            ("\x1b]0;no end शीर्षक", "0;no end शीर्षक"),
            ("\u{9b}31mलाल\u{9b}0m", "लाल"),
            ("\u{9d}52;c;QUJD\u{9c}x", "x"),
            ("\x1bP$qm\x1b\\x", "x"),
            ("a\u{202e}b\u{2067}c", "abc"),
            ("अ\u{2028}ब\u{85}स\u{b}द\tय", "अ ब स द य"),
            ("हिं\u{ad}दी स\u{200b}मा\u{2060}चार", "हिंदी समाचार"),
            ("क्\u{200d}ष र्\u{200d}", "क्\u{200d}ष र्\u{200d}"),
            ("a\u{200d}b \u{200d}", "ab"),
            ("अ\u{10eeee}\u{305}ब", "अ\u{305}ब"),
            ("❤\u{fe0f} x\u{fe0f}", "❤\u{fe0f} x"),
            ("  दो   शब्द ", "दो शब्द"),
            ("ड\u{93c}", "ड\u{93c}"),
            ("\u{95c} क\u{93c}", "\u{95c} क\u{93c}"),
            ("ज\u{94d}\u{93c}", "ज\u{94d}\u{93c}"),
            ("e\u{301}", "é"),
        ] {
            assert_eq!(clean_line(input), expected, "{input:?}");
        }
    }

    #[test]
    fn strip_controls_keeps_letters_and_the_spaces_between_them() {
        for (input, expected) in [
            ("क्\u{200d}ष\u{200b}  x", "क्\u{200d}ष\u{200b}  x"),
            ("a\u{2028}b\u{85}c\u{b}d\u{c}e\rf\tg", "a b c d e f g"),
            ("\u{1b}]0;t\u{7}a\u{202e}b\u{9b}31mc", "abc"),
        ] {
            assert_eq!(strip_controls(input), expected, "{input:?}");
        }
    }

    #[test]
    fn what_is_shown_instead_is_seen() {
        for (input, expected) in [
            ("a\u{1b}]0;x\u{7}.txt", "a\u{fffd}]0;x\u{fffd}.txt"),
            ("\u{9b}31m\u{202e}", "\u{fffd}31m\u{fffd}"),
            ("क्\u{200d}ष\tx\r\ny", "क्\u{200d}ष x  y"),
        ] {
            assert_eq!(visible(input), expected, "{input:?}");
        }
    }

    /// Whether every cluster of `text` is at most the maximum length.
    fn is_bounded(text: &str) -> bool {
        let mut clusters = crate::text::cluster::clusters(text);
        clusters.all(|cluster| cluster.chars().count() <= LONGEST_CLUSTER)
    }

    #[test]
    fn no_cluster_is_longer_than_its_bound() {
        for piece in [
            "\u{301}",
            "क्",
            "र्\u{900}",
            "क\u{94d}\u{93c}",
            "ক্",
            "\u{1100}",
            "\u{1100}\u{1161}\u{11a8}",
            "\u{a960}",
            "👩\u{200d}",
            "👩🏽\u{fe0f}\u{200d}",
            "\u{600}",
            "\u{110bd}",
            "က\u{1039}",
            "ក\u{17d2}",
            "กำ\u{e48}",
            "\u{1161}",
        ] {
            let many = format!("a{}b", piece.repeat(5_000));
            let clean = clean_line(&many);
            assert!(is_bounded(&clean), "{piece:?}");
            assert_eq!(clean_line(&clean), clean, "{piece:?}");
            // The next letter is kept even if its script would join it to the cluster.
            assert!(clean.ends_with('b'), "{piece:?}");
            assert!(
                clean_line(&format!("{}東京ก가", piece.repeat(5_000))).ends_with("京ก가"),
                "{piece:?}"
            );
        }
    }

    #[test]
    fn real_letters_are_within_the_bound() {
        for text in [
            "🇮🇳".repeat(50),
            "한국어 ".repeat(50).trim().to_owned(),
            "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏽".to_owned(),
            "🏳\u{fe0f}\u{200d}🌈 ❤\u{fe0f}\u{200d}🔥 👁\u{fe0f}\u{200d}🗨\u{fe0f} 🏴\u{200d}☠\u{fe0f}".to_owned(),
            "र्त्स्न्य त्र्यम्बक".to_owned(),
            "க்".repeat(5),
        ] {
            assert_eq!(clean_line(&text), text);
        }
    }

    proptest! {
        #[test]
        fn clean_code_stays_as_it_is(
            text in prop::collection::vec(prop_oneof![
                any::<char>(),
                prop::sample::select(vec!['\u{1b}', '[', 'm', ' ', '\n', '\r', '\t', 'क', '्', '\u{200d}', '\u{202e}', '\u{301}']),
            ], 0..60).prop_map(|chars| chars.into_iter().collect::<String>())
        ) {
            let once = clean_code(&text);
            let bad = once.chars().find(|c| is_terminal_control(*c) && !matches!(c, '\n' | '\t'));
            prop_assert_eq!(bad, None);
            prop_assert!(is_bounded(&once), "{:?}", once);
            prop_assert_eq!(clean_code(&once), once);
        }

        #[test]
        fn the_result_is_clean_and_stays_as_it_is(
            text in prop::collection::vec(prop_oneof![
                any::<char>(),
                prop::sample::select(vec!['\u{1b}', '[', ']', 'm', '\u{7}', '\\', '\u{9b}', ' ', '\n', 'क', '्', '\u{200d}', '\u{202e}', '\u{301}']),
            ], 0..60).prop_map(|chars| chars.into_iter().collect::<String>())
        ) {
            let once = clean_line(&text).into_owned();
            prop_assert_eq!(once.chars().find(|c| is_terminal_control(*c)), None);
            prop_assert!(is_bounded(&once), "{:?}", once);
            prop_assert_eq!(clean_line(&once).into_owned(), once);
            let lines = clean_lines(&text).into_owned();
            let bad = lines.chars().find(|c| is_terminal_control(*c) && *c != '\n');
            prop_assert_eq!(bad, None);
            prop_assert!(!lines.contains("\n\n"));
            prop_assert_eq!(clean_lines(&lines).into_owned(), lines);
        }

        #[test]
        fn no_cluster_of_what_was_cleaned_is_longer_than_its_bound(
            pieces in prop::collection::vec((prop::sample::select(vec![
                "\u{1100}", "\u{1161}", "\u{11a8}", "가", "र्", "\u{900}", "\u{93c}", "क", "ক্", "👩", "\u{200d}", "\u{fe0f}",
                "🏽", "🇮", "\u{600}", "\u{301}", "a", " ", "\u{1b}[m", "\u{200c}", "e\u{301}", "က\u{1039}",
            ]), 1..60_usize), 0..12)
        ) {
            let text: String = pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect();
            for clean in [clean_line(&text), visible(&text)] {
                prop_assert!(is_bounded(&clean), "{:?}", clean);
            }
        }
    }
}
