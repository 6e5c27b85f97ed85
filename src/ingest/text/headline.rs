//! Splits the first line of a page into kicker and headline.

use super::line::{LineKind, TextLine};
use crate::text::script::count_words;
use std::collections::HashSet;

/// The first line, split into kicker and headline.
pub(super) struct SplitHeadline {
    pub(super) kicker: Option<String>,
    pub(super) headline: String,
    /// Whether the headline, with any kicker, is the whole line. `false` if the article has no
    /// headline: `headline` then holds the first words of the line, or nothing if the line is a
    /// picture.
    pub(super) is_whole_line: bool,
}

/// The maximum number of words of a headline; Hindi headlines have up to twenty-five.
const MOST_WORDS: usize = 30;
/// The number of words that name an article without a headline.
const NAME_WORDS: usize = 12;
/// The maximum number of words of a kicker.
const MOST_KICKER: usize = 4;

/// Splits the first line; `second` is the line after it.
pub(super) fn split(first: &TextLine<'_>, second: &str) -> SplitHeadline {
    if matches!(first.kind, LineKind::Image { .. }) || first.words > MOST_WORDS {
        let words: Vec<&str> = first.text.split_whitespace().take(NAME_WORDS).collect();
        let is_picture = matches!(first.kind, LineKind::Image { .. });
        let headline = if is_picture {
            String::new()
        } else {
            format!("{}…", words.join(" "))
        };
        return SplitHeadline {
            kicker: None,
            headline,
            is_whole_line: false,
        };
    }
    let text = first.text.trim_start_matches("# ");
    if let Some((kicker, headline)) = text
        .split_once(": ")
        .filter(|split| is_kicker(*split, second))
    {
        let (kicker, headline) = (Some(kicker.trim().to_owned()), headline.trim().to_owned());
        return SplitHeadline {
            kicker,
            headline,
            is_whole_line: true,
        };
    }
    SplitHeadline {
        kicker: None,
        headline: text.to_owned(),
        is_whole_line: true,
    }
}

/// Applies rule 2 of the parent module.
fn is_kicker((kicker, headline): (&str, &str), second: &str) -> bool {
    let words = count_words(kicker);
    let latin = kicker.is_ascii() && !headline.is_ascii();
    let repeated = second
        .strip_prefix(kicker)
        .is_some_and(|rest| rest.starts_with(':'));
    words <= MOST_KICKER && count_words(headline) >= 3 && (latin || repeated)
}

/// Whether the beginning of a paragraph contains most words of the line before it.
pub(super) fn repeats(line: &str, paragraph: &str) -> bool {
    let words: Vec<&str> = line
        .split_whitespace()
        .filter(|word| word.chars().count() > 2)
        .collect();
    let head: HashSet<&str> = paragraph
        .split_whitespace()
        .take(words.len() * 2 + 20)
        .collect();
    let again = words.iter().filter(|word| head.contains(*word)).count();
    words.len() >= 6 && again * 10 >= words.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_only_names_the_article() {
        let long = "शब्द ".repeat(31);
        let split = split(&TextLine::new(long.trim()), "");
        assert!(!split.is_whole_line);
        assert_eq!(
            split.headline,
            format!("{}…", ["शब्द"; NAME_WORDS].join(" "))
        );
    }

    #[test]
    fn a_standfirst_is_repeated_by_the_first_paragraph() {
        let line = "पुलिस ने लोगों को बताया नदी का पानी उतर गया";
        let paragraph = format!("मंगलवार को {line} है और बाजार खुल गए।");
        assert!(repeats(line, &paragraph));
        assert!(!repeats(
            line,
            "मंत्री ने संसद में रेल बजट पेश किया और किराया बढ़ाया।"
        ));
    }
}
