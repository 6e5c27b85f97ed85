//! Titles of related articles: labels that announce them, links to pages of the same site, and lists of such links.

use super::super::super::boilerplate::reason;
use super::super::super::markup::first_link;
use super::super::links::{is_link, is_linked, linked};
use super::BlockClassifier;
use crate::article::{Block, ListItem, MarkKind, Related, RichText};
use crate::text::script::count_words;

/// The minimum number of words of a title.
const FEWEST_OF_TITLE: usize = 4;

impl BlockClassifier<'_> {
    /// Whether a paragraph is the title of a related article: a single link to another page of the
    /// same site, with or without a bold label before it. A link to another site may be the subject of the article, and a heading belongs
    /// to the text after it.
    pub(super) fn is_related_title(&self, block: &Block) -> bool {
        let Block::Paragraph(text) = block else {
            return false;
        };
        let is_title = count_words(&text.text) >= FEWEST_OF_TITLE;
        is_title && (is_linked(text) || is_labelled_link(text)) && self.links_within_site(text)
    }

    /// Whether a text links to another page of the same site.
    fn links_within_site(&self, text: &RichText) -> bool {
        let own = self.article.url.as_deref().unwrap_or_default();
        let page = |url: &str| url.split('#').next().map(str::to_owned);
        let is_other = |url: &str| host(url) == host(own) && page(url) != page(own);
        host(own).is_some() && first_link(text).is_some_and(is_other)
    }

    /// Handles a label like `ये भी पढ़ें`. The title is on the same line or in the next blocks.
    pub(super) fn also_read(&mut self, text: &RichText, title: &str) {
        if count_words(title) >= 3 {
            let url = first_link(text).map(str::to_owned);
            self.article.related.push(Related {
                title: title.to_owned(),
                url,
            });
        } else {
            self.leave_out(text.text.clone(), reason::RELATED_HEADING);
        }
        self.announces_related = true;
    }

    pub(super) fn add_related(&mut self, text: &RichText) {
        let url = first_link(text).map(str::to_owned);
        self.article.related.push(Related {
            title: text.text.clone(),
            url,
        });
    }

    pub(super) fn list(&mut self, ordered: bool, start: i64, items: Vec<ListItem>) {
        // A label such as `Interview:` may precede the link.
        let is_link =
            |item: &&RichText| linked(item) * 10 >= item.text.len() * 6 || is_labelled_link(item);
        let texts = || items.iter().map(|item| &item.content);
        let linked = texts().filter(is_link).count();
        let titles = texts().filter(|item| count_words(&item.text) >= 4).count();
        let is_announced = self.announces_related && linked * 2 >= items.len();
        let links_within_site = || texts().all(|item| self.links_within_site(item));
        let has_notes = items.iter().any(|item| item.note.is_some());
        let is_several = linked >= 2 || (linked == 1 && links_within_site());
        let is_offer = linked == items.len()
            && is_several
            && titles * 2 >= linked
            && !self.leads_elsewhere(&items);
        if (is_announced || is_offer) && !has_notes {
            for item in &items {
                self.add_related(&item.content);
            }
            return;
        }
        self.announces_related = false;
        // An item is judged with the others: one of them that looks like a label is an item as they are.
        let of_item = |item: &ListItem| {
            let words = count_words(&item.content.text);
            let reason = self.reason(&item.content, words);
            reason.filter(|reason| *reason != reason::COUNTER)
        };
        let region = self.neighbours.region(self.at);
        let reasons = items.iter().map(|item| region.or_else(|| of_item(item)));
        let reasons: Option<Vec<&'static str>> = reasons.collect();
        let Some(reasons) = reasons else {
            self.article.blocks.push(Block::List {
                ordered,
                start,
                items,
            });
            return;
        };
        for (item, reason) in items.into_iter().zip(reasons) {
            self.leave_out(item.content.text, reason);
        }
    }

    /// Whether the links of a list lead to several other sites, as its sources do, or to places of this page, as a table
    /// of contents does.
    fn leads_elsewhere(&self, items: &[ListItem]) -> bool {
        let own = self.article.url.as_deref().unwrap_or_default();
        let urls = || items.iter().filter_map(|item| first_link(&item.content));
        let page = |url: &str| url.split('#').next().map(str::to_owned);
        let is_within =
            |url: &str| url.starts_with('#') || url.contains('#') && page(url) == page(own);
        let mut hosts: Vec<&str> = urls().filter_map(host).collect();
        let is_other_site = !hosts.is_empty() && hosts.iter().all(|url| Some(*url) != host(own));
        hosts.sort_unstable();
        hosts.dedup();
        urls().all(is_within) || is_other_site && hosts.len() >= 2
    }
}

/// Whether a text is only a bold label and a link after it: `Interview:` and a title.
fn is_labelled_link(text: &RichText) -> bool {
    let marks = text.marks.iter();
    let bold = marks.filter(|mark| mark.kind == MarkKind::Strong && mark.start == 0);
    let label = bold.map(|mark| mark.end).max().unwrap_or_default();
    let mut links = text.marks.iter().filter(|mark| is_link(mark));
    let starts = links.next().map(|mark| mark.start);
    label > 0
        && starts.is_some_and(|start| (label..=label + 2).contains(&start))
        && label + linked(text) + 2 >= text.text.len()
}

/// Returns the host of an address.
fn host(url: &str) -> Option<&str> {
    url.split('/').nth(2).filter(|host| !host.is_empty())
}
