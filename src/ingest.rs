//! Parses bytes into articles and problems; parsing cannot fail.
//!
//! The result holds every article that could be read and a [`Problem`] for everything that could not: one bad
//! line or one bad article never costs the others. The format is detected from the content, not from the file
//! name. All text passes `text::sanitize`.
//!
//! The modules, in the order in which an input passes them: `binary` rejects files that are not text,
//! `decode` finds the charset, `detect` the format. Each format has a module: `text` (scraped lines), `html`,
//! `feed`, `markdown`, `json`. They share `boilerplate` (what publishers write around their articles),
//! `markup` (fragments of HTML), `media` (players of other sites), `xml_tree`, `list_numbers`, `date`, `entity`, `address`, `fold`. At the end `language` and `clean`
//! complete every article. `effort` limits the processor time of all of them.

mod address;
mod binary;
mod boilerplate;
mod clean;
mod date;
mod decode;
mod detect;
mod effort;
mod entity;
pub mod feed;
mod fold;
mod html;
mod json;
mod language;
mod list_numbers;
mod markdown;
mod markup;
mod media;
pub mod opml;
mod text;
mod xml_tree;

pub use date::parse as parse_date;
pub(crate) use decode::{encoding_named, is_hardly_utf8};
pub use html::FeedLink;

use crate::article::Article;
use crate::text::clean_text::CleanText;
use crate::text::sanitize;
use crate::words::{Language, translated};
use address::BaseUrl;
use binary::binary_kind;
use detect::InputFormat;
use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read as _};
use std::ops::{ControlFlow, Range};

/// The maximum number of bytes that are read from an input, unless it is read line by line.
const LONGEST_INPUT: u64 = 32 << 20;

/// The result of parsing one input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The articles, in the order of the input.
    pub articles: Vec<Article>,
    /// What could not be read, and how it was handled.
    pub problems: Vec<Problem>,
    /// Whether parsing was stopped because it took more processor time than any honest input needs.
    pub is_cut: bool,
}

/// Something that was wrong with an input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// The path or address of the input.
    pub origin: CleanText,
    /// The line number, counted from 1, if the problem concerns one line.
    pub line: Option<usize>,
    /// What was wrong and how it was handled: a sentence without a full stop.
    pub what: CleanText,
}

impl Problem {
    /// Returns a problem with the input at this path or address.
    pub fn new(
        origin: impl Into<CleanText>,
        line: Option<usize>,
        what: impl Into<CleanText>,
    ) -> Self {
        Self {
            origin: origin.into(),
            line,
            what: what.into(),
        }
    }

    /// Returns the problem with its place, in `language`.
    pub fn say(&self, language: Language) -> String {
        let what = translated(&self.what, language);
        Self::new(self.origin.clone(), self.line, &*what).to_string()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.origin, self.what),
            None => write!(f, "{}: {}", self.origin, self.what),
        }
    }
}

/// An article or a problem of an input.
#[derive(Clone, Debug, PartialEq)]
pub enum ParsedItem {
    /// An article.
    Article {
        /// The article.
        article: Box<Article>,
        /// The byte range of the input that gives this article again if it is parsed alone.
        at: Range<u64>,
    },
    /// A problem.
    Problem(Problem),
}

/// Receives articles and problems as they are found; `Break` stops reading.
pub type Sink<'a> = dyn FnMut(ParsedItem) -> ControlFlow<()> + 'a;

