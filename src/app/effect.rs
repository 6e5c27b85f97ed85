//! All that the application can ask of the world.

use crate::article::ArticleId;

/// Something that the shell is to do; see `runtime::perform`, the only place that matches on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Read an article; answered by `Loaded` or `NotLoaded`.
    LoadArticle(ArticleId),
    /// Open an http or https address in the browser; answered by `Opened` or `NotOpened`.
    OpenAddress(String),
    /// Put words onto the clipboard of the person's own terminal.
    Copy(String),
    /// Measure what the terminal does with letters; answered by `Measured`.
    MeasureWidths,
    /// Set text as in print, or no longer; answered by `Print` or `NoPrint`.
    TogglePrint,
    /// Draw everything anew.
    Redraw,
    /// Stop until the shell's `fg`.
    Suspend,
    /// End the program.
    Quit,
}
