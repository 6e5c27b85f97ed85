//! Pictures among the lines: which belong to the story, and what their alternative text says.

use crate::article::{Article, Block};
use crate::text::script::count_words;

/// Parts of addresses under which sites keep what is not a photograph of the story.
const NOT_PHOTOGRAPHS: [&str; 14] = [
    "author",
    "avatar",
    "logo",
    "icon",
    "banner",
    "sponsor",
    "countdown",
    "advert",
    "/ads/",
    "button",
    "pixel",
    "placeholder",
    "profile",
    "imagebank",
];

/// Returns why a picture is not the story's, if it is not. `is_after_story` says that the story
/// began and no paragraph follows.
pub(in crate::ingest) fn not_of_the_story(
    alt: &str,
    url: &str,
    is_after_story: bool,
) -> Option<&'static str> {
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Some("picture without a web address");
    }
    let lower = url.to_ascii_lowercase();
    let path = lower
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'));
    let path = path.map_or("", |(_, path)| path);
    if path.contains("author") || path.contains("avatar") || path.contains("profile") {
        return Some("picture of the author");
    }
    if NOT_PHOTOGRAPHS
        .iter()
        .any(|part| format!("/{path}").contains(part))
    {
        return Some("picture of the site or a sponsor");
    }
    if is_thumbnail(path) {
        return Some("picture too small to be the story's");
    }
    // A photograph is described; a logo or a face below the story is only named.
    let words = count_words(alt);
    (is_after_story && words <= 4).then_some("picture below the story, of the site or a sponsor")
}

/// Whether the address asks for a width under 150 pixels.
fn is_thumbnail(path: &str) -> bool {
    let parameters = path
        .split(['?', '&'])
        .skip(1)
        .filter_map(|pair| pair.split_once('='));
    let widths = parameters.filter(|(name, _)| matches!(*name, "imwidth" | "width" | "w"));
    widths
        .filter_map(|(_, value)| value.parse::<u32>().ok())
        .any(|width| width < 150)
}

/// Returns the picture as a block. Sites repeat the headline in the alternative text; what is left
/// without it is the caption.
pub(super) fn block(alt: &str, url: &str, article: &Article) -> Block {
    let headline = article.headline.as_str();
    let mut caption = alt.to_owned();
    // What is shorter repeats no headline: a long one is not copied for each picture.
    if !headline.is_empty() && alt.len() >= headline.len() {
        if let Some(kicker) = &article.kicker {
            caption = caption.replace(&format!("{kicker}: {headline}"), " ");
        }
        caption = caption.replace(headline, " ");
    }
    let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
    let caption = caption.trim_matches(['-', '|', ':', ',', ' ']).to_owned();
    Block::Image {
        url: url.to_owned(),
        alt: (!alt.is_empty()).then(|| alt.to_owned()),
        caption: (!caption.is_empty()).then_some(caption),
        credit: None,
    }
}
