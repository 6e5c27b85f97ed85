//! Commands to those who answer them: what lies on top, the number being typed, what means the same
//! everywhere, else the pane with the keys.

use super::article::{
    in_article, in_related, leave_article, next_matter, put_letters, show_left_out, travel,
};
use super::keep_place;
use super::list::{clear_filter, in_list, list_move, neighbour, next_source, unread};
use super::refresh;
use super::search::{start_library_search, start_search};
use crate::app::command::Command;
use crate::app::follow::{
    copy_address, copy_paragraph, follow_number, follow_story, open_image, open_image_number,
    open_link, open_page, pick_image,
};
use crate::app::library;
use crate::app::older;
use crate::app::overlay::Overlay;
use crate::app::{Effect, Model, Pane};
use crate::article::Marks;
use crate::words::Phrase;
use chrono::Duration;

/// How long a digit waits for another one, or for `o`, before it counts as a story's number.
const DIGIT_PATIENCE: Duration = Duration::milliseconds(600);

pub(super) fn commanded(model: &mut Model, command: Command) -> Vec<Effect> {
    model.status.key_pressed();
    match command {
        Command::Quit => return quit(model),
        Command::Suspend => return vec![Effect::Suspend],
        Command::TogglePrint => return vec![Effect::TogglePrint],
        Command::Redraw => return vec![Effect::Redraw],
        Command::MeasureWidths => {
            model.status.say(Phrase::Measuring, model.now);
            return vec![Effect::MeasureWidths];
        }
        _ => {}
    }
    if model.overlay.is_some() {
        return over_page(model, command);
    }
    let pending = model.count.take();
    let mut effects = Vec::new();
    if let Some((number, _)) = pending {
        match command {
            Command::Digit(digit) => {
                return count(model, number.saturating_mul(10) + usize::from(digit));
            }
            Command::OpenPage if model.focus != Pane::List => {
                return open_link(model, number);
            }
            Command::Down | Command::Up if model.focus == Pane::List => {
                return repeated(model, command, number);
            }
            _ if model.focus != Pane::List => effects = follow_number(model, number),
            _ => {}
        }
    }
    effects.extend(on_page(model, command));
    effects
}

pub(super) fn repeated(model: &mut Model, command: Command, times: usize) -> Vec<Effect> {
    let times = times.min(model.list.len()).cast_signed();
    list_move(
        model,
        if command == Command::Down {
            times
        } else {
            -times
        },
    )
}

pub(super) fn count(model: &mut Model, number: usize) -> Vec<Effect> {
    model.count = Some((number, model.now + DIGIT_PATIENCE));
    // With fewer than ten stories and links, one digit says it all.
    Vec::new()
}

/// A command while nothing lies on top: what means the same in every pane, else the pane's.
pub(super) fn on_page(model: &mut Model, command: Command) -> Vec<Effect> {
    if older::waits(model, command) {
        return Vec::new();
    }
    match command {
        Command::Help => model.overlay = Some(Overlay::Help { top: 0 }),
        Command::Remarks if model.status.remarks.is_empty() => {
            model.status.say(Phrase::NoRemarks, model.now);
        }
        Command::Remarks => model.overlay = Some(Overlay::Remarks { top: 0 }),
        Command::Search => start_search(model),
        Command::SearchLibrary => start_library_search(model),
        Command::Lists => return library::ask_for_lists(model),
        Command::Keep => return library::keep(model),
        Command::Refresh => return refresh::one(model),
        Command::RefreshAll => return refresh::all(model),
        Command::Feeds => return refresh::feeds(model),
        Command::Undo
        | Command::ToggleRead
        | Command::Star
        | Command::AllRead
        | Command::ReadAbove
        | Command::ReadBelow => return marked(model, command),
        Command::NextSource => return next_source(model, true),
        Command::PreviousSource => return next_source(model, false),
        Command::Digit(digit) if digit > 0 || model.focus == Pane::List => {
            return count(model, usize::from(digit));
        }
        Command::HistoryBack | Command::HistoryForward => return travel(model, command),
        Command::NextStory => return neighbour(model, 1),
        Command::PreviousStory => return neighbour(model, -1),
        Command::NextMatter => return next_matter(model),
        Command::PreviousUnread => return unread(model, false),
        Command::OpenPage => return open_page(model),
        Command::OpenImage => return open_image(model),
        Command::PickImage => return pick_image(model),
        Command::Copy => return copy_address(model),
        Command::CopyParagraph => return copy_paragraph(model),
        Command::Letters => put_letters(model),
        Command::LeftOut => show_left_out(model),
        Command::Close => return close(model),
        _ => return in_pane(model, command),
    }
    Vec::new()
}

