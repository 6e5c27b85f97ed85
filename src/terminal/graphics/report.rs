//! Pictures in a report, outside of the alternate screen.

use super::{Protocol, file, kitty, placeholder, sixel};
use crate::print::Picture;
use crate::terminal::sequence::{PictureSequence, Sequence};

/// Returns the bytes that show pictures below each other, from the cursor's row on. Each picture
/// comes with its number of columns; a column is `cell` pixels wide.
pub fn inline(protocol: Protocol, pictures: &[(u16, Picture)], cell: usize) -> Vec<u8> {
    let mut out = Vec::new();
    // Rows are made first: a picture in the last row would scroll the screen.
    let rows = pictures.len() + 1;
    out.resize(rows, b'\n');
    Sequence::MoveUp(rows).write(&mut out);
    for (row, (columns, picture)) in (0..).zip(pictures) {
        Sequence::SaveCursor.write(&mut out);
        match protocol {
            Protocol::Kitty => {
                // Ids that neither the application nor the last report used: that report is still
                // visible.
                let id = 0x0100_0000 | (std::process::id() & 0xffff) << 8 | row;
                kitty::send(&mut out, id, picture);
                PictureSequence::Place(id, 1).write(&mut out);
            }
            Protocol::KittyThroughTmux(pane) => {
                placeholder::show(&mut out, (pane, row), *columns, picture);
            }
            Protocol::Iterm2 => file::iterm2(&mut out, *columns, picture),
            Protocol::Sixel => {
                let most = sixel::WIDEST / cell.max(1) * cell;
                sixel::write_part(&mut out, picture, &(0..picture.width.min(most)));
            }
        }
        Sequence::RestoreCursor.write(&mut out);
        out.push(b'\n');
    }
    out
}
