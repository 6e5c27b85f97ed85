//! The state of print: whether text is set as in print, by which picture protocol and with which
//! fonts.

use super::fonts;
use crate::app::Answer;
use crate::print::{CellSize, Colours, Face, Rgb, Shaper, rgb_of};
use crate::terminal::answers::is_light as is_light_colour;
use crate::terminal::calibrate::Findings;
use crate::terminal::environment::advice;
use crate::terminal::graphics::{BAND, Pictures, Protocol};
use crate::terminal::outer_terminal::{OuterTerminal, version_of};
use crate::words::Advice;
use ratatui::style::Style;
use std::collections::{BTreeSet, HashSet};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// The user's settings for print.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PrintSetting {
    /// Whether print is used, and by which picture protocol.
    pub choice: PrintChoice,
    /// The font family to prefer.
    pub family: Option<String>,
}

/// When text is set as in print.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PrintChoice {
    /// If the terminal supports pictures and answers soon enough.
    #[default]
    Auto,
    /// Never.
    Off,
    /// By this picture protocol, whatever the terminal reports.
    By(Protocol),
}

impl PrintChoice {
    /// Returns the choice with this name in a configuration.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "off" => Some(Self::Off),
            "kitty" => Some(Self::By(Protocol::Kitty)),
            "sixel" => Some(Self::By(Protocol::Sixel)),
            "iterm2" => Some(Self::By(Protocol::Iterm2)),
            _ => None,
        }
    }

    /// Returns the picture protocol that print would use. Where the background is unknown, only a
    /// protocol with transparency is chosen: other pictures would be boxes on it.
    fn protocol(self, findings: &Findings, is_ground_known: bool) -> Option<Protocol> {
        match self {
            Self::Off | Self::Auto => protocol_of(findings)
                .filter(|protocol| is_ground_known || protocol.has_transparency()),
            Self::By(Protocol::Kitty) => Some(kitty_of(findings)),
            Self::By(protocol) => Some(protocol),
        }
    }
}

/// At most this many key presses after the start query tmux again.
const MOST_QUESTIONS: u8 = 8;

/// The maximum time that a page of pictures may take. If it takes longer, the connection is slow;
/// even a terminal that draws with one busy processor takes less.
const SOON: Duration = Duration::from_millis(500);
/// The number of consecutive late pages after which print is switched off. One is not enough,
/// because a terminal that has just started is busy.
const LATE_PAGES: u8 = 3;

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

/// The number of further late pages after which print is switched off; `None` if the user decided
/// about print, or if the connection has proved fast.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Patience(Option<u8>);

impl Patience {
    /// Returns the patience that is left after a page that took this long.
    fn after(self, took: Duration) -> Self {
        Self(
            self.0
                .filter(|_| took > SOON)
                .map(|left| left.saturating_sub(1)),
        )
    }

