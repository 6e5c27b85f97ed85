//! Which face sets which letters of a word.

use super::{Shaper, locked};
use crate::print::face::Face;
use crate::print::order::is_leftward;
use crate::print::word::script_of;
use crate::text::cluster;
use std::sync::Arc;

impl Shaper {
    /// Cuts a word where its script or face changes; the results are in visual order.
    pub(super) fn parts<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        let mut parts: Vec<(usize, u32, usize, usize)> = Vec::new();
        for (at, cluster) in cluster::cluster_indices(text) {
            let end = at + cluster.len();
            let script = cluster.chars().map(script_of).find(|script| *script != 0);
            let face = self.face_of(cluster);
            match parts.last_mut() {
                Some((last, of, _, stop))
                    if *last == face && (*of == 0 || script.is_none_or(|script| script == *of)) =>
                {
                    *stop = end;
                    *of = script.unwrap_or(*of);
                }
                _ => parts.push((face, script.unwrap_or(0), at, end)),
            }
        }
        if is_leftward(text) {
            parts.reverse();
        }
        let text_of = |(face, _, start, end)| (face, text.get(start..end).unwrap_or_default());
        parts.into_iter().map(text_of).collect()
    }

    /// Returns the first face that has all letters of a cluster, or the first face if none has.
    pub(super) fn face_of(&self, cluster: &str) -> usize {
        let first_for = |text: &str| self.faces.iter().position(|face| face.covers(text));
        if wants_colour(cluster) {
            let covers = |face: &Arc<Face>| face.is_coloured() && face.covers(cluster);
            if let Some(face) = self.faces.iter().position(covers) {
                return face;
            }
        }
        if let Some(face) = first_for(cluster) {
            return face;
        }
        locked(&self.missing).extend(cluster.chars().filter(|c| {
            !self
                .faces
                .iter()
                .any(|face| face.covers(c.encode_utf8(&mut [0; 4])))
        }));
        let mut letters = cluster.chars();
        let first = letters
            .next()
            .map(|_| cluster.len() - letters.as_str().len());
        first
            .and_then(|end| first_for(cluster.get(..end)?))
            .unwrap_or(0)
    }
}

/// Whether a cluster is a pictograph, or asks for the coloured form of its character, and does not ask
/// for the other one.
fn wants_colour(cluster: &str) -> bool {
    let is_pictograph = cluster.starts_with(|c| ('\u{1f000}'..='\u{1faff}').contains(&c));
    !cluster.is_ascii()
        && (is_pictograph || cluster.contains('\u{fe0f}'))
        && !cluster.contains('\u{fe0e}')
}
