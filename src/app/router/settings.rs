//! `:set`, and settings that change while the program runs.

use crate::app::action::Action;
use crate::app::effect::{Effect, ThemeEffect};
use crate::app::keymap::layout::KeyboardLayout;
use crate::app::model::Model;
use crate::app::settings::{SETTINGS, SettingKind, SettingRow};
use crate::text::nearest::nearest;
use crate::words::{ConfigFault, Language, Phrase};
use chrono::Duration;

/// Runs `:set NAME VALUE`; without a value, tells what it is.
pub(super) fn set(model: &mut Model, argument: &str) -> Vec<Action> {
    let (name, value) = match argument.split_once([' ', '=']) {
        Some((name, value)) => (name.trim(), value.trim_matches([' ', '='])),
        None => (argument.trim(), ""),
    };
    if name.is_empty() {
        return vec![Action::Say(Phrase::NoSetting)];
    }
    let Some(row) = SettingRow::named(name) else {
        let near = nearest(name, SETTINGS.iter().map(|row| row.name));
        let fault = ConfigFault::UnknownSetting(name.to_owned(), near.map(str::to_owned));
        return vec![Action::Say(Phrase::WrongSetting(fault))];
    };
    if value.is_empty() {
        let value = model.context.settings.value(row.name).into();
        return vec![Action::Say(Phrase::SettingIs(row.name, value))];
    }
    if !row.accepts(value) {
        let fault = ConfigFault::UnfitValue {
            name: row.name.to_owned(),
            value: value.to_owned(),
            expected: row.expected(),
            nearest: row.nearest_value(value).map(str::to_owned),
        };
        return vec![Action::Say(Phrase::WrongSetting(fault))];
    }
    if !row.is_live {
        return vec![Action::Say(Phrase::SettingAtStart(row.name))];
    }
    let mut actions = apply(model, row, value);
    actions.push(Action::Say(match row.kind {
        SettingKind::Theme => Phrase::ThemeSet(value.into()),
        _ => Phrase::SettingSet(row.name, value.into()),
    }));
    actions
}

/// Gives a setting a value that fits, with effect at once.
pub(super) fn apply(model: &mut Model, row: &'static SettingRow, value: &str) -> Vec<Action> {
    model.context.settings.set(row.name, value.to_owned());
    let now = model.context.now;
    let options = &mut model.context.options;
    match row.name {
        "lang" => {
            options.language = match value {
                "hi" => Language::Hindi,
                "en" => Language::English,
                _ => model.context.settings.locale,
            };
        }
        "measure" => options.measure = value.parse().unwrap_or(options.measure),
        "headlines" => options.large_headlines = value == "large",
        "keyboard" => {
            let keyboard = KeyboardLayout::named(value).unwrap_or_default();
            model.context.keymap.keyboard = keyboard;
        }
        "refresh" => {
            let minutes = value.parse().ok().filter(|minutes: &u16| *minutes > 0);
            options.refresh_every = minutes;
            let next = |minutes| now + Duration::minutes(i64::from(minutes));
            model.refresh.next_at = minutes.map(next);
        }
        "theme" => {
            let set = ThemeEffect::Set(value.to_owned());
            return vec![Action::Perform(Effect::Theme(set))];
        }
        "mouse" => return vec![Action::Perform(Effect::SetMouse(value == "true"))],
        "log" => return vec![Action::Perform(Effect::SetLogLevel(value.to_owned()))],
        "print" => return vec![Action::Perform(Effect::ChoosePrint(value.to_owned()))],
        _ => {}
    }
    model.relayout();
    Vec::new()
}
