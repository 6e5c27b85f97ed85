//! The stories that are part of the program, for a first start without any file.

use crate::article::Article;

macro_rules! stories {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../assets/stories/", $name)))),*]
    };
}

/// Name and bytes of each story, in the order of the list.
pub const STORIES: &[(&str, &[u8])] = stories![
    "guide-hi.md",
    "chandrayaan-3.txt",
    "monsoon.txt",
    "devanagari-terminal.md",
    "railway-gauge.txt",
    "grahan.json",
    "himalaya.md",
    "pin-code.md",
    "varnamala.json",
    "aryabhata.md",
    "fog.txt",
    "unicode-hindi.txt",
    "guide-en.md",
    "durban.md",
    "eclipse-path.md",
];

/// The starter pack: feeds to choose from, as OPML. Nothing of it is fetched before the person says so.
pub const FEEDS: &[u8] = include_bytes!("../assets/feeds.opml");

/// Returns the stories, in the order of the list.
pub fn articles() -> Vec<Article> {
    let parsed = STORIES
        .iter()
        .map(|(name, bytes)| crate::ingest::parse(bytes, name));
    parsed.flat_map(|parsed| parsed.articles).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Folded;

    fn stories() -> Vec<Article> {
        let parsed = STORIES
            .iter()
            .map(|(name, bytes)| crate::ingest::parse(bytes, name));
        parsed
            .flat_map(|parsed| {
                assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
                parsed.articles
            })
            .collect()
    }

    #[test]
    fn every_story_is_whole() {
        let stories = stories();
        assert_eq!(stories.len(), STORIES.len());
        for story in &stories {
            let words = story.plain_text().split_whitespace().count();
            assert!(
                (250..=620).contains(&words),
                "{}: {words} words",
                story.origin
            );
            assert!(story.images().next().is_some(), "{}", story.origin);
            assert!(story.summary.is_some(), "{}", story.origin);
            assert!(
                story.left_out.is_empty(),
                "{}: {:?}",
                story.origin,
                story.left_out
            );
        }
    }

    #[test]
    fn every_related_story_is_there() {
        let stories = stories();
        let full = |story: &Article| match &story.kicker {
            Some(kicker) => vec![
                story.headline.clone(),
                format!("{kicker}: {}", story.headline),
            ],
            None => vec![story.headline.clone()],
        };
        let titles: Vec<Folded> = stories
            .iter()
            .flat_map(full)
            .map(|title| Folded::of(&title))
            .collect();
        for related in stories.iter().flat_map(|story| &story.related) {
            let title = Folded::of(&related.title);
            assert!(
                titles.iter().any(|known| known.same_words(&title)),
                "{}",
                related.title
            );
        }
    }
}
