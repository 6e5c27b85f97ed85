//! Finds the byte ranges of the articles in a JSON text, so that each article can be parsed again
//! alone.

use super::CONTAINER_FIELDS;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::ops::Range;

/// Returns the byte range of each article in `text`, which is an array, or an object that contains
/// such an array. `text` must be valid JSON.
pub(super) fn elements(text: &str) -> Vec<Range<usize>> {
    let mut scanner = JsonScanner { text, at: 0 };
    match scanner.peek() {
        Some('[') => scanner.array(),
        Some('{') => scanner.container(),
        Some(_) | None => None,
    }
    .unwrap_or_default()
}

struct JsonScanner<'a> {
    text: &'a str,
    at: usize,
}

impl JsonScanner<'_> {
    /// Skips white space and returns the next character.
    fn peek(&mut self) -> Option<char> {
        let rest = self.text.get(self.at..)?;
        let trimmed = rest.trim_start_matches([' ', '\n', '\r', '\t', '\u{feff}']);
        self.at += rest.len() - trimmed.len();
        trimmed.chars().next()
    }

    /// Parses one value and returns it with its byte range.
    fn value<T: DeserializeOwned>(&mut self) -> Option<(T, Range<usize>)> {
        self.peek()?;
        let rest = self.text.get(self.at..)?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<T>();
        let value = values.next()?.ok()?;
        let start = self.at;
        self.at += values.byte_offset();
        Some((value, start..self.at))
    }

    /// Returns the ranges of the elements of the array at the current position.
    fn array(&mut self) -> Option<Vec<Range<usize>>> {
        let mut spans = Vec::new();
        self.at += 1;
        while self.peek()? != ']' {
            let (IgnoredAny, span) = self.value()?;
            spans.push(span);
            if self.peek()? == ',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Some(spans)
    }

    /// Returns the ranges of the elements of the array in the first field of [`CONTAINER_FIELDS`]
    /// that the object has. If a field occurs twice, the last one is used, as in `serde_json`.
    fn container(&mut self) -> Option<Vec<Range<usize>>> {
        let mut arrays = CONTAINER_FIELDS.map(|name| (name, None));
        self.at += 1;
        while self.peek()? != '}' {
            let (name, _) = self.value::<String>()?;
            self.peek()?;
            self.at += 1;
            let is_array = self.peek()? == '[';
            let (IgnoredAny, span) = self.value()?;
            for (field, start) in &mut arrays {
                if *field == name {
                    *start = is_array.then_some(span.start);
                }
            }
            if self.peek()? == ',' {
                self.at += 1;
            }
        }
        self.at = arrays.into_iter().find_map(|(_, start)| start)?;
        self.array()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_in_arrays_and_containers() {
        for (text, expected) in [
            (
                r#" [{"a":"]"}, {"b":[1,2]} ,3] "#,
                &[r#"{"a":"]"}"#, r#"{"b":[1,2]}"#, "3"][..],
            ),
            (
                r#"{"total":2,"items":[{"a":1},{"b":2}]}"#,
                &[r#"{"a":1}"#, r#"{"b":2}"#],
            ),
            (
                r#"{"items":[1],"\u0061rticles":[ {} ],"articles2":[]}"#,
                &["{}"],
            ),
            (r#"{"news":[1],"news":[2]}"#, &["2"]),
            (r#"{"items":1}"#, &[]),
            ("[]", &[]),
        ] {
            let found: Vec<&str> = elements(text).into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
