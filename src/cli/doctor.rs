//! `newsreader doctor`: how this terminal sets Hindi, what was found, and what to change.

mod accounts;
mod print;

use super::arguments::CommonArguments;
use super::output::Output;
use super::{json, log, report};
use crate::document::padded;
use crate::open::Environment;
use crate::runtime::{WidthSetting, examine, protocol_of};
use crate::terminal::answers::is_light;
use crate::terminal::calibrate::Findings;
use crate::terminal::environment::{Multiplexer, multiplexer};
use crate::terminal::graphics::Protocol;
use crate::text::width::{ExplicitWidth, ProfileSource, WidthProfile, WidthRules};
use crate::text::wrap::{Fill, wrap};
use crate::words::{Label, Language, Shell, sentence};
use accounts::AccountReport;
use anyhow::{Context as _, Result};
use print::PrintReport;
use rustix::io::Errno;
use serde::Serialize;
use std::io::{self, IsTerminal as _, Write as _};
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

/// The width of a label, in cells.
const LABEL: usize = 28;
/// The width of the sample text, in cells.
const INSIDE: usize = 46;
/// The sample text, with conjuncts, signs on all sides of letters, and nuktas.
const SENTENCE: &str = "स्त्री-शिक्षा, राष्ट्रीय विज्ञान और संस्कृति: क्षत्रिय, ज्ञान, श्रद्धा, कार्यक्रम, विद्यार्थियों ने ढूँढ़ा। \
    मुख्यमंत्री ने उद्घाटन किया; ख़बर फ़िल्म की थी।";

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

    fn print(
        &self,
        out: &mut Output,
        findings: &Findings,
        widths: &WidthProfile,
        language: Language,
    ) -> io::Result<()> {
        let lines = [
            self.terminal_lines(widths, language),
            self.widths_lines(findings, widths, language),
            self.other_lines(findings, language),
        ];
        // A terminal would break longer lines within words.
        let terminal = crossterm::terminal::size().ok();
        let terminal = terminal.filter(|_| io::stdout().is_terminal());
        let room = terminal.map_or(usize::MAX, |(columns, _)| {
            usize::from(columns).saturating_sub(LABEL + 1).max(20)
        });
        for (label, value) in lines.concat() {
            let mut name = padded(label.say(language), LABEL, widths);
            for row in wrap(&value, room, Fill::Full, widths) {
                writeln!(out, "{name} {}", value.get(row.range).unwrap_or_default())?;
                name = " ".repeat(LABEL);
            }
        }
        self.print_letters(out, widths, language)?;
        if io::stdout().is_terminal() {
            writeln!(out, "\n{}", Label::Picture.say(language))?;
            print_picture(out, widths)?;
            self.print.show(out, findings, widths, (SENTENCE, INSIDE))?;
        }
        Ok(())
    }

    fn terminal_lines(&self, widths: &WidthProfile, language: Language) -> Vec<(Label, String)> {
        let say = |label: Label| label.say(language).to_owned();
        let name = self.terminal.clone();
        let mut lines = vec![(Label::Terminal, name.unwrap_or_else(|| say(Label::Unnamed)))];
        lines.extend(
            self.multiplexer
                .map(|name| (Label::Within, within(name, self.around.as_deref()))),
        );
        let answered = if self.answered {
            format!("{} ms", self.milliseconds)
        } else {
            say(Label::NotAnswered)
        };
        lines.push((Label::Answered, answered));
        let source = match widths.source() {
            ProfileSource::Default => say(Label::ByDefault),
            ProfileSource::Named => say(Label::Named),
            ProfileSource::Environment => say(Label::ByEnvironment),
            ProfileSource::Measured => {
                format!("{} {}/{}", say(Label::Measured), self.explained, self.asked)
            }
        };
        lines.push((Label::Widths, source));
        lines
    }

    fn widths_lines(
        &self,
        findings: &Findings,
        widths: &WidthProfile,
        language: Language,
    ) -> Vec<(Label, String)> {
        let say = |label: Label| label.say(language).to_owned();
        let alike = if self.alike.is_empty() {
            say(Label::LikeNone)
        } else {
            self.alike.join(", ")
        };
        let explicit = match widths.explicit() {
            ExplicitWidth::No => say(Label::No),
            ExplicitWidth::WidthOnly => "width".to_owned(),
            ExplicitWidth::Full => say(Label::Yes),
        };
        let clusters = match findings.clustering {
            None => say(Label::Unknown),
            Some(1..=3) => say(Label::Yes),
            Some(_) => say(Label::No),
        };
        let mut lines = vec![
            (Label::LikeThese, alike),
            (Label::Explicit, explicit),
            (Label::Clusters, clusters),
        ];
        let has_room = |letter: &Letter| letter.allotment > letter.advance;
        // Where the terminal sets the width itself, a copied word has no blanks.
        if widths.explicit() == ExplicitWidth::No && self.letters.iter().any(has_room) {
            lines.push((Label::CopiedWords, say(Label::CopiedWithBlanks)));
        }
        lines
    }

    fn other_lines(&self, findings: &Findings, language: Language) -> Vec<(Label, String)> {
        let say = |label: Label| label.say(language).to_owned();
        let yes = |is: bool| say(if is { Label::Yes } else { Label::No });
        let colours = std::env::var("COLORTERM").unwrap_or_else(|_unset| "256".to_owned());
        let background = say(match findings.ground.map(is_light) {
            Some(true) => Label::Light,
            Some(false) => Label::Dark,
            None => Label::Unknown,
        });
        let pictures = format!(
            "kitty {} · sixel {}",
            yes(self.kitty_graphics),
            yes(self.sixel)
        );
        let cell = self.cell.map(|(width, height)| format!("{width}×{height}"));
        let browser = self
            .browser
            .clone()
            .unwrap_or_else(|| say(Label::NoBrowser));
        let fonts = if self.fonts.is_empty() {
            say(Label::NoFonts)
        } else {
            self.fonts.join(", ")
        };
        let mut lines = vec![
            (Label::Colours, colours),
            (Label::Background, background),
            (Label::Pictures, pictures),
        ];
        lines.extend(cell.map(|cell| (Label::Cell, cell)));
        lines.extend([(Label::Browser, browser), (Label::Fonts, fonts)]);
        lines.extend(self.print.lines(language, self.multiplexer.is_some()));
        for (label, path) in [(Label::Kept, &self.cache), (Label::LogFile, &self.log)] {
            let path = path.as_ref().map(|path| path.display().to_string());
            lines.extend(path.map(|path| (label, path)));
        }
        lines.extend(self.accounts.iter().map(|account| account.line(language)));
        let advice = self.advice.map(str::to_owned);
        lines.push((
            Label::Advice,
            advice.unwrap_or_else(|| say(Label::NoAdvice)),
        ));
        lines
    }

    fn print_letters(
        &self,
        out: &mut Output,
        widths: &WidthProfile,
        language: Language,
    ) -> io::Result<()> {
        let say = |label: Label| padded(label.say(language), 18, widths);
        writeln!(
            out,
            "\n{}{}{}",
            say(Label::Letter),
            say(Label::Advance),
            Label::Allotment.say(language)
        )?;
        for Letter {
            text,
            advance,
            allotment,
        } in &self.letters
        {
            let letter = padded(text, 18, widths);
            writeln!(out, "{letter}{advance:<18}{allotment}")?;
        }
        Ok(())
    }
}

fn within(multiplexer: &str, around: Option<&str>) -> String {
    match around {
        Some(around) => format!("{multiplexer} · {around}"),
        None => multiplexer.to_owned(),
    }
}

/// Prints a paragraph between two borders. The right border is aligned by padding with spaces
/// alone, so any wrong width shows up as a crooked border.
fn print_picture(out: &mut Output, widths: &WidthProfile) -> io::Result<()> {
    writeln!(out, "┌{}┐", "─".repeat(INSIDE + 2))?;
    for row in wrap(SENTENCE, INSIDE, Fill::Full, widths) {
        let text = SENTENCE.get(row.range).unwrap_or_default();
        writeln!(out, "│ {} │", padded(text, INSIDE, widths))?;
    }
    writeln!(out, "└{}┘", "─".repeat(INSIDE + 2))
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
