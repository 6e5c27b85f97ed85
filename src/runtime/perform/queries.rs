//! Queries the terminal while the application runs: widths, colours, the picture protocol, the size of
//! a cell. Answers that are late are applied when they come.

use super::{BETWEEN_CHECKS, MID_RUN_LIMIT, Performer};
use crate::app::Answer;
use crate::print::Rgb;
use crate::runtime::PrintChoice;
use crate::runtime::fonts::FoundFaces;
use crate::terminal::calibrate::{Ask, Conversation, Findings, LIMIT, PROBE_ROWS, SILENCE};
use crate::terminal::environment::multiplexer;
use crate::terminal::outer_terminal;
use crate::terminal::screen::Screen;
use crate::words::Advice;
use std::io::Write;
use std::time::Instant;

impl Performer {
    pub(super) fn toggle_print<W: Write>(&mut self, screen: &mut Screen<W>) -> Answer {
        if self.print.toggle() {
            return self.set_print(screen);
        }
        if self.awaited > 0 {
            return Answer::PrintAwaited;
        }
        self.print.reason_against()
    }

    /// Sets how print is chosen, by its name in a configuration.
    pub(super) fn set_print_choice<W: Write>(
        &mut self,
        name: &str,
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        let choice = PrintChoice::named(name)?;
        self.print.choose(choice);
        Some(self.set_print(screen))
    }

    /// Queries the terminal again: all widths if `afresh`, else only a few; always its colours and
    /// its picture protocol. Answers that are late are applied when they come.
    pub(super) fn measure<W: Write>(
        &mut self,
        afresh: bool,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        if self.awaited > 0 {
            self.is_afresh_wanted |= afresh;
            return Vec::new();
        }
        let silence = self.listener.silence();
        screen.forget();
        self.asked = Instant::now();
        let Ok(opening) = self.widths.open(afresh) else {
            return Vec::new();
        };
        self.pass_on(opening.typed);
        self.answers_us = opening.unfinished.is_none();
        if let Some(unfinished) = opening.unfinished {
            self.awaited += 1;
            silence.hand_over(unfinished);
            return Vec::new();
        }
        drop(silence);
        self.apply_findings(&opening.findings, screen)
    }

    /// Applies the terminal's answers to all queries; those to the probes are applied already.
    fn apply_findings<W: Write>(
        &mut self,
        findings: &Findings,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        let mut answers = vec![Answer::Measured(self.widths.profile())];
        if findings.is_whole {
            self.delay = findings.took;
            self.ground = findings.ground.or(self.ground);
        }
        if self.print.answered(findings) {
            answers.push(self.set_print(screen));
        }
        answers
    }

    /// Queries the size of a cell, which changes with the font size, and lays out text again if it
    /// changed.
    pub(in crate::runtime) fn check_cell<W: Write>(
        &mut self,
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        if !self.print.is_shown() {
            return None;
        }
        let findings = self.ask_cell()?;
        self.apply_cell(&findings, screen)
    }

    /// Applies the size of a cell.
    fn apply_cell<W: Write>(
        &mut self,
        findings: &Findings,
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        self.ground = findings.ground.or(self.ground);
        self.print
            .measured(findings)
            .then(|| self.set_print(screen))
    }

    /// Measures how long the page drawn at `begun` takes to reach the screen; does nothing once the
    /// connection has proved fast enough for pictures.
    pub(in crate::runtime) fn judge_page<W: Write>(
        &mut self,
        begun: Instant,
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        if !self.print.is_on_trial() || self.page_begun.is_some() {
            return None;
        }
        if let Some(findings) = self.ask_cell() {
            let judged = self.judge(begun, screen);
            return judged.or_else(|| self.apply_cell(&findings, screen));
        }
        self.page_begun = Some(begun).filter(|_| self.awaited > 0);
        None
    }

    /// Judges the page drawn at `begun`, which has reached the screen now. The time that the
    /// terminal takes to answer does not count: it is the same without pictures.
    fn judge<W: Write>(&mut self, begun: Instant, screen: &mut Screen<W>) -> Option<Answer> {
        let took = begun.elapsed().saturating_sub(self.delay);
        if self.print.judge(took) {
            return None;
        }
        self.set_print(screen);
        Some(Answer::TooSlowForPrint(took))
    }

    /// Queries the size of a cell. Returns `None` if the answer is not here within a moment; the
    /// listener awaits it then.
    fn ask_cell(&mut self) -> Option<Findings> {
        let silence = self.listener.silence();
        let mut conversation = Conversation::begin(Ask::CellSize, Vec::new()).ok()?;
        if self.awaited == 0 && self.delay < SILENCE {
            conversation.wait(LIMIT).ok()?;
            self.pass_on(conversation.typed());
        }
        if conversation.is_over() {
            return Some(conversation.findings());
        }
        self.awaited += 1;
        silence.hand_over(conversation);
        None
    }

    /// Adds what was found of fonts, and draws with it.
    pub(in crate::runtime) fn add_fonts<W: Write>(
        &mut self,
        found: FoundFaces,
        screen: &mut Screen<W>,
    ) -> Answer {
        self.print.found(found.faces, found.missing);
        self.set_print(screen)
    }

    /// Draws as print is set now: in pictures or in cells.
    pub(in crate::runtime) fn set_print<W: Write>(&self, screen: &mut Screen<W>) -> Answer {
        let (shaper, pictures) = self.print.made().unzip();
        // If the terminal is gone, the next frame notices it.
        let _gone = screen.set_pictures(pictures);
        Answer::Print(shaper)
    }

    /// Starts the search for fonts, after the first frame.
    pub(in crate::runtime) fn begin_print(&mut self) {
        self.print.begin();
    }

