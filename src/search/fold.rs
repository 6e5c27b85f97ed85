//! One spelling for one word.
//!
//! Hindi papers write one word in many ways, all of them right: हिन्दी and हिंदी, माँ and मां, ख़बर and
//! खबर, गयी and गई, १५ and 15. Each rule below makes two of them one; none joins words that differ in
//! meaning more often than in spelling. The fold is for comparing only: nobody sees it.
//!
//! | written           | folded | rule                                             |
//! |-------------------|--------|--------------------------------------------------|
//! | ज़्यादा, `U+095B`    | ज्यादा  | no nukta, in either encoding                     |
//! | माँ                | मां     | chandrabindu is anusvara                         |
//! | हिन्दी, सम्बन्ध      | हिंदी    | a nasal before a consonant of its own row        |
//! | नये, गयी           | नए, गई  | य before े and ी                                  |
//! | कॉफी              | काफी   | ॉ and ॅ of English words                          |
//! | `ा` and `े`        | `ो`    | two keys typed for one sign                      |
//! | क्‍या               | क्या    | no joiners                                       |
//! | १५                | 15     | digits                                           |
//!
//! Letters of other scripts have their rules in `letter`.

use super::letter;
use crate::text::cluster;
use std::ops::Range;

/// Returns `text` in the one spelling.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends `text` in the one spelling to `out`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let mut folder = Folder { out, places: None };
    folder.fold(text);
}

/// Returns the folded text and, for each of its bytes, the byte of `text` that it came from.
pub(super) fn fold_with_places(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut folder = Folder {
        out: &mut out,
        places: Some(Vec::with_capacity(text.len())),
    };
    folder.fold(text);
    let places = folder.places.unwrap_or_default();
    (out, places)
}

/// Returns the clusters of `text` that ranges of its folded form touch, in order and apart; ranges that
/// overlap become one.
///
/// Ranges and clusters are walked together: a paragraph with as many hits as letters costs no more than
/// its letters.
pub(super) fn whole_clusters(
    text: &str,
    places: &[usize],
    mut hits: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    hits.sort_unstable_by_key(|hit| (hit.start, hit.end));
    hits.dedup_by(joins_earlier);
    let mut walk = cluster::ClusterWalk::new(text);
    let place = |folded: usize| places.get(folded).copied().unwrap_or(text.len());
    let mut whole: Vec<Range<usize>> = Vec::with_capacity(hits.len());
    for hit in hits {
        let start = walk.cluster_at(place(hit.start)).start;
        let end = walk.cluster_at(place(hit.end.saturating_sub(1))).end;
        whole.push(start..end);
    }
    whole.dedup_by(joins_earlier);
    whole
}

/// Whether a range overlaps the one before it, which then covers both.
fn joins_earlier(later: &mut Range<usize>, earlier: &mut Range<usize>) -> bool {
    let overlaps = later.start < earlier.end;
    if overlaps {
        earlier.end = earlier.end.max(later.end);
    }
    overlaps
}

struct Folder<'a> {
    out: &'a mut String,
    places: Option<Vec<usize>>,
}

impl Folder<'_> {
    fn fold(&mut self, text: &str) {
        let mut chars = text
            .char_indices()
            .filter(|(_, c)| !is_dropped(*c))
            .peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            match (c, next) {
                ('य', Some('े')) => {
                    chars.next();
                    self.push(at, 'ए');
                }
                ('य', Some('ी')) => {
                    chars.next();
                    self.push(at, 'ई');
                }
                ('ा', Some('े')) => {
                    chars.next();
                    self.push(at, 'ो');
                }
                ('ङ' | 'ञ' | 'ण' | 'न' | 'म', Some('\u{94d}')) => {
                    let mut ahead = chars.clone();
                    ahead.next();
                    if ahead.peek().is_some_and(|(_, after)| is_of_row(c, *after)) {
                        chars.next();
                        self.push(at, '\u{902}');
                    } else {
                        self.push(at, c);
                    }
                }
                _ => self.push_letter(at, c),
            }
        }
    }

    fn push_letter(&mut self, at: usize, c: char) {
        if c.is_ascii() {
            return self.push(at, c.to_ascii_lowercase());
        }
        if matches!(c, '\u{900}'..='\u{97f}') {
            return self.push(at, devanagari(c));
        }
        letter::folded(c, |letter| self.push(at, letter));
    }

    fn push(&mut self, at: usize, c: char) {
        self.out.push(c);
        if let Some(places) = &mut self.places {
            places.resize(places.len() + c.len_utf8(), at);
        }
    }
}

/// Characters without a place in the one spelling: nukta, joiners, soft hyphens and the like.
fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{93c}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    ) || letter::is_dropped(c)
}

fn devanagari(c: char) -> char {
    match c {
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{95f}' => 'य',
        '\u{901}' => '\u{902}',
        'ऩ' => 'न',
        'ऱ' => 'र',
        'ऴ' => 'ळ',
        'ऑ' => 'आ',
        'ॉ' => 'ा',
        'ऍ' => 'ए',
        'ॅ' => 'े',
        '०'..='९' => char::from(b'0' + (u32::from(c) - u32::from('०')) as u8),
        c => c,
    }
}

/// Whether a consonant is of the row of the alphabet that a nasal belongs to.
fn is_of_row(nasal: char, consonant: char) -> bool {
    match nasal {
        'ङ' => matches!(consonant, 'क'..='घ'),
        'ञ' => matches!(consonant, 'च'..='झ'),
        'ण' => matches!(consonant, 'ट'..='ढ'),
        'न' => matches!(consonant, 'त'..='ध'),
        _ => matches!(consonant, 'प'..='भ'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (one, other) in [
            ("हिन्दी", "हिंदी"),
            ("सम्बन्ध", "संबंध"),
            ("पञ्जाब", "पंजाब"),
            ("ठण्ड", "ठंड"),
            ("लड\u{93c}का", "ल\u{95c}का"),
            ("क्\u{200d}या", "क्या"),
            ("नये", "नए"),
            ("हाे", "हो"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("अन्न"), fold("अंन"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[क-ह़ँंािीुूेैोौ् a-zA-Zé]{0,30}") {
            let once = fold(&text);
            let (again, places) = fold_with_places(&once);
            prop_assert_eq!(places.len(), again.len());
        }
    }
}
