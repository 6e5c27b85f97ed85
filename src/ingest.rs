//! Bytes in, articles and problems out; it cannot fail.
//!
//! Whatever the bytes, the answer is the articles that could be read and a [`Problem`] for each
//! thing that could not: one bad line or one bad article never costs the others. Formats are
//! recognised by content, not by file name. All text passes `text::sanitize` on its way in.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "its matches are still to be mended"
)]

mod address;
mod clean;
mod date;
mod decode;
mod detect;
mod effort;
mod entity;
pub mod feed;
mod html;
mod json;
mod json_ld;
mod json_lines;
mod language;
mod markdown;
mod markup;
pub mod opml;
mod plain;

pub use date::parse as parse_date;
pub use html::FeedLink;

use crate::article::Article;
use crate::text::clean_text::CleanText;
use crate::text::sanitize;
use std::fmt;
use std::io::{self, BufRead, Read as _};
use std::ops::{ControlFlow, Range};

/// The most bytes that one input is read to, where it is not read line by line.
const LONGEST_INPUT: u64 = 32 << 20;

/// All that was read of one input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The articles, in the order of the input.
    pub articles: Vec<Article>,
    /// What could not be read, and what was done about it.
    pub problems: Vec<Problem>,
    /// Whether reading it took more work than any honest input does, and ended early.
    pub is_cut: bool,
}

/// A remark on an input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// The path or address of the input.
    pub origin: CleanText,
    /// The line, from 1, where there is one to name.
    pub line: Option<usize>,
    /// What was found and what was done about it: a sentence without a full stop.
    pub what: CleanText,
}

impl Problem {
    /// Returns a remark on the input of this path or address.
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
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.origin, self.what),
            None => write!(f, "{}: {}", self.origin, self.what),
        }
    }
}

/// One thing read from an input.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// An article.
    Article {
        /// The article.
        article: Box<Article>,
        /// The bytes of the input that give this article again when they are parsed by themselves.
        at: Range<u64>,
    },
    /// A remark.
    Problem(Problem),
}

/// What takes the pieces of an input, and says when it has enough.
pub type Sink<'a> = dyn FnMut(Piece) -> ControlFlow<()> + 'a;

/// Reads all of `bytes`, which came from `origin`.
pub fn parse(bytes: &[u8], origin: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut input = bytes;
    let read = read(&mut input, origin, &mut |piece| {
        match piece {
            Piece::Article { article, .. } => parsed.articles.push(*article),
            Piece::Problem(problem) => parsed.problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    debug_assert!(read.is_ok(), "memory can be read");
    parsed
}

/// Reads the web page at `address`, whose server declared `charset` for it, if it declared one.
///
/// Never fails: what is no page, or has no story, gives no article and a problem.
pub fn parse_page(bytes: &[u8], charset: Option<&str>, address: &str) -> Parsed {
    let mut problems = Vec::new();
    if let Some(kind) = detect::not_text(bytes) {
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
            .map(|article| finished(article, address))
            .collect(),
        problems,
        is_cut,
    }
}

/// Returns the feeds that the web page at `address` names (`<link rel=alternate>`), in its order.
pub fn feed_links(bytes: &[u8], address: &str) -> Vec<FeedLink> {
    if detect::not_text(bytes).is_some() {
        return Vec::new();
    }
    let text = decode::page(bytes, None, address, &mut Vec::new());
    html::feed_links(&text, address)
}

/// Takes off the head of a letter at the end of `bytes`, which were cut there: it is no damage.
fn cut_whole(bytes: &mut Vec<u8>) {
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

/// Reads `input`, which came from `origin`, and hands each piece to `sink` as it is found.
///
/// JSON Lines are read in constant memory, whatever their number.
///
/// # Errors
/// Where `input` cannot be read.
pub fn read(input: &mut dyn BufRead, origin: &str, sink: &mut Sink<'_>) -> io::Result<()> {
    let (first, are_lines) = json_lines::begins(input)?;
    let mut input = first.as_slice().chain(input);
    if are_lines {
        return json_lines::read(&mut input, origin, sink);
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
        cut_whole(&mut bytes);
    }
    let (articles, is_cut) = effort::bounded(|| articles_of(&bytes, origin, &mut problems));
    if is_cut {
        problems.push(Problem::new(origin, None, effort::SPENT));
    }
    for problem in problems {
        if sink(Piece::Problem(problem)).is_break() {
            return Ok(());
        }
    }
    let all = 0..bytes.len() as u64;
    for article in articles {
        if sink(Piece::Article {
            article: Box::new(article),
            at: all.clone(),
        })
        .is_break()
        {
            return Ok(());
        }
    }
    Ok(())
}

fn articles_of(bytes: &[u8], origin: &str, problems: &mut Vec<Problem>) -> Vec<Article> {
    if let Some(kind) = detect::not_text(bytes) {
        let what = format!("not text ({kind}); nothing was read");
        problems.push(Problem::new(origin, None, what));
        return Vec::new();
    }
    let text = decode::decode(bytes, origin, problems);
    let articles = match detect::format(&text) {
        detect::Format::Empty => {
            problems.push(Problem::new(origin, None, "empty; nothing was read"));
            Vec::new()
        }
        detect::Format::Page => html::article(&text, origin, problems).into_iter().collect(),
        detect::Format::Feed => feed::articles(&text, origin, problems),
        detect::Format::Json => json::articles(&text, origin, problems),
        detect::Format::Markdown => vec![markdown::article(&text, origin, problems)],
        detect::Format::Scraped => vec![plain::article(&text)],
    };
    articles
        .into_iter()
        .map(|article| finished(article, origin))
        .collect()
}

/// The first words of an article: as much as tells the language.
fn head_of(article: &Article) -> String {
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

/// Gives an article what every article has: clean texts, where it came from, a language, an id.
fn finished(article: Article, origin: &str) -> Article {
    let mut article = clean::article(article);
    if article.origin.is_empty() {
        // Shown and stored; whoever opens the file again knows its path by other ways.
        article.origin = sanitize::visible(origin).into_owned();
    }
    if article.language.is_none() {
        article.language = language::detect(&head_of(&article)).map(str::to_owned);
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
    fn lines_are_lines_however_long_the_first_is() {
        let long = "क".repeat(100_000);
        let lines = format!("{{\"title\":\"{long}\"}}\n{{\"title\":\"ख\"}}\n");
        let pretty = format!("{{\n\"title\":\"{long}\"\n}}\n");
        for (text, count) in [(lines, 2), (pretty, 1)] {
            let mut titles = Vec::new();
            // As much as standard input has ready at once.
            let mut input = io::BufReader::with_capacity(8 << 10, text.as_bytes());
            let read = read(&mut input, "-", &mut |piece| {
                if let Piece::Article { article, .. } = piece {
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
    fn only_the_head_of_a_letter_is_taken_off() {
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
            cut_whole(&mut bytes);
            assert_eq!(bytes.len(), expected, "cut at {end}");
        }
        let mut damaged = b"ab\xff".to_vec();
        cut_whole(&mut damaged);
        assert_eq!(damaged, b"ab\xff");
    }
}
