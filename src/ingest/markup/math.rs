//! Formulas in `MathML`, as text.

use super::super::entity;
use super::tokens::{HtmlToken, HtmlTokens, attribute};

/// The maximum nesting depth of a formula; what is deeper is written without its structure.
const DEEPEST: usize = 64;

/// Returns a formula as TeX, if the page gives that, and otherwise in the notation of a calculator:
/// `a/b`, `x^2`.
pub(super) fn formula(attributes: &str, inner: &str) -> String {
    let tex = annotation(inner).or_else(|| attribute(attributes, "alttext"));
    if let Some(tex) = tex {
        let tex = tex.trim();
        let inner = tex
            .strip_prefix("{\\displaystyle")
            .and_then(|rest| rest.strip_suffix('}'));
        let tex = inner.unwrap_or(tex).trim();
        if !tex.is_empty() {
            return tex.to_owned();
        }
    }
    linear(inner)
}

/// Returns the TeX of a formula.
fn annotation(inner: &str) -> Option<String> {
    let mut is_tex = false;
    for token in HtmlTokens::new(inner) {
        match token {
            HtmlToken::Start(name, attributes) => {
                let encoding = attribute(attributes, "encoding").unwrap_or_default();
                is_tex = name == "annotation" && encoding.to_ascii_lowercase().contains("tex");
            }
            HtmlToken::Text(text) if is_tex => return Some(entity::unescape(text).into_owned()),
            HtmlToken::Text(_)
            | HtmlToken::End(_)
            | HtmlToken::Whole(..)
            | HtmlToken::WithoutScripts(_) => {}
        }
    }
    None
}

/// An element whose end tag has not come yet, and its parts.
struct FormulaElement {
    name: String,
    parts: Vec<String>,
}

fn linear(inner: &str) -> String {
    let element = |name: String| FormulaElement {
        name,
        parts: Vec::new(),
    };
    let mut open = vec![element("math".to_owned())];
    for token in HtmlTokens::new(inner) {
        match token {
            HtmlToken::Start(name, attributes) => {
                if open.len() < DEEPEST && !attributes.ends_with('/') {
                    open.push(element(name));
                }
            }
            HtmlToken::End(name) => {
                let is_open = open.iter().skip(1).any(|element| element.name == name);
                while is_open && open.len() > 1 {
                    let is_last = close(&mut open) == name;
                    if is_last {
                        break;
                    }
                }
            }
            HtmlToken::Text(text) => {
                let text = entity::unescape(text);
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if let Some(element) = open.last_mut().filter(|_| !text.is_empty()) {
                    element.parts.push(text);
                }
            }
            HtmlToken::Whole(..) | HtmlToken::WithoutScripts(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop()
        .map(|math| math.parts.concat())
        .unwrap_or_default()
}

/// Ends the innermost element and adds its text to the parts of the one around it; returns its name.
fn close(open: &mut Vec<FormulaElement>) -> String {
    let Some(FormulaElement { name, parts }) = open.pop() else {
        return String::new();
    };
    let text = joined(&name, &parts);
    if let Some(around) = open.last_mut() {
        around.parts.push(text);
    }
    name
}

fn joined(name: &str, parts: &[String]) -> String {
    match (name, parts) {
        ("mfrac", [above, below]) => format!("{}/{}", grouped(above), grouped(below)),
        ("msup" | "mover", [base, above]) => format!("{base}^{}", grouped(above)),
        ("msub" | "munder", [base, below]) => format!("{base}_{}", grouped(below)),
        ("msubsup" | "munderover", [base, below, above]) => {
            format!("{base}_{}^{}", grouped(below), grouped(above))
        }
        ("msqrt", parts) => format!("√{}", grouped(&parts.concat())),
        ("mroot", [base, index]) => format!("{}^(1/{index})", grouped(base)),
        ("mtr", cells) => cells.join(", "),
        ("mtable", rows) => format!("({})", rows.join("; ")),
        ("mo", parts) => match parts.concat().as_str() {
            sign @ ("=" | "+" | "−" | "-" | "<" | ">" | "≤" | "≥" | "≈" | "≠" | "×" | "→") =>
            {
                format!(" {sign} ")
            }
            sign => sign.to_owned(),
        },
        ("annotation" | "annotation-xml", _) => String::new(),
        (_, parts) => parts.concat(),
    }
}

/// Returns a part in brackets, unless it is one number or one letter.
fn grouped(part: &str) -> String {
    let part = part.trim();
    let is_one = part.chars().count() <= 1 || part.chars().all(char::is_numeric);
    if is_one {
        part.to_owned()
    } else {
        format!("({part})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_keep_their_meaning() {
        for (attributes, inner, expected) in [
            ("", "<mfrac><mi>a</mi><mi>b</mi></mfrac>", "a/b"),
            (
                "",
                "<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>",
                "E = mc^2",
            ),
            (
                "",
                "<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>",
                "√(x + 1)",
            ),
            ("alttext='{\\displaystyle x_{i}}'", "<mi>x</mi>", "x_{i}"),
            (
                "",
                "<semantics><mi>x</mi><annotation encoding='application/x-tex'>x &lt; 1</annotation></semantics>",
                "x < 1",
            ),
            ("", "<mrow><mi>a", "a"),
        ] {
            assert_eq!(formula(attributes, inner), expected, "{inner}");
        }
        let deep = "<mrow>".repeat(5_000) + "<mi>x</mi>";
        assert_eq!(formula("", &deep), "x");
    }
}
