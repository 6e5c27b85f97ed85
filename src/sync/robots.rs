//! `robots.txt` (RFC 9309): whether a program may fetch a page.
//!
//! Only pages are checked: a feed is published for programs.

/// The maximum number of bytes that are parsed; the RFC requires programs to parse at least this
/// many.
const LONGEST: usize = 500 << 10;

/// The rules of a site for one program.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RobotsRules {
    /// Each rule: whether it allows the paths that match, and its pattern.
    rules: Vec<(bool, String)>,
}

impl RobotsRules {
    /// Returns rules that allow nothing.
    pub fn nothing() -> Self {
        Self {
            rules: vec![(false, "/".to_owned())],
        }
    }

    /// Parses the rules for the program `name`: those in the groups that name it, else those for
    /// all programs.
    pub fn read(bytes: &[u8], name: &str) -> Self {
        let text = String::from_utf8_lossy(bytes.get(..LONGEST).unwrap_or(bytes));
        let (mut own, mut general) = (Vec::new(), Vec::new());
        let (mut is_own, mut is_general, mut in_rules) = (false, false, false);
        let mut is_named = false;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else {
                continue;
            };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            match field.as_str() {
                "user-agent" => {
                    if in_rules {
                        (is_own, is_general, in_rules) = (false, false, false);
                    }
                    is_own |= value.eq_ignore_ascii_case(name);
                    is_general |= value == "*";
                    is_named |= is_own;
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    let rule = (field == "allow", value.to_owned());
                    if is_own && !value.is_empty() {
                        own.push(rule.clone());
                    }
                    if is_general && !value.is_empty() {
                        general.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self {
            rules: if is_named { own } else { general },
        }
    }

    /// Returns whether `path`, including its query, may be fetched. The longest matching pattern
    /// decides; if two are equally long, the one that allows the path.
    pub fn allows(&self, path: &str) -> bool {
        let matching = self
            .rules
            .iter()
            .filter(|(_, pattern)| matches(pattern, path));
        matching
            .max_by_key(|(allows, pattern)| (pattern.len(), *allows))
            .is_none_or(|(allows, _)| *allows)
    }
}

/// Matches a pattern against the beginning of a path: `*` matches any text, a final `$` the end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let last = if to_the_end { pieces.pop() } else { None };
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else {
            return false;
        };
        // For an empty pattern, `split_once` matches at once and returns the whole text.
        rest = after;
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !to_the_end || rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, cases: &[(&str, bool)]) {
        let rules = RobotsRules::read(text.as_bytes(), "newsreader");
        for (path, expected) in cases {
            assert_eq!(rules.allows(path), *expected, "{path} of {text:?}");
        }
    }

    #[test]
    fn the_longest_pattern_decides() {
        check("", &[("/", true)]);
        check("User-agent: *\nDisallow:", &[("/a", true)]);
        check(
            "User-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/print",
            &[("/a", false), ("/news/1", true), ("/news/print/1", false)],
        );
        check("user-agent: *\nallow: /a\ndisallow: /a", &[("/a", true)]);
        check(
            "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=",
            &[
                ("/a.pdf", false),
                ("/a.pdf?x", true),
                ("/a?print=1", false),
                ("/a", true),
            ],
        );
        check(
            "User-agent: *\nDisallow: /a$",
            &[("/a", false), ("/ab", true)],
        );
    }

    #[test]
    fn a_group_for_the_program_replaces_the_general_one() {
        check(
            "User-agent: other\nUser-agent: NewsReader # us\nDisallow: /b\n\nUser-agent: *\nDisallow: /",
            &[("/a", true), ("/b", false)],
        );
        check(
            "User-agent: newsreader\nDisallow:\nUser-agent: *\nDisallow: /",
            &[("/a", true)],
        );
        check("User-agent: other\nDisallow: /", &[("/a", true)]);
    }

    #[test]
    fn any_bytes_can_be_parsed() {
        for bytes in [&b"\xff\xfe"[..], b":::", b"disallow: /", b"user-agent"] {
            assert!(RobotsRules::read(bytes, "newsreader").allows("/"));
        }
        assert!(!RobotsRules::nothing().allows("/a"));
    }
}
