//! Whether text is set as in print, and with what.

use super::fonts;
use crate::print::{CellSize, Colours, Face, Rgb, Shaper};
use crate::terminal::answers::is_light;
use crate::terminal::beyond::Beyond;
use crate::terminal::calibrate::Findings;
use crate::terminal::graphics::{Pictures, Protocol};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// What the person chose.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PrintSetting {
    /// Whether, and by which protocol.
    pub choice: PrintChoice,
    /// The family of the font, before all others.
    pub family: Option<String>,
}

/// Whether text is set as in print.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PrintChoice {
    /// Where the terminal says that it shows pictures, and answers soon enough.
    #[default]
    Auto,
    /// Never.
    Off,
    /// By this protocol, whatever the terminal says.
    By(Protocol),
}

impl PrintChoice {
    /// Returns the protocol that is used where print is on.
    fn protocol(self, findings: &Findings) -> Option<Protocol> {
        match self {
            Self::Off | Self::Auto => protocol_of(findings),
            Self::By(Protocol::Kitty) => Some(kitty_of(findings)),
            Self::By(protocol) => Some(protocol),
        }
    }
}

/// So many keys at the start have tmux asked once more.
const MOST_QUESTIONS: u8 = 8;

/// A page of pictures that is on the screen only after this time comes over a slow line: terminals that
/// draw with one busy processor still take less.
const SOON: Duration = Duration::from_millis(500);
/// So many late pages one after the other switch print off: a terminal that has just been started is
/// busy with itself.
const LATE_PAGES: u8 = 3;

/// What print is made of.
pub(super) struct Print {
    choice: PrintChoice,
    /// What the terminal answered.
    findings: Findings,
    /// How often tmux is still asked what it is shown in.
    questions: u8,
    protocol: Option<Protocol>,
    cell: Option<CellSize>,
    colours: Colours,
    /// Whether the terminal moves pictures along with its rows.
    is_moving: bool,
    memory: Memory,
    faces: Vec<Arc<Face>>,
    fonts: Option<Sender<fonts::Wanted>>,
    asked: HashSet<char>,
    is_on: bool,
    patience: Patience,
}

/// How many more late pages switch print off; nothing where the person decides, or it was seen that the
/// line is fast enough.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Patience(Option<u8>);

impl Patience {
    /// Returns what is left after a page that took so long.
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

impl Print {
    /// Starts looking for fonts where the terminal can show pictures.
    pub(super) fn start(
        setting: PrintSetting,
        findings: &Findings,
        is_light: bool,
        found: impl Fn(fonts::Found) -> bool + Send + 'static,
    ) -> Self {
        let is_on = setting.choice != PrintChoice::Off;
        let mut print = Self {
            choice: setting.choice,
            findings: findings.clone(),
            questions: MOST_QUESTIONS,
            protocol: setting.choice.protocol(findings),
            cell: cell_of(findings),
            colours: colours_of(findings, is_light),
            is_moving: is_moving(findings),
            memory: Memory::of(findings),
            faces: Vec::new(),
            fonts: None,
            asked: HashSet::new(),
            is_on,
            patience: Patience((setting.choice == PrintChoice::Auto).then_some(LATE_PAGES)),
        };
        // What tmux is shown in can change.
        let is_possible = print.protocol.is_some() || findings.beyond.is_some();
        if is_possible && print.cell.is_some() {
            print.fonts = fonts::start(setting.family, found).ok();
        }
        print
    }

    /// Begins to look for fonts; the first frame stands in cells by then, and waits for none.
    pub(super) fn begin(&self) {
        if self.is_on {
            self.want_fonts();
        }
    }

    fn want_fonts(&self) {
        let is_wanted = self.faces.is_empty() && self.protocol.is_some();
        if let Some(fonts) = self.fonts.as_ref().filter(|_| is_wanted) {
            // Its thread ends with the program.
            let _ended = fonts.send(Vec::new());
        }
    }

    /// Takes in what the terminal answered anew; says whether its cells have another size.
    pub(super) fn measured(&mut self, findings: &Findings) -> bool {
        let before = self.cell;
        self.cell = cell_of(findings).or(before);
        if let Some(ground) = findings.ground {
            self.colours = colours_of(findings, is_light(ground));
        }
        self.cell != before
    }

    /// Whether it is to be watched how soon a page of pictures is on the screen.
    pub(super) fn is_on_trial(&self) -> bool {
        self.is_shown() && self.patience.0.is_some()
    }

    /// Whether text is set as in print at present.
    pub(super) fn is_shown(&self) -> bool {
        self.is_on && !self.faces.is_empty()
    }

    /// Takes in how soon a page of pictures was on the screen; `false` where it was late once too often
    /// and print is switched off.
    pub(super) fn judge(&mut self, took: Duration) -> bool {
        self.patience = self.patience.after(took);
        if self.patience.is_at_its_end() {
            self.patience = Patience(None);
            self.is_on = false;
        }
        self.is_on
    }

    /// Whether tmux does not know yet what it is shown in, as when it was started with the reader.
    pub(super) fn is_unsure(&self) -> bool {
        let beyond = self.findings.beyond.as_ref();
        self.questions > 0 && beyond.is_some_and(|beyond| beyond.name.is_none())
    }

    /// Takes in what tmux is shown in now; says whether that shows other pictures.
    pub(super) fn stands_in(&mut self, beyond: Beyond) -> bool {
        self.questions = self.questions.saturating_sub(1);
        self.findings.beyond = Some(beyond);
        let before = self.protocol;
        self.protocol = self.choice.protocol(&self.findings);
        if self.is_on {
            self.want_fonts();
        }
        self.protocol != before
    }

