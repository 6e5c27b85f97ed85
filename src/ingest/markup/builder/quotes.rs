//! Begins and ends quotations, among them posts that are embedded from social sites.

use super::super::POST_ATTRIBUTE;
use super::super::rich_text::{append, one_line};
use super::super::tokens::attribute;
use super::HtmlBuilder;
use crate::article::{Block, Quotation, RichText};

/// Parts of the class names of posts: the sites tell publishers to use them.
const POSTS: [&str; 8] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "mastodon-embed",
    "reddit-embed",
    "fb-post",
];

/// A quotation whose end tag has not come yet.
#[derive(Debug)]
pub(super) struct OpenQuote {
    /// The number of blocks before it.
    start: usize,
    /// The address of what is quoted.
    url: Option<String>,
    is_post: bool,
    /// Whether another quotation ended inside.
    has_inner: bool,
}

/// Whether a `blockquote` with this class is a post of a social site.
pub(in super::super::super) fn is_post(class: &str) -> bool {
    POSTS.iter().any(|post| class.contains(post))
}

impl HtmlBuilder<'_> {
    pub(super) fn start_quote(&mut self, attributes: &str) {
        self.end_piece();
        let class = attribute(attributes, "class").unwrap_or_default();
        let addresses = ["cite", "data-instgrm-permalink", "data-embed-url"];
        let mut addresses = addresses
            .iter()
            .filter_map(|name| attribute(attributes, name));
        self.flow.quotes.push(OpenQuote {
            start: self.flow.blocks.len(),
            url: addresses.find_map(|address| self.base.resolve(&address)),
            is_post: is_post(&class) || attribute(attributes, POST_ATTRIBUTE).is_some(),
            has_inner: false,
        });
    }

    pub(super) fn end_quote(&mut self) {
        self.end_piece();
        let Some(mut quote) = self.flow.quotes.pop() else {
            return;
        };
        let Some(blocks) = self.flow.blocks.get_mut(quote.start..) else {
            return;
        };
        let mut by = None;
        let mut is_signed = false;
        if let ([.., Block::Quote(_), Block::Quote(last)], true) = (&*blocks, quote.is_post)
            && let Some((name, address)) = signature(&last.content)
        {
            by = name;
            quote.url = quote.url.or(address);
            is_signed = true;
        }
        if is_signed {
            self.flow.blocks.pop();
        }
        if let Some(outer) = self.flow.quotes.last_mut() {
            outer.has_inner = true;
        }
        if !quote.has_inner {
            self.join_paragraphs(quote.start);
        }
        if let Some(Block::Quote(quotation)) = self
            .flow
            .blocks
            .get_mut(quote.start..)
            .and_then(<[Block]>::last_mut)
        {
            let Quotation {
                by: own_by, url, ..
            } = quotation;
            if own_by.is_none() {
                *own_by = by;
            }
            if url.is_none() {
                *url = quote.url;
            }
        }
    }

    /// Joins the paragraphs of a quotation that follow one another; `start` is the index of its first block.
    fn join_paragraphs(&mut self, start: usize) {
        for block in self.flow.blocks.split_off(start) {
            match (
                self.flow
                    .blocks
                    .get_mut(start..)
                    .and_then(<[Block]>::last_mut),
                block,
            ) {
                (Some(Block::Quote(above)), Block::Quote(below)) if above.by.is_none() => {
                    append(&mut above.content, "\n", below.content);
                    above.by = below.by;
                }
                (_, block) => self.flow.blocks.push(block),
            }
        }
    }

    /// Whether the `footer` or `cite` that begins here contains the speaker's name at the end of a
    /// quotation.
    pub(super) fn begins_speaker(&mut self, name: &str) -> bool {
        if self.flow.quotes.is_empty() || !self.flow.lists.is_empty() {
            return false;
        }
        if name == "footer" {
            self.end_piece();
        }
        let is_dash = self
            .text
            .chars()
            .all(|c| matches!(c, ' ' | '-' | '–' | '—' | '~'));
        is_dash && matches!(self.flow.blocks.last(), Some(Block::Quote(_)))
    }

    /// Sets the text as the speaker's name of the quotation before it.
    pub(super) fn end_speaker(&mut self) {
        self.flow.in_speaker = false;
        let name = one_line(&self.text);
        let name = name
            .trim_start_matches([' ', '-', '–', '—', '~'])
            .to_owned();
        match self.flow.blocks.last_mut() {
            Some(Block::Quote(Quotation { by, .. })) if by.is_none() && self.marks.is_empty() => {
                self.text.clear();
                *by = Some(name).filter(|name| !name.is_empty());
            }
            _ => self.end_piece(),
        }
    }
}

/// Returns the name with the date, and the address, in the last line of a post: `— Name (@name) May 1, 2021`, where
/// the date is a link to the post.
fn signature(line: &RichText) -> Option<(Option<String>, Option<String>)> {
    let name = line.text.strip_prefix(['—', '–', '-'])?;
    let mut links = line.marks.iter().filter_map(|mark| {
        let address = mark.kind.address()?;
        Some((mark.start, address))
    });
    let (start, address) = links.next_back()?;
    let ahead = line.text.len() - name.len();
    let (name, date) = name.split_at_checked(start.checked_sub(ahead)?)?;
    let parts = [name.trim(), date.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let by = Some(parts.join(" · ")).filter(|by| !by.is_empty());
    Some((by, Some(address.to_owned())))
}
