//! Publishers: two articles of one publisher are never near duplicates.

use crate::article::Article;
use rusqlite::Row;
use url::Url;

/// The publisher of an article, identified by everything that the article says about it.
#[derive(Debug)]
pub(in crate::store) struct Publisher {
    /// The publisher's name as users know it.
    source: Option<String>,
    /// The feed or file that the article was read from.
    origin: String,
    /// The host of the article's page, without `www`.
    host: Option<String>,
}

impl Publisher {
    pub(in crate::store) fn of(article: &Article) -> Self {
        let source = article.source.as_ref().map(|source| source.name.clone());
        Self::new(source, article.origin.clone(), article.url.as_deref())
    }

    /// Reads the columns `source`, `origin` and `url`.
    pub(super) fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let url: Option<String> = row.get("url")?;
        Ok(Self::new(
            row.get("source")?,
            row.get("origin")?,
            url.as_deref(),
        ))
    }

    fn new(source: Option<String>, origin: String, url: Option<&str>) -> Self {
        let host = url
            .and_then(|url| Url::parse(url).ok())
            .and_then(|url| url.host_str().map(without_www));
        Self {
            source: source.map(|name| name.trim().to_lowercase()),
            origin,
            host,
        }
    }

    /// Whether two articles may have the same publisher: they have the same name, host or feed.
    ///
    /// A file may contain articles by many publishers, so the path of the file is only compared if
    /// one of the articles names no publisher.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let both = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        let is_named = self.source.is_some() && other.source.is_some();
        let is_feed = self.origin.starts_with("http");
        both(&self.source, &other.source)
            || both(&self.host, &other.host)
            || (self.origin == other.origin && (is_feed || !is_named))
    }
}

fn without_www(host: &str) -> String {
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_known_by_its_name_its_host_or_its_feed() {
        let of = |source: Option<&str>, origin: &str, url: Option<&str>| {
            Publisher::new(source.map(str::to_owned), origin.to_owned(), url)
        };
        let feed = "https://a.example/rss";
        for (one, other, same) in [
            (of(Some("A"), "x", None), of(Some("a "), "y", None), true),
            (of(Some("A"), "x", None), of(Some("B"), "y", None), false),
            (of(Some("A"), "x", None), of(Some("B"), "x", None), false),
            (of(Some("A"), "x", None), of(None, "x", None), true),
            (of(None, "x", None), of(None, "y", None), false),
            (of(Some("A"), feed, None), of(Some("B"), feed, None), true),
            (
                of(Some("A – Home"), "x", Some("https://www.a.example/1")),
                of(Some("A – World"), "y", Some("https://a.example/2")),
                true,
            ),
        ] {
            assert_eq!(one.is_same(&other), same, "{one:?} {other:?}");
            assert_eq!(other.is_same(&one), same, "{other:?} {one:?}");
        }
    }
}
