//! Commands to those who answer them: what lies on top, the number being typed, what means the same
//! everywhere, else the pane with the keys.

use super::article::{
    in_article, in_related, leave_article, next_matter, put_letters, show_left_out, travel,
};
use super::keep_place;
use super::list::{clear_filter, in_list, list_move, neighbour, next_source, unread};
use super::refresh;
use super::search::{say_unbound, start_library_search, start_search};
use crate::app::boxes;
use crate::app::command::{Command, keys_of};
use crate::app::follow::{
    copy_address, copy_paragraph, follow_number, follow_story, link_count, open_image,
    open_image_number, open_link, open_page, pick_image,
};
use crate::app::library;
use crate::app::marks::{self, Extent};
use crate::app::overlay::Overlay;
use crate::app::paging;
use crate::app::{Count, Effect, Model, Pane};
use crate::article::Marks;
use crate::search::Query;
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
    // Where the screen has no room nobody sees what a key does.
    if model.areas().is_none() && command != Command::Close {
        return Vec::new();
    }
    if model.overlay.is_some() {
        return over_page(model, command);
    }
    let Some(Count { number, .. }) = model.count.take() else {
        return on_page(model, command);
    };
    match command {
        Command::Digit(digit) => {
            let number = number.saturating_mul(10).saturating_add(digit.into());
            counted(model, number)
        }
        _ if model.focus == Pane::List => repeated(model, command, number),
        Command::OpenPage => open_link(model, number),
        _ => {
            let mut effects = follow_number(model, number);
            effects.extend(on_page(model, command));
            effects
        }
    }
}

/// `5j`: a command of the list so many times; one that cannot be repeated once. Esc only takes the number
/// back.
fn repeated(model: &mut Model, command: Command, times: usize) -> Vec<Effect> {
    let times = times.min(model.list.len());
    match command {
        Command::Back => Vec::new(),
        Command::Down | Command::NextStory => list_move(model, times.cast_signed()),
        Command::Up | Command::PreviousStory => list_move(model, -times.cast_signed()),
        Command::PageDown | Command::PageUp | Command::HalfPageDown | Command::HalfPageUp => {
            (0..times).flat_map(|_| on_page(model, command)).collect()
        }
        _ => on_page(model, command),
    }
}

/// A number was typed. In a list it waits for the key that it counts; in an article it follows a related
/// story, at once where no key could make anything else of it.
fn counted(model: &mut Model, number: usize) -> Vec<Effect> {
    if model.focus == Pane::List {
        model.count = Some(Count {
            number,
            until: None,
        });
        return Vec::new();
    }
    let longer = number.saturating_mul(10);
    let links = link_count(model);
    let related = model.article.page().map_or(0, |page| page.offers.len());
    // Of a story that is still being read nobody knows what it offers.
    let is_there = model.wanted.is_none();
    if is_there && longer > related && longer > links && number > links {
        return follow_number(model, number);
    }
    model.count = Some(Count {
        number,
        until: Some(model.now + DIGIT_PATIENCE),
    });
    Vec::new()
}

/// A command while nothing lies on top: what means the same in every pane, else the pane's.
pub(super) fn on_page(model: &mut Model, command: Command) -> Vec<Effect> {
    if paging::waits(model, command) {
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
        Command::Digit(0) => {
            let key = Phrase::UnboundKey("0".into());
            model.status.say(key, model.now);
        }
        Command::Digit(digit) => return counted(model, digit.into()),
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
    match command {
        Command::ToggleRead => marks::turn(model, |marks| Marks {
            read: !marks.read,
            ..marks
        }),
        Command::Star => marks::turn(model, |marks| Marks {
            starred: !marks.starred,
            ..marks
        }),
        Command::AllRead => marks::read_many(model, Extent::All),
        Command::ReadAbove => marks::read_many(model, Extent::Above),
        Command::ReadBelow => marks::read_many(model, Extent::Below),
        _ => marks::undo(model),
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
    match command {
        Command::Search if boxes::has_rows(model) => {
            boxes::start(model);
            return Vec::new();
        }
        Command::Back if !model.narrowed.is_empty() => {
            boxes::narrow(model, Query::default());
            return Vec::new();
        }
        _ if boxes::is_without_row(model, command) => return Vec::new(),
        _ => {}
    }
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
        (Overlay::Lists { .. }, Command::LeftOut) => {
            let effects = library::drop_list(model);
            // What moves up into its place may be a row that is not shown.
            let narrowed = model.narrowed.clone();
            boxes::narrow(model, narrowed);
            return effects;
        }
        (Overlay::Images { .. }, Command::Digit(digit)) => {
            model.overlay = None;
            return open_image_number(model, usize::from(digit));
        }
        (_, Command::Close | Command::Back | Command::Help | Command::Open) => {
            model.overlay = None;
            return Vec::new();
        }
        _ => {}
    }
    if !boxes::moved(model, command) {
        let key = keys_of(command).first().copied().unwrap_or_default();
        say_unbound(model, key.to_owned());
    }
    Vec::new()
}
