//! Snapshots of whole screens: as text at three sizes and under two width profiles, and with their styles in each
//! theme and both languages.

use crate::support::Reader;
use newsreader::app::library::NamedList;
use newsreader::app::{Answer, Message, Pane};
use newsreader::config::theme::built_in;
use newsreader::ui::theme::{self, Theme};
use newsreader::words::{Language, Phrase};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 40)];

const NAMES: [&str; 6] = ["dark", "light", "either", "none", "high-contrast", "paper"];

fn themes() -> [(&'static str, Theme); NAMES.len()] {
    NAMES.map(|name| (name, built_in(name).unwrap()))
}

fn check(name: &str, keys: &str) {
    for profile in ["sum", "kitty"] {
        for (width, height) in SIZES {
            let mut reader = Reader::on_bundled(width, height, profile);
            reader.press(keys);
            insta::assert_snapshot!(
                format!("{name}_{profile}_{width}x{height}"),
                reader.screen()
            );
        }
    }
}

#[test]
fn the_list() {
    check("list", "j j");
}

#[test]
fn an_article() {
    check("article", "j Enter j j j");
}

#[test]
fn the_help() {
    check("help", "?");
}

#[test]
fn a_filter() {
    check("filter", "/रेल");
}

#[test]
fn any_size_can_be_drawn() {
    for width in 0..60 {
        for height in [0, 1, 4, 5, 9, 24] {
            let mut reader = Reader::on_bundled(width * 4, height, "sum");
            reader.press("Enter").screen();
            reader.press("? ").screen();
        }
    }
}

/// The app after two articles were read, with the third one selected in the list.
fn with_read_rows(language: Language) -> Reader {
    let mut reader = Reader::on_bundled(120, 30, "sum");
    reader.model.context.options.language = language;
    reader.press("j Enter Esc j Enter Esc j");
    reader
}

fn with_dialog(language: Language) -> Reader {
    let mut reader = with_read_rows(language);
    let list = |name: &str, unread| NamedList {
        name: Phrase::Section(name.into()),
        question: format!("section:{name}"),
        is_saved: false,
        unread,
    };
    let lists = vec![
        list("खेल", Some(3)),
        list("दुनिया", None),
        list("Weather", Some(12)),
    ];
    reader.send(Message::Answered(Answer::Lists(lists)));
    reader
}

const LANGUAGES: [(&str, Language); 2] = [("hi", Language::Hindi), ("en", Language::English)];

fn check_styles(name: &str, prepared: impl Fn(Language) -> Reader, keys: &str) {
    for (code, language) in LANGUAGES {
        let mut reader = prepared(language);
        reader.press(keys);
        insta::assert_snapshot!(format!("styles_{name}_{code}"), styled(&reader));
    }
}

#[test]
fn the_list_in_its_styles() {
    check_styles("list", with_read_rows, "");
}

#[test]
fn an_article_with_the_focus_in_its_styles() {
    check_styles("article", with_read_rows, "Enter");
}

#[test]
fn hits_in_their_styles() {
    check_styles("hits", with_read_rows, "/रेल Enter");
}

#[test]
fn hits_in_an_article_in_their_styles() {
    check_styles("article_hits", with_read_rows, "Enter /स्त्री Enter");
}

#[test]
fn a_dialog_in_its_styles() {
    check_styles("dialog", with_dialog, "j");
}

#[test]
fn the_help_in_its_styles() {
    check_styles("help", with_read_rows, "?");
}

/// How a cell looks in each theme.
type Look = [(Color, Color, Modifier); NAMES.len()];

/// The screen as text, then for each row the runs of cells that are not plain, each with a letter, its columns and
/// its text; then how each letter looks in each theme. Rules, frames and scrollbars are left out.
fn styled(reader: &Reader) -> String {
    let buffers = themes().map(|(_, theme)| reader.buffer_in(&theme));
    let area = buffers[0].area;
    let of = |theme: &Theme, look: theme::Look| {
        let style = theme.page().patch(theme.look(look));
        let [fg, bg] = [style.fg, style.bg].map(|color| color.unwrap_or(Color::Reset));
        (fg, bg, Modifier::empty())
    };
    let plain: Look = themes().map(|(_, theme)| of(&theme, theme::Look::Plain));
    let rule = themes().map(|(_, theme)| of(&theme, theme::Look::Rule));
    let mut legend: Vec<Look> = Vec::new();
    let mut drawn = reader.screen() + "\n\n";
    for y in 0..area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < area.width {
            let look = look_at(&buffers, x, y);
            let end = (x..area.width).find(|end| look_at(&buffers, *end, y) != look);
            let end = end.unwrap_or(area.width);
            let text: String = (x..end)
                .map(|column| buffers[0][(column, y)].symbol())
                .collect();
            let is_line = look == rule && text.chars().all(|c| "│─┴╭╮╰╯▐".contains(c));
            if look != plain && !is_line {
                let index = legend.iter().position(|known| *known == look);
                let index = index.unwrap_or_else(|| {
                    legend.push(look);
                    legend.len() - 1
                });
                let last = end - 1;
                write!(row, "  {}{x}-{last} ‘{}’", letter(index), text.trim_end()).unwrap();
            }
            x = end;
        }
        if !row.is_empty() {
            writeln!(drawn, "{y:2}{row}").unwrap();
        }
    }
    drawn.push('\n');
    for (index, look) in legend.iter().enumerate() {
        let themes = NAMES.iter().zip(look);
        let described = themes.map(|(name, look)| format!("{name}: {}", describe(*look)));
        let described = described.collect::<Vec<_>>().join(" | ");
        writeln!(drawn, "{}: {described}", letter(index)).unwrap();
    }
    drawn
}

