//! Probes for measuring a terminal, and the profile that follows from its answers.
//!
//! Terminals treat all letters of a kind alike, so few probes are enough. The 24 probes exercise
//! each parameter of [`WidthRules`] at least twice, with different letters, so that one odd answer
//! is not mistaken for a rule. `terminal::calibrate` sends the probes.

use super::width::{Agreement, Cap, ExplicitWidth, WidthProfile, WidthRules, ZwjQuirk};

/// The probes from which the rules are derived.
const MODEL: [&str; 24] = [
    // Spacing signs: after a letter, after a mark, two of them.
    "का",
    "मी",
    "ज़ा",
    "ड़ो",
    "ज़ों",
    "काः",
    // Nonspacing marks, the virama among them.
    "कु",
    "में",
    "क्",
    // Conjuncts of two, three and four letters.
    "क्ष",
    "स्त",
    "क्षि",
    "स्त्र",
    "स्त्री",
    "न्त्र्य",
    // Joiners: their own width, and the width of what follows them.
    "र्\u{200d}",
    "न्\u{200d}",
    "र्\u{200d}य",
    "ल्\u{200d}ल",
    "र्\u{200d}या",
    "न्\u{200d}हीं",
    "क्\u{200c}",
    "ह्\u{200c}",
    "स्\u{200d}त्री",
];

/// More probes: other common shapes of Hindi text, so that the first page needs no second round,
/// and clusters of other scripts, emoji and punctuation on which terminals differ.
const STOCK: [&str; 34] = [
    "ख्यु",
    "न्हों",
    "ष्ट्रे",
    "ग्लैं",
    "ढ़ें",
    "फ़्ता",
    "क़्त",
    "ल्\u{200d}ली",
    "स्\u{200d}कू",
    "याें",
    "তা",
    "ক্ষ",
    "কি",
    "ਕੀ",
    "કા",
    "ક્ષ",
    "କା",
    "தா",
    "தி",
    "క్ష",
    "కా",
    "ಕಾ",
    "ക്ഷ",
    "കാ",
    "مُ",
    "字",
    "👍",
    "👨\u{200d}👩\u{200d}👧",
    "❤\u{fe0f}",
    "🇮🇳",
    "👍🏽",
    "“",
    "…",
    "•",
];

/// The probes that check whether a terminal still behaves as it did when it was last measured.
const CHECK: [&str; 6] = ["स्त्री", "का", "कु", "र्\u{200d}य", "क्\u{200c}", "ज़ा"];

/// Returns all probes, for a terminal that was never measured.
pub fn all_probes() -> impl Iterator<Item = &'static str> {
    MODEL.into_iter().chain(STOCK)
}

/// Returns the short list of probes for a terminal that was measured before.
pub fn check_probes() -> impl Iterator<Item = &'static str> {
    CHECK.into_iter()
}

/// Whether the terminal's answers agree with the profile `known`.
pub fn is_confirmed(known: &WidthProfile, seen: &[(String, usize)]) -> bool {
    seen.iter()
        .all(|(cluster, width)| known.advance(cluster) == *width)
}

/// Returns the profile of a terminal from the columns by which it moved its cursor after each
/// cluster, or `None` if they do not determine one.
pub fn profile_of(seen: &[(String, usize)], explicit: ExplicitWidth) -> Option<WidthProfile> {
    let model: Vec<(&str, usize)> = seen
        .iter()
        .map(|(cluster, width)| (cluster.as_str(), *width))
        .filter(|(cluster, _)| MODEL.contains(cluster))
        .collect();
    if model.len() < MODEL.len() / 2 {
        return None;
    }
    let explained = |rules: &WidthRules| {
        let fits = |&&(cluster, width): &&(&str, usize)| rules.advance(cluster) == width;
        model.iter().filter(fits).count()
    };
    let mut best = (WidthRules::SUM, 0);
    for rules in all_rules() {
        let count = explained(&rules);
        // Of equally good rules, the first are the simplest.
        if count > best.1 {
            best = (rules, count);
        }
    }
    let (mut rules, explained) = best;
    rules.clusters = seen
        .iter()
        .any(|(cluster, width)| cluster.starts_with('👨') && *width == 2);
    let agreement = Agreement {
        explained,
        asked: model.len(),
    };
    let mut profile = WidthProfile::measured(rules, agreement).with_explicit(explicit);
    profile.learn(seen);
    Some(profile)
}

