//! JSON: the lossless exchange format, and objects with the field names that scrapers use.
//!
//! An object with `blocks` is in the exchange format. Fields of any other object are recognised by
//! common names; unknown fields are ignored. Articles may be in an array, or in an object under a
//! name like `articles` or `items`.

mod json_ld;
mod json_ld_repair;
pub(super) mod json_lines;
mod page_description;
mod spans;

pub(super) use json_ld::{described_article, since_1970};
pub(super) use page_description::{DescribedArticle, DescribedImage, LiveUpdate};

use super::{Problem, clean, date, effort, text};
use crate::article::{Article, Block, Image, Related, RichText, Source};
use crate::text::sanitize;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::ops::Range;

/// Names of fields that contain several articles.
const CONTAINER_FIELDS: [&str; 7] = [
    "articles", "items", "entries", "stories", "results", "data", "news",
];

/// Parses all articles of a JSON text. Each comes with its byte range in `text` if that range,
/// parsed alone, gives the same article.
pub(super) fn articles(
    text: &str,
    origin: &str,
    problems: &mut Vec<Problem>,
) -> Vec<(Article, Option<Range<usize>>)> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let what = format!("not JSON ({}); nothing was read", reason(&error));
            problems.push(Problem::new(origin, Some(error.line()), what));
            return Vec::new();
        }
    };
    let mut articles = Vec::new();
    let values = match value {
        Value::Array(values) => values,
        Value::Object(mut object) => match take_container(&mut object) {
            Some(values) => values,
            None => vec![Value::Object(object)],
        },
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => vec![other],
    };
    let spans = if values.len() > 1 {
        spans::elements(text)
    } else {
        Vec::new()
    };
    for (index, value) in values.into_iter().enumerate() {
        if effort::is_spent() {
            break;
        }
        let span = spans.get(index).filter(|_| !is_container(&value)).cloned();
        match article(value) {
            Ok(article) => articles.push((article, span)),
            Err(what) => {
                let what = format!("article {} {what}; it was passed over", index + 1);
                problems.push(Problem::new(origin, None, what));
            }
        }
    }
    articles
}

/// Returns the error and its column for a text that is not JSON.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(what, _)| what);
    format!("{what} at column {}", error.column())
}

/// Removes the articles from a container and returns them.
fn take_container(object: &mut Map<String, Value>) -> Option<Vec<Value>> {
    let name = container_field(object)?;
    match object.get_mut(name) {
        Some(Value::Array(values)) => Some(std::mem::take(values)),
        _ => None,
    }
}

/// Returns the field that holds the articles, if the object is a container and not an article.
fn container_field(object: &Map<String, Value>) -> Option<&'static str> {
    let is_article = ["title", "headline", "blocks", "body", "text"]
        .iter()
        .any(|name| object.contains_key(*name));
    if is_article {
        return None;
    }
    let holds_array = |name: &&str| object.get(*name).is_some_and(Value::is_array);
    CONTAINER_FIELDS.into_iter().find(holds_array)
}

/// Whether a value that is an article here would be a container if it were parsed alone.
fn is_container(value: &Value) -> bool {
    let Value::Object(object) = value else {
        return true;
    };
    container_field(object).is_some() || object.contains_key("version")
}

/// Parses one article, or returns what is wrong with it.
pub(super) fn article(value: Value) -> Result<Article, String> {
    let Value::Object(mut object) = value else {
        return Err("is not an object".to_owned());
    };
    if let Some(Value::Object(inner)) = object.get_mut("article") {
        object = std::mem::take(inner);
    }
    let is_ours = object.get("blocks").is_some_and(|blocks| {
        blocks
            .as_array()
            .is_some_and(|blocks| blocks.iter().all(|block| block.get("kind").is_some()))
    });
    let article = if is_ours {
        let ours = serde_json::from_value(Value::Object(object));
        ours.map_err(|error| format!("is not in the exchange format ({error})"))?
    } else {
        scraped(&object)
    };
    let mut article = clean::clean_article(article);
    // As in `complete`, spaces in a file name are kept.
    article.origin = sanitize::visible(&article.origin).into_owned();
    if !article.says_something() {
        return Err("has neither a headline nor a text".to_owned());
    }
    Ok(article)
}

