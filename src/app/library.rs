//! What a library makes possible: searches whose answers are a list, lists that were kept.
//!
//! Answers of a search are shown as a list of their own in the place of the list of all stories,
//! which waits behind it, goes on taking arrivals and is there again unchanged, with the same story
//! selected on the same row.

use super::list_pane::ListPane;
use super::marks::meant;
use super::overlay::Overlay;
use super::paging::Paging;
use super::update::{keep_position, relayout};
use super::{Effect, Model, Pane};
use crate::article::Listing;
use crate::search::Query;
use crate::words::Phrase;

/// The first answers to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The query.
    pub question: String,
    /// The stories, best first or newest first.
    pub listings: Vec<Listing>,
    /// Whether there are no more than these.
    pub is_whole: bool,
}

/// The answers of a search, shown in the place of all stories.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What was asked.
    pub question: String,
    /// What the list is called, where it was chosen by its name.
    pub name: Option<Phrase>,
    /// The list of all stories, meanwhile.
    pub home: ListPane,
}

/// A list that can be chosen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamedList {
    /// What it is called.
    pub name: Phrase,
    /// The question whose answers it shows; empty for all stories.
    pub question: String,
    /// Whether it is a search that was kept, and so can be given up.
    pub is_saved: bool,
    /// How many of its stories are unread, where that is known.
    pub unread: Option<usize>,
}

/// A number that tells the answer to a later question from that to an earlier one.
pub type Generation = u64;

impl Model {
    /// Returns the list of all stories, also while answers of a search stand in its place.
    pub fn all(&self) -> &ListPane {
        self.found.as_ref().map_or(&self.list, |found| &found.home)
    }

    /// Returns how many of all stories are unread; the marks are with the list that is shown.
    pub fn unread(&self) -> usize {
        self.totals.map_or_else(
            || {
                let all = self.all().entries().len();
                all.saturating_sub(self.list.read_count())
            },
            |totals| totals.unread,
        )
    }

    /// Returns how many stories there are, those of the library that are not in the list too.
    pub fn count(&self) -> usize {
        self.totals
            .map_or_else(|| self.all().entries().len(), |totals| totals.stories)
    }

    pub(super) fn all_mut(&mut self) -> &mut ListPane {
        match &mut self.found {
            Some(found) => &mut found.home,
            None => &mut self.list,
        }
    }
}

/// Asks the library, and drops the answers to what was asked before.
pub(super) fn ask(model: &mut Model, question: &str) -> Vec<Effect> {
    model.generation += 1;
    if question.trim().is_empty() {
        model.chosen = None;
        leave_found(model);
        return Vec::new();
    }
    vec![Effect::Search {
        question: question.to_owned(),
        generation: model.generation,
    }]
}

/// Asks again what the list that is shown answers, since stories have come; not while another question is
/// being typed.
pub(super) fn ask_again(model: &mut Model) -> Vec<Effect> {
    let Some(found) = model.found.as_ref().filter(|_| model.search.is_none()) else {
        return Vec::new();
    };
    let question = found.question.clone();
    let effects = ask(model, &question);
    model.asked_again = Some(model.generation);
    effects
}

/// Shows the answers to the last question; those to an earlier one come too late.
pub(super) fn show_found(model: &mut Model, generation: Generation, found: Answers) {
    let Answers {
        question,
        listings,
        is_whole,
    } = found;
    if generation != model.generation {
        return;
    }
    let same = model
        .found
        .as_ref()
        .is_some_and(|found| found.question == question);
    if model.asked_again.take() == Some(generation) && same {
        // What is shown stays, though it may have become read since; what came in stands above.
        if model.list.paging.above() == 0 {
            model.list.arrive_on_top(listings);
        }
        model.list.paging.recount();
        let column = model.list_column();
        model.list.settle(column, &model.ruler);
        return;
    }
    let selected = model.list.selected_entry().map(|entry| entry.listing.id);
    let was_found = model.found.is_some();
    let (read, starred) = model.list.take_marks();
    let mut list = ListPane::default();
    list.set_marks(read, starred);
    list.arrive(listings);
    if !is_whole {
        list.paging = Paging::open();
    }
    list.highlight(Query::new(&words_of(&question)));
    let home = std::mem::replace(&mut model.list, list);
    let name = model.chosen.take();
    match &mut model.found {
        Some(found) => (found.question, found.name) = (question, name),
        None => {
            model.found = Some(Found {
                question,
                name,
                home,
            });
        }
    }
    if let (true, Some(selected)) = (was_found, selected) {
        model.list.select_id(selected);
    }
    let column = model.list_column();
    model.list.settle(column, &model.ruler);
}

