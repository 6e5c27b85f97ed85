//! The application as a pure state machine: `update(&mut Model, Message) -> Vec<Effect>`.
//!
//! It reads no file, no clock and no environment, draws nothing, and starts no thread. Events come
//! in as [`Message`]s; requests to the runtime go out as [`Effect`]s, plain values that a test can
//! compare; the result of an effect comes back as an [`Answer`]. [`areas`] decides where panes are
//! on the screen, so that paging and the mouse work without the view.
//!
//! Each feature has a file with its state, its commands and its tests. A feature does not import
//! other features: it changes its own state and returns [`Action`]s, which `router` performs. All
//! features share the vocabulary (commands, actions, effects, messages) and values such as the list
//! of articles, prompts and hints.

pub mod action;
pub mod areas;
pub mod article;
pub mod article_list;
mod browser;
pub mod call;
pub mod candidate;
pub mod command;
pub mod command_line;
mod configuration;
pub mod context;
mod count;
pub mod dialog;
mod effect;
pub mod enlarged;
mod feeds;
pub mod hints;
mod history;
mod hits;
pub mod input_line;
pub mod keymap;
pub mod library;
mod list;
mod lists;
mod marks;
mod message;
pub mod mode;
mod model;
mod mouse;
pub mod news;
mod paging;
pub mod prompt;
pub mod query_completion;
pub mod query_terms;
mod range;
mod refresh;
pub mod related;
mod router;
pub mod row_template;
mod search;
pub mod settings;
pub mod status_line;
#[cfg(test)]
mod testing;
pub mod views;

pub use areas::Pane;
pub use configuration::Configuration;
pub use context::Options;
pub use effect::{Effect, ThemeEffect};
pub use message::{Answer, Message};
pub use model::Model;

use crate::article::ArticleId;
use action::Action;
use mode::Mode;

/// Applies `message` to `model`; returns what the runtime must do next.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let selected = model.list.selected_id();
    let mut begun = None;
    if message.is_from_user() {
        model.list.paging.give_up();
        model.rest.clear();
        begun = model.begun.take();
    }
    let actions = match message {
        Message::Command(command) => vec![Action::Run(command)],
        Message::Calls(calls) => vec![Action::Calls(calls)],
        Message::Begun(key) => router::begun(model, begun, key),
        Message::Typed(key) => router::typed(model, begun, key),
        Message::Pasted(text) => router::pasted(model, &text),
        Message::Mouse(mouse) => router::pointed(model, mouse),
        Message::Resized(size) => router::resized(model, size),
        Message::Answered(answer) => router::answered(model, answer),
        Message::Tick(now) => router::tick(model, now),
    };
    let mut effects = router::carry_on(model, actions);
    effects.extend(follow_up(model, selected));
    effects
}

/// Updates the state that depends on other state after a message; `before` is the article that was
/// selected before the message.
fn follow_up(model: &mut Model, before: Option<ArticleId>) -> Vec<Effect> {
    if model.context.focus == Pane::List {
        let column = model.context.list_column();
        let ruler = &model.context.ruler;
        model.list.return_to_selected(column, ruler);
    }
    if matches!(model.mode, Mode::Browse)
        && let Some(dialog) = model.delayed_dialog.take()
    {
        model.show(dialog);
    }
    let actions = router::preview(model, before);
    let mut effects = router::carry_on(model, actions);
    if model.context.options.library {
        let is_typing = model.is_typing();
        let query = model.search.query();
        effects.extend(paging::requests(&mut model.list, query, is_typing));
    }
    if model.history.is_save_due(model.context.now) {
        let save = router::save_position(model).into_iter().collect();
        effects.extend(router::carry_on(model, save));
    }
    effects
}
