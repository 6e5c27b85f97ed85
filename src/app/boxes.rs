//! The rows of the boxes above the page: which of them are shown, which is selected, and how one moves
//! among them.
//!
//! `/` opens a line in which letters are text, as in a list; only rows that match are shown then. Without
//! it letters are keys: a box has keys of its own, such as `r` and `x`, which text must not press.

use super::command::{Command, bindings};
use super::library::NamedList;
use super::overlay::Overlay;
use super::{Model, Scope, SearchBar};
use crate::article::Block;
use crate::search::{Folded, Query};
use crate::words::Phrase;

/// Cells of a description of a key at least, if it is to stand beside it.
const NARROWEST_HELP: usize = 16;

/// A line of the help.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HelpLine {
    /// The keys; empty in a line that goes on with what they do.
    pub keys: String,
    /// What they do.
    pub words: String,
    /// The column in which that begins.
    pub at: usize,
}

impl Model {
    /// Returns the widest line that a box has room for, in cells.
    pub fn box_width(&self) -> usize {
        usize::from(self.size.width.saturating_sub(8)).clamp(1, 76)
    }

    /// Returns how many lines a box has room for.
    pub fn box_height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(4)).max(1)
    }

    /// Returns the places of the rows that the open box shows, from top to bottom.
    pub fn box_places(&self) -> Vec<usize> {
        let texts = self.box_texts().into_iter().enumerate();
        let is_shown =
            |text: &str| self.narrowed.is_empty() || self.narrowed.matches(&Folded::of(text));
        texts
            .filter(|(_, text)| is_shown(text))
            .map(|(place, _)| place)
            .collect()
    }

    /// What each row of the open box says; of a box without rows, nothing.
    fn box_texts(&self) -> Vec<String> {
        let language = self.options.language;
        let named = |list: &NamedList| list.name.say(language).into_owned();
        match &self.overlay {
            None | Some(Overlay::Address(_) | Overlay::Offer { .. }) => Vec::new(),
            Some(Overlay::Help { .. }) => help_rows(self)
                .map(|(keys, words)| format!("{keys} {words}"))
                .collect(),
            Some(Overlay::Remarks { .. }) => {
                let remarks = self.status.remarks.iter();
                remarks.map(ToString::to_string).collect()
            }
            Some(Overlay::Lists { lists, .. }) => lists.iter().map(named).collect(),
            Some(Overlay::Feeds { feeds, .. }) => {
                let text = |feed: &super::news::FeedRow| format!("{} {}", feed.title, feed.result);
                feeds.iter().map(text).collect()
            }
            Some(Overlay::Starter { groups, .. }) => {
                let groups = groups.iter();
                groups
                    .map(|group| format!("{} {}", group.name, group.feeds.join(" ")))
                    .collect()
            }
            Some(Overlay::Images { .. }) => {
                self.images().map(|(_, words)| words.to_owned()).collect()
            }
        }
    }

    /// Returns the pictures of the open article: the address of each and what is said of it, else the
    /// address again.
    pub fn images(&self) -> impl Iterator<Item = (&str, &str)> {
        let blocks = self
            .article
            .page()
            .map_or(&[][..], |page| &page.article.blocks);
        blocks.iter().filter_map(|block| match block {
            Block::Image {
                url, alt, caption, ..
            } => {
                let words = [caption, alt].into_iter().flatten();
                let words = words.map(String::as_str).find(|words| !words.is_empty());
                Some((url.as_str(), words.unwrap_or(url)))
            }
            Block::Paragraph(_) | Block::Subheading(_) | Block::Quote(_) | Block::List { .. } => {
                None
            }
        })
    }

    /// Returns the lines of the help, whole at every width.
    pub fn help_lines(&self) -> Vec<HelpLine> {
        let rows: Vec<(String, &str)> = help_rows(self).collect();
        let widest = rows.iter().map(|(keys, _)| self.ruler.columns(keys)).max();
        let beside = widest.unwrap_or(0) + 2;
        let is_beside = beside + NARROWEST_HELP <= self.box_width();
        let at = if is_beside { beside } else { 2 };
        let room = self.box_width().saturating_sub(at).max(1);
        let mut lines = Vec::new();
        for place in self.box_places() {
            let Some((keys, words)) = rows.get(place) else {
                continue;
            };
            let mut keys = keys.clone();
            if !is_beside {
                let words = String::new();
                let keys = std::mem::take(&mut keys);
                lines.push(HelpLine { keys, words, at });
            }
            for words in self.ruler.clamp(words, room, usize::MAX) {
                let keys = std::mem::take(&mut keys);
                lines.push(HelpLine { keys, words, at });
            }
        }
        lines
    }

    /// Returns the lines of the box of remarks.
    pub fn remark_lines(&self) -> Vec<String> {
        let places = self.box_places().into_iter();
        let remarks = places.filter_map(|place| self.status.remarks.get(place));
        remarks
            .flat_map(|remark| self.ruler.clamp(remark, self.box_width(), 40))
            .collect()
    }
}

