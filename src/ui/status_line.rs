//! Draws the status line: a prompt, a notice, or hints about keys, and at the right end the
//! position in the list or in the article.

use super::header;
use super::paint::Painter;
use super::theme::Look;
use crate::app::command::{
    ArticleCommand, Command, FindCommand, Motion, PaneCommand, RefreshCommand, ShowCommand,
};
use crate::app::input_line::InputLine;
use crate::app::keymap::Keymap;
use crate::app::keymap::table::HELP;
use crate::app::mode::Mode;
use crate::app::news::RefreshProgress;
use crate::app::prompt::SearchScope;
use crate::app::status_line::LoadProgress;
use crate::app::{Model, Pane};
use crate::text::measure::Measure as _;
use crate::words::{KeyTable, Language, Phrase, grouped};
use ratatui::layout::{Position, Rect};

/// The width in cells of the bar that shows how much of the input is read.
const BAR: usize = 10;
/// The command for which the first run has a longer hint.
const REFRESH: Command = Command::Refresh(RefreshCommand::All);

pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, area: Rect) -> Option<Position> {
    let right = right_end(model);
    let right_width = model.context.ruler.columns(&right);
    let width = usize::from(area.width);
    let left_room = width.saturating_sub(right_width + 3);
    if right_width + 12 < width {
        let style = painter.theme.look(Look::Dim);
        painter.text_before(area.right() - 1, area.y, &right, style);
    }
    if let Some((sign, line)) = prompt(&model.mode) {
        return draw_prompt(painter, sign, line, area, left_room);
    }
    if let Some(notice) = &model.status.notice {
        let look = if notice.until.is_none() {
            Look::Error
        } else {
            Look::Plain
        };
        let sentence = model.context.say(&notice.phrase);
        let sentence = model.context.ruler.truncate(&sentence, left_room);
        painter.text(
            area.x + 1,
            area.y,
            left_room,
            &sentence,
            painter.theme.look(look),
        );
        return None;
    }
    if let Some(remark) = model
        .search
        .remark()
        .filter(|_| model.context.focus == Pane::List)
    {
        let sentence = model.context.say(remark);
        let sentence = model.context.ruler.truncate(&sentence, left_room);
        let look = painter.theme.look(Look::Plain);
        painter.text(area.x + 1, area.y, left_room, &sentence, look);
        return None;
    }
    draw_hints(painter, model, area, left_room);
    None
}

/// Whether the status line tells about the page rather than about what the user just does: its hints and its position
/// are not those of a dialog over the page.
pub(super) fn is_of_page(model: &Model) -> bool {
    prompt(&model.mode).is_none() && model.status.notice.is_none()
}

/// Returns the prompt in which the user types, and the sign before it.
fn prompt(mode: &Mode) -> Option<(&'static str, &InputLine)> {
    match mode {
        Mode::Prompt(SearchScope::Library, prompt) => Some(("& ", &prompt.line)),
        Mode::Prompt(SearchScope::List | SearchScope::Article, prompt) => {
            Some(("/ ", &prompt.line))
        }
        Mode::CommandLine(line) => Some((": ", &line.line)),
        Mode::Dialog(open) => match &open.input {
            Some(line) => Some(("› ", line)),
            None => Some("/ ").zip(open.prompt.as_ref().map(|prompt| &prompt.line)),
        },
        Mode::Enlarged(enlarged) => {
            Some("/ ").zip(enlarged.prompt.as_ref().map(|prompt| &prompt.line))
        }
        Mode::Browse | Mode::Hints(_) => None,
    }
}

/// Draws a prompt and returns the position of the cursor. If the text is too long, only its end is
/// drawn. In print the cursor would be beneath the picture of the text, or uncover a cell of it, so
/// it is drawn with the text.
fn draw_prompt(
    painter: &mut Painter<'_>,
    sign: &str,
    line: &InputLine,
    area: Rect,
    room: usize,
) -> Option<Position> {
    let theme = painter.theme;
    let mut at = painter.text(area.x + 1, area.y, 2, sign, theme.look(Look::Title));
    let room = room.saturating_sub(usize::from(at)).max(1);
    let before = line.before_cursor();
    let mut shown = before;
    while painter.ruler.columns(shown) >= room {
        let Some(first) = crate::text::cluster::clusters(shown).next() else {
            break;
        };
        shown = shown.get(first.len()..).unwrap_or_default();
    }
    let hidden = before.len() - shown.len();
    let visible = line.text().get(hidden..).unwrap_or_default();
    let plain = theme.look(Look::Plain);
    if painter.ruler.shaper.is_some() {
        // The blank makes room for a cursor at the end.
        painter.text(at, area.y, room, &format!("{visible} "), plain);
        painter.cursor((at, painter.ruler.width(shown)), area.y);
        return None;
    }
    painter.text(at, area.y, room, visible, plain);
    at += painter.ruler.columns(shown) as u16;
    Some(Position::new(at.min(area.right() - 1), area.y))
}

