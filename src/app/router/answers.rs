//! Passes answers of the runtime to the features that they concern.

mod feeds;
mod rows;

use crate::app::action::Action;
use crate::app::dialog::Dialog;
use crate::app::dialog::address::AddressDialog;
use crate::app::dialog::feed_offers::FeedOffersDialog;
use crate::app::dialog::lists::ListsDialog;
use crate::app::effect::Effect;
use crate::app::library::{NamedList, ValueField};
use crate::app::marks;
use crate::app::message::Answer;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::prompt::SearchScope;
use crate::app::range;
use crate::app::related;
use crate::article::{Article, ArticleId, Offer};
use crate::print::Shaper;
use crate::text::clean_text::CleanText;
use crate::text::width::WidthProfile;
use crate::words::{ConfigFault, Phrase};
use std::sync::Arc;
use std::time::Duration;

/// Handles an answer of the runtime.
#[expect(clippy::too_many_lines, reason = "a table: an arm for each answer")]
pub(in crate::app) fn answered(model: &mut Model, answer: Answer) -> Vec<Action> {
    match answer {
        Answer::Arrived(listings) => rows::listed(model, listings),
        Answer::Progress { done, total } => model.status.progress(done, total),
        Answer::AllRead => rows::input_ended(model),
        Answer::Remark(message) => remarked(model, message),
        Answer::Fresh(listings) => return rows::fresh(model, listings),
        Answer::Rows(page) => return rows::arrived(model, page),
        Answer::NoRows(query) => rows::failed(model, &query),
        Answer::Counted(count) => rows::counted(model, &count),
        Answer::Found {
            generation,
            answers,
        } => rows::found(model, generation, answers),
        Answer::MarkedRead(change, count) => {
            return marks::rows_marked(&mut model.undo, change, count);
        }
        Answer::RangeMarked(change, mark, count) => {
            return marks::range_marked(&mut model.undo, change, mark, count);
        }
        Answer::RangeFound(addresses, stories) => return range::found(addresses, stories),
        Answer::Values(field, names) => values_arrived(model, field, names),
        Answer::RemovalFound(removal) => return range::removal_found(removal),
        Answer::Removed(removal) => return rows::removed(model, removal),
        Answer::BroughtBack(count) => return rows::brought_back(model, count),
        Answer::Views(views) => rows::views_arrived(model, views),
        Answer::Themes(names) => themes(model, names),
        Answer::ThemeFound(name) => return theme_found(model, &name),
        Answer::NoTheme(fault, kept) => return no_theme(model, fault, kept),
        Answer::ConfigurationFaults(faults) => {
            return super::settings::said_faults(model, faults)
                .into_iter()
                .collect();
        }
        Answer::Configured {
            configuration,
            is_asked,
        } => return super::settings::configured(model, *configuration, is_asked),
        Answer::ManualReady(id) => return super::reading::show(model, id),
        Answer::CommandHistory(lines) => model.command_history.add_earlier(lines),
        Answer::MarksChanged => return vec![Action::ReloadMarks],
        Answer::Marked(marks) => rows::marked(model, marks),
        Answer::Loaded(article) => return loaded(model, article),
        Answer::NotLoaded(id, why) => model.article.failed(id, why),
        Answer::Whole(article) => model.article.became_whole(article, &model.context),
        Answer::Suggested(id, offers) => suggested(model, id, offers),
        Answer::History(opened) => model.history.remember(opened),
        Answer::Lists(lists) => lists_arrived(model, lists),
        Answer::FeedsChanged {
            said,
            feeds,
            changed,
        } => return feeds::changed(model, said, feeds, changed.as_ref()),
        Answer::FeedOffers(offers) => {
            model.show(Dialog::FeedOffers(FeedOffersDialog { offers }));
        }
        Answer::Feeds(feeds) => feeds::show(model, feeds),
        Answer::Starter(groups) => feeds::starter(model, groups),
        Answer::NotOpened(address) => not_opened(model, address),
        Answer::FollowsNothing => model.refresh.follows_nothing = true,
        Answer::Refreshing(progress) => model.refresh.progressed(progress),
        Answer::Refreshed { said, is_faulty } => {
            return model.refresh.ended(said, is_faulty).into_iter().collect();
        }
        Answer::Recovered(path, saved, awaited) => return recovered(model, path, saved, awaited),
        Answer::Measured(widths) => return measured(model, widths),
        Answer::Print(shaper) => print_set(model, shaper),
        Answer::TooSlowForPrint(took) => return print_too_slow(model, took),
        Answer::NotInTmux(text) => return vec![Action::Perform(Effect::SendToClipboard(text))],
        Answer::Opened(address) => return vec![Action::Say(Phrase::Opened(address.into()))],
        Answer::NoPrint => return vec![Action::Say(Phrase::NoPrint)],
        Answer::NoPrintInTmux => return vec![Action::Say(Phrase::NoPrintInTmux)],
        Answer::PrintAwaited => return vec![Action::Say(Phrase::PrintAwaited)],
        Answer::PrintNeedsGround => return vec![Action::Say(Phrase::PrintNeedsGround)],
        Answer::PrintUnanswered => return vec![Action::Say(Phrase::PrintUnanswered)],
        Answer::NoFontFor(count) => return vec![Action::Announce(Phrase::NoFontFor(count))],
        Answer::Advised(advice) => return vec![Action::Announce(Phrase::Advised(advice))],
        Answer::Copied => return vec![Action::Say(Phrase::Copied)],
        Answer::NotCopied => return vec![Action::Warn(Phrase::NotCopied)],
        Answer::SentToClipboard => return vec![Action::Say(Phrase::SentToClipboard)],
        Answer::Kept => return vec![Action::Say(Phrase::StoryKept)],
    }
    Vec::new()
}

