//! The nearest of several names to one that was mistyped.

/// Returns the name among `names` that is most like `typed`, if one is like it at all.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A longer one is no slip of the fingers, and costs its length for each name.
    if typed.len() > 64 {
        return None;
    }
    let typed = typed.to_ascii_lowercase().replace('_', "-");
    names
        .map(|name| (strsim::damerau_levenshtein(&typed, name), name))
        .filter(|(distance, name)| *distance <= 1.max(name.len() / 3))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_has_a_nearest_name_and_nonsense_has_none() {
        let names = || ["measure", "theme", "lang"].into_iter();
        assert_eq!(nearest("mesure", names()), Some("measure"));
        assert_eq!(nearest("Themes", names()), Some("theme"));
        assert_eq!(nearest("qwertz", names()), None);
        assert_eq!(nearest(&"measure".repeat(100), names()), None);
    }
}
