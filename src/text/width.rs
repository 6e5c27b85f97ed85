//! How many cells a given terminal gives each cluster.
//!
//! Terminals disagree: स्त्री is 1, 2, 3, 4 or 6 cells, and no standard says which is right. So the
//! width is a property of *this terminal*, a value that is passed to whatever measures. Nothing else
//! in the program asks for a width, and no other file asks Unicode's table.
//!
//! A profile answers two different questions. The [`advance`](WidthProfile::advance) is what the
//! terminal does with its cursor. The [`allotment`](WidthProfile::allotment) is the number of cells
//! that we give the cluster: never less than the advance, and more where the terminal would squeeze
//! a conjunct into cells in which nobody can read it.

mod profiles;
mod rules;

pub use rules::{Cap, Rules, ZwjQuirk};

use super::{cluster, measure::Measure};

/// The widths of one terminal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WidthProfile {
    rules: Rules,
    /// Whether squeezed clusters stay squeezed, for people who want the lines dense.
    dense: bool,
}

impl WidthProfile {
    /// Returns the profile called `name`; see [`WidthProfile::names`].
    pub fn named(name: &str) -> Option<Self> {
        profiles::rules(name).map(Self::from)
    }

    /// Returns the profile of the terminal that the environment names, or the default; `setting`
    /// looks a variable up.
    ///
    /// A name only says what a terminal did when it was measured, in its default settings.
    pub fn of_environment(setting: impl Fn(&str) -> Option<String>) -> Self {
        profiles::named_by(setting)
            .and_then(Self::named)
            .unwrap_or_default()
    }

    /// Returns the names of all profiles, the general ones first.
    pub fn names() -> Vec<&'static str> {
        profiles::names().collect()
    }

    /// Returns the profile with squeezed clusters left as the terminal squeezes them.
    #[must_use]
    pub fn dense(self) -> Self {
        Self {
            dense: true,
            ..self
        }
    }

    /// Returns the cells by which the terminal moves its cursor after `cluster`.
    pub fn advance(&self, cluster: &str) -> usize {
        self.rules.advance(cluster)
    }

    /// Returns the cells that we give `cluster`: at least one, and at least its advance.
    ///
    /// Where the terminal gives a conjunct less than the sum of its letters, it gets up to two
    /// cells all the same: its glyphs reach into the blank cell beside it and stay legible.
    pub fn allotment(&self, cluster: &str) -> usize {
        let advance = self.rules.advance(cluster);
        if self.dense || advance >= 2 {
            return advance;
        }
        advance.max(Rules::SUM.advance(cluster).min(2))
    }
}

impl From<Rules> for WidthProfile {
    fn from(rules: Rules) -> Self {
        Self {
            rules,
            dense: false,
        }
    }
}

impl Default for WidthProfile {
    /// The profile for a terminal of which nothing is known: the sum over code points, which most
    /// terminals count by and few exceed. A cluster that gets more cells than it needs leaves a
    /// gap; one that gets less would damage its neighbour.
    fn default() -> Self {
        Self::from(Rules::SUM)
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
        let sums = rules::sum_of_clusters(text, |sums| self.allotment_of(sums));
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
    /// The allotment of a cluster of which the two sums are known.
    fn allotment_of(&self, sums: rules::Sums) -> usize {
        let advance = self.rules.capped(sums.by(&self.rules));
        if self.dense || advance >= 2 {
            return advance;
        }
        advance.max(sums.by(&Rules::SUM).clamp(1, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Section by section, what was measured in each terminal: the columns are का, कु, क्ष, स्त्र, स्त्री,
    /// क्षि, ज़ा, र्‍य, क्‌ष, राष्ट्र and हिन्दी.
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
                found,
                WidthProfile::named(expected).unwrap(),
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
            ("তা", 1, 1),
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
        fn the_fast_way_is_the_slow_way(text in any_text(), name in prop::sample::select(WidthProfile::names())) {
            let profile = WidthProfile::named(name).unwrap();
            let slow: usize = if text.is_ascii() { text.len() } else { cluster::clusters(&text).map(|c| profile.allotment(c)).sum() };
            prop_assert_eq!(profile.width(&text), slow, "{:?}", text);
        }
    }
}
