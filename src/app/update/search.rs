//! The line that is typed into: a filter of the list, or a search in the article.

use super::article::letter_typed;
use super::list::list_move;
use super::relayout;
use crate::app::input_line::InputLine;
use crate::app::{Effect, Model, Pane, SearchBar};
use crate::key::{Key, KeyCode};
use crate::search::Query;
use crate::words::Phrase;

pub(super) fn start_search(model: &mut Model) {
    let (pane, before, place) = match model.article.page() {
        Some(page) if model.focus != Pane::List => (Pane::Article, page.query.clone(), page.place),
        _ => (
            Pane::List,
            model.list.query().clone(),
            model.list.selected(),
        ),
    };
    let line = InputLine::new(before.typed());
    model.search = Some(SearchBar {
        line,
        pane,
        before,
        place,
    });
}

pub(super) fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(search) = &mut model.search {
        search.line.insert(text);
        apply_search(model);
    }
    Vec::new()
}

pub(super) fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    model.status.key_pressed();
    if model.letters.is_some() {
        return letter_typed(model, key);
    }
    if model.search.is_some() {
        search_typed(model, key);
        return Vec::new();
    }
    model
        .status
        .say(Phrase::UnboundKey(key.to_string()), model.now);
    Vec::new()
}

pub(super) fn search_typed(model: &mut Model, key: Key) {
    match key.code {
        KeyCode::Esc => return cancel_search(model),
        KeyCode::Enter => {
            model.search = None;
            return;
        }
        KeyCode::Backspace
            if model
                .search
                .as_ref()
                .is_some_and(|search| search.line.text().is_empty()) =>
        {
            return cancel_search(model);
        }
        KeyCode::Up | KeyCode::Down if model.focus == Pane::List => {
            list_move(model, if key.code == KeyCode::Up { -1 } else { 1 });
            return;
        }
        _ => {}
    }
    if model
        .search
        .as_mut()
        .is_some_and(|search| search.line.press(key))
    {
        apply_search(model);
    }
}

pub(super) fn apply_search(model: &mut Model) {
    let Some(search) = &model.search else { return };
    let query = Query::new(search.line.text());
    if search.pane == Pane::List {
        model.list.filter(query);
        let column = model.list_column();
        model.list.settle(column, &model.ruler);
    } else if let Some(page) = model.article.page_mut() {
        page.find(query);
    }
}

/// Esc: everything is as it was before the first letter.
pub(super) fn cancel_search(model: &mut Model) {
    let Some(search) = model.search.take() else {
        return;
    };
    if search.pane == Pane::List {
        model.list.filter(search.before);
        model.list.select(search.place);
        let column = model.list_column();
        model.list.settle(column, &model.ruler);
    } else if let Some(page) = model.article.page_mut() {
        page.find(search.before);
        page.place = search.place;
        relayout(model);
    }
}
