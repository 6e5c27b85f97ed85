//! The report of `newsreader doctor` as text: lines with labels, a table of letters, and the sample.

use super::{DoctorReport, Letter};
use crate::cli::output::Output;
use crate::document::padded;
use crate::terminal::answers::is_light;
use crate::terminal::calibrate::Findings;
use crate::text::width::{ExplicitWidth, ProfileSource, WidthProfile};
use crate::text::wrap::{Fill, wrap};
use crate::words::{Label, Language};
use std::io::{self, IsTerminal as _, Write as _};

/// The width of a label, in cells.
const LABEL: usize = 28;
/// The width of the sample text, in cells.
const INSIDE: usize = 46;
/// The sample text, with conjuncts, signs on all sides of letters, and nuktas.
const SENTENCE: &str = "स्त्री-शिक्षा, राष्ट्रीय विज्ञान और संस्कृति: क्षत्रिय, ज्ञान, श्रद्धा, कार्यक्रम, विद्यार्थियों ने ढूँढ़ा। \
    मुख्यमंत्री ने उद्घाटन किया; ख़बर फ़िल्म की थी।";

impl DoctorReport {
    pub(super) fn print(
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
