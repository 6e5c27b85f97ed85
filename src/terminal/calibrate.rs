//! Asks the terminal what it is and what it does with Devanagari: everything in one round trip.
//!
//! The questions go out in one write. The last is one that every terminal answers (DA1), so that a
//! terminal which knows nothing of the others costs a round trip and not the whole limit. The
//! probes are drawn in the corner of a screen that the next frame clears. What the person typed
//! meanwhile is kept.
//!
//! Where answers are missing at the limit the [`Conversation`] is handed to the listener, which hears it
//! to its end. None is ever taken for keys, however late: see `decoder`.

use super::answers::{Heard, heard};
use super::beyond::Beyond;
use super::sequence::Sequence;
use super::tty;
use crate::key::Key;
use crate::print::Rgb;
use crate::text::width::ExplicitWidth;
use std::fs::File;
use std::io;
use std::time::{Duration, Instant};

/// How long the answers are waited for before the first frame.
pub const LIMIT: Duration = Duration::from_secs(1);
/// How long the first byte of them is waited for: a terminal that says nothing by then may never.
const SILENCE: Duration = Duration::from_millis(300);

/// The cells that are asked for by OSC 66: a number that no measured terminal gives स्त्री by itself.
const EXPLICIT: usize = 5;
/// The cluster that the explicit width is tried with.
const EXPLICIT_CLUSTER: &str = "स्त्री";
/// Probes stand in the first rows by turns, so that an answer that was lost is noticed.
pub const PROBE_ROWS: usize = 2;
/// A letter that every terminal gives one cell, before and after the probes.
const SENTINEL: &str = "A";

/// What is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ask {
    /// Everything: what the terminal is, what it can do, and the probes.
    All,
    /// Everything but what tmux and GNU screen take for the title of a window, which then stays.
    AllUntitled,
    /// The probes alone, in mid-run.
    ProbesOnly,
    /// The pixels of a cell, which change with the size of the letters; the answer also says that all
    /// written before was taken in.
    CellSize,
}

impl Ask {
    fn is_all(self) -> bool {
        matches!(self, Self::All | Self::AllUntitled)
    }
}

/// What the terminal answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Its name and version, if it says.
    pub name: Option<String>,
    /// The colour of its background, if it said so.
    pub ground: Option<Rgb>,
    /// The colour of its text, if it said so.
    pub text: Option<Rgb>,
    /// The state of mode 2027 before it was set, if it knows the mode.
    pub clustering: Option<u16>,
    /// Clusters with the cells by which it moved; empty where the answers do not fit the questions.
    pub seen: Vec<(String, usize)>,
    /// Whether it sets a Devanagari cluster in exactly the cells that it is told.
    pub explicit: ExplicitWidth,
    /// Whether it shows sixel pictures.
    pub has_sixel: bool,
    /// Whether it shows pictures by kitty's protocol.
    pub has_kitty_graphics: bool,
    /// The pixels of a cell: width, height.
    pub cell: Option<(u16, u16)>,
    /// How many colours a sixel picture may have, if it says.
    pub colours: Option<u16>,
    /// The terminal that it is shown in, where it is tmux.
    pub beyond: Option<Beyond>,
    /// Whether it answered the last question.
    pub is_whole: bool,
    /// How long that took.
    pub took: Duration,
}

/// Questions that were asked, and what came so far.
#[derive(Debug)]
pub struct Conversation {
    tty: File,
    ask: Ask,
    probes: Vec<String>,
    heard: Vec<Heard>,
    /// How much of what came has been looked at for keys.
    keys_taken: usize,
    begun: Instant,
}

impl Conversation {
    /// Asks; the terminal must be in raw mode, and nobody else may read it meanwhile.
    ///
    /// # Errors
    /// Where the terminal cannot be written.
    pub fn begin(ask: Ask, probes: Vec<String>) -> io::Result<Self> {
        let tty = tty::open()?;
        super::send(&questions(ask, &probes))?;
        Ok(Self {
            tty,
            ask,
            probes,
            heard: Vec::new(),
            keys_taken: 0,
            begun: Instant::now(),
        })
    }

