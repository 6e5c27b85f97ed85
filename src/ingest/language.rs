//! Detects the language of a text by its script, or by common small words if several languages
//! share the script.

use crate::article::Article;

/// The first and the last character of each script, and the language that is most often written in it.
const SCRIPTS: [(char, char, &str); 24] = [
    ('\u{900}', '\u{97f}', "hi"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b00}', '\u{b7f}', "or"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{600}', '\u{6ff}', "ur"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{e80}', '\u{eff}', "lo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1200}', '\u{137f}', "am"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{400}', '\u{4ff}', "ru"),
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{ac00}', '\u{d7af}', "ko"),
    ('\u{4e00}', '\u{9fff}', "zh"),
];

/// Small words that occur in nearly every sentence of one language but not in similar languages.
const SMALL_WORDS: [(&str, &[&str]); 5] = [
    ("hi", &["है", "हैं", "के", "की", "में", "से", "और", "को", "ने"]),
    (
        "mr",
        &["आहे", "आहेत", "आणि", "च्या", "मध्ये", "होते", "झाली", "केली", "असे"],
    ),
    (
        "ne",
        &["छ", "छन्", "हो", "भएको", "गरेको", "र", "पनि", "हुने", "लागि"],
    ),
    (
        "en",
        &["the", "and", "of", "to", "in", "is", "was", "for", "that"],
    ),
    ("ur", &["ہے", "کے", "میں", "اور", "کی"]),
];

/// The length in bytes of the longest word in [`SMALL_WORDS`].
const LONGEST_SMALL: usize = 15;

/// The number of characters that are examined.
const HEAD: usize = 1_500;

/// The number of words that are compared with [`SMALL_WORDS`].
const HEAD_WORDS: usize = 250;

/// Returns the BCP 47 tag of the language of `text`, if it is recognised.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut latin = 0;
    for c in text.chars().take(HEAD) {
        if c.is_ascii() {
            latin += usize::from(c.is_ascii_alphabetic());
            continue;
        }
        if let Some(index) = SCRIPTS
            .iter()
            .position(|(first, last, _)| (*first..=*last).contains(&c))
            && let Some(count) = counts.get_mut(index)
        {
            *count += 1;
        }
    }
    let (most, language) = counts
        .iter()
        .zip(SCRIPTS)
        .map(|(count, (.., language))| (*count, language))
        .max_by_key(|(count, _)| *count)?;
    let kana = counts
        .iter()
        .zip(SCRIPTS)
        .find(|(_, (.., language))| *language == "ja");
    let kana = kana.map_or(0, |(count, _)| *count);
    if most * 3 < latin || most == 0 {
        return (latin > 0 && shares(text, ["en"]) != [0]).then_some("en");
    }
    Some(match language {
        "hi" => {
            let [hindi, others @ ..] = shares(text, ["hi", "mr", "ne"]);
            let others = ["mr", "ne"].into_iter().zip(others);
            let other = others.into_iter().find(|(_, share)| *share > hindi);
            other.map_or("hi", |(other, _)| other)
        }
        // Chinese has no kana; in Japanese at least an eighth of the characters are kana.
        "zh" if kana * 8 > most => "ja",
        "ur" if shares(text, ["ur"]) == [0] => "ar",
        other => other,
    })
}

/// Sets the language of `article` to the one that it declares, or else to `around`, the language of
/// the feed or page.
///
/// Publishing software often declares `en-us` whatever the language, so a declaration of English is
/// checked against the script.
pub(super) fn set_language(article: &mut Article, around: Option<&str>) {
    let declared = article
        .language
        .take()
        .or_else(|| around.map(str::to_owned));
    let is_english = declared.as_deref().is_some_and(|tag| {
        tag.get(..2)
            .is_some_and(|primary| primary.eq_ignore_ascii_case("en"))
    });
    let seen = if is_english || declared.is_none() {
        detect(&super::beginning(article)).map(str::to_owned)
    } else {
        None
    };
    article.language = seen.or(declared);
}

/// For each of `languages`, counts its small words among the first words of `text`.
fn shares<const N: usize>(text: &str, languages: [&str; N]) -> [usize; N] {
    let small = languages.map(|language| {
        let words = SMALL_WORDS.iter().find(|(name, _)| *name == language);
        words.map_or(&[][..], |(_, words)| *words)
    });
    let of_text = text
        .split(|c: char| c.is_whitespace() || matches!(c, '।' | ',' | '.'))
        .take(HEAD_WORDS);
    let mut counts = [0; N];
    for word in of_text.filter(|word| word.len() <= LONGEST_SMALL) {
        for (count, words) in counts.iter_mut().zip(small) {
            *count += usize::from(words.iter().any(|small| small.eq_ignore_ascii_case(word)));
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_small_word_has_the_stated_length() {
        let words = SMALL_WORDS.iter().flat_map(|(_, words)| *words);
        assert_eq!(words.map(|word| word.len()).max(), Some(LONGEST_SMALL));
    }

    #[test]
    fn languages_are_detected() {
        for (text, expected) in [
            ("चीन के राष्ट्रपति ने कहा है कि वह रूस जाएँगे", Some("hi")),
            ("ते म्हणाले की हे खरे आहे आणि पुढे असे होते", Some("mr")),
            ("The monsoon is the season of rain in India", Some("en")),
            ("বাংলা ভাষায় লেখা", Some("bn")),
            ("東京で桜が開花した", Some("ja")),
            ("长江是中国最长的河流", Some("zh")),
            ("ទីក្រុងភ្នំពេញ", Some("km")),
            ("12, 13", None),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }
}
