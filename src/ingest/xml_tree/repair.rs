//! Repairs errors that no XML parser accepts: a bare `<`, an unclosed CDATA section or comment.

use std::borrow::Cow;

/// Escapes each bare `<` in `text` and closes its last section or comment. Returns the result, and
/// a sentence for each kind of repair.
pub(super) fn repaired(text: &str) -> (Cow<'_, str>, Vec<String>) {
    let mut out = String::new();
    let mut repairs = Vec::new();
    let (mut rest, mut bare) = (text, 0_usize);
    // Every iteration copies the text that it has handled to `out` and removes it from `rest`.
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let section = [("![CDATA[", "]]>"), ("!--", "-->")]
            .into_iter()
            .find(|(start, _)| after.starts_with(start));
        if let Some((start, end)) = section {
            out.push('<');
            let Some((inside, behind)) = after.split_once(end) else {
                out.push_str(after);
                out.push_str(end);
                repairs.push(format!(
                    "<{start} has no end; it was closed at the end of the file"
                ));
                return (Cow::Owned(out), repairs);
            };
            out.push_str(inside);
            out.push_str(end);
            rest = behind;
            continue;
        }
        let is_tag =
            after.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '/' | '!' | '?'));
        out.push_str(if is_tag { "<" } else { "&lt;" });
        bare += usize::from(!is_tag);
        rest = after;
    }
    if bare == 0 {
        return (Cow::Borrowed(text), repairs);
    }
    let times = if bare == 1 { "once" } else { "several times" };
    repairs.push(format!(
        "a bare < stands in the text {times}; it was read as text"
    ));
    out.push_str(rest);
    (Cow::Owned(out), repairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_signs_and_open_sections_are_repaired() {
        for (text, expected, remarks) in [
            ("<a>1 &lt; 2</a>", "<a>1 &lt; 2</a>", 0),
            ("<a>1 < 2, <3</a>", "<a>1 &lt; 2, &lt;3</a>", 1),
            (
                "<a><![CDATA[1 < 2]]><!-- < --></a>",
                "<a><![CDATA[1 < 2]]><!-- < --></a>",
                0,
            ),
            ("<a><![CDATA[1 < 2", "<a><![CDATA[1 < 2]]>", 1),
            ("<a>< <!-- b", "<a>&lt; <!-- b-->", 1),
        ] {
            let (repaired, repairs) = repaired(text);
            assert_eq!(repaired, expected, "{text}");
            assert_eq!(repairs.len(), remarks, "{text}: {repairs:?}");
        }
    }
}