fn scraped(object: &Map<String, Value>) -> Article {
    let mut article = body(object);
    let headline = words(object, &["headline", "title", "name", "heading"]);
    if let Some(headline) = headline {
        article.headline = headline;
    }
    let text = |names: &[&str]| words(object, names);
    let date = |names: &[&str]| text(names).and_then(|text| date::parse(&text));
    article.kicker = text(&["kicker", "slug_line", "overline"]);
    article.summary = text(&[
        "summary",
        "description",
        "standfirst",
        "excerpt",
        "subtitle",
        "dek",
        "abstract",
    ])
    .filter(|summary| {
        !article
            .blocks
            .iter()
            .flat_map(Block::texts)
            .any(|text| text == summary)
    });
    article.authors = list(object, &["authors", "author", "byline", "creator"]);
    article.published = date(&[
        "published",
        "published_at",
        "publishedAt",
        "date_published",
        "datePublished",
        "publish_date",
        "pubDate",
        "date",
        "created_at",
        "time",
        "timestamp",
    ]);
    article.updated = date(&[
        "updated",
        "updated_at",
        "modified",
        "date_modified",
        "dateModified",
        "date_modify",
    ]);
    article.section = text(&["section", "category", "articleSection"]);
    article.language = text(&["language", "lang", "inLanguage"]);
    article.url = text(&["url", "link", "canonical_url", "source_url", "permalink"]);
    article.source = source(object);
    article.tags = list(object, &["tags", "keywords", "categories"]);
    article.related.extend(related(object));
    images(object, &mut article);
    article
}

/// Reads the body from whichever field contains it. Its value is one text with a line for each
/// element of the page, or a list of texts.
fn body(object: &Map<String, Value>) -> Article {
    const NAMES: [&str; 9] = [
        "text",
        "body",
        "content",
        "articleBody",
        "maintext",
        "paragraphs",
        "blocks",
        "full_text",
        "content_text",
    ];
    let found = NAMES
        .iter()
        .find_map(|name| object.get(*name).filter(|value| !is_empty(value)));
    let Some(value) = found else {
        return Article::default();
    };
    let lines: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(text_of).collect(),
        Value::String(_) | Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {
            text_of(value).into_iter().collect()
        }
    };
    // The parser of scraped text expects a headline, so the text gets one, which is dropped.
    let mut article = text::parse_article(&format!("—\n{}", lines.join("\n")));
    article.headline.clear();
    if let Some(summary) = article.summary.take() {
        article
            .blocks
            .insert(0, Block::Paragraph(RichText::plain(summary)));
    }
    article
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Returns the text of a value: a string, a number, or the text or name of an object.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => {
            let names = ["text", "name", "title", "url", "content", "value"];
            names
                .iter()
                .find_map(|name| object.get(*name).and_then(text_of))
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

fn words(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| object.get(*name).and_then(text_of))
}

fn list(object: &Map<String, Value>, names: &[&str]) -> Vec<String> {
    let value = names
        .iter()
        .find_map(|name| object.get(*name).filter(|value| !is_empty(value)));
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(text_of).collect(),
        Some(Value::String(text)) => text
            .split([',', ';'])
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect(),
        Some(other) => text_of(other).into_iter().collect(),
        None => Vec::new(),
    }
}

fn source(object: &Map<String, Value>) -> Option<Source> {
    let names = [
        "source",
        "publisher",
        "site_name",
        "source_name",
        "source_domain",
        "domain",
    ];
    let name = words(object, &names)?;
    let url = object
        .get("source")
        .and_then(|source| source.get("url"))
        .and_then(text_of);
    Some(Source { name, url })
}

