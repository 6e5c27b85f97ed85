//! The sequences that carry pictures: kitty's protocol, sixel, iTerm2's inline files.

use super::print;

/// A sequence of one of the protocols for pictures.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PictureSequence<'a> {
    /// A part of a PNG in base64, of the picture with this id where it is the first part; whether more
    /// parts follow (kitty's protocol).
    Data(Option<u32>, &'a str, bool),
    /// The first part of a PNG in base64, of the picture with this id, which is shown in so many cells of a
    /// row, wherever letters stand for it; whether more parts follow (kitty's protocol).
    DataForLetters(u32, u16, &'a str, bool),
    /// The picture is shown at the cursor, as the placement of this number (kitty's protocol).
    Place(u32, usize),
    /// The placement of this number is taken away (kitty's protocol).
    Unplace(u32, usize),
    /// The picture is freed with all its placements (kitty's protocol).
    Free(u32),
    /// Every picture is taken away and freed (kitty's protocol).
    DeleteAll,
    /// A file in base64, and how many columns it fills in the row of the cursor (iTerm2's protocol).
    InlineFile(usize, u16, &'a str),
    /// A sixel picture of so many pixels begins.
    SixelStart(usize, usize),
    /// A sixel picture has come to its end.
    SixelEnd,
}

impl PictureSequence<'_> {
    /// Appends what has tmux pass `sequences` on to the terminal that it is shown in.
    pub fn pass_on(sequences: &[u8], out: &mut Vec<u8>) {
        if sequences.is_empty() {
            return;
        }
        out.extend(b"\x1bPtmux;");
        for byte in sequences {
            if *byte == 0x1b {
                out.push(0x1b);
            }
            out.push(*byte);
        }
        out.extend(b"\x1b\\");
    }

    /// Appends the bytes of the sequence.
    pub fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Data(id, data, more) => {
                let more = u8::from(more);
                match id {
                    Some(id) => print(out, format_args!("\x1b_Ga=t,f=100,q=2,i={id},m={more};")),
                    None => print(out, format_args!("\x1b_Gm={more},q=2;")),
                }
                out.extend(data.as_bytes());
                out.extend(b"\x1b\\");
            }
            Self::DataForLetters(id, columns, data, more) => {
                let more = u8::from(more);
                print(
                    out,
                    format_args!("\x1b_Ga=T,U=1,f=100,q=2,i={id},c={columns},r=1,m={more};"),
                );
                out.extend(data.as_bytes());
                out.extend(b"\x1b\\");
            }
            Self::Place(id, number) => print(
                out,
                format_args!("\x1b_Ga=p,q=2,i={id},p={number},z=1,C=1\x1b\\"),
            ),
            Self::Unplace(id, number) => print(
                out,
                format_args!("\x1b_Ga=d,d=i,q=2,i={id},p={number}\x1b\\"),
            ),
            Self::Free(id) => print(out, format_args!("\x1b_Ga=d,d=I,q=2,i={id}\x1b\\")),
            Self::DeleteAll => out.extend(b"\x1b_Ga=d,d=A,q=2\x1b\\"),
            Self::InlineFile(size, columns, data) => print(
                out,
                format_args!(
                    "\x1b]1337;File=inline=1;size={size};width={columns};height=1;\
                     preserveAspectRatio=0;doNotMoveCursor=1:{data}\x07"
                ),
            ),
            // P2=1: pixels that no colour names stay as they are.
            Self::SixelStart(width, height) => {
                print(out, format_args!("\x1bP0;1;0q\"1;1;{width};{height}"));
            }
            Self::SixelEnd => out.extend(b"\x1b\\"),
        }
    }
}
