//! RSS, RDF and Atom: maps elements to fields.
//!
//! Real feeds mix vocabularies (Atom links in RSS, Dublin Core everywhere), so there is one list of
//! element names for each field, for all versions of all formats.

use super::dates::{COMPARED, FeedDates};
use super::entry::{self, FeedDefaults, FeedEntry, HtmlFragment, RawEntry};
use super::xml_fields as fields;
use super::xml_media::{add_media, tags};
use super::{Feed, MOST_ENTRIES};
use crate::article::Timestamp;
use crate::ingest::address::BaseUrl;
use crate::ingest::xml_tree::{self, XmlElement};
use crate::ingest::{Problem, effort, entity, markup, media};
use base64::alphabet;
use base64::engine::{DecodePaddingMode, Engine as _, GeneralPurpose, GeneralPurposeConfig};
use std::time::Duration;

/// Parses a feed. If the document is not a feed, the result has a problem and no entries.
pub(super) fn read(text: &str, origin: &str) -> Feed {
    let tree = xml_tree::read(text);
    let problem = |what: String| Problem::new(origin, None, what);
    let Some(root) = root_of(&tree.root, 0) else {
        let what = "neither RSS nor Atom nor JSON Feed; nothing was read".to_owned();
        return Feed {
            problems: vec![problem(what)],
            ..Feed::default()
        };
    };
    let mut problems: Vec<Problem> = tree.repairs.into_iter().map(problem).collect();
    let mut items = Vec::new();
    gather_items(root, &mut items);
    if items.len() > MOST_ENTRIES {
        let what = format!(
            "{} entries; the first {MOST_ENTRIES} were read",
            items.len()
        );
        problems.push(Problem::new(origin, None, what));
        items.truncate(MOST_ENTRIES);
    }
    let reading = XmlFeedReader {
        is_atom: root.name == "feed",
        dates: dates_of(root, &items),
    };
    let mut feed = reading.feed(root, &items, origin);
    problems.extend(reading.dates.remark().map(problem));
    feed.problems = problems;
    feed
}

/// Returns the outermost element of a feed.
fn root_of(element: &XmlElement, depth: usize) -> Option<&XmlElement> {
    let is_root =
        |e: &&XmlElement| matches!(e.name.as_str(), "rss" | "rdf:rdf" | "feed" | "channel");
    let here = element.elements().find(is_root);
    here.or_else(|| {
        let mut inside = element.elements().filter(|_| depth < 4);
        inside.find_map(|element| root_of(element, depth + 1))
    })
}

fn gather_items<'a>(element: &'a XmlElement, items: &mut Vec<&'a XmlElement>) {
    for inner in element.elements() {
        if matches!(inner.name.as_str(), "item" | "entry") {
            items.push(inner);
        } else {
            gather_items(inner, items);
        }
    }
}

