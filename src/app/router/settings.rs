//! `:set`, and settings that change while the program runs.

use crate::app::action::Action;
use crate::app::configuration::Configuration;
use crate::app::effect::{Effect, ThemeEffect};
use crate::app::keymap::layout::KeyboardLayout;
use crate::app::model::Model;
use crate::app::settings::{SETTINGS, SettingKind, SettingRow};
use crate::text::clean_text::CleanText;
use crate::text::nearest::nearest;
use crate::words::{ConfigFault, Language, Phrase, SettingId};
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
        return vec![Action::Say(Phrase::WrongSetting(row.fault(value)))];
    }
    if !row.is_live {
        return vec![Action::Say(Phrase::SettingAtStart(row.name))];
    }
    let mut actions = apply(model, row, value);
    let said = if row.kind != SettingKind::Theme {
        Some(Phrase::SettingSet(row.name, value.into()))
    } else if model.context.configured.value(row.name) == value {
        Some(Phrase::SettingIs(row.name, value.into()))
    } else {
        // Whether there is such a theme is known once its file was looked for.
        None
    };
    actions.extend(said.map(Action::Say));
    actions
}

/// Takes over what the configuration says now: the keys, and the settings whose values differ from those that it
/// said before. A value that the user set in this run stays unless the file changed it.
pub(super) fn configured(model: &mut Model, new: Configuration, is_asked: bool) -> Vec<Action> {
    let before = std::mem::replace(&mut model.context.configured, new.settings);
    let keyboard = model.context.keymap.keyboard;
    let keymap = std::mem::replace(&mut model.context.keymap, new.keymap);
    model.context.keymap.keyboard = keyboard;
    let has_new_keys = keymap != model.context.keymap;
    let mut actions = Vec::new();
    let (mut changed, mut later) = (Vec::new(), Vec::new());
    for row in SETTINGS {
        let value = model.context.configured.value(row.name).to_owned();
        if value == before.value(row.name) {
            continue;
        }
        if row.is_live {
            changed.push(row.name);
            actions.extend(apply(model, row, &value));
        } else {
            later.push(row.name);
        }
    }
    if has_new_keys {
        changed.push("keys");
    }
    let is_news = is_asked || !changed.is_empty() || !later.is_empty();
    if is_news {
        let phrase = Phrase::ConfigurationRead(changed, later);
        actions.push(Action::Say(phrase));
    }
    let said = &model.context.messages;
    let is_said = |fault: &CleanText| said.iter().any(|message| message.text == *fault);
    let faults = new.faults.into_iter();
    let faults: Vec<CleanText> = faults.filter(|fault| is_asked || !is_said(fault)).collect();
    actions.extend(said_faults(model, faults));
    actions
}

/// Adds what is wrong with the configuration to the messages, and warns of it in one sentence.
pub(super) fn said_faults(model: &mut Model, faults: Vec<CleanText>) -> Option<Action> {
    let count = faults.len();
    let first = faults.first()?.clone();
    for fault in faults {
        model.context.add_message(fault);
    }
    Some(if count == 1 {
        Action::Warn(Phrase::Remark(first))
    } else {
        Action::Warn(Phrase::ConfigurationFaults(count, first))
    })
}

/// Gives a setting a value that fits, with effect at once.
pub(super) fn apply(model: &mut Model, row: &'static SettingRow, value: &str) -> Vec<Action> {
    model.context.settings.set(row.name, value.to_owned());
    let now = model.context.now;
    let options = &mut model.context.options;
    let perform = |effect| vec![Action::Perform(effect)];
    match row.id {
        SettingId::Lang => {
            options.language = match value {
                "hi" => Language::Hindi,
                "en" => Language::English,
                _ => model.context.settings.locale,
            };
        }
        SettingId::Measure => options.measure = value.parse().unwrap_or(options.measure),
        SettingId::Headlines => options.large_headlines = value == "large",
        SettingId::Justify => options.is_justified = value == "true",
        SettingId::Keyboard => {
            let keyboard = KeyboardLayout::named(value).unwrap_or_default();
            model.context.keymap.keyboard = keyboard;
        }
        SettingId::Refresh => {
            let minutes = value.parse().ok().filter(|minutes: &u16| *minutes > 0);
            options.refresh_every = minutes;
            let next = |minutes| now + Duration::minutes(i64::from(minutes));
            model.refresh.next_at = minutes.map(next);
        }
        SettingId::Row => model.apply_row_template(),
        SettingId::Theme => {
            return perform(Effect::Theme(ThemeEffect::Set(value.to_owned())));
        }
        SettingId::Mouse => return perform(Effect::SetMouse(value == "true")),
        SettingId::Log => return perform(Effect::SetLogLevel(value.to_owned())),
        SettingId::Print => return perform(Effect::ChoosePrint(value.to_owned())),
        // These count from the start of the program.
        SettingId::Library | SettingId::Font | SettingId::Widths | SettingId::Dense => {}
    }
    model.relayout();
    Vec::new()
}