    /// Whether text is shown past tmux, whose ideas of widths then do no harm.
    pub(super) fn is_past_tmux(&self) -> bool {
        self.is_on && matches!(self.protocol, Some(Protocol::KittyBeyondTmux(_)))
    }

    /// Takes in faces that were found.
    pub(super) fn found(&mut self, faces: Vec<Arc<Face>>) {
        self.faces.extend(faces);
    }

    /// Looks for fonts with `characters`, each of which is looked for once.
    pub(super) fn want(&mut self, mut characters: Vec<char>) {
        characters.retain(|c| self.asked.insert(*c));
        if let Some(fonts) = self.fonts.as_ref().filter(|_| !characters.is_empty()) {
            let _ended = fonts.send(characters);
        }
    }

    /// Switches print on or off; `false` where it cannot be had here.
    pub(super) fn toggle(&mut self) -> bool {
        if self.fonts.is_none() || self.protocol.is_none() {
            return false;
        }
        self.is_on = !self.is_on;
        // Whoever switches it on wants it, however slow.
        self.patience = Patience(None);
        self.want_fonts();
        true
    }

    /// Returns what measures text and what shows it, where print is on and a font is there.
    pub(super) fn made(&self) -> Option<(Arc<Shaper>, Pictures)> {
        let protocol = self.protocol.filter(|_| self.is_on)?;
        let shaper = Arc::new(Shaper::new(self.faces.clone(), self.cell?)?);
        let mut pictures = Pictures::new(protocol, Arc::clone(&shaper), self.colours);
        if self.is_moving {
            pictures = pictures.moving();
        }
        pictures = match self.memory {
            Memory::All => pictures,
            Memory::Few { colours } => pictures.joined(colours),
            Memory::Whole => pictures.tiled(),
        };
        Some((shaper, pictures))
    }
}

/// Returns the protocol by which the terminal says that it shows pictures.
///
/// tmux says so for itself: what counts there is the terminal that it is shown in, and where that is not
/// known, as at the other end of a line, text stays in cells.
pub fn protocol_of(findings: &Findings) -> Option<Protocol> {
    let name = findings.name.as_deref().unwrap_or_default();
    if let Some(beyond) = &findings.beyond {
        let is_passed = beyond.is_passing && beyond.has_placeholders();
        let has_sixel = findings.has_sixel && beyond.has_sixel;
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

/// Returns how kitty's protocol is spoken here.
fn kitty_of(findings: &Findings) -> Protocol {
    let beyond = findings.beyond.as_ref();
    beyond.map_or(Protocol::Kitty, |beyond| {
        Protocol::KittyBeyondTmux(beyond.pane)
    })
}

/// Whether the terminal is one that was seen to move sixel pictures along with its rows; of others
/// nothing is known, and remains would stay.
fn is_moving(findings: &Findings) -> bool {
    let name = findings.name.as_deref().unwrap_or_default();
    ["XTerm(", "foot(", "mlterm("]
        .iter()
        .any(|known| name.starts_with(known))
}

/// How many sixel pictures a terminal remembers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Memory {
    /// All that are on the screen.
    All,
    /// Few, with so many colours each, if it says.
    Few { colours: Option<u16> },
    /// Few, which are freed whole: tmux.
    Whole,
}

impl Memory {
    fn of(findings: &Findings) -> Self {
        let name = findings.name.as_deref().unwrap_or_default();
        if findings.beyond.is_some() {
            return Self::Whole;
        }
        if name.starts_with("XTerm(") {
            let colours = findings.colours;
            return Self::Few { colours };
        }
        Self::All
    }
}

/// Returns the pixels of a cell: as the terminal says, else from the size of its window.
pub fn cell_of(findings: &Findings) -> Option<CellSize> {
    let told = findings.cell;
    let (width, height) = told.or_else(|| {
        let window = crossterm::terminal::window_size().ok()?;
        let width = window.width.checked_div(window.columns)?;
        Some((width, window.height.checked_div(window.rows)?))
    })?;
    (width >= 4 && height >= 8).then_some(CellSize { width, height })
}

/// Returns the terminal's colours, or those that a terminal of such a ground has by custom.
pub fn colours_of(findings: &Findings, is_light: bool) -> Colours {
    const BLACK: Rgb = [0; 3];
    const WHITE: Rgb = [255; 3];
    let (text, ground) = if is_light {
        (BLACK, WHITE)
    } else {
        ([0xdd; 3], BLACK)
    };
    Colours {
        text: findings.text.unwrap_or(text),
        ground: findings.ground.unwrap_or(ground),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_tmux_the_terminal_around_it_counts() {
        let beyond = |name: &str, is_passing, has_sixel| {
            Some(Beyond {
                name: Some(name.to_owned()),
                is_passing,
                has_sixel,
                pane: 3,
            })
        };
        let (kitty, xterm) = ("kitty(0.41.1)", "XTerm(398)");
        for (around, expected) in [
            (
                beyond(kitty, true, false),
                Some(Protocol::KittyBeyondTmux(3)),
            ),
            (beyond(kitty, false, false), None),
            (beyond(xterm, true, true), Some(Protocol::Sixel)),
            (beyond(xterm, true, false), None),
            (None, None),
        ] {
            let findings = Findings {
                name: Some("tmux 3.5a".to_owned()),
                has_sixel: true,
                beyond: around.clone(),
                ..Findings::default()
            };
            assert_eq!(protocol_of(&findings), expected, "{around:?}");
        }
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
