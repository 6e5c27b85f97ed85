//! Divides the screen into panes, for the state, the view and the mouse alike.
//!
//! A screen of 100 cells or more shows the list next to the article; from 150 cells, a third pane
//! shows the related articles. On a narrower screen the focused pane fills the screen. A rule one
//! cell wide separates panes: some terminals join a consonant to a virama in the neighbouring cell
//! even after a cursor move, so the texts of two panes must never touch.

use ratatui::layout::{Rect, Size};

/// A pane.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Pane {
    /// The list of articles.
    #[default]
    List,
    /// The open article.
    Article,
    /// The related articles of the open one.
    Related,
}

/// The smallest screen that is divided into panes; a smaller one shows one sentence.
const SMALLEST: Size = Size {
    width: 20,
    height: 5,
};
/// The lowest screen with a blank row below the top line.
const AIRY: u16 = 24;
/// The narrowest screen with two panes.
const TWO_PANES: u16 = 100;
/// The narrowest screen with three panes.
const THREE_PANES: u16 = 150;
/// The width of the pane of related articles.
const RELATED_WIDTH: u16 = 36;
/// The narrowest pane that dragging the rule can make.
const NARROWEST: u16 = 24;

/// The areas of the panes, and the rules between them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Areas {
    /// The line at the top.
    pub header: Rect,
    /// The list, if it is on the screen.
    pub list: Option<Rect>,
    /// The article, if it is on the screen.
    pub article: Option<Rect>,
    /// The related articles, if they have a pane.
    pub related: Option<Rect>,
    /// The columns of the vertical rules between panes.
    pub rules: Vec<u16>,
    /// The row of the rule above the status line.
    pub floor: Option<u16>,
    /// The status line.
    pub status: Rect,
}

impl Areas {
    /// Returns the areas of a screen, or `None` if it is too small for panes.
    pub fn of(size: Size, focus: Pane, list_width: Option<u16>) -> Option<Self> {
        if size.width < SMALLEST.width || size.height < SMALLEST.height {
            return None;
        }
        let with_floor = size.height >= 10;
        let air = u16::from(size.height >= AIRY);
        let body_height = size.height - 2 - air - u16::from(with_floor);
        let body = Rect::new(0, 1 + air, size.width, body_height);
        let mut areas = Self {
            header: Rect::new(0, 0, size.width, 1),
            floor: with_floor.then_some(size.height - 2),
            status: Rect::new(0, size.height - 1, size.width, 1),
            ..Self::default()
        };
        if size.width < TWO_PANES {
            match focus {
                Pane::List => areas.list = Some(body),
                Pane::Article | Pane::Related => areas.article = Some(body),
            }
            return Some(areas);
        }
        areas.side_by_side(body, list_width);
        Some(areas)
    }

    fn side_by_side(&mut self, body: Rect, list_width: Option<u16>) {
        let three = body.width >= THREE_PANES;
        let related = if three { RELATED_WIDTH + 1 } else { 0 };
        let widest = body.width - related - 2 * NARROWEST;
        let list = list_width
            .unwrap_or_else(|| (body.width * 2 / 5).min(56))
            .clamp(NARROWEST, widest);
        let column = |x, width| Rect::new(x, body.y, width, body.height);
        self.list = Some(column(0, list));
        self.rules.push(list);
        let article = body.width - list - 1 - related;
        self.article = Some(column(list + 1, article));
        if three {
            self.rules.push(body.width - related);
            self.related = Some(column(body.width - RELATED_WIDTH, RELATED_WIDTH));
        }
    }

    /// Returns the first row of the panes.
    pub fn top(&self) -> u16 {
        let pane = self.article.or(self.list);
        pane.map_or_else(|| self.header.bottom(), |pane| pane.y)
    }

    /// Returns the pane under a cell.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        let panes = [
            (self.list, Pane::List),
            (self.article, Pane::Article),
            (self.related, Pane::Related),
        ];
        panes.into_iter().find_map(|(area, pane)| {
            area.filter(|area| area.contains((column, row).into()))
                .map(|_| pane)
        })
    }
}

/// Returns the text column of an article within its pane: at most `measure` cells, centred, with a
/// blank column on the left and two columns on the right, one blank and one for the scrollbar.
pub fn column_of(pane: Rect, measure: u16) -> Rect {
    let room = pane.width.saturating_sub(3).max(1);
    let width = room.min(measure.max(1));
    Rect {
        x: pane.x + 1 + (room - width) / 2,
        width,
        ..pane
    }
}

/// Returns the text column of a list within its pane. Three cells before it hold the mark; two
/// after it hold a blank and the scrollbar.
pub fn row_column(pane: Rect) -> Rect {
    Rect {
        x: pane.x + 3,
        width: pane.width.saturating_sub(5).max(1),
        ..pane
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_tile_the_screen() {
        for width in 20..260 {
            for focus in [Pane::List, Pane::Article, Pane::Related] {
                let areas = Areas::of(Size { width, height: 24 }, focus, None).unwrap();
                let panes: u16 = [areas.list, areas.article, areas.related]
                    .into_iter()
                    .flatten()
                    .map(|area| area.width)
                    .sum();
                assert_eq!(panes + areas.rules.len() as u16, width);
            }
        }
        assert_eq!(
            Areas::of(
                Size {
                    width: 19,
                    height: 24
                },
                Pane::List,
                None
            ),
            None
        );
    }

    #[test]
    fn a_text_column_is_centred_and_never_touches_the_edge() {
        let column = column_of(Rect::new(41, 1, 90, 20), 66);
        assert_eq!((column.x, column.width), (52, 66));
        let narrow = column_of(Rect::new(0, 1, 20, 20), 66);
        assert_eq!((narrow.x, narrow.width), (1, 17));
    }
}
