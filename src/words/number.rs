//! Numbers with digit grouping by language.

use super::Language;

/// Formats `number` for `language`: `125,000`, or `1,25,000` in Hindi.
pub fn grouped(number: usize, language: Language) -> String {
    match language {
        Language::Hindi => lakhs(number),
        Language::English => thousands(number),
    }
}

/// Formats `number` for English: `125,000`.
pub fn thousands(number: usize) -> String {
    in_groups(number, 3)
}

/// Formats `number` for Hindi: `1,25,000`.
pub fn lakhs(number: usize) -> String {
    in_groups(number, 2)
}

/// Separates the last three digits, and groups of `size` digits before them.
fn in_groups(number: usize, size: usize) -> String {
    let digits = number.to_string();
    let (mut head, tail) = digits.split_at(digits.len().saturating_sub(3));
    let mut groups = vec![tail];
    while !head.is_empty() {
        let (rest, group) = head.split_at(head.len().saturating_sub(size));
        groups.push(group);
        head = rest;
    }
    groups.reverse();
    groups.join(",")
}

/// Returns an English number with its noun: `1 story`, `2,000 stories`.
pub(super) fn counted_in_english(count: usize, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{} {word}", thousands(count))
}

/// Returns a Hindi number with its noun.
pub(super) fn counted_in_hindi(count: usize, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{} {word}", lakhs(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_sets_thousands_apart_in_its_way() {
        for (number, english, hindi) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1,000", "1,000"),
            (125_000, "125,000", "1,25,000"),
            (12_345_678, "12,345,678", "1,23,45,678"),
        ] {
            assert_eq!(grouped(number, Language::English), english);
            assert_eq!(grouped(number, Language::Hindi), hindi);
        }
    }
}
