//! Splits text into the words of the index.
//!
//! If spaces separate words, a word is a run of letters, digits and marks. Chinese, Japanese, Thai
//! and similar scripts have no spaces between words, and Korean attaches particles to words. For
//! these scripts the index has each pair of adjacent letters, and the last letter of a run alone:
//! any passage of the text is then found by the pairs that it consists of.
//!
//! | text        | in the index            | asked for                |
//! |-------------|-------------------------|--------------------------|
//! | `रेल बजट`   | रेल, बजट                  | रेल, बजट                   |
//! | `桜が開花`   | 桜が, が開, 開花, 花        | 桜が, が開, 開花            |
//! | `花`        | 花                       | 花, or what begins with it |
//! | `서울은 3월` | 서울, 울은, 은, 3, 월       | 서울, 울은, 은, 3, 월…      |
//!
use super::fold;
use crate::text::cluster::cluster_indices;
use crate::text::script::{is_mark, is_unspaced};

/// A visarga at the end of a word is a colon typed with the wrong key.
const VISARGA: char = '\u{903}';

/// Returns the folded words of `text` in order, as the index has them.
pub fn tokens(text: &str) -> Vec<String> {
    words_of(text).map(|(folded, _)| folded).collect()
}

/// Appends the words that [`tokens`] returns to `out`, each followed by a blank, and returns their number.
///
/// A long text has hundreds of words, and a string for each would cost more than finding them.
pub fn push_tokens(text: &str, out: &mut String) -> usize {
    let mut count = 0;
    for word in written(text) {
        let start = out.len();
        fold::fold_into(word, out);
        let folded = out.get(start..).unwrap_or_default();
        let end = start + folded.trim_end_matches(VISARGA).len();
        out.truncate(end);
        if end > start {
            out.push(' ');
            count += 1;
        }
    }
    count
}

/// Returns the folded words of `text`, each with its original spelling.
///
/// Marks and joiners belong to their word; a visarga at the end of a word does not.
pub fn words_of(text: &str) -> impl Iterator<Item = (String, &str)> {
    written(text)
        .map(|word| (folded(word), word))
        .filter(|(folded, _)| !folded.is_empty())
}

/// Returns the words for finding `text` in the index, and whether the last of them is a prefix.
///
/// In scripts without spaces, the words are the pairs of adjacent letters in `text`. Its last
/// letter alone is not one of them, because the run may continue in the article. If `text` is a
/// single letter, it is a prefix of pairs.
pub(super) fn asked(text: &str) -> (Vec<String>, bool) {
    let mut words: Vec<&str> = written(text).collect();
    let mut goes_on = false;
    if let Some(last) = words.pop() {
        let end = |word: &str| word.as_ptr() as usize + word.len();
        let is_paired = words.last().is_some_and(|before| end(before) == end(last));
        if !is_paired {
            words.push(last);
            goes_on = last.chars().any(is_unspaced) && cluster_indices(last).nth(1).is_none();
        }
    }
    let words = words.into_iter().map(folded);
    (words.filter(|word| !word.is_empty()).collect(), goes_on)
}

/// Returns whether a word is a pair of letters from a script without spaces. Such a pair is as
/// specific as a longer word in other scripts.
pub fn is_pair(word: &str) -> bool {
    word.chars().any(is_unspaced) && cluster_indices(word).nth(1).is_some()
}

fn folded(word: &str) -> String {
    let mut folded = fold::fold(word);
    folded.truncate(folded.trim_end_matches(VISARGA).len());
    folded
}

/// Returns the words of `text` in their original spelling.
pub(super) fn written(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_letter(c)).flat_map(|run| {
        let is_whole = !run.chars().any(is_unspaced);
        let whole = (is_whole && !run.is_empty()).then_some(run);
        let pairs = if is_whole { Vec::new() } else { parted(run) };
        whole.into_iter().chain(pairs)
    })
}

/// Splits a run that contains letters of a script without spaces, and returns its words.
fn parted(run: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let is_pairs = is_unspaced(first);
        let end = rest.find(|c| is_unspaced(c) != is_pairs && !is_mark(c));
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if !is_pairs {
            words.push(part);
            continue;
        }
        let ends: Vec<usize> = cluster_indices(part)
            .map(|(at, cluster)| at + cluster.len())
            .collect();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let next = ends.iter().copied().skip(1).chain(ends.last().copied());
        words.extend(starts.zip(next).filter_map(|(from, to)| part.get(from..to)));
    }
    words
}

/// Whether a character belongs to a word, as letters, digits and their marks do.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{964}' | '\u{965}' => false,
        // Marks and joiners are treated as letters. Unicode's own tables are checked last, because
        // they are by far the slowest.
        '\u{900}'..='\u{dff}' | '\u{300}'..='\u{36f}' => true,
        '\u{200b}'..='\u{200d}' | '\u{ad}' | '\u{2060}' => true,
        _ => c.is_alphanumeric() || is_mark(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_at_spaces_or_into_pairs() {
        for (text, expected) in [
            ("वह घर गया।", &["वह", "घर", "गया"][..]),
            ("দেশের বড় খবর", &["দেশের", "বড\u{9bc}", "খবর"]),
            ("桜が開花", &["桜か\u{3099}", "か\u{3099}開", "開花", "花"]),
            ("花", &["花"]),
            ("人々が", &["人々", "々か\u{3099}", "か\u{3099}"]),
            ("iPhone17は3月に", &["iphone17", "は", "3", "月に", "に"]),
            ("서울은 비", &["서울", "울은", "은", "비"]),
            ("ที่นี่", &["ที่นี่", "นี่"]),
            ("ភ្នំពេញ", &["ភ្នំពេ", "ពេញ", "ញ"]),
            ("वर्ष २०२१年", &["वर्ष", "2021", "年"]),
        ] {
            assert_eq!(tokens(text), expected, "{text}");
            let mut pushed = String::new();
            assert_eq!(push_tokens(text, &mut pushed), expected.len());
            assert_eq!(pushed.trim_end(), expected.join(" "));
        }
    }

    #[test]
    fn a_query_matches_within_a_run() {
        for (text, expected, goes_on) in [
            ("रेल", &["रेल"][..], false),
            ("開花", &["開花"], false),
            ("桜が開", &["桜か\u{3099}", "か\u{3099}開"], false),
            ("花", &["花"], true),
            ("3月", &["3", "月"], true),
            ("서울은 비", &["서울", "울은", "은", "비"], true),
            ("", &[], false),
        ] {
            let (words, open) = asked(text);
            assert_eq!(
                (words.as_slice(), open),
                (
                    &expected.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>()[..],
                    goes_on
                ),
                "{text}"
            );
        }
    }
}