    /// Requests fonts with these characters, which no font face so far has.
    pub(in crate::runtime) fn want_fonts(&mut self, characters: Vec<char>) {
        self.print.want(characters);
    }

    /// Queries the terminal after a change of size inside a multiplexer, which may have been
    /// attached to another terminal.
    pub(in crate::runtime) fn check_after_resize<W: Write>(
        &mut self,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        let is_inside = multiplexer(|name| std::env::var(name).ok()).is_some();
        if !is_inside || !self.answers_us || self.asked.elapsed() < BETWEEN_CHECKS {
            return Vec::new();
        }
        self.measure(false, screen)
    }

    /// Queries tmux for its outer terminal if that was unknown, or if `is_attached` says that it
    /// may have changed. If the new one shows pictures differently, measures it and lays out text
    /// again.
    pub(in crate::runtime) fn query_outer_terminal<W: Write>(
        &mut self,
        is_attached: bool,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        if !is_attached && !self.print.is_unsure() {
            return Vec::new();
        }
        let tmux = outer_terminal::ask(|name| std::env::var(name).ok());
        let Some(outer) = tmux.and_then(outer_terminal::TmuxQuery::answer) else {
            return Vec::new();
        };
        let is_relay_other = self.widths.set_outer_terminal(Some(&outer));
        if !self.print.set_outer_terminal(outer) {
            if is_relay_other {
                screen.forget();
                return vec![Answer::Measured(self.widths.profile())];
            }
            return Vec::new();
        }
        let measured = self.measure(false, screen);
        let print = self.set_print(screen);
        measured.into_iter().chain([print]).collect()
    }

    /// Measures clusters that were drawn for the first time.
    pub(in crate::runtime) fn learn<W: Write>(
        &mut self,
        unknown: Vec<Box<str>>,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        if !self.answers_us || self.awaited > 0 {
            return Vec::new();
        }
        let silence = self.listener.silence();
        let probes = unknown.into_iter().map(String::from).collect();
        let Ok(mut conversation) = Conversation::begin(Ask::ProbesOnly, probes) else {
            return Vec::new();
        };
        screen.forget_rows(PROBE_ROWS);
        // If the terminal is gone, the listener reports it.
        let _gone = conversation.wait(MID_RUN_LIMIT);
        self.pass_on(conversation.typed());
        if !conversation.is_over() {
            // What still comes must not be taken for answers to the next queries.
            self.awaited += 1;
            silence.hand_over(conversation);
            return Vec::new();
        }
        self.apply_learned(conversation.findings(), screen)
    }

    /// Applies the widths of clusters that were drawn for the first time.
    fn apply_learned<W: Write>(
        &mut self,
        findings: Findings,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        self.answers_us = findings.is_whole && !findings.seen.is_empty();
        let colours = (findings.ground, findings.text);
        self.widths.learn(findings.seen);
        let print = self.apply_late_colours(colours, screen);
        let measured = Answer::Measured(self.widths.profile());
        std::iter::once(measured).chain(print).collect()
    }

    /// Applies answers of the terminal for which no frame waited.
    pub(in crate::runtime) fn apply_late_findings<W: Write>(
        &mut self,
        findings: &Findings,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        self.awaited = self.awaited.saturating_sub(1);
        if findings.ask == Ask::CellSize {
            let begun = self.page_begun.take().filter(|_| findings.is_whole);
            let judged = begun.and_then(|begun| self.judge(begun, screen));
            return self
                .apply_cell(findings, screen)
                .into_iter()
                .chain(judged)
                .collect();
        }
        if findings.ask == Ask::ProbesOnly {
            let mut answers = self.apply_learned(findings.clone(), screen);
            if std::mem::take(&mut self.is_afresh_wanted) && findings.is_whole {
                answers.extend(self.begin_afresh(screen));
            }
            return answers;
        }
        let is_known = self.widths.take(findings);
        let mut answers = self.apply_findings(findings, screen);
        if !self.answers_us {
            answers.extend(self.advise());
        }
        self.answers_us = findings.is_whole && findings.took < SILENCE;
        let is_wanted = std::mem::take(&mut self.is_afresh_wanted) && findings.is_whole;
        if is_wanted || !is_known {
            answers.remove(0);
            answers.extend(self.begin_afresh(screen));
        }
        answers
    }

    /// Sends all queries, whose answers the listener awaits.
    fn begin_afresh<W: Write>(&mut self, screen: &mut Screen<W>) -> Option<Answer> {
        let silence = self.listener.silence();
        screen.forget();
        match self.widths.begin(true) {
            Ok(conversation) => {
                self.awaited += 1;
                silence.hand_over(conversation);
                None
            }
            Err(_terminal_is_gone) => Some(Answer::Measured(self.widths.profile())),
        }
    }

    /// Applies colours that the terminal reported after its last answer.
    pub(in crate::runtime) fn apply_late_colours<W: Write>(
        &mut self,
        (ground, text): (Option<Rgb>, Option<Rgb>),
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        self.ground = ground.or(self.ground);
        self.print
            .coloured(ground, text)
            .then(|| self.set_print(screen))
    }

    /// Returns the terminal's background colour, if it was reported since the last call.
    pub(in crate::runtime) fn take_ground(&mut self) -> Option<Rgb> {
        self.ground.take()
    }

    /// Returns advice about the terminal if there is any: once about what only another start of the
    /// terminal can change, and at each start about what spoils Hindi.
    pub(in crate::runtime) fn advise(&mut self) -> Option<Answer> {
        let advice = self.print.advice()?;
        let is_repeated = !matches!(
            advice,
            Advice::XtermForPictures | Advice::TmuxBands | Advice::UrxvtBoxes
        );
        (is_repeated || self.widths.is_to_be_advised()).then_some(Answer::Advised(advice))
    }
}
