//! What commands do to the list.

use super::open;
use crate::app::command::Command;
use crate::app::library::{leave_found, other_source};
use crate::app::marks::turn;
use crate::app::{Effect, Model, Pane};
use crate::article::Marks;
use crate::search::Query;
use crate::words::Phrase;

pub(in crate::app) fn list_move(model: &mut Model, steps: isize) -> Vec<Effect> {
    let column = model.list_column();
    model.list.step(steps, column, &model.ruler);
    Vec::new()
}

pub(super) fn in_list(model: &mut Model, command: Command) -> Vec<Effect> {
    let column = model.list_column();
    let list = &mut model.list;
    match command {
        Command::Down => list.step(1, column, &model.ruler),
        Command::Up => list.step(-1, column, &model.ruler),
        Command::PageDown => list.page(2, column, &model.ruler),
        Command::PageUp => list.page(-2, column, &model.ruler),
        Command::HalfPageDown => list.page(1, column, &model.ruler),
        Command::HalfPageUp => list.page(-1, column, &model.ruler),
        Command::Top => {
            list.select(0);
            list.set_row(0);
            list.settle(column, &model.ruler);
        }
        Command::Bottom => {
            list.select(usize::MAX);
            list.set_row(usize::from(column.height));
            list.settle(column, &model.ruler);
        }
        Command::Open => return open_selected(model),
        Command::NextStop | Command::PreviousStop => {
            if model.article.page().is_some() && model.is_wide() {
                model.focus = Pane::Article;
            } else {
                model.status.say(Phrase::OnePane, model.now);
            }
        }
        Command::Back if !model.list.query().is_empty() => clear_filter(model),
        Command::Back if model.found.is_some() => {
            leave_found(model);
        }
        Command::Back => model.status.say(Phrase::NothingBehind, model.now),
        Command::PreviousHit => {
            return turn(model, |marks| Marks {
                read: !marks.read,
                ..marks
            });
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn open_selected(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.list.selected_entry().map(|entry| entry.listing.id) else {
        model.status.say(Phrase::NoStories, model.now);
        return Vec::new();
    };
    model.history.open(id);
    open(model, id)
}

pub(super) fn unread(model: &mut Model, forward: bool) -> Vec<Effect> {
    let place = model.list.next_unread(forward);
    go_to(model, place)
}

/// `]`, `[`: goes to the next publisher with something unread.
pub(super) fn next_source(model: &mut Model, forward: bool) -> Vec<Effect> {
    let place = other_source(model, forward);
    go_to(model, place)
}

/// Selects the story at `place`, and opens it where a story is open; says so where there is none.
pub(super) fn go_to(model: &mut Model, place: Option<usize>) -> Vec<Effect> {
    let Some(place) = place else {
        model.status.say(Phrase::NoUnread, model.now);
        return Vec::new();
    };
    let steps = place.cast_signed() - model.list.selected().cast_signed();
    list_move(model, steps);
    if model.focus == Pane::List {
        Vec::new()
    } else {
        open_selected(model)
    }
}

/// Opens the story after or before the open one in the list.
pub(super) fn neighbour(model: &mut Model, steps: isize) -> Vec<Effect> {
    let before = model.list.selected();
    list_move(model, steps);
    if model.list.selected() == before {
        let phrase = if steps > 0 {
            Phrase::LastStory
        } else {
            Phrase::FirstStory
        };
        model.status.say(phrase, model.now);
        return Vec::new();
    }
    if model.focus == Pane::List {
        Vec::new()
    } else {
        open_selected(model)
    }
}

pub(super) fn clear_filter(model: &mut Model) {
    model.list.filter(Query::default());
    let column = model.list_column();
    model.list.settle(column, &model.ruler);
}
