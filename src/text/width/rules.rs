//! The rule model: eight parameters and two quirks that explain what every measured terminal does
//! with an Indic cluster.
//!
//! A cluster's letters are of few kinds, and a terminal treats all of a kind alike: letters, letters
//! that a virama (or virama and ZWJ) joins to the one before, spacing vowel signs, marks that take
//! no room, the two joiners. The width is the sum of what each gets, at most the cap, at least one.
//!
//! | स्त्री              | स | ् | त | ् | र | ी | sum | with cap 2 | marks of no width 1 |
//! |--------------------|---|---|---|---|---|---|-----|------------|---------------------|
//! | code points summed | 1 | 0 | 1 | 0 | 1 | 1 | 4   | 2          | 6                   |

use serde::Serialize;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The maximum number of cells of a cluster.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// One cell.
    One,
    /// Two cells.
    Two,
    /// No maximum.
    None,
}

/// The effect of a ZWJ beyond its own width.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ZwjQuirk {
    /// Nothing.
    None,
    /// The letters of the cluster after the ZWJ have no width (iTerm2).
    Swallows,
    /// The cluster ends at the ZWJ, so the cap applies again (Windows Terminal).
    Ends,
}

/// The rules by which a terminal determines the width of a cluster.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a parameter that was measured by itself"
)]
pub struct WidthRules {
    /// The width of a spacing vowel sign.
    pub spacing: bool,
    /// Whether a spacing sign only has a width directly after a letter (Konsole).
    pub spacing_after_letter_only: bool,
    /// Whether nonspacing marks, the virama included, have a width of one.
    pub marks: bool,
    /// The width of a consonant after a virama.
    pub joined: bool,
    /// The width of a consonant after a virama and a ZWJ.
    pub joined_by_zwj: bool,
    /// The width of a ZWJ.
    pub zwj: bool,
    /// The width of a ZWNJ.
    pub zwnj: bool,
    /// The maximum width of a cluster.
    pub cap: Cap,
    /// The effect of a ZWJ.
    pub quirk: ZwjQuirk,
    /// Whether emoji and similar characters are measured as clusters; if not, their code points are
    /// added up.
    pub clusters: bool,
}

impl WidthRules {
    /// The sum over code points, as in C libraries.
    pub const SUM: Self = Self {
        spacing: true,
        spacing_after_letter_only: false,
        marks: false,
        joined: true,
        joined_by_zwj: true,
        zwj: false,
        zwnj: false,
        cap: Cap::None,
        quirk: ZwjQuirk::None,
        clusters: false,
    };

    /// Returns the columns by which the terminal moves its cursor after `cluster`; at least one.
    pub fn advance(&self, cluster: &str) -> usize {
        if cluster.len() == 1 {
            return 1;
        }
        let joins = cluster.starts_with(|c: char| c.is_ascii() || is_joiner(c))
            && cluster.contains(is_joiner);
        if !joins && !cluster.contains(is_indic) {
            return self.other(cluster);
        }
        if self.quirk == ZwjQuirk::Ends {
            let parts = cluster.split_inclusive('\u{200d}');
            return parts
                .map(|part| self.capped(self.sum(part)))
                .sum::<usize>()
                .max(1);
        }
        self.capped(self.sum(cluster))
    }

    /// Returns `sum` limited by the cap.
    pub(super) fn capped(&self, sum: usize) -> usize {
        match self.cap {
            Cap::One => 1,
            Cap::Two => sum.clamp(1, 2),
            Cap::None => sum.max(1),
        }
    }

    fn sum(&self, cluster: &str) -> usize {
        let mut sums = Sums::default();
        for c in cluster.chars() {
            sums.add(c);
        }
        sums.by(self)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that asks Unicode"
    )]
    fn other(&self, cluster: &str) -> usize {
        let of = |c: char| match c.width() {
            Some(0) => usize::from(self.marks && !is_joiner(c)),
            width => width.unwrap_or(0),
        };
        let width = if self.clusters {
            cluster.width()
        } else {
            cluster.chars().map(of).sum()
        };
        width.max(1)
    }
}

