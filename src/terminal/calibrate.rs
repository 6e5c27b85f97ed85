//! Queries the terminal for its abilities and measures how it sets Devanagari, all in one round
//! trip.
//!
//! All queries are sent in one write. The last query is DA1, which every terminal answers, so a
//! terminal that ignores the other queries costs a round trip and not the whole time limit. The
//! probes are drawn in the corner of a screen that the next frame clears. Keys that were typed
//! meanwhile are kept.
//!
//! If answers are missing when the time is over, the [`Conversation`] passes to the listener, which
//! reads the remaining ones. However late, an answer is never interpreted as keys; see `decoder`.

use super::answers::Decoded;
use super::decoder::decoded;
use super::outer_terminal::OuterTerminal;
use super::sequence::Sequence;
use super::tty;
use crate::key::Key;
use crate::print::Rgb;
use crate::text::width::ExplicitWidth;
use std::fs::File;
use std::io;
use std::time::{Duration, Instant};

/// The maximum time that the first frame waits for the answers.
pub const LIMIT: Duration = Duration::from_secs(1);
/// How long to wait for the first byte of the answers. A terminal that has sent nothing by then may
/// never answer.
pub const SILENCE: Duration = Duration::from_millis(300);

/// The number of cells requested by OSC 66. No measured terminal gives स्त्री this width by itself.
const EXPLICIT: usize = 5;
/// The cluster that tests whether the terminal supports OSC 66.
const EXPLICIT_CLUSTER: &str = "स्त्री";
/// Probes alternate between the first rows, so that a lost answer is noticed.
pub const PROBE_ROWS: usize = 2;
/// A letter that has one cell in every terminal; written before and after the probes.
const SENTINEL: &str = "A";

/// A set of queries.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Ask {
    /// Everything: identity, abilities and probes.
    #[default]
    All,
    /// Everything except the query that tmux and GNU screen would take for a window title.
    AllUntitled,
    /// The probes alone, while the application runs.
    ProbesOnly,
    /// Only the size of a cell in pixels, which changes with the font size. The answer also shows
    /// that the terminal has processed everything written before.
    CellSize,
}

impl Ask {
    fn is_all(self) -> bool {
        matches!(self, Self::All | Self::AllUntitled)
    }
}

/// How a terminal reads text.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Encoding {
    /// As UTF-8, or unknown.
    #[default]
    Utf8,
    /// Each byte is a character or a control of its own.
    Bytes,
}

impl Encoding {
    /// Returns the encoding by the columns after each probe. In UTF-8 no cluster of Indic letters
    /// moves the cursor further than it has characters; in a terminal without it most do, although
    /// some of their bytes are controls.
    fn of(probes: &[String], columns: &[usize]) -> Self {
        let indic = |probe: &String| probe.starts_with(|c| ('\u{900}'..'\u{e00}').contains(&c));
        let seen = || probes.iter().zip(columns).filter(|(probe, _)| indic(probe));
        let is_too_wide = |(probe, column): &(&String, &usize)| **column > probe.chars().count();
        if seen().filter(is_too_wide).count() * 2 > seen().count() {
            Self::Bytes
        } else {
            Self::Utf8
        }
    }
}

/// The result of the queries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The terminal's name and version, if reported.
    pub name: Option<String>,
    /// The background colour, if reported.
    pub ground: Option<Rgb>,
    /// The text colour, if reported.
    pub text: Option<Rgb>,
    /// The background colour of selected text, if reported.
    pub selection: Option<Rgb>,
    /// The state of mode 2027 before we set it, if the terminal knows the mode.
    pub clustering: Option<u16>,
    /// Clusters with the columns by which the cursor moved; empty if the answers do not match the
    /// probes.
    pub seen: Vec<(String, usize)>,
    /// Whether the terminal sets a Devanagari cluster in exactly the cells requested by OSC 66.
    pub explicit: ExplicitWidth,
    /// Whether the terminal displays sixel pictures.
    pub has_sixel: bool,
    /// Whether the terminal supports kitty's graphics protocol.
    pub has_kitty_graphics: bool,
    /// The size of a cell in pixels: width, height.
    pub cell: Option<(u16, u16)>,
    /// The number of colour registers for a sixel picture, if reported.
    pub colours: Option<u16>,
    /// The outer terminal, if the program runs in tmux.
    pub outer: Option<OuterTerminal>,
    /// What was asked.
    pub ask: Ask,
    /// How the terminal reads our text.
    pub encoding: Encoding,
    /// Whether the last query was answered.
    pub is_whole: bool,
    /// The time from sending the queries to the last answer.
    pub took: Duration,
}