    /// Listens until the last answer is there, `limit` is over, or nothing came for a while at first.
    ///
    /// # Errors
    /// Where the terminal cannot be read.
    pub fn wait(&mut self, limit: Duration) -> io::Result<()> {
        let begun = Instant::now();
        while !self.is_over() {
            let patience = if self.heard.is_empty() {
                limit.min(SILENCE)
            } else {
                limit
            };
            let left = patience.saturating_sub(begun.elapsed());
            if left.is_zero() || !tty::wait(&self.tty, None, Some(left))?.tty {
                break;
            }
            self.read()?;
        }
        Ok(())
    }

    /// Takes in what the terminal has ready.
    ///
    /// # Errors
    /// Where the terminal cannot be read, or is gone.
    fn read(&mut self) -> io::Result<()> {
        self.heard.extend(tty::hear(&self.tty)?);
        Ok(())
    }

    /// Takes in what somebody else heard.
    pub(super) fn hear(&mut self, one: Heard) {
        self.heard.push(one);
    }

    /// Whether the last answer is there.
    pub fn is_over(&self) -> bool {
        self.heard
            .iter()
            .any(|one| matches!(one, Heard::Attributes(_)))
    }

    /// How long ago the questions were asked.
    pub(super) fn age(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Returns what was typed since this was asked for the last time.
    pub fn typed(&mut self) -> Vec<Key> {
        let fresh = self.heard.iter().skip(self.keys_taken);
        let keys = fresh.filter_map(|one| match one {
            Heard::Key(key) => Some(*key),
            _ => None,
        });
        let keys = keys.collect();
        self.keys_taken = self.heard.len();
        keys
    }

    /// Returns what was answered so far.
    pub fn findings(&self) -> Findings {
        let mut findings = found(self.ask, &self.probes, &self.heard);
        findings.took = self.begun.elapsed();
        findings
    }
}

/// Returns the bytes of the questions.
pub fn questions(ask: Ask, probes: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut asked = 0;
    let mut probe = |out: &mut Vec<u8>, sequence: &dyn Fn(&mut Vec<u8>)| {
        Sequence::Move(0, (asked % PROBE_ROWS) as u16).write(out);
        asked += 1;
        sequence(out);
        Sequence::AskPosition.write(out);
        // After a joiner some terminals (tmux) swallow the next letter, wherever the cursor went.
        out.push(b' ');
    };
    if ask == Ask::CellSize {
        Sequence::AskCellSize.write(&mut out);
        Sequence::AskAttributes.write(&mut out);
        return out;
    }
    Sequence::BeginSynchronized.write(&mut out);
    if ask.is_all() {
        Sequence::AskName.write(&mut out);
        Sequence::AskBackground.write(&mut out);
        Sequence::AskTextColour.write(&mut out);
        // Set first, then measure: the mode changes widths and does not tell them.
        Sequence::AskClustering.write(&mut out);
        Sequence::Clustering(true).write(&mut out);
        Sequence::AskCellSize.write(&mut out);
        Sequence::AskColours.write(&mut out);
    }
    if ask == Ask::All {
        Sequence::AskKittyGraphics.write(&mut out);
    }
    let letter = |text: &str, out: &mut Vec<u8>| out.extend(text.as_bytes());
    probe(&mut out, &|out| letter(SENTINEL, out));
    for cluster in probes {
        probe(&mut out, &|out| letter(cluster, out));
    }
    probe(&mut out, &|out| letter(SENTINEL, out));
    if ask.is_all() {
        // A payload in Devanagari: some terminals obey for a blank and not for letters.
        probe(&mut out, &|out| {
            Sequence::Explicit(EXPLICIT, EXPLICIT_CLUSTER).write(out);
        });
        // Twice the size is what tells kitty, which shapes, from those that only count.
        probe(&mut out, &|out| Sequence::DoubleSize(" ").write(out));
    }
    for row in 0..PROBE_ROWS {
        Sequence::Move(0, row as u16).write(&mut out);
        Sequence::EraseLineEnd.write(&mut out);
    }
    // In mid-run the frame that follows ends what began here, so that no probe is ever seen.
    if ask.is_all() {
        Sequence::EndSynchronized.write(&mut out);
    }
    Sequence::AskAttributes.write(&mut out);
    out
}

/// Takes the answers out of what came.
pub fn read_answers(ask: Ask, probes: &[String], bytes: &[u8]) -> Findings {
    found(ask, probes, &heard(bytes))
}

fn found(ask: Ask, probes: &[String], heard: &[Heard]) -> Findings {
    let mut findings = Findings::default();
    let mut columns = Vec::new();
    let mut in_order = true;
    for one in heard {
        match one {
            Heard::Name(name) => findings.name = Some(name.clone()),
            Heard::Background(color) => findings.ground = Some(*color),
            Heard::Text(color) => findings.text = Some(*color),
            Heard::Mode(2027, state) if *state > 0 => findings.clustering = Some(*state),
            Heard::CellSize(width, height) if *width > 0 && *height > 0 => {
                findings.cell = Some((*width, *height));
            }
            Heard::Colours(colours) => findings.colours = Some(*colours),
            Heard::KittyGraphics => findings.has_kitty_graphics = true,
            Heard::Attributes(attributes) => {
                findings.has_sixel = attributes.contains(&4);
                findings.is_whole = true;
            }
            Heard::Position(row, column) => {
                in_order &= *row == columns.len() % PROBE_ROWS + 1;
                columns.push(column.saturating_sub(1));
            }
            Heard::Mode(..)
            | Heard::CellSize(..)
            | Heard::Key(_)
            | Heard::Mouse(_)
            | Heard::Pasted(_)
            | Heard::Other => {}
        }
    }
    let extra = if ask.is_all() { 2 } else { 0 };
    let is_complete = in_order && columns.len() == probes.len() + 2 + extra;
    let sentinels = [columns.first(), columns.get(probes.len() + 1)];
    if is_complete && sentinels.iter().all(|column| *column == Some(&1)) {
        let widths = columns.iter().skip(1).copied();
        findings.seen = probes.iter().cloned().zip(widths).collect();
        if ask.is_all() {
            let told = columns.get(probes.len() + 2) == Some(&EXPLICIT);
            let doubled = columns.get(probes.len() + 3) == Some(&2);
            findings.explicit = match (told, doubled) {
                (true, true) => ExplicitWidth::Full,
                (true, false) => ExplicitWidth::WidthOnly,
                (false, _) => ExplicitWidth::No,
            };
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probes() -> Vec<String> {
        ["का", "क्ष"].map(str::to_owned).to_vec()
    }

    #[test]
    fn answers_in_their_order_are_widths() {
        let bytes =
            b"\x1b[?2027;2$y\x1b[1;2R\x1b[2;3Rj\x1b[1;2R\x1b[2;2R\x1b[1;6R\x1b[2;3R\x1b[?62;4c";
        let findings = read_answers(Ask::All, &probes(), bytes);
        assert_eq!(findings.seen, [("का".to_owned(), 2), ("क्ष".to_owned(), 1)]);
        assert_eq!(findings.explicit, ExplicitWidth::Full);
        assert!(findings.has_sixel && findings.is_whole);
        assert_eq!(findings.clustering, Some(2));
    }

    #[test]
    fn a_title_is_only_risked_where_there_is_none() {
        let asked = |ask| {
            let bytes = questions(ask, &probes());
            String::from_utf8(bytes).unwrap().contains("\x1b_")
        };
        assert!(asked(Ask::All) && !asked(Ask::AllUntitled));
    }

    #[test]
    fn an_answer_that_was_lost_makes_the_others_worth_nothing() {
        let lost = b"\x1b[1;2R\x1b[1;2R\x1b[2;2R\x1b[1;6R\x1b[2;3R\x1b[?62c";
        assert_eq!(read_answers(Ask::All, &probes(), lost).seen, []);
        let odd = b"\x1b[1;3R\x1b[2;3R\x1b[1;2R\x1b[2;2R\x1b[?62c";
        assert_eq!(read_answers(Ask::ProbesOnly, &probes(), odd).seen, []);
        assert!(!read_answers(Ask::All, &probes(), b"\x1b[1;2R").is_whole);
    }
}
