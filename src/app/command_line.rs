//! The command line that `:` opens: what is typed, what could complete it, and what was run before.

pub mod completion;

use super::call::Call;
use super::candidate::{Candidate, next_choice};
use super::command::ArgumentKind;
use super::context::Context;
use super::effect::ThemeEffect;
use super::input_line::InputLine;
use crate::key::{Key, KeyCode};
use completion::candidates;

/// The number of lines that are remembered.
const MOST_LINES: usize = 200;

/// The lines that were run, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommandHistory {
    lines: Vec<String>,
    /// Whether the lines of earlier runs were requested.
    pub is_requested: bool,
}

impl CommandHistory {
    /// Adds the lines of earlier runs, which arrive after the command line was opened.
    pub fn add_earlier(&mut self, mut earlier: Vec<String>) {
        earlier.append(&mut self.lines);
        self.lines.clear();
        for line in earlier {
            self.add(&line);
        }
    }

    /// Adds a line, which is then the newest; an equal one is there only once.
    pub fn add(&mut self, line: &str) {
        self.lines.retain(|other| other != line);
        self.lines.push(line.to_owned());
        let surplus = self.lines.len().saturating_sub(MOST_LINES);
        self.lines.drain(..surplus);
    }

    /// Returns the lines, oldest first.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }
}

/// The open command line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommandLine {
    /// The line that is typed.
    pub line: InputLine,
    /// The candidates for what was typed last, and the index of the chosen one.
    pub offered: Vec<Candidate>,
    /// The candidate that Tab has put into the line.
    pub chosen: Option<usize>,
    /// The theme that is shown because the line names it.
    previewed: Option<String>,
    /// The line of the history that is shown, counted from the newest, and the line before it was shown.
    recalled: Option<(usize, String)>,
}

/// The effect of a key on the command line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CommandLineStep {
    /// The line stays open.
    Stays,
    /// The user ran this line.
    Run(String),
    /// The user left the line.
    Left,
}

impl CommandLine {
    /// Opens the line with a text.
    pub fn open(text: &str, context: &Context) -> Self {
        let mut opened = Self {
            line: InputLine::new(text),
            ..Self::default()
        };
        opened.offer(context);
        opened
    }

    /// Offers what completes the line.
    pub fn offer(&mut self, context: &Context) {
        self.offered = candidates(self.line.before_cursor(), context);
        self.chosen = None;
    }

    /// Applies a key.
    pub fn press(
        &mut self,
        key: Key,
        history: &CommandHistory,
        context: &Context,
    ) -> CommandLineStep {
        let is_empty = self.line.text().is_empty();
        if key.code == KeyCode::Esc || (key.code == KeyCode::Backspace && is_empty) {
            return CommandLineStep::Left;
        }
        if key.code == KeyCode::Enter {
            return match self.line.text().trim() {
                "" => CommandLineStep::Left,
                text => CommandLineStep::Run(text.to_owned()),
            };
        }
        if key.code == KeyCode::Tab || key.code == KeyCode::BackTab {
            self.choose(key.code == KeyCode::Tab, context);
        } else if key.code == KeyCode::Up || key.code == KeyCode::Down {
            let steps = if key.code == KeyCode::Up { 1 } else { -1 };
            self.recall(steps, history, context);
        } else if self.line.press(key) {
            self.recalled = None;
            self.offer(context);
        }
        CommandLineStep::Stays
    }

    /// Returns what changes if the theme that the line names is shown while the line is open.
    pub fn preview(&mut self, context: &Context) -> Option<ThemeEffect> {
        let named = theme_in(self.line.text());
        let shown = named.filter(|name| context.themes.contains(name));
        if shown == self.previewed {
            return None;
        }
        self.previewed.clone_from(&shown);
        Some(shown.map_or(ThemeEffect::Restore, ThemeEffect::Preview))
    }

    /// Returns what changes when the line is closed: the theme in force is shown again, unless `text`, which is run,
    /// puts another into force.
    pub fn end_preview(&self, text: &str) -> Option<ThemeEffect> {
        let is_kept = theme_in(text).is_some();
        let is_shown = self.previewed.is_some() && !is_kept;
        is_shown.then_some(ThemeEffect::Restore)
    }

    /// Inserts pasted text.
    pub fn paste(&mut self, text: &str, context: &Context) {
        self.line.insert(text);
        self.offer(context);
    }

    /// Puts the next candidate into the line, or the one before; a single one is accepted at once.
    fn choose(&mut self, forward: bool, context: &Context) {
        let count = self.offered.len();
        let next = next_choice(self.chosen, count, forward);
        let Some((next, candidate)) = next.and_then(|next| Some((next, self.offered.get(next)?)))
        else {
            return;
        };
        self.line = InputLine::new(&candidate.line);
        if count == 1 {
            self.offer(context);
        } else {
            self.chosen = Some(next);
        }
    }

