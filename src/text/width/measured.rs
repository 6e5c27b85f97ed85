//! What was measured of a terminal: the widths of clusters, and how far the rules explain them.

use super::{Agreement, ProfileSource, Shape, WidthProfile, WidthRules};

impl WidthProfile {
    /// Returns a measured profile: rules, and how many measurements they explain.
    pub(in crate::text) fn measured(rules: WidthRules, agreement: Agreement) -> Self {
        Self {
            source: ProfileSource::Measured,
            agreement,
            ..Self::from(rules)
        }
    }

    /// Adds measurements: clusters with the number of columns by which the cursor moved.
    ///
    /// A measurement overrides the rules. If two clusters of one shape differ, each is stored
    /// separately and the shape gets the larger width.
    pub fn learn(&mut self, seen: &[(String, usize)]) {
        for (cluster, width) in seen {
            let Some(shape) = Shape::of(cluster) else {
                continue;
            };
            let width = u8::try_from((*width).max(1)).unwrap_or(u8::MAX);
            let before = self.shapes.get(&shape).copied();
            match before {
                Some(before) if before != width => {
                    self.clusters.insert(cluster.as_str().into(), width);
                    self.shapes.insert(shape, before.max(width));
                }
                _ => {
                    self.shapes.insert(shape, width);
                }
            }
            self.has_exceptions |= before.is_some_and(|before| before != width)
                || self.rules.advance(cluster) != usize::from(width);
        }
    }

    /// Whether the cells of `cluster` were measured, or need no measurement.
    pub fn knows(&self, cluster: &str) -> bool {
        Shape::of(cluster).is_none_or(|shape| self.shapes.contains_key(&shape))
    }

    /// Whether the terminal was seen to move its cursor by the [`advance`](WidthProfile::advance)
    /// of `cluster`, so that the cursor's column is certain.
    pub fn is_exact(&self, cluster: &str) -> bool {
        self.source == ProfileSource::Measured
            && !self.is_relayed
            && self.clusters.is_empty()
            && self.knows(cluster)
    }

    /// Returns the measured cells of `cluster` if they differ from the rules.
    pub(super) fn seen(&self, cluster: &str) -> Option<usize> {
        if !self.has_exceptions || cluster.len() == 1 {
            return None;
        }
        let alone = || self.clusters.get(cluster).copied();
        let width = alone().or_else(|| self.shapes.get(&Shape::of(cluster)?).copied());
        width.map(usize::from)
    }

    pub(super) fn is_doubtful(&self) -> bool {
        let Agreement { explained, asked } = self.agreement;
        asked > 0 && (asked - explained) * 8 > asked
    }
}
