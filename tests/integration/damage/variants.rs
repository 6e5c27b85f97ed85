//! The ways in which a library is damaged, always the same ones.

use super::layout::{Layout, PAGE};
use std::fmt::Display;

/// Numbers from a seed: the `SplitMix64` generator.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ bits >> 31
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }
}

type Damage = Box<dyn Fn(&[u8], &Layout) -> Vec<u8> + Send + Sync>;

/// One way.
pub(super) struct Variant {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) damage: Damage,
}

fn variant(
    kind: &'static str,
    name: impl Display,
    damage: impl Fn(&mut Vec<u8>) + Send + Sync + 'static,
) -> Variant {
    Variant {
        kind,
        name: format!("{kind}: {name}"),
        damage: Box::new(move |bytes, _| {
            let mut bytes = bytes.to_vec();
            damage(&mut bytes);
            bytes
        }),
    }
}

fn fill(bytes: &mut [u8], page: u32, by: impl FnMut() -> u8) {
    let first = (page as usize - 1) * PAGE;
    bytes[first..first + PAGE].fill_with(by);
}

pub(super) fn all(layout: &Layout) -> Vec<Variant> {
    let mut all = truncations(layout);
    all.extend(pages(layout));
    all.extend(bits());
    all.extend(heads());
    all
}

fn truncations(layout: &Layout) -> Vec<Variant> {
    let length = layout.count as usize * PAGE;
    let mut random = Random(11);
    let mut lengths = vec![
        length - PAGE,
        length - 2 * PAGE,
        length - PAGE / 2,
        length * 3 / 4,
        length / 2,
        length / 4,
        length / 10,
        100,
        PAGE,
        0,
    ];
    lengths.extend((0..5).map(|_| random.below(length)));
    let cut = |length: usize| variant("cut off", length, move |bytes| bytes.truncate(length));
    lengths.into_iter().map(cut).collect()
}

fn pages(layout: &Layout) -> Vec<Variant> {
    let mut random = Random(12);
    let mut sets: Vec<Vec<u32>> = vec![vec![1], layout.interior.clone()];
    for table in [
        "article",
        "story",
        "subscription",
        "saved",
        "hidden",
        "orphaned",
        "term",
    ] {
        sets.push(vec![layout.roots[table]]);
    }
    for count in [1, 1, 1, 1, 1, 20, 50, 100] {
        let page = |_| u32::try_from(1 + random.below(layout.count as usize)).unwrap();
        sets.push((0..count).map(page).collect());
    }
    let mut all = Vec::new();
    for (number, set) in sets.iter().enumerate() {
        let set_of_zeroes = set.clone();
        all.push(variant("pages of zeroes", number, move |bytes| {
            for page in &set_of_zeroes {
                fill(bytes, *page, || 0);
            }
        }));
        let set = set.clone();
        all.push(variant("pages of noise", number, move |bytes| {
            let mut random = Random(13);
            for page in &set {
                fill(bytes, *page, || random.next().to_le_bytes()[0]);
            }
        }));
    }
    for seed in [14, 15] {
        let count = layout.count as usize - 1;
        all.push(variant("pages exchanged", seed, move |bytes| {
            let mut random = Random(seed);
            let (one, other) = (1 + random.below(count), 1 + random.below(count));
            for at in 0..PAGE {
                bytes.swap(one * PAGE + at, other * PAGE + at);
            }
        }));
    }
    all
}

fn bits() -> Vec<Variant> {
    let mut all = Vec::new();
    for count in [1, 10, 100, 1_000] {
        for seed in 0..3 {
            let name = format!("{count}, seed {seed}");
            all.push(variant("bits flipped", name, move |bytes| {
                let mut random = Random(seed);
                for _ in 0..count {
                    let at = random.below(bytes.len());
                    bytes[at] ^= 1 << random.below(8);
                }
            }));
        }
    }
    all
}

/// The fields of the first hundred bytes, and their lengths. The version of the library is left alone: a later
/// one is refused, which has a test of its own.
const FIELDS: [(&str, usize, usize); 15] = [
    ("magic", 0, 16),
    ("page size", 16, 2),
    ("write version", 18, 1),
    ("read version", 19, 1),
    ("reserved bytes", 20, 1),
    ("fractions", 21, 3),
    ("change counter", 24, 4),
    ("page count", 28, 4),
    ("first free page", 32, 4),
    ("free pages", 36, 4),
    ("schema cookie", 40, 4),
    ("schema format", 44, 4),
    ("largest root", 52, 4),
    ("encoding", 56, 4),
    ("valid for", 92, 4),
];

fn heads() -> Vec<Variant> {
    let mut all = Vec::new();
    for (name, at, length) in FIELDS {
        for value in [0, 0xff] {
            let name = format!("{name} {value}");
            all.push(variant("fields of the head", name, move |bytes| {
                bytes[at..at + length].fill(value);
            }));
        }
    }
    for version in [0, 1, 2, 3] {
        let name = format!("version {version}");
        all.push(variant("fields of the head", name, move |bytes| {
            bytes[63] = version;
        }));
    }
    all
}
