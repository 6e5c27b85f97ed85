//! Distinguishes the entries of a feed: by their addresses, and where these are the same by what differs.

use super::FeedEntry;
use crate::article::{Article, ArticleId, address_fragment};
use std::collections::{HashMap, HashSet};

/// The maximum length of a guid, in bytes; a longer one is a text in the wrong place.
const LONGEST_GUID: usize = 1_000;

/// Returns whether a guid is short enough to be one.
pub(super) fn is_guid(guid: &str) -> bool {
    guid.len() <= LONGEST_GUID
}

/// Sets the guids of all entries, and the ids of those that share an address.
pub(super) fn identify(entries: &mut [FeedEntry]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for guid in entries.iter().filter_map(|entry| entry.id.clone()) {
        *counts.entry(guid).or_default() += 1;
    }
    let mut addresses: HashMap<ArticleId, Vec<usize>> = HashMap::new();
    for (index, entry) in entries.iter_mut().enumerate() {
        // A guid that several entries have names none of them.
        let is_name = |guid: &String| is_guid(guid) && counts.get(guid) == Some(&1);
        entry.article.guid = entry.id.clone().filter(is_name);
        if entry.article.url.is_some() {
            let id = ArticleId::of(&entry.article);
            addresses.entry(id).or_default().push(index);
        }
    }
    for sharing in addresses.into_values().filter(|sharing| sharing.len() > 1) {
        let articles: Vec<&Article> = sharing
            .iter()
            .filter_map(|index| entries.get(*index))
            .map(|entry| &entry.article)
            .collect();
        let ids = ids_of(&articles);
        for (index, id) in sharing.into_iter().zip(ids) {
            if let (Some(entry), Some(id)) = (entries.get_mut(index), id) {
                entry.article.id = id;
            }
        }
    }
}

/// Returns the ids of articles with the same address; `None` is the id of the address.
///
/// They are distinguished by their fragments if each has another, else by their guids or headlines. An article that is
/// in the feed twice is one.
fn ids_of(articles: &[&Article]) -> Vec<Option<ArticleId>> {
    let fragment = |article: &Article| article.url.as_deref().and_then(address_fragment);
    let fragments: HashSet<Option<String>> = articles.iter().map(|own| fragment(own)).collect();
    if fragments.len() == articles.len() {
        let id = |own: &&Article| {
            ArticleId::of_part(own.url.as_deref()?, &format!("#{}", fragment(own)?))
        };
        return articles.iter().map(id).collect();
    }
    let mut texts: HashMap<String, Option<ArticleId>> = HashMap::new();
    if articles
        .iter()
        .map(|own| own.plain_text())
        .collect::<HashSet<_>>()
        .len()
        == 1
    {
        return vec![None; articles.len()];
    }
    let id = |own: &&Article| {
        let part = own.guid.as_deref().unwrap_or(&own.headline);
        let id = ArticleId::of_part(own.url.as_deref().unwrap_or_default(), part);
        *texts.entry(own.plain_text()).or_insert(id)
    };
    articles.iter().map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(items: &[(&str, &str, &str)]) -> Vec<ArticleId> {
        let mut entries: Vec<FeedEntry> = items
            .iter()
            .map(|(url, guid, headline)| FeedEntry {
                id: Some((*guid).to_owned()),
                article: Article {
                    url: Some((*url).to_owned()),
                    headline: (*headline).to_owned(),
                    ..Article::default()
                },
                ..FeedEntry::default()
            })
            .collect();
        identify(&mut entries);
        let id = |entry: FeedEntry| match entry.article.id {
            id if id == ArticleId::default() => ArticleId::of(&entry.article),
            id => id,
        };
        entries.into_iter().map(id).collect()
    }

    #[test]
    fn entries_with_one_address_are_distinguished() {
        const PAGE: &str = "https://example.org/notices";
        for (items, count) in [
            (
                [(PAGE, "1", "एक"), (PAGE, "2", "दो"), (PAGE, "3", "तीन")],
                3,
            ),
            // The guid is no name here.
            (
                [(PAGE, "1", "एक"), (PAGE, "1", "दो"), (PAGE, "1", "तीन")],
                3,
            ),
            // The same story twice.
            ([(PAGE, "1", "एक"), (PAGE, "1", "एक"), (PAGE, "2", "दो")], 2),
            ([(PAGE, "1", "एक"), (PAGE, "2", "एक"), (PAGE, "3", "एक")], 1),
            (
                [
                    ("https://example.org/notices#1", "1", "सूचना"),
                    ("https://example.org/notices#2", "2", "सूचना"),
                    ("https://example.org/notices#3", "3", "सूचना"),
                ],
                3,
            ),
            (
                [
                    ("https://example.org/1", "1", "एक"),
                    ("https://example.org/2", "1", "दो"),
                    ("https://example.org/3#a", "1", "तीन"),
                ],
                3,
            ),
        ] {
            let ids = ids(&items);
            let distinct: HashSet<ArticleId> = ids.iter().copied().collect();
            assert_eq!(distinct.len(), count, "{items:?}");
        }
        let alone = ids(&[("https://example.org/3#a", "1", "तीन")]);
        let plain = ids(&[("https://example.org/3", "1", "तीन")]);
        assert_eq!(alone, plain, "a fragment distinguishes nothing here");
    }
}