    fn is_at_its_end(self) -> bool {
        self.0 == Some(0)
    }
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
            patience: Patience((setting.choice == PrintChoice::Auto).then_some(LATE_PAGES)),
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
        Colours {
            ground: colours
                .ground
                .or_else(|| (!is_transparent).then_some([0; 3])),
            ..colours
        }
    }

    /// Starts the font thread if pictures are possible. The outer terminal of tmux can change, so
    /// they may become possible later.
    fn start_fonts(&mut self) {
        let is_possible = self.protocol.is_some() || self.findings.outer.is_some();
        if is_possible && self.cell.is_some() {
            let start = self.start_fonts.take();
            self.fonts = start
                .and_then(|start| start().ok())
                .or_else(|| self.fonts.take());
        }
    }

    /// Sets the choice while the program runs.
    pub(super) fn choose(&mut self, choice: PrintChoice) {
        self.choice = choice;
        self.is_on = choice != PrintChoice::Off;
        self.patience = Patience((choice == PrintChoice::Auto).then_some(LATE_PAGES));
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
            self.advice().map_or(Answer::NoPrint, Answer::Advised)
        } else {
            Answer::PrintUnanswered
        }
    }

    /// Whether it is still being measured how soon pages of pictures arrive.
    pub(super) fn is_on_trial(&self) -> bool {
        self.is_shown() && self.patience.0.is_some()
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
            self.patience = Patience(None);
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
        self.patience = Patience(None);
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

/// Returns the picture protocol that the terminal reports to support.
///
/// tmux reports its own abilities, so within tmux the outer terminal decides. If its abilities are
/// unknown, as over a remote connection, text stays in cells.
pub fn protocol_of(findings: &Findings) -> Option<Protocol> {
    let name = findings.name.as_deref().unwrap_or_default();
    if let Some(outer) = &findings.outer {
        let is_passed = outer.is_passing && outer.has_placeholders();
        let has_sixel = findings.has_sixel && outer.has_sixel && has_whole_bands(findings);
        return if is_passed {
            Some(kitty_of(findings))
        } else {
            has_sixel.then_some(Protocol::Sixel)
        };
    }
    if findings.has_kitty_graphics {
        Some(Protocol::Kitty)
    } else if name.starts_with("iTerm2") {
        Some(Protocol::Iterm2)
    } else {
        (findings.has_sixel && !name.starts_with("tmux ")).then_some(Protocol::Sixel)
    }
}

/// The first version of tmux that counts and scales the pixels of a sixel picture, not its bands.
const TMUX_WITHOUT_BANDS: (u32, u32) = (3, 7);

/// Whether tmux shows a sixel picture in exactly the rows that it covers. Before 3.7 it counts whole
/// bands of six pixels: a picture of one row of 23 pixels would erase the next row too, and up to
/// 3.5 be scaled to 18 pixels.
fn has_whole_bands(findings: &Findings) -> bool {
    let name = findings.name.as_deref().unwrap_or_default();
    let version = name.strip_prefix("tmux ").and_then(version_of);
    version.is_some_and(|version| version >= TMUX_WITHOUT_BANDS)
        || cell_of(findings).is_some_and(|cell| usize::from(cell.height).is_multiple_of(BAND))
}

/// Returns the variant of kitty's protocol for this terminal.
fn kitty_of(findings: &Findings) -> Protocol {
    let outer = findings.outer.as_ref();
    outer.map_or(Protocol::Kitty, |outer| {
        Protocol::KittyThroughTmux(outer.pane)
    })
}

/// Whether the terminal is known to scroll sixel pictures along with its rows; in other terminals,
/// remains of a picture could stay behind.
fn is_moving(findings: &Findings) -> bool {
    let name = findings.name.as_deref().unwrap_or_default();
    ["XTerm(", "foot(", "mlterm("]
        .iter()
        .any(|known| name.starts_with(known))
}

/// Whether the terminal may draw letters beyond their cells, above and below too: all do but those
/// that were seen to cut them off.
fn is_spilling(findings: &Findings) -> bool {
    let name = findings.name.as_deref().unwrap_or_default();
    !["XTerm(", "kitty("]
        .iter()
        .any(|known| name.starts_with(known))
}

/// How many sixel pictures a terminal keeps in memory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum SixelMemory {
    /// All pictures on the screen.
    All,
    /// Only a few pictures; each has this many colour registers, if the terminal reports a number.
    Few { colours: Option<u16> },
    /// Only a few pictures, which are always freed as a whole (tmux).
    Whole,
}

impl SixelMemory {
    fn of(findings: &Findings) -> Self {
        let name = findings.name.as_deref().unwrap_or_default();
        if findings.outer.is_some() {
            return Self::Whole;
        }
        if name.starts_with("XTerm(") {
            let colours = findings.colours;
            return Self::Few { colours };
        }
        Self::All
    }
}

/// Returns the size of a cell in pixels: as the terminal reports it, else computed from the size of
/// the terminal's window.
pub fn cell_of(findings: &Findings) -> Option<CellSize> {
    let told = findings.cell;
    let (width, height) = told.or_else(|| {
        let window = crossterm::terminal::window_size().ok()?;
        let width = window.width.checked_div(window.columns)?;
        Some((width, window.height.checked_div(window.rows)?))
    })?;
    (width >= 4 && height >= 8).then_some(CellSize { width, height })
}

