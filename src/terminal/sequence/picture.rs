//! Sequences that send pictures: kitty's protocol, sixel, iTerm2's inline files.

use super::print;

/// A sequence of one of the picture protocols.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PictureSequence<'a> {
    /// A chunk of a PNG in base64 (kitty's protocol). The first chunk has the picture's id; the
    /// flag says whether more chunks follow.
    Data(Option<u32>, &'a str, bool),
    /// The first chunk of a PNG in base64, with the picture's id and the number of cells over which
    /// placeholders will display it (kitty's protocol). The flag says whether more chunks follow.
    DataForLetters(u32, u16, &'a str, bool),
    /// Shows the picture at the cursor, with this placement number (kitty's protocol).
    Place(u32, usize),
    /// Removes the placement of this number (kitty's protocol).
    Unplace(u32, usize),
    /// Frees the picture with all its placements (kitty's protocol).
    Free(u32),
    /// Removes and frees every picture (kitty's protocol).
    DeleteAll,
    /// A file of this size in base64, shown over this number of columns from the cursor on
    /// (iTerm2's protocol).
    InlineFile(usize, u16, &'a str),
    /// Starts a sixel picture of this width and height in pixels.
    SixelStart(usize, usize),
    /// Ends a sixel picture.
    SixelEnd,
}

impl PictureSequence<'_> {
    /// Appends `sequences` wrapped so that tmux passes them through to the outer terminal.
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
            // P2=1: pixels without a colour stay as they are.
            Self::SixelStart(width, height) => {
                print(out, format_args!("\x1bP0;1;0q\"1;1;{width};{height}"));
            }
            Self::SixelEnd => out.extend(b"\x1b\\"),
        }
    }
}
