//! Mouse events: passes clicks and the wheel to the panes under them.

use crate::app::action::Action;
use crate::app::areas::Pane;
use crate::app::article::page::Scroll;
use crate::app::call::Call;
use crate::app::command::{Command, PaneCommand};
use crate::app::keymap::LookUp;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::mouse::{Gesture, over_dialog, over_panes, starts_gesture};
use crate::app::related;
use crate::key::{Mouse, MouseKind};
use crate::words::KeyTable;
use std::sync::Arc;

/// Handles a mouse event.
pub(in crate::app) fn pointed(model: &mut Model, mouse: Mouse) -> Vec<Action> {
    if starts_gesture(mouse) {
        model.status.key_pressed();
    }
    if let Some(calls) = bound(model, mouse) {
        return vec![Action::Calls(calls)];
    }
    let gesture = if model.dialog().is_some() {
        over_dialog(mouse)
    } else {
        let areas = model.context.areas();
        areas.map_or(Gesture::None, |areas| {
            over_panes(mouse, &areas, model.is_dragging)
        })
    };
    match gesture {
        Gesture::None => {}
        Gesture::CloseDialog => return vec![Action::CloseDialog],
        Gesture::ScrollDialog(lines) => {
            if let Mode::Dialog(open) = &mut model.mode {
                open.scroll(lines, &model.context);
            }
        }
        Gesture::Grab => model.is_dragging = true,
        Gesture::Release => model.is_dragging = false,
        Gesture::Drag(column) => {
            model.context.list_width = Some(column);
            model.relayout();
        }
        Gesture::Scroll(pane, lines) => scroll(model, pane, lines),
        Gesture::Press(pane) => return pressed(model, pane, mouse),
    }
    Vec::new()
}

/// Returns the commands that a button or the wheel is bound to in the pane under the pointer, which gets the focus; a
/// click on a row of the list selects it first.
fn bound(model: &mut Model, mouse: Mouse) -> Option<Arc<[Call]>> {
    let key = mouse.kind.key().filter(|_| !model.mode.takes_text())?;
    let areas = model.context.areas()?;
    let pane = areas.pane_at(mouse.column, mouse.row);
    let table = match (model.dialog(), pane) {
        (Some(_), _) => KeyTable::Dialog,
        (None, None) => KeyTable::Everywhere,
        (None, Some(Pane::List)) => KeyTable::List,
        (None, Some(Pane::Article)) => KeyTable::Article,
        (None, Some(Pane::Related)) => KeyTable::Related,
    };
    let calls = match model.context.keymap.look_up(table, key.into()) {
        LookUp::Bound(calls) => Arc::clone(calls),
        LookUp::Begun | LookUp::Unbound => return None,
    };
    let is_wheel = matches!(mouse.kind, MouseKind::WheelUp | MouseKind::WheelDown);
    if let Some(pane) = pane.filter(|_| model.dialog().is_none()) {
        model.context.focus = pane;
        if pane == Pane::List && !is_wheel {
            press_row(model, mouse, false);
        }
    }
    Some(calls)
}

fn scroll(model: &mut Model, pane: Pane, lines: isize) {
    match pane {
        Pane::List => {
            let (column, ruler) = (model.context.list_column(), &model.context.ruler);
            // While the user reads an article, it stays selected, because marks and `J` refer to
            // the selected one.
            if model.context.focus == Pane::List {
                model.list.scroll(lines, column, ruler);
            } else {
                model.list.scroll_aside(lines, column, ruler);
            }
        }
        Pane::Article => {
            if let Some(page) = model.article.page_mut() {
                page.scroll(Scroll::Lines(lines));
            }
        }
        Pane::Related => {}
    }
}

fn pressed(model: &mut Model, pane: Pane, mouse: Mouse) -> Vec<Action> {
    let had_focus = model.context.focus == pane;
    model.context.focus = pane;
    match pane {
        Pane::List => press_row(model, mouse, had_focus),
        Pane::Article => press_text(model, mouse),
        Pane::Related => press_related(model, mouse),
    }
}

/// Handles a click on a row: selects its article, or opens it if it is already selected.
fn press_row(model: &mut Model, mouse: Mouse, had_focus: bool) -> Vec<Action> {
    let column = model.context.list_column();
    let row = usize::from(mouse.row.saturating_sub(column.y));
    let ruler = &model.context.ruler;
    let was_selected = model.list.select_at(row, column, ruler);
    if had_focus && was_selected == Some(true) {
        return vec![Action::Run(Command::Pane(PaneCommand::Open))];
    }
    Vec::new()
}

/// Handles a click in the article: follows the link, image or card there.
fn press_text(model: &mut Model, mouse: Mouse) -> Vec<Action> {
    let column = model.context.article_column();
    let target = model.article.page().and_then(|page| {
        let line = page.top + usize::from(mouse.row.saturating_sub(column.y));
        let at = mouse.column.checked_sub(column.x)?;
        page.target_at(line, usize::from(at))
    });
    target.map_or_else(Vec::new, |target| model.article.pick(target))
}

/// Handles a click on a related article: selects it, or opens it if it is already selected.
fn press_related(model: &mut Model, mouse: Mouse) -> Vec<Action> {
    let area = model.context.areas().and_then(|areas| areas.related);
    let (Some(area), Some(page)) = (area, model.article.page()) else {
        return Vec::new();
    };
    let line = usize::from(mouse.row.saturating_sub(area.y));
    let selected = model.related.selected;
    let rows = related::rows(&page.offers, selected, model.all(), (&model.context, area));
    let is_under = |row: &related::RelatedRow| row.top <= line && line < row.top + row.title.len();
    match rows.iter().find(|row| is_under(row)) {
        Some(row) => model.related.press(row.index),
        None => Vec::new(),
    }
}