/// Queries that were sent, and their answers so far.
#[derive(Debug)]
pub struct Conversation {
    tty: File,
    ask: Ask,
    probes: Vec<String>,
    decoded: Vec<Decoded>,
    /// The number of answers already examined for keys.
    keys_taken: usize,
    begun: Instant,
}

impl Conversation {
    /// Sends the queries. The terminal must be in raw mode, and nothing else may read from it
    /// meanwhile.
    ///
    /// # Errors
    ///
    /// If the terminal cannot be written.
    pub fn begin(ask: Ask, probes: Vec<String>) -> io::Result<Self> {
        let tty = tty::open()?;
        super::send(&questions(ask, &probes))?;
        tty::asked();
        Ok(Self {
            tty,
            ask,
            probes,
            decoded: Vec::new(),
            keys_taken: 0,
            begun: Instant::now(),
        })
    }

    /// Reads answers until the last one arrives or `limit` has passed, or until nothing at all has
    /// arrived within `SILENCE`.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal cannot be read.
    pub fn wait(&mut self, limit: Duration) -> io::Result<()> {
        let begun = Instant::now();
        while !self.is_over() {
            let patience = if self.decoded.is_empty() {
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

    /// Reads whatever the terminal has sent.
    ///
    /// # Errors
    ///
    /// If the terminal cannot be read or is gone.
    fn read(&mut self) -> io::Result<()> {
        self.decoded.extend(tty::hear(&self.tty)?);
        Ok(())
    }

    /// Adds an answer that the listener has read.
    pub(super) fn hear(&mut self, one: Decoded) {
        self.decoded.push(one);
    }

    /// Whether the last answer has arrived.
    pub fn is_over(&self) -> bool {
        self.decoded
            .iter()
            .any(|one| matches!(one, Decoded::Attributes(_)))
    }

    /// Returns the time since the queries were sent.
    pub(super) fn age(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Returns the keys that were typed since the last call.
    pub fn typed(&mut self) -> Vec<Key> {
        let fresh = self.decoded.iter().skip(self.keys_taken);
        let key = |one: &Decoded| {
            if let Decoded::Key(key) = one {
                Some(*key)
            } else {
                None
            }
        };
        let keys = fresh.filter_map(key).collect();
        self.keys_taken = self.decoded.len();
        keys
    }

    /// Returns the result of the answers received so far.
    pub fn findings(&self) -> Findings {
        let mut findings = found(self.ask, &self.probes, &self.decoded);
        findings.ask = self.ask;
        findings.took = self.begun.elapsed();
        findings
    }
}

/// Returns the bytes that send the queries.
pub fn questions(ask: Ask, probes: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut asked = 0;
    let mut probe = |out: &mut Vec<u8>, sequence: &dyn Fn(&mut Vec<u8>)| {
        Sequence::Move(0, (asked % PROBE_ROWS) as u16).write(out);
        asked += 1;
        sequence(out);
        Sequence::AskPosition.write(out);
        // Some terminals (tmux) swallow the letter after a joiner, even behind a cursor move.
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
        // Terminals change widths with this mode but do not report that, so it is set before
        // anything is measured.
        Sequence::AskClustering.write(&mut out);
        Sequence::Clustering(true).write(&mut out);
        Sequence::AskCellSize.write(&mut out);
        Sequence::AskColours.write(&mut out);
    }
    if ask == Ask::All {
        Sequence::AskKittyGraphics.write(&mut out);
        // Only pictures of kitty's protocol can show what is selected beneath them.
        Sequence::AskSelectionColour.write(&mut out);
    }
    let letter = |text: &str, out: &mut Vec<u8>| out.extend(text.as_bytes());
    probe(&mut out, &|out| letter(SENTINEL, out));
    for cluster in probes {
        probe(&mut out, &|out| letter(cluster, out));
    }
    probe(&mut out, &|out| letter(SENTINEL, out));
    if ask.is_all() {
        // The payload is Devanagari because some terminals obey for a blank but not for letters.
        probe(&mut out, &|out| {
            Sequence::Explicit(EXPLICIT, EXPLICIT_CLUSTER).write(out);
        });
        // Double size distinguishes kitty, which shapes, from terminals that only set the width.
        probe(&mut out, &|out| Sequence::DoubleSize(" ").write(out));
    }
    for row in 0..PROBE_ROWS {
        Sequence::Move(0, row as u16).write(&mut out);
        Sequence::EraseLineEnd.write(&mut out);
    }
    // While the application runs, the next frame ends this synchronized update, so the probes are
    // never visible.
    if ask.is_all() {
        Sequence::EndSynchronized.write(&mut out);
    }
    Sequence::AskAttributes.write(&mut out);
    out
}

/// Extracts the answers to the queries from `bytes`.
pub fn read_answers(ask: Ask, probes: &[String], bytes: &[u8]) -> Findings {
    found(ask, probes, &decoded(bytes))
}

fn found(ask: Ask, probes: &[String], decoded: &[Decoded]) -> Findings {
    let mut findings = Findings::default();
    let mut columns = Vec::new();
    let mut in_order = true;
    for one in decoded {
        match one {
            Decoded::Name(name) => findings.name = Some(name.clone()),
            Decoded::Background(color) => findings.ground = Some(*color),
            Decoded::Text(color) => findings.text = Some(*color),
            Decoded::Selection(color) => findings.selection = Some(*color),
            Decoded::Mode(2027, state) if *state > 0 => findings.clustering = Some(*state),
            Decoded::CellSize(width, height) if *width > 0 && *height > 0 => {
                findings.cell = Some((*width, *height));
            }
            Decoded::Colours(colours) => findings.colours = Some(*colours),
            Decoded::KittyGraphics => findings.has_kitty_graphics = true,
            Decoded::Attributes(attributes) => {
                findings.has_sixel = attributes.contains(&4);
                findings.is_whole = true;
            }
            Decoded::Position(row, column) => {
                in_order &= *row == columns.len() % PROBE_ROWS + 1;
                columns.push(column.saturating_sub(1));
            }
            Decoded::Mode(..)
            | Decoded::CellSize(..)
            | Decoded::Key(_)
            | Decoded::Mouse(_)
            | Decoded::Pasted(_)
            | Decoded::Other => {}
        }
    }
    let extra = if ask.is_all() { 2 } else { 0 };
    let is_complete = in_order && columns.len() == probes.len() + 2 + extra;
    findings.encoding = Encoding::of(probes, columns.get(1..).unwrap_or_default());
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

    /// The answers of xterm in a locale without UTF-8; its rows differ, since some bytes move the
    /// cursor.
    #[test]
    fn a_terminal_that_takes_bytes_for_letters_is_noticed() {
        let bytes = b"\x1b[1;2R\x1b[2;6R\x1b[1;9R\x1b[1;5R\x1b[2;1R\x1b[3;2R\x1b[?64;1c";
        let findings = read_answers(Ask::All, &probes(), bytes);
        assert_eq!(
            (findings.encoding, findings.seen),
            (Encoding::Bytes, Vec::new())
        );
        for widths in ["\x1b[2;3R\x1b[1;3R", "\x1b[2;2R\x1b[1;4R"] {
            let bytes = format!("\x1b[1;2R{widths}\x1b[2;2R\x1b[1;6R\x1b[2;3R\x1b[?62c");
            let findings = read_answers(Ask::All, &probes(), bytes.as_bytes());
            assert_eq!(findings.encoding, Encoding::Utf8);
        }
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
