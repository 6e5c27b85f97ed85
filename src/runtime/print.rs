//! The state of print: whether text is set as in print, by which picture protocol and with which
//! fonts.

mod abilities;
mod choice;
mod patience;
mod selection;

pub use abilities::{cell_of, colours_of, protocol_of};
pub use choice::{PrintChoice, PrintSetting};

use super::fonts;
use crate::app::Answer;
use crate::print::{CellSize, Colours, Face, Rgb, Shaper, rgb_of};
use crate::terminal::calibrate::Findings;
use crate::terminal::environment::{Multiplexer, advice, multiplexer};
use crate::terminal::graphics::{Pictures, Protocol};
use crate::terminal::outer_terminal::OuterTerminal;
use crate::text::width::ExplicitWidth;
use crate::words::Advice;
use abilities::{SixelMemory, is_moving, is_spilling, on_page};
use patience::Patience;
use ratatui::style::Style;
use selection::ground_opacity;
use std::collections::{BTreeSet, HashSet};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// At most this many key presses after the start query tmux again.
const MOST_QUESTIONS: u8 = 8;

/// The state of print.
pub(super) struct Print {
    choice: PrintChoice,
    /// The terminal's answers.
    findings: Findings,
    /// How many more times tmux is asked about its outer terminal.
    questions: u8,
    protocol: Option<Protocol>,
    cell: Option<CellSize>,
    /// Whether the background is light, by the user's theme or the environment.
    is_light: Option<bool>,
    /// The colours of the theme's page, where they are not the terminal's own.
    page: Style,
    /// Whether the terminal scrolls pictures along with its rows.
    is_moving: bool,
    memory: SixelMemory,
    faces: Vec<Arc<Face>>,
    /// Starts the font thread, which is needed once the terminal can show pictures.
    start_fonts: Option<StartFonts>,
    fonts: Option<Sender<fonts::FontRequest>>,
    /// Whether the first fonts were requested; twice they would be in the list twice.
    are_fonts_wanted: bool,
    asked: HashSet<char>,
    /// The characters that no font has.
    missing: BTreeSet<char>,
    is_on: bool,
    patience: Patience,
}

/// A function that starts the font thread.
type StartFonts = Box<dyn FnOnce() -> io::Result<Sender<fonts::FontRequest>>>;

impl Print {
    /// Starts the font thread if the terminal can show pictures.
    pub(super) fn start(
        setting: PrintSetting,
        findings: &Findings,
        (is_light, page): (Option<bool>, Style),
        found: impl Fn(fonts::FoundFaces) -> bool + Send + 'static,
    ) -> Self {
        let is_on = setting.choice != PrintChoice::Off;
        let mut print = Self {
            choice: setting.choice,
            findings: findings.clone(),
            questions: MOST_QUESTIONS,
            protocol: None,
            cell: cell_of(findings),
            is_light,
            page,
            is_moving: is_moving(findings),
            memory: SixelMemory::of(findings),
            faces: Vec::new(),
            start_fonts: Some(Box::new(|| fonts::start(setting.family, found))),
            fonts: None,
            are_fonts_wanted: false,
            asked: HashSet::new(),
            missing: BTreeSet::new(),
            is_on,
            patience: Patience::with(setting.choice),
        };
        print.choose_protocol();
        print
    }

    /// Chooses the protocol by what is known now, and starts the font thread if pictures are
    /// possible.
    fn choose_protocol(&mut self) {
        let is_ground_known = self.findings.ground.is_some()
            || self.is_light.is_some()
            || self.page.bg.and_then(rgb_of).is_some();
        self.protocol = self.choice.protocol(&self.findings, is_ground_known);
        self.start_fonts();
    }

    /// Returns the terminal's colours, or the usual ones on its background.
    fn colours(&self) -> Colours {
        let colours = on_page(colours_of(&self.findings, self.is_light), self.page);
        let is_transparent = self.protocol.is_some_and(Protocol::has_transparency);
        let colours = Colours {
            ground: colours
                .ground
                .or_else(|| (!is_transparent).then_some([0; 3])),
            ..colours
        };
        // Elsewhere letters beneath would be seen, or a selection is shown in reversed colours, which
        // print could not be read on.
        let can_show_selection =
            self.protocol == Some(Protocol::Kitty) && self.findings.explicit == ExplicitWidth::Full;
        Colours {
            ground_opacity: ground_opacity(
                colours,
                self.findings.selection.filter(|_| can_show_selection),
            ),
            ..colours
        }
    }

