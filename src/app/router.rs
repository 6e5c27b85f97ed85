//! Passes messages to the features, and actions from one feature to another.
//!
//! Only this module and its submodules know every feature. [`run`] decides by the mode what a
//! command means, and [`route`] passes it to its feature. The feature returns actions for other
//! features, which [`carry_on`] performs in order.

mod answers;
mod calls;
mod pointer;
mod reading;
mod settings;
mod typing;

pub(super) use answers::answered;
pub(super) use pointer::pointed;
pub(super) use reading::{preview, save_position};
pub(super) use typing::{begun, pasted, typed};

use super::action::Action;
use super::areas::Pane;
use super::article_list::ArticleList;
use super::browser;
use super::command::{
    Command, FeedCommand, HitCommand, ListsCommand, MarksCommand, Motion, SettingsCommand,
    ShowCommand, TerminalCommand,
};
use super::count::{Count, is_final};
use super::dialog::Dialog;
use super::dialog::confirm::ConfirmDialog;
use super::dialog::feed::FeedDialog;
use super::dialog::help::HelpDialog;
use super::dialog::images::ImagesDialog;
use super::dialog::messages::MessagesDialog;
use super::dialog::offer::OfferDialog;
use super::effect::Effect;
use super::enlarged::Enlarged;
use super::feeds;
use super::list;
use super::lists;
use super::mode::Mode;
use super::model::Model;
use super::paging;
use super::related;
use super::search::SearchResults;
use crate::article::{ArticleId, Timestamp};
use crate::search::Query;
use crate::words::Phrase;
use ratatui::layout::Size;

/// Runs a command in the current mode.
fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    model.status.key_pressed();
    if command.is_global() {
        let actions = route(model, command);
        return carry_on(model, actions);
    }
    // If the screen is too small for panes, the user cannot see what a key does.
    if model.context.areas().is_none() && command != Command::Close {
        return Vec::new();
    }
    if let Mode::Dialog(open) = &mut model.mode {
        let actions = open.command(command, &model.context);
        return carry_on(model, actions);
    }
    match model.count.take() {
        Some(count) => calls::counted(model, command, count),
        None => on_page(model, command),
    }
}

/// Handles a typed number. In the list, the number waits for the command that it repeats. In an
/// article it opens a related article, at once if no further key could give it another meaning.
fn number_typed(model: &mut Model, number: usize) -> Vec<Action> {
    if model.context.focus == Pane::List {
        model.count = Some(Count::waiting(number));
        return Vec::new();
    }
    let page = model.article.page();
    let (related, links) = page.map_or((0, 0), |page| (page.offers.len(), page.link_count()));
    // The related articles of an article that is still loading are unknown.
    if !model.article.is_loading() && is_final(number, related, links) {
        return vec![Action::FollowOffer(number)];
    }
    model.count = Some(Count::pausing(number, &model.context));
    Vec::new()
}

/// Runs a command on the page, or makes it wait for rows of the library.
fn on_page(model: &mut Model, command: Command) -> Vec<Effect> {
    let is_finding = model.is_finding();
    let (query, situation) = (model.search.query(), (&model.context, is_finding));
    let waiting = paging::wait(&mut model.list, command, query, situation);
    let actions = waiting.unwrap_or_else(|| route(model, command));
    carry_on(model, actions)
}

