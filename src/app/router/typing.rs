//! Keys that are text, and pasted text: passes them to the prompt, dialog or hints that take them.

use crate::app::action::Action;
use crate::app::areas::Pane;
use crate::app::call::Call;
use crate::app::command_line::CommandLineStep;
use crate::app::context::Context;
use crate::app::effect::{Effect, ThemeEffect};
use crate::app::enlarged::EnlargedStep;
use crate::app::hints::HintStep;
use crate::app::list;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::prompt::{PromptStep, SearchScope};
use crate::app::query_completion::field_of;
use crate::app::query_terms::query_remark;
use crate::key::{Key, KeyCode, KeySequence};
use crate::words::Phrase;

/// Handles a key of a sequence that goes on after the keys `begun`.
pub(in crate::app) fn begun(
    model: &mut Model,
    begun: Option<KeySequence>,
    key: Key,
) -> Vec<Action> {
    model.status.key_pressed();
    model.begun = begun.map_or_else(|| Some(key.into()), |begun| begun.then(key));
    Vec::new()
}

/// Handles a key that is text, or that is bound to nothing, after the keys `begun` of a sequence.
pub(in crate::app) fn typed(
    model: &mut Model,
    begun: Option<KeySequence>,
    key: Key,
) -> Vec<Action> {
    model.status.key_pressed();
    if begun.is_some() && key == Key::plain(KeyCode::Esc) {
        return Vec::new();
    }
    let keys = begun.map_or_else(|| Some(key.into()), |begun| begun.then(key));
    match &mut model.mode {
        Mode::Browse => vec![unbound(model, key, keys)],
        Mode::Dialog(open) if open.takes_text() => open.press(key, &model.context),
        Mode::Dialog(open) => {
            let keys = keys.map_or_else(|| key.to_string(), |keys| keys.to_string());
            vec![open.unbound(&keys, &model.context)]
        }
        Mode::Prompt(..) => typed_in_prompt(model, key),
        Mode::CommandLine(_) => typed_in_command_line(model, key),
        Mode::Enlarged(enlarged) => match enlarged.press(key, &model.context) {
            EnlargedStep::Stays(actions) => actions,
            EnlargedStep::Closes => {
                model.mode = Mode::Browse;
                Vec::new()
            }
        },
        Mode::Hints(hints) => {
            // Letters on links are those of an English keyboard.
            let english = model.context.keymap.english(key).unwrap_or(key);
            let step = hints.press(english);
            if step != HintStep::Unfinished {
                model.mode = Mode::Browse;
            }
            match step {
                HintStep::Picked(target) => model.article.pick(target),
                HintStep::Unknown => vec![Action::Say(Phrase::NoSuchLetter)],
                HintStep::Unfinished | HintStep::Cancelled => Vec::new(),
            }
        }
    }
}

/// Says that keys do nothing here, and where they do something if they do.
fn unbound(model: &Model, key: Key, keys: Option<KeySequence>) -> Action {
    let keymap = &model.context.keymap;
    let here = model.context.key_table();
    let elsewhere = keys.and_then(|keys| keymap.elsewhere(here, keys));
    let keys = keys.map_or_else(|| key.to_string(), |keys| keys.to_string());
    Action::Say(match elsewhere {
        Some(table) => Phrase::BoundElsewhere(keys.into(), table),
        None => Phrase::UnboundKey(keys.into()),
    })
}

