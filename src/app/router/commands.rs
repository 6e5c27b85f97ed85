//! Passes each command to the feature that runs it.

use super::{calls, number_typed, settings, sort};
use crate::app::action::Action;
use crate::app::areas::Pane;
use crate::app::command::{
    Command, FeedCommand, HitCommand, ListsCommand, Motion, SettingsCommand, ShowCommand,
    TerminalCommand,
};
use crate::app::dialog::Dialog;
use crate::app::dialog::help::HelpDialog;
use crate::app::dialog::messages::MessagesDialog;
use crate::app::effect::Effect;
use crate::app::feeds;
use crate::app::list;
use crate::app::lists;
use crate::app::model::Model;
use crate::app::search::SearchResults;
use crate::words::Phrase;

/// Passes a command to its feature.
pub(super) fn route(model: &mut Model, command: Command) -> Vec<Action> {
    match command {
        Command::Move(motion) => moved(model, motion),
        Command::Pane(command) => match model.context.focus {
            Pane::List => {
                let has_page = model.article.page().is_some();
                let has_results = model.search.results.is_some();
                let (list, context) = (&mut model.list, &model.context);
                list::command(list, command, context, (has_page, has_results))
            }
            Pane::Article => model.article.pane_command(command, &model.context),
            Pane::Related => model.related.command(command, offer_count(model)),
        },
        Command::List(command) => list::go(&mut model.list, command, &model.context),
        Command::Article(command) => {
            let address = model.address();
            model.article.command(command, address, &model.context)
        }
        Command::History(command) => model.history.command(command),
        Command::Find(command) => {
            let page = model.article.page();
            let page = page.filter(|_| model.context.focus != Pane::List);
            let in_article = page.map(|page| (page.query.clone(), page.offset));
            let (search, list) = (&model.search, &model.list);
            search.command(command, list, in_article, &model.context)
        }
        Command::Hit(command) => go_to_hit(model, command),
        Command::Marks(command) => {
            let (target, query) = (model.target(), model.search.query().to_owned());
            model.marking().command(command, target, &query)
        }
        Command::Lists(ListsCommand::Sort) => sort(model, ""),
        Command::Lists(ListsCommand::HideRead) => {
            let query = model.search.query().to_owned();
            let views = &mut model.search.views;
            views.hide_read(&query, &mut model.list, &model.context)
        }
        Command::Lists(command) => {
            let shown = model.search.results.as_ref().map(SearchResults::title);
            lists::command(command, shown.as_ref(), model.target(), &model.context)
        }
        Command::Refresh(command) => {
            let origin = model.origin();
            model.refresh.command(command, origin, &model.context)
        }
        // The key that edits a feed in its list gives a kept search on the screen another name.
        Command::Feeds(FeedCommand::Edit) if model.search.results.is_some() => {
            route(model, Command::Lists(ListsCommand::RenameSearch))
        }
        Command::Feeds(command) => feeds::command(command, &model.context),
        Command::Show(command) => show(model, command),
        Command::Settings(SettingsCommand::Set) => settings::set(model, ""),
        Command::Settings(SettingsCommand::Theme) => settings::set(model, "theme"),
        Command::Settings(SettingsCommand::Reload) => {
            vec![Action::Perform(Effect::ReloadConfiguration)]
        }
        Command::Terminal(command) => terminal(command),
        Command::Digit(0) => vec![Action::Say(Phrase::UnboundKey("0".into()))],
        Command::Digit(digit) => number_typed(model, digit.into()),
        Command::Close => close(model),
        Command::Quit => vec![Action::Quit],
    }
}

fn moved(model: &mut Model, motion: Motion) -> Vec<Action> {
    match model.context.focus {
        Pane::List => list::moved(&mut model.list, motion, &model.context),
        Pane::Article => return model.article.moved(motion),
        Pane::Related => {
            let count = offer_count(model);
            model.related.moved(motion, count);
        }
    }
    Vec::new()
}

fn offer_count(model: &Model) -> usize {
    model.article.page().map_or(0, |page| page.offers.len())
}

/// Goes to a hit if a search is active in the article. Otherwise `n` goes to the next unread
/// article, and `N` in the list toggles the read mark.
fn go_to_hit(model: &mut Model, command: HitCommand) -> Vec<Action> {
    match (command, model.context.focus) {
        (HitCommand::NextHitOrUnread, _) if model.is_finding() => model.article.go_to_hit(true),
        (HitCommand::NextHitOrUnread, _) => {
            let next = model.list.next_unread(true);
            list::go_to(&mut model.list, next, &model.context)
        }
        (HitCommand::PreviousHit, Pane::List) => vec![Action::ToggleRead],
        (HitCommand::PreviousHit, Pane::Article) => model.article.go_to_hit(false),
        (HitCommand::PreviousHit, Pane::Related) => Vec::new(),
    }
}

fn show(model: &mut Model, command: ShowCommand) -> Vec<Action> {
    match command {
        ShowCommand::CommandLine => return calls::open_command_line(model, None),
        ShowCommand::Manual => {
            let language = model.context.options.language;
            return vec![Action::Perform(Effect::LoadManual(language))];
        }
        ShowCommand::Help => model.show(Dialog::Help(HelpDialog)),
        ShowCommand::Messages if model.context.messages.is_empty() => {
            return vec![Action::Say(Phrase::NoRemarks)];
        }
        ShowCommand::Messages => model.show(Dialog::Messages(MessagesDialog)),
    }
    Vec::new()
}

fn terminal(command: TerminalCommand) -> Vec<Action> {
    let effect = match command {
        TerminalCommand::MeasureWidths => Effect::MeasureWidths,
        TerminalCommand::TogglePrint => Effect::TogglePrint,
        TerminalCommand::Redraw => Effect::Redraw,
        TerminalCommand::Suspend => Effect::Suspend,
    };
    let measuring = effect == Effect::MeasureWidths;
    let say = measuring.then_some(Action::Say(Phrase::Measuring));
    say.into_iter().chain([Action::Perform(effect)]).collect()
}

/// Closes the innermost of these that is open: the article (even with the list next to it), the
/// filter, the results, the program. The width of the window makes no difference.
fn close(model: &mut Model) -> Vec<Action> {
    if model.context.focus != Pane::List {
        return vec![Action::LeaveArticle];
    }
    if !model.list.query().is_empty() {
        list::clear_filter(&mut model.list, &model.context);
        return Vec::new();
    }
    if model.search.results.is_some() {
        return vec![Action::LeaveResults];
    }
    vec![Action::Quit]
}
