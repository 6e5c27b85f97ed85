//! `newsreader doctor`: how this terminal sets Hindi, what was found, and what to change.

mod accounts;
mod print;
mod text;

use super::arguments::CommonArguments;
use super::output::Output;
use super::{json, log, report};
use crate::open::Environment;
use crate::runtime::{WidthSetting, examine, protocol_of};
use crate::terminal::answers::is_light;
use crate::terminal::calibrate::Findings;
use crate::terminal::environment::{Multiplexer, multiplexer};
use crate::terminal::graphics::Protocol;
use crate::text::width::{ExplicitWidth, ProfileSource, WidthProfile, WidthRules};
use crate::words::{Language, Shell, sentence};
use accounts::AccountReport;
use anyhow::{Context as _, Result};
use print::PrintReport;
use rustix::io::Errno;
use serde::Serialize;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Sample clusters of each kind, from the simplest to the longest, followed by other scripts and
/// emoji.
const CLASSES: [&str; 21] = [
    "क",
    "औ",
    "का",
    "कि",
    "कु",
    "क्",
    "ज़ा",
    "क्ष",
    "क्षि",
    "स्त्र",
    "स्त्री",
    "र्\u{200d}य",
    "क्\u{200c}",
    "তা",
    "ક્ષ",
    "தி",
    "క్ష",
    "ക്ഷ",
    "“",
    "❤\u{fe0f}",
    "👨\u{200d}👩\u{200d}👧",
];

/// Environment variables that describe the terminal, for readers of a report.
const SETTINGS: [&str; 9] = [
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "COLORTERM",
    "LANG",
    "LC_ALL",
    "NO_COLOR",
];

/// What `newsreader doctor` has found.
#[derive(Debug, Serialize)]
struct DoctorReport {
    version: &'static str,
    terminal: Option<String>,
    environment: Vec<(&'static str, String)>,
    multiplexer: Option<&'static str>,
    /// The name of the outer terminal, if tmux reports it.
    around: Option<String>,
    answered: bool,
    milliseconds: u64,
    source: &'static str,
    rules: WidthRules,
    alike: Vec<&'static str>,
    explained: usize,
    asked: usize,
    explicit: &'static str,
    clustering: Option<u16>,
    letters: Vec<Letter>,
    background: Option<&'static str>,
    sixel: bool,
    kitty_graphics: bool,
    cell: Option<(u16, u16)>,
    browser: Option<String>,
    fonts: Vec<String>,
    print: PrintReport,
    cache: Option<PathBuf>,
    log: Option<PathBuf>,
    accounts: Vec<AccountReport>,
    advice: Option<&'static str>,
}

/// A cluster, with the number of cells that it gets.
#[derive(Debug, Serialize)]
struct Letter {
    text: &'static str,
    advance: usize,
    allotment: usize,
}

/// Measures the terminal and prints the findings, and the state of the accounts of a library.
pub(super) fn doctor(
    arguments: &CommonArguments,
    library: Option<&Path>,
    as_json: bool,
) -> Result<ExitCode> {
    let language = arguments.language();
    let setting = WidthSetting {
        named: arguments.named_widths()?,
        dense: arguments.dense,
        afresh: true,
    };
    let (findings, widths, cache) = match examine(setting) {
        Ok(examined) => examined,
        // Without a terminal, the findings that do not depend on one are still printed.
        Err(error) => {
            let said = match Errno::from_io_error(&error) {
                // The error from opening `/dev/tty` in a process that has no terminal.
                Some(Errno::NXIO) => Shell::NoneToAsk,
                _ => Shell::NotAsked(sentence(&error, language)),
            };
            report::say(&said.say(language));
            (Findings::default(), arguments.widths()?.into(), None)
        }
    };
    // Plain text cannot give a cluster more cells than the terminal does.
    let plain = (*widths).clone().dense();
    let mut report = DoctorReport::of(&findings, &widths, cache, language);
    report.accounts = library.map(AccountReport::all).unwrap_or_default();
    let mut out = Output::standard();
    if as_json {
        json::write_line(&mut out, &report, true).context(Shell::StandardOutput.say(language))?;
    } else {
        report
            .print(&mut out, &findings, &plain, language)
            .context(Shell::StandardOutput.say(language))?;
    }
    out.flush().context(Shell::StandardOutput.say(language))?;
    Ok(ExitCode::SUCCESS)
}

impl DoctorReport {
    fn of(
        findings: &Findings,
        widths: &WidthProfile,
        cache: Option<PathBuf>,
        language: Language,
    ) -> Self {
        let setting = |name: &str| std::env::var(name).ok();
        let letters = CLASSES.iter().map(|letter| Letter {
            text: letter,
            advance: widths.advance(letter),
            allotment: widths.allotment(letter),
        });
        let around = findings.outer.as_ref();
        let print = PrintReport::of(findings);
        let is_past_tmux = matches!(protocol_of(findings), Some(Protocol::KittyThroughTmux(_)));
        Self {
            version: env!("CARGO_PKG_VERSION"),
            terminal: findings.name.clone(),
            environment: SETTINGS
                .iter()
                .filter_map(|name| Some((*name, setting(name)?)))
                .collect(),
            multiplexer: multiplexer(setting).map(Multiplexer::name),
            around: around.and_then(|around| around.name.clone()),
            answered: findings.is_whole,
            milliseconds: findings.took.as_millis().try_into().unwrap_or(u64::MAX),
            source: match widths.source() {
                ProfileSource::Default => "default",
                ProfileSource::Named => "named",
                ProfileSource::Environment => "environment",
                ProfileSource::Measured => "measured",
            },
            rules: *widths.rules(),
            alike: widths.alike(),
            explained: widths.agreement().explained,
            asked: widths.agreement().asked,
            explicit: match widths.explicit() {
                ExplicitWidth::No => "no",
                ExplicitWidth::WidthOnly => "width",
                ExplicitWidth::Full => "full",
            },
            clustering: findings.clustering,
            letters: letters.collect(),
            background: findings
                .ground
                .map(|color| if is_light(color) { "light" } else { "dark" }),
            sixel: findings.has_sixel && around.is_none_or(|around| around.has_sixel),
            kitty_graphics: findings.has_kitty_graphics || is_past_tmux,
            cell: findings.cell,
            browser: Environment::of_process().describe(),
            fonts: devanagari_fonts(),
            advice: print.advice(findings).map(|advice| advice.say(language)),
            print,
            cache,
            log: log::path(),
            accounts: Vec::new(),
        }
    }
}

/// Returns the first fonts that fontconfig reports for Hindi.
fn devanagari_fonts() -> Vec<String> {
    let listed = std::process::Command::new("fc-list")
        .args([":lang=hi", "family"])
        .stderr(std::process::Stdio::null())
        .output();
    let Ok(listed) = listed else {
        return Vec::new();
    };
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    let mut fonts: Vec<String> = names
        .lines()
        .filter_map(|line| line.split(',').next())
        .map(|name| crate::text::sanitize::clean_line(name).into_owned())
        .collect();
    fonts.sort();
    fonts.dedup();
    fonts.truncate(4);
    fonts
}
