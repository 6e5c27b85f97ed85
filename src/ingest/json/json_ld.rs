//! The description of an article in JSON-LD, in the vocabulary of schema.org.
//!
//! It is the most reliable metadata of a page, because search engines hold publishers to it. It is
//! also the most malformed: strings contain raw line breaks, commas are superfluous, escapes are
//! doubled. A page has one object, or a graph of objects that refer to each other. So the JSON is
//! repaired before it is parsed, and if it describes several articles, the one with the most fields
//! is used.

use super::json_ld_repair;
use super::page_description::{DescribedArticle, DescribedImage, LiveUpdate};
use crate::article::Timestamp;
use crate::ingest::markup::words;
use crate::ingest::{date, entity};
use chrono::DateTime;
use serde_json::{Map, Value};
use std::collections::HashMap;

type JsonObject = Map<String, Value>;

/// The maximum number of objects that are read.
const MOST_OBJECTS: usize = 5_000;

/// The maximum number of authors, tags or pictures of an article.
const MOST: usize = 100;

/// Parses the scripts of a page. Also returns how many of them are not JSON even after repair.
pub(in crate::ingest) fn described_article(
    scripts: &[String],
) -> (Option<DescribedArticle>, usize) {
    let mut values = Vec::new();
    let mut broken = 0;
    for script in scripts.iter().filter(|script| !script.trim().is_empty()) {
        match json_ld_repair::parse(script) {
            Some(value) => values.push(value),
            None => broken += 1,
        }
    }
    let graph = Graph::of(&values);
    (graph.article(), broken)
}

/// The objects in the scripts of a page.
struct Graph<'a> {
    /// The articles in page order, except articles in lists.
    articles: Vec<&'a JsonObject>,
    /// All objects that have an `@id`, by that id.
    named: HashMap<&'a str, &'a JsonObject>,
}

