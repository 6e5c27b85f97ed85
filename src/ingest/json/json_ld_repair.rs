//! Repairs malformed JSON in pages, where it is written by hand or generated from a template.

use serde_json::Value;

/// The longest script that is parsed, in bytes.
const LONGEST: usize = 2 << 20;

/// Parses a script, after repairing it if necessary.
pub(super) fn parse(script: &str) -> Option<Value> {
    let script = without_comments(script);
    if script.len() > LONGEST {
        return None;
    }
    serde_json::from_str(script)
        .or_else(|_| first_value(script))
        .or_else(|_| first_value(&repaired(script)))
        .ok()
}

/// Parses the first value of a text and ignores what follows, such as a semicolon or a second copy.
fn first_value(text: &str) -> serde_json::Result<Value> {
    match serde_json::Deserializer::from_str(text).into_iter().next() {
        Some(value) => value,
        None => Ok(Value::Null),
    }
}

/// Removes the HTML comments that once hid scripts from old browsers.
fn without_comments(script: &str) -> &str {
    let wraps = [
        "<!--",
        "//<![CDATA[",
        "/*<![CDATA[*/",
        "<![CDATA[",
        "\u{feff}",
    ];
    let mut text = script.trim();
    while let Some(rest) = wraps.iter().find_map(|wrap| text.strip_prefix(wrap)) {
        text = rest.trim();
    }
    text
}

/// Escapes control characters and quotation marks in strings, and removes trailing commas.
fn repaired(script: &str) -> String {
    let mut out = String::with_capacity(script.len() + 64);
    let mut chars = script.chars().peekable();
    let mut in_string = false;
    while let Some(c) = chars.next() {
        if !in_string {
            in_string = c == '"';
            if matches!(c, '}' | ']') {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            out.push(c);
            continue;
        }
        match c {
            '\\' => match chars.next() {
                Some(next) if "\"\\/bfnrtu".contains(next) => out.extend(['\\', next]),
                Some(next) => out.push(next),
                None => {}
            },
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            '"' if ends_string(&chars) => {
                in_string = false;
                out.push('"');
            }
            '"' => out.push_str("\\\""),
            c => out.push(c),
        }
    }
    out
}

/// Whether a quotation mark ends its string. If it does, a comma, a colon, a brace or a bracket
/// follows; after a quotation mark within a sentence, other characters follow.
fn ends_string(after: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut after = after.clone().skip_while(|c| c.is_whitespace());
    match after.next() {
        Some(',') => {
            let next = after.find(|c| !c.is_whitespace());
            next.is_none_or(|c| {
                matches!(c, '"' | '{' | '[' | '}' | ']' | 't' | 'f' | 'n' | '-')
                    || c.is_ascii_digit()
            })
        }
        Some(c) => matches!(c, ':' | '}' | ']'),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_scripts_are_repaired() {
        for (script, expected) in [
            (r#"{"a":1}"#, r#"{"a":1}"#),
            ("<!-- {\"a\":1}; -->", r#"{"a":1}"#),
            ("{\"a\":\"एक\nदो\tतीन\",}", r#"{"a":"एक\nदो तीन"}"#),
            (r#"{"a":["एक",],"b":"x\'y"}"#, r#"{"a":["एक"],"b":"x'y"}"#),
            (
                r#"{"a":"उसने "हाँ" कहा","b":2}"#,
                r#"{"a":"उसने \"हाँ\" कहा","b":2}"#,
            ),
        ] {
            let value = parse(script).map(|value| value.to_string());
            assert_eq!(value.as_deref(), Some(expected), "{script}");
        }
        assert_eq!(parse("{\"a\": oops}"), None);
    }
}