fn related(object: &Map<String, Value>) -> Vec<Related> {
    let names = [
        "related",
        "related_articles",
        "relatedArticles",
        "also_read",
        "see_also",
    ];
    let value = names.iter().find_map(|name| object.get(*name));
    let values = value
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let related = |value: &Value| match value.as_object() {
        Some(object) => Some(Related {
            title: words(object, &["title", "headline", "text", "name"])?,
            url: words(object, &["url", "link", "href"]),
        }),
        None => Some(Related {
            title: text_of(value)?,
            url: None,
        }),
    };
    values.iter().filter_map(related).collect()
}

/// Inserts the pictures before the text, except pictures that the body already contains.
fn images(object: &Map<String, Value>, article: &mut Article) {
    let names = [
        "images",
        "image",
        "image_url",
        "top_image",
        "imageUrl",
        "thumbnail",
        "urlToImage",
    ];
    let value = names
        .iter()
        .find_map(|name| object.get(*name).filter(|value| !is_empty(value)));
    let values = match value {
        Some(Value::Array(values)) => values.clone(),
        Some(other) => vec![other.clone()],
        None => return,
    };
    let here: HashSet<String> = article.images().map(|(_, url)| url.to_owned()).collect();
    let blocks = values.iter().filter_map(|value| match value.as_object() {
        Some(object) => Some(Block::Image(Image {
            url: words(object, &["url", "src", "href", "contentUrl"])?,
            alt: words(object, &["alt", "title"]),
            caption: words(object, &["caption", "description"]),
            credit: words(object, &["credit", "author"]),
            ..Image::default()
        })),
        None => Some(Block::Image(Image {
            url: text_of(value)?,
            ..Image::default()
        })),
    });
    let is_new = |block: &Block| matches!(block, Block::Image(image) if !here.contains(&image.url));
    let blocks: Vec<Block> = blocks.filter(is_new).collect();
    article.blocks.splice(0..0, blocks);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Vec<Article>, Vec<String>) {
        let mut problems = Vec::new();
        let articles = articles(text, "a.json", &mut problems);
        let whats = problems.iter().map(|problem| problem.what.to_string());
        (
            articles.into_iter().map(|(article, _)| article).collect(),
            whats.collect(),
        )
    }

    #[test]
    fn fields_of_scrapers_are_recognised_by_their_names() {
        let text = r#"{"title":"शीर्षक","maintext":"नदी का पानी उतर गया है।\nलोग लौट आए हैं।","author":["आशा राव"],
            "date_publish":"x","publishedAt":"2021-12-13","source":{"name":"पत्र","url":"https://example.org/"},
            "keywords":"नदी; बाढ़","image_url":"https://example.org/a.jpg","unknown":1}"#;
        let (articles, problems) = parsed(text);
        let [article] = articles.as_slice() else {
            panic!("{articles:?}");
        };
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(article.headline, "शीर्षक");
        assert_eq!(article.authors, ["आशा राव"]);
        assert_eq!(article.tags, ["नदी", "बाढ़"]);
        assert!(article.published.is_some());
        let source = article.source.as_ref().map(|source| source.name.as_str());
        assert_eq!(source, Some("पत्र"));
        let kinds: Vec<bool> = article
            .blocks
            .iter()
            .map(|block| matches!(block, Block::Image(_)))
            .collect();
        assert_eq!(kinds, [true, false, false]);
    }

    #[test]
    fn one_bad_article_costs_only_itself() {
        for text in [
            r#"[{"title":"एक"}, 5, {}, {"title":"दो"}]"#,
            r#"{"total": 4, "results": [{"title":"एक"}, 5, {}, {"article":{"title":"दो"}}]}"#,
        ] {
            let (articles, problems) = parsed(text);
            let titles: Vec<&str> = articles
                .iter()
                .map(|article| article.headline.as_str())
                .collect();
            assert_eq!(titles, ["एक", "दो"]);
            assert_eq!(
                problems,
                [
                    "article 2 is not an object; it was passed over",
                    "article 3 has neither a headline nor a text; it was passed over"
                ]
            );
        }
    }
}
