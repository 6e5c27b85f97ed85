//! Pictures as PNG files, for kitty and iTerm2.

use crate::print::Picture;
use crate::terminal::sequence::PictureSequence;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// Shows a picture at the cursor, `columns` cells wide (iTerm2).
pub(super) fn iterm2(out: &mut Vec<u8>, columns: u16, picture: &Picture) {
    let file = png(picture);
    let data = BASE64_STANDARD.encode(&file);
    PictureSequence::InlineFile(file.len(), columns, &data).write(out);
}

/// Returns a picture as PNG, with four bits per pixel if its colours allow it.
pub(super) fn png(picture: &Picture) -> Vec<u8> {
    let mut file = Vec::with_capacity(4096);
    let depth = if picture.palette.len() <= 16 {
        png::BitDepth::Four
    } else {
        png::BitDepth::Eight
    };
    let mut encoder = png::Encoder::new(&mut file, picture.width as u32, picture.height as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(picture.palette.concat());
    if picture.opacity.iter().any(|opacity| *opacity != u8::MAX) {
        encoder.set_trns(picture.opacity.as_slice());
    }
    // Rows of letters are too different for a filter to gain anything.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(4));
    let pixels: Vec<u8> = if depth == png::BitDepth::Four {
        let rows = picture.pixels.chunks(picture.width.max(1));
        rows.flat_map(|row| row.chunks(2))
            .map(|pair| match pair {
                [left, right] => left << 4 | right,
                [left] => left << 4,
                _ => 0,
            })
            .collect()
    } else {
        picture.pixels.clone()
    };
    // Writing to memory cannot fail, and the dimensions match the picture.
    let _written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_transparent_is_so_in_the_file() {
        let picture = Picture {
            width: 2,
            height: 1,
            palette: vec![[9; 3]; 2],
            opacity: vec![0, 255],
            glyph_colours: 2,
            pixels: vec![0, 1],
        };
        let file = png(&picture);
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = [0; 8];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [9, 9, 9, 0, 9, 9, 9, 255]);
    }
}
