//! The mode, which decides whether a key is a command, text or a hint.

use super::command_line::CommandLine;
use super::dialog::OpenDialog;
use super::enlarged::Enlarged;
use super::hints::Hints;
use super::prompt::{Prompt, SearchScope};

/// The mode of the keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mode {
    /// Keys are commands for the pane with the focus.
    #[default]
    Browse,
    /// Keys are text of a search.
    Prompt(SearchScope, Prompt),
    /// Keys are text of the command line.
    CommandLine(CommandLine),
    /// Keys are letters of a hint.
    Hints(Hints),
    /// Keys are commands for a dialog, or text of its filter.
    Dialog(OpenDialog),
    /// Keys scroll a table or code that covers the screen.
    Enlarged(Box<Enlarged>),
}

impl Mode {
    /// Returns whether keys are text rather than commands.
    pub fn takes_text(&self) -> bool {
        match self {
            Self::Browse => false,
            Self::Prompt(..) | Self::CommandLine(_) | Self::Hints(_) | Self::Enlarged(_) => true,
            Self::Dialog(open) => open.takes_text(),
        }
    }

    /// Returns the open dialog.
    pub fn dialog(&self) -> Option<&OpenDialog> {
        match self {
            Self::Dialog(open) => Some(open),
            Self::Browse
            | Self::Prompt(..)
            | Self::CommandLine(_)
            | Self::Hints(_)
            | Self::Enlarged(_) => None,
        }
    }

    /// Returns the table or code that covers the screen.
    pub fn enlarged(&self) -> Option<&Enlarged> {
        match self {
            Self::Enlarged(enlarged) => Some(enlarged),
            Self::Browse
            | Self::Prompt(..)
            | Self::CommandLine(_)
            | Self::Hints(_)
            | Self::Dialog(_) => None,
        }
    }

    /// Returns the open dialog mutably.
    pub fn dialog_mut(&mut self) -> Option<&mut OpenDialog> {
        match self {
            Self::Dialog(open) => Some(open),
            Self::Browse
            | Self::Prompt(..)
            | Self::CommandLine(_)
            | Self::Hints(_)
            | Self::Enlarged(_) => None,
        }
    }
}
