//! Layout of lists: each item has a marker, and each nested list is indented by two more cells.

use super::Role;
use super::setter::{Indent, Marker, Setter};
use crate::article::ListItem;
use crate::text::measure::Measure;

/// The bullets of items by depth; all deeper items use the last one.
const BULLETS: [&str; 3] = ["• ", "◦ ", "▪ "];

impl<M: Measure> Setter<'_, M> {
    /// Lays out a list. The indent grows with the depth, but not beyond half the width.
    pub(super) fn list(&mut self, ordered: bool, start: i64, items: &[ListItem]) {
        let markers = markers(ordered, start, items);
        let step = 2 * self.measure.cell();
        let deepest = self.setting.width / 2 / step;
        let own = markers
            .iter()
            .zip(items)
            .filter(|(_, item)| item.depth == 0);
        let widest = own.map(|(marker, _)| self.measure.width(marker)).max();
        let widest = widest.unwrap_or(step);
        for (text, item) in markers.iter().zip(items) {
            let marker = Marker {
                text,
                role: Role::Marker,
                target: None,
                on_every_line: false,
            };
            let indent = Indent {
                left: match usize::from(item.depth).min(deepest) {
                    0 => widest,
                    depth => widest.max(step) + (depth - 1) * step + self.measure.width(text),
                },
                marker: Some(marker),
                ..Indent::default()
            };
            let line = self.next_line();
            self.rich(&item.content, Role::Body, indent);
            if let Some(note) = &item.note
                && let Some(offset) = self.notes.get_mut(note)
            {
                *offset = self.document.lines.get(line).map(|line| line.start);
            }
        }
        self.blank();
    }
}

/// Returns the marker of each item: a bullet, or its number in its own list.
fn markers(ordered: bool, start: i64, items: &[ListItem]) -> Vec<String> {
    // The last number used at each depth. A shallower item ends the deeper lists.
    let mut numbers: Vec<i64> = vec![start.saturating_sub(1)];
    let marker = |item: &ListItem| {
        let depth = usize::from(item.depth);
        numbers.resize(depth + 1, 0);
        if !item.ordered.unwrap_or(ordered) {
            return BULLETS
                .get(depth)
                .or(BULLETS.last())
                .map_or_else(String::new, |bullet| (*bullet).to_owned());
        }
        let number = numbers.last_mut().map_or(0, |number| {
            let label = item.label.as_ref().and_then(|label| label.parse().ok());
            *number = label.unwrap_or_else(|| number.saturating_add(1));
            *number
        });
        match &item.label {
            Some(label) => format!("{label}. "),
            None => format!("{number}. "),
        }
    };
    items.iter().map(marker).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RichText;

    #[test]
    fn items_are_numbered_in_their_own_list() {
        let item = |depth, ordered| ListItem {
            content: RichText::plain("क"),
            depth,
            ordered,
            ..ListItem::default()
        };
        let items = [
            item(0, None),
            item(1, None),
            item(1, None),
            item(0, None),
            item(1, None),
            item(1, Some(false)),
            item(2, Some(false)),
            item(9, Some(false)),
        ];
        assert_eq!(
            markers(true, 4, &items),
            ["4. ", "1. ", "2. ", "5. ", "1. ", "◦ ", "▪ ", "▪ "]
        );
        let labelled = |label: &str| ListItem {
            label: Some(label.to_owned()),
            ..item(1, None)
        };
        let items = [item(0, None), labelled("क"), labelled("7"), item(1, None)];
        assert_eq!(markers(true, 1, &items), ["1. ", "क. ", "7. ", "8. "]);
        assert_eq!(
            markers(true, i64::MAX, &items[..1]),
            [format!("{}. ", i64::MAX)]
        );
    }
}