fn look_at(buffers: &[Buffer; NAMES.len()], x: u16, y: u16) -> Look {
    std::array::from_fn(|theme| {
        let cell = &buffers[theme][(x, y)];
        (cell.fg, cell.bg, cell.modifier)
    })
}

fn letter(index: usize) -> char {
    char::from(b'a' + u8::try_from(index).unwrap())
}

fn describe((fg, bg, modifier): (Color, Color, Modifier)) -> String {
    let mut parts = Vec::new();
    for (name, color) in [("fg", fg), ("bg", bg)] {
        match color {
            Color::Reset => {}
            Color::Indexed(index) => parts.push(format!("{name}={index}")),
            Color::Rgb(..) => parts.push(format!("{name}={color}")),
            other => panic!("{other:?} differs from terminal to terminal"),
        }
    }
    parts.extend(modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    if parts.is_empty() {
        return "plain".to_owned();
    }
    parts.join(" ")
}

/// What the user sees of a cell: its text and its style.
type Seen = (String, String);

fn cells(buffer: &Buffer, area: Rect) -> Vec<Seen> {
    let seen = |cell: &Cell| {
        let style = describe((cell.fg, cell.bg, cell.modifier));
        (cell.symbol().to_owned(), style)
    };
    area.positions().map(|at| seen(&buffer[at])).collect()
}

/// The beginning of the row of an article in the list: the bar, the mark, a blank and the headline.
fn row(reader: &Reader, theme: &Theme, headline: &str) -> Vec<Seen> {
    let buffer = reader.buffer_in(theme);
    let starts = |y: &u16| {
        let text: String = (3..40).map(|x| buffer[(x, *y)].symbol()).collect();
        text.starts_with(headline)
    };
    let y = (1..buffer.area.height).find(starts);
    let y = y.unwrap_or_else(|| panic!("{headline}:\n{}", reader.screen()));
    cells(&buffer, Rect::new(0, y, 46, 1))
}

const MOON: &str = "चाँद के दक्षिणी";
const MONSOON: &str = "मानसून भारत तक";

#[test]
fn a_selected_row_differs_from_others_in_each_theme() {
    for (name, theme) in &themes() {
        let mut reader = Reader::on_bundled(120, 30, "sum");
        let [here, there] = [MOON, MONSOON];
        let before = [row(&reader, theme, here), row(&reader, theme, there)];
        reader.press("j");
        let first = [row(&reader, theme, here), row(&reader, theme, there)];
        reader.press("j");
        let second = [row(&reader, theme, here), row(&reader, theme, there)];
        assert_ne!(before[0], first[0], "{name}: selected");
        assert_eq!(before[1], first[1], "{name}: not selected");
        assert_eq!(before[0], second[0], "{name}: no longer selected");
        assert_ne!(before[1], second[1], "{name}: selected");
    }
}

#[test]
fn an_unread_row_differs_from_a_read_one_in_each_theme() {
    for (name, theme) in &themes() {
        let mut reader = Reader::on_bundled(120, 30, "sum");
        let unread = row(&reader, theme, MOON);
        reader.press("j Enter Esc k");
        let read = row(&reader, theme, MOON);
        assert_ne!(unread[1].0, read[1].0, "{name}: the mark");
        assert_ne!(unread[3].1, read[3].1, "{name}: the headline");
    }
}

#[test]
fn the_pane_with_the_focus_is_seen_in_each_theme() {
    for (name, theme) in &themes() {
        let mut reader = Reader::on_bundled(120, 30, "sum");
        // Opened before, so that only the focus changes.
        reader.press("j Enter Esc");
        let in_list = row(&reader, theme, MOON);
        reader.press("Enter");
        assert_ne!(in_list, row(&reader, theme, MOON), "{name}");
    }
}

#[test]
fn a_selected_suggestion_differs_in_each_theme() {
    for (name, theme) in &themes() {
        let mut reader = Reader::on_bundled(160, 40, "sum");
        reader.press("Enter");
        let areas = reader.model.context.areas().unwrap();
        let related = areas.related.expect("a third pane");
        let without = cells(&reader.buffer_in(theme), related);
        reader.model.context.focus = Pane::Related;
        let first = cells(&reader.buffer_in(theme), related);
        reader.press("j");
        let second = cells(&reader.buffer_in(theme), related);
        assert_ne!(without, first, "{name}: the focus");
        assert_ne!(first, second, "{name}: the selection");
    }
}

#[test]
fn a_hit_differs_from_its_headline_in_each_theme() {
    for (name, theme) in &themes() {
        let mut reader = Reader::on_bundled(120, 30, "sum");
        reader.press("/भारत Enter");
        for (headline, when) in [(MOON, "selected"), (MONSOON, "not selected")] {
            let cells = row(&reader, theme, headline);
            let hits = cells[3..].iter().filter(|(_, style)| *style != cells[3].1);
            let text: String = hits.map(|(text, _)| text.as_str()).collect();
            assert_eq!(text.trim_end(), "भारत", "{name}, {when}: {cells:?}");
        }
    }
}

/// In an article and in a table that covers the screen alike.
#[test]
fn the_current_hit_differs_from_others_in_each_theme() {
    let story = "# towns\n\n| a | b |\n|---|---|\n| river one | river two |\n";
    let stories = newsreader::ingest::parse(story.as_bytes(), "towns.md").articles;
    for (name, theme) in &themes() {
        for keys in ["Enter /river Enter", "Enter Tab Enter /river Enter"] {
            let mut reader = Reader::new(80, 24, "sum", stories.clone());
            reader.press(keys);
            assert_eq!(reader.model.mode.enlarged().is_some(), keys.contains("Tab"));
            let hits = |reader: &Reader| {
                let buffer = reader.buffer_in(theme);
                let y = (1..24).find(|y| {
                    let row = cells(&buffer, Rect::new(0, *y, 80, 1));
                    let text: String = row.iter().map(|(text, _)| text.as_str()).collect();
                    text.contains("river one")
                });
                let row = cells(&buffer, Rect::new(0, y.expect("the row"), 80, 1));
                let starts = row.windows(2).enumerate().filter(|(_, two)| {
                    let [(first, _), (second, _)] = two else {
                        return false;
                    };
                    first == "r" && second == "i"
                });
                let styles = starts.map(|(x, _)| row[x].1.clone());
                styles.collect::<Vec<_>>()
            };
            let [first, second] = &hits(&reader)[..] else {
                panic!("{keys}: {}", reader.screen());
            };
            assert_ne!(first, second, "{name}, {keys}");
            reader.press("n");
            assert_eq!(
                hits(&reader),
                [second.clone(), first.clone()],
                "{name}, {keys}"
            );
        }
    }
}

#[test]
fn the_selected_row_of_a_dialog_differs_in_each_theme() {
    for (name, theme) in &themes() {
        let mut reader = with_dialog(Language::Hindi);
        let first = reader.buffer_in(theme);
        reader.press("j");
        let second = reader.buffer_in(theme);
        let differ = |y: &u16| {
            let row = Rect::new(0, *y, first.area.width, 1);
            cells(&first, row) != cells(&second, row)
        };
        let changed = (0..first.area.height).filter(differ).count();
        assert_eq!(changed, 2, "{name}: the row before and the row after");
    }
}
