//! The meanings of mouse events: the wheel scrolls the pane under it, a click selects, a second
//! click opens, and dragging the rule next to the list changes the list's width.

use super::areas::{Areas, Pane};
use crate::key::{Mouse, MouseKind};

/// The number of lines that one step of the wheel scrolls.
const WHEEL: isize = 3;

/// The meaning of a mouse event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Gesture {
    /// Nothing.
    None,
    /// Scroll the dialog by lines, downwards if positive.
    ScrollDialog(isize),
    /// Close the dialog.
    CloseDialog,
    /// Start dragging the rule next to the list.
    Grab,
    /// Move the dragged rule to this column.
    Drag(u16),
    /// End the dragging.
    Release,
    /// Scroll a pane by lines, downwards if positive.
    Scroll(Pane, isize),
    /// Click into a pane.
    Press(Pane),
}

/// Returns the meaning of an event while a dialog is open.
pub(super) fn over_dialog(mouse: Mouse) -> Gesture {
    match mouse.kind {
        MouseKind::Press => Gesture::CloseDialog,
        MouseKind::WheelDown => Gesture::ScrollDialog(WHEEL),
        MouseKind::WheelUp => Gesture::ScrollDialog(-WHEEL),
        MouseKind::Drag | MouseKind::Release | MouseKind::MiddlePress | MouseKind::RightPress => {
            Gesture::None
        }
    }
}

/// Returns the meaning of an event on the panes; `is_dragged` says whether the user is dragging the
/// rule.
pub(super) fn over_panes(mouse: Mouse, areas: &Areas, is_dragged: bool) -> Gesture {
    let pane = areas.pane_at(mouse.column, mouse.row);
    let scroll = |lines| pane.map_or(Gesture::None, |pane| Gesture::Scroll(pane, lines));
    match mouse.kind {
        MouseKind::Press if areas.rules.first() == Some(&mouse.column) => Gesture::Grab,
        MouseKind::Press => pane.map_or(Gesture::None, Gesture::Press),
        MouseKind::Drag if is_dragged => Gesture::Drag(mouse.column),
        MouseKind::Drag | MouseKind::MiddlePress | MouseKind::RightPress => Gesture::None,
        MouseKind::Release => Gesture::Release,
        MouseKind::WheelDown => scroll(WHEEL),
        MouseKind::WheelUp => scroll(-WHEEL),
    }
}

/// Returns whether an event begins a new action, rather than ending a click.
pub(super) fn starts_gesture(mouse: Mouse) -> bool {
    match mouse.kind {
        MouseKind::Press
        | MouseKind::MiddlePress
        | MouseKind::RightPress
        | MouseKind::WheelDown
        | MouseKind::WheelUp => true,
        MouseKind::Drag | MouseKind::Release => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Size;

    fn mouse(kind: MouseKind, column: u16, row: u16) -> Mouse {
        Mouse { kind, column, row }
    }

    #[test]
    fn the_pane_under_the_pointer_scrolls_whichever_has_the_keys() {
        let size = Size {
            width: 120,
            height: 24,
        };
        let areas = Areas::of(size, Pane::List, None).unwrap();
        let wheel = mouse(MouseKind::WheelDown, 100, 5);
        let gesture = over_panes(wheel, &areas, false);
        assert_eq!(gesture, Gesture::Scroll(Pane::Article, WHEEL));
        let rule = areas.rules[0];
        let press = mouse(MouseKind::Press, rule, 5);
        assert_eq!(over_panes(press, &areas, false), Gesture::Grab);
    }

    #[test]
    fn a_drag_moves_the_rule_only_if_it_was_grabbed() {
        let size = Size {
            width: 120,
            height: 24,
        };
        let areas = Areas::of(size, Pane::List, None).unwrap();
        let drag = mouse(MouseKind::Drag, 60, 5);
        assert_eq!(over_panes(drag, &areas, false), Gesture::None);
        assert_eq!(over_panes(drag, &areas, true), Gesture::Drag(60));
    }
}
