//! How many letters of each kind a cluster has, or each cluster of a text.

use super::letter_kind::{LetterKind, kind};
use super::{WidthRules, ZwjQuirk};

/// The number of letters of each kind in a cluster.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::text::width) struct Sums {
    letters: usize,
    joined: usize,
    joined_by_zwj: usize,
    spacing_after_letter: usize,
    spacing_else: usize,
    marks: usize,
    zwj: usize,
    zwnj: usize,
    /// The counts before the first ZWJ, for terminals in which a ZWJ removes the width of the
    /// letters after it.
    before_zwj: Option<[usize; 5]>,
    before: Preceding,
}

/// The kind of the preceding letter.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Preceding {
    #[default]
    Nothing,
    Letter,
    Virama,
    ViramaZwj,
    Mark,
}

impl Sums {
    pub(super) fn add(&mut self, c: char) {
        self.before = match kind(c) {
            LetterKind::Letter(width) => {
                match self.before {
                    Preceding::Virama => self.joined += width,
                    Preceding::ViramaZwj => self.joined_by_zwj += width,
                    Preceding::Nothing | Preceding::Letter | Preceding::Mark => {
                        self.letters += width;
                    }
                }
                Preceding::Letter
            }
            LetterKind::Spacing | LetterKind::Extending => {
                if self.before == Preceding::Letter {
                    self.spacing_after_letter += 1;
                } else {
                    self.spacing_else += 1;
                }
                Preceding::Mark
            }
            LetterKind::Virama => {
                self.marks += 1;
                Preceding::Virama
            }
            LetterKind::Mark => {
                self.marks += 1;
                if self.before == Preceding::Virama {
                    Preceding::Virama
                } else {
                    Preceding::Mark
                }
            }
            LetterKind::Zwj => {
                self.before_zwj = self.before_zwj.or_else(|| Some(self.counted()));
                self.zwj += 1;
                if self.before == Preceding::Virama {
                    Preceding::ViramaZwj
                } else {
                    Preceding::Mark
                }
            }
            LetterKind::Zwnj => {
                self.zwnj += 1;
                Preceding::Mark
            }
        };
    }

    fn counted(&self) -> [usize; 5] {
        [
            self.letters,
            self.joined,
            self.spacing_after_letter,
            self.spacing_else,
            self.marks,
        ]
    }

    /// Returns the width of the cluster under `rules`, before the cap.
    pub(in crate::text::width) fn by(&self, rules: &WidthRules) -> usize {
        let [letters, joined, after_letter, elsewhere, marks] = match self.before_zwj {
            Some(before) if rules.quirk == ZwjQuirk::Swallows => before,
            _ => self.counted(),
        };
        let swallowed = self.before_zwj.is_some() && rules.quirk == ZwjQuirk::Swallows;
        let elsewhere = if rules.spacing_after_letter_only {
            0
        } else {
            elsewhere
        };
        let spacing = usize::from(rules.spacing) * (after_letter + elsewhere);
        let joined = usize::from(rules.joined) * joined;
        let by_zwj = usize::from(rules.joined_by_zwj && !swallowed) * self.joined_by_zwj;
        let joiners = usize::from(rules.zwj) * self.zwj + usize::from(rules.zwnj) * self.zwnj;
        letters + joined + by_zwj + spacing + usize::from(rules.marks) * marks + joiners
    }
}

/// Sums `width` over the clusters of a text of ASCII and Devanagari in one pass; returns `None` for
/// any other text.
///
/// The clusters are those of `text::cluster`, found by the same rules (GB9, `GB9a`, `GB9b`, `GB9c`)
/// for these two scripts only. A property test compares the two.
pub(in crate::text::width) fn sum_of_clusters(
    text: &str,
    width: impl Fn(Sums, &str) -> usize,
) -> Option<usize> {
    let (mut total, mut sums, mut link, mut start) = (0, Sums::default(), Link::None, None);
    for (at, c) in text.char_indices() {
        let (joins, next) = match c {
            ' '..='~' | '\u{964}' | '\u{965}' => (false, Link::None),
            '\u{94d}' => (
                true,
                if link == Link::None {
                    Link::None
                } else {
                    Link::Linked
                },
            ),
            '\u{200c}' => (true, Link::None),
            '\u{200d}' => (true, link),
            '\u{900}'..='\u{97f}' if is_consonant(c) => (link == Link::Linked, Link::Consonant),
            '\u{900}'..='\u{97f}' => match kind(c) {
                LetterKind::Spacing => (true, Link::None),
                LetterKind::Mark => (true, link),
                LetterKind::Letter(_)
                | LetterKind::Extending
                | LetterKind::Virama
                | LetterKind::Zwj
                | LetterKind::Zwnj => (false, Link::None),
            },
            _ => return None,
        };
        if let Some(begun) = start.filter(|_| !joins) {
            let cluster = text.get(begun..at).unwrap_or_default();
            total += width(std::mem::take(&mut sums), cluster);
            start = Some(at);
        }
        if c.is_ascii() {
            sums.letters += 1;
            sums.before = Preceding::Letter;
        } else {
            sums.add(c);
        }
        link = next;
        start = start.or(Some(at));
    }
    let last = text.get(start?..).unwrap_or_default();
    Some(total + width(sums, last))
}

/// Whether the letters so far allow a conjunct to continue: a consonant, or a consonant and a
/// virama.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Link {
    None,
    Consonant,
    Linked,
}

fn is_consonant(c: char) -> bool {
    matches!(c, '\u{915}'..='\u{939}' | '\u{958}'..='\u{95f}' | '\u{978}'..='\u{97f}')
}
