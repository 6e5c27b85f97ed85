//! The pane of related articles, and what opening one of them does: show an article in memory, open
//! an address, or nothing.

use super::action::Action;
use super::areas::Pane;
use super::article_list::{ArticleList, ListEntry};
use super::command::{Motion, PaneCommand};
use super::context::Context;
use crate::article::{ArticleId, Offer};
use crate::document::reason;
use crate::search::{Folded, similarity};
use crate::words::{Phrase, age};
use ratatui::layout::Rect;

/// The state of the pane.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RelatedPane {
    /// The index of the selected article among the related articles.
    pub selected: usize,
}

/// Where a related article can be opened.
#[derive(Clone, Debug, Eq, PartialEq)]
enum OfferTarget {
    /// In the list, as this article.
    Here(ArticleId),
    /// Only in the browser, at this address.
    Address(String),
    /// Nowhere; this article of the list has the most similar title.
    Closest(ArticleId),
    /// Nowhere, and no article of the list has a similar title.
    Nowhere,
}

/// The similarity of titles, from 0 to 1, from which one article is offered instead of another.
const CLOSE: f64 = 0.34;

impl RelatedPane {
    /// Moves the selection among `count` related articles.
    pub fn moved(&mut self, motion: Motion, count: usize) {
        let last = count.saturating_sub(1);
        self.selected = match motion {
            Motion::Down => (self.selected + 1).min(last),
            Motion::Up => self.selected.saturating_sub(1),
            Motion::Top | Motion::PageUp | Motion::HalfPageUp => 0,
            Motion::Bottom | Motion::PageDown | Motion::HalfPageDown => last,
        };
    }

    /// Runs a command of the pane while the pane has the focus.
    pub fn command(&self, command: PaneCommand, count: usize) -> Vec<Action> {
        match command {
            PaneCommand::Open if count > 0 => vec![Action::FollowOffer(self.selected + 1)],
            PaneCommand::Open => Vec::new(),
            PaneCommand::NextStop => vec![Action::Focus(Pane::List)],
            PaneCommand::PreviousStop | PaneCommand::Back => vec![Action::Focus(Pane::Article)],
        }
    }

    /// Handles a click on the article at an index: selects it, or opens it if it is already
    /// selected.
    pub fn press(&mut self, index: usize) -> Vec<Action> {
        if self.selected == index {
            return vec![Action::FollowOffer(index + 1)];
        }
        self.selected = index;
        Vec::new()
    }
}

/// Opens the related article with this number, counted from 1.
pub fn follow(number: usize, offers: &[Offer], list: &ArticleList) -> Vec<Action> {
    let offer = number.checked_sub(1).and_then(|index| offers.get(index));
    let Some(offer) = offer else {
        return vec![Action::Say(Phrase::NoRelated(number, offers.len()))];
    };
    let action = match target_of(offer, list) {
        OfferTarget::Here(id) => Action::Follow(id),
        OfferTarget::Address(url) => Action::OpenAddress(url),
        OfferTarget::Closest(id) => Action::OfferClosest {
            wanted: offer.title.clone(),
            id,
        },
        OfferTarget::Nowhere => Action::Say(Phrase::NotHere(offer.title.as_str().into())),
    };
    vec![action]
}

/// Finds where a related article can be opened: by its address, then by its title, then by the
/// similarity of titles.
fn target_of(offer: &Offer, list: &ArticleList) -> OfferTarget {
    if let Some(id) = id_of(offer, list) {
        return OfferTarget::Here(id);
    }
    if let Some(url) = &offer.url {
        return OfferTarget::Address(url.clone());
    }
    let title = Folded::of(&offer.title);
    let closest = list
        .entries()
        .iter()
        .filter(|entry| title.shares_long_word(&entry.folded))
        .map(|entry| (similarity(&title, &entry.folded), entry.listing.id))
        .filter(|(similarity, _)| *similarity >= CLOSE)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    closest.map_or(OfferTarget::Nowhere, |(_, id)| OfferTarget::Closest(id))
}

/// Returns whether a related article can be opened, here or in the browser.
pub fn can_open(offer: &Offer, list: &ArticleList) -> bool {
    offer.url.is_some() || id_of(offer, list).is_some()
}

/// Returns the id of a related article, if the library or the list has the article.
pub fn id_of(offer: &Offer, list: &ArticleList) -> Option<ArticleId> {
    if offer.id.is_some() {
        return offer.id;
    }
    let by_address = offer.url.as_deref().and_then(|url| list.at_address(url));
    let found = by_address.or_else(|| list.with_title(&offer.title));
    found.map(|entry| entry.listing.id)
}

/// A row of the pane.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RelatedRow {
    /// The index of the article among the related articles.
    pub index: usize,
    /// The line of the pane at which the row begins.
    pub top: usize,
    /// The article's title, wrapped into lines.
    pub title: Vec<String>,
    /// The article's source or host, its age, and why it is related; empty if nothing is known.
    pub details: String,
    /// Whether the article can be opened without a browser.
    pub is_here: bool,
}

/// The number of lines of the pane's heading.
const HEADING: usize = 2;
/// The width of the number before a title, in cells.
pub const NUMBER_WIDTH: u16 = 4;

