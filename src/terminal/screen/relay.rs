//! Makes tmux set the cursor of the outer terminal.
//!
//! tmux leaves out a move to where it believes the cursor of the outer terminal to be, and moves
//! within a row by a distance. Both are wrong after a cluster to which the outer terminal gives
//! another width, as kitty does. Only a move to another row and another column is absolute
//! (`tty_cursor` of tmux 3.3a and 3.5a). So after such a cluster a blank in another row is written,
//! each time in another colour, because tmux does not write a cell again that does not change.

use super::super::sequence::Sequence;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};

/// The first of the colours in which blanks are written in turn, none of which is seen.
const FIRST_COLOUR: u8 = 16;
const COLOURS: u8 = 200;

/// The blank cells of a frame that can be written at any time.
#[derive(Debug)]
pub(super) struct Relay<'a> {
    blanks: Vec<(u16, u16)>,
    /// The number of blanks written so far.
    count: &'a mut u8,
}

impl<'a> Relay<'a> {
    /// Returns the blanks of a frame, in two rows and two columns at its right edge.
    pub(super) fn of(frame: &Buffer, count: &'a mut u8) -> Self {
        let area = frame.area;
        let columns = [1, 2].map(|from_right| area.right().saturating_sub(from_right));
        let blanks = columns.iter().flat_map(|x| {
            let rows = area.top()..area.bottom();
            let is_blank = |y: &u16| frame.cell((*x, *y)) == Some(&Cell::EMPTY);
            rows.filter(is_blank).take(2).map(|y| (*x, y))
        });
        Self {
            blanks: blanks.collect(),
            count,
        }
    }

    /// Writes a blank in another row and column than those where tmux believes the cursor to be;
    /// returns `false` if there is none.
    pub(super) fn write(&mut self, out: &mut Vec<u8>, (x, y): (u16, u16)) -> bool {
        let is_elsewhere = |blank: &&(u16, u16)| blank.0 != x && blank.1 != y;
        let Some(blank) = self.blanks.iter().find(is_elsewhere) else {
            return false;
        };
        *self.count = (*self.count + 1) % COLOURS;
        let colour = Color::Indexed(FIRST_COLOUR + *self.count);
        Sequence::Move(blank.0, blank.1).write(out);
        Sequence::Style(Style::new().fg(colour)).write(out);
        out.push(b' ');
        true
    }
}
