//! The report of `newsreader doctor` on print: protocol, fonts, and a sample.

use crate::cli::output::Output;
use crate::print::{Face, LetterForm, Overlay, Part, Piece, Ruler, Shaper};
use crate::runtime::{Fonts, cell_of, colours_of, protocol_of};
use crate::terminal::calibrate::Findings;
use crate::terminal::environment::advice;
use crate::terminal::graphics::{Protocol, inline};
use crate::terminal::outer_terminal::OuterTerminal;
use crate::text::measure::Measure as _;
use crate::text::width::WidthProfile;
use crate::text::wrap::{Fill, wrap};
use crate::words::{Advice, Label, Language};
use ratatui::style::Style;
use serde::Serialize;
use std::io;
use std::sync::Arc;

/// Sample letters of each script in which news is written in India and its neighbours.
const SCRIPTS: [(&str, &str); 16] = [
    ("Devanagari", "कज़्षि"),
    ("Latin", "Aé"),
    ("Bengali", "কি"),
    ("Gurmukhi", "ਕਿ"),
    ("Gujarati", "કિ"),
    ("Odia", "କି"),
    ("Tamil", "கி"),
    ("Telugu", "కి"),
    ("Kannada", "ಕಿ"),
    ("Malayalam", "കി"),
    ("Sinhala", "කි"),
    ("Arabic", "اپ"),
    ("Han", "日本"),
    ("Hangul", "한국"),
    ("Cyrillic", "Яд"),
    ("Emoji", "🙂"),
];

/// The findings of `newsreader doctor` about print.
#[derive(Debug, Serialize)]
pub(super) struct PrintReport {
    /// The protocol by which this terminal shows pictures.
    protocol: Option<&'static str>,
    /// The family of the font that would be used for each script.
    fonts: Vec<ScriptFont>,
    /// Whether only tmux's settings prevent pictures.
    is_held_back: bool,
    #[serde(skip)]
    faces: Vec<Arc<Face>>,
}

#[derive(Debug, Serialize)]
struct ScriptFont {
    script: &'static str,
    family: Option<String>,
}

impl PrintReport {
    pub(super) fn of(findings: &Findings) -> Self {
        let mut fonts = Fonts::default();
        let faces: Vec<Arc<Face>> = fonts.first(None).into_iter().map(Arc::new).collect();
        let fonts = SCRIPTS.map(|(script, letters)| {
            let known = faces.iter().find(|face| face.covers(letters));
            let family = match known {
                Some(face) => Some(face.name().to_owned()),
                None => fonts.family_of(letters),
            };
            ScriptFont { script, family }
        });
        let protocol = protocol_of(findings);
        let around = findings.outer.as_ref();
        Self {
            protocol: protocol.map(Protocol::name),
            is_held_back: protocol.is_none() && around.is_some_and(OuterTerminal::has_placeholders),
            fonts: fonts.into(),
            faces,
        }
    }

    /// Returns the lines of the report; `is_inside` says whether the program runs in a multiplexer.
    pub(super) fn lines(&self, language: Language, is_inside: bool) -> Vec<(Label, String)> {
        let say = |label: Label| label.say(language).to_owned();
        let first = self.faces.first().map(|face| face.name());
        let print = match (self.protocol, first) {
            (None, _) if self.is_held_back => say(Label::PrintNotPassed),
            (None, _) if is_inside => say(Label::PrintNotThrough),
            (None, _) => say(Label::PrintNoPictures),
            (Some(_), None) => say(Label::PrintNoFont),
            (Some(protocol), Some(font)) => format!("{protocol} · {font}"),
        };
        let without = self.fonts.iter().filter(|font| font.family.is_none());
        let without: Vec<&str> = without.map(|font| font.script).collect();
        let mut lines = vec![(Label::Print, print)];
        if !without.is_empty() {
            lines.push((Label::ScriptsWithoutFont, without.join(", ")));
        }
        lines
    }

    /// Returns advice about the terminal as it was measured, on how to make print available, or to support more scripts.
    pub(super) fn advice(&self, findings: &Findings) -> Option<Advice> {
        let setting = |name: &str| std::env::var(name).ok();
        if let Some(advice) = advice(setting, findings, protocol_of(findings)) {
            return Some(advice);
        }
        let lacks = self.fonts.iter().any(|font| font.family.is_none());
        (self.protocol.is_some() && lacks).then_some(Advice::Fonts)
    }

    /// Shows `text` as in print, in lines of at most `columns` cells, if print is available.
    pub(super) fn show(
        &self,
        out: &mut Output,
        findings: &Findings,
        widths: &WidthProfile,
        (text, columns): (&str, usize),
    ) -> io::Result<()> {
        let (Some(protocol), Some(cell)) = (protocol_of(findings), cell_of(findings)) else {
            return Ok(());
        };
        let Some(shaper) = Shaper::new(self.faces.clone(), cell) else {
            return Ok(());
        };
        let ruler = Ruler {
            widths: Arc::new(widths.clone()),
            shaper: Some(Arc::new(shaper)),
        };
        let Some(shaper) = &ruler.shaper else {
            return Ok(());
        };
        let is_light = (!protocol.has_transparency()).then_some(false);
        let colours = colours_of(findings, is_light);
        let rows = wrap(text, columns * ruler.cell(), Fill::Full, &ruler);
        let pictures: Vec<(u16, crate::print::Picture)> = rows
            .into_iter()
            .map(|row| {
                let overlay = line(text.get(row.range).unwrap_or_default(), &ruler);
                (overlay.columns, shaper.draw(&overlay, colours))
            })
            .collect();
        out.harmless(&inline(protocol, &pictures, usize::from(cell.width)))
    }
}

fn line(text: &str, ruler: &Ruler) -> Overlay {
    let width = ruler.width(text);
    Overlay {
        x: 0,
        y: 0,
        columns: width.div_ceil(ruler.cell()) as u16,
        pieces: vec![Piece {
            at: 0,
            width,
            text: text.into(),
            style: Style::new(),
            clip: None,
            part: Part::Whole,
            form: LetterForm::Text,
        }],
    }
}
