//! The widths of clusters in the terminal while the program runs: named by the user, cached from
//! the last start, measured, or learned.

use crate::key::Key;
use crate::terminal::calibrate::{Ask, Conversation, Encoding, Findings, LIMIT};
use crate::terminal::environment::{is_relayed, takes_commands_for_titles};
use crate::terminal::outer_terminal::{self, OuterTerminal};
use crate::terminal::profile_cache::{ProfileCache, cache_path};
use crate::terminal::{Session, end_clustering_later, switch_to_utf8};
use crate::text::calibration::{all_probes, check_probes, is_confirmed, profile_of};
use crate::text::width::{ExplicitWidth, LetterDrawing, WidthProfile};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// How the widths are determined.
#[derive(Clone, Debug, Default)]
pub struct WidthSetting {
    /// The profile that the user named; nothing is measured then.
    pub named: Option<WidthProfile>,
    /// Whether clusters keep the cells that the terminal gives them, even if their letters overlap
    /// as a result.
    pub dense: bool,
    /// Whether to ignore the cache from the last start.
    pub afresh: bool,
}

/// Measures the terminal for a report: returns its answers, its widths, and the path of their
/// cache.
///
/// # Errors
///
/// If there is no terminal.
pub fn examine(
    setting: WidthSetting,
) -> io::Result<(Findings, Arc<WidthProfile>, Option<PathBuf>)> {
    let session = Session::enter(false)?;
    let mut widths = Widths::new(setting);
    let opening = widths.open(true);
    drop(session);
    let profile = widths.profile();
    Ok((opening?.findings, profile, widths.cache_path))
}

/// The terminal's reply for a mode that is off and can be switched on.
const RESET: u16 = 2;

/// The terminal's widths and their origin.
#[derive(Debug)]
pub(super) struct Widths {
    setting: WidthSetting,
    profile: WidthProfile,
    memory: ProfileCache,
    cache_path: Option<PathBuf>,
    /// Whether the last queries were only the short check.
    is_checking: bool,
    /// Whether tmux shows its cells in a terminal with other widths.
    is_relayed: bool,
}

/// What the queries at the start found out, besides the widths.
#[derive(Debug, Default)]
pub(super) struct Opening {
    pub(super) findings: Findings,
    pub(super) typed: Vec<Key>,
    /// The queries that were not answered in time.
    pub(super) unfinished: Option<Conversation>,
}

impl Widths {
    pub(super) fn new(setting: WidthSetting) -> Self {
        let environment = |name: &str| std::env::var(name).ok();
        let cache_path = cache_path(environment);
        let kept = cache_path.as_deref().and_then(ProfileCache::load);
        let profile = setting
            .named
            .clone()
            .unwrap_or_else(|| WidthProfile::of_environment(environment));
        Self {
            setting,
            profile,
            memory: kept.unwrap_or_default(),
            cache_path,
            is_checking: false,
            is_relayed: false,
        }
    }

    /// Returns the current widths.
    pub(super) fn profile(&self) -> Arc<WidthProfile> {
        let name = self.memory.name.as_deref();
        let drawing = LetterDrawing::of(name, |name| std::env::var(name).ok());
        let profile = self.profile.clone();
        let profile = profile.with_drawing(drawing).with_relay(self.is_relayed);
        Arc::new(if self.setting.dense || self.draws_in_one_cell() {
            profile.dense()
        } else {
            profile
        })
    }

    /// Whether the terminal clips each cluster to its cells, so that more cells would only leave
    /// gaps. This is kitty before it supported OSC 66.
    fn draws_in_one_cell(&self) -> bool {
        let is_kitty = self
            .memory
            .name
            .as_deref()
            .is_some_and(|name| name.starts_with("kitty"));
        is_kitty && self.profile.explicit() == ExplicitWidth::No
    }