/// Returns the terminal's colours, or usual ones for a light or dark background; if nothing is known
/// of the background, a grey that is legible on both.
pub fn colours_of(findings: &Findings, is_light: Option<bool>) -> Colours {
    const BLACK: Rgb = [0; 3];
    const WHITE: Rgb = [255; 3];
    let by_ground = findings.ground.map(is_light_colour).or(is_light);
    let (text, ground) = match by_ground {
        Some(true) => (BLACK, Some(WHITE)),
        Some(false) => ([0xdd; 3], Some(BLACK)),
        None => ([0x76; 3], None),
    };
    Colours {
        text: findings.text.unwrap_or(text),
        ground: findings.ground.or(ground),
    }
}

/// Returns the colours of a page: its own, else the terminal's.
fn on_page(terminal: Colours, page: Style) -> Colours {
    Colours {
        text: page.fg.and_then(rgb_of).unwrap_or(terminal.text),
        ground: page.bg.and_then(rgb_of).or(terminal.ground),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_tmux_the_terminal_around_it_counts() {
        let outer = |name: &str, is_passing, has_sixel| {
            Some(OuterTerminal {
                name: Some(name.to_owned()),
                is_passing,
                has_sixel,
                pane: 3,
            })
        };
        let (kitty, xterm) = ("kitty(0.41.1)", "XTerm(398)");
        for (around, expected) in [
            (
                outer(kitty, true, false),
                Some(Protocol::KittyThroughTmux(3)),
            ),
            (outer(kitty, false, false), None),
            (outer(xterm, true, true), Some(Protocol::Sixel)),
            (outer(xterm, true, false), None),
            (None, None),
        ] {
            let findings = in_tmux("tmux 3.5a", 24, around.clone());
            assert_eq!(protocol_of(&findings), expected, "{around:?}");
        }
    }

    fn in_tmux(name: &str, height: u16, outer: Option<OuterTerminal>) -> Findings {
        Findings {
            name: Some(name.to_owned()),
            has_sixel: true,
            cell: Some((11, height)),
            outer,
            ..Findings::default()
        }
    }

    #[test]
    fn a_sixel_picture_in_tmux_is_of_whole_bands() {
        let outer = OuterTerminal {
            has_sixel: true,
            ..OuterTerminal::default()
        };
        for (name, height, expected) in [
            ("tmux 3.5a", 23, None),
            ("tmux 3.5a", 24, Some(Protocol::Sixel)),
            ("tmux 3.6", 23, None),
            ("tmux 3.7c", 23, Some(Protocol::Sixel)),
            ("tmux next-3.8", 23, None),
        ] {
            let findings = in_tmux(name, height, Some(outer.clone()));
            assert_eq!(protocol_of(&findings), expected, "{name}, {height} pixels");
        }
    }

    #[test]
    fn an_unknown_background_gives_no_boxes() {
        let past_tmux = Findings {
            outer: Some(OuterTerminal {
                name: Some("kitty(0.41.1)".to_owned()),
                is_passing: true,
                ..OuterTerminal::default()
            }),
            ..Findings::default()
        };
        let sixel = Findings {
            has_sixel: true,
            ..Findings::default()
        };
        let auto = |findings, is_known| PrintChoice::Auto.protocol(findings, is_known);
        assert_eq!(auto(&past_tmux, false), Some(Protocol::KittyThroughTmux(0)));
        assert_eq!(auto(&sixel, false), None);
        assert_eq!(auto(&sixel, true), Some(Protocol::Sixel));
        assert_eq!(colours_of(&past_tmux, None).ground, None);
        assert_eq!(colours_of(&sixel, Some(true)).ground, Some([255; 3]));
    }

    #[test]
    fn late_pages_switch_print_off_and_one_in_time_settles_it() {
        let (late, soon) = (SOON * 2, SOON / 2);
        for (pages, is_off) in [
            (&[late; 3][..], true),
            (&[late; 2], false),
            (&[late, late, soon, late, late, late], false),
            (&[soon, late, late, late], false),
        ] {
            let start = Patience(Some(LATE_PAGES));
            let left = pages.iter().fold(start, |left, took| left.after(*took));
            assert_eq!(left.is_at_its_end(), is_off, "{pages:?}");
        }
        assert_eq!(Patience(None).after(late), Patience(None));
    }
}
