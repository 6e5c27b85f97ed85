//! What could complete the command line: names of commands, of settings and their values, terms of a search.

use crate::app::candidate::Candidate;
use crate::app::command::ArgumentKind;
use crate::app::context::Context;
use crate::app::keymap::table::{Binding, bindings};
use crate::app::library::name_of;
use crate::app::query_completion::terms;
use crate::app::settings::{SETTINGS, SettingKind, SettingRow};
use crate::search::SortOrder;
use crate::text::width::WidthProfile;

/// Returns what could complete a line, the most probable first.
pub fn candidates(typed: &str, context: &Context) -> Vec<Candidate> {
    let name_at = typed.len() - without_count(typed).len();
    let (before, rest) = typed.split_at_checked(name_at).unwrap_or((typed, ""));
    let Some((name, argument)) = rest.split_once(char::is_whitespace) else {
        return names(before, rest, context);
    };
    let kind = Binding::named(name).map(|binding| binding.command.argument_kind());
    let argument_at = typed.len() - argument.trim_start().len();
    let (before, argument) = typed.split_at_checked(argument_at).unwrap_or((typed, ""));
    match kind {
        Some(ArgumentKind::Setting) => settings(before, argument, context),
        Some(ArgumentKind::Theme) => {
            let row = SettingRow::named("theme");
            row.map_or_else(Vec::new, |row| values(before, row, argument, context))
        }
        Some(ArgumentKind::Range | ArgumentKind::Query) => terms(before, argument, context),
        Some(ArgumentKind::Order) => orders(before, argument, context),
        Some(
            ArgumentKind::None
            | ArgumentKind::Words
            | ArgumentKind::SearchName
            | ArgumentKind::SearchPosition
            | ArgumentKind::Feed(_),
        )
        | None => Vec::new(),
    }
}

/// Returns the line without the number and the colon before the name.
fn without_count(typed: &str) -> &str {
    let rest = typed.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.trim_start_matches([':', ' '])
}

/// Returns the commands whose names begin with what was typed, then those that have it further on.
fn names(before: &str, typed: &str, context: &Context) -> Vec<Candidate> {
    let language = context.options.language;
    // A digit is a number, not a command.
    let named = || bindings().filter(|binding| !binding.name.starts_with("digit-"));
    let begins = named().filter(|binding| binding.name.starts_with(typed));
    let within =
        |binding: &&Binding| !binding.name.starts_with(typed) && binding.name.contains(typed);
    let found = begins.chain(named().filter(within));
    found
        .map(|binding| {
            let keys = context.keymap.first(binding.command);
            let keys = if keys.is_empty() {
                keys
            } else {
                format!(" [{keys}]")
            };
            let kind = binding.command.argument_kind();
            let needs_more = [ArgumentKind::Setting, ArgumentKind::Theme].contains(&kind);
            let blank = if needs_more { " " } else { "" };
            Candidate {
                label: binding.name.to_owned(),
                line: format!("{before}{}{blank}", binding.name),
                help: format!("{}{keys}", binding.help.say(language)),
            }
        })
        .collect()
}

/// Returns the settings, or after the name of one its values.
fn settings(before: &str, typed: &str, context: &Context) -> Vec<Candidate> {
    let language = context.options.language;
    if let Some((name, value)) = typed.split_once([' ', '=']) {
        let row = SettingRow::named(name.trim());
        return row.map_or_else(Vec::new, |row| {
            let before = format!("{before}{} ", row.name);
            values(&before, row, value.trim_start(), context)
        });
    }
    let fitting = SETTINGS.iter().filter(|row| row.name.starts_with(typed));
    fitting
        .map(|row| Candidate {
            label: row.name.to_owned(),
            line: format!("{before}{} ", row.name),
            help: row.id.help(language).to_owned(),
        })
        .collect()
}

fn values(before: &str, row: &SettingRow, typed: &str, context: &Context) -> Vec<Candidate> {
    let language = context.options.language;
    let words: Vec<&str> = match row.kind {
        SettingKind::Choice(words) => words.to_vec(),
        SettingKind::Flag => vec!["true", "false"],
        SettingKind::Profile => WidthProfile::names(),
        SettingKind::Theme => context.themes.iter().map(String::as_str).collect(),
        SettingKind::Number(..) | SettingKind::Text | SettingKind::Path | SettingKind::Row => {
            Vec::new()
        }
    };
    let now = context.settings.value(row.name);
    if words.is_empty() && typed.is_empty() {
        // There is nothing to choose from, so the present value and what fits are shown.
        let expected = row.expected().say(language);
        return vec![Candidate {
            label: now.to_owned(),
            line: format!("{before}{now}"),
            help: expected,
        }];
    }
    let fitting = words.into_iter().filter(|word| word.starts_with(typed));
    fitting
        .map(|word| Candidate {
            label: word.to_owned(),
            line: format!("{before}{word}"),
            help: if word == now {
                "✓".to_owned()
            } else {
                String::new()
            },
        })
        .collect()
}

/// Returns the names of the orders of lists.
fn orders(before: &str, typed: &str, context: &Context) -> Vec<Candidate> {
    let fitting = SortOrder::ALL
        .into_iter()
        .filter(|order| order.name().starts_with(typed));
    fitting
        .map(|order| Candidate {
            label: order.name().to_owned(),
            line: format!("{before}{}", order.name()),
            help: name_of(order).say(context.options.language).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    fn lines(typed: &str) -> Vec<String> {
        let offered = candidates(typed, &context()).into_iter();
        offered.map(|candidate| candidate.line).collect()
    }

    #[test]
    fn names_that_begin_so_come_before_those_that_contain_it() {
        let found = lines("unr");
        let expected = [
            "unread",
            "next-hit-or-unread",
            "next-unread",
            "previous-unread",
        ];
        assert_eq!(found, expected);
        assert_eq!(lines("5:unr").first().map(String::as_str), Some("5:unread"));
        assert_eq!(lines("zzz"), Vec::<String>::new());
    }

    #[test]
    fn settings_and_their_values_come_from_the_table() {
        assert_eq!(lines("set the"), ["set theme "]);
        assert_eq!(
            lines("set theme "),
            [
                "set theme auto",
                "set theme dark",
                "set theme light",
                "set theme high-contrast",
                "set theme paper",
                "set theme none"
            ]
        );
        assert_eq!(lines("set theme d"), ["set theme dark"]);
        assert_eq!(lines("theme pa"), ["theme paper"]);
        let measure = candidates("set measure ", &context());
        assert!(measure[0].help.contains("20 to 200"), "{measure:?}");
    }

    #[test]
    fn terms_of_a_search_complete_the_last_word() {
        assert_eq!(lines("read is:unread sou"), ["read is:unread source:"]);
        assert_eq!(lines("star is:s"), ["star is:starred"]);
        assert_eq!(lines("star (-has:v"), ["star (-has:video"]);
        assert_eq!(
            lines("read sort:"),
            ["newest", "oldest", "best", "source", "length"]
                .map(|order| format!("read sort:{order}"))
        );
        assert_eq!(lines("undo is"), Vec::<String>::new());
    }
}