/// Shows the lists, or shows them as they are now where they are on the screen.
fn lists_arrived(model: &mut Model, lists: Vec<NamedList>) {
    if let Some(open) = model.mode.dialog_mut()
        && let Dialog::Lists(dialog) = &mut open.dialog
    {
        open.cursor = dialog.reload(lists, open.cursor);
        return;
    }
    model.show(Dialog::Lists(ListsDialog { lists }));
}

/// Notes names of the library, which a line that is typed may be waiting for.
fn values_arrived(model: &mut Model, field: ValueField, names: Vec<String>) {
    model.context.values.insert(field, names);
    match &mut model.mode {
        Mode::CommandLine(line) if line.chosen.is_none() => line.offer(&model.context),
        Mode::Prompt(SearchScope::Library, prompt) if prompt.chosen.is_none() => {
            prompt.offer(&model.context);
        }
        Mode::Browse
        | Mode::Prompt(..)
        | Mode::CommandLine(_)
        | Mode::Hints(_)
        | Mode::Dialog(_)
        | Mode::Enlarged(_) => {}
    }
}

/// Notes the names of all themes, which the command line may be waiting for.
fn themes(model: &mut Model, names: Vec<String>) {
    model.context.themes = names;
    if let Mode::CommandLine(line) = &mut model.mode {
        line.offer(&model.context);
    }
}

/// Says that a theme is set for this run, unless the configuration chose it.
fn theme_found(model: &Model, name: &str) -> Vec<Action> {
    let is_for_this_run = model.context.configured.value("theme") != name;
    let said = is_for_this_run.then(|| Action::Say(Phrase::ThemeSet(name.into())));
    said.into_iter().collect()
}

/// Says why the theme stays, whose name is `kept`.
fn no_theme(model: &mut Model, fault: ConfigFault, kept: String) -> Vec<Action> {
    model.context.settings.set("theme", kept);
    vec![Action::Warn(Phrase::WrongSetting(fault))]
}

fn remarked(model: &mut Model, message: CleanText) {
    model.status.warn(Phrase::Remark(message.clone()));
    model.context.add_message(message);
}

fn not_opened(model: &mut Model, address: String) {
    model.status.notice = None;
    model.show(Dialog::Address(AddressDialog { address }));
}

/// Tells the user that the library was rebuilt, and adds that to the messages.
fn recovered(model: &mut Model, path: CleanText, saved: usize, awaited: usize) -> Vec<Action> {
    let phrase = Phrase::Recovered(path, saved, awaited);
    let message = phrase.say(model.context.options.language).into();
    model.context.add_message(message);
    vec![Action::Warn(phrase)]
}

/// Shows an article at the position where the user stopped reading, and highlights the words of the
/// library search in it, if there is one.
fn loaded(model: &mut Model, article: Arc<Article>) -> Vec<Action> {
    let offset = model.history.offset_in(article.id);
    let results = model.search.results.as_ref();
    let marked = results.map(|_| model.list.highlighted().clone());
    model
        .article
        .loaded(article, offset, marked, &model.context)
}

fn suggested(model: &mut Model, id: ArticleId, offers: Vec<Offer>) {
    let all = model.search.all(&model.list);
    let page = model.article.page_mut();
    if let Some(page) = page.filter(|page| page.article.id == id) {
        page.suggest(offers, |offer| related::id_of(offer, all));
        model.article.relayout(&model.context);
    }
}

/// Lays everything out by new widths, and reports the result if the user asked for the measurement.
fn measured(model: &mut Model, widths: Arc<WidthProfile>) -> Vec<Action> {
    model.context.ruler.widths = widths;
    model.relayout();
    if !model.status.is_saying(&Phrase::Measuring) {
        return Vec::new();
    }
    let agreement = model.context.ruler.widths.agreement();
    let result = match agreement.asked {
        0 => Phrase::NotMeasured,
        asked => Phrase::Measured(agreement.explained, asked),
    };
    vec![Action::Say(result)]
}

fn print_too_slow(model: &mut Model, took: Duration) -> Vec<Action> {
    print_set(model, None);
    vec![Action::Announce(Phrase::TooSlowForPrint(took.as_millis()))]
}

fn print_set(model: &mut Model, shaper: Option<Arc<Shaper>>) {
    model.context.ruler.shaper = shaper;
    model.relayout();
}
