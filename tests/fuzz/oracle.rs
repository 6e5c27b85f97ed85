//! What must hold of whatever comes out, whatever went in.

use newsreader::article::{Article, Block, RichText};
use newsreader::document::{Document, Setting};
use newsreader::text::cluster::clusters;
use newsreader::text::measure::Measure;
use newsreader::text::sanitize::{LONGEST_CLUSTER, is_terminal_control};
use newsreader::words::Language;
use serde_json::Value;

/// What does not hold.
pub(crate) type Verdict = Result<(), String>;

/// Says no with `what` where `holds` is false.
pub(crate) fn ensure(holds: bool, what: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(what()) }
}

/// No character that a terminal obeys, and no letter without bound.
pub(crate) fn is_clean(text: &str, of: &str) -> Verdict {
    let bad = text.chars().find(|c| is_terminal_control(*c));
    ensure(bad.is_none(), || format!("{of} has {bad:?}: {text:?}"))?;
    let longest = clusters(text).map(|cluster| cluster.chars().count()).max();
    ensure(longest <= Some(LONGEST_CLUSTER), || {
        format!("{of} has a letter of {longest:?} characters")
    })
}

/// The same of all texts of `value`; the text of code has line breaks and tabs.
pub(crate) fn are_clean(value: &Value, of: &str) -> Verdict {
    match value {
        Value::String(text) => text
            .split(['\n', '\t'])
            .try_for_each(|line| is_clean(line, of)),
        Value::Array(values) => values.iter().try_for_each(|value| are_clean(value, of)),
        Value::Object(fields) => fields
            .iter()
            .try_for_each(|(name, value)| are_clean(value, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// All that holds of an article that was read from `length` bytes.
pub(crate) fn article(article: &Article, length: usize) -> Verdict {
    let value = serde_json::to_value(article).map_err(|error| error.to_string())?;
    are_clean(&value, "the article")?;
    let json = value.to_string();
    ensure(json.len() <= 64 * length + 10_000, || {
        format!("{} bytes of JSON out of {length}", json.len())
    })?;
    let again: Article =
        serde_json::from_str(&json).map_err(|error| format!("its own JSON: {error}"))?;
    ensure(again == *article, || {
        format!("JSON and back is another article: {json}")
    })?;
    let mut texts = article.blocks.iter().flat_map(Block::rich_texts);
    texts.try_for_each(marks)
}

/// Marks stand within their text, between letters.
fn marks(rich: &RichText) -> Verdict {
    for mark in &rich.marks {
        let text = rich.text.get(mark.start..mark.end);
        ensure(text.is_some(), || {
            format!("a mark at {}..{} of {:?}", mark.start, mark.end, rich.text)
        })?;
    }
    Ok(())
}

/// Lines of an article lie within the width and in the order of its text.
pub(crate) fn document<M: Measure>(article: &Article, width: usize, measure: &M) -> Verdict {
    let setting = Setting {
        width,
        language: Language::Hindi,
        with_left_out: true,
        with_large_headline: false,
        is_justified: false,
        with_keys: None,
    };
    let document = Document::of(article, setting, measure);
    let mut last = 0;
    for line in &document.lines {
        ensure(line.start >= last, || {
            format!("a line goes back from {last} to {}", line.start)
        })?;
        last = line.start;
        for run in &line.runs {
            let text = document.text.get(run.range.clone());
            ensure(text.is_some(), || format!("a run at {:?}", run.range))?;
        }
    }
    Ok(())
}
