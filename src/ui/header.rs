//! Draws the top line: the names of the program and the list, the numbers of articles, two keys.

use super::paint::Painter;
use super::theme::Look;
use crate::app::Model;
use crate::app::command::{Command, FindCommand, ShowCommand};
use crate::app::views::chosen_order;
use crate::words::{Phrase, grouped};
use ratatui::layout::Rect;

pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, area: Rect) {
    let language = model.context.options.language;
    let theme = painter.theme;
    let (keymap, table) = (&model.context.keymap, model.context.key_table());
    let keys = format!(
        "   {} {}   {} {}",
        keymap.first_in(table, Command::Find(FindCommand::Search)),
        Phrase::SearchHint.say(language),
        keymap.first_in(table, Command::Show(ShowCommand::Help)),
        Phrase::HelpHint.say(language)
    );
    let unread = Phrase::Unread(model.unread()).say(language);
    let all = model.article_count();
    // The same number is not said twice.
    let count = if model.unread() == all && all > 0 {
        unread.into_owned()
    } else {
        format!("{} · {unread}", grouped(all, language))
    };
    let width = usize::from(area.width);
    let mut at = painter.text(
        area.x + 1,
        area.y,
        width,
        "newsreader   ",
        theme.look(Look::Title),
    );
    let keys_width = model.context.ruler.columns(&keys);
    // One column stays free at the edge, as at the left one.
    let count_width = model.context.ruler.columns(&count) + 1;
    let room = width.saturating_sub(usize::from(at));
    let title = title(model);
    let wanted = model.context.ruler.columns(&title) + 2;
    // The keys do nothing while a table or code covers the screen.
    let has_keys = model.mode.enlarged().is_none();
    let (with_keys, with_count) = (
        has_keys && wanted + count_width + keys_width <= room,
        wanted + count_width <= room,
    );
    let kept = if with_keys {
        count_width + keys_width
    } else {
        count_width
    };
    let title_room = if with_count { room - kept } else { room };
    let title = model
        .context
        .ruler
        .truncate(&title, title_room.saturating_sub(1));
    at = painter.text(at, area.y, title_room, &title, theme.look(Look::Plain));
    debug_assert!(at <= area.right());
    if with_count {
        let all = if with_keys { count + &keys } else { count };
        let style = theme.look(Look::Dim);
        painter.text_before(area.right() - 1, area.y, &all, style);
    }
}

fn title(model: &Model) -> String {
    let query = model.list.query();
    let name = if model.context.options.bundled {
        Phrase::BundledStories
    } else {
        Phrase::AllStories
    };
    let name = name.say(model.context.options.language);
    let count = rows(model);
    let ways = ways(model);
    if let Some(results) = &model.search.results {
        return match &results.name {
            Some(chosen) => {
                let chosen = chosen.say(model.context.options.language);
                format!("{chosen}{ways} · {count}")
            }
            None => format!("{name}: “{}”{ways} · {count}", results.question),
        };
    }
    if query.is_empty() {
        return format!("{name}{ways}");
    }
    format!("{name}: “{}”{ways} · {count}", query.typed())
}

/// Returns how the user looks at the list: in which order, and how many stories are hidden.
fn ways(model: &Model) -> String {
    let language = model.context.options.language;
    let order = chosen_order(&model.list).map(|order| order.say(language).into());
    let hidden = model.list.view.hides_read.then(|| {
        let count = model.list.paging.hidden.unwrap_or_default();
        Phrase::HiddenStories(count).say(language)
    });
    let ways = order.into_iter().chain(hidden);
    ways.map(|way| format!(" · {way}"))
        .collect::<Vec<_>>()
        .concat()
}

/// Returns the number of rows of the list, with a plus if there may be more.
pub(super) fn rows(model: &Model) -> String {
    let (rows, may_have_more) = model.row_count();
    let more = if may_have_more { "+" } else { "" };
    format!("{}{more}", grouped(rows, model.context.options.language))
}
