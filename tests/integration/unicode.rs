//! Unicode's own tests of clusters and line breaks, whose files are under `target/dev/unicode`.

use crate::material::{Material, passed_over};
use newsreader::text::cluster::cluster_indices;
use newsreader::text::word::breaks;
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the samples of a file: each text with the byte offsets of its breaks.
fn samples(name: &str) -> Vec<(String, BTreeSet<usize>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/dev/unicode");
    let Ok(file) = std::fs::read_to_string(folder.join(name)) else {
        passed_over(Material::Unicode);
        return Vec::new();
    };
    let lines = file.lines().filter_map(|line| line.split('#').next());
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let (mut text, mut ends) = (String::new(), BTreeSet::new());
            for word in line.split_whitespace() {
                match word {
                    "÷" => drop(ends.insert(text.len())),
                    "×" => {}
                    code => {
                        let code = u32::from_str_radix(code, 16);
                        text.extend(code.ok().and_then(char::from_u32));
                    }
                }
            }
            ends.remove(&0);
            (text, ends)
        })
        .collect()
}

/// Characters that Unicode 18 takes into conjuncts and Unicode 17, which the program follows, does not: signs that
/// join nothing, and letters of other scripts.
const CONJUNCTS_OF_18: [&str; 7] = [
    "a\u{94d}",
    "?\u{94d}",
    "\u{1cf5}",
    "\u{1cf6}",
    "\u{1b44}",
    "\u{11a3a}",
    "\u{94d}\u{308}",
];
/// Characters at which Unicode 18 breaks lines otherwise than Unicode 17, which the program follows.
const OF_18: [char; 5] = ['\u{ad}', '\u{b7}', '\u{1f8ff}', '\u{a0}', '\u{16fe4}'];

#[test]
fn clusters_are_those_of_unicode() {
    for (text, expected) in samples("GraphemeBreakTest.txt") {
        let is_of_18 = CONJUNCTS_OF_18.iter().any(|piece| text.contains(piece));
        if is_of_18 || text.starts_with('\u{94d}') {
            continue;
        }
        let ends: BTreeSet<usize> = cluster_indices(&text)
            .map(|(at, cluster)| at + cluster.len())
            .collect();
        assert_eq!(ends, expected, "{}", text.escape_unicode());
    }
}

/// The exceptions are the rules at the head of `text::word`: no break before closing punctuation after white space,
/// none within a cluster, and those of dictionaries, which the file does not have.
#[test]
fn lines_end_where_unicode_lets_them() {
    for (text, expected) in samples("LineBreakTest.txt") {
        if text.contains(OF_18) {
            continue;
        }
        let ends: BTreeSet<usize> = breaks(&text).collect();
        let clusters: BTreeSet<usize> = cluster_indices(&text).map(|(at, _)| at).collect();
        let around = |at: &usize| (text[..*at].chars().next_back(), text[*at..].chars().next());
        let is_closed = |at: &usize| {
            matches!(around(at), (Some(before), Some(after))
                if before.is_whitespace() && "।॥,.;:!?%)]}”’…»،؛؟۔၊။។៕៖".contains(after))
        };
        let of_dictionary = |at: &usize| {
            let is_unspaced =
                |c: Option<char>| c.is_some_and(newsreader::text::script::is_unspaced);
            let (before, after) = around(at);
            is_unspaced(before) && is_unspaced(after)
        };
        let more: Vec<_> = ends.difference(&expected).collect();
        let more = more.into_iter().find(|at| !of_dictionary(at));
        let less: Vec<_> = expected.difference(&ends).collect();
        let less = less
            .into_iter()
            .find(|at| clusters.contains(at) && !is_closed(at));
        assert_eq!((more, less), (None, None), "{}", text.escape_unicode());
    }
}