/// A command that changes marks.
fn marked(model: &mut Model, command: Command) -> Vec<Effect> {
    let (selected, all) = (model.list.selected(), model.list.len());
    match command {
        Command::ToggleRead => library::turn(model, |marks| Marks {
            read: !marks.read,
            ..marks
        }),
        Command::Star => library::turn(model, |marks| Marks {
            starred: !marks.starred,
            ..marks
        }),
        Command::AllRead => library::read_many(model, 0..all),
        Command::ReadAbove => library::read_many(model, 0..selected),
        Command::ReadBelow => library::read_many(model, selected + 1..all),
        _ => library::undo(model),
    }
}

/// Ends the program; where the person reads is kept first.
fn quit(model: &mut Model) -> Vec<Effect> {
    let mut effects: Vec<Effect> = keep_place(model).into_iter().collect();
    effects.push(Effect::Quit);
    effects
}

/// `q`: leaves the article, also where the list stands beside it, then a filter; then quits.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    // What a key does must not depend on how wide the window happens to be.
    if model.focus != Pane::List {
        leave_article(model);
        return Vec::new();
    }
    if !model.list.query().is_empty() {
        clear_filter(model);
        return Vec::new();
    }
    if library::leave_found(model) {
        return Vec::new();
    }
    quit(model)
}

pub(super) fn in_pane(model: &mut Model, command: Command) -> Vec<Effect> {
    match model.focus {
        Pane::List => in_list(model, command),
        Pane::Article => in_article(model, command),
        Pane::Related => in_related(model, command),
    }
}

/// A command while a box lies on top.
pub(super) fn over_page(model: &mut Model, command: Command) -> Vec<Effect> {
    if let Some(effects) = refresh::in_box(model, command) {
        return effects;
    }
    let Some(overlay) = &mut model.overlay else {
        return Vec::new();
    };
    match (overlay, command) {
        (Overlay::Address(address), Command::Copy) => return vec![Effect::Copy(address.clone())],
        (Overlay::Offer { id, .. }, Command::Open) => {
            let id = *id;
            model.overlay = None;
            return follow_story(model, id);
        }
        (Overlay::Images { selected }, Command::Open | Command::OpenImage) => {
            let number = selected.saturating_add(1);
            model.overlay = None;
            return open_image_number(model, number);
        }
        (Overlay::Lists { lists, selected }, Command::Open) => {
            let chosen = lists.get((*selected).min(lists.len().saturating_sub(1)));
            let chosen = chosen.cloned();
            model.overlay = None;
            return chosen.map_or_else(Vec::new, |list| library::choose_list(model, &list));
        }
        (Overlay::Lists { .. }, Command::LeftOut) => return library::drop_list(model),
        (Overlay::Images { .. }, Command::Digit(digit)) => {
            model.overlay = None;
            return open_image_number(model, usize::from(digit));
        }
        (_, Command::Close | Command::Back | Command::Help | Command::Open) => {
            model.overlay = None;
        }
        (overlay, command) => scroll_overlay(overlay, command),
    }
    Vec::new()
}

pub(super) fn scroll_overlay(overlay: &mut Overlay, command: Command) {
    let (Overlay::Help { top }
    | Overlay::Remarks { top }
    | Overlay::Images { selected: top }
    | Overlay::Lists { selected: top, .. }
    | Overlay::Feeds { selected: top, .. }
    | Overlay::Starter { selected: top, .. }) = overlay
    else {
        return;
    };
    *top = match command {
        Command::Down | Command::NextStop => top.saturating_add(1),
        Command::Up | Command::PreviousStop => top.saturating_sub(1),
        Command::PageDown | Command::HalfPageDown => top.saturating_add(10),
        Command::PageUp | Command::HalfPageUp => top.saturating_sub(10),
        Command::Top => 0,
        Command::Bottom => usize::MAX,
        _ => *top,
    };
}
