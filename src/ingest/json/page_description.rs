//! A story as its page describes it.

use crate::article::Timestamp;

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct DescribedImage {
    pub(in crate::ingest) url: String,
    pub(in crate::ingest) caption: Option<String>,
    pub(in crate::ingest) credit: Option<String>,
}

/// An entry of a story that is told as it happens.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct LiveUpdate {
    pub(in crate::ingest) headline: Option<String>,
    pub(in crate::ingest) body: String,
}

/// A story, as far as its page describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct DescribedArticle {
    pub(in crate::ingest) headline: Option<String>,
    pub(in crate::ingest) summary: Option<String>,
    /// The words of the body, without its markup as a rule.
    pub(in crate::ingest) body: Option<String>,
    pub(in crate::ingest) published: Option<Timestamp>,
    pub(in crate::ingest) updated: Option<Timestamp>,
    pub(in crate::ingest) authors: Vec<String>,
    pub(in crate::ingest) section: Option<String>,
    pub(in crate::ingest) tags: Vec<String>,
    pub(in crate::ingest) source: Option<String>,
    pub(in crate::ingest) source_url: Option<String>,
    pub(in crate::ingest) language: Option<String>,
    pub(in crate::ingest) url: Option<String>,
    pub(in crate::ingest) images: Vec<DescribedImage>,
    /// Whether all may read it.
    pub(in crate::ingest) is_free: Option<bool>,
    pub(in crate::ingest) updates: Vec<LiveUpdate>,
}

impl DescribedArticle {
    /// Takes from `other` what is not known here.
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
        fill_all(&mut self.tags, other.tags);
        fill_all(&mut self.images, other.images);
        fill_all(&mut self.updates, other.updates);
    }
}