    /// Queries the terminal before the input listener starts to read from it.
    pub(super) fn open(&mut self, afresh: bool) -> io::Result<Opening> {
        let mut opening = Opening::default();
        let (mut afresh, mut is_switched) = (afresh, false);
        let tmux = outer_terminal::ask(|name| std::env::var(name).ok());
        loop {
            let mut conversation = self.begin(afresh)?;
            conversation.wait(LIMIT)?;
            opening.typed.extend(conversation.typed());
            opening.findings = conversation.findings();
            if opening.findings.encoding == Encoding::Bytes && !is_switched {
                is_switched = true;
                switch_to_utf8()?;
                continue;
            }
            if !self.take(&opening.findings) {
                afresh = true;
                continue;
            }
            opening.findings.outer = tmux.and_then(outer_terminal::TmuxQuery::answer);
            self.set_outer_terminal(opening.findings.outer.as_ref());
            opening.unfinished = Some(conversation).filter(|conversation| !conversation.is_over());
            return Ok(opening);
        }
    }

    /// Sets the terminal around tmux; returns whether that changes how cells are written.
    pub(super) fn set_outer_terminal(&mut self, outer: Option<&OuterTerminal>) -> bool {
        let is_relayed = is_relayed(|name| std::env::var(name).ok(), outer);
        std::mem::replace(&mut self.is_relayed, is_relayed) != is_relayed
    }

    /// Sends all queries.
    pub(super) fn begin(&mut self, afresh: bool) -> io::Result<Conversation> {
        let ask = if takes_commands_for_titles(|name| std::env::var(name).ok()) {
            Ask::AllUntitled
        } else {
            Ask::All
        };
        let questions = self.questions(afresh);
        Conversation::begin(ask, questions)
    }

    /// Returns the clusters to measure: only a few if the terminal is known.
    pub(super) fn questions(&mut self, afresh: bool) -> Vec<String> {
        if self.setting.named.is_some() {
            return Vec::new();
        }
        let is_known = !afresh && !self.setting.afresh && !self.memory.seen.is_empty();
        self.is_checking = is_known;
        let probes: Vec<&str> = if is_known {
            check_probes().collect()
        } else {
            all_probes().collect()
        };
        probes.into_iter().map(str::to_owned).collect()
    }

    /// Applies the terminal's answers; returns `false` if it is not the known terminal and must be
    /// measured in full.
    pub(super) fn take(&mut self, findings: &Findings) -> bool {
        if findings.clustering == Some(RESET) {
            end_clustering_later();
        }
        if self.setting.named.is_some() {
            self.profile = self.profile.clone().with_explicit(findings.explicit);
            return true;
        }
        if self.is_checking {
            return !findings.is_whole || self.confirm(findings);
        }
        match profile_of(&findings.seen, findings.explicit) {
            Some(profile) => {
                self.profile = profile;
                self.memory = ProfileCache {
                    is_advised: self.memory.is_advised,
                    ..ProfileCache::of(findings)
                };
                self.keep();
            }
            None => {
                if let Some(named) = findings.name.as_deref().and_then(WidthProfile::of_name) {
                    self.profile = named;
                }
            }
        }
        true
    }

    /// Whether the answers to the short check match the known terminal.
    fn confirm(&mut self, findings: &Findings) -> bool {
        let Some(known) = self.memory.profile() else {
            return false;
        };
        let is_same = findings.name == self.memory.name
            && !findings.seen.is_empty()
            && findings.explicit == self.memory.explicit()
            && is_confirmed(&known, &findings.seen);
        if is_same {
            self.profile = known;
        }
        is_same
    }

    /// Applies measurements of clusters that were drawn for the first time.
    pub(super) fn learn(&mut self, seen: Vec<(String, usize)>) {
        self.profile.learn(&seen);
        self.memory.seen.extend(seen);
        self.keep();
    }

    /// Whether to advise the user about what spoils Hindi here; true only once.
    pub(super) fn is_to_be_advised(&mut self) -> bool {
        let first = !self.memory.is_advised;
        if first {
            self.memory.is_advised = true;
            self.keep();
        }
        first
    }

    fn keep(&self) {
        if let Some(cache_path) = &self.cache_path {
            self.memory.save(cache_path);
        }
    }
}
