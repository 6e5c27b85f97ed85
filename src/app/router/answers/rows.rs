//! Answers that concern lists of articles: their rows, counts, marks and orders.

use crate::app::action::Action;
use crate::app::library::{Answers, Generation, ListCount, ListPage, ListView, Removal};
use crate::app::list;
use crate::app::model::Model;
use crate::app::paging::{self, PageOutcome};
use crate::article::{ArticleId, Listing, Marks, PageStart};
use crate::words::Phrase;

pub(super) fn listed(model: &mut Model, listings: Vec<Listing>) {
    model.search.all_mut(&mut model.list).arrive(listings);
    model.keep_list_in_view();
}

pub(super) fn input_ended(model: &mut Model) {
    model.status.loading = None;
    paging::input_ended(model.search.all_mut(&mut model.list));
}

/// Adds new articles and recounts the list.
pub(super) fn fresh(model: &mut Model, listings: Vec<Listing>) -> Vec<Action> {
    let is_typing = model.is_typing();
    let (list, situation) = (&mut model.list, (&model.context, is_typing));
    let mut actions = model.search.arrived(listings, list, situation);
    let count = paging::count(model.search.all_mut(&mut model.list), "");
    actions.push(Action::Perform(count));
    actions
}

/// Adds rows to a list, and runs the command that waited for them.
pub(super) fn arrived(model: &mut Model, page: ListPage) -> Vec<Action> {
    model.status.unsay(&Phrase::LoadingRows);
    let Some(list) = model.search.list_of(&page.query, &mut model.list) else {
        return Vec::new();
    };
    let outcome = paging::arrived(list, page);
    model.keep_list_in_view();
    match outcome {
        PageOutcome::Nothing => Vec::new(),
        PageOutcome::Retry(command) => vec![Action::Retry(command), Action::GoOn],
        PageOutcome::Found(position) => {
            let mut actions = list::go_to(&mut model.list, Some(position), &model.context);
            actions.push(Action::GoOn);
            actions
        }
    }
}

pub(super) fn failed(model: &mut Model, query: &str) {
    if let Some(list) = model.search.list_of(query, &mut model.list) {
        list.paging.end();
    }
}

pub(super) fn counted(model: &mut Model, count: &ListCount) {
    if let Some(list) = model.search.list_of(&count.query, &mut model.list) {
        paging::counted(list, count);
    }
    model.totals = count.totals.or(model.totals);
}

pub(super) fn found(model: &mut Model, generation: Generation, answers: Answers) {
    let (list, context) = (&mut model.list, &model.context);
    model.search.answered(generation, answers, list, context);
}

/// Applies marks that were loaded for the articles in memory.
pub(super) fn marked(model: &mut Model, marks: Vec<(ArticleId, Marks)>) {
    for (id, marks) in marks {
        if model.all().find(id).is_some() || model.list.find(id).is_some() {
            model.list.set_mark(id, marks);
        }
    }
}

/// Takes removed stories off the lists.
pub(super) fn removed(model: &mut Model, removal: Removal) -> Vec<Action> {
    let said = Action::Say(Phrase::Removed(removal.ids.len(), removal.kept));
    let ids = removal.ids.into_iter().collect();
    model.list.remove(&ids);
    if model.search.results.is_some() {
        model.search.all_mut(&mut model.list).remove(&ids);
    }
    model.keep_list_in_view();
    let count = paging::count(model.search.all_mut(&mut model.list), "");
    vec![said, Action::Perform(count)]
}

/// Reads the lists again, in which removed stories have rows again.
pub(super) fn brought_back(model: &mut Model, count: usize) -> Vec<Action> {
    let is_in_results = model.search.results.is_some();
    let home = model.search.all_mut(&mut model.list);
    let start = home
        .selected_id()
        .map_or(PageStart::First, PageStart::Around);
    home.paging.reload(start);
    let mut actions = vec![Action::Say(Phrase::BroughtBack(count))];
    if is_in_results {
        actions.push(Action::ReloadResults);
    }
    actions.push(Action::ReloadMarks);
    actions
}

pub(super) fn views_arrived(model: &mut Model, views: Vec<(String, ListView)>) {
    model.search.views.add_earlier(views);
    let view = model.search.views.of("");
    model.search.all_mut(&mut model.list).view = view;
}