/// Applies a key to the command line, and runs the line on Enter.
fn typed_in_command_line(model: &mut Model, key: Key) -> Vec<Action> {
    let Mode::CommandLine(line) = &mut model.mode else {
        return Vec::new();
    };
    let shown = |effect: Option<ThemeEffect>| {
        let effects = effect.map(|effect| Action::Perform(Effect::Theme(effect)));
        effects.into_iter().collect::<Vec<Action>>()
    };
    let text = match line.press(key, &model.command_history, &model.context) {
        CommandLineStep::Stays => {
            let mut actions = shown(line.preview(&model.context));
            let text = line.line.text().to_owned();
            actions.extend(request_values(&mut model.context, &text));
            return actions;
        }
        CommandLineStep::Left => {
            let restored = shown(line.end_preview(""));
            model.mode = Mode::Browse;
            return restored;
        }
        CommandLineStep::Run(text) => text,
    };
    let mut actions = shown(line.end_preview(&text));
    model.mode = Mode::Browse;
    model.command_history.add(&text);
    let save = Action::Perform(Effect::SaveCommand(text.clone()));
    let run = match Call::parse(&text) {
        Ok(call) => Action::Calls([call].into()),
        Err(fault) => Action::Say(Phrase::WrongCall(fault)),
    };
    actions.extend([save, run]);
    actions
}

/// Requests the names that could complete the last term of a search, once for each field.
fn request_values(context: &mut Context, typed: &str) -> Option<Action> {
    let field = field_of(typed).filter(|_| context.options.library)?;
    if context.values.contains_key(&field) {
        return None;
    }
    context.values.insert(field, Vec::new());
    Some(Action::Perform(Effect::LoadValues(field)))
}

fn typed_in_prompt(model: &mut Model, key: Key) -> Vec<Action> {
    let Mode::Prompt(scope, prompt) = &mut model.mode else {
        return Vec::new();
    };
    let scope = *scope;
    let is_tab = matches!(key.code, KeyCode::Tab | KeyCode::BackTab);
    let is_completed = is_tab && prompt.choose(key.code == KeyCode::Tab);
    let step = if is_completed {
        PromptStep::Typed
    } else {
        prompt.press(key)
    };
    let (list, context) = (&mut model.list, &model.context);
    match step {
        PromptStep::Typed => {
            if scope == SearchScope::Library && !is_completed {
                prompt.offer(context);
            }
            let text = prompt.line.text().to_owned();
            let mut actions = model.search.typed(scope, &text, list, context);
            if scope == SearchScope::Library {
                actions.extend(request_values(&mut model.context, &text));
            }
            actions
        }
        PromptStep::Moved(rows) if context.focus == Pane::List => {
            list::step(list, rows, context);
            Vec::new()
        }
        PromptStep::Moved(_) | PromptStep::Ignored => Vec::new(),
        PromptStep::Accepted => {
            let (text, remark) = (prompt.line.text().to_owned(), prompt.remark.take());
            model.mode = Mode::Browse;
            if scope == SearchScope::Article {
                model.context.add_search(&text);
            }
            accepted(scope, &text, remark, &model.context)
        }
        PromptStep::Cancelled => {
            let prompt = prompt.clone();
            model.mode = Mode::Browse;
            model.search.cancelled(scope, prompt, list, context)
        }
    }
}

/// Says what the user should know of a search that is typed to its end.
fn accepted(
    scope: SearchScope,
    text: &str,
    remark: Option<Phrase>,
    context: &Context,
) -> Vec<Action> {
    let said = match scope {
        SearchScope::Article => Some(Action::SayHit),
        SearchScope::Library => query_remark(text, context.now).map(Action::Say),
        SearchScope::List => remark.filter(|_| !text.is_empty()).map(Action::Say),
    };
    said.into_iter().collect()
}

/// Handles pasted text.
pub(in crate::app) fn pasted(model: &mut Model, text: &str) -> Vec<Action> {
    match &mut model.mode {
        Mode::Prompt(scope, prompt) => {
            prompt.line.insert(text);
            let text = prompt.line.text();
            let (list, context) = (&mut model.list, &model.context);
            model.search.typed(*scope, text, list, context)
        }
        Mode::Dialog(open) => {
            open.paste(text, &model.context);
            Vec::new()
        }
        Mode::Enlarged(enlarged) => {
            enlarged.paste(text, &model.context);
            Vec::new()
        }
        Mode::CommandLine(line) => {
            line.paste(text, &model.context);
            Vec::new()
        }
        Mode::Browse | Mode::Hints(_) => Vec::new(),
    }
}
