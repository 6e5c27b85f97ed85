//! Recognises pages that a site sends in place of a story: walls that ask for consent or for proof of being human,
//! error pages with the status of a success, and pages that only lead to another one.
//!
//! The rules are cautious, because a story may be about any of these: what the feed itself says of the story is
//! never a sign.

use crate::article::Article;

/// A longer text than this, in characters, is no error page.
const LONGEST_ERROR: usize = 400;

/// A longer text than this, in characters, is no wall.
const LONGEST_WALL: usize = 6_000;

/// The greatest number of seconds after which a page that leads to another one is left.
const LONGEST_DELAY: u32 = 10;

/// What error pages say, in lower case.
const ERRORS: [&str; 17] = [
    "page not found",
    "page cannot be found",
    "page can't be found",
    "page you requested",
    "page you are looking for",
    "page doesn't exist",
    "page does not exist",
    "no longer available",
    "पृष्ठ नहीं मिला",
    "पेज नहीं मिला",
    "पन्ना नहीं मिला",
    "पृष्ठ उपलब्ध नहीं",
    "पेज उपलब्ध नहीं",
    "page introuvable",
    "seite nicht gefunden",
    "página no encontrada",
    "страница не найдена",
];

/// What walls say, in lower case.
const WALLS: [&str; 30] = [
    "cookie",
    "our partners",
    "value your privacy",
    "privacy choices",
    "privacy policy",
    "personal data",
    "personalised ad",
    "personalized ad",
    "information on a device",
    "device scanning",
    "legitimate interest",
    "your consent",
    "give consent",
    "with your permission",
    "accept all",
    "before you continue",
    "checking your browser",
    "just a moment",
    "verify you are human",
    "not a robot",
    "unusual traffic",
    "enable javascript",
    "कुकी",
    "कुकीज़",
    "हमारे साझेदार",
    "हमारे पार्टनर",
    "आपकी सहमति",
    "आपकी निजता",
    "व्यक्तिगत डेटा",
    "datenschutzeinstellungen",
];

/// Whether `page` stands in place of the story that `feed` announces.
pub(super) fn is_no_story(page: &Article, feed: &Article) -> bool {
    let announced = feed.plain_text().to_lowercase();
    let mut lines: Vec<String> = vec![page.headline.to_lowercase()];
    let texts = page.blocks.iter().flat_map(crate::article::Block::texts);
    lines.extend(texts.map(str::to_lowercase));
    lines.retain(|line| !line.is_empty());
    let count: usize = lines.iter().map(|line| line.chars().count()).sum();
    let is_said = |phrases: &[&str]| phrases.iter().any(|phrase| announced.contains(phrase));
    let has = |line: &String, phrases: &[&str]| phrases.iter().any(|phrase| line.contains(phrase));
    let is_error =
        |line: &String| has(line, &ERRORS) || line.trim() == "404" || line.contains("error 404");
    if count <= LONGEST_ERROR && !is_said(&ERRORS) && lines.iter().take(2).any(is_error) {
        return true;
    }
    let said = |phrase: &&&str| lines.iter().any(|line| line.contains(**phrase));
    let speaking = lines.iter().filter(|line| has(line, &WALLS)).count();
    count <= LONGEST_WALL
        && !is_said(&WALLS)
        && speaking * 2 >= lines.len()
        && WALLS.iter().filter(said).count() >= 2
}

/// Whether a page only leads to another address (`<meta http-equiv=refresh>`). Pages of stories that reload
/// themselves name no address, or wait for longer.
pub(super) fn leads_elsewhere(bytes: &[u8]) -> bool {
    const HEAD: usize = 8_192;
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let tags = head
        .split("<meta")
        .skip(1)
        .filter_map(|tag| tag.split('>').next());
    let is_refresh = |tag: &&str| tag.contains("http-equiv") && tag.contains("refresh");
    tags.filter(is_refresh).any(|tag| {
        let content = tag.split_once("content").map_or("", |(_, content)| content);
        let content = content.trim_start_matches([' ', '=', '"', '\'']);
        let (delay, address) = content.split_once([';', ',']).unwrap_or((content, ""));
        let delay = delay.trim().split('.').next().unwrap_or_default();
        address.contains("url")
            && delay
                .parse::<u32>()
                .is_ok_and(|delay| delay <= LONGEST_DELAY)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, RichText};

    fn article(headline: &str, paragraphs: &[&str]) -> Article {
        let paragraph = |text: &&str| {
            Block::Paragraph(RichText {
                text: (*text).to_owned(),
                ..RichText::default()
            })
        };
        Article {
            headline: headline.to_owned(),
            blocks: paragraphs.iter().map(paragraph).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn walls_and_error_pages_are_no_story() {
        let feed = article("पुल बंद हुआ", &[]);
        for page in [
            article(
                "Your choice",
                &[
                    "We and our partners use cookies.",
                    "You can withdraw your consent.",
                ],
            ),
            article("", &["404", "यह पृष्ठ नहीं मिला"]),
            article("पुल बंद हुआ", &["क्षमा करें, यह पेज नहीं मिला।"]),
            article(
                "Just a moment...",
                &["Please enable JavaScript and cookies to continue."],
            ),
        ] {
            assert!(is_no_story(&page, &feed), "{page:?}");
        }
    }

    #[test]
    fn stories_about_such_pages_stay() {
        for (headline, paragraphs) in [
            (
                "Why many sites answer 404",
                &["Pages vanish.", "A 404 says so."][..],
            ),
            (
                "New law on cookies",
                &[
                    "Sites must ask for your consent.",
                    "Our partners in Brussels agree.",
                ],
            ),
            (
                "पुल बंद हुआ",
                &["पुल 404 दिन बाद खुला, और लोग लौटने लगे।", "नदी शांत है।"],
            ),
        ] {
            let page = article(headline, paragraphs);
            let feed = article(headline, &[]);
            assert!(!is_no_story(&page, &feed), "{headline}");
        }
        let body = "The river rose after the rain. ".repeat(20);
        let page = article(
            "A page not found",
            &[&body, "It uses cookies.", "That is all."],
        );
        assert!(!is_no_story(&page, &article("River", &[])));
    }

    #[test]
    fn only_pages_that_lead_elsewhere_at_once_do() {
        for (page, expected) in [
            ("<meta http-equiv=\"refresh\" content=\"0; url=/a\">", true),
            (
                "<META CONTENT='1;URL=https://example.org/a' HTTP-EQUIV=Refresh>",
                true,
            ),
            ("<meta http-equiv=refresh content=300>", false),
            ("<meta http-equiv=refresh content='300; url=/a'>", false),
            ("<meta name=refresh content='0; url=/a'>", false),
        ] {
            assert_eq!(leads_elsewhere(page.as_bytes()), expected, "{page}");
        }
    }
}
