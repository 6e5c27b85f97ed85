//! Draws the box of what can follow the keys of a sequence that were typed.

use super::paint::Painter;
use super::theme::Look;
use crate::app::Model;
use crate::app::areas::Areas;
use crate::app::call::Call;
use crate::app::keymap::Continuation;
use crate::app::keymap::table::Binding;
use crate::words::{Language, Phrase};
use ratatui::layout::Rect;

/// The widest description, in cells.
const WIDEST: usize = 36;
/// The cells between two columns.
const GAP: usize = 3;

/// Draws the box above the status line, at the right, if a sequence was begun.
pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, areas: &Areas) {
    let Some(begun) = model.begun else { return };
    let context = &model.context;
    let next = context.keymap.continuations(model.key_table(), begun);
    let language = context.options.language;
    let cells: Vec<(String, String)> = next
        .iter()
        .map(|next| (next.key.to_string(), meaning(next, language)))
        .collect();
    let bottom = areas.floor.unwrap_or(areas.status.y);
    let most_rows = usize::from(bottom.saturating_sub(areas.top() + 2)).max(1);
    let room = usize::from(areas.status.width).saturating_sub(6).max(1);
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        let widths = texts.map(|text| context.ruler.columns(text));
        widths.max().unwrap_or(0)
    };
    let of_keys = widest(&mut cells.iter().map(|(key, _)| key));
    let most_words = room.saturating_sub(of_keys + 1).clamp(1, WIDEST);
    let of_words = widest(&mut cells.iter().map(|(_, words)| words)).min(most_words);
    let column = of_keys + 1 + of_words;
    let columns = ((room + GAP) / (column + GAP)).max(1);
    // As few columns as give at most a third of the screen's rows.
    let rows = (most_rows / 3).max(4).max(cells.len().div_ceil(columns));
    let rows = rows.min(cells.len()).min(most_rows);
    let columns = cells.len().div_ceil(rows.max(1)).min(columns);
    let width = columns * (column + GAP) - GAP.min(columns * (column + GAP)) + 4;
    let title = format!("{begun} …");
    let esc = Phrase::EscCancels.say(language);
    let least = context
        .ruler
        .columns(&title)
        .max(context.ruler.columns(&esc))
        + 6;
    let width = width.max(least).min(usize::from(areas.status.width)) as u16;
    let height = (rows + 2) as u16;
    let area = Rect::new(
        areas.status.right().saturating_sub(width),
        bottom.saturating_sub(height),
        width,
        height,
    );
    let inside = painter.frame(area, (&title, ""), &esc);
    let (of_key, plain) = (
        painter.theme.look(Look::Key),
        painter.theme.look(Look::Plain),
    );
    for (index, (key, words)) in cells.iter().enumerate().take(rows * columns) {
        let x = inside.x + (index / rows * (column + GAP)) as u16;
        let y = inside.y + (index % rows) as u16;
        painter.text(x, y, of_keys, key, of_key);
        let words = context.ruler.truncate(words, of_words);
        let at = x + of_keys as u16 + 1;
        painter.text(at, y, of_words, &words, plain);
    }
}

/// Returns what a key of the sequence does: the help of its command, the commands of a macro, or how many keys go on.
fn meaning(next: &Continuation<'_>, language: Language) -> String {
    match next.calls {
        None => Phrase::MoreKeys(next.count).say(language).into_owned(),
        Some(calls) => described(calls, language),
    }
}

/// Returns the help of a command, or the texts of the calls of a macro.
fn described(calls: &[Call], language: Language) -> String {
    let single = match calls {
        [call] => call.as_plain(),
        _ => None,
    };
    if let Some(binding) = single.and_then(Binding::of) {
        return binding.help.say(language).to_owned();
    }
    let texts: Vec<String> = calls.iter().map(Call::text).collect();
    texts.join(" · ")
}
