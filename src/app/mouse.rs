//! What the mouse does: the wheel scrolls what is under it, a click selects, a second one opens, a
//! drag on a rule moves it.

use super::article_pane::Move;
use super::boxes;
use super::command::Command;
use super::follow::{follow_number, follow_target};
use super::update::{WHEEL, relayout};
use super::{Effect, Model, Pane};
use crate::key::{Mouse, MouseKind};

pub(super) fn moved(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    // The end of a click is not another deed.
    if !matches!(mouse.kind, MouseKind::Drag | MouseKind::Release) {
        model.status.key_pressed();
    }
    if model.overlay.is_some() {
        match mouse.kind {
            MouseKind::Press => model.overlay = None,
            MouseKind::WheelDown | MouseKind::WheelUp => {
                let is_down = mouse.kind == MouseKind::WheelDown;
                let command = if is_down { Command::Down } else { Command::Up };
                for _ in 0..WHEEL {
                    boxes::moved(model, command);
                }
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        return Vec::new();
    }
    let Some(areas) = model.areas() else {
        return Vec::new();
    };
    match mouse.kind {
        MouseKind::Press if areas.rules.first() == Some(&mouse.column) => model.dragging = true,
        MouseKind::Drag if model.dragging => {
            model.list_width = Some(mouse.column);
            relayout(model);
        }
        MouseKind::Release => model.dragging = false,
        MouseKind::WheelDown | MouseKind::WheelUp => {
            let lines = if mouse.kind == MouseKind::WheelDown {
                WHEEL
            } else {
                -WHEEL
            };
            scroll(model, areas.pane_at(mouse.column, mouse.row), lines);
        }
        MouseKind::Press => {
            if let Some(pane) = areas.pane_at(mouse.column, mouse.row) {
                return pressed(model, pane, mouse);
            }
        }
        MouseKind::Drag => {}
    }
    Vec::new()
}

fn scroll(model: &mut Model, pane: Option<Pane>, lines: isize) {
    match pane {
        Some(Pane::List) => {
            let column = model.list_column();
            // While a story is read, the one that marks and J are about stays the selected one.
            if model.focus == Pane::List {
                model.list.scroll(lines, column, &model.ruler);
            } else {
                model.list.look(lines, column, &model.ruler);
            }
        }
        Some(Pane::Article) => {
            if let Some(page) = model.article.page_mut() {
                page.go(Move::Lines(lines));
            }
        }
        Some(Pane::Related) | None => {}
    }
}

fn pressed(model: &mut Model, pane: Pane, mouse: Mouse) -> Vec<Effect> {
    let had_focus = model.focus == pane;
    model.focus = pane;
    match pane {
        Pane::List => press_row(model, mouse, had_focus),
        Pane::Article => press_text(model, mouse),
        Pane::Related => press_related(model, mouse),
    }
}

/// A click on a story selects it; one on the selected story opens it.
fn press_row(model: &mut Model, mouse: Mouse, had_focus: bool) -> Vec<Effect> {
    let column = model.list_column();
    let row = usize::from(mouse.row.saturating_sub(column.y));
    let was_selected = model.list.select_at(row, column, &model.ruler);
    if had_focus && was_selected == Some(true) {
        let open = super::Message::Command(Command::Open);
        return super::update(model, open);
    }
    Vec::new()
}

/// A click on a link or a card follows it.
fn press_text(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let column = model.article_column();
    let Some(page) = model.article.page_mut() else {
        return Vec::new();
    };
    let line = page.top + usize::from(mouse.row.saturating_sub(column.y));
    let Some(at) = mouse.column.checked_sub(column.x) else {
        return Vec::new();
    };
    let Some(target) = page.target_at(line, usize::from(at)) else {
        return Vec::new();
    };
    page.selected = Some(target);
    follow_target(model)
}

fn press_related(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let Some(area) = model.areas().and_then(|areas| areas.related) else {
        return Vec::new();
    };
    let row = usize::from(mouse.row.saturating_sub(area.y));
    let rows = super::related_pane::rows(model, area);
    let Some(index) = rows
        .iter()
        .position(|r| r.top <= row && row < r.top + r.title.len())
    else {
        return Vec::new();
    };
    if model.related.selected == index {
        return follow_number(model, index + 1);
    }
    model.related.selected = index;
    Vec::new()
}