    /// Shows an earlier line that begins as the typed one does, or a later one.
    fn recall(&mut self, steps: isize, history: &CommandHistory, context: &Context) {
        let (at, typed) = match self.recalled.take() {
            Some((at, typed)) => (Some(at), typed),
            None => (None, self.line.text().to_owned()),
        };
        let lines = history.lines().iter().rev();
        let fitting: Vec<&String> = lines.filter(|line| line.starts_with(&typed)).collect();
        let next = match at {
            None if steps > 0 => Some(0),
            None => None,
            Some(at) => at.checked_add_signed(steps),
        };
        let last = fitting.len().checked_sub(1);
        match (next, last) {
            (Some(next), Some(last)) => {
                let next = next.min(last);
                let line = fitting.get(next).map_or("", |line| line.as_str());
                self.line = InputLine::new(line);
                self.recalled = Some((next, typed));
            }
            (None, _) | (_, None) => self.line = InputLine::new(&typed),
        }
        self.offer(context);
    }
}

/// Returns the theme that a line puts into force.
fn theme_in(text: &str) -> Option<String> {
    let call = Call::parse(text).ok()?;
    let name = match call.command.argument_kind() {
        ArgumentKind::Theme => call.argument.as_str(),
        ArgumentKind::Setting => {
            let (setting, value) = call.argument.split_once([' ', '='])?;
            Some(value.trim_matches([' ', '='])).filter(|_| setting == "theme")?
        }
        ArgumentKind::None
        | ArgumentKind::Words
        | ArgumentKind::Feed(_)
        | ArgumentKind::Query
        | ArgumentKind::Range
        | ArgumentKind::Order
        | ArgumentKind::SearchName
        | ArgumentKind::SearchPosition => return None,
    };
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    #[test]
    fn a_theme_is_shown_while_the_line_names_it() {
        let context = context();
        let mut line = CommandLine::open("theme ", &context);
        let earlier = CommandHistory::default();
        let press = |line: &mut CommandLine, key: &str| {
            let _stays = line.press(key.parse().unwrap(), &earlier, &context);
            line.preview(&context)
        };
        let shown = |name: &str| Some(ThemeEffect::Preview(name.to_owned()));
        assert_eq!(press(&mut line, "Tab"), shown("auto"));
        assert_eq!(press(&mut line, "Tab"), shown("dark"));
        assert_eq!(press(&mut line, "←"), None);
        assert_eq!(press(&mut line, "Backspace"), Some(ThemeEffect::Restore));
        assert_eq!(line.end_preview(""), None);
        let mut line = CommandLine::open("set theme=paper", &context);
        assert_eq!(line.preview(&context), shown("paper"));
        assert_eq!(line.end_preview(""), Some(ThemeEffect::Restore));
        assert_eq!(line.end_preview("theme paper"), None);
    }

    fn pressed(keys: &[&str], history: &[&str]) -> (CommandLine, CommandLineStep) {
        let context = context();
        let mut earlier = CommandHistory::default();
        for line in history {
            earlier.add(line);
        }
        let mut line = CommandLine::open("", &context);
        let mut step = CommandLineStep::Stays;
        for key in keys {
            step = line.press(key.parse().unwrap(), &earlier, &context);
        }
        (line, step)
    }

    #[test]
    fn tab_goes_through_the_candidates_and_typing_narrows_them() {
        let (line, _) = pressed(&["r", "e", "a"], &[]);
        let names: Vec<&str> = line.offered.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(names.first(), Some(&"read"));
        let (line, _) = pressed(&["r", "e", "a", "Tab", "Tab"], &[]);
        assert_eq!(line.line.text(), line.offered[1].line);
        let (line, _) = pressed(&["r", "e", "a", "Tab", "Tab", "Shift-Tab"], &[]);
        assert_eq!(line.line.text(), "read");
    }

    #[test]
    fn the_history_keeps_to_what_was_typed() {
        let history = ["star", "read is:unread", "star"];
        let (line, _) = pressed(&["↑"], &history);
        assert_eq!(line.line.text(), "star");
        let (line, _) = pressed(&["r", "↑"], &history);
        assert_eq!(line.line.text(), "read is:unread");
        let (line, _) = pressed(&["r", "↑", "↓"], &history);
        assert_eq!(line.line.text(), "r");
        let (line, _) = pressed(&["↑", "↑", "↑", "↑"], &history);
        assert_eq!(line.line.text(), "read is:unread");
    }

    #[test]
    fn enter_runs_and_esc_or_backspace_leave() {
        assert_eq!(
            pressed(&["q", "Enter"], &[]).1,
            CommandLineStep::Run("q".to_owned())
        );
        assert_eq!(pressed(&["Space", "Enter"], &[]).1, CommandLineStep::Left);
        assert_eq!(pressed(&["q", "Esc"], &[]).1, CommandLineStep::Left);
        assert_eq!(pressed(&["q", "Backspace"], &[]).1, CommandLineStep::Stays);
        assert_eq!(pressed(&["Backspace"], &[]).1, CommandLineStep::Left);
    }

    #[test]
    fn earlier_lines_come_before_those_of_this_run() {
        let mut history = CommandHistory::default();
        history.add("now");
        history.add_earlier(vec!["then".to_owned(), "now".to_owned()]);
        assert_eq!(history.lines(), ["then", "now"]);
        for number in 0..300 {
            history.add(&number.to_string());
        }
        assert_eq!(history.lines().len(), MOST_LINES);
    }
}
