//! Words of a text, and the positions at which a line may break.
//!
//! A [`Word`] is the text between two break positions, with the space that follows it. The
//! positions are those of UAX 14 (`icu_segmenter`), corrected for three conventions of Hindi print
//! that the standard does not know:
//!
//! 1. Some papers write a space before nearly every danda (20,458 of 20,470 in one sample). The
//!    danda still closes its sentence, so `गया ।` is one word here and no line begins with `।`. The
//!    same holds for other closing marks after a space.
//! 2. A number and the abbreviated unit after it stay together: `4,209 किमी`.
//! 3. A position inside a grapheme cluster is not a break, even where UAX 14 allows one (a vowel sign
//!    that was typed after a space).
//!
//! | text               | words                       |
//! |--------------------|-----------------------------|
//! | `वह घर गया ।`      | `वह ` `घर ` `गया ।`         |
//! | `करीब 4,209 किमी की` | `करीब ` `4,209 किमी ` `की`  |
//! | `भारत-चीन सीमा`    | `भारत-` `चीन ` `सीमा`       |

mod windows;

use super::measure::Measure;
use super::script::is_mark;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed, options::LineBreakOptions};
use std::ops::Range;
use std::sync::LazyLock;
use textwrap::core::Fragment;
use unicode_segmentation::GraphemeCursor;
use windows::Windows;

/// A stretch of text that stays on one line, and the space after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The bytes of the text, without the space after it.
    pub range: Range<usize>,
    /// The width in the ruler's units.
    pub width: usize,
    /// The width of the space after it, which vanishes at the end of a line.
    pub space: usize,
}

impl Fragment for Word {
    #[expect(
        clippy::cast_precision_loss,
        reason = "widths of words stay far below 2^52"
    )]
    fn width(&self) -> f64 {
        self.width as f64
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "widths of spaces stay far below 2^52"
    )]
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    /// Zero: words are never hyphenated.
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// UAX 14 with the dictionaries of Thai, Lao, Khmer and Burmese, which write no spaces between
/// words.
static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> = LazyLock::new(|| {
    let mut segmenter = LineSegmenter::new_17_for_non_complex_scripts(LineBreakOptions::default());
    segmenter.load_dictionary();
    segmenter
});

/// Returns the words of `text`, which cover all of it except the spaces between them.
pub fn words<M: Measure>(text: &str, measure: &M) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 12 + 1);
    let one_space = measure.width(" ");
    let mut start = 0;
    for end in breaks(text) {
        let piece = text.get(start..end).unwrap_or_default();
        let letters = piece.trim_end_matches(is_space);
        let space = piece.get(letters.len()..).unwrap_or_default();
        words.push(Word {
            range: start..start + letters.len(),
            width: measure.width(letters),
            space: if space == " " {
                one_space
            } else {
                measure.width(space)
            },
        });
        start = end;
    }
    words
}

/// Returns the byte offsets at which a line of `text` may break, including its end.
pub fn breaks(text: &str) -> impl Iterator<Item = usize> {
    Windows::new(text)
        .flatten()
        .filter(|at| *at > 0 && (*at == text.len() || is_break(text, *at)))
}

/// Whether a line may break at byte `at`, where UAX 14 allows it, by the rules in the module
/// documentation.
fn is_break(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let Some(next) = after.chars().next() else {
        return true;
    };
    let is_plain = is_plain_letter(next) && before.ends_with(joins_nothing);
    if is_plain && !before.ends_with(|c: char| c.is_ascii_digit() || is_space(c)) {
        return true;
    }
    let spaced = before.ends_with(is_space);
    // The dictionaries know only their own scripts, and would separate a sign from a letter of
    // another script.
    let has_letter = !spaced && !before.ends_with(|c: char| c.is_control() || c == '\u{200b}');
    if has_letter && !next.is_ascii() && is_mark(next) {
        return false;
    }
    if spaced && closes(next) {
        return false;
    }
    if spaced && starts_with_unit(after) && ends_with_number(before) {
        return false;
    }
    is_plain || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(true)
}

/// Whether `c`, after a break, never joins the cluster before the break; a fast path for the common
/// case.
fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{904}'..='\u{939}')
}