/// Parses all of `bytes`, which came from `origin`: a path or an address.
pub fn parse(bytes: &[u8], origin: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut input = bytes;
    let read = read(&mut input, origin, &mut |piece| {
        match piece {
            ParsedItem::Article { article, .. } => parsed.articles.push(*article),
            ParsedItem::Problem(problem) => parsed.problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    debug_assert!(read.is_ok(), "memory can be read");
    parsed
}

/// Parses the web page at `address`. `charset` is the charset that the server declared.
///
/// If the page has no article, the result has a problem.
pub fn parse_page(bytes: &[u8], charset: Option<&str>, address: &str) -> Parsed {
    let mut problems = Vec::new();
    if let Some(kind) = binary_kind(bytes) {
        let what = format!("not text ({kind}); nothing was read");
        problems.push(Problem::new(address, None, what));
        return Parsed {
            problems,
            ..Parsed::default()
        };
    }
    let (article, is_cut) = effort::bounded(|| {
        let text = decode::page(bytes, charset, address, &mut problems);
        html::article(&text, address, &mut problems)
    });
    if is_cut {
        problems.push(Problem::new(address, None, effort::SPENT));
    }
    Parsed {
        articles: article
            .into_iter()
            .map(|article| complete(article, address))
            .collect(),
        problems,
        is_cut,
    }
}

/// Returns the feeds that the web page at `address` declares (`<link rel=alternate>`), in page
/// order.
pub fn feed_links(bytes: &[u8], address: &str) -> Vec<FeedLink> {
    if binary_kind(bytes).is_some() {
        return Vec::new();
    }
    let text = decode::page(bytes, None, address, &mut Vec::new());
    html::feed_links(&text, address)
}

/// Removes an incomplete UTF-8 sequence at the end of `bytes`, left by the length limit.
fn remove_incomplete_sequence(bytes: &mut Vec<u8>) {
    let tail = bytes.len().saturating_sub(3);
    for at in tail..bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        if std::str::from_utf8(rest)
            .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
        {
            bytes.truncate(at);
            return;
        }
    }
}

/// Reads `input` and passes each item to `sink` as soon as it is found. `origin` is the path or
/// address of the input.
///
/// JSON Lines are read in constant memory, however many lines there are.
///
/// # Errors
/// Returns an error if `input` cannot be read.
pub fn read(input: &mut dyn BufRead, origin: &str, sink: &mut Sink<'_>) -> io::Result<()> {
    read_saved(input, origin, None, sink)
}

/// Does what [`read`] does for a file that was saved from the web address `base`. Relative addresses
/// are resolved against it, and it is the address of an article that has none of its own.
///
/// # Errors
/// Returns an error if `input` cannot be read.
pub fn read_saved(
    input: &mut dyn BufRead,
    origin: &str,
    base: Option<&str>,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let (first, are_lines) = json::json_lines::begins(input)?;
    let mut input = first.as_slice().chain(input);
    if are_lines {
        return json::json_lines::read(&mut input, origin, sink);
    }
    let mut bytes = Vec::new();
    input.by_ref().take(LONGEST_INPUT).read_to_end(&mut bytes)?;
    let mut problems = Vec::new();
    if bytes.len() as u64 == LONGEST_INPUT && !input.fill_buf()?.is_empty() {
        let what = format!(
            "longer than {} MiB; the rest was not read",
            LONGEST_INPUT >> 20
        );
        problems.push(Problem::new(origin, None, what));
        remove_incomplete_sequence(&mut bytes);
    }
    let (articles, is_cut) = effort::bounded(|| articles_of(&bytes, origin, base, &mut problems));
    if is_cut {
        problems.push(Problem::new(origin, None, effort::SPENT));
    }
    for problem in problems {
        if sink(ParsedItem::Problem(problem)).is_break() {
            return Ok(());
        }
    }
    let all = 0..bytes.len() as u64;
    for (article, span) in articles {
        if sink(ParsedItem::Article {
            article: Box::new(article),
            at: span.map_or_else(|| all.clone(), |span| span.start as u64..span.end as u64),
        })
        .is_break()
        {
            return Ok(());
        }
    }
    Ok(())
}

/// An article, and the byte range of the input that gives it again; `None` means the whole input.
type Located = (Article, Option<Range<usize>>);

fn articles_of(
    bytes: &[u8],
    origin: &str,
    base: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Vec<Located> {
    if let Some(kind) = binary_kind(bytes) {
        let what = format!("not text ({kind}); nothing was read");
        problems.push(Problem::new(origin, None, what));
        return Vec::new();
    }
    let text = decode::decode(bytes, origin, problems);
    let whole = |article| (article, None);
    let address = base.unwrap_or(origin);
    let with_base = |mut article: Article| {
        article.url = article.url.or_else(|| BaseUrl::of(base?).address());
        article
    };
    let articles: Vec<Located> = match detect::format(&text) {
        InputFormat::Empty => {
            problems.push(Problem::new(origin, None, "empty; nothing was read"));
            Vec::new()
        }
        InputFormat::Page => {
            let article = html::article(&text, address, problems);
            article.into_iter().map(whole).collect()
        }
        InputFormat::Feed => {
            let articles = feed::articles(&text, address, problems);
            articles.into_iter().map(whole).collect()
        }
        InputFormat::Json => {
            // If decoding copied nothing, offsets in the text equal offsets in the bytes after the
            // byte order mark.
            let mark = bytes.len().saturating_sub(text.len());
            let is_copied = matches!(text, Cow::Owned(_));
            let in_bytes = |span: Range<usize>| span.start + mark..span.end + mark;
            let located = |(article, span): Located| {
                let span = span.filter(|_| !is_copied).map(in_bytes);
                (article, span)
            };
            let articles = json::articles(&text, origin, problems);
            articles.into_iter().map(located).collect()
        }
        InputFormat::Markdown => {
            let article = markdown::article(&text, address, problems);
            vec![whole(with_base(article))]
        }
        InputFormat::Scraped => vec![whole(with_base(text::parse_article(&text)))],
    };
    // A problem is one of the file that was read, wherever it was saved from.
    for problem in problems.iter_mut() {
        problem.origin = origin.into();
    }
    articles
        .into_iter()
        .map(|(article, span)| (complete(article, origin), span))
        .collect()
}

/// Returns the first words of an article, enough to detect its language.
fn beginning(article: &Article) -> String {
    let mut head = format!(
        "{} {}",
        article.headline,
        article.summary.as_deref().unwrap_or_default()
    );
    for text in article.blocks.iter().flat_map(crate::article::Block::texts) {
        if head.len() > 8_000 {
            break;
        }
        head.push(' ');
        head.push_str(text);
    }
    head
}

/// Completes an article parsed from any format: cleans its texts, and fills in its origin, language
/// and id.
fn complete(article: Article, origin: &str) -> Article {
    let mut article = clean::clean_article(article);
    if article.origin.is_empty() {
        // The origin is only shown and stored; whoever opens the file again has its path.
        article.origin = sanitize::visible(origin).into_owned();
    }
    if article.language.is_none() {
        article.language = language::detect(&beginning(&article)).map(str::to_owned);
    }
    if article.id == crate::article::ArticleId::default() {
        return article.identified();
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_lines_are_detected_after_a_long_first_line() {
        let long = "क".repeat(100_000);
        let lines = format!("{{\"title\":\"{long}\"}}\n{{\"title\":\"ख\"}}\n");
        let pretty = format!("{{\n\"title\":\"{long}\"\n}}\n");
        for (text, count) in [(lines, 2), (pretty, 1)] {
            let mut titles = Vec::new();
            // Standard input delivers chunks of this size.
            let mut input = io::BufReader::with_capacity(8 << 10, text.as_bytes());
            let read = read(&mut input, "-", &mut |piece| {
                if let ParsedItem::Article { article, .. } = piece {
                    titles.push(article.headline.len());
                }
                ControlFlow::Continue(())
            });
            assert!(read.is_ok());
            assert_eq!(titles.len(), count);
            assert_eq!(titles[0], long.len());
        }
    }

    #[test]
    fn an_article_of_a_container_is_found_again_by_its_own_bytes() {
        let first = r#"{"title":"एक","text":"नदी का पानी उतरा।"}"#;
        let second = r#"{"article":{"title":"दो"}}"#;
        // Parsed alone, this object is a container, so its range is the whole input.
        let third = r#"{"name":"तीन","items":[{"title":"चार"}]}"#;
        let array = format!("[\n  {first},\n  {second}, {third}\n]");
        let marked = format!("\u{feff}{{\"total\": 3, \"articles\": {array}}}");
        for text in [&array, &marked] {
            let found = located(text.as_bytes());
            assert_eq!(found.len(), 3);
            for ((article, at), expected) in found.iter().zip([first, second, text.as_str()]) {
                let own = &text.as_bytes()[at.start as usize..at.end as usize];
                assert_eq!(own, expected.as_bytes());
                let again = parse(own, "a.json").articles;
                assert!(again.contains(article), "{again:?}");
            }
        }
        // Decoding UTF-16 changes the bytes, so the range is the whole input.
        let utf16: Vec<u8> = std::iter::once(0xfeff)
            .chain(array.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let all = 0..utf16.len() as u64;
        assert!(located(&utf16).iter().all(|(_, at)| *at == all));
    }

    fn located(mut bytes: &[u8]) -> Vec<(Article, Range<u64>)> {
        let mut found = Vec::new();
        let read = read(&mut bytes, "a.json", &mut |item| {
            if let ParsedItem::Article { article, at } = item {
                found.push((*article, at));
            }
            ControlFlow::Continue(())
        });
        assert!(read.is_ok());
        found
    }

    #[test]
    fn only_an_incomplete_sequence_is_removed() {
        let text = "कख🙂";
        for (end, expected) in [
            (10, 10),
            (9, 6),
            (8, 6),
            (7, 6),
            (6, 6),
            (5, 3),
            (4, 3),
            (3, 3),
        ] {
            let mut bytes = text.as_bytes()[..end].to_vec();
            remove_incomplete_sequence(&mut bytes);
            assert_eq!(bytes.len(), expected, "cut at {end}");
        }
        let mut damaged = b"ab\xff".to_vec();
        remove_incomplete_sequence(&mut damaged);
        assert_eq!(damaged, b"ab\xff");
    }
}