    /// Starts the font thread if pictures are possible. The outer terminal of tmux can change, so
    /// they may become possible later.
    fn start_fonts(&mut self) {
        let is_possible = self.protocol.is_some() || self.findings.outer.is_some();
        if is_possible && self.cell.is_some() {
            let start = self.start_fonts.take();
            let started = start.and_then(|start| {
                // Without the thread, text stays in cells.
                let logged = |error: &io::Error| log::error!("the thread of fonts: {error}");
                start().inspect_err(logged).ok()
            });
            self.fonts = started.or_else(|| self.fonts.take());
        }
    }

    /// Sets the choice while the program runs.
    pub(super) fn choose(&mut self, choice: PrintChoice) {
        self.choice = choice;
        self.is_on = choice != PrintChoice::Off;
        self.patience = Patience::with(choice);
        self.choose_protocol();
        self.begin();
    }

    /// Sets the colours of the theme's page, and whether it is light; returns whether that changes how
    /// pictures are drawn.
    pub(super) fn set_page(&mut self, (is_light, page): (Option<bool>, Style)) -> bool {
        let before = (self.protocol, self.colours());
        (self.is_light, self.page) = (is_light, page);
        self.choose_protocol();
        self.begin();
        (self.protocol, self.colours()) != before
    }

    /// Starts the search for fonts; the first frame is drawn in cells, and does not wait for it.
    pub(super) fn begin(&mut self) {
        if self.is_on {
            self.want_fonts();
        }
    }

    fn want_fonts(&mut self) {
        let is_wanted = !self.are_fonts_wanted && self.protocol.is_some();
        if let Some(fonts) = self.fonts.as_ref().filter(|_| is_wanted) {
            self.are_fonts_wanted = true;
            // The font thread ends with the program.
            let _ended = fonts.send(Vec::new());
        }
    }

    /// Updates the size of a cell; returns whether it changed.
    pub(super) fn measured(&mut self, findings: &Findings) -> bool {
        let before = self.cell;
        self.cell = cell_of(findings).or(before);
        self.findings.cell = findings.cell.or(self.findings.cell);
        let is_coloured = self.coloured(findings.ground, findings.text);
        self.cell != before || is_coloured
    }

    /// Updates the terminal's colours; returns whether they changed.
    pub(super) fn coloured(&mut self, ground: Option<Rgb>, text: Option<Rgb>) -> bool {
        let before = (self.protocol, self.colours());
        self.findings.ground = ground.or(self.findings.ground);
        self.findings.text = text.or(self.findings.text);
        self.choose_protocol();
        self.begin();
        (self.protocol, self.colours()) != before
    }

    /// Replaces the terminal's answers to all queries; returns whether that changes how pictures
    /// are drawn. What the terminal left out keeps its earlier answer.
    pub(super) fn answered(&mut self, findings: &Findings) -> bool {
        if !findings.is_whole {
            return false;
        }
        let drawn = |print: &Self| (print.protocol, print.is_moving, print.memory);
        let before = drawn(self);
        let earlier = std::mem::take(&mut self.findings);
        self.findings = Findings {
            outer: findings.outer.clone().or(earlier.outer),
            ground: earlier.ground,
            text: earlier.text,
            ..findings.clone()
        };
        self.is_moving = is_moving(&self.findings);
        self.memory = SixelMemory::of(&self.findings);
        let is_measured = self.measured(findings);
        drawn(self) != before || is_measured
    }

    /// Returns why print is not available.
    pub(super) fn reason_against(&self) -> Answer {
        if self.findings.is_whole && protocol_of(&self.findings).is_some() {
            Answer::PrintNeedsGround
        } else if self.findings.is_whole {
            let around = multiplexer(|name| std::env::var(name).ok());
            let without = || without_pictures(around);
            self.advice().map_or_else(without, Answer::Advised)
        } else {
            Answer::PrintUnanswered
        }
    }