/// Returns the first non-empty child of `element` that has one of `names`; earlier names are
/// preferred.
fn first<'a>(element: &'a XmlElement, names: &[&'a str]) -> Option<&'a XmlElement> {
    names
        .iter()
        .find_map(|name| element.named(name).find(|e| e.is_not_empty()))
}

/// Returns the texts of the dates of `element` that have one of `names`; earlier names are preferred.
fn date_texts(element: &XmlElement, names: &[&str]) -> impl Iterator<Item = String> {
    let found = names
        .iter()
        .flat_map(|name| element.elements().filter(move |e| e.name == *name));
    found.map(|element| element.text().trim().to_owned())
}

/// Finds out in which time zone the dates of a feed are.
fn dates_of(root: &XmlElement, items: &[&XmlElement]) -> FeedDates {
    let channel = root.named("channel").next().unwrap_or(root);
    let language = language_of(channel).or_else(|| language_of(root));
    let compared = items.iter().take(COMPARED);
    let entries = compared.flat_map(|item| date_texts(item, fields::PUBLISHED));
    FeedDates::new(
        language.as_deref(),
        entries,
        date_texts(channel, fields::CHANGED),
    )
}

fn text_of(element: &XmlElement, names: &[&str]) -> Option<String> {
    first(element, names).and_then(|element| entry::field(&element.text()))
}

/// Returns the address of the page: that of the last link written as text, as in other programs. If
/// there is none, it is that of a link with an `href` and a suitable relation; HTML is preferred.
fn link_of(element: &XmlElement, base: &BaseUrl) -> Option<String> {
    let links = || element.named("link");
    let relation = |link: &XmlElement| link.attribute("rel").map(str::to_ascii_lowercase);
    let is_page =
        |link: &&XmlElement| matches!(relation(link).as_deref(), None | Some("alternate" | ""));
    let is_html = |link: &&XmlElement| {
        link.attribute("type")
            .is_none_or(|kind| kind.contains("html"))
    };
    let href = |link: &XmlElement| base.joined_of(link).resolve(link.attribute("href")?);
    let text = |link: &XmlElement| base.joined_of(link).resolve(&link.text());
    let written = links()
        .rev()
        .filter(|link| link.attribute("href").is_none() && is_page(link))
        .find_map(text);
    written
        .or_else(|| links().filter(is_page).filter(is_html).find_map(href))
        .or_else(|| links().filter(is_page).find_map(href))
}

/// Returns the address of the content of an Atom entry that has its content elsewhere, and whether
/// that is a page.
fn outside_content(item: &XmlElement, base: &BaseUrl) -> Option<(String, bool)> {
    let mut contents = item.named("content");
    let content = contents.find(|content| content.attribute("src").is_some())?;
    let url = base.joined_of(content).resolve(content.attribute("src")?)?;
    let kind = content.attribute("type");
    Some((url, kind.is_none_or(|kind| kind.contains("html"))))
}

/// Returns the address of the page where readers discuss an entry.
fn comments(item: &XmlElement, base: &BaseUrl) -> Option<String> {
    let mut written = item.named("comments");
    let written = written.find_map(|element| base.joined_of(element).resolve(&element.text()));
    let is_page = |link: &&XmlElement| {
        let kind = link.attribute("type");
        link.attribute("rel") == Some("replies") && kind.is_some_and(|kind| kind.contains("html"))
    };
    let replies = || {
        let mut links = item.named("link").filter(is_page);
        links.find_map(|link| base.joined_of(link).resolve(link.attribute("href")?))
    };
    written.or_else(replies)
}

impl BaseUrl {
    /// Returns the base for addresses inside `element`.
    pub(super) fn joined_of(&self, element: &XmlElement) -> Self {
        match element.attribute("xml:base") {
            Some(address) => self.joined(address),
            None => self.clone(),
        }
    }
}

/// Returns how long to wait before requesting the feed again: given in minutes in RSS, or as a
/// period and a frequency in the syndication module.
fn ttl_of(channel: &XmlElement) -> Option<Duration> {
    let number = |name| text_of(channel, &[name])?.trim().parse::<u32>().ok();
    if let Some(minutes) = number("ttl") {
        return Some(Duration::from_secs(60 * u64::from(minutes)));
    }
    let hours = match text_of(channel, &["sy:updateperiod"])?.trim() {
        "hourly" => 1,
        "daily" => 24,
        "weekly" => 24 * 7,
        "monthly" => 24 * 30,
        "yearly" => 24 * 365,
        _ => return None,
    };
    let often = number("sy:updatefrequency").unwrap_or(1).max(1);
    Some(Duration::from_secs(3600 * hours) / often)
}

/// Returns the language tag; some feeds write `hi_IN`.
fn language_of(element: &XmlElement) -> Option<String> {
    let declared = element.attribute("xml:lang").and_then(entry::field);
    let written = || text_of(element, &["language", "dc:language"]);
    let tag = if element.name == "channel" {
        written().or(declared)
    } else {
        declared.or_else(written)
    };
    tag.map(|tag| tag.replace('_', "-"))
}

/// Returns the name in `me@example.org (Name)` or `Name <me@example.org>`.
fn author_name(text: &str) -> String {
    let text = text.trim();
    if let Some((before, name)) = text
        .split_once('(')
        .filter(|(before, _)| before.contains('@'))
    {
        let name = name.trim_end().trim_end_matches(')').trim();
        return if name.is_empty() { before.trim() } else { name }.to_owned();
    }
    let name = text
        .split_once('<')
        .filter(|(_, rest)| rest.contains('@'))
        .map(|(name, _)| name.trim());
    name.filter(|name| !name.is_empty())
        .unwrap_or(text)
        .to_owned()
}

fn people(element: &XmlElement, names: &[&str]) -> Vec<String> {
    let found = element
        .elements()
        .filter(|e| names.contains(&e.name.as_str()));
    let name = |author: &XmlElement| {
        let part = ["name", "email", "uri", "url"]
            .iter()
            .find_map(|part| text_of(author, &[*part]));
        part.or_else(|| entry::field(&author.text()))
            .map(|text| author_name(&text))
    };
    found.filter_map(name).collect()
}

struct XmlFeedReader {
    is_atom: bool,
    dates: FeedDates,
}

impl XmlFeedReader {
    fn feed(&self, root: &XmlElement, items: &[&XmlElement], origin: &str) -> Feed {
        let channel = root.named("channel").next().unwrap_or(root);
        let above = BaseUrl::of(origin).joined_of(root).joined_of(channel);
        let link = link_of(channel, &above);
        let base = above.or(BaseUrl::of(link.as_deref().unwrap_or_default()));
        let words = |names: &[&str]| {
            let html = self.html_of(first(channel, names)?);
            entry::words(&html)
        };
        let language = language_of(channel).or_else(|| language_of(root));
        let mut feed = Feed {
            title: first(channel, &["title", "dc:title"])
                .and_then(|title| entry::words(&self.title_of(title))),
            description: words(fields::DESCRIPTION),
            updated: self.date_of(channel, fields::CHANGED),
            author: people(channel, fields::EDITOR)
                .into_iter()
                .next()
                .and_then(|name| entry::words(&name)),
            ttl: ttl_of(channel),
            link,
            language,
            ..Feed::default()
        };
        let mut inherited = FeedDefaults::of(&feed);
        if self.is_atom {
            inherited.authors = feed.author.iter().cloned().collect();
        }
        let entries = items.iter().take_while(|_| !effort::is_spent());
        feed.entries = entries
            .map(|item| FeedEntry::new(self.raw_entry(item, &base), &inherited))
            .collect();
        feed
    }

    fn raw_entry(&self, item: &XmlElement, base: &BaseUrl) -> RawEntry {
        let base = base.joined_of(item);
        let group = item.named("media:group").next();
        let within = |names: &[&str]| {
            let found = names.iter().find_map(|name| {
                let says = |e: &&XmlElement| e.name == *name && e.is_not_empty();
                item.elements()
                    .find(says)
                    .or_else(|| group?.elements().find(says))
            })?;
            Some(HtmlFragment {
                html: self.html_of(found),
                base: base.joined_of(found),
            })
        };
        let title = first(item, &["title", "dc:title", "media:title"])
            .or_else(|| first(group?, &["media:title"]));
        let guid = first(item, &["guid", "id"]);
        let about = item.attribute("rdf:about");
        let is_link = |guid: &&XmlElement| guid.attribute("ispermalink") != Some("false");
        let link = link_of(item, &base)
            .or_else(|| BaseUrl::default().resolve(&guid.filter(is_link)?.text()))
            .or_else(|| base.resolve(about.or_else(|| item.attribute("href"))?));
        let mut raw = RawEntry {
            id: guid
                .map(XmlElement::text)
                .or_else(|| about.map(str::to_owned)),
            link,
            title: title.map(|title| self.title_of(title)),
            summary: within(fields::SUMMARY),
            content: within(fields::CONTENT),
            published: self.date_of(item, fields::PUBLISHED),
            updated: self.date_of(item, fields::UPDATED),
            authors: people(item, fields::AUTHOR),
            tags: tags(item, 0),
            language: language_of(item),
            ..RawEntry::default()
        };
        add_media(item, &base, &mut raw);
        raw.comments = comments(item, &base);
        if let Some((url, is_page)) = outside_content(item, &base) {
            if is_page && raw.link.is_none() {
                raw.link = Some(url);
            } else if raw.link.as_ref() != Some(&url) {
                raw.media.push(media::file(url, None));
            }
        }
        raw
    }

    fn date_of(&self, element: &XmlElement, names: &[&str]) -> Option<Timestamp> {
        date_texts(element, names).find_map(|text| self.dates.read(&text))
    }

    /// Returns the content of a title as HTML.
    fn title_of(&self, title: &XmlElement) -> String {
        let html = self.html_of(title);
        let typed = title
            .attribute("type")
            .is_some_and(|kind| kind.contains("html"));
        if typed || title.elements().next().is_some() || markup::looks_like_html(&html) {
            html
        } else {
            entity::escape(&html).into_owned()
        }
    }

    /// Returns the content of an element as HTML, judging by its `type` and by the text itself.
    fn html_of(&self, element: &XmlElement) -> String {
        if element.elements().next().is_some() {
            return element.inner_html();
        }
        let text = element.text();
        let kind = element.attribute("type").map(str::to_ascii_lowercase);
        let kind = kind.as_deref();
        if element.attribute("mode") == Some("base64") || kind.is_some_and(is_binary) {
            return base64(&text).unwrap_or(text);
        }
        let is_plain = match kind {
            Some("text" | "text/plain") => true,
            Some(_) => false,
            None => self.is_atom && element.attribute("src").is_none(),
        };
        // The description of a film is plain text, and its lines are chapters and addresses.
        let is_lines =
            element.name == "media:description" && kind.is_none_or(|kind| kind == "plain");
        if is_lines && !markup::looks_like_html(&text) {
            return entity::escape(text.trim()).replace('\n', "<br>");
        }
        if is_plain && !markup::looks_like_html(&text) {
            return entity::escape(&text).into_owned();
        }
        text
    }
}

/// Whether content of this media type must be encoded to be embedded in XML.
fn is_binary(kind: &str) -> bool {
    kind.contains('/')
        && !kind.starts_with("text/")
        && !kind.contains("xml")
        && !kind.contains("html")
}

/// Decodes base64. Line breaks and missing padding are accepted.
fn base64(text: &str) -> Option<String> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&alphabet::STANDARD, config);
    let packed: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    String::from_utf8(engine.decode(packed).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    fn first_entry(text: &str) -> FeedEntry {
        read(text, "https://example.org/feed").entries.remove(0)
    }

    #[test]
    fn names_are_freed_of_their_addresses() {
        for (text, expected) in [
            ("me@example.org (आशा राव)", "आशा राव"),
            ("आशा राव <me@example.org>", "आशा राव"),
            ("me@example.org ()", "me@example.org"),
            ("<me@example.org>", "<me@example.org>"),
            ("आशा (दिल्ली)", "आशा (दिल्ली)"),
        ] {
            assert_eq!(author_name(text), expected, "{text}");
        }
    }

    #[test]
    fn the_delay_of_a_feed_is_in_minutes_or_in_a_period() {
        for (inside, minutes) in [
            ("<ttl>90</ttl>", Some(90)),
            (
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
                Some(720),
            ),
            ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ] {
            let feed = read(&format!("<rss><channel>{inside}</channel></rss>"), "f");
            let expected = minutes.map(|minutes| Duration::from_secs(60 * minutes));
            assert_eq!(feed.ttl, expected, "{inside}");
        }
    }

    #[test]
    fn chapters_comments_and_outside_content_are_kept() {
        let film = first_entry(
            "<feed xmlns:media='http://search.yahoo.com/mrss/'><entry><media:group><media:description>0:00 शुरू\n4:05 बाढ़\n\nऔर</media:description></media:group></entry></feed>",
        );
        let texts: Vec<&str> = film.article.blocks.iter().flat_map(Block::texts).collect();
        assert_eq!(texts, ["0:00 शुरू\n4:05 बाढ़", "और"]);
        let talk = first_entry(
            "<rss><channel><item><link>https://example.org/1</link><comments>https://example.org/1#c</comments></item></channel></rss>",
        );
        assert_eq!(
            talk.article.comments.as_deref(),
            Some("https://example.org/1#c")
        );
        let outside = first_entry(
            "<feed><entry><content type='text/html' src='https://example.org/2'/></entry></feed>",
        );
        assert_eq!(
            outside.article.url.as_deref(),
            Some("https://example.org/2")
        );
    }

    #[test]
    fn links_and_titles_of_all_vocabularies_are_read() {
        let rss = first_entry(
            "<rss><channel><item><title>A &amp;lt;b&amp;gt; c</title><guid>https://example.org/1</guid></item></channel></rss>",
        );
        assert_eq!(rss.article.url.as_deref(), Some("https://example.org/1"));
        assert_eq!(rss.article.headline, "A <b> c");
        let atom = first_entry(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/news/'><entry><title type=html>&lt;i&gt;क&lt;/i&gt;</title>\
             <link rel=alternate type='application/pdf' href=a.pdf /><link rel=alternate type='text/html' href=2 /></entry></feed>",
        );
        assert_eq!(
            atom.article.url.as_deref(),
            Some("https://example.org/news/2")
        );
        assert_eq!(atom.article.headline, "क");
    }
}
