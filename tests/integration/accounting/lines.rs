//! Every word of a scraped text is in its article or among what was left out.

use super::{Account, TextClass, letters, strings};
use newsreader::article::Article;
use newsreader::ingest;

/// The maximum number of words of a label: `By`, `यह भी पढ़ें:`.
const LONGEST_LABEL: usize = 4;

/// The maximum number of words of a line with an author's name, the site's name, a place and a date.
const LONGEST_BYLINE: usize = 24;

/// The classes of a line by the first rule that holds.
pub(super) fn account(text: &str, article: &Article) -> Account {
    let left_out: Vec<&str> = article.left_out.iter().map(|part| &*part.text).collect();
    let (shown, left_out) = (letters(&strings(article)), letters(&left_out.join(" ")));
    let mut account = Account::default();
    for line in text.lines() {
        let own = letters(line);
        let class = if shown.contains(&own) {
            TextClass::InTheArticle
        } else if left_out.contains(&own) {
            TextClass::LeftOut
        } else if ingest::parse_date(line).is_some_and(|date| Some(date) == article.published) {
            TextClass::Dates
        } else {
            class_by_words(line, article, &shown, &left_out)
        };
        if class == TextClass::Rest {
            account.rest.push(line.trim().to_owned());
        }
        *account.letters.entry(class).or_default() += own.chars().count();
    }
    account
}

/// The class of a line that is not in one place: it was taken apart, as a caption and its credit
/// are.
fn class_by_words(line: &str, article: &Article, shown: &str, left_out: &str) -> TextClass {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')');
    let words: Vec<&str> = line.split(is_between).collect();
    let own = letters(line);
    if article
        .authors
        .iter()
        .any(|name| own.contains(&letters(name)))
        && words.len() <= LONGEST_BYLINE
    {
        return TextClass::Byline;
    }
    if !article.related.is_empty() && words.len() <= LONGEST_LABEL {
        return TextClass::Labels;
    }
    let is_value = |after: &[&str]| !after.is_empty() && shown.contains(&letters(&after.concat()));
    if (1..=LONGEST_LABEL).any(|count| words.get(count..).is_some_and(is_value)) {
        return TextClass::BehindALabel;
    }
    let words = words.into_iter().map(letters);
    let mut words = words.filter(|word| !word.is_empty());
    if words.all(|word| shown.contains(&word) || left_out.contains(&word)) {
        TextClass::Apart
    } else {
        TextClass::Rest
    }
}
