//! The line that is typed into: a filter of the list, or a search in the article.

use super::article::{letter_typed, tell_hit};
use super::list::list_move;
use super::relayout;
use crate::app::boxes;
use crate::app::command::Command;
use crate::app::input_line::InputLine;
use crate::app::library::{ask, leave_found};
use crate::app::{Effect, Model, Pane, Scope, SearchBar};
use crate::key::{Key, KeyCode};
use crate::search::Query;
use crate::words::Phrase;

pub(super) fn start_search(model: &mut Model) {
    let page = model.article.page().filter(|_| model.focus != Pane::List);
    match page.map(|page| (page.query.clone(), page.place)) {
        Some((query, place)) => begin(model, Scope::Article, query, place),
        None => start_filter(model),
    }
}

fn start_filter(model: &mut Model) {
    let (query, place) = (model.list.query().clone(), model.list.selected());
    begin(model, Scope::List, query, place);
}

/// Opens the line, with what is searched for already.
fn begin(model: &mut Model, scope: Scope, before: Query, place: usize) {
    model.search = Some(SearchBar {
        line: InputLine::new(before.typed()),
        scope,
        before,
        place,
    });
}

/// `&`: a question to the library, beginning with the last one. Where there is none, all there is to ask
/// are the stories of the list; the line opens there too, since the person goes on typing.
pub(super) fn start_library_search(model: &mut Model) {
    model.focus = Pane::List;
    if !model.options.library {
        start_filter(model);
        return;
    }
    // What is typed is another word of the question.
    let asked = model
        .found
        .as_ref()
        .map(|found| format!("{} ", found.question));
    let before = Query::new(&asked.unwrap_or_default());
    let place = model.list.selected();
    begin(model, Scope::Library, before, place);
}

pub(super) fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(search) = &mut model.search {
        search.line.insert(text);
        return apply_search(model);
    }
    Vec::new()
}

pub(super) fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    model.status.key_pressed();
    if model.letters.is_some() {
        return letter_typed(model, key);
    }
    if model.search.is_some() {
        return search_typed(model, key);
    }
    say_unbound(model, key.to_string());
    Vec::new()
}

/// Says that a key does nothing here, and what to press instead.
pub(super) fn say_unbound(model: &mut Model, key: String) {
    let phrase = if boxes::has_rows(model) {
        Phrase::UnboundInBox(key.into())
    } else {
        Phrase::UnboundKey(key.into())
    };
    model.status.say(phrase, model.now);
}

pub(super) fn search_typed(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(search) = &mut model.search else {
        return Vec::new();
    };
    let is_empty = search.line.text().is_empty();
    match key.code {
        KeyCode::Esc => return cancel_search(model),
        KeyCode::Backspace if is_empty => return cancel_search(model),
        KeyCode::Enter => {
            let is_of_article = search.scope == Scope::Article;
            model.search = None;
            if is_of_article {
                tell_hit(model);
            }
            return Vec::new();
        }
        KeyCode::Up | KeyCode::Down if search.scope == Scope::Box => {
            let is_up = key.code == KeyCode::Up;
            boxes::moved(model, if is_up { Command::Up } else { Command::Down });
            return Vec::new();
        }
        KeyCode::Up | KeyCode::Down if model.focus == Pane::List => {
            return list_move(model, if key.code == KeyCode::Up { -1 } else { 1 });
        }
        _ => {}
    }
    if search.line.press(key) {
        return apply_search(model);
    }
    Vec::new()
}

pub(super) fn apply_search(model: &mut Model) -> Vec<Effect> {
    let Some(search) = &model.search else {
        return Vec::new();
    };
    let typed = search.line.text().to_owned();
    match search.scope {
        Scope::Library => {
            model.chosen = None;
            return ask(model, &typed);
        }
        Scope::List => {
            model.list.filter(Query::new(&typed));
            let column = model.list_column();
            model.list.settle(column, &model.ruler);
        }
        Scope::Article => {
            if let Some(page) = model.article.page_mut() {
                page.find(Query::new(&typed));
            }
        }
        Scope::Box => boxes::narrow(model, Query::new(&typed)),
    }
    Vec::new()
}

/// Esc: everything is as it was before the first letter.
pub(super) fn cancel_search(model: &mut Model) -> Vec<Effect> {
    let Some(search) = model.search.take() else {
        return Vec::new();
    };
    match search.scope {
        Scope::Library if search.before.is_empty() => {
            model.generation += 1;
            leave_found(model);
        }
        Scope::Library => return ask(model, search.before.typed()),
        Scope::List => {
            model.list.filter(search.before);
            model.list.select(search.place);
            let column = model.list_column();
            model.list.settle(column, &model.ruler);
        }
        Scope::Box => boxes::narrow(model, search.before),
        Scope::Article => {
            if let Some(page) = model.article.page_mut() {
                page.find(search.before);
                page.place = search.place;
                relayout(model);
            }
        }
    }
    Vec::new()
}
