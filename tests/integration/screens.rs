//! Snapshots of whole screens at three sizes and under two width profiles.

use crate::support::Reader;

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 40)];

fn check(name: &str, keys: &str) {
    for profile in ["sum", "kitty"] {
        for (width, height) in SIZES {
            let mut reader = Reader::on_bundled(width, height, profile);
            reader.press(keys);
            insta::assert_snapshot!(
                format!("{name}_{profile}_{width}x{height}"),
                reader.screen()
            );
        }
    }
}

#[test]
fn the_list() {
    check("list", "j j");
}

#[test]
fn an_article() {
    check("article", "j Enter j j j");
}

#[test]
fn the_help() {
    check("help", "?");
}

#[test]
fn a_filter() {
    check("filter", "/रेल");
}

#[test]
fn any_size_can_be_drawn() {
    for width in 0..60 {
        for height in [0, 1, 4, 5, 9, 24] {
            let mut reader = Reader::on_bundled(width * 4, height, "sum");
            reader.press("Enter").screen();
            reader.press("? ").screen();
        }
    }
}
