//! Metadata in the `meta` elements of a page, in the vocabularies that sites use.
//!
//! Each field has a list of names, the most specific first. JSON-LD takes precedence over `meta`
//! elements, because it describes the article and not the page.

use super::super::date;
use super::super::json::{self, DescribedArticle, DescribedImage};
use super::super::markup;
use crate::article::Timestamp;
use dom_query::Document;

/// The maximum number of `meta` elements that are read.
const MOST: usize = 500;

const HEADLINE: [&str; 10] = [
    "dc:title",
    "dcterms:title",
    "og:title",
    "headline",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "title",
    "cxenseparse:title",
    "hdl",
];
const SUMMARY: [&str; 7] = [
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "sailthru.description",
    "abstract",
];
const PUBLISHED: [&str; 26] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "published_at",
    "published-date",
    "publication_date",
    "publicationdate",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "date",
    "og:article:published_time",
    "ptime",
];
const UPDATED: [&str; 7] = [
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "article.updated",
];
const AUTHOR: [&str; 8] = [
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author",
];
const SECTION: [&str; 5] = [
    "article:section",
    "parsely-section",
    "og:section",
    "section",
    "cxenseparse:category",
];
const TAGS: [&str; 6] = [
    "article:tag",
    "news_keywords",
    "keywords",
    "parsely-tags",
    "sailthru.tags",
    "og:article:tag",
];
const SOURCE: [&str; 4] = ["og:site_name", "application-name", "cre", "publisher"];
const IMAGE: [&str; 6] = [
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "image",
];
const URL: [&str; 2] = ["og:url", "twitter:url"];

/// The names and contents of a page's `meta` elements.
pub(super) struct MetaTags(Vec<(String, String)>);

impl MetaTags {
    pub(super) fn read(document: &Document) -> Self {
        let nodes = document.select("meta[content]");
        let mut pairs = Vec::new();
        for node in nodes.nodes().iter().take(MOST) {
            let content = node.attr_or("content", "");
            for attribute in ["property", "name", "itemprop"] {
                let Some(names) = node.attr(attribute) else {
                    continue;
                };
                for name in names.split_whitespace().take(4) {
                    pairs.push((name.to_ascii_lowercase(), content.to_string()));
                }
            }
        }
        Self(pairs)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let of_name = self.0.iter().filter(move |(key, _)| key == name);
        of_name.map(|(_, content)| content.as_str())
    }

    fn first<T>(&self, names: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        names.iter().find_map(|name| self.all(name).find_map(&read))
    }

    fn list(&self, names: &[&str], read: impl Fn(&str) -> Vec<String>) -> Vec<String> {
        let lists = names.iter().map(|name| {
            let mut list: Vec<String> = Vec::new();
            for item in self.all(name).flat_map(&read) {
                if !list.contains(&item) && list.len() < 100 {
                    list.push(item);
                }
            }
            list
        });
        lists
            .into_iter()
            .find(|list| !list.is_empty())
            .unwrap_or_default()
    }

    /// Returns all headlines, the most specific first.
    pub(super) fn headlines(&self) -> Vec<String> {
        let all = HEADLINE.iter().flat_map(|name| self.all(name).take(2));
        all.filter_map(markup::words).collect()
    }

    /// Returns the article as the `meta` elements describe it.
    pub(super) fn described_article(&self) -> DescribedArticle {
        let words = markup::words;
        let image = self.first(&IMAGE, words).map(|url| DescribedImage {
            url,
            caption: self.first(&["og:image:alt", "twitter:image:alt"], words),
            credit: None,
        });
        DescribedArticle {
            headline: self.first(&HEADLINE, words),
            summary: self.first(&SUMMARY, words),
            published: self.first(&PUBLISHED, moment),
            updated: self.first(&UPDATED, moment),
            authors: self.list(&AUTHOR, author),
            section: self.first(&SECTION, words),
            tags: self.list(&TAGS, |text| text.split(',').filter_map(words).collect()),
            source: self.first(&SOURCE, words),
            url: self.first(&URL, words),
            images: image.into_iter().collect(),
            is_free: self.first(&["article:content_tier", "isaccessibleforfree"], is_free),
            ..DescribedArticle::default()
        }
    }
}

/// Parses a date, or a number of seconds since 1970.
fn moment(text: &str) -> Option<Timestamp> {
    let number = text.trim().parse().ok().filter(|_| text.trim().len() >= 9);
    number.map_or_else(|| date::parse(text), json::since_1970)
}

fn is_free(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "locked" | "false" => Some(false),
        "free" | "true" => Some(true),
        _ => None,
    }
}

/// Returns the author's name, or nothing if the text is the address of a profile.
fn author(text: &str) -> Vec<String> {
    let name = markup::words(text).filter(|name| !name.contains("://") && !name.starts_with('@'));
    name.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_name_precedes() {
        let document = Document::from(
            "<meta name=description content='सार'><meta property='og:title' content='शीर्षक | साइट'>\
             <meta name='dc:title' content='शीर्षक'><meta name=author content='https://example.org/u'>\
             <meta name=author content='आशा राव'><meta property='article:published_time' content='1639401900'>\
             <meta name=keywords content='नदी, बाढ़'><meta property='article:content_tier' content=locked>",
        );
        let described = MetaTags::read(&document).described_article();
        assert_eq!(described.headline.as_deref(), Some("शीर्षक"));
        assert_eq!(described.summary.as_deref(), Some("सार"));
        assert_eq!(described.authors, ["आशा राव"]);
        assert_eq!(described.tags, ["नदी", "बाढ़"]);
        assert_eq!(described.is_free, Some(false));
        let published = described.published.map(|date| date.to_rfc3339());
        assert_eq!(published.as_deref(), Some("2021-12-13T13:25:00+00:00"));
    }
}
