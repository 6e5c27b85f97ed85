//! Faults of a configuration, each with its file and line.

use crate::words::{ConfigFault, Language};

/// A fault, and where it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LocatedFault {
    /// The path of the file, or the variable of the environment.
    origin: String,
    line: Option<usize>,
    /// What is wrong.
    pub what: ConfigFault,
}

impl LocatedFault {
    /// Returns a fault in a line, counted from 1.
    pub fn at(origin: &str, line: usize, what: ConfigFault) -> Self {
        Self {
            origin: origin.to_owned(),
            line: Some(line),
            what,
        }
    }

    /// Returns a fault of a whole file or of a variable.
    pub fn whole(origin: &str, what: ConfigFault) -> Self {
        Self {
            origin: origin.to_owned(),
            line: None,
            what,
        }
    }

    /// Returns the line, from 1, if the fault is in one.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Returns the fault as a line: file, line number, sentence.
    pub fn say(&self, language: Language) -> String {
        let (origin, what) = (&self.origin, self.what.say(language));
        match self.line {
            Some(line) => format!("{origin}:{line}: {what}"),
            None => format!("{origin}: {what}"),
        }
    }
}

/// The offsets at which the lines of a text begin.
pub struct Lines(Vec<usize>);

impl Lines {
    /// Returns the lines of `text`.
    pub fn of(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after).collect())
    }

    /// Returns the number of the line with this offset, from 1.
    pub fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }
}
