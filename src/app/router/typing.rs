//! Keys that are text, and pasted text: passes them to the prompt, dialog or hints that take them.

use crate::app::action::Action;
use crate::app::areas::Pane;
use crate::app::enlarged::EnlargedStep;
use crate::app::hints::HintStep;
use crate::app::list;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::prompt::{PromptStep, SearchScope};
use crate::key::Key;
use crate::words::Phrase;

/// Handles a key that is text, or that is bound to nothing.
pub(in crate::app) fn typed(model: &mut Model, key: Key) -> Vec<Action> {
    model.status.key_pressed();
    match &mut model.mode {
        Mode::Browse => vec![Action::Say(Phrase::UnboundKey(key.to_string().into()))],
        Mode::Dialog(open) if open.prompt.is_some() => {
            open.press(key, &model.context);
            Vec::new()
        }
        Mode::Dialog(open) => vec![open.unbound(&key.to_string(), &model.context)],
        Mode::Prompt(..) => typed_in_prompt(model, key),
        Mode::Enlarged(enlarged) => match enlarged.press(key, &model.context) {
            EnlargedStep::Stays(actions) => actions,
            EnlargedStep::Closes => {
                model.mode = Mode::Browse;
                Vec::new()
            }
        },
        Mode::Hints(hints) => {
            let step = hints.press(key);
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

fn typed_in_prompt(model: &mut Model, key: Key) -> Vec<Action> {
    let Mode::Prompt(scope, prompt) = &mut model.mode else {
        return Vec::new();
    };
    let (scope, step) = (*scope, prompt.press(key));
    let (list, context) = (&mut model.list, &model.context);
    match step {
        PromptStep::Typed => {
            let text = prompt.line.text();
            model.search.typed(scope, text, list, context)
        }
        PromptStep::Moved(rows) if context.focus == Pane::List => {
            list::step(list, rows, context);
            Vec::new()
        }
        PromptStep::Moved(_) | PromptStep::Ignored => Vec::new(),
        PromptStep::Accepted => {
            model.mode = Mode::Browse;
            let is_of_article = scope == SearchScope::Article;
            is_of_article
                .then_some(Action::SayHit)
                .into_iter()
                .collect()
        }
        PromptStep::Cancelled => {
            let prompt = prompt.clone();
            model.mode = Mode::Browse;
            model.search.cancelled(scope, prompt, list, context)
        }
    }
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
        Mode::Browse | Mode::Hints(_) => Vec::new(),
    }
}
