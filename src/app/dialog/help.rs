//! The dialog of all keys.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::call::Call;
use crate::app::command::{Command, DialogCommand};
use crate::app::context::Context;
use crate::app::keymap::KeyBinding;
use crate::app::keymap::table::bindings;
use crate::words::{Help, KeyTable};

/// The minimum width of the column of descriptions next to the keys, in cells; with less room the
/// descriptions are below the keys.
const NARROWEST: usize = 16;

/// All keys.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct HelpDialog;

/// A line of the help.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HelpLine {
    /// The keys; empty in a line that continues a description.
    pub keys: String,
    /// The description, or one line of it.
    pub words: String,
    /// The column at which the description begins.
    pub at: usize,
}

impl HelpDialog {
    /// Returns the lines of the rows `shown`, wrapped rather than cut off.
    pub fn lines(shown: &[usize], context: &Context) -> Vec<HelpLine> {
        let rows = table(context);
        let ruler = &context.ruler;
        let widest = rows.iter().map(|(keys, _)| ruler.columns(keys)).max();
        let beside = widest.unwrap_or(0) + 2;
        let is_beside = beside + NARROWEST <= context.dialog_width();
        let at = if is_beside { beside } else { 2 };
        let room = context.dialog_width().saturating_sub(at).max(1);
        let mut lines = Vec::new();
        for (keys, words) in shown.iter().filter_map(|row| rows.get(*row)) {
            let mut keys = keys.clone();
            if !is_beside {
                let words = String::new();
                let keys = std::mem::take(&mut keys);
                lines.push(HelpLine { keys, words, at });
            }
            for words in ruler.clamp(words, room, usize::MAX) {
                let keys = std::mem::take(&mut keys);
                lines.push(HelpLine { keys, words, at });
            }
        }
        lines
    }
}

impl DialogRules for HelpDialog {
    fn rows(&self, context: &Context) -> Option<Vec<String>> {
        let rows = table(context).into_iter();
        Some(
            rows.map(|(keys, words)| format!("{keys} {words}"))
                .collect(),
        )
    }

    fn line_count(&self, shown: &[usize], context: &Context) -> Option<usize> {
        Some(Self::lines(shown, context).len())
    }

    fn command(&mut self, _command: DialogCommand, _row: usize) -> Option<Vec<Action>> {
        None
    }
}

/// Returns the keys that are bound and the description of each command; commands with the same description share a
/// row. After the keys that work everywhere those of each pane, then macros, then the commands without keys.
fn table(context: &Context) -> Vec<(String, String)> {
    let language = context.options.language;
    let mut rows = Vec::new();
    for table in KeyTable::ALL {
        let of_pane = rows_of(table, context).into_iter();
        rows.extend(of_pane.map(|(keys, help)| match table {
            KeyTable::Everywhere => (joined(&keys), help.say(language).to_owned()),
            KeyTable::List | KeyTable::Article | KeyTable::Related | KeyTable::Dialog => {
                let (help, place) = (help.say(language), table.say(language));
                (joined(&keys), format!("{help} ({place})"))
            }
        }));
    }
    rows.extend(macros(context));
    let keyless = bindings().filter(|binding| context.keymap.first(binding.command).is_empty());
    rows.extend(keyless.map(|binding| {
        let help = binding.help.say(language).to_owned();
        (format!(":{}", binding.name), help)
    }));
    rows
}

/// Returns the keys of a command in one text; where one of them is a sequence, whose keys stand apart, the others are
/// set off by points.
fn joined(keys: &[String]) -> String {
    let has_sequence = keys.iter().any(|keys| keys.contains(' '));
    keys.join(if has_sequence { " · " } else { " " })
}

/// Returns the commands with the keys that are bound to them in one table.
fn rows_of(table: KeyTable, context: &Context) -> Vec<(Vec<String>, Help)> {
    let mut rows: Vec<(Vec<String>, Help)> = Vec::new();
    let in_table: Vec<&KeyBinding> = context
        .keymap
        .bound()
        .filter(|bound| bound.table == table)
        .collect();
    // 0 cannot begin a number.
    for binding in bindings().filter(|binding| binding.command != Command::Digit(0)) {
        let bound = in_table
            .iter()
            .filter(|bound| runs(&bound.calls, binding.command));
        let bound: Vec<String> = bound.map(|bound| bound.keys.to_string()).collect();
        match rows.last_mut() {
            _ if bound.is_empty() => {}
            Some((keys, help)) if *help == binding.help => {
                keys.truncate(1);
                keys.push("…".to_owned());
                keys.extend(bound);
            }
            Some(_) | None => rows.push((bound, binding.help)),
        }
    }
    rows
}

/// Returns whether calls are nothing but this command.
fn runs(calls: &[Call], command: Command) -> bool {
    matches!(calls, [call] if call.as_plain() == Some(command))
}

/// Returns the keys of macros and of commands with a number or an argument, each with what it calls.
fn macros(context: &Context) -> Vec<(String, String)> {
    let bound = context.keymap.bound();
    let macros = bound.filter(|bound| match &*bound.calls {
        [call] => call.as_plain().is_none(),
        _ => true,
    });
    macros
        .map(|bound| {
            let calls: Vec<String> = bound.calls.iter().map(Call::text).collect();
            let calls = calls.join(" · ");
            let place = match bound.table {
                KeyTable::Everywhere => String::new(),
                table @ (KeyTable::List
                | KeyTable::Article
                | KeyTable::Related
                | KeyTable::Dialog) => format!(" ({})", table.say(context.options.language)),
            };
            (bound.keys.to_string(), format!(":{calls}{place}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    #[test]
    fn digits_are_one_row() {
        let rows = table(&context());
        let digits: Vec<&str> = rows
            .iter()
            .map(|(keys, _)| keys.as_str())
            .filter(|keys| keys.starts_with('1'))
            .collect();
        assert_eq!(digits, ["1 … 9"]);
    }

    #[test]
    fn a_narrow_dialog_has_descriptions_below_their_keys() {
        let mut context = context();
        let wide = HelpDialog::lines(&[0], &context);
        assert!(!wide[0].keys.is_empty() && !wide[0].words.is_empty());
        context.size.width = 30;
        let narrow = HelpDialog::lines(&[0], &context);
        assert!(narrow[0].words.is_empty() && narrow[1].keys.is_empty());
    }
}
