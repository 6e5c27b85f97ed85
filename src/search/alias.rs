//! Alternative names that no spelling rule covers: ओडिशा and उड़ीसा, मुंबई and बंबई, `russia` and रूस.
//!
//! The table is `assets/words/aliases.tsv`, with the names of one thing on each line.

use super::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../assets/words/aliases.tsv");

static NAMES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let group: Vec<String> = line.split('\t').map(fold).collect();
        for name in &group {
            let others = group.iter().filter(|other| *other != name).cloned();
            names.entry(name.clone()).or_default().extend(others);
        }
    }
    names
});

/// Returns the other folded names of what a folded word names; a name may have several words.
pub fn aliases(word: &str) -> &'static [String] {
    NAMES.get(word).map_or(&[], Vec::as_slice)
}

/// Returns the other folded names of what a name that begins with `word` names. Only words in Latin
/// letters are completed, because the index itself completes the others.
pub(super) fn aliases_begun(word: &str) -> Vec<&'static str> {
    if !word.chars().all(|c| c.is_ascii_lowercase()) {
        return Vec::new();
    }
    let begun = NAMES
        .iter()
        .filter(|(name, _)| name.len() > word.len() && name.starts_with(word));
    let mut names: Vec<&str> = begun
        .flat_map(|(_, others)| others)
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_known_by_all_its_names() {
        for (name, other) in [("ओडिशा", "उड़ीसा"), ("russia", "रूस"), ("बंबई", "मुंबई")]
        {
            assert!(
                aliases(&fold(name)).contains(&fold(other)),
                "{name}: {other}"
            );
        }
        assert!(aliases("गौरैया").is_empty());
        assert!(aliases_begun("delh").contains(&"दिल्ली"));
        assert!(aliases_begun("दिल").is_empty());
    }
}
