//! What a related story leads to: to a story that is here, to an address, or nowhere yet.

use super::Model;
use super::list_pane::ListPane;
use crate::article::{ArticleId, Offer, canonical_address};
use crate::document::reason;
use crate::search::{Folded, similarity};
use crate::words::age;
use ratatui::layout::Rect;

/// The state of the pane: which of the open article's related stories is selected.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RelatedPane {
    /// The index of the selected story.
    pub selected: usize,
}

/// Where a related story is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Whereabouts {
    /// Among the stories of the list.
    Here(ArticleId),
    /// At an address only.
    Address(String),
    /// Not here; this story is the closest by its title.
    Closest(ArticleId),
    /// Not here, and nothing is like it.
    Nowhere,
}

/// How alike two titles must be for one to be offered in place of the other.
const CLOSE: f64 = 0.34;

/// Returns where `related` is: by its address first, then by its title, then by similarity.
pub fn whereabouts(related: &Offer, list: &ListPane) -> Whereabouts {
    if let Some(id) = here(related, list) {
        return Whereabouts::Here(id);
    }
    if let Some(url) = &related.url {
        return Whereabouts::Address(url.clone());
    }
    let title = Folded::of(&related.title);
    let closest = list
        .entries()
        .iter()
        .filter(|entry| title.shares_long_word(&entry.folded))
        .map(|entry| (similarity(&title, &entry.folded), entry.listing.id))
        .filter(|(alike, _)| *alike >= CLOSE)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    closest.map_or(Whereabouts::Nowhere, |(_, id)| Whereabouts::Closest(id))
}

/// Returns the story of the list that `related` is, if it is there.
pub fn here(related: &Offer, list: &ListPane) -> Option<ArticleId> {
    if related.id.is_some() {
        return related.id;
    }
    let by_address = related.url.as_deref().and_then(|url| list.at_address(url));
    let found = by_address.or_else(|| list.with_title(&related.title));
    found.map(|entry| entry.listing.id)
}

/// Returns whether two offers are of one story: by the addresses of its page, else by its title.
pub(super) fn is_same(one: &Offer, other: &Offer) -> bool {
    let address = |offer: &Offer| offer.url.as_deref().and_then(canonical_address);
    match (address(one), address(other)) {
        (Some(one), Some(other)) => one == other,
        _ => Folded::of(&one.title).same_words(&Folded::of(&other.title)),
    }
}

/// A related story in its pane.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The row of the pane on which it begins.
    pub top: usize,
    /// The lines of its title.
    pub title: Vec<String>,
    /// What is said of it: its source, or the host of its address; empty if nothing is known.
    pub from: String,
    /// Whether it is among the stories of the list.
    pub is_here: bool,
}

/// The rows that the heading of the pane takes.
const HEADING: usize = 2;
/// The cells that the number before a title takes.
pub const NUMBER_WIDTH: u16 = 4;

/// Returns the rows of the open article's related stories, from top to bottom.
pub fn rows(model: &Model, area: Rect) -> Vec<Row> {
    let Some(page) = model.article.page() else {
        return Vec::new();
    };
    let width = usize::from(area.width.saturating_sub(NUMBER_WIDTH + 2).max(1));
    let mut top = HEADING;
    let mut rows = Vec::new();
    for related in &page.offers {
        let title = model.ruler.clamp(&related.title, width, 3);
        let found = here(related, model.all());
        let entry = found.and_then(|id| model.all().find(id));
        let listing = entry.map(|entry| &entry.listing);
        let source = listing
            .map_or(&related.source, |listing| &listing.source)
            .clone();
        let published = listing.map_or(related.published, |listing| listing.published);
        let language = model.options.language;
        let age = published.map(|at| age(&at, &model.now, language));
        let url = related
            .url
            .as_deref()
            .and_then(|url| url::Url::parse(url).ok());
        let host = url.and_then(|url| url.host_str().map(str::to_owned));
        let why = Some(reason(&related.why, language)).filter(|why| !why.is_empty());
        let parts = [source.or(host), age, why];
        let from = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let height = title.len() + usize::from(!from.is_empty()) + 1;
        rows.push(Row {
            top,
            title,
            from,
            is_here: found.is_some(),
        });
        top += height;
    }
    rows
}
