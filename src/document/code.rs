//! Layout of code, whose lines are never wrapped, and of rules.

use super::setter::Setter;
use super::{Role, Run, TargetKind};
use crate::text::measure::{LetterForm, Measure};

/// The sign at the end of a line that was cut.
const CUT: &str = "›";

/// The number of cells between two tab stops.
const TAB: usize = 8;

/// The length of a rule in cells.
const RULE: usize = 8;

impl<M: Measure> Setter<'_, M> {
    /// Lays out code. A line that is longer than the width is cut and ends with `›`.
    pub(super) fn code(&mut self, text: &str) {
        self.blank();
        let target = self.target(TargetKind::Block(self.block));
        let first = self.next_line();
        let lines: Vec<String> = text.split('\n').map(without_tabs).collect();
        self.cut_lines(&lines, Role::Code, target);
        self.enlargeable(target, first);
        self.blank();
    }

    /// Lays out `lines` as one block without wrapping. What extends beyond the width is cut off,
    /// and the line ends with `›`.
    fn cut_lines(&mut self, lines: &[String], role: Role, target: usize) {
        let mark = self.append(CUT);
        let mark_width = self.measure.width(CUT);
        let room = self.setting.width;
        let first = self.document.text.len();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.append("\n");
            }
            let start = self.append(line).start;
            let mut runs = Vec::new();
            // A line may have megabytes, so only its beginning is measured.
            let (mut fitting, mut width) = self.measure.fit_in(line, room, LetterForm::Code);
            if fitting < line.len() {
                let room = room.saturating_sub(mark_width);
                (fitting, width) = self.measure.fit_in(line, room, LetterForm::Code);
                runs.push(Run {
                    range: mark.clone(),
                    at: width,
                    width: mark_width,
                    role: Role::Marker,
                    target: None,
                    form: LetterForm::Text,
                });
            }
            if fitting > 0 {
                let run = Run {
                    range: start..start + fitting,
                    at: 0,
                    width,
                    role,
                    // A selection that reverses all of the code would be a wall.
                    target: (index == 0).then_some(target),
                    form: LetterForm::Code,
                };
                runs.insert(0, run);
            }
            self.push_runs(runs, start);
        }
        let end = self.document.text.len();
        self.document.pieces.push(first..end);
    }

    /// Lays out a rule: a short line in the middle of the width.
    pub(super) fn rule(&mut self) {
        self.blank();
        let length = (RULE * self.measure.cell()).min(self.setting.width);
        self.horizontal((self.setting.width - length) / 2, length);
        self.blank();
    }
}

/// Replaces each tab by spaces up to the next tab stop; every other character is taken to be one
/// cell wide.
fn without_tabs(line: &str) -> String {
    let mut spaced = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.chars() {
        let count = if c == '\t' { TAB - column % TAB } else { 1 };
        let shown = if c == '\t' { ' ' } else { c };
        spaced.extend(std::iter::repeat_n(shown, count));
        column += count;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_lead_to_the_next_stop() {
        assert_eq!(without_tabs("\ta\tb"), "        a       b");
    }
}
