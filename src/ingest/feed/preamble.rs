//! Finds a feed behind text that does not belong to it: warnings of the publisher's software.

/// The number of bytes in which the beginning of a feed is searched.
const SEARCHED: usize = 16 << 10;

/// The root elements of feeds, and the declaration before them.
const BEGINNINGS: [&str; 4] = ["<?xml", "<rss", "<feed", "<rdf:rdf"];

/// Tags of web pages. A feed inside of a page is quoted.
const PAGE_TAGS: [&str; 4] = ["<!doctype", "<html", "<head", "<body"];

/// Returns `text` from the beginning of its feed on, if other text precedes that.
pub(super) fn without_preamble(text: &str) -> Option<&str> {
    let mut end = text.len().min(SEARCHED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?.to_ascii_lowercase();
    let at = BEGINNINGS.iter().filter_map(|tag| head.find(tag)).min()?;
    let before = head.get(..at)?;
    let is_page = PAGE_TAGS.iter().any(|tag| before.contains(tag));
    if before.trim().is_empty() || before.contains("<!--") || is_page {
        return None;
    }
    text.get(at..)
}

/// Whether `text` is a feed behind other text: the feed must be all that follows, because an article about feeds
/// may quote one.
pub(in crate::ingest) fn is_behind_preamble(text: &str) -> bool {
    let Some(feed) = without_preamble(text) else {
        return false;
    };
    let tail = feed.trim_end();
    let ends = ["</rss>", "</feed>", "</rdf:rdf>"];
    let is_end = |end: &str| {
        let at = tail.len().checked_sub(end.len());
        at.and_then(|at| tail.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    ends.iter().any(|end| is_end(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_feed_that_is_all_that_follows_is_found() {
        for (text, expected) in [
            (
                "Warning: x in y.php on line 3\n<?xml version='1.0'?><rss></rss>\n",
                true,
            ),
            (
                "<br />\n<b>Notice</b>: x<br />\n<rss><channel/></rss>",
                true,
            ),
            ("<rss></rss>", false),
            ("<!-- a --><rss></rss>", false),
            ("<html><body><rss></rss>", false),
            ("An RSS file looks so:\n<rss></rss>\nThat is all.", false),
            ("Text alone", false),
        ] {
            assert_eq!(is_behind_preamble(text), expected, "{text}");
        }
    }
}
