//! Runs calls: commands with a number or an argument, from the command line, a key or a macro.

use super::{carry_on, number_typed, on_page, reading, run, settings};
use crate::app::action::Action;
use crate::app::areas::Pane;
use crate::app::article_list::ListEntry;
use crate::app::call::Call;
use crate::app::command::{
    ArgumentKind, ArticleCommand, Command, ListsCommand, MarksCommand, ShowCommand,
};
use crate::app::command_line::CommandLine;
use crate::app::count::{Count, Repetition, repetition};
use crate::app::effect::{Effect, ThemeEffect};
use crate::app::feeds;
use crate::app::library::{HEADLINES_ASKED, Removal};
use crate::app::list;
use crate::app::lists;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::prompt::SearchScope;
use crate::app::range;
use crate::app::search::SearchResults;
use crate::article::ArticleId;
use crate::words::{MarkChange, Phrase};
use std::collections::VecDeque;

/// A movement in an article is repeated at most this often.
const MOST_TIMES: usize = 1_000;

/// Runs a command for which the user typed a number.
pub(super) fn counted(model: &mut Model, command: Command, count: Count) -> Vec<Effect> {
    if let Command::Digit(digit) = command {
        let actions = number_typed(model, Count::typed(Some(count), digit));
        return carry_on(model, actions);
    }
    if command == Command::Show(ShowCommand::CommandLine) {
        let actions = open_command_line(model, Some(count.number));
        return carry_on(model, actions);
    }
    if model.context.focus == Pane::List {
        return repeated(model, command, count.number);
    }
    if command == Command::Article(ArticleCommand::OpenPage) {
        let page = model.article.page();
        let no_link = || vec![Action::Say(Phrase::NoLink(count.number, 0))];
        let actions = page.map_or_else(no_link, |page| page.open_link(count.number));
        return carry_on(model, actions);
    }
    let mut effects = carry_on(model, vec![Action::FollowOffer(count.number)]);
    effects.extend(on_page(model, command));
    effects
}

/// Runs commands one after another. The rest is dropped where keys become text, and waits where a command waits for
/// rows of the list.
pub(super) fn run_calls(model: &mut Model, calls: VecDeque<Call>) -> Vec<Effect> {
    let (mut effects, mut rest) = (Vec::new(), calls);
    while let Some(call) = rest.pop_front() {
        effects.extend(run_call(model, &call));
        if model.mode.takes_text() {
            break;
        }
        if model.list.paging.waiting.is_some() {
            model.rest = rest;
            break;
        }
    }
    effects
}

fn run_call(model: &mut Model, call: &Call) -> Vec<Effect> {
    let (count, command) = (call.count, call.command);
    if !call.argument.is_empty() {
        model.status.key_pressed();
        model.count = None;
        let actions = with_argument(model, call);
        return carry_on(model, actions);
    }
    let is_on_page = matches!(model.mode, Mode::Browse) && model.context.areas().is_some();
    let Some(count) = count.filter(|_| is_on_page && !command.is_global()) else {
        return run(model, command);
    };
    model.status.key_pressed();
    model.count = None;
    let is_in_list = model.context.focus == Pane::List;
    if let Some(change) = range::change_of(command).filter(|_| is_in_list) {
        let actions = mark_rows(model, count, change);
        return carry_on(model, actions);
    }
    if command == Command::Marks(MarksCommand::Remove) && is_in_list {
        let removal = removal_from_selected(model, count);
        return carry_on(model, range::removal_found(removal));
    }
    if command == Command::Article(ArticleCommand::OpenPage) && !is_in_list {
        return counted(model, command, Count::waiting(count));
    }
    repeated(model, command, count)
}

/// Repeats a command, as in `5j`.
fn repeated(model: &mut Model, command: Command, times: usize) -> Vec<Effect> {
    // No pane has more to go through than this.
    let times = times.min(model.list.len().max(MOST_TIMES));
    match repetition(command) {
        Repetition::Steps(direction) if model.context.focus == Pane::List => {
            let steps = direction * times.cast_signed();
            list::step(&mut model.list, steps, &model.context);
            Vec::new()
        }
        Repetition::Steps(_) | Repetition::Repeated => {
            (0..times).flat_map(|_| on_page(model, command)).collect()
        }
        Repetition::Once => on_page(model, command),
        Repetition::Dropped => Vec::new(),
    }
}