impl<'a> Graph<'a> {
    fn of(values: &'a [Value]) -> Self {
        let mut graph = Graph {
            articles: Vec::new(),
            named: HashMap::new(),
        };
        let mut left: Vec<&Value> = values.iter().rev().collect();
        let mut count = 0;
        while let Some(value) = left.pop() {
            count += 1;
            if count > MOST_OBJECTS {
                break;
            }
            match value {
                Value::Array(values) => left.extend(values.iter().rev()),
                Value::Object(object) => {
                    graph.take(object);
                    // These members describe the main subject of a page; other members describe
                    // other articles.
                    let inner = ["@graph", "mainEntity", "mainEntityOfPage"];
                    left.extend(inner.iter().rev().filter_map(|name| object.get(*name)));
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        graph
    }

    fn take(&mut self, object: &'a JsonObject) {
        // An object that has only an `@id` is a reference.
        if let Some(id) = object.get("@id").and_then(Value::as_str)
            && object.len() > 1
        {
            self.named.entry(id).or_insert(object);
        }
        if is_article(object) {
            self.articles.push(object);
        }
    }

    /// Returns the article with the most fields; missing fields are filled from articles with the
    /// same headline.
    fn article(&self) -> Option<DescribedArticle> {
        let count_fields = |object: &&&JsonObject| {
            let fields = [
                "headline",
                "datePublished",
                "author",
                "articleBody",
                "liveBlogUpdate",
                "image",
            ];
            fields
                .iter()
                .filter(|name| object.contains_key(**name))
                .count()
        };
        let best = self.articles.iter().rev().max_by_key(count_fields)?;
        let mut article = self.read(best);
        for object in &self.articles {
            let other = self.read(object);
            if other.headline == article.headline || other.headline.is_none() {
                article.complete(other);
            }
        }
        Some(article)
    }

    fn read(&self, object: &JsonObject) -> DescribedArticle {
        let text = |names: &[&str]| names.iter().find_map(|name| self.text(object.get(*name)?));
        let publisher = object.get("publisher").and_then(|value| self.object(value));
        DescribedArticle {
            headline: text(&["headline", "name"]),
            summary: text(&["description", "abstract"]),
            body: object.get("articleBody").and_then(body),
            published: moment(object, &["datePublished", "dateCreated", "uploadDate"]),
            updated: moment(object, &["dateModified"]),
            authors: self.names(object.get("author").or_else(|| object.get("creator"))),
            biographies: self.biographies(object.get("author").or_else(|| object.get("creator"))),
            section: text(&["articleSection"]),
            tags: keywords(object.get("keywords")),
            source: publisher.and_then(|publisher| self.text(publisher.get("name")?)),
            source_url: publisher
                .and_then(|publisher| publisher.get("url")?.as_str())
                .map(str::to_owned),
            language: text(&["inLanguage"]),
            url: address(object),
            images: self.pictures(object.get("image")),
            is_free: is_free(object),
            updates: self.updates(object.get("liveBlogUpdate")),
        }
    }

    /// Returns the object `value`, or the object that it refers to.
    fn object<'b>(&'b self, value: &'b Value) -> Option<&'b JsonObject> {
        let object = match value {
            Value::Array(values) => return self.object_of_first(values),
            Value::Object(object) => object,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
        };
        match object.get("@id").and_then(Value::as_str) {
            Some(id) if object.len() <= 2 => self.named.get(id).copied().or(Some(object)),
            _ => Some(object),
        }
    }

    fn object_of_first<'b>(&'b self, values: &'b [Value]) -> Option<&'b JsonObject> {
        let first = values.first().filter(|value| value.is_object())?;
        self.object(first)
    }

    /// Returns the text of a value: a string, the name of an object, or the first of several
    /// values.
    fn text(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => words(text),
            Value::Array(values) => {
                let mut values = values.iter().take(8).filter(|value| !value.is_array());
                values.find_map(|value| self.text(value))
            }
            Value::Object(_) => {
                let object = self.object(value)?;
                let name = ["name", "headline", "@value", "alternateName"];
                name.iter()
                    .find_map(|name| words(object.get(*name)?.as_str()?))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }

    /// Returns the names of authors, without addresses of profiles.
    fn names(&self, value: Option<&Value>) -> Vec<String> {
        let values = match value {
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        let mut names = Vec::new();
        for value in values.iter().take(MOST) {
            let several = self
                .object(value)
                .and_then(|object| object.get("name")?.as_array());
            let single = [value];
            let parts: Vec<&Value> =
                several.map_or_else(|| single.to_vec(), |names| names.iter().collect());
            names.extend(
                parts
                    .into_iter()
                    .take(MOST)
                    .filter_map(|part| self.text(part)),
            );
        }
        names
    }

    /// Returns the descriptions of authors.
    fn biographies(&self, value: Option<&Value>) -> Vec<String> {
        let values = match value {
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        let authors = values
            .iter()
            .take(MOST)
            .filter_map(|value| self.object(value));
        let texts = authors.filter_map(|author| self.text(author.get("description")?));
        texts.collect()
    }

    fn pictures(&self, value: Option<&Value>) -> Vec<DescribedImage> {
        let values = match value {
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => return Vec::new(),
        };
        let pictures = values.iter().take(MOST).filter_map(|value| match value {
            Value::String(url) => Some(DescribedImage {
                url: url.clone(),
                ..DescribedImage::default()
            }),
            Value::Object(_) => {
                let object = self.object(value)?;
                let url = ["url", "contentUrl"].iter().find_map(|name| {
                    let url = object.get(*name)?;
                    match url.as_array() {
                        Some(urls) => urls.first()?.as_str(),
                        None => url.as_str(),
                    }
                })?;
                Some(DescribedImage {
                    url: url.to_owned(),
                    caption: object.get("caption").and_then(|value| self.text(value)),
                    credit: object
                        .get("creditText")
                        .or_else(|| object.get("copyrightHolder"))
                        .and_then(|value| self.text(value)),
                })
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
        });
        pictures.collect()
    }

    fn updates(&self, value: Option<&Value>) -> Vec<LiveUpdate> {
        let Some(Value::Array(values)) = value else {
            return Vec::new();
        };
        let entries = values.iter().take(1_000).filter_map(|value| {
            let object = self.object(value)?;
            Some(LiveUpdate {
                headline: object.get("headline").and_then(|value| self.text(value)),
                body: object.get("articleBody").and_then(body)?,
            })
        });
        entries.collect()
    }
}

fn address(object: &JsonObject) -> Option<String> {
    let address = |value: &Value| match value {
        Value::String(url) => Some(url.clone()),
        Value::Object(page) => ["@id", "url"]
            .iter()
            .find_map(|name| page.get(*name)?.as_str().map(str::to_owned)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    };
    let of = |name: &str| {
        object
            .get(name)
            .and_then(address)
            .filter(|url| url.starts_with("http"))
    };
    of("url").or_else(|| of("mainEntityOfPage"))
}

/// Whether the type of an object is an article, a posting or a report.
fn is_article(object: &JsonObject) -> bool {
    let is_kind = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    };
    match object.get("@type") {
        Some(Value::String(kind)) => is_kind(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_kind),
        _ => false,
    }
}

/// Returns the body unchanged, because its markup and line breaks separate the paragraphs.
fn body(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
            parts.join("\n")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    // Some publishers escape twice.
    let mut text = text;
    for _ in 0..2 {
        if text.contains("&amp;") {
            text = entity::unescape(&text).into_owned();
        }
    }
    Some(text).filter(|text| !text.trim().is_empty())
}

fn moment(object: &JsonObject, names: &[&str]) -> Option<Timestamp> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) => date::parse(text),
        Value::Number(number) => since_1970(number.as_i64()?),
        Value::Array(values) => values.iter().find_map(|value| date::parse(value.as_str()?)),
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    })
}

/// Parses a number of seconds or milliseconds since 1970, whichever gives a date since 1985.
pub(in crate::ingest) fn since_1970(number: i64) -> Option<Timestamp> {
    let seconds = if number > 100_000_000_000 {
        number / 1000
    } else {
        number
    };
    (seconds > 500_000_000).then(|| DateTime::from_timestamp(seconds, 0).map(Into::into))?
}

fn keywords(value: Option<&Value>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut take = |text: &str| {
        for tag in text.split([',', ';']).filter_map(words) {
            if tags.len() < MOST && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    };
    match value {
        Some(Value::String(text)) => take(text),
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).for_each(take),
        _ => {}
    }
    tags
}

fn is_free(object: &JsonObject) -> Option<bool> {
    match object.get("isAccessibleForFree")? {
        Value::Bool(free) => Some(*free),
        Value::String(free) if free.eq_ignore_ascii_case("false") => Some(false),
        Value::String(free) if free.eq_ignore_ascii_case("true") => Some(true),
        Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fullest_article_of_a_graph_is_described() {
        let graph = r##"{"@graph":[{"@type":"Person","@id":"#a","name":"आशा राव"},
            {"@type":"WebPage","name":"पन्ना"},
            {"@type":"NewsArticle","headline":"R&amp;amp;D पर बहस","author":{"@id":"#a"},
             "datePublished":"2021-12-13","articleBody":["एक","दो"],"isAccessibleForFree":"False",
             "image":[{"url":["https://example.org/a.jpg"],"caption":"नदी"}]},
            {"@type":"NewsArticle","headline":"दूसरा"}]}"##;
        let (described, broken) = described_article(&[graph.to_owned(), "{oops".to_owned()]);
        let described = described.unwrap();
        assert_eq!(broken, 1);
        assert_eq!(described.headline.as_deref(), Some("R&D पर बहस"));
        assert_eq!(described.authors, ["आशा राव"]);
        assert_eq!(described.body.as_deref(), Some("एक\nदो"));
        assert_eq!(described.is_free, Some(false));
        assert_eq!(described.images[0].url, "https://example.org/a.jpg");
        assert_eq!(described.images[0].caption.as_deref(), Some("नदी"));
    }

    #[test]
    fn seconds_and_milliseconds_are_distinguished() {
        assert_eq!(since_1970(1_639_401_900), since_1970(1_639_401_900_000));
        assert_eq!(since_1970(20), None);
    }
}