/// A hint: the command, and what it does.
type KeyHint = (Command, Phrase);

/// Returns the hints for the pane with the focus, the most important first.
fn hints(model: &Model) -> Vec<KeyHint> {
    if model.mode.enlarged().is_some() {
        return vec![
            (Command::Move(Motion::Down), Phrase::ScrollHint),
            (
                Command::Article(ArticleCommand::CopyParagraph),
                Phrase::CopyHint,
            ),
            (Command::Find(FindCommand::Search), Phrase::SearchHint),
            (Command::Pane(PaneCommand::Back), Phrase::BackHint),
            (Command::Show(ShowCommand::Help), Phrase::HelpHint),
        ];
    }
    match model.context.focus {
        Pane::List => {
            let mut hints = vec![
                (Command::Move(Motion::Down), Phrase::SelectHint),
                (Command::Pane(PaneCommand::Open), Phrase::ReadHint),
                (REFRESH, Phrase::RefreshHint),
                (Command::Find(FindCommand::Search), Phrase::SearchHint),
                (Command::Article(ArticleCommand::OpenPage), Phrase::PageHint),
                (Command::Show(ShowCommand::Help), Phrase::HelpHint),
            ];
            // The way out of a part of the list is more important than the way out of the program.
            if !model.list.query().is_empty() {
                hints.insert(2, (Command::Close, Phrase::WholeListHint));
            } else if model.search.results.is_some() {
                hints.insert(2, (Command::Close, Phrase::AllStories));
            } else {
                hints.push((Command::Close, Phrase::CloseHint));
            }
            hints
        }
        Pane::Article | Pane::Related => vec![
            (Command::Pane(PaneCommand::Open), Phrase::EnlargeHint),
            (Command::Move(Motion::Down), Phrase::ScrollHint),
            (
                Command::Pane(PaneCommand::Back),
                if model.context.focus == Pane::Article && model.is_finding() {
                    Phrase::EndSearchHint
                } else {
                    Phrase::BackHint
                },
            ),
            (Command::Digit(1), Phrase::RelatedHint),
            (Command::Pane(PaneCommand::NextStop), Phrase::LinksHint),
            (Command::Article(ArticleCommand::OpenPage), Phrase::PageHint),
            (
                Command::Article(ArticleCommand::OpenImage),
                Phrase::ImageHint,
            ),
            (Command::Show(ShowCommand::Help), Phrase::HelpHint),
        ],
    }
}

/// Returns the keys of a hint: those of both directions, of all digits, else the first of the command.
fn keys_of_hint(keymap: &Keymap, table: KeyTable, command: Command, is_enlarged: bool) -> String {
    let first = |command| keymap.first_in(table, command);
    match command {
        Command::Move(_) => {
            // The arrows are known to everybody, so they are named as long as they are bound.
            let named = |motion, arrow: &str| {
                let command = Command::Move(motion);
                let is_bound = keymap
                    .keys_in(table, command)
                    .any(|keys| keys.to_string() == arrow);
                if is_bound {
                    arrow.to_owned()
                } else {
                    first(command)
                }
            };
            let (up, down) = (named(Motion::Up, "↑"), named(Motion::Down, "↓"));
            // A table or code that covers the screen scrolls sideways by the arrows, whatever is bound.
            let sideways = if is_enlarged { "←→" } else { "" };
            format!("{up}{down}{sideways}")
        }
        Command::Digit(_) => match [1, 9].map(|digit| first(Command::Digit(digit))) {
            [one, nine] if one.is_empty() || nine.is_empty() => String::new(),
            [one, nine] => format!("{one}-{nine}"),
        },
        Command::Pane(_)
        | Command::List(_)
        | Command::Article(_)
        | Command::History(_)
        | Command::Find(_)
        | Command::Hit(_)
        | Command::Marks(_)
        | Command::Lists(_)
        | Command::Refresh(_)
        | Command::Feeds(_)
        | Command::Show(_)
        | Command::Settings(_)
        | Command::Terminal(_)
        | Command::Close
        | Command::Quit => first(command),
    }
}