/// Opens the command line; a number that was typed before becomes its beginning.
pub(super) fn open_command_line(model: &mut Model, count: Option<usize>) -> Vec<Action> {
    let before = count.map_or_else(String::new, |count| format!("{count}:"));
    open_line(model, &before)
}

/// Opens the command line for a name of the search on the screen, which has this one.
pub(super) fn ask_for_name(model: &mut Model, name: &Phrase) -> Vec<Action> {
    let rename = Command::Lists(ListsCommand::RenameSearch);
    let argument = if let Phrase::SavedSearch(name) = name {
        name.to_string()
    } else {
        name.say(model.context.options.language).into_owned()
    };
    let call = Call {
        argument,
        ..Call::plain(rename)
    };
    open_line(model, &call.text())
}

/// Opens the command line with this beginning.
pub(super) fn open_line(model: &mut Model, text: &str) -> Vec<Action> {
    let line = CommandLine::open(text, &model.context);
    model.take_text(Mode::CommandLine(line));
    let is_requested = std::mem::replace(&mut model.command_history.is_requested, true);
    let history = (!is_requested).then_some(Effect::LoadCommandHistory);
    let themes = Effect::Theme(ThemeEffect::LoadAll);
    history
        .into_iter()
        .chain([themes])
        .map(Action::Perform)
        .collect()
}

/// Runs a command with its argument.
fn with_argument(model: &mut Model, call: &Call) -> Vec<Action> {
    match call.command.argument_kind() {
        ArgumentKind::Setting => settings::set(model, &call.argument),
        ArgumentKind::Theme => settings::set(model, &format!("theme {}", call.argument)),
        ArgumentKind::Feed(command) => {
            feeds::with_argument(command, &call.argument, &model.context)
        }
        ArgumentKind::Range => range::run(call, &model.context),
        ArgumentKind::Order => super::sort(model, &call.argument),
        ArgumentKind::SearchName => {
            let shown = model.search.results.as_ref().map(SearchResults::title);
            lists::rename(&call.argument, shown, &model.context)
        }
        ArgumentKind::SearchPosition => {
            let shown = model.search.results.as_ref().map(SearchResults::title);
            lists::move_to(&call.argument, shown, &model.context)
        }
        ArgumentKind::Words | ArgumentKind::Query => {
            let is_of_library = call.command.argument_kind() == ArgumentKind::Query;
            let scope = match model.context.focus {
                _ if is_of_library && model.context.options.library => SearchScope::Library,
                Pane::List => SearchScope::List,
                Pane::Article | Pane::Related if is_of_library => SearchScope::List,
                Pane::Article | Pane::Related => SearchScope::Article,
            };
            if scope != SearchScope::Article {
                reading::note_position(model);
                model.context.focus = Pane::List;
            }
            let (list, context) = (&mut model.list, &model.context);
            let mut actions = model.search.typed(scope, &call.argument, list, context);
            if is_of_library && scope == SearchScope::List {
                actions.push(Action::Say(Phrase::FiltersInstead));
            }
            actions
        }
        ArgumentKind::None => Vec::new(),
    }
}

/// Changes the marks of the selected article and of those below it.
fn mark_rows(model: &mut Model, count: usize, change: MarkChange) -> Vec<Action> {
    let ids = rows_from_selected(model, count);
    model.marking().rows(&ids, change)
}

/// Returns the selected article and those below it.
fn rows_from_selected(model: &Model, count: usize) -> Vec<ArticleId> {
    let entries = entries_from_selected(model, count);
    entries.map(|entry| entry.listing.id).collect()
}

/// Returns the removal of this number of stories from the selected one on.
fn removal_from_selected(model: &Model, count: usize) -> Removal {
    let named = entries_from_selected(model, count).take(HEADLINES_ASKED);
    Removal {
        ids: rows_from_selected(model, count),
        headlines: named
            .map(|entry| entry.listing.headline.as_str().into())
            .collect(),
        ..Removal::default()
    }
}

fn entries_from_selected(model: &Model, count: usize) -> impl Iterator<Item = &ListEntry> {
    let first = model.list.selected();
    let rows = first..first.saturating_add(count).min(model.list.len());
    rows.filter_map(|row| model.list.entry(row))
}
