//! The input of a session, and reading it to its end for the commands that print.

use super::files::{files, unreadable};
use crate::article::shown_address;
use crate::bundled;
use crate::ingest::{self, Parsed, ParsedItem, Problem, Sink};
use crate::store::{self, Store};
use crate::sync;
use crate::words::Language;
use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use url::Url;

/// The input of a session.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Input {
    /// The articles that are compiled into the program.
    Bundled,
    /// Standard input.
    Standard,
    /// A library.
    Library(PathBuf),
    /// Files, folders with everything in them, and web addresses.
    Paths(Vec<PathBuf>),
    /// A page that was saved to a file.
    SavedPage {
        /// The file; `None` is standard input.
        path: Option<PathBuf>,
        /// The address that the page came from.
        address: Url,
    },
}

/// Returns the size of `input` in bytes, if it is known before reading.
pub fn input_size(input: &Input) -> Option<u64> {
    let Input::Paths(paths) = input else {
        return None;
    };
    let (files, _) = files(paths, Language::English);
    let sizes = files.iter().filter_map(|file| file.metadata().ok());
    Some(sizes.map(|metadata| metadata.len()).sum())
}

/// Reads all of `input` and passes each article and problem to `sink`, for the commands that print.
/// Inputs that cannot be read are reported in `language`; problems within a file are data, and the
/// same in every language.
pub fn read_input(input: &Input, language: Language, sink: &mut Sink<'_>) {
    let mut ended = false;
    let mut sink = |piece| {
        let outcome = sink(piece);
        ended |= outcome.is_break();
        outcome
    };
    match input {
        Input::Bundled => {
            for (name, bytes) in bundled::stories(language) {
                read_from(&mut &*bytes, name, None, language, &mut sink);
            }
        }
        Input::Library(path) => read_library(path, language, &mut sink),
        Input::Standard => {
            read_from(&mut io::stdin().lock(), "-", None, language, &mut sink);
        }
        Input::SavedPage { path, address } => {
            let base = Some(address.as_str());
            match path {
                Some(path) => read_file(path, base, language, &mut sink),
                None => read_from(&mut io::stdin().lock(), "-", base, language, &mut sink),
            }
        }
        Input::Paths(paths) => {
            let (files, problems) = files(paths, language);
            for problem in problems {
                let _enough = sink(ParsedItem::Problem(problem));
            }
            for path in files {
                if let Some(url) = sync::address_of(&path) {
                    hand_over(opened(&url, language), &mut sink);
                    continue;
                }
                read_file(&path, None, language, &mut sink);
            }
        }
    }
}

/// Fetches `url`; a failure becomes a problem of the input.
pub(super) fn opened(url: &Url, language: Language) -> Parsed {
    sync::open(url).unwrap_or_else(|fault| Parsed {
        problems: vec![Problem::new(shown_address(url), None, fault.say(language))],
        ..Parsed::default()
    })
}

fn hand_over(parsed: Parsed, sink: &mut Sink<'_>) {
    let problems = parsed.problems.into_iter().map(ParsedItem::Problem);
    let articles = parsed
        .articles
        .into_iter()
        .map(|article| ParsedItem::Article {
            article: Box::new(article),
            at: 0..0,
        });
    for piece in problems.chain(articles) {
        if sink(piece).is_break() {
            return;
        }
    }
}

fn read_library(path: &Path, language: Language, sink: &mut Sink<'_>) {
    let problem = |error: &store::Error| {
        let (origin, what) = (path.display().to_string(), error.say(language));
        ParsedItem::Problem(Problem::new(origin, None, what))
    };
    let read = Store::open(path).and_then(|store| {
        store.articles(|article| {
            let piece = match article {
                Ok(article) => ParsedItem::Article {
                    article: Box::new(article),
                    at: 0..0,
                },
                Err(error) => problem(&error),
            };
            match sink(piece) {
                ControlFlow::Continue(()) => Ok(()),
                ControlFlow::Break(()) => Err(io::ErrorKind::Interrupted.into()),
            }
        })
    });
    if let Err(error) = read {
        let _enough = sink(problem(&error));
    }
}

fn read_file(path: &Path, base: Option<&str>, language: Language, sink: &mut Sink<'_>) {
    let origin = path.display().to_string();
    match File::open(path) {
        Ok(file) => read_from(&mut BufReader::new(file), &origin, base, language, sink),
        Err(error) => {
            let _enough = sink(ParsedItem::Problem(unreadable(&origin, &error, language)));
        }
    }
}

fn read_from(
    input: &mut dyn io::BufRead,
    origin: &str,
    base: Option<&str>,
    language: Language,
    sink: &mut Sink<'_>,
) {
    if let Err(error) = ingest::read_saved(input, origin, base, sink) {
        let _enough = sink(ParsedItem::Problem(unreadable(origin, &error, language)));
    }
}