/// Whether `c`, before a break, never attaches the letter after the break; a fast path for the
/// common case. A virama attaches it, and so does a mark after a virama: UAX 14 may allow a break
/// after them if the letter before them is of another script.
fn joins_nothing(c: char) -> bool {
    let of_devanagari =
        || matches!(c, '\u{904}'..='\u{93b}' | '\u{93d}'..='\u{94c}' | '\u{958}'..='\u{97f}');
    c.is_ascii() || of_devanagari() || matches!(c, '\u{2010}'..='\u{2027}')
}

/// Whether `c` is punctuation that closes the text before it.
fn closes(c: char) -> bool {
    matches!(
        c,
        '।' | '॥'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | ')'
            | ']'
            | '}'
            | '”'
            | '’'
            | '…'
            | '»'
            | '،'
            | '؛'
            | '؟'
            | '۔'
            | '၊'
            | '။'
            | '។'
            | '៕'
            | '៖'
    )
}

/// Whether `c` is white space at which a line may break; a no-break space is not.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Abbreviated units, which are meaningless without the number before them.
const UNITS: [&str; 14] = [
    "किमी",
    "मीटर",
    "सेमी",
    "मिमी",
    "किग्रा",
    "किलो",
    "फीसदी",
    "फ़ीसदी",
    "प्रतिशत",
    "km",
    "kg",
    "cm",
    "mm",
    "%",
];

fn starts_with_unit(after: &str) -> bool {
    let end = after
        .find(|c: char| is_space(c) || closes(c) || c == '-')
        .unwrap_or(after.len());
    after.get(..end).is_some_and(|word| UNITS.contains(&word))
}

fn ends_with_number(before: &str) -> bool {
    before
        .trim_end_matches(is_space)
        .ends_with(|c: char| c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::super::width::WidthProfile;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = words(text, &WidthProfile::default());
        let pieces: Vec<_> = words.iter().map(|word| &text[word.range.clone()]).collect();
        assert_eq!(pieces, expected, "{text}");
    }

    #[test]
    fn words_are_cut_as_print_does() {
        check("वह घर गया ।", &["वह", "घर", "गया ।"]);
        check("वह घर गया । फिर", &["वह", "घर", "गया ।", "फिर"]);
        check(
            "करीब 4,209 किमी की सीमा",
            &["करीब", "4,209 किमी", "की", "सीमा"],
        );
        check("सन 2021 में", &["सन", "2021", "में"]);
        check("भारत-चीन सीमा", &["भारत-", "चीन", "सीमा"]);
        check("उसने कहा, “हम आएँगे।”", &["उसने", "कहा,", "“हम", "आएँगे।”"]);
        check("(₹5,000 से) 10%-12%", &["(₹5,000", "से)", "10%-12%"]);
        check(
            "रूसी राष्ट्रपति (Vladimir Putin)",
            &["रूसी", "राष्ट्रपति", "(Vladimir", "Putin)"],
        );
    }

    #[test]
    fn a_stray_vowel_sign_stays_with_its_space() {
        for word in words("अ ि ब", &WidthProfile::default()) {
            assert!(!"अ ि ब"[word.range].starts_with('ि'));
        }
    }

    /// U+1193F attaches the letter after it to its own cluster.
    #[test]
    fn a_sign_that_is_written_before_its_letter_stays_with_it() {
        check("\u{1193f}क ख", &["\u{1193f}क", "ख"]);
    }

    /// Thai, Lao, Khmer and Burmese.
    #[test]
    fn words_without_spaces_are_cut_by_dictionaries() {
        check("กรุงเทพเป็นเมืองหลวง", &["กรุงเทพ", "เป็น", "เมือง", "หลวง"]);
        check("ປະເທດລາວ", &["ປະເທດ", "ລາວ"]);
        check("ទីក្រុងធំ", &["ទីក្រុង", "ធំ"]);
        check("တည်ရှိသောနိုင်ငံ", &["တည်ရှိ", "သော", "နိုင်ငံ"]);
    }

    #[test]
    fn spaces_are_measured_and_not_lost() {
        let words = words("क  ख", &WidthProfile::default());
        assert_eq!(
            words.iter().map(|word| word.space).collect::<Vec<_>>(),
            [2, 0]
        );
    }
}
