//! The bottom line: what is being typed, or what there is to say, or what to press next; and at its
//! right end how far one is.

use super::header;
use super::paint::Painter;
use super::theme::Look;
use crate::app::command::{Command, keys_of};

use crate::app::news::Refreshing;
use crate::app::status_line::Reading;
use crate::app::{Model, Pane, Scope, SearchBar};
use crate::words::{Language, Phrase, grouped};
use ratatui::layout::{Position, Rect};

/// Cells of the bar that shows how much of the input is read.
const BAR: usize = 10;

pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, area: Rect) -> Option<Position> {
    let right = right_end(model);
    let right_width = model.ruler.columns(&right);
    let width = usize::from(area.width);
    let left_room = width.saturating_sub(right_width + 3);
    if right_width + 12 < width {
        let x = area.right() - right_width as u16 - 1;
        painter.text(
            x,
            area.y,
            right_width,
            &right,
            painter.theme.look(Look::Dim),
        );
    }
    if let Some(search) = &model.search {
        return Some(draw_search(painter, search, area, left_room));
    }
    if let Some(notice) = &model.status.notice {
        let look = if notice.until.is_none() {
            Look::Error
        } else {
            Look::Plain
        };
        let sentence = notice.phrase.say(model.options.language);
        let sentence = model.ruler.truncate(&sentence, left_room);
        painter.text(
            area.x + 1,
            area.y,
            left_room,
            &sentence,
            painter.theme.look(look),
        );
        return None;
    }
    draw_hints(painter, model, area, left_room);
    None
}

/// The line being typed; its tail is shown where it is longer than the room.
fn draw_search(painter: &mut Painter<'_>, search: &SearchBar, area: Rect, room: usize) -> Position {
    let theme = *painter.theme;
    let sign = match search.scope {
        Scope::Library => " & ",
        Scope::List | Scope::Article | Scope::Box => " / ",
    };
    let mut at = painter.text(area.x, area.y, 3, sign, theme.look(Look::Accent));
    let room = room.saturating_sub(usize::from(at)).max(1);
    let before = search.line.before_cursor();
    let mut shown = before;
    while painter.ruler.columns(shown) >= room {
        let Some(first) = crate::text::cluster::clusters(shown).next() else {
            break;
        };
        shown = shown.get(first.len()..).unwrap_or_default();
    }
    let hidden = before.len() - shown.len();
    let visible = search.line.text().get(hidden..).unwrap_or_default();
    painter.text(at, area.y, room, visible, theme.look(Look::Plain));
    at += painter.ruler.columns(shown) as u16;
    Position::new(at.min(area.right() - 1), area.y)
}

/// What to press next, as much as fits; each key that can do something here.
fn draw_hints(painter: &mut Painter<'_>, model: &Model, area: Rect, room: usize) {
    let hints: &[(&str, Command, Phrase)] = match model.focus {
        Pane::List => &[
            ("↑↓", Command::Down, Phrase::SelectHint),
            ("Enter", Command::Open, Phrase::ReadHint),
            ("R", Command::RefreshAll, Phrase::RefreshHint),
            ("/", Command::Search, Phrase::SearchHint),
            ("o", Command::OpenPage, Phrase::PageHint),
            ("?", Command::Help, Phrase::HelpHint),
            ("q", Command::Close, Phrase::CloseHint),
        ],
        Pane::Article | Pane::Related => &[
            ("↑↓", Command::Down, Phrase::ScrollHint),
            ("Esc", Command::Back, Phrase::BackHint),
            ("1-9", Command::Digit(1), Phrase::RelatedHint),
            ("Tab", Command::NextStop, Phrase::LinksHint),
            ("o", Command::OpenPage, Phrase::PageHint),
            ("i", Command::OpenImage, Phrase::ImageHint),
            ("?", Command::Help, Phrase::HelpHint),
        ],
    };
    let theme = *painter.theme;
    let mut at = area.x + 1;
    let end = usize::from(area.x) + room;
    for (key, command, phrase) in hints {
        debug_assert!(!keys_of(*command).is_empty());
        // Who is here for the first time is told more of what matters first.
        let phrase = match command {
            Command::RefreshAll if model.is_new => &Phrase::Welcome,
            _ => phrase,
        };
        let words = phrase.say(model.options.language);
        let width = painter.ruler.columns(key) + 1 + painter.ruler.columns(&words) + 2;
        if !model.offers(*command) || usize::from(at) + width > end {
            continue;
        }
        at = painter.text(at, area.y, width, key, theme.look(Look::Key));
        at = painter.text(at + 1, area.y, width, &words, theme.look(Look::Dim)) + 2;
    }
}

/// Percent of the article, place in the list, or how much of the input is read.
fn right_end(model: &Model) -> String {
    let language = model.options.language;
    let mut parts: Vec<String> = Vec::new();
    if let Some(count) = model.count {
        parts.push(count.number.to_string());
    }
    if let Some(reading) = model.status.long_reading(model.now) {
        parts.push(format!(
            "{} {}",
            Phrase::ReadingInput.say(language),
            bar(reading, language)
        ));
    }
    if let Some(Refreshing { done, of, new }) = model.status.refreshing.filter(|it| it.of > 0) {
        let new = Phrase::NewStories(new).say(language);
        parts.push(format!("↻ {done}/{of} · {new}"));
    }
    if let (Pane::Article | Pane::Related, Some(page)) = (model.focus, model.article.page()) {
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

fn bar(reading: Reading, language: Language) -> String {
    let Some(total) = reading.total.filter(|total| *total > 0) else {
        return grouped(reading.done, language);
    };
    let full = (reading.done * BAR / total).min(BAR);
    format!(
        "{}{} {}",
        "━".repeat(full),
        "┄".repeat(BAR - full),
        grouped(reading.done, language)
    )
}