/// Returns every combination of parameters, ordered by how much it differs from the plain sum.
pub fn all_rules() -> impl Iterator<Item = WidthRules> {
    let quirks = [ZwjQuirk::None, ZwjQuirk::Swallows, ZwjQuirk::Ends];
    let caps = [Cap::None, Cap::Two, Cap::One];
    quirks.into_iter().flat_map(move |quirk| {
        caps.into_iter().flat_map(move |cap| {
            (0_u8..128).filter_map(move |bits| {
                let is = |bit: u8| bits & (1 << bit) != 0;
                let rules = WidthRules {
                    spacing: !is(0),
                    spacing_after_letter_only: is(1),
                    marks: is(2),
                    joined: !is(3),
                    joined_by_zwj: !is(4),
                    zwj: is(5),
                    zwnj: is(6),
                    cap,
                    quirk,
                    clusters: false,
                };
                (rules.spacing || !rules.spacing_after_letter_only).then_some(rules)
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cluster::clusters;

    /// The clusters of the Universal Declaration of Human Rights in Hindi.
    const DECLARATION: &str = include_str!("../../tests/fixtures/width/udhr_hin.txt");

    fn answers(rules: &WidthRules) -> Vec<(String, usize)> {
        all_probes()
            .map(|cluster| (cluster.to_owned(), rules.advance(cluster)))
            .collect()
    }

    fn declaration() -> impl Iterator<Item = &'static str> {
        let words = DECLARATION.lines().filter(|line| !line.starts_with('#'));
        words.flat_map(str::split_whitespace)
    }

    #[test]
    fn every_vector_of_parameters_is_found_again() {
        for rules in all_rules() {
            let profile = profile_of(&answers(&rules), ExplicitWidth::No).unwrap();
            assert_eq!(profile.agreement().explained, MODEL.len(), "{rules:?}");
            for cluster in declaration().chain(all_probes()) {
                assert_eq!(
                    profile.advance(cluster),
                    rules.advance(cluster),
                    "{cluster} by {rules:?}"
                );
            }
        }
    }

    #[test]
    fn the_declarations_clusters_are_whole() {
        let count =
            declaration().inspect(|cluster| assert_eq!(clusters(cluster).count(), 1, "{cluster}"));
        assert!(count.count() > 300);
    }

    #[test]
    fn a_terminal_that_no_rule_explains_is_believed_where_it_was_seen() {
        // Widths that a terminal which measures with a font might report.
        let seen: Vec<(String, usize)> = all_probes()
            .enumerate()
            .map(|(index, cluster)| (cluster.to_owned(), 1 + (index * 7 + cluster.len()) % 3))
            .collect();
        let profile = profile_of(&seen, ExplicitWidth::No).unwrap();
        assert!(profile.agreement().explained < MODEL.len());
        for (cluster, width) in &seen {
            assert!(profile.advance(cluster) >= *width, "{cluster}");
        }
        let unseen = "क्ष्म्यां";
        assert!(
            profile.advance(unseen) >= WidthRules::SUM.advance(unseen),
            "rounded up"
        );
    }

    #[test]
    fn a_few_answers_say_nothing() {
        let seen = vec![("का".to_owned(), 2)];
        assert_eq!(profile_of(&seen, ExplicitWidth::No), None);
    }

    #[test]
    fn another_terminal_is_noticed() {
        let kitty = WidthProfile::named("kitty").unwrap();
        let by = |name: &str| {
            let widths = WidthProfile::named(name).unwrap();
            let seen: Vec<_> = check_probes()
                .map(|c| (c.to_owned(), widths.advance(c)))
                .collect();
            is_confirmed(&kitty, &seen)
        };
        assert!(by("kitty") && !by("sum") && !by("foot"));
    }
}
