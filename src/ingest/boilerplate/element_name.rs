//! Names that sites give to the elements of their pages.
//!
//! Sites name elements for their own style sheets, in English whatever language they write in:
//! `related-stories`, `share-bar`, `newsletter_signup`. A name is split into words and looked up in
//! a table.

use super::reason;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names of elements, grouped by the reason for leaving them out. If a name matches several groups,
/// the first one applies.
const PARTS: [(&str, &[&str]); 8] = [
    (
        reason::OTHER_ARTICLES,
        &[
            "related",
            "also read",
            "alsoread",
            "read also",
            "readmore",
            "read more",
            "recommended",
            "recommendations",
            "recirc",
            "recirculation",
            "outbrain",
            "taboola",
            "most read",
            "mostread",
            "trending",
            "popular",
            "most popular",
            "more stories",
            "more from",
            "more news",
            "top stories",
            "latest news",
            "next story",
            "up next",
            "see also",
            "you may like",
            "teaser",
            "teasers",
            "promo",
            "internal link",
            "web stories",
            "webstories",
            "must read",
        ],
    ),
    (
        reason::SHARE_BAR,
        &[
            "share",
            "sharing",
            "shares",
            "sharebar",
            "sharethis",
            "addthis",
            "addtoany",
            "social",
            "socials",
            "sociable",
            "follow us",
            "whatsapp",
            "telegram",
        ],
    ),
    (
        reason::REQUEST,
        &[
            "newsletter",
            "newsletters",
            "subscribe",
            "subscription",
            "signup",
            "sign up",
            "signin",
            "sign in",
            "donate",
            "donation",
            "login",
            "registration",
            "regwall",
            "app download",
            "download app",
            "appeal",
            "membership",
        ],
    ),
    (
        reason::COMMENTS,
        &[
            reason::COMMENTS,
            "commentlist",
            "disqus",
            "respond",
            "livefyre",
            "coral",
        ],
    ),
    (
        reason::KEYWORDS,
        &[
            "tags",
            "taglist",
            "tag list",
            "tagcloud",
            "post tags",
            "article tags",
            "topics",
            "keywords",
        ],
    ),
    (
        reason::NAVIGATION,
        &[
            "breadcrumb",
            "breadcrumbs",
            "nav",
            "navbar",
            reason::NAVIGATION,
            "menu",
            "pagination",
            "prev next",
            "previous next",
            "next prev",
            "next previous",
            "skip link",
            "toc",
        ],
    ),
    (
        reason::CONSENT,
        &[
            "cookie", "cookies", "consent", "onetrust", "gdpr", "ccpa", "privacy",
        ],
    ),
    (
        reason::ADVERTISEMENT,
        &[
            "ad",
            "ads",
            "advert",
            "adverts",
            reason::ADVERTISEMENT,
            "advertising",
            "adsbygoogle",
            "sponsored",
            "sponsor",
            "dfp",
            "gpt",
            "mpu",
            "leaderboard",
            "affiliate",
            "merch",
        ],
    ),
];

/// The maximum number of words in a name of the table.
const MOST_WORDS: usize = 3;

/// Maps each name to its index in [`PARTS`], because a page has thousands of elements to look up.
static PART_OF_NAME: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let parts = PARTS.iter().enumerate().rev();
    let phrases = parts.flat_map(|(part, (_, names))| names.iter().map(move |name| (*name, part)));
    phrases.collect()
});

/// Returns the reason for leaving out an element with this name. For a small element only the
/// beginning of the name is compared, because a paragraph's name also describes its context.
pub(in crate::ingest) fn part_named(name: &str, is_small: bool) -> Option<&'static str> {
    let words = words_of(name);
    let later = words.match_indices(' ').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(later.filter(|_| !is_small));
    let part = starts.filter_map(|start| {
        let rest = words.get(start..)?;
        let ends = rest.match_indices(' ').map(|(at, _)| at);
        let ends = ends.chain(std::iter::once(rest.len())).take(MOST_WORDS);
        ends.filter_map(|end| PART_OF_NAME.get(rest.get(..end)?).copied())
            .min()
    });
    PARTS.get(part.min()?).map(|(reason, _)| *reason)
}

/// Splits a name into words, however they are joined: `shareBar`, `share-bar`, `share_bar`.
fn words_of(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() {
            if before != ' ' {
                words.push(' ');
            }
            before = ' ';
            continue;
        }
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
        before = c;
    }
    words.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_recognised_by_their_names() {
        for (name, is_small, expected) in [
            ("related-stories", false, Some(reason::OTHER_ARTICLES)),
            ("articleRelated", false, Some(reason::OTHER_ARTICLES)),
            ("c-share_bar", false, Some(reason::SHARE_BAR)),
            ("post-ad", false, Some(reason::ADVERTISEMENT)),
            ("shared-layout", false, None),
            ("headline", false, None),
            ("adjacent", false, None),
            ("story-related", true, None),
        ] {
            assert_eq!(part_named(name, is_small), expected, "{name}");
        }
    }
}