/// Returns the rows of the pane in `area`, from top to bottom: those whose title is wholly in it, among them the one of
/// the article `selected`.
pub fn rows(
    offers: &[Offer],
    selected: usize,
    list: &ArticleList,
    (context, area): (&Context, Rect),
) -> Vec<RelatedRow> {
    let mut rows = all_rows(offers, list, context, area.width);
    let height = usize::from(area.height);
    let needed = rows.get(selected).map_or(0, RelatedRow::title_end);
    let mut scrolled = rows.iter().map(|row| row.top - HEADING);
    let above = scrolled.find(|above| needed <= above + height).unwrap_or(0);
    rows.retain(|row| above + HEADING <= row.top && row.title_end() <= above + height);
    for row in &mut rows {
        row.top -= above;
    }
    rows
}

impl RelatedRow {
    /// Returns the line of the pane after the title.
    fn title_end(&self) -> usize {
        self.top + self.title.len()
    }
}

/// Returns the rows of a pane that has room for all, `width` cells wide.
fn all_rows(
    offers: &[Offer],
    list: &ArticleList,
    context: &Context,
    width: u16,
) -> Vec<RelatedRow> {
    let width = usize::from(width.saturating_sub(NUMBER_WIDTH + 2).max(1));
    let mut top = HEADING;
    let mut rows = Vec::new();
    for (index, offer) in offers.iter().enumerate() {
        let title = context.ruler.clamp(&offer.title, width, 3);
        let found = id_of(offer, list);
        let details = details(offer, found.and_then(|id| list.find(id)), context);
        let height = title.len() + usize::from(!details.is_empty()) + 1;
        rows.push(RelatedRow {
            index,
            top,
            title,
            details,
            is_here: found.is_some(),
        });
        top += height;
    }
    rows
}

fn details(offer: &Offer, entry: Option<&ListEntry>, context: &Context) -> String {
    let listing = entry.map(|entry| &entry.listing);
    let source = listing
        .map_or(&offer.source, |listing| &listing.source)
        .clone();
    let published = listing.map_or(offer.published, |listing| listing.published);
    let language = context.options.language;
    let age = published.map(|at| age(&at, &context.now, language));
    let url = offer.url.as_deref();
    let url = url.and_then(|url| url::Url::parse(url).ok());
    let host = url.and_then(|url| url.host_str().map(str::to_owned));
    let why = Some(reason(&offer.why, language)).filter(|why| !why.is_empty());
    let parts = [source.or(host), age, why];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, id, list};
    use crate::article::Why;

    fn offer(title: &str, url: Option<&str>) -> Offer {
        Offer {
            title: title.to_owned(),
            url: url.map(str::to_owned),
            id: None,
            source: None,
            published: None,
            why: Why::ByPublisher,
        }
    }

    #[test]
    fn an_article_of_the_list_is_followed_by_its_address_or_its_title() {
        let list = list(5);
        let by_address = [offer("other words", Some("https://example.org/3"))];
        assert_eq!(follow(1, &by_address, &list), vec![Action::Follow(id(3))]);
        let by_title = [offer("Number4", None)];
        assert_eq!(follow(1, &by_title, &list), vec![Action::Follow(id(4))]);
    }

    #[test]
    fn an_unknown_article_leads_to_its_address_or_nowhere() {
        let list = list(5);
        let url = "https://example.com/x";
        let elsewhere = [offer("words", Some(url))];
        let open = Action::OpenAddress(url.to_owned());
        assert_eq!(follow(1, &elsewhere, &list), vec![open]);
        let nowhere = [offer("words", None)];
        let say = Action::Say(Phrase::NotHere("words".into()));
        assert_eq!(follow(1, &nowhere, &list), vec![say]);
    }

    #[test]
    fn a_number_beyond_the_last_says_how_many_there_are() {
        let say = Action::Say(Phrase::NoRelated(2, 1));
        assert_eq!(follow(2, &[offer("a", None)], &list(1)), vec![say]);
        assert!(matches!(
            follow(0, &[], &list(1)).as_slice(),
            [Action::Say(Phrase::NoRelated(0, 0))]
        ));
    }

    #[test]
    fn the_selected_article_is_in_sight_and_no_title_is_cut() {
        let offers: Vec<Offer> = (0..9)
            .map(|number| offer(&format!("a title of several words {number}"), None))
            .collect();
        let context = context();
        let all = all_rows(&offers, &list(1), &context, 20);
        let lines = all.first().map_or(0, |row| row.title.len());
        assert!(lines > 1);
        for height in 0..40_u16 {
            for selected in 0..offers.len() {
                let pane = Rect::new(0, 0, 20, height);
                let rows = rows(&offers, selected, &list(1), (&context, pane));
                assert!(
                    rows.iter().all(|row| {
                        row.top >= HEADING && row.title_end() <= usize::from(height)
                    })
                );
                let has_room = usize::from(height) >= HEADING + lines;
                let is_shown = rows.iter().any(|row| row.index == selected);
                assert_eq!(is_shown, has_room, "{height} {selected} {rows:?}");
            }
        }
    }

    #[test]
    fn a_click_selects_and_a_second_one_opens() {
        let mut pane = RelatedPane::default();
        assert_eq!(pane.press(2), Vec::new());
        assert_eq!(pane.press(2), vec![Action::FollowOffer(3)]);
    }
}
