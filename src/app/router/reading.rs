//! Opening and leaving articles, which changes the list, the article pane, the marks and the
//! history at once.

use crate::app::action::Action;
use crate::app::areas::Pane;
use crate::app::effect::Effect;
use crate::app::history::Visit;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::article::ArticleId;
use crate::words::Phrase;

/// Opens an article: shows it, gives it the focus and marks it as read.
pub(super) fn open(model: &mut Model, id: ArticleId) -> Vec<Action> {
    let mut actions: Vec<Action> = save_position(model).into_iter().collect();
    actions.extend(model.marking().opened(id));
    model.list.select_id(id);
    model.context.focus = Pane::Article;
    model.keep_list_in_view();
    model.related.selected = 0;
    actions.extend(load(model, id));
    // An article that is already shown next to the list was only a preview until now.
    let is_loaded = model.visit().is_some_and(|visit| visit.id == id);
    if model.context.options.library && is_loaded {
        actions.push(Action::Perform(Effect::FetchWhole(id)));
    }
    actions
}

/// Opens the selected article of the list.
pub(super) fn open_selected(model: &mut Model) -> Vec<Action> {
    let Some(id) = model.list.selected_id() else {
        return vec![Action::Say(Phrase::NoStories)];
    };
    model.history.open(id);
    open(model, id)
}

/// Shows an article that belongs to no list, such as the manual, without a mark.
pub(super) fn show(model: &mut Model, id: ArticleId) -> Vec<Action> {
    if model.context.focus != Pane::List && model.article.id() == Some(id) {
        return Vec::new();
    }
    let mut actions: Vec<Action> = save_position(model).into_iter().collect();
    note_position(model);
    // Beside the list an article is only a preview.
    let from = model.visit().filter(|_| model.context.focus != Pane::List);
    match from {
        Some(from) => model.history.follow(from, id),
        None => model.history.open(id),
    }
    model.mode = Mode::Browse;
    model.context.focus = Pane::Article;
    model.related.selected = 0;
    actions.extend(load(model, id));
    actions
}

/// Opens an article that the open one refers to.
pub(super) fn follow(model: &mut Model, id: ArticleId) -> Vec<Action> {
    note_position(model);
    if let Some(from) = model.visit() {
        if from.id == id {
            return vec![Action::Say(Phrase::SameStory)];
        }
        model.history.follow(from, id);
    }
    open(model, id)
}

/// Returns to the same line of the article that led to the open one; if there is none, to the list.
pub(super) fn go_back(model: &mut Model) -> Vec<Action> {
    let Some(visit) = model.history.back() else {
        leave(model);
        return Vec::new();
    };
    let actions = open(model, visit.id);
    model.history.note(visit);
    actions
}

/// Returns to the list.
pub(super) fn leave(model: &mut Model) {
    note_position(model);
    model.history.leave();
    if let Some(id) = model.article.id() {
        model.list.select_id(id);
    }
    if model.article.id() != model.list.selected_id() {
        // It belongs to no row of the list, beside which the selected article is shown again.
        model.article.clear();
    }
    model.context.focus = Pane::List;
    model.keep_list_in_view();
}

/// Shows an article from the offset at which the user left it.
fn load(model: &mut Model, id: ArticleId) -> Vec<Action> {
    note_position(model);
    model.article.load(id)
}

/// Remembers the reading position in the open article, for this run.
pub(super) fn note_position(model: &mut Model) {
    if let Some(visit) = model.visit() {
        model.history.note(visit);
    }
}

/// Saves the reading position in the open article, if the article is in a library and the user
/// opened it rather than only selected it in the list.
pub(in crate::app) fn save_position(model: &mut Model) -> Option<Action> {
    let visit: Visit = model.visit()?;
    if !model.context.options.library || !model.list.is_read(visit.id) {
        return None;
    }
    model.history.save(visit, &model.context)
}

/// Shows the selected article next to the list if the screen has room for both; only opening it
/// marks it as read. `before` is the article that was selected before. If the list is empty no
/// article is shown, because no key could act on it.
pub(in crate::app) fn preview(model: &mut Model, before: Option<ArticleId>) -> Vec<Action> {
    if model.context.focus != Pane::List || !model.context.is_wide() {
        return Vec::new();
    }
    let Some(now) = model.list.selected_id() else {
        note_position(model);
        model.article.clear();
        return Vec::new();
    };
    let is_stale = before != Some(now) || model.article.id().is_none();
    if !is_stale || model.article.id() == Some(now) {
        return Vec::new();
    }
    load(model, now)
}
