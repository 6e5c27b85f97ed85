//! How many cells a given terminal gives each cluster.

use super::{cluster, measure::Measure};
use unicode_width::UnicodeWidthStr as _;

/// The widths of one terminal.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WidthProfile {
    one_cell: bool,
}

impl WidthProfile {
    /// Returns the profile called `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "sum" => Some(Self { one_cell: false }),
            "one-cell" => Some(Self { one_cell: true }),
            _ => None,
        }
    }

    /// Returns the names of all profiles.
    pub fn names() -> &'static [&'static str] {
        &["sum", "one-cell"]
    }

    /// Returns the cells by which the terminal moves its cursor after `cluster`.
    pub fn advance(&self, cluster: &str) -> usize {
        if self.one_cell {
            return 1;
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the one place that asks Unicode"
        )]
        cluster.width()
    }

    /// Returns the cells that we give `cluster`: at least its advance, more where the terminal
    /// squeezes it.
    pub fn allotment(&self, cluster: &str) -> usize {
        self.advance(cluster).max(1)
    }
}

impl Default for WidthProfile {
    /// The safe profile for a terminal of which nothing is known.
    fn default() -> Self {
        Self { one_cell: false }
    }
}

impl Measure for WidthProfile {
    fn width(&self, text: &str) -> usize {
        cluster::clusters(text)
            .map(|cluster| self.allotment(cluster))
            .sum()
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
