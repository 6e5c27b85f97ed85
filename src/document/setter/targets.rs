//! The targets of a document: links, images, footnotes and blocks, and the lines on which they are.

use super::Setter;
use crate::document::{Target, TargetKind};
use crate::text::measure::Measure;

impl<M: Measure> Setter<'_, M> {
    /// Registers a target; its lines are recorded as they are laid out.
    pub(in crate::document) fn target(&mut self, kind: TargetKind) -> usize {
        match &kind {
            TargetKind::Link(_) => self.links += 1,
            TargetKind::Image(_) => self.images += 1,
            TargetKind::Related(_) | TargetKind::Note(_) | TargetKind::Block(_) => {}
        }
        self.document.targets.push(Target { kind, lines: 0..0 });
        self.document.targets.len() - 1
    }

    /// Makes the lines from `first` on a target that shows the block by itself.
    pub(in crate::document) fn enlargeable(&mut self, target: usize, first: usize) {
        let last = self.document.lines.len();
        if let Some(target) = self.document.targets.get_mut(target) {
            target.lines = first..last;
        }
    }

    /// Registers the sign of a footnote, unless the article has no such footnote.
    pub(in crate::document) fn note_sign(&mut self, note: &str) -> Option<usize> {
        self.notes.get(note)?;
        let target = self.target(TargetKind::Note(0));
        self.note_signs.push((target, note.to_owned()));
        Some(target)
    }

    /// Numbers the next links from `links` + 1.
    pub(in crate::document) fn set_links(&mut self, links: usize) {
        self.links = links;
    }

    /// Returns the number of links so far.
    pub(in crate::document) fn links(&self) -> usize {
        self.links
    }

    /// Returns the number of images so far.
    pub(in crate::document) fn images(&self) -> usize {
        self.images
    }

    /// Records that `targets` appear on the next line.
    pub(super) fn note_targets(&mut self, targets: impl IntoIterator<Item = usize>) {
        let line = self.document.lines.len();
        for index in targets {
            if let Some(target) = self.document.targets.get_mut(index) {
                let start = if target.lines.is_empty() {
                    line
                } else {
                    target.lines.start
                };
                target.lines = start..line + 1;
            }
        }
    }
}
