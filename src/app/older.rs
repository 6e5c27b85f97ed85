//! The stories of a library that are not in the list yet.
//!
//! A library of 100,000 stories begins with the newest thousand, so that it opens as quickly and needs
//! as little memory as one of ten. The others are read a page at a time when the person comes near to
//! the end of the list, and all of them for what only all can answer: the last story, a filter, the
//! marking of everything.

use super::command::Command;
use super::library::other_source;
use super::{Effect, Model, Pane};
use crate::article::Listing;
use crate::words::Phrase;

/// So many stories before the end of the list the next page is asked for.
const MARGIN: usize = 300;

/// How far the library has been read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Older {
    /// The rows of the library that were read.
    read: usize,
    /// How many stories are still to come.
    left: usize,
    /// How many of these are unread.
    unread: usize,
    /// Whether a page was asked for and has not come.
    is_asked: bool,
    /// What is to be done when all stories are there.
    waiting: Option<Command>,
}

/// Some of the older stories of a library, and how it then stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OlderPage {
    /// The stories, newest first.
    pub listings: Vec<Listing>,
    /// The rows of the library that have been read, these included.
    pub read: usize,
    /// Whether these were the last ones.
    pub is_last: bool,
    /// How many stories the library has and how many of them are unread, if they were counted anew.
    pub counted: Option<(usize, usize)>,
}

impl Older {
    /// Returns how many stories are still to come.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Returns how many of these are unread.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// Gives up what waits for all stories: the person does something else.
    pub(super) fn give_up(&mut self) {
        self.waiting = None;
    }
}

/// The library cannot be read further: what is here is all that there is to see.
pub(super) fn failed(model: &mut Model) {
    model.older = Older::default();
}

/// Takes a page in; returns the command that waited for the last one.
pub(super) fn arrived(model: &mut Model, page: OlderPage) -> Option<Command> {
    let (stories, unread) = page
        .counted
        .unwrap_or_else(|| (model.count(), model.unread()));
    model.all_mut().arrive(page.listings);
    let column = model.list_column();
    model.list.settle(column, &model.ruler);
    model.older = Older {
        read: page.read,
        waiting: model.older.waiting.take(),
        ..Older::default()
    };
    if page.is_last {
        return model.older.waiting.take();
    }
    model.older.left = stories.saturating_sub(model.count());
    model.older.unread = unread.saturating_sub(model.unread());
    None
}

/// Returns what asks for the next page, where that is wanted by now.
pub(super) fn due(model: &mut Model) -> Option<Effect> {
    if model.older.left == 0 || model.older.is_asked {
        return None;
    }
    let is_near = model.found.is_none()
        && model.list.anchor().max(model.list.selected()) + MARGIN >= model.list.len();
    if !is_near && model.older.waiting.is_none() {
        return None;
    }
    model.older.is_asked = true;
    Some(Effect::LoadOlder(model.older.read))
}

/// Lets `command` wait for all stories where only they can answer it; returns whether it does.
pub(super) fn waits(model: &mut Model, command: Command) -> bool {
    let needs_all = match command {
        Command::Bottom => model.focus == Pane::List,
        Command::AllRead | Command::ReadBelow => true,
        Command::NextMatter => !model.is_finding() && model.list.next_unread(true).is_none(),
        Command::NextSource => other_source(model, true).is_none(),
        _ => false,
    };
    let waits = needs_all && model.older.left > 0 && model.found.is_none();
    if waits {
        model.older.waiting = Some(command);
        model.status.say(Phrase::ReadingOlder, model.now);
    }
    waits
}
