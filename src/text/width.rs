//! The number of cells that one particular terminal gives each cluster.
//!
//! Terminals disagree: स्त्री takes 1, 2, 3, 4 or 6 cells, and no standard decides. Width is
//! therefore a property of *this terminal* and is passed as a value to everything that measures. No
//! other file of the program consults Unicode's width table.
//!
//! A profile answers two questions. The [`advance`](WidthProfile::advance) is the distance by which
//! the terminal moves its cursor. The [`allotment`](WidthProfile::allotment) is the number of cells
//! that we reserve for the cluster: never less than the advance, and more where the terminal would
//! squeeze a conjunct into cells in which nobody can read it.

mod choice;
mod drawing;
mod measured;
mod profiles;
mod rules;
mod shape;

pub use drawing::{LetterDrawing, is_sign, is_spacing_sign, is_wide};
pub use rules::{Cap, WidthRules, ZwjQuirk};
pub use shape::Shape;

use super::{cluster, measure::Measure};
use std::collections::HashMap;

/// The first character of a cell's symbol that is not one cluster, but a run of letters that the
/// terminal sets in the cells that it is told (OSC 66). `text::sanitize` removes it from text.
pub const RUN: char = '\u{10fffe}';

/// Whether `cluster` is a single character to which every terminal gives one cell.
pub fn is_one_cell(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    chars.next().is_some()
        && chars.next().is_none()
        && Shape::of(cluster).is_none()
        && WidthRules::SUM.advance(cluster) == 1
}

/// The widths of one terminal.
#[derive(Clone, Debug, PartialEq)]
pub struct WidthProfile {
    rules: WidthRules,
    /// Whether conjuncts that the terminal squeezes stay squeezed, for users who prefer dense
    /// lines.
    dense: bool,
    /// Measured numbers of cells by shape.
    shapes: HashMap<Shape, u8>,
    /// Measured numbers of cells for clusters that differ from their shape.
    clusters: HashMap<Box<str>, u8>,
    /// Whether any measurement contradicts the rules.
    has_exceptions: bool,
    explicit: ExplicitWidth,
    drawing: LetterDrawing,
    /// Whether another terminal, with other widths, shows the cells (tmux in kitty).
    is_relayed: bool,
    source: ProfileSource,
    agreement: Agreement,
}

/// Whether a terminal sets a cluster in the number of cells that it is told (OSC 66).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ExplicitWidth {
    /// The terminal does not support OSC 66, or was not asked about it.
    #[default]
    No,
    /// The terminal supports OSC 66, and draws each letter in a cell of its own (foot).
    WidthOnly,
    /// The terminal supports OSC 66, and shapes the cluster across its cells (kitty).
    Full,
}

/// How the terminal's profile was chosen.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ProfileSource {
    /// Nothing is known about the terminal.
    #[default]
    Default,
    /// The user named the profile.
    Named,
    /// The environment named the terminal.
    Environment,
    /// This terminal was measured.
    Measured,
}

/// How many of the measured probes the rules explain.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Agreement {
    /// Probes whose measured cells follow from the rules.
    pub explained: usize,
    /// The number of all probes.
    pub asked: usize,
}

impl WidthProfile {
    /// Returns the profile with clusters left as narrow as the terminal makes them.
    #[must_use]
    pub fn dense(self) -> Self {
        Self {
            dense: true,
            ..self
        }
    }

    /// Returns the profile with this level of support for OSC 66.
    #[must_use]
    pub fn with_explicit(self, explicit: ExplicitWidth) -> Self {
        Self { explicit, ..self }
    }

    /// Returns the profile of a terminal that draws letters in this way.
    #[must_use]
    pub fn with_drawing(self, drawing: LetterDrawing) -> Self {
        Self { drawing, ..self }
    }

    /// Returns the profile of a terminal whose cells are shown by another one, which gives clusters
    /// other widths.
    #[must_use]
    pub fn with_relay(self, is_relayed: bool) -> Self {
        Self { is_relayed, ..self }
    }

    /// Whether another terminal, with other widths, shows the cells.
    pub fn is_relayed(&self) -> bool {
        self.is_relayed
    }

    /// Returns how the terminal draws letters; as if it shaped them if lines are to be dense.
    pub fn drawing(&self) -> LetterDrawing {
        if self.dense {
            LetterDrawing::Shaped
        } else {
            self.drawing
        }
    }