/// Draws as many hints as fit, for keys that do something at the moment.
fn draw_hints(painter: &mut Painter<'_>, model: &Model, area: Rect, room: usize) {
    let theme = painter.theme;
    let cell = painter.ruler.cell();
    let x = area.x + 1;
    // In print, a blank is narrower than a cell, and the hints are set as one line of text.
    let (mut at, room) = (0, room.saturating_sub(1) * cell);
    let is_enlarged = model.mode.enlarged().is_some();
    let (keymap, table) = (&model.context.keymap, model.context.key_table());
    let language = model.context.options.language;
    // The key of the help leads to all others, so it keeps its room.
    let help = keys_of_hint(keymap, table, HELP, is_enlarged);
    let help = painter
        .ruler
        .width(&format!("{help} {}", Phrase::HelpHint.say(language)));
    let mut kept = help + 2 * cell;
    for (command, phrase) in hints(model) {
        let key = &keys_of_hint(keymap, table, command, is_enlarged);
        if command == HELP {
            kept = 0;
        }
        // As long as there is nothing to refresh, the most important key has a longer hint.
        let is_welcome = command == REFRESH && model.refresh.follows_nothing;
        let phrase = if is_welcome {
            &Phrase::Welcome
        } else {
            &phrase
        };
        let words = format!(" {}", phrase.say(language));
        let (of_key, of_words) = (painter.ruler.width(key), painter.ruler.width(&words));
        if key.is_empty() || !model.offers(command) || at + of_key + of_words + kept > room {
            continue;
        }
        let end = area.right();
        painter.text_from((x, at), area.y, end, key, theme.look(Look::Key));
        at += of_key;
        painter.text_from((x, at), area.y, end, &words, theme.look(Look::Dim));
        at += of_words + 2 * cell;
    }
}

/// Returns the text at the right end: the number being typed, progress, and the position in the
/// article and in the list.
fn right_end(model: &Model) -> String {
    let language = model.context.options.language;
    let mut parts: Vec<String> = Vec::new();
    if let Some(count) = model.count {
        parts.push(count.number.to_string());
    }
    if let Some(loading) = model.status.long_loading(model.context.now) {
        parts.push(format!(
            "{} {}",
            Phrase::ReadingInput.say(language),
            bar(loading, language)
        ));
    }
    if let Some(RefreshProgress { done, of, new }) = model.refresh.progress.filter(|it| it.of > 0) {
        let new = Phrase::NewStories(new).say(language);
        parts.push(format!("↻ {done}/{of} · {new}"));
    }
    if let Mode::Prompt(_, prompt) = &model.mode
        && let Some(remark) = &prompt.remark
    {
        return remark.say(language).into_owned();
    }
    if let Mode::Prompt(SearchScope::Article, _) = &model.mode
        && let Some(phrase) = model.article.hit_phrase()
    {
        return phrase.say(language).into_owned();
    }
    if let Some(enlarged) = model.mode.enlarged() {
        let is_typing = enlarged.prompt.is_some();
        if let Some(phrase) = enlarged.found().filter(|_| is_typing) {
            return phrase.say(language).into_owned();
        }
        let rows = enlarged.rows();
        let last = (enlarged.top + enlarged.height(&model.context)).min(rows);
        let [last, rows] = [last, rows].map(|number| grouped(number, language));
        let (left, right) = enlarged.hidden_sides(&model.context);
        let [left, right] =
            [(left, "‹"), (right, "›")].map(|(is, sign)| if is { sign } else { " " });
        let count = enlarged.count.map(|count| format!("{count}  "));
        let count = count.unwrap_or_default();
        return format!("{count}{left}{right} {last}/{rows}");
    }
    if let (Pane::Article | Pane::Related, Some(page)) = (model.context.focus, model.article.page())
        && page.top > 0
    {
        parts.push(format!("{} %", page.percent()));
    }
    if !model.list.is_empty() {
        parts.push(format!(
            "{}/{}",
            grouped(model.selected_row(), language),
            header::rows(model)
        ));
    }
    parts.join("  ")
}

fn bar(loading: LoadProgress, language: Language) -> String {
    let Some(total) = loading.total.filter(|total| *total > 0) else {
        return grouped(loading.done, language);
    };
    let full = (loading.done * BAR / total).min(BAR);
    format!(
        "{}{} {}",
        "━".repeat(full),
        "┄".repeat(BAR - full),
        grouped(loading.done, language)
    )
}