/// Passes a command to its feature.
fn route(model: &mut Model, command: Command) -> Vec<Action> {
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

/// Gives the list on the screen another order: the one that is named, or the next one.
fn sort(model: &mut Model, named: &str) -> Vec<Action> {
    let query = model.search.query().to_owned();
    let views = &mut model.search.views;
    views.sort(named, &query, &mut model.list, &model.context)
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

/// Performs actions in order; returns the effects.
pub(super) fn carry_on(model: &mut Model, actions: Vec<Action>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for action in actions {
        effects.extend(carry_out(model, action));
    }
    effects
}

/// Performs an action and the actions that follow from it.
#[expect(clippy::too_many_lines, reason = "a table: an arm for each action")]
fn carry_out(model: &mut Model, action: Action) -> Vec<Effect> {
    let mut next = Vec::new();
    let now = model.context.now;
    match action {
        Action::Perform(effect) => return vec![effect],
        Action::Run(command) => return run(model, command),
        Action::Calls(calls) => return calls::run_calls(model, calls.iter().cloned().collect()),
        Action::GoOn => {
            let rest = std::mem::take(&mut model.rest);
            return calls::run_calls(model, rest);
        }
        Action::Retry(command) => return on_page(model, command),
        Action::Say(phrase) => {
            log(model, &phrase);
            model.status.say(phrase, now);
        }
        Action::Announce(phrase) => {
            log(model, &phrase);
            model.status.announce(phrase, now);
        }
        Action::Warn(phrase) => {
            log(model, &phrase);
            model.status.warn(phrase);
        }
        Action::Focus(pane) => model.context.focus = pane,
        Action::Prompt(scope, prompt) => model.take_text(Mode::Prompt(scope, prompt)),
        Action::Hint(hints) => model.take_text(Mode::Hints(hints)),
        Action::MarkRange(range, change) => next = model.marking().range(range, change),
        Action::Confirm(asked) => model.show(Dialog::Confirm(ConfirmDialog { asked })),
        Action::Remove(removal) => next = model.marking().remove(removal),
        Action::CloseDialog => model.mode = Mode::Browse,
        Action::SelectRow(row) => select_row(model, row),
        Action::RenameSearch(name) => next = calls::ask_for_name(model, &name),
        Action::NameResults(query, name) => {
            let results = model.search.results.iter_mut();
            let results = results.filter(|results| results.question == query);
            results.for_each(|results| results.name = Some(name.clone()));
        }
        Action::ForgetSearch(name, query) => next = model.marking().forget_search(name, query),
        Action::Undo => next = route(model, Command::Marks(MarksCommand::Undo)),
        Action::PickImage => pick_image(model),
        Action::Enlarge(block) => enlarge(model, block),
        Action::OfferClosest { wanted, id } => offer_closest(model, wanted, id),
        Action::Open(id) => next = reading::open(model, id),
        Action::OpenSelected => next = reading::open_selected(model),
        Action::Follow(id) => next = reading::follow(model, id),
        Action::GoBack => next = reading::go_back(model),
        Action::LeaveArticle => reading::leave(model),
        Action::FollowOffer(number) => next = follow_offer(model, number),
        Action::OpenAddress(address) => next = browser::open(&address),
        Action::BeginLine(text) => next = calls::open_line(model, text),
        Action::EditFeed(feed) => model.show(Dialog::Feed(FeedDialog { feed })),
        Action::OpenOriginal(address) => next = browser::open_original(&address),
        Action::CopyAddress(address) => next.push(browser::copy(address)),
        Action::Step(steps) => next = list::neighbour(&mut model.list, steps, &model.context),
        Action::ShowList { name, question } => next = show_list(model, name, &question),
        Action::ReloadResults => next = model.search.reload(&mut model.list, &model.context),
        Action::LeaveResults => model.search.leave(&mut model.list, &model.context),
        Action::ReloadMarks => next = reload_marks(model),
        Action::ToggleRead => next = route(model, Command::Marks(MarksCommand::ToggleRead)),
        Action::FindInArticle(query) => find_in_article(model, query, None),
        Action::RestoreArticle(query, offset) => find_in_article(model, query, Some(offset)),
        Action::SayHit => next = model.article.say_hit(),
        Action::Refresh(effect) => next = model.refresh.begin(effect),
        Action::Quit => {
            next.extend(save_position(model));
            next.push(Action::Perform(Effect::Quit));
        }
    }
    carry_on(model, next)
}

/// Keeps what is said among the messages.
fn log(model: &mut Model, phrase: &Phrase) {
    if *phrase != Phrase::NoRemarks {
        let text = model.context.say(phrase).as_ref().into();
        model.context.add_message(text);
    }
}

fn select_row(model: &mut Model, row: usize) {
    if let Mode::Dialog(open) = &mut model.mode {
        open.cursor = row;
    }
}

fn show_list(model: &mut Model, name: Phrase, question: &str) -> Vec<Action> {
    reading::note_position(model);
    model.context.focus = Pane::List;
    let (list, context) = (&mut model.list, &model.context);
    model.search.show_list(name, question, list, context)
}

fn enlarge(model: &mut Model, block: usize) {
    if let Some(page) = model.article.page() {
        let place = page.place_in_block(block);
        let enlarged = Enlarged::open(&page.article, (block, place), &page.query, &model.context);
        if let Some(enlarged) = enlarged {
            model.take_text(Mode::Enlarged(Box::new(enlarged)));
        }
    }
}

fn pick_image(model: &mut Model) {
    if let Some(page) = model.article.page() {
        let dialog = ImagesDialog::new(&page.article);
        model.show(Dialog::Images(dialog));
    }
}

fn offer_closest(model: &mut Model, wanted: String, id: ArticleId) {
    let entry = model.all().find(id);
    let headline = entry.map(|entry| entry.listing.headline.clone());
    model.show(Dialog::Offer(OfferDialog {
        wanted,
        id,
        headline: headline.unwrap_or_default(),
    }));
}

fn follow_offer(model: &Model, number: usize) -> Vec<Action> {
    let page = model.article.page();
    page.map_or_else(Vec::new, |page| {
        related::follow(number, &page.offers, model.all())
    })
}

/// Requests the marks of all articles in memory, and the number of unread articles.
fn reload_marks(model: &mut Model) -> Vec<Action> {
    let hidden = model.search.results.is_some().then(|| model.all());
    let entries = model.list.entries().iter();
    let entries = entries.chain(hidden.into_iter().flat_map(ArticleList::entries));
    let ids = entries.map(|entry| entry.listing.id).collect();
    let count = paging::count(model.search.all_mut(&mut model.list), "");
    vec![
        Action::Perform(Effect::LoadMarks(ids)),
        Action::Perform(count),
    ]
}

/// Searches in the open article; with an `offset`, scrolls there.
fn find_in_article(model: &mut Model, query: Query, offset: Option<usize>) {
    let Some(page) = model.article.page_mut() else {
        return;
    };
    page.find(query);
    if let Some(offset) = offset {
        page.offset = offset;
        model.article.relayout(&model.context);
    }
}

/// Updates the time, and whatever depends on it.
pub(super) fn tick(model: &mut Model, now: Timestamp) -> Vec<Action> {
    model.context.now = now;
    model.status.expire(now);
    let due = model.count.take_if(|count| count.is_due(now));
    let follow = due.map(|count| Action::FollowOffer(count.number));
    let mut actions: Vec<Action> = follow.into_iter().collect();
    actions.extend(model.refresh.tick(&model.context));
    actions
}

/// Handles a change of the screen's size.
pub(super) fn resized(model: &mut Model, size: Size) -> Vec<Action> {
    model.context.size = size;
    if model.context.focus == Pane::Related && !model.context.has_related_pane() {
        model.context.focus = Pane::Article;
    }
    model.relayout();
    Vec::new()
}