    /// Whether it is still being measured how soon pages of pictures arrive.
    pub(super) fn is_on_trial(&self) -> bool {
        self.is_shown() && self.patience.is_limited()
    }

    /// Whether text is currently set as in print.
    pub(super) fn is_shown(&self) -> bool {
        self.is_on && !self.faces.is_empty()
    }

    /// Judges the time that a page of pictures took; `false` if too many pages were late, so that
    /// print is switched off.
    pub(super) fn judge(&mut self, took: Duration) -> bool {
        self.patience = self.patience.after(took);
        if self.patience.is_at_its_end() {
            self.patience = Patience::NO_LIMIT;
            self.is_on = false;
        }
        self.is_on
    }

    /// Whether tmux does not know its outer terminal yet, for example because it was started
    /// together with the application.
    pub(super) fn is_unsure(&self) -> bool {
        let outer = self.findings.outer.as_ref();
        self.questions > 0 && outer.is_some_and(|outer| outer.name.is_none())
    }

    /// Sets tmux's outer terminal; returns whether that changes the protocol.
    pub(super) fn set_outer_terminal(&mut self, outer: OuterTerminal) -> bool {
        self.questions = self.questions.saturating_sub(1);
        self.findings.outer = Some(outer);
        let before = self.protocol;
        self.choose_protocol();
        if self.is_on {
            self.want_fonts();
        }
        self.protocol != before
    }

    /// Returns advice about the terminal, as it was measured.
    pub(super) fn advice(&self) -> Option<Advice> {
        let setting = |name: &str| std::env::var(name).ok();
        advice(
            setting,
            &self.findings,
            self.protocol.filter(|_| self.is_on),
        )
    }

    /// Adds font faces that were found, and characters for which there is no font.
    pub(super) fn found(&mut self, faces: Vec<Arc<Face>>, missing: Vec<char>) {
        self.faces.extend(faces);
        self.missing.extend(missing);
    }

    /// Requests fonts that have `characters`; each character is requested only once.
    pub(super) fn want(&mut self, mut characters: Vec<char>) {
        characters.retain(|c| self.asked.insert(*c));
        if let Some(fonts) = self.fonts.as_ref().filter(|_| !characters.is_empty()) {
            let _ended = fonts.send(characters);
        }
    }

    /// Switches print on or off; returns `false` if it is not available.
    pub(super) fn toggle(&mut self) -> bool {
        if self.fonts.is_none() || self.protocol.is_none() {
            return false;
        }
        self.is_on = !self.is_on;
        // A user who switches print on wants it, however slow it is.
        self.patience = Patience::NO_LIMIT;
        self.want_fonts();
        true
    }

    /// Returns what print needs to draw, if it is on and a font was found.
    pub(super) fn made(&self) -> Option<(Arc<Shaper>, Pictures)> {
        let protocol = self.protocol.filter(|_| self.is_on)?;
        let shaper = Shaper::new(self.faces.clone(), self.cell?)?;
        let shaper = Arc::new(shaper.leaving(self.missing.clone()));
        let mut pictures = Pictures::new(protocol, Arc::clone(&shaper), self.colours());
        if self.is_moving {
            pictures = pictures.moving();
        }
        if is_spilling(&self.findings) {
            pictures = pictures.spilling();
        }
        pictures = match self.memory {
            SixelMemory::All => pictures,
            SixelMemory::Few { colours } => pictures.joined(colours),
            SixelMemory::Whole => pictures.tiled(),
        };
        Some((shaper, pictures))
    }
}

/// Returns why there are no pictures where nothing can be advised.
fn without_pictures(around: Option<Multiplexer>) -> Answer {
    match around {
        Some(Multiplexer::Tmux) => Answer::NoPrintInTmux,
        Some(Multiplexer::Zellij | Multiplexer::Screen) | None => Answer::NoPrint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tmux_is_named_where_it_holds_pictures_back() {
        let tmux = without_pictures(Some(Multiplexer::Tmux));
        assert_eq!(tmux, Answer::NoPrintInTmux);
        assert_eq!(without_pictures(None), Answer::NoPrint);
    }
}