/// The keys of each command and what they do; commands with one description are one row.
fn help_rows(model: &Model) -> impl Iterator<Item = (String, &'static str)> {
    let mut rows: Vec<(Vec<&str>, crate::words::Help)> = Vec::new();
    // No number begins with 0.
    for binding in bindings().filter(|binding| binding.command != Command::Digit(0)) {
        match rows.last_mut() {
            Some((keys, help)) if *help == binding.help => {
                keys.truncate(1);
                keys.push("…");
                keys.extend(binding.keys);
            }
            _ => rows.push((binding.keys.to_vec(), binding.help)),
        }
    }
    let language = model.options.language;
    rows.into_iter()
        .map(move |(keys, help)| (keys.join(" "), help.say(language)))
}

/// The selected row of a box of which one row is chosen.
fn selected_mut(overlay: &mut Overlay) -> Option<&mut usize> {
    match overlay {
        Overlay::Images { selected }
        | Overlay::Lists { selected, .. }
        | Overlay::Feeds { selected, .. }
        | Overlay::Starter { selected, .. } => Some(selected),
        Overlay::Help { .. }
        | Overlay::Remarks { .. }
        | Overlay::Address(_)
        | Overlay::Offer { .. } => None,
    }
}

/// Whether the open box has rows.
pub(super) fn has_rows(model: &Model) -> bool {
    !matches!(
        model.overlay,
        None | Some(Overlay::Address(_) | Overlay::Offer { .. })
    )
}

/// Moves in the open box; returns whether `command` does that.
pub(super) fn moved(model: &mut Model, command: Command) -> bool {
    let is_text = matches!(
        model.overlay,
        Some(Overlay::Help { .. } | Overlay::Remarks { .. })
    );
    let last = if is_text {
        lines(model).saturating_sub(model.box_height())
    } else {
        model.box_places().len().saturating_sub(1)
    };
    let page = if is_text { model.box_height() } else { 10 };
    let at = position(model);
    let to = match command {
        Command::Down | Command::NextStop => at.saturating_add(1),
        Command::Up | Command::PreviousStop => at.saturating_sub(1),
        Command::PageDown => at.saturating_add(page),
        Command::PageUp => at.saturating_sub(page),
        Command::HalfPageDown => at.saturating_add(page / 2),
        Command::HalfPageUp => at.saturating_sub(page / 2),
        Command::Top => 0,
        Command::Bottom => last,
        _ => return false,
    };
    go_to(model, to.min(last));
    has_rows(model)
}

fn lines(model: &Model) -> usize {
    match model.overlay {
        Some(Overlay::Help { .. }) => model.help_lines().len(),
        Some(Overlay::Remarks { .. }) => model.remark_lines().len(),
        _ => 0,
    }
}

/// The first line that is shown, or the position of the selected row among those shown.
fn position(model: &Model) -> usize {
    match &model.overlay {
        Some(Overlay::Help { top } | Overlay::Remarks { top }) => *top,
        Some(
            Overlay::Images { selected }
            | Overlay::Lists { selected, .. }
            | Overlay::Feeds { selected, .. }
            | Overlay::Starter { selected, .. },
        ) => model.box_places().partition_point(|place| place < selected),
        None | Some(Overlay::Address(_) | Overlay::Offer { .. }) => 0,
    }
}

fn go_to(model: &mut Model, position: usize) {
    let place = model.box_places().get(position).copied();
    match &mut model.overlay {
        Some(Overlay::Help { top } | Overlay::Remarks { top }) => *top = position,
        Some(overlay) => {
            if let (Some(selected), Some(place)) = (selected_mut(overlay), place) {
                *selected = place;
            }
        }
        None => {}
    }
}

/// `/`: opens the line that narrows the box.
pub(super) fn start(model: &mut Model) {
    let (before, place) = (model.narrowed.clone(), position(model));
    model.search = Some(SearchBar {
        line: super::input_line::InputLine::new(before.typed()),
        scope: Scope::Box,
        before,
        place,
    });
}

/// Shows only rows that match; the selected one stays if it does, else the nearest after it.
pub(super) fn narrow(model: &mut Model, query: Query) {
    model.narrowed = query;
    let last = model.box_places().len().saturating_sub(1);
    let to = match model.overlay {
        Some(Overlay::Help { .. } | Overlay::Remarks { .. }) => 0,
        _ => position(model).min(last),
    };
    go_to(model, to);
}

/// Whether `command` would act on a row of the box where none is shown; says so.
pub(super) fn is_without_row(model: &mut Model, command: Command) -> bool {
    let acts = matches!(
        command,
        Command::Open
            | Command::Refresh
            | Command::LeftOut
            | Command::OpenImage
            | Command::PageDown
    );
    let is_without = acts && has_rows(model) && model.box_places().is_empty();
    if is_without {
        model.status.say(Phrase::NothingMatches, model.now);
    }
    is_without
}

/// Ends the narrowing of a box that is no longer there.
pub(super) fn closed(model: &mut Model) {
    model.narrowed = Query::default();
    model.search.take_if(|search| search.scope == Scope::Box);
}
