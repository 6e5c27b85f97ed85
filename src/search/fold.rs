//! Folds all spellings of a word into one.
//!
//! Hindi papers have several correct spellings for many words: हिन्दी and हिंदी, माँ and मां, ख़बर
//! and खबर, गयी and गई, १५ and 15. Each rule below unites two spellings; no rule unites two
//! different words more often than two spellings of one. Folded text is only compared, never
//! displayed.
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
//! The rules for other scripts are in `letter`.

use super::canonical::CanonicalLetters;
use crate::text::cluster;
use std::ops::Range;

/// Returns `text` folded.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded `text` to `out`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let mut folder = Folder {
        out,
        places: None,
        held: Held::Nothing,
    };
    folder.fold(text);
}

/// Returns the folded text and, for each of its bytes, the offset in `text` that it came from.
pub(super) fn fold_with_places(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut folder = Folder {
        out: &mut out,
        places: Some(Vec::with_capacity(text.len())),
        held: Held::Nothing,
    };
    folder.fold(text);
    let places = folder.places.unwrap_or_default();
    (out, places)
}

/// Returns the clusters of `text` that are touched by `ranges` of its folded form. The clusters are
/// ascending; overlapping ranges are merged.
///
/// Ranges and clusters are traversed together, so the time is linear even if every letter is a hit.
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

/// Whether a range overlaps the range before it; if so, that range is extended.
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
    held: Held,
}

/// Letters that are held back, because they may begin a sequence with another spelling.
#[derive(Clone, Copy)]
enum Held {
    Nothing,
    /// A held letter: य, ा or a nasal.
    Letter(usize, char),
    /// A nasal with a virama.
    Nasal(usize, char, usize),
}

impl Folder<'_> {
    fn fold(&mut self, text: &str) {
        for (at, letter) in CanonicalLetters::of(text) {
            self.take(at, letter);
        }
        self.release();
    }

    fn take(&mut self, at: usize, letter: char) {
        let joined = match (self.held, letter) {
            (Held::Letter(start, 'य'), 'े') => Some((start, 'ए')),
            (Held::Letter(start, 'य'), 'ी') => Some((start, 'ई')),
            (Held::Letter(start, 'ा'), 'े') => Some((start, 'ो')),
            (Held::Letter(start, nasal), '\u{94d}') if is_nasal(nasal) => {
                self.held = Held::Nasal(start, nasal, at);
                return;
            }
            (Held::Nasal(start, nasal, _), _) if is_of_row(nasal, letter) => {
                self.push(start, '\u{902}');
                self.held = Held::Nothing;
                None
            }
            _ => None,
        };
        if let Some((start, joined)) = joined {
            self.push(start, joined);
            self.held = Held::Nothing;
            return;
        }
        self.release();
        if matches!(letter, 'य' | 'ा') || is_nasal(letter) {
            self.held = Held::Letter(at, letter);
        } else {
            self.push(at, letter);
        }
    }

    /// Writes the held letters unchanged.
    fn release(&mut self) {
        match std::mem::replace(&mut self.held, Held::Nothing) {
            Held::Nothing => {}
            Held::Letter(at, letter) => self.push(at, letter),
            Held::Nasal(at, nasal, virama) => {
                self.push(at, nasal);
                self.push(virama, '\u{94d}');
            }
        }
    }

    fn push(&mut self, at: usize, c: char) {
        self.out.push(c);
        if let Some(places) = &mut self.places {
            places.resize(places.len() + c.len_utf8(), at);
        }
    }
}

fn is_nasal(c: char) -> bool {
    matches!(c, 'ङ' | 'ञ' | 'ण' | 'न' | 'म')
}

/// Whether a consonant belongs to the same row of the alphabet as a nasal.
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
    use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
    use proptest::prelude::*;

    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

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

    /// Checks that folding `text` is idempotent and independent of the encoding.
    fn has_one_spelling(text: &str) {
        let once = fold(text);
        let (again, places) = fold_with_places(&once);
        assert_eq!(again, once, "{text:?} folded twice");
        assert_eq!(places.len(), again.len());
        let composed: String = NFC.normalize_iter(text.chars()).collect();
        let decomposed: String = NFD.normalize_iter(text.chars()).collect();
        assert_eq!(fold(&composed), once, "{text:?} composed");
        assert_eq!(fold(&decomposed), once, "{text:?} decomposed");
    }

    #[test]
    fn all_devanagari_has_one_spelling() {
        let letters = || ('\u{900}'..='\u{97f}').chain("\u{200d} ".chars());
        for one in letters() {
            for two in letters() {
                for three in "\u{93c}\u{94d}\u{901}\u{951}ीेयनत".chars() {
                    has_one_spelling(&String::from_iter([one, two, three]));
                }
            }
        }
    }

    #[test]
    fn every_letter_of_unicode_has_one_spelling() {
        let is_bulk = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{b000}'..='\u{d7a3}');
        for letter in ('\0'..='\u{1ffff}').filter(|letter| !is_bulk(letter)) {
            has_one_spelling(&String::from(letter));
            has_one_spelling(&format!("न{letter}\u{306}\u{94d}े"));
        }
    }

    #[test]
    fn both_encodings_of_a_nukta_are_one_word() {
        assert_eq!(fold("ग\u{95f}ी"), fold("ग\u{92f}\u{93c}ी"));
        assert_eq!(fold("ग\u{95f}ी"), "गई");
        assert_eq!(fold("и\u{306}"), fold("й"));
        assert_eq!(fold("\u{1112}\u{1161}\u{11ab}"), fold("한"));
    }

    /// Letters, marks and joiners of the scripts that have rules here.
    const SCRIPTS: &str = "[a-zA-ZÀ-ɏ\u{300}-\u{36f}Ͱ-ϿЀ-ԯ\u{591}-\u{5f4}\u{600}-\u{6ff}\u{900}-\u{dff}\u{1100}-\u{11ff}\u{1e00}-\u{1fff}\u{200b}-\u{200d}\u{3040}-\u{30ff}가-힣\u{ff01}-\u{ff9f} ]{0,12}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn any_text_has_one_spelling(text in SCRIPTS) {
            has_one_spelling(&text);
        }

        #[test]
        fn any_hindi_has_one_spelling(text in "[क-ह\u{958}-\u{95f}ऩऱऴ़ँंािीुूेैोौॅॉ्\u{951}\u{952}\u{200d} ]{0,30}") {
            has_one_spelling(&text);
        }
    }
}
