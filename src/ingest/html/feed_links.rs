//! Finds the feeds that a page declares.

use super::super::markup::words;

/// A feed that a page declares.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FeedLink {
    /// The title of the link.
    pub title: Option<String>,
    /// The absolute address.
    pub url: String,
}

/// Media types of feeds.
const TYPES: [&str; 6] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
];

/// The maximum number of feeds of a page.
const MOST: usize = 50;

/// Returns the feeds that a page declares, in page order and without duplicates.
pub(in crate::ingest) fn feed_links(text: &str, address: &str) -> Vec<FeedLink> {
    let Ok(document) = super::tree(text, &mut Vec::new()) else {
        return Vec::new();
    };
    let base = super::base(&document, address);
    let mut links: Vec<FeedLink> = Vec::new();
    for node in document
        .select("link[rel~=alternate i][href][type], link[rel~=feed i][href]")
        .nodes()
    {
        let kind = node.attr_or("type", "").trim().to_ascii_lowercase();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.is_empty() && !TYPES.contains(&kind) {
            continue;
        }
        let Some(url) = base.resolve(&node.attr_or("href", "")) else {
            continue;
        };
        if links.len() < MOST && !links.iter().any(|link| link.url == url) {
            links.push(FeedLink {
                title: words(&node.attr_or("title", "")),
                url,
            });
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_feeds_are_found() {
        let page = "<link rel=alternate type='application/rss+xml' href=/rss title='समाचार'>\
            <link rel=alternate hreflang=en href=/en type=text/html><link rel=feed href=atom.xml>\
            <link rel=alternate type='application/rss+xml' href=/rss>";
        let links = feed_links(page, "https://example.org/a/");
        let found: Vec<_> = links
            .iter()
            .map(|link| (link.title.as_deref(), link.url.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (Some("समाचार"), "https://example.org/rss"),
                (None, "https://example.org/a/atom.xml")
            ]
        );
    }
}
