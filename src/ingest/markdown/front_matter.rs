//! Front matter of Markdown files: names with strings, dates or lists of strings.
//!
//! Only this subset of YAML is parsed. A YAML parser would accept anchors, tags and types, which no
//! article needs and which can exhaust memory.

use crate::article::{Article, Block, Image, Related, Source};
use crate::ingest::{Problem, date};
use crate::text::sanitize;

/// The front matter of a file.
pub(super) enum FrontMatter<'a> {
    None,
    Yaml(&'a str),
    Toml(&'a str),
}

impl<'a> FrontMatter<'a> {
    /// Splits `text` into its front matter and the Markdown after it.
    pub(super) fn split(text: &'a str) -> (Self, &'a str) {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        for fence in ["---", "+++"] {
            let Some((_, rest)) = text
                .strip_prefix(fence)
                .and_then(|rest| rest.split_once('\n'))
            else {
                continue;
            };
            let begins_line =
                |at: usize| at == 0 || rest.get(..at).is_some_and(|h| h.ends_with('\n'));
            let end = rest
                .match_indices(fence)
                .map(|(at, _)| at)
                .find(|at| begins_line(*at));
            if let Some((inside, after)) = end.and_then(|at| rest.split_at_checked(at)) {
                let body = after.split_once('\n').map_or("", |(_, body)| body);
                let front = if fence == "---" {
                    Self::Yaml(inside)
                } else {
                    Self::Toml(inside)
                };
                return (front, body);
            }
        }
        (Self::None, text)
    }

    /// Copies the fields of the front matter to `article`.
    pub(super) fn fill(self, article: &mut Article, origin: &str, problems: &mut Vec<Problem>) {
        match self {
            Self::None => {}
            Self::Yaml(front) => yaml(front)
                .into_iter()
                .for_each(|(name, value)| field(article, &name, &value)),
            Self::Toml(front) => match front.parse::<toml::Table>() {
                Ok(table) => table
                    .iter()
                    .for_each(|(name, value)| field(article, name, &value_of(value))),
                Err(error) => {
                    let what = format!(
                        "front matter is not TOML ({}); it was passed over",
                        error.message()
                    );
                    problems.push(Problem::new(origin, Some(1), what));
                }
            },
        }
    }
}

/// Parses `name: value`, `name: [a, b]` and lists of `- item` lines.
fn yaml(front: &str) -> Vec<(String, Vec<String>)> {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for line in front.lines() {
        let trimmed = line.trim();
        if let (Some(item), Some((_, values))) = (trimmed.strip_prefix("- "), fields.last_mut()) {
            values.push(unquoted(item));
            continue;
        }
        let Some((name, value)) = trimmed
            .split_once(':')
            .filter(|_| !trimmed.starts_with('#'))
        else {
            continue;
        };
        let value = value.trim();
        let values = match value
            .strip_prefix('[')
            .and_then(|list| list.strip_suffix(']'))
        {
            Some(list) => list.split(',').map(unquoted).collect(),
            None if value.is_empty() || matches!(value, "|" | ">") => Vec::new(),
            None => vec![unquoted(value)],
        };
        fields.push((name.trim().to_owned(), values));
    }
    fields
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    let inner = ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    inner.unwrap_or(text).to_owned()
}

fn value_of(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(values) => values.iter().flat_map(value_of).collect(),
        toml::Value::Table(_) => Vec::new(),
        toml::Value::Datetime(date) => vec![date.to_string()],
        toml::Value::Integer(number) => vec![number.to_string()],
        toml::Value::Float(number) => vec![number.to_string()],
        toml::Value::Boolean(flag) => vec![flag.to_string()],
    }
}

/// Copies one field to `article`.
fn field(article: &mut Article, name: &str, values: &[String]) {
    let values: Vec<String> = values
        .iter()
        .map(|value| sanitize::clean_line(value).into_owned())
        .collect();
    let Some(first) = values.first().filter(|first| !first.is_empty()).cloned() else {
        return;
    };
    match name.to_ascii_lowercase().as_str() {
        "title" | "headline" => article.headline = first,
        "kicker" => article.kicker = Some(first),
        "summary" | "description" | "standfirst" | "excerpt" => article.summary = Some(first),
        "author" | "authors" => article.authors = values,
        "date" | "published" | "pubdate" => article.published = date::parse(&first),
        "updated" | "lastmod" | "modified" => article.updated = date::parse(&first),
        "section" | "category" => article.section = Some(first),
        "language" | "lang" => article.language = Some(first),
        "url" | "link" | "canonical" => article.url = Some(first),
        "tags" | "keywords" => article.tags = values,
        "source" | "publisher" => {
            article.source = Some(Source {
                name: first,
                url: None,
            });
        }
        "image" | "cover" => {
            let block = Block::Image(Image {
                url: first,
                ..Image::default()
            });
            article.blocks.insert(0, block);
        }
        "related" => {
            article
                .related
                .extend(values.into_iter().map(|title| Related { title, url: None }));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> (Article, Vec<Problem>) {
        let (front, _) = FrontMatter::split(text);
        let (mut article, mut problems) = (Article::default(), Vec::new());
        front.fill(&mut article, "a.md", &mut problems);
        (article, problems)
    }

    #[test]
    fn both_notations_fill_the_same_fields() {
        let yaml =
            "---\n# नोट\ntitle: 'चंद्रयान: तीन'\nauthors:\n- आशा\n- राम\ndate: 2023-08-23\n---\nपाठ";
        let toml =
            "+++\ntitle = 'चंद्रयान: तीन'\nauthors = ['आशा', 'राम']\ndate = 2023-08-23\n+++\nपाठ";
        for text in [yaml, toml] {
            let (article, problems) = filled(text);
            assert_eq!(problems, []);
            assert_eq!(article.headline, "चंद्रयान: तीन");
            assert_eq!(article.authors, ["आशा", "राम"]);
            assert!(article.published.is_some());
            assert_eq!(FrontMatter::split(text).1, "पाठ");
        }
        assert_eq!(filled("+++\ntitle =\n+++\n").1.len(), 1);
        assert_eq!(FrontMatter::split("--- पाठ").1, "--- पाठ");
    }
}
