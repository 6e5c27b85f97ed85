//! Help, and errors in arguments.

use super::report;
use crate::text::sanitize::is_terminal_control;
use crate::words::Language;
use crate::words::usage::{MORE, NUMBER, USAGE, Usage, between, did_you_mean, one_of};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::ffi::OsString;
use std::num::ParseIntError;
use std::process::ExitCode;

/// Prints help if it was requested, else the error in the arguments `typed`.
pub(super) fn answer(error: &Error, typed: &[OsString], language: Language) -> ExitCode {
    let said = match language {
        Language::Hindi => in_hindi(error),
        Language::English => None,
    };
    // clap repeats arguments verbatim, so its output is printed without colours and sanitised.
    let is_harmful = |argument: &OsString| argument.to_string_lossy().contains(is_terminal_control);
    let said = said.or_else(|| {
        let is_plain = typed.iter().any(is_harmful);
        is_plain.then(|| error.render().to_string())
    });
    match said {
        Some(said) => said.lines().for_each(report::say),
        // It does not matter if the output is closed.
        None => drop(error.print()),
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Returns the error in Hindi; `None` for help, and for errors that only clap can word.
#[expect(clippy::wildcard_enum_match_arm, reason = "clap may add variants")]
fn in_hindi(error: &Error) -> Option<String> {
    let usage = match error.kind() {
        ErrorKind::UnknownArgument => Usage::Unknown(text(error, ContextKind::InvalidArg)?),
        ErrorKind::InvalidSubcommand => {
            Usage::UnknownCommand(text(error, ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let argument = text(error, ContextKind::InvalidArg)?;
            match text(error, ContextKind::InvalidValue)? {
                value if value.is_empty() => Usage::NoValue(argument),
                value => Usage::Unfit { argument, value },
            }
        }
        ErrorKind::TooManyValues => Usage::UnexpectedValue {
            argument: text(error, ContextKind::InvalidArg)?,
            value: text(error, ContextKind::InvalidValue)?,
        },
        ErrorKind::MissingRequiredArgument => Usage::Missing(text(error, ContextKind::InvalidArg)?),
        ErrorKind::MissingSubcommand => Usage::MissingCommand,
        ErrorKind::ArgumentConflict => {
            let argument = text(error, ContextKind::InvalidArg)?;
            match text(error, ContextKind::PriorArg) {
                Some(other) if other != argument => Usage::NotTogether(argument, other),
                _ => Usage::Twice(argument),
            }
        }
        ErrorKind::InvalidUtf8 => Usage::NotUnicode,
        _ => return None,
    };
    let mut said = format!("newsreader: {}", usage.in_hindi());
    if let Some(remedy) = remedy(error) {
        said = format!("{said}; {remedy}");
    }
    if let Some(forms) = text(error, ContextKind::Usage) {
        let forms = forms.trim_start_matches("Usage:").trim();
        said = format!("{said}\n\n{USAGE}:\n  {forms}");
    }
    Some(format!("{said}\n\n{MORE}"))
}

/// Returns a suggestion for the argument that was mistyped.
fn remedy(error: &Error) -> Option<String> {
    let meant = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let meant = meant.into_iter().find_map(|kind| text(error, kind));
    let choice = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    let choice = || choice.into_iter().find_map(|kind| text(error, kind));
    meant
        .map(|meant| did_you_mean(&meant))
        .or_else(|| choice().map(|choice| one_of(&choice)))
        .or_else(|| number(error.source()?))
}

/// Returns the valid range of a number, which clap provides only as text: `5 is not in 20..=200`.
fn number(why: &(dyn std::error::Error + 'static)) -> Option<String> {
    if why.is::<ParseIntError>() {
        return Some(NUMBER.to_owned());
    }
    let why = why.to_string();
    let (_, range) = why.rsplit_once(" is not in ")?;
    let (least, most) = range.split_once("..=")?;
    Some(between(least, most))
}

/// Returns the error's context of `kind`, if it is not empty.
#[expect(clippy::wildcard_enum_match_arm, reason = "clap may add variants")]
fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}