    /// Returns the terminal's support for OSC 66.
    pub fn explicit(&self) -> ExplicitWidth {
        self.explicit
    }

    /// Returns the origin of the profile.
    pub fn source(&self) -> ProfileSource {
        self.source
    }

    /// Returns how many of the measured probes the rules explain.
    pub fn agreement(&self) -> Agreement {
        self.agreement
    }

    /// Returns the rules of the profile.
    pub fn rules(&self) -> &WidthRules {
        &self.rules
    }

    /// Returns the cells by which the terminal moves its cursor after `cluster`.
    pub fn advance(&self, cluster: &str) -> usize {
        self.seen(cluster).unwrap_or_else(|| self.by_rules(cluster))
    }

    /// Returns the width by the rules. If the rules explain a terminal badly, the result is at
    /// least the width in most terminals: a cluster with too few cells damages its neighbour, while
    /// one with too many only leaves a gap.
    fn by_rules(&self, cluster: &str) -> usize {
        let width = self.rules.advance(cluster);
        if self.is_doubtful() {
            return width.max(WidthRules::SUM.advance(cluster));
        }
        width
    }

    /// Returns the number of cells reserved for `cluster`: at least one, and at least its advance.
    ///
    /// If the terminal gives a conjunct fewer cells than its letters need separately, up to two
    /// cells are still reserved for it: its glyphs extend into the blank cell beside it and stay
    /// legible. A terminal that draws letters apart gets more cells for wide letters and signs.
    pub fn allotment(&self, cluster: &str) -> usize {
        self.legible(self.advance(cluster), || WidthRules::SUM.advance(cluster))
            + self.drawing().extra_cells(cluster)
    }

    fn legible(&self, advance: usize, sum: impl FnOnce() -> usize) -> usize {
        if self.dense || advance >= 2 {
            return advance;
        }
        advance.max(sum().min(2))
    }
}

impl From<WidthRules> for WidthProfile {
    fn from(rules: WidthRules) -> Self {
        Self {
            rules,
            dense: false,
            shapes: HashMap::new(),
            clusters: HashMap::new(),
            has_exceptions: false,
            explicit: ExplicitWidth::No,
            drawing: LetterDrawing::Shaped,
            is_relayed: false,
            source: ProfileSource::Default,
            agreement: Agreement::default(),
        }
    }
}

impl Default for WidthProfile {
    /// Returns the profile of an unknown terminal: the sum over code points, which most terminals
    /// use and few exceed. A cluster with more cells than it needs leaves a gap; one with fewer
    /// would damage its neighbour.
    fn default() -> Self {
        Self::from(WidthRules::SUM)
    }
}

impl Measure for WidthProfile {
    fn width(&self, text: &str) -> usize {
        if text.is_ascii() {
            return text.len();
        }
        let slowly = || {
            cluster::clusters(text)
                .map(|cluster| self.allotment(cluster))
                .sum()
        };
        if self.rules.quirk == ZwjQuirk::Ends {
            return slowly();
        }
        let plainly = !self.has_exceptions && !self.is_doubtful();
        let sums = rules::sum_of_clusters(text, |sums, cluster| {
            if plainly {
                self.allotment_of(sums) + self.drawing().extra_cells(cluster)
            } else {
                self.allotment(cluster)
            }
        });
        sums.unwrap_or_else(slowly)
    }

    fn fit(&self, text: &str, room: usize) -> (usize, usize) {
        let mut fitting = (0, 0);
        for (at, cluster) in cluster::cluster_indices(text) {
            let width = fitting.1 + self.allotment(cluster);
            if width > room {
                break;
            }
            fitting = (at + cluster.len(), width);
        }
        fitting
    }
}

