//! The articles that are compiled into the program, so that the first start shows something without
//! any file.

use crate::article::Article;
use crate::words::Language;

macro_rules! stories {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../assets/stories/", $name)))),*]
    };
}

/// The file name and content of each article, in list order.
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

/// The starter pack: an OPML file of feeds to choose from. Nothing in it is fetched without the
/// user's consent.
pub const FEEDS: &[u8] = include_bytes!("../assets/feeds.opml");

/// The index of the guide among the articles, for each language.
const GUIDES: [(Language, usize); 2] = [(Language::Hindi, 0), (Language::English, 12)];

/// Returns the file name and content of each article in list order, with the guide in `language`
/// first.
pub fn stories(language: Language) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let guide = GUIDES.iter().find(|(of, _)| *of == language);
    let first = guide.map_or(0, |(_, place)| *place);
    let others = (0..STORIES.len()).filter(move |place| *place != first);
    let places = std::iter::once(first).chain(others);
    places.filter_map(|place| STORIES.get(place).copied())
}

/// Returns the articles in list order.
pub fn articles(language: Language) -> Vec<Article> {
    stories(language)
        .flat_map(|(name, bytes)| crate::ingest::parse(bytes, name).articles)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Folded;

    fn whole_stories() -> Vec<Article> {
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
        let stories = whole_stories();
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
    fn the_guide_that_one_can_read_comes_first() {
        for (language, tag) in [(Language::Hindi, "hi"), (Language::English, "en")] {
            let articles = articles(language);
            assert_eq!(articles.len(), STORIES.len());
            assert!(articles[0].origin.starts_with("guide"));
            assert_eq!(articles[0].language.as_deref(), Some(tag));
            // The library lists the newest articles first.
            assert!(
                articles
                    .iter()
                    .all(|one| one.published <= articles[0].published)
            );
        }
    }

    #[test]
    fn every_related_story_is_there() {
        let stories = whole_stories();
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
