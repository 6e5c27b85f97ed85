//! An article as described by the metadata of its page.

use crate::article::Timestamp;

/// A picture in the metadata.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct DescribedImage {
    pub(in crate::ingest) url: String,
    pub(in crate::ingest) caption: Option<String>,
    pub(in crate::ingest) credit: Option<String>,
}

/// An entry of a live blog.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct LiveUpdate {
    pub(in crate::ingest) headline: Option<String>,
    pub(in crate::ingest) body: String,
}

/// The fields that the metadata of a page contains.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct DescribedArticle {
    pub(in crate::ingest) headline: Option<String>,
    pub(in crate::ingest) summary: Option<String>,
    /// The text of the body, usually without markup.
    pub(in crate::ingest) body: Option<String>,
    pub(in crate::ingest) published: Option<Timestamp>,
    pub(in crate::ingest) updated: Option<Timestamp>,
    pub(in crate::ingest) authors: Vec<String>,
    /// What the publisher says about its authors, which pages repeat below their articles.
    pub(in crate::ingest) biographies: Vec<String>,
    pub(in crate::ingest) section: Option<String>,
    pub(in crate::ingest) tags: Vec<String>,
    pub(in crate::ingest) source: Option<String>,
    pub(in crate::ingest) source_url: Option<String>,
    pub(in crate::ingest) language: Option<String>,
    pub(in crate::ingest) url: Option<String>,
    pub(in crate::ingest) images: Vec<DescribedImage>,
    /// Whether everybody may read the article; `false` if only subscribers may.
    pub(in crate::ingest) is_free: Option<bool>,
    pub(in crate::ingest) updates: Vec<LiveUpdate>,
}

impl DescribedArticle {
    /// Fills missing fields from `other`.
    pub(in crate::ingest) fn complete(&mut self, other: Self) {
        fn fill<T>(own: &mut Option<T>, other: Option<T>) {
            if own.is_none() {
                *own = other;
            }
        }
        fn fill_all<T>(own: &mut Vec<T>, other: Vec<T>) {
            if own.is_empty() {
                *own = other;
            }
        }
        fill(&mut self.headline, other.headline);
        fill(&mut self.summary, other.summary);
        fill(&mut self.body, other.body);
        fill(&mut self.published, other.published);
        fill(&mut self.updated, other.updated);
        fill(&mut self.section, other.section);
        fill(&mut self.source, other.source);
        fill(&mut self.source_url, other.source_url);
        fill(&mut self.language, other.language);
        fill(&mut self.url, other.url);
        fill(&mut self.is_free, other.is_free);
        fill_all(&mut self.authors, other.authors);
        fill_all(&mut self.biographies, other.biographies);
        fill_all(&mut self.tags, other.tags);
        fill_all(&mut self.images, other.images);
        fill_all(&mut self.updates, other.updates);
    }
}