impl WidthProfile {
    /// Returns the allotment of a cluster from its sums.
    fn allotment_of(&self, sums: rules::Sums) -> usize {
        let advance = self.rules.capped(sums.by(&self.rules));
        self.legible(advance, || sums.by(&WidthRules::SUM).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Measurements, a section for each terminal: the columns are का, कु, क्ष, स्त्र, स्त्री, क्षि,
    /// ज़ा, र्‍य, क्‌ष, राष्ट्र and हिन्दी.
    const MEASURED: &str = include_str!("../../tests/fixtures/width/measured.tsv");

    #[test]
    fn profiles_give_what_was_measured() {
        let mut lines = MEASURED.lines().filter(|line| !line.starts_with('#'));
        let texts: Vec<&str> = lines.next().unwrap().split('\t').skip(1).collect();
        for line in lines {
            let (name, widths) = line.split_once('\t').unwrap();
            let profile = WidthProfile::named(name).unwrap();
            for (text, expected) in texts.iter().zip(widths.split('\t')) {
                let sum: usize = cluster::clusters(text).map(|c| profile.advance(c)).sum();
                assert_eq!(sum.to_string(), expected, "{text} in {name}");
            }
        }
    }

    #[test]
    fn the_innermost_terminal_that_the_environment_names_gives_the_cells() {
        for (settings, expected) in [
            (&[("TERM", "xterm-256color")][..], "sum"),
            (&[("TERM", "xterm-kitty")], "kitty"),
            (
                &[
                    ("TERM", "tmux-256color"),
                    ("TMUX", "/tmp/x,1,0"),
                    ("VTE_VERSION", "7800"),
                ],
                "tmux",
            ),
            (
                &[("TERM", "screen.xterm-256color"), ("STY", "1.pts")],
                "screen",
            ),
            (
                &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
                "wezterm",
            ),
        ] {
            let found = WidthProfile::of_environment(|name| {
                let set = settings.iter().find(|(variable, _)| *variable == name);
                set.map(|(_, value)| (*value).to_owned())
            });
            assert_eq!(
                found.rules,
                WidthProfile::named(expected).unwrap().rules,
                "{settings:?}"
            );
        }
    }

    #[test]
    fn other_scripts_and_emoji_have_sensible_widths() {
        let (sum, kitty) = (
            WidthProfile::default(),
            WidthProfile::named("kitty").unwrap(),
        );
        for (text, by_sum, in_kitty) in [
            ("क", 1, 1),
            ("中", 2, 2),
            ("é", 1, 1),
            ("ش", 1, 1),
            ("👍", 2, 2),
            ("👨‍👩‍👧", 6, 2),
            ("তা", 2, 1),
            ("தி", 2, 1),
        ] {
            assert_eq!(sum.advance(text), by_sum, "{text}");
            assert_eq!(kitty.advance(text), in_kitty, "{text}");
        }
    }

    #[test]
    fn a_squeezed_conjunct_gets_room_unless_lines_are_to_be_dense() {
        let kitty = WidthProfile::named("kitty").unwrap();
        assert_eq!((kitty.advance("स्त्री"), kitty.allotment("स्त्री")), (1, 2));
        assert_eq!(kitty.dense().allotment("स्त्री"), 1);
    }

    #[test]
    fn what_is_seen_wins_over_the_rules() {
        let mut widths = WidthProfile::default();
        assert!(!widths.knows("का"));
        widths.learn(&[("का".to_owned(), 1), ("क्षि".to_owned(), 3)]);
        assert_eq!((widths.advance("मी"), widths.advance("स्ती")), (1, 3));
        assert!(widths.knows("मी") && widths.knows("क") && !widths.knows("कु"));
        assert_eq!(
            widths.width("मीठी क"),
            2 + 2 + 1 + 1,
            "the allotment stays legible"
        );
        // A terminal that measures with a font gives two clusters of one shape different cells.
        widths.learn(&[("त्री".to_owned(), 4)]);
        assert_eq!((widths.advance("त्री"), widths.advance("क्षी")), (4, 4));
    }

    fn any_text() -> impl Strategy<Value = String> {
        let letter = prop_oneof![
            8 => prop::char::range('\u{900}', '\u{97f}'),
            2 => prop::sample::select(vec!['्', '\u{200d}', '\u{200c}', 'क', 'र', 'ि', '़', 'ं', ' ', 'a', '।']),
            1 => any::<char>(),
        ];
        prop::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn the_fast_way_is_the_slow_way(
            text in any_text(),
            name in prop::sample::select(WidthProfile::names()),
            drawing in prop::sample::select(vec![LetterDrawing::Shaped, LetterDrawing::Apart, LetterDrawing::ClustersApart, LetterDrawing::SignsApart]),
        ) {
            let profile = WidthProfile::named(name).unwrap().with_drawing(drawing);
            let slow: usize = if text.is_ascii() { text.len() } else { cluster::clusters(&text).map(|c| profile.allotment(c)).sum() };
            prop_assert_eq!(profile.width(&text), slow, "{:?}", text);
        }
    }
}