/// Whether `c` is in the Indic blocks, to which the rules apply.
fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{1cd0}'..='\u{1cff}' | '\u{a8e0}'..='\u{a8ff}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// The number of letters of each kind in a cluster.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
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
    fn add(&mut self, c: char) {
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
    pub(super) fn by(&self, rules: &WidthRules) -> usize {
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

/// The kinds of letters of a cluster.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LetterKind {
    /// A letter with its width in Unicode's table.
    Letter(usize),
    Spacing,
    /// A vowel sign that is spacing in print but has no width in Unicode's table; terminals
    /// disagree on it.
    Extending,
    Virama,
    Mark,
    Zwj,
    Zwnj,
}

/// Returns the kind of `c`.
pub(super) fn kind(c: char) -> LetterKind {
    match c {
        '\u{94d}' => LetterKind::Virama,
        '\u{903}'
        | '\u{93b}'
        | '\u{93e}'..='\u{940}'
        | '\u{949}'..='\u{94c}'
        | '\u{94e}'
        | '\u{94f}' => LetterKind::Spacing,
        '\u{900}'..='\u{902}'
        | '\u{93a}'
        | '\u{93c}'
        | '\u{941}'..='\u{948}'
        | '\u{951}'..='\u{957}'
        | '\u{962}'
        | '\u{963}' => LetterKind::Mark,
        '\u{904}'..='\u{97f}' => LetterKind::Letter(1),
        '\u{200d}' => LetterKind::Zwj,
        '\u{200c}' => LetterKind::Zwnj,
        c => other_kind(c),
    }
}

/// Returns the kind of a letter of another Indic block. All these blocks have the same layout:
/// signs at 3E–4C and the virama at 4D from the start of the block. Unicode's table decides whether
/// a sign is spacing.
fn other_kind(c: char) -> LetterKind {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that asks Unicode"
    )]
    let width = c.width().unwrap_or(0);
    let place = u32::from(c) & 0x7f;
    let indic = matches!(c, '\u{980}'..='\u{dff}');
    match width {
        0 if indic && place == 0x4d => LetterKind::Virama,
        0 if is_extending(c) => LetterKind::Extending,
        0 => LetterKind::Mark,
        1 if indic && matches!(place, 0x02 | 0x03 | 0x3e..=0x4c | 0x57) => LetterKind::Spacing,
        width => LetterKind::Letter(width),
    }
}

/// Whether `c` is a spacing mark (Mc) that nevertheless extends the cluster
/// (`Other_Grapheme_Extend`): a part of a two-part vowel sign in Bengali, Odia, Tamil, Kannada,
/// Malayalam or Sinhala.
fn is_extending(c: char) -> bool {
    matches!(
        c,
        '\u{9be}'
            | '\u{9d7}'
            | '\u{b3e}'
            | '\u{b57}'
            | '\u{bbe}'
            | '\u{bd7}'
            | '\u{cc0}'
            | '\u{cc2}'
            | '\u{cc7}'
            | '\u{cc8}'
            | '\u{cca}'
            | '\u{ccb}'
            | '\u{cd5}'
            | '\u{cd6}'
            | '\u{d3e}'
            | '\u{d57}'
            | '\u{dcf}'
            | '\u{ddf}'
    )
}

/// Sums `width` over the clusters of a text of ASCII and Devanagari in one pass; returns `None` for
/// any other text.
///
/// The clusters are those of `text::cluster`, found by the same rules (GB9, `GB9a`, `GB9b`, `GB9c`)
/// for these two scripts only. A property test compares the two.
pub(super) fn sum_of_clusters(text: &str, width: impl Fn(Sums, &str) -> usize) -> Option<usize> {
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