/// The part of a question that stands in stories: no conditions, no operators.
fn words_of(question: &str) -> String {
    let is_word = |word: &&str| {
        !word.starts_with('-')
            && *word != "OR"
            && [
                "is:", "since:", "before:", "source:", "feed:", "folder:", "section:", "tag:",
            ]
            .iter()
            .all(|field| !word.starts_with(field))
    };
    let words = question.split_whitespace().filter(is_word);
    let bare = |word: &str| {
        let word = word.strip_prefix("title:").unwrap_or(word);
        word.trim_matches(['"', '*', '“', '”']).to_owned()
    };
    words.map(bare).collect::<Vec<_>>().join(" ")
}

/// Puts the list of all stories back in its place; `false` where it stands there.
pub(super) fn leave_found(model: &mut Model) -> bool {
    let Some(Found { home, .. }) = model.found.take() else {
        return false;
    };
    model.generation += 1;
    let (read, starred) = model.list.take_marks();
    model.list = home;
    model.list.set_marks(read, starred);
    relayout(model);
    true
}

/// `w`: keeps a search among the lists, or a story of a file in the library.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    if model.options.library {
        if let (Pane::List, Some(found)) = (model.focus, &model.found) {
            let question = found.question.clone();
            let said = Phrase::SearchKept(question.as_str().into());
            model.status.say(said, model.now);
            return vec![Effect::SaveSearch(question)];
        }
        model.status.say(Phrase::KeptAlready, model.now);
        return Vec::new();
    }
    match meant(model) {
        Some(id) => vec![Effect::KeepStory(id)],
        None => Vec::new(),
    }
}

/// `v`: asks which lists there are; the answer opens the box.
pub(super) fn ask_for_lists(model: &mut Model) -> Vec<Effect> {
    if model.options.library {
        return vec![Effect::LoadLists];
    }
    model.status.say(Phrase::OnlyInLibrary, model.now);
    Vec::new()
}

/// Enter in the box of lists.
pub(super) fn choose_list(model: &mut Model, list: &NamedList) -> Vec<Effect> {
    keep_position(model);
    model.focus = Pane::List;
    model.chosen = Some(list.name.clone());
    ask(model, &list.question)
}

/// `x` in the box of lists: gives a kept search up.
pub(super) fn drop_list(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Lists { lists, selected }) = &mut model.overlay else {
        return Vec::new();
    };
    let place = (*selected).min(lists.len().saturating_sub(1));
    if !lists.get(place).is_some_and(|list| list.is_saved) {
        return Vec::new();
    }
    let dropped = lists.remove(place);
    vec![Effect::ForgetSearch(dropped.question)]
}

/// `[`, `]`: the place of the next unread story of another publisher.
pub(super) fn other_source(model: &Model, forward: bool) -> Option<usize> {
    let list = &model.list;
    let here = list.selected_entry()?.listing.source.as_deref();
    let differs = |place: &usize| {
        list.entry(*place).is_some_and(|entry| {
            entry.listing.source.as_deref() != here && !list.is_read(entry.listing.id)
        })
    };
    if forward {
        (list.selected() + 1..list.len()).find(differs)
    } else {
        (0..list.selected()).rev().find(differs)
    }
}
