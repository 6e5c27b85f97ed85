//! Word boundaries by script: whether spaces separate words and, if not, the estimated number of
//! words.

use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, LineBreak};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

const LINE_BREAK: CodePointMapDataBorrowed<'static, LineBreak> =
    CodePointMapData::<LineBreak>::new();
const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();

/// The typical number of characters in a word of Chinese or Japanese.
const OF_IDEOGRAPHS: usize = 2;
/// The mean number of letters and signs in a word of Thai, Lao, Khmer or Burmese.
const OF_SOUTH_EAST: usize = 5;

/// Whether `c` is a combining mark.
pub fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CATEGORY.get(c))
}

/// Whether `c` belongs to a script that does not separate words by spaces.
///
/// These are the characters between which UAX 14 allows a line break anywhere, or for which it
/// requires a dictionary. Korean separates words but joins particles to them.
pub fn is_unspaced(c: char) -> bool {
    // All alphabets of Europe, the Near East and India are below this code point.
    c >= '\u{e00}'
        // Fullwidth forms of letters of other scripts.
        && !matches!(c, '\u{ff01}'..='\u{ff5e}')
        && matches!(
            LINE_BREAK.get(c),
            LineBreak::ComplexContext
                | LineBreak::Ideographic
                | LineBreak::ConditionalJapaneseStarter
                | LineBreak::Nonstarter
                | LineBreak::H2
                | LineBreak::H3
        )
}

/// Returns the number of words in `text`; an estimate for scripts that do not separate words by
/// spaces.
///
/// ```
/// use newsreader::text::script::count_words;
/// assert_eq!(count_words("वह घर गया।"), 3);
/// assert_eq!(count_words("长江是中国最长的河流"), 5);
/// ```
pub fn count_words(text: &str) -> usize {
    let spaced = text.split_whitespace().count();
    let (mut ideographs, mut south_eastern) = (0, 0);
    for c in text.chars().filter(|c| *c >= '\u{e00}') {
        match LINE_BREAK.get(c) {
            LineBreak::ComplexContext => south_eastern += 1,
            LineBreak::Ideographic | LineBreak::ConditionalJapaneseStarter => ideographs += 1,
            _ => {}
        }
    }
    spaced.max(ideographs / OF_IDEOGRAPHS + south_eastern / OF_SOUTH_EAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_whether_spaces_part_them_or_not() {
        for (text, expected) in [
            ("", 0),
            ("एक  दो", 2),
            ("서울은 한국의 수도이다", 3),
            ("東京で桜が開花した。", 4),
            ("กรุงเทพมหานครเป็นเมืองหลวง", 5),
            ("iPhone 17 发布", 3),
        ] {
            assert_eq!(count_words(text), expected, "{text}");
        }
    }
}
